"""Provenance: from the people behind the core claims through newsrooms into articles."""

from compare.toys import changed, report, says, told

from sitegen.compare.comparison import comparison
from sitegen.model.article import Article
from sitegen.model.story import Claim


def steps(*articles: Article, claims: tuple[Claim, ...] = ()) -> list[str]:
    """Every step as `source how target`; a newsroom together with its article is `a`, alone `[a]`."""
    found = comparison(told(*articles, claims=claims)).provenance
    names = [f"[{stop.id}]" if stop.kind == "newsroom" else stop.id for stop in found.stops]
    return [
        " ".join([names[step.source], "/".join([step.how, *step.stances]), names[step.target]]) for step in found.steps
    ]


def stops(*articles: Article) -> list[tuple[str, str]]:
    return [(stop.kind, stop.id) for stop in comparison(told(*articles)).provenance.stops]


def test_a_story_without_articles_has_no_provenance() -> None:
    assert stops() == []


def test_an_article_that_reports_on_its_own_is_one_with_its_newsroom() -> None:
    assert stops(report("a", says())) == [("report", "a")]


def test_an_article_comes_from_each_newsroom_whose_reporting_it_has() -> None:
    articles = (report("a", says(), origin="ap rx", derivation="compilation"),)
    assert stops(*articles) == [("newsroom", "ap"), ("newsroom", "rx"), ("article", "a")]
    assert steps(*articles) == ["[ap] compilation a", "[rx] compilation a"]


def test_an_origin_that_has_an_article_of_its_own_in_the_story_is_that_article() -> None:
    assert steps(report("ap", says()), report("a", says(), origin="ap", derivation="copy")) == ["ap copy a"]


def test_an_origin_that_only_passes_on_is_a_source_by_its_article() -> None:
    articles = (
        report("b", says(), origin="ap", derivation="copy"),
        report("a", says(), origin="b", derivation="translation"),
    )
    assert steps(*articles) == ["[ap] copy b", "b translation a"]


def test_a_text_that_was_made_from_another_has_from_it_what_that_one_has() -> None:
    articles = (
        report("b", says(), origin="ap", derivation="copy"),
        report("a", says(), origin="ap rx", derivation="paraphrase", changes=(changed("b"),)),
    )
    assert steps(*articles) == ["[ap] copy b", "b paraphrase a", "[rx] paraphrase a"]


def test_a_compilation_does_not_come_from_the_text_that_its_changes_name() -> None:
    articles = (
        report("b", says()),
        report("a", says(), origin="ap", derivation="compilation", changes=(changed("b"),)),
    )
    assert steps(*articles) == ["[ap] compilation a"]


def test_reporting_that_only_a_mention_of_a_core_claim_names_is_cited() -> None:
    claims = (Claim(id="c", text="C", weight=2), Claim(id="x", text="X"))
    article = report("a", says(via="ap"), says(via="rx", about="x"), origin="pa", derivation="rewrite")
    assert steps(article, claims=claims) == ["[pa] rewrite a", "[ap] cites a"]


def test_whoever_adds_to_what_others_reported_is_joined_to_them() -> None:
    assert steps(report("a", says(), origin="a ap")) == ["[ap] original a"]


def test_a_newsroom_with_several_articles_of_its_own_stands_before_them() -> None:
    articles = (
        report("a", says()),
        report("a", says(), id="a-again"),
        report("b", says(), origin="a", derivation="copy"),
    )
    assert steps(*articles) == ["[a] own a", "[a] own a-again", "[a] copy b"]


def test_people_speak_to_the_newsroom_that_a_mention_rests_on() -> None:
    articles = (report("a", says("attributes", by="ann bob", via="ap rx"), origin="ap rx", derivation="rewrite"),)
    assert steps(*articles)[:4] == ["ann speaks [ap]", "ann speaks [rx]", "bob speaks [ap]", "bob speaks [rx]"]


def test_people_speak_to_the_newsroom_at_the_far_end() -> None:
    articles = (
        report("b", says(), origin="ap", derivation="copy"),
        report("a", says("attributes", by="ann"), origin="b", derivation="copy"),
    )
    assert "ann speaks [ap]" in steps(*articles)


def test_what_somebody_says_against_a_core_claim_goes_with_whom_they_said_it_to() -> None:
    articles = (report("a", says(), says("denies", by="ann")), report("b", says(), says("declines", by="ann")))
    assert steps(*articles) == ["ann speaks/denies a", "ann speaks/declines b"]
    assert comparison(told(*articles)).provenance.stops[0].stances == ("denies", "declines")


def test_people_of_lesser_claims_are_not_shown() -> None:
    claims = (Claim(id="c", text="C", weight=2), Claim(id="x", text="X", weight=1))
    assert steps(report("a", says(), says("attributes", by="ann", about="x")), claims=claims) == []


def test_a_retracted_article_takes_its_support_along_but_not_what_was_said_against() -> None:
    mentions = (says("attributes", by="bob"), says("denies", by="ann"))
    assert steps(report("a", *mentions, status="retracted"), report("b", says())) == ["ann speaks/denies a"]


def test_articles_that_name_one_another_on_different_claims_do_not_lead_in_a_circle() -> None:
    claims = (Claim(id="c", text="C", weight=2), Claim(id="x", text="X"))
    articles = (
        report("a", says(via="a"), origin="b", derivation="rewrite"),
        report("b", says(about="x"), origin="a", derivation="rewrite"),
    )
    assert len(steps(*articles, claims=claims)) == 1


def test_two_that_only_pass_on_one_another_are_both_shown() -> None:
    articles = (
        report("a", says(), origin="b", derivation="copy"),
        report("b", says(about="x"), origin="a", derivation="copy"),
    )
    assert stops(*articles) == [("article", "a"), ("article", "b")]
    assert len(steps(*articles)) == 1

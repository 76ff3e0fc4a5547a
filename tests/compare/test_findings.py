"""What the rules say about a claim: voices, support, challenge, flags, cells (PRODUCT §3)."""

import pytest
from compare.toys import changed, found, of, report, says, told

from sitegen.compare.comparison import comparison
from sitegen.model.article import Article
from sitegen.model.story import Claim, Ruling


def verdict(*articles: Article, **more: object) -> tuple[str, str, str]:
    """Support, challenge and status word."""
    finding = found(*articles, **more)  # type: ignore[arg-type]
    return finding.support, finding.challenge, finding.status


def kind(word: str) -> tuple[Claim, ...]:
    return (Claim(id="c", text="C", kind=word),)  # type: ignore[arg-type]


# ---- Voices


@pytest.mark.parametrize(
    ("mention", "voices", "named"),
    [
        (says("attributes", by="ann"), ("City",), True),
        (says("attributes", by="officials"), ("City",), False),
        (says("attributes", by="officials bob"), ("City", "Port"), True),
        (says("attributes", by="ann officials"), ("City",), True),
        (says("attributes", by="somebody"), ("unknown",), False),
        (says("asserts"), ("own:a",), False),
        (says("asserts", via="ap nyt"), ("own:ap", "own:nyt"), False),
        (says("asserts", by="ann"), ("City",), True),
        (says("attributes", by="ann", hedge="may"), ("City",), True),
        (says("hedges"), (), False),
        (says("hedges", by="ann"), (), False),
    ],
)
def test_a_voice_is_an_affiliation_or_the_outlet_itself(mention: object, voices: tuple[str, ...], named: bool) -> None:
    finding = found(report("a", mention))  # type: ignore[arg-type]
    assert (finding.voices, finding.named) == (voices, named)


def test_only_the_support_has_voices() -> None:
    articles = (
        report("a", says("attributes", by="officials"), says("denies", by="bob")),
        report("b", says("attributes", by="bob"), status="retracted"),
    )
    assert (found(*articles).voices, found(*articles).named) == (("City",), False)


# ---- Support


def test_without_support_a_claim_is_unsupported() -> None:
    assert verdict(report("a"), claims=kind("event")) == ("unsupported", "none", "unsupported")
    assert verdict(report("a", says("denies", by="ann"))) == ("unsupported", "disputed", "disputed")


def test_one_chain_is_a_single_source_however_many_articles_it_has() -> None:
    articles = (report("a", says("attributes", by="ann"), origin="ap"), report("b", says(), origin="ap"))
    assert verdict(*articles) == ("single-source", "none", "single-source")


def test_two_chains_on_the_word_of_one_unnamed_side_are_narrowly_sourced() -> None:
    articles = (report("a", says("attributes", by="officials")), report("b", says("attributes", by="officials")))
    assert verdict(*articles) == ("narrowly-sourced", "none", "narrowly-sourced")


@pytest.mark.parametrize(
    "another",
    [says("attributes", by="ann"), says("attributes", by="sailors"), says("attributes", by="somebody"), says()],
    ids=["a named official", "another side", "somebody unknown", "the outlet itself"],
)
def test_somebody_named_or_of_another_side_makes_two_chains_corroborate(another: object) -> None:
    articles = (report("a", says("attributes", by="officials")), report("b", another))  # type: ignore[arg-type]
    assert verdict(*articles)[0] == "corroborated"


def test_a_named_official_who_is_only_hedged_does_not_count() -> None:
    articles = (
        report("a", says("attributes", by="officials")),
        report("b", says("attributes", by="officials"), says("hedges", by="ann")),
    )
    assert verdict(*articles)[0] == "narrowly-sourced"


def test_a_statement_is_never_narrowly_sourced() -> None:
    articles = (report("a", says("attributes", by="officials")), report("b", says("attributes", by="officials")))
    assert verdict(*articles, claims=kind("statement"))[0] == "corroborated"
    assert verdict(articles[0], claims=kind("statement"))[0] == "single-source"
    for word in ("event", "estimate", "inference", "background", "forecast"):
        assert verdict(*articles, claims=kind(word))[0] == "narrowly-sourced"


def test_dropping_an_article_drops_its_chain() -> None:
    articles = (report("a", says()), report("b", says()))
    assert verdict(*articles)[0] == "corroborated"
    assert verdict(*articles[:1])[0] == "single-source"


# ---- Challenge


@pytest.mark.parametrize(
    ("against", "challenge", "status"),
    [
        ("", "none", "corroborated"),
        ("declines", "not-confirmed", "corroborated"),
        ("denies", "disputed", "disputed"),
        ("contradicts", "contradicted", "contradicted"),
        ("declines denies", "disputed", "disputed"),
        ("denies contradicts declines", "contradicted", "contradicted"),
    ],
)
def test_the_gravest_challenge_counts_and_not_being_confirmed_is_no_status(
    against: str, challenge: str, status: str
) -> None:
    mentions = [says(stance, by="bob") for stance in against.split()]
    assert verdict(report("a", says()), report("b", says(), *mentions)) == ("corroborated", challenge, status)


def test_without_its_denials_a_claim_has_the_word_of_its_support() -> None:
    assert verdict(report("a", says(), says("denies", by="bob")))[2] == "disputed"
    assert verdict(report("a", says()))[2] == "single-source"


def test_the_retraction_of_one_of_two_leaves_the_other() -> None:
    articles = (report("a", says(), status="retracted"), report("b", says()))
    assert verdict(*articles) == ("single-source", "none", "single-source")
    assert found(*articles).articles == ("b",)


def test_a_claim_is_retracted_when_everybody_who_carried_it_retracted() -> None:
    articles = (report("a", says(), status="retracted"), report("b", says(), status="retracted"))
    assert verdict(*articles) == ("unsupported", "retracted", "retracted")


@pytest.mark.parametrize("status", ["corrected", "removed"])
def test_an_article_that_was_corrected_or_removed_still_counts(status: str) -> None:
    assert verdict(report("a", says(), status=status))[0] == "single-source"


def test_retraction_outweighs_contradiction() -> None:
    articles = (report("a", says(), status="retracted"), report("b", says("contradicts")))
    assert verdict(*articles) == ("unsupported", "retracted", "retracted")


def test_a_claim_that_was_only_ever_challenged_is_not_retracted() -> None:
    assert verdict(report("a", says("denies", by="ann"), status="retracted")) == ("unsupported", "disputed", "disputed")


def rivals(*articles: Article) -> list[tuple[str, tuple[str, ...]]]:
    claims = (Claim(id="c", text="C", conflicts_with=("d",)), Claim(id="d", text="D", conflicts_with=("c",)))
    story = told(*articles, claims=claims)
    return [(of(story, each).challenge, of(story, each).rivals) for each in ("c", "d")]


def test_supported_claims_that_conflict_contradict_one_another() -> None:
    assert rivals(report("a", says()), report("b", says(about="d"))) == [
        ("contradicted", ("d",)),
        ("contradicted", ("c",)),
    ]


def test_a_conflicting_claim_without_support_contradicts_nothing() -> None:
    assert rivals(report("a", says())) == [("none", ()), ("contradicted", ("c",))]
    assert rivals(report("a", says()), report("b", says(about="d"), status="retracted")) == [
        ("none", ()),
        ("retracted", ("c",)),
    ]
    assert rivals(report("a", says()), report("b", says("denies", by="bob", about="d")))[0] == ("none", ())


def test_a_ruling_leaves_the_computed_status_as_it_is() -> None:
    claims = (Claim(id="c", text="C", ruling=Ruling(status="Settled", reason="R", by="B")),)
    assert verdict(report("a", says(), says("denies", by="bob")), claims=claims)[2] == "disputed"


# ---- Flags


def flags(*articles: Article) -> tuple[str, ...]:
    return found(*articles).flags


def test_a_claim_is_hedged_only_when_every_mention_hedges_by_stance_or_words() -> None:
    hedged = (report("a", says("hedges")), report("b", says("attributes", by="ann", hedge="may")))
    assert flags(*hedged) == ("hedged-only",)
    assert flags(*hedged, report("d", says())) == ()
    assert flags(*hedged, report("d", says(), status="retracted")) == ("hedged-only",)
    assert flags(*hedged, report("d", says("denies", by="bob"))) == ("hedged-only",)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("5,000–9,000", "5000-9000", False),
        ("5 000 − 9 000 Dead", "5’000-9'000  dead", False),
        ("1,234,567", "1234567", False),
        ("１２", "12", False),
        ("5,000 killed", "5,000 casualties", True),
        ("5,00", "500", True),
        ("1,2", "12", True),
        ("1,2345", "12345", True),
        ("-5", "5", True),
        ("three", "3", True),
        ("5,000", "", False),
    ],
)
def test_values_differ_when_they_differ_after_normalising(one: str, other: str, differ: bool) -> None:
    assert (flags(report("a", says(value=one)), report("b", says(value=other))) == ("values-differ",)) is differ


def test_a_value_in_a_denial_or_a_retracted_article_is_not_compared() -> None:
    articles = (
        report("a", says(value="5"), says("denies", by="ann", value="6")),
        report("b", says(value="7"), status="retracted"),
    )
    assert flags(*articles) == ()


def test_through_paraphrases_alone_a_claim_comes_distorted() -> None:
    paraphrase = report("a", says(), origin="ap", derivation="paraphrase")
    assert flags(paraphrase) == ("through-a-distorting-copy",)
    assert flags(paraphrase, report("b", says(), origin="ap")) == ()
    assert flags(report("a", says(), origin="ap", derivation="copy")) == ()


@pytest.mark.parametrize(
    ("weight", "at", "distorted"),
    [
        ("high", "8-12", True),
        ("high", "5-11", True),
        ("high", "19-30", True),
        ("high", "0-100", True),
        ("high", "0-10", False),
        ("high", "20-30", False),
        ("medium", "8-12", False),
        ("high", "", False),
    ],
)
def test_a_grave_change_that_touches_the_quotation_distorts_it(weight: str, at: str, distorted: bool) -> None:
    article = report("a", says(at="10-20"), origin="ap", derivation="rewrite", changes=(changed("b", weight, at),))
    expected = ("through-a-distorting-copy",) if distorted else ()
    assert flags(article) == expected


def test_a_grave_change_that_touches_other_words_distorts_nothing() -> None:
    article = report("a", says(at="10-20"), says(at="40-50", about="x"), changes=(changed("b", "high", "40-45"),))
    assert flags(article) == ()
    assert found(article, about="x").flags == ("through-a-distorting-copy",)


def test_a_grave_change_distorts_only_the_words_of_its_own_article() -> None:
    changes = (changed("b", "high", "40-45"),)
    articles = (report("a", says(at="10-20"), changes=changes), report("b", says(at="40-50"), derivation="paraphrase"))
    assert flags(*articles) == ()


def test_without_support_there_are_no_flags() -> None:
    assert flags(report("a", says("denies", by="ann"), derivation="paraphrase", origin="ap")) == ()
    assert flags(report("a", says("hedges"), status="retracted")) == ()


def test_flags_stand_in_a_fixed_order() -> None:
    articles = (
        report("a", says("hedges", value="1"), derivation="paraphrase", origin="ap"),
        report("b", says("hedges", value="2"), derivation="paraphrase", origin="ap"),
    )
    assert flags(*articles) == ("hedged-only", "values-differ", "through-a-distorting-copy")


# ---- Cells and order


def test_a_cell_has_the_stances_of_an_article_in_their_order_or_omits() -> None:
    articles = (report("a", says("denies", by="bob"), says()), report("b", says(about="x")))
    cells = [(cell.article, cell.stances, cell.mentions) for cell in found(*articles).cells]
    assert cells == [("a", ("denies", "asserts"), ("a-c-1", "a-c-2")), ("b", ("omits",), ())]


def test_a_retracted_article_keeps_its_cells() -> None:
    assert found(report("a", says(), status="retracted")).cells[0].stances == ("asserts",)


def test_findings_stand_by_weight_then_by_coverage_then_as_in_the_story() -> None:
    claims = tuple(
        Claim(id=each, text=each, weight=weight)
        for each, weight in (("late", 1), ("few", 2), ("many", 2), ("first", 1), ("top", 3))
    )
    articles = (
        report("a", says(about="many"), says(about="many"), says(about="few"), says(about="few"), says(about="few")),
        report("b", says("denies", by="ann", about="many"), says(about="top")),
    )
    order = [each.claim for each in comparison(told(*articles, claims=claims)).findings]
    assert order == ["top", "many", "few", "late", "first"]


def test_comparing_changes_nothing_and_gives_the_same_each_time() -> None:
    story = told(report("a", says(), origin="b"), report("b", says("attributes", by="ann")))
    assert comparison(story) == comparison(
        told(report("a", says(), origin="b"), report("b", says("attributes", by="ann")))
    )

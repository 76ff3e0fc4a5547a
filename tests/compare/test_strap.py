"""The strap: a story in one line of facts, each with its evidence."""

from collections.abc import Iterable

from compare.toys import report, says, told

from sitegen.compare.comparison import comparison
from sitegen.compare.strap import core_claims
from sitegen.model.article import Article
from sitegen.model.story import Claim

HEAVY = (Claim(id="c", text="C", weight=3),)


def facts(*articles: Article, claims: Iterable[Claim] = ()) -> list[tuple[str, str, tuple[str, ...], int]]:
    return [(each.kind, each.claim, each.ids, each.count) for each in comparison(told(*articles, claims=claims)).strap]


def test_a_story_says_how_many_articles_and_chains_there_are() -> None:
    assert facts(report("a", says(), origin="ap"), report("b", says(), origin="ap"), report("d", says())) == [
        ("articles", "", (), 3),
        ("chains", "c", (), 2),
    ]


def test_a_story_without_claims_has_only_its_articles() -> None:
    assert facts(report("a")) == [("articles", "", (), 1)]


def test_a_main_claim_that_nobody_supports_is_said_to_be_so() -> None:
    assert facts(report("a"), claims=[Claim(id="c", text="C")]) == [
        ("articles", "", (), 1),
        ("unsupported", "c", (), 0),
    ]


def test_that_only_unnamed_people_of_one_side_stand_behind_it_is_said_with_the_most_frequent_of_them() -> None:
    articles = (
        report("a", says("attributes", by="officials")),
        report("b", says("attributes", by="officials")),
    )
    assert ("unnamed", "c", ("officials",), 1) in facts(*articles)


def test_people_in_a_retracted_article_do_not_stand_behind_a_claim() -> None:
    articles = (
        report("a", says("attributes", by="officials")),
        report("b", says("attributes", by="officials"), says("attributes", by="ann"), status="retracted"),
    )
    assert ("unnamed", "c", ("officials",), 1) in facts(*articles)


def test_a_named_person_another_side_or_the_outlets_own_word_ends_it() -> None:
    unnamed = report("a", says("attributes", by="officials"))
    for another in (says("attributes", by="ann"), says("attributes", by="sailors"), says()):
        assert "unnamed" not in [fact[0] for fact in facts(unnamed, report("b", another))]


def test_whoever_denies_is_named_once_each() -> None:
    articles = (report("a", says(), says("denies", by="ann bob")), report("b", says("denies", by="bob")))
    assert ("denied", "c", ("ann", "bob"), 0) in facts(*articles)


def test_that_somebody_declined_is_said_only_where_nobody_denies() -> None:
    declines = report("b", says("declines", by="bob"))
    assert ("declined", "c", ("bob",), 0) in facts(report("a", says()), declines)
    assert "declined" not in [fact[0] for fact in facts(report("a", says(), says("denies", by="ann")), declines)]


def test_what_the_outlets_disagree_on_is_said_last_but_for_retractions() -> None:
    articles = (
        report("a", says(), says(about="x")),
        report("b", says("contradicts", about="x")),
        report("d", says(), status="retracted"),
    )
    assert facts(*articles)[-2:] == [("disagree", "x", (), 0), ("retracted", "", ("d",), 1)]


def test_words_that_others_do_not_take_for_a_denial_are_not_the_denial_of_the_strap() -> None:
    articles = (
        report(
            "a",
            says(),
            says("denies", by="ann", at="0-9"),
            says("denies", by="bob", at="20-29"),
            says(about="ann-denied", at="5-12"),
        ),
        report("b", says("contradicts", about="ann-denied")),
    )
    assert ("denied", "c", ("bob",), 0) in facts(*articles, claims=HEAVY)


def test_where_every_denial_is_itself_contested_it_is_said_all_the_same() -> None:
    articles = (
        report("a", says(), says("denies", by="ann", at="0-9"), says(about="ann-denied", at="0-9")),
        report("b", says("contradicts", about="ann-denied")),
    )
    assert ("denied", "c", ("ann",), 0) in facts(*articles, claims=HEAVY)


def test_denials_of_lesser_claims_are_not_in_the_strap() -> None:
    claims = [Claim(id="c", text="C", weight=3), Claim(id="x", text="X", weight=1)]
    articles = (report("a", says(), says(about="x"), says("denies", by="ann", about="x")),)
    assert [fact[0] for fact in facts(*articles, claims=claims)] == ["articles", "chains"]


def test_the_core_are_the_heaviest_claims_or_the_one_that_most_articles_speak_of() -> None:
    articles = (report("a", says(), says(about="x")), report("b", says(about="x")), report("d", says(about="y")))
    weighed = [Claim(id=each, text=each, weight=weight) for each, weight in (("c", 2), ("x", 1), ("y", 2))]
    story = told(*articles, claims=weighed)
    assert core_claims(story, comparison(story).findings) == ("c", "y")
    story = told(*articles)
    assert core_claims(story, comparison(story).findings) == ("x",)

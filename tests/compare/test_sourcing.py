"""Articles that rest on one another in a circle rest on nothing: that is an error."""

from compare.toys import found, groups, of, report, says, told

from sitegen.compare.sourcing import without_circles
from sitegen.model.article import Article


def checked(*articles: Article) -> tuple[list[str], list[str]]:
    """The mentions that are left, and the problems as `file:line code message`."""
    story, problems = without_circles(told(*articles))
    left = [mention.id for mention in story.mentions]
    return left, [f"{each.origin.path}:{each.origin.line} {each.code} {each.message}" for each in problems]


def test_two_articles_that_rest_on_one_another_are_an_error_at_the_first() -> None:
    left, problems = checked(report("a", says(), origin="b"), report("b", says(), origin="a"))
    assert left == []
    assert problems == [
        'a.md:1 circular-sourcing circular sourcing: for "c" the reporting leads back to where it began (a → b → a)'
    ]


def test_three_articles_in_a_circle_are_one_error_that_shows_the_way_round() -> None:
    left, problems = checked(
        report("a", says(about="x"), says(), origin="b"), report("b", says(via="c")), report("c", says(), origin="a")
    )
    assert left == ["a-x-1"]
    assert problems == [
        'a.md:2 circular-sourcing circular sourcing: for "c" the reporting leads back to where it began (a → b → c → a)'
    ]


def test_the_error_says_what_to_do() -> None:
    _, (problem,) = without_circles(told(report("a", says(), origin="b"), report("b", says(), origin="a")))
    assert problem.severity == "error"
    assert problem.hint == "one of them must name in `via` or `origin` whose reporting it really is"


def test_other_claims_and_what_was_said_against_the_claim_stay() -> None:
    left, problems = checked(
        report("a", says(), says("denies", by="ann"), says(about="x", via="ap"), origin="b"),
        report("b", says(), says(about="x", via="b"), origin="a"),
        report("d", says()),
    )
    assert left == ["a-c-2", "a-x-3", "b-x-2", "d-c-1"]
    assert len(problems) == 1


def test_what_leads_into_a_circle_is_not_part_of_it() -> None:
    articles = (report("a", says(), origin="b"), report("b", says(), origin="a"), report("d", says(), origin="b"))
    left, problems = checked(*articles)
    assert left == ["d-c-1"]
    assert len(problems) == 1
    story, _ = without_circles(told(*articles))
    assert groups(of(story)) == ["d: b"]


def test_two_circles_for_one_claim_are_two_errors() -> None:
    _, problems = checked(
        report("a", says(), origin="b"),
        report("b", says(), origin="a"),
        report("d", says(), origin="e"),
        report("e", says(), origin="d"),
    )
    assert [each.split()[0] for each in problems] == ["a.md:1", "d.md:1"]


def test_a_circle_is_one_only_where_all_of_it_supports_the_same_claim() -> None:
    assert checked(report("a", says(), origin="b"), report("b", says("denies", by="ann"), origin="a"))[1] == []
    assert checked(report("a", says(), origin="b"), report("b", says(about="x"), origin="a"))[1] == []
    assert checked(report("a", says(), origin="b"), report("b", says(), origin="a", status="retracted"))[1] == []


def test_a_copy_of_a_copy_is_no_circle() -> None:
    articles = (report("a", says(), origin="b"), report("b", says(), origin="c"), report("c", says(), origin="ap"))
    assert checked(*articles) == (["a-c-1", "b-c-1", "c-c-1"], [])


def test_an_outlet_that_names_itself_is_no_circle() -> None:
    assert checked(report("a", says(), origin="a"), report("b", says(), origin="a b"))[1] == []


def test_without_circles_a_story_stays_the_same_value() -> None:
    story = told(report("a", says()), report("b", says(), origin="a"))
    assert without_circles(story) == (story, ())


def test_own_words_with_a_reference_to_the_other_are_a_circle_too() -> None:
    left, problems = checked(report("a", says(), says(via="b")), report("b", says(), says(via="a")))
    assert (left, len(problems)) == ([], 1)


def test_the_voice_of_an_outlet_is_that_of_the_far_end() -> None:
    articles = (report("a", says(), origin="b"), report("b", says(), origin="ap"))
    assert found(*articles).voices == ("own:ap",)

"""How the story travelled: the sentence, the drawing that nothing in overlaps, and the same as a list."""

import gc
import re
import weakref
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from time import perf_counter
from urllib.parse import urljoin

import pytest
from compare.toys import changed, report, says, told
from lxml import html
from projects import article, built, written

from sitegen.compare.comparison import comparison
from sitegen.model.article import Article
from sitegen.model.site import Outlet, Person
from sitegen.model.story import Claim, Story
from sitegen.model.travelled_view import BoxView, Drawing, Lettering, Trace, TravelledView
from sitegen.pages.compared import Compared
from sitegen.pages.lettering import text_width
from sitegen.pages.matrix import matrix
from sitegen.pages.travelled import travelled

Area = tuple[float, float, float, float]  # left, top, right, bottom
NUMBER = re.compile(r"-?\d+")
NAMES = (
    "The Evening Herald of the Northern Provinces",
    "Wire",
    "港口日报社国际新闻部",
    "صوت الميناء",
    "dailynewsen.com",
)


def shown(story: Story) -> TravelledView | None:
    named = {outlet for article in story.articles for outlet in (article.source.outlet, *article.source.origin)}
    named |= {outlet for mention in story.mentions for outlet in mention.via}
    given = {outlet.id for outlet in story.outlets}
    outlets = [*story.outlets, *(Outlet(id=each, name=each) for each in sorted(named - given))]
    story = replace(story, outlets=tuple(outlets))
    compared = Compared(story, comparison(story))
    return travelled(compared, matrix(compared).groups)


def view(*articles: Article, claims: tuple[Claim, ...] = ()) -> TravelledView:
    found = shown(told(*articles, claims=claims))
    assert found
    return found


def drawn(*articles: Article) -> Drawing:
    found = view(*articles).drawing
    assert found
    return found


def box(drawing: Drawing, name: str) -> BoxView:
    return next(each for each in drawing.boxes if each.letters[0].text == name)


def large(articles: int, people: int, seed: int) -> Story:
    """A story in which newsrooms, copies of copies and people of several sides are mixed."""
    random = Random(seed)
    found: list[Article] = []
    outlets = [Outlet(id=f"o{number}", name=f"{random.choice(NAMES)} {number}") for number in range(articles + 6)]
    for number in range(articles):
        by = " ".join(random.sample([f"p{each}" for each in range(people)], min(people, random.choice((0, 1, 1, 2)))))
        stance = random.choice(("attributes", "attributes", "asserts", "denies", "declines"))
        source = random.choice(("", f"o{articles + random.randrange(6)}", f"o{random.randrange(max(number, 1))}"))
        how = random.choice(("copy", "rewrite", "paraphrase", "translation", "compilation"))
        said = says(stance, by=by) if by or stance in ("asserts", "attributes") else says("contradicts")
        mentions = [said, says(via=f"o{articles + random.randrange(6)}")] if random.random() < 0.25 else [said]
        changes = (changed(found[-1].id),) if found and random.random() < 0.2 else ()
        if source == f"o{number}":
            source = ""
        found.append(
            report(
                f"o{number}",
                *mentions,
                origin=source,
                derivation=how if source else "original",
                changes=changes if source else (),
                status="retracted" if random.random() < 0.1 else "published",
            )
        )
    sides = ("City", "Port", "Union", "")
    who = tuple(
        Person(id=f"p{each}", name=f"somebody {each}", affiliation=sides[each % 4], named=each % 3 > 0)
        for each in range(people)
    )
    return replace(told(*found), people=who, outlets=tuple(outlets))


STORIES = [(1, 0), (2, 0), (2, 1), (5, 4), (7, 6), (12, 8), (20, 30), (40, 30), (40, 12)]


def area(it: Lettering, *, ends: bool = False) -> Area:
    """Where a text stands: small letters are no higher than ten units, and few reach below the line."""
    width = text_width(it.text, 14 if it.voice == "name" else 13.5)
    left = it.x - width if ends else it.x + (15 if it.voice in ("denies", "declines", "contradicts") else 0)
    return (left, it.y - 11, left + width, it.y + 3)


def apart(one: Area, two: Area) -> bool:
    return one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


def strokes(drawing: Drawing) -> list[Area]:
    """The lines in pieces so short that each is as good as its frame."""
    pieces: list[Area] = []
    for part in drawing.lines.split("M")[1:]:
        at = (0.0, 0.0)
        for command, text in re.findall(r"([A-Za-z]?)([-\d ]+)", part):
            numbers = [float(each) for each in NUMBER.findall(text)]
            if not command:
                at = (numbers[0], numbers[1])
                continue
            if command == "C":
                x1, y1, x2, y2, x3, y3 = numbers
                steps = [each / 24 for each in range(25)]
                points = [
                    (
                        (1 - t) ** 3 * at[0] + 3 * (1 - t) ** 2 * t * x1 + 3 * (1 - t) * t**2 * x2 + t**3 * x3,
                        (1 - t) ** 3 * at[1] + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t**2 * y2 + t**3 * y3,
                    )
                    for t in steps
                ]
            else:
                points = [at, (at[0] + numbers[0] if command == "h" else numbers[0], at[1])]
            pieces += [
                (min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1]))
                for one, two in pairwise(points)
            ]
            at = points[-1]
    return pieces


@pytest.fixture(params=STORIES, ids=lambda pair: f"{pair[0]}-articles-{pair[1]}-people")
def drawing(request: pytest.FixtureRequest) -> Drawing:
    articles, people = request.param
    found = shown(large(articles, people, seed=articles + people))
    assert found
    if found.drawing is None:
        assert len(found.chains[0].lines) == articles == 1
        pytest.skip("one newsroom needs no drawing")
    return found.drawing


def test_no_two_boxes_overlap(drawing: Drawing) -> None:
    frames = [(it.x, it.y, it.x + it.width, it.y + it.height) for it in drawing.boxes]
    assert all(apart(one, two) for one, two in combinations(frames, 2))


def test_every_text_of_a_box_stands_in_it_and_on_no_other_text(drawing: Drawing) -> None:
    for it in drawing.boxes:
        areas = [area(text) for text in it.letters]
        for left, top, right, bottom in areas:
            assert it.x <= left and right <= it.x + it.width
            assert it.y <= top and bottom <= it.y + it.height
        assert all(apart(one, two) for one, two in combinations(areas, 2))


def test_no_word_lies_on_a_line_a_box_or_another_word(drawing: Drawing) -> None:
    words = [area(it, ends=True) for it in drawing.words]
    frames = [(it.x, it.y, it.x + it.width, it.y + it.height) for it in drawing.boxes]
    labels = [area(it) for it in (*drawing.heads, *drawing.chains)]
    assert all(apart(one, two) for one, two in combinations([*words, *labels], 2))
    assert all(apart(word, other) for word in [*words, *labels] for other in frames)
    assert all(apart(word, stroke) for word in words for stroke in strokes(drawing))


def test_no_line_runs_through_a_box(drawing: Drawing) -> None:
    frames = [(it.x + 1, it.y + 1, it.x + it.width - 1, it.y + it.height - 1) for it in drawing.boxes]
    assert all(apart(frame, stroke) for frame in frames for stroke in strokes(drawing))


def test_everything_lies_within_the_drawing(drawing: Drawing) -> None:
    areas = [area(it) for it in (*drawing.heads, *drawing.chains)]
    areas += [area(it, ends=True) for it in drawing.words]
    areas += [(it.x, it.y, it.x + it.width, it.y + it.height) for it in drawing.boxes]
    areas += strokes(drawing)
    assert all(left >= 0 and top >= 0 for left, top, _, _ in areas)
    assert all(right <= drawing.width and bottom <= drawing.height for _, _, right, bottom in areas)


def test_every_box_and_every_line_of_the_list_leads_to_a_page_that_exists(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        {
            "content/stories/flood/herald.md": article(
                more="claims: [{claim: shut, text: The bridge is shut, quote: The bridge is closed, by: The mayor}]"
            ),
            "content/stories/flood/wire.md": article(
                outlet="wire",
                source="origin: [herald], derivation: copy",
                more="claims: [{claim: shut, quote: The bridge is closed, by: The mayor}]",
            ),
        },
    )
    found = built(files).files
    page = html.fromstring(found["stories/flood/index.html"])
    drawn = {urljoin("stories/flood/", each) for each in page.xpath("//section[@id='travelled']//svg//a/@href")}
    listed = {urljoin("stories/flood/", each) for each in page.xpath("//section[@id='travelled']//li//a/@href")}
    assert drawn == listed
    assert len(drawn) == 3
    assert all(f"{each}index.html" in found for each in drawn)


def test_the_same_story_gives_the_same_drawing() -> None:
    assert shown(large(12, 8, seed=3)) == shown(large(12, 8, seed=3))


def test_forty_articles_are_drawn_in_a_fifth_of_a_second() -> None:
    story = large(40, 30, seed=1)
    start = perf_counter()
    shown(story)
    assert perf_counter() - start < 0.2


def test_a_story_without_articles_did_not_travel() -> None:
    assert shown(told()) is None


def test_one_article_that_quotes_nobody_has_a_sentence_and_no_drawing() -> None:
    found = view(report("a", says()))
    assert found.sentence == "One article, with reporting of its own. Nobody is quoted for the main claim."
    assert found.drawing is None


def test_people_without_a_name_stand_in_dashed_boxes_that_say_so() -> None:
    drawing = drawn(report("a", says("attributes", by="officials ann")))
    assert [it.text for it in box(drawing, "officials").letters] == ["officials", "unnamed"]
    assert box(drawing, "officials").dashed
    assert not box(drawing, "Ann").dashed


def test_what_somebody_says_against_the_main_claim_stands_in_their_box() -> None:
    drawing = drawn(report("a", says(), says("denies", by="ann")), report("b", says("declines", by="ann")))
    assert [it.voice for it in box(drawing, "Ann").letters] == ["name", "denies", "declines"]


def test_people_newsrooms_and_articles_stand_from_left_to_right() -> None:
    articles = (
        report("b", says("attributes", by="ann"), origin="ap", derivation="copy"),
        report("a", says(), origin="b", derivation="paraphrase"),
    )
    drawing = drawn(*articles)
    names = [it.letters[0].text for it in sorted(drawing.boxes, key=lambda it: it.x)]
    assert names == ["Ann", "ap", "b", "a"]
    assert [it.text for it in drawing.heads] == ["people", "newsrooms", "articles", "further articles"]
    assert sorted(it.text for it in drawing.words) == ["copy", "paraphrase"]


def test_one_chain_after_another_is_joined_by_a_bracket() -> None:
    articles = (
        report("a", says(), origin="ap", derivation="copy"),
        report("b", says(), origin="ap"),
        report("d", says()),
    )
    drawing = drawn(*articles)
    assert [it.text for it in drawing.chains] == ["Chain 1", "Chain 2"]
    assert drawing.brackets.count("M") == 2


def test_a_retracted_article_is_struck_through_and_says_so() -> None:
    found = box(drawn(report("a", says(), status="retracted"), report("b", says())), "a")
    assert found.struck
    assert [it.text for it in found.letters] == ["a", "own report", "retracted"]


def test_two_articles_of_one_outlet_are_told_apart_by_their_headlines() -> None:
    drawing = drawn(report("a", says()), report("a", says(), id="later"))
    assert [[it.text for it in each.letters] for each in drawing.boxes] == [["a"], ["a", "a"], ["a", "later"]]
    assert [it.text for it in drawing.words] == ["own report", "own report"]


def test_many_people_of_one_side_stand_together() -> None:
    found = shown(large(40, 30, seed=1))
    assert found and found.drawing
    people = [it for it in found.drawing.boxes if it.kind == "person"]
    assert len(people) <= 16
    assert any("people" in letter.text and not it.url for it in people for letter in it.letters)


def test_whoever_spoke_to_more_than_five_newsrooms_has_their_number_instead_of_lines() -> None:
    articles = [report(f"o{number}", says("attributes", by="ann")) for number in range(6)]
    found = view(*articles)
    assert found.drawing
    assert [it.text for it in box(found.drawing, "Ann").letters] == ["Ann", "to 6 newsrooms"]
    assert found.drawing.lines == ""
    assert "Lines are left out for people who spoke to more than five newsrooms." in found.shown
    assert all(line.heard[0].name.text == "Ann" for chain in found.chains for line in chain.lines)


SENTENCES = [
    ([report("a", says()), report("b", says())], "Two articles, each with reporting of its own."),
    (
        [report("a", says(), origin="ap", derivation="copy")],
        "One newsroom did the reporting; the one article only passes it on.",
    ),
    (
        [report("a", says()), report("b", says(), origin="a", derivation="copy")],
        "One newsroom did the reporting; one of the two articles only passes it on.",
    ),
    (
        [report("a", says(), origin="ap rx"), report("b", says(), origin="ap", derivation="copy")],
        "Two newsrooms did the reporting; both articles only pass it on.",
    ),
    ([report("a", says()), report("b", says(), status="retracted")], "One article was retracted."),
    ([report("a", says(), derivation="unknown")], "How one article was made is not known."),
    (
        [report("a", says()), report("b", says(), derivation="unknown")],
        "One newsroom did the reporting. How one article was made is not known.",
    ),
    (
        [report("a", says("attributes", by="officials"))],
        "Behind the main claim stand only unnamed officials.",
    ),
    (
        [report("a", says("attributes", by="officials ann")), report("b", says())],
        "The main claim rests on the word of unnamed officials and Ann; one article says it as fact.",
    ),
    ([report("a", says()), report("b", says("denies", by="ann"))], "Nobody is quoted for the main claim."),
]


@pytest.mark.parametrize(("articles", "sentence"), SENTENCES, ids=lambda each: each if isinstance(each, str) else "")
def test_the_sentence_says_who_reported_who_passed_it_on_and_on_whose_word(
    articles: list[Article], sentence: str
) -> None:
    assert sentence in view(*articles).sentence


def test_nothing_is_said_of_a_main_claim_that_nobody_supports() -> None:
    found = view(report("a", says("denies", by="ann")), claims=(Claim(id="c", text="C"),))
    assert found.sentence == "One article, with reporting of its own."


def outline(traces: tuple[Trace, ...], depth: int = 0) -> list[str]:
    lines = []
    for it in traces:
        heard = "; ".join(f"{each.name.text} ({each.note})" if each.note else each.name.text for each in it.heard)
        lines.append("  " * depth + ", ".join(part for part in (it.name.text, it.how, heard) if part))
        lines += outline(it.onward, depth + 1)
    return lines


def test_the_list_says_the_same_newsroom_by_newsroom_and_chain_by_chain() -> None:
    articles = (
        report("a", says("attributes", by="officials"), origin="ap rx", derivation="compilation"),
        report("b", says("denies", by="ann", via="rx"), origin="a", derivation="paraphrase"),
        report("d", says("attributes", by="bob", via="d"), says(via="ap")),
    )
    chains = {chain.number: outline(chain.lines) for chain in view(*articles).chains}
    assert chains == {
        1: [
            "ap, officials (unnamed)",
            "  a, compilation",
            "    b, paraphrase",
            "  d, cites it",
            "rx, officials (unnamed); Ann (denies)",
            "  a, compilation",
            "  b, cites it",
        ],
        2: ["d, own report, Bob"],
    }


def test_what_was_told_is_forgotten_at_once() -> None:
    """Cycles are seldom searched for while stories are made, and what one leaves behind would fill the memory."""
    story = told(report("wire"), report("paper", origin="wire"))
    outlets = tuple(Outlet(id=each, name=each) for each in ("wire", "paper"))
    story = replace(story, outlets=outlets)
    compared = Compared(story, comparison(story))
    gc.disable()
    try:
        assert travelled(compared, matrix(compared).groups)
        held = weakref.ref(compared)
        del compared
        assert held() is None
    finally:
        gc.enable()

"""The text of an article is split into runs, each with the list of the mentions that stand on it."""

import re
from collections.abc import Iterable

import pytest
from lxml import html

from sitegen.load.markdown import reading
from sitegen.model.article import Article, Mention, Source
from sitegen.model.terms import Rights, Stance
from sitegen.model.text import Span
from sitegen.pages.marks import marked_blocks, numbered, page_html, plain_html
from sitegen.pages.rights import shown

RUN = re.compile(r'<mark(?: id="([^"]*)")? class="([^"]*)" data-mentions="([^"]*)">([^<]*)</mark>')


def mention(name: str, *spans: tuple[int, int], stance: Stance = "asserts") -> Mention:
    places = tuple(Span(start=start, end=end) for start, end in spans)
    return Mention(id=name, article="a", claim="c", stance=stance, spans=places)


def article(text: str, *mentions: Mention, rights: Rights = "full") -> Article:
    source = Source(outlet="herald", origin=("herald",), rights=rights)
    return Article(id="a", title="A", lang="en", source=source, mentions=mentions, body=reading(text).body)


def woven(it: Article) -> str:
    return "\n".join(block.html for block in marked_blocks(it, shown(it), {}))


def runs(text: str) -> list[tuple[str, str, str]]:
    """(text, id, mentions) of every run."""
    return [(words, name, mentions) for name, _, mentions, words in RUN.findall(text)]


def references(text: str) -> list[str]:
    return re.findall(r'href="#note--([^"]*)"', text)


def reading_text(blocks: Iterable[str]) -> str:
    """What a reader reads, without the numbers of notes."""
    root = html.fromstring(f"<div>{''.join(blocks)}</div>")
    for each in root.xpath("//a[@class='noteref']"):
        each.drop_tree()
    return str(root.text_content())


def test_a_mention_is_one_run_with_its_id_and_a_reference_behind_it() -> None:
    assert woven(article("one two three", mention("m", (4, 7)))) == (
        '<p>one <mark id="m" class="mention asserts carries" data-mentions="m">two</mark>'
        '<a class="noteref" href="#note--m" aria-label="Note 1">1</a> three</p>'
    )


def test_overlapping_mentions_share_the_run_in_the_middle() -> None:
    found = woven(article("one two three", mention("m", (0, 7)), mention("n", (4, 13))))
    assert runs(found) == [("one ", "m", "m"), ("two", "n", "m n"), (" three", "", "n")]
    assert references(found) == ["m", "n"]


def test_a_nested_mention_splits_the_outer_one_in_three() -> None:
    found = woven(article("one two three", mention("outer", (0, 13)), mention("inner", (4, 7))))
    assert runs(found) == [("one ", "outer", "outer"), ("two", "inner", "outer inner"), (" three", "", "outer")]
    assert references(found) == ["inner", "outer"]


def test_coinciding_mentions_are_one_run_with_an_anchor_for_each_id() -> None:
    found = woven(article("one two three", mention("m", (4, 7)), mention("n", (4, 7)), mention("o", (4, 7))))
    assert runs(found) == [("two", "m", "m n o")]
    assert re.findall(r'<span id="(\w+)" class="anchor"></span>', found) == ["n", "o"]
    assert references(found) == ["m", "n", "o"]


def test_mentions_side_by_side_stay_apart() -> None:
    found = woven(article("onetwo", mention("m", (0, 3)), mention("n", (3, 6))))
    assert runs(found) == [("one", "m", "m"), ("two", "n", "n")]


def test_only_the_first_part_of_a_mention_has_its_id_and_only_the_last_its_reference() -> None:
    found = woven(article("one two three four", mention("m", (0, 3), (8, 13))))
    assert runs(found) == [("one", "m", "m"), ("three", "", "m")]
    assert found.index("three") < found.index("noteref")
    assert references(found) == ["m"]


def test_a_mention_over_several_elements_and_paragraphs_keeps_one_id() -> None:
    found = woven(article("one **two** three\n\nfour\n\n- five\n- six", mention("m", (4, 25))))
    assert [words for words, _, _ in runs(found)] == ["two", " three", "four", "five"]
    assert [name for _, name, _ in runs(found)] == ["m", "", "", ""]
    assert references(found) == ["m"]


def test_the_gravest_stance_gives_a_run_its_look() -> None:
    found = woven(article("one", mention("m", (0, 3), stance="asserts"), mention("n", (0, 3), stance="denies")))
    assert 'class="mention denies challenges several"' in found


@pytest.mark.parametrize(
    ("stance", "tone"),
    [
        ("asserts", "carries"), ("attributes", "carries"), ("hedges", "carries"),
        ("denies", "challenges"), ("declines", "challenges"), ("contradicts", "challenges"),
    ],
)  # fmt: skip
def test_what_carries_and_what_challenges_look_different(stance: Stance, tone: str) -> None:
    assert f'class="mention {stance} {tone}"' in woven(article("one", mention("m", (0, 3), stance=stance)))


def test_notes_are_numbered_in_the_order_of_the_text_and_those_without_a_place_last() -> None:
    it = article("one two three", mention("nowhere"), mention("late", (8, 13)), mention("early", (0, 3)))
    assert numbered(it) == {"early": 1, "late": 2, "nowhere": 3}


@pytest.mark.parametrize("rights", ["full", "excerpt", "quotes-only"])
def test_a_block_names_the_mentions_that_begin_in_it_once(rights: Rights) -> None:
    it = article("one two\n\nthree", mention("m", (0, 3), (4, 7)), mention("n", (4, 14)), mention("o"), rights=rights)
    blocks = marked_blocks(it, shown(it), {})
    assert [[each.id for each in block.mentions] for block in blocks] == [["m", "n"], []]


def test_a_block_says_that_something_before_it_is_withheld() -> None:
    text = "zero\n\none\n\ntwo\n\nthree\n\nfour"
    it = article(text, mention("m", (6, 9)), mention("n", (11, 14)), mention("o", (23, 27)), rights="excerpt")
    assert [(reading_text([b.html]), b.gap) for b in marked_blocks(it, shown(it), {})] == [
        ("one", True), ("two", False), ("four", True),
    ]  # fmt: skip


def test_marks_change_nothing_that_is_read() -> None:
    text = "One *two* [three](https://example.org/) `four`\nfive\n\n> six\n\n1. seven\n2. eight\n"
    body = reading(text).body
    places = [(start, end) for start in range(0, len(body.text), 3) for end in range(start + 1, len(body.text), 7)]
    it = article(text, *(mention(f"m{n}", place) for n, place in enumerate(places) if body.text[slice(*place)].strip()))
    found = reading_text(block.html for block in marked_blocks(it, shown(it), {}))
    assert found == reading_text([plain_html(body, {})])
    ids = re.findall(r' id="([^"]*)"', woven(it))
    assert len(ids) == len(set(ids))
    assert set(ids) <= {each.id for each in it.mentions}


def test_every_mention_has_its_anchor_wherever_it_begins() -> None:
    text = "one **two**three [four](https://example.org/)five `six`\n\nseven\n\n- eight\n- nine"
    body = reading(text).body
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", body.text)]
    places = [(start, end) for start, _ in words for _, end in words if start < end]
    it = article(text, *(mention(f"m{n}", place) for n, place in enumerate(places)))
    assert set(re.findall(r' id="([^"]*)"', woven(it))) == {each.id for each in it.mentions}
    assert sorted(references(woven(it))) == sorted(each.id for each in it.mentions)


def test_text_stays_text() -> None:
    found = woven(article('a < b & "c"', mention("m", (2, 11))))
    assert runs(found) == [("&lt; b &amp; &#34;c&#34;", "m", "m")]


def test_a_picture_from_elsewhere_is_only_linked_to() -> None:
    body = reading("![a tower](https://example.org/tower.png) ![here](tower.png) ![gone](gone.png)").body
    assert plain_html(body, {"tower.png": "../tower.png"}) == (
        '<p><a href="https://example.org/tower.png">a tower</a> '
        '<img src="../tower.png" alt="here" loading="lazy"> gone</p>'
    )


def test_the_highest_headings_of_a_plain_page_stand_below_its_title() -> None:
    for source in ("# A\n\n## B\n", "## A\n\n### B\n"):
        assert page_html(reading(source).body, {}) == "<h2>A</h2><h3>B</h3>"

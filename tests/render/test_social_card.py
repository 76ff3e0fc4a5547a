"""Pictures for social networks: all of a text is seen, or says that there is more; no letter becomes a box."""

import re
from pathlib import Path
from struct import unpack_from

import pytest

from sitegen.model.page import Picture
from sitegen.render import typeface
from sitegen.render.social_card import HEAD, MARGIN, MEASURE, SIGNS, SIZES, WIDTH, broken, drawn, fitted, svg
from sitegen.render.typeface import showable, width

PARTS = Path(__file__).parents[2] / "themes/default/templates/parts.html"
LINE = re.compile(r'<text x="(\d+)" y="([\d.]+)" font-size="(\d+)" text-anchor="(\w+)"[^>]*>([^<]*)</text>')


def card(title: str = "The bridge is closed", **more: object) -> Picture:
    return Picture(path="stories/flood/card.png", site="Desk", title=title, **more)  # type: ignore[arg-type]


def lines(picture: Picture) -> list[str]:
    return [text for *_, text in LINE.findall(svg(picture))]


@pytest.mark.parametrize(
    "title", ["Flood", "The bridge is closed, says the mayor", "word " * 20, "Donaudampfschifffahrtsgesellschaft " * 3]
)
def test_all_of_a_title_stands_in_lines_of_the_largest_size_that_has_room(title: str) -> None:
    found, size = fitted(title, 250)
    assert " ".join(found).split() == title.split()
    assert all(width(line, size, bold=True) <= MEASURE for line in found)
    for larger in SIZES[: SIZES.index(size)]:
        wanted = broken(title, larger)
        assert len(wanted) * larger * 1.17 > 250 or max(width(each, larger, bold=True) for each in wanted) > MEASURE


@pytest.mark.parametrize("title", ["word " * 200, "w" * 500, "w" * 500 + " and more " * 20])
def test_what_has_no_room_is_left_out_behind_an_ellipsis(title: str) -> None:
    found, size = fitted(title, 250)
    assert size == SIZES[-1]
    assert any(line.endswith("…") for line in found)
    assert len(found) * size * 1.17 <= 250
    assert all(width(line, size, bold=True) <= MEASURE for line in found)


def test_no_word_is_left_alone_in_the_last_line() -> None:
    found, size = fitted("The bridge will stay closed until the end of the year, the mayor said on Monday", 200)
    widths = [width(line, size, bold=True) for line in found]
    assert min(widths) > 0.7 * max(widths)


def test_a_claim_has_its_story_its_status_and_a_sign_for_each_article() -> None:
    picture = card(
        above="The flood", word="disputed", tone="challenges", facts=("2 articles", "1 reporting chain"),
        chains=(("asserts", "hedges"),), against=("denies",),
    )  # fmt: skip
    assert lines(picture) == ["Desk", "The flood", "The bridge is closed", "disputed", "2 articles · 1 reporting chain"]
    assert svg(picture).count("scale(") == 3
    assert svg(picture).count("v9H") == 1  # one bracket


def test_a_ruling_of_the_editor_is_not_cut() -> None:
    word = "shown to be a misreading of the port and its traffic report"
    assert word in lines(card(word=word))


def test_forty_articles_have_room() -> None:
    picture = card(chains=(("asserts",) * 20, ("asserts",) * 12, *[("asserts",)] * 8))
    ends = [float(each) for each in re.findall(r"v9H([\d.]+)v-9", svg(picture))]
    assert len(ends) == 10
    assert max(ends) <= MEASURE


@pytest.mark.parametrize("title", ["قال رئيس البلدية (1954) NATO", "ראש העיר אמר (2031)."])
def test_what_is_read_from_the_right_begins_at_the_right(title: str) -> None:
    found = LINE.findall(svg(card(title, facts=("2 articles",))))
    assert {(x, anchor) for x, _, _, anchor, _ in found} == {(str(WIDTH - MARGIN), "end")}
    assert found[1][4].startswith("\u2067")
    assert found[1][4].endswith("\u2069")
    assert not found[2][4].startswith("\u2067")


@pytest.mark.parametrize(("title", "found"), [("The bridge is closed", [122, 36]), ("ראש העיר", [36, 122])])
def test_chains_begin_where_the_text_does(title: str, found: list[int]) -> None:
    picture = svg(card(title, chains=(("asserts", "asserts", "hedges"), ("asserts",))))
    brackets = re.findall(r"M([\d.]+) [\d.]+v9H([\d.]+)v-9", picture)
    assert [round(float(end) - float(start)) for start, end in brackets] == found
    signs = re.findall('stroke-width="2.4"|M3 3h10v10', picture)
    assert signs.index('stroke-width="2.4"') == (2 if found[0] > found[1] else 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Łódź Ελλάδα Кремль İstanbul", "Łódź Ελλάδα Кремль İstanbul"),
        ("Việt Nam", "Việt Nam"),
        ("قال: «نعم»، هَذَا", "قال: «نعم»، هَذَا"),
        ("ראש העיר", "ראש העיר"),
        ("“It’s” – 5 € … №", "“It’s” – 5 € … №"),
        ("Flood 🌊 at  the\nport", "Flood at the port"),
        ("橋は閉鎖された", ""),
        ("The bridge 橋", ""),
        ("e\u0301", "é"),
    ],
)
def test_what_the_typeface_lacks_is_left_out(text: str, shown: str) -> None:
    assert showable(text) == shown
    assert " ".join(each.strip("\u2067\u2069") for each in lines(card(text))) == f"Desk {shown}".strip()


def test_both_weights_have_the_same_letters() -> None:
    assert typeface._advances(True).keys() == typeface._advances(False).keys()


def test_letters_are_as_wide_as_their_file_says() -> None:
    assert width("A", 1000, bold=False) == 639
    assert width("A", 1000, bold=True) == 692
    assert width("AA", 500, bold=True) == 692


def test_a_picture_is_a_png_of_the_size_that_networks_want_and_the_same_twice() -> None:
    made = drawn(card())
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert unpack_from(">II", made, 16) == (1200, 630)
    assert made == drawn(card())
    assert made != drawn(card("The bridge is open"))


def test_a_picture_that_was_made_from_the_same_is_taken_as_it_is() -> None:
    made = drawn(card())
    kept = made[:-12] + b"the same file" + made[-12:]
    assert drawn(card(), kept) == kept
    assert drawn(card("The bridge is open"), kept) == drawn(card("The bridge is open"))
    assert drawn(card(), made[:HEAD]) == made


def test_signs_look_as_they_do_on_pages() -> None:
    on_pages = dict(re.findall(r"if stance == '(\w+)' %}(<.*>)$", PARTS.read_text(encoding="utf-8"), re.MULTILINE))
    assert on_pages == SIGNS

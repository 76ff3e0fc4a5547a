"""YAML as journalists type it: every scalar is the text that was typed, and has a place."""

import time

import pytest

from sitegen.load.yaml_tree import tree


def values(text: str) -> object:
    found = tree(text)
    assert not found.faults
    return found.value


def faults(text: str) -> list[tuple[object, ...]]:
    """Path, code, and line and column counted from 1, of everything that is wrong."""
    found = tree(text)
    places = [each.place or found.place(each.path) for each in found.faults]
    return [
        (each.path, each.code, (line + 1, column + 1))
        for each, (line, column) in zip(found.faults, places, strict=True)
    ]


@pytest.mark.parametrize("typed", "no off Yes 12:30 2022-03-14 0x1F 0o17 1_000 1e3 007 3.10 true +1 .inf =".split())
def test_a_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    assert values(f"lang: {typed}") == {"lang": typed}


def test_a_moment_with_an_offset_stays_text() -> None:
    assert values("published: 2022-03-14 14:04:00 -06:00") == {"published": "2022-03-14 14:04:00 -06:00"}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_a_key_without_a_value_was_not_given(nothing: str) -> None:
    assert values(f"title: Flood\nsummary: {nothing}\n") == {"title": "Flood"}


def test_a_quoted_null_is_a_word() -> None:
    assert values("title: 'null'\nsummary: \"~\"") == {"title": "null", "summary": "~"}


def test_an_item_without_a_value_keeps_its_place_in_the_list() -> None:
    assert values("- a\n-\n- b") == ["a", None, "b"]


def test_an_empty_text_has_no_value() -> None:
    assert values("") is None
    assert values("# only a comment\n") is None


def test_a_duplicate_key_is_a_fault_at_the_second_and_the_first_stands() -> None:
    text = "claims:\n  - claim: a\n    quote: one\n    quote: two\n    note: n\n"
    assert faults(text) == [(("claims", 0, "quote"), "duplicate-key", (4, 5))]
    assert tree(text).value == {"claims": [{"claim": "a", "quote": "one", "note": "n"}]}


def test_a_whole_mapping_given_twice_is_read_once() -> None:
    text = "source:\n  outlet: a\nsource:\n  outlet: b\n  url: c\n"
    assert faults(text) == [(("source",), "duplicate-key", (3, 1))]
    assert tree(text).value == {"source": {"outlet": "a"}}


def test_places_lead_to_values_keys_and_items() -> None:
    found = tree("title: x\nclaims:\n  - claim: a\n    quote: q\n  -   claim: b\n")
    assert found.place(("title",)) == (0, 7)
    assert found.place(("claims", 0, "quote")) == (3, 11)
    assert found.place(("claims", 0, "quote"), key=True) == (3, 4)
    assert found.place(("claims", 1)) == (4, 6)
    assert found.place(("claims", 1, "quote")) == (4, 6), "of what is missing: where its parent stands"


def test_a_column_counts_characters_not_bytes() -> None:
    assert tree('{"é—漢": x, b: y}').place(("b",)) == (0, 14)


def test_an_alias_is_refused_with_its_place() -> None:
    assert faults("a: &x [1]\nb: *x\n") == [((), "alias", (2, 4))]
    assert "quotation mark" in tree("title: *big* news").faults[0].hint


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_hundred_thousand_levels_of_nesting_are_refused(opening: str) -> None:
    found = tree(opening * 100_000)
    assert found.value is None
    assert [each.code for each in found.faults] in (["too-deep"], ["bad-yaml"])


def test_fifty_levels_are_read_and_fifty_one_are_not() -> None:
    assert not tree("[" * 50 + "]" * 50).faults
    assert [each.code for each in tree("[" * 51 + "]" * 51).faults] == ["too-deep"]


def test_a_bomb_of_merge_keys_is_refused_at_once() -> None:
    layers = [f"l{n}: &l{n}\n  <<: [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 60)]
    began = time.perf_counter()
    assert faults("l0: &l0 {a: b}\n" + "\n".join(layers)) == [((), "alias", (3, 8))]
    assert time.perf_counter() - began < 1


def test_a_merge_key_is_an_ordinary_key() -> None:
    assert values("<<: {a: b}") == {"<<": {"a": "b"}}


def test_too_many_values_are_refused() -> None:
    assert [each.code for each in tree("[" + "a," * 500_001 + "]").faults] == ["too-large"]


def test_a_tag_is_a_fault_and_its_value_is_still_read() -> None:
    assert faults("title: !!python/name:os.system x\n") == [(("title",), "bad-tag", (1, 8))]
    assert tree("title: !!int 5").value == {"title": "5"}


@pytest.mark.parametrize("text", ["a: !!python/object [x]\n", "a: !!set {x: y}\n"])
def test_a_tag_on_a_collection_is_a_fault_too(text: str) -> None:
    assert [fault[1] for fault in faults(text)] == ["bad-tag"]


def test_a_c1_control_is_named_with_its_place() -> None:
    found = tree("title: x\nsummary: a\u0080b\n")
    assert found.value is None
    assert found.faults[0].message == "the character U+0080 may not stand in YAML"
    assert faults("title: x\nsummary: a\u0080b\n") == [((), "bad-character", (2, 11))]


def test_the_place_of_a_bad_character_counts_characters() -> None:
    assert faults("title: Zoë — naïve\nsummary: é\u0080b\n") == [((), "bad-character", (2, 11))]


@pytest.mark.parametrize("separator", ["\u0085", "\u2028", "\u2029"])
def test_a_line_separator_from_a_pasted_text_is_no_new_line_of_the_file(separator: str) -> None:
    found = tree(f"title: one{separator}two\nsummary: three\n")
    assert not found.faults
    assert found.place(("summary",)) == (1, 9)


def test_a_second_document_is_a_fault() -> None:
    assert tree("reuters: {name: Reuters}\n---\nbbc: {name: BBC}\n").faults


def test_what_a_comment_cut_off_is_a_warning() -> None:
    found = tree("quote: the song was #1 for weeks\nnote: 'we are #2' # so\nclaims: # all of them\n  - a\n")
    assert [(each.path, each.code, each.severity) for each in found.faults] == [
        (("quote",), "cut-by-comment", "warning")
    ]
    assert found.value == {"quote": "the song was", "note": "we are #2", "claims": ["a"]}


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("title: Fear: the return: part 2\n", (1, 12), 'a text that holds ": " must stand in quotation marks'),
        ("title: x\n\tsummary: y\n", (2, 1), "indent with spaces: YAML allows no tab there"),
        ("title: x\n@author: y\n", (2, 1), 'a text that begins with "@" must stand in quotation marks'),
        ('title: "x\n', (1, 8), "look at the quotation marks, the colons and the indentation"),
    ],
)
def test_what_is_not_yaml_is_one_fault_with_a_place_and_a_hint(text: str, place: object, hint: str) -> None:
    assert faults(text) == [((), "bad-yaml", place)]
    assert tree(text).faults[0].hint.startswith(hint)


def test_a_list_as_a_key_is_refused() -> None:
    assert faults("? [a, b]\n: c\n") == [((), "bad-yaml", (1, 3))]

"""Two writings of the same words are equal when folded, and a map leads back to the source."""

import re
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.load.folding import folded


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("“curly” „low“ ‟odd", '"curly" "low" "odd'),
        ("it’s ‘so’ ‚low‛ ʼtis", "it's 'so' 'low' 'tis"),
        ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
        ("no\u00a0break\u202fthin\u2009space", "no break thin space"),
        ("two  spaces\n\n\tand lines", "two spaces and lines"),
        ("soft\u00adhyphen\ufeffmark\u200bzero\u2060joiner", "softhyphenmarkzerojoiner"),
        ("\u200fright\u200e \u202bto\u202c \u2066left\u2069\u061c", "right to left"),
        ("one \u200f two", "one two"),
        ("e\u0301te\u0301", "été"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("한\u1100\u1173\u11af", "한글"),
        ("\u212b \u2126", "Å Ω"),
        ("s\u0307\u0323", "ṩ"),
    ],
)
def test_writings_of_the_same_words_are_equal(written: str, plain: str) -> None:
    assert folded(written).text == plain


@pytest.mark.parametrize("text", ["Case", "ﬁ", "½", "…", "«a»", "a--b", "naïve", "ß", "ǅ", "न\u200dम"])
def test_nothing_else_is_folded(text: str) -> None:
    assert folded(text).text == text


@pytest.mark.parametrize(
    ("source", "words", "found"),
    [
        ("er\u00adst  “so”\u00a0ja", 'st "so" ja', "st  “so”\u00a0ja"),
        ("x ca\u00adfe\u0301 y", "café", "ca\u00adfe\u0301"),
        ("a\u1112\u1161\u11ab b", "한", "\u1112\u1161\u11ab"),
        ("\u200fא\u200f ב\u200f", "א ב", "א\u200f ב"),
        ("e\u0301e\u0301e\u0301", "éé", "e\u0301e\u0301"),
    ],
)
def test_the_map_leads_back_to_the_source_characters(source: str, words: str, found: str) -> None:
    fold = folded(source)
    start = fold.text.index(words)
    begin, end = fold.source(start, start + len(words))
    assert source[begin:end] == found


ODD = [
    *"aeosAE=<>.,'\"-‘’“”„—–−‐ \n\t漢한글かא",
    *"\u00a0\u2009\u202f\u3000\u00ad\ufeff\u200b\u2060\u200e\u200f\u202a\u202e\u2066\u2069\u061c",
    *"\u0301\u0308\u0323\u0307\u0338\u0345\u3099\u1100\u1112\u1161\u1175\u11a8\u11ab\u2126\u212b\u0958\u09c7\u09be",
]
TEXTS = st.text(st.sampled_from(ODD), max_size=24)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(TEXTS)
@example("e\u0301\u00ad\u0301  \u00ad x")
@example("\u1100\u1161\u11a8\u00ad\u11a8")
def test_every_folded_stretch_comes_from_a_stretch_that_folds_to_it(text: str) -> None:
    fold = folded(text)
    words = [index for index, char in enumerate(fold.text) if char != " "]
    for start in words:
        for end in (index + 1 for index in words if index >= start):
            begin, stop = fold.source(start, end)
            assert 0 <= begin < stop <= len(text)
            assert fold.text[start:end] in folded(text[begin:stop]).text


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(st.sampled_from("abé ñ漢“—\u00a0\u00ad\u200f"), min_size=1, max_size=24))
def test_of_a_composed_text_every_stretch_folds_to_just_itself(text: str) -> None:
    fold = folded(text)
    for start, char in enumerate(fold.text):
        begin, stop = fold.source(start, start + 1)
        assert char == " " or folded(text[begin:stop]).text == char


@settings(derandomize=True, max_examples=400, deadline=None)
@given(TEXTS)
def test_composed_and_decomposed_writings_fold_to_the_same_text(text: str) -> None:
    assert folded(normalize("NFC", text)).text == folded(normalize("NFD", text)).text == folded(text).text


@settings(derandomize=True, max_examples=600, deadline=None)
@given(st.text(st.sampled_from("ab \n\t\x1c\x85\u00a0\u2003\u00ad\u200f"), max_size=16))
def test_white_space_of_whatever_kind_and_length_is_one_space_and_what_is_unseen_is_nothing(text: str) -> None:
    runs = re.findall(r"[\s\u00ad\u200f]+|[^\s\u00ad\u200f]+", text)
    words = (
        each if each.isprintable() and not each.isspace() else " " if re.search(r"\s", each) else "" for each in runs
    )
    assert folded(text).text == "".join(words)


@pytest.mark.parametrize("char", [chr(code) for code in range(0x3001) if chr(code).isspace()])
def test_every_white_space_is_a_space(char: str) -> None:
    assert folded(f"a{char}b {char}c").text == "a b c"


@settings(derandomize=True, max_examples=300, deadline=None)
@given(TEXTS)
def test_offsets_never_run_backwards(text: str) -> None:
    fold = folded(text)
    edges = [fold.source(index, index + 1) for index in range(len(fold.text))]
    assert edges == sorted(edges)


def test_a_plain_text_stays_as_it_is() -> None:
    assert folded("Plain words.").text == "Plain words."
    assert folded("Plain words.").source(6, 11) == (6, 11)
    assert folded("").text == ""


def test_marks_that_change_places_before_they_compose_lead_back_to_all_of_them() -> None:
    text = "<\u0f73\u0338."
    begin, stop = folded(text).source(0, 1)
    assert folded(text[begin:stop]).text.startswith(folded(text).text[0])


def test_an_invisible_character_between_a_letter_and_its_mark_changes_nothing() -> None:
    assert folded("caf\u0065\u00ad\u0301").text == "café"

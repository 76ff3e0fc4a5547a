"""Copies are found: runs of words, shared quotations, and articles that are likely made from one another."""

import time
from itertools import combinations

import pytest
from compare.toys import report
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.compare.passages import LEAST_PROSE, passages, shared
from sitegen.compare.stretches import SHORTEST, stretches
from sitegen.compare.worded import GAP, Worded, place, worded
from sitegen.model.article import Article
from sitegen.model.text import Body

TIDE = "the tide came in over the old wall and the lower town was under water by noon"  # 17 words


def written(outlet: str, *paragraphs: str) -> Article:
    """An article that is nothing but these paragraphs."""
    text = "\n\n".join(paragraphs)
    plain = report(outlet)
    return Article(id=plain.id, title=plain.title, lang="en", source=plain.source, body=Body(text=text))


def found(*texts: str) -> list[str]:
    """The passages as `kind, words: ⟦text of the first⟧ articles`."""
    articles = tuple(written("abcdefgh"[number], text) for number, text in enumerate(texts))
    rows = []
    for each in passages(articles):
        first = each.places[0]
        text = next(article.body.text for article in articles if article.id == first.article)
        members = " ".join(place.article for place in each.places)
        rows.append(f"{each.kind}, {each.words}: {text[first.span.start : first.span.end]} ({members})")
    return rows


def test_a_run_of_twelve_words_is_a_verbatim_passage_and_one_of_eleven_is_none() -> None:
    twelve = " ".join(TIDE.split()[:12])
    assert found(f"Yes, {twelve} today", f"No, {twelve} tomorrow") == [f"verbatim, 12: {twelve} (a b)"]
    eleven = " ".join(TIDE.split()[:11])
    assert found(f"Yes, {eleven} today", f"No, {eleven} tomorrow") == []


def test_a_run_is_as_long_as_it_can_be_and_no_part_of_it_is_a_run() -> None:
    rows = found(f"Then {TIDE}, they said. Again {TIDE}.", f"Now {TIDE}, they say. At last {TIDE}.")
    assert rows == [f"verbatim, 18: {TIDE}, they (a b)"]


def test_case_quotation_marks_dashes_and_line_breaks_make_no_difference() -> None:
    one = "THE MAYOR’S well–kept promise was broken — again — by the people of her own town council"
    two = "the mayor's well-kept promise was broken, again, by\nthe people of “her own” town council"
    assert found(one, two) == [f"verbatim, 15: {one} (a b)"]


def test_words_that_stand_in_quotation_marks_on_both_sides_are_a_shared_quotation() -> None:
    assert found(f"“{TIDE},” he said.", f'She wrote: "{TIDE}."') == [f"quotation, 17: {TIDE} (a b)"]


def test_words_that_one_article_prints_as_its_own_are_a_verbatim_passage() -> None:
    assert found(f"“{TIDE},” he said.", f"Indeed {TIDE}.") == [f"verbatim, 17: {TIDE} (a b)"]


@pytest.mark.parametrize(
    ("outside", "kind"),
    [("he has said that", "quotation"), ("he has said that now", "verbatim")],
)
def test_four_fifths_of_a_shared_quotation_stand_inside(outside: str, kind: str) -> None:
    row = found(f"One: {outside} “{TIDE}.” Yes", f"Two: {outside} “{TIDE}.” No")[0]
    assert row.startswith(f"{kind}, {17 + len(outside.split())}:")


def test_an_entry_names_every_article_that_has_the_run() -> None:
    assert found(f"A {TIDE}!", f"B {TIDE}?", "Nothing of it.", f"D {TIDE}.") == [f"verbatim, 17: {TIDE} (a b d)"]


def test_what_was_left_out_is_never_bridged() -> None:
    words = TIDE.split()
    broken = " ".join([*words[:8], "[...]", *words[8:]])
    assert found(TIDE, broken) == found(broken, broken) == []
    assert found(TIDE, f"{' '.join(words[:8])}\n\n[…]\n\n{' '.join(words[8:])}") == []


def test_a_run_goes_on_in_the_next_paragraph_for_copies_divide_anew() -> None:
    words = TIDE.split()
    assert found(TIDE, f"{' '.join(words[:8])}\n\n{' '.join(words[8:])}") == [f"verbatim, 17: {TIDE} (a b)"]


def test_of_a_language_without_spaces_every_character_is_a_word() -> None:
    text = "潮水越过旧墙涌进低城中午时分"
    assert found(f"昨日{text}。", f"今天，{text}！") == [f"verbatim, 14: {text} (a b)"]


def test_words_with_vowel_signs_are_whole() -> None:
    assert len(worded("हिन्दी में लिखा हुआ एक वाक्य।").starts) - 1 == 6


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He “said so” once", "said so"),
        ('He "said so" once', "said so"),
        ("Er „sagte es“ einmal", "sagte es"),
        ("Il « le dit » une fois", "le dit"),
        ("Er »sagte es« einmal", "sagte es"),
        ("Han ”sade det” en gång", "sade det"),
        ("He ‘said so’ once", "said so"),
        ("The town’s officials’ cars", ""),
        ("他「说过」一次", "说 过"),
        ("“One goes on\n\n“and on” he said", "one goes on and on"),
        ("“One is never closed\n\nand ends with its paragraph", "one is never closed"),
        ("“He said ‘never’ twice” and left", "he said never twice"),
    ],
)
def test_what_is_inside_quotation_marks(text: str, inside: str) -> None:
    read = worded(text)
    assert " ".join(read.folded.split()[at] for first, last in read.quoted for at in range(first, last)) == inside


def test_each_word_knows_where_it_stands() -> None:
    text = "“Well\u00adkept,” 10,000 said:\n\n…\n\n\n\u00a0the Cafe\u0301’s — [...]\n\n潮水\n\n"
    read = worded(text)
    assert read.folded == " wellkept 10,000 said the café's \n 潮 水 "
    spans = [place(read, word, word + 1) for word in range(len(read.starts) - 1)]
    assert [text[span.start : span.end] for span in spans] == [
        "Well\u00adkept", "10,000", "said", "the", "Cafe\u0301’s", "[...]", "潮", "水",
    ]  # fmt: skip


# The rules once more, said as plainly and slowly as they can be.


def runs(one: Worded, two: Worded) -> set[str]:
    def strings(text: Worded) -> set[str]:
        words = text.folded[1:-1].split(" ")
        ends = range(len(words) + 1)
        return {" ".join(words[i:j]) for i in ends for j in ends[i + 12 :] if GAP not in words[i:j]}

    both = strings(one) & strings(two)
    return {run for run in both if not any(f" {run} " in f" {longer} " for longer in both if longer != run)}


def coverage(text: Worded, other: Worded) -> float:
    def windows(read: Worded) -> set[str]:
        parts = [read.folded[start:end] for start, end in read.prose]
        return {part[at : at + 25] for part in parts for at in range(len(part) - 24)}

    theirs = windows(other)
    covered: set[int] = set()
    for start, end in text.prose:
        for at in range(start, end - 24):
            if text.folded[at : at + 25] in theirs:
                covered.update(range(at, at + 25))
    return len(covered) / (sum(end - start for start, end in text.prose) or 1)


PARTS = [
    "the tide",
    "came in",
    "a",
    "b",
    "over the old wall",
    "lower town",
    "’s",
    "[...]",
    "\n\n",
    "“",
    "”",
    '"',
    "潮水",
    "é",
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=60).map(" ".join)
TWICE = st.tuples(TEXTS, TEXTS, TEXTS).map(lambda each: (f"{each[0]} {each[1]}", f"{each[2]} {each[1]}", each[1]))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.tuples(TEXTS, TEXTS), TWICE))
def test_what_is_found_is_what_the_rules_say(texts: tuple[str, ...]) -> None:
    articles = tuple(written("abc"[number], text) for number, text in enumerate(texts))
    read, pairs = shared(articles)
    for one, two in combinations(range(len(texts)), 2):
        alike = pairs.get((one, two))
        assert set(alike.runs if alike else ()) == runs(read[one], read[two])
        expected = coverage(read[one], read[two]), coverage(read[two], read[one])
        assert (alike.covered if alike else (0, 0)) == pytest.approx(expected)


@settings(max_examples=300, deadline=None)
@given(*[st.lists(st.sampled_from(["a", "b", " ", "ab" * 5, "ba" * 8]), max_size=4).map("".join)] * 2)
def test_every_stretch_is_found_once_and_is_as_long_as_it_can_be(one: str, two: str) -> None:
    texts = worded(one), worded(two)
    one, two = (text.folded for text in texts)
    expected = set()
    for i in range(len(one)):
        for j in range(len(two)):
            if i and j and one[i - 1] == two[j - 1]:
                continue
            length = 0
            while i + length < len(one) and j + length < len(two) and one[i + length] == two[j + length]:
                length += 1
            if length >= SHORTEST:
                expected.add((i, j, length))
    found = stretches(texts).get((0, 1), [])
    assert len(found) == len(set(found))
    assert {each for each in expected if each[2] >= 25} <= set(found) <= expected


def test_a_likely_rewrite_has_much_of_the_others_own_words_on_both_sides() -> None:
    def told(own: int) -> str:
        return " ".join(f"{TIDE} {'x' * 20}{own}{number} {'y' * 40}{own}{number}" for number in range(5))

    one, two = written("a", told(1)), written("b", told(2))
    alike = shared((one, two)).pairs[0, 1]
    assert alike.is_likely_rewrite and min(alike.covered) > 0.4
    quoted = written("a", f"“{told(1)}”"), written("b", f"“{told(2)}”")
    assert not any(each.is_likely_rewrite for each in shared(quoted).pairs.values())


def test_of_a_caption_nothing_is_said() -> None:
    text = (TIDE + " ") * 9
    assert len(text) > LEAST_PROSE
    assert shared((written("a", text), written("b", text))).pairs[0, 1].is_likely_rewrite
    text = text[: LEAST_PROSE - 9]
    assert not shared((written("a", text), written("b", text))).pairs[0, 1].is_likely_rewrite


def test_a_sentence_a_thousand_times_costs_no_more_than_its_length() -> None:
    one, two = f"{TIDE}. " * 1000, f"{TIDE}! " * 900 + "The end. " + f"{TIDE}. " * 1000
    began = time.perf_counter()
    rows = found(one, two, one)
    assert time.perf_counter() - began < 3
    assert len(rows) <= 3


def test_forty_articles_of_a_thousand_words_take_less_than_a_second() -> None:
    vocabulary = [f"{one}{two}" for one in ("tide", "wall", "town", "boat", "rain") for two in "abcdefghij"]
    articles = tuple(
        written(f"o{number}", " ".join(vocabulary[(number * 7 + at * at + at // 3) % 50] for at in range(1000)))
        for number in range(40)
    )
    began = time.perf_counter()
    passages(articles)
    assert time.perf_counter() - began < 3  # on a machine that does other things besides

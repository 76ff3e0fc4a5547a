"""A quotation stands at exactly one place, or it is an error (PRODUCT §2)."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from load.toys import body, marked

from sitegen.load.anchoring import Misplaced, place
from sitegen.load.folding import folded
from sitegen.model.text import Body, Span

BRIDGE = "The bridge is closed, the mayor said. The bridge is safe, the engineer said."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("is closed", "The bridge ⟦is closed⟧, the mayor said. The bridge is safe, the engineer said."),
        ("The bridge is s", "The bridge is closed, the mayor said. ⟦The bridge is s⟧afe, the engineer said."),
        ("  is \n safe ", "The bridge is closed, the mayor said. The bridge ⟦is safe⟧, the engineer said."),
        (BRIDGE, f"⟦{BRIDGE}⟧"),
    ],
)
def test_a_quotation_that_occurs_once_is_found(quote: str, found: str) -> None:
    assert marked(quote, BRIDGE) == found


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ('"never heard" of it', "He’d “never\u00a0heard” of it.", "He’d ⟦“never\u00a0heard” of it⟧."),
        ("He'd - well", "He’d — well, no.", "⟦He’d — well⟧, no."),
        ("Überfall", "Der U\u0308ber\u00adfall", "Der ⟦U\u0308ber\u00adfall⟧"),
        ("Der U\u0308berfall", "Der Überfall", "⟦Der Überfall⟧"),
        ("שלום עולם", "\u200fשלום\u200f עולם\u200f", "\u200f⟦שלום\u200f עולם⟧\u200f"),
        ("une nuit", "une\u202fnuit\u00a0!", "⟦une\u202fnuit⟧\u00a0!"),
        ("5 < 6 & *so* on", "5 < 6 &amp; \\*so\\* on", "⟦5 < 6 & *so* on⟧"),
        ("bold words run on", "**bold** _words_ run\non", "⟦bold words run\non⟧"),
    ],
)
def test_the_place_is_that_of_the_source_characters(quote: str, text: str, found: str) -> None:
    assert marked(quote, text) == found


@pytest.mark.parametrize(
    "quote",
    [
        "The bridge is c1osed",
        "the bridge is closed",
        "The bridge was closed",
        "The bridge is closed the mayor said",
        "The bridge is closed, the mayor said!",
        "The bridge is  clos ed",
        "Thebridge",
    ],
)
def test_a_quotation_that_differs_in_one_letter_is_never_found(quote: str) -> None:
    assert marked(quote, BRIDGE) == "quote-not-found"


def test_what_is_not_there_is_answered_with_the_nearest_passage_and_the_words_that_differ() -> None:
    found = place("the bridges were closed, the mayor said", body("First.", BRIDGE))
    assert isinstance(found, Misplaced)
    assert found.message == "the quotation “the bridges were closed, the mayor said” is not in the body"
    assert found.hint == (
        "nearest: “The bridge is closed, the mayor said.”\n"
        "differs: “the bridges were” where the body has “The bridge is”"
    )


def test_a_missing_word_is_shown_as_missing() -> None:
    found = place("bridge closed, the mayor said.", body(BRIDGE))
    assert isinstance(found, Misplaced)
    assert "“bridge” where the body has “is”" in found.hint
    found = place("The bridge is is closed, the mayor", body(BRIDGE))
    assert isinstance(found, Misplaced)
    assert "“is” where the body has “nothing”" in found.hint


def test_of_several_parts_the_one_that_is_missing_is_explained() -> None:
    found = place("The bridge [...] the captain said", body(BRIDGE))
    assert isinstance(found, Misplaced)
    assert found.hint == "nearest: “the mayor said.”\ndiffers: “captain” where the body has “mayor”"


def test_where_nothing_is_near_the_article_is_doubted() -> None:
    found = place("zebra", body(BRIDGE))
    assert isinstance(found, Misplaced)
    assert found.hint == "no word of it is in the body: is this the right article?"


def test_a_quotation_that_occurs_twice_is_an_error_that_lists_the_places() -> None:
    found = place("The bridge is", body(BRIDGE))
    assert isinstance(found, Misplaced)
    assert (found.code, found.message) == ("quote-ambiguous", "the quotation “The bridge is” stands here twice")
    assert found.hint.splitlines() == [
        "add `occurrence:` or `after:`",
        "1: …The bridge is closed, the mayor s…",
        "2: …The bridge is closed, the mayor said. The bridge is safe, the engineer …",
    ]


def test_occurrence_counts_from_one() -> None:
    assert marked("said", BRIDGE, 1).startswith("The bridge is closed, the mayor ⟦said⟧.")
    assert marked("said", BRIDGE, 2).endswith("the engineer ⟦said⟧.")
    assert marked("said", BRIDGE, 3) == "quote-not-found"


def test_occurrences_overlap() -> None:
    assert marked("nana", "Banana nanana", 2) == "Banana ⟦nana⟧na"
    assert marked("nana", "Banana nanana", 3) == "Banana na⟦nana⟧"


def test_after_names_the_words_directly_before() -> None:
    assert marked("said", BRIDGE, after="the engineer").endswith("the engineer ⟦said⟧.")
    assert marked("said", BRIDGE, after="the  mayor").startswith("The bridge is closed, the mayor ⟦said⟧")


def test_after_words_further_ahead_the_next_place_is_meant() -> None:
    assert marked("said", BRIDGE, after="is safe").endswith("the engineer ⟦said⟧.")
    assert marked("said", BRIDGE, after="is closed").startswith("The bridge is closed, the mayor ⟦said⟧")


def test_after_words_that_are_not_there_or_not_unique_nothing_is_found() -> None:
    assert marked("said", BRIDGE, after="the captain") == "quote-not-found"
    assert marked("said", BRIDGE, after="The bridge") == "quote-not-found"
    assert marked("closed", BRIDGE, after="the engineer") == "quote-not-found"


def test_after_and_occurrence_work_together() -> None:
    text = "no no yes no yes"
    assert marked("yes", text, 2, after="no") == "no no yes no ⟦yes⟧"


def test_parts_around_an_omission_are_found_one_by_one() -> None:
    assert marked("The bridge [...] the engineer said", BRIDGE, 1) == (
        "⟦The bridge⟧ is closed, the mayor said. The bridge is safe, ⟦the engineer said⟧."
    )


@pytest.mark.parametrize("omission", ["[...]", "[…]", "[ ... ]", "[. . .]"])
def test_an_omission_is_written_in_several_ways(omission: str) -> None:
    assert marked(f"closed{omission}safe", BRIDGE).count("⟦") == 2


def test_omissions_at_the_ends_leave_nothing_out() -> None:
    assert marked("[...] is closed [...]", BRIDGE) == marked("is closed", BRIDGE)


def test_a_body_that_is_itself_shortened_is_quoted_with_the_same_words() -> None:
    assert marked("asked for help [...] officials said", "[...] asked for help [...] officials said.") == (
        "[...] ⟦asked for help⟧ [...] ⟦officials said⟧."
    )


def test_an_ambiguous_first_part_makes_the_whole_ambiguous() -> None:
    assert marked("The bridge [...] said", BRIDGE) == "quote-ambiguous"


def test_the_parts_of_a_quotation_stand_in_one_paragraph() -> None:
    assert marked("closed [...] safe", body("It is closed.", "It is safe.")) == "quote-not-found"
    found = place("closed [...] safe", body("It is closed.", "It is safe."))
    assert isinstance(found, Misplaced)
    assert found.hint == "its parts do not follow one another in one paragraph"


def test_the_parts_of_a_quotation_stand_in_their_order() -> None:
    assert marked("safe [...] closed", BRIDGE) == "quote-not-found"


def test_parts_do_not_overlap() -> None:
    assert marked("bridge is [...] is closed", BRIDGE) == "quote-not-found"


def test_a_later_paragraph_that_has_all_parts_is_found() -> None:
    assert marked("closed [...] safe", body("closed", "safe", "closed, not safe")) == (
        "closed\n\nsafe\n\n⟦closed⟧, not ⟦safe⟧"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the mayor said. The", "said. The bridge"),
        ("The bridge is closed", "bridge is c"),
        ("is closed", "is closed"),
    ],
    ids=["overlapping", "nested", "coinciding"],
)
def test_quotations_are_found_whatever_others_there_are(first: str, second: str) -> None:
    text = body(BRIDGE)
    for quote in (first, second):
        (span,) = place(quote, text)
        assert isinstance(span, Span)
        assert text.text[span.start : span.end] == quote


@pytest.mark.parametrize("quote", ["7", "so", "Yes", "“No", "—"])
def test_a_quotation_may_have_one_two_or_three_characters(quote: str) -> None:
    assert marked(quote, "Yes or “No”; so be it — at 7.").count(f"⟦{quote}⟧") == 1


def test_a_quotation_may_have_fifteen_hundred_characters() -> None:
    long = " ".join(f"sentence {number} says little." for number in range(61))
    assert len(long) > 1_500
    assert marked(long, f"Before. {long} After.") == f"Before. ⟦{long}⟧ After."


@pytest.mark.parametrize("quote", ["[...]", " ", "[...] [...]", "\u00ad"])
def test_a_quotation_without_words_is_an_error(quote: str) -> None:
    assert marked(quote, BRIDGE) == "quote-not-found"


def test_nothing_is_found_in_an_empty_body() -> None:
    assert marked("bridge", "") == "quote-not-found"


LETTERS = st.text(st.sampled_from("abcdefgéö “”’—漢\u00a0\u00ad"), min_size=1, max_size=60)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(LETTERS, st.data())
def test_any_words_that_are_unique_are_found_at_exactly_their_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    edges = (quote[0], quote[-1])
    assume(not any(char.isspace() or char == "\u00ad" for char in edges))
    read = Body(text=text, paragraphs=(Span(start=0, end=len(text)),))
    found = place(quote, read)
    whole, part = folded(text).text, folded(quote).text
    again = whole.find(part, whole.find(part) + 1)
    if again >= 0:
        assert isinstance(found, Misplaced) and found.code == "quote-ambiguous"
    else:
        assert found == (Span(start=start, end=end),)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(st.sampled_from("abc "), min_size=3, max_size=30), st.data())
def test_words_with_one_letter_changed_are_never_found(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text) - 1))
    read = Body(text=text, paragraphs=(Span(start=0, end=len(text)),))
    found = place(f"{text[:index]}X{text[index + 1 :]}", read)
    assert isinstance(found, Misplaced) and found.code == "quote-not-found"

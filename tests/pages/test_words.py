"""Dates, counts and lists as people read them."""

import pytest

from sitegen.load.moments import moment
from sitegen.model.terms import STANCES, STATUSES
from sitegen.pages import words
from sitegen.tongue import ENGLISH


@pytest.mark.parametrize(
    ("typed", "text", "machine"),
    [
        ("2022-03-04", "4 March 2022", "2022-03-04"),
        ("2022-03-14T14:04-06:00", "14 March 2022, 14:04 UTC−06:00", "2022-03-14T14:04:00-06:00"),
        ("2022-03-14T14:04:59+05:45", "14 March 2022, 14:04 UTC+05:45", "2022-03-14T14:04:59+05:45"),
        ("2022-03-14 14:04Z", "14 March 2022, 14:04 UTC", "2022-03-14T14:04:00+00:00"),
        ("2022-03-13?", "13 March 2022, uncertain", "2022-03-13"),
        ("../2022-03-14", "on or before 14 March 2022", ""),
        ("unknown", "date unknown", ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(typed: str, text: str, machine: str) -> None:
    found = words.when(moment(typed))
    assert (found.text, found.machine) == (text, machine)


def test_no_date_is_no_date() -> None:
    assert words.maybe_when(None) is None
    assert words.maybe_when(moment("unknown")) is not None


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (50_000, "50,000 articles")]
)
def test_a_count_agrees_with_its_noun(number: int, text: str) -> None:
    assert ENGLISH.plural("%(num)s article", "%(num)s articles", number) == text


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert ENGLISH.plural("%(num)s story", "%(num)s stories", 2) == "2 stories"


@pytest.mark.parametrize(
    ("items", "most", "text"),
    [
        ("", 0, ""),
        ("A", 0, "A"),
        ("AB", 0, "A and B"),
        ("ABC", 0, "A, B and C"),
        ("ABCD", 3, "A, B, C and D"),
        ("ABCDE", 3, "A, B, C and 2 more"),
    ],
)
def test_a_list_reads_like_a_sentence(items: str, most: int, text: str) -> None:
    assert words.listed(items, most) == text


def test_every_term_has_a_word() -> None:
    assert set(STANCES) < set(words.STANCES) == set(words.GRAVEST)
    assert set(STATUSES) < set(words.STATUSES)

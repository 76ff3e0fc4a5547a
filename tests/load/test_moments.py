"""Dates as precisely as they are known, and no more."""

import pytest

from sitegen.load.moments import day, moment
from sitegen.model.moment import UNKNOWN, Moment


@pytest.mark.parametrize(
    ("typed", "precision", "stamp"),
    [
        ("2022-03-14", "day", "2022-03-14"),
        (" 2022-03-14 ", "day", "2022-03-14"),
        ("2022-03-13?", "uncertain", "2022-03-13"),
        ("../2022-03-14", "before", "2022-03-14"),
        ("2022-03-14T14:04-06:00", "minute", "2022-03-14T14:04:00-06:00"),
        ("2022-03-14 14:04:53+0530", "minute", "2022-03-14T14:04:53+05:30"),
        ("2022-03-14T14:04Z", "minute", "2022-03-14T14:04:00+00:00"),
        ("2024-02-29", "day", "2024-02-29"),
    ],
)
def test_a_date_keeps_its_precision_and_its_own_clock(typed: str, precision: str, stamp: str) -> None:
    assert (moment(typed).precision, moment(typed).stamp) == (precision, stamp)


def test_unknown_is_a_date_too() -> None:
    assert moment("unknown") == UNKNOWN


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2022-03-14T14:04", "has no offset"),
        ("2022-03-14 14:04:00", "has no offset"),
        ("2022-02-30", "not in the calendar"),
        ("2023-02-29?", "not in the calendar"),
        ("../2022-13-01", "not in the calendar"),
        ("2022-03-14T25:00Z", "not in the calendar"),
        ("2022-03-14T14:04+24:00", "not in the calendar"),
        ("14.3.2022", "not a date"),
        ("2022-3-14", "not a date"),
        ("2022-03", "not a date"),
        ("2022-03-14/", "not a date"),
        ("2022-03-14??", "not a date"),
        ("", "not a date"),
    ],
)
def test_what_is_no_date_has_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        moment(typed)


def test_the_day_of_retrieval_is_a_day_and_nothing_else() -> None:
    assert day("2022-03-14") == "2022-03-14"
    for typed in ("2022-03-14?", "unknown", "2022-03-14T10:00Z"):
        with pytest.raises(ValueError, match="not a date"):
            day(typed)


def test_moments_sort_by_time_and_the_unknown_is_last() -> None:
    typed = [
        "../2022-03-13",
        "2022-03-14",
        "2022-03-14T02:00+02:00",
        "2022-03-14T14:04-06:00",
        "2022-03-14T20:05Z",
        "2022-03-15?",
        "unknown",
    ]
    assert sorted(set(typed), key=lambda each: (moment(each).instant, each)) == typed
    assert moment("2022-03-14T14:04-06:00").instant == "2022-03-14T20:04:00Z"


def test_the_day_is_the_day_on_its_own_clock() -> None:
    assert moment("2022-03-14T23:30-06:00").day == "2022-03-14"
    assert Moment().day == ""


@pytest.mark.parametrize("typed", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_a_moment_that_falls_out_of_the_calendar_elsewhere_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match="not in the calendar"):
        moment(typed)


def test_an_old_moment_sorts_before_a_new_one() -> None:
    assert moment("0987-06-05T12:00Z").instant < moment("1987-06-05T12:00Z").instant

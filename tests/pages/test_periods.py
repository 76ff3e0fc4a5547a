"""Long lists are divided by month, and crowded months by day, in a way that keeps their pages apart."""

import pytest

from sitegen.model.page import Entry
from sitegen.model.views import Link, Period, PeriodView
from sitegen.pages import periods
from sitegen.pages.periods import label_of, newest, stretches, years


def entry(instant: str, items: int = 1) -> Entry:
    return Entry(story=f"of-{instant}", instant=instant, facts=(items,), data=b"")


def items(each: Entry) -> int:
    return int(str(each.facts[0]))


MAY = tuple(entry(f"2031-05-{day}T0{hour}:00:00Z") for day, hour in (("30", 1), ("12", 2), ("12", 1), ("01", 3)))


@pytest.mark.parametrize(
    ("period", "label"),
    [("2031", "2031"), ("2031-05", "May 2031"), ("2031-05-02", "2 May 2031"), ("undated", "undated")],
)
def test_a_period_is_named_as_a_date_is_written(period: str, label: str) -> None:
    assert label_of(period) == label


def test_months_stand_under_their_year_with_the_newest_year_first_and_what_has_no_date_last() -> None:
    found = years([("undated", 3), ("2031-01", 5), ("2030-11", 4), ("2031-12", 6), ("2030-02", 1)], "archive/")
    assert [(year.label, [(each.label, each.count) for each in year.months]) for year in found] == [
        ("2031", [("January", 5), ("December", 6)]),
        ("2030", [("February", 1), ("November", 4)]),
        ("", [("undated", 3)]),
    ]
    assert found[0].months[1] == Period(label="December", url="archive/2031-12/", count=6)


def test_a_month_in_which_nothing_is_counted_is_not_offered() -> None:
    assert years([("2031-01", 0), ("2030-11", 4)], "claims/") == years([("2030-11", 4)], "claims/")


def test_a_month_is_one_page_that_names_no_other() -> None:
    (page,) = stretches(MAY, "archive/", "2031-05", items)
    assert (page.url, page.entries, page.total) == ("archive/2031-05/", MAY, 4)
    assert page.period == PeriodView(label="May 2031")


def test_a_crowded_month_leads_to_its_days_and_each_day_to_those_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periods, "MOST", 3)
    month, *days = stretches(MAY, "archive/", "2031-05", items)
    assert (month.url, month.entries, month.total) == ("archive/2031-05/", (), 4)
    assert month.period and [(each.label, each.url, each.count) for each in month.period.days] == [
        ("1 May", "archive/2031-05-01/", 1),
        ("12 May", "archive/2031-05-12/", 2),
        ("30 May", "archive/2031-05-30/", 1),
    ]
    assert [(day.url, day.entries, day.total) for day in days] == [
        ("archive/2031-05-01/", MAY[3:], 1),
        ("archive/2031-05-12/", MAY[1:3], 2),
        ("archive/2031-05-30/", MAY[:1], 1),
    ]
    up = Link(text="May 2031", url="archive/2031-05/")
    first, second, third = (Link(text=f"{n} May 2031", url=f"archive/2031-05-{n:02}/") for n in (1, 12, 30))
    assert [day.period for day in days] == [
        PeriodView(label="1 May 2031", month=up, later=second),
        PeriodView(label="12 May 2031", month=up, earlier=first, later=third),
        PeriodView(label="30 May 2031", month=up, earlier=second),
    ]


def test_what_has_no_date_is_not_divided_however_much_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periods, "MOST", 3)
    (page,) = stretches([entry("")] * 9, "claims/", "undated", items)
    assert (page.url, page.total, page.period) == ("claims/undated/", 9, PeriodView(label="undated"))


@pytest.mark.parametrize(("sizes", "shown"), [((3, 3, 3), 2), ((3, 4, 1), 1), ((9, 1), 1), ((2,), 1), ((), 0)])
def test_a_front_shows_the_newest_that_it_has_room_for_and_at_least_one(sizes: tuple[int, ...], shown: int) -> None:
    entries = [entry("2031-05-12", size) for size in sizes]
    assert newest(iter(entries), 6, items) == tuple(entries[:shown])

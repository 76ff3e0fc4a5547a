"""Long lists divided by month, and crowded months by day, so that a change touches few pages and no page is endless."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from sitegen.model.moment import Moment
from sitegen.model.noun import noun
from sitegen.model.page import Entry
from sitegen.model.views import Link, Period, PeriodView, Year
from sitegen.tongue import ENGLISH, Tongue

UNDATED = "undated"
MOST = 200  # items on the page of a month; more are divided by day

Count = Callable[[Entry], int]


@noun
class Stretch:
    """What one page of a list shows: entries, newest first; the front of a divided list also leads to its months.

    `total` counts the items: on a front those of the whole list. `period` is None on a front.
    """

    url: str
    entries: tuple[Entry, ...]
    total: int
    period: PeriodView | None = None
    years: tuple[Year, ...] = ()


def month_of(date: Moment) -> str:
    """`2031-05`, or "undated"."""
    return date.instant[:7] if date.stamp else UNDATED


def label_of(period: str, tongue: Tongue = ENGLISH) -> str:
    """`2031`, `May 2031`, `12 May 2031`, `undated`."""
    if period == UNDATED:
        return tongue.text("undated")
    parts = period.count("-")
    return tongue.day(period) if parts == 2 else tongue.month(period) if parts else str(int(period))


def years(months: Iterable[tuple[str, int]], base: str, tongue: Tongue = ENGLISH) -> tuple[Year, ...]:
    """The months of a list, each with the number of its items: the newest year first, what has no date last."""
    found = []
    for year, own in groupby(sorted(months, key=_year, reverse=True), key=_year):
        links = (
            Period(label=_month(each, tongue), url=f"{base}{each}/", count=count)
            for each, count in sorted(own)
            if count
        )
        found.append(Year(label=year and label_of(year), months=tuple(links)))
    return tuple(each for each in found if each.months)


def stretches(
    entries: Sequence[Entry], base: str, month: str, count: Count, tongue: Tongue = ENGLISH
) -> Iterator[Stretch]:
    """The pages of one month: one with everything, or one for each day and one that leads to them."""
    total = sum(map(count, entries))
    here = Link(text=label_of(month, tongue), url=f"{base}{month}/")
    if total <= MOST or month == UNDATED:
        yield Stretch(url=here.url, entries=tuple(entries), total=total, period=PeriodView(label=here.text))
        return
    days: dict[str, list[Entry]] = {each: [] for each in sorted({each.instant[:10] for each in entries})}
    for each in entries:
        days[each.instant[:10]].append(each)
    links = [Link(text=label_of(day, tongue), url=f"{base}{day}/") for day in days]
    totals = [sum(map(count, own)) for own in days.values()]
    listed = tuple(
        Period(label=tongue.day_of_month(day), url=link.url, count=number)
        for day, link, number in zip(days, links, totals, strict=True)
    )
    yield Stretch(url=here.url, entries=(), total=total, period=PeriodView(label=here.text, days=listed))
    neighbours = zip([None, *links], links, [*links[1:], None], days.values(), totals, strict=False)
    for earlier, link, later, own, number in neighbours:
        period = PeriodView(label=link.text, month=here, earlier=earlier, later=later)
        yield Stretch(url=link.url, entries=tuple(own), total=number, period=period)


def newest(entries: Iterator[Entry], most: int, count: Count) -> tuple[Entry, ...]:
    """As many entries from the front as hold `most` items; at least one."""
    found: list[Entry] = []
    items = 0
    for each in entries:
        if found and items + count(each) > most:
            break
        found.append(each)
        items += count(each)
    return tuple(found)


def _year(month: tuple[str, int]) -> str:
    return "" if month[0] == UNDATED else month[0][:4]


def _month(month: str, tongue: Tongue) -> str:
    return label_of(month, tongue) if month == UNDATED else tongue.month_name(month)

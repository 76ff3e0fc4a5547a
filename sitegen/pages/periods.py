"""Long lists divided by month, and crowded months by day, so that a change touches few pages and no page is endless."""

from collections.abc import Callable, Iterator, Sequence

from sitegen.model.moment import Moment
from sitegen.model.noun import noun
from sitegen.model.page import Entry
from sitegen.model.views import Period
from sitegen.pages.words import MONTHS

UNDATED = "undated"
MOST = 200  # items on the page of a month; more are divided by day

Count = Callable[[Entry], int]


@noun
class Stretch:
    """What one page of a divided list shows: entries, newest first, or the days of a month as links."""

    url: str
    label: str
    entries: tuple[Entry, ...]
    periods: tuple[Period, ...] = ()
    total: int = 0


def month_of(date: Moment) -> str:
    """`2031-05`, or "undated"."""
    return date.instant[:7] if date.stamp else UNDATED


def label_of(period: str) -> str:
    """`May 2031`, `12 May 2031`."""
    if period == UNDATED:
        return "without a date"
    year, month, *day = period.split("-")
    return " ".join((*(str(int(each)) for each in day), MONTHS[int(month) - 1], str(int(year))))


def stretches(entries: Sequence[Entry], base: str, month: str, count: Count) -> Iterator[Stretch]:
    """The pages of one month: one with everything, or one for each day and one that leads to them."""
    total = sum(map(count, entries))
    url = f"{base}{month}/"
    if total <= MOST or month == UNDATED:
        yield Stretch(url=url, label=label_of(month), entries=tuple(entries), total=total)
        return
    days: dict[str, list[Entry]] = {}
    for each in entries:
        days.setdefault(each.instant[:10], []).append(each)
    found = [
        Stretch(url=f"{base}{day}/", label=label_of(day), entries=tuple(own), total=sum(map(count, own)))
        for day, own in days.items()
    ]
    links = tuple(Period(label=each.label, url=each.url, count=each.total) for each in found)
    yield Stretch(url=url, label=label_of(month), entries=(), periods=links, total=total)
    yield from found


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

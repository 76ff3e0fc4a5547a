"""Parts of the site that are made of many stories, divided so that a change in one story touches few of them.

A sheet collects the rows of the stories of one month: their lines for home, what they have of one outlet, their part of
a table. Its own pages depend on its rows alone. A collection is all sheets of one thing, and has a front; home and the
indexes depend on summaries. `site_map` says which page is made of what.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple, cast

from sitegen.model.page import Entry, Facts
from sitegen.model.sheet import OutletRole, PersonRole
from sitegen.pages.tables import outlet_row, person_row

STORIES, CLAIMS, OUTLETS, PEOPLE = "stories", "claims", "outlets", "people"
TABLES, INDEX, RECORDS, FEEDS = "data", "index", "records", "feeds"
BUCKETS = 256


class Sheet(NamedTuple):
    """A sheet without its rows: `key` changes with every byte of them."""

    name: str
    key: str
    summary: Facts

    @property
    def month(self) -> str:
        return self.name.rpartition("/")[2]


Load = Callable[[Sheet], list[Entry]]  # the rows of a sheet, in order


def collection_of(sheet: str) -> str:
    """`outlets/reuters` of the sheet `outlets/reuters/2031-05`."""
    return sheet.rpartition("/")[0]


def bucket(story: str) -> str:
    """One of 256 heaps of stories; a story's never changes."""
    return f"{sha256(story.encode()).digest()[0]:02x}"


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Newest first, stories without a date last."""
    return sorted(sorted(entries, key=lambda each: each.story), key=lambda each: each.instant, reverse=True)


def newest_first(sheets: Iterable[Sheet]) -> list[Sheet]:
    """By month; what has no date is last."""
    return sorted(sheets, key=lambda each: each.month if each.month[0].isdigit() else "", reverse=True)


def oldest_first(sheets: Iterable[Sheet]) -> list[Sheet]:
    """By month; what has no date is last here too."""
    return sorted(sheets, key=lambda each: (not each.month[0].isdigit(), each.month))


def number(facts: Facts, place: int) -> int:
    return cast(int, facts[place])


def counts(every: Iterable[Facts], place: int) -> tuple[tuple[str, int], ...]:
    """The sum of what many facts count at one place, each ((term, number), …)."""
    found: Counter[str] = Counter()
    for facts in every:
        found.update(dict(cast("tuple[tuple[str, int], ...]", facts[place])))
    return tuple(sorted(found.items()))


def summary(sheet: str, entries: Sequence[Entry]) -> Facts:
    """What the rest of the site needs to know of a sheet, whose entries are in order."""
    kind = sheet.partition("/")[0]
    facts = [each.facts for each in entries]
    if kind == STORIES:
        return (len(facts), _sum(facts, 0), _sum(facts, 1), counts(facts, 2))
    if kind == CLAIMS:
        return (_sum(facts, 0), counts(facts, 1), counts(facts, 2))
    if kind == OUTLETS:
        outlet = cast(OutletRole, entries[0].value).outlet
        return (_sum(facts, 0), _sum(facts, 1), outlet_row(outlet), _latest(facts, 2))
    if kind == PEOPLE:
        return (_sum(facts, 0), person_row(cast(PersonRole, entries[0].value).person))
    if kind == FEEDS:
        return (_sum(facts, 0), _latest(facts, 1))
    if kind == RECORDS:
        return (_sum(facts, 0), _sum(facts, 1))
    return (_sum(facts, 0),) if kind == TABLES else ()


def _latest(facts: list[Facts], place: int) -> str:
    return max(cast(str, each[place]) for each in facts)


def _sum(facts: list[Facts], place: int) -> int:
    return sum(number(each, place) for each in facts)

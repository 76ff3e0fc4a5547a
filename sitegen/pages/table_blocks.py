"""The tables of the whole site, as the stories give them: in blocks of CSV without a head."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from sitegen.pages.sheets import OUTLETS, PEOPLE, TABLES, Load, Sheet, oldest_first
from sitegen.pages.tables import csv_rows

REGISTERS = {"outlets": (OUTLETS, 2), "people": (PEOPLE, 1)}  # where a row stands in the summaries of which sheets


def table_blocks(name: str, collections: Mapping[str, Sequence[Sheet]], load: Load) -> Iterator[bytes]:
    """A table's rows, or another file's parts: the oldest story first, what has no date last; registers by id."""
    if name in REGISTERS:
        kind, place = REGISTERS[name]
        every = (sheets for collection, sheets in collections.items() if collection.startswith(f"{kind}/"))
        yield csv_rows(sorted(cast("tuple[str, ...]", sheets[0].summary[place]) for sheets in every))
        return
    for sheet in oldest_first(collections.get(f"{TABLES}/{name}", ())):
        for entry in sorted(load(sheet), key=lambda each: (each.instant, each.story)):
            yield entry.data

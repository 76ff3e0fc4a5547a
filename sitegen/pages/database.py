"""`data/bundle.db`: the tables as one SQLite database, with full-text search and views, made in memory.

The same tables give the same bytes. What SQLite writes of itself into the header (its version, how often the file
changed) is set to what never changes. How it lays out its pages has been the same for many years, but nothing promises
it: so its version is part of the key under which the database is known from build to build.
"""

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from io import StringIO

from sitegen.model.table import LinkTable
from sitegen.pages import database_plan as plan
from sitegen.pages.data_dictionary import LINK_TABLES, TABLE

APPLICATION = 0x73677362  # "sgsb", the mark of these files: https://www.sqlite.org/fileformat2.html#application_id
EDITION = 1  # of the tables; another one when a column changes its meaning
PAGE = 4096
# Places in the header: https://www.sqlite.org/fileformat2.html#the_database_header
CHANGES, VALID_FOR, MADE_BY = slice(24, 28), slice(92, 96), slice(96, 100)
OLDEST = 3_020_000  # a version of SQLite that can read all that is in the file
SETTINGS = (
    f"page_size = {PAGE}",
    "encoding = 'UTF-8'",
    "auto_vacuum = NONE",
    f"application_id = {APPLICATION}",
    f"user_version = {EDITION}",
)

Links = list[tuple[object, ...]]


def database(tables: Mapping[str, Iterable[bytes]]) -> bytes:
    """The bytes of the database; `tables` has the blocks of each CSV table, without its head. Raises OSError."""
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            _fill(connection, tables)
            data = connection.serialize()
    except sqlite3.Error as error:  # as where SQLite was made without full-text search
        raise OSError(f"SQLite {sqlite3.sqlite_version} cannot make the database: {error}") from error
    return _signed(data)


def csv_blocks(blocks: Iterable[bytes]) -> Iterator[list[str]]:
    """The rows of a table; a block is small, the table is not."""
    for block in blocks:
        yield from csv.reader(StringIO(block.decode(), newline=""))


def _fill(connection: sqlite3.Connection, tables: Mapping[str, Iterable[bytes]]) -> None:
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    for statement in plan.tables():
        connection.execute(statement)
    for name in plan.IN_ORDER:
        found: dict[LinkTable, Links] = {each: [] for each in LINK_TABLES if each.of == name}
        connection.executemany(plan.insertion(name), _noted(csv_blocks(tables[name]), found))
        for link, rows in found.items():
            connection.executemany(plan.link_insertion(link), rows)
    # Indexes last: they take the pages that the search has left over, so that none is free in the end.
    for statement in (*plan.search(), *plan.indexes(), *plan.views()):
        connection.execute(statement)
    connection.execute("COMMIT")


def _noted(rows: Iterable[list[str]], found: Mapping[LinkTable, Links]) -> Iterator[list[str]]:
    """The rows as they come; what their lists hold goes into `found`."""
    places = [(*_places(link), link.nested, links.append) for link, links in found.items()]
    for row in rows:
        for key, place, nested, add in places:
            if row[place]:
                own = tuple([row[each] for each in key])
                if nested:
                    for number, items in enumerate(row[place].split(";"), start=1):
                        for item in items.split("|"):
                            add((*own, number, item))
                else:
                    for item in row[place].split("|"):
                        add((*own, item))
        yield row


def _places(link: LinkTable) -> tuple[list[int], int]:
    """Where in a row the key stands, and where the list."""
    names = [each.name for each in TABLE[link.of].columns]
    return [names.index(each) for each in TABLE[link.of].key], names.index(link.column)


def _signed(data: bytes) -> bytes:
    """With a header that says nothing of the SQLite that made it."""
    header = bytearray(data[:100])
    header[CHANGES] = header[VALID_FOR] = (1).to_bytes(4, "big")
    header[MADE_BY] = OLDEST.to_bytes(4, "big")
    return b"".join((header, memoryview(data)[100:]))  # it can be large: no copy more than must be

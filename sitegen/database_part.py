"""The database of the tables as a part of the site, made beside the search index since it too is made whole."""

from sitegen.ledger import Glance, Ledger
from sitegen.memory import Memory, digest
from sitegen.save.files import Files
from sitegen.save.tree import Staging
from sitegen.sheet_part import entries_of
from sitegen.versions import sqlite_version

DATABASE = "data/bundle.db"


def database_target(ledger: Ledger | Glance) -> dict[str, str]:
    """The part, with the key of the tables that it is made from."""
    tables = sorted(path for path in ledger.target if path.startswith("data/") and path.endswith(".csv"))
    return {DATABASE: digest(sqlite_version(), *(ledger.target[path] for path in tables))}


def database_bytes(ledger: Ledger, memory: Memory) -> bytes:
    """Raises OSError, Lost."""
    # Not needed where nothing changed, nor in a preview that nobody asks for the database.
    from sitegen.pages.data_dictionary import TABLE
    from sitegen.pages.database import database
    from sitegen.pages.directories import grouped
    from sitegen.pages.sheets import Sheet
    from sitegen.pages.table_blocks import table_blocks

    collections = grouped(Sheet(name, head.key, head.summary) for name, head in ledger.sheets.items())  # type: ignore[arg-type]
    return database(
        {name: table_blocks(name, collections, lambda sheet: entries_of(memory, sheet.key)) for name in TABLE}
    )


def stage_database(ledger: Ledger, memory: Memory, tree: Staging) -> Files:
    """Make the part, which was begun; may run in a fork. Raises OSError, Lost."""
    return tree.stage(DATABASE, {DATABASE: database_bytes(ledger, memory)})

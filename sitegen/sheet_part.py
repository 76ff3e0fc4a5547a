"""A sheet of the site: the rows that stories give to it, kept as one object of the memory."""

import marshal
from collections.abc import Callable, Iterable

from sitegen.crew import Place
from sitegen.ledger import SheetHead
from sitegen.memory import Memory
from sitegen.model.page import Entry, Facts
from sitegen.pages.sheets import in_order, summary

NewRow = tuple[str, str, Facts, Place]  # story, instant, facts, where its bytes are


class Lost(Exception):  # noqa: N818 - says what is the case
    """Something that the ledger speaks of is not in the memory any more."""


def entries_of(memory: Memory, key: str) -> list[Entry]:
    """The rows of a sheet, newest first. Raises Lost."""
    data = memory.kept(key)
    if data is None:
        raise Lost(key)
    return [Entry(*each) for each in marshal.loads(data)]


def sheet_part(
    name: str,
    known: SheetHead | None,
    changed: Iterable[str],
    rows: Iterable[NewRow],
    memory: Memory,
    read: Callable[[Place], bytes],
) -> tuple[str, Facts] | None:
    """The object of a sheet and its summary, with the rows of the changed stories in the place of their former ones.

    None for a sheet in which no story has a part any more. Raises Lost.
    """
    former = frozenset(changed)
    kept = [each for each in entries_of(memory, known.key) if each.story not in former] if known else []
    fresh = [Entry(story, instant, facts, read(place)) for story, instant, facts, place in rows]
    entries = in_order((*kept, *fresh))
    if not entries:
        return None
    key = memory.keep(marshal.dumps([tuple(each) for each in entries]))
    return key, summary(name, entries)

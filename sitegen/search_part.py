"""The search index as parts of the site, made of the heaps of records that stories give."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from sitegen.ledger import Ledger
from sitegen.memory import Memory, digest
from sitegen.versions import pagefind_version

PART = "pagefind/"
PAGES = "pages"  # the heap of the plain pages


def search_target(ledger: Ledger) -> dict[str, str]:
    """The parts that a site with search has, each with the key of what it is made from."""
    heaps = (part for pair in sorted(ledger.heaps.items()) for part in pair)
    return {PART: digest(pagefind_version(), ledger.language, *heaps)}


def search_files(ledger: Ledger, memory: Memory, shelf: Path) -> Mapping[str, bytes]:
    """The files of the index. Raises SearchFailed, Lost."""
    from sitegen.model.page import Record
    from sitegen.save.bundle import search_bundle
    from sitegen.sheet_part import entries_of

    records: list[Record] = []
    for _, key in sorted(ledger.heaps.items()):
        for entry in entries_of(memory, key):
            records += cast("tuple[Record, ...]", entry.value)
    return search_bundle(tuple(records), ledger.language, shelf, search_target(ledger)[PART])

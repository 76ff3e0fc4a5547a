"""What sitegen has Pagefind read, all in one folder: a small page for each story, article, claim and quotation."""

from itertools import chain
from pathlib import Path

from sitegen import ledger
from sitegen.build import HOME
from sitegen.memory import variants
from sitegen.save.search import save_pages
from sitegen.search_part import findable, records_of


def save_record_pages(project: Path, folder: Path) -> int:
    """Of a project that was built a moment ago; gives how many they are."""
    memory = variants(project / HOME)[0]
    what = findable(ledger.read(memory))
    records = records_of(what, memory)
    return save_pages(chain.from_iterable(records(name) for name, _, _ in what.heaps), folder)

"""Which files a page was made from, why it was made the last time, and how long that took."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sitegen import ledger as ledgers
from sitegen.build import HOME
from sitegen.ledger import Ledger, SheetHead
from sitegen.memory import Memory, variants
from sitegen.pages.sheets import collection_of
from sitegen.pages.site_map import CHAPTERS
from sitegen.sheet_part import Lost, entries_of


class Because(NamedTuple):
    """`path` is the page's file in the site, `sources` the files that it was made from, `seconds` those of each stage.

    `stories` are the ids of those that gave something to a page of the whole site.
    """

    path: str
    sources: tuple[str, ...]
    stories: tuple[str, ...]
    reason: str
    seconds: dict[str, float]


def why(project: Path, url: str) -> Because | None:
    """What is known of the page at `url`: an address, a path of the site, a file of it. None if there is none."""
    for memory in variants(project / HOME):
        ledger = ledgers.read(memory)
        for path in _paths(url):
            if (part := _part(path, ledger)) is not None:
                return _because(path, part, ledger, memory)
    return None


def _paths(url: str) -> Iterator[str]:
    """What the address can mean in the site, which may be published below any folder."""
    path = unquote(urlsplit(url).path).lstrip("/")
    while True:
        for each in (path, f"{path}index.html" if path.endswith("/") or not path else f"{path}/index.html"):
            if each:
                yield each
        if "/" not in path.rstrip("/"):
            return
        path = path.partition("/")[2]


def _part(path: str, ledger: Ledger) -> str | None:
    if path in ledger.target:
        return path
    story = "/".join(path.split("/")[:2]) + "/"
    return story if story in ledger.target and path.count("/") > 1 else None


def _because(path: str, part: str, ledger: Ledger, memory: Memory) -> Because:
    shared = [each for each in ledger.digests if not each.startswith("/") and "." in each.rpartition("/")[2]]
    stories: tuple[str, ...] = ()
    if part.endswith("/"):
        folder = f"content/stories/{part.split('/')[1]}/"
        own = [each for each in ledger.seen if each.startswith(folder)]
    else:
        own = []
        stories = tuple(sorted(_stories(part, ledger, memory)))
    return Because(
        path=path,
        sources=(*sorted(own), *sorted(shared)),
        stories=stories,
        reason=ledger.reasons.get(part, ""),
        seconds=ledger.times.get(part, {}),
    )


def _stories(path: str, ledger: Ledger, memory: Memory) -> set[str]:
    """The stories that gave something to a page of the whole site."""
    sheets = [head for head in ledger.sheets.values() if path in head.pages]
    for name, pages in ledger.fronts.items():
        if path in pages:
            kinds = (*CHAPTERS[name].rows, *CHAPTERS[name].summaries) if name in CHAPTERS else (name,)
            sheets += [head for sheet, head in ledger.sheets.items() if _is_of(sheet, kinds)]
    return {story for head in sheets for story in _of_sheet(head, memory)}


def _is_of(sheet: str, kinds: tuple[str, ...]) -> bool:
    return sheet.partition("/")[0] in kinds or collection_of(sheet) in kinds


def _of_sheet(head: SheetHead, memory: Memory) -> Iterator[str]:
    try:
        for entry in entries_of(memory, head.key):
            yield entry.story
    except Lost:
        return

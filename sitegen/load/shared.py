"""The digests of what all stories share: the files of content/ that are no story, the names of stories, the themes."""

from collections.abc import Iterator
from pathlib import Path

from sitegen.load.scan import Scan

CONTENT, STORIES, PAGES = "content", "content/stories", "content/pages"
KINDS = ("templates", "static")
ADDRESSES = "addresses.txt"


def shared_digests(scan: Scan) -> Iterator[tuple[str, str]]:
    """(path, digest) of every file, and (folder, its entries) of every folder, in a fixed order."""
    for folder in (CONTENT, STORIES, PAGES):
        yield folder, repr(scan.entries(folder))
    for folder in (CONTENT, PAGES):
        for entry in scan.entries(folder):
            if entry.is_file and (entry.name.endswith((".yml", ".yaml", ".md")) or entry.name == ADDRESSES):
                yield (path := f"{folder}/{entry.name}"), scan.digest(path)
    for home in ("themes", _built_in()):
        yield home, repr(scan.entries(home))
        for theme in scan.entries(home):
            for kind in KINDS if theme.is_folder else ():
                yield from _tree(scan, f"{home}/{theme.name}/{kind}")


def _tree(scan: Scan, folder: str) -> Iterator[tuple[str, str]]:
    entries = scan.entries(folder)
    yield folder, repr(entries)
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.is_folder:
            if not entry.target:  # a link may lead in a circle
                yield from _tree(scan, path)
        elif entry.is_file:
            yield path, scan.digest(path)


def _built_in() -> str:
    package = Path(__file__).resolve().parents[1]
    inside = package / "themes"
    return str(inside if inside.is_dir() else package.parent / "themes")

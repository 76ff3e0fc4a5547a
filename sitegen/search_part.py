"""The search index as parts of the site: a bundle for each group of stories, made of the heaps of records they give."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from sitegen.ledger import Glance, Ledger
from sitegen.memory import Memory, digest
from sitegen.model.page import Record
from sitegen.save.bundle import Bundle, Files, bundles, listing, shelf_at
from sitegen.save.groups import Group, Part, groups
from sitegen.save.tree import Staging
from sitegen.sheet_part import entries_of
from sitegen.versions import pagefind_version

FOLDER = "pagefind/"
LISTING = f"{FOLDER}bundles.json"
PAGES = "pages"  # the heap of the plain pages


class Findable(NamedTuple):
    """What search can find: the heaps of records, each with the key that the memory has it under, and its size."""

    heaps: tuple[tuple[str, str, int], ...]
    language: str


def findable(ledger: Ledger | Glance) -> Findable:
    return Findable(tuple((name, key, size) for name, (key, size) in sorted(ledger.heaps.items())), ledger.language)


def search_groups(what: Findable) -> tuple[Group, ...]:
    """The groups of the site, each with the key of its bundle."""
    made_by = digest(pagefind_version(), what.language)
    return groups((Part(id=name, key=key, size=size) for name, key, size in what.heaps), made_by)


def search_target(ledger: Ledger | Glance) -> dict[str, str]:
    """The parts that a site with search has, each with the key of what it is made from."""
    found = search_groups(findable(ledger))
    parts = {FOLDER + each.place: digest(each.key, repr(each.leads)) for each in found}
    return {LISTING: digest(listing(found)), **parts}


def stage_search(
    ledger: Ledger,
    memory: Memory,
    home: Path,
    tree: Staging,
    workers: int,
    tell: Callable[[int, int], None],
) -> dict[str, str]:
    """Stage the bundles that the tree does not have; gives the parts as `search_target`. Raises SearchFailed, Lost."""
    what, target = findable(ledger), search_target(ledger)
    found = search_groups(what)
    missing = [each for each in found if not tree.has(FOLDER + each.place, target[FOLDER + each.place])]
    if missing:
        tree.begin(FOLDER + each.place for each in missing)
        others = [each for each in found if each not in missing]
        with shelf_at(home / "search") as shelf:
            claimant = memory.folder.name
            made = bundles(
                missing,
                _records(what, memory),
                what.language,
                shelf,
                claimant,
                workers=workers,
                others=others,
                tell=tell,
            )
            for each in made:
                part = FOLDER + each.place
                files = {part + name: (each.folder / name).read_bytes() for name in each.files}
                tree.note(part, target[part], tree.stage(part, files))
    if not tree.has(LISTING, target[LISTING]):
        tree.begin((LISTING,))
        tree.note(LISTING, target[LISTING], tree.stage(LISTING, {LISTING: listing(found)}))
    return target


class Index(Mapping[str, bytes | Path]):
    """The files of a search index by their path in the site, or where they lie.

    `others` are files that are made only when somebody asks for them.
    """

    def __init__(
        self, listed: bytes, made: Iterable[Bundle], others: Mapping[str, Callable[[], bytes]] | None = None
    ) -> None:
        self._listing = listed
        self._others = others or {}
        self._bundles = {each.place: each for each in made}

    def __getitem__(self, path: str) -> bytes | Path:
        if path == LISTING:
            return self._listing
        if path in self._others:
            return self._others[path]()
        place, slash, name = path.removeprefix(FOLDER).partition("/")
        found = self._bundles.get(place + slash)
        if found is None or not path.startswith(FOLDER) or name not in found.files:
            raise KeyError(path)
        return found.folder / name

    def __iter__(self) -> Iterator[str]:
        yield LISTING
        yield from self._others
        for each in self._bundles.values():
            for name in each.files:
                yield FOLDER + each.place + name

    def __len__(self) -> int:
        return 1 + len(self._others) + sum(len(each.files) for each in self._bundles.values())


def search_index(
    what: Findable,
    memory: Memory,
    shelf: Path,
    claimant: str,
    workers: int,
    is_over: Callable[[], bool],
    sound: dict[str, Files],
    others: Mapping[str, Callable[[], bytes]] | None = None,
) -> Index:
    """The index of all that can be found, with `others` beside it. `sound` is kept from one to the next.

    Raises SearchFailed, Lost, Ended.
    """
    found = search_groups(what)
    made = bundles(
        found, _records(what, memory), what.language, shelf, claimant, workers=workers, is_over=is_over, sound=sound
    )
    return Index(listing(found), made, others)


def _records(what: Findable, memory: Memory) -> Callable[[str], Iterator[Record]]:
    """Gives the records of a heap; they are read when they are asked for."""
    keys = {name: key for name, key, _ in what.heaps}

    def records(name: str) -> Iterator[Record]:
        for entry in entries_of(memory, keys[name]):
            yield from cast("tuple[Record, ...]", entry.value)

    return records

"""The search index as parts of the site: a bundle for each group of stories, made of the heaps of records they give."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from sitegen.ledger import Glance, Ledger
from sitegen.memory import Memory, digest
from sitegen.model.page import Record
from sitegen.save.bundle import Bundle, bundles, listing, shelf_at
from sitegen.save.files import Files, paths_of
from sitegen.save.groups import LARGEST, Group, Part, fresh_group, groups
from sitegen.save.search import filter_value
from sitegen.save.tree import Staging
from sitegen.sheet_part import entries_of
from sitegen.versions import pagefind_version

FOLDER = "pagefind/"
LISTING = f"{FOLDER}bundles.json"
PAGES = "pages"  # the heap of the plain pages
LITTLE = LARGEST // 2  # of what was and what is there, both: more is as soon made with all that is in its groups
NOTHING = ("", 0)


class Findable(NamedTuple):
    """What search can find: the heaps of records, each with the key that the memory has it under, and its size."""

    heaps: tuple[tuple[str, str, int], ...]
    language: str


def findable(ledger: Ledger | Glance) -> Findable:
    return Findable(tuple((name, key, size) for name, (key, size) in sorted(ledger.heaps.items())), ledger.language)


def search_groups(what: Findable) -> tuple[Group, ...]:
    """The groups of the site, each with the key of its bundle."""
    return groups((Part(id=name, key=key, size=size) for name, key, size in what.heaps), _made_by(what))


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
                records_of(what, memory),
                what.language,
                shelf,
                claimant,
                workers=workers,
                others=others,
                tell=tell,
            )
            for each in made:
                part = FOLDER + each.place
                tree.note(part, target[part], tree.stage_made(part, each.files, each.folder))
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
        self._folders = {each.place: each.folder for each in made}
        self._names = {each.place: frozenset(paths_of(each.files)) for each in made}

    def __getitem__(self, path: str) -> bytes | Path:
        if path == LISTING:
            return self._listing
        if path in self._others:
            return self._others[path]()
        place, slash, name = path.removeprefix(FOLDER).partition("/")
        place += slash
        if not path.startswith(FOLDER) or name not in self._names.get(place, ()):
            raise KeyError(path)
        return self._folders[place] / name

    def __iter__(self) -> Iterator[str]:
        yield LISTING
        yield from self._others
        for place, names in self._names.items():
            for name in names:
                yield FOLDER + place + name

    def __len__(self) -> int:
        return 1 + len(self._others) + sum(map(len, self._names.values()))


Others = Mapping[str, Callable[[], bytes]]


class Indexer:
    """Makes the index of a preview, again and again.

    After an edit there is first an index for the stories of the heaps that changed, beside the last whole one, of which
    the search page then takes all but these. To make it takes a tenth of the time that their group takes.
    """

    def __init__(self, memory: Memory, claimant: str, workers: int, others: Others) -> None:
        """`others` are files beside the index that are made only when somebody asks for them."""
        self._memory, self._claimant, self._workers, self._others = memory, claimant, workers, others
        self._sound: dict[str, Files] = {}
        self._whole: Findable | None = None
        self._made: tuple[Bundle, ...] = ()
        self._former: dict[str, set[str]] = {}  # of a heap that was another one, the filters of its stories

    def indexes(self, what: Findable, shelf: Path, is_over: Callable[[], bool]) -> Iterator[Index]:
        """Indexes of all that can be found, one better than the other. Raises SearchFailed, Lost, Ended."""
        if self._whole is not None and (changed := _changed(self._whole, what)):
            yield self._fresh(self._whole, what, changed, shelf, is_over)
        found = search_groups(what)
        self._made = bundles(
            found,
            records_of(what, self._memory),
            what.language,
            shelf,
            self._claimant,
            workers=self._workers,
            is_over=is_over,
            sound=self._sound,
        )
        self._whole = what
        yield Index(listing(found), self._made, self._others)

    def part_with(self, before: Findable, after: Findable) -> None:
        """Keep in mind which stories the heaps hold that are about to be replaced, and then forgotten. Raises Lost."""
        records = records_of(before, self._memory)
        for name in _changed(before, after):
            self._former.setdefault(name, set()).update(_stories(records(name)))

    def _fresh(
        self, whole: Findable, what: Findable, changed: list[str], shelf: Path, is_over: Callable[[], bool]
    ) -> Index:
        records = records_of(what, self._memory)
        there = [Part(id=name, key=key, size=size) for name, key, size in what.heaps if name in changed and size]
        added = [fresh_group(there, _made_by(what))] if there else []
        made = bundles(added, records, what.language, shelf, f"{self._claimant}-fresh", is_over=is_over)
        stories = {story for name in changed for story in self._former.get(name, ())}
        stories.update(story for part in there for story in _stories(records(part.id)))
        fresh = {"bundles": [each.place for each in added], "stories": sorted(stories)}
        return Index(listing([*search_groups(whole), *added], fresh), (*self._made, *made), self._others)


def _stories(records: Iterable[Record]) -> Iterator[str]:
    """The filters of the stories that records belong to."""
    return (filter_value(*each) for record in records for each in record.filters if each[0] == "story")


def _changed(before: Findable, after: Findable) -> list[str]:
    """The heaps that are others now, if they are few and hold nothing but stories; else nothing."""
    old, new = ({name: (key, size) for name, key, size in each.heaps} for each in (before, after))
    changed = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    most = min(LITTLE, sum(size for _, size in new.values()) // 2)
    is_little = sum(size for name in changed for _, size in (old.get(name, NOTHING), new.get(name, NOTHING))) < most
    return changed if is_little and PAGES not in changed and before.language == after.language else []


def _made_by(what: Findable) -> str:
    return digest(pagefind_version(), what.language)


def records_of(what: Findable, memory: Memory) -> Callable[[str], Iterator[Record]]:
    """Gives the records of a heap, none of one that is not there; they are read when they are asked for."""
    keys = {name: key for name, key, _ in what.heaps}

    def records(name: str) -> Iterator[Record]:
        for entry in entries_of(memory, keys[name]) if name in keys else ():
            yield from cast("tuple[Record, ...]", entry.value)

    return records

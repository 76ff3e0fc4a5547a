"""A site that follows its project while that is edited: what changes is held in memory, and saved when it is quiet."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, cast

from sitegen import ledger as ledgers
from sitegen.build import HOME, build, memory_for
from sitegen.crew import Errand
from sitegen.database_part import DATABASE, database_bytes, database_target
from sitegen.ledger import Ledger, objects
from sitegen.load.scan import Scan, Seen
from sitegen.memory import alone, digest_of
from sitegen.order import Options, Problems, Surroundings
from sitegen.save.bundle import shelf_at
from sitegen.save.files import NONE, Files, files_of, joined, pairs_of, paths_of
from sitegen.save.tree import Part, Saved, Tree
from sitegen.search_part import Findable, Index, Indexer, findable

PREVIEW = "preview"  # the folder of the site in HOME
OPTIONS = Options(base_url="", drafts=True, lenient=True, search=False, database=False, embargoed=True)
Early = Callable[["State"], None]


class Layer:
    """What a build makes, over a tree that stays as it is: stands in for the tree in builds that are not saved yet."""

    def __init__(self, parts: Mapping[str, Part] | None = None) -> None:
        self.parts: dict[str, Part] = dict(parts or {})
        self.changes: dict[str, bytes | None] = {}  # files that are others than in the tree; None for those that went
        self._staged: dict[str, Part] = {}
        self._made: dict[str, bytes] = {}

    def key_of(self, part: str) -> str:
        return self.parts[part][0] if part in self.parts else ""

    def has(self, part: str, key: str) -> bool:
        shown, staged = self.parts.get(part), self._staged.get(part)
        return (shown is not None and shown[0] == key) or (staged is not None and staged[0] == key)

    def published(self, part: str, path: str) -> bytes:
        """Nothing that a preview makes is worth keeping for the next one."""
        return b""

    def begin(self, parts: object) -> None:
        """Nothing lies on the disk that could be left half made."""

    def stage(self, part: str, files: Mapping[str, bytes], *, keep: bool = False) -> Files:
        made = {path: digest_of(data) for path, data in files.items()}
        self._made |= files
        former = self.parts[part][1] if keep and part in self.parts else NONE
        return files_of({**dict(pairs_of(former)), **made}.items())

    def stage_made(self, part: str, files: Files, folder: Path) -> Files:
        return self.stage(part, {part + path: (folder / path).read_bytes() for path in paths_of(files)})

    def note(self, part: str, key: str, files: Files) -> None:
        self._staged[part] = (key, files)

    def keep_staged(self) -> None:
        self._staged, self._made = {}, {}

    def publish(self, target: Mapping[str, str]) -> Saved:
        """Show these parts, and no others."""
        others = [part for part, key in target.items() if self.key_of(part) != key]
        gone = [part for part in self.parts if part not in target]
        saved = self.shown(others, gone)
        self._staged, self._made = {}, {}
        return saved

    def shown(self, others: list[str], gone: list[str]) -> Saved:
        """Put staged parts in the place of those that are shown."""
        before = dict(pairs_of(joined(self.parts[part][1] for part in (*others, *gone) if part in self.parts)))
        after = dict(pairs_of(joined(self._staged[part][1] for part in others)))
        written = tuple(path for path, value in after.items() if before.get(path) != value)
        removed = tuple(path for path in before if path not in after)
        self.changes = {**self.changes, **{path: self._made[path] for path in written}, **dict.fromkeys(removed)}
        for part in gone:
            del self.parts[part]
        self.parts |= {part: self._staged[part] for part in others}
        return Saved(written=written, removed=removed)

    def staged_parts(self) -> list[str]:
        return list(self._staged)


class Shown(Mapping[str, bytes]):
    """The files of a site: those of a folder, and over them what changed since."""

    def __init__(self, folder: Path, paths: frozenset[str], changes: Mapping[str, bytes | None]) -> None:
        self._folder, self._paths, self._changes = folder, paths, changes

    def __getitem__(self, path: str) -> bytes:
        if path in self._changes:
            if (data := self._changes[path]) is not None:
                return data
        elif path in self._paths:
            return (self._folder / path).read_bytes()
        raise KeyError(path)

    def __contains__(self, path: object) -> bool:
        return self._changes[path] is not None if path in self._changes else path in self._paths  # type: ignore[index]

    def __iter__(self) -> Iterator[str]:
        yield from (path for path in self._paths if path not in self._changes)
        yield from (path for path, data in self._changes.items() if data is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        """Asked at every save, so nothing is counted."""
        return any(True for _ in self)


class State(NamedTuple):
    """The site at one moment. `changed` are the files that are others than in the state before; None for all."""

    files: Mapping[str, bytes]
    problems: Problems
    changed: tuple[str, ...] | None = None
    search: Findable | None = None


class Live:
    """The preview's site. To be made before any thread is started, since it begins to build in a process of its own."""

    def __init__(self, project: Path, around: Surroundings) -> None:
        self.project, self._around = project, around
        self.home = project / HOME
        self.folder = self.home / PREVIEW
        self.memory = memory_for(self.home, OPTIONS)
        self._first: Errand | None = Errand(self._build)
        self._saved = Ledger()
        self._known = Ledger()
        self._problems: Problems = ()
        self._paths: frozenset[str] = frozenset()
        self._layer = Layer()
        self._indexer = Indexer(self.memory, PREVIEW, around.jobs, {DATABASE: self._database_now})
        self._database = ("", b"")
        self._is_mirrored = False  # the spare tree was once as the other

    def state(self, heard: frozenset[str] | None, early: Early = lambda state: None) -> State:
        """The site as the project has it now.

        `heard` are the paths, relative to the project, at which something may have happened; None for everywhere.
        `early` gets the pages of the stories that changed before everything else is up to date.
        """
        first = self._first is not None
        if first:
            self._begin()
        scan = Scan(self.project, cast(Seen, self._known.seen), self.memory.now(), None if first else heard)
        state = self._rebuilt(scan, early)
        return state._replace(changed=None) if first else state

    def save(self, is_over: Callable[[], bool] = lambda: False) -> None:
        """Save what was made since the last time, so that the next preview begins with it.

        What takes long, because the spare tree has nothing yet, ends when `is_over`, and goes on the next time.
        """
        if self._first is not None or (self._is_mirrored and self._known is self._saved):
            return
        with alone(self.home):
            tree = Tree(self.folder, self.home)
            if {part: key for part, (key, _) in tree.parts.items()} != self._saved.target:
                return  # another preview of the project has saved; the next one finds out what is missing
            self._is_mirrored = self._is_mirrored or tree.mirror(is_over)
            if self._known is self._saved or not self._is_mirrored:
                return
            changed = [part for part, value in self._layer.parts.items() if tree.parts.get(part) != value]
            tree.begin(changed)
            for part in changed:
                key, files = self._layer.parts[part]
                changes = self._layer.changes
                data = {path: cast(bytes, changes[path]) for path in paths_of(files) if path in changes}
                tree.note(part, key, tree.stage_known(part, files, data))
            tree.publish({part: key for part, (key, _) in self._layer.parts.items()})
            ledgers.write(self.memory, self._known)
            self.memory.drop(objects(self._saved) - objects(self._known))
            self._saved = self._known
            self._paths = frozenset(tree.paths())
            self._layer = Layer(tree.parts)

    def _build(self) -> None:
        build(self.project, OPTIONS, self.folder, lambda problems: False, self._around, self.home)

    def _begin(self) -> None:
        """Wait for the first build, and take over what it found out."""
        assert self._first is not None
        self._first.answer()
        self._first = None
        with alone(self.home):
            tree = Tree(self.folder, self.home)
            self._saved = self._known = ledgers.read(self.memory)
        self._layer = Layer(tree.parts)
        self._paths = frozenset(tree.paths())

    def _rebuilt(self, scan: Scan, early: Early) -> State:
        from sitegen.rebuild import Rebuild
        from sitegen.sheet_part import Lost

        def show_stories() -> None:
            saved = self._layer.shown(self._layer.staged_parts(), [])
            if saved.written or saved.removed:
                early(self._state(saved, self._problems))

        while True:
            try:
                rebuild = Rebuild(
                    self.project, OPTIONS, scan, self._known, self.memory, self._layer, self._around, self.home, 0.0
                )
                built = rebuild.built(lambda problems: False, lambda: False, show_stories)
                break
            except Lost:
                self._known = Ledger()
                scan = Scan(self.project, {}, self.memory.now())
        if rebuild.ledger is not None:
            with suppress(Lost):  # then a story that has another name now may be found by both for a while
                self._indexer.part_with(findable(self._known), findable(rebuild.ledger))
            self.memory.drop(objects(self._known) - objects(rebuild.ledger) - objects(self._saved))
            self._known = rebuild.ledger
        self._problems = built.problems
        return self._state(built.saved or Saved(), built.problems)

    def _state(self, saved: Saved, problems: Problems) -> State:
        files = Shown(self.folder, self._paths, self._layer.changes)
        return State(files, problems, (*saved.written, *saved.removed), findable(self._known))

    def search_indexes(self, wish: Findable, is_over: Callable[[], bool]) -> Iterator[Index]:
        """The files of the search index, soon and then whole, and the database for who asks for it.

        Raises SearchFailed, Lost, Ended.
        """
        with shelf_at(self.home / "search") as shelf:
            yield from self._indexer.indexes(wish, shelf, is_over)

    def _database_now(self) -> bytes:
        """The database of the site as it is now. Raises KeyError if the site becomes another one meanwhile."""
        from sitegen.sheet_part import Lost

        known = self._known
        key = database_target(known)[DATABASE]
        if self._database[0] != key:
            try:
                self._database = (key, database_bytes(known, self.memory))
            except Lost:
                raise KeyError(DATABASE) from None
        return self._database[1]

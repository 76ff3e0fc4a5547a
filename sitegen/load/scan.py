"""What lies in the project's folders, looked at as little as possible: what did not move since last time is known.

The truth is what a file holds. That its size, times and inode are those of the last look only spares the reading, and
does so only for what had been left alone for a while: in the same moment a second edit could hide behind the first.
"""

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from sitegen.memory import digest_of

YOUNG = 2_000_000_000  # nanoseconds: the coarsest clock of a file system that is in use (FAT)

Identity = tuple[int, int, int, int]  # size, time of change, time of change of the entry, inode
Known = tuple[Identity | None, object]
Seen = dict[str, Known]


class Entry(NamedTuple):
    """What a folder holds under a name. What a link leads to counts."""

    name: str
    is_folder: bool
    is_file: bool
    target: str = ""  # where a link really leads, "" for what is no link


class Scan:
    """One look at the files of a project; `seen` is what the next one may rely on.

    Paths are relative to the project, or absolute for what lies elsewhere.
    """

    def __init__(
        self, project: Path, known: Seen | None = None, now: int = 0, heard: frozenset[str] | None = None
    ) -> None:
        """`known` is what an earlier look saw; `now` the disk's time at its beginning: what is as young is not trusted.

        `heard` are the paths at which something may have happened since then, if somebody has listened all the time.
        """
        self.project = project
        self.seen: Seen = {}
        self._unchanged: set[str] = set()
        self._quiet: set[str] = set()  # of these: folders that nothing was heard of
        self._root = os.fspath(project)
        self._known = known or {}
        self.now = now
        self._trusted = now - YOUNG
        everywhere = heard is None or any(_is_upper(path, self._known) for path in heard)
        self._heard = None if everywhere else heard
        self._near = {path.rpartition("/")[0] for path in self._heard or ()}

    @cached_property
    def homes(self) -> tuple[str, str]:
        """Where content may lie: in the project, or in a content folder that is itself a link. Only links ask."""
        return os.path.realpath(self.project), os.path.realpath(self.project / "content")

    def entries(self, folder: str) -> tuple[Entry, ...]:
        """The entries of a folder by name; nothing where there is no folder."""
        if (found := self.seen.get(folder)) is not None:
            return _entries(found[1])
        if (still := self._unheard(folder)) is not None:
            self.seen[folder] = still
            return _entries(still[1])
        place = self._place(folder)
        identity = self._identity(place)
        if identity is None or not S_ISDIR(identity[0]):
            self.seen[folder] = (None, ())
            return ()
        known = self._known.get(folder)
        if known is not None and known[0] is not None and known[0] == identity[1]:
            self.seen[folder] = known
            return _entries(known[1])
        try:
            with os.scandir(place) as found_here:
                raw = sorted((each.name, *_kind(each), _target(each)) for each in found_here)
        except FileNotFoundError:  # it was there a moment ago
            self.seen[folder] = (None, ())
            return ()
        has_links = any(target for _, _, _, target in raw)  # what is behind a link changes without its folder
        self.seen[folder] = (None if has_links else self._old(identity[1]), tuple(raw))
        return _entries(raw)

    def digest(self, path: str) -> str:
        """The digest of a file's bytes; "" for what is no file."""
        if (found := self.seen.get(path)) is not None:
            return str(found[1])
        if (known := self._same(path, self._known.get(path))) is not None:
            self.seen[path] = known
            return str(known[1])
        with suppress(OSError):
            self.read(path)
        return str(self.seen[path][1])

    def read(self, path: str) -> bytes:
        """The bytes of a file, whose digest is then known. Raises OSError."""
        place = self._place(path)
        identity = self._identity(place)
        self.seen[path] = (None, "")
        if identity is None or not S_ISREG(identity[0]):
            raise OSError(0, "it is not a file")
        self.seen[path] = (None, "unreadable")
        with open(place, "rb") as file:
            data = file.read()
        self.seen[path] = (self._old(identity[1]), digest_of(data))
        return data

    def unchanged(self, folder: str) -> bool:
        """Whether a folder holds what it held at the last look, as far as its own files go; what it tells is then seen.

        Nothing is read: a file that has to be counts as changed.
        """
        if folder in self._unchanged:
            return True
        if self._unheard(folder) is not None:
            self._unchanged.add(folder)
            self._quiet.add(folder)
            return True
        known, found = self._known, {}
        if (raw := self._same(folder, known.get(folder))) is None:
            return False
        found[folder] = known[folder]
        for name, is_folder, is_file, _ in raw[1]:  # type: ignore[attr-defined]
            if is_file and not is_folder:
                path = f"{folder}/{name}"
                if path in known:
                    if self._same(path, known[path]) is None:
                        return False
                    found[path] = known[path]
        self.seen |= found
        self._unchanged.add(folder)
        return True

    def all_seen(self) -> Seen:
        """What was seen, with all that folders hold that nothing was heard of."""
        if not self._quiet:
            return self.seen
        quiet = self._quiet
        still = {path: old for path, old in self._known.items() if path in quiet or path.rpartition("/")[0] in quiet}
        return {**still, **self.seen}

    def _unheard(self, path: str) -> Known | None:
        """What is known of a path at which nothing was heard."""
        if self._heard is None or path in self._heard or path in self._near or path.rpartition("/")[0] in self._heard:
            return None
        return self._known.get(path)

    def _same(self, path: str, known: Known | None) -> Known | None:
        if (still := self._unheard(path)) is not None:
            return still
        if known is None or known[0] is None:
            return None
        try:
            found = os.stat(self._place(path))
        except (OSError, ValueError):
            return None
        here = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        return known if here == known[0] else None

    def _place(self, path: str) -> str:
        return path if path.startswith("/") or not path else f"{self._root}/{path}"

    def _identity(self, place: str) -> tuple[int, Identity] | None:
        try:
            found = os.stat(place)
        except (OSError, ValueError):
            return None
        return found.st_mode, (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)

    def _old(self, identity: Identity) -> Identity | None:
        """The identity, if no later edit can have the same one."""
        return identity if max(identity[1], identity[2]) < self._trusted else None


def _is_upper(path: str, known: Seen) -> bool:
    """A folder of which so much depends that something happening to it means: look everywhere."""
    is_folder = path in known and not isinstance(known[path][1], str)
    return is_folder and (path.count("/") < 2 or path.endswith(("/templates", "/static")))


def _kind(entry: os.DirEntry[str]) -> tuple[bool, bool]:
    """Whether it is a folder, whether a file; a link that leads in a circle is neither."""
    try:
        return entry.is_dir(), entry.is_file()
    except OSError:
        return False, False


def _target(entry: os.DirEntry[str]) -> str:
    return os.path.realpath(entry.path) if entry.is_symlink() else ""


def _entries(raw: object) -> tuple[Entry, ...]:
    return tuple(Entry(*each) for each in raw)  # type: ignore[attr-defined]

"""What a builder remembers on disk from build to build. It only ever saves time: without it the site is the same.

Every file is sealed with a digest of what is in it: what was cut short, changed or put there by somebody else is
noticed and counts as forgotten. A disk that refuses to read or write costs time, never a build.
"""

import contextlib
import marshal
import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

MARK = b"sitegen memory 1\n"  # every sealed file begins with it
OBJECTS = "objects"
VARIANTS = 4  # memories that are kept beside one another: of the preview, of a build, of two more with other options
NEVER = -(2**63)
DIGITS = 32  # of a key


class Memory:
    """A folder of sealed values. Values are of Python's plain types: None, numbers, texts, bytes, tuples, lists, dicts.

    A value has a name, and is replaced whole; an object has no name but its digest, and never changes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> object:
        """The value of that name, or None when there is none that can be relied on."""
        payload = unsealed(_bytes(self.folder / name))
        try:
            return marshal.loads(payload) if payload is not None else None
        except (EOFError, ValueError, TypeError):
            return None  # sealed by another version of Python

    def write(self, name: str, value: object) -> bool:
        """Put `value` in the place of the last one of that name, in one step; whether that was possible."""
        return _put(self.folder / name, sealed(marshal.dumps(value)))  # type: ignore[arg-type]

    def forget(self, name: str) -> None:
        with contextlib.suppress(OSError):
            self.remove(name)

    def remove(self, name: str) -> None:
        """As `forget`, where it must not fail. Raises OSError."""
        (self.folder / name).unlink(missing_ok=True)

    def keep(self, data: bytes) -> str:
        """Store an object; gives its digest. One that was damaged is whole again."""
        name = digest_of(data)
        if self.kept(name) is None:
            _put(self._object(name), data)
        return name

    def kept(self, name: str) -> bytes | None:
        """The object of that digest, or None when it is lost or not what it was."""
        data = _bytes(self._object(name))
        return data if data is not None and digest_of(data) == name else None

    def drop(self, names: Iterable[str]) -> None:
        """Remove objects that nothing refers to any more."""
        for name in names:
            with contextlib.suppress(OSError):
                self._object(name).unlink(missing_ok=True)

    def drop_all_but(self, names: Iterable[str]) -> None:
        """Remove every object that is not among `names`, and whatever a killed build left half written."""
        wanted = frozenset(names)
        with contextlib.suppress(OSError):
            for path in self.folder.rglob("*"):
                left_over = path.name.startswith(".") or (
                    path.parent.parent.name == OBJECTS and path.stem not in wanted
                )
                if left_over and not path.is_dir():
                    path.unlink(missing_ok=True)

    def now(self) -> int:
        """The present time on the clock of the disk, in nanoseconds; NEVER on a disk that cannot be written.

        Time stamps of files are compared with it and with nothing else: the disk may be another machine's.
        """
        probe = self.folder / f".now-{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
            return probe.stat().st_ctime_ns
        except OSError:
            return NEVER
        finally:
            with contextlib.suppress(OSError):
                probe.unlink(missing_ok=True)

    def _object(self, name: str) -> Path:
        return self.folder / f"{OBJECTS}/{name[:2]}/{name}"


def variant(home: Path, key: str) -> Memory:
    """The memory under `home` for builds with the same options; those that were not used for longest are removed."""
    memory = Memory(home / f"build-{key[:16]}")
    with contextlib.suppress(OSError):
        memory.folder.mkdir(parents=True, exist_ok=True)
        others = [each for each in home.glob("build-*") if each != memory.folder]
        others.sort(key=lambda each: each.stat().st_mtime_ns, reverse=True)
        for each in others[VARIANTS - 1 :]:
            remove_folder(each)
    return memory


def variants(home: Path) -> list[Memory]:
    """The memories under `home`, the one that was used last first."""
    with contextlib.suppress(OSError):
        found = [(each.stat().st_mtime_ns, each) for each in home.glob("build-*")]
        return [Memory(folder) for _, folder in sorted(found, reverse=True)]
    return []


@contextlib.contextmanager
def alone(home: Path) -> Iterator[None]:
    """While this lasts no other process builds the project: it waits for one that does. A killed one does not hold it.

    Where the system or the disk knows no locks, everybody is alone.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError:
        yield
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def remove_folder(folder: Path) -> None:
    """Remove it with all that is in it, as far as that is possible."""
    import shutil  # which most builds do not need

    shutil.rmtree(folder, ignore_errors=True)


def sealed(payload: bytes) -> bytes:
    return MARK + sha256(payload).hexdigest().encode() + b"\n" + payload


def unsealed(data: bytes | None) -> memoryview | None:
    """What was sealed, or None if it is not whole."""
    start = len(MARK) + 65
    if data is None or not data.startswith(MARK) or data[start - 1 : start] != b"\n":
        return None
    payload = memoryview(data)[start:]
    if sha256(payload).hexdigest().encode() != data[len(MARK) : start - 1]:
        return None
    return payload


def digest(*parts: str | bytes) -> str:
    """One key for several texts, of 128 bits; no two different lists of texts share it."""
    whole = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()[:DIGITS]


def digest_of(data: bytes) -> str:
    """The key of some bytes."""
    return sha256(data).hexdigest()[:DIGITS]


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _put(path: Path, data: bytes) -> bool:
    """Write a file that appears whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    if path.is_dir():  # nobody knows why
        remove_folder(path)
    try:
        try:
            fresh.write_bytes(data)
        except (FileNotFoundError, NotADirectoryError):
            for place in (path.parent, path.parent.parent):
                if OBJECTS in (place.name, place.parent.name) and place.is_file():
                    place.unlink()
            fresh.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(data)
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        return False
    return True

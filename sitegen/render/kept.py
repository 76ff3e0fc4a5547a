"""Code that was made once and is kept on disk: whole and for the same purpose, or not at all."""

import marshal
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.machinery import PathFinder
from pathlib import Path
from types import CodeType

from sitegen.memory import digest

Kept = CodeType | None  # None: it is known that there is none
_SEAL = 16  # bytes of a key


@lru_cache(maxsize=1)
def machine() -> str:
    """One text for everything but the templates that code depends on: Python, Jinja, and this room.

    "" when that cannot be found out, and then nothing may be kept.
    """
    try:
        room = [path.read_bytes() for path in sorted(Path(__file__).parent.iterdir()) if path.suffix == ".py"]
        return digest(sys.version, *room, *_library("jinja2"), *_library("markupsafe"))
    except OSError:
        return ""


def _library(name: str) -> Iterator[str]:
    """Names, sizes and times of its files instead of the version: to ask it for that means to load it."""
    found = PathFinder.find_spec(name)
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise FileNotFoundError(name)
    for entry in sorted(os.scandir(folders[0]), key=lambda entry: entry.name):
        if entry.is_file():
            yield f"{entry.name} {entry.stat().st_size} {entry.stat().st_mtime_ns}"


def private_folder() -> Path | None:
    """A folder outside of every project that is nobody else's, for what is kept will be run. None if there is none."""
    owner = os.getuid() if hasattr(os, "getuid") else None
    folder = Path(tempfile.gettempdir()) / f"sitegen-{owner}"
    try:
        with suppress(FileExistsError):
            folder.mkdir(0o700)
        found = folder.lstat()
    except OSError:
        return None
    is_ours = owner is None or (found.st_uid == owner and not found.st_mode & 0o077)
    return folder if is_ours and stat.S_ISDIR(found.st_mode) else None


def recalled(folder: Path, name: str, key: str) -> tuple[Kept] | None:
    """What was kept under this name and key; None when that is not there, or is not all as it was written here."""
    try:
        data = _place(folder, name).read_bytes()
    except OSError:
        return None
    if data[:_SEAL] != _seal(name, key, data[_SEAL:]):
        return None
    return (marshal.loads(data[_SEAL:]),)


def keep(folder: Path, name: str, key: str, code: Kept) -> None:
    """Keep it in place of what was kept under this name. Where that cannot be, nothing is kept."""
    data = marshal.dumps(code)
    place = _place(folder, name)
    part = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(_seal(name, key, data) + data)
            part.replace(place)
        except OSError:
            part.unlink()


def _place(folder: Path, name: str) -> Path:
    return folder / digest(name)[:32]


def _seal(name: str, key: str, data: bytes) -> bytes:
    return bytes.fromhex(digest(machine(), name, key, data))

"""Code that was made once and is kept on disk: whole and for the same purpose, or not at all."""

import marshal
import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.machinery import PathFinder
from pathlib import Path
from types import CodeType

from sitegen.memory import digest

Kept = CodeType | None  # None: it is known that there is none
_SEAL = sha256().digest_size


def machine() -> str:
    """One text for everything but the templates that code depends on: Python, Jinja, and this room."""
    return digest(sys.version, sys.implementation.cache_tag or "", *_sources(Path(__file__).parent), *_jinja())


def _sources(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.glob("*.py")):
        yield path.read_bytes()


def _jinja() -> Iterator[str]:
    """Names, sizes and times instead of the version, for to ask Jinja means to load it."""
    for library in ("jinja2", "markupsafe"):
        found = PathFinder.find_spec(library)
        for folder in (found and found.submodule_search_locations) or ():
            for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
                stat = entry.stat()
                yield f"{library}/{entry.name} {stat.st_size} {stat.st_mtime_ns}" if entry.is_file() else ""


def recalled(folder: Path, name: str, key: str) -> tuple[Kept] | None:
    """What was kept under this name and key. Nothing when it is not there, or not all as it was written."""
    try:
        data = _place(folder, name).read_bytes()
    except OSError:
        return None
    if data[:_SEAL] != _seal(name, key, data[_SEAL:]):
        return None
    found = marshal.loads(data[_SEAL:])
    return (found,)


def keep(folder: Path, name: str, key: str, code: Kept) -> None:
    """Keep it in place of what was kept under this name. Where that cannot be, nothing is kept."""
    data = marshal.dumps(code)
    place = _place(folder, name)
    part = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_seal(name, key, data) + data)
        part.replace(place)
    except OSError:
        part.unlink(missing_ok=True)


def _place(folder: Path, name: str) -> Path:
    return folder / digest(name)[:32]


def _seal(name: str, key: str, data: bytes) -> bytes:
    return bytes.fromhex(digest(name, key, data))

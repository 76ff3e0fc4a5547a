"""The published folder: replaced whole, so that a reader finds the last good site or the new one, never half of one."""

import ctypes
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from sitegen.model.noun import noun

MANIFEST = ".sitegen-manifest"  # lists, in the folder itself, which files are sitegen's own
EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)


class FolderInTheWay(Exception):  # noqa: N818 - says what is the case
    """The output folder holds files that sitegen did not make where it would have to write its own."""


@noun
class Saved:
    """How many files were written (new or changed), kept as they were, and removed."""

    written: int
    kept: int
    removed: int


def save(files: Mapping[str, bytes], folder: Path) -> Saved:
    """Make `folder` hold `files`, and whatever lies in it that sitegen did not make.

    Files whose bytes did not change keep their time stamps. Raises FolderInTheWay, OSError.
    """
    folder = folder.resolve()
    fresh, former = _sibling(folder, "new"), _sibling(folder, "old")
    if former.exists() and not folder.exists():
        former.rename(folder)  # a process was killed between two renames
    for leftover in (fresh, former):
        shutil.rmtree(leftover, ignore_errors=True)
    own = _own_files(folder)
    foreign = [path for path in _files_in(folder) if path not in own]
    _refuse_conflicts(folder, foreign, files)
    names = sorted(files)
    manifest = "".join(f"{name}\n" for name in names).encode()
    wanted = {**files, MANIFEST: manifest}
    same = {name for name, data in wanted.items() if name in own and _holds(folder / name, data)}
    if len(same) == len(wanted) and own <= wanted.keys():
        return Saved(written=0, kept=len(files), removed=0)
    fresh.mkdir(parents=True)
    for name in foreign:
        _link(folder / name, fresh / name)
    for name in _empty_folders_in(folder):
        (fresh / name).mkdir(parents=True, exist_ok=True)
    for name, data in wanted.items():
        if name in same:
            _link(folder / name, fresh / name)
        else:
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    _replace(folder, fresh, former)
    kept = len(same - {MANIFEST})
    return Saved(written=len(files) - kept, kept=kept, removed=len(own - wanted.keys()))


def _sibling(folder: Path, what: str) -> Path:
    """Beside the folder, so that a rename is enough."""
    return folder.with_name(f".{folder.name}.{what}")


def _own_files(folder: Path) -> frozenset[str]:
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return frozenset()
    listed = manifest.read_text(encoding="utf-8", errors="replace").splitlines()
    return frozenset((*(name for name in listed if (folder / name).is_file()), MANIFEST))


def _files_in(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()
    )


def _empty_folders_in(folder: Path) -> list[str]:
    """Somebody else's: sitegen makes none (a repository, say, is broken without some of its empty folders)."""
    if not folder.is_dir():
        return []
    folders = (path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())
    return sorted(path.relative_to(folder).as_posix() for path in folders if not any(path.iterdir()))


def _refuse_conflicts(folder: Path, foreign: list[str], files: Mapping[str, bytes]) -> None:
    taken = [name for name in foreign if name in files and not _holds(folder / name, files[name])]
    if taken:
        more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
        raise FolderInTheWay(f"{folder} holds {taken[0]}{more}, which sitegen did not make: choose another --output")


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _link(source: Path, target: Path) -> None:
    """The same file under a second name; a copy where the disk knows no such thing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _replace(folder: Path, fresh: Path, former: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    if _exchanged(fresh, folder):
        shutil.rmtree(fresh)
        return
    folder.rename(former)
    fresh.rename(folder)
    shutil.rmtree(former)


def _exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux); else two renames must do."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here = -100  # AT_FDCWD: the paths are absolute
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), EXCHANGE) == 0)

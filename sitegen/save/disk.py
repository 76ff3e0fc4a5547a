"""What is asked of the disk, and asked of it in one way only: files are made anew or linked, never written over."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.memory import digest_of
from sitegen.save.places import places_of

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)


def children(folder: Path, place: str) -> list[tuple[str, bool]]:
    """The names in a folder, and whether each is a folder itself; nothing where there is no folder."""
    try:
        with os.scandir(folder / place) as found:
            return [(each.name, each.is_dir(follow_symlinks=False)) for each in found]
    except OSError:
        return []


def everything(folder: Path, place: str) -> Iterator[str]:
    """Every file under a folder, and every empty folder with a slash at its end."""
    found = children(folder, place)
    if not found:
        yield f"{place}/"
    for name, is_folder in found:
        if is_folder:
            yield from everything(folder, f"{place}/{name}")
        else:
            yield f"{place}/{name}"


def changed_since(folder: Path, paths: Iterable[str], moment: int) -> list[str]:
    """Those of the paths in a folder whose entry was changed at that moment or later, or that are not there."""
    stat, found = os.stat, []
    with _way_into(folder) as (root, here):
        for path in paths:
            try:
                if stat(root + path, dir_fd=here, follow_symlinks=False).st_ctime_ns < moment:
                    continue
            except OSError:
                pass
            found.append(path)
    return found


@contextmanager
def _way_into(folder: Path) -> Iterator[tuple[str, int | None]]:
    """What leads to the files of a folder: the beginning of their paths, and the open folder that these start from."""
    here = None
    if os.stat in os.supports_dir_fd:  # so the system need not find the folder for each of them
        with suppress(OSError):
            here = os.open(folder, os.O_RDONLY)
    try:
        yield (f"{folder}/" if here is None else "./"), here
    finally:
        if here is not None:
            os.close(here)


def digest_at(path: Path) -> str:
    """Of a file's bytes; "" for what is no file."""
    try:
        return "" if path.is_symlink() else digest_of(path.read_bytes())
    except OSError:
        return ""


def is_same_file(one: Path, other: Path) -> bool:
    """Whether both are names of one file."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except OSError:
        return False


def write_new(path: str, data: bytes) -> None:
    """A new file: never into the old one, which may be published under another name."""
    try:
        file = os.open(path, NEW_FILE, 0o666)
    except FileExistsError:
        os.unlink(path)
        file = os.open(path, NEW_FILE, 0o666)
    except FileNotFoundError:
        _make_folder(path.rpartition("/")[0])
        file = os.open(path, NEW_FILE, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)
    except FileNotFoundError:
        _make_folder(path.rpartition("/")[0])
        os.mkdir(path)
    except FileExistsError:  # another process was quicker; or a file is there, as the caller will find out
        return


def link(source: Path, target: Path) -> None:
    """The same file under a second name; a copy where the disk knows no such thing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        target.unlink()
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        import shutil  # which most disks do not need

        shutil.copy2(source, target, follow_symlinks=False)


def links(source: Path, target: Path, paths: Iterable[str]) -> None:
    """The same files of a folder in another one, as `link` makes them: quickly where most are not there yet."""
    paths = list(paths)
    with _way_into(source) as (old, source_fd), _way_into(target) as (new, target_fd):
        for place in sorted(places_of(paths)):
            with suppress(FileExistsError):
                os.mkdir(new + place, dir_fd=target_fd)
        for path in paths:
            try:
                os.link(old + path, new + path, src_dir_fd=source_fd, dst_dir_fd=target_fd, follow_symlinks=False)
            except OSError:  # something else is there, or the disk knows no such thing
                link(source / path, target / path)


def exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux); else renames must do."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here = -100  # AT_FDCWD: the paths are absolute
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), EXCHANGE) == 0)

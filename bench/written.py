"""What a build did to its folders: which files it wrote, and which of them are really others than before."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Seen(NamedTuple):
    """A file that is kept, or linked once more, keeps all of these; one that is written does not."""

    inode: int
    written: int
    size: int
    content: bytes


@dataclass(frozen=True)
class Written:
    """Files and their bytes; `changed` are those with other content, `pages` are those among them that are pages.

    `memory` counts files, and their bytes, outside of the published folder. `disk` is what the kernel says was written.
    """

    files: int
    bytes: int
    changed: int
    pages: int
    removed: int
    memory: int
    memory_bytes: int
    disk: int
    said: str


Snapshot = Mapping[str, Seen]


def snapshot(folder: Path, names: Iterable[str]) -> Snapshot:
    """The files below the folders `names` in `folder`, by their path."""
    found = {}
    for name in names:
        for path in (folder / name).rglob("*"):
            if path.is_file() and not path.is_symlink():
                state = path.stat()
                content = hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
                found[str(path.relative_to(folder))] = Seen(state.st_ino, state.st_mtime_ns, state.st_size, content)
    return found


def written(before: Snapshot, after: Snapshot, output: str, disk: int, said: str) -> Written:
    """`output` is the published folder, `said` the generator's own last line."""
    touched = [path for path in after if path not in before or after[path][:2] != before[path][:2]]
    public = [path for path in touched if path.startswith(f"{output}/")]
    others = [path for path in touched if not path.startswith(f"{output}/")]
    changed = [path for path in public if path not in before or after[path].content != before[path].content]
    return Written(
        files=len(public),
        bytes=sum(after[path].size for path in public),
        changed=len(changed),
        pages=sum(path.endswith(".html") for path in changed),
        removed=sum(path.startswith(f"{output}/") for path in before if path not in after),
        memory=len(others),
        memory_bytes=sum(after[path].size for path in others),
        disk=disk,
        said=said,
    )


def differences(one: Snapshot, other: Snapshot) -> list[str]:
    """Paths that only one of them has, or that hold something else."""
    return sorted(path for path in one.keys() | other.keys() if _content(one, path) != _content(other, path))


def _content(files: Snapshot, path: str) -> bytes | None:
    return files[path].content if path in files else None

"""A project on the disk, and all that somebody can do to its files."""

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from rebuilds.texts import KINDS, WORDS, beginning
from rebuilds.trees import tree

WORD = re.compile("|".join(WORDS), re.IGNORECASE)
NOW_AND_THEN = 10**9  # nanoseconds in a second


class Project:
    """`folder` is the project, below a folder of its own that has room for what lies outside."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "desk"
        self.fields: dict[str, dict[str, str]] = {}
        self.versions: dict[str, list[tuple[bytes, int]]] = {}  # what files held before, and their times
        self.hidden: list[tuple[str, Path]] = []
        (self.folder / "content").mkdir(parents=True)
        (root / "outside.md").write_text("---\ntitle: Noon outside\n---\n\nNoon.\n")
        for path, (kind, fields) in beginning().items():
            self.fields[path] = dict(fields)
            self.write(path, self.text(path, kind).encode())

    def text(self, path: str, kind: str) -> str:
        form, fields = KINDS[kind]
        own = self.fields.setdefault(path, {})
        return form.format(**{field: own.get(field, values[0]) for field, values in fields.items()})

    def edit(self, path: str, kind: str, change: tuple[str, str]) -> None:
        """Give one field of a file a value, or the next one if it has that already; a file that is missing is made."""
        field, value = change
        values = KINDS[kind][1][field]
        own = self.fields.setdefault(path, {})
        if self.read(path) and own.get(field, values[0]) == value:
            value = values[(values.index(value) + 1) % len(values)]
        own[field] = value
        self.write(path, self.text(path, kind).encode())

    def read(self, path: str) -> bytes:
        """What is in a file; nothing where there is none."""
        try:
            return (self.folder / path).read_bytes()
        except OSError:
            return b""

    def write(self, path: str, data: bytes) -> None:
        """Overwrite a file. Where a folder is in the way, or a file where a folder belongs, nothing happens."""
        target = self.folder / path
        with suppress(NotADirectoryError, IsADirectoryError, FileExistsError, FileNotFoundError):
            if target.is_symlink():
                target.unlink()
            self.keep_version(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def keep_version(self, path: str) -> None:
        target = self.folder / path
        if target.is_file() and not target.is_symlink():
            self.versions.setdefault(path, []).append((target.read_bytes(), target.stat().st_mtime_ns))

    def delete(self, path: str) -> None:
        target = self.folder / path
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        elif os.path.lexists(target):
            self.keep_version(path)
            target.unlink()

    def rename(self, old: str, new: str) -> None:
        """Files and folders alike; what is already there stays."""
        source, target = self.folder / old, self.folder / new
        if not os.path.lexists(source) or os.path.lexists(target) or target.is_relative_to(source):
            return
        with suppress(NotADirectoryError, FileExistsError):
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
            for path in [path for path in self.fields if f"{path}/".startswith(f"{old}/")]:
                self.fields[new + path[len(old) :]] = self.fields.pop(path)

    def swap(self, one: str, other: str) -> None:
        """Each under the other's name, with its times and inodes."""
        if os.path.lexists(self.folder / one) and os.path.lexists(self.folder / other):
            aside = self.root / "swapped"
            (self.folder / one).rename(aside)
            (self.folder / other).rename(self.folder / one)
            aside.rename(self.folder / other)

    def hide(self, path: str) -> None:
        """Move something out of the project, with its times and inodes."""
        place = self.root / f"hidden-{len(self.hidden)}"
        if os.path.lexists(self.folder / path) and not place.exists():
            (self.folder / path).rename(place)
            self.hidden.append((path, place))

    def bring_back(self) -> None:
        """What was hidden last, unless something else has taken its place."""
        if self.hidden:
            path, place = self.hidden.pop()
            if os.path.lexists(self.folder / path):
                self.delete(path)
            with suppress(NotADirectoryError, FileExistsError):
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            with suppress(NotADirectoryError, FileNotFoundError):
                place.rename(self.folder / path)

    def move(self) -> None:
        """The whole project to another place."""
        target = self.root / ("desk-2" if self.folder.name == "desk" else "desk")
        self.folder.rename(target)
        self.folder = target

    def files(self) -> list[str]:
        """Every file of content and themes."""
        return sorted(
            f"{name}/{path}"
            for name in ("content", "themes")
            for path in tree(self.folder / name)
            if (self.folder / name / path).is_file()
        )

    def file(self, number: int) -> str:
        """One of them; "" where there is none."""
        files = self.files()
        return files[number % len(files)] if files else ""

    def damage(self, path: str, how: str) -> None:
        """Make a mistake of the kind that stops a publication, or a change that only looks like one."""
        target = self.folder / path
        data = target.read_bytes()
        if how == "link out":
            self.delete(path)
            target.symlink_to(self.root / "outside.md")
        elif how == "link to a copy":
            self.delete(path)
            aside = target.with_name(f"_{target.name}")
            aside.write_bytes(data)
            target.symlink_to(aside.name)
        elif how == "folder":
            self.delete(path)
            target.mkdir()
        else:
            self.write(path, damaged(data, how))

    def mend(self, path: str) -> None:
        """The version before."""
        versions = self.versions.get(path)
        if versions:
            data, _ = versions.pop()
            self.write(path, data)

    def swap_words(self, path: str) -> bytes:
        """The text of a file with other words of the same length."""
        return WORD.sub(_next_word, (self.folder / path).read_bytes().decode("latin-1")).encode("latin-1")

    def edit_unseen(self, path: str, how: str, built: int) -> None:
        """Change a file so that its size and mostly its time tell nothing. `built`: when the last build ended."""
        target = self.folder / path
        before = target.stat()
        versions = self.versions.get(path, [])
        if how == "touched":
            os.utime(target)
        elif how == "older":  # cp -p
            if versions:
                data, when = versions[0]
                self.write(path, data)
                os.utime(target, ns=(when, when))
        elif how in ("moved over", "moved over, same time"):  # mv
            fresh = self.root / "fresh"
            fresh.write_bytes(self.swap_words(path))
            if how == "moved over, same time":
                os.utime(fresh, ns=(before.st_atime_ns, before.st_mtime_ns))
            self.keep_version(path)
            fresh.replace(target)
        else:
            self.write(path, self.swap_words(path))
            when = {
                "same time": before.st_mtime_ns,
                "time of the build": built,
                "whole second": before.st_mtime_ns // NOW_AND_THEN * NOW_AND_THEN,
                "long ago": 0,
                "in the future": before.st_mtime_ns + 10**6 * NOW_AND_THEN,
            }[how]
            os.utime(target, ns=(when, when))


UNSEEN = (
    "same time",
    "time of the build",
    "moved over",
    "moved over, same time",
    "older",
    "touched",
    "whole second",
    "long ago",
    "in the future",
)
DAMAGES = (
    "bad YAML",
    "not UTF-8",
    "empty",
    "cut short",
    "byte order mark",
    "CRLF",
    "one byte more",
    "folder",
    "link out",
    "link to a copy",
)


def damaged(data: bytes, how: str) -> bytes:
    if how == "bad YAML":
        return data.replace(b"title: ", b"title: [", 1)
    if how == "not UTF-8":
        return data + b"\xff\n"
    if how == "empty":
        return b""
    if how == "cut short":
        return data[: len(data) // 2]
    if how == "byte order mark":
        return b"\xef\xbb\xbf" + data
    if how == "CRLF":
        return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return data + b"\n"


def _next_word(found: re.Match[str]) -> str:
    word = found[0]
    new = WORDS[(WORDS.index(word.lower()) + 1) % len(WORDS)]
    return new.capitalize() if word[0].isupper() else new

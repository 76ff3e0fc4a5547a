"""What a clean build of a project gives: a build of a copy, in another place, that nothing of the past can reach."""

import os
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rebuilds.builder import Builder
from rebuilds.fork_server import CRASH
from rebuilds.trees import Tree, inputs, tree

KEPT = 2_000  # clean builds
# Other surroundings than those of the builds that are tested: no byte may differ.
ELSEWHERE: dict[str, Any] = {"seed": 3, "surroundings": {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "COLUMNS": "40"}}
ROOM = 100_000_000  # bytes


@dataclass(frozen=True)
class Clean:
    """`site` is None when nothing was published."""

    code: int
    messages: str
    site: Tree | None


@dataclass
class Reference:
    """Clean builds, each made once."""

    builder: Builder
    known: OrderedDict[tuple[str, ...], Clean] = field(default_factory=OrderedDict)
    bytes: dict[bytes, bytes] = field(default_factory=dict)  # most files of most sites are the same
    asked: int = 0
    made: int = 0

    def build(self, project: Path, options: Sequence[str]) -> Clean:
        """What `sitegen build` with these options gives for what lies in the project now."""
        key = (inputs(project), *options)
        self.asked += 1
        if key not in self.known:
            self.made += 1
            self.known[key] = self.made_anew(project, options)
            if len(self.known) > KEPT:
                self.known.popitem(last=False)
        self.known.move_to_end(key)
        return self.known[key]

    def made_anew(self, project: Path, options: Sequence[str]) -> Clean:
        with tempfile.TemporaryDirectory(prefix="sitegen-clean-", dir=fast_disk()) as name:
            copy = Path(name).resolve() / "copy"
            copied(project, copy)
            ran = self.builder.run(copy, ["build", *options])
            assert ran.code != CRASH, f"a clean build crashed:\n{ran.messages}"
            found = tree(copy / "site") if (copy / "site").is_dir() else None
        site = found and {
            path: data if isinstance(data, str) else self.bytes.setdefault(data, data) for path, data in found.items()
        }
        return Clean(code=ran.code, messages=ran.messages, site=site)

    def check(self, project: Path) -> tuple[int, str]:
        """Exit code and messages of `sitegen check` on a copy."""
        with tempfile.TemporaryDirectory(prefix="sitegen-clean-", dir=fast_disk()) as name:
            copy = Path(name).resolve() / "copy"
            copied(project, copy)
            ran = self.builder.run(copy, ["check"])
        return ran.code, ran.messages


@cache
def fast_disk() -> str | None:
    """A disk in memory where there is one with room: clean builds are most of what is written here."""
    place = "/dev/shm"
    has_room = os.access(place, os.W_OK) and shutil.disk_usage(place).free > ROOM
    return place if has_room else None


def copied(project: Path, copy: Path) -> None:
    """The content and the themes, with links as links; nothing of what was made from them."""
    copy.mkdir()
    for name in ("content", "themes"):
        if (project / name).is_dir():
            shutil.copytree(project / name, copy / name, symlinks=True, copy_function=shutil.copyfile)

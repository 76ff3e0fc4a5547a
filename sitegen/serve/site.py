"""The site as the preview shows it at one moment: always whole, never half old and half new."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Protocol

from sitegen.model.noun import noun
from sitegen.model.page import Record
from sitegen.model.problem import Problem

Bundle = Mapping[str, bytes | Path]  # files by their path in the site, or where they lie on the disk


class Built(Protocol):
    """What a build gives: every file of the site but the search bundle, what search can find, what is wrong."""

    @property
    def files(self) -> Mapping[str, bytes]: ...
    @property
    def records(self) -> tuple[Record, ...]: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...


@noun
class Site:
    """One state of the preview. A request takes it once, so that it sees the old site or the new one.

    `files` are the last good files; `problems` are those of the last build, good or not. `bundle` is the search
    bundle, its paths begin with "pagefind/". `version` differs whenever a page that was loaded may be out of date.
    """

    version: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    bundle: Bundle = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    waiting: bool = False  # the first build has not ended yet


def difference(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> tuple[str, ...]:
    """The paths that came, went or have other bytes, sorted."""
    gone = [path for path in old if path not in new]
    other = [path for path, data in new.items() if old.get(path) != data]
    return tuple(sorted(gone + other))

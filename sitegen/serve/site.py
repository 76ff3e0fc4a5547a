"""The site as the preview shows it at one moment: always whole, never half old and half new."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Protocol

from sitegen.model.noun import noun
from sitegen.model.problem import Problem

Bundle = Mapping[str, bytes | Path]  # files by their path in the site, or where they lie on the disk


class Both(Mapping[str, bytes | Path]):
    """The files of one bundle, and of another where the first has none."""

    def __init__(self, first: Bundle, second: Bundle) -> None:
        self._first, self._second = first, second

    def __getitem__(self, path: str) -> bytes | Path:
        return self._first[path] if path in self._first else self._second[path]

    def __iter__(self) -> Iterator[str]:
        yield from self._first
        yield from (path for path in self._second if path not in self._first)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Built(Protocol):
    """What a build gives: every file of the site but the search index, which of them changed, and what is wrong.

    `search` says what can be found, in a form that can be compared and from which the index is made.

    `changed` is None where anything may be another. Where a mistake leaves something out, its last good pages are
    among the files.
    """

    @property
    def files(self) -> Mapping[str, bytes]: ...
    @property
    def changed(self) -> tuple[str, ...] | None: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def search(self) -> object: ...


Early = Callable[[Built], None]  # shows a part of what has changed before the rest is there
Build = Callable[[frozenset[str] | None, Early], Built]  # of the paths at which something happened; None: anywhere


@noun
class Site:
    """One state of the preview. A request takes it once, so that it sees the old site or the new one.

    `files` are the last good files; `problems` are those of the last build, good or not. `bundle` is the search
    bundle, whose paths begin with "pagefind/", and the database. `version` differs whenever a page that was loaded may
    be out of date.
    """

    version: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    bundle: Bundle = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    waiting: bool = False  # the first build has not ended yet

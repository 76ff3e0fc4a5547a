"""What the command line asks of the machine, and how it speaks: the terminal, the clock, the number of processors."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from sitegen import __version__, problems
from sitegen.model.problem import Problem

FORMATS = ("text", "json", "github", "sarif")
PATIENCE = 1.0  # seconds after which progress is shown
REFRESH = 0.1  # seconds between two looks at it


def say(text: str, *, err: bool = False) -> None:
    """Write a line to stdout, or to stderr."""
    click.echo(text, err=err)


def report(found: tuple[Problem, ...], project: Path, shape: str) -> None:
    """Write problems to stderr in one of FORMATS."""
    lead = prefix(project)
    if shape == "json":
        text = problems.as_json(found, prefix=lead)
    elif shape == "github":
        text = problems.as_github(found, prefix=lead)
    elif shape == "sarif":
        text = problems.as_sarif(found, version=__version__, prefix=lead)
    else:
        text = problems.as_text(found, colour=colour(sys.stderr), prefix=lead)
    sys.stderr.write(text)


def colour(stream: TextIO) -> bool:
    """Whether what is written there may be coloured."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def prefix(project: Path) -> str:
    """What leads from the current folder to the project, so that a path in a message can be opened."""
    return "" if project == Path() else f"{project.as_posix().rstrip('/')}/"


def shown(path: Path) -> str:
    """A folder as it is told: from the current one if it lies there."""
    here = Path.cwd()
    return f"{path.relative_to(here) if path.is_relative_to(here) else path}/"


def progress(began: float) -> Callable[[str, int, int], None]:
    """A line that counts, on a terminal, for work that takes longer than one is willing to wait unknowing."""
    latest = 0.0

    def show(stage: str, done: int, total: int) -> None:
        nonlocal latest
        at = time.perf_counter()
        if not sys.stderr.isatty() or at - began < PATIENCE:
            return
        if done == total:
            sys.stderr.write("\r\033[K")
        elif at - latest > REFRESH:
            latest = at
            sys.stderr.write(f"\r{done:,} of {total:,} {stage}\033[K")
        sys.stderr.flush()

    return show


def now() -> str:
    """This instant in UTC, as in `Moment.instant`."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_screen() -> bool:
    """Whether a browser can open a window; else the system would start one that draws over the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

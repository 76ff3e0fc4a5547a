"""The one line that the terminal shows for a rebuild."""

from sitegen.model.problem import Problem
from sitegen.problems import errors


def rebuilt_line(clock: str, seconds: float, changed: tuple[str, ...], problems: tuple[Problem, ...]) -> str:
    """`14:02:11 rebuilt in 0.05 s: 3 pages changed · 1 error`."""
    return " · ".join([f"{clock} rebuilt in {seconds:.2f} s: {_changes(changed)}", *counts(problems)])


def built_line(clock: str, seconds: float, files: tuple[str, ...], problems: tuple[Problem, ...]) -> str:
    """The line of the first build: `14:02:11 built in 0.42 s: 57 pages`."""
    pages = sum(path.endswith(".html") for path in files)
    return " · ".join([f"{clock} built in {seconds:.2f} s: {_number(pages, 'page')}", *counts(problems)])


def failed_line(clock: str, seconds: float, kept: bool) -> str:
    """The line of a build that gave nothing; `kept` says that there are older pages, which stay."""
    rest = "the last good pages stay" if kept else "there is nothing to show yet"
    return f"{clock} could not build ({seconds:.2f} s): {rest}"


def counts(problems: tuple[Problem, ...]) -> list[str]:
    """`["1 error, 2 warnings"]`, or nothing when there is none."""
    grave = len(errors(problems))
    numbers = ((grave, "error"), (len(problems) - grave, "warning"))
    text = ", ".join(_number(number, word) for number, word in numbers if number)
    return [text] if text else []


def _changes(changed: tuple[str, ...]) -> str:
    pages = sum(path.endswith(".html") for path in changed)
    others = len(changed) - pages
    if pages and others:
        return f"{_number(pages, 'page')} and {_number(others, 'other file')} changed"
    if pages:
        return f"{_number(pages, 'page')} changed"
    return f"{_number(others, 'file')} changed" if others else "nothing changed"


def _number(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"

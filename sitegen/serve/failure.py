"""An exception of a build as a Problem: a broken theme or disk is shown like a mistake in content, with an address."""

import traceback
from pathlib import Path

from sitegen.model.problem import Origin, Problem


def failure(error: BaseException, project: Path) -> Problem:
    """Where it happened, as near to the user's own files as the exception tells, and its first line.

    Jinja gives a template's syntax errors a `filename` and a `lineno`, and writes its templates into the traceback.
    """
    message = str(error).strip().splitlines()
    name = type(error).__name__
    return Problem(
        origin=_origin(error, project),
        code="build-failed",
        message=f"{name}: {message[0]}" if message else name,
        hint="mend it and save: the preview tries again",
    )


def _origin(error: BaseException, project: Path) -> Origin:
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(file, str) and file:
        return Origin(path=_relative(file, project), line=line if isinstance(line, int) and line > 0 else 1)
    frames = traceback.extract_tb(error.__traceback__)
    home = str(project.resolve())
    own = [frame for frame in frames if frame.filename.startswith((home, str(project))) and _is_theirs(frame.filename)]
    for frame in reversed(own or frames):
        return Origin(path=_relative(frame.filename, project), line=frame.lineno or 1)
    return Origin(path="")


def _is_theirs(file: str) -> bool:
    """Not a program's source: a project may hold the virtual environment that sitegen runs in."""
    return not file.endswith(".py")


def _relative(file: str, project: Path) -> str:
    path = Path(file)
    for home in (project, project.resolve()):
        if path.is_relative_to(home):
            return path.relative_to(home).as_posix()
    return file

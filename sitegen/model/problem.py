"""A mistake in content, as a value with an address."""

from dataclasses import field
from typing import Literal

from sitegen.model.noun import noun

Severity = Literal["error", "warning"]


@noun
class Origin:
    """Where something was written: a path relative to the project, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@noun
class Problem:
    """One mistake: where, how grave, what, and what to do about it. Severity "error" stops a publication."""

    origin: Origin
    code: str
    message: str
    hint: str = ""
    severity: Severity = field(default="error")

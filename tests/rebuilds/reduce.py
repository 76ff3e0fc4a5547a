"""Makes a failing sequence of steps shorter and plainer, by trying."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from rebuilds.machine import Build, Desk
from rebuilds.published import Mismatch

Step = tuple[str, dict[str, Any]]


def failure(machine: type[Desk], steps: Sequence[Step]) -> Mismatch | None:
    """What goes wrong when the steps are taken, without Hypothesis."""
    desk = machine()
    try:
        desk.begin()
        for name, arguments in steps:
            getattr(desk, name)(**arguments)
    except Mismatch as found:
        return found
    finally:
        desk.teardown()
    return None


def reduced(machine: type[Desk], steps: Sequence[Step], tell: Callable[[str], None]) -> tuple[list[Step], Mismatch]:
    """Steps that go wrong in the same way, of which none can be left out or made plainer."""
    best = list(steps)
    first = failure(machine, best)
    if first is None:
        raise AssertionError("the steps go well the second time: the fault depends on the moment")
    found = first
    again = True
    while again:
        again = False
        for attempt in attempts(best):
            error = failure(machine, attempt)
            if error is not None and kind(error) == kind(first):
                tell(f"{len(attempt)} steps")
                best, found, again = attempt, error, True
                break
    return best, found


def attempts(steps: list[Step]) -> Iterator[list[Step]]:
    """Without some steps, the longest stretches first; without the build after a step; with a plainer one."""
    size = len(steps) // 2
    while size:
        for start in range(len(steps) - size, -1, -size):
            yield [*steps[:start], *steps[start + size :]]
        size //= 2
    for number, (name, arguments) in enumerate(steps):
        for plainer in plainer_builds(arguments.get("then")):
            yield [*steps[:number], (name, {**arguments, "then": plainer}), *steps[number + 1 :]]


def plainer_builds(build: Build | None) -> Iterator[Build | None]:
    if build is None:
        return
    yield None
    for plainer in (
        Build(),
        replace(build, trouble="", at=0, other=(), after=True),
        replace(build, way="fork"),
        replace(build, output="site"),
        replace(build, options=()),
        replace(build, other=()),
        replace(build, after=True),
    ):
        if plainer != build:
            yield plainer


def kind(error: Mismatch) -> str:
    """What sort of failure it is: its first line, or the exception of a crash."""
    lines = str(error).strip().splitlines()
    return (
        next((line for line in reversed(lines) if "Error" in line), lines[0]) if "Traceback" in str(error) else lines[0]
    )


def shown(steps: Sequence[Step]) -> str:
    """The steps as they can be taken again."""
    lines = [
        f"desk.{name}({', '.join(f'{key}={value!r}' for key, value in arguments.items())})" for name, arguments in steps
    ]
    return "\n".join(["desk.begin()", *lines])

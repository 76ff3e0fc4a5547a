"""`history.yml`: since when each claim of a story has its status, and what it was before. Lines are only ever added."""

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.load.faults import Page, closest, shaped
from sitegen.load.shapes import StepShape
from sitegen.load.yaml_tree import Fault, tree
from sitegen.model.moment import Moment
from sitegen.model.problem import Problem
from sitegen.model.story import Step
from sitegen.model.terms import STATUSES

NO_FIELDS = Fault((), "wrong-type", "a line must have fields, such as `claim`", "indent them below the hyphen")


class _Line(NamedTuple):
    number: int
    step: StepShape


def history(
    path: str, text: str, claims: frozenset[str], faulty: frozenset[str]
) -> tuple[tuple[Step, ...], tuple[Problem, ...]]:
    """The lines that can be relied on, and what is wrong with the others. A faulty claim is not asked about.

    Each line continues the one before it about the same claim, and none is older than the one above it.
    """
    page = Page(path, tree(text))
    faults = list(page.tree.faults)
    value = page.tree.value
    if value is not None and not isinstance(value, list):
        hint = 'begin each line of the history with "- "'
        faults.append(Fault((), "wrong-type", "the history must be a list", hint))
    torn = {fault.path[0] for fault in faults if fault.path and fault.severity == "error"}
    lines, unsure = [], set(faulty)  # of what a faulty line says nothing, nobody can say whether the next continues it
    for number, item in enumerate(value if isinstance(value, list) else ()):
        step, wrong = shaped(item, StepShape) if isinstance(item, dict) else (None, (NO_FIELDS,))
        faults += [each._replace(path=(number, *each.path)) for each in wrong]
        if step is None or wrong or number in torn:
            unsure.add(str(item.get("claim")) if isinstance(item, dict) else "")
        else:
            lines.append(_Line(number, step))
    found = [*_unknown(lines, claims | unsure), *_disjoint(lines, unsure), *_backwards(lines)]
    bad = {fault.path[0] for fault in found}
    steps = tuple(
        Step(
            date=each.date,
            claim=each.claim,
            after=each.after,
            before=each.before,
            cause=each.cause,
            by=each.by,
            address=page.origin((number,)),
        )
        for number, each in lines
        if number not in bad and each.claim in claims
    )
    return steps, tuple(map(page.problem, (*faults, *found)))


def _unknown(lines: list[_Line], claims: frozenset[str] | set[str]) -> Iterator[Fault]:
    """Claims that the story does not have, and words that are none of the rules' and nobody's own."""
    for number, step in lines:
        if step.claim not in claims:
            message = f'there is no claim "{step.claim}" in this story'
            yield Fault((number, "claim"), "unknown-claim", message, closest(step.claim, claims))
        if step.after not in STATUSES and not step.by:
            hint = closest(step.after, STATUSES) or f"one of {', '.join(STATUSES)}"
            message = f'"{step.after}" is no status word of the rules'
            yield Fault((number, "to"), "unknown-status", message, f"{hint}; an editor's own word needs `by`")


def _disjoint(lines: list[_Line], unsure: set[str]) -> Iterator[Fault]:
    """Lines that do not continue the last one about their claim."""
    last: dict[str, str] = {}
    for number, step in lines:
        known = last.get(step.claim)
        if known is not None and step.claim not in unsure:
            if step.before != known:
                said = f'"{step.before}"' if step.before else "nothing"
                message = f'the status of "{step.claim}" was "{known}" before, and `from` says {said}'
                yield Fault((number, "from"), "broken-history", message, f"write `from: {known}`")
            elif step.after == known:
                message = f'the status of "{step.claim}" is "{known}" already'
                yield Fault((number, "to"), "broken-history", message, "take the line out")
        last[step.claim] = step.after


def _backwards(lines: list[_Line]) -> Iterator[Fault]:
    newest: Moment | None = None
    for number, step in lines:
        if newest is not None and is_earlier(step.date, newest):
            message = f"{step.date.stamp} is before {newest.stamp}, which stands above it"
            yield Fault((number, "date"), "broken-history", message, "put the lines in the order of time")
        else:
            newest = step.date


def is_earlier(one: Moment, other: Moment) -> bool:
    """Whether one date is before another for certain: a day and a time of the same day are not."""
    if one.precision == other.precision == "minute":
        return one.instant < other.instant
    return one.day < other.day

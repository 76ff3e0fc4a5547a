"""What the last build with the same options found out, in plain types: it is read at the beginning of every build."""

from typing import NamedTuple, cast

from sitegen.memory import Memory
from sitegen.model.problem import Origin, Problem
from sitegen.problems import in_order

NAME = "ledger"
PlainProblem = tuple[str, int, int, str, str, str, str]
Pages = dict[str, str]  # the key of each page by its path


class Head(NamedTuple):
    """What is known of a story whose files did not change, so that it need not be looked into.

    `content` is the digest of its folder, `ground` the key of what is read with every story and `base` of what all
    their pages depend on besides, `answers` what the register said to what it `asked`. `rows` are the sheets that it
    has a part in, each with the digest of its row. `turns` are the instants at which its embargoes end, of which so
    many had `passed`. `addresses` are those of its pages below its own, with spaces between them. `redirects` are
    those that concern it, `beside` other stories that it names, and whether they are shown.
    """

    content: str
    ground: str
    base: str
    register: str
    asked: tuple[tuple[str, str], ...]
    answers: str
    problems: tuple[PlainProblem, ...]
    key: str
    instant: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    is_published: bool = False
    turns: tuple[str, ...] = ()
    passed: int = 0
    addresses: str = ""
    redirects: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, bool], ...] = ()

    def holds(self, now: str) -> bool:
        """Whether the same embargoes as then are over at the instant `now`."""
        return not self.turns or sum(each <= now for each in self.turns) == self.passed


class SheetHead(NamedTuple):
    """`key` is the digest of its rows, under which the memory keeps them."""

    key: str
    summary: object
    pages: Pages


class Ledger(NamedTuple):
    """Everything that a build remembers but the bytes of its pages.

    `seen` is what was looked at, `shared` the key of all that is no story. `base` is the key of what all
    pages depend on besides. `fronts` are the pages of each collection and chapter, `target` all parts of the site.
    `reasons` say for each part why it was made the last time, `times` how long each stage of that took.
    """

    seen: dict[str, object] = {}  # noqa: RUF012 - never changed
    shared: str = ""
    base: str = ""
    digests: dict[str, str] = {}  # noqa: RUF012
    heads: dict[str, Head] = {}  # noqa: RUF012
    sheets: dict[str, SheetHead] = {}  # noqa: RUF012
    fronts: dict[str, Pages] = {}  # noqa: RUF012
    target: Pages = {}  # noqa: RUF012
    problems: tuple[PlainProblem, ...] = ()
    language: str = "en"
    pages: int = 0
    heaps: dict[str, tuple[str, int]] = {}  # noqa: RUF012
    reasons: dict[str, str] = {}  # noqa: RUF012
    times: dict[str, dict[str, float]] = {}  # noqa: RUF012


def read(memory: Memory) -> Ledger:
    """The ledger of the last build; an empty one if there is none that can be relied on."""
    found = memory.read(NAME)
    if not isinstance(found, tuple) or len(found) != len(Ledger._fields):
        return Ledger()
    ledger = Ledger(*found)
    return ledger._replace(
        heads={story: Head(*head) for story, head in ledger.heads.items()},
        sheets={name: SheetHead(*sheet) for name, sheet in ledger.sheets.items()},
    )


def write(memory: Memory, ledger: Ledger) -> None:
    plain = ledger._replace(
        heads=cast("dict[str, Head]", {story: tuple(head) for story, head in ledger.heads.items()}),
        sheets=cast("dict[str, SheetHead]", {name: tuple(sheet) for name, sheet in ledger.sheets.items()}),
    )
    memory.write(NAME, tuple(plain))


def objects(ledger: Ledger) -> set[str]:
    """The keys of all objects that the ledger speaks of."""
    return {*(head.key for head in ledger.sheets.values()), *(key for key, _ in ledger.heaps.values())}


def waiting(ledger: Ledger) -> tuple[int, str]:
    """How many stories wait for the end of an embargo, and the instant of the first end."""
    ends = [head.turns[head.passed] for head in ledger.heads.values() if head.passed < len(head.turns)]
    return len(ends), min(ends, default="")


def problems_of(ledger: Ledger) -> tuple[Problem, ...]:
    """Every problem that the last build found."""
    plain = (*ledger.problems, *(each for head in ledger.heads.values() for each in head.problems))
    return in_order(map(problem_of, plain))


def plain_problem(problem: Problem) -> PlainProblem:
    at = problem.origin
    return (at.path, at.line, at.column, problem.code, problem.message, problem.hint, problem.severity)


def problem_of(plain: PlainProblem) -> Problem:
    path, line, column, code, message, hint, severity = plain
    origin = Origin(path=path, line=line, column=column)
    return Problem(
        origin=origin, code=code, message=message, hint=hint, severity="warning" if severity == "warning" else "error"
    )

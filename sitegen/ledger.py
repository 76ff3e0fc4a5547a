"""What the last build with the same options found out, in plain types: it is read at the beginning of every build."""

import marshal
from typing import NamedTuple

from sitegen.memory import Memory
from sitegen.model.problem import Origin, Problem
from sitegen.problems import in_order

NAME = "ledger"
PlainProblem = tuple[str, int, int, str, str, str, str]
Pages = dict[str, str]  # the key of each page by its path
Turns = tuple[tuple[tuple[str, ...], int], ...]  # of each story with an embargo: `turns` and `passed` of its head


class Head(NamedTuple):
    """What is known of a story whose files did not change, so that it need not be looked into.

    `content` is the digest of its folder, `ground` the key of what is read with every story and `base` of what all
    their pages depend on besides, `answers` what the register said to what it `asked`. `rows` are the sheets that it
    has a part in, each in a line of its own with the digest of its row. `turns` are the instants at which its embargoes
    end, of which so many had `passed`. `addresses` are those of its pages below its own, with spaces between them.
    `redirects` are those that concern it, `beside` other stories that it names, and whether they are shown.
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
    rows: str = ""
    is_published: bool = False
    turns: tuple[str, ...] = ()
    passed: int = 0
    addresses: str = ""
    redirects: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, bool], ...] = ()

    def holds(self, now: str) -> bool:
        """Whether the same embargoes as then are over at the instant `now`."""
        return not self.turns or hold(((self.turns, self.passed),), now)

    def sheets(self) -> dict[str, str]:
        """The digest of its row in each of its sheets."""
        return dict(line.split(" ") for line in self.rows.splitlines())


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


class Glance(NamedTuple):
    """What a build asks of the ledger first; one that finds nothing changed needs no more.

    `problems` are all, also those of stories. `rest` holds, still packed, what only the ledger has.
    """

    seen: dict[str, object] = {}  # noqa: RUF012
    shared: str = ""
    stories: tuple[str, ...] = ()
    turns: Turns = ()
    target: Pages = {}  # noqa: RUF012
    problems: tuple[PlainProblem, ...] = ()
    language: str = "en"
    pages: int = 0
    heaps: dict[str, tuple[str, int]] = {}  # noqa: RUF012
    rest: bytes = b""

    def ledger(self) -> Ledger:
        if not self.rest:
            return Ledger()
        base, digests, heads, sheets, fronts, problems, reasons, times = marshal.loads(self.rest)
        return Ledger(
            seen=self.seen,
            shared=self.shared,
            base=base,
            digests=digests,
            heads={story: Head(*head) for story, head in heads.items()},
            sheets={name: SheetHead(*sheet) for name, sheet in sheets.items()},
            fronts=fronts,
            target=self.target,
            problems=problems,
            language=self.language,
            pages=self.pages,
            heaps=self.heaps,
            reasons=reasons,
            times=times,
        )


def glance(memory: Memory) -> Glance:
    """The ledger of the last build as far as it is needed first; an empty one if there is none to be relied on."""
    found = memory.read(NAME)
    return Glance(*found) if isinstance(found, tuple) and len(found) == len(Glance._fields) else Glance()


def read(memory: Memory) -> Ledger:
    """The ledger of the last build; an empty one if there is none that can be relied on."""
    return glance(memory).ledger()


def write(memory: Memory, ledger: Ledger) -> None:
    rest = (
        ledger.base,
        ledger.digests,
        {story: tuple(head) for story, head in ledger.heads.items()},
        {name: tuple(sheet) for name, sheet in ledger.sheets.items()},
        ledger.fronts,
        ledger.problems,
        ledger.reasons,
        ledger.times,
    )
    first = Glance(
        seen=ledger.seen,
        shared=ledger.shared,
        stories=tuple(ledger.heads),
        turns=_turns(ledger),
        target=ledger.target,
        problems=_plain_problems(ledger),
        language=ledger.language,
        pages=ledger.pages,
        heaps=ledger.heaps,
        rest=marshal.dumps(rest),
    )
    memory.write(NAME, tuple(first))


def objects(ledger: Ledger) -> set[str]:
    """The keys of all objects that the ledger speaks of."""
    return {*(head.key for head in ledger.sheets.values()), *(key for key, _ in ledger.heaps.values())}


def hold(turns: Turns, now: str) -> bool:
    """Whether the same embargoes as then are over at the instant `now`."""
    return all(sum(each <= now for each in instants) == passed for instants, passed in turns)


def waiting(ledger: Ledger | Glance) -> tuple[int, str]:
    """How many stories wait for the end of an embargo, and the instant of the first end."""
    turns = ledger.turns if isinstance(ledger, Glance) else _turns(ledger)
    ends = [instants[passed] for instants, passed in turns if passed < len(instants)]
    return len(ends), min(ends, default="")


def problems_of(ledger: Ledger | Glance) -> tuple[Problem, ...]:
    """Every problem that the last build found."""
    return in_order(map(problem_of, ledger.problems if isinstance(ledger, Glance) else _plain_problems(ledger)))


def _turns(ledger: Ledger) -> Turns:
    return tuple((head.turns, head.passed) for head in ledger.heads.values() if head.turns)


def _plain_problems(ledger: Ledger) -> tuple[PlainProblem, ...]:
    return (*ledger.problems, *(each for head in ledger.heads.values() for each in head.problems))


def plain_problem(problem: Problem) -> PlainProblem:
    at = problem.origin
    return (at.path, at.line, at.column, problem.code, problem.message, problem.hint, problem.severity)


def problem_of(plain: PlainProblem) -> Problem:
    path, line, column, code, message, hint, severity = plain
    origin = Origin(path=path, line=line, column=column)
    return Problem(
        origin=origin, code=code, message=message, hint=hint, severity="warning" if severity == "warning" else "error"
    )

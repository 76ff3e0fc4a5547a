"""What sitegen should reach beside its peers, and whether it does. Each of these is a row of the report."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from figures import RECORDS, Figures
from peers import HUGO, LEAN_HUGO, MKDOCS, OURS, PELICAN
from wording import brief, duration, size, times

NAME, PEER, LEAN = OURS.name, HUGO.name, LEAN_HUGO.name
GROWS = 1.2  # times by which a preview may be slower with ten times the articles, for what a clock can tell
WITHOUT_SEARCH = ("cold", "warm", "first", "edit", "headline")
NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Outcome:
    """`cold` and `lean` are the same ratio, to the time of Hugo's cold build and to that of Hugo without lists."""

    goal: str
    measured: str
    cold: str
    lean: str
    verdict: str


def outcomes(figures: Figures, smaller: Figures | None) -> list[Outcome]:
    """For one bundle; `smaller` is one of a tenth of its articles."""
    return [
        _hugo(figures, "cold build without search: at most 1.0 × Hugo's", "cold", "cold", 1.0),
        _faster(figures, PELICAN.name, "Pelican"),
        _faster(figures, MKDOCS.name, "MkDocs"),
        _hugo(figures, "build with nothing changed: at most 1/60 of Hugo's", "warm", "warm", 1 / 60),
        _hugo(figures, "… with search", "warm-search", "warm", 1 / 60),
        _hugo(
            figures, "build after an edit of a sentence, without search: at most 1/30 of Hugo's", "edit", "edit", 1 / 30
        ),
        _hugo(figures, "… of a headline, with all lists right", "headline", "headline", 1 / 30),
        _hugo(figures, "… the first one after a cold build", "first", "edit", 1 / 30),
        _hugo(
            figures, "build after an edit, with search: at most 1/10 of Hugo's without", "edit-search", "edit", 1 / 10
        ),
        _hugo(figures, "… the first one after a cold build", "first-search", "edit", 1 / 10),
        _within(figures, "preview: from a save to the changed bytes: at most 50 ms", "served", 0.050, figures.seconds),
        _within(figures, "… 95 of 100 within 100 ms", "served", 0.100, figures.worst),
        _growth(figures, smaller),
        _within(
            figures,
            "preview: from a save to the changed page in Chromium: at most 150 ms",
            "shown",
            0.150,
            figures.seconds,
        ),
        _within(
            figures, "preview: from a save to the word found by search: at most 1 s", "found", 1.0, figures.seconds
        ),
        _index(figures),
        _memory(figures, "… peak memory of a build with it: at most 500 MB", ("search",), 500e6),
        _within(figures, "preview on a warm memory: first page within 1 s", "restart", 1.0, figures.seconds),
        _memory(figures, "peak memory of all processes, without search: at most 250 MB", WITHOUT_SEARCH, 250e6),
    ]


def as_table(found: list[Outcome]) -> str:
    lines = [
        "| bar | measured | to Hugo's cold build | to lean Hugo | reached? |",
        "|---|---:|---:|---:|---|",
        *(f"| {each.goal} | {each.measured} | {each.cold} | {each.lean} | {each.verdict} |" for each in found),
    ]
    return "\n".join([*lines, ""])


def _hugo(figures: Figures, goal: str, what: str, its: str, most: float) -> Outcome:
    """Our time in units of Hugo's for `its`."""
    found = figures.ratio(what, NAME, its, PEER)
    if found is None:
        return _missing(figures, goal, what)
    measured = f"{times(found)} ({duration(figures.seconds(what, NAME))} to {duration(figures.seconds(its, PEER))})"
    cold = figures.ratio(what, NAME, "cold", PEER)
    lean = figures.ratio(what, NAME, its if figures.has(its, LEAN) else "cold", LEAN)
    return Outcome(goal, measured, _or_dash(cold), _or_dash(lean), _verdict(found, most, "slow", figures, what))


def _faster(figures: Figures, peer: str, name: str) -> Outcome:
    goal = f"cold build without search: at least 3 × faster than {name}"
    found = figures.ratio("cold", peer, "cold", NAME)
    if found is None:
        why = figures.missed.get(("cold", peer))
        return Outcome(goal, f"{name}: {brief(why) if why else NOT_MEASURED}", "–", "–", "see there" if why else "–")
    measured = f"{found:.1f} × ({duration(figures.seconds('cold', NAME))} to {duration(figures.seconds('cold', peer))})"
    return Outcome(goal, measured, "–", "–", _verdict(3.0, found, "slow", figures, "cold"))


def _within(figures: Figures, goal: str, what: str, most: float, seconds: Callable[[str, str], float]) -> Outcome:
    if not figures.has(what, NAME):
        return _missing(figures, goal, what)
    found, number = seconds(what, NAME), len(figures.times(what, NAME))
    measured = f"{duration(found)} (of {number})"
    return Outcome(goal, measured, "–", "–", _verdict(found, most, "slow", figures, what))


def _growth(figures: Figures, smaller: Figures | None) -> Outcome:
    goal = "… not growing with ten times the articles"
    if smaller is None or not (figures.has("served", NAME) and smaller.has("served", NAME)):
        return Outcome(goal, NOT_MEASURED, "–", "–", "–")
    before, now = smaller.seconds("served", NAME), figures.seconds("served", NAME)
    measured = f"{duration(before)} at {smaller.articles:,}, {duration(now)} at {figures.articles:,}"
    return Outcome(goal, measured, "–", "–", "**reached**" if now <= before * GROWS else f"no: {now / before:.1f} ×")


def _index(figures: Figures) -> Outcome:
    """The index is what a cold build with search takes longer than one without, in the same round.

    It holds the writing of the pages, which Pagefind by itself finds written.
    """
    goal = "full search index: at most 0.75 × one run of Pagefind over the same pages"
    whole, bare = figures.by_round("search", NAME), figures.by_round("cold", NAME)
    theirs = figures.by_round("search", RECORDS)
    rounds = whole.keys() & bare.keys() & theirs.keys()
    if not rounds:
        return _missing(figures, goal, "search")
    found = median((whole[number] - bare[number]) / theirs[number] for number in rounds)
    mine = median(whole[number] - bare[number] for number in rounds)
    measured = f"{found:.2f} ({duration(mine)} to {duration(figures.seconds('search', RECORDS))})"
    return Outcome(goal, measured, "–", "–", _verdict(found, 0.75, "slow", figures, "search"))


def _memory(figures: Figures, goal: str, whats: tuple[str, ...], most: float) -> Outcome:
    found = max((figures.memory(what, NAME) for what in whats if figures.has(what, NAME)), default=0)
    if not found:
        return _missing(figures, goal, whats[0])
    return Outcome(goal, size(found), "–", "–", _verdict(found, most, "much", figures, whats[0]))


def _missing(figures: Figures, goal: str, what: str) -> Outcome:
    return Outcome(goal, brief(figures.missed.get((what, NAME), NOT_MEASURED)), "–", "–", "–")


def _verdict(found: float, most: float, too: str, figures: Figures, what: str) -> str:
    if why := figures.missed.get((what, NAME)):
        return f"no: {brief(why)}"
    return "**reached**" if found <= most else f"no: {found / most:.2f} × too {too}"


def _or_dash(ratio: float | None) -> str:
    return times(ratio) if ratio else "–"

"""The figures as Markdown, with pictures in a folder beside it."""

from collections.abc import Iterator
from pathlib import Path

from bars import bars
from figures import Figures
from goals import as_table, outcomes
from lines import Line, lines
from peers import HUGO, OURS
from profiles import NEWS, PROFILES
from wording import brief, duration, size, times

FOLDER = "report"  # of the pictures and the raw figures, beside the report
# A table, and what belongs into it: a measurement, and how its row differs from the others.
GROUPS = {
    "cold": (("cold", ""),),
    "warm": (("warm", ""), ("warm-search", ", with search")),
    "edit": (
        ("edit", ""),
        ("first", ", first after a cold build"),
        ("edit-search", ", with search"),
        ("first-search", ", with search, first"),
    ),
    "headline": (("headline", ""),),
    "search": (("search", ""),),
    "start": (("start", ""), ("restart", ", once more")),
    "served": (("served", ""),),
    "shown": (("shown", ""),),
    "found": (("found", ""), ("indexed", ", until it is indexed"), ("found-open", ", on a search page that is open")),
}
TITLES = {
    "cold": "Cold build, without search",
    "warm": "Build with nothing changed",
    "edit": "Build after an edit of one sentence",
    "headline": "Build after an edit of one headline, which lists show",
    "search": "Cold build with search, and Pagefind by itself",
    "start": "Preview: from the command to the first page",
    "served": "Preview: from a save to the changed bytes",
    "shown": "Preview: from a save to the changed page in Chromium",
    "found": "Preview: from a save to the word found by search",
}
PREVIEWS = ("start", "served", "shown", "found")
GROWTH = (("cold", ""), ("warm", "7 4"), ("edit", "2 4"))
HOW = """\
Medians; in each round everybody is measured in turn. A ratio is the median, over the rounds, of the peer's time in
units of sitegen's in the same round: above 1, sitegen is quicker. Memory is the largest peak of the whole process tree.
What is compared, and what is not: [README.md](README.md). All figures: [{folder}/figures.json]({folder}/figures.json).
"""
BARS = """\
For {articles:,} articles. Hugo's time is that of its own build of the same kind in the same round (its build with
nothing changed, after the same edit); beside it that of its cold build, and that of a Hugo without lists.
"""
EDITS = """\
One build after the edit of one article among {articles:,}: the files that it wrote, how many of them hold something
else than before, and what the kernel says was given to the disk, with the generator's memory.
"""


def write_report(path: Path, every: list[Figures], about: list[tuple[str, str]]) -> list[Path]:
    """Write the report and its pictures; the paths of all that was written."""
    folder = path.with_name(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    written = [path]

    def picture(name: str, text: str, title: str) -> str:
        target = folder / f"{name}.svg"
        target.write_text(text, encoding="utf-8")
        written.append(target)
        return f"![{title}]({FOLDER}/{target.name})\n"

    news = sorted((each for each in every if each.profile == NEWS.name), key=lambda each: each.articles)
    whole = [each for each in news if each.whole]
    parts = ["# How fast sitegen is\n", HOW.format(folder=FOLDER)]
    parts.append("| | |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in about))
    if whole:
        largest = whole[-1]
        smaller = next((each for each in whole if each.articles * 10 == largest.articles), None)
        parts += ["## What it should reach\n", BARS.format(articles=largest.articles)]
        parts.append(as_table(outcomes(largest, smaller)))
    if notes := [f"- {each.name}: {line}.\n" for each in every for line in each.verified]:
        parts += ["Verified:\n", "".join(notes)]
    if missed := [
        f"- {each.name}, {who}, {what}: {brief(why)}\n" for each in every for (what, who), why in each.missed.items()
    ]:
        parts += ["Not measured, or wrong:\n", "".join(missed)]
    if len(news) > 1:
        title = "Builds by the number of articles"
        parts += ["## Growth\n", picture("growth", _growth_picture(title, news), title), _growth_table(news)]
    for each in news:
        if each.written and each is next(it for it in reversed(news) if it.written):
            parts += ["## What an edit writes\n", EDITS.format(articles=each.articles), _written_table(each)]
    if others := [each for each in every if each.profile != NEWS.name]:
        parts += ["## Other texts\n", _profiles_table(others)]
    for figures in reversed(whole):
        parts.append(f"## {figures.articles:,} articles: {figures.pages:,} pages that everybody publishes\n")
        for group, title in TITLES.items():
            if rows := _rows(figures, group):
                title = f"{title} · {figures.articles:,} articles"
                drawn: list[tuple[str, float | None, str]] = [
                    (label, figures.seconds(what, who), duration(figures.seconds(what, who)))
                    if figures.has(what, who)
                    else (label, None, brief(figures.missed[what, who]))
                    for what, who, label in rows
                ]
                parts += [
                    _table(figures, group),
                    picture(f"{group}-{figures.name}", bars(title, drawn, OURS.name), title),
                ]
    path.write_text("\n".join(parts), encoding="utf-8")
    return written


def tables(figures: Figures) -> str:
    """Everything about one bundle."""
    return "\n".join(_table(figures, group) for group in TITLES if _rows(figures, group))


def _rows(figures: Figures, group: str) -> list[tuple[str, str, str]]:
    """What, who, and how the row is called; those that were too slow at the end."""
    found = [(what, who, f"{who}{suffix}") for what, suffix in GROUPS[group] for who in figures.whos(what)]
    late = [
        (what, who, who)
        for what, who in figures.missed
        if what == group and not figures.has(what, who) and figures.missed[what, who].startswith("not within")
    ]
    return found + late


def _table(figures: Figures, group: str) -> str:
    preview = group in PREVIEWS
    further = "19 of 20 within" if preview else "processor time"
    lines = [
        f"### {TITLES[group]}\n",
        f"| | time | ratio | {further} | memory | rounds |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for what, who, label in _rows(figures, group):
        if not figures.has(what, who):
            lines.append(f"| {label} | {brief(figures.missed[what, who])} | – | – | – | 1 |")
            continue
        to = "found" if group == "found" else group
        ratio = figures.ratio(what, who, to, OURS.name)
        other = figures.worst(what, who) if preview else figures.processor(what, who)
        lines.append(
            f"| {label} | {duration(figures.seconds(what, who))} | {times(ratio) if ratio else '–'} |"
            f" {duration(other)} | {size(figures.memory(what, who))} | {len(figures.costs[what, who])} |"
        )
    return "\n".join([*lines, ""])


def _growth_picture(title: str, news: list[Figures]) -> str:
    drawn = []
    for who in (OURS.name, HUGO.name):
        for what, dashes in GROWTH:
            points = [(float(each.articles), each.seconds(what, who)) for each in news if each.has(what, who)]
            if points:
                drawn.append(Line(f"{who}, {what}", tuple(points), who == OURS.name, dashes))
    return lines(title, "articles", drawn)


def _growth_table(news: list[Figures]) -> str:
    heads = [f"{what}: {who} | {who2} | ratio" for what, _ in GROWTH for who, who2 in [(OURS.name, HUGO.name)]]
    lines = [f"| articles | {' | '.join(heads)} | memory: sitegen | hugo |", "|---:|" + "---:|" * 11]
    for each in news:
        lines.append(f"| {each.articles:,} | {' | '.join(_pair(each))} |")
    return "\n".join([*lines, ""])


def _pair(figures: Figures) -> Iterator[str]:
    for what, _ in GROWTH:
        for who in (OURS.name, HUGO.name):
            yield duration(figures.seconds(what, who)) if figures.has(what, who) else "–"
        found = figures.ratio(what, HUGO.name, what, OURS.name)
        yield times(found) if found else "–"
    for who in (OURS.name, HUGO.name):
        yield size(figures.memory("cold", who)) if figures.has("cold", who) else "–"


def _written_table(figures: Figures) -> str:
    lines = [
        "| | files written | with other content | pages among them | published bytes | memory | to the disk |"
        " time a changed page | its own last line |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for (what, who), found in figures.written.items():
        seconds = figures.seconds(what, who)
        lines.append(
            f"| {who}, {what} | {found.files:,} | {found.changed:,} | {found.pages:,} | {size(found.bytes)} |"
            f" {found.memory:,} files, {size(found.memory_bytes)} | {size(found.disk)} |"
            f" {duration(seconds / found.pages) if found.pages else '–'} | {found.said} |"
        )
    return "\n".join([*lines, ""])


def _profiles_table(others: list[Figures]) -> str:
    heads = " | ".join(f"{what}: sitegen | hugo | ratio" for what, _ in GROWTH)
    lines = [f"| texts | articles | {heads} | memory: sitegen | hugo |", "|---|---:|" + "---:|" * 11]
    for each in others:
        about = PROFILES[each.profile].about
        lines.append(f"| {each.profile}: {about} | {each.articles:,} | {' | '.join(_pair(each))} |")
    return "\n".join([*lines, ""])

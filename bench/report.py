"""The figures as Markdown tables, and as pictures beside them."""

from pathlib import Path

from bars import bars
from figures import Figures
from peers import OURS

TITLES = {
    "cold": "Cold build, without search",
    "warm": "Build with nothing changed",
    "edit": "Build after an edit of one article",
    "search": "Cold build with search, and Pagefind by itself",
    "start": "Preview: from the command to the first page",
    "served": "Preview: from a save to the changed bytes",
    "shown": "Preview: from a save to the changed page in Chromium",
}
HOW = """\
Medians over the rounds; in each round everybody is measured in turn. A ratio is the median, over the rounds, of the
peer's time in units of sitegen's in the same round: above 1, sitegen is quicker. Memory is the largest peak of the
whole process tree. What is compared, and what is not: [README.md](README.md).
"""


def tables(figures: Figures) -> str:
    """Everything about one size of bundle."""
    return "\n".join(_table(figures, what) for what in figures.whats())


def write_report(path: Path, every: list[Figures], about: list[tuple[str, str]]) -> list[Path]:
    """Write the report and its pictures; the paths of all that was written."""
    written = [path]
    parts = ["# How fast sitegen is\n", HOW, "| | |\n|---|---|\n" + "".join(f"| {k} | {v} |\n" for k, v in about)]
    for figures in every:
        parts.append(f"## {figures.articles:,} articles: {figures.pages:,} pages that everybody publishes\n")
        for what in figures.whats():
            picture = path.with_name(f"{what}-{figures.articles}.svg")
            title = f"{TITLES[what]} · {figures.articles:,} articles"
            rows = [(who, figures.seconds(what, who), _time(figures.seconds(what, who))) for who in figures.whos(what)]
            picture.write_text(bars(title, rows, OURS.name), encoding="utf-8")
            written.append(picture)
            parts += [_table(figures, what), f"![{title}]({picture.name})\n"]
    path.write_text("\n".join(parts), encoding="utf-8")
    return written


def _table(figures: Figures, what: str) -> str:
    lines = [f"### {TITLES[what]}\n", "| | time | ratio | processor time | memory |", "|---|---:|---:|---:|---:|"]
    for who in figures.whos(what):
        ratio = figures.ratio(what, who, OURS.name)
        used = figures.processor(what, who)
        lines.append(
            f"| {who} | {_time(figures.seconds(what, who))} | {f'{ratio:.2f}' if ratio else '–'} |"
            f" {_time(used) if used else '–'} | {figures.memory(what, who) / 2**20:.0f} MiB |"
        )
    return "\n".join([*lines, ""])


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"

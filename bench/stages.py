"""Say where the time of a build of sitegen goes: `python bench/stages.py --help`.

Every process is asked every few milliseconds of its processor time where it is, so the shares are those of the real
program, with its workers; a profiler that counts calls would slow some stages more than others.
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click
from bundles import bundle
from figures import corpus
from measure import cost
from pages import pages
from peers import OURS
from peers.sitegen import build_with_search
from profiles import NEWS, PROFILES
from site_folder import Site
from wording import duration, size

T = TypeVar("T")

SAMPLER = Path(__file__).with_name("sampler")
LIMIT = 600.0
COLUMNS = 4  # processes that are shown by themselves


@dataclass(frozen=True)
class Sample:
    process: int
    seconds: float
    room: str
    function: str
    library: str


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--articles", default=1000, help="The size of the bundle.")
@click.option("--profile", default=NEWS.name, type=click.Choice(list(PROFILES)), help="Its texts.")
@click.option("--build", "kind", default="cold", type=click.Choice(["cold", "warm", "edit"]), help="Which build.")
@click.option("--search", is_flag=True, help="With the search index.")
@click.option("--top", default=25, help="How many functions to list.")
@click.option("--scratch", type=click.Path(path_type=Path), default=Path(tempfile.gettempdir()) / "sitegen-stages")
def main(articles: int, profile: str, kind: str, search: bool, top: int, scratch: Path) -> None:
    """Build once, and say how much processor time each stage, function and library took in each process."""
    site = Site(OURS, scratch.resolve(), corpus(profile, articles), LIMIT)
    texts = bundle(articles, PROFILES[profile])
    site.write(texts)
    command = build_with_search() if search else OURS.build(site.tools)
    if kind != "cold":
        cost(command, site.folder, limit=LIMIT)
    if kind == "edit":
        site.edit(next(page for page in pages(texts) if page.kind == "article"), "stagesx")
    with tempfile.TemporaryDirectory(prefix="sitegen-stages-") as place:
        path = os.pathsep.join(filter(None, (str(SAMPLER), os.environ.get("PYTHONPATH"))))
        spent = cost(command, site.folder, {"PYTHONPATH": path, "SITEGEN_STAGES": place}, LIMIT)
        samples = list(_samples(Path(place)))
    watched = sum(each.seconds for each in samples)
    click.echo(f"{site.said()}\n")
    click.echo(
        f"{duration(spent.seconds)} by the clock, {duration(spent.processor)} of processor time,"
        f" {size(spent.memory)} at most, {size(spent.written)} to the disk;"
        f" {duration(max(0.0, spent.processor - watched))} outside of Python or at its start and end\n"
    )
    click.echo(_by_process(samples))
    click.echo(_table("function", ((each.function, each.seconds) for each in samples), top))
    click.echo(_table("library, stage", ((f"{each.library}, {each.room}", each.seconds) for each in samples), top))


def _samples(folder: Path) -> Iterator[Sample]:
    for path in folder.iterdir():
        for line in path.read_text(encoding="utf-8").splitlines():
            seconds, room, function, library = line.split("\t")
            yield Sample(int(path.name), float(seconds), room, function, library)


def _by_process(samples: list[Sample]) -> str:
    """A column for each process that did more than the least, from the busiest on."""
    whole: dict[int, float] = defaultdict(float)
    rooms: dict[str, float] = defaultdict(float)
    cells: dict[tuple[str, int], float] = defaultdict(float)
    for each in samples:
        whole[each.process] += each.seconds
        rooms[each.room] += each.seconds
        cells[each.room, each.process] += each.seconds
    shown = [process for process, _ in _most(whole)[:COLUMNS]]
    heads = "".join(f"{f'process {number}':>12}" for number in range(1, len(shown) + 1))
    lines = [f"{'stage':<14}{'in all':>10}{'share':>8}{heads}"]
    total = sum(rooms.values())
    for room, seconds in _most(rooms):
        parts = "".join(f"{duration(cells[room, process]):>12}" for process in shown)
        lines.append(f"{room:<14}{duration(seconds):>10}{seconds / total:>8.0%}{parts}")
    parts = "".join(f"{duration(whole[process]):>12}" for process in shown)
    lines.append(f"{'all':<14}{duration(total):>10}{1:>8.0%}{parts}")
    return "\n".join([*lines, ""])


def _table(head: str, spent: Iterable[tuple[str, float]], top: int) -> str:
    found: dict[str, float] = defaultdict(float)
    for name, seconds in spent:
        found[name] += seconds
    total = sum(found.values())
    lines = [f"{head:<64}{'time':>10}{'share':>8}"]
    lines += [
        f"{name or '–':<64}{duration(seconds):>10}{seconds / total:>8.1%}" for name, seconds in _most(found)[:top]
    ]
    return "\n".join([*lines, ""])


def _most(found: dict[T, float]) -> list[tuple[T, float]]:
    return sorted(found.items(), key=lambda item: -item[1])


if __name__ == "__main__":
    main()

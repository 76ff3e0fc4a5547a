"""Measure sitegen beside its peers: `python bench/run.py --help`."""

import contextlib
import os
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
from browser import Browser, chromium
from figures import Figures, save_figures, saved_figures
from machine import BUSY, OtherWork, load, machine
from measure import CommandError
from peers import HUGO, LEANEST, OURS, PEERS, USUAL, Peer
from peers.peer import LEAN
from profiles import NEWS, PROFILES, Profile
from report import FOLDER, tables, write_report
from rounds import KINDS, Plan, measured
from site_folder import GONE, Site

PROJECT = Path(__file__).resolve().parents[1]
TRIAL = 40  # articles with which everybody is tried before anything is measured
USUALLY = "cold,warm,edit,headline,search=1,serve=1"
OF_TWO = ("cold", "warm", "edit")  # what is measured of sitegen and Hugo alone

Parse = Callable[[click.Context, click.Parameter, str], dict[str, int]]


def names_with_rounds(known: Iterable[str]) -> Parse:
    """Turn `a,b=2` into names, all of them known, and their rounds: 0 where nothing is said."""
    known = tuple(known)

    def parsed(_: click.Context, parameter: click.Parameter, text: str) -> dict[str, int]:
        found = _split(parameter, text)
        for name in found:
            if name not in known:
                raise click.BadParameter(f"{name}: choose from {', '.join(known)}", param=parameter)
        return found

    return parsed


def sizes_with_rounds(_: click.Context, parameter: click.Parameter, text: str) -> dict[str, int]:
    """The same for numbers of articles."""
    found = _split(parameter, text)
    for size in found:
        if not size.isdecimal():
            raise click.BadParameter(f"{size} is not a number of articles", param=parameter)
    return found


def _split(parameter: click.Parameter, text: str) -> dict[str, int]:
    found = {}
    for part in filter(None, text.split(",")):
        name, _, rounds = part.partition("=")
        if rounds and not rounds.isdecimal():
            raise click.BadParameter(f"{part}: after = stands a number of rounds", param=parameter)
        found[name] = int(rounds or 0)
    return found


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--articles", default="1000", callback=sizes_with_rounds, help="Sizes of the bundles.")
@click.option("--rounds", default=3, type=click.IntRange(1), help="Where nothing else is said.")
@click.option("--only", default=USUALLY, callback=names_with_rounds(KINDS), help="What to measure.")
@click.option(
    "--peers", default=",".join(each.name for each in USUAL), callback=names_with_rounds(PEERS), help="Beside whom."
)
@click.option("--lean", is_flag=True, help="Let no peer make lists.")
@click.option("--growth", default="", callback=sizes_with_rounds, help="Further sizes, for builds of sitegen and Hugo.")
@click.option(
    "--profile",
    default=NEWS.name,
    callback=names_with_rounds(PROFILES),
    help="Texts; of others than the first, builds of sitegen and Hugo.",
)
@click.option("--profile-articles", default=1000, help="The size of further texts.")
@click.option("--edits", default=3, type=click.IntRange(1), help="How often to edit and build sitegen in a round.")
@click.option("--saves", default=10, type=click.IntRange(1), help="How often to save in a preview, of each kind.")
@click.option("--slow", default=15.0, help="Whose cold build takes longer has only one.")
@click.option("--limit", default=150.0, help="Seconds after which anything is given up.")
@click.option("--browser/--no-browser", default=True, help="Watch the previews in Chromium too.")
@click.option("--scratch", type=click.Path(path_type=Path), default=Path(tempfile.gettempdir()) / "sitegen-bench")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Where to write a report.")
@click.option("--redraw", is_flag=True, help="Measure nothing: write --report again from its figures.")
def main(
    articles: dict[str, int],
    rounds: int,
    only: dict[str, int],
    peers: dict[str, int],
    lean: bool,
    growth: dict[str, int],
    profile: dict[str, int],
    profile_articles: int,
    edits: int,
    saves: int,
    slow: float,
    limit: float,
    browser: bool,
    scratch: Path,
    report: Path | None,
    redraw: bool,
) -> None:
    """Measure sitegen beside its peers, in the same run, on the same texts.

    Wherever names or sizes are listed, NAME=ROUNDS says in how many rounds: --only cold=5,search=1.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installs a package has its bytecode too
    if redraw:
        _redraw(report)
        return
    scratch = scratch.resolve()
    if scratch.is_relative_to(PROJECT):
        raise click.UsageError("--scratch must be outside of the project: peers are never installed into it")
    chosen = [OURS, *(LEANEST.get(name, PEERS[name]) if lean else PEERS[name] for name in peers)]
    both = [each for each in chosen if each.name in (OURS.name, HUGO.name)]
    texts, *further = (PROFILES[name] for name in profile)
    every: list[Figures] = []
    raw = report.with_name(FOLDER) / "figures.json" if report else None
    about = [
        ("Date", datetime.now(UTC).date().isoformat()),
        *machine(),
        ("Peers", "without lists" if lean else "with lists, where they have a way to make them"),
        ("Command", f"`{_command()}`"),
    ]
    shutil.rmtree(scratch / GONE, ignore_errors=True)
    others, began = OtherWork(), time.monotonic()

    def plan(kinds: Iterable[str], at_most: int, whole: bool = True) -> Plan:
        """The rounds of each kind: as many as are said of it, else as in general, and at most those of the bundle."""
        most = at_most or max(rounds, *only.values())
        of_kinds = {kind: min(only[kind] or rounds, most) for kind in kinds if kind in only}
        of_peers = {name: number or most for name, number in peers.items()}
        return Plan(of_kinds, of_peers, edits, saves, slow, limit, whole)

    def keep(figures: Figures) -> None:
        """Nothing that was measured is lost when something fails later."""
        if figures not in every:
            every.append(figures)
        if raw:
            save_figures(raw, every, about)

    def measure(who: list[Peer], which: Profile, size: int, what: Plan, watcher: Browser | None) -> None:
        click.echo(tables(measured(who, scratch, which, size, what, watcher, say, keep)))

    if load() > BUSY:
        say(f"Other work is running on this machine (load {load():.1f}): these figures will be false.")
    try:
        with chromium() if browser and "serve" in only else contextlib.nullcontext() as watcher:
            _try(chosen, scratch)
            about += _versions(chosen, scratch) + ([("Chromium", watcher.version)] if watcher else [])
            for size, number in articles.items():
                measure(chosen, texts, int(size), plan(only, number), watcher)
            for size, number in growth.items():
                measure(both, texts, int(size), plan(OF_TWO, number, whole=False), None)
            for each in further:
                measure(both, each, profile_articles, plan(OF_TWO, profile[each.name]), None)
    except (CommandError, ValueError) as error:
        say(f"error: {error}")
        sys.exit(1)
    about.append(("Measured within", f"{(time.monotonic() - began) / 60:.0f} minutes"))
    about.append(("Other work meanwhile", others.said()))
    if report and raw:
        save_figures(raw, every, about)
        for path in write_report(report, every, about):
            say(f"wrote {path}")
    shutil.rmtree(scratch / GONE, ignore_errors=True)
    if any(who == OURS.name and what != "found-open" for figures in every for what, who in figures.missed):
        sys.exit(1)  # ours was too slow to measure, or published something wrong


def _try(chosen: list[Peer], scratch: Path) -> None:
    """Install everybody and build something small: fills the caches of compiled programs, and shows mistakes early."""
    figures = measured(chosen, scratch, NEWS, TRIAL, Plan({"cold": 1}, {}, whole=False), None, say)
    for (what, who), why in figures.missed.items():
        raise CommandError(f"{who}, {what}: {why}")


def _versions(chosen: list[Peer], scratch: Path) -> list[tuple[str, str]]:
    sites = [Site(peer, scratch, "", 0.0) for peer in chosen if not peer.name.endswith(LEAN)]
    return [(site.name, site.version()) for site in sites]


def _command() -> str:
    """As it was typed, without the paths of this machine."""
    given = [each for each in sys.argv[1:] if not each.startswith(("/", "--scratch"))]
    return shlex.join(["python", "bench/run.py", *given])


def _redraw(report: Path | None) -> None:
    if report is None:
        raise click.UsageError("--redraw needs --report")
    every, about = saved_figures(report.with_name(FOLDER) / "figures.json")
    for path in write_report(report, every, about):
        say(f"wrote {path}")


def say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()

"""Measure sitegen beside its peers: `python bench/run.py --help`."""

import contextlib
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
from browser import chromium
from machine import BUSY, load, machine
from measure import CommandError
from peers import OURS, PEERS
from preview import PatienceError
from report import tables, write_report
from rounds import PublishedError, builds, prepared, previews, search

KINDS = ("cold", "warm", "edit", "search", "serve")
PROJECT = Path(__file__).resolve().parents[1]


def listed(allowed: tuple[str, ...]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Turn `a,b` into a list of names that are all known."""

    def names(_: click.Context, parameter: click.Parameter, text: str) -> list[str]:
        found = [name for name in text.split(",") if name]
        if unknown := [name for name in found if name not in allowed]:
            raise click.BadParameter(f"{unknown[0]}: choose from {', '.join(allowed)}", param=parameter)
        return found

    return names


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--articles", default="1000", help="Sizes of the bundles, with commas; multiples of five.")
@click.option("--rounds", default=3, type=click.IntRange(1))
@click.option("--peers", default=",".join(PEERS), callback=listed(tuple(PEERS)), help="Whom to compare with.")
@click.option("--only", default=",".join(KINDS), callback=listed(KINDS), help="What to measure.")
@click.option("--saves", default=5, type=click.IntRange(1), help="How often to save in a round of `serve`.")
@click.option("--browser/--no-browser", default=True, help="Watch the previews in Chromium too.")
@click.option("--scratch", type=click.Path(path_type=Path), default=Path(tempfile.gettempdir()) / "sitegen-bench")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Where to write a report.")
def main(
    articles: str,
    rounds: int,
    peers: list[str],
    only: list[str],
    saves: int,
    browser: bool,
    scratch: Path,
    report: Path | None,
) -> None:
    """Measure sitegen beside its peers, in the same run, on the same texts."""
    scratch = scratch.resolve()
    if scratch.is_relative_to(PROJECT):
        raise click.UsageError("--scratch must be outside of the project: peers are never installed into it")
    try:
        sizes = [int(size) for size in articles.split(",")]
    except ValueError:
        raise click.UsageError("--articles takes numbers, such as 100,1000") from None
    busy = load()
    if busy > BUSY:
        say(f"Other work is running on this machine (load {busy:.1f}): these figures will be false.")
    chosen = [OURS, *(PEERS[name] for name in peers)]
    every, versions, browser_version = [], {}, ""
    try:
        for size in sizes:
            sites, page, figures = prepared(chosen, scratch, size, say)
            versions = {site.peer.name: site.version() for site in sites}
            for number in range(1, rounds + 1):
                say(f"{size} articles, round {number} of {rounds}")
                builds(sites, page, figures, only, number)
                if "search" in only:
                    search(sites, figures, number)
                if "serve" in only:
                    with chromium() if browser else contextlib.nullcontext((None, "")) as (shown, browser_version):
                        previews(sites, page, figures, shown, saves, number, say)
            click.echo(tables(figures))
            every.append(figures)
    except (CommandError, PublishedError, PatienceError, ValueError) as error:
        say(f"error: {error}")
        sys.exit(1)
    if report:
        about = description(busy, rounds, versions, browser_version)
        for path in write_report(report, every, about):
            say(f"wrote {path}")


def description(busy: float, rounds: int, versions: dict[str, str], browser: str) -> list[tuple[str, str]]:
    found = [("Date", datetime.now(UTC).date().isoformat()), *machine(), ("Rounds", str(rounds))]
    found += list(versions.items())
    if browser:
        found.append(("Chromium", browser))
    if busy > BUSY:
        found.append(("**Not to be trusted**", f"other work was running: load {busy:.1f} at the beginning"))
    return found


def say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()

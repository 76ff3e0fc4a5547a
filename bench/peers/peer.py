"""What the harness has to know of a generator. Commands run in the folder that `write` filled."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bundles import Bundle
from pages import Page

Command = list[str]
LEAN = "-lean"
LISTS = ("home", "claims", "outlets", "people")


@dataclass(frozen=True, kw_only=True)
class Peer:
    """`tools` is the folder into which `install` put the peer; `leftovers` are what a cold build must not find.

    `write` fills an empty folder; `source` is the file behind an article's page. `again` is the command for a folder
    that was built before, where it is not `build`. `reloads`: the preview shows a change in the browser by itself.

    `lists` are the kinds of `Listing` that it publishes, `people_have` what it lists on the page of a person, `follows`
    the kinds of page that show an article's new headline by themselves.
    """

    name: str
    install: Callable[[Path], list[Command]]
    write: Callable[[Bundle, Path], None]
    source: Callable[[Page], str]
    output: str
    leftovers: tuple[str, ...]
    build: Callable[[Path], Command]
    preview: Callable[[Path, int], Command]
    version: Callable[[Path], Command]
    again: Callable[[Path], Command] | None = None
    reloads: bool = True
    environment: tuple[tuple[str, str], ...] = ()
    lists: tuple[str, ...] = ()
    people_have: str = "claim"
    follows: tuple[str, ...] = ()

    def changed(self, **fields: Any) -> "Peer":
        return replace(self, **fields)

    @property
    def tool(self) -> str:
        """The program: two peers can be two ways to set it up."""
        return self.name.removesuffix(LEAN)


def from_pypi(*packages: str) -> Callable[[Path], list[Command]]:
    """Install into a virtual environment of the peer's own."""

    def commands(tools: Path) -> list[Command]:
        python = str(tools / "bin" / "python")
        return [
            ["python3", "-m", "venv", str(tools)],
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
        ]

    return commands


def from_npm(*packages: str) -> Callable[[Path], list[Command]]:
    def commands(tools: Path) -> list[Command]:
        return [["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(tools), *packages]]

    return commands

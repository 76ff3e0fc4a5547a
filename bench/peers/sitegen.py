"""sitegen itself, as it is installed beside the Python that runs the harness."""

import sys
from pathlib import Path

from bundles import Bundle
from pages import Page
from project import write_project

from peers.peer import LISTS, Command, Peer

RUN = [sys.executable, "-m", "sitegen"]


def write(bundle: Bundle, folder: Path) -> None:
    write_project(bundle, folder)


def source(page: Page) -> str:
    return f"content/{page.url.rstrip('/')}.md"


def build(_: Path) -> Command:
    return [*RUN, "build", "--no-search"]


def build_with_search() -> Command:
    return [*RUN, "build"]


SITEGEN = Peer(
    name="sitegen",
    install=lambda _: [],
    write=write,
    source=source,
    output="site",
    leftovers=("site", ".site-spare", ".sitegen"),
    build=build,
    preview=lambda _, port: [*RUN, "serve", "--port", str(port)],
    version=lambda _: [*RUN, "--version"],
    lists=LISTS,
    follows=("story", "outlet"),
)

"""Zensical: the files of MkDocs, one template of its own, its search off, its cache as it comes."""

from pathlib import Path

from bundles import Bundle
from pages import pages

from peers.files import write_pages, write_setup
from peers.mkdocs import source, text
from peers.peer import Command, Peer, from_pypi


def write(bundle: Bundle, folder: Path) -> None:
    write_setup(folder, "zensical")
    write_pages(pages(bundle), folder, source, text)


def _zensical(tools: Path) -> str:
    return str(tools / "bin" / "zensical")


def build(tools: Path) -> Command:
    return [_zensical(tools), "build"]


ZENSICAL = Peer(
    name="zensical",
    install=from_pypi("zensical>=0.0.31"),
    write=write,
    source=source,
    output="site",
    leftovers=("site", ".cache"),
    build=build,
    preview=lambda tools, port: [_zensical(tools), "serve", "--dev-addr", f"127.0.0.1:{port}"],
    version=lambda tools: [_zensical(tools), "--version"],
)

"""Pelican: stories and claims are its pages; feeds, tags, archives and summaries off, its content cache on."""

from pathlib import Path

from bundles import Bundle
from pages import Page, pages

from peers.files import body_with_lists, write_pages, write_setup
from peers.peer import Command, Peer, from_pypi


def write(bundle: Bundle, folder: Path) -> None:
    write_setup("pelican", folder)
    write_pages(pages(bundle), folder, source, _text)


def source(page: Page) -> str:
    place = "articles" if page.kind == "article" else "pages"
    return f"content/{place}/{page.url.rstrip('/')}.md"


def _text(page: Page) -> str:
    front = f"Title: {page.title}\nDate: {page.date}\nUrl: {page.url}\nSave_as: {page.file}\n"
    return f"{front}\n{body_with_lists(page, lambda entry: '/' + entry.url)}"


def _pelican(tools: Path) -> str:
    return str(tools / "bin" / "pelican")


def build(tools: Path) -> Command:
    return [_pelican(tools), "--quiet", "--settings", "publishconf.py"]


PELICAN = Peer(
    name="pelican",
    install=from_pypi("pelican[markdown]>=4.11"),
    write=write,
    source=source,
    output="output",
    leftovers=("output", "cache"),
    build=build,
    preview=lambda tools, port: [*build(tools), "--listen", "--autoreload", "--bind", "127.0.0.1", "--port", str(port)],
    version=lambda tools: [_pelican(tools), "--version"],
    reloads=False,
)

"""Pelican: stories and claims are its pages; feeds, archives and summaries off, its content cache on.

`PELICAN` makes lists with what Pelican has for articles: an outlet is a category, the people quoted in an article are
its tags. `LEAN_PELICAN` has no lists.
"""

import json
from pathlib import Path

from bundles import Bundle
from pages import Page, pages

from peers.files import body_with_lists, write_pages, write_setup, write_text
from peers.peer import LEAN, LISTS, Command, Peer, from_pypi


def write(bundle: Bundle, folder: Path) -> None:
    write_setup(folder, "pelican", "pelican-lists")
    write_pages(pages(bundle), folder, source, _text_with_tags)
    names = {each.id: each.name for each in bundle.outlets} | {each.id: each.name for each in bundle.people}
    write_text(folder / "names.json", json.dumps(names, ensure_ascii=False, indent=1))


def write_lean(bundle: Bundle, folder: Path) -> None:
    write_setup(folder, "pelican")
    write_pages(pages(bundle), folder, source, _text)


def source(page: Page) -> str:
    place = "articles" if page.kind == "article" else "pages"
    return f"content/{place}/{page.url.rstrip('/')}.md"


def _text(page: Page) -> str:
    return f"{_front(page)}\n{_body(page)}"


def _text_with_tags(page: Page) -> str:
    further = f"Kind: {page.kind}\nLead: {page.lead}\nStory: {page.story}\n"
    if page.outlet:
        further += f"Category: {page.outlet}\n"
    if page.kind == "article" and page.people:
        further += f"Tags: {', '.join(page.people)}\n"
    return f"{_front(page)}{further}\n{_body(page)}"


def _front(page: Page) -> str:
    return f"Title: {page.title}\nDate: {page.date}\nUrl: {page.url}\nSave_as: {page.file}\n"


def _body(page: Page) -> str:
    return body_with_lists(page, lambda entry: "/" + entry.url)


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
    lists=LISTS,
    people_have="article",
    follows=("outlet",),
)
LEAN_PELICAN = PELICAN.changed(name=f"pelican{LEAN}", write=write_lean, lists=(), follows=())

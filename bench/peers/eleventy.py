"""Eleventy: JSON front matter, Markdown without a template language in it, Nunjucks layouts.

`ELEVENTY` makes the lists that sitegen makes, with collections and pagination; `LEAN_ELEVENTY` has none. A build of one
named file (`--incremental=FILE` without `--watch`) would be quicker after an edit, but fails in 3.1.7:
"`templateRender` has not yet initialized". The preview is incremental.
"""

import json
from pathlib import Path
from typing import Any

from bundles import Bundle
from pages import Entry, Page, pages

from peers.files import write_pages, write_setup, write_text
from peers.peer import LEAN, LISTS, Command, Peer, from_npm


def write(bundle: Bundle, folder: Path) -> None:
    write_setup(folder, "eleventy", "eleventy-lists")
    write_pages(pages(bundle), folder, source, _text_with_tags)
    outlets = {each.id: {"name": each.name, "lead": each.kind} for each in bundle.outlets}
    people = {each.id: {"name": each.name, "lead": each.affiliation} for each in bundle.people}
    names = json.dumps(outlets | people, ensure_ascii=False, indent=1)
    write_text(folder / "content" / "_data" / "names.json", names)


def write_lean(bundle: Bundle, folder: Path) -> None:
    write_setup(folder, "eleventy")
    write_pages(pages(bundle), folder, source, _text)


def source(page: Page) -> str:
    return f"content/{page.url.rstrip('/')}.md"


def _text(page: Page) -> str:
    """With every list ready-made."""
    lists = {heading.lower(): _entries(entries) for heading, entries in page.lists}
    return _document(_front(page) | {"day": page.date} | lists, page.body)


def _text_with_tags(page: Page) -> str:
    """A story finds what it lists; a claim has the words that were quoted."""
    front = _front(page) | {
        "date": page.date,
        "tags": page.kind,
        "story": page.story,
        "question": page.question,
        "outlet": page.outlet,
        "people": list(page.people),
    }
    if page.kind == "claim":
        front |= {heading.lower(): _entries(entries) for heading, entries in page.lists}
    return _document({key: value for key, value in front.items() if value}, page.body)


def _front(page: Page) -> dict[str, Any]:
    return {"title": page.title, "lead": page.lead, "layout": f"{page.kind}.njk", "permalink": f"/{page.file}"}


def _entries(entries: tuple[Entry, ...]) -> list[dict[str, str]]:
    return [{"url": f"/{each.url}", "text": each.text, "note": each.note, "by": each.by} for each in entries]


def _document(front: dict[str, Any], body: str) -> str:
    return f"---json\n{json.dumps(front, ensure_ascii=False, indent=1)}\n---\n\n{body}"


def _eleventy(tools: Path) -> Command:
    return ["node", str(tools / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs")]


def build(tools: Path) -> Command:
    return [*_eleventy(tools), "--quiet"]


ELEVENTY = Peer(
    name="eleventy",
    install=from_npm("@11ty/eleventy@3.1.7"),
    write=write,
    source=source,
    output="_site",
    leftovers=("_site", ".cache"),
    build=build,
    preview=lambda tools, port: [*build(tools), "--serve", "--incremental", f"--port={port}"],
    version=lambda tools: [*_eleventy(tools), "--version"],
    lists=LISTS,
    follows=("story", "outlet"),
    environment=(("NODE_OPTIONS", "--max-old-space-size=8192"),),  # else it ends without memory at 10,000 articles
)
LEAN_ELEVENTY = ELEVENTY.changed(name=f"eleventy{LEAN}", write=write_lean, lists=(), follows=())

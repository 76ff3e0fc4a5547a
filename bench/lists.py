"""The lists that every site has whose generator makes lists: what each must hold, and whether it does."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pages import Page

CLAIMS_A_PAGE = 200
LINK = re.compile(r"stories/[\w-]+/(?:claims/)?(?:[\w-]+/)?")


@dataclass(frozen=True)
class Listing:
    """`folder` holds its pages, "" for home, which may go on in `archive`. `links` are what it must lead to."""

    kind: str
    folder: str
    links: frozenset[str]


def listings(pages: Iterable[Page], people_have: str) -> Iterator[Listing]:
    """Home with the stories, the index of claims, outlets with their articles, people with `claim`s or `article`s."""
    stories, claims = set(), set()
    outlets: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        if page.kind == "story":
            stories.add(page.url)
        elif page.kind == "claim":
            claims.add(page.url)
        else:
            outlets[page.outlet].add(page.url)
        if page.kind == people_have:
            for person in page.people:
                people[person].add(page.url)
    yield Listing("home", "", frozenset(stories))
    yield Listing("claims", "claims", frozenset(claims))
    for outlet, links in outlets.items():
        yield Listing("outlets", f"outlets/{outlet}", frozenset(links))
    for person, links in people.items():
        yield Listing("people", f"people/{person}", frozenset(links))


def gaps(listing: Listing, site: Path) -> set[str]:
    """The addresses that the list should have on one of its pages and has not."""
    files = list((site / (listing.folder or "archive")).rglob("*.html"))
    if listing.folder == "":
        files.append(site / "index.html")
    found: set[str] = set()
    for file in files:
        found.update(LINK.findall(file.read_text(encoding="utf-8")))
    return set(listing.links - found)

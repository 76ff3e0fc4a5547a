"""Where pages that have moved are now: old addresses and new ones, relative to the root of the site."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from sitegen.model.noun import noun
from sitegen.model.problem import Origin
from sitegen.model.terms import INDEXES

ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
KINDS = {  # of addresses that keep
    "claim": re.compile(rf"stories/{ID}/claims/{ID}/\Z"),
    "article": re.compile(rf"stories/{ID}/(?!(?:claims|side-by-side)/){ID}/\Z"),
    "story": re.compile(rf"stories/{ID}/\Z"),
    "outlet": re.compile(rf"outlets/{ID}/\Z"),
    "person": re.compile(rf"people/{ID}/\Z"),
    "page": re.compile(rf"(?!(?:{'|'.join((*INDEXES, 'stories', 'archive', 'theme', 'pagefind'))})/){ID}/\Z"),
}


@noun
class Redirect:
    """What stood at `old`, or below it, is at `new`, or below that.

    Where both are the same, the page has come back to a name that it had before.
    """

    old: str
    new: str
    origin: Origin = field(default=Origin(path=""), compare=False)


def kind_of(address: str) -> str:
    """What kind of page has such an address: story, article, claim, outlet, person, page; "" for any other."""
    return next((kind for kind, pattern in KINDS.items() if pattern.match(address)), "")


def ways(redirects: Iterable[Redirect]) -> dict[str, str]:
    """New addresses by the old ones."""
    return {each.old: each.new for each in redirects}


def present(address: str, ways: Mapping[str, str]) -> str:
    """Where a page is now that had this address; of two redirects the one that says more of the address counts.

    "" if the redirects lead in a circle.
    """
    met = {address}
    while (old := _longest(address, ways)) is not None:
        address = ways[old] + address[len(old) :]
        if address in met:
            return ""
        met.add(address)
    return address


def first_name(address: str, ways: Mapping[str, str]) -> str:
    """The address that a page had at first: what feeds know it by, whatever it was renamed to since.

    The order of the redirects is that in which they were written. Where several addresses were joined in one, that of
    the first redirect counts. To an address that itself led on before the page came back: its former names count.
    """
    former: dict[str, str] = {}
    met: set[str] = set()
    for old, new in ways.items():
        met.add(old)
        if new not in met:
            former.setdefault(new, old)
    met = {address}
    while (later := _longest(address, former)) is not None:
        earlier = former[later] + address[len(later) :]
        if earlier in met:
            break
        met.add(address := earlier)
    return address


def _longest(address: str, ways: Mapping[str, str]) -> str | None:
    """The longest of the addresses at or above this one that leads, or led, somewhere else."""
    place = address
    while place:
        if ways.get(place, place) != place:
            return place
        place = place[: place.rstrip("/").rfind("/") + 1]
    return None

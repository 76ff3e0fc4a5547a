"""The measurements: in every round, everything is done by everybody in turn, so that a slow minute is slow for all."""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from browser import Shown
from bundles import bundle
from figures import Figures
from measure import Cost
from pages import Page, pages
from peers import OURS
from peers.peer import Peer
from peers.sitegen import build_with_search
from preview import PatienceError, preview
from site_folder import Site

Say = Callable[[str], None]


class PublishedError(RuntimeError):
    """What somebody published is not what was to be published."""


def prepared(peers: list[Peer], scratch: Path, articles: int, say: Say) -> tuple[list[Site], Page, Figures]:
    """Everybody's folder, built once and found complete; the article that will be edited; figures to fill."""
    texts = bundle(articles)
    expected = list(pages(texts))
    sites = [Site(peer, scratch, articles) for peer in peers]
    for site in sites:
        site.install()
        site.write(texts)
        site.clean()
        site.build()
        require_all(site, expected)
        say(f"{site.peer.name}: {len(expected)} expected pages are there, {site.number_of_pages()} in all")
    of_articles = [page for page in expected if page.kind == "article"]
    return sites, of_articles[len(of_articles) // 2], Figures(articles, len(expected))


def require_all(site: Site, expected: list[Page]) -> None:
    """Ours may publish more than is compared; a peer only the home page besides and a page for what is not found."""
    wrong = site.shortcomings(expected)
    further = site.number_of_pages() - len(expected)
    if site.peer is not OURS and not 0 <= further <= 2:
        wrong.append(f"{further} pages more than expected")
    if wrong:
        raise PublishedError(f"{site.peer.name}: {len(wrong)} mistakes, the first: {wrong[0]}")


def builds(sites: list[Site], page: Page, figures: Figures, only: list[str], number: int) -> None:
    """One round of `cold`, `warm` and `edit`."""
    if "cold" in only:
        for site in sites:
            site.clean()
            figures.add("cold", site.peer.name, number, site.build())
    if "warm" in only:
        for site in sites:
            figures.add("warm", site.peer.name, number, site.build_again())
    if "edit" in only:
        for site in sites:
            site.build_again()
            site.edit(page, word := f"revision{number}x")
            figures.add("edit", site.peer.name, number, site.build_again())
            if word not in site.published(page):
                raise PublishedError(f"{site.peer.name} did not publish an edit")


def search(sites: list[Site], figures: Figures, number: int) -> None:
    """A full build of ours with search; and Pagefind over the same pages, as a peer published them."""
    ours, other = sites[0], sites[min(1, len(sites) - 1)]
    if not (other.folder / other.peer.output).is_dir():
        other.build()
    ours.clean()
    figures.add("search", OURS.name, number, ours.run(build_with_search()))
    bundle_folder = other.folder.with_name("pagefind")
    command = [sys.executable, "-m", "pagefind", "--site", other.peer.output, "--output-path", str(bundle_folder)]
    figures.add("search", f"pagefind over {other.peer.name}'s pages", number, other.run(command))


def previews(
    sites: list[Site], page: Page, figures: Figures, shown: Shown | None, saves: int, number: int, say: Say
) -> None:
    """One round of the previews: `start`, `served`, and with a browser `shown`. Who misses a save has no figure."""
    for site in sites:
        site.clean()
        try:
            _preview(site, page, figures, shown, saves, number)
        except PatienceError as error:
            say(f"{site.peer.name}: {error}")


def _preview(site: Site, page: Page, figures: Figures, shown: Shown | None, saves: int, number: int) -> None:
    name = site.peer.name
    with preview(site, page) as running:
        figures.add("start", name, number, Cost(running.start, 0.0, running.memory()))
        times = []
        for save in range(saves):
            times.append(running.served(page, f"saved{number}x{save}x"))
            running.settle()
        figures.add("served", name, number, Cost(median(times), 0.0, running.memory()))
        if shown and site.peer.reloads:
            times = shown(running, page, [f"shown{number}x{save}x" for save in range(saves)])
            figures.add("shown", name, number, Cost(median(times), 0.0, running.memory()))

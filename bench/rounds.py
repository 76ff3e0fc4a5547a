"""The measurements: in every round, everything is done by everybody in turn, so that a slow minute is slow for all."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

from browser import Browser, BrowserError
from bundles import bundle
from figures import RECORDS, Figures, corpus
from lists import listings
from measure import CommandError, Cost, TooLongError
from pages import Page, pages
from peers import HUGO, OURS, Peer
from peers.peer import LEAN
from peers.sitegen import build_with_search
from preview import Preview, preview
from profiles import Profile
from records import save_record_pages
from site_folder import PublishedError, Site
from written import differences, snapshot, written

Say = Callable[[str], None]
T = TypeVar("T")

KINDS = ("cold", "warm", "edit", "headline", "search", "serve")
THE_TWO = (OURS.name, HUGO.name)  # whom everything is about
FAILURES = (CommandError, TooLongError, PublishedError, BrowserError)
WAIT, LEAST_WAIT = 5.0, 20.0  # cold builds, seconds: how long a peer's preview may take for anything
GOLDEN = 0.618  # spreads pages over the whole bundle, whatever their number


@dataclass(frozen=True)
class Plan:
    """`kinds`, `peers`: in how many rounds. Who takes more than `slow` seconds for a cold build has only that one.

    `limit`: seconds for any one thing. `edits`, `saves`: how many in a round, and half as many saves to be shown and
    found; of the others one edit, and three saves or as many as fit into `patience` seconds. `whole`: compare with a
    clean build, and tell of it at length.
    """

    kinds: Mapping[str, int]
    peers: Mapping[str, int]
    edits: int = 3
    saves: int = 10
    slow: float = 15.0
    limit: float = 150.0
    whole: bool = True
    patience: float = 8.0

    def rounds(self) -> int:
        return max(self.kinds.values(), default=0)


def measured(
    chosen: list[Peer],
    scratch: Path,
    profile: Profile,
    articles: int,
    plan: Plan,
    browser: Browser | None,
    say: Say,
    keep: Callable[[Figures], None] = lambda _: None,
) -> Figures:
    """Every measurement of one bundle. `keep` gets the figures after each round. Ours must be the first of `chosen`."""
    name = corpus(profile.name, articles)
    texts = bundle(articles, profile)
    expected = list(pages(texts))
    sites = [Site(peer, scratch, name, plan.limit) for peer in chosen]
    for site in sites:
        site.install()
        site.write(texts)
    bench = Bench(sites, expected, Figures(profile.name, articles, len(expected), plan.whole), plan, browser, say)
    for number in range(1, plan.rounds() + 1):
        began = time.monotonic()
        try:
            bench.round(number)
        finally:
            keep(bench.figures)
        say(f"{name}: round {number} of {plan.rounds()} took {time.monotonic() - began:.0f} s")
    return bench.figures


class Bench:
    """The folders of one bundle, and the figures that are being filled."""

    def __init__(
        self, sites: list[Site], expected: list[Page], figures: Figures, plan: Plan, browser: Browser | None, say: Say
    ) -> None:
        self.sites = sites
        self.ours = sites[0]
        self.expected = expected
        self.figures = figures
        self.plan = plan
        self.browser = browser
        self.say = say
        self._articles = _spread([page for page in expected if page.kind == "article"])
        self._words = count(1)

    def round(self, number: int) -> None:
        if self._due("cold", number):
            self._cold(number)
        if self._due("edit", number):
            self._first_edit(number)
        if self._due("warm", number):
            for site in self._turn(number):
                self._add("warm", site, number, site.build_again)
        if self._due("edit", number):
            self._edits(number)
        if self._due("headline", number):
            self._headlines(number)
        if number == self._last("edit", "headline"):
            self.verify("after the last of the edits")
        if self._due("search", number):
            self._search(number)
        if self._due("serve", number):
            for site in self._turn(number):
                if self._previews(site):
                    self._preview(site, number)
            if number == self._last("serve"):
                self.verify("with what the preview remembers")

    def verify(self, since: str) -> None:
        """Ours must be, byte for byte, what a clean build makes of the same texts. Leaves the clean build behind."""
        if not self.plan.whole or self.ours not in self.sites:
            return
        names = [self.ours.peer.output]
        try:
            self.ours.build_again()
            edited = snapshot(self.ours.folder, names)
            self.ours.clean()
            self.ours.build()
            clean = snapshot(self.ours.folder, names)
        except FAILURES as error:
            self._miss("clean", self.ours, str(error))
            return
        if others := differences(edited, clean):
            self._miss(
                "clean", self.ours, f"{since}, {len(others)} files are not as a clean build has them: {others[0]}"
            )
        else:
            self.figures.verified.append(f"{since}, the {len(clean):,} published files are as a clean build has them")

    # --- builds ----------------------------------------------------------------------------------------------

    def _cold(self, number: int) -> None:
        for site in list(self._turn(number)):
            site.clean()
            if self._add("cold", site, number, site.build) is None:
                self.sites.remove(site)
            elif number == 1:
                self._require_all(site)

    def _require_all(self, site: Site) -> None:
        lists = listings(self.expected, site.peer.people_have)
        try:
            site.require_all(self.expected, [each for each in lists if each.kind in site.peer.lists])
        except PublishedError as error:
            self._miss("pages", site, str(error))
            self.sites.remove(site)
            return
        self.say(f"{site.name}: {len(self.expected):,} expected pages are there, {site.number_of_pages():,} in all")

    def _first_edit(self, number: int) -> None:
        """What an edit costs when nothing but a cold build was before: shown by itself."""
        if self.ours in self.sites and self._built(self.ours):
            self._edit("first", self.ours, number, next(self._articles), self.ours.build_again)

    def _edits(self, number: int) -> None:
        """Several of ours, since they are quick; one of the others. Everybody changes the same articles."""
        chosen = [next(self._articles) for _ in range(self.plan.edits)]
        for site in filter(self._built, self._turn(number)):
            for place, page in enumerate(chosen if site is self.ours else chosen[:1]):
                watched = number == 1 and place == 0 and site.name in THE_TWO
                self._edit("edit", site, number, page, site.build_again, watched)

    def _headlines(self, number: int) -> None:
        """Of those who show a new headline elsewhere too, without being told."""
        page = next(self._articles)
        for site in filter(self._built, self._turn(number)):
            if site.peer.follows:
                self._headline(site, number, page, number == 1 and site.name in THE_TWO)

    def _edit(
        self, what: str, site: Site, number: int, page: Page, build: Callable[[], Cost], watched: bool = False
    ) -> str:
        word = f"edited{next(self._words)}x"
        site.edit(page, word)
        if self._add(what, site, number, self._watching(what, site, build) if watched else build):
            self._require(what, site, lambda: site.require_edit(page, word))
        return word

    def _headline(self, site: Site, number: int, page: Page, watched: bool) -> None:
        word = f"headline{next(self._words)}x"
        site.retitle(page, word)
        build = site.build_again
        if self._add("headline", site, number, self._watching("headline", site, build) if watched else build):
            self._require("headline", site, lambda: site.require_headline(page, word))

    def _watching(self, what: str, site: Site, build: Callable[[], Cost]) -> Callable[[], Cost]:
        """The same build, noting what it writes."""

        def noted() -> Cost:
            before = snapshot(site.folder, site.peer.leftovers)
            cost = build()
            after = snapshot(site.folder, site.peer.leftovers)
            found = written(before, after, site.peer.output, cost.written, site.said())
            self.figures.written[what, site.name] = found
            return cost

        return noted

    def _search(self, number: int) -> None:
        """Ours with search: cold, with nothing changed, after edits. And one Pagefind over the same records.

        And one over what a peer published, which are fewer and longer pages.
        """
        if self.ours in self.sites:
            self._search_of_ours(number)
            pages = self.ours.folder.with_name("records")
            self.ours.put_away(pages)
            save_record_pages(self.ours.folder, pages)
            self._pagefind(RECORDS, self.ours, str(pages), number)
        other = next((site for site in self.sites if site is not self.ours), None)
        if other is not None and self._built(other):
            self._pagefind(f"pagefind over {other.name}'s pages", other, other.peer.output, number)

    def _pagefind(self, who: str, site: Site, pages: str, number: int) -> None:
        folder = site.folder.with_name("pagefind")
        site.put_away(folder)
        command = [sys.executable, "-m", "pagefind", "--site", pages, "--output-path", str(folder)]
        try:
            self.figures.add("search", who, number, site.run(command))
        except FAILURES as error:
            self.figures.missed["search", who] = str(error)

    def _search_of_ours(self, number: int) -> None:
        ours = self.ours

        def build() -> Cost:
            return ours.run(build_with_search())

        ours.clean()
        self._add("search", ours, number, build)
        page = next(self._articles)
        self._edit("first-search", ours, number, page, build)
        self._add("warm-search", ours, number, build)
        for _ in range(self.plan.edits):
            page = next(self._articles)
            word = self._edit("edit-search", ours, number, page, build)
        if self.browser and number == 1:
            try:
                self.browser.require_find(ours.output, page, word)
            except FAILURES as error:
                self._miss("edit-search", ours, str(error))
            else:
                self.figures.verified.append("the search of sitegen's published folder finds the word of an edit")

    # --- previews --------------------------------------------------------------------------------------------

    def _previews(self, site: Site) -> bool:
        return not site.name.endswith(LEAN)

    def _preview(self, site: Site, number: int) -> None:
        """`start`, `served`, with a browser `shown` and of ours `found`; and `restart` on what is remembered."""
        site.clean()
        site.limit = self._longest_wait(site)
        page = next(self._articles)
        word = page.sample
        try:
            with preview(site, page, word) as running:
                running.settle()
                self._note("start", site, number, running.start, running)
                for page, word in self._saves("served", site):
                    self._note("served", site, number, running.served(page, word), running)
                    running.settle()
                last = (page, word)
                if self.browser and site.peer.reloads:
                    for page, word in self._saves("shown", site):
                        self._note("shown", site, number, self.browser.shown(running, page, word), running)
                if self.browser and site is self.ours:
                    for page, word in self._saves("found", site):
                        indexed, found = self.browser.found(running, page, word)
                        self._note("found", site, number, found, running)
                        self._note("indexed", site, number, indexed, running)
                    self._follow(site, number, running, self.browser)
                running.settle()
            with preview(site, *last) as running:
                self._note("restart", site, number, running.start, running)
        except FAILURES as error:
            self._miss("served" if self.figures.has("start", site.name) else "start", site, str(error))
        finally:
            site.limit = self.plan.limit

    def _longest_wait(self, site: Site) -> float:
        """A peer that answers a save much later than it builds has missed it; some do not watch while they build."""
        if site is self.ours or not self.figures.has("cold", site.name):
            return self.plan.limit
        return min(self.plan.limit, max(LEAST_WAIT, WAIT * self.figures.seconds("cold", site.name)))

    def _follow(self, site: Site, number: int, running: Preview, browser: Browser) -> None:
        try:
            for page, word in self._saves("followed", site):
                self._note("found-open", site, number, browser.followed(running, page, word), running)
        except FAILURES as error:
            self._miss("found-open", site, str(error))

    def _saves(self, what: str, site: Site) -> Iterator[tuple[Page, str]]:
        """Another article each time, and never the same word."""
        began = time.monotonic()
        for done in range(self.plan.saves if what == "served" else -(-self.plan.saves // 2)):
            if done >= 3 and site is not self.ours and time.monotonic() - began > self.plan.patience:
                return
            yield next(self._articles), f"{what}{next(self._words)}x"

    def _note(self, what: str, site: Site, number: int, seconds: float, running: Preview) -> None:
        self.figures.add(what, site.name, number, Cost(seconds, 0.0, running.memory()))

    # --- who, when, and what went wrong -----------------------------------------------------------------------

    def _last(self, *kinds: str) -> int:
        return max(self.plan.kinds.get(kind, 0) for kind in kinds)

    def _due(self, kind: str, number: int) -> bool:
        return number <= self.plan.kinds.get(kind, 0)

    def _turn(self, number: int) -> Iterator[Site]:
        """Who takes part in this round."""
        for site in list(self.sites):
            rounds = self.plan.peers.get(site.name, self.plan.rounds())
            if number <= rounds and not self._slow(site):
                yield site

    def _slow(self, site: Site) -> bool:
        if site.name in THE_TWO or not self.figures.has("cold", site.name):
            return False
        return self.figures.seconds("cold", site.name) > self.plan.slow

    def _built(self, site: Site) -> bool:
        """Whether there is a site to edit; it is made if need be."""
        try:
            return site.output.is_dir() or bool(site.build())
        except FAILURES as error:
            self._miss("edit", site, str(error))
            return False

    def _add(self, what: str, site: Site, number: int, build: Callable[[], Cost]) -> Cost | None:
        try:
            cost = build()
        except FAILURES as error:
            self._miss(what, site, str(error))
            return None
        self.figures.add(what, site.name, number, cost)
        return cost

    def _require(self, what: str, site: Site, check: Callable[[], None]) -> None:
        try:
            check()
        except PublishedError as error:
            self._miss(what, site, str(error))

    def _miss(self, what: str, site: Site, why: str) -> None:
        self.say(f"{self.figures.name}, {site.name}, {what}: {why}")
        self.figures.missed[what, site.name] = why


def _spread(items: list[T]) -> Iterator[T]:
    """For ever one after the other, never two that are near to each other."""
    for number in count():
        yield items[int(number * GOLDEN % 1 * len(items))]

"""A Chromium that watches a preview as a person does. Playwright is in the dependency group `test`."""

import contextlib
import functools
import http.server
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import TooLongError
from pages import Page
from preview import HOST, Preview, index_state

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOLDS = "word => document.body !== null && document.body.textContent.includes(word)"
# A result that leads to the article and shows the word: results alone could be for the beginning of the word.
FOUND = """([path, word]) => [...document.querySelectorAll("main li")].some((line) =>
  line.textContent.includes(word) && [...line.querySelectorAll("a")].some((link) => link.pathname === path))"""
BOX = "main input[type=search][name=q]"
FOLLOWS = 5.0  # seconds in which an open search page shows what is new, if it does at all
LOOK = 0.05  # seconds between two looks whether there is another index
PATIENT = 5.0  # seconds after which one who searches tries again, whether there is another index or not


class BrowserError(RuntimeError):
    """Chromium could not do what a person would do, or did not see it."""


class Browser:
    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self.version: str = browser.version

    def shown(self, preview: Preview, page: Page, word: str) -> float:
        """Seconds from a save to the sight of it, on a page that was open before."""
        with self._tab() as tab:
            tab.goto(preview.url(page))
            preview.settle()
            preview.site.edit(page, word)
            began = time.perf_counter()
            self._wait(tab, HOLDS, word, preview.site.limit)
            return time.perf_counter() - began

    def found(self, preview: Preview, page: Page, word: str) -> tuple[float, float]:
        """Seconds from a save until the index is another one, and until one who comes to search sees the article.

        The search page is loaded with the word as soon as there is another index; what it takes to load and to search
        is part of the second time.
        """
        from playwright.sync_api import Error

        limit = preview.site.limit
        with self._tab() as tab:
            self._open_search(tab, preview.address)
            preview.settle()
            before = index_state(preview.port)
            preview.site.edit(page, word)
            began = time.perf_counter()
            while True:
                tried = time.perf_counter()
                while index_state(preview.port) == before and time.perf_counter() - tried < PATIENT:
                    time.sleep(LOOK)
                indexed = time.perf_counter() - began
                with contextlib.suppress(Error):  # the page that is there renews itself just now
                    tab.goto(f"{preview.address}search/?q={word}")
                if self._sees(tab, page, word, PATIENT):
                    return indexed, time.perf_counter() - began
                if time.perf_counter() - began > limit:
                    raise TooLongError(f"search did not find a save within {limit:.0f} s")

    def followed(self, preview: Preview, page: Page, word: str) -> float:
        """The same for one who has the search page open and types the word once, right after the save."""
        with self._tab() as tab:
            self._open_search(tab, preview.address)
            preview.settle()
            preview.site.edit(page, word)
            began = time.perf_counter()
            tab.fill(BOX, word)
            if not self._sees(tab, page, word, FOLLOWS):
                raise TooLongError(f"not within {FOLLOWS:.0f} s: a search page that is open does not follow")
            return time.perf_counter() - began

    def require_find(self, folder: Path, page: Page, word: str) -> None:
        """Require that the search of a published folder leads to the page for a word of it."""
        with _published(folder) as address, self._tab() as tab:
            self._open_search(tab, address)
            tab.fill(BOX, word)
            if not self._sees(tab, page, word, FOLLOWS):
                raise BrowserError("the search of the published folder does not find the word of an edit")

    @contextlib.contextmanager
    def _tab(self) -> Iterator[Any]:
        from playwright.sync_api import Error

        try:
            with self._browser.new_page() as tab:
                yield tab
        except Error as error:
            raise BrowserError(f"Chromium: {error.message.splitlines()[0]}") from error

    def _open_search(self, tab: Any, address: str) -> None:
        tab.goto(f"{address}search/")
        tab.locator(BOX).wait_for()
        tab.wait_for_load_state("networkidle")

    def _sees(self, tab: Any, page: Page, word: str, seconds: float) -> bool:
        from playwright.sync_api import Error

        try:
            tab.wait_for_function(FOUND, arg=[f"/{page.url}", word], timeout=seconds * 1000)
        except Error:  # not there, or the page went away under it
            return False
        return True

    def _wait(self, tab: Any, condition: str, argument: object, limit: float) -> None:
        from playwright.sync_api import Error

        try:
            tab.wait_for_function(condition, arg=argument, timeout=limit * 1000)
        except Error as error:
            raise TooLongError(f"the browser did not show a save within {limit:.0f} s") from error


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield Browser(browser)
        browser.close()


@contextlib.contextmanager
def _published(folder: Path) -> Iterator[str]:
    """The address of a plain web server for `folder`."""
    handler = functools.partial(_Silent, directory=str(folder))
    with http.server.ThreadingHTTPServer((HOST, 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}/"
        server.shutdown()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return

"""A Chromium that waits for a word on a page. Playwright is in the dependency group `test`."""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator

from pages import Page
from preview import PATIENCE, PatienceError, Preview

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOLDS = "word => document.body !== null && document.body.textContent.includes(word)"

Shown = Callable[[Preview, Page, list[str]], list[float]]


@contextlib.contextmanager
def chromium() -> Iterator[tuple[Shown, str]]:
    """A function that says, for each word, the seconds from its save to its sight; and the browser's version."""
    from playwright.sync_api import Error, sync_playwright

    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)

        def shown(preview: Preview, page: Page, words: list[str]) -> list[float]:
            with browser.new_page() as tab:
                tab.goto(preview.url(page))
                found = []
                for word in words:
                    preview.settle()
                    preview.site.edit(page, word)
                    began = time.perf_counter()
                    try:
                        tab.wait_for_function(HOLDS, arg=word, timeout=PATIENCE * 1000)
                    except Error as error:
                        raise PatienceError(f"the browser did not show a save within {PATIENCE:.0f} s") from error
                    found.append(time.perf_counter() - began)
                return found

        yield shown, browser.version
        browser.close()

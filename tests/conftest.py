"""What tests of several rooms share: the `--golden` switch, and a browser that complains."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from chromium import chromium
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError, sync_playwright

# The program must be as it is on a plain machine, whoever runs the tests.
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OWN_HOSTS = ("localhost", "127.0.0.1", "::1")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write golden outputs anew instead of comparing with them")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs the browser, and run it last.

    Quick failures come first; and while Playwright is running, `asyncio.run` does not work in the same thread.
    """
    for item in items:
        if "browser" in fixtures(item):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: "browser" in fixtures(item))
    if config.getoption("golden"):
        others = [item for item in items if "golden" not in fixtures(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if "golden" in fixtures(item)]


def fixtures(item: pytest.Item) -> Sequence[str]:
    return getattr(item, "fixturenames", ())


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether to write the golden output anew (`make golden`) instead of comparing with it."""
    return bool(request.config.getoption("golden"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium for the whole run. Started by the first test that asks; every parallel worker has its own."""
    try:
        path = chromium()
    except FileNotFoundError as reason:
        pytest.fail(str(reason), pytrace=False)
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


class OpenPage(Protocol):
    def __call__(self, *, allow: Sequence[str] = (), **context: Any) -> Page: ...


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages, each in a context of its own, and fails the test at its end if the browser complained.

    A complaint is an error on the console, an exception in a script, a request that failed, and a request to another
    machine. `allow` holds parts of complaints that the test expects; the rest goes to `Browser.new_context`:
    `open_page(java_script_enabled=False)`, `open_page(color_scheme="dark", allow=["404 (Not Found)"])`.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(*, allow: Sequence[str] = (), **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        listen(context, lambda text: None if any(part in text for part in allow) else complaints.append(text))
        return context.new_page()

    yield open_page
    for context in contexts:
        for page in context.pages:
            page.title()  # an answer from the page comes after all that it had to say
    heard = list(complaints)  # before closing, which makes requests fail that are still under way
    for context in contexts:
        context.close()
    if heard:
        pytest.fail("the browser complained:\n" + "\n".join(heard), pytrace=False)


def listen(context: BrowserContext, complain: Callable[[str], None]) -> None:
    """Hand every complaint of the context's pages to `complain`, with the address that it is about."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complain(f"console: {message.text} ({message.location['url']}:{message.location['lineNumber'] + 1})")

    def on_error(error: WebError) -> None:
        complain(f"script: {error.error.stack or error.error}")

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.hostname not in OWN_HOSTS:
            complain(f"another machine: {request.method} {request.url}")

    def on_failure(request: Request) -> None:
        # Leaving a page breaks off the request for its icon, which the browser makes in its own good time, and for a
        # style that the preview was about to renew.
        if request.failure == "net::ERR_ABORTED" and (request.url.endswith("/icon.svg") or "?sitegen=" in request.url):
            return
        complain(f"request: {request.failure} {request.method} {request.url}")

    context.on("console", on_console)
    context.on("weberror", on_error)
    context.on("request", on_request)
    context.on("requestfailed", on_failure)

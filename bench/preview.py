"""A generator's preview server: until its first answer, and from a save to the changed bytes or the changed screen."""

import contextlib
import http.client
import json
import os
import posixpath
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from measure import TooLongError, memory, processor
from pages import Page
from site_folder import Site

HOST = "127.0.0.1"
POLL = 0.005  # seconds between two requests
TIMEOUT = 10.0  # seconds for one answer that should come at once
QUIET = 1.0  # seconds in which a server that has settled does next to nothing
NOTHING = 0.2  # seconds of processor time: some watch their files by reading them for ever


@dataclass(frozen=True)
class Preview:
    """`start` is the time from the command to the first answer with the words that were asked for."""

    site: Site
    port: int
    pid: int
    start: float

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}/"

    def url(self, page: Page) -> str:
        return f"{self.address}{page.url}"

    def served(self, page: Page, word: str) -> float:
        """Seconds from the end of a save to the first answer that holds `word`."""
        self.site.edit(page, word)
        began = time.perf_counter()
        _wait(lambda: word in _body(self.port, page.url, self.site.limit), began, self.site.limit)
        return time.perf_counter() - began

    def settle(self) -> None:
        """Wait until what follows a save, such as a search index, is done too, as it is when a person writes."""
        until = time.monotonic() + self.site.limit
        before = processor(self.pid)
        while time.monotonic() < until:
            time.sleep(QUIET)
            now = processor(self.pid)
            if now - before <= NOTHING:
                return
            before = now

    def memory(self) -> int:
        return memory(self.pid)


@contextlib.contextmanager
def preview(site: Site, page: Page, word: str) -> Iterator[Preview]:
    """A running preview that shows `word` on `page`; its whole process group is ended afterwards."""
    port = _free_port()
    log = site.folder.with_name(f"{site.folder.name}.preview.log")
    with log.open("wb") as out:
        began = time.perf_counter()
        server = subprocess.Popen(
            site.peer.preview(site.tools, port),
            cwd=site.folder,
            env=os.environ | dict(site.peer.environment),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(lambda: word in _body(port, page.url, site.limit), began, site.limit)
        yield Preview(site, port, server.pid, time.perf_counter() - began)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def index_state(port: int) -> str:
    """What changes whenever the search index does: its list of bundles, and how each of them begins."""
    listed = _body(port, "pagefind/bundles.json", TIMEOUT)
    try:
        bundles = json.loads(listed)["bundles"]
    except (ValueError, KeyError, TypeError):
        return ""
    entries = (posixpath.normpath(f"pagefind/{each}/pagefind-entry.json") for each in bundles)
    return listed + "".join(_body(port, entry, TIMEOUT) for entry in entries)


def _wait(done: Callable[[], bool], began: float, limit: float) -> None:
    while not done():
        if time.perf_counter() - began > limit:
            raise TooLongError(f"not within {limit:g} s")
        time.sleep(POLL)


def _body(port: int, path: str, limit: float) -> str:
    """What is at `path`; "" while there is nothing, nobody, or only half an answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=limit)
    try:
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        return answer.read().decode("utf-8", "replace") if answer.status == http.client.OK else ""
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])

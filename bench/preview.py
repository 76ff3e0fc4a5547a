"""A generator's preview server: until its first answer, and from a save to the changed bytes or the changed screen."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from measure import memory, processor
from pages import Page
from site_folder import Site

HOST = "127.0.0.1"
POLL = 0.005  # seconds between two requests
PATIENCE = 300.0  # seconds for anything
QUIET = 1.0  # seconds in which a server that has settled does next to nothing
LONGEST_SETTLING = 60.0  # seconds: some watch their files by reading them for ever


class PatienceError(RuntimeError):
    """A server did not answer as expected in time."""


@dataclass(frozen=True)
class Preview:
    """`start` is the time from the command to the first answer with the page's words."""

    site: Site
    port: int
    pid: int
    start: float

    def url(self, page: Page) -> str:
        return f"http://{HOST}:{self.port}/{page.url}"

    def served(self, page: Page, word: str) -> float:
        """Seconds from the end of a save to the first answer that holds `word`."""
        self.site.edit(page, word)
        began = time.perf_counter()
        _wait(lambda: word in _body(self.port, page.url), began)
        return time.perf_counter() - began

    def settle(self) -> None:
        """Wait until what follows a save, such as a search index, is done too, as it is when a person writes."""
        until = time.monotonic() + LONGEST_SETTLING
        before = processor(self.pid)
        while time.monotonic() < until:
            time.sleep(QUIET)
            now = processor(self.pid)
            if now - before <= 0.05 * QUIET:
                return
            before = now

    def memory(self) -> int:
        return memory(self.pid)


@contextlib.contextmanager
def preview(site: Site, page: Page) -> Iterator[Preview]:
    """A running preview that shows `page`; its whole process group is ended afterwards."""
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
        _wait(lambda: page.sample in _body(port, page.url), began)
        shown = Preview(site, port, server.pid, time.perf_counter() - began)
        shown.settle()
        yield shown
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait(done: Callable[[], bool], began: float) -> None:
    while not done():
        if time.perf_counter() - began > PATIENCE:
            raise PatienceError(f"no answer as expected within {PATIENCE:.0f} s")
        time.sleep(POLL)


def _body(port: int, path: str) -> str:
    """What is at `path`; "" while there is nobody, or only half an answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", f"/{path}")
        return connection.getresponse().read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])

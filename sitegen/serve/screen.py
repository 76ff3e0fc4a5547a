"""What all open browser tabs show: the current state of the site, and the sockets that hear of the next."""

import asyncio
import secrets
import threading
from dataclasses import replace

from sitegen.model.problem import Problem
from sitegen.serve.news import news
from sitegen.serve.site import Both, Built, Bundle, Site

MEMORY = 100  # states back of which a page that connects again can be told what it missed


class Screen:
    """Holds one Site at a time and replaces it whole; whoever read the attribute before keeps the old one, whole too.

    The `show_…` functions may be called from any thread, the others from the event loop alone.
    """

    def __init__(self) -> None:
        # Another start of the preview counts from 1 again: its versions must differ from those of pages still open.
        self._start = secrets.token_hex(4)
        self._states = 0
        self._lock = threading.Lock()
        self._listeners: set[asyncio.Queue[str]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._history: dict[str, tuple[str, ...]] = {}  # version -> what changed on the way to it, oldest first
        self._last_bundle: Bundle = {}
        self.site = Site(version=self._next_version(), waiting=True)
        self._remember(self.site.version, ())

    def show_built(self, built: Built) -> tuple[str, ...]:
        """Show a build; gives the paths that changed, all of them where the build does not know.

        One that gives no file at all tells its problems over the last good files.
        """
        if not built.files:
            self.show_problems(built.problems)
            return ()
        with self._lock:
            site = replace(self.site, files=built.files, problems=built.problems, waiting=False)
            if built.changed is None:
                self._history.clear()  # nobody can be told what they missed
                return self._show(site, tuple(built.files), known=False)
            return self._show(site, built.changed)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show problems over the last good files."""
        with self._lock:
            self._show(replace(self.site, problems=problems, waiting=False), ())

    def show_bundle(self, bundle: Bundle) -> None:
        """Put a search bundle in the place of the last one.

        A page in which somebody searches just now still asks for pieces of the last bundle. Their names hold a hash of
        what is in them, so that keeping them beside the new ones mixes nothing.
        """
        with self._lock:
            last, self._last_bundle = self._last_bundle, bundle
            # A page in which somebody searches has loaded this file, and begins anew with what stands in its fields.
            self._show(replace(self.site, bundle=Both(bundle, last)), ("pagefind/bundles.json",))

    def connect(self, loop: asyncio.AbstractEventLoop) -> None:
        """Say in which loop the listeners live."""
        self._loop = loop

    def listen(self, version: str) -> asyncio.Queue[str]:
        """A queue that receives what a page of `version` has missed, and then all news."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listeners.add(queue)
        site, missed = self._missed(version)
        queue.put_nowait(news(site, missed))
        return queue

    def _missed(self, version: str) -> tuple[Site, tuple[str, ...] | None]:
        """The present site and what changed since `version`; None if nobody remembers, as after a new start."""
        with self._lock:
            versions = list(self._history)
            if version not in versions:
                return self.site, None
            later = versions[versions.index(version) + 1 :]
            return self.site, tuple(sorted({path for each in later for path in self._history[each]}))

    def forget(self, queue: asyncio.Queue[str]) -> None:
        self._listeners.discard(queue)

    def _show(self, site: Site, changed: tuple[str, ...], *, known: bool = True) -> tuple[str, ...]:
        # While there is no file at all, the page in the browser is the list of problems: it is new with every build.
        if changed or not site.files:
            site = replace(site, version=self._next_version())
            self._remember(site.version, changed if known else ())
        self.site = site
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, news(site, changed if known else None))
        return changed

    def _tell(self, message: str) -> None:
        for queue in self._listeners:
            queue.put_nowait(message)

    def _remember(self, version: str, changed: tuple[str, ...]) -> None:
        self._history[version] = changed
        if len(self._history) > MEMORY:
            del self._history[next(iter(self._history))]

    def _next_version(self) -> str:
        self._states += 1
        return f"{self._start}-{self._states}"

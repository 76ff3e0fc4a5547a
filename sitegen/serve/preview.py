"""The preview: build, serve on this machine, and build again whenever something changes. Content never ends it."""

import asyncio
import contextlib
import logging
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import uvicorn

from sitegen.model.problem import Problem
from sitegen.serve.application import application
from sitegen.serve.failure import failure
from sitegen.serve.line import built_line, failed_line, rebuilt_line
from sitegen.serve.port import HOST, listening_socket
from sitegen.serve.screen import Screen
from sitegen.serve.search import IsOver, Search
from sitegen.serve.signals import until_signal
from sitegen.serve.site import Build, Built, Bundle
from sitegen.serve.watch import Idle, Watch

Index = Callable[[Any, IsOver], Iterable[Bundle]]
Say = Callable[[str], None]
Report = Callable[[tuple[Problem, ...]], str]


def serve(
    project: Path,
    build: Build,
    index: Index,
    *,
    port: int,
    open_browser: bool,
    say: Say,
    report: Report,
    further: tuple[Path, ...] = (),
    idle: Idle = lambda is_over: None,
) -> None:
    """Preview `project` until Ctrl-C (or SIGTERM); returns then, with everything that was started ended.

    `build` looks at the project anew each time; `idle` is called while nothing happens, with a function that says when
    something does, and at the end. `index` makes the search bundles, in a thread of its own, and raises something once
    it is over. `report` turns problems into lines for the terminal; `say` prints, from any thread. `further` are
    folders to watch besides the project's: the built-in theme.
    """
    preview = Preview(
        project, build, index, port=port, open_browser=open_browser, say=say, report=report, further=further, idle=idle
    )
    if preview.port != port and port:
        say(f"port {port} is taken: using {preview.port}")
    with until_signal(preview.stop):
        preview.run()


class Preview:
    """A preview that listens from the start; `run` serves until another thread, or a signal, calls `stop`."""

    def __init__(
        self,
        project: Path,
        build: Build,
        index: Index,
        *,
        port: int,
        say: Say,
        report: Report,
        open_browser: bool = False,
        further: tuple[Path, ...] = (),
        idle: Idle = lambda is_over: None,
    ) -> None:
        self._idle = idle
        self._project = project
        self._build = build
        self._tell = say
        self._open_browser = open_browser
        self._report = report
        self._reported: tuple[Problem, ...] = ()
        self._socket = listening_socket(port)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{HOST}:{self.port}/"
        self.screen = Screen()
        self._watch = Watch(project, further)
        self._search = Search(index, self.screen.show_bundle, self._say)
        self._server = uvicorn.Server(
            uvicorn.Config(
                application(self.screen, self.port),
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                ws_max_size=1024,  # a browser has nothing to say
                timeout_graceful_shutdown=1,
            )
        )

    def run(self) -> None:
        """Serve until `stop`; then end every thread, socket and process that was started."""
        logging.getLogger("uvicorn").setLevel(logging.ERROR)
        work = threading.Thread(target=self._rebuild_for_ever, name="rebuild", daemon=True)
        try:
            self._search.start()
            asyncio.run(self._serve(work))
        finally:
            self._watch.close()
            self._search.stop()
            # A build that is under way is not waited for: it can be broken off at any place.
            work.join(timeout=0.1)
            if not work.is_alive():
                self._idle_well(lambda: False)
            self._socket.close()

    def stop(self) -> None:
        """End `run` within moments; may be called from any thread and from a signal handler."""
        self._server.should_exit = True
        self._watch.stop()

    async def _serve(self, work: threading.Thread) -> None:
        self.screen.connect(asyncio.get_running_loop())
        work.start()
        await self._server.serve(sockets=[self._socket])

    def _rebuild_for_ever(self) -> None:
        self._watch.start(self._say)  # before the first look: what changes during the build is noticed
        self._rebuild(first=True)
        self._say(self.url)
        if self._open_browser:  # in a thread, since some browsers keep their caller waiting
            threading.Thread(target=webbrowser.open, args=(self.url,), daemon=True).start()
        while self._watch.next(self._idle_well):
            self._rebuild(first=False)

    def _rebuild(self, first: bool) -> None:
        start = time.monotonic()
        before: list[str] = []  # what was shown before the rest was there

        def early(part: Built) -> None:
            before.extend(self.screen.show_built(part))

        try:
            built = self._build(self._watch.heard(), early)
            changed = tuple(dict.fromkeys((*before, *self.screen.show_built(built))))
        except BaseException as error:  # a broken theme, disk or machine; a thread never gets KeyboardInterrupt
            problems: tuple[Problem, ...] = (failure(error, self._project),)
            self.screen.show_problems(problems)
            line = failed_line(_clock(), time.monotonic() - start, bool(self.screen.site.files))
        else:
            problems = built.problems
            told = built_line if first else rebuilt_line
            line = told(_clock(), time.monotonic() - start, changed, problems)
            if built.files:
                self._search.want(built.search)
            if self._watch.is_check and not changed:
                line = ""
        if line:
            self._say(line)
        if problems != self._reported:  # those that the terminal shows already are only counted
            self._reported = problems
            if text := self._report(problems).rstrip("\n"):
                self._say(text)

    def _idle_well(self, is_over: Callable[[], bool]) -> None:
        with contextlib.suppress(Exception):  # a disk that refuses costs the next preview time
            self._idle(is_over)

    def _say(self, text: str) -> None:
        # A terminal that went, or that cannot show a letter, must not end the thread that rebuilds.
        with contextlib.suppress(OSError, ValueError):
            self._tell(text)


def _clock() -> str:
    """The time of day for people; nothing that is built ever sees it."""
    return time.strftime("%H:%M:%S")

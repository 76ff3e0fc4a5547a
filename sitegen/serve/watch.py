"""When to look at the project again. An event only says that something moved; what it was, the build finds out."""

import logging
import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUIET = 0.02  # seconds without an event before a build starts
SAVED = 0.005  # the same after a single file was written to its end by hand
CALM = 0.5  # seconds since the last look after which a save is one by hand, not one of many
LONGEST = 0.2  # seconds that a burst of events can put a build off
HEARTBEAT = 1.0  # seconds between two looks at whether the folders are still those that are watched
BURST = 1000  # events after which the system's queue may have overflowed
PROBE = 1.0  # seconds that a working inotify may take to report a file
# Reading a file opens and closes it: whoever listened to that would build for ever. A folder's own "modified" only
# repeats what its files say, and comes for an editor's temporary file too.
KINDS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    FileClosedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
COMPLETE = (FileClosedEvent, FileMovedEvent)  # of all kinds those after which a file is whole
Idle = Callable[[Callable[[], bool]], None]
Hear = Callable[[Path, bool], None]  # where something happened, and whether a file is whole now
LEFT_BY_TOOLS = re.compile(r"\..*|#.*#|.*~|.*\.(sw[a-z]|tmp|bak|orig)|4913", re.IGNORECASE)


class Watch:
    """Watches `content/` and `themes/` of a project, which may come and go, and further folders.

    inotify goes deaf when a watched folder is deleted and made anew, so that the project folder is watched for its
    entries, and a heartbeat compares the folders with those that are watched.
    """

    def __init__(self, project: Path, further: tuple[Path, ...] = ()) -> None:
        self._project = project.resolve()
        self._folders = (self._project / "content", self._project / "themes", *further)
        self._heard = threading.Event()
        self._is_whole = False  # the file of the last event
        self._file: Path | None = None  # of all events since the last look
        self._is_single = True  # there was no other file
        self._looked = 0.0
        self._events = 0
        self._paths: deque[str] = deque()  # the threads of the system add, and only `heard` takes away
        self._everywhere = True  # or only at the paths
        self._unsure = False
        self.is_check = False  # nothing happened: it is only looked whether everything was heard
        self._again = False
        self._stopped = False
        self._suspects: set[Path] = set()
        self._watched: dict[Path, tuple[ObservedWatch, tuple[int, int]]] = {}
        self._observer: BaseObserver | None = None

    def start(self, say: Callable[[str], None]) -> None:
        """Begin to listen; what changes from here on is noticed. Falls back to polling and says so."""
        # Its warnings are about what is handled here: watches that go, and queues that overflow.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        self._observer = _working_observer(self._project)
        if self._observer is None:
            say("file events do not arrive here (a network drive?): the folders are compared every second instead")
            self._observer = PollingObserver(timeout=1.0)
            self._observer.start()
        self._renew()

    def next(self, idle: Idle = lambda is_over: None) -> bool:
        """Wait until something changed and it is quiet again (or a long burst is under way); False after `stop`.

        `idle` is called now and then while nothing happens, with a function that says when something does.

        Nothing is missed between two calls: an event that comes while the caller builds ends the next wait at once.
        """
        while not self._heard.wait(HEARTBEAT):
            if self._renew() or self._again:
                self._everywhere = True
                break
            if self._unsure:
                self._everywhere = self.is_check = True
                return not self._stopped
            idle(self._heard.is_set)
        self.is_check = False
        self._again = False
        self._events = 0
        latest = time.monotonic() + LONGEST
        while not self._stopped:
            self._heard.clear()
            rest = min(self._pause(), latest - time.monotonic())
            if rest <= 0 or not self._heard.wait(rest):
                break
        self._looked, self._file, self._is_single = time.monotonic(), None, True
        # Before the caller looks: what comes after the look must be heard.
        self._again = self._events > BURST
        self._everywhere = self._renew() or self._again or self._everywhere
        return not self._stopped

    def _pause(self) -> float:
        """Seconds to wait for another event."""
        is_saved = self._is_whole and self._is_single and not self._everywhere
        return SAVED if is_saved and time.monotonic() > self._looked + CALM else QUIET

    def heard(self) -> frozenset[str] | None:
        """The paths at which something happened since this was asked last; None when it can have been anywhere.

        They are relative to the project, or absolute outside of it.
        """
        everywhere, self._everywhere = self._everywhere, False
        paths = {self._paths.popleft() for _ in range(len(self._paths))}
        self._unsure = not everywhere
        return None if everywhere else frozenset(paths)

    def stop(self) -> None:
        """End at once, from any thread or a signal handler."""
        self._stopped = True
        self._heard.set()

    def close(self) -> None:
        """Let the threads of the operating system's watches go."""
        self.stop()
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(timeout=1.0)

    def _renew(self) -> bool:
        """Watch every folder that is new in its place, forget every one that went; whether there was any."""
        renewed = False
        for folder in (self._project, *self._folders):
            identity = _identity(folder)
            watch, known = self._watched.get(folder, (None, None))
            suspect = folder in self._suspects
            if identity == known and not suspect:
                continue
            self._suspects.discard(folder)
            renewed = renewed or suspect or identity != known
            if watch is not None:
                self._unschedule(watch)
                del self._watched[folder]
            if identity is not None:
                self._schedule(folder, identity)
        return renewed

    def _schedule(self, folder: Path, identity: tuple[int, int]) -> None:
        assert self._observer is not None
        whole = folder != self._project
        handler = _Handler(self._hear_inside(folder) if whole else self._hear_entry)
        try:
            # Resolved: a link to a folder would be watched as a link, and the folder's files never heard.
            place = str(folder.resolve())
            watch = self._observer.schedule(handler, place, recursive=whole, event_filter=KINDS)
        except (OSError, RuntimeError):
            return  # it went again, or cannot be watched: the next heartbeat tries once more
        self._watched[folder] = (watch, identity)

    def _unschedule(self, watch: ObservedWatch) -> None:
        assert self._observer is not None
        try:
            self._observer.unschedule(watch)
        except (KeyError, OSError, RuntimeError):
            return  # its own thread has ended it already

    def _hear_inside(self, folder: Path) -> Hear:
        home = folder.resolve()
        own = folder.is_relative_to(self._project)
        name = folder.relative_to(self._project).as_posix() if own else folder.as_posix()

        def hear(path: Path, complete: bool) -> None:
            if path == home:
                self._suspects.add(folder)
                self._everywhere = True
            elif not path.is_relative_to(home) or any(LEFT_BY_TOOLS.fullmatch(p) for p in path.relative_to(home).parts):
                return
            self._events += 1
            self._is_whole = complete
            self._paths.append(f"{name}/{path.relative_to(home).as_posix()}")
            self._is_single = self._is_single and self._file in (None, path)
            self._file = path
            self._heard.set()

        return hear

    def _hear_entry(self, path: Path, _: bool) -> None:
        if path in self._folders:
            self._suspects.add(path)
            self._everywhere = True
            self._heard.set()


class _Handler(FileSystemEventHandler):
    """Hands over every path of an event: a save by renaming is known by where the file went."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path:
                self._hear(Path(os.fsdecode(path)), isinstance(event, COMPLETE))


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None


def _working_observer(project: Path) -> BaseObserver | None:
    """The system's observer, if it reports a file that is written on the same file system; else None.

    The file is written in `.sitegen/`, the project's own memory: never among what the user writes.
    """
    folder = project / ".sitegen"
    heard = threading.Event()
    try:
        observer = Observer()
        observer.start()
    except (OSError, RuntimeError):
        return None
    new = not folder.exists()
    probe = folder / f"probe-{os.getpid()}"
    works = False
    try:
        folder.mkdir(exist_ok=True)
        watch = observer.schedule(_Handler(lambda path, complete: heard.set()), str(folder), event_filter=KINDS)
        probe.write_bytes(b"")
        works = heard.wait(PROBE)
        probe.unlink(missing_ok=True)
        observer.unschedule(watch)
        if new:
            folder.rmdir()
    except (OSError, RuntimeError, KeyError):
        pass  # a folder that cannot be written tells nothing; polling is always right
    if works:
        return observer
    observer.stop()
    return None

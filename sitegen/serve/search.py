"""The search bundle of the preview, made beside everything else: in a process of its own, for the newest records only.

In a process of its own because it works for seconds: it can be ended at once when the records change or the preview
stops, with every process that it started, and it takes no time from a rebuild.
"""

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from sitegen.model.page import Record

Index = Callable[[tuple[Record, ...], Path], None]
PAUSE = 0.3  # seconds without a change before indexing starts: nobody searches between two keystrokes
BATCH = 1000  # records that are packed in one go; packing holds the interpreter
CHILD = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from sitegen.serve.search import index_here
index_here(sys.stdin.buffer)
"""


class Search:
    """Turns the newest records into a bundle, and gives it to `show`; what is overtaken by newer records is ended.

    `index` is a function of a module, or a `functools.partial` of one: it must be possible to name it to a process.
    """

    def __init__(self, index: Index, show: Callable[[Mapping[str, bytes]], None], say: Callable[[str], None]) -> None:
        self._index = index
        self._show = show
        self._say = say
        self._news = threading.Condition()
        self._wanted: tuple[Record, ...] | None = None
        self._wishes = 0  # counts what was wanted: after an edit and its undoing the same records are a new wish
        self._stopped = False
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._work, name="search", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def want(self, records: tuple[Record, ...]) -> None:
        """Ask for a bundle of `records`; returns at once."""
        with self._news:
            if records == self._wanted:
                return
            self._wanted = records
            self._wishes += 1
            self._end_child()
            self._news.notify()

    def stop(self) -> None:
        """End at once, with the processes that are under way and what they have written."""
        with self._news:
            self._stopped = True
            self._end_child()
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join(timeout=2.0)

    def _work(self) -> None:
        wish = 0
        while True:
            with self._news:
                while not self._stopped and self._wishes == wish:
                    self._news.wait()
                while not self._stopped and self._news.wait(PAUSE):
                    pass  # every change begins the pause anew
                wish, records = self._wishes, self._wanted
            if self._stopped or records is None:
                return
            self._make(records, wish)

    def _make(self, records: tuple[Record, ...], wish: int) -> None:
        try:
            bundle = self._bundle(records, wish)
        except Exception as error:  # whatever it is, the preview goes on with the last bundle
            if not self._overtaken(wish):
                self._say(f"search was not indexed: {error}")
            return
        if not self._overtaken(wish):
            self._show(bundle)

    def _overtaken(self, wish: int) -> bool:
        return self._stopped or self._wishes != wish

    def _bundle(self, records: tuple[Record, ...], wish: int) -> Mapping[str, bytes]:
        with tempfile.TemporaryDirectory(prefix="sitegen-search-", ignore_cleanup_errors=True) as place:
            folder = Path(place) / "pagefind"
            folder.mkdir()
            with tempfile.TemporaryFile() as complaints:
                child = self._started_child(wish, complaints.fileno())
                # A child that ends early says why in its complaints, not by the pipe that breaks.
                with contextlib.suppress(BrokenPipeError):
                    self._send(records, folder, child)
                if code := child.wait():
                    complaints.seek(0)
                    lines = complaints.read().decode("utf-8", "replace").strip().splitlines()
                    raise RuntimeError(lines[-1] if lines else f"it ended with {code}")
            return {
                path.relative_to(place).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
            }

    def _started_child(self, wish: int, complaints: int) -> subprocess.Popen[bytes]:
        with self._news:
            if self._overtaken(wish):
                raise RuntimeError("newer records are there")
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-c", CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                start_new_session=True,  # a group of its own, which can be ended with all that it starts
            )
            return self._child

    def _send(self, records: tuple[Record, ...], folder: Path, child: subprocess.Popen[bytes]) -> None:
        assert child.stdin is not None
        with child.stdin as pipe:
            pickle.dump(sys.path, pipe)
            pickle.dump((self._index, folder), pipe)
            for start in range(0, len(records), BATCH):
                pickle.dump(records[start : start + BATCH], pipe)

    def _end_child(self) -> None:
        child = self._child
        if child is None or child.poll() is not None:
            return
        if sys.platform == "win32":
            child.kill()
            return
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return  # it ended by itself just now


def index_here(pipe: BinaryIO) -> None:
    """The other end: read the function, the folder and the records, and index them in this process."""
    index, folder = pickle.load(pipe)
    records: list[Record] = []
    while True:
        try:
            records += pickle.load(pipe)
        except EOFError:
            break
    tempfile.tempdir = str(folder.parent)  # what it leaves when it is ended goes with the rest
    index(tuple(records), folder)

"""Work divided among processes: each takes the next piece as soon as it is free, and tells little of it.

What is made goes to the disk from the process that made it. What has to come back in bulk lies in a spool, a file
without a name that goes away with the build, however that ends.
"""

import gc
import marshal
import os
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from typing import IO, NoReturn, cast

Place = tuple[int, int, int]  # which spool, where in it, how long
WORTH = 12  # pieces of work below which another process costs more than it saves
TOKEN = struct.Struct("I")
MOST_TOKENS = 8_000  # that fit into a pipe while nobody reads
SELDOM = 200_000  # objects between two searches for cycles: what is made here makes few


class Spool:
    """Bytes that one process writes, and another one reads after its end."""

    def __init__(self, number: int, file: IO[bytes]) -> None:
        self._number, self._file, self._end = number, file, 0

    def put(self, data: bytes) -> Place:
        place = (self._number, self._end, len(data))
        self._file.write(data)
        self._end += len(data)
        return place


class Crew:
    """Processes for the time of one build; `read` works until its end. To be used as a context manager."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs if can_fork() else 1
        self._stack = ExitStack()
        self._files: list[IO[bytes]] = []

    def __enter__(self) -> "Crew":
        self._stack.callback(gc.set_threshold, *gc.get_threshold())
        gc.set_threshold(SELDOM)
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def read(self, place: Place) -> bytes:
        """What was put into a spool."""
        number, start, length = place
        return os.pread(self._files[number].fileno(), length, start)

    def results(
        self, names: Sequence[str], make: Callable[[str, Spool], object], tell: Callable[[int], None]
    ) -> dict[str, object]:
        """For each name what `make` gives: a value of plain types. Whatever it raises is raised here.

        `make` runs in this process and, for long work, in forks of it. `tell` hears now and then how much is done.
        """
        workers = min(self._jobs, max(1, len(names) // WORTH))
        size = -(-len(names) // MOST_TOKENS) or 1
        pieces = [names[start : start + size] for start in range(0, len(names), size)]
        take, give = os.pipe()
        with os.fdopen(give, "wb") as tokens:
            tokens.write(b"".join(map(TOKEN.pack, range(len(pieces)))))
        found: dict[str, object] = {}
        others: list[tuple[int, IO[bytes]]] = []
        try:
            for _ in range(workers - 1):
                others.append(self._fork(pieces, make, take))
            spool = self._spool()
            while token := os.read(take, TOKEN.size):
                number = TOKEN.unpack(token)[0]
                for name in pieces[number]:
                    found[name] = make(name, spool)
                tell(min((number + 1) * size, len(names)))
        finally:
            os.close(take)
            ends = [os.waitpid(pid, 0)[1] for pid, _ in others]
        for (_, told), end in zip(others, ends, strict=True):
            if end == 0:  # one that failed may have told of rows that never reached its spool
                found |= _told(told)
        spool = self._spool()
        for name in names:
            if name not in found:  # its process failed: here it is seen why
                found[name] = make(name, spool)
        self._flush()
        return found

    def _flush(self) -> None:
        for file in self._files:
            file.flush()

    def _spool(self) -> Spool:
        file = self._nameless()
        self._files.append(file)
        return Spool(len(self._files) - 1, file)

    def _nameless(self) -> IO[bytes]:
        from tempfile import TemporaryFile  # not needed where nothing changed

        return self._stack.enter_context(TemporaryFile())

    def _fork(
        self, pieces: list[Sequence[str]], make: Callable[[str, Spool], object], take: int
    ) -> tuple[int, IO[bytes]]:
        spool = self._spool()
        told = self._nameless()
        sys.stdout.flush()
        sys.stderr.flush()
        self._flush()  # or both processes would write what is still to be written
        parent = os.getpid()
        pid = os.fork()
        if pid:
            return pid, told
        try:
            while os.getppid() == parent and (token := os.read(take, TOKEN.size)):
                for name in pieces[TOKEN.unpack(token)[0]]:
                    marshal.dump((name, make(name, spool)), told)  # type: ignore[arg-type]
            self._flush()
            told.flush()
            os._exit(0)
        except BaseException:
            os._exit(1)  # the parent makes what is missing, and meets the same


class Errand:
    """Something that is found out in a fork, while this process goes on."""

    def __init__(self, find: Callable[[], object]) -> None:
        """`find` gives a value of plain types, changes nothing, and can be asked twice."""
        self._find = find
        self._answer: int | None = None
        if can_fork():
            self._answer, say = os.pipe()
            self._pid = os.fork()
            if not self._pid:
                _say_and_end(find, say)
            os.close(say)

    def answer(self) -> object:
        """What was found; the process is waited for."""
        if self._answer is None:
            return self._find()
        with os.fdopen(self._answer, "rb") as said:
            data = said.read()
        self._answer = None
        os.waitpid(self._pid, 0)
        with suppress(EOFError, ValueError, TypeError):  # else the process failed: here it is seen why
            found = marshal.loads(data)
            self._find = lambda: found
        return self._find()

    def end(self) -> None:
        """Wait no more for what nobody wants to know."""
        if self._answer is not None:
            os.close(self._answer)
            self._answer = None
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)


class Helper:
    """A fork that takes pieces of work as soon as they are laid out; in the end this process takes what is left."""

    def __init__(self, find: Callable[[int], object]) -> None:
        """`find` makes a value of plain types of the number of a piece, changes nothing, and can be asked twice."""
        self._find, self._owner = find, os.getpid()
        self._pieces: list[int] = []
        self._found: dict[int, object] = {}
        take, give = os.pipe()
        self._take, self._give = os.fdopen(take, "rb", buffering=0), os.fdopen(give, "wb", buffering=0)
        self._other = Errand(self._taken)

    def lay(self, pieces: Iterable[int]) -> None:
        """Lay out further pieces. After `found` the fork has ended, and takes none of them."""
        further = list(pieces)
        self._pieces += further
        if not self._give.closed:
            self._give.write(b"".join(map(TOKEN.pack, further)))

    def found(self) -> dict[int, object]:
        """What was made of each piece that was laid out."""
        if not self._give.closed:
            self._give.close()
            self._found = {**self._taken(), **cast("dict[int, object]", self._other.answer())}
        for piece in self._pieces:  # laid out late, or its process failed
            if piece not in self._found:
                self._found[piece] = self._find(piece)
        return self._found

    def end(self) -> None:
        """Wait no more for what nobody wants to know."""
        self._give.close()
        self._take.close()
        self._other.end()

    def _taken(self) -> dict[int, object]:
        if os.getpid() != self._owner:
            self._give.close()  # or there would never be an end
        found = {}
        while token := self._take.read(TOKEN.size):
            piece = TOKEN.unpack(token)[0]
            found[piece] = self._find(piece)
        return found


def _say_and_end(find: Callable[[], object], say: int) -> NoReturn:
    try:
        with os.fdopen(say, "wb") as file:
            file.write(marshal.dumps(find()))  # type: ignore[arg-type]
        os._exit(0)
    except BaseException:
        os._exit(1)


def can_fork() -> bool:
    """Whether a copy of this process can go on working: only where no other thread may hold something just now."""
    return hasattr(os, "fork") and threading.active_count() == 1


def _told(file: IO[bytes]) -> dict[str, object]:
    """All that a process told before it ended."""
    file.seek(0)
    found: dict[str, object] = {}
    while True:
        try:
            name, value = marshal.load(file)
        except (EOFError, ValueError, TypeError):
            return found
        found[name] = value

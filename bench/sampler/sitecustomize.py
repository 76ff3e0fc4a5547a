"""Loaded by every Python that starts with this folder on its path: notes, every few milliseconds of processor time,
where the program is. A forked process goes on for itself. What threads other than the main one do is noted as what
the main one does.
"""

import atexit
import os
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

INTERVAL = 0.004  # seconds of processor time; no kernel is finer than this everywhere
PLACE = os.environ.get("SITEGEN_STAGES", "")
PACKAGE = "/sitegen/"
LIBRARIES = "/site-packages/"

_file = -1
_before = 0.0


def _start() -> None:
    global _file, _before
    _file = os.open(f"{PLACE}/{os.getpid()}", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    _before = 0.0  # a forked process begins to count anew
    signal.signal(signal.SIGPROF, _note)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)


def _stop() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)


def _stopping_first(execute: Callable[..., NoReturn]) -> Callable[..., NoReturn]:
    """Another program that takes this one's place would inherit the timer, and be ended by its signal."""

    def stopped(*arguments: object) -> NoReturn:
        _stop()
        execute(*arguments)

    return stopped


def _note(_: int, frame: FrameType | None) -> None:
    global _before
    now = time.process_time()
    os.write(_file, f"{now - _before:.6f}\t{_where(frame)}\n".encode())
    _before = now


def _where(frame: FrameType | None) -> str:
    """The room, its function, and the library that it has called; tabs between them."""
    library, imports = "", False
    while frame is not None:
        code = frame.f_code
        path = code.co_filename
        imports = imports or path.startswith("<frozen importlib")
        at = path.rfind(PACKAGE)
        if at >= 0 and LIBRARIES not in path[at:]:
            inside = path[at + len(PACKAGE) :]
            room = "imports" if imports else inside.partition("/")[0].removesuffix(".py")
            return f"{room}\t{inside}:{code.co_qualname}\t{library or 'itself'}"
        if not library:
            library = path.rpartition(LIBRARIES)[2].partition("/")[0] if LIBRARIES in path else _standard(path)
        frame = frame.f_back
    return f"{'imports' if imports else 'elsewhere'}\t\t{library}"


def _standard(path: str) -> str:
    return "a template" if path.endswith(".html") or path == "<template>" else path.rpartition("/")[2]


if PLACE:
    os.register_at_fork(after_in_child=_start)
    atexit.register(_stop)  # before Python takes its hands off signals, which would end the process
    os.execv, os.execve = _stopping_first(os.execv), _stopping_first(os.execve)
    _start()

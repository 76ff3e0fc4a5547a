"""Ctrl-C and SIGTERM end a server well."""

import contextlib
import signal
import threading
from collections.abc import Callable, Generator


@contextlib.contextmanager
def until_signal(stop: Callable[[], None]) -> Generator[None, None, None]:
    """While this lasts, Ctrl-C and SIGTERM call `stop`. Only the main thread may ask for that.

    uvicorn has its own handlers while it runs, and raises the signal again at its end: here, where it is harmless.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: stop()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

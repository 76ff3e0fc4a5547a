"""`sitegen`, and `python -m sitegen`."""

import gc
import os
import sys
import threading

from sitegen.cli import main

SELDOM = 100_000  # objects between two searches for cycles: what is read and made here has few


def run() -> None:
    """One command, with this process to itself."""
    gc.set_threshold(SELDOM)
    try:
        main(prog_name="sitegen")
    except SystemExit as end:
        if isinstance(end.code, int) and threading.active_count() == 1:
            _end(end.code)
        raise


def _end(code: int) -> None:
    """End at once: to let go of each value by itself takes a large part of a short build."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return  # Python has its own way to say so
    os._exit(code)


if __name__ == "__main__":
    run()

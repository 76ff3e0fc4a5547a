"""A server that stands in for GitHub Pages, on this machine alone."""

import logging
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import uvicorn

from sitegen.serve.guard import guarded
from sitegen.serve.pages import pages_application
from sitegen.serve.port import HOST
from sitegen.serve.signals import until_signal


def address(listener: socket.socket, base: str) -> str:
    """Where the site of a server that listens there can be read; `base` is its path, quoted."""
    return f"http://{HOST}:{listener.getsockname()[1]}{base}"


def serve_pages(folder: Path, base: str, listener: socket.socket, *, open_browser: bool) -> None:
    """Serve `folder` below `base` until Ctrl-C (or SIGTERM)."""
    server = pages_server(folder, base, listener)
    if open_browser:  # in a thread, since some browsers keep their caller waiting
        threading.Thread(target=webbrowser.open, args=(address(listener, quote(base)),), daemon=True).start()
    with until_signal(_stop(server)):
        server.run(sockets=[listener])


def pages_server(folder: Path, base: str, listener: socket.socket) -> uvicorn.Server:
    """A server that is not running yet."""
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    return uvicorn.Server(
        uvicorn.Config(
            guarded(pages_application(folder, base), listener.getsockname()[1]),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )


def _stop(server: uvicorn.Server) -> Callable[[], None]:
    def stop() -> None:
        server.should_exit = True

    return stop

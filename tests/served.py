"""A folder as GitHub Pages shows it: below a path, by the server of `sitegen serve --pages`."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from sitegen.serve.pages_server import address, pages_server
from sitegen.serve.port import listening_socket


@contextlib.contextmanager
def served(folder: Path, base: str = "/desk/") -> Iterator[str]:
    """The address of a server of the folder, without a slash at the end."""
    with listening_socket(0) as listener:
        server = pages_server(folder, base, listener)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.005)
        yield address(listener, base).rstrip("/")
        server.should_exit = True
        server.force_exit = True  # a browser keeps its connections
        thread.join(timeout=5)

"""A toy site and a running preview of it. `browser` comes from the conftest.py above."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from serve.toys import difference, toy, toy_index
from websockets.sync.client import ClientConnection, connect

from sitegen.problems import as_text
from sitegen.serve.preview import Preview


@dataclass(frozen=True)
class Got:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Running:
    """A preview in a thread, with a browser's view of it."""

    project: Path
    preview: Preview
    said: list[str]
    builds: list[float] = field(default_factory=list)

    def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", self.preview.port, timeout=5)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        got = Got(response.status, dict(response.getheaders()), response.read())
        connection.close()
        return got

    def listen(self, version: str = "", **headers: str) -> "Listening":
        address = f"ws://127.0.0.1:{self.preview.port}/_sitegen/ws?version={version}"
        return Listening(connect(address, additional_headers=headers).__enter__())

    def write(self, path: str, text: str) -> None:
        file = self.project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def wait(self, true: Callable[[], object], seconds: float = 5.0) -> None:
        until = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < until, f"it did not happen in {seconds} s; said: {self.said}"
            time.sleep(0.005)

    def settle(self, seconds: float = 0.4) -> int:
        """Wait until no build has started for a while; the number of builds so far."""
        while not self.builds or time.monotonic() - self.builds[-1] < seconds:
            time.sleep(0.02)
        return len(self.builds)


class Listening:
    """An open socket; `next` is the next message."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.hello = self.next()

    def next(self, timeout: float = 5.0) -> dict:
        return json.loads(self.socket.recv(timeout=timeout))

    def changed(self, path: str) -> dict:
        """The first message that tells of `path`."""
        while True:
            message = self.next()
            if path in (message["changed"] or ()):
                return message


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text("<h1>First</h1>")
    (tmp_path / "content" / "flood.md").write_text("<h1>Flood</h1>")
    (tmp_path / "content" / "404.md").write_text("lost")
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "style.css").write_text("h1 { color: rgb(1, 2, 3) }")
    return tmp_path


@pytest.fixture
def start(project: Path) -> Generator[Callable[..., Running], None, None]:
    """Starts a preview of `project`; ends all of them when the test is over."""
    started: list[tuple[Preview, threading.Thread]] = []

    def begin(
        build: Callable[[], object] | None = None,
        index: object = toy_index,
        ready: bool = True,
        port: int = 0,
        **options,
    ):
        builds: list[float] = []
        said: list[str] = []

        last: dict[str, bytes] = {}

        def counted(heard: frozenset[str] | None, early: object) -> object:
            builds.append(time.monotonic())
            made = build() if build else toy(project)
            changed = difference(last, made.files) if made.files else ()
            last.clear()
            last.update(made.files)
            return replace(made, changed=changed)

        preview = Preview(project, counted, index, port=port, say=said.append, report=as_text, **options)
        thread = threading.Thread(target=preview.run)
        thread.start()
        started.append((preview, thread))
        running = Running(project, preview, said, builds)
        running.wait(lambda: preview.url in said if ready else preview._server.started)
        return running

    yield begin
    for preview, _ in started:
        preview.stop()
    for _, thread in started:
        thread.join(timeout=5)
        assert not thread.is_alive(), "the preview does not end"


@pytest.fixture
def running(start: Callable[..., Running]) -> Running:
    return start()

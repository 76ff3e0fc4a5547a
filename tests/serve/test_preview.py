"""The preview shows the last good site, whole, and tells what changed."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from serve.toys import Toy, toy
from websockets.sync.client import connect

from sitegen.serve.port import listening_socket


def test_pages_come_with_the_script_and_are_never_cached(running) -> None:
    got = running.get("/flood/")
    assert got.status == 200
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.headers["cache-control"] == "no-store"
    assert b'<script src="/_sitegen/preview.js" defer data-file="flood/index.html"' in got.body
    assert f"ws://127.0.0.1:{running.preview.port}".encode() in got.body


def test_what_is_built_is_never_changed_by_serving_it(running) -> None:
    running.get("/")
    assert all(b"_sitegen" not in data for data in running.preview.screen.site.files.values())


def test_other_files_come_as_they_are(running) -> None:
    got = running.get("/theme/style.css?v=1")
    assert (got.status, got.body) == (200, b"h1 { color: rgb(1, 2, 3) }")
    assert got.headers["content-type"] == "text/css; charset=utf-8"


def test_a_redirection_keeps_the_query(running) -> None:
    got = running.get("/flood?q=a%20b")
    assert (got.status, got.headers["location"]) == (301, "/flood/?q=a%20b")


def test_what_is_missing_shows_the_sites_404_page(running) -> None:
    got = running.get("/nowhere/")
    assert got.status == 404
    assert b"lost" in got.body
    assert b'data-file="404.html"' in got.body


def test_head_has_the_headers_and_no_body(running) -> None:
    got = running.get("/flood/", method="HEAD")
    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["content-length"]) == len(running.get("/flood/").body)
    assert running.get("/", method="POST").status == 405


def test_the_previews_own_files_are_served_and_no_others(running) -> None:
    assert running.get("/_sitegen/preview.js").headers["content-type"] == "text/javascript; charset=utf-8"
    assert running.get("/_sitegen/preview.css").status == 200
    assert running.get("/_sitegen/preview.py").status == 404
    assert running.get("/_sitegen/..%2fpreview.py").status == 404


def test_a_changed_page_is_named_and_served(running) -> None:
    tab = running.listen()
    running.write("content/flood.md", "<h1>Flood, again</h1>")
    assert tab.changed("flood/index.html")["changed"] == ["flood/index.html"]
    assert b"Flood, again" in running.get("/flood/").body


def test_a_changed_style_is_named_and_no_page_is(running) -> None:
    tab = running.listen()
    running.write("themes/style.css", "h1 { color: red }")
    assert tab.changed("theme/style.css")["changed"] == ["theme/style.css"]


def test_a_deleted_page_is_named_and_gone(running) -> None:
    tab = running.listen()
    (running.project / "content/flood.md").unlink()
    assert tab.changed("flood/index.html")
    assert running.get("/flood/").status == 404


def test_a_build_that_changes_nothing_sends_only_the_problems(running) -> None:
    tab = running.listen()
    version = tab.hello["version"]
    running.write("content/flood.md", "<h1>Flood</h1>")
    message = tab.next()
    assert (message["version"], message["changed"], message["problems"]) == (version, [], [])


def test_problems_are_sent_with_their_address_and_errors_first_and_go_when_mended(running) -> None:
    tab = running.listen()
    running.write("content/flood.md", "<h1>Flood</h1>\nWARNING odd\nERROR wrong")
    message = tab.changed("flood/index.html")
    assert (message["errors"], message["warnings"]) == (1, 1)
    assert [(p["path"], p["line"], p["column"], p["message"]) for p in message["problems"]] == [
        ("content/flood.md", 3, 3, "wrong"),
        ("content/flood.md", 2, 3, "odd"),
    ]
    assert running.listen().hello["problems"] == message["problems"]
    running.write("content/flood.md", "<h1>Flood</h1>")
    assert tab.changed("flood/index.html")["problems"] == []


def test_an_exception_leaves_the_last_good_pages_and_is_told_in_one_line(running) -> None:
    tab = running.listen()
    running.write("content/flood.md", "CRASH")
    message = tab.next()
    while not message["problems"]:
        message = tab.next()
    assert message["changed"] == []
    assert message["problems"][0]["message"] == "RuntimeError: the theme is broken"
    assert b"<h1>Flood</h1>" in running.get("/flood/").body
    running.wait(lambda: any("the theme is broken" in text for text in running.said))
    assert not any("second line" in text for text in running.said)
    running.write("content/flood.md", "<h1>Mended</h1>")
    assert tab.changed("flood/index.html")["problems"] == []


def test_even_an_exit_or_a_build_without_files_does_not_end_the_preview(start, project) -> None:
    gifts = [lambda: toy(project), lambda: sys.exit(3), lambda: Toy(files={}), lambda: None, lambda: toy(project)]
    running = start(build=lambda: gifts.pop(0)() if len(gifts) > 1 else gifts[0]())
    for number in range(2, 6):
        running.write("content/flood.md", f"<h1>{number}</h1>")
        running.wait(lambda number=number: len(running.builds) >= number)
        assert running.get("/flood/").status == 200
        running.settle(0.1)
    running.wait(lambda: b"<h1>5</h1>" in running.get("/flood/").body)


def test_a_first_build_that_fails_gives_a_page_with_the_problem_until_it_is_mended(start, project) -> None:
    (project / "content/flood.md").write_text("CRASH")
    running = start()
    got = running.get("/flood/")
    assert got.status == 503
    assert b"the theme is broken" in got.body
    assert b"/_sitegen/preview.js" in got.body
    tab = running.listen()
    running.write("content/index.md", "CRASH, too")
    assert tab.next()["version"] != tab.hello["version"], "the page lists the problems: it is out of date"
    running.settle(0.1)
    version = running.listen().hello["version"]
    running.write("content/index.md", "<h1>First</h1>")
    running.write("content/flood.md", "<h1>Flood</h1>")
    running.wait(lambda: running.get("/flood/").status == 200)
    assert running.listen().hello["version"] != version


def test_a_slow_first_build_is_announced_in_the_browser(start, project) -> None:
    go = threading.Event()
    running = start(build=lambda: (go.wait(5), toy(project))[1], ready=False)
    tab = running.listen()
    got = running.get("/flood/")
    assert (got.status, b"Building the site" in got.body) == (503, True)
    go.set()
    assert tab.changed("flood/index.html")
    assert running.get("/flood/").status == 200


def test_every_answer_is_whole_while_builds_follow_one_another(start, project) -> None:
    """A page's two halves are of one build, and so are its bytes and its version."""
    number = 0

    def build() -> Toy:
        nonlocal number
        number += 1
        half = b"<i>%d</i>" % number * 20_000
        return Toy(files={"index.html": half, "theme/a.txt": half})

    running = start(build=build)
    stop = time.monotonic() + 1.0
    seen = set()
    touching = threading.Thread(target=_touch, args=(project, stop))
    touching.start()
    while time.monotonic() < stop:
        for path in ("/", "/theme/a.txt"):
            body = running.get(path).body
            parts = set(body.partition(b"<script")[0].replace(b"</i>", b"").split(b"<i>")) - {b""}
            assert len(parts) == 1
            seen |= parts
    touching.join()
    assert len(seen) > 3


def _touch(project: Path, stop: float) -> None:
    while time.monotonic() < stop:
        (project / "content/flood.md").write_text(str(time.monotonic()))
        time.sleep(0.03)


def test_a_change_during_a_build_makes_another_and_never_two_at_once(start, project) -> None:
    under_way = []
    most = []

    def slow() -> object:
        under_way.append(1)
        most.append(len(under_way))
        site = toy(project)  # what it reads, it reads at its beginning
        time.sleep(0.3)
        under_way.pop()
        return site

    running = start(build=slow)
    running.write("content/flood.md", "<h1>one</h1>")
    running.wait(lambda: len(running.builds) == 2)
    time.sleep(0.1)
    running.write("content/flood.md", "<h1>two</h1>")
    running.wait(lambda: b"<h1>two</h1>" in running.get("/flood/").body)
    assert max(most) == 1


def test_the_terminal_gets_one_line_for_a_rebuild_and_the_problems_when_they_are_others(running) -> None:
    assert running.said[0].endswith("s: 3 pages")
    assert running.said[1] == running.preview.url
    running.write("content/flood.md", "<h1>Flood</h1>\nERROR wrong")
    running.wait(lambda: len(running.said) == 4)
    assert running.said[2].endswith("s: 1 page changed · 1 error")
    assert running.said[3] == "content/flood.md:2:3: error: wrong  [toy]"
    running.write("content/index.md", "<h1>Other</h1>")
    running.wait(lambda: len(running.said) == 5)
    assert running.said[4].endswith("s: 1 page changed · 1 error")


def test_several_tabs_hear_the_same(running) -> None:
    tabs = [running.listen() for _ in range(12)]
    running.write("content/flood.md", "<h1>Flood, again</h1>")
    assert len({tab.changed("flood/index.html")["version"] for tab in tabs}) == 1


def test_a_page_that_connects_late_is_told_what_it_missed(running) -> None:
    version = running.listen().hello["version"]
    for path in ("flood", "index"):
        tab = running.listen()
        running.write(f"content/{path}.md", "<h1>Other</h1>")
        tab.next()
    running.settle(0.1)
    hello = running.listen(version=version).hello
    assert {"flood/index.html", "index.html"} <= set(hello["changed"])
    assert running.listen(version=hello["version"]).hello["changed"] == []
    assert running.listen(version="another-start").hello["changed"] is None


def test_a_taken_port_gives_the_next_free_one(start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with listening_socket(port) as other:
            assert other.getsockname()[1] > port


def test_an_answer_is_sent_at_once_on_a_connection_that_stays_open() -> None:
    async def sends_at_once() -> int:
        met = asyncio.get_running_loop().create_future()

        async def meet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            met.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listener = listening_socket(0)
        async with await asyncio.start_server(meet, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname())
            writer.close()
            return await met

    assert asyncio.run(sends_at_once())


PROGRAM = """
import functools, sys
from pathlib import Path
sys.path[:0] = [{here!r}]
import serve.toys as toys
from sitegen.serve.preview import serve
project = Path(sys.argv[1])
serve(
    project,
    lambda heard, early: toys.toy(project),
    functools.partial(toys.slow_index, project / "indexing"),
    port=0,
    open_browser=False,
    say=lambda text: print(text, flush=True),
    report=lambda problems: "",
)
print("ended", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_everything_at_once_and_well(project, number) -> None:
    """With an open socket, and with a search process under way that would take a minute."""
    program = PROGRAM.format(here=str(Path(__file__).parent.parent))
    command = [sys.executable, "-c", program, str(project)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout and process.stderr
        process.stdout.readline()
        url = process.stdout.readline().strip()
        with connect(url.replace("http", "ws") + "_sitegen/ws"):
            mark = project / "indexing"
            until = time.monotonic() + 5
            while not (mark.exists() and mark.read_text().count("\n") == 2):
                assert time.monotonic() < until
                time.sleep(0.02)
            start = time.monotonic()
            process.send_signal(number)
            assert process.wait(timeout=5) == 0
            assert time.monotonic() - start < 1.5
        assert (process.stdout.read(), process.stderr.read()) == ("ended\n", "")
    finally:
        process.kill()
    for child in mark.read_text().split():
        _wait_until_gone(int(child))


def _wait_until_gone(process: int) -> None:
    until = time.monotonic() + 2
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return
        if state == "Z":  # ended, and only waits to be counted by whoever inherited it
            return
        time.sleep(0.02)
    pytest.fail(f"process {process} still runs")

"""The search bundle is made beside everything else, and swapped whole."""

import functools
import threading
import time
from pathlib import Path

from serve.toys import failing_index, slow_index, toy_index

from sitegen.model.page import Record
from sitegen.serve.search import Search


def test_the_bundle_comes_after_the_page_and_follows_changes(start) -> None:
    running = start(ready=False)
    assert running.listen().changed("pagefind/bundles.json"), "who looked for it too early is told"
    got = running.get("/pagefind/pagefind.js")
    assert got.body.decode().split() == ["404.html", "flood/index.html", "index.html", "theme/style.css"]
    assert running.get("/pagefind/fragment/en_4.pf_fragment").headers["content-type"] == "application/octet-stream"
    told = running.listen()
    running.write("content/new.md", "<h1>New</h1>")
    assert told.changed("pagefind/bundles.json"), "an open search page begins anew"
    running.wait(lambda: b"new/index.html" in running.get("/pagefind/pagefind.js").body)
    assert running.get("/pagefind/fragment/en_4.pf_fragment").status == 200, "an open search page may still ask for it"
    assert running.get("/pagefind/fragment/en_5.pf_fragment").status == 200


def test_a_page_is_shown_while_an_index_is_under_way_and_a_newer_change_ends_it(start, project) -> None:
    mark = project / "indexing"
    running = start(index=functools.partial(slow_index, mark))
    running.wait(lambda: mark.exists() and mark.read_text().count("\n") == 2)
    first = mark.read_text()
    begin = time.monotonic()
    running.write("content/new.md", "<h1>New</h1>")
    running.wait(lambda: running.get("/new/").status == 200)
    assert time.monotonic() - begin < 1
    running.wait(lambda: mark.read_text() not in ("", first))
    assert not any(Path(f"/proc/{number}").exists() and _runs(number) for number in first.split())


def test_a_failing_index_is_said_once_and_the_preview_goes_on(start) -> None:
    running = start(index=failing_index)
    running.wait(lambda: "search was not indexed: no words to index" in running.said)
    assert running.get("/").status == 200
    assert running.get("/pagefind/pagefind.js").status == 404


def _runs(number: str) -> bool:
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_an_edit_that_is_undone_while_it_is_indexed_is_indexed_again() -> None:
    bundles: list[object] = []
    said: list[str] = []
    begun = threading.Event()

    def index(records, is_over):
        begun.set()
        until = time.monotonic() + 5
        while not search._wishes > 1 and time.monotonic() < until:
            time.sleep(0.001)
        if is_over():
            raise RuntimeError("it is over")
        yield from toy_index(records, is_over)

    search = Search(index, bundles.append, said.append)
    search.start()
    first, second = (toy_records(name) for name in "ab")
    search.want(first)
    assert begun.wait(5)
    search.want(second)
    search.want(first)
    until = time.monotonic() + 5
    while not bundles and time.monotonic() < until:
        time.sleep(0.01)
    search.stop()
    assert said == []
    assert [bundle["pagefind/pagefind.js"] for bundle in bundles] == [b"a"]


def test_an_index_that_is_made_although_it_is_over_is_not_shown() -> None:
    shown: list[object] = []
    begun, go = threading.Event(), threading.Event()

    def index(records, is_over):
        begun.set()
        assert go.wait(5)
        yield from toy_index(records, is_over)

    search = Search(index, shown.append, shown.append)
    search.start()
    search.want(toy_records("a"))
    assert begun.wait(5)
    search.want(toy_records("b"))
    go.set()
    until = time.monotonic() + 5
    while not shown and time.monotonic() < until:
        time.sleep(0.001)
    search.stop()
    assert [bundle["pagefind/pagefind.js"] for bundle in shown] == [b"b"]


def toy_records(url: str) -> tuple[Record, ...]:
    return (Record(url=url, type="page", title=url, text="", lang="en", date="", filters=()),)

"""The server that stands in for GitHub Pages gives what Pages gives."""

import http.client
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from projects import written
from served import served

FILES = {
    "index.html": "<h1>Home</h1>",
    "404.html": "<h1>Not found</h1>",
    "about.html": "about",
    "claims/index.html": "claims",
    "claims/claims.json": "[]",
    "both.html": "the page",
    "both/index.html": "the folder",
    "empty/note.txt": "a folder without a page",
    "data/words é.csv": "a,b\n",
    "pagefind/wasm.en.pagefind": "wasm",
    "theme/site.js": "let a;",
    ".sitegen-manifest": "hidden",
    ".git/config": "hidden",
}


class Got(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


Get = Callable[..., Got]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A folder and the port at which it is served; every test has its own site in it."""
    folder = tmp_path_factory.mktemp("served") / "site"
    with served(folder, "/repo/") as address:
        yield folder, urlsplit(address).port or 0


@pytest.fixture
def site(server: tuple[Path, int]) -> Path:
    shutil.rmtree(server[0].parent)
    written(server[0].parent, {"secret.txt": "secret"})
    return written(server[0], FILES)


@pytest.fixture
def get(server: tuple[Path, int], site: Path) -> Get:
    def get(path: str, method: str = "GET", **headers: str) -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", server[1], timeout=5)
        connection.request(method, path, headers={name.replace("_", "-"): each for name, each in headers.items()})
        response = connection.getresponse()
        got = Got(response.status, {name.lower(): each for name, each in response.getheaders()}, response.read())
        connection.close()
        return got

    return get


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/repo/", 200, "<h1>Home</h1>"),
        ("/repo/index.html", 200, "<h1>Home</h1>"),
        ("/repo/about", 200, "about"),
        ("/repo/about.html", 200, "about"),
        ("/repo/about?from=mail", 200, "about"),
        ("/repo/claims/", 200, "claims"),
        ("/repo/both", 200, "the page"),
        ("/repo/both/", 200, "the folder"),
        ("/repo/data/words%20%C3%A9.csv", 200, "a,b\n"),
        ("/repo/about/", 404, "<h1>Not found</h1>"),
        ("/repo/empty/", 404, "<h1>Not found</h1>"),
        ("/repo/empty", 404, "<h1>Not found</h1>"),
        ("/repo/nowhere", 404, "<h1>Not found</h1>"),
        ("/repo/404.html", 200, "<h1>Not found</h1>"),
        ("/", 404, "This site is at /repo/\n"),
        ("/other/", 404, "This site is at /repo/\n"),
        ("/repository/", 404, "This site is at /repo/\n"),
    ],
)
def test_an_address_gives_what_pages_gives(get: Get, path: str, status: int, body: str) -> None:
    got = get(path)
    assert (got.status, got.body.decode()) == (status, body)
    assert got.headers["cache-control"] == "max-age=600"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/repo", "/repo/"),
        ("/repo?q=1", "/repo/?q=1"),
        ("/repo/claims", "/repo/claims/"),
        ("/repo/claims?status=disputed&words=a%20b", "/repo/claims/?status=disputed&words=a%20b"),
    ],
)
def test_a_folder_without_its_slash_is_moved_for_good_and_keeps_its_query(get: Get, path: str, place: str) -> None:
    got = get(path)
    assert (got.status, got.headers["location"]) == (301, place)


@pytest.mark.parametrize(
    "path",
    [
        "/repo/../secret.txt",
        "/repo/%2e%2e/secret.txt",
        "/repo/..%2fsecret.txt",
        "/repo/..%5csecret.txt",
        "/repo//index.html",
        "/repo/claims/../about.html",
        "/repo/%00",
        "/repo/.sitegen-manifest",
        "/repo/.git/config",
        "/repo/linked.txt",
        "/repo/linked/secret.txt",
        "/repo/" + "a" * 5000,
    ],
)
def test_nothing_outside_of_the_folder_and_nothing_hidden_is_served(get: Get, site: Path, path: str) -> None:
    (site / "linked.txt").symlink_to(site.parent / "secret.txt")
    (site / "linked").symlink_to(site.parent)
    got = get(path)
    assert (got.status, got.body) == (404, b"<h1>Not found</h1>")


def test_without_a_page_of_its_own_for_what_is_missing_there_is_a_plain_one(get: Get, site: Path) -> None:
    (site / "404.html").unlink()
    assert get("/repo/nowhere").status == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/repo/", "text/html; charset=utf-8"),
        ("/repo/about", "text/html; charset=utf-8"),
        ("/repo/nowhere", "text/html; charset=utf-8"),
        ("/repo/theme/site.js", "text/javascript; charset=utf-8"),
        ("/repo/claims/claims.json", "application/json; charset=utf-8"),
        ("/repo/pagefind/wasm.en.pagefind", "application/octet-stream"),
    ],
)
def test_a_file_says_what_it_is(get: Get, path: str, kind: str) -> None:
    assert get(path).headers["content-type"] == kind


@pytest.mark.parametrize("path", ["/repo/", "/repo/nowhere"])
def test_who_asks_for_the_head_gets_no_body(get: Get, path: str) -> None:
    whole, head = get(path), get(path, "HEAD")
    assert (head.status, head.body) == (whole.status, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_nothing_can_be_sent(get: Get) -> None:
    assert get("/repo/", "POST").status == 405


def test_a_part_of_a_file_can_be_had(get: Get) -> None:
    got = get("/repo/about.html", Range="bytes=1-2")
    assert (got.status, got.body, got.headers["content-range"]) == (206, b"bo", "bytes 1-2/5")
    assert get("/repo/about.html", Range="bytes=9-").status == 416


def test_what_the_browser_has_already_is_not_sent_again(get: Get, site: Path) -> None:
    first = get("/repo/about")
    tag, date = first.headers["etag"], first.headers["last-modified"]
    known = get("/repo/about", If_None_Match=f'W/"other", W/{tag}')
    assert (known.status, known.body, known.headers["etag"]) == (304, b"", tag)
    assert get("/repo/about", If_Modified_Since=date).status == 304
    assert get("/repo/about", If_Modified_Since="yesterday").status == 200
    assert get("/repo/about", If_None_Match='"other"', If_Modified_Since=date).status == 200
    (site / "about.html").write_text("about something else")
    assert get("/repo/about", If_None_Match=tag).status == 200


def test_a_folder_that_was_swapped_for_another_is_served_at_once(get: Get, site: Path) -> None:
    written(site.parent / "next", {"index.html": "next"})
    site.rename(site.parent / "last")
    (site.parent / "next").rename(site)
    assert get("/repo/").body == b"next"


def test_another_host_is_refused(get: Get) -> None:
    assert get("/repo/", Host="evil.example").status == 403


def test_a_site_at_the_root_of_a_domain_is_served_at_the_root(site: Path) -> None:
    with served(site, "/") as address:
        parts = urlsplit(address)
        for path, status in (("/", 200), ("/claims", 301), ("/about", 200), ("/nowhere", 404)):
            connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=5)
            connection.request("GET", path)
            assert connection.getresponse().status == status
            connection.close()

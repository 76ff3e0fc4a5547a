"""Paths answer as on GitHub Pages."""

import pytest

from sitegen.model.problem import Origin, Problem
from sitegen.serve.answer import answer, content_type
from sitegen.serve.site import Site

SITE = Site(
    version="1",
    files={
        "index.html": b"home",
        "about.html": b"about",
        "stories/flood/index.html": b"flood",
        "stories/flood/map.svg": b"<svg/>",
        "überblick/index.html": b"u",
        "404.html": b"lost",
        "both.html": b"file",
        "both/index.html": b"folder",
    },
    bundle={"pagefind/pagefind.js": b"search", "pagefind/fragment/en_1.pf_fragment": b"x"},
)


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/", 200, b"home"),
        ("/index.html", 200, b"home"),
        ("/about", 200, b"about"),
        ("/about.html", 200, b"about"),
        ("/about/", 404, b"lost"),
        ("/stories/flood/", 200, b"flood"),
        ("/stories/flood/map.svg", 200, b"<svg/>"),
        ("/both", 200, b"file"),
        ("/both/", 200, b"folder"),
        ("/stories/", 404, b"lost"),
        ("/stories", 404, b"lost"),
        ("/nowhere", 404, b"lost"),
        ("//stories/flood", 404, b"lost"),
        ("/../index.html", 404, b"lost"),
        ("/pagefind/pagefind.js", 200, b"search"),
        ("/pagefind/", 404, b"lost"),
        ("/pagefind/other.js", 404, b"lost"),
    ],
)
def test_a_path_gives_what_github_pages_gives(path: str, status: int, body: bytes) -> None:
    found = answer(SITE, path)
    assert (found.status, found.body) == (status, body)


def test_a_folder_without_its_slash_leads_to_the_folder() -> None:
    assert (answer(SITE, "/stories/flood").status, answer(SITE, "/stories/flood").location) == (301, "/stories/flood/")
    assert answer(SITE, "/überblick").location == "/%C3%BCberblick/"


def test_a_site_without_a_404_page_still_answers_404() -> None:
    found = answer(Site(version="1", files={"index.html": b"home"}), "/nowhere")
    assert found.status == 404
    assert b"no such page" in found.body


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("theme/site.JS", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("data/claims.csv", "text/csv; charset=utf-8"),
        ("pagefind/wasm.en.pagefind", "application/octet-stream"),
        ("pagefind/fragment/en_1.pf_fragment", "application/octet-stream"),
        ("search.wasm", "application/wasm"),
        ("CNAME", "application/octet-stream"),
        (".nojekyll", "application/octet-stream"),
    ],
)
def test_the_ending_decides_the_content_type(path: str, expected: str) -> None:
    assert content_type(path) == expected


def test_without_any_file_every_page_lists_the_problems_with_errors_first() -> None:
    problems = (
        Problem(origin=Origin(path="content/a.md"), code="w", message="odd", severity="warning"),
        Problem(origin=Origin(path="content/b.md", line=4, column=2), code="e", message="a <b> is wrong", hint="mend"),
    )
    found = answer(Site(version="1", problems=problems), "/stories/flood/")
    text = found.body.decode()
    assert found.status == 503
    assert "content/b.md:4:2" in text
    assert "a &lt;b&gt; is wrong" in text
    assert text.index("content/b.md") < text.index("content/a.md")

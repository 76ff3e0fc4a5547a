"""The site map names every page that a search may show, with dates that content gives, in files that stay small."""

import re
from pathlib import Path

import pytest
from lxml import etree, html
from projects import article, built, many, other, written

from sitegen.model.page import Entry
from sitegen.model.site import Settings
from sitegen.pages import robots
from sitegen.pages.sheets import ADDRESSES, Sheet

BASE = "https://desk.example.org/a&b/"
SPACE = f"{{{robots.NAMESPACE}}}"
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?")
FLOOD = {
    "content/stories/flood/story.md": "---\ntitle: Flood\ndate: 2031-03-01\n---\n",
    "content/stories/flood/herald.md": article(
        source="published: 2031-03-14T09:00+01:00", more="claims: [{claim: closed, text: Closed, quote: is closed}]"
    ),
    "content/stories/flood/klaxon.md": article("Shut", "klaxon", 'published: "2031-04-01?"', body="It is shut."),
}


def entries(file: bytes, root: str, item: str) -> dict[str, str]:
    """Address and date of every entry of a file of the site map, which is as the protocol wants it."""
    tree = etree.fromstring(file)
    assert tree.tag == SPACE + root
    assert {each.tag for each in tree} == {SPACE + item}
    found = {}
    for each in tree:
        assert [part.tag for part in each] in ([SPACE + "loc"], [SPACE + "loc", SPACE + "lastmod"])
        place, date = each[0].text or "", each[1].text or "" if len(each) > 1 else ""
        assert place.startswith(BASE)
        assert len(place) < 2048
        assert not date or W3C_DATE.fullmatch(date)
        assert place not in found
        found[place.removeprefix(BASE)] = date
    return found


def listed(files: dict[str, bytes]) -> dict[str, str]:
    """Every page that the site map lists, with its date."""
    found: dict[str, str] = {}
    for part in entries(files["sitemap.xml"], "sitemapindex", "sitemap"):
        found |= entries(files[part], "urlset", "url")
    return found


def indexable(files: dict[str, bytes]) -> set[str]:
    pages = {path: html.document_fromstring(data.decode()) for path, data in files.items() if path.endswith(".html")}
    return {
        path.removesuffix("index.html")
        for path, page in pages.items()
        if path != "404.html" and not page.xpath("//meta[@name='robots' and @content='noindex']")
    }


def test_it_lists_every_page_that_a_search_may_show(tmp_path: Path) -> None:
    files = built(written(tmp_path, many(6)), BASE).files
    assert set(listed(files)) == indexable(files)
    assert "plan/" not in listed(files)  # a draft


def test_months_letters_cards_and_search_are_only_ways_to_pages(tmp_path: Path) -> None:
    files = built(written(tmp_path, many(60)), BASE).files
    left_out = indexable(files) - set(listed(files))
    assert left_out
    assert {each.partition("/")[0] for each in left_out} <= {"archive", "claims", "outlets", "people"}
    assert "search/" not in indexable(files)
    assert b'content="noindex"' in files["404.html"]
    assert not [each for each in indexable(files) if each.endswith("/card/")]


def test_the_preview_of_a_draft_is_not_for_search_engines(tmp_path: Path) -> None:
    files = built(written(tmp_path, many(2)), BASE, drafts=True).files
    assert "plan/" not in listed(files)
    assert "plan/" not in indexable(files)


def test_dates_are_those_of_content_and_doubtful_ones_are_none(tmp_path: Path) -> None:
    dates = listed(built(written(tmp_path, FLOOD), BASE).files)
    assert dates["stories/flood/"] == dates["stories/flood/claims/closed/"] == "2031-03-14T09:00:00+01:00"
    assert dates["stories/flood/herald/"] == "2031-03-14T09:00:00+01:00"
    assert dates["stories/flood/klaxon/"] == ""
    assert dates[""] == "2031-03-14T09:00:00+01:00"
    assert dates["outlets/herald/"] == ""


def test_an_edit_of_a_story_changes_its_month_alone(tmp_path: Path) -> None:
    project, place = written(tmp_path / "project", many(6)), tmp_path / "place"
    before = built(project, BASE, place=place).files
    path = "content/stories/story-01/one.md"
    text = (project / path).read_text(encoding="utf-8").replace("published: 2031-02-01", "published: 2031-02-02")
    after = built(written(project, {path: text}), BASE, place=place).files
    changed = [each for each in other(before, after) if each.startswith("sitemap")]
    assert changed == ["sitemap.xml", "sitemaps/2031-02.xml"]
    assert after == built(project, BASE).files


def test_without_an_address_of_the_site_there_is_none(tmp_path: Path) -> None:
    files = built(written(tmp_path, many(2))).files
    assert not [each for each in files if each.startswith(("sitemap", "robots"))]


def test_robots_may_read_everything_and_find_the_site_map(tmp_path: Path) -> None:
    lines = built(written(tmp_path, many(1)), BASE).files["robots.txt"].decode().splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {BASE}sitemap.xml"]


@pytest.mark.parametrize(("pages", "parts"), [(3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_no_file_has_more_addresses_than_the_protocol_allows(
    pages: int, parts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(robots, "MOST", 3)
    sheet = Sheet(f"{ADDRESSES}/2031-05", "key", (pages, "", ""))
    rows = [
        Entry(f"s{each}", "", (), f"<url><loc>{BASE.replace('&', '&amp;')}{each}/</loc></url>\n".encode())
        for each in range(pages)
    ]
    sketches = robots.files({ADDRESSES: [sheet]}, lambda _: rows, (), Settings(base_url=BASE))
    made = {each.path: each.make().data for each in sketches}  # type: ignore[union-attr]
    found = [len(entries(made[path], "urlset", "url")) for path in made if path.startswith("sitemaps/2031-05")]
    assert found == parts
    index = entries(made["sitemap.xml"], "sitemapindex", "sitemap")
    assert set(index) == {path for path in made if path.startswith("sitemaps/")}

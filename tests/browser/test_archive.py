"""The archive, unpacked and opened from the disk in a browser that has no switch for files."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import OpenPage
from playwright.sync_api import Page, expect
from projects import ROOT, article, sitegen, written
from served import served

STORY = """\
---
title: The flood
date: 2031-03-14
claims:
  bridge-closed: {text: The bridge is closed}
  kafe-open: {text: The café is open}
---
What is known of the <b>flood</b> & the bridge.
"""
FULL = "rights: full"
FILES = {
    "content/site.yml": "title: The desk\n",
    "content/outlets.yml": "herald: {name: The Herald}\nsakana: {name: サカナ}\nnahr: {name: النهر}\n",
    "content/people.yml": "ann-lee: {name: Ann Lee}\n",
    "content/stories/flood/story.md": STORY,
    "content/stories/flood/herald.md": article(
        title="No way across",
        source=f"published: 2031-03-14, {FULL}",
        more="claims:\n- {claim: bridge-closed, quote: The bridge is closed, by: ann-lee}\n"
        "- {claim: kafe-open, quote: the Café stays open}",
        body="The bridge is closed until further notice.\n\n"
        "Only the Café stays open, <script>alert(1)</script> & so on.",
    ),
    "content/stories/flood/sakana.md": article(
        title="橋は閉鎖された",
        outlet="sakana",
        source=f"published: 2031-03-15, {FULL}",
        more="lang: ja\nclaims: [{claim: bridge-closed, quote: 東京の橋は閉鎖された}]",
        body="昨日、東京の橋は閉鎖されたと発表された。",
    ),
    "content/stories/flood/nahr.md": article(
        title="إغلاق الجسر",
        outlet="nahr",
        source=f"published: 2031-03-16, {FULL}",
        more="lang: ar\ndisputes: [{claim: bridge-closed, quote: لم يُغلق الجسر بعد}]",
        body="قالت البلدية: لم يُغلق الجسر بعد، والطريق سالك.",
    ),
    **{
        f"content/stories/story-{number:02}/herald.md": article(
            title=f"Report {number} of the ferry",
            source=f"published: 2031-04-{number + 1:02}",
            more=f"claims: [{{claim: late, text: Ferry {number} is late, quote: Ferry {number} is late}}]",
            body=f"Ferry {number} is late, as it was the day before.",
        )
        for number in range(25)
    },
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site's archive, unpacked in a folder whose name needs quoting in an address."""
    project = written(tmp_path_factory.mktemp("desk"), FILES)
    assert sitegen("bundle", "--base-url", "https://example.org/", project=project).exit_code == 0
    with zipfile.ZipFile(project / "the-desk.zip") as bag:
        bag.extractall(project / "kept in 2031 #1")
    return project / "kept in 2031 #1" / "the-desk"


@pytest.fixture
def opened(archive: Path, open_page: OpenPage) -> Page:
    """A page that reports whatever it loads from outside of the folder."""
    return page_in(archive, open_page)


def page_in(archive: Path, open_page: OpenPage, **options: bool) -> Page:
    page = open_page(**options)
    inside = archive.as_uri()

    def look(url: str) -> None:
        assert url.startswith((inside, "data:")), f"{url} is not in the archive"

    page.on("request", lambda request: look(request.url))
    return page


def found(page: Page, words: str, wanted: str | re.Pattern[str]) -> Sequence[str]:
    """The results for `words`, of which the page says how many they are."""
    page.get_by_role("searchbox").fill(words)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("q") == [words])  # the last thing that is done
    expect(page.locator("#search-count")).to_have_text(wanted)
    return page.locator("[data-results] > li").all_inner_texts()


def test_a_reader_goes_from_home_over_a_story_to_a_claim_and_back(archive: Path, opened: Page) -> None:
    opened.goto((archive / "index.html").as_uri())
    opened.wait_for_url("**/data/index.html")
    opened.get_by_role("link", name="The flood").first.click()
    expect(opened.locator("h1")).to_have_text("The flood")
    opened.locator("main a[href*='claims/bridge-closed']").first.click()
    expect(opened.locator("h1")).to_have_text("The bridge is closed")
    assert opened.url.endswith("/stories/flood/claims/bridge-closed/index.html")
    assert opened.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") == "700", "styles are there"
    opened.locator(".site-name").click()
    expect(opened.locator("main")).to_contain_text("The flood")


def test_a_word_that_is_searched_leads_to_its_place(archive: Path, opened: Page) -> None:
    opened.goto((archive / "data/stories/flood/index.html").as_uri())
    opened.get_by_role("searchbox").fill("further notice")
    opened.keyboard.press("Enter")
    expect(opened.locator("#search-count")).to_have_text("1 result")
    assert "q=further+notice" in opened.url
    opened.get_by_role("searchbox").fill("cafe STAYS")
    opened.get_by_role("checkbox", name=re.compile("^Quotations")).check()
    expect(opened.locator("#search-count")).to_have_text("1 result")
    expect(opened.locator("[data-results] mark")).to_have_text(["Café", "stays"])
    opened.locator("[data-results] a").first.click()
    expect(opened.locator(":target")).to_be_in_viewport()
    assert re.search(r"/stories/flood/(herald/)?index\.html#", opened.url)
    opened.go_back()
    expect(opened.get_by_role("searchbox")).to_have_value("cafe STAYS")
    expect(opened.locator("#search-count")).to_have_text("1 result")


def test_words_of_every_script_are_found(archive: Path, opened: Page) -> None:
    opened.goto((archive / "data/search/index.html").as_uri())
    assert found(opened, "東京", "2 results")
    assert found(opened, "京東", "Nothing found") == []
    assert found(opened, "は閉鎖", "2 results")
    expect(opened.locator("[data-results] mark").first).to_have_text("は閉鎖")
    assert found(opened, "جسر", "2 results")
    assert found(opened, "الجسر", "2 results")
    assert found(opened, "ferr", re.compile(r"^\d\d results"))
    assert found(opened, "erry", "Nothing found") == [], "a word is found by its beginning"
    assert found(opened, "bridge café", "1 result"), "all words must be there"
    assert found(opened, "“is closed until”", "1 result")
    assert found(opened, "“closed is”", "Nothing found") == []


def test_text_of_a_record_stays_text(archive: Path, opened: Page) -> None:
    opened.goto((archive / "data/search/index.html").as_uri() + "?q=alert")
    expect(opened.locator("[data-results]")).to_contain_text("<script>alert(1)</script> & so on")
    assert opened.locator("[data-results] script").count() == 0


def test_results_can_be_filtered_sorted_and_continued(archive: Path, opened: Page) -> None:
    opened.goto((archive / "data/search/index.html").as_uri())
    found(opened, "ferry", re.compile("results"))
    opened.get_by_role("checkbox", name=re.compile("^Claims")).check()
    expect(opened.locator("#search-count")).to_have_text("25 results")
    opened.locator("#search-sort").select_option("newest")
    results = opened.locator("[data-results] > li")
    expect(results).to_have_count(20)
    opened.get_by_role("button", name="Show more").click()
    expect(results).to_have_count(25)
    opened.get_by_role("checkbox", name=re.compile("^Articles")).check()
    opened.get_by_role("checkbox", name=re.compile("^Claims")).uncheck()
    expect(opened.locator("[data-results] h3").first).to_have_text("Report 24 of the ferry")
    opened.reload()
    expect(opened.locator("#search-count")).to_have_text("25 results")
    opened.get_by_role("button", name="Clear all").click()
    expect(opened.locator("#search-count")).to_have_text("Type, or choose a filter")


def test_the_claims_are_filtered_and_lead_to_their_pages(archive: Path, opened: Page) -> None:
    opened.goto((archive / "data/claims/index.html").as_uri())
    opened.get_by_label("Words in the claim").fill("cafe")
    expect(opened.locator("[data-spoken]")).to_contain_text("1 of 27 claims")
    assert opened.url.endswith("?words=cafe")
    opened.get_by_role("link", name="The café is open").click()
    expect(opened.locator("h1")).to_have_text("The café is open")
    opened.go_back()
    opened.get_by_role("table").get_by_role("link", name="The flood").click()
    expect(opened.locator("h1")).to_have_text("The flood")


def test_where_a_file_may_have_no_other_address_search_and_filters_still_work(archive: Path, opened: Page) -> None:
    opened.add_init_script("History.prototype.replaceState = () => { throw new DOMException('no', 'SecurityError'); }")
    opened.goto((archive / "data/claims/index.html").as_uri())
    opened.get_by_label("Words in the claim").fill("cafe")
    expect(opened.locator("[data-spoken]")).to_contain_text("1 of 27 claims")
    opened.goto((archive / "data/search/index.html").as_uri())
    opened.get_by_role("searchbox").fill("further notice")
    expect(opened.locator("#search-count")).to_have_text("1 result")
    expect(opened.locator("[data-aid]")).to_be_empty()


def test_a_link_that_is_copied_is_that_of_the_published_page(archive: Path, opened: Page) -> None:
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.goto((archive / "data/stories/flood/claims/bridge-closed/index.html").as_uri())
    opened.locator("a.permalink").first.click()
    expect(opened.locator(".notice")).to_have_text("Link copied")
    copied = opened.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("https://example.org/stories/flood/claims/bridge-closed/#")


def test_without_javascript_everything_else_reads(archive: Path, open_page: OpenPage) -> None:
    page = page_in(archive, open_page, java_script_enabled=False)
    page.goto((archive / "data/index.html").as_uri())
    page.get_by_role("link", name="The flood").first.click()
    expect(page.locator("h1")).to_have_text("The flood")
    page.get_by_role("link", name="Search", exact=True).click()
    expect(page.get_by_text("Searching needs JavaScript")).to_be_visible()
    page.get_by_role("link", name="index of all claims").click()
    expect(page.locator("h1")).to_have_text("Claims")


def test_the_archive_can_be_served_too(archive: Path, open_page: OpenPage) -> None:
    with served(archive / "data") as host:
        page = open_page()
        page.goto(f"{host}/search/?q=notice")
        expect(page.locator("#search-count")).to_have_text("1 result")
        page.goto(f"{host}/claims/?words=cafe")
        expect(page.locator("[data-spoken]")).to_contain_text("1 of 27 claims")


def test_every_page_of_the_demo_opens_without_a_complaint(tmp_path: Path, open_page: OpenPage) -> None:
    assert sitegen("bundle", str(ROOT), "--output", "demo.zip", project=tmp_path).exit_code == 0
    with zipfile.ZipFile(tmp_path / "demo.zip") as bag:
        bag.extractall(tmp_path)
    (site,) = tmp_path.glob("*/data")
    page = page_in(site, open_page)
    seen = set()
    for path in sorted(site.rglob("*.html")):
        kind = re.sub(r"(stories|outlets|people|claims)/[^/]+/", r"\1/*/", path.relative_to(site).as_posix())
        if kind not in seen:
            page.goto(path.as_uri())
            expect(page.locator("h1")).to_be_visible()
            seen.add(kind)
    assert len(seen) > 10

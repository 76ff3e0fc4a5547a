"""The whole walk in a real browser: build, serve under a sub-path, search, filter, follow, edit, see."""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import OpenPage
from playwright.sync_api import Page, expect
from served import served

ROOT = Path(__file__).parents[2]
WIDTHS = (360, 768, 1440)
BASE = "/who-said-what/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built for a sub-path."""
    folder = tmp_path_factory.mktemp("published") / "site"
    command = ["build", str(ROOT), "--output", str(folder), "--base-url", f"https://example.org{BASE}"]
    subprocess.run([sys.executable, "-m", "sitegen", *command], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    """Where the published demo is served."""
    with served(published, BASE) as host:
        yield f"{host}/"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A preview of a copy of the demo: its address, and the project that may be edited."""
    project = tmp_path / "project"
    shutil.copytree(ROOT / "content", project / "content")
    command = [sys.executable, "-u", "-m", "sitegen", "serve", str(project), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout
        lines: list[str] = []
        address = ""
        for line in server.stdout:
            lines.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                address = found.group()
                break
        assert address, "".join(lines)
        threading.Thread(target=server.stdout.read, daemon=True).start()
        yield address, project
        server.terminate()
        server.wait(timeout=10)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reader_searches_filters_and_lands_on_the_highlighted_sentence(
    address: str, open_page: OpenPage, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(address + "search/")
    page.get_by_role("searchbox").fill("disinformation")
    results = page.locator("[data-results] > li")
    expect(results.first).to_be_visible()
    quotations = page.get_by_role("checkbox", name=re.compile("^Quotations"))
    unfold_filters(page)
    quotations.check()
    expect(page).to_have_url(re.compile("type=quotation"))
    expect(page.locator("#search-count")).to_contain_text(re.compile(r"\d"))
    expect(results.first.locator("mark").first).to_be_visible()
    link = results.first.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile("#"))
    link.click()
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text(re.compile("disinformation", re.IGNORECASE))
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("disinformation")
    expect(results.first).to_be_visible()
    unfold_filters(page)
    expect(quotations).to_be_checked()


def unfold_filters(page: Page) -> None:
    """On a narrow screen the filters are folded."""
    filters = page.locator(".search-filters")
    if filters.get_attribute("open") is None:
        filters.locator("summary").first.click()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reader_filters_the_claims_index(address: str, open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(address + "claims/")
    everything = page.locator("main a[href*='/claims/']")
    before = everything.count()
    page.get_by_label("Status").select_option("retracted")
    expect(page).to_have_url(re.compile("status=retracted"))
    expect(everything).not_to_have_count(before)
    everything.first.click()
    expect(page.locator("main")).to_contain_text("retracted")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_edit_is_seen_in_the_open_page_and_a_mistake_over_it(
    preview: tuple[str, Path], open_page: OpenPage, width: int
) -> None:
    address, project = preview
    story = project / "content/stories/harbour-bridge/story.md"
    text = story.read_text(encoding="utf-8")
    title = re.search(r"^title: (.+)$", text, re.MULTILINE)
    assert title
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(address + "stories/harbour-bridge/")
    page.evaluate("window.sameDocument = true; scrollTo(0, 900)")
    story.write_text(text.replace(title.group(), "title: A new name for the bridge"), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("A new name for the bridge")
    assert page.evaluate("scrollY") > 500
    story.write_text(text.replace("title:", "titel:", 1), encoding="utf-8")
    overlay = page.get_by_text("content/stories/harbour-bridge/story.md:2:1").first
    expect(overlay).to_be_visible()
    expect(page.get_by_text('did you mean "title"?').first).to_be_visible()
    expect(page.locator("h1")).to_have_text("A new name for the bridge")
    assert page.evaluate("window.sameDocument"), "the page was reloaded"
    story.write_text(text, encoding="utf-8")
    expect(overlay).to_be_hidden()
    expect(page.locator("h1")).to_have_text(title.group(1).strip("'\""))


def test_the_comparison_reads_without_javascript(address: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + "stories/russia-china-aid/")
    cell = page.get_by_role("table").first.get_by_role("link", name=re.compile("denies|contradicts")).first
    cell.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.goto(address + "search/")
    expect(page.get_by_text("Searching needs JavaScript")).to_be_visible()


def test_a_page_that_is_not_there_leads_back_under_the_sub_path(address: str, open_page: OpenPage) -> None:
    page = open_page(allow=["404 (Not Found)"])
    answer = page.goto(address + "nowhere/at/all/")
    assert answer and answer.status == 404
    page.get_by_role("link", name="Claims").first.click()
    expect(page.locator("h1")).to_have_text("Claims")

"""A site that `sitegen init` begins, as GitHub Pages will show it, walked through by a reader."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from conftest import OpenPage
from playwright.sync_api import expect
from projects import sitegen


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `sitegen serve --pages` shows the site of a new project."""
    folder = tmp_path_factory.mktemp("host") / "our-desk"
    sitegen("init", folder, project=folder.parent)
    command = [sys.executable, "-u", "-m", "sitegen", "serve", "--pages", "--port", "0", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout
        lines = []
        for line in server.stdout:
            lines.append(line)
            if line.startswith("http://"):
                break
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/our-desk/\n", lines[-1]), lines
        yield lines[-1].strip()
        server.terminate()
        assert server.wait(timeout=10) == 0
    assert not (folder / "site").exists()


def test_a_reader_walks_from_home_to_a_claim_and_finds_a_word(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name="Example: why was the footbridge closed?").first.click()
    expect(page).to_have_url(f"{address}stories/footbridge/")
    expect(page.get_by_role("main")).to_contain_text("denied by the ferry company")
    page.locator("main a[href*='claims/cracks-found/']").first.click()
    expect(page).to_have_url(re.compile(f"^{address}stories/footbridge/claims/cracks-found/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Two cables of the footbridge have cracks")
    page.get_by_role("link", name="Search").first.click()
    expect(page).to_have_url(f"{address}search/")
    page.get_by_role("searchbox").fill("painted")
    found = page.locator("[data-results] > li")
    expect(found.first).to_contain_text("bridge is only being painted")
    found.first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"^{address}stories/footbridge/station-radio/"))


def test_what_is_not_there_leads_back(address: str, open_page: OpenPage) -> None:
    page = open_page(allow=["404 (Not Found)"])
    answer = page.goto(f"{address}stories/nowhere")
    assert answer and answer.status == 404
    page.get_by_role("link", name="Our desk").first.click()
    expect(page).to_have_url(address)
    page.goto(f"{address}stories/footbridge?from=mail")
    expect(page).to_have_url(f"{address}stories/footbridge/?from=mail")

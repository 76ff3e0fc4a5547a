"""The index of claims in a real browser: 250 claims, filtered by what they say, who published and who spoke."""

import re
from collections.abc import Iterator

import pytest
from conftest import OpenPage
from playwright.sync_api import Page, expect
from projects import article, sitegen, written
from served import served

from sitegen.pages import directories, site_map

STORIES = ("flood", "fire", "storm", "theft", "rumour")
OUTLETS = {"evening-post": "Evening Post", "post": "Post", "zeitung": "Große Zeitung"}
PEOPLE = {"mayor-1": "The mayor", "mayor-2": "The mayor", "jiri": "Jiří Novák"}


def project() -> Iterator[tuple[str, str]]:
    """Fifty claims a story, a month apart; in each, two that somebody said and one about Élan."""
    yield "content/outlets.yml", "".join(f"{key}: {{name: {name}}}\n" for key, name in OUTLETS.items())
    yield "content/people.yml", "".join(f"{key}: {{name: {name}}}\n" for key, name in PEOPLE.items())
    for month, story in enumerate(STORIES, start=1):
        plain = "".join(f"- {{claim: c{n}, text: Claim {n} of the {story}}}\n" for n in range(47))
        said = "- {claim: said, text: It was said, by: jiri}\n- {claim: told, text: It was told, by: mayor-1}\n"
        own = "- {claim: own, text: Élan was lost}\n"
        date = f"published: 2031-0{month}-12"
        path = f"content/stories/{story}"
        yield f"{path}/one.md", article(outlet="evening-post", source=date, more=f"claims:\n{plain}{own}")
        yield f"{path}/two.md", article(outlet="zeitung", source=date, more=f"claims:\n{said}")
    denied = "disputes:\n- {claim: told, by: mayor-2}\n"
    yield "content/stories/flood/three.md", article(outlet="post", source="published: 2031-01-12", more=denied)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the index of claims is served. The other lists are divided too, though they are short."""
    folder = written(tmp_path_factory.mktemp("project"), dict(project()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_map, "WHOLE", {**dict.fromkeys(site_map.WHOLE, 2), "claims": site_map.WHOLE["claims"]})
        patch.setattr(directories, "LONGEST", 2)
        assert sitegen("build", "--no-search", project=folder).exit_code == 0
    with served(folder / "site") as host:
        yield f"{host}/claims/"


def said(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def test_without_javascript_there_are_the_newest_claims_and_the_months(address: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address)
    expect(page.locator(".claim-text")).to_have_count(50)
    expect(page.get_by_label("Outlet")).to_be_hidden()
    page.get_by_role("link", name="all by month").click()
    months = page.get_by_role("navigation", name="All by month").get_by_role("link")
    expect(months).to_have_text([f"{name} 2031" for name in ("January", "February", "March", "April", "May")])
    months.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims, January 2031")
    expect(page.locator(".claim-text")).to_have_count(50)
    page.get_by_role("main").get_by_role("link", name="Claims", exact=True).click()
    expect(page).to_have_url(re.compile("/claims/#months$"))


def test_a_name_is_offered_filters_and_stands_in_the_address_as_an_id(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(address)
    outlet = page.get_by_role("combobox", name="Outlet")
    outlet.focus()
    names = page.locator("datalist#outlet-names option")
    expect(names).to_have_count(3)
    assert [each.get_attribute("value") for each in names.all()] == ["Evening Post", "Große Zeitung", "Post"]
    outlet.fill("grosse zeitung")
    expect(page.get_by_role("status")).to_have_text("0 of 250 claims; no outlet is called “grosse zeitung”")
    outlet.fill("GROßE z")
    expect(page.get_by_role("status")).to_have_text("10 of 250 claims")
    expect(page).to_have_url(f"{address}?outlet=zeitung")
    expect(page.get_by_role("navigation", name="All by month")).to_be_hidden()


def test_a_whole_name_means_no_longer_one_and_a_part_means_all(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(address)
    outlet = page.get_by_role("combobox", name="Outlet")
    outlet.fill("Post")
    expect(page.get_by_role("status")).to_have_text("1 of 250 claims")
    expect(page).to_have_url(f"{address}?outlet=post")
    outlet.fill("pos")
    expect(page.get_by_role("status")).to_have_text("241 of 250 claims")
    expect(page).to_have_url(f"{address}?outlet=pos")


def test_an_address_with_ids_says_what_it_shows(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{address}?status=disputed&outlet=zeitung&speaker=jiri&kind=nonsense")
    expect(page.get_by_role("status")).to_have_text("0 of 250 claims")
    expect(page.get_by_role("combobox", name="Outlet")).to_have_value("Große Zeitung")
    expect(page.get_by_role("combobox", name="Speaker")).to_have_value("Jiří Novák")
    expect(page.get_by_role("combobox", name="Status")).to_have_value("disputed")
    expect(page).to_have_url(f"{address}?status=disputed&outlet=zeitung&speaker=jiri")
    page.get_by_role("combobox", name="Status").select_option("")
    expect(page.get_by_role("status")).to_have_text("5 of 250 claims")
    expect(page).to_have_url(f"{address}?outlet=zeitung&speaker=jiri")


def test_an_id_stays_an_id_where_others_have_the_same_name(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{address}?speaker=mayor-2")
    expect(page.get_by_role("status")).to_have_text("1 of 250 claims")
    expect(page.get_by_role("combobox", name="Speaker")).to_have_value("mayor-2")
    page.get_by_role("combobox", name="Speaker").fill("the mayor")
    expect(page.get_by_role("status")).to_have_text("5 of 250 claims")
    expect(page).to_have_url(f"{address}?speaker=the+mayor")


def test_words_are_found_without_capitals_and_accents_and_clearing_brings_the_newest_back(
    address: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(address)
    lead = said(page)
    assert lead == "The newest 50 of 250 claims; all by month"
    page.get_by_role("searchbox", name="Words in the claim").fill("LOST elan")
    expect(page.get_by_role("status")).to_have_text("5 of 250 claims")
    expect(page.locator(".claim-text")).to_have_text(["Élan was lost"] * 5)
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_role("status")).to_have_text(lead)
    expect(page.locator(".claim-text")).to_have_count(50)
    expect(page).to_have_url(address)


def test_a_hundred_rows_are_shown_at_a_time_and_the_focus_goes_to_the_first_new_one(
    address: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{address}?words=claim")
    expect(page.get_by_role("status")).to_have_text("235 of 250 claims")
    rows = page.locator(".claim-text")
    expect(rows).to_have_count(100)
    page.get_by_role("button", name="Show more").click()
    expect(rows).to_have_count(200)
    expect(rows.nth(100)).to_be_focused()
    page.get_by_role("button", name="Show more").click()
    expect(rows).to_have_count(235)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    rows.last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Claim \d+ of the flood"))


def test_the_reader_is_told_when_the_table_cannot_be_loaded(address: str, open_page: OpenPage) -> None:
    page = open_page(allow=["claims.json", "Failed to load resource"])
    page.route("**/claims.json", lambda route: route.abort())
    page.goto(f"{address}?words=claim")
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    expect(page.locator(".claim-text")).to_have_count(50)
    page.unroute("**/claims.json")
    page.get_by_role("searchbox", name="Words in the claim").fill("elan")
    expect(page.get_by_role("status")).to_have_text("5 of 250 claims")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "?words=claim",
        "2031-01/",
        "../",
        "../archive/2031-01/",
        "../outlets/zeitung/",
        "../people/jiri/2031-01/",
        "../people/",
        "../people/letter/j/",
    ],
)
def test_the_lists_are_accessible_and_no_wider_than_the_screen(
    address: str, open_page: OpenPage, path: str, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme, allow=["Applying inline style"])
    page.goto(address + path)
    if "?" in path:
        expect(page.get_by_role("status")).to_have_text("235 of 250 claims")
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}})  # of WCAG 2.2, not on by itself
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width

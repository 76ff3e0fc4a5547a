"""The comparison of a story in a real browser: its matrix, its links, its articles, its claims on other sites."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import OpenPage
from playwright.sync_api import FrameLocator, Page, expect
from projects import article, sitegen, written
from served import served

BASE = "https://desk.example.org/"
STORY = """\
---
title: The flood
claims:
  closed: {text: The bridge is closed}
  ordered: {text: The mayor ordered it, kind: statement}
  safe: {text: The dam is safe}
  rain: {text: It will rain on Sunday, kind: forecast}
---
"""
PEOPLE = """\
mayor: {name: The mayor}
clerk: {name: Ann Lee}
officials: {name: officials who have read the log of the dam and must not be named, named: false}
"""
HERALD = """\
claims:
- {claim: closed, quote: The bridge is closed}
- {claim: ordered, quote: the mayor ordered it, by: mayor}
- {claim: safe, quote: "officials say the dam is safe", by: officials}
- {claim: rain, quote: it may rain, stance: hedges}
"""
POST = """\
claims:
- {claim: closed, quote: closed}
disputes:
- {claim: ordered, quote: he did not, by: clerk}
"""
PROJECT = {
    "content/people.yml": PEOPLE,
    "content/stories/flood/story.md": STORY,
    "content/stories/flood/herald.md": article(
        source="rights: full",
        more=HERALD,
        body="The bridge is closed, and the mayor ordered it.\n\nStill officials say the dam is safe; it may rain.",
    ),
    "content/stories/flood/klaxon.md": article(
        outlet="klaxon",
        source="rights: full, derivation: copy, origin: [herald]",
        more="claims:\n- {claim: closed, quote: The bridge is closed}\n",
    ),
    "content/stories/flood/post.md": article(
        outlet="post", source="rights: full", more=POST, body="It is closed. The mayor says that he did not do it."
    ),
}

SWAP = """async () => {
  const next = await (await fetch(location.pathname)).text();
  document.body.replaceWith(document.adoptNode(new DOMParser().parseFromString(next, "text/html").body));
  for (const script of document.querySelectorAll("script[data-rerun]")) {
    const again = Object.assign(document.createElement("script"), { src: script.src });
    script.replaceWith(again);
    await new Promise((done) => { again.onload = done; });
  }
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served."""
    folder = written(tmp_path_factory.mktemp("project"), PROJECT)
    assert sitegen("build", "--no-search", "--base-url", BASE, project=folder).exit_code == 0
    with served(folder / "site") as host:
        yield f"{host}/"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Another site: where it is served, and its folder."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with served(folder) as host:
        yield f"{host}/", folder


def shown(page: Page) -> list[str]:
    return page.locator(".claim-row:visible .claim-text").all_inner_texts()


def test_a_line_of_links_leads_to_every_section_in_its_order(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(address + "stories/flood/")
    links = page.get_by_role("navigation", name="On this page").get_by_role("link")
    leads = links.evaluate_all("them => them.map((each) => each.hash.slice(1))")
    assert leads == page.locator("main .section").evaluate_all("them => them.map((each) => each.id)")
    assert leads[:2] == ["disagreements", "claims"]


def test_a_reader_filters_the_matrix_and_the_address_says_how(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(address + "stories/flood/")
    count = page.get_by_role("status").filter(has_text="claims")
    expect(count).to_have_text("4 claims")
    page.get_by_role("combobox", name="Speaker").select_option("Ann Lee")
    expect(count).to_have_text("1 of 4 claims")
    assert shown(page) == ["The mayor ordered it"]
    expect(page).to_have_url(re.compile(r"/flood/\?speaker=clerk$"))
    page.get_by_role("combobox", name="Where an article").select_option("attributes")
    expect(count).to_have_text("0 of 4 claims")
    page.get_by_role("button", name="Show all").click()
    expect(count).to_have_text("4 claims")
    expect(page).to_have_url(re.compile("/flood/$"))
    expect(page.get_by_role("combobox", name="Status")).to_be_focused()


@pytest.mark.parametrize(
    ("query", "claims"),
    [
        ("?sources=unnamed", ["The dam is safe"]),
        ("?sources=named", ["The mayor ordered it"]),
        ("?stance=denies&speaker=clerk", ["The mayor ordered it"]),
        ("?stance=omits&speaker=officials", ["The dam is safe"]),
        ("?status=disputed&stance=hedges", []),
        (
            "?stance=nonsense",
            ["The bridge is closed", "The mayor ordered it", "The dam is safe", "It will rain on Sunday"],
        ),
    ],
)
def test_an_address_shows_the_claims_that_were_chosen(
    address: str, open_page: OpenPage, query: str, claims: list[str]
) -> None:
    page = open_page()
    page.goto(address + "stories/flood/" + query)
    assert sorted(shown(page)) == sorted(claims)


def test_names_in_a_list_follow_one_another_on_a_page_that_is_read_from_the_right(
    address: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(address)
    page.evaluate("document.documentElement.dir = 'rtl'")
    edges = page.locator(".story-outlets a").evaluate_all("them => them.map((it) => it.getBoundingClientRect().right)")
    assert len(edges) == 3
    assert edges == sorted(edges, reverse=True)


def test_a_chain_counts_once_and_it_is_said_why(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(address + "stories/flood/")
    row = page.locator("#claim-closed > td:visible")
    expect(row).to_have_count(3)
    page.get_by_role("checkbox", name="Collapse copies").check()
    expect(row).to_have_count(2)
    why = page.get_by_role("status").filter(has_text="Each chain counts once")
    expect(why).to_have_text(re.compile("3 articles rest on 2 chains of reporting"))
    expect(page).to_have_url(re.compile(r"\?copies=once$"))
    page.reload()
    expect(page.get_by_role("checkbox", name="Collapse copies")).to_be_checked()
    expect(row).to_have_count(2)
    expect(page.locator(".column:visible")).to_have_text([re.compile("and 1 more"), re.compile("post")])
    page.get_by_role("checkbox", name="Collapse copies").uncheck()
    expect(row).to_have_count(3)
    expect(page.get_by_text("Each chain counts once")).to_be_hidden()
    expect(page).to_have_url(re.compile("/flood/$"))


def test_what_is_chosen_stays_when_the_preview_exchanges_the_body(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(address + "stories/flood/?stance=denies&copies=once")
    page.evaluate(SWAP)
    expect(page.get_by_role("combobox", name="Where an article")).to_have_value("denies")
    assert shown(page) == ["The mayor ordered it"]
    expect(page.locator("#claim-ordered > td:visible")).to_have_count(2)
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status").filter(has_text="claims")).to_have_text("4 claims")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_cell_leads_to_its_words_below_the_row(address: str, open_page: OpenPage, javascript: bool) -> None:
    page = open_page(java_script_enabled=javascript)
    page.goto(address + "stories/flood/")
    words = page.locator("#q-post--ordered-1")
    expect(words).to_be_hidden()
    page.get_by_role("link", name="post denies").click()
    expect(page).to_have_url(re.compile("/flood/#q-post--ordered-1$"))
    expect(words).to_be_visible()
    expect(words).to_be_in_viewport()
    expect(words).to_contain_text("he did not")
    assert words.evaluate("it => getComputedStyle(it).borderInlineStartWidth") == "4px"


def test_a_link_is_copied_whole_and_it_is_said(address: str, open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + "stories/flood/?sources=named#claim-ordered")
    for name, within, target in (
        ("Link to this claim", "#claim-ordered", "#claim-ordered"),
        ("Link to this quotation", "#q-post--ordered-1", "#q-post--ordered-1"),
        ("Link to this quotation", ".dispute .side.challenges", "#q-post--ordered-1"),
        ("Link to this disagreement", ".dispute", "#dispute-claim--ordered"),
    ):
        link = page.locator(within).get_by_role("link", name=name).first
        link.focus()
        assert link.evaluate("it => getComputedStyle(it).opacity") == "1"
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        page.evaluate("navigator.clipboard.writeText('')")
        page.keyboard.press("Enter")
        expect(page.locator(".notice")).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}stories/flood/{target}"
    expect(page.locator(".notice")).to_have_attribute("role", "status")


def test_a_link_to_a_row_that_is_filtered_away_shows_it(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(address + "stories/flood/?stance=hedges#q-post--ordered-1")
    expect(page.locator("#q-post--ordered-1")).to_be_in_viewport()
    page.goto(address + "stories/flood/?stance=hedges")
    assert shown(page) == ["It will rain on Sunday"]
    page.evaluate("location.hash = 'claim-safe'")
    expect(page.locator("#claim-safe")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("/flood/#claim-safe$"))


@pytest.mark.parametrize("javascript", [True, False])
def test_the_marks_of_an_article_can_be_put_away(address: str, open_page: OpenPage, javascript: bool) -> None:
    page = open_page(java_script_enabled=javascript)
    page.goto(address + "stories/flood/herald/")
    notes, lines = page.locator(".note:visible"), "getComputedStyle(it).textDecorationLine"
    safe, ordered = page.locator("#herald-safe-1"), page.locator("#herald-ordered-1")
    expect(notes).to_have_count(4)
    page.get_by_role("radio", name="disputed only").check()
    expect(notes).to_have_count(1)
    assert (safe.evaluate(f"it => {lines}"), ordered.evaluate(f"it => {lines}")) == ("none", "underline")
    page.get_by_role("radio", name="clean").check()
    expect(notes).to_have_count(0)
    expect(page.locator(".noteref:visible")).to_have_count(0)
    assert ordered.evaluate(f"it => {lines}") == "none"
    if javascript:
        expect(page).to_have_url(re.compile(r"\?marks=none$"))
        page.reload()
        expect(page.get_by_role("radio", name="clean")).to_be_checked()
        expect(notes).to_have_count(0)


def test_a_claim_is_shown_on_another_site(address: str, elsewhere: tuple[str, Path], open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"], viewport={"width": 320, "height": 900})
    page.goto(address + "stories/flood/claims/ordered/")
    page.get_by_text("Embed this claim").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".notice")).to_have_text("Copied")
    snippet = page.evaluate("navigator.clipboard.readText()")
    assert snippet == html.unescape(snippet), "nothing in it is escaped twice"
    assert BASE + "stories/flood/claims/ordered/card/" in snippet
    host, folder = elsewhere
    snippet = snippet.replace(BASE, address)
    page_there = f"<!doctype html><html lang=en><title>There</title><link rel=icon href=data:,>{snippet}"
    (folder / "index.html").write_text(page_there, encoding="utf-8")
    page.goto(host)
    card: FrameLocator = page.frame_locator("iframe")
    expect(card.get_by_role("heading")).to_have_text("The mayor ordered it")
    expect(card.get_by_text("disputed", exact=True)).to_be_visible()
    expect(card.locator("blockquote")).to_have_text(["the mayor ordered it", "he did not"])
    frame = page.frames[1]
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight"), "it needs no scroll bar"
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    card.get_by_role("link").click()
    expect(page).to_have_url(address + "stories/flood/claims/ordered/")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (700, "dark")])
@pytest.mark.parametrize(
    "path",
    [
        "claims/ordered/card/",
        "claims/safe/card/",
        "claims/ordered/",
        "?copies=once&sources=named#q-herald--ordered-1",
        "herald/?marks=disputed",
    ],
)
def test_these_pages_are_accessible_and_no_wider_than_the_screen(
    address: str, open_page: OpenPage, path: str, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme, allow=["Applying inline style"])
    page.goto(f"{address}stories/flood/{path}")
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}})  # of WCAG 2.2, not on by itself
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width

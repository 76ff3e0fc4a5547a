"""What a person sees in the browser while they write."""

import contextlib
import time

import pytest
from playwright.sync_api import Error

pytestmark = pytest.mark.browser

LONG = "<h1>Flood</h1>" + "".join(f"<p id='p{n}'>Paragraph {n}</p>" for n in range(200))
DETAILS = "<details id='d'><summary>More</summary><p>inside</p></details><input id='q'><label for='q'>Q</label>"


def text_of(page) -> str:
    return page.inner_text("h1")


def marked(page) -> bool:
    """Whether the document is still the one that was marked: it was not loaded again."""
    return page.evaluate("window.marked === true")


@pytest.fixture
def page(running, open_page):
    running.write("content/flood.md", DETAILS + LONG)
    running.wait(lambda: b"Paragraph 199" in running.get("/flood/").body)
    page = open_page()
    open_at(page, running, "flood/")
    return page


def until(page, expression: str) -> None:
    """Wait for an expression to be true; asked from outside, since the page's policy forbids `eval` inside."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        with contextlib.suppress(Error):  # the page is just being loaded again
            if page.evaluate(expression):
                return
        page.wait_for_timeout(10)
    pytest.fail(f"never true: {expression}")


def open_at(page, running, path: str) -> None:
    page.goto(running.preview.url + path)
    end = time.monotonic() + 5
    while not running.preview.screen._listeners:
        assert time.monotonic() < end, "the page does not connect"
        page.wait_for_timeout(10)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.marked = true")


def test_an_edit_changes_the_page_in_place(page, running) -> None:
    page.click("summary")
    page.fill("#q", "typed")
    page.evaluate("scrollTo(0, 1500); document.querySelector('#q').focus({preventScroll: true})")
    running.write("content/flood.md", DETAILS + LONG.replace("Flood", "Flood, again"))
    until(page, "document.querySelector('h1').textContent === 'Flood, again'")
    assert marked(page)
    assert page.evaluate("scrollY") == 1500
    assert page.evaluate("document.querySelector('#d').open")
    assert page.evaluate("[document.activeElement.id, document.activeElement.value]") == ["q", "typed"]


def test_an_edit_of_another_page_leaves_this_one_alone(page, running) -> None:
    page.evaluate("document.querySelector('h1').textContent = 'untouched'")
    running.write("content/index.md", "<h1>Other</h1>")
    running.wait(lambda: b"Other" in running.get("/").body)
    page.wait_for_timeout(200)
    assert (text_of(page), marked(page)) == ("untouched", True)


def test_a_style_is_exchanged_without_a_reload(page, running) -> None:
    for colour in ("rgb(9, 8, 7)", "rgb(6, 5, 4)"):
        running.write("themes/style.css", f"h1 {{ color: {colour} }}")
        until(page, f"getComputedStyle(document.querySelector('h1')).color === '{colour}'")
    assert marked(page)
    until(page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
    running.write("content/flood.md", DETAILS + LONG.replace("Flood", "After a style"))
    until(page, "document.querySelector('h1').textContent === 'After a style'")
    assert marked(page)


def test_problems_lie_over_the_page_with_file_and_line_and_go_when_mended(page, running) -> None:
    panel = page.get_by_role("region", name="Problems")
    running.write("content/flood.md", DETAILS + LONG + "\nERROR the <b>bridge</b> is unknown")
    panel.wait_for()
    assert "content/flood.md:2:3" in panel.inner_text()
    assert "the <b>bridge</b> is unknown" in panel.inner_text()
    page.get_by_role("button", name="Collapse").click()
    page.get_by_role("button", name="1 error").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="1 error").wait_for()
    running.write("content/flood.md", DETAILS + LONG)
    page.get_by_role("button", name="1 error").wait_for(state="detached")
    assert marked(page)


def test_a_dismissed_list_stays_away_until_there_is_another(page, running) -> None:
    panel = page.get_by_role("region", name="Problems")
    running.write("content/flood.md", DETAILS + LONG + "\nERROR one")
    page.get_by_role("button", name="Dismiss").click()
    panel.wait_for(state="detached")
    running.write("content/index.md", "<h1>Other</h1>")
    running.wait(lambda: b"Other" in running.get("/").body)
    page.wait_for_timeout(100)
    assert panel.count() == 0
    running.write("content/flood.md", DETAILS + LONG + "\nERROR two")
    panel.wait_for()


def test_warnings_alone_are_a_small_badge(page, running) -> None:
    running.write("content/flood.md", DETAILS + LONG + "\nWARNING odd")
    page.get_by_role("button", name="1 warning").wait_for()
    assert page.get_by_role("region", name="Problems").count() == 0


def test_a_broken_build_leaves_the_page_under_the_message(page, running) -> None:
    running.write("content/index.md", "CRASH")
    panel = page.get_by_role("region", name="Problems")
    panel.wait_for()
    assert "RuntimeError: the theme is broken" in panel.inner_text()
    assert text_of(page) == "Flood"
    assert marked(page)


def test_a_page_that_vanished_shows_the_404_page_and_comes_back(running, open_page) -> None:
    page = open_page(allow=["404 (Not Found)"])
    open_at(page, running, "flood/")
    (running.project / "content/flood.md").unlink()
    until(page, "document.body.textContent.includes('lost')")
    running.write("content/flood.md", "<h1>Back</h1>")
    until(page, "document.querySelector('h1')?.textContent === 'Back'")


def test_a_first_build_that_failed_lists_its_problem_and_reloads_itself(start, project, open_page) -> None:
    (project / "content/flood.md").write_text("CRASH")
    running = start()
    page = open_page(allow=["503 (Service Unavailable)"])
    page.goto(running.preview.url + "flood/")
    assert "the theme is broken" in page.inner_text("main")
    running.write("content/flood.md", "<h1>Mended</h1>")
    until(page, "document.querySelector('h1').textContent === 'Mended'")


SCRIPT = "document.body.dataset.runs = (Number(document.body.dataset.runs) || 0) + 1"


def test_a_script_that_can_run_again_runs_once_on_the_new_body(running, open_page) -> None:
    running.write("themes/site.js", SCRIPT)
    running.write("content/flood.md", "<h1>One</h1>SCRIPT")
    running.wait(lambda: b"SCRIPT" in running.get("/flood/").body)
    page = open_page()
    open_at(page, running, "flood/")
    running.write("content/flood.md", "<h1>Two</h1>SCRIPT")
    until(page, "document.body.textContent.includes('Two') && document.body.dataset.runs === '1'")
    assert marked(page)


def test_a_page_with_any_other_script_is_loaded_again_where_it_was(running, open_page) -> None:
    running.write("themes/other.js", SCRIPT)
    script = '<script src="/theme/other.js"></script>'
    running.write("content/flood.md", DETAILS + LONG + script)
    running.wait(lambda: b"other.js" in running.get("/flood/").body)
    page = open_page()
    open_at(page, running, "flood/")
    page.click("summary")
    page.fill("#q", "typed")
    page.evaluate("scrollTo(0, 1500)")
    running.write("content/flood.md", DETAILS + LONG.replace("Flood", "Again") + script)
    until(page, "document.querySelector('h1')?.textContent === 'Again'")
    until(page, "scrollY === 1500")
    until(page, "document.querySelector('#d').open && document.querySelector('#q').value === 'typed'")
    until(page, "document.body.dataset.runs === '1'")
    assert not marked(page)


def test_a_changed_script_loads_the_page_again(running, open_page) -> None:
    running.write("themes/site.js", SCRIPT)
    running.write("content/flood.md", "<h1>One</h1>SCRIPT")
    running.wait(lambda: b"SCRIPT" in running.get("/flood/").body)
    page = open_page()
    open_at(page, running, "flood/")
    running.write("themes/site.js", "document.body.dataset.runs = 'new'")
    until(page, "document.body.dataset.runs === 'new'")


def test_a_restarted_preview_is_found_and_the_page_is_fresh(start, project, open_page) -> None:
    first = start()
    page = open_page(allow=["ERR_CONNECTION_REFUSED", "WebSocket connection", "503"])
    open_at(page, first, "flood/")
    first.preview.stop()
    page.get_by_text("The preview has stopped").first.wait_for()
    (project / "content/flood.md").write_text("<h1>Fresh</h1>")
    start(port=first.preview.port)
    until(page, "document.querySelector('h1').textContent === 'Fresh'")


def test_the_list_of_problems_is_accessible(running, open_page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    running.write("content/flood.md", "<main><h1>Flood</h1></main>\nERROR wrong\nWARNING odd")
    running.wait(lambda: b"odd" in running.get("/flood/").body)
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme, allow=["Applying inline style"])  # axe's own
        open_at(page, running, "flood/")
        page.get_by_role("region", name="Problems").wait_for()
        until(page, "!document.querySelector('#sitegen-preview').hidden")
        found = Axe().run(page).response["violations"]
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []

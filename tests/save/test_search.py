"""Records become an index that a reader's browser can search, and nothing else does."""

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pagefind_bin
import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from save.search_site import save_index, save_search_page
from served import served

from sitegen.model.page import Record
from sitegen.save import groups as grouping
from sitegen.save.search import SearchFailed

HOSTILE = '</p><script>alert(1)</script> &lt;b&gt; "quoted" ___PAGEFIND_ANCHOR___i:0:forged {{ x }}'
OUTLET = 'Le Monde: A, B [c] "q" & <i>x</i> | 1'


def record(url: str, text: str, **fields: Any) -> Record:
    plain: dict[str, Any] = {"type": "quotation", "title": "", "lang": "en", "date": "2022-03-14", "filters": ()}
    return Record(url=url, text=text, **{**plain, **fields})


def quotation(url: str, text: str, stance: str, outlet: str, **fields: Any) -> Record:
    filters = (("type", "quotation"), ("stance", stance), ("outlet", outlet))
    facts = (("stance", stance), ("stance_label", stance), ("outlet", outlet), ("claim", "Moscow asked for aid"))
    return record(url, text, filters=filters, facts=(*facts, *fields.pop("facts", ())), **fields)


RECORDS = (
    record(
        "stories/aid/",
        "Two requests were reported.",
        type="story",
        title="Did Moscow ask?",
        filters=(("type", "story"),),
        facts=(("question", "Did it?"),),
    ),
    quotation("stories/aid/a/#a-aid-1", "Officials said the bridges were opening.", "asserts", "The Ledger"),
    quotation("stories/aid/b/#b-aid-1", "The bridge did not ask for help.", "denies", OUTLET, date="2022-03-15"),
    quotation("stories/aid/c/#c-aid-1", "أي أمر بفتح الجسر.", "denies", "Sawt", lang="ar", facts=(("dir", "rtl"),)),
    quotation(
        "stories/aid/d/#d-aid-1", "外交部发言人表示，没有听说过有关请求。", "denies", "Xinhua", lang="zh", date=""
    ),
    quotation("stories/aid/e/#e-aid-1", "הגשר נפתח בלילה", "asserts", "Kol", lang="he", facts=(("dir", "rtl"),)),
    quotation("stories/aid/f/#f-aid-1", "Köprüler gece açıldı, İstanbul'da", "asserts", "Haber", lang="tr"),
    quotation("stories/aid/g/#g-aid-1", "l’ouverture des ponts", "asserts", "Journal", lang="fr"),
    quotation("javascript:alert(1)", HOSTILE, '"><b>', "<img src=x onerror=alert(1)>", date="2020-01-01"),
    record("stories/aid/claims/aid/", "", type="claim", title="Only a title", filters=(("type", "claim"),)),
)


def fragments(folder: Path) -> list[dict[str, Any]]:
    """What Pagefind keeps of each record, by the order of their pages."""
    packed = [gzip.decompress(file.read_bytes()) for file in folder.rglob("*.pf_fragment")]
    found: list[dict[str, Any]] = [json.loads(each.removeprefix(b"pagefind_dcd")) for each in packed]
    return sorted(found, key=lambda each: int(each["url"].strip("/").removesuffix(".html")))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "pagefind"
    assert save_index({"aid": RECORDS}, "en", folder) == ("all/",)
    return folder


def test_every_record_is_in_the_index_even_one_that_has_only_a_title(index: Path) -> None:
    assert len(fragments(index)) == len(RECORDS)
    assert fragments(index)[-1]["content"] == "Only a title"


def test_filter_values_arrive_whatever_they_hold_but_for_the_quotation_marks_that_pagefind_cannot_find(
    index: Path,
) -> None:
    assert [set(each["filters"]["f"]) for each in fragments(index)] == [
        {f"{name}:{value}".replace('"', "＂") for name, value in (*each.filters, ("day", each.date))}
        for each in RECORDS
    ]


def test_what_is_shown_with_a_result_arrives_exactly_and_a_text_cannot_forge_it(index: Path) -> None:
    shown = [[json.loads(unquote(anchor["id"])) for anchor in each["anchors"]] for each in fragments(index)]
    assert shown == [
        [{"url": each.url, "type": each.type, "lang": each.lang, "day": each.date, "facts": dict(each.facts)}]
        for each in RECORDS
    ]


def test_the_words_of_a_quotation_come_back_as_they_were(index: Path) -> None:
    contents = [each["content"].replace("\u2060|", "").replace("\u2060 ", "") for each in fragments(index)]
    assert contents[1:8] == [each.text for each in RECORDS[1:8]]


def test_nothing_of_the_machine_is_in_the_index(index: Path) -> None:
    for file in (each for each in index.rglob("*") if each.is_file()):
        data = file.read_bytes()
        plain = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        assert b".desk-" not in plain and str(index.parent).encode() not in plain, file.name


def test_without_records_there_is_an_empty_list_of_bundles(tmp_path: Path) -> None:
    save_index({}, "en", tmp_path / "pagefind")
    assert [each.name for each in (tmp_path / "pagefind").iterdir()] == ["bundles.json"]
    assert json.loads((tmp_path / "pagefind" / "bundles.json").read_text()) == {"bundles": []}


def test_when_pagefind_gives_up_the_reason_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho the disk is full >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: broken)
    with pytest.raises(SearchFailed, match="exit code 3: the disk is full"):
        save_index({"aid": RECORDS}, "en", tmp_path / "pagefind")
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "nowhere")
    with pytest.raises(SearchFailed, match="could not be started"):
        save_index({"aid": RECORDS}, "en", tmp_path / "again" / "pagefind")


@pytest.mark.parametrize("text", ["…", "—", "_", "½", "€", "\u0301", "👍", "", " "])
def test_a_record_without_a_word_is_in_the_index_too(tmp_path: Path, text: str) -> None:
    save_index({"aid": (record("stories/aid/", text),)}, "en", tmp_path / "pagefind")
    assert len(fragments(tmp_path / "pagefind")) == 1


@pytest.mark.parametrize("language", ["zh-Hans", "ja", "pt-BR", "he", "tlh"])
def test_a_site_in_any_language_gets_an_index(tmp_path: Path, language: str) -> None:
    save_index({"aid": RECORDS}, language, tmp_path / "pagefind")
    assert len(fragments(tmp_path / "pagefind")) == len(RECORDS)


# ---- The search page


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Iterator[str]:
    """The address of a server with four sites: one bundle, three bundles, an empty index, none."""
    root = tmp_path_factory.mktemp("sites")
    for name in ("one", "three", "empty", "none"):
        save_search_page(root / name)
    shutil.copytree(index, root / "one" / "pagefind")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouping, "LARGEST", 1)
        heaps = {f"part-{number}": RECORDS[number::3] for number in range(3)}
        assert len(save_index(heaps, "en", root / "three" / "pagefind")) == 3
    save_index({}, "en", root / "empty" / "pagefind")
    with served(root) as address:
        yield address


@pytest.fixture
def tab(open_page: Callable[..., Tab]) -> Tab:
    return open_page(viewport={"width": 1280, "height": 900})


def found(tab: Tab, address: str) -> list[str]:
    """Where the results lead, in their order, with the part after the root."""
    tab.goto("about:blank")
    tab.goto(address)
    expect(tab.locator("#search-count")).not_to_be_empty()
    links = tab.locator("[data-results] li").evaluate_all(
        "all => all.map(li => li.querySelector('a[href]')?.href ?? '')"
    )
    return [link.partition("/stories/aid/")[2] for link in links]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("opened", {"a/#a-aid-1"}),
        ("bridge", {"a/#a-aid-1", "b/#b-aid-1"}),
        ("جسر", {"c/#c-aid-1"}),
        ("والجسر", {"c/#c-aid-1"}),
        ("外交部", {"d/#d-aid-1"}),
        ("有关请求", {"d/#d-aid-1"}),
        ("גשר", {"e/#e-aid-1"}),
        ("koprü", {"f/#f-aid-1"}),
        ("İSTANBUL", {"f/#f-aid-1"}),
        ("ouverture", {"g/#g-aid-1"}),
        ('"did not ask"', {"b/#b-aid-1"}),
        ("Moscow asked", {""}),  # a claim that is shown with a quotation is not in its text: only the story's title
        ("bridge help", {"b/#b-aid-1"}),
        ("javascript", set()),
    ],
)
@pytest.mark.parametrize("site", ["one", "three"])
def test_a_word_is_found_in_its_language_and_only_where_it_stands(
    tab: Tab, sites: str, site: str, words: str, expected: set[str]
) -> None:
    assert set(found(tab, f"{sites}/{site}/search/?q={quote(words)}")) == expected


@pytest.mark.browser
@pytest.mark.parametrize("site", ["one", "three"])
def test_results_sort_by_date_with_the_undated_last(tab: Tab, sites: str, site: str) -> None:
    newest = found(tab, f"{sites}/{site}/search/?type=quotation&stance=denies&sort=newest")
    oldest = found(tab, f"{sites}/{site}/search/?type=quotation&stance=denies&sort=oldest")
    assert newest == ["b/#b-aid-1", "c/#c-aid-1", "d/#d-aid-1"]
    assert oldest == ["c/#c-aid-1", "b/#b-aid-1", "d/#d-aid-1"]


@pytest.mark.browser
def test_hostile_content_is_shown_as_text_and_leads_nowhere(tab: Tab, sites: str) -> None:
    assert found(tab, f"{sites}/one/search/?q=script") == [""]
    assert "</p><script>alert(1)</script> &lt;b&gt;" in tab.locator(".found blockquote").inner_text()
    assert tab.locator(".found :is(script, img, i), .found [href^=javascript]").count() == 0


@pytest.mark.browser
def test_filters_count_what_would_be_found_and_keep_their_state_in_the_address(tab: Tab, sites: str) -> None:
    assert len(found(tab, f"{sites}/one/search/")) == 0
    tab.locator("summary", has_text="Outlet").click()
    tab.get_by_label(OUTLET).check()
    expect(tab.locator("#search-count")).to_have_text("1 result")
    assert tab.get_by_role("checkbox", name="denies").locator("xpath=../span").inner_text() == "1"
    assert tab.get_by_role("checkbox", name="The Ledger").locator("xpath=../span").inner_text() == "1"
    assert tab.url.startswith(f"{sites}/one/search/?outlet=Le+Monde%3A+A%2C+B+%5Bc%5D")
    tab.reload()
    expect(tab.get_by_label(OUTLET)).to_be_checked()
    tab.get_by_role("button", name="Clear all").click()
    expect(tab.locator("#search-count")).to_have_text("Type, or choose a filter")
    assert tab.url == f"{sites}/one/search/"


@pytest.mark.browser
def test_the_keyboard_is_enough(tab: Tab, sites: str) -> None:
    found(tab, f"{sites}/one/search/?q=bridge&sort=oldest")
    tab.keyboard.press("/")
    expect(tab.get_by_role("searchbox", name="Words to look for")).to_be_focused()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("j")
    expect(tab.locator(".found a").nth(1)).to_be_focused()
    tab.keyboard.press("k")
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("searchbox", name="Words to look for")).to_have_value("")
    expect(tab.locator("#search-count")).to_have_text("Type, or choose a filter")


@pytest.mark.browser
def test_a_reader_is_told_why_nothing_can_be_found(open_page: Callable[..., Tab], sites: str) -> None:
    tab = open_page(allow=["404"])
    for site, reason in (("empty", "There is nothing to search yet."), ("none", "The search index is not there.")):
        tab.goto(f"{sites}/{site}/search/?q=bridge")
        expect(tab.locator("[data-aid]")).to_contain_text(reason)
    tab.goto(f"{sites}/one/search/?q=zzzz")
    expect(tab.locator("[data-note]")).to_contain_text("Check the spelling")
    silent = open_page(java_script_enabled=False)
    silent.goto(f"{sites}/one/search/")
    assert "Searching needs JavaScript" in silent.locator("main").inner_text()
    assert silent.locator("[data-without-script] a").first.get_attribute("href") == "../claims/"

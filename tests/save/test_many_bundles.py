"""A site that is too large for one bundle is searched like a small one: the same results, counts and order."""

import marshal
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from save.search_site import save_index, save_search_page
from served import served

from sitegen.memory import Memory
from sitegen.model.packed import packed
from sitegen.model.page import Record
from sitegen.save import groups as grouping
from sitegen.save.groups import size
from sitegen.search_part import LISTING, Findable, Indexer

# Words that begin like others: what a bundle does not have, Pagefind would find by its beginning.
WORDS = """
in no re the invention inventor invent inventory nonsense nonstop nominal reform reformer refuge refugees theory
bridge bridges bridgehead brick harbour harbours harp council councillor counsel count flood floods flooding flow
water waters waterfall minister ministry mint vote voter votes port ports portal press pressed pressure l’été été
""".split()
RARE = {3: "zeppelin", 7: "zephyr", 8: "Übermut", 11: "外交部"}
STORIES = 14


def story(number: int) -> tuple[Record, ...]:
    dice = random.Random(number)

    def record(place: str, what: str, **filters: str) -> Record:
        text = " ".join([*dice.sample(WORDS, 9), RARE.get(number, "plain") if what == "quotation" else "plain"])
        day = f"2031-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}" if dice.random() < 0.9 else ""
        return Record(
            url=f"stories/story-{number}/{place}",
            type=what,
            title=" ".join(dice.sample(WORDS, 3)) if what != "quotation" else "",
            text=text,
            lang="en",
            date=day,
            filters=(("type", what), ("story", f"Story: {number}"), *filters.items()),
            facts=(("question", "Is it so?"),) if what == "story" else (),
        )

    return (
        record("", "story"),
        *(record(f"{n}/", "article", outlet=f"Outlet {dice.randint(1, 4)}", language="en") for n in range(3)),
        *(
            record(f"claims/{n}/", "claim", status=dice.choice(("disputed", "corroborated")), kind="event")
            for n in range(3)
        ),
        *(
            record(
                f"0/#{n}",
                "quotation",
                outlet=f"Outlet {dice.randint(1, 4)}",
                stance=dice.choice(("asserts", "denies")),
                speaker=dice.choice(("Ann: A", 'Bo "B"', "Cy")),
            )
            for n in range(6)
        ),
    )


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the same records three times: in one bundle, in many, and just after an edit."""
    root = tmp_path_factory.mktemp("sites")
    heaps = {f"story-{number}": story(number) for number in range(STORIES)}
    assert save_index(heaps, "en", root / "one" / "pagefind") == ("all/",)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouping, "LARGEST", 30_000)
        assert 4 <= len(save_index(heaps, "en", root / "many" / "pagefind")) <= 10
        former = {**heaps, "story-3": story(103), "story-7": (*story(7), *story(107))}
        save_first_index(former, heaps, root / "edited")
    for name in ("one", "many", "edited"):
        save_search_page(root / name)
    with served(root) as address:
        yield address


def save_first_index(
    before: Mapping[str, tuple[Record, ...]], after: dict[str, tuple[Record, ...]], folder: Path
) -> None:
    """What a preview has to search in just after an edit: of both stories that changed, a bundle of their own."""
    memory = Memory(folder / "memory")

    def kept(heaps: Mapping[str, tuple[Record, ...]]) -> Findable:
        found = (
            (name, memory.keep(marshal.dumps([("", "", (), packed(heap))])), size(heap)) for name, heap in heaps.items()
        )
        return Findable(tuple(sorted(found)), "en")

    indexer = Indexer(memory, "preview", 2, {})
    assert len(list(indexer.indexes(kept(before), folder / "shelf", bool))) == 1
    indexer.part_with(kept(before), kept(after))
    first = next(indexer.indexes(kept(after), folder / "shelf", bool))
    assert b"fresh" in first[LISTING]
    for path, data in first.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data if isinstance(data, bytes) else data.read_bytes())


@pytest.fixture
def tab(open_page: Callable[..., Tab]) -> Tab:
    return open_page(viewport={"width": 1280, "height": 900})


def answer(tab: Tab, address: str, **query: str) -> dict[str, Any]:
    """Everything that the search page says to a query."""
    tab.goto("about:blank")
    tab.goto(f"{address}/search/?{urlencode(query)}")
    expect(tab.locator("#search-count")).not_to_be_empty()
    while tab.locator("[data-more]").is_visible():
        shown = tab.locator("[data-results] > li").count()
        tab.locator("[data-more]").click()
        expect(tab.locator("[data-results] > li").nth(shown)).to_be_visible()
    return tab.evaluate("""() => ({
        count: document.querySelector("#search-count").textContent,
        links: [...document.querySelectorAll("[data-results] a")].map((a) => a.href.split("/stories/")[1]),
        texts: [...document.querySelectorAll("[data-results] > li")]
            .map((each) => each.innerHTML.replace(/href="[^"]*stories/, "")).sort(),
        filters: [...document.querySelectorAll(".facet")].map((each) => each.textContent),
        note: document.querySelector("[data-note]").textContent,
    })""")


@pytest.mark.browser
@pytest.mark.parametrize("divided", ["many", "edited"])
@pytest.mark.parametrize(
    "query",
    [
        *({"q": word} for word in ("invention", "in", "bridgehead", "pressure", "zeppelin", "Übermut", "外交部")),
        *({"q": words} for words in ("bridge council", "zeppelin invention", "zeppelin zephyr")),
        *({"q": begun} for begun in ("nons", "bridgeh", "übe", "theoryx")),
        *({"q": unknown} for unknown in ("xylophone", "bridge xylophone")),
        *({"q": phrase} for phrase in ('"the plain"', '"zephyr"')),
        {"type": "claim"},
        {"stance": "denies", "outlet": "Outlet 2"},
        {"speaker": "Bo ＂B＂", "q": "bridge"},
        {"speaker": "Ann: A", "stance": "asserts", "story": "Story: 3"},
        {"q": "invention", "type": "quotation", "outlet": "Outlet 1"},
        {"q": "zeppelin", "type": "article"},
        {"sort": "newest", "type": "quotation"},
        {"sort": "oldest", "type": "article"},
        {"sort": "newest", "q": "bridge"},
        {"sort": "oldest", "q": "council vote", "type": "claim"},
        {"sort": "newest", "q": "xylophone"},
    ],
    ids=urlencode,
)
def test_many_bundles_answer_like_one(tab: Tab, sites: str, query: dict[str, str], divided: str) -> None:
    one, many = answer(tab, f"{sites}/one", **query), answer(tab, f"{sites}/{divided}", **query)
    records = {each.url.removeprefix("stories/"): each for number in range(STORIES) for each in story(number)}
    if "q" not in query:
        chosen = {(name, value.replace("＂", '"')) for name, value in query.items() if name != "sort"}
        assert set(many["links"]) == {link for link, each in records.items() if chosen <= set(each.filters)}
    if "sort" in query or "q" not in query:
        order = [records[link].date for link in one["links"]]
        assert [records[link].date for link in many["links"]] == order
        dated = [day for day in order if day]
        assert order == sorted(dated, reverse=query.get("sort") != "oldest") + [""] * (len(order) - len(dated))
    assert sorted(many.pop("links")) == sorted(one.pop("links"))
    assert many == one


@pytest.mark.browser
def test_a_changed_word_is_found_when_the_stories_beside_it_were_indexed_again(
    tab: Tab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "LARGEST", 30_000)
    heaps = {f"story-{number}": story(number) for number in range(STORIES)}
    save_search_page(tmp_path)
    places = save_index(heaps, "en", tmp_path / "pagefind")
    before = {place: listed(tmp_path / "pagefind" / place) for place in places}
    heaps["story-5"] = (replace(heaps["story-5"][0], text="A quokka was seen."), *heaps["story-5"][1:])
    assert save_index(heaps, "en", tmp_path / "pagefind") == places
    changed = [place for place in places if listed(tmp_path / "pagefind" / place) != before[place]]
    assert len(changed) == 1
    with served(tmp_path) as address:
        assert answer(tab, address, q="quokka")["links"] == ["story-5/"]
        assert answer(tab, address, type="story")["count"] == f"{STORIES} results"


def listed(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

"""Feeds are what RFC 4287 and JSON Feed ask for, speak of what is published, and are dated by the content."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree
from projects import ROOT, article, built, written

from sitegen.model.feed import Feed, FeedEntry
from sitegen.model.site import Settings
from sitegen.pages import followed
from sitegen.pages.feed_ids import full_id
from sitegen.pages.feeds import ATOM, JSON, feed_file

BASE = "https://desk.example.org/water/"
NAME = {"a": "http://www.w3.org/2005/Atom"}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))

STORY = """\
---
title: {title}
{more}claims:
  bridge-closed: {{text: The bridge is closed}}
---
"""
HISTORY = """\
- {date: 2031-05-12, claim: bridge-closed, to: unsupported}
- {date: 2031-05-13T08:30+02:00, claim: bridge-closed, from: unsupported, to: single-source, cause: The Herald has it.}
- {date: 2031-05-13, claim: plot, from: unsupported, to: single-source}
- {date: 2031-05-14, claim: bridge-closed, from: single-source, to: open, by: The desk, cause: We <went> & looked}
"""
CLAIMS = "claims: [{claim: bridge-closed, quote: The bridge is closed, by: The mayor}]"
SECRET = "Nobody may read the withheld sentence about lanterns."
DRAFT = "Mackerel"


def flood(title: str = "The flood", more: str = "", published: str = "2031-05-13T01:40+02:00") -> dict[str, str]:
    """One story: two outlets, a draft, a history; the body of one article may not be shown."""
    of_klaxon = "published: ../2031-05-14, updated: 2031-05-15, derivation: copy, origin: herald"
    return {
        "content/stories/flood/story.md": STORY.format(title=title, more=more),
        "content/stories/flood/history.yml": HISTORY,
        "content/stories/flood/herald.md": article(
            source=f'published: "{published}"',
            more=CLAIMS,
            body=f"The bridge is closed until further notice.\n\n{SECRET}",
        ),
        "content/stories/flood/klaxon.md": article(title="Bridge & <tram>", outlet="klaxon", source=of_klaxon),
        "content/stories/flood/plan.md": article(
            title=f"A {DRAFT} plan",
            outlet=DRAFT,
            source="published: 2031-05-19",
            more=f"draft: true\nclaims: [{{claim: plot, text: {DRAFT}, quote: bridge is closed, by: The mayor}}]",
        ),
        "content/stories/secret/story.md": STORY.format(title=DRAFT, more="draft: true\n"),
        "content/stories/secret/history.yml": f"[{{date: 2031-05-12, claim: bridge-closed, to: open, by: {DRAFT}}}]",
    }


def feeds(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.rpartition("/")[2] in ("feed.xml", "feed.json")}


def ids(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    return {
        path: etree.fromstring(data).xpath("//a:id/text()", namespaces=NAME)
        for path, data in feeds(files).items()
        if path.endswith(ATOM)
    }


def offences(data: bytes) -> Iterator[str]:
    """What the RFC forbids: by its grammar, and what it says in words in section 4."""
    root = etree.fromstring(data)
    if not GRAMMAR.validate(root):
        yield str(GRAMMAR.error_log.last_error)
    entries = root.findall("a:entry", NAME)
    if root.find("a:author", NAME) is None and any(each.find("a:author", NAME) is None for each in entries):
        yield "4.1.1: an entry without an author in a feed without one"
    for each in (root, *entries):
        kinds = [(link.get("type"), link.get("hreflang")) for link in links(each, "alternate")]
        if len(kinds) != len(set(kinds)):
            yield "4.1.1, 4.1.2: two alternates of one type and language"
    for each in entries:
        if not links(each, "alternate"):
            yield "4.1.2: an entry with neither content nor an alternate"
    if len(links(root, "self")) != 1:
        yield "4.1.1: a feed should have one link to itself"
    found = [each.text for each in root.iter(f"{{{NAME['a']}}}id")]
    yield from (f"4.2.6: the id {each} is given twice" for each in set(found) if found.count(each) > 1)
    newest = [each.findtext("a:updated", "", NAME) for each in entries]
    if newest != sorted(newest, reverse=True):
        yield "the newest entry is not the first"


def links(node: Any, relation: str) -> list[Any]:
    return [each for each in node.findall("a:link", NAME) if each.get("rel", "alternate") == relation]


@pytest.fixture(scope="module")
def demo() -> dict[str, bytes]:
    return built(ROOT, BASE).files


def test_every_feed_of_the_demo_is_atom_by_the_rfc(demo: dict[str, bytes]) -> None:
    atoms = [path for path in feeds(demo) if path.endswith(ATOM)]
    assert len(atoms) > 10
    assert {path: found for path in atoms if (found := list(offences(demo[path])))} == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<updated>2031-05-16T00:00:00Z</updated>", b""),
        (b"T00:00:00Z</updated>", b"</updated>"),
        (b"<id>tag:", b"<id>"),
        (b"<author>", b"<author><name>A second name</name>"),
        (b"<title>", b"<title type='xhtml'>"),
        (b'rel="alternate"', b'rel="canonical"'),
        (b"<summary>", b"<summary/><summary>"),
        (b"<entry>", b"<item>x</item><entry>"),
        (b'href="https', b'hreff="https'),
        (b'type="application/feed+json"', b'type="text/html"'),
        (b'rel="self"', b'rel="related"'),
        (b"stories/harbour-bridge</id>", b"feeds/site</id>"),
    ],
)
def test_the_check_of_atom_finds_what_is_wrong(demo: dict[str, bytes], old: bytes, new: bytes) -> None:
    assert old in demo["feed.xml"]
    assert list(offences(demo["feed.xml"].replace(old, new)))


def test_every_feed_has_what_json_feed_requires(demo: dict[str, bytes]) -> None:
    for path, data in feeds(demo).items():
        if path.endswith(JSON):
            feed = json.loads(data)
            assert (feed["version"], feed["feed_url"]) == ("https://jsonfeed.org/version/1.1", BASE + path)
            assert feed["title"]
            assert feed["home_page_url"] == BASE + path.removesuffix("feed.json")
            for item in feed["items"]:
                assert item["id"]
                assert item["content_text"]
                assert item["url"].startswith(BASE)
            atom = ids({path.replace(JSON, ATOM): demo[path.replace(JSON, ATOM)]}).popitem()[1]
            assert [each["id"] for each in feed["items"]] == atom[1:]


def test_feed_readers_find_the_pages_that_the_site_has(demo: dict[str, bytes]) -> None:
    for path, data in feeds(demo).items():
        if path.endswith(ATOM):
            read = feedparser.parse(data)
            assert not read.bozo, read.bozo_exception
            for each in (read.feed, *read.entries):
                page = each.link.removeprefix(BASE).partition("#")[0]
                assert f"{page}index.html" in demo
            assert read.feed.author
            assert all(each.updated_parsed for each in read.entries)


def test_a_page_leads_to_its_feed(demo: dict[str, bytes]) -> None:
    expected = {
        "": "feed.xml",
        "claims/": "claims/feed.xml",
        "outlets/": "feed.xml",
        "outlets/klaxon/": "outlets/klaxon/feed.xml",
        "stories/harbour-bridge/": "stories/harbour-bridge/feed.xml",
        "stories/harbour-bridge/klaxon/": "stories/harbour-bridge/feed.xml",
        "data/": "feed.xml",
    }
    for page, feed in expected.items():
        root = etree.HTML(demo[f"{page}index.html"])
        (link,) = root.xpath("//head/link[@type='application/atom+xml']/@href")
        assert os.path.normpath(page + link) == feed
        assert feed in demo
    for page in ("", "claims/", "outlets/klaxon/", "stories/harbour-bridge/"):
        shown = etree.HTML(demo[f"{page}index.html"]).xpath("//main//a/@href")
        for each in (ATOM, JSON):
            assert page + "feed" + each in [os.path.normpath(page + link) for link in shown]


def test_a_story_is_told_with_its_articles_and_changes_and_in_our_own_words(tmp_path: Path) -> None:
    files = built(written(tmp_path, flood()), BASE).files
    read = feedparser.parse(files["stories/flood/feed.xml"])
    assert [(each.title, each.updated) for each in read.entries] == [
        ("Bridge & <tram>", "2031-05-15T00:00:00Z"),
        ("The bridge is closed: single source → open", "2031-05-14T00:00:00Z"),
        ("The bridge is closed: unsupported → single source", "2031-05-13T06:30:00Z"),
        ("The bridge is closed", "2031-05-12T23:40:00Z"),
    ]
    assert [each.get("published", "") for each in read.entries] == [
        "", "2031-05-14T00:00:00Z", "2031-05-13T06:30:00Z", "2031-05-12T23:40:00Z",
    ]  # fmt: skip
    assert read.entries[1].summary == "We <went> & looked (The desk)"
    assert [each.get("author", read.feed.author) for each in read.entries] == ["klaxon", "Stories", "Stories", "herald"]
    assert [link.href for link in read.entries[3].links] == [
        f"{BASE}stories/flood/herald/",
        "https://example.org/herald",
    ]


def test_the_feed_of_changed_claims_leaves_first_statuses_out(tmp_path: Path) -> None:
    files = built(written(tmp_path, flood()), BASE).files
    items = json.loads(files["claims/feed.json"])["items"]
    assert [(each["id"], each["tags"]) for each in items] == [
        ("tag:desk.example.org,2026:stories/flood/claims/bridge-closed/3", ["The flood", "open"]),
        ("tag:desk.example.org,2026:stories/flood/claims/bridge-closed/2", ["The flood", "single source"]),
    ]
    assert items[0]["url"] == f"{BASE}stories/flood/claims/bridge-closed/#history"
    assert b'id="history"' in files["stories/flood/claims/bridge-closed/index.html"]


def test_no_feed_has_a_word_of_a_draft_or_of_a_text_that_is_withheld(tmp_path: Path) -> None:
    site = built(written(tmp_path, flood()), BASE)
    assert {each.code for each in site.problems} <= {"unrecorded-status"}
    found = feeds(site.files)
    assert "outlets/herald/feed.xml" in found
    for data in found.values():
        assert DRAFT.encode() not in data
        assert b"lanterns" not in data


def test_ids_stay_when_titles_dates_and_the_path_of_the_site_change(tmp_path: Path) -> None:
    before = built(written(tmp_path, flood()), BASE)
    changed = flood("Another title", "updated: 2031-06-01\n", published="2031-05-13T05:00Z")
    after = built(written(tmp_path, changed), "http://desk.example.org:8000/")
    assert {path: sorted(found) for path, found in ids(before.files).items()} == {
        path: sorted(found) for path, found in ids(after.files).items()
    }
    assert before.files["feed.xml"] != after.files["feed.xml"]


@pytest.mark.parametrize(
    ("feed_id", "base_url", "expected"),
    [
        ("", "https://Desk.example.org:8443/water/", "tag:desk.example.org,2026:stories/flood"),
        ("", "https://bücher.example/", "tag:xn--bcher-kva.example,2026:stories/flood"),
        ("old.example.org", "https://new.example.org/", "tag:old.example.org,2026:stories/flood"),
        ("tag:example.org,2031:water/", "https://new.example.org/", "tag:example.org,2031:water/stories/flood"),
        ("", "", "urn:uuid:d98c3c6c-5a0d-5175-ba1b-b7d9d0b4db1f"),
        ("", "http://[::1]:8000/", "urn:uuid:d98c3c6c-5a0d-5175-ba1b-b7d9d0b4db1f"),
    ],
)
def test_an_id_rests_on_the_host_or_on_what_the_settings_say(feed_id: str, base_url: str, expected: str) -> None:
    found = full_id(Settings(feed_id=feed_id, base_url=base_url), "stories/flood")
    assert found == expected


def test_feeds_are_the_same_in_another_time_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, found = written(tmp_path, flood()), []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        found.append(feeds(built(project, BASE).files))
    monkeypatch.undo()
    time.tzset()
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("more", "published", "expected"),
    [
        ("updated: 2031-05-20T09:00-02:00\n", "2031-05-13", "2031-05-20T11:00:00Z"),
        ("corrections: [{date: 2031-05-18, text: Wrong}]\n", "2031-05-13", "2031-05-18T00:00:00Z"),
        ("", "2031-05-17", "2031-05-17T00:00:00Z"),
        ("updated: unknown\n", "2031-05-17?", "2031-05-15T00:00:00Z"),
    ],
)
def test_a_story_changed_when_it_says_so_or_when_its_newest_part_is_dated(
    more: str, published: str, expected: str, tmp_path: Path
) -> None:
    files = built(written(tmp_path, flood(more=more, published=published)), BASE).files
    assert [each["date_modified"] for each in json.loads(files["feed.json"])["items"]] == [expected]


def test_what_has_no_date_is_in_no_feed_and_a_feed_without_entries_is_still_one(tmp_path: Path) -> None:
    files = built(written(tmp_path, {"content/stories/flood/herald.md": article()}), BASE).files
    for path in ("feed.xml", "claims/feed.xml", "stories/flood/feed.xml", "outlets/herald/feed.xml"):
        assert list(offences(files[path])) == []
        assert feedparser.parse(files[path]).entries == []
        assert b"<updated>1970-01-01T00:00:00Z</updated>" in files[path]


def test_an_article_without_a_date_changed_when_it_was_read(tmp_path: Path) -> None:
    files = built(written(tmp_path, {"content/stories/flood/herald.md": article(source="retrieved: 2031-05-16")})).files
    (item,) = json.loads(files["stories/flood/feed.json"])["items"]
    assert (item["date_modified"], "date_published" in item) == ("2031-05-16T00:00:00Z", False)


def test_without_an_address_links_are_relative_to_the_feed(tmp_path: Path) -> None:
    files = built(written(tmp_path, flood())).files
    for path, data in feeds(files).items():
        if path.endswith(ATOM):
            assert list(offences(data)) == []
            for link in etree.fromstring(data).xpath("//a:link[not(@rel='via')]/@href", namespaces=NAME):
                target = os.path.normpath(f"{path.rpartition('/')[0] or '.'}/{link.partition('#')[0]}")
                assert (target if target.endswith((ATOM, JSON)) else os.path.normpath(f"{target}/index.html")) in files


def test_characters_that_xml_does_not_have_are_left_out_and_the_others_escaped() -> None:
    entry = FeedEntry(
        id="x", url="x/", title="a\x00\x0b\ufffe<b>\U0001f309\t&", summary="\"\x1f'", updated="2031-05-13T00:00:00Z"
    )
    feed = Feed(id="feeds/x", name="x/feed", home="x/", title="\x08T", entries=(entry,))
    data = feed_file(feed, ATOM, Settings(base_url=BASE)).data
    assert list(offences(data)) == []
    read = feedparser.parse(data)
    assert (read.feed.title, read.entries[0].title, read.entries[0].summary) == ("T", "a<b>\U0001f309\t&", "\"'")


def test_the_newest_entries_are_found_wherever_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followed, "NEWEST_STORIES", 3)
    monkeypatch.setattr(followed, "NEWEST_ARTICLES", 3)
    project, place = tmp_path / "project", tmp_path / "place"
    for month in range(1, 7):
        name = f"s{month}"
        source = f"published: 2031-{month:02}-10"
        written(project, {f"content/stories/{name}/herald.md": article(title=name, source=source)})

    def newest(path: str) -> list[str]:
        files = built(project, BASE, place=place).files
        assert feeds(files) == feeds(built(project, BASE).files)
        return [each["title"] for each in json.loads(files[path])["items"]]

    assert newest("feed.json") == ["S6", "S5", "S4"]
    assert newest("outlets/herald/feed.json") == ["s6", "s5", "s4"]
    late = article(title="s1", source="published: 2031-01-10, updated: 2031-06-09")
    written(project, {"content/stories/s1/herald.md": late})
    assert newest("feed.json") == ["S6", "S1", "S5"]
    assert newest("outlets/herald/feed.json") == ["s6", "s1", "s5"]
    (project / "content/stories/s6/herald.md").unlink()
    (project / "content/stories/s6").rmdir()
    assert newest("feed.json") == ["S1", "S5", "S4"]
    assert newest("outlets/herald/feed.json") == ["s1", "s5", "s4"]
    monkeypatch.setattr(followed, "NEWEST_STORIES", 1)
    late = article(title="t5", source="published: 2031-05-02, updated: 2031-06-20")
    written(project, {"content/stories/t5/herald.md": late})
    assert newest("feed.json") == ["T5"]

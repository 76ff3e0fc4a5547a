"""Promises about a whole site: what may be in it, what must not, and that every link of it leads somewhere."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest
from markup import addresses, broken_links, elements, faults, tree
from projects import HERALD, ROOT, SMALL, article, built, files_under, sitegen, written

from sitegen.save.tree import MANIFEST

SITES = Path(__file__).parent / "sites"
CASES = sorted(path.name for path in SITES.iterdir() if path.is_dir())
AT = {"sub-path": "/repo/", "history": "/river/"}  # where the site of a case says that it lies
CANARY = b"zqcanary"
CONTROL = b"zqpublic"  # what is published in the same places: it proves that the search below can find


# --- Links and markup -------------------------------------------------------------------------------------------------


@cache
def demo(base_url: str | None = None) -> dict[str, bytes]:
    return dict(built(ROOT, base_url).files)


@cache
def case(name: str) -> dict[str, bytes]:
    return dict(built(SITES / name).files)


@pytest.mark.parametrize(("base_url", "at"), [(None, "/"), ("https://example.org/repo/", "/repo/")])
def test_every_link_and_asset_of_the_demo_resolves(base_url: str | None, at: str) -> None:
    assert broken_links(demo(base_url), at) == []


def test_a_mention_without_a_quotation_has_its_place(tmp_path: Path) -> None:
    files = built(
        written(tmp_path, {HERALD: article(more="claims: [{claim: closed, text: The bridge is closed}]")})
    ).files
    assert broken_links(dict(files)) == []


@pytest.mark.parametrize("name", CASES)
def test_every_link_and_asset_of_every_case_resolves(name: str) -> None:
    assert broken_links(case(name), AT.get(name, "/")) == []


def test_the_page_for_what_is_not_there_leads_home_from_anywhere() -> None:
    hrefs = {address for _, address in addresses(demo("https://example.org/repo/")["404.html"])}
    assert {"/repo/", "/repo/theme/style.css", "/repo/search/"} <= hrefs
    assert {"/", "/theme/style.css", "/search/"} <= {address for _, address in addresses(demo()["404.html"])}


def test_only_the_page_for_what_is_not_there_knows_the_sub_path() -> None:
    """So that a site can be moved, or opened from another place, without being built again."""
    for path, data in demo("https://example.org/repo/").items():
        if path.endswith(".html") and path != "404.html":
            assert not [address for _, address in addresses(data) if address.startswith("/")], path


def test_the_markup_of_the_demo_is_sound() -> None:
    assert {path: found for path, data in demo().items() if path.endswith(".html") and (found := faults(data))} == {}


@pytest.mark.parametrize("name", CASES)
def test_the_markup_of_every_case_is_sound(name: str) -> None:
    assert {
        path: found for path, data in case(name).items() if path.endswith(".html") and (found := faults(data))
    } == {}


LINKED = article(
    source="rights: full",
    more="claims: [{claim: closed, text: The bridge is closed, quote: The bridge is closed}]",
    body="The bridge [is closed](https://example.org/closure), the mayor said.",
)


def test_a_quotation_that_ends_in_a_link_makes_no_link_in_a_link(tmp_path: Path) -> None:
    files = built(written(tmp_path, {HERALD: LINKED})).files
    assert faults(files["stories/flood/herald/index.html"]) == []


def test_a_picture_from_elsewhere_in_a_link_makes_no_link_in_a_link(tmp_path: Path) -> None:
    body = "[![A tower](https://example.org/tower.png)](https://example.org/)"
    files = built(written(tmp_path, {HERALD: article(source="rights: full", body=body)})).files
    assert faults(files["stories/flood/herald/index.html"]) == []


def test_a_story_without_articles_has_no_link_to_them(tmp_path: Path) -> None:
    files = built(written(tmp_path, {"content/stories/flood/story.md": "---\ntitle: The flood\n---\n"})).files
    assert broken_links(dict(files)) == []


SAME_MENTION_ID = {
    "content/stories/flood/bbc.md": article(
        outlet="bbc", more="claims: [{claim: russian-denial, text: Russia denies, quote: Moscow says no}]",
        body="Moscow says no, again.",
    ),
    "content/stories/flood/bbc-russian.md": article(
        outlet="bbc-russian", more="claims: [{claim: denial, text: Somebody denies, quote: Somebody shakes his head}]",
        body="Somebody shakes his head.",
    ),
}  # fmt: skip


def test_a_claim_page_shows_the_words_of_its_own_article(tmp_path: Path) -> None:
    files = built(written(tmp_path, SAME_MENTION_ID)).files
    assert b"Moscow says no" in files["stories/flood/claims/russian-denial/index.html"]


SAME_DISPUTE = """\
---
title: The flood
claims:
  closed: {text: The bridge is closed}
disputes:
  - {id: open, question: Is it open?, claims: [closed]}
  - {id: open, question: Is it really open?, claims: [closed]}
---
"""


def test_two_disputes_of_one_id_are_a_mistake_or_have_two_places(tmp_path: Path) -> None:
    site = built(written(tmp_path, {"content/stories/flood/story.md": SAME_DISPUTE}))
    assert site.problems or faults(site.files["stories/flood/index.html"]) == []


DISPUTED_CLAIM = {
    "content/stories/flood/story.md": SAME_DISPUTE.replace("disputes:\n", "disputes:\n  - {id: closed, question: Q}\n")
    .replace("id: open, question: Is it really", "id: again, question: Is it really")
    .replace("claims: [closed]", "claims: []"),
    HERALD: article(more="disputes: [{claim: closed, by: The mayor}]"),
}


def test_a_dispute_may_be_called_like_a_claim(tmp_path: Path) -> None:
    site = built(written(tmp_path, DISPUTED_CLAIM))
    assert site.problems == ()
    assert faults(site.files["stories/flood/index.html"]) == []


def test_a_plain_name_does_not_replace_an_entry_of_outlets_yml(tmp_path: Path) -> None:
    outlets = "cbs-news: {name: CBS, url: 'https://cbs.example/'}\n"
    text = article(outlet="CBS News").replace("org/CBS News", "org/")
    site = built(written(tmp_path, {"content/outlets.yml": outlets, HERALD: text}))
    assert b"https://cbs.example/" in site.files["data/outlets.csv"]


# --- What may not be published ----------------------------------------------------------------------------------------


def published(project: Path, *options: str) -> dict[str, bytes]:
    """Every file that lies in the published folder, packed ones also unpacked, and what the command made it from."""
    sitegen("build", *options, project=project)
    files = files_under(project / "site")
    unpacked = {f"{path} unpacked": each for path, data in files.items() if (each := _unpacked(data))}
    names = {"the names of the files": "\n".join(files).encode()}
    return {**files, **unpacked, **names}


def _unpacked(data: bytes) -> bytes:
    start = data.find(b"\x1f\x8b\x08")
    return gzip.decompress(data[start:]) if 0 <= start < 64 else b""


def holding(files: dict[str, bytes], word: bytes) -> list[str]:
    return sorted(path for path, data in files.items() if word in data.lower())


def leaks(project: Path, *options: str) -> list[str]:
    """The files that hold a canary; first proves that what is published can be seen, in the search index too."""
    files = published(project, *options)
    found = holding(files, CONTROL)
    assert ".pf_fragment" in str(found), "the search index cannot be read"
    assert "index.html" in str(found)
    return holding(files, CANARY)


TEXT = """\
Zqcanaryone zqcanarytwo zqcanarythree.

Zqcanaryfour zqcanaryfive the very long zqpublic bridge is closed today, zqcanarysix zqcanaryseven zqcanaryeight.

Zqcanarynine.
"""
CARRIES = "claims: [{claim: closed, text: Closed, quote: the very long zqpublic bridge is closed today}]"


def test_quotations_alone_leave_the_machine_with_at_most_32_characters_beside_them(tmp_path: Path) -> None:
    far = TEXT.replace("the very", "which is some forty characters away, the very").replace(
        "today,", "today, and forty characters further on there is"
    )
    assert leaks(written(tmp_path, {HERALD: article(more=CARRIES, body=far)})) == []


def test_an_excerpt_is_the_annotated_paragraphs(tmp_path: Path) -> None:
    text = re.sub(r"(?m)^Zqcanaryfour zqcanaryfive|, zqcanarysix.*$", "", TEXT)
    assert text.count("canary") == 4
    assert leaks(written(tmp_path, {HERALD: article(source="rights: excerpt", more=CARRIES, body=text)})) == []


def test_the_full_text_is_published_only_with_that_right(tmp_path: Path) -> None:
    """The canaries of the tests above are found if they are published."""
    found = leaks(written(tmp_path, {HERALD: article(source="rights: full", more=CARRIES, body=TEXT)}))
    assert "stories/flood/herald/index.html" in found
    assert ".pf_fragment unpacked" in str(found)


DRAFTS = {
    HERALD: article(more=CARRIES, body=TEXT.replace("zqcanary", "").replace("Zqcanary", "")),
    "content/site.yml": "rights: full  # zqcanary: a comment\n",
    "content/people.yml": "zqcanary-person: {name: Zqcanary Person}\n",
    "content/outlets.yml": "herald: {name: Herald}\nzqcanary-outlet: {name: Zqcanary Outlet}\n",
    "content/pages/zqcanary.md": "---\ntitle: Zqcanary\ndraft: true\n---\nZqcanary.\n",
    "content/pages/about.md": "---\ntitle: About\n---\n[It](zqcanary.md), [this](../stories/zqcanary-story/story.md).",
    "content/stories/zqcanary-story/story.md": "---\ntitle: Zqcanary\ndraft: true\n---\nZqcanary.\n",
    "content/stories/zqcanary-story/one.md": article("Zqcanary", body="Zqcanary."),
    "content/stories/zqcanary-story/two.md": article("Zqcanary", more="draft: true", body="Zqcanary."),
    "content/stories/flood/zqcanary.md": article(
        "Zqcanary", outlet="zqcanary-outlet", body="Zqcanary ![](zqcanary.png) is closed today.",
        more="draft: true\nclaims:\n- {claim: zqcanary, text: Zqcanary, by: Zqcanary Speaker, value: zqcanary}\n"
        "- {claim: closed, quote: is closed today, by: zqcanary-person, note: zqcanary}",
    ),
    "content/stories/flood/zqcanary.png": b"zqcanary",
    "content/stories/flood/zqcanary.txt": b"zqcanary",
    "content/stories/flood/notes.md~": "zqcanary",
    "content/stories/flood/skipping.md": article(
        more="skip:\n- Zqcanary advertisement  # zqcanary\nclaims: [{claim: closed, quote: zqpublic}]",
        body="The zqpublic <!-- zqcanary --> bridge.\n\n<!-- zqcanary\n\nzqcanary -->\n\nZqcanary advertisement\n",
    ),
}  # fmt: skip


def test_nothing_of_a_draft_of_a_skipped_line_or_of_a_comment_is_published(tmp_path: Path) -> None:
    assert leaks(written(tmp_path, DRAFTS)) == []


def without_draft(path: str) -> bool:
    return "/zqcanary.md" not in path and "zqcanary-story" not in path


def test_a_site_with_drafts_is_the_site_without_them(tmp_path: Path) -> None:
    everything = dict(built(written(tmp_path / "with", DRAFTS)).files)
    rest = {path: data for path, data in DRAFTS.items() if without_draft(path)}
    rest["content/pages/about.md"] = DRAFTS["content/pages/about.md"]
    assert everything == built(written(tmp_path / "without", rest)).files


DATED = {
    HERALD: article(source="published: 2031-05-12"),
    "content/stories/flood/klaxon.md": article(outlet="klaxon", source="published: 2001-01-01", more="draft: true"),
}
SPELT = {
    HERALD: article(outlet="Herald", more="claims: [{claim: closed, text: Closed, by: Ann Mayor}]"),
    "content/stories/flood/draft.md": article(
        outlet="HERALD", more="draft: true\nclaims: [{claim: closed, by: ANN MAYOR}]"
    ),
}
DEFINED = {
    HERALD: article(more="claims: [{claim: closed}]"),
    "content/stories/flood/draft.md": article(more="draft: true\nclaims: [{claim: closed, text: Zqcanary}]"),
}


def test_the_date_of_a_story_does_not_come_from_a_draft(tmp_path: Path) -> None:
    assert b"2001" not in built(written(tmp_path, DATED)).files["stories/flood/index.html"]


def test_a_name_is_not_spelt_as_in_a_draft(tmp_path: Path) -> None:
    files = built(written(tmp_path, SPELT)).files
    assert b"ANN MAYOR" not in files["data/people.csv"]
    assert b"HERALD" not in files["data/outlets.csv"]


def test_a_claim_that_only_a_draft_defines_is_not_published_with_the_text_of_the_draft(tmp_path: Path) -> None:
    files = built(written(tmp_path, DEFINED)).files
    assert not [path for path, data in files.items() if b"Zqcanary" in data]


KEPT = {
    HERALD: article(more=CARRIES, body=TEXT.replace("zqcanary", "").replace("Zqcanary", "")),
    "content/site.yml": "rights: full\n",
}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(
            {"content/stories/flood/klaxon.md": article("Zqcanary", source="zqcanary: 1", body="Zqcanary.")},
            id="article",
        ),
        pytest.param({"content/stories/flood/zqcanary.md": "Zqcanary.\n"}, id="article-without-front-matter"),
        pytest.param({"content/stories/flood/klaxon.md": b"---\ntitle: Zqcanary \xff\n---\n"}, id="article-not-utf8"),
        pytest.param({"content/stories/zqcanary/story.md": "---\ndate: soon\n---\nZqcanary.\n"}, id="story"),
        pytest.param({"content/pages/zqcanary.md": "---\ntitel: Zqcanary\n---\nZqcanary.\n"}, id="page"),
        pytest.param(
            {
                "content/stories/flood/klaxon.md": article(
                    more="claims: [{claim: closed, quote: zqcanary, note: zqcanary}]"
                )
            },
            id="mention",
        ),
        pytest.param(
            {"content/stories/flood/klaxon.md": article(more="claims: [{claim: closed, note: zqcanary, valu: 1}]")},
            id="mention-with-unknown-key",
        ),
        pytest.param(
            {"content/stories/flood/klaxon.md": article(more="changes: [{from: nobody, after: zqcanary, kind: word}]")},
            id="change",
        ),
    ],
)
def test_what_is_faulty_is_left_out_and_the_rest_is_published(files: dict[str, str], tmp_path: Path) -> None:
    assert leaks(written(tmp_path, {**KEPT, **files}), "--keep-going") == []


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"by": article(more="claims: [{claim: closed, quote: not there, by: Zqcanary}]")}, id="speaker"),
        pytest.param({"via": article(more="claims: [{claim: closed, quote: not there, via: Zqcanary}]")}, id="outlet"),
        pytest.param(
            {"text": article(source="derivation: copy", more="claims: [{claim: new, text: Zqcanary}]")}, id="claim"
        ),
        pytest.param({"outlet": article(outlet="zqcanary", source="derivation: copy")}, id="publisher"),
    ],
)
def test_what_only_a_faulty_part_names_is_left_out_with_it(files: dict[str, str], tmp_path: Path) -> None:
    faulty = {f"content/stories/flood/{name}.md": text for name, text in files.items()}
    assert leaks(written(tmp_path, {**KEPT, **faulty}), "--keep-going") == []


PARTLY = article(
    more="claims:\n- {claim: closed, text: Closed, quote: The bridge}\n- {claim: closed, quote: not there}\n"
    "- {claim: closed, quote: is closed}"
)


def test_keep_going_leaves_out_a_mention_and_keeps_the_ids_of_the_others(tmp_path: Path) -> None:
    page = built(written(tmp_path, {HERALD: PARTLY})).files["stories/flood/herald/index.html"].decode()
    assert re.findall(r'<mark id="([^"]*)"', page) == ["herald-closed-1", "herald-closed-3"]


def test_keep_going_leaves_out_an_article_but_not_its_story(tmp_path: Path) -> None:
    site = built(written(tmp_path, {**SMALL, "content/stories/flood/klaxon.md": "no front matter"}))
    assert "stories/flood/herald/index.html" in site.files
    assert not [path for path in site.files if "klaxon" in path]


def test_keep_going_leaves_out_a_story_but_not_its_neighbour(tmp_path: Path) -> None:
    files = {**SMALL, "content/stories/fire/story.md": "---\ndate: soon\n---\n", "content/stories/fire/a.md": article()}
    site = built(written(tmp_path, files))
    assert "stories/flood/index.html" in site.files
    assert not [path for path in site.files if "fire" in path]


# --- Hostile content --------------------------------------------------------------------------------------------------

HOSTILE = (
    "\"><script>alert(1)</script>'><img src=x onerror=alert(1)></title></textarea></style>--><b onclick=a()>x</b>"
    " {{ 7919*7927 }} {% raw %} <a href=javascript:alert(1)>j</a> & \\ ${7} <svg/onload=alert(1)>"
)
ADDRESS = "https://example.org/'onmouseover='alert(1)'&lt;?a=1&b=`x`"
SHORT = "\"><img src=x onerror='alert(1)'>{{ 7919*7927 }}"
# What is in quotation marks is compared in another way than the rest, so that these stay.
HARMLESS = {each: re.sub(r'[^\s"]', "x", each) for each in (HOSTILE, SHORT)} | {
    ADDRESS: "https://example.org/" + "x" * (len(ADDRESS) - 20)
}


def everywhere(text: str, short: str, url: str) -> dict[str, str]:
    """A project with the texts in every field that takes one."""
    person = {"name": text, "role": text, "affiliation": text, "reason": text, "named": "false", "count": "2"}
    outlet = {"name": text, "url": url, "country": text, "kind": text, "owner": text, "policies": [url]}
    common = {"quote": text, "occurrence": "1", "hedge": text, "value": text, "note": text, "by": ["somebody"]}
    story = {
        "title": text, "date": "2031-05-12", "question": text, "summary": text, "place": text, "updated": "2031-05-13",
        "editors": [text], "method": text, "contact": url, "corrections": [{"date": "2031-05-14", "text": text}],
        "claims": {
            "one": {
                "text": text, "speaker": "somebody", "about": [text, "herald"], "same_as": [url],
                "conflicts_with": ["two"], "weight": "high",
                "ruling": {"status": short, "reason": text, "by": text, "date": "2031-05-12"},
                "review": {"rating": text, "explanation": text, "url": url, "by": text, "date": "2031-05-12"},
            },
            "two": {"text": text, "kind": "statement", "conflicts_with": ["one"]},
        },
        "disputes": [{"id": "who", "question": text, "claims": ["one"], "note": text}],
        "utterances": {
            "said": {
                "speaker": "somebody", "when": "2031-05-12", "where": text, "official": {"url": url, "text": text},
            },
            "unknown-voice": {"where": text},
        },
        "timeline": [{"when": "2031-05-12", "what": text, "claims": ["one"], "from": ["herald"]}],
    }  # fmt: skip
    one = {
        "title": text, "lang": "en",
        "source": {
            "outlet": "herald", "url": url, "archived": url, "byline": [text, text], "published": "2031-05-12",
            "dateline": text, "credit": "dateline", "rights": "full", "status": "corrected", "status_note": text,
            "status_date": "2031-05-13",
        },
        "claims": [{"claim": ["one", "two"], "utterance": "said", "as": "altered", **common}, {"claim": "one"}],
        "disputes": [{"claim": "two", "utterance": "unknown-voice", **common}],
        "changes": [{"from": "herald", "before": text, "after": text, "kind": "word", "weight": "high", "note": text}],
    }  # fmt: skip
    body = (
        f"{text}\n\n# {text}\n\n- {text}\n\n> {text}\n\n[{short}](<{url}> 'title') ![{short}](photo.png)\n\n"
        f"```\n{text}\n```\n\n| a | b |\n|---|---|\n| {short} | {short} |\n\n`{text}` **{short}**\n"
    )
    page = {"title": text, "description": text}
    rights = {"excerpt": "two", "quotes-only": "three"}
    others = {
        f"content/stories/flood/{name}.md": matter(
            {**one, "source": {**one["source"], "rights": right, "status": "retracted"}, "changes": []}  # type: ignore[dict-item]
        )
        + body
        for right, name in rights.items()
    }
    return {
        "content/site.yml": json.dumps(
            {"title": text, "tagline": text, "publisher": {"name": text, "url": url}, "contact": url}
        ),
        "content/outlets.yml": json.dumps({"herald": outlet}),
        "content/people.yml": json.dumps({"somebody": person}),
        "content/pages/about.md": matter(page) + body,
        "content/stories/flood/story.md": matter(story) + body,
        "content/stories/flood/one.md": matter(one) + body,
        "content/stories/flood/herald.md": matter({"title": text, "source": {"outlet": "herald"}}),
        "content/stories/flood/photo.png": "picture",
        **others,
    }


def matter(values: dict[str, object]) -> str:
    return f"---\n{json.dumps(values)}\n---\n\n"


def shape(data: bytes) -> Counter[object]:
    """Which elements with which attributes a page has, and where it leads, whatever its words are."""
    root = tree(data)
    made = Counter[object]((each.tag, tuple(sorted(map(str, each.attrib)))) for each in elements(root))
    made.update(re.sub(r"^(https://example\.org/).*", r"\1", address) for _, address in addresses(data))
    return made


def test_no_text_becomes_an_element_an_attribute_or_an_address_of_its_own(tmp_path: Path) -> None:
    harmless = everywhere(HARMLESS[HOSTILE], HARMLESS[SHORT], HARMLESS[ADDRESS])
    twin = built(written(tmp_path / "harmless", harmless))
    hostile = built(written(tmp_path / "hostile", everywhere(HOSTILE, SHORT, ADDRESS)))
    assert {each.severity for each in hostile.problems} <= {"warning"}, hostile.problems
    assert sorted(twin.files) == sorted(hostile.files)
    pages = [path for path in twin.files if path.endswith(".html")]
    assert sum(b"alert(1)" in hostile.files[path] for path in pages) > 10
    for path in pages:
        assert shape(hostile.files[path]) == shape(twin.files[path]), path
        assert faults(hostile.files[path]) == [], path
        assert b"62773913" not in hostile.files[path], "a template in content was run"


def test_a_plain_name_is_no_markup_either(tmp_path: Path) -> None:
    claims = [{"claim": "closed", "text": HOSTILE, "by": [HOSTILE], "via": [HOSTILE]}]
    source = {"outlet": HOSTILE, "origin": [HOSTILE], "derivation": "copy"}
    text = matter({"title": HOSTILE, "source": source, "claims": claims})
    files = built(written(tmp_path, {HERALD: text})).files
    for path, data in files.items():
        if path.endswith(".html"):
            own = elements(tree(data))
            assert not [each for each in own if any(str(name).startswith("on") for name in each.attrib)], path
            assert faults(data) == [], path


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example",
     "/\\evil.example", "&#106;avascript:alert(1)", "java\\nscript:alert(1)", "file:///etc/passwd"],
)  # fmt: skip
def test_a_link_in_a_body_leads_nowhere_dangerous(address: str, tmp_path: Path) -> None:
    body = f"[one]({address}) ![two]({address}) <{address}> [three][3]\n\n[3]: {address}\n"
    files = built(written(tmp_path, {
        HERALD: article(source="rights: full", body=body),
        "content/pages/about.md": f"---\ntitle: About\n---\n{body}",
        "content/stories/flood/story.md": f"---\ntitle: The flood\n---\n{body}",
    })).files  # fmt: skip
    for path in ("about/index.html", "stories/flood/index.html", "stories/flood/herald/index.html"):
        main = tree(files[path]).find(".//main")
        found = [each.get("href") or each.get("src") for each in main.iter("a", "img")]
        assert not [each for each in found if each and re.match(r"\s*(?!https?:|mailto:)\w+:|[/\\]{1,2}", each)], path
        assert "evil.example" not in str(found)


# --- Assets -----------------------------------------------------------------------------------------------------------

PICTURES = {
    "content/stories/flood/story.md": "---\ntitle: Flood\n---\n![](note.png) [a](table.csv) [b](page.html) [c](x.svg)",
    HERALD: article(source="rights: full", body="![](full.png) ![](../fire/other.png) ![](sub/deep.png)"),
    "content/stories/flood/quotes.md": article(body="![](quotes.png)"),
    "content/stories/fire/story.md": "---\ntitle: The fire\n---\n",
    **{
        f"content/stories/{name}": b"data of " + name.encode()
        for name in (
            "flood/note.png flood/table.csv flood/page.html flood/x.svg flood/full.png flood/quotes.png"
            " flood/unused.png flood/sub/deep.png fire/other.png"
        ).split()
    },
}


def test_only_files_that_something_published_shows_are_published_and_only_of_kinds_that_cannot_run(
    tmp_path: Path,
) -> None:
    files = built(written(tmp_path, PICTURES)).files
    found = {path: data for path, data in files.items() if b"data of " in data}
    assert sorted(found) == ["stories/flood/full.png", "stories/flood/note.png", "stories/flood/table.csv"]
    assert found["stories/flood/note.png"] == b"data of flood/note.png"


def test_a_picture_may_have_any_name(tmp_path: Path) -> None:
    project = written(tmp_path, {
        HERALD: article(source="rights: full", body="![](50%25%20of%20%231.png)"),
        "content/stories/flood/50% of #1.png": b"picture",
    })  # fmt: skip
    assert broken_links(dict(built(project).files)) == []


@pytest.mark.parametrize(
    ("name", "is_folder"),
    [
        ("stories/flood/secret.md", False),
        ("stories/flood/secret.txt", False),
        ("stories/secret", True),
        ("pages/secret.md", False),
    ],
)
def test_a_link_that_leads_out_of_the_project_is_refused(name: str, is_folder: bool, tmp_path: Path) -> None:
    secret = written(tmp_path / "elsewhere", {"secret.md": article("Zqcanary"), "secret.txt": "Zqcanary"})
    project = written(
        tmp_path / "project", {**SMALL, "content/stories/flood/story.md": "---\ntitle: A\n---\n[](secret.txt)"}
    )
    (project / "content" / "pages").mkdir()
    link = project / "content" / name
    link.symlink_to(secret if is_folder else secret / link.name, target_is_directory=is_folder)
    site = built(project)
    assert [each.code for each in site.problems if each.severity == "error"] == ["outside-folder"]
    assert not [path for path, data in site.files.items() if b"Zqcanary" in data]


@pytest.mark.parametrize("name", ["stories", "pages", "people.yml"])
def test_a_folder_of_the_content_that_is_such_a_link_is_refused_too(name: str, tmp_path: Path) -> None:
    elsewhere = written(
        tmp_path / "elsewhere", {"stories/fire/herald.md": article(), "pages/a.md": "", "people.yml": ""}
    )
    project = written(tmp_path / "project", {"content/site.yml": "title: A\n"})
    (project / "content" / name).symlink_to(elsewhere / name, target_is_directory=name != "people.yml")
    assert [each.code for each in built(project).problems] == ["outside-folder"]


def test_a_link_that_leads_out_of_the_theme_is_refused(tmp_path: Path) -> None:
    secret = written(tmp_path / "elsewhere", {"secret.css": "Zqcanary"})
    project = written(tmp_path / "project", {**SMALL, "themes/default/static/own.css": ""})
    (project / "themes" / "default" / "static" / "site.css").symlink_to(secret / "secret.css")
    site = built(project)
    assert [each.code for each in site.problems] == ["bad-theme-file"]
    assert site.files == {}


# --- The same bytes everywhere ----------------------------------------------------------------------------------------


def test_the_same_content_gives_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    found = []
    for name, seed, zone, locale in (
        ("one", "1", "Asia/Kathmandu", "C"),
        ("other place", "77", "America/Lima", "tr_TR.UTF-8"),
    ):
        project = tmp_path / name
        copytree(ROOT / "content", project / "content")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
        command = [sys.executable, "-m", "sitegen", "build", "--no-search"]
        run = subprocess.run(command, cwd=project, env=environment, capture_output=True, check=False)
        assert run.returncode == 0, run.stderr
        found.append(files_under(project / "site"))
    assert found[0] == found[1]


def test_no_page_knows_where_it_was_made(tmp_path: Path) -> None:
    files = built(written(tmp_path, SMALL)).files
    assert not [path for path, data in files.items() if str(tmp_path).encode() in data or str(ROOT).encode() in data]


# --- From one build to the next ---------------------------------------------------------------------------------------


def test_a_page_that_is_gone_vanishes_and_what_others_put_there_stays(tmp_path: Path) -> None:
    project = written(tmp_path, {**SMALL, "content/stories/fire/herald.md": article(), "site/CNAME": "example.org"})
    sitegen("build", "--no-search", project=project)
    assert (project / "site" / "stories" / "fire" / "herald" / "index.html").is_file()
    (project / "content" / "stories" / "fire" / "herald.md").unlink()
    (project / "content" / "stories" / "fire").rmdir()
    sitegen("build", "--no-search", project=project)
    assert not (project / "site" / "stories" / "fire").exists()
    assert (project / "site" / "CNAME").read_text() == "example.org"


def test_a_file_that_stays_the_same_keeps_its_time(tmp_path: Path) -> None:
    project = written(tmp_path, {**SMALL, "content/pages/about.md": "---\ntitle: About\n---\n"})
    sitegen("build", "--no-search", project=project)
    for path in (project / "site").rglob("*.*"):
        os.utime(path, ns=(1_000_000_000, 1_000_000_000))
    written(project, {"content/pages/about.md": "---\ntitle: About\n---\nMore.\n"})
    sitegen("build", "--no-search", project=project)
    fresh = {
        path.relative_to(project / "site").as_posix()
        for path in (project / "site").rglob("*.*")
        if path.is_file() and path.stat().st_mtime_ns != 1_000_000_000
    }
    assert fresh - {MANIFEST} == {"about/index.html"}


def test_a_second_build_in_one_memory_gives_what_a_first_one_gives(tmp_path: Path) -> None:
    project, place = written(tmp_path / "project", DRAFTS), tmp_path / "place"
    built(project, drafts=True, place=place)
    written(
        project, {HERALD: article(more=CARRIES, body=TEXT + "More."), "content/outlets.yml": "herald: {name: New}\n"}
    )
    (project / "content" / "stories" / "flood" / "skipping.md").unlink()
    assert built(project, drafts=True, place=place)[:3] == built(project, drafts=True)[:3]
    assert built(project, place=place)[:3] == built(project)[:3]


def test_a_picture_that_comes_later_is_shown_though_no_text_has_changed(tmp_path: Path) -> None:
    text = article(source="rights: full", body="![Not yet](late.png)")
    project, place = written(tmp_path / "project", {HERALD: text}), tmp_path / "place"
    assert [each.code for each in built(project, place=place).problems] == ["broken-link"]
    written(project, {"content/stories/flood/late.png": b"picture"})
    again = built(project, place=place)
    assert again.problems == ()
    assert again.files["stories/flood/late.png"] == b"picture"

"""`sitegen mv`: every reference gets the new id, every other byte stays, and the old address leads on."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from projects import ROOT, built, files_under, sitegen, written

from sitegen.author.rename import Refused, carry_out, plan
from sitegen.build import published
from sitegen.problems import errors

NOW = "2031-06-01T00:00:00Z"
STORY = """\
---
# The claims, in our order.
title: "The dam"   # not: The Dam
claims:
  crack:    {text: It has a crack, speaker: ann-lee, about: [board, ann-lee]}  # crack: see the log
  'no-crack': {text: It has none, conflicts_with: ["crack"], same_as: [flood/crack]}
disputes:
- id: crack
  question: Is there a crack?
  claims:
    - crack
    - no-crack
utterances: {crack: {speaker: ann-lee}}
timeline:
  - {when: 2031-03-01, what: crack, claims: crack, from: [herald]}
---
Read [the Herald](herald.md#text), or [the story](../dam/story.md).
"""
HERALD = """\
---
title: The crack
source: {outlet: board, published: 2031-03-01, url: "https://example.org/crack"}
claims:
  - claim: [crack]
    by: "Ann Lee"
    via: dam-board
    quote: a crack
    note: crack, said crack
skip: [crack]
---
There is a crack in the dam. [It is wide]{claim="no-crack crack" by="ann-lee, The mayor" via=board}, she said.

A {claim=crack} in braces, and [a link](courier.md "crack").

crack
"""
COURIER = """\
---
title: No crack
source: {outlet: Dam Board, derivation: copy, origin: board, url: "https://example.org/two"}
disputes: [{claim: crack, by: ann-lee}]
changes: [{from: herald, kind: word, before: crack}, {from: board, kind: word, before: x}]
---
There is none.
"""
FILES = {
    "content/outlets.yml": "# Who is who.\nboard: {name: The Board}   # board\ncourier: {name: Courier}\n"
    "dam-board: {name: Board of the dam}\n",
    "content/people.yml": "ann-lee:\n  name: A. Lee\n",
    "content/pages/about.md": "---\ntitle: About\n---\nOn [the dam](../stories/dam/story.md), [it](../stories/dam).\n\n"
    "[1]: ../stories/dam\n",
    "content/stories/dam/story.md": STORY,
    "content/stories/dam/herald.md": HERALD,
    "content/stories/dam/courier.md": COURIER.replace("\n", "\r\n"),
    "content/stories/dam/history.yml": "- {date: 2031-03-02, claim: crack, to: disputed}\n",
    "content/stories/flood/story.md": "---\ntitle: The flood\n"
    "claims: {crack: {text: It has a crack, same_as: [dam/crack, crack-two]}, crack-two: {text: Two}}\n---\n",
}


def changed(project: Path, old: str, new: str) -> dict[str, list[str]]:
    """The lines that `mv` changes, by their file; a file that moved is listed under both names."""
    before = {path: data.decode().splitlines() for path, data in files_under(project).items()}
    carry_out(project, plan(project, old, new, NOW))
    after = {path: data.decode().splitlines() for path, data in files_under(project).items()}
    return {
        path: [line for line in lines if line not in before.get(path, ())]
        for path, lines in after.items()
        if lines != before.get(path)
    }


def test_a_claim_gets_another_id_wherever_it_is_named_and_nowhere_else(tmp_path: Path) -> None:
    assert changed(written(tmp_path, FILES), "stories/dam/claims/crack", "the-crack") == {
        "content/redirects.yml": [
            "# Where pages have moved: the old address, and the new one. `sitegen mv` writes here.",
            "stories/dam/claims/crack/: stories/dam/claims/the-crack/",
        ],
        "content/stories/dam/story.md": [
            "  the-crack:    {text: It has a crack, speaker: ann-lee, about: [board, ann-lee]}  # crack: see the log",
            "  'no-crack': {text: It has none, conflicts_with: [\"the-crack\"], same_as: [flood/crack]}",
            "    - the-crack",
            "  - {when: 2031-03-01, what: crack, claims: the-crack, from: [herald]}",
        ],
        "content/stories/dam/herald.md": [
            "  - claim: [the-crack]",
            "There is a crack in the dam. "
            '[It is wide]{claim="no-crack the-crack" by="ann-lee, The mayor" via=board}, she said.',
        ],
        "content/stories/dam/courier.md": ["disputes: [{claim: the-crack, by: ann-lee}]"],
        "content/stories/dam/history.yml": ["- {date: 2031-03-02, claim: the-crack, to: disputed}"],
        "content/stories/flood/story.md": [
            "claims: {crack: {text: It has a crack, same_as: [dam/the-crack, crack-two]}, crack-two: {text: Two}}"
        ],
    }


def test_a_story_gets_another_folder_and_links_to_it_follow(tmp_path: Path) -> None:
    found = changed(written(tmp_path, FILES), "stories/dam/", "stories/lowick")
    assert found["content/pages/about.md"] == [
        "On [the dam](../stories/lowick/story.md), [it](../stories/lowick).",
        "[1]: ../stories/lowick",
    ]
    assert "same_as: [lowick/crack, crack-two]" in found["content/stories/flood/story.md"][0]
    assert "[the story](../lowick/story.md)" in found["content/stories/lowick/story.md"][-1]
    assert not (tmp_path / "content/stories/dam").exists()


def test_an_article_gets_another_file_and_is_still_the_source_of_changes(tmp_path: Path) -> None:
    found = changed(written(tmp_path, FILES), "stories/dam/herald", "gazette")
    assert found["content/stories/dam/courier.md"] == [
        "changes: [{from: gazette, kind: word, before: crack}, {from: board, kind: word, before: x}]"
    ]
    assert found["content/stories/dam/story.md"] == [
        "  - {when: 2031-03-01, what: crack, claims: crack, from: [gazette]}",
        "Read [the Herald](gazette.md#text), or [the story](../dam/story.md).",
    ]
    assert (tmp_path / "content/stories/dam/courier.md").read_bytes().count(b"\r\n") == 7


def test_an_outlet_gets_another_id_also_where_its_name_led_to_the_old_one(tmp_path: Path) -> None:
    found = changed(written(tmp_path, FILES), "outlets/dam-board", "outlets/the-dam")
    assert found["content/outlets.yml"] == ["the-dam: {name: Board of the dam}"]
    assert found["content/stories/dam/herald.md"] == ["    via: the-dam"]
    assert "outlet: the-dam," in found["content/stories/dam/courier.md"][0]
    found = changed(tmp_path, "outlets/board", "outlets/water-board")
    assert found["content/outlets.yml"] == ["water-board: {name: The Board}   # board"]
    assert found["content/stories/dam/courier.md"] == [
        'source: {outlet: the-dam, derivation: copy, origin: water-board, url: "https://example.org/two"}',
        "changes: [{from: herald, kind: word, before: crack}, {from: water-board, kind: word, before: x}]",
    ]
    assert "about: [water-board, ann-lee]" in found["content/stories/dam/story.md"][0]


def test_a_person_gets_another_id(tmp_path: Path) -> None:
    found = changed(written(tmp_path, FILES), "people/ann-lee", "a-lee")
    assert found["content/people.yml"] == ["a-lee:"]
    assert found["content/stories/dam/herald.md"][0] == '    by: "a-lee"'  # the name led to the old id
    assert 'by="a-lee, The mayor"' in found["content/stories/dam/herald.md"][1]
    assert "utterances: {crack: {speaker: a-lee}}" in found["content/stories/dam/story.md"]


def test_what_is_renamed_back_is_what_it_was_and_no_redirect_leads_in_a_circle(tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    before = files_under(project)
    for old, new in (
        ("stories/dam", "stories/lowick"),
        ("stories/dam/courier", "stories/dam/post"),
        ("stories/dam/claims/no-crack", "stories/dam/claims/none"),
        ("outlets/board", "outlets/post"),
        ("people/ann-lee", "people/lee"),
    ):
        carry_out(project, plan(project, old, new, NOW))
        assert built(project, now=NOW).problems == published(project, NOW)[1]
        carry_out(project, plan(project, new, old, NOW))
    after = files_under(project)
    lines = after.pop("content/redirects.yml").decode().splitlines()[1:]
    assert lines == [
        "stories/dam/: stories/dam/",
        "stories/lowick/: stories/dam/",
        "stories/dam/courier/: stories/dam/courier/",
        "stories/dam/post/: stories/dam/courier/",
        "stories/dam/claims/no-crack/: stories/dam/claims/no-crack/",
        "stories/dam/claims/none/: stories/dam/claims/no-crack/",
        "outlets/board/: outlets/board/",
        "outlets/post/: outlets/board/",
        "people/ann-lee/: people/ann-lee/",
        "people/lee/: people/ann-lee/",
    ]
    before["content/stories/dam/herald.md"] = before["content/stories/dam/herald.md"].replace(
        b'"Ann Lee"', b'"ann-lee"'
    )
    assert after == before


def test_what_is_renamed_and_built_is_the_same_site_but_for_its_addresses(tmp_path: Path) -> None:
    content = copytree(ROOT / "content", tmp_path / "content")
    first = built(tmp_path, now=NOW)
    carry_out(tmp_path, plan(tmp_path, "stories/harbour-bridge", "the-crossing", NOW))
    after = built(tmp_path, now=NOW)
    (content / "redirects.yml").unlink()
    assert [each.code for each in after.problems] == [each.code for each in first.problems]
    here = {
        path: data.replace(b"the-crossing", b"harbour-bridge") for path, data in built(tmp_path, now=NOW).files.items()
    }
    ordered = ("pagefind/", "data/", "outlets/", "people/")  # stories of one day stand in the order of their ids
    feeds = ("feed.json", "feed.xml")
    for path, data in here.items():
        former = path.replace("the-crossing", "harbour-bridge")
        if not path.startswith(ordered) and not path.endswith(feeds):
            assert data == first.files[former], path
    assert {path.replace("the-crossing", "harbour-bridge") for path in here} == first.files.keys()
    old = {path for path in first.files if path.startswith("stories/harbour-bridge/") and path.endswith("index.html")}
    assert {path for path in old if "side-by-side" not in path} <= after.files.keys()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("stories/dom", "lowick", "there is no story stories/dom/ in the content"),
        ("stories/dam", "flood", "there is stories/flood/ in the content already"),
        ("stories/dam", "stories/dam", '"stories/dam" has this name already'),
        ("stories/dam", "The Dam", '"The Dam" cannot be an id: letters a-z, digits and single hyphens: try "the-dam"'),
        ("stories/dam/herald", "claims", '"claims" is taken: the site has a page of its own at this address'),
        ("stories/dam/herald", "stories/flood/herald", '"stories/flood/herald" lies elsewhere: '
         "only the last part of an address can be changed"),
        ("stories/dam/claims/crack", "no-crack", "there is stories/dam/claims/no-crack/ in the content already"),
        ("outlets/gazette", "g", "there is no outlet outlets/gazette/ in the content: it is not in outlets.yml"),
        ("people/ann-lee", "the-mayor", "people/the-mayor/ is taken: there is a page at this address"),
        ("claims", "c", '"claims" is not the address of something that can be renamed: stories/STORY, '
         "stories/STORY/ARTICLE, stories/STORY/claims/CLAIM, outlets/OUTLET or people/PERSON; "
         "of a plain page rename the file, and add a line to redirects.yml"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_is_refused_with_a_reason(old: str, new: str, reason: str, tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    with pytest.raises(Refused) as refused:
        plan(project, old, new, NOW)
    assert str(refused.value) == reason


def test_nothing_is_renamed_where_there_are_mistakes(tmp_path: Path) -> None:
    project = written(tmp_path, {**FILES, "content/stories/dam/herald.md": HERALD.replace("quote: a", "quote: no")})
    before = files_under(project)
    run = sitegen("mv", "stories/dam", "lowick", project=project)
    assert (run.exit_code, files_under(project)) == (1, before)
    assert "quote-not-found" in run.stderr
    assert "error: there are mistakes where it is to be renamed: mend them first" in run.stderr


def test_what_is_written_in_a_way_that_cannot_be_replaced_is_refused(tmp_path: Path) -> None:
    text = STORY.replace('conflicts_with: ["crack"]', 'conflicts_with: ["cr\\u0061ck"]')
    project = written(tmp_path, {**FILES, "content/stories/dam/story.md": text})
    with pytest.raises(Refused, match=r'story.md:6: "crack" is written in a way that cannot be replaced'):
        plan(project, "stories/dam/claims/crack", "the-crack", NOW)


def test_a_draft_is_renamed_without_a_redirect_which_would_tell_of_it(tmp_path: Path) -> None:
    text = STORY.replace("title:", "draft: true\ntitle:", 1)
    project = written(tmp_path, {**FILES, "content/stories/dam/story.md": text})
    run = sitegen("mv", "stories/dam", "lowick", project=project)
    assert run.stdout.splitlines()[-1] == "stories/dam/ was not published: no redirect"
    assert not (project / "content/redirects.yml").exists()


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    before = files_under(project)
    run = sitegen("mv", "stories/dam/claims/crack", "the-crack", "--dry-run", project=project)
    assert run.stdout.splitlines() == [
        "content/stories/dam/story.md: lines 5, 6, 11, 15",
        "content/stories/dam/courier.md: line 4",
        "content/stories/dam/herald.md: lines 5, 12",
        "content/stories/dam/history.yml: line 1",
        "content/stories/flood/story.md: line 3",
        "content/redirects.yml: line 2",
        "stories/dam/claims/crack/ leads to stories/dam/claims/the-crack/",
        "Nothing was written.",
    ]
    assert files_under(project) == before


def test_what_was_renamed_is_known_to_readers_of_feeds_by_its_first_name(tmp_path: Path) -> None:
    project = written(tmp_path, {**FILES, "content/stories/dam/history.yml": CHANGES})
    first = identities(built(project, now=NOW).files["stories/dam/feed.json"])
    for old, new in (
        ("stories/dam/claims/crack", "fissure"),
        ("stories/dam", "lowick"),
        ("stories/lowick/herald", "h"),
    ):
        carry_out(project, plan(project, old, new, NOW))
    carry_out(project, plan(project, "stories/lowick", "stories/the-dam", NOW))
    place = tmp_path / "place"
    after = built(project, now=NOW, place=place).files["stories/the-dam/feed.json"]
    assert identities(after) == first
    assert b"stories/the-dam/" in after


@pytest.mark.parametrize(
    "names",
    [
        ("lowick", "dam"),
        ("lowick", "valley", "dam"),
        ("lowick", "dam", "lowick"),
        ("lowick", "dam", "valley"),
        ("lowick", "valley", "lowick"),
        ("lowick", "valley", "dam", "hill", "dam", "lowick"),
    ],
)
def test_a_story_that_gets_a_former_name_again_loses_no_address_and_keeps_its_first_name(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    project = written(tmp_path, {**FILES, "content/stories/dam/history.yml": CHANGES})
    first = identities(built(project, now=NOW).files["stories/dam/feed.json"])
    claims, was = ["crack", *"abcdef"], "dam"
    for number, now in enumerate(names):
        (project / "content/addresses.txt").write_text("".join(f"{each}\n" for each in sorted(recorded(project))))
        carry_out(project, plan(project, f"stories/{was}", now, NOW))
        assert published(project, NOW)[1] == built(project, now=NOW).problems
        assert not errors(published(project, NOW)[1])
        carry_out(project, plan(project, f"stories/{now}/claims/{claims[number]}", claims[number + 1], NOW))
        assert not errors(published(project, NOW)[1])
        was = now
    assert identities(built(project, now=NOW).files[f"stories/{was}/feed.json"]) == first


def test_an_article_that_comes_back_to_its_name_in_a_renamed_story_keeps_its_first_name(tmp_path: Path) -> None:
    project = written(tmp_path, {**FILES, "content/stories/dam/history.yml": CHANGES})
    first = identities(built(project, now=NOW).files["stories/dam/feed.json"])
    for old, new in (
        ("stories/dam", "lowick"),
        ("stories/lowick/herald", "h"),
        ("stories/lowick/h", "herald"),
        ("stories/lowick/claims/crack", "fissure"),
        ("stories/lowick/claims/fissure", "crack"),
    ):
        carry_out(project, plan(project, old, new, NOW))
    assert identities(built(project, now=NOW).files["stories/lowick/feed.json"]) == first


def recorded(project: Path) -> set[str]:
    file = project / "content/addresses.txt"
    return {*(file.read_text().split() if file.exists() else ()), *published(project, NOW)[0]}


CHANGES = """\
- {date: 2031-03-02, claim: crack, to: single-source}
- {date: 2031-03-03, claim: crack, from: single-source, to: disputed}
"""


def identities(feed: bytes) -> set[str]:
    return {each["id"] for each in json.loads(feed)["items"]}

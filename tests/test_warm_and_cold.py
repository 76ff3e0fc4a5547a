"""A build that remembers tells and gives what one does that knows nothing: the places where it once did not."""

import time
from pathlib import Path

import pytest
from projects import SMALL, article, built, other, written

from sitegen.load import scan

PLAIN = "content/pages/plan.md"
DRAFT = "---\ntitle: Plan\ndraft: true\n---\n\nWe plan.\n"
STORY, HELD = "content/stories/flood/story.md", "content/stories/flood/wire.md"
CLAIM = "---\ntitle: Flood\nclaims:\n  closed: {text: The bridge is closed}\n---\n\nSeen.\n"
HISTORY = {"content/stories/flood/history.yml": "- {date: 2031-05-01, claim: closed, to: single-source}\n"}
CARRIES = "claims: [{claim: closed, quote: The bridge is closed}]"
BEFORE, AFTER = "2031-05-05T05:00:00Z", "2031-05-05T07:00:00Z"
NO_STORY = {"themes/default/templates/story.html": "{% noon\n"}


def test_a_plain_page_that_becomes_a_draft_leaves_the_site_map_of_a_site_with_drafts(tmp_path: Path) -> None:
    """The menu shows it as before."""
    project, place = tmp_path / "project", tmp_path / "place"
    written(project, {**SMALL, PLAIN: DRAFT})
    for text in (DRAFT, DRAFT.replace("draft: true\n", ""), DRAFT):
        written(project, {PLAIN: text})
        site = built(project, "https://example.org/", drafts=True, place=place)
        assert other(site.files, built(project, "https://example.org/", drafts=True).files) == []
        assert (b"/plan/" in site.files["sitemaps/site.xml"]) == (text != DRAFT)


def test_an_embargo_that_ended_changes_what_is_said_beside_a_theme_that_is_broken(tmp_path: Path) -> None:
    project, place = tmp_path / "project", tmp_path / "place"
    held = article(outlet="wire", more=f"embargo: 2031-05-05T06:00Z\n{CARRIES}", body="The bridge is closed, we saw.")
    written(project, {STORY: CLAIM, "content/stories/flood/herald.md": article(more=CARRIES), HELD: held, **HISTORY})
    built(project, place=place, now=BEFORE)
    written(project, NO_STORY)
    for now, codes in ((AFTER, {"bad-template", "unrecorded-status"}), (BEFORE, {"bad-template"})):
        problems = built(project, place=place, now=now).problems
        assert problems == built(project, now=now).problems
        assert {each.code for each in problems} - {"undeclared-rewrite"} == codes


def test_what_is_made_beside_the_pages_is_no_reason_to_make_a_story_again(tmp_path: Path) -> None:
    """Only the page of the data says whether there is a database."""
    project, place = written(tmp_path / "project", SMALL), tmp_path / "place"
    for database, changed in (
        (False, None),
        (True, {"data/bundle.db", "data/index.html"}),
        (False, {"data/index.html"}),
    ):
        site = built(project, place=place, database=database)
        assert other(site.files, built(project, database=database).files) == []
        assert site.did.saved is not None
        assert changed is None or set(site.did.saved.written) == changed
        assert changed is None or not any(part.startswith("stories/") for part in site.did.made)


def test_prose_that_nobody_quotes_is_written_nowhere_and_no_picture_is_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not into feeds, the site map, tables, and no page either; another title is drawn."""
    import resvg_py

    project, place = tmp_path / "project", tmp_path / "place"
    herald = article(more=CARRIES, body="The bridge is closed, we saw.\n\nNobody quotes this.")
    written(project, {STORY: CLAIM, "content/stories/flood/herald.md": herald, **HISTORY})
    drawn = []
    draw = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **how: drawn.append(how) or draw(**how))
    built(project, "https://example.org/", place=place, database=True)
    assert len(drawn) == 2
    written(project, {"content/stories/flood/herald.md": herald.replace("Nobody", "No one")})
    again = built(project, "https://example.org/", place=place, database=True)
    assert again.did.saved is not None
    assert (again.did.saved.written, again.did.saved.removed) == ((), ())
    assert len(drawn) == 2
    written(project, {STORY: CLAIM.replace("title: Flood", "title: Floods")})
    built(project, "https://example.org/", place=place)
    assert len(drawn) == 4


def test_a_page_that_somebody_wrote_into_is_made_again_where_no_content_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder is as it was: only the file itself tells of it, at the end of the first look."""
    monkeypatch.setattr(scan, "YOUNG", 0)  # no content is looked at again for its youth
    project, place = written(tmp_path / "project", SMALL), tmp_path / "place"
    time.sleep(0.05)
    before = built(project, place=place)
    page = next(path for path in place.rglob("index.html") if "stories/flood/index.html" in path.as_posix())
    with page.open("ab") as file:
        file.write(b"mine")
    again = built(project, place=place)
    assert other(again.files, before.files) == []
    assert again.did.made
    assert not built(project, place=place).did.made

"""What a page says of itself to social networks, and the pictures that they show of it."""

from pathlib import Path

import pytest
from lxml import html
from projects import article, built, written

BASE = "https://desk.example.org/reports/"
FLOOD = {
    "content/stories/flood/story.md": '---\ntitle: The "flood"\nupdated: 2031-03-20\n---\n',
    "content/stories/flood/herald.md": article(
        source="published: 2031-03-14T09:00+01:00",
        more="claims: [{claim: closed, text: It is closed, quote: is closed}]",
    ),
}
STORY, ARTICLE, CLAIM = (f"stories/flood/{each}" for each in ("", "herald/", "claims/closed/"))


def told(files: dict[str, bytes], page: str) -> dict[str, str]:
    """Every property and name of the page's head."""
    head = html.document_fromstring(files[f"{page}index.html"].decode()).xpath("//head/meta[@content]")
    return {each.get("property") or each.get("name") or "": each.get("content") for each in head}


def pictures(files: dict[str, bytes]) -> set[str]:
    return {path for path in files if path.endswith(".png")}


def test_a_story_and_a_claim_have_pictures_of_their_own(tmp_path: Path) -> None:
    files = built(written(tmp_path, FLOOD), BASE).files
    story, claim = told(files, STORY), told(files, CLAIM)
    assert story["og:image"] == f"{BASE}stories/flood/card.png"
    assert claim["og:image"] == f"{BASE}stories/flood/claims/closed/card.png"
    assert pictures(files) == {story["og:image"].removeprefix(BASE), claim["og:image"].removeprefix(BASE)}
    assert story["og:image:alt"] == 'The "flood" – 1 article · 1 reporting chain'
    assert claim["og:image:alt"] == "It is closed – single source"
    assert (story["og:image:width"], story["og:image:height"]) == ("1200", "630")
    assert story["twitter:card"] == "summary_large_image"


def test_an_article_is_shown_with_the_picture_of_its_story_and_its_own_date(tmp_path: Path) -> None:
    files = built(written(tmp_path, FLOOD), BASE).files
    found = told(files, ARTICLE)
    assert found["og:image"] == told(files, STORY)["og:image"]
    assert (found["og:type"], found["article:published_time"]) == ("article", "2031-03-14T09:00:00+01:00")
    assert told(files, STORY)["article:modified_time"] == "2031-03-20"


@pytest.mark.parametrize(
    ("wanted", "made"),
    [
        ("all", {"stories/flood/card.png", "stories/flood/claims/closed/card.png"}),
        ("stories", {"stories/flood/card.png"}),
        ("none", set()),
    ],
)
def test_the_site_says_of_which_pages_there_are_pictures(wanted: str, made: set[str], tmp_path: Path) -> None:
    files = built(written(tmp_path, FLOOD | {"content/site.yml": f"social_cards: {wanted}\n"}), BASE).files
    assert pictures(files) == made
    assert {told(files, each).get("og:image", BASE).removeprefix(BASE) for each in (STORY, CLAIM, ARTICLE)} == (
        made or {""}
    )


def test_without_an_address_of_the_site_there_are_no_pictures(tmp_path: Path) -> None:
    files = built(written(tmp_path, FLOOD)).files
    assert not pictures(files)
    assert "og:image" not in told(files, STORY)


def test_a_picture_of_the_storys_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    story = FLOOD["content/stories/flood/story.md"] + "![The port](card.png)\n"
    own = {"content/stories/flood/story.md": story, "content/stories/flood/card.png": b"a picture"}
    assert built(written(tmp_path, {**FLOOD, **own}), BASE).files["stories/flood/card.png"] == b"a picture"


def test_a_story_of_which_nothing_is_published_has_no_picture(tmp_path: Path) -> None:
    text = FLOOD["content/stories/flood/story.md"].replace("updated", "draft: true\nupdated")
    assert not pictures(built(written(tmp_path, FLOOD | {"content/stories/flood/story.md": text}), BASE).files)


@pytest.mark.parametrize(("language", "locale"), [("pt-BR", "pt_BR"), ("sr-Latn-rs", "sr_RS"), ("de", None)])
def test_a_locale_is_named_where_the_language_has_a_territory(
    language: str, locale: str | None, tmp_path: Path
) -> None:
    files = built(written(tmp_path, FLOOD | {"content/site.yml": f"language: {language}\n"})).files
    assert told(files, STORY).get("og:locale") == locale


def test_a_picture_that_would_be_the_same_is_kept_and_any_other_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, place = written(tmp_path / "project", FLOOD), tmp_path / "place"
    before = built(project, BASE, place=place).files
    story = "content/stories/flood/story.md"
    written(project, {story: FLOOD[story].replace("---\n", "---\nquestion: Is it?\n", 1)})
    with monkeypatch.context() as patch:
        patch.setattr("resvg_py.svg_to_bytes", None)  # whoever draws now, fails
        after = built(project, BASE, place=place).files
    assert {path: after[path] for path in pictures(after)} == {path: before[path] for path in pictures(before)}
    written(project, {story: FLOOD[story].replace("The", "A")})
    last = built(project, BASE, place=place).files
    assert last == built(project, BASE).files
    assert all(last[path] != after[path] for path in pictures(last))


def test_a_picture_that_somebody_else_changed_is_drawn_again(tmp_path: Path) -> None:
    project, place = written(tmp_path / "project", FLOOD), tmp_path / "place"
    path = "stories/flood/card.png"
    before = built(project, BASE, place=place).files
    damaged = place / "site" / path
    damaged.unlink()
    damaged.write_bytes(before[path][:-20] + bytes(20))
    story = "content/stories/flood/story.md"
    written(project, {story: FLOOD[story].replace("---\n", "---\nquestion: Is it?\n", 1)})
    assert built(project, BASE, place=place).files[path] == before[path]

"""An article that was withdrawn keeps its page, which says so first; and so does whatever leads to it."""

from pathlib import Path

import pytest
from projects import HERALD, article, built, written

MENTION = "claims: [{claim: shut, text: It is shut, quote: The bridge is closed, by: The mayor}]"


def site_with(tmp_path: Path, status: str) -> tuple[str, dict[str, dict[str, str]], dict[str, bytes]]:
    source = f"status: {status}, status_note: It could not be confirmed, status_date: 2031-05-15"
    site = built(written(tmp_path, {HERALD: article(source=source, more=MENTION)}))
    records = {each.type: dict(each.facts) for each in site.records}
    return site.files["stories/flood/herald/index.html"].decode(), records, site.files


@pytest.mark.parametrize(
    ("status", "title", "means"),
    [
        ("retracted", "Retracted. herald: ", "has withdrawn this article"),
        ("removed", "Removed. herald: ", "has taken this article away"),
        ("corrected", "herald: ", ""),
        ("published", "herald: ", ""),
    ],
)
def test_the_page_says_what_became_of_the_article(status: str, title: str, means: str, tmp_path: Path) -> None:
    page, records, _ = site_with(tmp_path, status)
    assert f"<title>{title}" in page
    assert ("It could not be confirmed" in page) == (status != "published")
    assert (means in page) if means else ('class="withdrawn"' not in page)
    told = status if means else None
    assert [records[kind].get("publication") for kind in ("article", "quotation")] == [told, told]


def test_a_retraction_is_told_wherever_the_article_is_listed(tmp_path: Path) -> None:
    _, _, files = site_with(tmp_path, "retracted")
    for path in ("stories/flood/", "stories/flood/claims/shut/", "outlets/herald/", "claims/", ""):
        assert "retracted" in files[f"{path}index.html"].decode(), path

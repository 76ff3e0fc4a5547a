"""The index of all claims is cut into pages, and its table holds all of them."""

import json
from pathlib import Path

import pytest
from projects import article, built, written

from sitegen.pages import directories

SIX = {
    f"content/stories/{story}/herald.md": article(
        source=f"published: 2031-05-{day}",
        more="claims:\n" + "".join(f"- {{claim: c{n}, text: Claim {n} of the {story}}}\n" for n in (1, 2, 3)),
    )
    for story, day in (("flood", 12), ("fire", 13))
}


def claims_pages(tmp_path: Path) -> dict[str, str]:
    files = built(written(tmp_path, SIX)).files
    return {path: data.decode() for path, data in files.items() if path.startswith("claims/") and path.endswith("html")}


@pytest.mark.parametrize(("size", "pages"), [(2, 3), (4, 2), (5, 2), (6, 1), (7, 1)])
def test_claims_are_cut_into_pages(size: int, pages: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directories, "CLAIMS_A_PAGE", size)
    found = claims_pages(tmp_path)
    assert list(found) == ["claims/index.html", *(f"claims/page-{n}/index.html" for n in range(2, pages + 1))]
    shown = [text.count('class="claim-text"') for text in found.values()]
    assert shown == [min(size, 6 - size * n) for n in range(pages)]
    assert "Claim 1 of the fire" in found["claims/index.html"], "the newest story comes first"


def test_a_page_leads_to_its_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directories, "CLAIMS_A_PAGE", 2)
    first, second, third = claims_pages(tmp_path).values()
    assert 'rel="next" href="../claims/page-2/"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="../../claims/"' in second
    assert 'rel="next" href="../../claims/page-3/"' in second
    assert 'rel="next"' not in third
    assert "Page 2 of 3" in second
    assert "<title>Claims, page 2 – Stories</title>" in second


def test_without_a_claim_there_is_one_empty_page(tmp_path: Path) -> None:
    files = built(written(tmp_path, {"content/site.yml": "title: Empty\n"})).files
    assert [path for path in files if path.startswith("claims/")] == ["claims/claims.json", "claims/index.html"]


def test_the_table_holds_every_claim_with_what_it_can_be_filtered_by(tmp_path: Path) -> None:
    table = json.loads(built(written(tmp_path, SIX)).files["claims/claims.json"])
    rows = [
        (table["stories"][story][0], name, table["kinds"][kind][0], table["statuses"][status][0], outlets)
        for story, name, _, kind, status, _, _, _, outlets, _ in table["claims"]
    ]
    assert rows[0] == ("Fire", "c1", "event", "single-source", [0])
    assert [row[:2] for row in rows] == [(story, f"c{n}") for story in ("Fire", "Flood") for n in (1, 2, 3)]
    assert table["outlets"] == [["herald", "herald"]]

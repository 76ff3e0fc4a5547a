"""Rows that move between months, lists that grow and shrink, and work that is divided: a clean build says the same."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from projects import ROOT, article, built, many, other, published_files, written

from sitegen.model.page import Entry
from sitegen.pages import site_map
from sitegen.pages.sheets import Sheet, in_order, newest_first, oldest_first


def story(name: str, date: str) -> dict[str, str]:
    source = f"published: {date}" if date else ""
    more = f"claims: [{{claim: {name}, text: Something about {name}, quote: The bridge, by: The mayor}}]"
    return {f"content/stories/{name}/herald.md": article(title=name.title(), source=source, more=more)}


def test_rows_stand_newest_first_then_by_name_and_what_has_no_date_is_last() -> None:
    rows = [("a", ""), ("c", "2031-05-01"), ("b", "2031-05-01"), ("d", "2031-05-02"), ("z", "2030-01-01"), ("0", "")]
    entries = [Entry(name, instant, (), b"") for name, instant in rows]
    assert [each.story for each in in_order(entries)] == ["d", "b", "c", "z", "0", "a"]
    assert in_order(reversed(entries)) == in_order(entries)


def test_months_stand_in_either_order_with_what_has_no_date_last() -> None:
    sheets = [Sheet(f"stories/{month}", "", ()) for month in ("2031-05", "undated", "2030-12", "2031-11")]
    assert [each.month for each in newest_first(sheets)] == ["2031-11", "2031-05", "2030-12", "undated"]
    assert [each.month for each in oldest_first(sheets)] == ["2030-12", "2031-05", "2031-11", "undated"]


@pytest.mark.parametrize("limit", [50, 2], ids=["on one page", "divided"])
def test_a_row_that_moves_to_another_month_leaves_no_trace_in_the_old_one(
    limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in site_map.WHOLE:
        monkeypatch.setitem(site_map.WHOLE, kind, limit)
    project, place = tmp_path / "project", tmp_path / "place"
    for name, date in (("flood", "2031-05-12"), ("fire", "2031-05-13"), ("storm", "2031-06-01"), ("quake", "")):
        written(project, story(name, date))
    built(project, place=place)
    for date in ("2031-06-02", "2031-04-30", "", "2031-05-12"):
        written(project, story("flood", date))
        site = built(project, place=place)
        assert other(site.files, built(project).files) == []
        month = date[:7] or "undated"
        named = {path for path, data in site.files.items() if path.startswith("archive/") and b"Flood" in data}
        assert named == (set() if limit == 50 else {f"archive/{month}/index.html"})
        assert site.files["data/stories.csv"].count(b"\nflood,") == 1
        assert site.files["claims/claims.json"].count(b'"stories/flood/"') == 1


def test_a_list_that_grows_over_its_limit_and_shrinks_again_is_that_of_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in site_map.WHOLE:
        monkeypatch.setitem(site_map.WHOLE, kind, 3)
    monkeypatch.setattr(site_map, "FRONT", 2)
    project, place = tmp_path / "project", tmp_path / "place"
    names = ["a", "b", "c", "d", "e"]
    divided = []
    for count in (1, 3, 4, 5, 4, 3, 4, 2):
        for number, name in enumerate(names):
            if number < count:
                written(project, story(name, f"2031-{4 + number % 2:02}-0{1 + number}"))
            elif (text := project / "content" / "stories" / name / "herald.md").exists():
                text.unlink()
                text.parent.rmdir()
        site = built(project, place=place)
        assert other(site.files, built(project).files) == [], count
        divided.append(any(path.startswith("archive/") for path in site.files))
    assert divided == [count > 3 for count in (1, 3, 4, 5, 4, 3, 4, 2)]


def published(project: Path, jobs: int) -> dict[str, bytes]:
    command = [sys.executable, "-m", "sitegen", "build", "--no-search", "--jobs", str(jobs)]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert run.returncode == 0, run.stderr
    return published_files(project / "site")


@pytest.mark.parametrize("which", ["demo", "sixty stories"])
def test_divided_work_gives_the_same_site_byte_for_byte(which: str, tmp_path: Path) -> None:
    for jobs in (1, 4):
        project = tmp_path / str(jobs)
        if which == "demo":
            copytree(ROOT / "content", project / "content")
        else:
            written(project, many(60))
    assert other(published(tmp_path / "1", 1), published(tmp_path / "4", 4)) == []
    for jobs in (1, 4):
        settings = tmp_path / str(jobs) / "content" / "site.yml"
        settings.write_text(settings.read_text(encoding="utf-8").replace("title: ", "title: New "), encoding="utf-8")
    assert other(published(tmp_path / "1", 1), published(tmp_path / "4", 4)) == []

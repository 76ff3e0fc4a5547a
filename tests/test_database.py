"""The database is made beside the search index, as a clean build would make it, and holds nothing that is withheld."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from projects import HERALD, SMALL, article, built, sitegen, written

from sitegen import database_part, live
from sitegen.live import Live
from sitegen.order import Surroundings

DATABASE = "data/bundle.db"
WIRE = "content/stories/flood/wire.md"
DENIES = "disputes: [{claim: bridge-closed, quote: it is open, by: The mayor}]"
EDITS = {
    "another quotation": {HERALD: SMALL[HERALD].replace("quote: The bridge is closed", "quote: The bridge")},
    "another article": {WIRE: article(outlet="wire", more=DENIES, body="No, it is open.")},
    "another story": {"content/stories/fire/one.md": article("A fire", outlet="wire")},
    "the name of an outlet": {"content/outlets.yml": "herald: {name: The Herald}\n"},
    "nothing": {},
}


def queried(data: bytes, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_it_is_what_a_clean_build_makes(edit: str, tmp_path: Path) -> None:
    project, place = written(tmp_path / "project", SMALL), tmp_path / "place"
    before = built(project, place=place, database=True).files[DATABASE]
    written(project, EDITS[edit])
    after = built(project, place=place, database=True).files[DATABASE]
    assert after == built(project, database=True).files[DATABASE]
    assert (after == before) == (edit == "nothing")


def test_an_edit_that_no_table_shows_does_not_make_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, place = written(tmp_path / "project", SMALL), tmp_path / "place"
    first = built(project, place=place, database=True).files[DATABASE]
    monkeypatch.setattr(database_part, "database_bytes", lambda *_: pytest.fail("it is made again"))
    written(project, {HERALD: SMALL[HERALD] + "\nA sentence more that nobody quotes.\n"})
    assert built(project, place=place, database=True).files[DATABASE] == first


def test_another_sqlite_makes_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, place = written(tmp_path / "project", SMALL), tmp_path / "place"
    built(project, place=place, database=True)
    monkeypatch.setattr(database_part, "sqlite_version", lambda: "4.0.0")
    monkeypatch.setattr(database_part, "database_bytes", lambda *_: b"made by another one")
    assert built(project, place=place, database=True).files[DATABASE] == b"made by another one"


def test_a_quick_build_without_search_leaves_it_out_and_does_not_link_to_it(tmp_path: Path) -> None:
    project = written(tmp_path, SMALL)
    page = project / "site/data/index.html"
    assert sitegen("build", project=project).exit_code == 0
    assert (project / "site" / DATABASE).is_file()
    assert "bundle.db" in page.read_text(encoding="utf-8")
    assert sitegen("build", "--no-search", project=project).exit_code == 0
    assert not (project / "site" / DATABASE).exists()
    assert "bundle.db" not in page.read_text(encoding="utf-8")


def test_it_is_verified_byte_for_byte_and_mended_if_it_was_damaged(tmp_path: Path) -> None:
    project = written(tmp_path, SMALL)
    assert sitegen("build", "--verify", project=project).exit_code == 0
    whole = (project / "site" / DATABASE).read_bytes()
    (project / "site" / DATABASE).write_bytes(whole[:-1] + b"x")
    run = sitegen("build", "--verify", project=project)
    assert (run.exit_code, (project / "site" / DATABASE).read_bytes()) == (0, whole)


def test_a_full_disk_while_it_is_made_leaves_the_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = written(tmp_path, SMALL)

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(database_part, "database_bytes", full)
    run = sitegen("build", project=project)
    assert run.exit_code == 1
    assert "No space left on device" in run.stderr
    assert not (project / "site").exists()


def test_the_preview_makes_it_of_the_site_as_it_is_now_when_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = written(tmp_path, SMALL)
    made = []
    bytes_of = database_part.database_bytes
    monkeypatch.setattr(live, "database_bytes", lambda *given: made.append(1) or bytes_of(*given))
    site = Live(project, Surroundings(time.perf_counter))
    state = site.state(None)
    assert b"bundle.db" in state.files["data/index.html"]
    assert state.search is not None
    (index,) = site.search_indexes(state.search, lambda: False)
    assert made == []
    assert queried(bytes(index[DATABASE]), "SELECT count(*) FROM articles") == [(1,)]  # type: ignore[arg-type]
    assert index[DATABASE] == built(project, "", drafts=True, database=True).files[DATABASE]
    assert len(made) == 1
    written(project, EDITS["another article"])
    site.state(None)
    assert queried(bytes(index[DATABASE]), "SELECT count(*) FROM articles") == [(2,)]  # type: ignore[arg-type]

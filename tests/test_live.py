"""A site that is kept up to date in memory, and saved when it is quiet."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import HERALD, SMALL, article, built, files_under, written

from sitegen.live import Live, State
from sitegen.order import Surroundings

QUOTED = "claims: [{claim: bridge-closed, text: The bridge is closed, quote: The bridge is closed, by: The mayor}]"
WIRE = "content/stories/fire/wire.md"
TWO = {**SMALL, WIRE: article(title="A fire", outlet="wire")}
Start = Callable[[Path], Live]


def live(project: Path) -> Live:
    return Live(project, Surroundings(time.perf_counter))


def heard(*paths: str) -> frozenset[str]:
    return frozenset(paths)


def same_as_clean(state: State, project: Path) -> bool:
    clean = built(project, base_url="", drafts=True, database=True)
    files = {path: data for path, data in clean.files.items() if path != "data/bundle.db"}  # made when it is asked for
    return {path: state.files[path] for path in state.files} == files and state.problems == clean.problems


def test_an_edit_is_shown_as_a_clean_build_would_show_it(tmp_path: Path) -> None:
    project = written(tmp_path, TWO)
    site = live(project)
    assert same_as_clean(site.state(None), project)
    written(project, {HERALD: article(title="Open again", more=QUOTED)})
    early: list[State] = []
    state = site.state(heard(HERALD), early.append)
    assert same_as_clean(state, project)
    changed = {path for each in (*early, state) for path in each.changed or ()}
    assert "stories/flood/herald/index.html" in changed
    assert "stories/fire/index.html" not in changed


def test_the_pages_of_a_story_are_shown_before_those_of_the_whole_site(tmp_path: Path) -> None:
    project = written(tmp_path, TWO)
    site, early = live(project), []
    site.state(None)
    written(project, {HERALD: article(title="Open again", more=QUOTED)})
    site.state(heard(HERALD), early.append)
    (first,) = early
    assert set(first.changed) == {path for path in first.changed if path.startswith("stories/flood/")}
    assert b"Open again" in first.files["stories/flood/herald/index.html"]
    assert b"Open again" not in first.files["outlets/herald/index.html"]


def test_where_nothing_was_heard_nothing_is_looked_at_and_a_full_look_finds_it(tmp_path: Path) -> None:
    project = written(tmp_path, TWO)
    site = live(project)
    site.state(None)
    written(project, {HERALD: article(title="Unheard of", more=QUOTED)})
    assert site.state(heard(WIRE)).changed == ()
    assert same_as_clean(site.state(None), project)


@pytest.mark.parametrize(
    "path", [HERALD, "content/stories/flood/story.md", "content/stories/flood", "content/stories/new/wire.md"]
)
def test_files_and_folders_come_and_go(path: str, tmp_path: Path) -> None:
    project = written(tmp_path, TWO)
    site = live(project)
    site.state(None)
    place = project / path
    if place.is_dir():
        place.rename(project / "content/stories/storm")
        assert same_as_clean(site.state(heard(path, "content/stories/storm")), project)
    elif place.is_file():
        place.unlink()
        assert same_as_clean(site.state(heard(path)), project)
    else:
        written(project, {path: article() if path.endswith("wire.md") else "---\ntitle: Flood\n---\n"})
        assert same_as_clean(site.state(heard(path, path.rpartition("/")[0])), project)


def test_what_a_mistake_leaves_out_keeps_its_last_good_page_until_it_is_mended(tmp_path: Path) -> None:
    project = written(tmp_path, TWO)
    site = live(project)
    site.state(None)
    written(project, {HERALD: "---\ntitle: [broken\n---\n"})
    state = site.state(heard(HERALD))
    assert [problem.severity for problem in state.problems] == ["error"]
    assert b"The bridge is closed" in state.files["stories/flood/herald/index.html"]
    written(project, {HERALD: article(title="Mended", more=QUOTED)})
    assert same_as_clean(site.state(heard(HERALD)), project)


def test_the_next_preview_begins_with_what_was_saved(tmp_path: Path) -> None:
    project = written(tmp_path, TWO)
    site = live(project)
    site.state(None)
    written(project, {HERALD: article(title="Open again", more=QUOTED)})
    shown = site.state(heard(HERALD))
    site.save()
    assert {path: data for path, data in files_under(site.folder).items() if path != ".sitegen-manifest"} == dict(
        shown.files
    )
    again = live(project)
    assert same_as_clean(again.state(None), project)
    assert again.state(heard()).changed == ()


def test_an_edit_after_saving_is_shown_over_what_was_saved(tmp_path: Path) -> None:
    project = written(tmp_path, TWO)
    site = live(project)
    site.state(None)
    for title in ("One", "Two", "Three"):
        written(project, {HERALD: article(title=title, more=QUOTED)})
        assert same_as_clean(site.state(heard(HERALD)), project)
        site.save()
    (project / HERALD).unlink()
    assert same_as_clean(site.state(heard(HERALD)), project)
    site.save()
    assert not (site.folder / "stories/flood/herald").exists()


def test_a_lost_memory_costs_only_time(tmp_path: Path) -> None:
    project = written(tmp_path, TWO)
    site = live(project)
    site.state(None)
    for path in (tmp_path / ".sitegen").glob("build-*/objects/*/*"):
        path.unlink()
    written(project, {HERALD: article(title="Open again", more=QUOTED)})
    assert same_as_clean(site.state(heard(HERALD)), project)


def test_saving_ends_as_soon_as_something_else_is_to_be_done_and_goes_on_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.save.tree.AT_ONCE", 1)
    project = written(tmp_path, TWO)
    site = live(project)
    site.state(None)
    spare = tmp_path / ".sitegen/.preview-spare/tree"
    written(project, {HERALD: article(title="Open again", more=QUOTED)})
    site.state(heard(HERALD))
    looks = iter((False, True, True))
    site.save(lambda: next(looks))
    assert len(files_under(spare)) in range(1, len(files_under(site.folder)))
    assert b"Open again" not in files_under(site.folder)["stories/flood/herald/index.html"]
    site.save()
    assert b"Open again" in files_under(site.folder)["stories/flood/herald/index.html"]
    assert same_as_clean(live(project).state(None), project)


def test_what_takes_long_is_done_before_there_is_anything_to_save(tmp_path: Path) -> None:
    project = written(tmp_path, TWO)
    site = live(project)
    site.state(None)
    site.save()
    spare = files_under(tmp_path / ".sitegen/.preview-spare/tree")
    assert spare == {path: data for path, data in files_under(site.folder).items() if path != ".sitegen-manifest"}

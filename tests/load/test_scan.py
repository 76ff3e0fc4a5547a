"""What did not move since the last look is known; whatever may be something else by now is read."""

import builtins
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import written

from sitegen.load import scan as scans
from sitegen.load.scan import YOUNG, Entry, Scan
from sitegen.memory import Memory, digest_of

A, B = "content/stories/flood/a.md", "content/stories/flood/b.md"
FLOOD = "content/stories/flood"


def now(project: Path) -> int:
    return Memory(project / ".clock").now()


def look(project: Path, last: Scan | None = None, heard: frozenset[str] | None = None) -> Scan:
    """A look long after everything was written that lies there now."""
    return Scan(project, last.seen if last else None, now(project) + 2 * YOUNG, heard)


def everything(scan: Scan) -> tuple[tuple[Entry, ...], list[str]]:
    found = scan.entries(FLOOD)
    return found, [scan.digest(f"{FLOOD}/{each.name}") for each in found]


class Reads:
    """Which files were opened, and which folders listed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[str] = []
        monkeypatch.setattr(scans, "open", self._noting(builtins.open), raising=False)
        monkeypatch.setattr(os, "scandir", self._noting(os.scandir))

    def _noting(self, do: Callable[..., object]) -> Callable[..., object]:
        def noted(place: str, *arguments: object) -> object:
            self.paths.append(Path(place).name)
            return do(place, *arguments)

        return noted


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return written(tmp_path, {A: "one", B: "two"})


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    return Reads(monkeypatch)


def test_what_did_not_move_is_not_read_again_however_often_one_looks(project: Path, reads: Reads) -> None:
    scan = look(project)
    first = everything(scan)
    assert first == ((Entry("a.md", False, True), Entry("b.md", False, True)), [digest_of(b"one"), digest_of(b"two")])
    assert reads.paths == ["flood", "a.md", "b.md"]
    reads.paths.clear()
    for _ in range(3):
        for _ in range(2):
            scan = look(project, scan)
            assert scan.unchanged(FLOOD)
        assert everything(scan) == first
        scan = look(project, scan)
        assert everything(scan) == first
    assert reads.paths == []


def test_nothing_is_read_twice_in_one_look(project: Path, reads: Reads) -> None:
    scan = look(project)
    everything(scan)
    everything(scan)
    assert reads.paths == ["flood", "a.md", "b.md"]


def test_what_is_young_is_not_trusted(project: Path, reads: Reads) -> None:
    """A second edit in the same moment could have the same size and the same times."""
    scan = Scan(project, now=now(project))
    everything(scan)
    again = Scan(project, scan.seen, now(project))
    assert not again.unchanged(FLOOD)
    everything(again)
    assert reads.paths == ["flood", "a.md", "b.md"] * 2
    assert everything(look(project, again))[1] == [digest_of(b"one"), digest_of(b"two")]


def test_a_file_from_the_future_is_not_trusted(project: Path, reads: Reads) -> None:
    later = now(project) + 100 * YOUNG
    os.utime(project / A, ns=(later, later))
    everything(scan := look(project))
    reads.paths.clear()
    everything(look(project, scan))
    assert reads.paths == ["a.md"]


def test_other_words_are_noticed_though_size_and_time_are_the_same(project: Path) -> None:
    everything(scan := look(project))
    before = (project / A).stat()
    (project / A).write_text("uno")
    os.utime(project / A, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (project / A).stat().st_mtime_ns == before.st_mtime_ns
    again = look(project, scan)
    assert not again.unchanged(FLOOD)
    assert again.digest(A) == digest_of(b"uno")


def test_another_file_in_its_place_is_noticed_though_size_and_time_are_the_same(project: Path) -> None:
    everything(scan := look(project))
    before = (project / A).stat()
    other = written(project, {"other": "uno"}) / "other"
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(project / A)
    assert look(project, scan).digest(A) == digest_of(b"uno")


@pytest.mark.parametrize("which", range(4), ids=["size", "time", "time of the entry", "inode"])
def test_all_that_tells_files_apart_is_compared(which: int, project: Path) -> None:
    everything(scan := look(project))
    identity, _ = scan.seen[A]
    assert identity is not None
    scan.seen[A] = (tuple(each + (place == which) for place, each in enumerate(identity)), "stale")  # type: ignore[assignment]
    again = look(project, scan)
    assert not again.unchanged(FLOOD)
    assert again.digest(A) == digest_of(b"one")


@pytest.mark.parametrize("change", ["new", "gone", "renamed", "replaced by a folder"])
def test_a_folder_whose_files_are_others_is_noticed(change: str, project: Path) -> None:
    everything(scan := look(project))
    if change == "new":
        written(project, {f"{FLOOD}/c.md": "three"})
    elif change == "gone":
        (project / B).unlink()
    elif change == "renamed":
        (project / B).rename(project / FLOOD / "c.md")
    else:
        (project / B).unlink()
        (project / B).mkdir()
    again = look(project, scan)
    assert not again.unchanged(FLOOD)
    assert everything(again) == everything(look(project))


def test_a_file_in_a_folder_below_is_nobody_s_business(project: Path) -> None:
    written(project, {f"{FLOOD}/notes/draft.md": "one"})
    everything(scan := look(project))
    written(project, {f"{FLOOD}/notes/draft.md": "other"})
    assert look(project, scan).unchanged(FLOOD)


def test_what_is_behind_a_link_is_looked_at_each_time(project: Path) -> None:
    written(project, {"elsewhere/c.md": "three"})
    (project / FLOOD / "c.md").symlink_to(project / "elsewhere" / "c.md")
    everything(scan := look(project))
    assert scan.entries(FLOOD)[2] == Entry("c.md", False, True, str(project / "elsewhere" / "c.md"))
    written(project, {"elsewhere/c.md": "other"})
    again = look(project, scan)
    assert not again.unchanged(FLOOD)
    assert everything(again)[1][2] == digest_of(b"other")
    (project / "elsewhere" / "c.md").unlink()
    assert everything(look(project, again))[0][2] == Entry("c.md", False, False, str(project / "elsewhere" / "c.md"))


def test_a_folder_that_is_a_link_is_one_with_its_new_entries(project: Path) -> None:
    written(project, {"elsewhere/fire/a.md": "one"})
    (project / "content" / "stories" / "fire").symlink_to(project / "elsewhere" / "fire")
    scan = look(project)
    assert [each.name for each in scan.entries("content/stories/fire")] == ["a.md"]
    written(project, {"elsewhere/fire/b.md": "two"})
    again = look(project, scan)
    assert not again.unchanged("content/stories/fire")
    assert [each.name for each in again.entries("content/stories/fire")] == ["a.md", "b.md"]


def test_what_is_not_there_is_nothing_and_is_looked_for_again(project: Path) -> None:
    scan = look(project)
    assert (scan.entries("content/pages"), scan.digest("content/site.yml")) == ((), "")
    assert (scan.entries(A), scan.digest(FLOOD)) == ((), ""), "a file is no folder, a folder no file"
    written(project, {"content/pages/about.md": "", "content/site.yml": "one"})
    again = look(project, scan)
    assert [each.name for each in again.entries("content/pages")] == ["about.md"]
    assert again.digest("content/site.yml") == digest_of(b"one")


def test_what_went_is_gone(project: Path) -> None:
    everything(scan := look(project))
    (project / A).unlink()
    (project / B).unlink()
    again = look(project, scan)
    assert (again.digest(A), again.entries(FLOOD)) == ("", ())
    (project / FLOOD).rmdir()
    last = look(project, again)
    assert not last.unchanged(FLOOD)
    assert last.entries(FLOOD) == ()


def test_what_vanishes_at_the_moment_it_is_looked_at_is_gone_for_this_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(scans, "open", vanished, raising=False)
        broken.setattr(os, "scandir", vanished)
        scan = look(project)
        assert scan.entries(FLOOD) == ()
        assert scan.digest(A) != digest_of(b"one")
        with pytest.raises(FileNotFoundError):
            scan.read(A)
    again = look(project, scan)
    assert not again.unchanged(FLOOD)
    assert [each.name for each in again.entries(FLOOD)] == ["a.md", "b.md"]
    assert again.digest(A) == digest_of(b"one")


def vanished(place: str, *_: object) -> None:
    raise FileNotFoundError(2, "no such file or directory", place)


def test_a_name_that_is_no_utf8_can_be_remembered(project: Path) -> None:
    (project / FLOOD / os.fsdecode(b"\xe9.png")).write_text("picture")
    found = everything(scan := look(project))
    memory = Memory(project / "memory")
    assert memory.write("seen", scan.seen)
    scan.seen = memory.read("seen")  # type: ignore[assignment]
    again = look(project, scan)
    assert again.unchanged(FLOOD)
    assert everything(again) == found


def test_a_path_may_lie_elsewhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = written(tmp_path_factory.mktemp("themes"), {"style.css": "one"})
    scan = look(project)
    assert [each.name for each in scan.entries(str(elsewhere))] == ["style.css"]
    assert scan.digest(f"{elsewhere}/style.css") == digest_of(b"one")


# --- Where somebody has listened all the time -------------------------------------------------------------------------


def looked_at(project: Path, last: Scan, heard: set[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files and folders that a look at the flood asks the disk for, when this was heard."""
    asked: list[str] = []
    real = os.stat

    def stat(place: str, **options: object) -> os.stat_result:
        asked.append(Path(place).name)
        return real(place, **options)  # type: ignore[arg-type]

    scan = look(project, last, frozenset(heard))
    with monkeypatch.context() as noting:
        noting.setattr(os, "stat", stat)
        scan.unchanged(FLOOD)
        everything(scan)
    return list(dict.fromkeys(asked))


@pytest.mark.parametrize(
    ("heard", "asked"),
    [
        (set(), []),
        ({"content/stories/fire/a.md"}, []),
        ({A}, ["flood", "a.md"]),
        ({FLOOD}, ["flood", "a.md", "b.md"]),
        ({f"{FLOOD}/new.md"}, ["flood"]),
        ({"content/stories"}, ["flood", "a.md", "b.md"]),
        ({"content"}, ["flood", "a.md", "b.md"]),
    ],
)
def test_only_where_something_was_heard_one_looks(
    heard: set[str], asked: list[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = look(project)
    scan.entries("content")
    scan.entries("content/stories")
    everything(scan)
    assert looked_at(project, scan, heard, monkeypatch) == asked


def test_what_was_heard_of_is_seen(project: Path) -> None:
    everything(scan := look(project))
    written(project, {A: "uno", f"{FLOOD}/c.md": "three"})
    again = look(project, scan, frozenset({A, f"{FLOOD}/c.md"}))
    assert not again.unchanged(FLOOD)
    assert everything(again) == everything(look(project))


def test_what_nothing_was_heard_of_stays_known(project: Path) -> None:
    everything(scan := look(project))
    quiet = look(project, scan, frozenset({"content/stories/fire/a.md"}))
    assert quiet.unchanged(FLOOD)
    assert quiet.all_seen() == scan.seen
    written(project, {A: "uno"})
    heard = look(project, scan, frozenset({A}))
    assert not heard.unchanged(FLOOD)
    everything(heard)
    assert heard.all_seen() == heard.seen != scan.seen

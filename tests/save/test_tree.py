"""The published folder is the last good site or the new one, and what sitegen did not make in it stays."""

import os
from pathlib import Path

import pytest
from projects import files_under, written

from sitegen.save import tree
from sitegen.save.tree import MANIFEST, FolderInTheWay, Saved, save

OLD = {"index.html": b"old", "a/index.html": b"a", "a/b/index.html": b"b"}
NEW = {"index.html": b"new", "a/index.html": b"a", "c/index.html": b"c"}


def site(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_under(folder).items() if path != MANIFEST}


def test_a_site_is_written_whole(tmp_path: Path) -> None:
    assert save(OLD, tmp_path / "deep" / "site") == Saved(written=3, kept=0, removed=0)
    assert site(tmp_path / "deep" / "site") == OLD


def test_the_next_site_takes_its_place_and_nothing_of_the_old_one_stays(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    assert save(NEW, tmp_path / "site") == Saved(written=2, kept=1, removed=1)
    assert site(tmp_path / "site") == NEW
    assert not (tmp_path / "site" / "a" / "b").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_stays_the_same_is_the_same_file(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    before = (tmp_path / "site" / "a" / "index.html").stat()
    save(NEW, tmp_path / "site")
    after = (tmp_path / "site" / "a" / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_same_site_again_touches_nothing(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    before = (tmp_path / "site").stat()
    assert save(OLD, tmp_path / "site") == Saved(written=0, kept=3, removed=0)
    assert (tmp_path / "site").stat() == before


def test_the_list_of_files_holds_no_more_than_their_names(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    assert (tmp_path / "site" / MANIFEST).read_text() == "a/b/index.html\na/index.html\nindex.html\n"


FOREIGN = {"CNAME": "example.org", ".nojekyll": "", "a/mine.txt": "mine", ".git/config": "[core]"}


def test_what_sitegen_did_not_make_stays(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", FOREIGN)
    (folder / "link").symlink_to("CNAME")
    for files in (OLD, NEW, {}):
        save(files, folder)
        assert site(folder) == {
            **files,
            **{path: text.encode() for path, text in FOREIGN.items()},
            "link": b"example.org",
        }
        assert (folder / "link").readlink() == Path("CNAME")


def test_an_empty_folder_that_sitegen_did_not_make_stays(tmp_path: Path) -> None:
    (tmp_path / "site" / ".git" / "refs").mkdir(parents=True)
    save(OLD, tmp_path / "site")
    assert (tmp_path / "site" / ".git" / "refs").is_dir()


def test_a_file_that_somebody_else_made_is_not_overwritten(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", {"index.html": "mine"})
    with pytest.raises(FolderInTheWay, match=r"holds index\.html, which sitegen did not make"):
        save(OLD, folder)
    assert files_under(folder) == {"index.html": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_conflicts_are_counted(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", {"index.html": "mine", "a/index.html": "mine"})
    with pytest.raises(FolderInTheWay, match=r"holds a/index\.html and 1 more"):
        save(OLD, folder)


def test_a_foreign_file_with_the_same_bytes_is_no_conflict(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", {"index.html": "old"})
    save(OLD, folder)
    assert site(folder) == OLD


def test_a_file_of_ours_that_was_changed_by_hand_is_made_anew(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    written(tmp_path / "site", {"a/index.html": "by hand"})
    assert save(OLD, tmp_path / "site") == Saved(written=1, kept=2, removed=0)
    assert site(tmp_path / "site") == OLD


def test_a_file_of_ours_that_was_deleted_is_made_anew(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    (tmp_path / "site" / "index.html").unlink()
    save(OLD, tmp_path / "site")
    assert site(tmp_path / "site") == OLD


@pytest.mark.parametrize("swaps", [True, False])
def test_where_folders_cannot_be_swapped_two_renames_do(
    swaps: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not swaps:
        monkeypatch.setattr(tree, "_exchanged", lambda *_: False)
    save(OLD, tmp_path / "site")
    save(NEW, tmp_path / "site")
    assert site(tmp_path / "site") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_files_cannot_have_two_names_they_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refused)
    folder = written(tmp_path / "site", FOREIGN)
    save(OLD, folder)
    os.utime(folder / "a" / "index.html", ns=(1_000_000_000, 1_000_000_000))
    save(NEW, folder)
    assert site(folder) == {**NEW, **{path: text.encode() for path, text in FOREIGN.items()}}
    assert (folder / "a" / "index.html").stat().st_mtime_ns == 1_000_000_000


def test_a_build_that_was_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    written(tmp_path / ".site.new", {"half.html": "half"})
    (tmp_path / "site").rename(tmp_path / ".site.old")
    assert save(NEW, tmp_path / "site") == Saved(written=2, kept=1, removed=1)
    assert site(tmp_path / "site") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("step", ["write_bytes", "rename"])
def test_a_disk_that_fails_leaves_the_old_site(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(OLD, tmp_path / "site")

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(tree, "_exchanged", lambda *_: False)
        broken.setattr(Path, step, full)
        with pytest.raises(OSError, match="no space left"):
            save(NEW, tmp_path / "site")
    assert site(tmp_path / "site") == OLD
    save(NEW, tmp_path / "site")
    assert site(tmp_path / "site") == NEW


@pytest.mark.parametrize("listed", ["../outside.txt", "/etc/hostname", "a/../../outside.txt", "\x00", ""])
def test_a_list_of_files_that_was_tampered_with_reaches_nothing_outside(listed: str, tmp_path: Path) -> None:
    written(tmp_path, {"outside.txt": "mine"})
    save(OLD, tmp_path / "site")
    written(tmp_path / "site", {MANIFEST: f"{listed}\nindex.html\n"})
    (tmp_path / "site" / "a" / "index.html").unlink()
    (tmp_path / "site" / "a" / "b" / "index.html").unlink()
    save(NEW, tmp_path / "site")
    assert site(tmp_path / "site") == NEW
    assert (tmp_path / "outside.txt").read_text() == "mine"


def test_a_folder_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    save(OLD, tmp_path / "site")
    save(NEW, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert site(tmp_path / "real") == NEW

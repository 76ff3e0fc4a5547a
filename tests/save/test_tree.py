"""The published folder is the last good site or the new one, and what sitegen did not make in it stays."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from projects import files_under, published_files, written

from sitegen.crew import Errand
from sitegen.memory import Memory, digest
from sitegen.save import tree as trees
from sitegen.save.tree import ADOPTED, MANIFEST, FolderInTheWay, Saved, Tree

OLD = {"index.html": b"old", "a/index.html": b"a", "a/b/index.html": b"b"}
NEW = {"index.html": b"new", "a/index.html": b"a", "c/index.html": b"c"}
Site = Mapping[str, bytes]


def parts_of(site: Site) -> dict[str, dict[str, bytes]]:
    """A site as a build makes it: the files of `a/` are one part, like those of a story, every other file is one."""
    parts: dict[str, dict[str, bytes]] = {}
    for path, data in site.items():
        parts.setdefault("a/" if path.startswith("a/") else path, {})[path] = data
    return parts


def key_of(files: Site) -> str:
    return digest(*(part for path, data in files.items() for part in (path, data)))


def stage(tree: Tree, site: Site) -> dict[str, str]:
    """Make what neither tree has; gives what is to be published."""
    target = {}
    for part, files in parts_of(site).items():
        target[part] = key_of(files)
        if not tree.has(part, target[part]):
            tree.begin((part,))
            tree.note(part, target[part], tree.stage(part, files))
    return target


def save(site: Site, folder: Path, home: str = ".home") -> Saved:
    """Publish a site as `build` does."""
    tree = Tree(folder, folder.parent / home)
    tree.begin_look()
    look = tree.look()
    target = stage(tree, site)
    while tree.mend(*look):
        target = stage(tree, site)
    return tree.publish(target)


def marks(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file each path is, and when it was changed; of folders too."""
    paths = [folder, *folder.rglob("*")]
    return {str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in paths}


def hidden(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"site"}


# --- Whole or not at all ----------------------------------------------------------------------------------------------


def test_a_site_is_written_whole(tmp_path: Path) -> None:
    assert save(OLD, tmp_path / "deep" / "site") == Saved(written=tuple(sorted(OLD)), removed=(), kept=0)
    assert published_files(tmp_path / "deep" / "site") == OLD


def test_the_next_site_takes_its_place_and_nothing_of_the_old_one_stays(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    assert save(NEW, tmp_path / "site") == Saved(
        written=("c/index.html", "index.html"), removed=("a/b/index.html",), kept=1
    )
    assert published_files(tmp_path / "site") == NEW
    assert not (tmp_path / "site" / "a" / "b").exists()
    assert hidden(tmp_path) == {".home", ".site-spare"}


def test_site_after_site_shows_what_it_is_and_counts_what_it_did(tmp_path: Path) -> None:
    """The two trees take turns, so that each is two publications behind when its turn comes."""
    before: Site = {}
    for site in (OLD, NEW, OLD, OLD, {}, NEW, {"a/x": b"1"}, {"a/x": b"2"}, {"a/x": b"1", "a/y": b""}, OLD, NEW):
        assert save(site, tmp_path / "site") == Saved(
            written=tuple(sorted(path for path in site if site[path] != before.get(path))),
            removed=tuple(sorted(before.keys() - site.keys())),
            kept=len([path for path in site if site[path] == before.get(path)]),
        )
        assert published_files(tmp_path / "site") == site
        before = site


def test_any_site_after_any_other_is_shown_whole(tmp_path: Path) -> None:
    chance = Random(7)
    before: Site = {}
    for _ in range(80):
        paths = chance.sample(["x", "y", "a/x", "a/y", "a/b/x"], chance.randint(2, 5))
        site = {path: chance.choice([b"1", b"2"]) for path in paths} | {"z": before.get("z", b"1")}
        saved = save(site, tmp_path / "site")
        assert saved.written == tuple(sorted(path for path in site if site[path] != before.get(path)))
        assert saved.removed == tuple(sorted(before.keys() - site.keys()))
        assert published_files(tmp_path / "site") == site
        before = site
    assert len(list((tmp_path / ".home").rglob("record-*"))) == 1, "the memory grows"


def test_a_file_that_stays_the_same_is_the_same_file(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    before = (tmp_path / "site" / "a" / "index.html").stat()
    for site in (NEW, OLD, NEW):
        save(site, tmp_path / "site")
        after = (tmp_path / "site" / "a" / "index.html").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_same_site_again_touches_nothing(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    before = marks(tmp_path / "site")
    assert save(OLD, tmp_path / "site") == Saved(written=(), removed=(), kept=3)
    assert marks(tmp_path / "site") == before


def test_a_page_that_is_made_anew_with_the_same_bytes_is_not_written(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    before = marks(tmp_path / "site")
    tree = Tree(tmp_path / "site", tmp_path / ".home")
    for part, files in parts_of(OLD).items():
        tree.begin((part,))
        tree.note(part, "made from something else", tree.stage(part, files))
    assert tree.publish(dict.fromkeys(parts_of(OLD), "made from something else")) == Saved(kept=3)
    assert marks(tmp_path / "site") == before
    again = Tree(tmp_path / "site", tmp_path / ".home")
    assert again.is_exactly(dict.fromkeys(parts_of(OLD), "made from something else"))


def test_the_list_of_files_holds_no_more_than_their_names(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    first, *names = (tmp_path / "site" / MANIFEST).read_text().split("\n")
    assert first.startswith("sitegen 2 ") and len(first.split()) == 3
    assert names == ["a/b/index.html", "a/index.html", "index.html", ""]


def test_the_same_site_has_the_same_list_wherever_it_is_made(tmp_path: Path) -> None:
    for name, earlier in (("one", {}), ("two", NEW)):
        save(earlier, tmp_path / name / "site")
        save(OLD, tmp_path / name / "site")
    assert files_under(tmp_path / "one" / "site") == files_under(tmp_path / "two" / "site")


def test_a_folder_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    save(OLD, tmp_path / "site")
    save(NEW, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert published_files(tmp_path / "real") == NEW


def test_two_folders_of_one_project_know_nothing_of_one_another(tmp_path: Path) -> None:
    written(tmp_path, {"one/one.txt": "mine", "two/two.txt": "mine"})
    for site in (OLD, NEW, OLD):
        for name in ("one", "two"):
            save(site, tmp_path / name)
            assert published_files(tmp_path / name) == {**site, f"{name}.txt": b"mine"}


def test_a_folder_that_was_moved_or_copied_is_taken_as_it_is(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / "other")
    save(NEW, tmp_path / "site")
    assert (published_files(tmp_path / "site"), published_files(tmp_path / "other")) == (NEW, OLD)
    save(NEW, tmp_path / "other")
    assert published_files(tmp_path / "other") == NEW


# --- What others put there --------------------------------------------------------------------------------------------

FOREIGN = {"CNAME": "example.org", ".nojekyll": "", "a/mine.txt": "mine", ".git/config": "[core]"}


def test_what_sitegen_did_not_make_stays(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", FOREIGN)
    (folder / "link").symlink_to("CNAME")
    before = {path: (folder / path).lstat().st_ino for path in (*FOREIGN, "link")}
    for site in (OLD, NEW, {}, OLD):
        save(site, folder)
        assert published_files(folder) == {
            **site,
            **{path: text.encode() for path, text in FOREIGN.items()},
            "link": b"example.org",
        }
        assert (folder / "link").readlink() == Path("CNAME")
        assert {path: (folder / path).lstat().st_ino for path in (*FOREIGN, "link")} == before


def test_what_comes_goes_and_changes_between_two_builds_does_so(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    save(OLD, folder)
    written(folder, {"mine.txt": "one", "deep/er/mine.txt": "one", "a/b/mine.txt": "one"})
    save(NEW, folder)
    assert published_files(folder) == {**NEW, **dict.fromkeys(("mine.txt", "deep/er/mine.txt", "a/b/mine.txt"), b"one")}
    written(folder, {"deep/er/mine.txt": "two", "a/b/mine.txt": "two"})
    (folder / "mine.txt").unlink()
    save(OLD, folder)
    assert published_files(folder) == {**OLD, "deep/er/mine.txt": b"two", "a/b/mine.txt": b"two"}
    (folder / "deep" / "er" / "mine.txt").unlink()
    (folder / "deep" / "er").rmdir()
    (folder / "deep").rmdir()
    save(NEW, folder)
    assert published_files(folder) == {**NEW, "a/b/mine.txt": b"two"}
    save(OLD, folder)
    assert published_files(folder) == {**OLD, "a/b/mine.txt": b"two"}


def test_an_empty_folder_that_sitegen_did_not_make_stays_until_somebody_removes_it(tmp_path: Path) -> None:
    refs = tmp_path / "site" / ".git" / "refs"
    refs.mkdir(parents=True)
    for site in (OLD, NEW, OLD):
        save(site, tmp_path / "site")
        assert refs.is_dir()
    refs.rmdir()
    for site in (NEW, OLD):
        save(site, tmp_path / "site")
        assert not refs.exists()


def test_a_file_that_somebody_else_made_is_not_overwritten(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", {"index.html": "mine"})
    with pytest.raises(FolderInTheWay, match=r"holds index\.html, which sitegen did not make"):
        save(OLD, folder)
    assert files_under(folder) == {"index.html": b"mine"}
    (folder / "index.html").unlink()
    save(OLD, folder)
    assert published_files(folder) == OLD


def test_a_file_that_somebody_put_where_a_new_page_must_be_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    save(OLD, folder)
    written(folder, {"c/index.html": "mine"})
    with pytest.raises(FolderInTheWay, match=r"holds c/index\.html, which sitegen did not make"):
        save(NEW, folder)
    assert published_files(folder) == {**OLD, "c/index.html": b"mine"}


def test_a_file_where_a_folder_must_be_is_not_overwritten(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", {"a": "mine"})
    with pytest.raises(FolderInTheWay, match="holds a, which sitegen did not make"):
        save(OLD, folder)
    assert files_under(folder) == {"a": b"mine"}


@pytest.mark.parametrize("foreign", ["c", "c/index.html/mine.txt", "c/index.html/mine/"])
def test_what_stands_where_a_part_must_be_hinders_nobody_from_making_it(foreign: str, tmp_path: Path) -> None:
    """Only from publishing it: what is made may not have to be published at all."""
    folder = written(tmp_path / "site", {"mine.txt": "mine"})
    if foreign.endswith("/"):
        (folder / foreign).mkdir(parents=True)
    else:
        written(folder, {foreign: "mine"})
    save(OLD, folder)
    tree = Tree(folder, tmp_path / ".home")
    tree.begin(["c/"])
    tree.note("c/", "new", tree.stage("c/", {"c/index.html": b"c"}))
    tree.keep_staged()
    with pytest.raises(FolderInTheWay, match="holds c"):
        save(NEW, folder)
    save({"index.html": b"new"}, folder)
    assert (folder / foreign).exists()
    assert (folder / "mine.txt").read_bytes() == b"mine"


def test_a_list_of_files_that_somebody_else_made_is_not_overwritten(tmp_path: Path) -> None:
    """`.sitegen-manifest` as a folder."""
    folder = written(tmp_path / "site", {f"{MANIFEST}/mine.txt": "mine"})
    with pytest.raises((FolderInTheWay, OSError)):
        save(OLD, folder)
    assert files_under(folder) == {f"{MANIFEST}/mine.txt": b"mine"}


def test_conflicts_are_counted(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", {"index.html": "mine", "a/index.html": "mine"})
    with pytest.raises(FolderInTheWay, match=r"holds a/index\.html and 1 more"):
        save(OLD, folder)


def test_a_foreign_file_with_the_same_bytes_is_no_conflict(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", {"index.html": "old"})
    save(OLD, folder)
    assert published_files(folder) == OLD


# --- What others did to our files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("following", [OLD, NEW], ids=["old", "new"])
@pytest.mark.parametrize("shared", [False, True], ids=["alone", "shared"])
def test_a_file_of_ours_that_was_changed_by_hand_is_made_anew(following: Site, shared: bool, tmp_path: Path) -> None:
    """In the spare tree too, which may share it."""
    folder = tmp_path / "site"
    save(OLD, folder)
    if shared:
        save({**OLD, "further": b""}, folder)
        save(OLD, folder)
    written(folder, {"a/index.html": "by hand"})
    for site in (following, OLD, NEW, OLD):
        save(site, folder)
        assert published_files(folder) == site


def test_damage_that_was_found_is_found_again_if_nothing_was_published_since(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    (tmp_path / "site" / "index.html").write_bytes(b"mine")
    later(tmp_path)
    for _ in range(2):  # the first process looks twice, and is killed
        tree = Tree(tmp_path / "site", tmp_path / ".home")
        tree.begin_look()
        look = tree.look()
        assert tree.mend(*look)
        assert not tree.mend(*look)


def test_an_older_folder_that_was_moved_back_into_its_place_is_noticed(tmp_path: Path) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept"
    save({**OLD, "a/old.html": b"old"}, site)
    (site / "a").rename(kept)
    save(OLD, site)
    later(tmp_path)
    shutil.rmtree(site / "a")
    kept.rename(site / "a")
    save(OLD, site)
    assert published_files(site) == {**OLD, "a/old.html": b"old"}  # nobody knows any more whose it is


def test_pages_of_a_damaged_part_that_are_not_made_any_more_do_not_stay(tmp_path: Path) -> None:
    site = tmp_path / "site"
    save({**OLD, "a/draft/index.html": b"draft"}, site)
    (site / "a" / "index.html").unlink()
    save(OLD, site)
    assert published_files(site) == OLD


def test_a_foreign_file_that_became_a_page_goes_with_the_page(tmp_path: Path) -> None:
    site = tmp_path / "site"
    save(OLD, site)
    (site / "c").mkdir()
    (site / "c" / "index.html").write_bytes(NEW["c/index.html"])
    save({**OLD, "other.html": b"other"}, site)
    save({**OLD, "c/index.html": NEW["c/index.html"]}, site)
    save(OLD, site)
    assert published_files(site) == OLD


def test_what_was_adopted_and_then_changed_by_hand_does_not_come_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    save({**OLD, "x/index.html": b"x"}, site)
    shutil.rmtree(tmp_path / ".home")
    tree = Tree(site, tmp_path / ".home")
    tree.begin(())
    tree.keep_staged()  # a build that was refused
    (site / "a" / "index.html").write_bytes(b"mine")
    later(tmp_path)
    for number in (1, 2):
        save({**OLD, "index.html": b"%d" % number}, site)
        assert published_files(site) == {**OLD, "index.html": b"%d" % number}


def test_a_foreign_file_that_a_killed_build_has_seen_is_carried_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    save(OLD, site)
    (site / "CNAME").write_bytes(b"example.org")
    later(tmp_path)
    tree = Tree(site, tmp_path / ".home")
    tree.begin_look()
    assert not tree.mend(*tree.look())  # and then it is killed
    save(NEW, site)
    assert published_files(site) == {**NEW, "CNAME": b"example.org"}


def test_a_change_of_ours_that_keeps_size_and_time_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "site" / "a" / "index.html"
    save(OLD, tmp_path / "site")
    before = page.stat().st_mtime_ns
    page.write_bytes(b"z")
    os.utime(page, ns=(before, before))
    save(OLD, tmp_path / "site")
    assert published_files(tmp_path / "site") == OLD


@pytest.mark.parametrize("path", sorted(OLD))
def test_a_file_of_ours_that_was_deleted_is_made_anew(path: str, tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    (tmp_path / "site" / path).unlink()
    save(OLD, tmp_path / "site")
    assert published_files(tmp_path / "site") == OLD


@pytest.mark.parametrize("made", ["link", "folder"])
def test_what_stands_where_a_file_of_ours_was_is_not_taken_for_it(made: str, tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    page = tmp_path / "site" / "index.html"
    page.unlink()
    if made == "link":
        page.symlink_to(written(tmp_path, {"same": "old"}) / "same")
    else:
        page.mkdir()
    with suppress(FolderInTheWay, FileExistsError):
        save(OLD, tmp_path / "site")
        assert published_files(tmp_path / "site") == OLD
        assert not page.is_symlink()
    assert files_under(tmp_path / "site")["a/index.html"] == b"a"


def test_a_folder_of_ours_that_was_deleted_is_made_anew(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    for path in ("a/b/index.html", "a/index.html"):
        (tmp_path / "site" / path).unlink()
    (tmp_path / "site" / "a" / "b").rmdir()
    (tmp_path / "site" / "a").rmdir()
    save(OLD, tmp_path / "site")
    assert published_files(tmp_path / "site") == OLD


def test_what_was_only_touched_is_not_made_again_and_not_looked_at_a_second_time(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    assert Tree(tmp_path / "site", tmp_path / ".home").look() == ([], [])
    os.utime(tmp_path / "site" / "index.html")
    before = marks(tmp_path / "site")
    assert save(OLD, tmp_path / "site") == Saved(kept=3)
    assert marks(tmp_path / "site") == before
    later(tmp_path)
    save(OLD, tmp_path / "site")
    assert Tree(tmp_path / "site", tmp_path / ".home").look() == ([], [])


def later(folder: Path) -> None:
    """Wait until the disk's clock has moved on: it ticks a few hundred times a second."""
    memory = Memory(folder / ".clock")
    first = memory.now()
    while memory.now() == first:
        time.sleep(0.001)


# --- Disks of all kinds -----------------------------------------------------------------------------------------------


@pytest.fixture(params=["one step", "two renames"])
def swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without a system that can swap two folders in one step."""
    if request.param == "two renames":
        monkeypatch.setattr(trees, "exchanged", lambda *_: False)


@pytest.mark.usefixtures("swap")
def test_where_folders_cannot_be_swapped_two_renames_do(tmp_path: Path) -> None:
    for site in (OLD, NEW, OLD):
        save(site, tmp_path / "site")
        assert published_files(tmp_path / "site") == site
    assert hidden(tmp_path) == {".home", ".site-spare"}
    assert {path.name for path in (tmp_path / ".site-spare").iterdir()} == {".gitignore", "mark", "tree"}


def test_many_files_are_linked_in_two_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "WORTH", 2)
    save(OLD, tmp_path / "site")
    tree = Tree(tmp_path / "site", tmp_path / ".home", Errand)
    assert tree.mirror(lambda: False)
    assert published_files(tree.spare) == OLD
    assert all(path.stat().st_nlink == 2 for path in tree.spare.rglob("*.html"))


def test_where_files_cannot_have_two_names_they_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refused)
    folder = written(tmp_path / "site", FOREIGN)
    save(OLD, folder)
    os.utime(folder / "a" / "index.html", ns=(1_000_000_000, 1_000_000_000))
    for site in (NEW, OLD, NEW):
        save(site, folder)
        assert published_files(folder) == {**site, **{path: text.encode() for path, text in FOREIGN.items()}}
        assert (folder / "a" / "index.html").stat().st_mtime_ns == 1_000_000_000


def refused(*_: object, **__: object) -> None:
    raise OSError("no links here")


class Killed(BaseException):
    """Ends a build in the middle as SIGKILL would: nothing of sitegen catches it."""


class Breaking:
    """Counts what is done to the disk, and breaks off before the step of a number; a file is then written by half."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException) -> None:
        self.left, self.error = at, error
        for name in ("mkdir", "rename", "unlink", "replace", "write_bytes"):
            monkeypatch.setattr(Path, name, self.step(getattr(Path, name)))
        for name in ("open", "write", "mkdir", "link"):
            monkeypatch.setattr(os, name, self.step(getattr(os, name)))
        monkeypatch.setattr(trees, "link", self.step(trees.link))
        monkeypatch.setattr(trees, "exchanged", self.step(trees.exchanged))
        monkeypatch.setattr(trees, "write_new", self.half(trees.write_new))

    def is_over(self) -> bool:
        self.left -= 1
        return self.left == 0

    def step(self, do: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*arguments: object, **named: object) -> object:
            if self.is_over():
                raise self.error
            return do(*arguments, **named)

        return wrapped

    def half(self, write: Callable[[Path, bytes], None]) -> Callable[[Path, bytes], None]:
        def wrapped(path: Path, data: bytes) -> None:
            if self.is_over():
                write(path, data[: len(data) // 2])
                raise self.error
            write(path, data)

        return wrapped


def steps(monkeypatch: pytest.MonkeyPatch, error: BaseException, do: Callable[[], object]) -> Iterator[int]:
    """Do something again and again, which breaks off one step later each time, until it comes to its end."""
    for at in range(1, 1000):
        with monkeypatch.context() as broken:
            breaking = Breaking(broken, at, error)
            try:
                do()
            except type(error):
                pass
        yield at
        if breaking.left > 0:
            assert at > 10, "this test no longer knows what is done to the disk"
            return


@pytest.mark.usefixtures("swap")
def test_a_disk_that_fails_at_any_step_leaves_the_old_site_or_gives_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Saved] = []
    folder = written(tmp_path / "site", FOREIGN)
    foreign = {path: text.encode() for path, text in FOREIGN.items()}
    save(NEW, folder)
    save(OLD, folder)
    for at in steps(monkeypatch, OSError("no space left on device"), lambda: told.append(save(NEW, folder))):
        assert published_files(folder) == {**(NEW if told else OLD), **foreign}, at
        save(NEW, folder)
        assert published_files(folder) == {**NEW, **foreign}, at
        save(OLD, folder)
        assert published_files(folder) == {**OLD, **foreign}, at
        told.clear()


@pytest.mark.usefixtures("swap")
def test_a_build_that_is_killed_at_any_step_is_mended_by_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "site", FOREIGN)
    foreign = {path: text.encode() for path, text in FOREIGN.items()}
    save(NEW, folder)
    save(OLD, folder)
    for at in steps(monkeypatch, Killed(), lambda: save(NEW, folder)):
        if folder.exists():  # a reader finds nothing for a moment where folders cannot be swapped in one step
            assert published_files(folder) in ({**OLD, **foreign}, {**NEW, **foreign}), at
        save(OLD, folder)
        assert published_files(folder) == {**OLD, **foreign}, at
        save(NEW, folder)
        assert published_files(folder) == {**NEW, **foreign}, at
        save(OLD, folder)
        assert published_files(folder) == {**OLD, **foreign}, at


def test_the_first_build_that_is_killed_at_any_step_leaves_nothing_that_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(1000))
    for at in steps(monkeypatch, Killed(), lambda: save(OLD, tmp_path / str(next(numbers)) / "site")):
        folder = tmp_path / str(at - 1) / "site"
        assert not folder.exists() or published_files(folder) == OLD, at
        save(NEW, folder)
        assert published_files(folder) == NEW, at
        save(OLD, folder)
        assert published_files(folder) == OLD, at


# --- From one build to the next ---------------------------------------------------------------------------------------


def test_what_a_build_made_that_may_not_publish_need_not_be_made_again(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    tree = Tree(tmp_path / "site", tmp_path / ".home")
    stage(tree, NEW)
    tree.keep_staged()
    assert published_files(tmp_path / "site") == OLD
    again = Tree(tmp_path / "site", tmp_path / ".home")
    target = {part: key_of(files) for part, files in parts_of(NEW).items()}
    assert all(again.has(part, key) for part, key in target.items())
    assert again.publish(target).written == ("c/index.html", "index.html")
    assert published_files(tmp_path / "site") == NEW


@pytest.mark.parametrize("end", ["killed", "given up"])
def test_a_part_that_was_begun_and_never_finished_is_not_relied_on(end: str, tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    save(NEW, tmp_path / "site")
    tree = Tree(tmp_path / "site", tmp_path / ".home")
    a = parts_of(OLD)["a/"]
    assert tree.has("a/", key_of(a)), "the spare tree is that of the site before"
    tree.begin(("a/",))
    tree.stage("a/", {"a/half": b"half"})
    if end == "given up":
        tree.keep_staged()
    assert not Tree(tmp_path / "site", tmp_path / ".home").has("a/", key_of(a))
    save(OLD, tmp_path / "site")
    assert published_files(tmp_path / "site") == OLD


def test_a_part_whose_making_failed_keeps_its_files_as_long_as_it_is_told_to(tmp_path: Path) -> None:
    """For the preview: a mistake takes away nothing that could be read before."""
    save(OLD, tmp_path / "site")
    tree = Tree(tmp_path / "site", tmp_path / ".home")
    tree.begin(("a/",))
    tree.note("a/", "key", tree.stage("a/", {"a/index.html": b"new"}, keep=True))
    tree.publish({"a/": "key", "index.html": key_of(parts_of(OLD)["index.html"])})
    assert published_files(tmp_path / "site") == {**OLD, "a/index.html": b"new"}
    save(OLD, tmp_path / "site")
    assert published_files(tmp_path / "site") == OLD


def test_without_its_memory_a_folder_is_known_by_its_list(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    before = (tmp_path / "site" / "a" / "index.html").stat().st_ino
    assert save(NEW, tmp_path / "site", ".another") == Saved(
        written=("c/index.html", "index.html"), removed=("a/b/index.html",), kept=1
    )
    assert published_files(tmp_path / "site") == NEW
    assert (tmp_path / "site" / "a" / "index.html").stat().st_ino == before
    for site in (OLD, NEW, OLD):
        save(site, tmp_path / "site", ".another")
        assert published_files(tmp_path / "site") == site


def test_what_another_version_remembers_is_not_believed(tmp_path: Path) -> None:
    save(OLD, tmp_path / "site")
    record = next((tmp_path / ".home").rglob("record-*"))
    for other in ({"parts": {"index.html": ("key", (("index.html", "0" * 32),))}, "lag": {}}, ({}, {}), None):
        Memory(record.parent).write(record.name, other)
        assert list(Tree(tmp_path / "site", tmp_path / ".home").parts) == [ADOPTED]
    assert save(NEW, tmp_path / "site").written == ("c/index.html", "index.html")
    assert published_files(tmp_path / "site") == NEW


def test_a_list_of_an_earlier_version_is_understood(tmp_path: Path) -> None:
    folder = written(tmp_path / "site", {path: data.decode() for path, data in OLD.items()})
    written(folder, {MANIFEST: "a/b/index.html\na/index.html\nindex.html\n", "mine.txt": "mine"})
    for site in (NEW, OLD, NEW):
        save(site, folder)
        assert published_files(folder) == {**site, "mine.txt": b"mine"}


@pytest.mark.parametrize("listed", ["../outside.txt", "{}/outside.txt", "a/../../outside.txt", "\x00", ""])
@pytest.mark.parametrize("first", ["", "sitegen 2 0123\n"])
def test_a_list_of_files_that_was_tampered_with_reaches_nothing_outside(
    listed: str, first: str, tmp_path: Path
) -> None:
    written(tmp_path, {"outside.txt": "mine"})
    save(OLD, tmp_path / "site")
    (tmp_path / "site" / MANIFEST).unlink()
    written(tmp_path / "site", {MANIFEST: f"{first}{listed.format(tmp_path)}\nindex.html\n"})
    (tmp_path / "site" / "a" / "index.html").unlink()
    (tmp_path / "site" / "a" / "b" / "index.html").unlink()
    save(NEW, tmp_path / "site")
    assert published_files(tmp_path / "site") == NEW
    save(OLD, tmp_path / "site")
    assert published_files(tmp_path / "site") == OLD
    assert (tmp_path / "outside.txt").read_text() == "mine"

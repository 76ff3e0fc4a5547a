"""A bundle is made once, appears whole, and stays as long as somebody wants it."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest

from sitegen.model.page import Record
from sitegen.save import groups as grouping
from sitegen.save.bundle import Bundle, Ended, bundles, listing, shelf_at
from sitegen.save.files import paths_of
from sitegen.save.groups import Group, groups, part
from sitegen.save.search import SearchFailed

HEAPS = {
    name: tuple(
        Record(url=f"{name}/{number}", type="page", title="", text=f"{name} {number}", lang="en", date="", filters=())
        for number in range(3)
    )
    for name in ("aid", "flood", "harbour")
}


class Desk:
    """A site of few groups, its shelf, and the parts that were asked for."""

    def __init__(self, shelf: Path) -> None:
        self.shelf = shelf
        self.asked: list[str] = []

    def records(self, name: str) -> tuple[Record, ...]:
        self.asked.append(name)
        return HEAPS[name]

    def made(self, found: Sequence[Group], claimant: str = "build", **options: Any) -> tuple[Bundle, ...]:
        self.asked.clear()
        return bundles(found, self.records, "en", self.shelf, claimant, **options)

    def left(self) -> set[str]:
        return {each.name for each in self.shelf.iterdir() if not each.name.startswith(".pages-")} - {"claims"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(grouping, "LARGEST", 1)
    return Desk(tmp_path / "shelf")


def found(names: Iterable[str] = HEAPS, version: str = "1") -> tuple[Group, ...]:
    return groups([part(name, HEAPS[name]) for name in names], version)


def contents(bundle: Bundle) -> dict[str, bytes]:
    return {file: (bundle.folder / file).read_bytes() for file in names(bundle)}


def names(bundle: Bundle) -> list[str]:
    return paths_of(bundle.files)


def keys(some: Iterable[Group]) -> set[str]:
    return {each.key for each in some}


def test_every_group_has_a_bundle_and_the_first_one_the_program(desk: Desk) -> None:
    made = desk.made(found(), workers=2)
    assert [each.place for each in made] == [each.place for each in found()]
    assert sorted(desk.asked) == sorted(HEAPS)
    for bundle in made:
        assert {"pagefind-entry.json"} <= set(names(bundle))
        assert len([file for file in names(bundle) if file.startswith("fragment/")]) == 3
        assert not [file for file in names(bundle) if "ui" in file or "highlight" in file or "seal" in file]
    programs = [sorted(file for file in names(each) if file.startswith(("pagefind.js", "wasm"))) for each in made]
    assert programs == [["pagefind.js", "wasm.en.pagefind", "wasm.unknown.pagefind"], [], []]
    assert json.loads(listing(found())) == {"bundles": [each.place for each in made]}


def test_what_is_on_the_shelf_is_not_made_again(desk: Desk) -> None:
    before = [contents(each) for each in desk.made(found())]
    assert [contents(each) for each in desk.made(found())] == before
    assert desk.asked == []


def test_only_the_group_of_a_changed_story_is_made_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.made(found())
    changed = Record(url="flood/0", type="page", title="", text="dyke", lang="en", date="", filters=())
    monkeypatch.setitem(HEAPS, "flood", (changed,))
    after = desk.made(found())
    assert desk.asked == ["flood"]
    assert sum(contents(one) == contents(other) for one, other in zip(before, after, strict=True)) == 2


@pytest.mark.parametrize("pattern", ["pagefind-entry.json", "fragment/*", "index/*", "filter/*", "*.pf_meta"])
@pytest.mark.parametrize("harm", ["cut", "other", "gone", "more", "emptied"])
def test_a_damaged_bundle_is_made_anew(desk: Desk, pattern: str, harm: str) -> None:
    (bundle,) = desk.made(found(["aid"]))
    file = next(bundle.folder.glob(pattern))
    data = file.read_bytes()
    if harm == "cut":
        file.write_bytes(data[:-1])
    elif harm == "other":
        file.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    elif harm == "gone":
        file.unlink()
    elif harm == "more":
        file.with_name("another").write_bytes(b"")
    else:
        file.write_bytes(b"")
    (again,) = desk.made(found(["aid"]))
    assert desk.asked == ["aid"]
    assert len(names(again)) == len(names(bundle))
    assert desk.left() == keys(found(["aid"]))


@pytest.mark.parametrize("seal", ["", "x", "x x\n", "\xff", None])
def test_a_bundle_without_a_sound_seal_is_made_anew(desk: Desk, seal: str | None) -> None:
    (bundle,) = desk.made(found(["aid"]))
    (bundle.folder.parent / "seal").unlink()
    if seal is not None:
        (bundle.folder.parent / "seal").write_text(seal, encoding="latin-1")
    desk.made(found(["aid"]))
    assert desk.asked == ["aid"]


def test_a_copy_of_the_shelf_is_as_good(desk: Desk) -> None:
    desk.made(found())
    desk.shelf.rename(desk.shelf.with_name("former"))
    shutil.copytree(desk.shelf.with_name("former"), desk.shelf, copy_function=shutil.copyfile)
    for time_too in range(2):
        desk.made(found())
        assert desk.asked == [], time_too


def test_what_was_wanted_this_time_and_last_time_stays(desk: Desk) -> None:
    first, second, third = (found(["aid"], version) for version in "123")
    desk.made(first)
    desk.made(second)
    desk.made(second)
    assert desk.left() == keys((*first, *second))
    desk.made(third)
    assert desk.left() == keys((*second, *third))


def test_what_somebody_else_wants_stays(desk: Desk) -> None:
    preview = found(["aid", "flood"], "drafts")
    desk.made(preview, "preview")
    for version in "123":
        desk.made(found(["aid"], version), "build")
    assert desk.left() == keys((*preview, *found(["aid"], "2"), *found(["aid"], "3")))


def test_of_many_who_wanted_something_the_oldest_are_forgotten(desk: Desk) -> None:
    for number in range(10):
        desk.made(found(["aid"], str(number)), f"build-{number}")
        os.utime(desk.shelf / "claims" / f"build-{number}", ns=(number, number))
    desk.made((), "last")
    assert desk.left() == {key for number in range(3, 10) for key in keys(found(["aid"], str(number)))}


def test_groups_that_are_not_asked_for_stay_too(desk: Desk) -> None:
    every = found()
    desk.made(every)
    for _ in range(3):
        desk.made(every[:1], others=every[1:])
    assert desk.left() == keys(every)


def test_what_another_version_left_on_the_shelf_goes(desk: Desk) -> None:
    (desk.shelf / "0123abcd").mkdir(parents=True)
    (desk.shelf / "0123abcd" / "pagefind.js").write_text("old")
    (desk.shelf / "0123abcd.sha256").write_text("old")
    desk.made(found())
    assert desk.left() == keys(found())


@pytest.mark.parametrize("claim", ["", "{}", "[1]", "[[1]]", "\xff"])
def test_a_damaged_claim_is_no_claim(desk: Desk, claim: str) -> None:
    desk.made(found(["aid"]))
    (desk.shelf / "claims" / "build").write_text(claim, encoding="latin-1")
    desk.made(found(["flood"]))
    assert desk.left() == keys(found(["flood"]))


@pytest.fixture
def pagefind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a program of Python in the place of Pagefind; gives a file that it may write, which it knows as `told`."""

    def replace(program: str) -> Path:
        told, script = tmp_path / "told", tmp_path / "pagefind"
        head = f"#!{sys.executable}\nimport os, sys, time\ntold = {str(told)!r}\n"
        script.write_text(head + textwrap.dedent(program))
        script.chmod(0o755)
        monkeypatch.setattr(pagefind_bin, "get_executable", lambda: script)
        return told

    return replace


def test_when_pagefind_fails_nothing_of_it_is_left_and_what_was_there_stays(
    desk: Desk, pagefind: Callable[[str], Path]
) -> None:
    desk.made(found(["aid"]))
    pagefind("print('no more room', file=sys.stderr); os.makedirs(sys.argv[4]); sys.exit(2)")
    with pytest.raises(SearchFailed, match="exit code 2: no more room"):
        desk.made(found(["aid", "flood"]), workers=2)
    assert desk.left() == keys(found(["aid"]))


def test_work_that_is_over_is_ended_at_once(desk: Desk, pagefind: Callable[[str], Path]) -> None:
    told = pagefind("open(told, 'a').write(f'{os.getpid()}\\n'); time.sleep(60)")

    def is_over() -> bool:
        return told.exists() and told.read_text().count("\n") == 2

    with pytest.raises(Ended):
        desk.made(found(), workers=2, is_over=is_over)
    assert desk.left() == set()
    for number in told.read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), 0)


def test_no_more_pagefinds_work_than_are_wanted(desk: Desk, pagefind: Callable[[str], Path]) -> None:
    told = pagefind("""
        open(told, "a").write("began\\n")
        time.sleep(0.05)
        os.makedirs(sys.argv[4])
        open(told, "a").write("ended\\n")
    """)
    desk.made(found(), workers=2)
    working = [0]
    for line in told.read_text().split():
        working.append(working[-1] + (1 if line == "began" else -1))
    assert max(working) <= 2
    assert told.read_text().count("ended") == 3


KILLED = """
import sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from save import test_bundle as here
here.grouping.LARGEST = 1
here.pagefind_bin.get_executable = lambda: {program!r}
print("begun", flush=True)
here.Desk(Path({shelf!r})).made(here.found(), workers=1)
"""


@pytest.mark.parametrize("moment", range(8))
def test_a_build_that_is_killed_leaves_nothing_that_is_taken_for_a_bundle(
    desk: Desk, tmp_path: Path, moment: int
) -> None:
    """Killed after the first, third, fifth… file that Pagefind, made slow, has written, or behind it."""
    slow = tmp_path / "slow"
    real = pagefind_bin.get_executable()
    slow.write_text(f"""#!{sys.executable}
import shutil, subprocess, sys, time
from pathlib import Path
folder = Path(sys.argv[4])
made = Path({str(tmp_path)!r}) / ("made-" + folder.parent.name)
subprocess.run([{str(real)!r}, *sys.argv[1:4], str(made), *sys.argv[5:]], check=True)
for file in sorted(each for each in made.rglob("*") if each.is_file()):
    target = folder / file.relative_to(made)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    with open({str(tmp_path / "told")!r}, "a") as told:
        told.write("file\\n")
    time.sleep(0.01)
""")
    slow.chmod(0o755)
    program = KILLED.format(tests=str(Path(__file__).resolve().parents[1]), program=str(slow), shelf=str(desk.shelf))
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    told = tmp_path / "told"
    until = time.monotonic() + 30
    while process.poll() is None and not (told.exists() and told.read_text().count("\n") > 8 * moment):
        assert time.monotonic() < until
        time.sleep(0.002)
    process.kill()
    process.communicate()
    made = desk.made(found())
    assert [len([file for file in names(each) if file.startswith("fragment/")]) for each in made] == [3, 3, 3]
    for bundle in made:
        entry = json.loads((bundle.folder / "pagefind-entry.json").read_text())["languages"]["en"]
        assert entry["page_count"] == 3
        assert f"pagefind.{entry['hash']}.pf_meta" in names(bundle)


def test_where_nothing_can_be_kept_there_is_a_shelf_for_the_time_being(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with shelf_at(tmp_path / "file" / "search") as shelf:
        (made,) = Desk(shelf).made(found(["aid"]))
        assert (made.folder / "pagefind-entry.json").exists()
    assert not shelf.exists()
    with shelf_at(tmp_path / "new" / "search") as shelf:
        assert shelf == tmp_path / "new" / "search"
    assert list(shelf.iterdir()) == []

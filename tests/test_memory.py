"""A memory gives back what was put into it or nothing at all, and whatever befalls it costs only time."""

import marshal
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from projects import HERALD, SMALL, built, other, published_files, written
from projects import sitegen as command

import sitegen.build
import sitegen.rebuild
import sitegen.sheet_part
from sitegen.memory import NEVER, Memory, alone, digest, digest_of, sealed, unsealed, variant
from sitegen.pages.sheets import summary

VALUE = {"stories": ("flood", b"\x00\xff", None), "numbers": [1, -(2**70), 2.5, True], "": "\udce9 é 外"}


# --- Values -----------------------------------------------------------------------------------------------------------


def test_a_value_comes_back_as_it_was(tmp_path: Path) -> None:
    assert Memory(tmp_path).write("ledger", VALUE)
    assert Memory(tmp_path).read("ledger") == VALUE


def test_the_next_value_of_a_name_takes_the_place_of_the_last_one_and_of_no_other(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.write("ledger", 1)
    memory.write("stamp", 2)
    memory.write("ledger", 3)
    assert (memory.read("ledger"), memory.read("stamp")) == (3, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ledger", "stamp"]


def test_there_is_nothing_of_a_name_that_was_never_written_or_is_forgotten(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "not" / "there")
    assert memory.read("ledger") is None
    memory.write("ledger", VALUE)
    memory.forget("ledger")
    assert memory.read("ledger") is None
    memory.forget("ledger")


def wrongs(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Everything that a disk, a crash or another program can make of a sealed file."""
    yield from ((f"cut at {end}", data[:end]) for end in range(len(data)))
    yield from ((f"flipped at {at}", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) for at in range(len(data)))
    yield "longer", data + b"\0"
    yield "twice", data * 2
    yield "zeros", bytes(len(data))
    yield "foreign", b"site: mine\n"
    yield "of another version", data.replace(b"sitegen memory 1\n", b"sitegen memory 2\n")
    yield "sealed, but no value", sealed(b"no value")
    yield "sealed, but half a value", sealed(marshal.dumps(VALUE)[:-1])


def test_what_is_not_as_it_was_sealed_counts_as_forgotten(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.write("ledger", VALUE)
    file = tmp_path / "ledger"
    for what, data in wrongs(file.read_bytes()):
        file.write_bytes(data)
        assert memory.read("ledger") is None, what
    file.unlink()
    file.mkdir()
    assert memory.read("ledger") is None


def test_a_seal_holds_any_bytes() -> None:
    for payload in (b"", b"\n", b"a\nb", bytes(range(256)), sealed(b"within")):
        assert unsealed(sealed(payload)) == payload


def test_a_value_that_cannot_be_written_leaves_the_last_one_and_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(tmp_path)
    memory.write("ledger", "old")
    for step in ("write_bytes", "replace"):
        with monkeypatch.context() as broken:
            broken.setattr(Path, step, refused)
            assert not memory.write("ledger", "new")
        assert memory.read("ledger") == "old"
        assert [path.name for path in tmp_path.iterdir()] == ["ledger"]


def refused(*_: object, **__: object) -> None:
    raise OSError(28, "no space left on device")


# --- Objects ----------------------------------------------------------------------------------------------------------


def test_an_object_is_kept_under_its_digest(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    names = [memory.keep(data) for data in (b"one", b"", b"one")]
    assert names == [digest_of(b"one"), digest_of(b""), digest_of(b"one")]
    assert [Memory(tmp_path).kept(name) for name in names] == [b"one", b"", b"one"]
    assert memory.kept(digest_of(b"two")) is None


def test_an_object_that_was_damaged_is_lost_until_it_is_kept_again(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    name = memory.keep(b"one")
    (path,) = (path for path in tmp_path.rglob(name) if path.is_file())
    for data in (b"", b"on", b"onf", b"one "):
        path.write_bytes(data)
        assert memory.kept(name) is None
        assert memory.keep(b"one") == name
        assert memory.kept(name) == b"one"


def test_objects_that_nobody_needs_are_dropped_and_the_others_stay(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    one, two, three = (memory.keep(data) for data in (b"one", b"two", b"three"))
    memory.write("ledger", VALUE)
    memory.drop([one, "0" * 32])
    assert [memory.kept(name) for name in (one, two, three)] == [None, b"two", b"three"]
    memory.drop_all_but([three])
    assert [memory.kept(name) for name in (one, two, three)] == [None, None, b"three"]
    assert memory.read("ledger") == VALUE


def test_what_a_killed_build_left_half_written_is_removed_with_them(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    one = memory.keep(b"one")
    half = [tmp_path / ".ledger.123", tmp_path / "objects" / one[:2] / f".{one}.123"]
    for path in half:
        path.write_bytes(b"half")
    memory.drop_all_but([one])
    assert not [path for path in half if path.exists()]
    assert memory.kept(one) == b"one"


# --- Variants ---------------------------------------------------------------------------------------------------------


def test_memories_of_builds_with_other_options_are_kept_apart(tmp_path: Path) -> None:
    variant(tmp_path, "a" * 64).write("ledger", "one")
    variant(tmp_path, "b" * 64).write("ledger", "two")
    assert variant(tmp_path, "a" * 64).read("ledger") == "one"
    assert variant(tmp_path, "b" * 64).read("ledger") == "two"


def test_only_the_four_that_were_used_last_are_kept(tmp_path: Path) -> None:
    for age, key in enumerate("abcd"):
        folder = variant(tmp_path, key * 64).folder
        variant(tmp_path, key * 64).write("ledger", key)
        os.utime(folder, ns=(age, age))
    written(tmp_path, {"search/index": "", "trees/x": "", "lock": ""})
    variant(tmp_path, "e" * 64)
    assert [variant(tmp_path, key * 64).read("ledger") for key in "bcd"] == ["b", "c", "d"]
    assert not (tmp_path / f"build-{'a' * 16}").exists()
    assert (tmp_path / "search" / "index").is_file() and (tmp_path / "trees" / "x").is_file()


# --- A disk that refuses ----------------------------------------------------------------------------------------------


def test_the_time_is_that_of_the_disk(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "home")
    before = written(tmp_path, {"before": ""}) / "before"
    now = memory.now()
    assert before.stat().st_ctime_ns <= now
    after = written(tmp_path, {"after": ""}) / "after"
    assert now <= after.stat().st_ctime_ns
    assert list((tmp_path / "home").iterdir()) == []


@pytest.fixture(params=["a file above it", "a disk that is full"])
def unwritable(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a memory in which nothing can be written."""
    if request.param == "a file above it":
        return written(tmp_path, {"file": "a file"}) / "file" / "deep" / "home"
    monkeypatch.setattr(Path, "write_bytes", refused)
    return tmp_path / "home"


def test_a_memory_that_cannot_be_written_is_an_empty_one(unwritable: Path) -> None:
    with alone(unwritable):
        memory = variant(unwritable, "a" * 64)
        assert not memory.write("ledger", VALUE)
        assert memory.read("ledger") is None
        assert memory.kept(memory.keep(b"one")) is None
        assert memory.now() == NEVER
        memory.forget("ledger")
        memory.drop(["0" * 32])
        memory.drop_all_but([])


def test_without_a_memory_the_site_is_the_same(tmp_path: Path) -> None:
    known = written(tmp_path / "known", SMALL)
    unknown = written(tmp_path / "unknown", {**SMALL, ".sitegen": "a file"})
    for _ in range(2):
        for project in (known, unknown):
            run = command("build", "--no-search", project=project)
            assert (run.exit_code, run.stderr) == (0, "")
        assert other(published_files(known / "site"), published_files(unknown / "site")) == []
    assert (unknown / ".sitegen").read_text() == "a file"


REGISTERED = {**SMALL, "content/outlets.yml": "herald: {name: The Herald}\n"}
EDITED = {**REGISTERED, HERALD: SMALL[HERALD].replace("until further", "without further")}


@cache
def edited() -> dict[str, bytes]:
    with TemporaryDirectory() as project:
        return built(written(Path(project), EDITED)).files


@pytest.mark.parametrize("wrong", [b"", b"damaged", None], ids=["cut", "damaged", "gone"])
@pytest.mark.parametrize("what", ["ledger", "register", "objects/*/*", "record-*", "stamp"])
def test_whatever_befalls_a_file_of_the_memory_the_site_is_the_same(
    what: str, wrong: bytes | None, tmp_path: Path
) -> None:
    project = written(tmp_path, REGISTERED)
    command("build", "--no-search", project=project)
    damaged = [path for path in (project / ".sitegen").rglob(what) if path.is_file()]
    assert damaged, "this test no longer knows what the memory holds"
    for path in damaged:
        path.unlink()
        if wrong is not None:
            path.write_bytes(wrong)
    written(project, EDITED)
    (project / "site" / "index.html").unlink()
    run = command("build", "--no-search", project=project)
    assert (run.exit_code, run.stderr) == (0, "")
    assert other(published_files(project / "site"), edited()) == []


def test_what_another_version_of_sitegen_found_out_is_not_relied_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, place = written(tmp_path / "project", SMALL), tmp_path / "place"
    built(project, place=place)
    for part in (sitegen.build, sitegen.rebuild):
        monkeypatch.setattr(part, "program", lambda: "the next version")
    monkeypatch.setattr(sitegen.sheet_part, "summary", lambda name, entries: summary(name, (*entries, *entries)))
    assert other(built(project, place=place).files, built(project).files) == []


# --- One build at a time ----------------------------------------------------------------------------------------------

LOCKS = Path("/proc/locks")
HOLD = """
import sys
from pathlib import Path
from sitegen.memory import alone
with alone(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that builds in `tmp_path`, until its input is closed."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def waiting(folder: Path) -> subprocess.Popen[str]:
    """A process that wants to build too, once it stands before the door."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    until = time.monotonic() + 20
    while not re.search(rf"-> FLOCK .* {process.pid} ", LOCKS.read_text()):
        assert process.poll() is None, "it did not wait"
        assert time.monotonic() < until
        time.sleep(0.005)
    return process


@pytest.mark.skipif(not LOCKS.exists(), reason="there is no way to see that a process waits")
@pytest.mark.parametrize("end", ["ends", "is killed"])
def test_a_build_waits_for_another_one_until_it_ends_or_is_killed(
    end: str, holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    other = waiting(tmp_path)
    if end == "ends":
        assert holder.stdin is not None
        holder.stdin.close()
    else:
        holder.send_signal(signal.SIGKILL)
    assert other.communicate(timeout=20)[0] == "in\n"


def test_a_process_that_was_killed_holds_nothing_up(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    holder.kill()
    holder.wait()
    with alone(tmp_path):
        pass


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_different_texts_have_different_digests() -> None:
    lists = [(), ("",), ("", ""), ("a",), ("a", ""), ("", "a"), ("ab",), ("a", "b"), ("1:a",), ("a1:b",), ("é",)]
    assert len({digest(*each) for each in lists}) == len(lists)


def test_equal_texts_have_equal_digests_on_every_machine() -> None:
    assert digest("a", "é") == digest(b"a", "é".encode())
    assert digest("a", "é") == "7109eab322e40417f68c2324b32fc460"
    assert digest("\udce9") == digest(b"\xed\xb3\xa9"), "a name that is no UTF-8 has a digest too"

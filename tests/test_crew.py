"""Divided work gives what undivided work gives, whatever befalls a worker."""

import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import cast

import pytest

from sitegen import crew as crews
from sitegen.crew import WORTH, Crew, Errand, Helper, Place, Spool, can_fork

NAMES = [f"story-{number}" for number in range(5 * WORTH)]
SILENT: Callable[[int], None] = lambda done: None  # noqa: E731
Make = Callable[[str, Spool], object]


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own process may have threads that wait for orders, and are no danger."""
    monkeypatch.setattr(crews, "can_fork", lambda: True)


def spooled(name: str, spool: Spool) -> tuple[str, tuple[Place, ...]]:
    """A value, and bytes in the spool; no two are of one length."""
    return name.upper(), (spool.put(name.encode() * int(name[6:])), spool.put(b""))


def read(jobs: int, make: Make = spooled, names: list[str] = NAMES) -> dict[str, tuple[str, list[bytes]]]:
    with Crew(jobs) as crew:
        found = cast("dict[str, tuple[str, tuple[Place, ...]]]", crew.results(names, make, SILENT))
        return {name: (value, [crew.read(place) for place in places]) for name, (value, places) in found.items()}


ALL = {name: (name.upper(), [name.encode() * int(name[6:]), b""]) for name in NAMES}


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_the_results_are_the_same_for_any_number_of_processes(jobs: int) -> None:
    assert read(jobs) == ALL


def until_a_worker_has(done: Path) -> None:
    """Keeps this process from doing all of the work before a worker has begun."""
    end = time.monotonic() + 20
    while not done.exists():
        assert time.monotonic() < end, "nobody else works"
        time.sleep(0.002)


def first_by_a_worker(folder: Path, befalls: Callable[[str, Spool], object], at: int = 0) -> Make:
    """Something befalls a worker at its first piece, or a later one, before this process goes on."""
    parent = os.getpid()
    taken: list[str] = []

    def make(name: str, spool: Spool) -> object:
        if os.getpid() == parent:
            until_a_worker_has(folder / "begun")
            return spooled(name, spool)
        taken.append(name)
        if len(taken) > at:
            (folder / "begun").touch()
            befalls(name, spool)
        return spooled(name, spool)

    return make


def test_other_processes_really_work(tmp_path: Path) -> None:
    assert read(2, first_by_a_worker(tmp_path, lambda name, spool: None)) == ALL


@pytest.mark.parametrize("names", [NAMES[:0], NAMES[:1], NAMES[: 2 * WORTH - 1]])
def test_little_work_is_not_divided(names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("it was divided"))
    assert read(4, names=names) == {name: ALL[name] for name in names}


@pytest.mark.parametrize("at", [0, 1, 30])
@pytest.mark.parametrize("end", ["exit", "kill"])
def test_what_a_dying_worker_had_is_not_lost(end: str, at: int, tmp_path: Path) -> None:
    def dies(name: str, spool: Spool) -> None:
        spool.put(b"half")
        if end == "exit":
            os._exit(3)
        os.kill(os.getpid(), signal.SIGKILL)

    assert read(2, first_by_a_worker(tmp_path, dies, at)) == ALL


def test_what_a_dying_worker_told_it_had_also_put_into_its_spool(tmp_path: Path) -> None:
    """Long values reach the disk before short rows do."""
    make = first_by_a_worker(tmp_path, lambda name, spool: os.kill(os.getpid(), signal.SIGKILL), at=20)

    def long(name: str, spool: Spool) -> object:
        value, _ = cast("tuple[str, object]", make(name, spool))
        return value * 1000, (spool.put(name.encode()),)

    found = read(2, long)
    assert found == {name: (name.upper() * 1000, [name.encode()]) for name in NAMES}


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_what_cannot_be_made_is_raised_here_whoever_meets_it(jobs: int) -> None:
    def make(name: str, spool: Spool) -> object:
        if name == NAMES[-1]:
            raise LookupError(f"{name} cannot be made")
        return spooled(name, spool)

    with pytest.raises(LookupError, match=f"{NAMES[-1]} cannot be made"):
        read(jobs, make)


def test_a_worker_that_alone_meets_a_fault_is_no_fault(tmp_path: Path) -> None:
    def fails(name: str, spool: Spool) -> None:
        raise MemoryError

    assert read(2, first_by_a_worker(tmp_path, fails)) == ALL


def children() -> set[str]:
    return {pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}


def test_no_process_and_no_open_file_is_left(tmp_path: Path) -> None:
    before, processes = len(list(Path("/proc/self/fd").iterdir())), children()
    read(4)
    Errand(os.getpid).answer()
    with pytest.raises(LookupError):
        read(4, lambda name, spool: {}[name])  # type: ignore[index]
    assert children() <= processes
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_more_pieces_than_a_pipe_holds_are_all_made() -> None:
    names = [f"story-{number}" for number in range(3 * crews.MOST_TOKENS + 7)]
    with Crew(2) as crew:
        assert crew.results(names, lambda name, spool: name, SILENT) == {name: name for name in names}


def test_several_rounds_of_work_keep_their_spools_apart() -> None:
    with Crew(2) as crew:
        rounds = [
            crew.results(NAMES, lambda name, spool, number=number: spool.put(f"{name} {number}".encode()), SILENT)
            for number in range(3)
        ]
        for number, found in enumerate(rounds):
            for name in NAMES:
                assert crew.read(cast(Place, found[name])) == f"{name} {number}".encode()


def test_progress_is_told_up_to_the_end() -> None:
    told: list[int] = []
    with Crew(1) as crew:
        crew.results(NAMES, spooled, told.append)
    assert told == list(range(1, len(NAMES) + 1))


# --- Errands ----------------------------------------------------------------------------------------------------------


def test_an_errand_is_run_elsewhere_and_answered_as_often_as_it_is_asked() -> None:
    errand = Errand(os.getpid)
    assert errand.answer() == errand.answer() != os.getpid()


def test_an_answer_may_be_longer_than_a_pipe() -> None:
    where, text = cast("tuple[int, str]", Errand(lambda: (os.getpid(), "x" * 1_000_000)).answer())
    assert text == "x" * 1_000_000
    assert where != os.getpid()


@pytest.mark.parametrize("end", ["exit", "kill", "raise"])
def test_an_errand_that_fails_is_run_here(end: str) -> None:
    parent = os.getpid()

    def find() -> int:
        if os.getpid() != parent:
            if end == "raise":
                raise LookupError
            os.kill(os.getpid(), signal.SIGKILL) if end == "kill" else os._exit(3)
        return 7

    assert Errand(find).answer() == 7


def test_what_an_errand_raises_here_too_is_raised() -> None:
    with pytest.raises(LookupError):
        Errand(lambda: {}["x"]).answer()


# --- Helpers ----------------------------------------------------------------------------------------------------------


Helpers = Callable[[Callable[[int], object]], Helper]


@pytest.fixture
def helper() -> Iterator[Helpers]:
    """Makes a helper, and lets it go."""
    with ExitStack() as stack:

        def made(find: Callable[[int], object]) -> Helper:
            helper = Helper(find)
            stack.callback(helper.end)
            return helper

        yield made


def test_a_helper_begins_at_once_and_does_what_this_process_has_no_time_for(helper: Helpers, tmp_path: Path) -> None:
    done = tmp_path / "done"
    help_ = helper(lambda piece: (done.touch() if piece == 2 else None, os.getpid())[1])
    help_.lay((1, 2))
    while not done.exists():
        time.sleep(0.001)
    assert os.getpid() not in help_.found().values()


def test_this_process_takes_what_is_left(helper: Helpers) -> None:
    parent = os.getpid()
    help_ = helper(lambda piece: os.getpid() if os.getpid() == parent else time.sleep(0.05))
    help_.lay(range(100))
    assert list(help_.found().values()).count(parent) > 90


@pytest.mark.parametrize("forks", [True, False])
def test_pieces_can_be_laid_out_later_and_after_the_end(
    forks: bool, helper: Helpers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crews, "can_fork", lambda: forks)
    help_ = helper(lambda piece: piece * piece)
    help_.lay((1, 2))
    help_.lay((3,))
    assert help_.found() == help_.found() == {1: 1, 2: 4, 3: 9}
    help_.lay((4,))
    assert help_.found() == {1: 1, 2: 4, 3: 9, 4: 16}


def test_what_a_helper_fails_at_is_made_here(helper: Helpers) -> None:
    parent = os.getpid()
    help_ = helper(lambda piece: piece if os.getpid() == parent else os.kill(os.getpid(), signal.SIGKILL))
    help_.lay(range(50))
    time.sleep(0.01)
    assert help_.found() == {piece: piece for piece in range(50)}


def test_a_helper_that_nobody_needs_is_let_go() -> None:
    help_ = Helper(lambda piece: time.sleep(60))
    help_.lay((1,))
    began = time.monotonic()
    help_.end()
    assert time.monotonic() - began < 30


# --- Where it cannot be divided ---------------------------------------------------------------------------------------


def test_beside_other_threads_nothing_is_forked() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        end.set()
        thread.join()


def test_where_nothing_can_be_forked_one_process_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "can_fork", lambda: False)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("it was forked"))
    assert read(4) == ALL
    assert Errand(lambda: 7).answer() == 7


def test_cycles_are_searched_for_as_before_when_the_work_is_done() -> None:
    before = gc.get_threshold()
    with Crew(1):
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before

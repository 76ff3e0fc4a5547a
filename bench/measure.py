"""Run a command and say how long it took, its processor time, and what its whole process tree held and wrote.

It is a process of its own (`python measure.py RESULT LOG LIMIT COMMAND…`): on Linux a child's peak memory begins with
that of the process which started it, so the one that starts it has to be small. Needs /proc.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

INTERVAL = 0.1  # seconds between two looks at the memory of the tree
LIMIT = 600.0  # seconds, unless somebody says otherwise
TOO_LONG = 124  # how the launcher ends when the command did not
BLOCK = 512  # bytes in which the kernel counts what was written
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


class CommandError(RuntimeError):
    """A command did not end with 0."""


class TooLongError(RuntimeError):
    """Something was not done within the time limit."""


class Cost(NamedTuple):
    """Wall-clock and processor seconds; peak memory in bytes, shared pages counted once; bytes given to the disk."""

    seconds: float
    processor: float
    memory: int
    written: int = 0


def cost(command: list[str], folder: Path, environment: dict[str, str] | None = None, limit: float = LIMIT) -> Cost:
    """Run `command` in `folder`, with the disk quiet before it begins, until its last process has ended.

    Raises CommandError, with what it said last, and TooLongError after `limit` seconds.
    """
    result, log = folder.with_name(f"{folder.name}.cost.json"), folder.with_name(f"{folder.name}.log")
    os.sync()
    launcher = [sys.executable, "-S", "-I", __file__, str(result), str(log), str(limit), *command]
    done = subprocess.run(launcher, cwd=folder, env=os.environ | (environment or {}), stdin=subprocess.DEVNULL)
    if done.returncode == TOO_LONG:
        raise TooLongError(f"not within {limit:g} s")
    if done.returncode:
        said = log.read_text("utf-8", "replace")[-2000:]
        raise CommandError(f"{' '.join(command)}\nended with {done.returncode}:\n{said}")
    return Cost(*json.loads(result.read_text()))


def tree(root: int) -> list[int]:
    """`root` and the processes below it."""
    found, rest = [], [root]
    while rest:
        pid = rest.pop()
        found.append(pid)
        for thread in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                rest += map(int, thread.read_text().split())
            except OSError:
                continue  # ended meanwhile
    return found


def memory(root: int, *, without_root: bool = False) -> int:
    """Bytes that the tree holds now: the proportional set size, which counts a shared page once."""
    total = 0
    for pid in tree(root)[without_root:]:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def processor(root: int) -> float:
    """Processor seconds that the tree's living processes have used."""
    ticks = 0
    for pid in tree(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _launch(result: Path, log: Path, limit: float, command: list[str]) -> int:
    """What a command leaves running is adopted here and waited for: work put off is not work saved."""
    ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    peak, late, ended = 0, False, threading.Event()

    def look() -> None:
        nonlocal peak, late
        while not ended.wait(INTERVAL):
            peak = max(peak, memory(os.getpid(), without_root=True))
            if time.perf_counter() - began > limit:
                late = True
                for pid in tree(os.getpid())[1:]:
                    _end(pid)

    with log.open("wb") as out:
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        watcher = threading.Thread(target=look)
        watcher.start()
        status, largest, used, written = 1, 0, 0.0, 0
        while True:
            try:
                pid, code, usage = os.wait4(-1, 0)
            except ChildProcessError:
                break
            seconds = time.perf_counter() - began
            status = code if pid == child.pid else status
            largest = max(largest, usage.ru_maxrss * 1024)
            used += usage.ru_utime + usage.ru_stime
            written += usage.ru_oublock * BLOCK
    ended.set()
    watcher.join()
    if late:
        return TOO_LONG
    # What the kernel recorded is exact, but for one process; what was seen is the whole tree, but with gaps.
    result.write_text(json.dumps([seconds, used, max(peak, largest), written]))
    return os.waitstatus_to_exitcode(status)


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    sys.exit(abs(_launch(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), sys.argv[4:])))

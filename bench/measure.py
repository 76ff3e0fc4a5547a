"""Run a command and say how long it took, its processor time and the peak memory of its whole process tree.

It is a process of its own (`python measure.py RESULT LOG COMMAND…`): on Linux a child's peak memory begins with that of
the process which started it, so the one that starts it has to be small. Needs /proc.
"""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

INTERVAL = 0.1  # seconds between two looks at the memory of the tree


class CommandError(RuntimeError):
    """A command did not end with 0."""


class Cost(NamedTuple):
    """Wall-clock and processor seconds; peak memory in bytes, shared pages counted once."""

    seconds: float
    processor: float
    memory: int


def cost(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> Cost:
    """Run `command` in `folder`, with the disk quiet before it begins. Raises CommandError, with what it said last."""
    result, log = folder.with_name(f"{folder.name}.cost.json"), folder.with_name(f"{folder.name}.log")
    os.sync()
    launcher = [sys.executable, "-S", "-I", __file__, str(result), str(log), *command]
    done = subprocess.run(launcher, cwd=folder, env=os.environ | (environment or {}), stdin=subprocess.DEVNULL)
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


def memory(root: int) -> int:
    """Bytes that the tree holds now: the proportional set size, which counts a shared page once."""
    total = 0
    for pid in tree(root):
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


def _launch(result: Path, log: Path, command: list[str]) -> int:
    peak, ended = 0, threading.Event()

    def look(pid: int) -> None:
        nonlocal peak
        while not ended.wait(INTERVAL):
            peak = max(peak, memory(pid))

    with log.open("wb") as out:
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        watcher = threading.Thread(target=look, args=(child.pid,))
        watcher.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
    ended.set()
    watcher.join()
    # What the kernel recorded is exact, but for one process; what was seen is the whole tree, but with gaps.
    peak = max(peak, usage.ru_maxrss * 1024)
    result.write_text(json.dumps([seconds, usage.ru_utime + usage.ru_stime, peak]))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(abs(_launch(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])))

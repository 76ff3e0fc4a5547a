"""Rebuilds projects after all that can happen to them, with ever new numbers, until something goes wrong.

    python tests/soak.py [--minutes M] [--sequences N] [--number K] [--jobs J] [--fault NAME]

Without --minutes and --sequences it goes on until Ctrl-C. The first failure ends it: its steps are made as few and as
plain as possible, and printed with what came out. `--number K` repeats the ten sequences of one number.
"""

import argparse
import itertools
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from rebuilds.machine import Desk, builders, machine, run
from rebuilds.published import Mismatch
from rebuilds.reduce import Step, reduced, shown
from rebuilds.toys import FAULTS

SEQUENCES = 10  # from one number
AS_IT_IS = 4  # every fourth number is for the program as it is, the others for the small world
REPORT = 30.0  # seconds between two lines about how far it has come


class Failure(NamedTuple):
    number: int
    fault: str
    steps: tuple[Step, ...]
    text: str


@cache
def desk(small: bool, fault: str) -> type[Desk]:
    planted = builders([f"rebuilds.toys:plant:{fault}"], small=small) if fault else ()
    return machine(planted=planted, small=small, by_the_clock=True)


def soaked(number: int, fault: str) -> Failure | None:
    """The sequences of one number, in a worker."""
    try:
        run(desk(number % AS_IT_IS != 0, fault), number, SEQUENCES)
    except Mismatch as error:
        return Failure(number, fault, error.steps, str(error))
    return None


def main() -> int:
    arguments = parsed()
    first = random.randrange(10**9) if arguments.number is None else arguments.number
    count = 1 if arguments.number is not None else -(-arguments.sequences // SEQUENCES) if arguments.sequences else None
    until = time.monotonic() + arguments.minutes * 60 if arguments.minutes else float("inf")
    print(f"from number {first} on, in {arguments.jobs} processes", flush=True)
    # A worker is not forked, for it will itself start processes that fork.
    pool = ProcessPoolExecutor(arguments.jobs, multiprocessing.get_context("spawn"))
    try:
        failure = soak(pool, itertools.islice(itertools.count(first), count), arguments.fault, arguments.jobs, until)
    except KeyboardInterrupt:
        failure = None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if failure is None:
        return 0
    explain(failure)
    return 1


def soak(pool: ProcessPoolExecutor, numbers: Iterator[int], fault: str, jobs: int, until: float) -> Failure | None:
    """Until the first failure, the last number or the end of the time."""
    began = said = time.monotonic()
    done = 0
    going: set[Future[Failure | None]] = set()
    while True:
        if time.monotonic() < until:
            for number in itertools.islice(numbers, jobs - len(going)):
                going.add(pool.submit(soaked, number, fault))
        if not going:
            break
        ended, going = wait(going, timeout=1, return_when=FIRST_COMPLETED)
        for each in ended:
            failure = each.result()
            if failure is not None:
                report(done, began)
                return failure
            done += SEQUENCES
        if time.monotonic() - said > REPORT:
            said = time.monotonic()
            report(done, began)
    report(done, began)
    return None


def report(done: int, began: float) -> None:
    minutes = (time.monotonic() - began) / 60
    print(f"{done:,} sequences in {minutes:.1f} minutes: {done / minutes:.0f} a minute", flush=True)


def explain(failure: Failure) -> None:
    """Print the steps, as few as possible, and what came out."""
    again = f"--number {failure.number}" + (f" --fault '{failure.fault}'" if failure.fault else "")
    print(f'\nIt goes wrong. Again: make soak ARGS="{again}"\n\n{shown(failure.steps)}\n\n{failure.text}\n')
    print("Looking for fewer steps ...", flush=True)
    try:
        steps, error = reduced(desk(failure.number % AS_IT_IS != 0, failure.fault), failure.steps, print)
    except AssertionError as reason:
        print(reason)
        return
    print(f"\n{shown(steps)}\n\n{error}")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--sequences", type=int)
    parser.add_argument("--number", type=int)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--fault", choices=list(FAULTS), default="", help="build with a fault, to see it found")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

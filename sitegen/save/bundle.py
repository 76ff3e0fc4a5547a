"""Search bundles on a shelf of the project: each made once, and taken from there as long as its records do not change.

A bundle appears on the shelf whole, in one step, in a folder that is named by the key of what it was made from. What a
killed process leaves behind has another name. What was damaged since is noticed by the stamps of its files, and proved
by their digests: a published folder may share the files, and somebody may write into them there.
"""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import IO, NamedTuple

from sitegen.memory import digest_of
from sitegen.model.noun import noun
from sitegen.model.page import Record
from sitegen.save.files import Files, files_of, pairs_of
from sitegen.save.groups import Group
from sitegen.save.search import PROGRAM, finish, save_pages, started

BUNDLE, SEAL = "bundle", "seal"  # what the folder of a key holds
CLAIMS = "claims"
CLAIMANTS = 8  # whose bundles are kept: a publication's, one with drafts, a preview's, and so on
LOOK = 0.003  # seconds between two looks at the processes under way

Records = Callable[[str], Iterable[Record]]  # of a part, by its id


class Ended(Exception):  # noqa: N818 - says what is the case
    """The bundles are not wanted any more."""


@noun
class Bundle:
    """A finished bundle: `files` in `folder` are to be published at `place` below pagefind/."""

    place: str
    folder: Path
    files: Files


def bundles(
    wanted: Sequence[Group],
    records: Records,
    language: str,
    shelf: Path,
    claimant: str,
    *,
    workers: int = 1,
    others: Iterable[Group] = (),
    sound: dict[str, Files] | None = None,
    is_over: Callable[[], bool] = lambda: False,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Bundle, ...]:
    """The bundles of the `wanted` groups, in their order; those that are not on the shelf are made.

    `records` is asked part by part, for one group at a time; `workers` is how many Pagefinds may be at work. `claimant`
    names whom they are for, such as "preview": what it wanted this time and the last time stays on the shelf, and what
    `others` of its groups have. Only one process at a time may come under the same name. `tell` hears how many bundles
    are there. Whoever comes again and again may keep `sound`, the bundles that were whole when they were looked at, by
    their keys: they are not looked at again. Raises SearchFailed, OSError; Ended as soon as `is_over`.
    """
    known = sound if sound is not None else {}
    with _desk(shelf, claimant) as desk:
        _claim(shelf, claimant, [each.key for each in (*wanted, *others)])
        for key in [key for key in known if not (shelf / key / SEAL).exists()]:
            del known[key]
        missing = {each.key: each for each in wanted if each.key not in known and not _is_sound(shelf / each.key)}
        done = len(wanted) - len(missing)
        tell(done, len(wanted))
        pages = [shelf / f".pages-{claimant}-{number}" for number in range(workers + 1)]
        for group in _made(missing.values(), records, language, desk, pages, is_over):
            _put(desk, group.key, shelf)
            done += 1
            tell(done, len(wanted))
        _clear(shelf, desk)
    for each in wanted:
        if each.key not in known:
            known[each.key] = _sealed(shelf / each.key)[1]
    for key in known.keys() - {each.key for each in wanted}:
        del known[key]
    return tuple(_bundle(each, shelf / each.key / BUNDLE, known[each.key]) for each in wanted)


def listing(groups: Iterable[Group], fresh: Mapping[str, object] | None = None) -> bytes:
    """The file `pagefind/bundles.json`, which tells search.js where the bundles are; the first one leads.

    `fresh` names those of them that alone are right about some stories, and the filters of these.
    """
    listed: dict[str, object] = {"bundles": [each.place for each in groups]}
    return (json.dumps({**listed, "fresh": fresh} if fresh else listed) + "\n").encode()


@contextlib.contextmanager
def shelf_at(folder: Path) -> Iterator[Path]:
    """`folder` as a shelf; where nothing can be kept, one that is gone at the end."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        Path(tempfile.mkdtemp(dir=folder)).rmdir()
    except OSError:
        with tempfile.TemporaryDirectory(prefix="sitegen-search-", ignore_cleanup_errors=True) as place:
            yield Path(place)
    else:
        yield folder


# ---- Making


class _Run(NamedTuple):
    """A Pagefind at work."""

    number: int
    group: Group
    process: subprocess.Popen[bytes]
    pages: Path
    complaints: IO[bytes]


def _made(
    groups: Iterable[Group], records: Records, language: str, desk: Path, free: list[Path], is_over: Callable[[], bool]
) -> Iterator[Group]:
    """Every group, each when its bundle lies on the desk. The pages of the next one are written meanwhile.

    The pages lie in folders that are `free`, and stay there: to write over files is quicker than to make them.
    """
    runs: list[_Run] = []
    workers = len(free) - 1
    try:
        for group in groups:
            pages = free.pop()
            try:
                save_pages(_records_of(group, records), pages)
            except OSError:  # something else lies there
                _put_aside(pages, desk)
                save_pages(_records_of(group, records), pages)
            while len(runs) >= workers:
                ended = _next_ended(runs, desk, is_over)
                free.append(ended.pages)
                yield ended.group
            complaints = tempfile.TemporaryFile(dir=desk)  # noqa: SIM115 - closed with the run
            number = next(each for each in count() if each not in {run.number for run in runs})
            process = started(pages, language, desk / group.key / BUNDLE, complaints, number)
            runs.append(_Run(number, group, process, pages, complaints))
        while runs:
            yield _next_ended(runs, desk, is_over).group
    finally:
        for run in runs:
            run.process.kill()
            run.process.wait()
            run.complaints.close()


def _records_of(group: Group, records: Records) -> Iterator[Record]:
    return (record for part in group.parts for record in records(part))


def _next_ended(runs: list[_Run], desk: Path, is_over: Callable[[], bool]) -> _Run:
    while True:
        if is_over():
            raise Ended
        for run in runs:
            if run.process.poll() is not None:
                runs.remove(run)
                with run.complaints:
                    finish(run.process, desk / run.group.key / BUNDLE, run.complaints)
                return run
        time.sleep(LOOK)


@contextlib.contextmanager
def _desk(shelf: Path, claimant: str) -> Iterator[Path]:
    """A folder to work in. What a killed process of that name has left is removed; it may still be writing there."""
    shelf.mkdir(parents=True, exist_ok=True)
    for left in shelf.glob(f".desk-{claimant}-*"):
        shutil.rmtree(left, ignore_errors=True)
    desk = Path(tempfile.mkdtemp(dir=shelf, prefix=f".desk-{claimant}-"))
    try:
        yield desk
    finally:
        shutil.rmtree(desk, ignore_errors=True)


# ---- The shelf


def _put(desk: Path, key: str, shelf: Path) -> None:
    """Seal what lies on the desk, and put it in its place, which something damaged may have taken."""
    made, place = desk / key, shelf / key
    _seal(made, _digests(made / BUNDLE))
    try:
        made.rename(place)
    except OSError:
        _put_aside(place, desk)
        made.rename(place)


def _put_aside(path: Path, desk: Path) -> None:
    """What is on the desk is gone in the end."""
    with contextlib.suppress(FileNotFoundError):
        path.rename(desk / f"aside-{path.name}")


def _is_sound(kept: Path) -> bool:
    """Whether every file is as it was. Their bytes are read only if a stamp is another one, as in a copy."""
    try:
        stamps, files = _sealed(kept)
        if _stamps(kept / BUNDLE) == stamps:
            return True
        if _digests(kept / BUNDLE) != files:
            return False
    except (OSError, ValueError, TypeError):
        return False
    with contextlib.suppress(OSError):
        _seal(kept, files)
    return True


def _seal(folder: Path, files: Files) -> None:
    _replace(folder / SEAL, json.dumps([_stamps(folder / BUNDLE), *files]))


def _sealed(folder: Path) -> tuple[str, Files]:
    """The stamps of a bundle's files, and the files. Raises OSError, ValueError, TypeError."""
    stamps, paths, values = json.loads((folder / SEAL).read_text(encoding="utf-8"))
    return str(stamps), (str(paths), str(values))


def _stamps(bundle: Path) -> str:
    """Names, sizes and times of all files, as a digest."""
    seen = ((path, entry.stat(follow_symlinks=False)) for path, entry in _files(bundle))
    return sha256(
        repr([(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for path, stat in seen]).encode()
    ).hexdigest()


def _digests(bundle: Path) -> Files:
    return files_of((path, digest_of(Path(entry.path).read_bytes())) for path, entry in _files(bundle))


def _bundle(group: Group, folder: Path, files: Files) -> Bundle:
    if not group.leads:
        files = files_of(each for each in pairs_of(files) if not each[0].startswith(PROGRAM))
    return Bundle(place=group.place, folder=folder, files=files)


def _files(folder: Path) -> list[tuple[str, "os.DirEntry[str]"]]:
    """Every file below a folder, by its path there, sorted."""
    found = []
    places = [("", os.fspath(folder))]
    while places:
        above, place = places.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    places.append((f"{above}{entry.name}/", entry.path))
                else:
                    found.append((above + entry.name, entry))
    return sorted(found, key=lambda each: each[0])


def _claim(shelf: Path, claimant: str, keys: list[str]) -> None:
    """Say which bundles must stay for whom: these, and those of the last time."""
    (shelf / CLAIMS).mkdir(exist_ok=True)
    claim = shelf / CLAIMS / claimant
    former = _claimed(claim)
    _replace(claim, json.dumps(former if former[:1] == [keys] else [keys, *former[:1]]))


def _claimed(claim: Path) -> list[list[str]]:
    try:
        found = json.loads(claim.read_text(encoding="utf-8"))
        return [[str(key) for key in keys] for keys in found]
    except (OSError, ValueError, TypeError):
        return []


def _clear(shelf: Path, desk: Path) -> None:
    """Take off the shelf what nobody claims; a disk that refuses has something more on it."""
    with contextlib.suppress(OSError):
        claims = sorted((shelf / CLAIMS).iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)
        kept = {CLAIMS, desk.name}
        for claim in claims[:CLAIMANTS]:
            kept.update(key for keys in _claimed(claim) for key in keys)
            kept.update(each.name for each in shelf.glob(f".*-{claim.name}-*"))
        for claim in claims[CLAIMANTS:]:
            claim.unlink()
        for number, each in enumerate(each for each in shelf.iterdir() if each.name not in kept):
            each.rename(desk / f"unclaimed-{number}")


def _replace(file: Path, text: str) -> None:
    """Write a file that is whole at any moment."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)

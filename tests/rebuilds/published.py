"""What may lie in an output folder before, during and after a build."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rebuilds.builder import Ran
from rebuilds.fork_server import CRASH
from rebuilds.reference import Clean
from rebuilds.trees import BOOKKEEPING, Tree, digests, for_readers, tree


class Mismatch(AssertionError):  # noqa: N818 - says what is the case
    """A build did not give what a clean build gives. `steps` led there."""

    steps: tuple[tuple[str, dict[str, Any]], ...] = ()


@dataclass
class Output:
    """An output folder. `own` are the files that the builder made there, as far as its notes in it are still there.

    `perhaps` are those that it made before its notes there were lost: it may know them from elsewhere, or not.
    """

    folder: Path
    own: frozenset[str] = frozenset()
    perhaps: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """What a build has to come to. `messages` is None where a refusal is worded freely."""

    before: Tree
    after: Tree
    codes: frozenset[int]
    messages: str | None
    own: frozenset[str]
    publishes: bool = False


def outcome(output: Output, clean: Clean) -> Outcome:
    """What a build must make of the folder as it is now."""
    before = tree(output.folder)
    if clean.site is None:
        return Outcome(before, before, frozenset({clean.code}), clean.messages, output.own)
    foreign = {
        path: data for path, data in before.items() if path not in output.own and not path.startswith(BOOKKEEPING)
    }
    if any(clean.site.get(path, data) != data for path, data in foreign.items()):
        return Outcome(before, before, frozenset({2}), None, output.own)
    if folders(foreign) & clean.site.keys() or folders(clean.site) & foreign.keys():
        return Outcome(before, before, frozenset({1, 2}), None, output.own)
    own = frozenset(clean.site)
    return Outcome(before, foreign | clean.site, frozenset({clean.code}), clean.messages, own, publishes=True)


def compare(wanted: Outcome, output: Output, ran: Ran) -> None:
    """Nothing got in the way of this build: it has to be as if made from nothing."""
    _refuse_crash(ran)
    if ran.code not in wanted.codes:
        raise Mismatch(f"exit code {ran.code} instead of {sorted(wanted.codes)}\n{ran.messages}")
    if wanted.messages is not None and ran.messages != wanted.messages:
        raise Mismatch("other messages\n" + _difference(wanted.messages, ran.messages))
    found = tree(output.folder)
    if found != wanted.after:
        raise Mismatch("another site\n" + different(wanted.after, found))
    look_back(wanted, ran)
    if wanted.publishes:
        output.own, output.perhaps = wanted.own, frozenset()


def compare_disturbed(wanted: Outcome, output: Output, ran: Ran) -> None:
    """The build was killed, or met a disk that refused: it may have done all or nothing, and has to say which."""
    _refuse_crash(ran)
    found = tree(output.folder)
    is_before, is_after = (for_readers(found) == for_readers(each) for each in (wanted.before, wanted.after))
    if not is_before and not is_after:
        raise Mismatch(
            "readers find neither the site before nor the new one\n"
            f"as against the one before:\n{different(for_readers(wanted.before), for_readers(found))}\n"
            f"as against the new one:\n{different(for_readers(wanted.after), for_readers(found))}"
        )
    if ran.code == 0 and not is_after:
        raise Mismatch("the build says that all is well, but the site is the one before")
    if is_after and (not is_before or _bookkeeping(found) == _bookkeeping(wanted.after)):
        output.own = wanted.own
    look_back(wanted, ran)


def compare_beside(first: Outcome, second: Outcome, output: Output, one: Ran, two: Ran, *, killed: bool) -> None:
    """Two builds went on at once, and perhaps the first was killed: the folder is wholly what one of them makes.

    One may give way to the other, as long as it says so; not both.
    """
    for ran in (one, two):
        _refuse_crash(ran)
    did = [wanted for wanted, ran in ((first, one), (second, two)) if ran.code in wanted.codes]
    if not did and not killed:
        raise Mismatch(f"neither build did its work: {one.code} {one.messages}\n{two.code} {two.messages}")
    made = [wanted for wanted in did if wanted.publishes]
    if killed and second not in made:
        allowed = [first, second]  # the one that died may have been done
    else:
        allowed = made or [first]
    found = for_readers(tree(output.folder))
    for wanted in allowed:
        if found == for_readers(wanted.after):
            output.own = wanted.own
            return
    if killed and second not in made and found == for_readers(first.before):
        return
    raise Mismatch(
        "readers find what neither of the two builds makes"
        f" ({one.code}, {two.code})\n{different(for_readers(allowed[-1].after), found)}"
    )


def look_back(wanted: Outcome, ran: Ran) -> None:
    """At every moment of the build readers found one whole site."""
    allowed = [digests(for_readers(each)) for each in (wanted.before, wanted.after)]
    for seen in ran.seen:
        if isinstance(seen, str):
            if not seen.startswith(BOOKKEEPING):
                raise Mismatch(f"{seen} was written in place, where readers could find it half written")
            continue
        there = {path: data for path, data in seen.items() if not path.startswith(BOOKKEEPING)}
        if there not in allowed:
            other = min(allowed, key=lambda each: len(each.items() ^ there.items()))
            raise Mismatch(f"for a moment readers found neither site: {sorted(other.items() ^ there.items())[:6]}")


def listed(site: Tree) -> frozenset[str]:
    """The files that the builder's list in the folder names."""
    lists = [data for data in _bookkeeping(site).values() if isinstance(data, bytes)]
    names = {line for data in lists for line in data.decode("utf-8", "replace").splitlines()}
    return frozenset(path for path in site if path in names or path.startswith(BOOKKEEPING))


def folders(paths: Iterable[str]) -> frozenset[str]:
    """Every folder above one of the paths."""
    return frozenset(str(folder) for path in paths for folder in Path(path).parents if str(folder) != ".")


def different(wanted: Tree, found: Tree) -> str:
    """The first things in which two folders differ."""
    lines = []
    for path in sorted(path for path in wanted.keys() | found.keys() if wanted.get(path) != found.get(path)):
        if path not in found:
            lines.append(f"{path} is missing")
        elif path not in wanted:
            lines.append(f"{path} should not be there")
        else:
            lines.append(f"{path} differs:\n{_difference(_text(wanted[path]), _text(found[path]))}")
    more = [f"and {len(lines) - 5} more"] if len(lines) > 5 else []
    return "\n".join([*lines[:5], *more])


def _bookkeeping(site: Tree) -> Tree:
    return {path: data for path, data in site.items() if path.startswith(BOOKKEEPING)}


def _refuse_crash(ran: Ran) -> None:
    if ran.code == CRASH or "Traceback (most recent call last)" in ran.messages:
        raise Mismatch(f"the build crashed:\n{ran.messages}")


def _text(data: bytes | str) -> str:
    return data if isinstance(data, str) else data.decode("utf-8", "backslashreplace")


def _difference(wanted: str, found: str) -> str:
    lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), "clean", "found", n=0, lineterm="")
    return "\n".join(line[:300] for line in list(lines)[:12])

"""`redirects.yml` and `addresses.txt`: where pages have moved, and which addresses were promised to keep."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sitegen.load.faults import Page, closest
from sitegen.load.yaml_tree import Fault, Place, tree
from sitegen.model.noun import noun
from sitegen.model.problem import Origin, Problem
from sitegen.model.redirects import Redirect, kind_of, present, ways
from sitegen.model.terms import INDEXES

Problems = tuple[Problem, ...]
Pairs = tuple[tuple[str, str], ...]  # old address, new address
ADDRESS_HINT = (
    "write it from the root of the site, with a slash at the end: stories/flood/ or stories/flood/claims/bridge/"
)


@noun
class Recorded:
    """The lines of `addresses.txt`, comments included; `path` is "" where there is no such file."""

    path: str = ""
    lines: tuple[str, ...] = ()


class Kept(NamedTuple):
    """Where a page leads on, (old, new) in the order of the old addresses; and what is wrong."""

    moves: Pairs = ()
    problems: Problems = ()


def redirects(path: str, text: str) -> tuple[tuple[Redirect, ...], Problems]:
    """`redirects.yml`. An entry that is faulty is left out."""
    page = Page(path, tree(text))
    faults = [fault for fault in page.tree.faults if fault.code != "cut-by-comment"]  # no address holds a " #"
    values: Any = page.tree.value
    if values is not None and not isinstance(values, dict):
        faults.append(Fault((), "wrong-type", "the file must be a mapping of old addresses to new ones"))
    found = []
    for old, new in values.items() if isinstance(values, dict) else ():
        fault = _fault(old, new, page.tree.place((old,), key=True))
        if fault is not None:
            faults.append(fault)
        else:
            found.append(Redirect(old=old, new=new, origin=page.origin((old,), key=True)))
    led = ways(found)
    for each in found:
        if not present(each.old, led):
            message, place = f"the redirects of {each.old} lead in a circle", page.tree.place((each.old,), key=True)
            faults.append(Fault((each.old,), "redirect-loop", message, "take out the line that leads back", place))
    good = tuple(each for each in found if present(each.old, led))
    return good, tuple(map(page.problem, faults))


def kept(pages: Collection[str], moved: tuple[Redirect, ...], recorded: Recorded, faulty: Collection[str]) -> Kept:
    """Where the redirects lead on a site that has these `pages`, and which recorded addresses are lost.

    What lies below a story of which something is `faulty` is not missed: that something of it is left out is said.
    """
    led = ways(each for each in moved if each.old not in pages and each.old != each.new)
    problems = [problem for each in moved if (problem := _wrong_end(each, pages, led, faulty))]
    lost = _missing(pages, recorded)
    old = {each.old for each in moved} | {address for _, address in lost} | set(_counterparts(pages, led))
    moves = tuple((each, now) for each in sorted(old) if each not in pages and (now := present(each, led)) in pages)
    found = {each for each, _ in moves}
    left = {address: line for line, address in lost if address not in found and not _is_excused(address, faulty)}
    problems += _losses(left, recorded.path)
    return Kept(moves, tuple(problems))


def by_story(moved: Iterable[Redirect]) -> dict[str, Pairs]:
    """The redirects that concern each story: from former pages of it, and to it by whatever name it had, in order."""
    led = ways(moved)
    found: dict[str, list[tuple[str, str]]] = {}
    for old, new in led.items():
        for address in dict.fromkeys((_story_of(old), _story_of(present(old, led)))):
            if kind_of(address) == "story":
                found.setdefault(address.split("/")[1], []).append((old, new))
    return {story: tuple(pairs) for story, pairs in found.items()}


def moves_in(story: str, concerning: Pairs) -> Pairs:
    """Where pages of a story that is there have moved in it, of the redirects that concern it."""
    own = f"stories/{story}/"
    led = {old: new for old, new in concerning if old != own}
    return tuple((old, present(old, led)) for old, new in led.items() if old.startswith(own) and old != new)


def _fault(old: str, new: object, place: Place) -> Fault | None:
    """`place` is that of the old address."""
    if not kind_of(old):
        message = f'"{old}" is not the address of a page that can move'
        return Fault((old,), "bad-address", message, ADDRESS_HINT, place)
    if not isinstance(new, str) or not (kind_of(new) or (new.rstrip("/") in INDEXES and new.endswith("/"))):
        shown = f'"{new}"' if isinstance(new, str) else "no text"
        return Fault((old,), "bad-address", f"{old} leads to {shown}, which is not an address", ADDRESS_HINT)
    return None


def _wrong_end(
    moved: Redirect, pages: Collection[str], led: Mapping[str, str], faulty: Collection[str]
) -> Problem | None:
    """What is wrong with where a redirect begins or ends."""
    now, at = present(moved.old, led), moved.origin
    if moved.old in pages:
        if moved.old == moved.new:
            return None
        message = f"{moved.old} leads to {moved.new}, but there is a page at {moved.old} too"
        hint = "take the line out, or rename what stands there"
        return Problem(origin=at, code="redirect-from-page", message=message, hint=hint)
    story = _story_of(moved.old)
    if kind_of(moved.old) in ("article", "claim") and story in pages and not now.startswith(story):
        message = f"{moved.old} leads out of a story that is there"
        hint = f"lead to another page of it, or to {story}"
        return Problem(origin=at, code="bad-address", message=message, hint=hint)
    if now in pages or _is_excused(now, faulty):
        return None
    message = f"{moved.old} leads to {now}, where no page is published"
    near = closest(now, sorted(each for each in pages if kind_of(each) == kind_of(now)))
    hint = near or "correct the address, or take the line out"
    return Problem(origin=at, code="redirect-to-nowhere", message=message, hint=hint)


def _counterparts(pages: Collection[str], led: Mapping[str, str]) -> Iterator[str]:
    """The former addresses of all that lies, or lay, below the present address of a story that has moved."""
    former = [old for old in led if kind_of(old) == "story"]
    below: dict[str, set[str]] = {}
    for address in (*pages, *led) if former else ():
        story = _story_of(address)
        below.setdefault(story, set()).add(address[len(story) :])
    for old in former:
        now = old
        while now in led:  # no redirect that leads in a circle is among them
            now = led[now]
            yield from (old + rest for rest in below.get(now, ()))


def _story_of(address: str) -> str:
    """The story that a page is one of; its first two steps in any case."""
    return "/".join(address.split("/")[:2]) + "/"


def _missing(pages: Collection[str], recorded: Recorded) -> list[tuple[int, str]]:
    """Recorded addresses at which there is no page, each with its line."""
    return [
        (number, line.strip())
        for number, line in enumerate(recorded.lines, 1)
        if line not in pages and line.strip() and not line.startswith("#") and line.strip() not in pages
    ]


def _losses(left: Mapping[str, int], path: str) -> Iterator[Problem]:
    """A problem for each address that is lost; others that went with it are counted there."""
    groups: dict[str, list[str]] = {}
    for address in left:
        groups.setdefault(_group(address, left), []).append(address)
    for group, its in groups.items():
        address = group if group in its else its[0]
        origin = Origin(path=path, line=left[address])
        if not kind_of(address):
            message = f'"{address}" is not the address of a page that keeps'
            yield Problem(origin=origin, code="bad-address", message=message, hint=ADDRESS_HINT)
            continue
        where = "below it" if group == address else f"of {group}"
        more = f", nor {'are' if len(its) > 2 else 'is'} {len(its) - 1} {where}" if len(its) > 1 else ""
        message = f"{address} was published, and is not part of the site any more{more}"
        hint = (
            "rename with `sitegen mv`, or write in redirects.yml where it is now; "
            "delete the line if the address may lead nowhere"
        )
        yield Problem(origin=origin, code="lost-address", message=message, hint=hint)


def _group(address: str, left: Mapping[str, int]) -> str:
    """What an address is lost with: its story, all outlets, all people; else by itself."""
    kind, name, *_ = f"{address}/".split("/")
    if kind in ("outlets", "people"):
        return f"{kind}/"
    story = f"{kind}/{name}/"
    return story if story in left else address


def _is_excused(address: str, faulty: Collection[str]) -> bool:
    """Whether the page may be missing because of a mistake that is told elsewhere."""
    if not faulty:
        return False
    kind, _, name = address.rstrip("/").partition("/")
    return name.partition("/")[0] in faulty if kind == "stories" else kind in ("outlets", "people")

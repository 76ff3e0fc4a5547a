"""What can be used of a file that has mistakes: the smallest faulty part is left out, and the rest stands."""

from typing import Any, NamedTuple, TypeVar

from sitegen.load.faults import Page, shaped
from sitegen.load.shapes import Shape
from sitegen.model.problem import Problem

S = TypeVar("S", bound=Shape)


class Usable(NamedTuple):
    """A shape, or None when the whole file is unusable; `places` leads from the items of a list to where they were."""

    shape: Any
    places: dict[str, tuple[int, ...]]
    faulty: dict[str, frozenset[str]]  # the keys of mappings that were left out
    problems: tuple[Problem, ...]


def usable(page: Page, shape: type[S], parts: tuple[str, ...]) -> Usable:
    """The file as `shape`. A fault inside an item of one of the `parts` costs that item; any other costs the file."""
    value = page.tree.value
    found, faults = shaped(value, shape)
    every = (*page.tree.faults, *faults)
    problems = tuple(map(page.problem, every))
    paths = [fault.path for fault in every if fault.severity == "error"]
    if not paths and isinstance(value, dict):
        places = {part: tuple(range(len(value[part]))) for part in parts if isinstance(value.get(part), list)}
        return Usable(found, places, {}, problems)
    if not isinstance(value, dict) or any(len(path) < 2 or path[0] not in parts for path in paths):
        return Usable(None, {}, {}, problems)
    bad = {(path[0], path[1]) for path in paths}
    places = {}
    faulty = {}
    kept = dict(value)
    for part in parts:
        items = value.get(part)
        if isinstance(items, list):
            places[part] = tuple(index for index in range(len(items)) if (part, index) not in bad)
            kept[part] = [items[index] for index in places[part]]
        elif isinstance(items, dict):
            faulty[part] = frozenset(str(key) for key in items if (part, key) in bad)
            kept[part] = {key: item for key, item in items.items() if (part, key) not in bad}
    found, _ = shaped(kept, shape)
    return Usable(found, places, faulty, problems)

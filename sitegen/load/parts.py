"""What can be used of a file that has mistakes: the smallest faulty part is left out, and the rest stands."""

from typing import Any, NamedTuple, TypeVar

from sitegen.load.faults import Page, shaped
from sitegen.load.shapes import Shape
from sitegen.load.yaml_tree import Fault, Marks, Path, Place
from sitegen.model.problem import Problem

S = TypeVar("S", bound=Shape)


class Usable(NamedTuple):
    """A shape, or None when nothing can be made of the file; `places` says where the items of a list were before."""

    shape: Any
    places: dict[str, tuple[int, ...]]
    faulty: dict[str, frozenset[str]]  # the keys of mappings that were left out
    problems: tuple[Problem, ...]
    lost: bool = False  # the file may not be published; its shape serves only to find its other mistakes


def left_open(page: Page, *paths: Path) -> tuple[Problem, ...]:
    """Keys that decide what is published, and were left without a value: nobody may guess what was meant."""
    found = []
    for path in paths:
        marks: Marks | Place | None = page.tree.marks
        value: Any = page.tree.value
        for step in path:
            marks = marks.children.get(step) if isinstance(marks, Marks) else None
            value = value.get(step) if isinstance(value, dict) else None
        if marks is not None and value is None:
            hint = "give it a value, or take the key out"
            found.append(page.problem(Fault(path, "empty-field", f"{'.'.join(map(str, path))} has no value", hint)))
    return tuple(found)


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
    if not isinstance(value, dict):
        return Usable(None, {}, {}, problems)
    lost = [path for path in paths if len(path) < 2 or path[0] not in parts]
    bad = {(path[0], path[1]) for path in paths if path not in lost}
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
    if lost:
        kept = _mended(kept, lost)
        places = {part: indexes for part, indexes in places.items() if part in kept}
    found, _ = shaped(kept, shape)
    return Usable(found, places, faulty, problems, lost=bool(lost))


def _mended(value: dict[str, Any], lost: list[Path]) -> dict[str, Any]:
    """The values without the faulty ones, and with a stand-in for a title: enough to look for further mistakes."""
    kept = {"title": "untitled", **value}
    for path in lost:
        inner = kept.get(str(path[0])) if path else None
        if len(path) > 1 and isinstance(inner, dict):
            kept[str(path[0])] = {key: each for key, each in inner.items() if key != path[1]}
        elif path:
            kept.pop(str(path[0]), None)
    return {"title": "untitled", **kept}

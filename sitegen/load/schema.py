"""The JSON Schema of front matter, from the same definition that validates it."""

from collections.abc import Iterator
from typing import Any

from sitegen.load.fields import Kind, Reading, kind_of, readings
from sitegen.load.shapes import (
    ArticleShape,
    Identifier,
    OutletShape,
    PageShape,
    PersonShape,
    SettingsShape,
    Shape,
    StepShape,
    StoryShape,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHAPES: dict[str, Any] = {
    "article": ArticleShape,
    "story": StoryShape,
    "history": tuple[StepShape, ...],
    "outlets": dict[Identifier, OutletShape],
    "people": dict[Identifier, PersonShape],
    "site": SettingsShape,
    "page": PageShape,
}


def schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file: article, story, history, outlets, people, site or page."""
    whole = kind_of(SHAPES[kind])
    made = _mapping(whole.shape) if whole.shape else whole.schema
    parts = {each.__name__: _mapping(each) for each in _parts(whole)}
    found = _in_order({**made, "$defs": _in_order(parts)} if parts else made)
    return {**found, "$schema": DIALECT, "$id": f"urn:sitegen:{kind}", "title": f"sitegen {kind}"}


def _mapping(shape: type[Shape]) -> dict[str, Any]:
    """A mapping that has the keys of a shape, and no others."""
    fields = readings(shape)
    required = [key for key, field in fields.items() if field.required]
    found = {
        "title": shape.__name__,
        "description": shape.__doc__,
        "type": "object",
        "properties": {key: _property(key, field) for key, field in fields.items()},
        "additionalProperties": False,
    }
    return {**found, "required": required} if required else found


def _property(key: str, field: Reading) -> dict[str, Any]:
    found = dict(field.kind.schema)
    if not field.required:
        found["default"] = _plain(field.default)
    if not field.kind.shape:  # which has a title of its own
        found["title"] = key.replace("_", " ").title()
    return found


def _parts(whole: Kind) -> Iterator[type[Shape]]:
    """The shapes that are named in the schema of the whole."""
    inner = [whole.each] if whole.each else [field.kind for field in readings(whole.shape).values()]
    for each in inner:
        if each.shape:
            yield each.shape
        if each.shape or each.each:
            yield from _parts(each)


def _plain(default: Any) -> Any:
    """A default as JSON has it."""
    if isinstance(default, Shape):
        return {key: _plain(getattr(default, field.name)) for key, field in readings(type(default)).items()}
    return list(default) if isinstance(default, tuple) else default


def _in_order(node: Any) -> Any:
    """Keywords by the alphabet; the keys of a mapping as they are declared."""
    if isinstance(node, list):
        return [_in_order(each) for each in node]
    if not isinstance(node, dict):
        return node
    last = ["additionalProperties"] if "patternProperties" in node else []
    found = {name: _in_order(node[name]) for name in [*sorted(node.keys() - {*last}), *last]}
    if "properties" in node:
        found["properties"] = {key: _in_order(each) for key, each in node["properties"].items()}
    return found


def schemas() -> dict[str, Any]:
    """All of them in one document, under `$defs`."""
    parts = {kind: _moved(schema(kind), f"#/$defs/{kind}/") for kind in SHAPES}
    return {"$schema": DIALECT, "title": "sitegen front matter", "$defs": parts}


def _moved(node: Any, place: str) -> Any:
    """A schema that stands inside another: its references begin at `place`, and it has no name of its own."""
    if isinstance(node, list):
        return [_moved(each, place) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _moved(each, place) for key, each in node.items() if key not in ("$id", "$schema")}
    return {**kept, "$ref": place + node["$ref"].removeprefix("#/")} if "$ref" in node else kept

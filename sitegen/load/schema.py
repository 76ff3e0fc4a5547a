"""The JSON Schema of front matter, from the same definition that validates it."""

from typing import Any

from pydantic import TypeAdapter

from sitegen.load.shapes import ArticleShape, Identifier, OutletShape, PageShape, PersonShape, SettingsShape, StoryShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHAPES: dict[str, Any] = {
    "article": ArticleShape,
    "story": StoryShape,
    "outlets": dict[Identifier, OutletShape],
    "people": dict[Identifier, PersonShape],
    "site": SettingsShape,
    "page": PageShape,
}


def schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file: article, story, outlets, people, site or page."""
    made = TypeAdapter(SHAPES[kind]).json_schema(by_alias=True)
    return {**_closed(made), "$schema": DIALECT, "$id": f"urn:sitegen:{kind}", "title": f"sitegen {kind}"}


def _closed(node: Any) -> Any:
    """A mapping whose keys have a pattern has no other keys."""
    if isinstance(node, list):
        return [_closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(each) for key, each in node.items()}
    return {**closed, "additionalProperties": False} if "patternProperties" in closed else closed


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

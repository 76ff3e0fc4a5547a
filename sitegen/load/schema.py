"""The JSON Schema of front matter, from the same definition that validates it."""

from typing import Any

from pydantic import TypeAdapter

from sitegen.load.shapes import ArticleShape, OutletShape, PageShape, PersonShape, SettingsShape, StoryShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHAPES: dict[str, Any] = {
    "article": ArticleShape,
    "story": StoryShape,
    "outlets": dict[str, OutletShape],
    "people": dict[str, PersonShape],
    "site": SettingsShape,
    "page": PageShape,
}


def schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file: article, story, outlets, people, site or page."""
    made = TypeAdapter(SHAPES[kind]).json_schema(by_alias=True)
    return {**made, "$schema": DIALECT, "title": f"sitegen {kind}"}


def schemas() -> dict[str, Any]:
    """All of them in one document, under `$defs`."""
    return {"$schema": DIALECT, "title": "sitegen front matter", "$defs": {kind: schema(kind) for kind in SHAPES}}

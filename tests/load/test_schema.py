"""The JSON Schema of front matter says what the reader does: what is right passes both, what is wrong neither."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.load import fields
from sitegen.load.schema import SHAPES, schema, schemas

CONTENT = Path(__file__).resolve().parents[2] / "content"
KNOWN = {
    *(
        "$defs",
        "$id",
        "$ref",
        "$schema",
        "additionalProperties",
        "anyOf",
        "const",
        "default",
        "description",
        "enum",
        "format",
    ),
    *("items", "maxLength", "maximum", "minItems", "minimum", "not", "pattern", "patternProperties", "properties"),
    *("propertyNames", "required", "title", "type"),
}
TYPES = {"string": str, "object": dict, "array": list, "boolean": bool, "integer": int, "null": type(None)}


def faults(value: Any, part: Any, whole: Any, path: str = "") -> list[str]:
    """Where a value does not fit a schema: the keywords that the schemas here use, and no others."""
    assert set(part) <= KNOWN, set(part) - KNOWN
    if "$ref" in part:
        return faults(value, whole["$defs"][part["$ref"].removeprefix("#/$defs/")], whole, path)
    if "anyOf" in part:
        return [] if any(not faults(value, each, whole, path) for each in part["anyOf"]) else [f"{path} fits nothing"]
    if "not" in part and not faults(value, part["not"], whole, path):
        return [f"{path} is what it must not be"]
    kind = part.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (kind == "integer" and isinstance(value, bool))):
        return [f"{path} is no {kind}"]
    found = []
    if "enum" in part and value not in part["enum"]:
        found.append(f"{path} is none of {part['enum']}")
    if "const" in part and value != part["const"]:
        found.append(f"{path} is not {part['const']}")
    if isinstance(value, str):
        if "pattern" in part and not re.search(part["pattern"], value):
            found.append(f"{path} has not the pattern")
        if len(value) > part.get("maxLength", len(value)):
            found.append(f"{path} is too long")
    if isinstance(value, int) and not part.get("minimum", value) <= value <= part.get("maximum", value):
        found.append(f"{path} is out of range")
    if isinstance(value, list):
        if len(value) < part.get("minItems", 0):
            found.append(f"{path} is too short")
        for number, each in enumerate(value):
            found += faults(each, part.get("items", {}), whole, f"{path}[{number}]")
    if isinstance(value, dict):
        found += [f"{path}.{name} is missing" for name in part.get("required", ()) if name not in value]
        named, patterns = part.get("properties", {}), part.get("patternProperties", {})
        for name, each in value.items():
            found += faults(name, part.get("propertyNames", {}), whole, f"{path}.{name}")
            inner = [named[name]] if name in named else [patterns[like] for like in patterns if re.search(like, name)]
            others = inner or [part.get("additionalProperties", True)]
            if others == [False]:
                found.append(f"{path}.{name} is unknown")
            found += [
                fault for one in others if isinstance(one, dict) for fault in faults(each, one, whole, f"{path}.{name}")
            ]
    return found


def kind_of(path: Path) -> str:
    if path.suffix == ".yml":
        return path.stem
    return "page" if path.parent.name == "pages" else "story" if path.stem == "story" else "article"


def front_matter(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return yaml.safe_load(text if path.suffix == ".yml" else text.split("---\n")[1])


DEMO = sorted(path for path in CONTENT.rglob("*") if path.suffix in (".yml", ".md"))


@pytest.mark.parametrize("path", DEMO, ids=[str(path.relative_to(CONTENT)) for path in DEMO])
def test_the_demo_fits_the_schema(path: Path) -> None:
    whole = schema(kind_of(path))
    assert faults(front_matter(path), whole, whole) == []


def test_the_demo_has_every_kind_of_story_file() -> None:
    assert {"site", "outlets", "people", "story", "article"} <= {kind_of(path) for path in DEMO}


FULL: dict[str, Any] = {
    "article": {
        "title": "T",
        "lang": "pt-BR",
        "draft": True,
        "embargo": "2031-05-14T06:00+02:00",
        "source": {
            "outlet": "herald",
            "url": "https://h.example/1",
            "archived": "http://a.example/1",
            "byline": ["Ann"],
            "published": "2022-03-14T14:04-06:00",
            "updated": "2022-03-13?",
            "retrieved": "2022-03-16",
            "derivation": "rewrite",
            "origin": "ap",
            "credit": "in-text",
            "dateline": "D",
            "rights": "excerpt",
            "status": "corrected",
            "status_note": "N",
            "status_date": "../2022-03-14",
        },
        "claims": [
            {
                "claim": ["a", "b"],
                "text": "T",
                "stance": "hedges",
                "by": "Ann",
                "via": ["ap"],
                "quote": "Q",
                "occurrence": 2,
                "after": "A",
                "hedge": "H",
                "value": "7",
                "utterance": "u",
                "as": "spliced",
                "note": "N",
            }
        ],
        "disputes": [{"claim": "a", "stance": "declines", "by": ["Ann"]}],
        "changes": [{"from": "x", "before": "B", "after": "A", "kind": "polarity", "weight": "low", "note": "N"}],
        "skip": ["line"],
    },
    "story": {
        "title": "T",
        "date": "unknown",
        "question": "Q",
        "summary": "S",
        "place": "P",
        "updated": "2022-03-14",
        "draft": False,
        "embargo": "2031-05-14 06:00Z",
        "editors": ["Ann"],
        "method": "M",
        "contact": "a@b.example",
        "corrections": [{"date": "2022-03-14", "text": "T"}],
        "claims": {
            "a": {
                "text": "T",
                "kind": "forecast",
                "speaker": "s",
                "about": "x",
                "conflicts_with": ["b"],
                "same_as": ["c"],
                "weight": "high",
                "ruling": {"status": "Open", "reason": "R", "by": "B", "date": "2022-03-14"},
                "review": {"rating": "R", "explanation": "E", "url": "https://r.example", "by": "B", "date": "unknown"},
            },
            "b": {"text": "U", "weight": 12},
        },
        "disputes": [{"id": "d", "question": "Q", "claims": ["a"], "note": "N"}],
        "utterances": {
            "u": {
                "speaker": "s",
                "when": "2022-03-14",
                "where": "W",
                "official": {"url": "https://o.example", "text": "T"},
            }
        },
        "timeline": [{"when": "2022-03-14", "what": "W", "claims": ["a"], "from": "x"}],
    },
    "history": [
        {"date": "2022-03-14", "claim": "a", "to": "single-source", "cause": "C"},
        {"date": "2022-03-14T09:00Z", "claim": "a", "from": "single-source", "to": "Open", "by": "B"},
    ],
    "outlets": {
        "nyt": {
            "name": "N",
            "url": "https://n.example",
            "country": "US",
            "kind": "newspaper",
            "owner": "O",
            "policies": "https://p.example",
        }
    },
    "people": {"two": {"name": "N", "role": "R", "affiliation": "A", "named": False, "count": 2, "reason": "R"}},
    "site": {
        "title": "T",
        "tagline": "T",
        "language": "en",
        "base_url": "https://b.example/",
        "feed_id": "tag:b.example,2022-03-14:news/",
        "publisher": {"name": "P", "url": "https://p.example"},
        "contact": "mailto:a@b.example",
        "theme": "default",
        "rights": "full",
        "social_cards": "stories",
    },
    "page": {"title": "T", "description": "D", "order": 1, "draft": True},
}


def leaves(value: Any) -> set[str]:
    """The names of all keys."""
    if isinstance(value, dict):
        return set(value) | {name for each in value.values() for name in leaves(each)}
    return {name for each in value for name in leaves(each)} if isinstance(value, list) else set()


def as_typed(value: Any) -> Any:
    """The value as the reader of YAML hands it over: text only."""
    if isinstance(value, dict):
        return {name: as_typed(each) for name, each in value.items()}
    if isinstance(value, list):
        return [as_typed(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def refused(kind: str, value: Any) -> bool:
    try:
        fields.kind_of(SHAPES[kind]).read(as_typed(value))
    except fields.Wrong:
        return True
    return False


@pytest.mark.parametrize("kind", list(SHAPES))
def test_every_field_fits_the_schema_and_the_reader(kind: str) -> None:
    assert faults(FULL[kind], schema(kind), schema(kind)) == []
    assert not refused(kind, FULL[kind])


@pytest.mark.parametrize("kind", list(SHAPES))
def test_every_field_of_the_schema_is_described_here(kind: str) -> None:
    made = schema(kind)
    named = {name for part in (made, *made.get("$defs", {}).values()) for name in part.get("properties", {})}
    assert named <= leaves(FULL[kind])


def with_fault(kind: str, path: str, value: Any) -> Any:
    """The full example with one value replaced, or taken out where it is None."""
    whole = copy.deepcopy(FULL[kind])
    *steps, last = path.split(".")
    inner = whole
    for step in steps:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return whole


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("article", "title", None),
        ("article", "source", None),
        ("article", "source.outlet", None),
        ("article", "titel", "x"),
        ("history", "0.date", None),
        ("history", "0.date", "2022-03-14?"),
        ("history", "0.date", "unknown"),
        ("history", "0.to", None),
        ("history", "1.to", "false"),
        ("site", "feed_id", "https://b.example"),
        ("site", "feed_id", "tag:b.example:news"),
        ("article", "source.url", "h.example"),
        ("article", "source.url", "javascript:alert(1)"),
        ("article", "source.published", "2022-03-14T14:04"),
        ("article", "source.published", "14 March"),
        ("article", "source.derivation", "copied"),
        ("article", "source.rights", "none"),
        ("article", "claims.0.claim", None),
        ("article", "claims.0.stance", "denies"),
        ("article", "claims.0.occurrence", 0),
        ("article", "claims.0.as", "loose"),
        ("article", "disputes.0.stance", "asserts"),
        ("article", "changes.0.kind", None),
        ("article", "changes.0.from", None),
        ("article", "changes.0.weight", "grave"),
        ("story", "claims.a.kind", "fact"),
        ("story", "claims.a.text", None),
        ("story", "claims.a.weight", "heavy"),
        ("story", "claims.a.ruling.reason", None),
        ("story", "claims.a.ruling.status", "x" * 61),
        ("story", "disputes.0.id", "Bad Id"),
        ("story", "timeline.0.when", None),
        ("outlets", "nyt.name", None),
        ("outlets", "nyt.url", "n.example"),
        ("people", "two.count", 0),
        ("people", "two.named", "perhaps"),
        ("site", "base_url", "b.example"),
        ("page", "order", -1),
        ("page", "title", None),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses_too(kind: str, path: str, value: Any) -> None:
    assert refused(kind, with_fault(kind, path, value))
    assert faults(with_fault(kind, path, value), schema(kind), schema(kind))


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("article", "source.published", "../2022-03-14?"),
        ("article", "claims.0.claim", "Bad Id"),
        ("article", "claims.0.claim", []),
        ("article", "title", " "),
        ("article", "lang", "English (US)"),
        ("site", "language", "English (US)"),
        ("site", "theme", "../x"),
        ("outlets", "nyt.policies", "p.example"),
        ("site", "contact", "javascript:alert(1)"),
        ("story", "claims.a.ruling.status", "True"),
        ("story", "claims.Bad Id", {"text": "T"}),
    ],
)
def test_the_schema_finds_these_mistakes_too(kind: str, path: str, value: Any) -> None:
    assert refused(kind, with_fault(kind, path, value))
    assert faults(with_fault(kind, path, value), schema(kind), schema(kind))


def test_all_schemas_stand_in_one_document() -> None:
    whole = schemas()
    assert list(whole["$defs"]) == ["article", "story", "history", "outlets", "people", "site", "page"]
    assert whole["$schema"] == schema("article")["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema("story")["title"] == "sitegen story"


def test_references_in_the_one_document_lead_somewhere() -> None:
    whole = schemas()

    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if "$ref" in part else []
            return own + [each for inner in part.values() for each in references(inner)]
        return [each for inner in part for each in references(inner)] if isinstance(part, list) else []

    def leads(reference: str) -> bool:
        part: Any = whole
        for step in reference.removeprefix("#/").split("/"):
            if step not in part:
                return False
            part = part[step]
        return True

    assert all(leads(each) for each in references(whole))

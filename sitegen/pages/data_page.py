"""The page that explains the open data to people: every file, table and column."""

from collections.abc import Mapping

from sitegen.model.data_view import ColumnView, DataView, PartView, TableView
from sitegen.model.table import Column, Table
from sitegen.pages import urls
from sitegen.pages.data_dictionary import LINK_TABLES, TABLES
from sitegen.pages.database_plan import VIEWS
from sitegen.pages.schema_map import schema_drawing
from sitegen.pages.words import noted
from sitegen.tongue import Tongue

LEAD = noted("Everything that these pages say, as files: for a spreadsheet, a script or a database.")
DATABASE = PartView(
    name="bundle.db",
    url=f"{urls.DATA}bundle.db",
    about="All tables in one SQLite database, with full-text search and the views below.",
)
FILES = tuple(
    PartView(name=name, url=urls.DATA + name, about=about)
    for name, about in (
        ("claims.json", "Every claim with its status, chains and mentions, as one object, a claim a line."),
        ("claims.schema.json", "What stands in claims.json, as a JSON Schema."),
        ("datapackage.json", "The tables as a Data Package: types, keys and references, for programs."),
        ("metadata.json", "Titles and descriptions of the database, for Datasette."),
    )
)


def data_view(rows: Mapping[str, int], database: bool, tongue: Tongue) -> DataView:
    """`rows` says how many each table has. What the dictionary says stays in English, as the names of columns do."""
    return DataView(
        lead=tongue.text(LEAD),
        tables=tuple(_table(each, rows[each.name]) for each in TABLES),
        files=((DATABASE,) if database else ()) + FILES,
        further=tuple(PartView(name=each.name, about=each.about) for each in LINK_TABLES),
        views=tuple(PartView(name=name, about=about) for name, (about, _) in VIEWS.items()),
        drawing=schema_drawing(tongue),
        database=DATABASE.url if database else "",
    )


def _table(table: Table, rows: int) -> TableView:
    return TableView(
        name=table.name,
        url=f"{urls.DATA}{table.name}.csv",
        rows=rows,
        about=table.about,
        columns=tuple(_column(table, each) for each in table.columns),
    )


def _column(table: Table, column: Column) -> ColumnView:
    alone = {each.columns[-1]: each.table for each in table.references}
    listed = {each.column: each.table for each in LINK_TABLES if each.of == table.name}
    marks = (("key",) if column.name in table.key else ()) + (("list",) if column.separator else ())
    return ColumnView(
        name=column.name,
        type={"string": "text", "integer": "number", "boolean": "true or false"}[column.type],
        about=column.about,
        example=column.example,
        marks=marks,
        refers={**alone, **listed}.get(column.name, ""),
        words=column.words,
    )

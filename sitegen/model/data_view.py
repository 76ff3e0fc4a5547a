"""What the page about the open data shows."""

from sitegen.model.noun import noun


@noun
class ColumnView:
    """`marks` are short words: "key", "list". `refers` is the table whose row a cell names, `words` what it can say."""

    name: str
    type: str
    about: str
    example: str
    marks: tuple[str, ...] = ()
    refers: str = ""
    words: tuple[str, ...] = ()


@noun
class TableView:
    name: str
    url: str
    rows: int
    about: str
    columns: tuple[ColumnView, ...]


@noun
class PartView:
    """A file, or a part of the database, with what it is."""

    name: str
    about: str
    url: str = ""


@noun
class SchemaLine:
    """A line of a box: a column, `key` or not, or how many there are besides."""

    text: str
    y: int
    kind: str


@noun
class SchemaBox:
    name: str
    x: int
    y: int
    width: int
    height: int
    title: int  # where its baseline is
    lines: tuple[SchemaLine, ...]


@noun
class SchemaDrawing:
    """The tables and what refers to what: `single` and `lists` are path data, the latter of references in lists."""

    width: int
    height: int
    single: str
    lists: str
    boxes: tuple[SchemaBox, ...]


@noun
class DataView:
    """`files` are what there is besides the tables, `further` and `views` the parts of the database that are no CSV.

    `database` is the address of the database, "" where the site has none.
    """

    lead: str
    tables: tuple[TableView, ...]
    files: tuple[PartView, ...]
    further: tuple[PartView, ...]
    views: tuple[PartView, ...]
    drawing: SchemaDrawing
    database: str

"""What a table of the open data is: its columns, what they mean, and what they refer to."""

from typing import Literal

from sitegen.model.noun import noun

Type = Literal["string", "integer", "boolean"]


@noun
class Column:
    """`words` are the closed vocabulary of a cell, or of an item of its list; `pattern` is a regular expression.

    `separator` is what stands between the items of a list, "" for a single value. An empty cell means that there is
    nothing to say, unless the column is `required`.
    """

    name: str
    about: str
    example: str = ""
    type: Type = "string"
    required: bool = False
    words: tuple[str, ...] = ()
    pattern: str = ""
    separator: str = ""


@noun
class Reference:
    """These columns together are the key of a row of another table, or empty."""

    columns: tuple[str, ...]
    table: str


@noun
class Table:
    """`key` are the columns that together are different in every row. `facets` are worth counting by."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = ()
    facets: tuple[str, ...] = ()


@noun
class LinkTable:
    """A list column taken apart, for a database: a row for each item, with the key of the row that it stands in.

    `item` names the column of the items, which refer to `table`. A list of lists (chains) has the number of the inner
    list in a column `chain`, from 1.
    """

    name: str
    about: str
    of: str
    column: str
    item: str
    table: str
    nested: bool = False

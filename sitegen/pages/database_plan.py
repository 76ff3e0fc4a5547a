"""The SQL of `data/bundle.db`, as it follows from the data dictionary: tables, link tables, full-text search, views."""

from collections.abc import Iterator

from sitegen.model.table import Column, LinkTable, Reference
from sitegen.pages.data_dictionary import LINK_TABLES, TABLE

IN_ORDER = ("stories", "outlets", "people", "articles", "claims", "mentions", "cells")  # none refers to a later one
SEARCHED = (("articles", "title"), ("claims", "text"), ("mentions", "quote"))
TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}
VIEWS = {
    "claim_status": (
        "Every claim with its story's title and both status words.",
        """\
SELECT c.story, s.title AS story_title, s.date, c.claim, c.text, c.kind, c.status, c.support, c.challenge,
       c.articles, c.chains, p.name AS speaker, c.flags, c.url
FROM claims AS c JOIN stories AS s USING (story) LEFT JOIN people AS p ON p.person = c.speaker""",
    ),
    "matrix": (
        "What each article does with each claim, with the words for both, and the number of the article's chain.",
        """\
SELECT x.story, x.claim, c.text, x.article, o.name AS outlet, x.stances, h.chain, c.status
FROM cells AS x
JOIN claims AS c USING (story, claim)
JOIN articles AS a USING (story, article)
JOIN outlets AS o USING (outlet)
LEFT JOIN claim_chains AS h USING (story, claim, article)""",
    ),
    "chains": (
        "The chains of reporting behind each claim, with how many articles are in each.",
        """\
SELECT h.story, h.claim, c.text, h.chain, count(*) AS articles, group_concat(h.article, '|') AS members
FROM claim_chains AS h JOIN claims AS c USING (story, claim)
GROUP BY h.story, h.claim, h.chain""",
    ),
    "quotations": (
        "Every mention with the claim in words, the outlet, and who speaks.",
        """\
SELECT m.story, m.article, m.mention, o.name AS outlet, m.claim, c.text, m.stance,
       (SELECT group_concat(p.name, '; ') FROM mention_speakers AS w JOIN people AS p USING (person)
        WHERE w.story = m.story AND w.article = m.article AND w.mention = m.mention) AS speakers,
       m.quote, a.published, a.url AS original, m.url
FROM mentions AS m
JOIN claims AS c USING (story, claim)
JOIN articles AS a USING (story, article)
JOIN outlets AS o USING (outlet)""",
    ),
}


def tables() -> Iterator[str]:
    """What makes all tables, empty."""
    for name in IN_ORDER:
        table = TABLE[name]
        lines = [_column(each) for each in table.columns]
        lines.append(f"PRIMARY KEY ({_names(table.key)})")
        lines += [_foreign(each) for each in table.references]
        yield _create(name, lines)
    for link in LINK_TABLES:
        yield _create(link.name, _link_lines(link), " WITHOUT ROWID")


def indexes() -> Iterator[str]:
    """What makes it quick to follow a reference backwards; made when the tables are full."""
    for name in IN_ORDER:
        table = TABLE[name]
        for each in table.references:
            if each.columns != table.key[: len(each.columns)]:
                yield f"CREATE INDEX {_quoted(f'{name}_{each.columns[-1]}')} ON {name} ({_names(each.columns)})"
    for link in LINK_TABLES:
        place = (link.item,) if link.table != "articles" else ("story", link.item)
        yield f"CREATE INDEX {link.name}_{link.item} ON {link.name} ({_names(place)})"


def search() -> Iterator[str]:
    """What makes words findable. The words themselves stay in their tables; the index is one piece, so always alike."""
    for name, column in SEARCHED:
        index = f"{name}_fts"
        yield (
            f"CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{name}',"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        yield f"INSERT INTO {index} ({index}) VALUES ('rebuild')"
        yield f"INSERT INTO {index} ({index}) VALUES ('optimize')"


def views() -> Iterator[str]:
    for name, (_, query) in VIEWS.items():
        yield f"CREATE VIEW {name} AS\n{query}"


def insertion(name: str) -> str:
    """What puts a row of a CSV table into the database: an empty cell is NULL there, and `true` is 1."""
    values = ["? = 'true'" if each.type == "boolean" else "nullif(?, '')" for each in TABLE[name].columns]
    return f"INSERT INTO {name} VALUES ({', '.join(values)})"


def link_insertion(link: LinkTable) -> str:
    """A person who is named twice for one mention is one row."""
    places = len(TABLE[link.of].key) + 1 + link.nested
    return f"INSERT OR IGNORE INTO {link.name} VALUES ({', '.join('?' * places)})"


def _column(column: Column) -> str:
    parts = [_quoted(column.name), TYPES[column.type]]
    if column.required:
        parts.append("NOT NULL")
    if column.words and not column.separator:
        words = ", ".join(f"'{word}'" for word in column.words)
        parts.append(f"CHECK ({_quoted(column.name)} IN ({words}))")
    if column.type == "boolean":
        parts.append(f"CHECK ({_quoted(column.name)} IN (0, 1))")
    return " ".join(parts)


def _link_lines(link: LinkTable) -> list[str]:
    key = TABLE[link.of].key
    target = TABLE[link.table].key
    own = (*(each for each in target if each in key and each != link.item), link.item)
    return [
        *(f"{_quoted(each)} TEXT NOT NULL" for each in key),
        *(["chain INTEGER NOT NULL"] if link.nested else []),
        f"{link.item} TEXT NOT NULL",
        f"PRIMARY KEY ({_names((*key, *(['chain'] if link.nested else []), link.item))})",
        _foreign(Reference(columns=key, table=link.of)),
        _foreign(Reference(columns=own, table=link.table)),
    ]


def _foreign(reference: Reference) -> str:
    target = TABLE[reference.table].key
    return f"FOREIGN KEY ({_names(reference.columns)}) REFERENCES {reference.table} ({_names(target)})"


def _create(name: str, lines: list[str], after: str = "") -> str:
    inside = ",\n".join(f"  {line}" for line in lines)
    return f"CREATE TABLE {name} (\n{inside}\n){after}"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    """`as`, `by` and `end` are words of SQL."""
    return f'"{name}"' if name in ("as", "by", "end", "text", "date") else name

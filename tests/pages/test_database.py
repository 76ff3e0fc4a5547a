"""The database says what the tables say: references hold, lists are taken apart, words are found, bytes stay."""

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

import pytest
from projects import HERALD, ROOT, article, built, written

from sitegen.pages import database as databases
from sitegen.pages.data_dictionary import LINK_TABLES, TABLE, TABLES
from sitegen.pages.database import database

SITES = ROOT / "tests/sites"


@pytest.fixture(scope="module", params=[ROOT, SITES / "every-field", SITES / "languages", SITES / "smallest"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    return built(request.param, "https://example.org/", database=True).files


@pytest.fixture
def found(files: dict[str, bytes]) -> Iterator[sqlite3.Connection]:
    with opened(files["data/bundle.db"]) as connection:
        yield connection


@contextmanager
def opened(data: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(data)
        yield connection


def rows(files: dict[str, bytes], name: str) -> list[list[str]]:
    return list(csv.reader(StringIO(files[f"data/{name}.csv"].decode(), newline="")))[1:]


def blocks(files: dict[str, bytes]) -> dict[str, list[bytes]]:
    return {name: [files[f"data/{name}.csv"].partition(b"\n")[2]] for name in TABLE}


def test_every_reference_leads_to_a_row_and_the_file_is_sound(found: sqlite3.Connection) -> None:
    assert found.execute("PRAGMA foreign_key_check").fetchall() == []
    assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert found.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_every_link_table_and_table_declares_what_it_refers_to(found: sqlite3.Connection) -> None:
    for table in TABLES:
        declared = {row[2] for row in found.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert declared == {each.table for each in table.references}
    for link in LINK_TABLES:
        declared = {row[2] for row in found.execute(f"PRAGMA foreign_key_list({link.name})")}
        assert declared == {link.of, link.table}


@pytest.mark.parametrize("name", TABLE)
def test_a_table_has_the_rows_of_its_csv_with_null_for_an_empty_cell(
    name: str, files: dict[str, bytes], found: sqlite3.Connection
) -> None:
    def cell(value: object, kind: str) -> str:
        return "" if value is None else ("false", "true")[value == 1] if kind == "boolean" else str(value)

    types = [each.type for each in TABLE[name].columns]
    held = found.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()
    assert [[cell(value, kind) for value, kind in zip(row, types, strict=True)] for row in held] == rows(files, name)


def test_the_views_say_what_the_tables_say(files: dict[str, bytes], found: sqlite3.Connection) -> None:
    cells = found.execute("SELECT story, claim, article, stances FROM matrix").fetchall()
    assert sorted(map(list, cells)) == sorted(rows(files, "cells"))
    status = found.execute("SELECT story, claim, status, articles FROM claim_status").fetchall()
    claims = sorted((row[0], row[1], row[5], int(row[8])) for row in rows(files, "claims"))
    assert sorted(status) == claims
    chains = found.execute("SELECT story, claim, count(*), sum(articles) FROM chains GROUP BY story, claim").fetchall()
    assert sorted(chains) == sorted(
        (row[0], row[1], int(row[9]), int(row[8])) for row in rows(files, "claims") if row[11]
    )
    assert found.execute("SELECT count(*) FROM quotations").fetchone() == (len(rows(files, "mentions")),)


def test_a_list_has_a_row_for_each_of_its_items(files: dict[str, bytes], found: sqlite3.Connection) -> None:
    spoken = {(*row[:2], row[3], person) for row in rows(files, "mentions") for person in row[5].split("|") if person}
    assert set(found.execute("SELECT * FROM mention_speakers")) == spoken
    carried = {
        (*row[:2], number, article)
        for row in rows(files, "claims")
        for number, chain in enumerate(row[11].split(";"), start=1)
        for article in chain.split("|")
        if article
    }
    assert set(found.execute("SELECT * FROM claim_chains")) == carried


@pytest.mark.parametrize("words", ["ETE", "été", "brücke", "brucke geschlossen"])
def test_words_of_a_quotation_are_found_whatever_their_accents_and_capitals(words: str, tmp_path: Path) -> None:
    text = "La Brücke est Geschlossen cet Été."
    files = {HERALD: article(more=f"claims: [{{claim: c, text: Shut, quote: '{text}'}}]", body=text)}
    with opened(built(written(tmp_path, files), database=True).files["data/bundle.db"]) as connection:
        query = "SELECT quote FROM mentions WHERE rowid IN (SELECT rowid FROM mentions_fts WHERE mentions_fts MATCH ?)"
        assert connection.execute(query, [words]).fetchall() == [(text,)]
        assert connection.execute(query, ["pont"]).fetchall() == []


def test_a_vocabulary_is_closed_in_the_database_too(found: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        found.execute("UPDATE articles SET derivation = 'hearsay'")
    found.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        found.execute("UPDATE articles SET outlet = 'nobody'")


def test_the_same_tables_give_the_same_bytes_and_the_header_says_nothing_of_who_made_it(
    files: dict[str, bytes],
) -> None:
    data = files["data/bundle.db"]
    assert database(blocks(files)) == data
    header = int.from_bytes(data[24:28]), int.from_bytes(data[92:96]), int.from_bytes(data[96:100])
    assert header == (1, 1, databases.OLDEST)
    assert data[68:72] == b"sgsb"


def test_rows_in_one_block_or_in_many_give_the_same(files: dict[str, bytes]) -> None:
    assert database({name: split(data[0]) for name, data in blocks(files).items()}) == files["data/bundle.db"]


def split(data: bytes) -> list[bytes]:
    """The rows of a table, each by itself; a cell can hold a line feed."""
    found = []
    for row in csv.reader(StringIO(data.decode(), newline="")):
        out = StringIO()
        csv.writer(out, lineterminator="\n").writerow(row)
        found.append(out.getvalue().encode())
    return found


def test_where_sqlite_has_no_full_text_search_it_is_said(
    files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases.plan, "search", lambda: ["CREATE VIRTUAL TABLE x USING fts_of_tomorrow(y)"])
    with pytest.raises(OSError, match=r"SQLite [\d.]+ cannot make the database: no such module"):
        database(blocks(files))


def test_what_datasette_is_told_of_is_there(files: dict[str, bytes], found: sqlite3.Connection) -> None:
    told = json.loads(files["data/metadata.json"])["databases"]["bundle"]
    for name, table in told["tables"].items():
        columns = {row[1] for row in found.execute(f"PRAGMA table_info({name})")}
        assert columns >= {*table.get("columns", ()), *table.get("facets", ())}
        assert columns
        assert table.get("label_column", next(iter(columns))) in columns
    for query in told["queries"].values():
        found.execute(query["sql"]).fetchall()


def test_the_queries_of_the_guide_find_something_in_the_demo() -> None:
    queries = re.findall(r"```sql\n(.+?)```", (ROOT / "docs/data.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(queries) == 2
    with opened(built(ROOT, database=True).files["data/bundle.db"]) as connection:
        for query in queries:
            assert connection.execute(query).fetchall(), query

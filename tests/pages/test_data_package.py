"""The Data Package describes the tables so that a program finds what is wrong in a copy of them."""

import csv
import json
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from projects import ROOT, built

from sitegen.pages.data_dictionary import TABLES, cell_pattern


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for path, content in built(ROOT, "https://example.org/").files.items():
        if path.startswith("data/"):
            (folder / path.removeprefix("data/")).write_bytes(content)
    return folder


def faults(folder: Path) -> set[tuple[str, str]]:
    """The kinds of faults that frictionless finds, each with its table."""
    from frictionless import validate

    report = validate(str(folder / "datapackage.json"))
    return {(task.name, error.type) for task in report.tasks for error in task.errors} | {
        ("", error.type) for error in report.errors
    }


def test_the_tables_of_the_demo_are_as_their_package_says(data: Path) -> None:
    assert faults(data) == set()


@pytest.mark.parametrize(
    ("table", "column", "cell", "fault"),
    [
        ("mentions", "stance", "mumbles", "constraint-error"),
        ("mentions", "start", "soon", "type-error"),
        ("articles", "published", "last week", "constraint-error"),
        ("articles", "outlet", "nobody", "foreign-key"),
        ("claims", "speaker", "nobody", "foreign-key"),
        ("claims", "text", "", "constraint-error"),
        ("cells", "stances", "asserts|mumbles", "constraint-error"),
        ("people", "named", "perhaps", "type-error"),
    ],
)
def test_a_faulty_cell_is_found(table: str, column: str, cell: str, fault: str, data: Path, tmp_path: Path) -> None:
    for path in data.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = list(csv.DictReader(StringIO((data / f"{table}.csv").read_text(encoding="utf-8"), newline="")))
    rows[0][column] = cell
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / f"{table}.csv").write_text(out.getvalue(), encoding="utf-8")
    assert (table, fault) in faults(tmp_path)


@pytest.mark.parametrize("case", ["every-field", "languages", "retraction", "rights", "drafts", "smallest"])
def test_every_cell_is_as_the_dictionary_says(case: str) -> None:
    files = built(ROOT / "tests/sites" / case).files
    for table in TABLES:
        for row in csv.DictReader(StringIO(files[f"data/{table.name}.csv"].decode(), newline="")):
            for column in table.columns:
                assert row[column.name] or not column.required, (table.name, column.name)
                assert re.match(cell_pattern(column), row[column.name]) or not row[column.name]


def test_the_package_says_whose_data_it_is(tmp_path: Path) -> None:
    told: Mapping[str, object] = json.loads(built(ROOT, "https://example.org/").files["data/datapackage.json"])
    assert told["title"] == "Who said what"
    assert told["homepage"] == "https://example.org/"

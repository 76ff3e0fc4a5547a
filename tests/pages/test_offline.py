"""The search index of an archive, as the scripts that a page can load from a file."""

import json
from collections.abc import Iterator

import pytest

from sitegen.model.page import Record
from sitegen.pages import offline
from sitegen.pages.offline import as_script, search_files


def record(number: int) -> Record:
    return Record(
        url=f"stories/flood/#q-{number}",
        type="quotation",
        title=f"Quotation {number}",
        text=f"Quotation {number}" if number % 2 else "The bridge \u2028 is </script> closed",
        lang="en",
        date="2031-03-14",
        filters=(("type", "quotation"), ("outlet", "The Herald")),
        facts=(("outlet", "The Herald"), ("dir", "ltr")),
    )


def values(data: bytes) -> Iterator[object]:
    """What a script hands over."""
    text = data.decode().removeprefix("handed(").removesuffix(");\n")
    return iter(json.loads(f"[{text}]"))


def test_records_are_divided_into_scripts_that_a_list_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "PIECE", 2)
    files = {file.path: file.data for file in search_files(map(record, range(5)))}
    assert list(files) == ["search/records-1.js", "search/records-2.js", "search/records-3.js", "search/records.js"]
    assert list(values(files["search/records.js"]))[1] == ["records-1.js", "records-2.js", "records-3.js"]


def test_a_piece_says_each_filter_once_and_leads_to_files() -> None:
    pieces = [file.data for file in search_files(map(record, range(2)))]
    name, piece = values(pieces[0])
    assert name == "records"
    assert piece == {
        "pairs": [["type", "quotation"], ["outlet", "The Herald"], ["dir", "ltr"]],
        "rows": [
            [
                "stories/flood/index.html#q-0",
                "quotation",
                "Quotation 0",
                "The bridge \u2028 is </script> closed",
                "en",
                "2031-03-14",
                [0, 1],
                [1, 2],
            ],
            ["stories/flood/index.html#q-1", "quotation", "Quotation 1", 0, "en", "2031-03-14", [0, 1], [1, 2]],
        ],
    }


def test_a_site_without_records_has_an_empty_list() -> None:
    assert [(file.path, list(values(file.data))) for file in search_files(())] == [
        ("search/records.js", ["pieces", []])
    ]


def test_a_table_becomes_a_script_beside_it() -> None:
    assert as_script("claims/claims.json", b'{"a": 1}\n').data == b'handed("claims/claims.json", {"a": 1});\n'

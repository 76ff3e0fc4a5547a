"""The tables have the columns that PRODUCT §6 promises, and their rows are the facts."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from projects import ROOT, SMALL, article, built, written

from sitegen.load.moments import moment
from sitegen.pages.tables import csv_rows, edtf, table_file

COLUMNS = {
    "claims": "story, claim, text, kind, speaker, status, support, challenge, articles, chains, origins, chain_members,"
    " flags, url",
    "mentions": "story, article, claim, mention, stance, by, via, quote, start, end, hedge, value, utterance, as, url",
    "cells": "story, claim, article, stances",
    "articles": "story, article, title, lang, outlet, url, archived, byline, published, updated, retrieved, derivation,"
    " origin, credit, dateline, rights, status, status_note, status_date",
    "stories": "story, title, date, question, summary, place, updated, editors, method, contact",
    "outlets": "outlet, name, url, country, kind, owner, policies",
    "people": "person, name, role, affiliation, named, count, reason",
}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_are_the_promised_ones(name: str, tmp_path: Path) -> None:
    files = built(written(tmp_path, SMALL)).files
    assert files[f"data/{name}.csv"].decode().splitlines()[0].split(",") == COLUMNS[name].split(", ")


def test_chains_are_joined_with_semicolons_and_their_members_with_bars() -> None:
    found = {
        row["claim"]: row for row in rows(built(ROOT).files["data/claims.csv"]) if row["story"] == "russia-china-aid"
    }
    assert found["military-aid-request"]["chain_members"] == "amn|huffpost|straits-times;dailynewsen|ktvq"
    assert (found["military-aid-request"]["articles"], found["military-aid-request"]["chains"]) == ("5", "2")


def test_offsets_count_code_points_of_the_reading_text(tmp_path: Path) -> None:
    text = (
        "---\ntitle: A\nsource: {outlet: a, rights: full}\nclaims: [{claim: c, text: C, quote: two}]\n---\n**𝔸é** two\n"
    )
    (row,) = rows(built(written(tmp_path, {"content/stories/s/a.md": text})).files["data/mentions.csv"])
    assert (row["quote"], row["start"], row["end"]) == ("two", "3", "6")


def test_every_article_has_a_cell_for_every_claim_omits_included(tmp_path: Path) -> None:
    files = {
        f"content/stories/s/{name}.md": f"---\ntitle: A\nsource: {{outlet: {name}}}\nclaims: {claims}\n---\n"
        for name, claims in (("a", "[{claim: c, text: C}, {claim: c, stance: hedges}]"), ("b", "[]"))
    }
    found = rows(built(written(tmp_path, files)).files["data/cells.csv"])
    assert [(row["article"], row["stances"]) for row in found] == [("a", "asserts|hedges"), ("b", "omits")]


@pytest.mark.parametrize(
    "typed", ["2022-03-14", "2022-03-13?", "../2022-03-14", "unknown", "2022-03-14T14:04:00-06:00"]
)
def test_a_date_stands_as_it_is_typed(typed: str) -> None:
    assert edtf(moment(typed)) == typed


def test_no_date_is_an_empty_cell() -> None:
    assert edtf(None) == ""


def test_rows_stand_in_the_order_of_their_stories_dates_and_what_has_none_is_last(tmp_path: Path) -> None:
    dates = {"a": "", "b": "2031-05-13", "c": "2030-12-31", "d": "2031-05-12", "e": "", "f": "2031-05-12"}
    files = {
        f"content/stories/{story}/herald.md": article(
            source=f"published: {date}" if date else "", more="claims: [{claim: c, text: C}]"
        )
        for story, date in dates.items()
    }
    site = built(written(tmp_path, files)).files
    for table in ("stories", "articles", "claims", "mentions", "cells"):
        assert [row["story"] for row in rows(site[f"data/{table}.csv"])] == ["c", "d", "f", "b", "a", "e"]


def test_a_table_is_utf8_with_line_feeds_and_quoted_where_it_must_be() -> None:
    file = table_file("cells", [csv_rows([("a,b", '"c"', "é\nf", "")])])
    assert file.path == "data/cells.csv"
    assert file.data == 'story,claim,article,stances\n"a,b","""c""","é\nf",\n'.encode()

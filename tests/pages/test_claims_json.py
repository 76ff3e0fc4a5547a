"""`data/claims.json` is what its schema says, and says what the tables say."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from projects import ROOT, SMALL, built, written

CASES = [ROOT, *(ROOT / "tests/sites" / name for name in ("every-field", "retraction", "smallest"))]


@pytest.mark.parametrize("project", CASES, ids=lambda path: path.name)
def test_it_is_as_its_schema_says_and_its_claims_are_those_of_the_table(project: Path) -> None:
    files = built(project).files
    found = json.loads(files["data/claims.json"])
    schema = json.loads(files["data/" + found["$schema"]])
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(found)) == []
    rows = list(csv.DictReader(StringIO(files["data/claims.csv"].decode(), newline="")))
    for row, claim in zip(rows, found["claims"], strict=True):
        for name in ("story", "claim", "text", "kind", "speaker", "status", "support", "challenge", "url"):
            assert claim[name] == row[name]
        assert ";".join("|".join(each["articles"]) for each in claim["chains"]) == row["chain_members"]
        assert "|".join(claim["flags"]) == row["flags"]
    mentions = list(csv.DictReader(StringIO(files["data/mentions.csv"].decode(), newline="")))
    listed = {(claim["story"], each["article"], each["mention"], each["quote"], each["stance"], each["url"])
              for claim in found["claims"] for each in claim["mentions"]}  # fmt: skip
    assert listed == {
        tuple(row[name] for name in ("story", "article", "mention", "quote", "stance", "url")) for row in mentions
    }


def test_a_claim_is_a_line(tmp_path: Path) -> None:
    lines = built(written(tmp_path, SMALL)).files["data/claims.json"].decode().splitlines()
    assert lines[0] == '{"$schema": "claims.schema.json", "claims": ['
    assert [json.loads(line.rstrip(","))["claim"] for line in lines[1:-1]] == ["bridge-closed"]
    assert lines[-1] == "]}"


def test_a_site_without_claims_has_none_there(tmp_path: Path) -> None:
    found = built(written(tmp_path, {"content/stories/s/a.md": "---\ntitle: A\nsource: {outlet: a}\n---\n"})).files
    assert json.loads(found["data/claims.json"])["claims"] == []

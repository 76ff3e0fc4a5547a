"""Two versions of a passage, word by word, as a reader would see what changed."""

import pytest
from compare.papers import line

from sitegen.compare.alignment import runs

CHANGES = [
    ("between 70 and 90 boats", "between 70 to 90 boats", "between 70 {and > to} 90 boats"),
    ("losses range from 70 to 90 boats sunk", "between 70 and 90 losses", None),
    ("read the log twice", "gone through the timber twice", "{read the log > gone through the timber} twice"),
    ("may have opened the gate", "opened the gate", "{may have >}opened the gate"),
    ("opened the gate", "opened the wrong gate", "opened the {> wrong} gate"),
    ("the harbour master", "The harbour owner", "The harbour {master > owner}"),
    ("pre-set", "pre-sent", "{pre-set > pre-sent}"),
    ("the gate", "the gate – the gate", None),
    ("it cost $5 a head", "it cost 5 a head", "it cost {$ >}5 a head"),
    ("it was -5 degrees", "it was 5 degrees", "it was {- >}5 degrees"),
    ("from 2,000 to 3.5 million", "from 2000 to 3,5 million", "from 2000 to {3.5 > 3,5} million"),
]


@pytest.mark.parametrize(("before", "after", "shown"), CHANGES)
def test_changes_read_as_phrases(before: str, after: str, shown: str | None) -> None:
    if shown:
        assert line(runs(before, after)) == shown


def test_words_that_were_moved_do_not_hide_those_that_stayed() -> None:
    found = runs("losses range from 70 to 90 boats sunk in harbour", "between 70 and 90 losses in the harbour")
    assert [run.after.strip() for run in found if run.kind == "same"] == ["70", "90", "in", "harbour"]


@pytest.mark.parametrize(("before", "after"), [pair[:2] for pair in CHANGES])
def test_both_versions_can_be_read_from_the_runs(before: str, after: str) -> None:
    found = runs(before, after)
    assert "".join(run.before for run in found) == before
    assert "".join(run.after for run in found) == after


def test_long_versions_with_nothing_in_common_are_not_compared() -> None:
    assert (
        runs("two officials of the harbour told an agency so", "Wie es dazu kam, weiß bis heute niemand zu sagen") == ()
    )


def test_nothing_is_compared_with_nothing() -> None:
    assert runs("", "words") == runs("words", "…") == ()

"""Lines of a history continue one another, speak of claims of the story and of statuses that there are."""

import pytest
from load.toys import codes, said

from sitegen.load.history import history
from sitegen.model.story import Step

FIRST = "- {date: 2031-05-12, claim: closed, to: unsupported}\n"


def read(text: str, faulty: str = "") -> tuple[list[Step], list[str]]:
    steps, problems = history("history.yml", text, frozenset(("closed", "safe")), frozenset(faulty.split()))
    return list(steps), said(problems)


def test_a_history_is_read_in_its_order() -> None:
    steps, problems = read(
        FIRST
        + "- {date: 2031-05-12T23:00+02:00, claim: safe, to: open, by: The desk}\n"
        + "- {date: 2031-05-12, claim: closed, from: unsupported, to: disputed, cause: Denied.}\n"
        + "- {date: 2031-05-13, claim: safe, from: open, to: corroborated}\n"
    )
    assert problems == []
    assert [(each.claim, each.date.day, each.before, each.after, each.cause, each.by) for each in steps] == [
        ("closed", "2031-05-12", "", "unsupported", "", ""),
        ("safe", "2031-05-12", "", "open", "", "The desk"),
        ("closed", "2031-05-12", "unsupported", "disputed", "Denied.", ""),
        ("safe", "2031-05-13", "open", "corroborated", "", ""),
    ]
    assert [each.address.line for each in steps] == [1, 2, 3, 4]


def test_a_history_may_begin_with_a_change() -> None:
    steps, problems = read("- {date: 2031-05-12, claim: closed, from: unsupported, to: disputed}\n")
    assert [each.before for each in steps] == ["unsupported"]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- {date: 2031-05-12, claim: close, to: disputed}",
            'history.yml:1:29 unknown-claim: there is no claim "close" in this story | did you mean "closed"?',
        ),
        (
            "- {date: 2031-05-12, claim: closed, to: corroborate}",
            'history.yml:1:41 unknown-status: "corroborate" is no status word of the rules'
            ' | did you mean "corroborated"?; an editor\'s own word needs `by`',
        ),
        (
            FIRST + "- {date: 2031-05-13, claim: closed, from: disputed, to: single-source}",
            'history.yml:2:43 broken-history: the status of "closed" was "unsupported" before,'
            ' and `from` says "disputed" | write `from: unsupported`',
        ),
        (
            FIRST + "- {date: 2031-05-13, claim: closed, to: single-source}",
            'history.yml:2:3 broken-history: the status of "closed" was "unsupported" before, and `from` says nothing'
            " | write `from: unsupported`",
        ),
        (
            FIRST + "- {date: 2031-05-13, claim: closed, from: unsupported, to: unsupported}",
            'history.yml:2:60 broken-history: the status of "closed" is "unsupported" already | take the line out',
        ),
        (
            FIRST + "- {date: 2031-05-11, claim: safe, to: disputed}",
            "history.yml:2:10 broken-history: 2031-05-11 is before 2031-05-12, which stands above it"
            " | put the lines in the order of time",
        ),
        (
            "- {date: 2031-05-12?, claim: safe, to: disputed}",
            'history.yml:1:10 bad-date: date: "2031-05-12?" is no day and no time'
            " | write 2022-03-14 or 2022-03-14T14:04-06:00: a history says since when",
        ),
        (
            "- {date: 2031-05-12, claim: safe}",
            "history.yml:1:3 missing-field: to is missing | write the status word that holds since then",
        ),
        (
            "closed: disputed",
            'history.yml:1:1 wrong-type: the history must be a list | begin each line of the history with "- "',
        ),
    ],
)
def test_a_mistake_has_a_place_and_a_hint(text: str, expected: str) -> None:
    steps, problems = read(text)
    assert problems == [expected]
    assert len(steps) == max(0, text.count("- {") - 1)


def test_one_mistake_brings_no_second_one() -> None:
    text = (
        FIRST
        + "- {date: 2031-05-13, claim: closed, from: unsupported, too: disputed, to: disputed}\n"
        + "- {date: 2031-05-14, claim: closed, from: disputed, to: retracted}\n"
    )
    assert len(read(text)[1]) == 1
    assert read("- {date: 2031-05-12, claim: lost, to: disputed}", faulty="lost") == ([], [])


def test_what_is_no_yaml_is_one_problem() -> None:
    steps, problems = history("history.yml", "- {date: [", frozenset(), frozenset())
    assert (steps, codes(problems)) == ((), ["bad-yaml"])

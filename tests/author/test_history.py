"""`sitegen record` writes down what is not in a history yet, and leaves what stands there as it is."""

from pathlib import Path

import pytest
from projects import article, built, published_files, sitegen, written

from sitegen.author.history import record
from sitegen.load.yaml_tree import tree

HERALD, KLAXON, HISTORY = (f"content/stories/flood/{name}" for name in ("herald.md", "klaxon.md", "history.yml"))
STORY = """\
---
title: The flood
claims:
  closed: {text: The bridge is closed}
  safe: {text: The bridge is safe}
---
"""
CLAIMS = "claims: [{claim: closed, quote: The bridge is closed, by: The mayor}]"
DENIAL = 'disputes: [{claim: closed, quote: "no, it is open", by: The ferryman}]'
BODY = "Asked for the bridge, he told us something else: no, it is open."
FLOOD = {"content/stories/flood/story.md": STORY, HERALD: article(more=CLAIMS)}
DENIED = {KLAXON: article(outlet="klaxon", more=DENIAL, body=BODY)}


def recorded(project: Path, day: str) -> list[str]:
    done, problems = record(project, day, "")
    assert problems == ()
    return [f"{each.path.rpartition('/')[2]} {line}" for each in done for line in each.lines]


def text_of(project: Path) -> str:
    return (project / HISTORY).read_text(encoding="utf-8")


def test_the_first_time_every_claim_is_written_down_and_then_only_what_changed(tmp_path: Path) -> None:
    project = written(tmp_path, FLOOD)
    assert recorded(project, "2031-05-13") == [
        "history.yml closed: first → single-source",
        "history.yml safe: first → unsupported",
    ]
    first = text_of(project)
    assert recorded(project, "2031-05-14") == []
    written(project, DENIED)
    assert recorded(project, "2031-05-14") == ["history.yml closed: single-source → disputed"]
    assert text_of(project) == (
        first + "- date: '2031-05-14'\n  claim: closed\n  from: single-source\n  to: disputed\n"
        "  cause: Denied by The ferryman in klaxon.\n"
    )
    assert recorded(project, "2031-05-14") == []
    assert built(project).problems == ()


@pytest.mark.parametrize(
    "before",
    [
        "# ours\n-   date: 2031-05-13\n    # a Tuesday\n    claim: closed\n    to: unsupported",
        "- {date: 2031-05-13, claim: closed, to: unsupported}\r\n# the end\r\n",
        "  - {claim: closed, to: unsupported, date: 2031-05-13}\n",
        "\n",
    ],
)
def test_what_stands_there_stays_byte_for_byte(before: str, tmp_path: Path) -> None:
    project = written(tmp_path, {**FLOOD, HISTORY: before})
    recorded(project, "2031-05-14")
    after = (project / HISTORY).read_bytes().decode()
    assert after.startswith(before) or not before.strip()
    assert after.count("\n") == after.count("\r\n") or "\r" not in before
    assert [each["to"] for each in tree(after).value][-2:] == ["single-source", "unsupported"]
    assert built(project).problems == ()


def test_a_list_in_brackets_is_left_alone(tmp_path: Path) -> None:
    project = written(tmp_path, {**FLOOD, HISTORY: "[{date: 2031-05-13, claim: closed, to: unsupported}]\n"})
    done, (problem,) = record(project, "2031-05-14", "")
    assert (done, problem.code) == ((), "broken-history")
    assert text_of(project).startswith("[{") and text_of(project).count("\n") == 1


def test_nothing_is_written_before_the_last_line(tmp_path: Path) -> None:
    project = written(tmp_path, FLOOD)
    recorded(project, "2031-05-13")
    written(project, DENIED)
    done, (problem,) = record(project, "2031-05-12", "")
    assert (done, problem.code, problem.hint) == (
        (), "broken-history", "say since when the statuses hold: sitegen record --date",
    )  # fmt: skip
    assert "disputed" not in text_of(project)


def test_nothing_of_a_draft_is_written_down(tmp_path: Path) -> None:
    draft = {KLAXON: DENIED[KLAXON].replace("\n---\n", "\ndraft: true\n---\n", 1)}
    project = written(
        tmp_path, {**FLOOD, **draft, "content/stories/plan/story.md": STORY.replace("claims:", "draft: true\nclaims:")}
    )
    recorded(project, "2031-05-13")
    assert "disputed" not in text_of(project)
    assert not (project / "content/stories/plan/history.yml").exists()
    assert built(project).problems == ()


def test_a_story_with_an_error_waits_until_it_is_mended(tmp_path: Path) -> None:
    project = written(tmp_path, {**FLOOD, KLAXON: "no front matter"})
    done, problems = record(project, "2031-05-13", "")
    assert (done, [each.code for each in problems]) == ((), ["no-front-matter"])
    assert not (project / HISTORY).exists()


def test_a_ruling_is_written_down_with_its_reason_and_name(tmp_path: Path) -> None:
    ruling = "{status: 'open: since 9', reason: 'We went # there', by: The desk}"
    own = STORY.replace("is closed}", f"is closed, ruling: {ruling}}}")
    project = written(tmp_path, {**FLOOD, "content/stories/flood/story.md": own})
    recorded(project, "2031-05-13")
    first = tree(text_of(project)).value[0]
    assert (first["to"], first["by"], first["cause"]) == ("open: since 9", "The desk", "We went # there")
    assert built(project).problems == ()


def test_a_history_to_which_no_line_can_be_added_stays_as_it_is(tmp_path: Path) -> None:
    for before in ("[]\n", "[{date: 2031-05-13, claim: closed, to: unsupported}]\n"):
        project = written(tmp_path, {**FLOOD, HISTORY: before})
        _, problems = record(project, "2031-05-14", "2031-05-14T00:00:00Z")
        assert [each.code for each in problems] == ["broken-history"]
        assert (project / HISTORY).read_text() == before


@pytest.mark.parametrize(
    ("article_of_klaxon", "expected"),
    [
        (article(outlet="klaxon", more=CLAIMS), ("corroborated", "Carried by independent reports: herald and klaxon.")),
        (
            article(outlet="klaxon", more=CLAIMS.replace("The mayor", "two clerks")),
            ("corroborated", "Carried by independent reports: herald and klaxon."),
        ),
        (
            article(outlet="klaxon", more="disputes: [{claim: closed, quote: it is open}]", body=BODY),
            ("contradicted", "Contradicted by klaxon."),
        ),
        (article(outlet="klaxon"), ("single-source", "Carried by the reporting of herald alone.")),
    ],
)
def test_the_cause_is_proposed_from_the_finding(
    article_of_klaxon: str, expected: tuple[str, str], tmp_path: Path
) -> None:
    project = written(tmp_path, {**FLOOD, KLAXON: article_of_klaxon})
    recorded(project, "2031-05-13")
    first = tree(text_of(project)).value[0]
    assert (first["to"], first["cause"]) == expected


def test_a_withdrawn_article_is_named_as_the_cause(tmp_path: Path) -> None:
    project = written(tmp_path, {**FLOOD, HERALD: article(more=CLAIMS, source="status: retracted")})
    recorded(project, "2031-05-13")
    first = tree(text_of(project)).value[0]
    assert (first["to"], first["cause"]) == ("retracted", "Withdrawn by herald.")


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    project = written(tmp_path, FLOOD)
    first = sitegen("record", "--date", "2031-05-13", project=project)
    assert (first.exit_code, first.stdout) == (
        0,
        f"{HISTORY}: 2 first statuses\ncontent/addresses.txt: 6 new addresses\n",
    )
    written(project, DENIED)
    warned = sitegen("check", project=project)
    assert "unrecorded-status" in warned.stderr
    assert "sitegen record" in warned.stderr
    second = sitegen("record", "--date", "2031-05-14", project=project)
    assert (second.exit_code, second.stdout) == (
        0,
        f"{HISTORY}: 2031-05-14\n  closed: single-source → disputed\ncontent/addresses.txt: 3 new addresses\n",
    )
    assert "unrecorded-status" not in sitegen("check", project=project).stderr
    assert sitegen("record", project=project).stdout == "nothing to record\n"


def test_a_status_that_is_not_in_the_history_is_a_warning_at_its_last_line(tmp_path: Path) -> None:
    project, place = written(tmp_path / "project", FLOOD), tmp_path / "place"
    recorded(project, "2031-05-13")
    written(project, DENIED)
    (problem,) = built(project, place=place).problems
    assert (problem.severity, problem.code, problem.origin.path) == ("warning", "unrecorded-status", HISTORY)
    assert problem.origin.line == 3
    assert problem.message == 'the status of "closed" is "disputed", and the history ends with "single-source"'
    recorded(project, "2031-05-14")
    again = built(project, place=place)  # the story depends on its history
    assert again.problems == ()
    assert "history.yml" not in "".join(again.files)
    assert again.files == published_files(place / "site") == built(project).files

"""Problems as text, JSON, annotations of a workflow and SARIF: always all of them, in order, and harmless to print."""

import json

import pytest

from sitegen.model.problem import Origin, Problem
from sitegen.problems import as_github, as_json, as_sarif, as_text, counted, errors, in_order, warning


def problem(path: str = "content/a.md", line: int = 3, column: int = 5, message: str = "no", **more: str) -> Problem:
    return Problem(
        origin=Origin(path=path, line=line, column=column), code=more.pop("code", "bad"), message=message, **more
    )  # type: ignore[arg-type]


ERROR = problem(message='"x" is not a key', hint='did you mean "y"?\nor "z"?', code="unknown-key")
WARNING = warning(Origin(path="content/b.md", line=9), "missing-url", "source.url is missing")


def test_text_is_a_line_with_a_place_and_indented_hints() -> None:
    assert as_text((ERROR, WARNING)) == (
        'content/a.md:3:5: error: "x" is not a key  [unknown-key]\n'
        '    did you mean "y"?\n'
        '    or "z"?\n'
        "content/b.md:9:1: warning: source.url is missing  [missing-url]\n"
    )


def test_colour_comes_only_when_it_is_asked_for() -> None:
    assert "\033" not in as_text((ERROR, WARNING))
    coloured = as_text((ERROR, WARNING), colour=True)
    assert "\033[31merror:\033[0m" in coloured and "\033[33mwarning:\033[0m" in coloured
    assert coloured.count("\033[0m") == coloured.count("\033[") / 2


@pytest.mark.parametrize("bad", ["\x1b", "\x07", "\n", "\r", "\x00", "\x9b", "\u202e", "\u2028"])
def test_what_a_terminal_would_obey_is_shown_instead(bad: str) -> None:
    written = as_text((problem(f"a{bad}.md", message=f"m{bad}", hint=f"h{bad}i"),))
    lines = written.split("\n")
    assert bad not in written.replace("\n", "") and lines[0].startswith("a\\x") and "error: m\\x" in lines[0]


def test_ordinary_letters_of_every_script_are_shown_as_they_are() -> None:
    assert "外交部 “é” –" in as_text((problem(message="外交部 “é” –"),))


def test_the_prefix_leads_to_the_project_but_not_to_a_file_outside_of_it() -> None:
    assert as_text((problem(),), prefix="demo/").startswith("demo/content/a.md:3:5:")
    assert as_text((problem("/lib/page.html"),), prefix="demo/").startswith("/lib/page.html:3:5:")
    assert json.loads(as_json((problem(),), prefix="demo/"))[0]["path"] == "demo/content/a.md"
    assert "file=demo/content/a.md," in as_github((problem(),), prefix="demo/")
    assert '"uri": "demo/content/a.md"' in as_sarif((problem(),), version="1", prefix="demo/")


def test_json_has_every_field_of_every_problem() -> None:
    assert json.loads(as_json((ERROR, WARNING))) == [
        {
            "path": "content/a.md",
            "line": 3,
            "column": 5,
            "severity": "error",
            "code": "unknown-key",
            "message": '"x" is not a key',
            "hint": 'did you mean "y"?\nor "z"?',
        },
        {
            "path": "content/b.md",
            "line": 9,
            "column": 1,
            "severity": "warning",
            "code": "missing-url",
            "message": "source.url is missing",
            "hint": "",
        },
    ]
    assert json.loads(as_json(())) == []


def test_github_gets_one_command_a_problem_with_errors_first() -> None:
    assert as_github((warning(Origin(path="a.md"), "w", "first"), problem("z.md"), problem("b.md"))) == (
        "::error file=b.md,line=3,col=5,title=bad::no\n"
        "::error file=z.md,line=3,col=5,title=bad::no\n"
        "::warning file=a.md,line=1,col=1,title=w::first\n"
    )


def test_a_message_cannot_end_its_github_command_and_begin_another() -> None:
    written = as_github((problem("a,b:c.md", message="100%\r\n::error::x", hint="one\ntwo"),))
    assert written == ("::error file=a%2Cb%3Ac.md,line=3,col=5,title=bad::100%25%0D%0A::error::x%0Aone%0Atwo\n")


def test_sarif_has_rules_levels_and_places() -> None:
    log = json.loads(as_sarif((ERROR, WARNING, problem(code="unknown-key")), version="1.2"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"] == {
        "name": "sitegen",
        "version": "1.2",
        "rules": [{"id": "missing-url"}, {"id": "unknown-key"}],
    }
    assert run["results"][0] == {
        "ruleId": "unknown-key",
        "level": "error",
        "message": {"text": '"x" is not a key (did you mean "y"?\nor "z"?)'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/a.md"},
                    "region": {"startLine": 3, "startColumn": 5},
                }
            }
        ],
    }
    assert [each["level"] for each in run["results"]] == ["error", "warning", "error"]


def test_problems_stand_by_path_then_line_then_column_each_once() -> None:
    ordered = (
        problem("a.md", 2, 1),
        problem("a.md", 2, 9),
        problem("a.md", 2, 9, code="worse"),
        problem("a.md", 10, 1, "a"),
        problem("a.md", 10, 1, "b"),
        problem("b.md", 1, 1),
    )
    assert in_order((*reversed(ordered), *ordered)) == ordered


def test_warnings_are_no_errors() -> None:
    assert errors((ERROR, WARNING)) == (ERROR,)


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        ((), "no problems"),
        ((ERROR,), "1 error"),
        ((ERROR, problem(), WARNING), "2 errors, 1 warning"),
        ((WARNING, WARNING), "2 warnings"),
    ],
)
def test_problems_are_counted_in_words(problems: tuple[Problem, ...], words: str) -> None:
    assert counted(problems) == words


ODD_NAME = problem("content/\udce9.md")  # a name that is no UTF-8, as Python reads it from the disk


def test_a_file_name_that_is_no_utf8_can_be_printed() -> None:
    assert as_text((ODD_NAME,)).encode() == b"content/\\udce9.md:3:5: error: no  [bad]\n"


@pytest.mark.parametrize(
    "written",
    [as_json((ODD_NAME,)), as_github((ODD_NAME,)), as_sarif((ODD_NAME,), version="1")],
    ids=["json", "github", "sarif"],
)
def test_a_file_name_that_is_no_utf8_can_be_written_for_machines(written: str) -> None:
    assert written.encode()

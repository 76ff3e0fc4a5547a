"""The command as its users meet it: exit codes, messages for people and for machines, the folder that it writes."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from projects import HERALD, SMALL, article, files_under, sitegen, written

import sitegen as package
from sitegen.load.schema import SHAPES

FAULTY = {**SMALL, "content/stories/flood/klaxon.md": article(outlet="klaxon", more="claims: [{claim: nowhere}]")}
WARNED = {HERALD: "---\ntitle: Bridge closed\nsource: {outlet: The Herald}\n---\n"}


def test_a_site_that_is_built_exits_with_0(tmp_path: Path) -> None:
    run = sitegen("build", "--no-search", project=written(tmp_path, SMALL))
    assert run.exit_code == 0
    assert run.stderr == ""
    stages = ("look", "stories", "site", "save")
    told = " · ".join(("13 pages in site/: 13 made, 0 kept, 0 removed", ", ".join(f"{each} T" for each in stages)))
    assert re.sub(r"\d+\.\d\d", "T", run.stdout) == f"{told} · T s\n"
    assert (tmp_path / "site" / "index.html").is_file()


def test_the_line_tells_what_was_made_anew_what_was_kept_and_what_is_gone(tmp_path: Path) -> None:
    project = written(tmp_path, {**SMALL, "content/pages/about.md": "---\ntitle: About\n---\n"})
    told = []
    for step in (
        lambda: None,
        lambda: None,
        lambda: written(project, {HERALD: SMALL[HERALD].replace("title: The bridge", "title: This bridge")}),
        lambda: (project / "content" / "pages" / "about.md").unlink(),
    ):
        step()
        told.append(sitegen("build", "--no-search", project=project).stdout.partition(" · ")[0])
    assert told == [
        "14 pages in site/: 14 made, 0 kept, 0 removed",
        "14 pages in site/: 0 made, 14 kept, 0 removed",
        "14 pages in site/: 4 made, 10 kept, 0 removed",  # of the story, the article, the claim, the outlet
        "13 pages in site/: 12 made, 1 kept, 1 removed",  # every page but a card has the menu
    ]


def test_the_search_index_is_part_of_the_site_and_kept_for_the_next_build(tmp_path: Path) -> None:
    project = written(tmp_path, SMALL)
    assert sitegen("build", project=project).exit_code == 0
    first = files_under(project / "site")
    assert "pagefind/all/pagefind.js" in first
    again = sitegen("build", project=project)
    assert again.stdout.startswith("13 pages in site/: 0 made, 13 kept, 0 removed · look ")
    assert files_under(project / "site") == first


def test_mistakes_exit_with_1_and_publish_nothing(tmp_path: Path) -> None:
    run = sitegen("build", "--no-search", project=written(tmp_path, FAULTY))
    assert run.exit_code == 1
    assert "[unknown-claim]" in run.stderr
    assert run.stderr.endswith("Nothing was published: 1 error\n")
    assert not (tmp_path / "site").exists()


def test_a_failed_build_leaves_the_published_folder_as_it_was(tmp_path: Path) -> None:
    project = written(tmp_path, SMALL)
    sitegen("build", "--no-search", project=project)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _files(project / "site")}
    written(project, FAULTY)
    assert sitegen("build", "--no-search", project=project).exit_code == 1
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _files(project / "site")} == before


def test_a_broken_theme_publishes_nothing_even_if_it_is_to_keep_going(tmp_path: Path) -> None:
    project = written(tmp_path, {**SMALL, "themes/default/templates/story.html": "{% nonsense %}"})
    run = sitegen("build", "--no-search", "--keep-going", project=project)
    assert run.exit_code == 1
    assert run.stderr.startswith("themes/default/templates/story.html:1:1: error: ")
    assert not (tmp_path / "site").exists()


def test_strict_takes_warnings_for_errors(tmp_path: Path) -> None:
    project = written(tmp_path, WARNED)
    assert sitegen("build", "--no-search", "--strict", project=project).exit_code == 1
    assert not (project / "site").exists()
    assert sitegen("check", "--strict", project=project).exit_code == 1
    assert sitegen("check", project=project).exit_code == 0
    assert sitegen("build", "--no-search", project=project).exit_code == 0


def test_strict_and_keep_going_publish_and_exit_with_1(tmp_path: Path) -> None:
    run = sitegen("build", "--no-search", "--strict", "--keep-going", project=written(tmp_path, WARNED))
    assert run.exit_code == 1
    assert (tmp_path / "site" / "stories" / "flood" / "herald" / "index.html").is_file()


def test_keep_going_publishes_the_rest_and_exits_with_1(tmp_path: Path) -> None:
    run = sitegen("build", "--no-search", "--keep-going", project=written(tmp_path, FAULTY))
    assert run.exit_code == 1
    assert (tmp_path / "site" / "stories" / "flood" / "herald" / "index.html").is_file()


def test_check_writes_nothing_and_counts(tmp_path: Path) -> None:
    project = written(tmp_path, FAULTY)
    before = files_under(project)
    run = sitegen("check", project=project)
    assert (run.exit_code, run.stdout) == (1, "1 error\n")
    assert files_under(project) == before


def test_check_of_a_sound_project_says_so(tmp_path: Path) -> None:
    run = sitegen("check", project=written(tmp_path, SMALL))
    assert (run.exit_code, run.stdout, run.stderr) == (0, "no problems\n", "")


def test_a_message_begins_with_a_path_that_can_be_opened_from_here(tmp_path: Path) -> None:
    written(tmp_path / "news", FAULTY)
    run = sitegen("check", "news/", project=tmp_path)
    assert run.stderr.startswith("news/content/stories/flood/klaxon.md:4:18: error: ")
    absolute = sitegen("check", tmp_path / "news", project=tmp_path)
    assert absolute.stderr.startswith(f"{tmp_path}/news/content/stories/flood/klaxon.md:4:18: error: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "nowhere"], "does not exist"),
        (["build", "empty"], "there is no folder empty/content"),
        (["check", "empty"], "there is no folder empty/content"),
        (["serve", "empty"], "there is no folder empty/content"),
        (["build", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github', 'sarif'"),
        (["build", "--base-url", "example.org"], "is not an address that begins with https:// or http://"),
        (["build", "--nonsense"], "No such option"),
        (["build", "--output", "content"], "would overwrite"),
        (["build", "--output", "content/site"], "would overwrite"),
        (["build", "--output", "."], "would overwrite"),
        (["build", "--output", "themes/site"], "would overwrite"),
        (["schema", "novel"], "choose article, story, history, outlets, people, site, page"),
        (["serve", "--port", "70000"], "not in the range"),
        (["publish"], "No such command"),
    ],
)
def test_a_command_that_cannot_be_understood_exits_with_2(arguments: list[str], said: str, tmp_path: Path) -> None:
    project = written(tmp_path, SMALL)
    (project / "empty").mkdir()
    before = files_under(project)
    run = sitegen(*arguments, project=project)
    assert run.exit_code == 2
    assert said in " ".join(run.stderr.split())
    assert files_under(project) == before


@pytest.mark.parametrize("command", ["build", "check", "serve", "schema", "init"])
def test_every_command_explains_itself(command: str, tmp_path: Path) -> None:
    run = sitegen(command, "--help", project=tmp_path)
    assert run.exit_code == 0
    assert f"Usage: main {command} [OPTIONS]" in run.stdout


def test_the_version_is_the_package_s(tmp_path: Path) -> None:
    assert sitegen("--version", project=tmp_path).stdout == f"sitegen, version {package.__version__}\n"


def test_schema_prints_the_schema_of_one_kind_or_of_all(tmp_path: Path) -> None:
    everything = json.loads(sitegen("schema", project=tmp_path).stdout)
    assert set(everything["$defs"]) == set(SHAPES)
    one = json.loads(sitegen("schema", "article", project=tmp_path).stdout)
    assert one["required"] == ["title", "source"]
    assert everything["$defs"]["article"]["properties"].keys() == one["properties"].keys()


PROBLEM = {
    "path": "content/stories/flood/klaxon.md",
    "line": 4,
    "column": 18,
    "severity": "error",
    "code": "unknown-claim",
    "message": 'the claim "nowhere" is not in story.md',
    "hint": "add it to `claims` in story.md, or give its `text` here",
}


def test_check_writes_json_for_machines(tmp_path: Path) -> None:
    run = sitegen("check", "--format", "json", project=written(tmp_path, FAULTY))
    assert json.loads(run.stderr) == [PROBLEM]
    assert run.stdout == ""


def test_without_a_problem_json_is_an_empty_list(tmp_path: Path) -> None:
    assert json.loads(sitegen("check", "--format", "json", project=written(tmp_path, SMALL)).stderr) == []


@pytest.mark.parametrize("shape", ["json", "sarif"])
def test_what_a_failed_build_writes_for_machines_can_be_read_by_them(shape: str, tmp_path: Path) -> None:
    run = sitegen("build", "--no-search", "--format", shape, project=written(tmp_path, FAULTY))
    assert "nowhere" in str(json.loads(run.stderr))


def test_a_failed_build_tells_github_nothing_but_the_problems(tmp_path: Path) -> None:
    run = sitegen("build", "--no-search", "--format", "github", project=written(tmp_path, FAULTY))
    assert [line[:8] for line in run.stderr.splitlines()] == ["::error "]


def test_github_is_told_in_workflow_commands_errors_first(tmp_path: Path) -> None:
    both = {"content/stories/a/herald.md": WARNED[HERALD], **FAULTY}
    lines = sitegen("check", "--format", "github", project=written(tmp_path, both)).stderr.splitlines()
    assert lines == [
        "::error file=content/stories/flood/klaxon.md,line=4,col=18,title=unknown-claim"
        '::the claim "nowhere" is not in story.md%0Aadd it to `claims` in story.md, or give its `text` here',
        "::warning file=content/stories/a/herald.md,line=3,col=1,title=missing-url"
        "::source.url is missing%0Areaders want to check the original: give its address",
    ]


def test_sarif_names_rule_place_and_level(tmp_path: Path) -> None:
    run = sitegen("check", "--format", "sarif", project=written(tmp_path, FAULTY))
    log = json.loads(run.stderr)
    result = log["runs"][0]["results"][0]
    assert log["version"] == "2.1.0"
    assert log["runs"][0]["tool"]["driver"]["rules"] == [{"id": "unknown-claim"}]
    assert (result["ruleId"], result["level"]) == ("unknown-claim", "error")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/stories/flood/klaxon.md"},
        "region": {"startLine": 4, "startColumn": 18},
    }


def test_a_control_character_in_content_does_not_reach_the_terminal(tmp_path: Path) -> None:
    files = {HERALD: article(more='claims: [{claim: "\\e[31mred"}]')}
    run = sitegen("check", project=written(tmp_path, files))
    assert "\ufffd[31mred" in run.stderr
    assert "\x1b" not in run.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals to try it on")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_is_for_a_terminal_without_no_color(no_color: str, coloured: bool, tmp_path: Path) -> None:
    project = written(tmp_path, FAULTY)
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "sitegen", "check"]
    environment = {**os.environ, "NO_COLOR": no_color}
    subprocess.run(command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=theirs, check=False)
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "klaxon.md:4:18:" in said
    assert ("\x1b[" in said) == coloured


def test_what_is_piped_has_no_colour(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sitegen", "check"]
    run = subprocess.run(command, cwd=written(tmp_path, FAULTY), capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "[unknown-claim]" in run.stderr
    assert "\x1b" not in run.stderr + run.stdout


def test_a_command_ends_well_though_nobody_listens(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sitegen", "check"]
    run = subprocess.run(command, cwd=written(tmp_path, SMALL), check=False, preexec_fn=lambda: os.close(1))
    assert run.returncode == 0


def test_base_url_replaces_that_of_the_site(tmp_path: Path) -> None:
    project = written(tmp_path, {**SMALL, "content/site.yml": "base_url: https://old.example/\n"})
    sitegen("build", "--no-search", "--base-url", "https://example.org/repo", project=project)
    page = (project / "site" / "stories" / "flood" / "index.html").read_text()
    assert '<link rel="canonical" href="https://example.org/repo/stories/flood/">' in page
    assert not [path for path, data in files_under(project / "site").items() if b"old.example" in data]


def test_drafts_are_built_only_on_demand(tmp_path: Path) -> None:
    draft = {HERALD: article(more="draft: true"), "content/pages/plan.md": "---\ntitle: Plan\ndraft: true\n---\n"}
    project = written(tmp_path, draft)
    sitegen("build", "--no-search", project=project)
    assert not (project / "site" / "stories" / "flood" / "herald").exists()
    assert not (project / "site" / "plan").exists()
    sitegen("build", "--no-search", "--drafts", project=project)
    page = (project / "site" / "stories" / "flood" / "herald" / "index.html").read_text()
    assert "This page is only in the preview" in page
    assert '<meta name="robots" content="noindex">' in page
    assert (project / "site" / "plan" / "index.html").is_file()


def test_output_goes_where_it_is_told(tmp_path: Path) -> None:
    project = written(tmp_path / "news", SMALL)
    assert sitegen("build", "--no-search", "--output", tmp_path / "public" / "html", project=project).exit_code == 0
    assert (tmp_path / "public" / "html" / "index.html").is_file()
    assert not (project / "site").exists()


def test_a_folder_that_somebody_else_filled_is_left_alone(tmp_path: Path) -> None:
    project = written(tmp_path, {**SMALL, "site/index.html": "mine", "site/notes.txt": "mine, too"})
    run = sitegen("build", "--no-search", project=project)
    assert run.exit_code == 2
    assert "holds index.html, which sitegen did not make" in run.stderr
    assert files_under(project / "site") == {"index.html": b"mine", "notes.txt": b"mine, too"}


def test_a_folder_that_cannot_be_made_is_a_message(tmp_path: Path) -> None:
    run = sitegen("build", "--no-search", "--output", "file/site", project=written(tmp_path, {**SMALL, "file": ""}))
    assert run.exit_code == 1
    assert run.stderr.startswith(f"error: {tmp_path}/file/site could not be written: ")


@pytest.mark.parametrize("name", ["site/stories", "site/index.html/mine.txt"])
def test_a_file_where_a_folder_must_be_and_the_reverse_change_nothing(name: str, tmp_path: Path) -> None:
    project = written(tmp_path, {**SMALL, name: "mine"})
    run = sitegen("build", "--no-search", project=project)
    assert run.exit_code in (1, 2)
    assert f"{project}/site" in run.stderr
    assert files_under(project / "site") == {name.removeprefix("site/"): b"mine"}


@pytest.mark.parametrize(
    ("arguments", "files", "code"),
    [(["--base-url", "https://["], {}, 2), ([], {"content/site.yml": "base_url: 'https://['\n"}, 1)],
)
def test_an_impossible_base_url_is_a_message(
    arguments: list[str], files: dict[str, str], code: int, tmp_path: Path
) -> None:
    project = written(tmp_path, {**SMALL, **files})
    assert sitegen("build", "--no-search", *arguments, project=project).exit_code == code


@pytest.mark.parametrize("name", ["pagefind-entry.json", "pagefind.js", "*.pf_fragment"])
def test_a_memory_that_was_damaged_costs_only_time(name: str, tmp_path: Path) -> None:
    project = written(tmp_path, SMALL)
    sitegen("build", project=project)
    damaged = list((project / ".sitegen").rglob(name))
    assert damaged, "this test no longer knows where the memory is"
    for path in damaged:
        path.write_bytes(path.read_bytes()[:10])
    assert sitegen("build", "--output", "again", project=project).exit_code == 0
    assert not [path for path in (project / "again").rglob(name) if path.stat().st_size <= 10]


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]

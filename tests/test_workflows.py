"""The workflows of this repository, and the one that `init` writes, do what GitHub is asked to do by them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from projects import ROOT, sitegen

from sitegen.load.yaml_tree import tree

PAGES = ".github/workflows/pages.yml"
TOOLS = Path(sys.executable).parent


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project as `init` makes it."""
    sitegen("init", "desk", project=tmp_path)
    return tmp_path / "desk"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of what this repository tells GitHub."""
    shutil.copytree(ROOT / ".github", tmp_path / "own" / ".github")
    return tmp_path / "own"


def faults(project: Path) -> str:
    """What three readers of workflows have against those of a project; "" for nothing."""
    workflows = sorted(str(path) for path in (project / ".github/workflows").glob("*.yml"))
    assert workflows
    schema = [TOOLS / "check-jsonschema", "--builtin-schema"]
    commands: tuple[list[str | Path], ...] = (
        [TOOLS / "actionlint", "-no-color", *workflows],
        [*schema, "vendor.github-workflows", *workflows],
        [*schema, "vendor.dependabot", str(project / ".github/dependabot.yml")],
        [TOOLS / "zizmor", "--offline", "--quiet", "--no-progress", "--color", "never", str(project)],
    )
    runs = (subprocess.run(command, capture_output=True, text=True, cwd=project) for command in commands)
    return "".join(run.stdout + run.stderr or f"exit code {run.returncode}" for run in runs if run.returncode)


def test_the_workflows_of_this_repository_have_no_faults(own: Path) -> None:
    assert faults(own) == ""


def test_what_init_writes_for_github_has_no_faults(desk: Path) -> None:
    assert faults(desk) == ""


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (PAGES, "fetch-depth: 0", "fetch-deep: 0", 'input "fetch-deep" is not defined'),
        (PAGES, "steps.pages.outputs", "steps.page.outputs", 'property "page" is not defined'),
        (PAGES, "    needs: build\n", "    needs: built\n", 'needs job "built" which does not exist'),
        (PAGES, "timeout-minutes: 15", "timeout: 15", "timeout"),
        (PAGES, '"$BASE_URL"', "${{ github.head_ref }}", "template-injection"),
        (PAGES, "          persist-credentials: false\n", "", "artipacked"),
        (PAGES, "actions/cache/save@v6", "somebody/cache@v6", "unpinned-uses"),
        (".github/dependabot.yml", "interval: monthly", "interval: never", "never"),
    ],
)
def test_a_planted_fault_is_found(file: str, old: str, new: str, fault: str, desk: Path) -> None:
    text = (desk / file).read_text(encoding="utf-8")
    assert old in text
    (desk / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert fault in faults(desk)


def test_the_demo_is_published_as_a_new_project_is_but_for_where_sitegen_comes_from(desk: Path) -> None:
    theirs = (desk / PAGES).read_text(encoding="utf-8")
    install = "pip install --requirement requirements.txt"
    assert install in theirs
    assert theirs.replace(install, "pip install .") == (ROOT / PAGES).read_text(encoding="utf-8")


def workflow(path: Path) -> Any:
    return tree(path.read_text(encoding="utf-8")).value


def steps(job: Any) -> Iterator[tuple[str, Any]]:
    """Each step with what it uses, or the first words that it runs."""
    for step in job["steps"]:
        yield step.get("uses", " ".join(step.get("run", "").split()[:2])).partition("@")[0], step


def test_nothing_is_published_from_a_pull_request_or_after_an_error(desk: Path) -> None:
    jobs = workflow(desk / PAGES)["jobs"]
    build = dict(steps(jobs["build"]))
    names = list(build)
    assert names.index("sitegen check") < names.index("sitegen build") < names.index("actions/upload-pages-artifact")
    assert (jobs["deploy"]["needs"], jobs["deploy"]["if"]) == ("build", "${{ github.event_name != 'pull_request' }}")
    assert build["actions/upload-pages-artifact"]["if"] == "${{ github.event_name != 'pull_request' }}"
    assert build["actions/upload-artifact"]["if"] == "${{ github.event_name == 'pull_request' }}"
    assert "github.event_name != 'pull_request' &&" in build["actions/cache/save"]["if"]
    for name in ("sitegen check", "sitegen build", "actions/upload-pages-artifact", "actions/upload-artifact"):
        assert "continue-on-error" not in build[name]
        assert "always()" not in build[name].get("if", "")
    assert not any("--drafts" in step.get("run", "") for step in jobs["build"]["steps"])


def test_only_the_job_that_deploys_may_write_anything(desk: Path) -> None:
    found = workflow(desk / PAGES)
    assert found["permissions"] == {}
    assert set(found["jobs"]["build"]["permissions"].values()) == {"read"}
    assert found["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_what_the_workflow_keeps_makes_the_next_build_a_small_one(desk: Path, tmp_path: Path) -> None:
    command = ("build", "--no-search", "--base-url", "https://owner.github.io/repository/")
    kept = dict(steps(workflow(desk / PAGES)["jobs"]["build"]))["actions/cache/save"]["with"]["path"].split()
    assert sitegen(*command, project=desk).exit_code == 0
    archive = tmp_path / "memory.tar"
    subprocess.run(["tar", "--create", "--file", archive, *kept], cwd=desk, check=True)
    shutil.rmtree(desk)
    sitegen("init", "desk", project=tmp_path)  # as a checkout: the same files with other times
    subprocess.run(["tar", "--extract", "--file", archive], cwd=desk, check=True)
    assert " 0 made, 22 kept, 0 removed" in sitegen(*command, project=desk).stdout
    story = desk / "content/stories/footbridge/story.md"
    story.write_text(story.read_text().replace("This story is an example", "This story is but an example"))
    assert " 1 made, 21 kept, 0 removed" in sitegen(*command, project=desk).stdout


@pytest.mark.long
def test_the_commands_of_the_workflow_publish_with_nothing_but_the_wheel(desk: Path, tmp_path: Path) -> None:
    """On a machine that has no checkout: what a step runs is run as GitHub runs it."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", tmp_path / "dist", ROOT], check=True)
    held = ZipFile(next((tmp_path / "dist").glob("*.whl"))).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in held} == {"sitegen", "sitegen_stories"}
    for path in ("themes/default/static/style.css", "serve/preview.js", "author/desk/github/workflows/pages.yml"):
        assert f"sitegen/{path}" in held
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "empty"], check=True)
    links = f"{tmp_path / 'dist'} {os.environ.get('PIP_FIND_LINKS', '')}".strip()  # as if it were on PyPI already
    around = {name: each for name, each in os.environ.items() if not name.startswith("PYTHON")}
    around |= {"PATH": f"{tmp_path / 'empty/bin'}{os.pathsep}{os.environ['PATH']}", "PIP_FIND_LINKS": links}
    around |= {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "BASE_URL": "https://owner.github.io/repository/"}
    commands = [step["run"] for _, step in steps(workflow(desk / PAGES)["jobs"]["build"]) if "run" in step]

    def run(command: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "step.sh").write_text(command, encoding="utf-8")
        script = ["bash", "-e", str(tmp_path / "step.sh")]
        return subprocess.run(script, cwd=desk, env=around, capture_output=True, text=True)

    _, check, build, summary = commands
    for command in commands:
        ended = run(command)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "no problems" in (tmp_path / "summary").read_text()
    assert b'href="/repository/theme/style.css"' in (desk / "site/404.html").read_bytes()
    assert (desk / "site/pagefind/bundles.json").is_file()
    before = (desk / "site/index.html").read_bytes()

    article = desk / "content/stories/footbridge/river-post.md"
    article.write_text(article.read_text().replace("quote: two of its cables", "quote: three of its cables"))
    found = run(check)
    assert found.returncode == 1
    assert found.stderr.startswith("::error file=content/stories/footbridge/river-post.md,line=12,col=12,title=quote-")
    (tmp_path / "summary").unlink()
    assert run(summary).returncode == 0
    assert "river-post.md:12:12: error: the quotation" in (tmp_path / "summary").read_text()
    assert run(build).returncode == 1
    assert (desk / "site/index.html").read_bytes() == before

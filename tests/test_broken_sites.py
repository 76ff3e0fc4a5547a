"""Broken projects, each with exactly what the command says about it. `make golden` writes the answers anew."""

from pathlib import Path
from shutil import copytree

import pytest
from projects import sitegen

PROBLEMS = Path(__file__).parent / "problems"
CASES = sorted(path.name for path in PROBLEMS.iterdir() if path.is_dir())
ONLY_WARNINGS = {"cut-by-comment", "undeclared-rewrite", "unpublishable-file", "unrecorded-status", "warnings"}
OF_THE_THEME = {"bad-template", "template-field"}  # what `check`, which makes no page, cannot see


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_reported_with_its_place_and_a_hint(case: str, golden: bool, tmp_path: Path) -> None:
    project = copytree(PROBLEMS / case, tmp_path / case, ignore=lambda *_: ["expected.txt"])
    run = sitegen("build", "--no-search", project=project)
    expected = PROBLEMS / case / "expected.txt"
    if golden:
        expected.write_text(run.stderr, encoding="utf-8")
    assert run.stderr == expected.read_text(encoding="utf-8")
    assert run.exit_code == (0 if case in ONLY_WARNINGS else 1)
    assert (project / "site").exists() == (case in ONLY_WARNINGS)


@pytest.mark.parametrize("case", sorted(set(CASES) - OF_THE_THEME))
def test_check_says_what_build_says(case: str, tmp_path: Path) -> None:
    project = copytree(PROBLEMS / case, tmp_path / case)
    run = sitegen("check", project=project)
    said = (PROBLEMS / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert run.stderr.splitlines() == [line for line in said if not line.startswith("Nothing was published")]
    assert run.exit_code == (0 if case in ONLY_WARNINGS else 1)

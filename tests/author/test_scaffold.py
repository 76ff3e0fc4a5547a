"""`sitegen init` begins a project that can be published as it is, and harms none that is there."""

from pathlib import Path

import pytest
from projects import SMALL, files_under, sitegen, written

from sitegen import __version__
from sitegen.author import scaffold

EVERYTHING = (*scaffold.CONTENT, *scaffold.AROUND)


def test_an_empty_folder_becomes_a_project_without_a_problem(tmp_path: Path) -> None:
    run = sitegen("init", project=tmp_path)
    assert run.exit_code == 0
    assert run.stdout.splitlines() == [
        *(f"wrote {path}" for path in EVERYTHING),
        "Look at it:  sitegen serve",
        "Publish it:  README.md says how",
    ]
    assert sorted(files_under(tmp_path)) == sorted(EVERYTHING)
    assert sitegen("check", "--strict", project=tmp_path).stdout == "no problems\n"


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    run = sitegen("init", "new/our desk", project=tmp_path)
    assert "wrote new/our desk/README.md\n" in run.stdout
    assert run.stdout.endswith(
        "Look at it:  cd 'new/our desk' && sitegen serve\nPublish it:  new/our desk/README.md says how\n"
    )
    assert sorted(files_under(tmp_path / "new/our desk")) == sorted(EVERYTHING)


def test_no_file_that_is_there_is_written_over(tmp_path: Path) -> None:
    mine = {"README.md": "mine", ".github/workflows/pages.yml": "mine, too"}
    written(tmp_path, mine)
    run = sitegen("init", project=tmp_path)
    assert run.exit_code == 0
    assert [line for line in run.stdout.splitlines() if line.startswith("kept")] == [
        "kept  README.md, which was there",
        "kept  .github/workflows/pages.yml, which was there",
    ]
    files = files_under(tmp_path)
    assert {path: files[path].decode() for path in mine} == mine
    assert sorted(files) == sorted(EVERYTHING)


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "README.md").symlink_to(tmp_path / "elsewhere.md")
    assert "kept  README.md" in sitegen("init", project=tmp_path).stdout
    assert not (tmp_path / "elsewhere.md").exists()


def test_who_has_content_gets_everything_but_content(tmp_path: Path) -> None:
    before = files_under(written(tmp_path, SMALL))
    run = sitegen("init", project=tmp_path)
    assert run.stdout.splitlines()[-3] == "kept  content/, which was there"
    assert files_under(tmp_path) == {**before, **{path: scaffold.text(path) for path in scaffold.AROUND}}


def test_a_second_time_nothing_is_written(tmp_path: Path) -> None:
    sitegen("init", project=tmp_path)
    before = files_under(tmp_path)
    assert "wrote" not in sitegen("init", project=tmp_path).stdout
    assert files_under(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "arguments", "code", "said"),
    [
        ("desk", ["desk"], 2, "Directory 'desk' is a file"),
        (".github", [], 1, "error: .github/workflows could not be written: Not a directory"),
    ],
)
def test_a_file_in_the_way_is_a_message(name: str, arguments: list[str], code: int, said: str, tmp_path: Path) -> None:
    run = sitegen("init", *arguments, project=written(tmp_path, {name: "in the way"}))
    assert run.exit_code == code
    assert said in run.stderr


def test_the_version_is_fixed_in_one_place(tmp_path: Path) -> None:
    sitegen("init", project=tmp_path)
    holders = [path for path, data in files_under(tmp_path).items() if __version__.encode() in data]
    assert holders == ["requirements.txt"]
    assert f"\nsitegen-stories=={__version__}\n" in (tmp_path / "requirements.txt").read_text()


def test_every_text_that_is_kept_for_a_new_project_is_written_to_it() -> None:
    folder = Path(scaffold.__file__).with_name("desk")
    assert sorted(files_under(folder)) == sorted(path.removeprefix(".") for path in EVERYTHING)


def test_the_example_says_on_its_page_that_it_is_invented(tmp_path: Path) -> None:
    sitegen("init", project=tmp_path)
    assert sitegen("build", "--no-search", project=tmp_path).exit_code == 0
    page = (tmp_path / "site/stories/footbridge/index.html").read_text(encoding="utf-8")
    assert "Example: why was the footbridge closed?" in page
    assert "the town, the outlets and all that they say are invented" in page

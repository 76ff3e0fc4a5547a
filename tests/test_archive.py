"""The archive of a whole project: what is in it, what is not, and that the same content gives the same bytes."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import bagit
import pytest
from markup import addresses, broken_links, faults
from projects import HERALD, ROOT, SMALL, article, files_under, many, sitegen, written

CANARY = "Albatross"
DRAFTS = {
    "content/stories/secret/story.md": f"---\ntitle: {CANARY} story\ndraft: true\n---\n{CANARY} note.\n",
    "content/stories/secret/herald.md": article(title=f"{CANARY} article"),
    "content/stories/flood/gazette.md": article(title=f"{CANARY} draft", outlet="gazette", more="draft: true"),
    "content/stories/flood/courier.md": article(  # quotes-only: what is not quoted stays here
        outlet="courier",
        more="claims: [{claim: bridge-closed, quote: The bridge is closed}]",
        body=f"The bridge is closed until further notice.\n\nNobody quoted this sentence of the {CANARY}.",
    ),
    "content/pages/plan.md": f"---\ntitle: {CANARY} plan\ndraft: true\n---\n{CANARY}.\n",
}


def unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as bag:
        bag.extractall(folder)
    (inside,) = folder.iterdir()
    return inside


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the demo, unpacked."""
    project = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", project / "content")
    result = sitegen("bundle", "--output", "demo.zip", "--base-url", "https://example.org/demo", project=project)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in project.iterdir()) == ["content", "demo.zip"], "nothing else is left behind"
    assert sha256((project / "demo.zip").read_bytes()).hexdigest() in result.output
    return unpacked(project / "demo.zip", project / "unpacked")


def test_every_link_of_the_archive_leads_to_a_file_that_is_in_it(demo: Path) -> None:
    files = files_under(demo)
    assert broken_links(files) == []
    for path in files:
        if path.endswith(".html"):
            for tag, address in addresses(files[path]):
                folder = re.fullmatch(r"(?![a-z]+:)(?:[^?#]*/|\.{1,2})(?:[?#].*)?", address)
                assert not folder, f"{path}: <{tag}> {address} leads to a folder"


def test_the_pages_of_the_archive_are_sound(demo: Path) -> None:
    files = files_under(demo)
    assert {path: found for path, data in files.items() if path.endswith(".html") and (found := faults(data))} == {}


def test_the_archive_is_a_bag_that_says_where_it_is_from(demo: Path) -> None:
    bag = bagit.Bag(str(demo))
    bag.validate()
    assert bag.info["Source-Organization"] == "The demo desk"
    assert bag.info["External-Identifier"] == "https://example.org/demo/"
    assert bag.info["Bag-Software-Agent"].startswith("sitegen ")
    assert "Bagging-Date" not in bag.info


def test_what_is_for_a_server_is_not_in_the_archive_and_the_tables_are(demo: Path) -> None:
    names = files_under(demo / "data").keys()
    assert not {"404.html", ".sitegen-manifest"} & names
    assert not [name for name in names if name.startswith("pagefind/")]
    assert (demo / "data/theme/search.js").read_text(encoding="utf-8").startswith("(async () => {"), "it was a module"
    assert {"data/claims.csv", "claims/claims.json.js", "search/records.js", "theme/offline-search.js"} <= names


def test_the_same_content_gives_the_same_zip_wherever_and_whenever_it_is_made(tmp_path: Path) -> None:
    digests = set()
    for name, zone, mask in (("here", "Pacific/Kiritimati", 0o077), ("there/deeper", "America/Adak", 0o002)):
        project = written(tmp_path / name, many(14) | {"content/site.yml": "title: Ünï bridges\n"})
        os.utime(project / "content/site.yml", (mask, mask))
        subprocess.run(
            [sys.executable, "-m", "sitegen", "bundle", "."],
            cwd=project,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": str(mask)},
            umask=mask,
            check=True,
            capture_output=True,
        )
        digests.add(sha256((project / "uni-bridges.zip").read_bytes()).hexdigest())
    assert len(digests) == 1


def test_another_word_of_content_gives_another_zip(tmp_path: Path) -> None:
    said = []
    for title in ("The bridge is closed", "A bridge is closed", "The bridge is closed"):
        project = written(tmp_path, {HERALD: SMALL[HERALD].replace("title: The bridge is closed", f"title: {title}")})
        said.append(sitegen("bundle", project=project).stdout.splitlines()[-1])
    assert said[0] == said[2] != said[1]
    assert re.fullmatch("SHA-256 [0-9a-f]{64}", said[0])


def test_nothing_that_may_not_be_published_is_in_the_archive(tmp_path: Path) -> None:
    project = written(tmp_path, SMALL | DRAFTS)
    assert sitegen("bundle", "--output", "a.zip", project=project).exit_code == 0
    for path, data in files_under(unpacked(project / "a.zip", project / "unpacked")).items():
        assert CANARY.lower() not in data.decode("utf-8", "replace").lower(), path
        assert "secret" not in path


def test_with_a_mistake_no_archive_is_made_and_the_last_one_stays(tmp_path: Path) -> None:
    project = written(tmp_path, SMALL)
    assert sitegen("bundle", "--output", "a.zip", project=project).exit_code == 0
    before = (project / "a.zip").read_bytes()
    written(project, {HERALD: SMALL[HERALD].replace("quote: The", "quote: No")})
    result = sitegen("bundle", "--output", "a.zip", project=project)
    assert sorted(path.name for path in project.iterdir()) == ["a.zip", "content"]
    build = sitegen("build", "--no-search", project=project)
    assert (result.exit_code, build.exit_code) == (1, 1)
    messages = result.stderr.splitlines()
    assert messages[:-1] == build.stderr.splitlines()[:-1] and "herald.md:" in messages[0]
    assert messages[-1].startswith("No archive was made: ")
    assert (project / "a.zip").read_bytes() == before


def test_an_archive_is_not_put_among_its_own_content(tmp_path: Path) -> None:
    project = written(tmp_path, SMALL)
    result = sitegen("bundle", "--output", "content/stories/flood/a.zip", project=project)
    assert result.exit_code == 2 and "content" in result.stderr
    assert not list(project.rglob("*.zip"))


def test_a_warning_stops_it_only_with_strict(tmp_path: Path) -> None:
    project = written(tmp_path, {HERALD: SMALL[HERALD].replace(', url: "https://example.org/herald"', "")})
    assert sitegen("bundle", "--strict", project=project).exit_code == 1
    assert not list(project.glob("*.zip"))
    result = sitegen("bundle", project=project)
    assert result.exit_code == 0 and "[missing-url]" in result.stderr
    assert [path.name for path in project.glob("*.zip")] == ["stories.zip"]


def test_the_published_folder_and_what_is_remembered_stay_as_they_were(tmp_path: Path) -> None:
    project = written(tmp_path / "desk", SMALL)
    assert sitegen("build", "--no-search", project=project).exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    assert sitegen("bundle", "--output", tmp_path / "elsewhere/a.zip", project=project).exit_code == 0
    after = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    assert after == before


def test_a_theme_of_the_project_reaches_the_archive(tmp_path: Path) -> None:
    links = '<a href="https://example.org/">{{ super() }}</a><a href="..">up</a>'
    page = f'{{% extends "default/plain.html" %}}{{% block main %}}{links}{{% endblock %}}'
    files = {
        "content/site.yml": "theme: night\n",
        "content/pages/about.md": "---\ntitle: About\n---\nWe.\n",
        "themes/night/templates/plain.html": page,
    }
    project = written(tmp_path, SMALL | files)
    assert sitegen("bundle", "--output", "a.zip", project=project).exit_code == 0
    about = (unpacked(project / "a.zip", project / "unpacked") / "data/about/index.html").read_text(encoding="utf-8")
    assert '<a href="../index.html">up</a>' in about and '<a href="https://example.org/">' in about

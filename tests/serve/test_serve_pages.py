"""`sitegen serve --pages` builds what would be published, and says where it is shown."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from projects import HERALD, SMALL, article, sitegen, written


def shown(project: Path, *options: str) -> tuple[str, dict[str, str]]:
    """The address that the command prints, and what it serves: home, 404.html, a story."""
    command = [sys.executable, "-u", "-m", "sitegen", "serve", "--pages", "--port", "0", *options, str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout
        said = iter(server.stdout)
        address = next((line.strip() for line in said if line.startswith("http://")), "")
        assert address
        paths = ("", "404.html", "stories/flood/")
        pages = {path: urlopen(address + path).read().decode() for path in paths}
        server.terminate()
        assert server.wait(timeout=10) == 0
    return address, pages


@pytest.mark.parametrize(
    ("name", "base_url", "options", "path"),
    [
        ("our desk", "", [], "/our%20desk/"),
        ("desk", "https://owner.github.io/repository", [], "/repository/"),
        ("desk", "https://desk.example.org/", [], "/"),
        ("desk", "https://desk.example.org/", ["--base-url", "https://owner.github.io/repository/"], "/repository/"),
    ],
)
def test_the_site_lives_below_the_path_that_it_will_have(
    name: str, base_url: str, options: list[str], path: str, tmp_path: Path
) -> None:
    settings = {"content/site.yml": f"base_url: {base_url}\n"} if base_url else {}
    project = written(tmp_path / name, {**SMALL, **settings})
    address, pages = shown(project, *options)
    assert re.fullmatch(rf"http://127\.0\.0\.1:\d+{path}", address)
    assert f'href="{path}theme/style.css"' in pages["404.html"]
    canonical = re.search(r'<link rel="canonical" href="([^"]+)">', pages["stories/flood/"])
    assert canonical
    home = options[-1] if options else base_url.rstrip("/") + "/" if base_url else address
    assert canonical[1] == f"{home}stories/flood/"


def test_drafts_are_not_shown_and_the_published_folder_stays_as_it_is(tmp_path: Path) -> None:
    draft = {"content/stories/flood/draft.md": article(title="A plan of ours", more="draft: true")}
    project = written(tmp_path, {**SMALL, **draft, "site/mine.txt": "mine"})
    _, pages = shown(project)
    assert "The bridge is closed" in pages["stories/flood/"]
    assert "A plan of ours" not in "".join(pages.values())
    assert [path.name for path in (project / "site").iterdir()] == ["mine.txt"]


def test_with_an_error_there_is_nothing_to_show(tmp_path: Path) -> None:
    run = sitegen("serve", "--pages", "--port", "0", project=written(tmp_path, {HERALD: article(more="titel: x")}))
    assert run.exit_code == 1
    assert "did you mean" in run.stderr
    assert run.stderr.endswith("Nothing was published: 1 error\n")


def test_the_preview_has_no_address_of_its_own(tmp_path: Path) -> None:
    run = sitegen("serve", "--base-url", "https://example.org/", project=written(tmp_path, SMALL))
    assert run.exit_code == 2
    assert "--base-url is for --pages" in run.stderr

"""Small projects on the disk, the command run on them, and the site that they give."""

from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner, Result

from sitegen.build import Built, Options, build
from sitegen.cli import main
from sitegen.memory import Memory

ROOT = Path(__file__).resolve().parents[1]  # of the repository, whose content/ is the demo

ARTICLE = """\
---
title: {title}
source: {{outlet: {outlet}, url: "https://example.org/{outlet}"{source}}}
{more}---

{body}
"""


def article(
    title: str = "The bridge is closed",
    outlet: str = "herald",
    source: str = "",
    more: str = "",
    body: str = "The bridge is closed until further notice, the mayor said.",
) -> str:
    """An article file; `source` continues the flow mapping of its source, `more` are further lines of YAML."""
    source = f", {source}" if source else ""
    more = more and more.rstrip("\n") + "\n"
    return ARTICLE.format(title=title, outlet=outlet, source=source, more=more, body=body)


HERALD = "content/stories/flood/herald.md"
SMALL = {
    HERALD: article(
        more="claims: [{claim: bridge-closed, text: The bridge is closed, quote: The bridge is closed, by: The mayor}]"
    )
}


def written(project: Path, files: Mapping[str, str | bytes]) -> Path:
    """The project with these files, each by its path."""
    for name, data in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return project


def sitegen(*arguments: str | Path, project: Path) -> Result:
    """Run the command in the folder of the project. A crash is a crash of the test."""
    with chdir(project):
        return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


def built(project: Path, base_url: str | None = None, *, drafts: bool = False) -> Built:
    """The site as it would be saved, without its search bundle."""
    return build(project, Options(base_url=base_url, drafts=drafts), Memory())


def files_under(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }

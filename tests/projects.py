"""Small projects on the disk, the command run on them, and the site that they give."""

import time
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

from click.testing import CliRunner, Result

from sitegen import ledger
from sitegen.build import build
from sitegen.cli import main
from sitegen.memory import digest, variant
from sitegen.model.page import Record
from sitegen.order import Built, Options, Problems, Surroundings
from sitegen.save.tree import MANIFEST
from sitegen.sheet_part import entries_of
from sitegen.versions import program

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


MANY = """\
---
title: Story {number}
date: 2031-{month:02}-{day:02}
claims:
  closed: {{text: Bridge {number} is closed}}
  safe: {{text: Bridge {number} is safe, kind: statement}}
---
What is known of bridge {number}.
"""
FIRST = (  # the articles of a story share no passage
    "A first sentence of some length that nobody quotes, since it says nothing at all.",
    "Another beginning, which is no shorter and has as little to say, so that it is not quoted.",
)
OUTLETS = ("agency", "courier", "gazette", "herald", "klaxon")
PEOPLE = ("ann-lee", "ben-poe", "cleo-ray")


def many(stories: int) -> dict[str, str]:
    """A desk with stories in five months, one more without a date, each with two articles."""
    files = {
        "content/site.yml": "title: Bridges\n",
        "content/outlets.yml": "".join(f"{name}: {{name: The {name.title()}, kind: newspaper}}\n" for name in OUTLETS),
        "content/people.yml": "".join(f"{name}: {{name: {name.replace('-', ' ').title()}}}\n" for name in PEOPLE),
        "content/pages/about.md": "---\ntitle: About\n---\nWe count bridges.\n",
        "content/pages/plan.md": "---\ntitle: Plan\ndraft: true\n---\nWe plan.\n",
    }
    for number in range(stories):
        month, day = 1 + number % 5, 1 + number // 5 % 28
        text = MANY.format(number=number, month=month, day=day)
        folder, dated = f"content/stories/story-{number:02}", f"2031-{month:02}-{day:02}"
        if number == stories - 1:
            text, dated = text.replace(f"date: {dated}\n", ""), "unknown"
        files[f"{folder}/story.md"] = text
        for place, stance in enumerate(("claims", "disputes")):
            quote = f"Bridge {number} is closed" if stance == "claims" else f"bridge {number} is not"
            files[f"{folder}/{('one', 'two')[place]}.md"] = article(
                title=f"Article {place} about bridge {number}",
                outlet=OUTLETS[(number + place) % len(OUTLETS)],
                source=f"published: {dated}",
                more=f"{stance}: [{{claim: closed, quote: {quote}, by: {PEOPLE[(number + place) % len(PEOPLE)]}}}]",
                body=f"{FIRST[place]}\n\n{quote}, it was said.\n\nA last sentence that nobody quotes either.",
            )
    return files


class Site(NamedTuple):
    """What a build published: all files but the list of them. `did` is what the build told."""

    files: dict[str, bytes]
    problems: Problems
    records: tuple[Record, ...]
    did: Built


def built(
    project: Path,
    base_url: str | None = None,
    *,
    drafts: bool = False,
    place: Path | None = None,
    database: bool = False,
    now: str = "",
) -> Site:
    """The site as it is published as of an instant, in spite of mistakes, without its search bundle.

    Its database only if it is wanted.

    Folder and memory lie in `place`, where the next build finds them; without one this build knows of no other.
    """
    if place is None:
        with TemporaryDirectory(prefix="sitegen-") as name:
            return built(project, base_url, drafts=drafts, place=Path(name), database=database, now=now)
    options = Options(base_url=base_url, drafts=drafts, search=False, database=database)
    home, folder = place / "home", place / "site"
    around = Surroundings(time.perf_counter, now=lambda: now)
    did = build(project, options, folder, lambda found: False, around, home)
    assert did.failure is None, did.failure
    return Site(published_files(folder), did.problems, records(home, options), did)


def published_files(folder: Path) -> dict[str, bytes]:
    """Every file of a site by its path, but for the list of them."""
    return {path: data for path, data in files_under(folder).items() if path != MANIFEST}


def records(home: Path, options: Options) -> tuple[Record, ...]:
    """What search can find after the last build with these options: of stories by name, then of plain pages."""
    memory = variant(home, digest(program(), repr(options._replace(search=True, database=True))))
    heaps = ledger.read(memory).heaps
    entries = [each for name in heaps for each in entries_of(memory, heaps[name][0])]
    entries.sort(key=lambda each: (not each.story, each.story))
    return tuple(record for each in entries for record in cast("tuple[Record, ...]", each.value))


def files_under(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def other(one: Mapping[str, bytes], two: Mapping[str, bytes]) -> list[str]:
    """The paths of files that only one of two sites has, or that differ."""
    return sorted(path for path in one.keys() | two.keys() if one.get(path) != two.get(path))

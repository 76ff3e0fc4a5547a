"""How much is done for each kind of edit, counted: what an edit cannot touch is not made, and what is the same is kept.

The project has thirty stories in six stretches of time. Its lists are divided as those of a large site are.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

import pytest
from projects import ROOT, Site, article, built, many, written

from sitegen import moved_part, rebuild, site_part, story_part
from sitegen.pages import site_map
from sitegen.save import tree as trees
from sitegen.save.tree import MANIFEST

FILES = many(30)
STORY = "content/stories/story-07"
LIMITS = {"stories": 10, "claims": 20, "outlets": 8, "people": 8}
Edit = Callable[[Path], object]


class Desk:
    """The project, with all that the last build did to it."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.project, self.place = folder / "project", folder / "place"
        self.stories: list[str] = []  # that were read
        self.rendered: list[str] = []  # pages
        self.sheets: list[str] = []  # that were made
        self.bytes = 0  # that were written to the site
        patch.setattr(story_part, "story", self._noting(self.stories, story_part.story, "id"))
        for part in (story_part, site_part, moved_part):
            patch.setattr(part, "rendered", self._noting(self.rendered, part.rendered, "path"))
        patch.setattr(rebuild, "sheet_part", self._noting(self.sheets, rebuild.sheet_part, ""))
        patch.setattr(trees, "write_new", self._counting(trees.write_new))

    def _noting(self, notes: list[str], do: Callable[..., object], name: str) -> Callable[..., object]:
        def noted(what: object, *arguments: object) -> object:
            notes.append(getattr(what, name) if name else str(what))
            return do(what, *arguments)

        return noted

    def _counting(self, write: Callable[[Path, bytes], None]) -> Callable[[Path, bytes], None]:
        def counted(path: Path, data: bytes) -> None:
            self.bytes += len(data)
            write(path, data)

        return counted

    def build(self) -> Site:
        for notes in (self.stories, self.rendered, self.sheets):
            notes.clear()
        self.bytes = 0
        return built(self.project, place=self.place)

    def restore(self) -> Site:
        for name in ("content", "themes"):
            rmtree(self.project / name, ignore_errors=True)
        written(self.project, FILES)
        return self.build()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        for kind, items in LIMITS.items():
            patch.setitem(site_map.WHOLE, kind, items)
        patch.setattr(site_map, "FRONT", 6)
        yield Desk(tmp_path_factory.mktemp("work"), patch)


class Work(NamedTuple):
    """What an edit costs. `written` and `removed` are paths of the site; `{}` stands for the folder of the story.

    `sheets` counts those that are made anew. `in_vain` are pages that were rendered and turned out to be the same.
    """

    stories: int
    sheets: int
    written: str = ""
    removed: str = ""
    in_vain: str = ""


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(project: Path) -> None:
        assert old in FILES[path]
        written(project, {path: FILES[path].replace(old, new)})

    return edit


def added(path: str, text: str) -> Edit:
    return lambda project: written(project, {path: FILES.get(path, "") + text})


def template(name: str, old: str, new: str) -> Edit:
    path = f"themes/default/templates/{name}"
    text = (ROOT / path).read_text(encoding="utf-8")
    assert old in text
    return lambda project: written(project, {path: text.replace(old, new, 1)})


THIRD = article(
    title="A third article",
    outlet="herald",
    source="published: 2031-03-09",
    more="claims: [{claim: safe, quote: perfectly safe, by: ann-lee}]",
    body="It is perfectly safe, they say.",
)
TURN = """\
- {date: 2031-04-01, claim: closed, from: open, to: disputed}
- {date: 2031-04-01, claim: safe, to: unsupported}
"""
LISTS = "index.html archive/2031-03/index.html claims/index.html claims/2031-03/index.html claims/claims.json"
TITLED = ("data/datapackage.json", "data/metadata.json")  # what describes the data says whose it is
FEED_FILES = ("feed.json", "feed.xml")
TABLES = "data/index.html data/articles.csv data/cells.csv data/claims.csv data/claims.json data/mentions.csv"
FEEDS = "feed.json feed.xml {}/feed.json {}/feed.xml outlets/herald/feed.json outlets/herald/feed.xml"
CLOSED = "{}/claims/closed/index.html {}/claims/closed/card/index.html"
SAFE = "{}/claims/safe/index.html {}/claims/safe/card/index.html"
OWN = f"{{}}/index.html {CLOSED} {SAFE} {{}}/one/index.html {{}}/two/index.html"

CASES: dict[str, tuple[Edit, Work]] = {
    "nothing": (lambda project: None, Work(stories=0, sheets=0)),
    "a file that is saved again": (lambda project: (project / STORY / "one.md").touch(), Work(stories=0, sheets=0)),
    "a sentence outside of quotations": (
        replaced(f"{STORY}/one.md", "A last sentence that nobody quotes either", "A last one"),
        Work(stories=1, sheets=0, in_vain=OWN),
    ),
    "a quotation": (
        replaced(f"{STORY}/one.md", "Bridge 7 is closed", "Bridge 7 is now closed"),
        Work(
            stories=1,
            sheets=4,
            written=f"{{}}/index.html {CLOSED} {{}}/one/index.html {{}}/one/annotations.json"
            " people/ben-poe/2031-03/index.html data/claims.json data/mentions.csv",
            in_vain=f"{SAFE} {{}}/two/index.html",
        ),
    ),
    "the text of a claim": (
        replaced(f"{STORY}/story.md", "Bridge 7 is closed", "Bridge 7 was closed"),
        Work(
            stories=1,
            sheets=7,
            written=f"{{}}/index.html {CLOSED} {{}}/one/index.html {{}}/two/index.html"
            " claims/2031-03/index.html claims/claims.json data/claims.csv data/claims.json"
            " people/ben-poe/2031-03/index.html people/cleo-ray/2031-03/index.html",
            in_vain=SAFE,
        ),
    ),
    "a new article": (
        added(f"{STORY}/three.md", THIRD),
        Work(
            stories=1,
            sheets=12,
            written=f"{LISTS} {TABLES} {FEEDS} {{}}/index.html {{}}/claims/closed/index.html {SAFE}"
            " {}/two/index.html {}/three/index.html {}/three/annotations.json outlets/index.html"
            " outlets/herald/index.html outlets/herald/2031-03/index.html people/index.html people/ann-lee/index.html"
            " people/ann-lee/2031-03/index.html",
            in_vain="{}/one/index.html {}/claims/closed/card/index.html",
        ),
    ),
    "an article that is deleted": (
        lambda project: (project / STORY / "two.md").unlink(),
        Work(
            stories=1,
            sheets=12,
            written=f"{LISTS} {TABLES} {FEEDS} {{}}/index.html {CLOSED} {{}}/one/index.html"
            " outlets/index.html outlets/herald/index.html outlets/herald/2031-03/index.html"
            " people/index.html people/cleo-ray/index.html people/cleo-ray/2031-03/index.html",
            removed="{}/two/index.html {}/two/annotations.json",
            in_vain=SAFE,
        ),
    ),
    "a story of another name": (
        lambda project: (project / STORY).rename(project / "content/stories/other"),
        Work(
            stories=1,
            sheets=16,
            written=f"{FEEDS.replace('{}', 'stories/other')} outlets/gazette/feed.json outlets/gazette/feed.xml"
            f" {OWN.replace('{}', 'stories/other')} stories/other/one/annotations.json"
            " stories/other/two/annotations.json archive/2031-03/index.html claims/2031-03/index.html"
            " claims/claims.json data/articles.csv data/cells.csv data/claims.csv data/claims.json data/mentions.csv"
            " data/stories.csv"
            " outlets/gazette/index.html outlets/gazette/2031-03/index.html outlets/herald/2031-03/index.html"
            " people/ben-poe/2031-03/index.html people/cleo-ray/2031-03/index.html",
            removed=f"{OWN} {{}}/feed.json {{}}/feed.xml {{}}/one/annotations.json {{}}/two/annotations.json",
            in_vain="outlets/herald/index.html",
        ),
    ),
    "a status that changed": (
        added(f"{STORY}/history.yml", TURN),
        Work(
            stories=1,
            sheets=2,
            written="claims/feed.json claims/feed.xml feed.json feed.xml {}/feed.json {}/feed.xml"
            " {}/claims/closed/index.html {}/claims/safe/index.html",
            in_vain="{}/claims/closed/card/index.html {}/claims/safe/card/index.html {}/index.html"
            " {}/one/index.html {}/two/index.html",
        ),
    ),
    "a story that had another name": (
        added("content/redirects.yml", "stories/former/: stories/story-07/\n"),
        Work(
            stories=1,
            sheets=3,
            written=f"_redirects {FEEDS} outlets/gazette/feed.json outlets/gazette/feed.xml"
            f" {OWN.replace('{}', 'stories/former')}",
            in_vain=f"{OWN} outlets/gazette/2031-03/index.html outlets/gazette/index.html"
            " outlets/herald/2031-03/index.html outlets/herald/index.html",
        ),
    ),
    "an outlet that had another name": (
        added("content/redirects.yml", "outlets/former/: outlets/herald/\n"),
        Work(stories=0, sheets=0, written="_redirects outlets/former/index.html"),
    ),
    "an address that keeps": (added("content/addresses.txt", "stories/story-07/\n"), Work(stories=0, sheets=0)),
    "an outlet that nobody names": (added("content/outlets.yml", "far: {name: Far}\n"), Work(stories=0, sheets=0)),
    "a person whom nobody names": (added("content/people.yml", "far: {name: Far}\n"), Work(stories=0, sheets=0)),
    "a comment in the settings": (replaced("content/site.yml", "title", "# Ours\ntitle"), Work(stories=0, sheets=0)),
    "a static file": (
        added("themes/default/static/style.css", "a {}"),
        Work(stories=0, sheets=0, written="theme/style.css"),
    ),
    "a plain page": (
        replaced("content/pages/about.md", "count", "number"),
        Work(stories=0, sheets=0, written="about/index.html"),
    ),
    "a draft": (added("content/pages/plan.md", "We plan more.\n"), Work(stories=0, sheets=0)),
}


def paths(text: str) -> list[str]:
    return sorted(text.replace("{}", "stories/story-07").split())


@pytest.mark.parametrize("case", CASES)
def test_an_edit_costs_what_it_must(case: str, desk: Desk) -> None:
    edit, work = CASES[case]
    desk.restore()
    edit(desk.project)
    site = desk.build()
    saved = site.did.saved
    assert saved is not None
    assert site.problems == ()
    assert (len(desk.stories), len(desk.sheets)) == (work.stories, work.sheets)
    assert (sorted(saved.written), sorted(saved.removed)) == (paths(work.written), paths(work.removed))
    in_vain = paths(work.in_vain)
    assert sorted(desk.rendered) == sorted([*in_vain, *(path for path in saved.written if path.endswith(".html"))])
    assert desk.bytes == bytes_of(desk, site)


def bytes_of(desk: Desk, site: Site) -> int:
    """What must have been written, if no file was written twice or for nothing: new files, and the list of all."""
    assert site.did.saved is not None
    files = site.did.saved.written
    if not files and not site.did.saved.removed:
        return 0
    manifest = (desk.place / "site" / MANIFEST).stat().st_size
    return sum(len(site.files[path]) for path in files) + manifest


# --- Edits that reach far ---------------------------------------------------------------------------------------------


def pages(site: Site) -> list[str]:
    return sorted(path for path in site.files if path.endswith(".html"))


def of_story(path: str) -> bool:
    return path.startswith("stories/")


def test_the_name_of_an_outlet_touches_the_stories_that_name_it(desk: Desk) -> None:
    desk.restore()
    replaced("content/outlets.yml", "The Klaxon", "Klaxon")(desk.project)
    site = desk.build()
    assert site.did.saved is not None
    named = sorted(
        {path.split("/")[2] for path, text in FILES.items() if "outlet: klaxon" in text},
    )
    assert sorted(desk.stories) == named
    assert {path.split("/")[1] for path in site.did.saved.written if of_story(path)} == set(named)
    others = [path for path in site.did.saved.written if path.startswith("outlets/")]
    assert {path.split("/")[1] for path in others} == {"klaxon", "index.html"}
    assert desk.bytes == bytes_of(desk, site)


@pytest.mark.parametrize(
    ("edit", "titled"),
    [
        pytest.param(replaced("content/site.yml", "Bridges", "Dams"), True, id="the title of the site"),
        pytest.param(replaced("content/pages/plan.md", "draft: true\n", ""), False, id="a draft that is published"),
        pytest.param(replaced("content/pages/about.md", "title: About", "title: Us"), False, id="a line of the menu"),
    ],
)
def test_what_every_page_shows_writes_every_page_once_and_nothing_else(edit: Edit, titled: bool, desk: Desk) -> None:
    """The cards that other sites show and the feeds have the title of the site, and no menu."""
    desk.restore()
    edit(desk.project)
    site = desk.build()
    assert site.did.saved is not None
    assert sorted(desk.rendered) == pages(site)
    made = sorted(path for path in site.did.saved.written if path not in TITLED and not path.endswith(FEED_FILES))
    assert made == [path for path in pages(site) if titled or "/card/" not in path]
    assert any(path.endswith(FEED_FILES) for path in site.did.saved.written) == titled
    assert len(desk.stories) == 30
    assert desk.sheets == []
    assert desk.bytes == bytes_of(desk, site)


def test_the_template_of_people_touches_no_story_and_no_other_page(desk: Desk) -> None:
    desk.restore()
    template("person.html", "{% block main %}", "{% block main %}<i></i>")(desk.project)
    site = desk.build()
    assert site.did.saved is not None
    expected = [path for path in pages(site) if path.startswith("people/") and path != "people/index.html"]
    assert sorted(site.did.saved.written) == sorted(desk.rendered) == expected
    assert desk.stories == []
    assert desk.bytes == bytes_of(desk, site)


def test_the_template_of_claims_writes_their_pages_alone(desk: Desk) -> None:
    """All pages of a story are made together, so those of its articles are rendered too."""
    desk.restore()
    template("claim.html", "{% block main %}", "{% block main %}<i></i>")(desk.project)
    site = desk.build()
    assert site.did.saved is not None
    claims = [path for path in pages(site) if of_story(path) and "/claims/" in path]
    assert sorted(site.did.saved.written) == [path for path in claims if "/card/" not in path]
    assert sorted(desk.rendered) == [path for path in pages(site) if of_story(path)]
    assert desk.sheets == []
    assert desk.bytes == bytes_of(desk, site)

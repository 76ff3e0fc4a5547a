"""A site that has nothing but its search: the page, and an index of given records."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen.model.page import Page, Record
from sitegen.model.views import Frame, Link, SearchView
from sitegen.render.page import rendered
from sitegen.render.theme import theme
from sitegen.save.bundle import bundles, listing
from sitegen.save.files import paths_of
from sitegen.save.groups import groups, part

PROJECT = Path(__file__).resolve().parents[2]


def save_index(heaps: Mapping[str, Sequence[Record]], language: str, pagefind: Path) -> tuple[str, ...]:
    """Write the folder pagefind/ of a site, whose records lie in heaps; gives the places of the bundles."""
    found = groups([part(name, heap) for name, heap in heaps.items()], language)
    shutil.rmtree(pagefind, ignore_errors=True)
    pagefind.mkdir(parents=True)
    for bundle in bundles(found, heaps.__getitem__, language, pagefind.with_name("shelf"), "test", workers=2):
        for file in paths_of(bundle.files):
            (pagefind / bundle.place / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(bundle.folder / file, pagefind / bundle.place / file)
    (pagefind / "bundles.json").write_bytes(listing(found))
    return tuple(each.place for each in found)


def save_search_page(folder: Path) -> None:
    frame = Frame(
        site="Desk",
        tagline="",
        language="en",
        title="Search",
        url="search/",
        canonical="",
        description="",
        lang="en",
        direction="ltr",
        pages=(),
        publisher=Link(text=""),
        contact=Link(text=""),
        stylesheet=False,
    )
    view = SearchView(stories=1, claims=1)
    page = Page(path="search/index.html", template="search.html", root="../", frame=frame, view=view)
    (folder / "search").mkdir(parents=True)
    (folder / page.path).write_bytes(rendered(page, theme(PROJECT)))
    shutil.copytree(PROJECT / "themes" / "default" / "static", folder / "theme")

"""The pages of what all stories add up to: each is made only where none of the two trees has it already."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from sitegen.ledger import Pages, SheetHead
from sitegen.memory import digest
from sitegen.model.page import File, Sketch
from sitegen.pages.finished import finished
from sitegen.pages.sheets import ADDRESSES, FEEDS, INDEX, RECORDS, TABLES, collection_of
from sitegen.pages.site_map import CHAPTERS, Whole, front_pages, is_divided, sheet_pages
from sitegen.render.page import rendered
from sitegen.render.static import static_files
from sitegen.render.theme import Theme
from sitegen.save.files import Files
from sitegen.save.tree import Staging

STATIC = "theme"  # the name of the theme's static files, beside those of CHAPTERS and of collections
NO_PAGES = (TABLES, INDEX, RECORDS, FEEDS, ADDRESSES)  # kinds of sheets that have no pages of their own


class SiteTools(NamedTuple):
    """What the making of every page of the site needs. `base` is the key of all that they share.

    `known` has the pages of sheets that no story touched, made under the same base.
    """

    whole: Whole
    theme: Theme
    base: str
    tree: Staging
    known: Mapping[str, SheetHead]
    clock: Callable[[], float]


class SiteMade(NamedTuple):
    """The pages of a collection by path with their keys: of its sheets, of its front. `made` are those made anew."""

    sheets: dict[str, Pages]
    front: Pages
    made: dict[str, tuple[Files, float]]  # and how long that took, in seconds


def site_names(collections: Iterable[str], touched: set[str], summed: set[str]) -> Iterator[str]:
    """The chapters and collections that can have changed, with the longest work first.

    `touched` are the sheets of which a row changed, `summed` those of which the summary did.
    """
    kinds = {name.partition("/")[0] for name in summed}
    in_rows = {*(name.partition("/")[0] for name in touched), *(collection_of(name) for name in touched)}
    for name, chapter in CHAPTERS.items():
        always = not chapter.rows and not chapter.summaries
        if always or not in_rows.isdisjoint(chapter.rows) or not kinds.isdisjoint(chapter.summaries):
            yield name
    moved = {collection_of(name) for name in touched}
    for name in collections:
        if name in moved and name.partition("/")[0] not in NO_PAGES:
            yield name
    yield STATIC


def every_name(collections: Iterable[str]) -> Iterator[str]:
    """All chapters and collections, with the longest work first."""
    yield from CHAPTERS
    yield from (name for name in collections if name.partition("/")[0] not in NO_PAGES)
    yield STATIC


def site_part(name: str, tools: SiteTools) -> SiteMade:
    """Make the pages of one collection or chapter. Raises BrokenTheme, OSError, Lost."""
    if name == STATIC:
        front, made = _made(map(finished, static_files(tools.theme)), tools)
        return SiteMade({}, front, made)
    if name in CHAPTERS:
        front, made = _made(CHAPTERS[name].make(tools.whole), tools)
        return SiteMade({}, front, made)
    whole = tools.whole
    sheets = whole.collections[name]
    of_sheets: dict[str, Pages] = {}
    made = {}
    for sheet in sheets if is_divided(name, sheets) else ():
        pages = tools.known[sheet.name].pages if sheet.name in tools.known else {}
        if not pages or not all(tools.tree.has(path, key) for path, key in pages.items()):
            pages, fresh = _made(sheet_pages(sheet.name, whole.load(sheet), whole.chrome), tools)
            made |= fresh
        of_sheets[sheet.name] = pages
    front, fresh = _made(front_pages(name, sheets, whole.load, whole.chrome), tools)
    return SiteMade(of_sheets, front, made | fresh)


def _made(sketches: Iterable[Sketch], tools: SiteTools) -> tuple[Pages, dict[str, tuple[Files, float]]]:
    """The key of every page, and what had to be made."""
    pages, made = {}, {}
    for sketch in sketches:
        look = tools.theme.fingerprint_of(sketch.template) if sketch.template else ""
        pages[sketch.path] = key = digest(tools.base, look, sketch.key)
        if not tools.tree.has(sketch.path, key):
            at = tools.clock()
            page = sketch.make()
            data = page.data if isinstance(page, File) else rendered(page, tools.theme)
            tools.tree.begin((sketch.path,))
            made[sketch.path] = (tools.tree.stage(sketch.path, {sketch.path: data}), tools.clock() - at)
    return pages, made

"""The pages of what all stories add up to: each is made only where none of the two trees has it already."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sitegen.ledger import Pages, SheetHead
from sitegen.memory import Memory, digest
from sitegen.model.page import Entry, File, Sketch
from sitegen.model.story import PlainPage
from sitegen.pages.frame import Chrome
from sitegen.pages.sheets import Sheet
from sitegen.pages.site_map import front_pages, is_divided, sheet_pages, site_pages
from sitegen.render.page import rendered
from sitegen.render.static import static_files
from sitegen.render.theme import Theme
from sitegen.save.tree import Files, Tree
from sitegen.sheet_part import entries_of

SITE = "site"  # the name of all that is no collection


class SiteTools(NamedTuple):
    """What the making of every page of the site needs. `base` is the key of all that they share.

    `collections` are all sheets by their collection, newest first; `known` what was known of the sheets that no story
    touched, and `fronts` of the collections.
    """

    chrome: Chrome
    theme: Theme
    base: str
    tree: Tree
    memory: Memory
    plain: tuple[PlainPage, ...]
    stories: frozenset[str]
    collections: Mapping[str, list[Sheet]]
    known: Mapping[str, SheetHead]
    fronts: Mapping[str, Pages]

    def load(self, sheet: Sheet) -> list[Entry]:
        return entries_of(self.memory, sheet.key)

    def key(self, sketch: str) -> str:
        """What a page is made from, with all that it shares with others."""
        return digest(self.base, sketch)

    def has(self, pages: Pages) -> bool:
        return bool(pages) and all(self.tree.has(path, self.key(key)) for path, key in pages.items())


class SiteMade(NamedTuple):
    """The pages of a collection by path with their keys: of its sheets, of its front. `made` are those made anew."""

    sheets: dict[str, Pages]
    front: Pages
    made: dict[str, Files]


def site_part(name: str, tools: SiteTools) -> SiteMade:
    """Make the pages of one collection, or of the site as a whole. Raises BrokenTheme, OSError, Lost."""
    if name == SITE:
        files = map(_finished, static_files(tools.theme))
        pages = site_pages(dict(tools.collections), tools.load, tools.plain, tools.stories, tools.chrome)
        return _made({}, (*pages, *files), tools)
    sheets = tools.collections[name]
    of_sheets: dict[str, Pages] = {}
    sketches: list[Sketch] = []
    for sheet in sheets if is_divided(name, sheets) else ():
        known = tools.known[sheet.name].pages if sheet.name in tools.known else {}
        if not tools.has(known):
            own = list(sheet_pages(sheet.name, tools.load(sheet), tools.chrome))
            sketches += own
            known = {each.path: each.key for each in own}
        of_sheets[sheet.name] = known
    front = tools.fronts.get(name, {})
    fronts = [] if tools.has(front) else list(front_pages(name, sheets, tools.load, tools.chrome))
    made = _made(of_sheets, (*sketches, *fronts), tools)
    return made._replace(front={each.path: each.key for each in fronts} or front)


def _finished(file: File) -> Sketch:
    return Sketch(file.path, digest(file.data), lambda: file)


def _made(sheets: dict[str, Pages], sketches: Iterable[Sketch], tools: SiteTools) -> SiteMade:
    front, made = {}, {}
    for sketch in sketches:
        front[sketch.path] = sketch.key
        if not tools.tree.has(sketch.path, tools.key(sketch.key)):
            page = sketch.make()
            data = page.data if isinstance(page, File) else rendered(page, tools.theme)
            tools.tree.begin((sketch.path,))
            made[sketch.path] = tools.tree.stage(sketch.path, {sketch.path: data})
    return SiteMade(sheets, front, made)

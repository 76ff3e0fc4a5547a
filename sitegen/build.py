"""Opens the doors in order: content → load → compare → pages → render. Saving what comes out is the caller's."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sitegen.compare.comparison import comparison
from sitegen.compare.sourcing import without_circles
from sitegen.load.drafts import without_drafts
from sitegen.load.files import ContentFolder, StoryFolder, content_folder, linkable, text_of
from sitegen.load.register import Register
from sitegen.load.settings import plain_page, register, settings
from sitegen.load.story import StoryTexts, story
from sitegen.memory import Memory, digest
from sitegen.model.noun import noun
from sitegen.model.page import Page, Record
from sitegen.model.problem import Problem
from sitegen.model.site import Settings
from sitegen.model.story import PlainPage
from sitegen.model.summary import Summary
from sitegen.model.views import Link
from sitegen.pages.frame import Chrome
from sitegen.pages.site_map import StoryPages, in_order, page_records, site_pages, story_pages
from sitegen.pages.urls import plain_url, story_url
from sitegen.problems import in_order as sorted_problems
from sitegen.render.page import rendered
from sitegen.render.static import static_files
from sitegen.render.theme import BrokenTheme, Theme, theme

Progress = Callable[[str, int, int], None]  # a stage, how much of it is done, of how much


@noun
class Options:
    """What the command line decides. `base_url` replaces that of site.yml; None leaves it."""

    base_url: str | None = None
    drafts: bool = False


@noun
class Built:
    """A whole site: files by their path, all but the search bundle; what search can find; and every problem.

    It is made from whatever is free of errors, so with errors among the problems something is missing from it.
    `language` is the site's.
    """

    files: Mapping[str, bytes]
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str = "en"


def build(project: Path, options: Options, memory: Memory, progress: Progress | None = None) -> Built:
    """Build the site of the project. Mistakes in content and theme are problems of the result, never exceptions."""
    tell = progress or _silent
    folder, problems = content_folder(project)
    desk, more = _desk(project, folder, options)
    problems += more
    try:
        look = theme(project, desk.settings.theme)
        chrome = Chrome(settings=desk.settings, pages=desk.menu, stylesheet=look.has_stylesheet)
        stories = []
        for number, each in enumerate(folder.stories, start=1):
            part, more = _story_part(project, each, desk, chrome, options, memory)
            problems += more
            if part is not None:
                stories.append(part)
            tell("stories", number, len(folder.stories))
        files = _files(project, stories, desk, chrome, look, memory, tell)
    except BrokenTheme as broken:
        found = sorted_problems((*problems, *_of_theme(broken, desk.settings)))
        return Built(files={}, problems=found, language=desk.settings.language)
    memory.forget_unused()
    records = (*(record for part in stories for record in part.records), *page_records(desk.plain, chrome))
    return Built(files=files, records=records, problems=sorted_problems(problems), language=desk.settings.language)


def check(project: Path, options: Options) -> tuple[Problem, ...]:
    """Every problem of the content, without making a page."""
    folder, problems = content_folder(project)
    desk, more = _desk(project, folder, options)
    problems += more
    for each in folder.stories:
        texts, unread = _texts(project, each)
        found, more = story(texts, desk.register, desk.settings)
        circles = without_circles(found)[1] if found else ()
        problems += (*unread, *_of_read_files(more, unread), *circles)
    try:
        theme(project, desk.settings.theme)
    except BrokenTheme as broken:
        problems += _of_theme(broken, desk.settings)
    return sorted_problems(problems)


def _of_theme(broken: BrokenTheme, own: Settings) -> tuple[Problem, ...]:
    """What is wrong with the theme; that there is none of its name, where the name stands."""
    return tuple(
        replace(each, origin=own.theme_address) if each.code == "unknown-theme" else each for each in broken.problems
    )


@noun
class _Desk:
    """What all stories share."""

    settings: Settings
    register: Register
    plain: tuple[PlainPage, ...]
    menu: tuple[Link, ...]
    key: str  # of everything in here that can matter to a story


def _desk(project: Path, folder: ContentFolder, options: Options) -> tuple[_Desk, tuple[Problem, ...]]:
    problems: tuple[Problem, ...] = ()

    def read(path: str) -> tuple[str, str]:
        nonlocal problems
        if not path:
            return "", ""
        text, more = text_of(project, path)
        problems += more
        return path, text

    site, outlets, people = read(folder.site), read(folder.outlets), read(folder.people)
    own, more = settings(*site) if site[0] else (Settings(), ())
    problems += more
    if options.base_url is not None:
        own = replace(own, base_url=_with_slash(options.base_url))
    who, more = register(outlets, people)
    problems += more
    pages = []
    for path in folder.pages:
        page, more = plain_page(*read(path), known=linkable(folder))
        problems += more
        if page and (options.drafts or not page.draft):
            pages.append(page)
    pages.sort(key=lambda page: (page.order, page.id))
    menu = tuple(Link(text=page.title, url=plain_url(page.id)) for page in pages)
    key = digest(repr(own), outlets[1], people[1], repr(menu), repr(options.drafts))
    return _Desk(settings=own, register=who, plain=tuple(pages), menu=menu, key=key), problems


def _story_part(
    project: Path, folder: StoryFolder, desk: _Desk, chrome: Chrome, options: Options, memory: Memory
) -> tuple[StoryPages | None, tuple[Problem, ...]]:
    """What one story contributes, and its problems; remembered as long as nothing it depends on changes."""
    texts, unread = _texts(project, folder)
    key = digest(desk.key, repr(chrome.stylesheet), *(part for pair in (texts.story, *texts.articles) for part in pair),
                 *texts.assets)  # fmt: skip

    def make() -> tuple[StoryPages | None, tuple[Problem, ...]]:
        found, problems = story(texts, desk.register, desk.settings)
        if found is None:
            return None, problems
        found, circles = without_circles(found)
        public = found if options.drafts else without_drafts(found)
        if public is None:
            return None, (*problems, *circles)
        return story_pages(public, comparison(public), chrome), (*problems, *circles)

    part, problems = memory.recall("stories", folder.id, key, make)
    return part, (*unread, *_of_read_files(problems, unread))


def _of_read_files(problems: tuple[Problem, ...], unread: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """A file that could not be read has no other mistakes."""
    paths = {each.origin.path for each in unread}
    return tuple(each for each in problems if each.origin.path not in paths)


def _texts(project: Path, folder: StoryFolder) -> tuple[StoryTexts, tuple[Problem, ...]]:
    """The files of a story as texts; one that cannot be read is left out."""
    problems: tuple[Problem, ...] = ()
    texts = []
    for path in (folder.story, *folder.articles):
        text, more = text_of(project, path) if path else ("", ())
        problems += more
        texts.append(("", "") if more and path != folder.story else (path, text))
    own, *articles = texts
    kept = tuple(pair for pair in articles if pair[0])
    return StoryTexts(folder.id, folder.path, own, kept, folder.assets), problems


def _files(
    project: Path,
    stories: list[StoryPages],
    desk: _Desk,
    chrome: Chrome,
    look: Theme,
    memory: Memory,
    tell: Progress,
) -> dict[str, bytes]:
    """Every file of the site. A page is rendered again when its value or the theme changed, and not otherwise."""
    summaries: tuple[Summary, ...] = in_order([part.summary for part in stories])
    pages, files = site_pages(summaries, desk.plain, chrome)
    every = (*(page for part in stories for page in part.pages), *pages)

    def bytes_of(page: Page) -> bytes:
        return memory.recall("pages", page.path, (page, look.fingerprint), lambda: rendered(page, look))

    found = {}
    for number, page in enumerate(every, start=1):
        found[page.path] = bytes_of(page)
        tell("pages", number, len(every))
    found |= {file.path: file.data for part in stories for file in part.files}
    found |= {file.path: file.data for file in files}
    found |= {file.path: file.data for file in static_files(look)}
    for part in stories:
        for name in part.assets:
            source = project / "content" / "stories" / part.summary.story / name
            if source.is_file():  # it was there a moment ago
                found[story_url(part.summary.story) + name] = source.read_bytes()
    return dict(sorted(found.items()))


def _silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def _with_slash(url: str) -> str:
    return url if not url or url.endswith("/") else url + "/"

"""Opens the doors in order: content → load → compare → pages → render. Saving what comes out is the caller's."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sitegen.compare.comparison import comparison
from sitegen.compare.sourcing import without_circles
from sitegen.load.desk import Desk, desk
from sitegen.load.drafts import without_drafts
from sitegen.load.files import content_folder
from sitegen.load.story import story
from sitegen.load.texts import StoryTexts, story_texts
from sitegen.memory import Memory, digest
from sitegen.model.noun import noun
from sitegen.model.page import Page, Record
from sitegen.model.problem import Problem
from sitegen.model.story import Story
from sitegen.pages.frame import Chrome, chrome
from sitegen.pages.site_map import StoryPages, in_order, page_records, site_pages, story_pages
from sitegen.pages.urls import story_url
from sitegen.problems import in_order as sorted_problems
from sitegen.render.page import rendered
from sitegen.render.static import static_files
from sitegen.render.theme import BrokenTheme, Theme, theme

Progress = Callable[[str, int, int], None]  # a stage, how much of it is done, of how much
Problems = tuple[Problem, ...]


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
    problems: Problems = ()
    language: str = "en"


def build(project: Path, options: Options, memory: Memory, progress: Progress | None = None) -> Built:
    """Build the site of the project. Mistakes in content and theme are problems of the result, never exceptions."""
    tell = progress or _silent
    folder, problems = content_folder(project)
    shared, found = desk(project, folder, base_url=options.base_url, drafts=options.drafts)
    problems += found
    language = shared.settings.language
    try:
        look = theme(project, shared.settings.theme)
        around = chrome(shared.settings, shared.pages, look.has_stylesheet)
        parts = []
        for number, each in enumerate(folder.stories, start=1):
            part, found = _story_part(story_texts(project, each), shared, around, options, memory)
            problems += found
            parts += [part] if part else []
            tell("stories", number, len(folder.stories))
        files = _files(project, parts, shared, around, look, memory, tell)
    except BrokenTheme as broken:
        return Built(files={}, problems=sorted_problems((*problems, *_of_theme(broken, shared))), language=language)
    memory.forget_unused()
    records = (*(record for part in parts for record in part.records), *page_records(shared.pages, around))
    return Built(files=files, records=records, problems=sorted_problems(problems), language=language)


def check(project: Path) -> Problems:
    """Every problem of the content, drafts included, without making a page."""
    folder, problems = content_folder(project)
    shared, found = desk(project, folder, base_url=None, drafts=True)
    problems += found
    for each in folder.stories:
        problems += _sound_story(story_texts(project, each), shared)[1]
    try:
        theme(project, shared.settings.theme)
    except BrokenTheme as broken:
        problems += _of_theme(broken, shared)
    return sorted_problems(problems)


def _sound_story(texts: StoryTexts, shared: Desk) -> tuple[Story | None, Problems]:
    """The story as far as it can be compared."""
    found, problems = story(texts, shared.register, shared.settings)
    if found is None:
        return None, problems
    found, circles = without_circles(found)
    return found, problems + circles


def _story_part(
    texts: StoryTexts, shared: Desk, around: Chrome, options: Options, memory: Memory
) -> tuple[StoryPages | None, Problems]:
    """What one story contributes, and its problems; remembered as long as nothing it depends on changes."""

    def make() -> tuple[StoryPages | None, Problems]:
        found, problems = _sound_story(texts, shared)
        public = found if found is None or options.drafts else without_drafts(found)
        return story_pages(public, comparison(public), around) if public else None, problems

    key = digest(shared.key, repr((around.stylesheet, options)), *texts.parts)
    return memory.recall("stories", texts.id, key, make)


def _files(
    project: Path, parts: list[StoryPages], shared: Desk, around: Chrome, look: Theme, memory: Memory, tell: Progress
) -> dict[str, bytes]:
    """Every file of the site. A page is rendered again when its value or the theme changed, and not otherwise."""
    pages, files = site_pages(in_order([part.summary for part in parts]), shared.pages, around)
    pages = (*(page for part in parts for page in part.pages), *pages)
    found = {}
    for number, page in enumerate(pages, start=1):
        found[page.path] = _bytes_of(page, look, memory)
        tell("pages", number, len(pages))
    found |= {file.path: file.data for file in (*(file for part in parts for file in part.files), *files)}
    found |= {file.path: file.data for file in static_files(look)}
    for part in parts:
        for name in part.assets:
            source = project / "content" / "stories" / part.summary.story / name
            if source.is_file():  # it was there a moment ago
                found[story_url(part.summary.story) + name] = source.read_bytes()
    return dict(sorted(found.items()))


def _bytes_of(page: Page, look: Theme, memory: Memory) -> bytes:
    return memory.recall("pages", page.path, (page, look.fingerprint), lambda: rendered(page, look))


def _of_theme(broken: BrokenTheme, shared: Desk) -> Problems:
    """What is wrong with the theme; that there is none of its name, where the name stands."""
    at = shared.settings.theme_address
    return tuple(replace(each, origin=at) if each.code == "unknown-theme" else each for each in broken.problems)


def _silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""

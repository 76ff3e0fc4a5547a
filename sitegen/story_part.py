"""Opens the doors for one story: load → compare → pages → render, and stages its pages in the spare tree."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from sitegen.compare.comparison import comparison
from sitegen.compare.copies import undeclared_rewrites
from sitegen.compare.history import unrecorded_statuses
from sitegen.compare.sourcing import without_circles
from sitegen.crew import Place, Spool
from sitegen.ledger import Head, plain_problem
from sitegen.load.addresses import moves_in
from sitegen.load.beside import is_shown, stories_named, without_names_of
from sitegen.load.desk import Desk
from sitegen.load.drafts import public, turns
from sitegen.load.files import story_folder
from sitegen.load.register import Asked
from sitegen.load.scan import Scan, Seen
from sitegen.load.story import story
from sitegen.load.texts import StoryTexts, story_texts
from sitegen.memory import digest
from sitegen.model.page import Facts
from sitegen.model.problem import Problem
from sitegen.model.story import Story
from sitegen.pages.frame import Chrome
from sitegen.pages.moved import moved_pages
from sitegen.pages.site_map import story_pages
from sitegen.pages.urls import story_addresses, story_url
from sitegen.problems import errors
from sitegen.render.page import rendered
from sitegen.render.social_card import drawn
from sitegen.render.theme import Theme
from sitegen.save.files import NONE, Files
from sitegen.save.tree import Staging

RowMade = tuple[str, str, Facts, Place]  # sheet, digest, facts, where its bytes are
# The fields of its Head, the files of its part, its rows, what was seen, seconds a stage: plain, to cross processes.
Made = tuple[tuple[object, ...], Files, tuple[RowMade, ...], Seen, dict[str, float]]


class Tools(NamedTuple):
    """What the making of every story needs besides its folder.

    `ground` is the key of all that is read with each story, `base` of all that its pages depend on besides.
    """

    project: Path
    desk: Desk
    chrome: Chrome
    theme: Theme
    redirects: Mapping[str, tuple[tuple[str, str], ...]]  # by the story that they concern
    drafts: bool
    embargoed: bool
    instant: str  # as of which is published
    lenient: bool  # what a mistake leaves out stays as it was published last
    ground: str
    base: str
    tree: Staging
    clock: Callable[[], float]
    now: int  # on the disk's clock, when the build began

    def shows(self, story: str) -> bool:
        """Whether another story is shown, as its file says by now: what is seen of it here is not kept."""
        scan = Scan(self.project, now=self.now)
        return is_shown(scan, story, self.instant, drafts=self.drafts, embargoed=self.embargoed)


def sound_story(texts: StoryTexts, desk: Desk, now: str) -> tuple[Story | None, tuple[Problem, ...], Asked]:
    """The story as far as it can be compared."""
    found = story(texts, desk.register, desk.settings)
    if found.story is None:
        return None, found.problems, found.asked
    sound, circles = without_circles(found.story)
    problems = found.problems + circles + undeclared_rewrites(sound)
    if errors(problems):  # what is left out may be what a status rests on
        return sound, problems, found.asked
    shown = public(sound, now, drafts=False, embargoed=False)
    return sound, problems + (unrecorded_statuses(shown) if shown else ()), found.asked


def story_part(name: str, tools: Tools, spool: Spool) -> Made:
    """Make the part of one story. Raises BrokenTheme, OSError."""
    times = {}
    at = tools.clock()

    def lap(stage: str) -> None:
        nonlocal at
        now = tools.clock()
        times[stage], at = now - at, now

    scan = Scan(tools.project, now=tools.now)
    folder, named = story_folder(scan, name)
    texts = story_texts(scan, folder)
    found, problems, asked = sound_story(texts, tools.desk, tools.instant)
    problems = (*named, *problems)
    ends = turns(found, drafts=tools.drafts) if found else ()
    passed = sum(each <= tools.instant for each in ends)
    shown = found and public(found, tools.instant, drafts=tools.drafts, embargoed=tools.embargoed)
    beside = tuple((other, tools.shows(other)) for other in stories_named(shown)) if shown else ()
    if shown and beside:
        shown = without_names_of(shown, frozenset(other for other, is_there in beside if not is_there))
    lap("load")
    redirects = tools.redirects.get(name, ())
    content, answers = digest(texts.digest, repr(named)), tools.desk.register.answers(asked)
    head = Head(
        content=content,
        ground=tools.ground,
        base=tools.base,
        register=tools.desk.register.key,
        asked=tuple(sorted(asked)),
        answers=answers,
        problems=tuple(map(plain_problem, problems)),
        key=digest(tools.base, content, answers, repr((ends[:passed], redirects, beside))),
        turns=ends,
        passed=passed,
        redirects=redirects,
        beside=beside,
    )
    if shown is None:
        return tuple(head), NONE, (), scan.seen, times
    compared = comparison(shown)
    lap("compare")
    made = story_pages(shown, compared, tools.chrome, dict(redirects))
    lap("pages")
    addresses = story_addresses(shown)
    own = {story_url(name), *(story_url(name) + each for each in addresses)}
    moved = moved_pages(
        [(old, new) for old, new in moves_in(name, redirects) if old not in own and new in own], tools.chrome
    )
    files = {page.path: rendered(page, tools.theme) for page in (*made.pages, *moved)}
    files |= {each.path: drawn(each, tools.tree.published(story_url(name), each.path)) for each in made.pictures}
    lap("render")
    files |= {file.path: file.data for file in made.files}
    for asset in made.assets:
        source = tools.project / folder.path / asset
        if source.is_file():  # it was there a moment ago
            files[story_url(name) + asset] = source.read_bytes()
    lost = tools.lenient and bool(errors(problems))
    if lost:
        head = head._replace(key=digest(head.key, tools.tree.key_of(story_url(name))))
    staged = tools.tree.stage(story_url(name), files, keep=lost)
    lap("save")
    instant = shown.date.instant if shown.date.stamp else ""
    rows = []
    for row in made.rows:
        data = row.packed()
        rows.append((row.sheet, digest(instant, repr(row.facts), data), row.facts, spool.put(data)))
    head = head._replace(
        instant=instant,
        rows="".join(f"{sheet} {value}\n" for sheet, value, _, _ in rows),
        is_published=True,
        addresses=" ".join(addresses),
    )
    return tuple(head), staged, tuple(rows), scan.seen, times

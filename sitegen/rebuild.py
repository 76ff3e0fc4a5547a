"""Makes again what changed: stories first, then what all stories add up to; the rest is taken as it is known."""

import marshal
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import cast

from sitegen import ledger as ledgers
from sitegen.compare.comparison import comparison
from sitegen.crew import Crew, Errand
from sitegen.database_part import DATABASE, database_target, stage_database
from sitegen.ledger import Head, Ledger, Pages, SheetHead, problems_of
from sitegen.load.addresses import by_story
from sitegen.load.desk import Desk, Registered, desk
from sitegen.load.drafts import public
from sitegen.load.files import ContentFolder, content_folder, story_folder
from sitegen.load.scan import Scan
from sitegen.load.shared import shared_digests
from sitegen.load.texts import story_digest, story_texts
from sitegen.memory import Memory, digest
from sitegen.model.packed import packed, unpacked
from sitegen.model.page import Facts
from sitegen.model.story import Story
from sitegen.moved_part import MovedTools, address_book, keeps_addresses, kept_addresses, moved_parts, published_in
from sitegen.order import Built, Options, Problems, Surroundings
from sitegen.pages.directories import grouped
from sitegen.pages.frame import Chrome, chrome
from sitegen.pages.records import extent
from sitegen.pages.sheets import OUTLETS, PEOPLE, RECORDS, Sheet, collection_of
from sitegen.pages.site_map import CHAPTERS, STORY_TEMPLATES, Whole, page_records, story_pages
from sitegen.pages.urls import story_addresses, story_url
from sitegen.problems import errors
from sitegen.problems import in_order as sorted_problems
from sitegen.reasons import site_reason, story_reason
from sitegen.render.kept import private_folder
from sitegen.render.page import rendered
from sitegen.render.theme import BrokenTheme, Theme, theme
from sitegen.save.files import Files
from sitegen.save.groups import cost
from sitegen.save.search import SearchFailed
from sitegen.save.tree import ADOPTED, FolderInTheWay, Staging
from sitegen.search_part import PAGES, stage_search
from sitegen.sheet_part import NewRow, entries_of, sheet_part
from sitegen.site_part import SiteMade, SiteTools, every_name, site_names, site_part
from sitegen.story_part import Made, RowMade, Tools, sound_story, story_part
from sitegen.tongue import tongue
from sitegen.versions import program


class Damaged(Exception):  # noqa: N818 - says what is the case
    """Somebody has changed or removed files in the published folder."""


def survey(project: Path, now: str) -> tuple[frozenset[str], Problems]:
    """The addresses that a build would publish at the instant `now`, found out without making a page.

    And every problem of the content, drafts included, and of the theme's name.
    """
    scan = Scan(project)
    folder, problems = content_folder(scan)
    shared, found = desk(scan, folder, base_url=None, drafts=True)
    problems += found
    stories: dict[str, str] = {}
    outlets: set[str] = set()
    people: set[str] = set()
    faulty = set()
    for each in folder.stories:
        whole, found = _read_story(scan, each, shared, now)
        problems += found
        if errors(found):
            faulty.add(each)
        if whole and (shown := public(whole, now, drafts=False, embargoed=False)):
            stories[each] = " ".join(story_addresses(shown))
            outlets.update(outlet.id for outlet in shown.outlets)
            people.update(person.id for person in shown.people)
    shared = replace(shared, pages=tuple(page for page in shared.pages if not page.draft))
    book = address_book(stories, outlets, people, shared)
    problems += kept_addresses(book, faulty, shared).problems if keeps_addresses(shared) else ()
    try:
        theme(project, shared.settings.theme)
    except BrokenTheme as broken:
        problems += _of_theme(broken, shared)
    return book, sorted_problems(problems)


def _read_story(scan: Scan, story: str, shared: Desk, now: str) -> tuple[Story | None, Problems]:
    folder, problems = story_folder(scan, story)
    found, more, _ = sound_story(story_texts(scan, folder), shared, now)
    return found, problems + more


class Rebuild:
    """One build from the point where something is known to have changed."""

    def __init__(
        self,
        project: Path,
        options: Options,
        scan: Scan,
        known: Ledger,
        memory: Memory,
        tree: Staging,
        around: Surroundings,
        home: Path,
        began: float,
    ) -> None:
        self.project, self.options, self.scan, self.known, self.home = project, options, scan, known, home
        self.memory, self.tree, self.around = memory, tree, around
        self.seconds: dict[str, float] = {}
        self.ledger: Ledger | None = None
        self.changed: list[str] = []  # stories that give something else to the site than before
        self.now = around.now()
        self._at = began

    def built(
        self,
        stops: Callable[[Problems], bool],
        mended: Callable[[], bool],
        early: Callable[[], None] = lambda: None,
    ) -> Built:
        """Bring the tree up to date, as `build` promises; `ledger` is then what was found out, if the site was made.

        `mended` looks at what somebody else has changed in the published folder, and says whether that did harm.
        `early` is called when all stories are staged. Raises Lost, Damaged: then it must be tried again.
        """
        self._early = early
        folder, problems = content_folder(self.scan)
        shared, found = desk(
            self.scan, folder, base_url=self.options.base_url, drafts=self.options.drafts, recall=self._register
        )
        problems += found
        try:
            look = theme(self.project, shared.settings.theme, private_folder(), tongue(shared.settings.language))
        except BrokenTheme as broken:
            return self._broken(_of_theme(broken, shared), problems, folder, shared)
        try:
            with Crew(self.around.jobs) as crew:
                ledger, made = self._everything(folder, shared, look, problems, crew)
        except BrokenTheme as broken:
            found = self._first_break(folder, shared, look) or broken.problems
            return self._broken(found, problems, folder, shared)
        return self._published(ledger, made, stops, mended)

    def _everything(
        self, folder: ContentFolder, shared: Desk, look: Theme, problems: Problems, crew: Crew
    ) -> tuple[Ledger, tuple[str, ...]]:
        digests = dict(shared_digests(self.scan))
        around = chrome(shared.settings, shared.pages, look.has_stylesheet)
        ground = self._ground(shared)
        tools = Tools(
            project=self.project,
            desk=shared,
            chrome=around,
            theme=look,
            redirects=by_story(shared.redirects),
            drafts=self.options.drafts,
            embargoed=self.options.embargoed,
            instant=self.now,
            lenient=self.options.lenient,
            ground=ground,
            base=digest(ground, repr(around), *map(look.fingerprint_of, STORY_TEMPLATES)),
            tree=self.tree,
            clock=self.around.clock,
            now=self.scan.now,
        )
        heads, to_make = self._known_heads(folder, tools)
        self._lap("look")
        rows, times = self._stories(heads, to_make, tools, crew)
        heads = {story: heads[story] for story in folder.stories}
        self._early()
        self._lap("stories")
        sheets = self._sheets(heads, rows, crew)
        base = digest(ground, repr(around))
        # Of plain pages the menu does not say which is a draft, and the site map names no drafts.
        beside = (self.options.database, [page.id for page in shared.pages if page.draft])
        whole = digest(base, look.fingerprint, repr(beside))
        site = SiteTools(
            whole=Whole(
                collections=grouped(Sheet(name, head.key, cast(Facts, head.summary)) for name, head in sheets.items()),
                load=lambda sheet: entries_of(self.memory, sheet.key),
                plain=shared.pages,
                stories=frozenset(story for story, head in heads.items() if head.is_published),
                chrome=around,
                database=self.options.database or self.options.lenient,  # the preview makes it when it is asked for
            ),
            theme=look,
            base=base,
            tree=self.tree,
            known=sheets if whole == self.known.base else {},
            clock=self.around.clock,
        )
        moves: Pages = {}
        if keeps_addresses(shared):
            stories = published_in(heads)
            held = kept_addresses(
                address_book(stories, _names(site.whole, OUTLETS), _names(site.whole, PEOPLE), shared),
                [story for story, head in heads.items() if errors(map(ledgers.problem_of, head.problems))],
                shared,
            )
            problems += held.problems
            moves = moved_parts(held.moves, stories, MovedTools(around, look, base, self.tree))
        made = self._site(site, sheets, crew)
        fresh = {path: value for each in made.values() for path, value in each.made.items()}
        fronts = {
            name: pages
            for name, pages in self.known.fronts.items()
            if name in site.whole.collections or name in CHAPTERS
        }
        fronts |= {name: each.front for name, each in made.items()}
        pages_of = {sheet: pages for each in made.values() for sheet, pages in each.sheets.items()}
        looked = set(made)
        sheets = {
            name: head._replace(pages=pages_of.get(name, {})) if collection_of(name) in looked else head
            for name, head in sheets.items()
        }
        target = {story_url(story): head.key for story, head in heads.items() if head.is_published}
        for pages in (*fronts.values(), *(head.pages for head in sheets.values())):
            target |= pages
        target |= moves
        for path, (files, seconds) in fresh.items():
            self.tree.note(path, target[path], files)
            times[path] = {"page": seconds}
        if self.options.lenient and any(errors(map(ledgers.problem_of, head.problems)) for head in heads.values()):
            target = {**{part: key for part, (key, _) in self.tree.parts.items() if part != ADOPTED}, **target}
        reasons = {
            story_url(story): story_reason(
                story, self.known, heads[story], cast("dict[str, object]", self.scan.seen), digests
            )
            for story in to_make
        }
        reasons |= {path: site_reason(self.known, whole, self.changed, digests) for path in fresh}
        self._lap("site")
        ledger = Ledger(
            seen=cast("dict[str, object]", self.scan.all_seen()),
            shared=digest(program(), *(part for pair in digests.items() for part in pair)),
            base=whole,
            digests=digests,
            heads=heads,
            sheets=sheets,
            fronts=fronts,
            target=target,
            problems=tuple(map(ledgers.plain_problem, problems)),
            language=shared.settings.language,
            heaps=self._heaps(sheets, shared, around),
            reasons={part: why for part, why in {**self.known.reasons, **reasons}.items() if part in target},
            times={part: value for part, value in {**self.known.times, **times}.items() if part in target},
        )
        return ledger, (*map(story_url, to_make), *fresh)

    def _heaps(self, sheets: dict[str, SheetHead], shared: Desk, around: Chrome) -> dict[str, tuple[str, int]]:
        """Where what search can find is kept, with its size: a heap of the plain pages, and those of the stories."""
        records = page_records(shared.pages, around)
        heaps = {
            name: (head.key, cost(*cast("tuple[int, int]", head.summary)))
            for name, head in sheets.items()
            if collection_of(name) == RECORDS
        }
        return {
            PAGES: (self.memory.keep(marshal.dumps([("", "", (), packed(records))])), cost(*extent(records))),
            **heaps,
        }

    def _known_heads(self, folder: ContentFolder, tools: Tools) -> tuple[dict[str, Head], list[str]]:
        """What is known of each story, and those that must be made."""
        heads, to_make = {}, []
        for story in folder.stories:
            head = self.known.heads.get(story)
            if head is not None and self._is_current(story, head, tools):
                same = head.register == tools.desk.register.key
                heads[story] = head if same else head._replace(register=tools.desk.register.key)
                if head.is_published and not self.tree.has(story_url(story), head.key):
                    to_make.append(story)
            else:
                to_make.append(story)
        return heads, to_make

    def _is_current(self, story: str, head: Head, tools: Tools) -> bool:
        """Whether nothing that a story depends on has changed; its folder is looked at in any case."""
        same = self.scan.unchanged(f"content/stories/{story}")
        if not same:
            folder, named = story_folder(self.scan, story)
            same = digest(story_digest(folder, self.scan.digest), repr(named)) == head.content
        register = tools.desk.register
        return (
            same
            and head.base == tools.base
            and head.holds(tools.instant)
            and head.redirects == tools.redirects.get(story, ())
            and (not head.beside or all(tools.shows(other) == was for other, was in head.beside))
            and (head.register == register.key or register.answers(frozenset(head.asked)) == head.answers)
        )

    def _stories(
        self, heads: dict[str, Head], to_make: list[str], tools: Tools, crew: Crew
    ) -> tuple[dict[str, tuple[RowMade, ...]], dict[str, dict[str, float]]]:
        """Make stories, and put their heads among the others; gives their rows, and seconds for each stage."""
        self.tree.begin(map(story_url, to_make))  # in any case, and before other processes do
        found = crew.results(
            to_make,
            lambda story, spool: story_part(story, tools, spool),
            lambda done: self.around.tell("stories", done, len(to_make)),
        )
        rows, times = {}, {}
        for story, value in found.items():
            plain, files, rows[story], seen, times[story_url(story)] = cast(Made, value)
            self.scan.seen |= seen
            heads[story] = head = Head(*plain)  # type: ignore[arg-type]
            if head.is_published:
                self.tree.note(story_url(story), head.key, files)
        return rows, times

    def _sheets(self, heads: dict[str, Head], rows: dict[str, tuple[RowMade, ...]], crew: Crew) -> dict[str, SheetHead]:
        """All sheets; those in which the row of a story is another one now are made again, without their pages."""
        former = self.known.heads
        touched: dict[str, None] = {}
        changed = {
            story for story in former.keys() | rows.keys() if _rows(former.get(story)) != _rows(heads.get(story))
        }
        self.changed = sorted(changed)
        for story in self.changed:
            before, after = _sheets_of(former.get(story)), _sheets_of(heads.get(story))
            touched.update((name, None) for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        new: dict[str, list[NewRow]] = {name: [] for name in touched}
        for story in sorted(changed & rows.keys()):
            for name, _, facts, place in rows[story]:
                if name in new:
                    new[name].append((story, heads[story].instant, facts, place))
        known = self.known.sheets
        made = crew.results(
            list(touched),
            lambda name, _: sheet_part(name, known.get(name), changed, new[name], self.memory, crew.read),
            lambda done: None,
        )
        sheets = {name: head for name, head in known.items() if name not in touched}
        for name, value in made.items():
            if value is not None:
                sheets[name] = SheetHead(*cast("tuple[str, object]", value), {})
        return dict(sorted(sheets.items()))

    def _site(self, tools: SiteTools, sheets: dict[str, SheetHead], crew: Crew) -> dict[str, SiteMade]:
        """Make what all stories add up to, as far as it is not there."""
        before = self.known.sheets
        touched = {name for name in before.keys() | sheets.keys() if _key(before.get(name)) != _key(sheets.get(name))}
        summed = {name for name in touched if _summary(before.get(name)) != _summary(sheets.get(name))}
        complete = all(self.tree.has(part, key) for part, key in self.known.target.items() if not part.endswith("/"))
        collections = tools.whole.collections
        if tools.known and complete and self.known.fronts:
            names = list(site_names(collections, touched, summed))
        else:
            names = list(every_name(collections))
        try:
            found = crew.results(
                names,
                lambda name, _: tuple(site_part(name, tools)),
                lambda done: self.around.tell("parts of the site", done, len(names)),
            )
        except BrokenTheme:
            for name in names:  # whichever process met it first, the first page in this order is named
                site_part(name, tools)
            raise
        return {name: SiteMade(*value) for name, value in found.items()}  # type: ignore[misc]

    def _published(
        self, ledger: Ledger, made: tuple[str, ...], stops: Callable[[Problems], bool], mended: Callable[[], bool]
    ) -> Built:
        problems = problems_of(ledger)
        saved, failure = None, None
        if stops(problems):
            self.tree.keep_staged()
        else:
            if mended():
                raise Damaged
            try:
                saved = self.tree.publish({**ledger.target, **self._with_database(ledger, self._search)})
            except (FolderInTheWay, SearchFailed, OSError) as error:
                failure = error
        self.ledger = ledger
        self._lap("save")
        return Built(
            problems=problems,
            saved=saved,
            made=made,
            language=ledger.language,
            seconds=self.seconds,
            failure=failure,
            waiting=ledgers.waiting(ledger),
        )

    def _with_database(self, ledger: Ledger, others: Callable[[Ledger], dict[str, str]]) -> dict[str, str]:
        """Make the database, if it is wanted and missing, and then the others.

        Not at once: both need much memory. In a process of its own, which gives back what it needed.
        """
        target = database_target(ledger) if self.options.database else {}
        missing = [part for part, key in target.items() if not self.tree.has(part, key)]
        if not missing:
            return {**target, **others(ledger)}
        self.tree.begin(missing)
        making = Errand(lambda: stage_database(ledger, self.memory, self.tree))
        try:
            self.tree.note(DATABASE, target[DATABASE], cast(Files, making.answer()))
        finally:
            making.end()
        self._lap("database")
        return {**target, **others(ledger)}

    def _search(self, ledger: Ledger) -> dict[str, str]:
        """Make what is missing of the search index, if it is wanted."""
        if not self.options.search:
            return {}
        target = stage_search(
            ledger,
            self.memory,
            self.home,
            self.tree,
            self.around.jobs,
            lambda done, total: self.around.tell("search bundles", done, total),
        )
        self._lap("search")
        return target

    def _ground(self, shared: Desk) -> str:
        """The key of what is read with every story; to none of them it matters what is made beside the pages."""
        return digest(program(), repr((shared.settings, self.options._replace(search=True, database=True))))

    def _register(self, name: str, key: str, make: Callable[[], Registered]) -> Registered:
        """Who is who, from the memory if nobody changed the files."""
        found = self.memory.read(name)
        program_key = digest(program(), key)
        if isinstance(found, tuple) and found[0] == program_key:
            return _registered(found[1])
        made = make()
        self.memory.write(name, (program_key, packed(made)))
        return made

    def _lap(self, stage: str) -> None:
        now = self.around.clock()
        self.seconds[stage], self._at = now - self._at, now

    # A theme that cannot show the site

    def _broken(self, of_theme: Problems, problems: Problems, folder: ContentFolder, shared: Desk) -> Built:
        """Nothing is published; all that is wrong is told, with the content of every story."""
        ground = self._ground(shared)
        for story in folder.stories:
            head = self.known.heads.get(story)
            if head is not None and head.ground == ground and self._has_same_content(story, head, shared):
                problems += tuple(map(ledgers.problem_of, head.problems))
            else:
                problems += _read_story(self.scan, story, shared, self.now)[1]
        self.tree.keep_staged()
        return Built(problems=sorted_problems((*problems, *of_theme)), saved=None, language=shared.settings.language)

    def _has_same_content(self, story: str, head: Head, shared: Desk) -> bool:
        folder, named = story_folder(self.scan, story)
        same = digest(story_digest(folder, self.scan.digest), repr(named)) == head.content and head.holds(self.now)
        return same and shared.register.answers(frozenset(head.asked)) == head.answers

    def _public(self, found: Story) -> Story | None:
        return public(found, self.now, drafts=self.options.drafts, embargoed=self.options.embargoed)

    def _first_break(self, folder: ContentFolder, shared: Desk, look: Theme) -> Problems:
        """What is wrong with the theme on the first page of a story, in the order of the site, that it cannot show.

        Whichever page met it in this build: a build that knows nothing would tell the same.
        """
        around = chrome(shared.settings, shared.pages, look.has_stylesheet)
        try:
            for story in folder.stories:
                texts = story_texts(self.scan, story_folder(self.scan, story)[0])
                found, _, _ = sound_story(texts, shared, self.now)
                shown = found and self._public(found)
                for page in story_pages(shown, comparison(shown), around).pages if shown else ():
                    rendered(page, look)
        except BrokenTheme as broken:
            return broken.problems
        return ()


@lru_cache(maxsize=1)  # a preview asks for the same one again and again
def _registered(data: bytes) -> Registered:
    return cast(Registered, unpacked(data))


def _names(whole: Whole, kind: str) -> Iterator[str]:
    """The ids of all outlets, or of all people."""
    return (name.partition("/")[2] for name in whole.collections if name.startswith(f"{kind}/"))


def _rows(head: Head | None) -> str:
    return head.rows if head is not None else ""


def _sheets_of(head: Head | None) -> dict[str, str]:
    return head.sheets() if head is not None else {}


def _key(head: SheetHead | None) -> str:
    return head.key if head is not None else ""


def _summary(head: SheetHead | None) -> object:
    return head.summary if head is not None else None


def _of_theme(broken: BrokenTheme, shared: Desk) -> Problems:
    """What is wrong with the theme; that there is none of its name, where the name stands."""
    at = shared.settings.theme_address
    return tuple(replace(each, origin=at) if each.code == "unknown-theme" else each for each in broken.problems)

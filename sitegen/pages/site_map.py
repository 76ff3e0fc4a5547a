"""The site map: every kind of page and file, one line each.

`story_pages` depends on one story and the site's chrome. `sheet_pages` and `front_pages` depend on the sheets that all
stories together fill, `site_pages` on the summaries of all sheets.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from sitegen.memory import digest
from sitegen.model.comparison import Comparison
from sitegen.model.noun import noun
from sitegen.model.page import Entry, File, Page, Picture, Record, Row, Sketch
from sitegen.model.sheet import OutletRole, PersonRole
from sitegen.model.story import PlainPage, Story
from sitegen.model.views import DirectoryView, NotFoundView, PeriodView, PlainView, SearchView, Sharing
from sitegen.pages import directories, robots, structured, urls
from sitegen.pages.annotations import annotations
from sitegen.pages.article_page import article_view
from sitegen.pages.claim_card import card_view, snippet
from sitegen.pages.claim_page import claim_view
from sitegen.pages.claims_json import CLAIMS_JSON, claims_file, claims_schema
from sitegen.pages.compared import NOWHERE, Compared
from sitegen.pages.data_dictionary import TABLE
from sitegen.pages.data_package import data_package
from sitegen.pages.data_page import data_view
from sitegen.pages.datasette import datasette
from sitegen.pages.embargo import held_until
from sitegen.pages.finished import finished
from sitegen.pages.followed import changes_feed, outlet_feed, site_feed, story_feed
from sitegen.pages.frame import Chrome, frame
from sitegen.pages.links import page_links, published_assets
from sitegen.pages.marks import page_html
from sitegen.pages.passages import side_by_side
from sitegen.pages.periods import Stretch, newest, stretches, years
from sitegen.pages.publication import with_withdrawal
from sitegen.pages.records import page_record
from sitegen.pages.rows import story_rows
from sitegen.pages.sharing import article_sharing, claim_sharing, story_sharing
from sitegen.pages.sheets import (
    ADDRESSES,
    CLAIMS,
    FEEDS,
    INDEX,
    OUTLETS,
    PEOPLE,
    STORIES,
    TABLES,
    Load,
    Sheet,
    collection_of,
    number,
    oldest_first,
)
from sitegen.pages.side_by_side import side_by_side_view
from sitegen.pages.social_card import social_cards
from sitegen.pages.story_page import story_view
from sitegen.pages.table_blocks import REGISTERS, table_blocks
from sitegen.pages.tables import table_file
from sitegen.tongue import Tongue

FRONT = 50  # items on the front of a divided collection
TEMPLATES = {STORIES: "archive.html", CLAIMS: "claims.html", OUTLETS: "outlet.html", PEOPLE: "person.html"}
STORY_TEMPLATES = ("story.html", "article.html", "claim.html", "card.html", "side_by_side.html", "moved.html")
WHOLE = {STORIES: 50, CLAIMS: 200, OUTLETS: 100, PEOPLE: 100}  # items up to which a collection is one page


@noun
class StoryPages:
    """Everything that one story contributes. `assets` are names of files in its folder that its pages show."""

    pages: tuple[Page, ...]
    pictures: tuple[Picture, ...]
    files: tuple[File, ...]
    assets: tuple[str, ...]
    rows: tuple[Row, ...]


def story_pages(
    story: Story, comparison: Comparison, chrome: Chrome, former: Mapping[str, str] = NOWHERE
) -> StoryPages:
    """The pages of one story: comparison, articles, claims; and its rows for the sheets of the site."""
    compared = Compared(story, comparison, chrome.tongue, former)
    base_url = chrome.settings.base_url
    readable = tuple(article.body for article in story.articles if article.source.rights == "full")
    return StoryPages(
        pages=tuple(_every_story_page(compared, chrome)),
        pictures=social_cards(compared, chrome.settings),
        files=(
            *(annotations(compared, article, base_url) for article in story.articles if article.mentions),
            *story_feed(compared, chrome.settings),
        ),
        assets=published_assets(story, (story.note, *readable)),
        rows=story_rows(compared, base_url, chrome.settings.language),
    )


def is_divided(collection: str, sheets: Sequence[Sheet]) -> bool:
    """Whether a collection is too long for one page, so that its sheets have pages of their own."""
    kind = collection.partition("/")[0]
    return kind in WHOLE and sum(_items(kind, each.summary) for each in sheets) > WHOLE[kind]


def sheet_pages(sheet: str, entries: Sequence[Entry], chrome: Chrome) -> Iterator[Sketch]:
    """The pages of one sheet of a divided collection; its entries are in order, newest first."""
    kind, _, name = collection_of(sheet).partition("/")
    base = {STORIES: urls.ARCHIVE, CLAIMS: urls.CLAIMS, OUTLETS: urls.outlet_url(name), PEOPLE: urls.person_url(name)}
    for each in stretches(
        entries, base[kind], sheet.rpartition("/")[2], lambda entry: _items(kind, entry.facts, 0), chrome.tongue
    ):
        yield _stretch_page(kind, each, entries[0], chrome)


def front_pages(collection: str, sheets: Sequence[Sheet], load: Load, chrome: Chrome) -> Iterator[Sketch]:
    """The front of an outlet's or a person's collection, given by its sheets, newest first."""
    kind, _, name = collection.partition("/")
    if kind in (OUTLETS, PEOPLE):
        base = urls.outlet_url(name) if kind == OUTLETS else urls.person_url(name)
        yield _front(
            collection,
            sheets,
            load,
            base,
            chrome,
            lambda shown: _of_somebody(kind, shown, shown.entries[0], chrome.tongue),
        )
    if kind == OUTLETS:
        yield from outlet_feed(name, sheets, load, chrome.settings)


class Whole(NamedTuple):
    """All that the pages which speak of the whole site are made of.

    `collections` are all sheets by their collection, newest first; `stories` the ids of those that are published.
    `database` says whether the site has one.
    """

    collections: Mapping[str, list[Sheet]]
    load: Load
    plain: tuple[PlainPage, ...]
    stories: frozenset[str]
    chrome: Chrome
    database: bool = True

    def sheets(self, collection: str) -> list[Sheet]:
        return self.collections.get(collection, [])

    def all_of(self, kind: str) -> list[list[Sheet]]:
        """The sheets of every outlet, or of every person."""
        return [sheets for name, sheets in self.collections.items() if name.startswith(f"{kind}/")]


class Chapter(NamedTuple):
    """Some pages of the whole site: how they are made, and of which kinds of sheets.

    They change when a row of the sheets under `rows` changes, or the summary of a sheet under `summaries`; those
    that depend on nothing of that are looked at in every build.
    """

    make: Callable[[Whole], Iterator[Sketch]]
    rows: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()


def _home(whole: Whole) -> Iterator[Sketch]:
    of_stories, of_outlets = whole.sheets(STORIES), [sheet for sheets in whole.all_of(OUTLETS) for sheet in sheets]
    yield _front(
        STORIES, of_stories, whole.load, urls.HOME, whole.chrome,
        lambda shown: (
            "home.html",
            whole.chrome.settings.title,
            directories.home_view(of_stories, of_outlets, shown, whole.chrome.tongue),
        ),
        repr(directories.publishers(of_outlets)),
    )  # fmt: skip


def _claims(whole: Whole) -> Iterator[Sketch]:
    sheets, tongue = whole.sheets(CLAIMS), whole.chrome.tongue
    yield _front(
        CLAIMS, sheets, whole.load, urls.CLAIMS, whole.chrome,
        lambda shown: ("claims.html", tongue.text("Claims"), directories.claims_view(sheets, shown, tongue)),
    )  # fmt: skip


def _outlets(whole: Whole) -> Iterator[Sketch]:
    tongue = whole.chrome.tongue
    lead = tongue.text("Who published, and whose reporting the articles rest on.")
    lines = directories.outlet_lines(whole.all_of(OUTLETS), tongue)
    yield from _directory(directories.directory_views(tongue.text("Outlets"), lead, urls.OUTLETS, lines), whole.chrome)


def _people(whole: Whole) -> Iterator[Sketch]:
    tongue = whole.chrome.tongue
    lead = tongue.text(
        "On whose word the claims rest. Sources without a name are listed as the articles describe them."
    )
    lines = directories.person_lines(whole.all_of(PEOPLE), tongue)
    yield from _directory(directories.directory_views(tongue.text("People"), lead, urls.PEOPLE, lines), whole.chrome)


def _robots(whole: Whole) -> Iterator[Sketch]:
    yield from robots.files(whole.collections, whole.load, whole.plain, whole.chrome.settings)


def _search(whole: Whole) -> Iterator[Sketch]:
    stories, claims = (sum(number(each.summary, 0) for each in whole.sheets(kind)) for kind in (STORIES, CLAIMS))
    view = SearchView(stories=stories, claims=claims)
    unlisted, title = Sharing(indexed=False), whole.chrome.tongue.text("Search")
    yield _sketched(_page("search.html", view, whole.chrome, urls.SEARCH, title, sharing=unlisted))


def _data(whole: Whole) -> Iterator[Sketch]:
    rows = {name: sum(number(each.summary, 0) for each in whole.sheets(f"{TABLES}/{name}")) for name in TABLE}
    rows |= {"outlets": len(whole.all_of(OUTLETS)), "people": len(whole.all_of(PEOPLE))}
    tongue = whole.chrome.tongue
    view = data_view(rows, whole.database, tongue)
    told = Sharing(data=structured.dataset_data(view, whole.chrome.settings))
    yield _sketched(_page("data.html", view, whole.chrome, urls.DATA, tongue.text("Data"), view.lead, sharing=told))


def _site_feed(whole: Whole) -> Iterator[Sketch]:
    yield from site_feed(whole.sheets(f"{FEEDS}/{STORIES}"), whole.load, whole.chrome.settings)


def _changes_feed(whole: Whole) -> Iterator[Sketch]:
    yield from changes_feed(whole.sheets(f"{FEEDS}/{CLAIMS}"), whole.load, whole.chrome.settings)


def _plain(whole: Whole) -> Iterator[Sketch]:
    for page in whole.plain:
        links = page_links(page.body, urls.plain_url(page.id), whole.stories, whole.plain)
        view = PlainView(title=page.title, html=page_html(page.body, links))
        url = urls.plain_url(page.id)
        yield _sketched(_page("plain.html", view, whole.chrome, url, page.title, page.description, draft=page.draft))
    missing = Page(
        path="404.html",
        template="404.html",
        root=urls.site_path(whole.chrome.settings.base_url),
        frame=frame(whole.chrome, "404.html", whole.chrome.tongue.text("Not found"), sharing=Sharing(indexed=False)),
        view=NotFoundView(),
    )
    yield _sketched(missing)


def _claims_index(whole: Whole) -> Iterator[Sketch]:
    sheets = whole.sheets(INDEX)

    def make() -> File:
        return directories.claims_index(
            (entry.data for sheet in sheets for entry in whole.load(sheet)), whole.chrome.tongue
        )

    path = directories.CLAIMS_INDEX
    yield Sketch(path, digest(path, *(each.key for each in sheets)), make)


def _table(name: str, file: Callable[[str, Iterable[bytes]], File] = table_file) -> Chapter:
    """Rows stand in the order of their stories' dates, the oldest first, so that a table grows at its end."""

    def make(whole: Whole) -> Iterator[Sketch]:
        sheets = oldest_first(whole.sheets(f"{TABLES}/{name}"))
        path = f"{urls.DATA}{name if '.' in name else f'{name}.csv'}"
        key = digest(name, *(each.key for each in sheets))
        yield Sketch(path, key, lambda: file(name, table_blocks(name, whole.collections, whole.load)))

    return Chapter(make, rows=(f"{TABLES}/{name}",))


def _register(name: str) -> Chapter:
    """The table of outlets or people."""

    def make(whole: Whole) -> Iterator[Sketch]:
        yield finished(table_file(name, table_blocks(name, whole.collections, whole.load)))

    return Chapter(make, summaries=(REGISTERS[name][0],))


def _data_files(whole: Whole) -> Iterator[Sketch]:
    """What describes the data; it follows from the settings alone."""
    settings = whole.chrome.settings
    yield from map(finished, (data_package(settings), datasette(settings), claims_schema()))


CHAPTERS: dict[str, Chapter] = {
    **{f"data/{name}.csv": _table(name) for name in ("mentions", "cells", "claims", "articles", "stories")},
    "data/claims.json": _table(CLAIMS_JSON, claims_file),
    "data/outlets.csv": _register("outlets"),
    "data/people.csv": _register("people"),
    "data files": Chapter(_data_files),
    "home": Chapter(_home, rows=(STORIES,), summaries=(OUTLETS,)),
    "claims front": Chapter(_claims, rows=(CLAIMS,)),
    "claims table": Chapter(_claims_index, rows=(INDEX,)),
    "outlets index": Chapter(_outlets, summaries=(OUTLETS,)),
    "people index": Chapter(_people, summaries=(PEOPLE,)),
    "search page": Chapter(_search, summaries=(STORIES, CLAIMS)),
    "data page": Chapter(_data, summaries=(TABLES, OUTLETS, PEOPLE)),
    "site feed": Chapter(_site_feed, rows=(f"{FEEDS}/{STORIES}",)),
    "claims feed": Chapter(_changes_feed, rows=(f"{FEEDS}/{CLAIMS}",)),
    "plain pages": Chapter(_plain),
    "sitemap": Chapter(_robots, rows=(ADDRESSES,), summaries=(OUTLETS, PEOPLE)),
}


def page_records(plain: tuple[PlainPage, ...], chrome: Chrome) -> tuple[Record, ...]:
    return tuple(page_record(page, chrome.settings.language) for page in plain)


def _every_story_page(compared: Compared, chrome: Chrome) -> Iterator[Page]:
    story = compared.story
    about, held = story.question or story.summary, held_until(chrome.tongue, story)
    view = story_view(compared, chrome.settings.language)
    facts = " · ".join(part.text for part in view.strap)  # what others show of a link to the story begins with them
    lead = ". ".join(each for each in (facts, story.summary or about) if each)
    yield _page(
        "story.html", view, chrome, urls.story_url(story.id), story.title, lead,
        draft=story.draft, embargo=held, sharing=story_sharing(compared, chrome.settings),
    )  # fmt: skip
    for article in story.articles:
        url = urls.article_url(story.id, article.id)
        title = compared.tongue.text(
            "%(outlet)s: %(headline)s", outlet=compared.publisher(article.id), headline=article.title
        )
        yield _page(
            "article.html", article_view(compared, article), chrome, url,
            with_withdrawal(title, article, compared.tongue), about,
            draft=story.draft or article.draft, embargo=held_until(chrome.tongue, story, article),
            sharing=article_sharing(compared, article, chrome.settings),
        )  # fmt: skip
    for claim in story.claims:
        card = card_view(compared, claim.id, chrome.settings.language)
        shown = claim_view(compared, claim.id, snippet(card, chrome.settings.base_url, chrome.tongue))
        url = urls.claim_url(story.id, claim.id)
        page = _page(
            "claim.html", shown, chrome, url, claim.text, shown.status.explanation,
            draft=story.draft, embargo=held, sharing=claim_sharing(compared, claim.id, chrome.settings),
        )  # fmt: skip
        yield page
        yield Page(
            path=urls.path_of(shown.card),
            template="card.html",
            root=urls.root_of(shown.card),
            frame=page.frame,  # of the claim, whose page is the canonical one
            view=card,
        )
    for pair in compared.comparison.pairs:
        one, other = map(compared.publisher, pair.articles)
        title = compared.tongue.text("%(one)s and %(other)s, side by side", one=one, other=other)
        yield _page(
            "side_by_side.html", side_by_side_view(compared, pair), chrome, side_by_side(compared, pair), title, about,
            draft=story.draft or any(compared.articles[each].draft for each in pair.articles),
            embargo=held_until(chrome.tongue, story, *map(compared.articles.__getitem__, pair.articles)),
        )  # fmt: skip


def _directory(views: Iterable[tuple[str, DirectoryView]], chrome: Chrome) -> Iterator[Sketch]:
    for url, view in views:
        title = view.title
        if view.letter:
            title = chrome.tongue.text("%(list)s, %(part)s", list=view.title, part=view.letter)
        yield _sketched(_page("directory.html", view, chrome, url, title))


Kind = tuple[str, str, object]  # template, title, view


def _front(
    collection: str,
    sheets: Sequence[Sheet],
    load: Load,
    url: str,
    chrome: Chrome,
    made: Callable[[Stretch], Kind],
    further: str = "",
) -> Sketch:
    """The whole collection on one page; or the newest of it, with links to its months. `sheets` are newest first."""
    kind = collection.partition("/")[0]
    divided = is_divided(collection, sheets)
    base = urls.ARCHIVE if collection == STORIES else url
    months = [(each.month, _items(kind, each.summary)) for each in sheets]
    by_year = years(months, base, chrome.tongue) if divided else ()
    total = sum(count for _, count in months)

    def make() -> Page:
        entries = (entry for sheet in sheets for entry in load(sheet))
        shown = newest(entries, FRONT, lambda each: _items(kind, each.facts, 0)) if divided else tuple(entries)
        template, title, view = made(Stretch(url=url, entries=shown, total=total, years=by_year))
        told = Sharing(data=structured.home_data(chrome.settings)) if collection == STORIES else Sharing()
        return _page(template, view, chrome, url, title, sharing=told)

    keys = [each.key for each in (_nearest(sheets, kind) if divided else sheets)]
    key = digest(repr(by_year), repr([each.summary for each in sheets]), further, *keys)
    return Sketch(urls.path_of(url), key, make, "home.html" if kind == STORIES else TEMPLATES[kind])


def _nearest(sheets: Sequence[Sheet], kind: str) -> list[Sheet]:
    """The sheets that a divided front can show entries of."""
    found, items = [], 0
    for each in sheets:
        found.append(each)
        items += _items(kind, each.summary)
        if items > FRONT:
            break
    return found


def _stretch_page(kind: str, shown: Stretch, first: Entry, chrome: Chrome) -> Sketch:
    period = cast(PeriodView, shown.period)

    def make() -> Page:
        template, name, view = _of_period(kind, shown, period, first, chrome.tongue)
        title = chrome.tongue.text("%(list)s, %(part)s", list=name, part=period.label)
        return _page(template, view, chrome, shown.url, title)

    parts = (part for each in shown.entries for part in (each.story, each.instant, each.data))
    who = first.data if kind in (OUTLETS, PEOPLE) else b""
    return Sketch(urls.path_of(shown.url), digest(repr(period), who, *parts), make, TEMPLATES[kind])


def _of_period(kind: str, shown: Stretch, period: PeriodView, first: Entry, tongue: Tongue) -> Kind:
    if kind == STORIES:
        return TEMPLATES[kind], tongue.text("Stories"), directories.archive_view(shown, period)
    if kind == CLAIMS:
        return TEMPLATES[kind], tongue.text("Claims"), directories.claims_period_view(shown)
    return _of_somebody(kind, shown, first, tongue)


def _of_somebody(kind: str, shown: Stretch, first: Entry, tongue: Tongue) -> Kind:
    """The page of an outlet or a person, who is described as in the newest story that names them."""
    if kind == OUTLETS:
        outlet = cast(OutletRole, first.value).outlet
        return TEMPLATES[kind], outlet.name, directories.outlet_view(shown, outlet, tongue)
    person = cast(PersonRole, first.value).person
    return TEMPLATES[kind], person.name, directories.person_view(shown, person, tongue)


def _items(kind: str, facts: object, place: int | None = None) -> int:
    """How many items a sheet's summary counts, or (with a place) how many a row brings."""
    values = cast("tuple[int, ...]", facts)
    if kind == STORIES:
        return values[0] if place is None else 1
    return values[0] + values[1] if kind == OUTLETS else values[0]


def _sketched(page: Page) -> Sketch:
    return Sketch(page.path, digest(repr(page)), lambda: page, page.template)


def _page(
    template: str,
    view: object,
    chrome: Chrome,
    url: str,
    title: str,
    description: str = "",
    *,
    draft: bool = False,
    embargo: str = "",
    sharing: Sharing = Sharing(),  # noqa: B008 - a frozen value
) -> Page:
    return Page(
        path=urls.path_of(url),
        template=template,
        root=urls.root_of(url),
        frame=frame(chrome, url, title, description=description, draft=draft, embargo=embargo, sharing=sharing),
        view=view,
    )

"""Which feeds there are, and what stands in each: the site's stories, one story, one outlet, claims that changed."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import cast

from sitegen.memory import digest
from sitegen.model.feed import Feed, FeedEntry
from sitegen.model.page import Entry, File, Sketch
from sitegen.model.sheet import OutletRole
from sitegen.model.site import Settings
from sitegen.pages import urls
from sitegen.pages.compared import Compared
from sitegen.pages.feed_entries import article_entry, change_entries, newest_first
from sitegen.pages.feed_ids import entry_id
from sitegen.pages.feeds import ATOM, JSON, feed_file
from sitegen.pages.sheets import Load, Sheet
from sitegen.tongue import tongue

NEWEST_STORIES, NEWEST_ARTICLES, NEWEST_CHANGES = 50, 50, 100


def story_feed(compared: Compared, settings: Settings) -> tuple[File, ...]:
    """All articles of a story and all changes of its claims."""
    story = compared.story
    articles = (entry for each in story.articles for entry in article_entry(compared, each))
    home = urls.story_url(story.id)
    feed = Feed(
        id=f"feeds/{compared.first_name(entry_id(story.id))}",
        name=home + urls.FEED,
        home=home,
        title=f"{story.title} – {settings.title}",
        entries=tuple(newest_first((*articles, *change_entries(compared)))),
        subtitle=story.question,
    )
    return feed_file(feed, ATOM, settings), feed_file(feed, JSON, settings)


def site_feed(sheets: Sequence[Sheet], load: Load, settings: Settings) -> Iterator[Sketch]:
    """The stories that changed last; `sheets` hold an entry for each story."""

    def feed() -> Feed:
        return Feed(
            id="feeds/site",
            name=urls.FEED,
            home=urls.HOME,
            title=settings.title,
            entries=_newest(sheets, load, NEWEST_STORIES),
            subtitle=settings.tagline,
        )

    return _sketches(urls.FEED, sheets, feed, settings)


def changes_feed(sheets: Sequence[Sheet], load: Load, settings: Settings) -> Iterator[Sketch]:
    """The claims whose status changed last; `sheets` hold the changes of each story."""
    about = tongue(settings.language).text("Claims whose status changed")

    def feed() -> Feed:
        return Feed(
            id="feeds/claims",
            name=urls.CLAIMS + urls.FEED,
            home=urls.CLAIMS,
            title=f"{about} – {settings.title}",
            entries=_newest(sheets, load, NEWEST_CHANGES),
        )

    return _sketches(urls.CLAIMS + urls.FEED, sheets, feed, settings)


def outlet_feed(outlet: str, sheets: Sequence[Sheet], load: Load, settings: Settings) -> Iterator[Sketch]:
    """The newest articles of an outlet, given by its sheets, newest first."""
    home = urls.outlet_url(outlet)

    def feed() -> Feed:
        newest = cast(OutletRole, load(sheets[0])[0].value)  # it is described as in the newest story that names it
        return Feed(
            id=f"feeds/outlets/{outlet}",
            name=home + urls.FEED,
            home=home,
            title=f"{newest.outlet.name} – {settings.title}",
            entries=_newest(sheets, load, NEWEST_ARTICLES),
        )

    return _sketches(home + urls.FEED, sheets, feed, settings)


def _sketches(name: str, sheets: Sequence[Sheet], feed: Callable[[], Feed], settings: Settings) -> Iterator[Sketch]:
    made = cache(feed)
    key = digest(name, *(each.key for each in sheets))
    for ending in (ATOM, JSON):
        yield Sketch(name + ending, key, partial(_file, made, ending, settings))


def _file(feed: Callable[[], Feed], ending: str, settings: Settings) -> File:
    return feed_file(feed(), ending, settings)


def _newest(sheets: Sequence[Sheet], load: Load, most: int) -> tuple[FeedEntry, ...]:
    """The newest entries of all sheets.

    The last of a sheet's facts and of a row's is the instant of its newest entry: of a story that happened long ago,
    something can be new. So the sheets are opened in that order, and no more of them than can matter.
    """
    found: list[FeedEntry] = []
    for sheet in sorted(sheets, key=_instant_of_sheet, reverse=True):
        if _is_too_old(_instant_of_sheet(sheet), found, most):
            break
        for row in load(sheet):
            if not _is_too_old(cast(str, row.facts[-1]), found, most):
                found = newest_first((*found, *_entries(row)))[:most]
    return tuple(found)


def _is_too_old(instant: str, found: list[FeedEntry], most: int) -> bool:
    return not instant or (len(found) == most and instant < found[-1].updated)


def _instant_of_sheet(sheet: Sheet) -> str:
    return cast(str, sheet.summary[-1])


def _entries(row: Entry) -> tuple[FeedEntry, ...]:
    value = row.value
    return value.entries if isinstance(value, OutletRole) else cast("tuple[FeedEntry, ...]", value)

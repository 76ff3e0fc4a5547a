"""What crawlers read first: `robots.txt`, and the site map, by the protocol of https://www.sitemaps.org/protocol.html.

A site map holds whole addresses, so there is one only when the site knows where it will be. It is divided as the lists
are: the stories of a month are a file of their own, and an edit changes one of them. A date in it is one that content
gives; what has none, has none there. Pages that only lead to others (months, letters, cards, search) are not in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from sitegen.memory import digest
from sitegen.model.moment import Moment
from sitegen.model.page import Entry, File, Row, Sketch
from sitegen.model.site import Settings
from sitegen.model.story import PlainPage
from sitegen.pages import urls
from sitegen.pages.compared import Compared
from sitegen.pages.finished import finished
from sitegen.pages.marks import escaped
from sitegen.pages.passages import side_by_side
from sitegen.pages.sheets import ADDRESSES, OUTLETS, PEOPLE, Load, Sheet, oldest_first

MOST = 50_000  # addresses in a file, by the protocol
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
OWN = "site"  # the part for what belongs to no month


def address_rows(compared: Compared, base_url: str, month: str) -> tuple[Row, ...]:
    """What a story gives to the site map: how many pages, when the latest of them changed, and their entries."""
    if not base_url:
        return ()
    story = compared.story
    own = [story.updated, *(each.date for each in story.corrections)]
    of_article = {
        each.id: _latest((each.source.published, each.source.updated, each.source.status_date))
        for each in story.articles
    }
    latest = _latest((*own, *of_article.values())) or _latest((story.date,))
    pages = [
        (urls.story_url(story.id), latest),
        *((urls.article_url(story.id, name), moment) for name, moment in of_article.items()),
        *((urls.claim_url(story.id, each.id), latest) for each in story.claims),
        *(
            (side_by_side(compared, pair), _latest(of_article[each] for each in pair.articles))
            for pair in compared.comparison.pairs
        ),
    ]
    entries = "".join([_entry(base_url + url, moment.stamp if moment else "") for url, moment in pages])
    dated = (latest.instant, latest.stamp) if latest else ("", "")
    return (Row(f"{ADDRESSES}/{month}", (len(pages), *dated), entries.encode()),)


def files(
    collections: Mapping[str, list[Sheet]], load: Load, plain: tuple[PlainPage, ...], settings: Settings
) -> Iterator[Sketch]:
    """The site map, its parts, and the `robots.txt` that names it; nothing without a base_url."""
    if not settings.base_url:
        return
    sheets = oldest_first(collections.get(ADDRESSES, []))
    newest = max((cast("tuple[str, str]", each.summary[1:]) for each in sheets), default=("", ""))[1]
    parts = [part for sheet in sheets for part in _of_month(sheet, load)]
    parts += _of_site(collections, plain, settings, newest)
    found = [(sketch.path, stamp) for sketch, stamp in parts]
    yield from (sketch for sketch, _ in parts)
    yield _of_text("sitemap.xml", _index(found, settings.base_url))
    yield _of_text("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {settings.base_url}sitemap.xml\n")


Part = tuple[Sketch, str]  # and when the latest of its pages changed


def _of_month(sheet: Sheet, load: Load) -> Iterator[Part]:
    pages, _, stamp = cast("tuple[int, str, str]", sheet.summary)
    for number in range(-(-pages // MOST)):
        path = _path(sheet.month, number)

        def make(path: str = path, number: int = number) -> File:
            return File(path=path, data=_urlset(_lines(load(sheet))[number * MOST :][:MOST]).encode())

        yield Sketch(path, digest(path, sheet.key), make), stamp


def _of_site(
    collections: Mapping[str, list[Sheet]], plain: tuple[PlainPage, ...], settings: Settings, newest: str
) -> Iterator[Part]:
    names = (name.partition("/")[::2] for name in collections)
    kinds = {OUTLETS: urls.outlet_url, PEOPLE: urls.person_url}
    pages = [
        *((url, newest) for url in (urls.HOME, urls.CLAIMS, urls.DATA)),
        *((url, "") for url in (urls.OUTLETS, urls.PEOPLE)),
        *((urls.plain_url(each.id), "") for each in plain if not each.draft),
        *((url, "") for url in sorted(kinds[kind](name) for kind, name in names if kind in kinds)),
    ]
    lines = [_entry(settings.base_url + url, stamp) for url, stamp in pages]
    for number in range(-(-len(lines) // MOST)):
        data = _urlset(lines[number * MOST :][:MOST])
        yield _of_text(_path(OWN, number), data), newest


def _path(name: str, number: int) -> str:
    return f"sitemaps/{name}{f'-part-{number + 1}' if number else ''}.xml"


def _lines(entries: Iterable[Entry]) -> list[str]:
    return [line for each in entries for line in each.data.decode().splitlines(keepends=True)]


def _entry(address: str, stamp: str) -> str:
    dated = f"<lastmod>{stamp}</lastmod>" if stamp else ""
    return f"<url><loc>{escaped(address)}</loc>{dated}</url>\n"


def _urlset(lines: list[str]) -> str:
    return f'{DECLARED}<urlset xmlns="{NAMESPACE}">\n{"".join(lines)}</urlset>\n'


def _index(parts: list[tuple[str, str]], base_url: str) -> str:
    lines = [
        f"<sitemap><loc>{escaped(base_url + path)}</loc>{f'<lastmod>{stamp}</lastmod>' if stamp else ''}</sitemap>\n"
        for path, stamp in parts
    ]
    return f'{DECLARED}<sitemapindex xmlns="{NAMESPACE}">\n{"".join(lines)}</sitemapindex>\n'


def _latest(moments: Iterable[Moment | None]) -> Moment | None:
    """The latest of those that are known for certain."""
    certain = [each for each in moments if each and each.precision in ("day", "minute")]
    return max(certain, key=lambda each: each.instant, default=None)


def _of_text(path: str, text: str) -> Sketch:
    return finished(File(path=path, data=text.encode()))

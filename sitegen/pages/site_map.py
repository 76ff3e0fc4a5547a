"""The site map: every kind of page and file, one line each.

`story_pages` depends on one story and the site's chrome; `site_pages` on the summaries of all stories.
"""

from collections.abc import Iterator

from sitegen.model.comparison import Comparison
from sitegen.model.noun import noun
from sitegen.model.page import File, Page, Record
from sitegen.model.story import PlainPage, Story
from sitegen.model.summary import Summary
from sitegen.model.views import DataView, NotFoundView, PlainView, SearchView, TableLine
from sitegen.pages import directories, urls
from sitegen.pages.annotations import annotations
from sitegen.pages.article_page import article_view
from sitegen.pages.claim_page import claim_view
from sitegen.pages.compared import Compared
from sitegen.pages.frame import Chrome, frame
from sitegen.pages.links import page_links, published_assets
from sitegen.pages.marks import page_html
from sitegen.pages.records import page_record, story_records
from sitegen.pages.story_page import story_view
from sitegen.pages.summaries import summary
from sitegen.pages.tables import ABOUT, COLUMNS, outlet_rows, person_rows, table_file


@noun
class StoryPages:
    """Everything that one story contributes. `assets` are names of files in its folder that its pages show."""

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    assets: tuple[str, ...]
    records: tuple[Record, ...]
    summary: Summary


def story_pages(story: Story, comparison: Comparison, chrome: Chrome) -> StoryPages:
    """The pages of one story: comparison, articles, claims."""
    compared = Compared(story, comparison)
    base_url = chrome.settings.base_url
    readable = tuple(article.body for article in story.articles if article.source.rights == "full")
    return StoryPages(
        pages=tuple(_every_story_page(compared, chrome)),
        files=tuple(annotations(compared, article, base_url) for article in story.articles),
        assets=published_assets(story, (story.note, *readable)),
        records=story_records(compared, chrome.settings.language),
        summary=summary(compared, base_url),
    )


def site_pages(
    summaries: tuple[Summary, ...], plain: tuple[PlainPage, ...], chrome: Chrome
) -> tuple[tuple[Page, ...], tuple[File, ...]]:
    """The pages and files that speak of all stories. `summaries` come newest first."""
    who = directories.everybody(summaries)
    return tuple(_every_site_page(summaries, who, plain, chrome)), tuple(_every_site_file(summaries, who))


def page_records(plain: tuple[PlainPage, ...], chrome: Chrome) -> tuple[Record, ...]:
    return tuple(page_record(page, chrome.settings.language) for page in plain)


def in_order(summaries: list[Summary]) -> tuple[Summary, ...]:
    """Newest first; stories without a date last."""
    dated = sorted((each for each in summaries if each.date.stamp), key=lambda each: each.story)
    dated.sort(key=lambda each: each.date.instant, reverse=True)
    return (*dated, *sorted((each for each in summaries if not each.date.stamp), key=lambda each: each.story))


def _every_story_page(compared: Compared, chrome: Chrome) -> Iterator[Page]:
    story = compared.story
    about = story.question or story.summary
    yield _page(
        "story.html", story_view(compared), chrome, urls.story_url(story.id), story.title, story.summary or about,
        draft=story.draft,
    )  # fmt: skip
    for article in story.articles:
        url = urls.article_url(story.id, article.id)
        title = f"{compared.publisher(article.id)}: {article.title}"
        yield _page(
            "article.html", article_view(compared, article), chrome, url, title, about,
            draft=story.draft or article.draft,
        )  # fmt: skip
    for claim in story.claims:
        view = claim_view(compared, claim.id)
        url = urls.claim_url(story.id, claim.id)
        yield _page("claim.html", view, chrome, url, claim.text, view.status.explanation, draft=story.draft)


def _every_site_page(
    summaries: tuple[Summary, ...], who: directories.Everybody, plain: tuple[PlainPage, ...], chrome: Chrome
) -> Iterator[Page]:
    settings = chrome.settings
    home = directories.home_view(summaries)
    yield _page("home.html", home, chrome, urls.HOME, settings.title)
    for url, claims in directories.claims_views(summaries, who):
        title = "Claims" if claims.number == 1 else f"Claims, page {claims.number}"
        yield _page("claims.html", claims, chrome, url, title)
    yield _page("directory.html", directories.outlets_view(who), chrome, urls.OUTLETS, "Outlets")
    for outlet, outlet_roles in who.outlets.items():
        outlet_page = directories.outlet_view(outlet_roles)
        yield _page("outlet.html", outlet_page, chrome, urls.outlet_url(outlet), outlet_page.name)
    yield _page("directory.html", directories.people_view(who), chrome, urls.PEOPLE, "People")
    for person, person_roles in who.people.items():
        person_page = directories.person_view(person_roles)
        yield _page("person.html", person_page, chrome, urls.person_url(person), person_page.name)
    for page in plain:
        links = page_links(page.body, urls.plain_url(page.id), frozenset(each.story for each in summaries), plain)
        view = PlainView(title=page.title, html=page_html(page.body, links))
        url = urls.plain_url(page.id)
        yield _page("plain.html", view, chrome, url, page.title, page.description, draft=page.draft)
    search = SearchView(stories=len(summaries), claims=home.claims)
    yield _page("search.html", search, chrome, urls.SEARCH, "Search")
    yield _page("data.html", _data_view(summaries, who), chrome, urls.DATA, "Data")
    yield Page(
        path="404.html",
        template="404.html",
        root=urls.site_path(settings.base_url),
        frame=frame(chrome, "404.html", "Not found"),
        view=NotFoundView(),
    )


def _every_site_file(summaries: tuple[Summary, ...], who: directories.Everybody) -> Iterator[File]:
    yield directories.claims_table(summaries, who)
    for name in COLUMNS:
        yield table_file(name, _rows(name, summaries, who))


def _rows(name: str, summaries: tuple[Summary, ...], who: directories.Everybody) -> tuple[tuple[str, ...], ...]:
    if name == "outlets":
        return outlet_rows(roles[0].outlet for roles in who.outlets.values())
    if name == "people":
        return person_rows(roles[0].person for roles in who.people.values())
    return directories.all_rows(sorted(summaries, key=lambda each: each.story), name)


def _data_view(summaries: tuple[Summary, ...], who: directories.Everybody) -> DataView:
    return DataView(
        tables=tuple(
            TableLine(
                name=name,
                url=f"{urls.DATA}{name}.csv",
                rows=len(_rows(name, summaries, who)),
                about=ABOUT[name],
                columns=tuple(columns),
            )
            for name, columns in COLUMNS.items()
        )
    )


def _page(
    template: str, view: object, chrome: Chrome, url: str, title: str, description: str = "", *, draft: bool = False
) -> Page:
    return Page(
        path=urls.path_of(url),
        template=template,
        root=urls.root_of(url),
        frame=frame(chrome, url, title, description=description, draft=draft),
        view=view,
    )

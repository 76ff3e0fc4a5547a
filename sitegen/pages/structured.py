"""What a page says of itself to machines: schema.org terms as JSON-LD (https://www.w3.org/TR/json-ld11/).

A page of somebody else's article is a NewsArticle of the desk that `isBasedOn` the original. What of an article is
quoted here are the same words as on the pages. Nothing is rated, but by an editor's own `review`. Dates that are not
known for certain are left out, since schema.org has no way to say the doubt.
"""

import json
from typing import Any

from sitegen.model.article import Article
from sitegen.model.data_view import DataView
from sitegen.model.moment import Moment
from sitegen.model.site import Settings
from sitegen.model.story import Claim, Review
from sitegen.model.terms import SUPPORTING
from sitegen.pages import urls
from sitegen.pages.compared import Compared
from sitegen.pages.status import status

Node = dict[str, Any]

CONTEXT = "https://schema.org"
MOST_CLAIMS = 6  # that the page of a story names; every claim names its story
MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xml": "application/xml",
    "db": "application/vnd.sqlite3",
    "zip": "application/zip",
}


def home_data(settings: Settings) -> str:
    """The site."""
    return _text(
        _node(
            "WebSite",
            url=_at(settings, urls.HOME, urls.HOME),
            name=settings.title,
            description=settings.tagline,
            inLanguage=settings.language,
            publisher=_publisher(settings),
        )
    )


def story_data(compared: Compared, settings: Settings) -> str:
    """The page that collects a story's articles, and the analysis that it gives of them.

    It refers to the pages of its claims and articles from where it stands, to be short.
    """
    story = compared.story
    here = urls.story_url(story.id)
    claims = [each.claim for each in compared.comparison.findings[:MOST_CLAIMS]]
    analysis = _node(
        "AnalysisNewsArticle",
        headline=story.title,
        temporalCoverage=_date(story.date),
        dateModified=_date(story.updated),
        contentLocation=_node("Place", name=story.place) if story.place else None,
        author=_persons(story.editors),
        publisher=_publisher(settings),
        about=[_reference(urls.claim_url(story.id, each).removeprefix(here)) for each in claims],
        correction=[
            _node("CorrectionComment", text=each.text, datePublished=_date(each.date)) for each in story.corrections
        ],
    )
    return _text(
        _node(
            "CollectionPage",
            url=_at(settings, here, here),
            inLanguage=settings.language,
            mainEntity=analysis,
            hasPart=[_reference(f"{each.id}/") for each in story.articles],
        )
    )


def article_data(compared: Compared, article: Article, settings: Settings) -> str:
    """The annotated article, and the original that it is based on."""
    here = urls.article_url(compared.story.id, article.id)
    return _text(
        _node(
            "NewsArticle",
            here=_at(settings, here, here),
            url=_at(settings, here, here),
            headline=article.title,
            inLanguage=settings.language,
            publisher=_publisher(settings),
            isPartOf=_reference(_at(settings, urls.story_url(compared.story.id), here)),
            isBasedOn=_original(compared, article, settings, here),
        )
    )


def claim_data(compared: Compared, claim: str, settings: Settings) -> str:
    """The claim with the articles that carry it, what they say in their own words, and the editor's review if any."""
    story, found = compared.story, compared.claims[claim]
    here = urls.claim_url(story.id, claim)
    me = _at(settings, here, here)
    carriers = {each.article: None for each in compared.by_claim[claim] if each.stance in SUPPORTING}
    articles = [compared.articles[each] for each in compared.in_order(tuple(carriers))]
    first = _first(articles)
    node = _node(
        "Claim",
        here=me,
        url=me,
        name=found.text,
        text=found.text,
        description=status(compared, claim).explanation,
        inLanguage=settings.language,
        author=_person(compared, found.speaker) if found.speaker else None,
        about=[each for about in found.about if (each := _subject(compared, about))],
        sameAs=[each for each in found.same_as if each.startswith("https://")],
        isPartOf=_reference(_at(settings, urls.story_url(story.id), here)),
        appearance=[_original(compared, each, settings, here) for each in articles],
        firstAppearance=_reference(_original_id(compared, first, settings, here)) if first else None,
    )
    review = [_review(found, found.review, me, settings)] if found.review else []
    return _text({"@graph": [node, *_quotations(compared, claim, me, settings), *review]})


def dataset_data(view: DataView, settings: Settings) -> str:
    """The tables, and the files that hold all of them, as a data set that can be downloaded."""
    here = urls.DATA
    files = [(each.name, each.about, each.url) for each in view.tables]
    files += [(each.name, each.about, each.url) for each in view.files]
    downloads = [
        _node(
            "DataDownload",
            name=name,
            description=about,
            encodingFormat=MEDIA_TYPES.get(url.rpartition(".")[2], "application/octet-stream"),
            contentUrl=_at(settings, url, here),
        )
        for name, about, url in files
    ]
    return _text(
        _node(
            "Dataset",
            url=_at(settings, here, here),
            name=settings.title,
            description=" ".join(each.about for each in view.tables[:2]),
            inLanguage=settings.language,
            creator=_publisher(settings),
            isAccessibleForFree=True,
            distribution=downloads,
        )
    )


def _quotations(compared: Compared, claim: str, me: str, settings: Settings) -> list[Node]:
    here = urls.claim_url(compared.story.id, claim)
    found = []
    for mention in compared.by_claim[claim]:
        quotation = compared.quotation(mention.article, mention.id)
        if quotation.quote:
            article = compared.articles[mention.article]
            found.append(
                _node(
                    "Quotation",
                    url=_at(settings, quotation.url, here),
                    text=quotation.quote,
                    inLanguage=article.lang,
                    isPartOf=_reference(_original_id(compared, article, settings, here)),
                    spokenByCharacter=[each for by in mention.by if (each := _person(compared, by))],
                    about=_reference(me),
                )
            )
    return found


def _review(claim: Claim, review: Review, me: str, settings: Settings) -> Node:
    """https://schema.org/ClaimReview, whose rating is the words of the editor."""
    return _node(
        "ClaimReview",
        url=review.url or me,
        claimReviewed=claim.text,
        itemReviewed=_reference(me),
        reviewRating=_node("Rating", alternateName=review.rating),
        reviewBody=review.explanation,
        datePublished=_date(review.date),
        author=_node("Person", name=review.by) if review.by else _publisher(settings),
        publisher=_publisher(settings),
    )


def _original(compared: Compared, article: Article, settings: Settings, here: str) -> Node:
    """The article as its outlet published it, but not what stands in it."""
    source = article.source
    outlet = compared.outlets[source.outlet]
    return _node(
        "NewsArticle",
        here=_original_id(compared, article, settings, here),
        url=source.url,
        headline=article.title,
        inLanguage=article.lang,
        datePublished=_date(source.published),
        dateModified=_date(source.updated),
        author=_persons(source.byline),
        publisher=_node("Organization", name=outlet.name, url=outlet.url),
        creativeWorkStatus="" if source.status == "published" else source.status,
    )


def _original_id(compared: Compared, article: Article, settings: Settings, here: str) -> str:
    return _at(settings, f"{urls.article_url(compared.story.id, article.id)}#original", here)


def _first(articles: list[Article]) -> Article | None:
    """The one that came before all others, if that is beyond doubt: a day alone does not say what came first in it."""
    moments = [each.source.published for each in articles]
    if not articles or not all(each.precision in ("day", "minute") for each in moments):
        return None
    first = min(articles, key=lambda each: each.source.published.instant)
    mine = first.source.published
    later = [each for article, each in zip(articles, moments, strict=True) if article is not first]
    to_the_minute = all(each.precision == "minute" for each in moments)
    beyond_doubt = (
        each.instant > mine.instant if to_the_minute else each.instant[:10] > mine.instant[:10] for each in later
    )
    return first if all(beyond_doubt) else None


def _person(compared: Compared, person: str) -> Node | None:
    """Somebody with a name; "two officials" are nobody that a machine should know."""
    found = compared.people[person]
    if not found.named:
        return None
    employer = _node("Organization", name=found.affiliation) if found.affiliation else None
    return _node("Person", name=found.name, jobTitle=found.role, affiliation=employer)


def _subject(compared: Compared, about: str) -> Node | None:
    if about in compared.people:
        return _person(compared, about)
    if about in compared.outlets:
        return _node("Organization", name=compared.outlets[about].name, url=compared.outlets[about].url)
    return _node("Thing", name=about)


def _publisher(settings: Settings) -> Node:
    return _node("Organization", name=settings.publisher.name or settings.title, url=settings.publisher.url)


def _persons(names: tuple[str, ...]) -> list[Node]:
    return [_node("Person", name=each) for each in names]


def _reference(address: str) -> Node:
    return {"@id": address}


def _date(moment: Moment | None) -> str:
    """A Date or DateTime of schema.org, "" for what is not certain."""
    return moment.stamp if moment and moment.precision in ("day", "minute") else ""


def _at(settings: Settings, url: str, here: str) -> str:
    """Where something of the site is: its whole address, or without a base_url the way from the page `here`."""
    return f"{settings.base_url or urls.root_of(here)}{url}"


def _node(kind: str, here: str = "", **properties: Any) -> Node:
    """A thing with what is known of it; a list of one is that one."""
    node: Node = {"@type": kind}
    if here:
        node["@id"] = here
    for name, value in properties.items():
        if value:
            node[name] = value[0] if isinstance(value, list) and len(value) == 1 else value
    return node


def _text(node: Node) -> str:
    """The text for a `script` element of the type application/ld+json, which nothing in it can end."""
    text = json.dumps({"@context": CONTEXT, **node}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")

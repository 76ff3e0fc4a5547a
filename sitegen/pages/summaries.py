"""A story as the rest of the site knows it."""

from collections import Counter
from collections.abc import Iterable

from sitegen.model.summary import IndexedClaim, OutletRole, PersonRole, Summary
from sitegen.model.views import OutletArticle
from sitegen.pages import urls, words
from sitegen.pages.claim_page import claim_line
from sitegen.pages.compared import Compared
from sitegen.pages.language import direction
from sitegen.pages.story_page import derivation, story_line
from sitegen.pages.tables import story_tables


def summary(compared: Compared, base_url: str) -> Summary:
    """The little that travels across stories."""
    story = compared.story
    return Summary(
        story=story.id,
        date=story.date,
        line=story_line(compared),
        claims=tuple(
            IndexedClaim(
                id=finding.claim,
                line=claim_line(compared, finding.claim),
                outlets=_distinct(
                    compared.articles[each.article].source.outlet for each in compared.by_claim[finding.claim]
                ),
                speakers=_distinct(person for each in compared.by_claim[finding.claim] for person in each.by),
            )
            for finding in compared.comparison.findings
        ),
        outlets=tuple(_outlet_role(compared, outlet.id) for outlet in story.outlets),
        people=tuple(
            PersonRole(
                person=person,
                statements=tuple(
                    compared.quotation(each.article, each.id) for each in story.mentions if person.id in each.by
                ),
            )
            for person in story.people
        ),
        tables=story_tables(compared, base_url),
    )


def _outlet_role(compared: Compared, outlet: str) -> OutletRole:
    articles = compared.story.articles
    return OutletRole(
        outlet=compared.outlets[outlet],
        articles=tuple(_outlet_article(compared, each.id) for each in articles if each.source.outlet == outlet),
        relied_on=tuple(
            (compared.headline_link(each.id), compared.story_link(), compared.publisher(each.id))
            for each in articles
            if each.source.outlet != outlet
            and (outlet in each.source.origin or any(outlet in mention.via for mention in each.mentions))
        ),
    )


def _outlet_article(compared: Compared, article: str) -> OutletArticle:
    found = compared.articles[article]
    counts: Counter[str] = Counter(mention.stance for mention in found.mentions)
    return OutletArticle(
        title=found.title,
        url=urls.article_url(compared.story.id, article),
        story=compared.story_link(),
        published=words.when(found.source.published),
        derivation=derivation(compared, found),
        lang=found.lang,
        direction=direction(found.lang),
        publication=found.source.status,
        stances=tuple((stance, counts[stance]) for stance in words.GRAVEST if counts[stance]),
    )


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))

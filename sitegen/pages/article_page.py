"""The page of an article: its source card, its text as far as it may be shown, a margin note for each mention."""

from collections.abc import Iterator

from sitegen.model.article import Article, Mention
from sitegen.model.terms import CONTESTED
from sitegen.model.views import ArticleBlock, ArticleView, Link, MarginNote, SourceFact
from sitegen.pages import urls, words
from sitegen.pages.compared import Compared
from sitegen.pages.derivation import derivation
from sitegen.pages.language import direction
from sitegen.pages.links import body_links
from sitegen.pages.marks import marked_blocks, numbered
from sitegen.pages.passages import side_by_side
from sitegen.pages.status import status
from sitegen.pages.story_page import only_here
from sitegen.pages.wordings import changes
from sitegen.pages.words import noted

CREDITS = {
    "none": noted("not credited"),
    "byline": noted("in the byline"),
    "dateline": noted("in the dateline"),
    "in-text": noted("in the text"),
}


def article_view(compared: Compared, article: Article) -> ArticleView:
    source = article.source
    url = urls.article_url(compared.story.id, article.id)
    numbers = numbered(article)
    contested = frozenset(each.id for each in article.mentions if _is_contested(compared, each))
    links = body_links(compared.story, article.body, url)
    blocks = marked_blocks(article, compared.shown[article.id], links, contested, compared.tongue)
    stances: list[str] = [mention.stance for mention in article.mentions]
    chain = compared.chain_of(article.id)
    return ArticleView(
        story=compared.story_link(),
        title=article.title,
        outlet=compared.outlet_link(source.outlet),
        lang=article.lang,
        direction=direction(article.lang),
        facts=tuple(_facts(compared, article)),
        publication=source.status,
        publication_note=source.status_note,
        publication_date=words.maybe_when(source.status_date, compared.tongue),
        rights=compared.tongue.text(words.RIGHTS[source.rights]),
        withheld=source.rights != "full",
        original=source.url,
        blocks=tuple(
            [
                ArticleBlock(
                    html=block.html,
                    notes=tuple([_note(compared, article, each, numbers[each.id]) for each in block.mentions]),
                    gap=block.gap,
                )
                for block in blocks
            ]
        ),
        unplaced=tuple(_note(compared, article, each, numbers[each.id]) for each in article.mentions if not each.spans),
        counts=tuple((stance, stances.count(stance)) for stance in words.GRAVEST if stance in stances),
        changes=changes(compared, article.id),
        chain=tuple(compared.article_link(each) for each in compared.in_order(chain.members) if each != article.id),
        origins=tuple(compared.outlet_link(origin) for origin in chain.origins),
        beside=_beside(compared, article.id),
        omits=only_here(compared, article).omits,
        contested=len(contested),
    )


def _is_contested(compared: Compared, mention: Mention) -> bool:
    """Whether somebody denies or contradicts its claim, or every article that carried it was retracted."""
    return compared.findings[mention.claim].challenge in CONTESTED


def _beside(compared: Compared, article: str) -> tuple[Link, ...]:
    """The articles that it can be read beside, in the order of the story."""
    found = {
        other: side_by_side(compared, pair)
        for pair in compared.comparison.pairs
        if article in pair.articles
        for other in pair.articles
        if other != article
    }
    return tuple(Link(text=compared.publisher(each), url=found[each]) for each in compared.articles if each in found)


def _note(compared: Compared, article: Article, mention: Mention, number: int) -> MarginNote:
    return MarginNote(
        id=mention.id,
        number=number,
        contested=_is_contested(compared, mention),
        stance=mention.stance,
        claim=compared.claim_link(mention.claim),
        status=status(compared, mention.claim),
        speakers=tuple([compared.speaker(person) for person in mention.by]),
        via=compared.via(article, mention) if mention.via != article.source.origin else (),
        hedge=mention.hedge,
        value=mention.value,
        wording=compared.tongue.text(words.WORDINGS.get(mention.wording or "", "")),
        note=mention.note,
        original=compared.quotation(article.id, mention.id).original,
    )


def _facts(compared: Compared, article: Article) -> Iterator[SourceFact]:
    """The source card, line by line; what is not known is not shown, but an unknown date is said."""
    source, tongue = article.source, compared.tongue
    text = tongue.text
    yield SourceFact(label=text("Outlet"), value="", links=(compared.outlet_link(source.outlet),))
    if source.byline:
        yield SourceFact(label=text("By"), value=words.listed(source.byline, tongue=tongue))
    yield SourceFact(label=text("Published"), value=words.when(source.published, tongue).text)
    for label, moment in ((text("Updated"), source.updated), (text("Retrieved"), source.retrieved)):
        if moment:
            yield SourceFact(label=label, value=words.when(moment, tongue).text)
    if source.dateline:
        yield SourceFact(label=text("Dateline"), value=source.dateline)
    yield SourceFact(label=text("Reporting"), value=derivation(compared, article))
    if source.credit:
        yield SourceFact(label=text("Credit"), value=text(CREDITS[source.credit]))
    links = [Link(text=text("the original"), url=source.url)] if source.url else []
    if source.archived:
        links.append(Link(text=text("an archived copy"), url=source.archived))
    if links:
        yield SourceFact(label=text("Read"), value="", links=tuple(links))
    yield SourceFact(label=text("Shown here"), value=text(words.RIGHTS[source.rights]))

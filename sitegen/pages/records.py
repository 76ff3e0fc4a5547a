"""What search can find of a story: the story, its articles as far as rights allow, its claims, its quotations."""

from collections.abc import Iterator, Sequence

from sitegen.model.article import Article
from sitegen.model.page import Record
from sitegen.model.story import PlainPage
from sitegen.pages import urls, words
from sitegen.pages.compared import Compared
from sitegen.pages.language import direction
from sitegen.pages.publication import withdrawal
from sitegen.pages.status import status_word

Pairs = tuple[tuple[str, str], ...]


def story_records(compared: Compared, language: str) -> tuple[Record, ...]:
    """Every record of one story; `language` is the site's, in which the desk writes."""
    return (
        _story(compared, language),
        *(_article(compared, article) for article in compared.story.articles),
        *(_claim(compared, claim.id, language) for claim in compared.story.claims),
        *(record for article in compared.story.articles for record in _quotations(compared, article)),
    )


def extent(records: Sequence[Record]) -> tuple[int, int]:
    """How many records they are, and how many characters can be searched in them."""
    return len(records), sum(len(each.title) + len(each.text) for each in records)


def page_record(page: PlainPage, language: str) -> Record:
    return Record(
        url=urls.plain_url(page.id),
        type="page",
        title=page.title,
        text=page.body.text,
        lang=language,
        date="",
        filters=(("type", "page"),),
    )


def _story(compared: Compared, language: str) -> Record:
    story = compared.story
    text = "\n\n".join(each for each in (story.question, story.summary, story.note.text) if each)
    return Record(
        url=urls.story_url(story.id),
        type="story",
        title=story.title,
        text=text,
        lang=language,
        date=story.date.day,
        filters=(("type", "story"), ("story", story.title)),
        facts=_given(("question", story.question), ("date", words.when(story.date, compared.tongue).text)),
    )


def _article(compared: Compared, article: Article) -> Record:
    outlet = compared.publisher(article.id)
    return Record(
        url=urls.article_url(compared.story.id, article.id),
        type="article",
        title=article.title,
        text="\n\n".join(article.body.text[span.start : span.end] for span in compared.shown[article.id]),
        lang=article.lang,
        date=article.source.published.day,
        filters=(
            ("type", "article"),
            ("story", compared.story.title),
            ("outlet", outlet),
            ("language", article.lang),
        ),
        facts=_given(
            ("outlet", outlet),
            ("story", compared.story.title),
            ("date", words.when(article.source.published, compared.tongue).text),
            ("publication", withdrawal(article, compared.tongue)),
            ("lang", article.lang),
            ("dir", direction(article.lang)),
        ),
    )


def _claim(compared: Compared, claim: str, language: str) -> Record:
    found, finding = compared.claims[claim], compared.findings[claim]
    mentions, text = compared.by_claim[claim], compared.tongue.text
    speakers = dict.fromkeys([compared.people[person].name for each in mentions for person in each.by])
    return Record(
        url=urls.claim_url(compared.story.id, claim),
        type="claim",
        title=found.text,
        text=" ".join(speakers),
        lang=language,
        date=compared.story.date.day,
        filters=(
            ("type", "claim"),
            ("story", compared.story.title),
            ("status", text(words.STATUSES[finding.status])),
            ("kind", text(words.KINDS[found.kind])),
            *[("outlet", name) for name in dict.fromkeys([compared.publisher(each.article) for each in mentions])],
            *[("stance", text(words.STANCES[stance])) for stance in dict.fromkeys([each.stance for each in mentions])],
            *[("speaker", name) for name in speakers],
        ),
        facts=_given(
            ("status", finding.status),
            ("status_label", status_word(compared, finding, found)),
            ("kind", text(words.KINDS[found.kind])),
            ("story", compared.story.title),
            ("articles", str(len(finding.articles))),
            ("chains", str(len(finding.chains))),
        ),
    )


def _quotations(compared: Compared, article: Article) -> Iterator[Record]:
    """The mentions of one article; what they have in common is said once."""
    outlet, lang, published = compared.publisher(article.id), article.lang, article.source.published
    day, date, way = published.day, words.when(published, compared.tongue).text, direction(lang)
    story, text = ("story", compared.story.title), compared.tongue.text
    withdrawn = withdrawal(article, compared.tongue)
    for mention in article.mentions:
        claim, finding = compared.claims[mention.claim], compared.findings[mention.claim]
        view = compared.quotation(article.id, mention.id)
        speakers = [compared.people[person].name for person in mention.by]
        yield Record(
            url=view.url,
            type="quotation",
            title=view.quote or claim.text,
            text=view.quote,
            lang=lang,
            date=day,
            filters=(
                ("type", "quotation"),
                story,
                ("outlet", outlet),
                ("status", text(words.STATUSES[finding.status])),
                ("kind", text(words.KINDS[claim.kind])),
                ("stance", text(words.STANCES[mention.stance])),
                ("language", lang),
                *[("speaker", name) for name in dict.fromkeys(speakers)],
            ),
            facts=_given(
                ("stance", mention.stance),
                ("stance_label", text(words.STANCES[mention.stance])),
                ("speaker", words.listed(speakers, tongue=compared.tongue)),
                ("outlet", outlet),
                ("publication", withdrawn),
                ("claim", claim.text),
                ("status", finding.status),
                ("status_label", status_word(compared, finding, claim)),
                ("lang", lang),
                ("dir", way),
                ("date", date),
            ),
        )


def _given(*pairs: tuple[str, str]) -> Pairs:
    return tuple([pair for pair in pairs if pair[1]])

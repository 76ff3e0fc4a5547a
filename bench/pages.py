"""A bundle as the pages that every peer publishes: articles, stories, claims, with the same texts and addresses.

What a page lists is worked out here, so that no peer has to; sitegen works it out itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bundles import Article, Bundle, Story


@dataclass(frozen=True)
class Entry:
    """A line of a list. `by` is the id of the person who is quoted in it."""

    url: str
    text: str
    note: str
    by: str = ""


@dataclass(frozen=True)
class Page:
    """`url` ends with a slash. `sample` are words that only this page's own content can have brought there.

    `story` is the address of its story, `number` its place among the pages of its kind there. `outlet` is the id of
    who published an article; `people` are the ids of those whose words an article or a claim holds.
    """

    kind: Literal["article", "story", "claim"]
    url: str
    title: str
    date: str
    lead: str
    sample: str
    story: str
    number: int = 0
    body: str = ""
    question: str = ""
    outlet: str = ""
    people: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[Entry, ...]], ...] = ()

    @property
    def file(self) -> str:
        return f"{self.url}index.html"


def pages(bundle: Bundle) -> Iterator[Page]:
    names = {each.id: each.name for each in bundle.outlets} | {each.id: each.name for each in bundle.people}
    for story in bundle.stories:
        yield _story_page(story, names)
        for number, article in enumerate(story.articles):
            yield _article_page(story, number, article, names)
        yield from _claim_pages(story, names)


def _story_page(story: Story, names: dict[str, str]) -> Page:
    articles = tuple(Entry(_url(story, each), each.title, names[each.id]) for each in story.articles)
    claims = tuple(Entry(_claim_url(story, each.id), each.text, each.kind) for each in story.claims)
    return Page(
        kind="story",
        url=_story_url(story),
        title=story.title,
        date=str(story.day),
        lead=story.summary,
        sample=story.articles[-1].title,
        story=_story_url(story),
        question=story.question,
        lists=(("Articles", articles), ("Claims", claims)),
    )


def _article_page(story: Story, number: int, article: Article, names: dict[str, str]) -> Page:
    return Page(
        kind="article",
        url=_url(story, article),
        title=article.title,
        date=str(article.published),
        lead=names[article.id],
        sample=_plain(article),
        story=_story_url(story),
        number=number,
        body=article.body,
        outlet=article.id,
        people=tuple(dict.fromkeys(each.by for each in article.mentions if each.by)),
    )


def _plain(article: Article) -> str:
    """Words that no page marks up: the end of a sentence without a mention, past where a copy has its changes."""
    ends = [
        _end(sentence)
        for paragraph in article.paragraphs
        for sentence in paragraph
        if (len(sentence.split()) > 12 or (" " not in sentence and len(sentence) > 24))
        and not any(mention.quote in sentence for mention in article.mentions)
    ]
    return ends[-1]


def _end(text: str) -> str:
    """The last four words, or of a script without spaces the last eight characters."""
    return (" ".join(text.split()[-4:]) if " " in text else text[-9:]).rstrip(".。।")


def _claim_pages(story: Story, names: dict[str, str]) -> Iterator[Page]:
    for number, claim in enumerate(story.claims):
        mentions = tuple(
            Entry(
                url=_url(story, article),
                text=each.quote,
                note=" · ".join(
                    filter(None, (names[article.id], each.stance, names.get(each.by), names.get(each.via)))
                ),
                by=each.by,
            )
            for article in story.articles
            for each in article.mentions
            if each.claim == claim.id
        )
        # Words that no page marks up in the middle, as ours does with hedges and altered words.
        plain = [
            each.quote
            for article in story.articles
            for each in article.mentions
            if each.claim == claim.id and not each.hedge and not each.utterance
        ]
        yield Page(
            kind="claim",
            url=_claim_url(story, claim.id),
            title=claim.text,
            date=str(story.day),
            lead=claim.kind,
            sample=_end(plain[0]) if plain else claim.text,
            story=_story_url(story),
            number=number,
            people=tuple(dict.fromkeys(each.by for each in mentions if each.by)),
            lists=(("Mentions", mentions),),
        )


def _story_url(story: Story) -> str:
    return f"stories/{story.id}/"


def _url(story: Story, article: Article) -> str:
    return f"stories/{story.id}/{article.id}/"


def _claim_url(story: Story, claim: str) -> str:
    return f"stories/{story.id}/claims/{claim}/"

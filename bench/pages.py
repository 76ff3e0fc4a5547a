"""A bundle as the pages that every peer publishes: articles, stories, claims, with the same texts and addresses.

What a page lists is worked out here, so that no peer has to; sitegen works it out itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bundles import Article, Bundle, Story


@dataclass(frozen=True)
class Entry:
    url: str
    text: str
    note: str


@dataclass(frozen=True)
class Page:
    """`url` ends with a slash. `sample` are words that only this page's own content can have brought there."""

    kind: Literal["article", "story", "claim"]
    url: str
    title: str
    date: str
    lead: str
    sample: str
    body: str = ""
    lists: tuple[tuple[str, tuple[Entry, ...]], ...] = ()

    @property
    def file(self) -> str:
        return f"{self.url}index.html"


def pages(bundle: Bundle) -> Iterator[Page]:
    names = {each.id: each.name for each in bundle.outlets} | {each.id: each.name for each in bundle.people}
    for story in bundle.stories:
        yield _story_page(story, names)
        for article in story.articles:
            yield _article_page(story, article, names)
        yield from _claim_pages(story, names)


def _story_page(story: Story, names: dict[str, str]) -> Page:
    articles = tuple(Entry(_url(story, each), each.title, names[each.id]) for each in story.articles)
    claims = tuple(Entry(_claim_url(story, each.id), each.text, each.kind) for each in story.claims)
    url, lists = f"stories/{story.id}/", (("Articles", articles), ("Claims", claims))
    return Page("story", url, story.title, str(story.day), story.summary, story.articles[-1].title, "", lists)


def _article_page(story: Story, article: Article, names: dict[str, str]) -> Page:
    date = str(article.published)
    return Page("article", _url(story, article), article.title, date, names[article.id], _plain(article), article.body)


def _plain(article: Article) -> str:
    """Words that no page marks up: the end of a sentence without a mention, past where a copy has its changes."""
    sentences = [
        sentence
        for paragraph in article.paragraphs
        for sentence in paragraph
        if len(sentence.split()) > 12 and not any(mention.quote in sentence for mention in article.mentions)
    ]
    return " ".join(sentences[-1].split()[-4:]).rstrip(".")


def _claim_pages(story: Story, names: dict[str, str]) -> Iterator[Page]:
    for claim in story.claims:
        mentions = tuple(
            Entry(
                _url(story, article),
                each.quote,
                " · ".join(filter(None, (names[article.id], each.stance, names.get(each.by), names.get(each.via)))),
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
        sample = " ".join(plain[0].split()[-4:]) if plain else claim.text
        url, lists = _claim_url(story, claim.id), (("Mentions", mentions),)
        yield Page("claim", url, claim.text, str(story.day), claim.kind, sample, "", lists)


def _url(story: Story, article: Article) -> str:
    return f"stories/{story.id}/{article.id}/"


def _claim_url(story: Story, claim: str) -> str:
    return f"stories/{story.id}/claims/{claim}/"

"""Headlines side by side: the words that only one of them has, and how each speaks of what it tells."""

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.compare.alignment import Word, words
from sitegen.compare.headline_words import Lexicon, endings, hedging, lexicon, little, saying, sources
from sitegen.compare.quotation_marks import quoted
from sitegen.model.article import Article
from sitegen.model.story import Story
from sitegen.model.wording import Headline, HeadlineRun

EDGES = re.compile(r"\s*(?::|,|;|\s[-–—]|—)\s+")  # between a headline and who says so
LONGEST_SOURCE = 6  # words
SHORT = 3
QUESTION = re.compile("[?？؟]")


def headlines(story: Story) -> tuple[Headline, ...]:
    """One for each article, in their order. Headlines are compared with those of the same language."""
    names = frozenset(part for person in story.people for part in person.name.split()[-1:] if person.named)
    by_language: dict[str, list[frozenset[str]]] = {}
    for article in story.articles:
        stems = frozenset(_stem(word.key, article.lang) for word in words(article.title))
        by_language.setdefault(_language(article), []).append(stems)
    return tuple([_headline(article, by_language[_language(article)], names) for article in story.articles])


def _headline(article: Article, others: list[frozenset[str]], names: frozenset[str]) -> Headline:
    title, known = article.title, lexicon(article.lang)
    hedges = [found.span() for found in hedging(known).finditer(title)] if known else []
    says = _sayings(title, known, names) if known else []
    marks = [(start, end) for start, end in quoted(title) if words(title[start:end])]
    does = [
        *([("asks", "")] if QUESTION.search(title) else []),
        *(("hedges", title[start:end]) for start, end in hedges),
        *(("attributes", title[start:end]) for start, end in says),
        *(("quotes", title[start:end]) for start, end in marks),
    ]
    if known and not does:
        does = [("asserts", "")]
    taken = [*((*span, "hedges") for span in hedges), *((*span, "attributes") for span in says)]
    taken += [(*span, "own") for span in _own(article, others)]
    return Headline(article=article.id, runs=tuple(_runs(title, taken)), does=tuple(dict.fromkeys(does)))


def _sayings(title: str, known: Lexicon, names: frozenset[str]) -> list[tuple[int, int]]:
    """Where it says who says so: by a word of saying, or by a source before a colon or after the last mark."""
    cuts = list(EDGES.finditer(title))
    found = []
    if cuts:
        last = (cuts[-1].end(), len(title))
        if _is_source(title[slice(*last)], known, names) or _has(saying(known), title[slice(*last)]):
            found.append(last)
        first = (0, cuts[0].start())
        if ":" in cuts[0].group() and _is_source(title[slice(*first)], known, names):
            found.append(first)
    for each in saying(known).finditer(title):
        if not any(start <= each.start() < end for start, end in found):
            found.append(each.span())
    return sorted(found)


def _is_source(text: str, known: Lexicon, names: frozenset[str]) -> bool:
    parts = text.split()
    named = bool(parts) and parts[-1].strip(".”\"'’") in names
    return 0 < len(parts) <= LONGEST_SOURCE and (named or _has(sources(known), text))


def _has(pattern: re.Pattern[str], text: str) -> bool:
    return len(text.split()) <= LONGEST_SOURCE and pattern.search(text) is not None


def _own(article: Article, others: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Words of meaning that no other headline has; none where there is no other."""
    if len(others) < 2:
        return
    carriers = Counter(stem for each in others for stem in each)
    known = lexicon(article.lang)
    for word in words(article.title):
        if not _is_little(word, known) and carriers[_stem(word.key, article.lang)] == 1:
            yield word.start, word.end


def _is_little(word: Word, known: Lexicon | None) -> bool:
    return word.key in little(known) if known else len(word.key) <= SHORT and not word.key.isdigit()


def _stem(key: str, lang: str) -> str:
    """A word without the endings that make no other word of it."""
    known = lexicon(lang)
    for ending in endings(known) if known else ():
        if key.endswith(ending) and len(key) - len(ending) >= SHORT:
            return key.removesuffix(ending)
    return key


def _runs(title: str, taken: list[tuple[int, int, str]]) -> Iterator[HeadlineRun]:
    """The headline in runs; what comes first in `taken` wins, and words of one kind join over a space."""
    kinds = [""] * len(title)
    for start, end, kind in reversed(taken):
        kinds[start:end] = [kind] * (end - start)
    for at in range(1, len(title) - 1):
        if title[at].isspace() and kinds[at - 1] == kinds[at + 1]:
            kinds[at] = kinds[at - 1]
    start = 0
    for at in range(1, len(title) + 1):
        if at == len(title) or kinds[at] != kinds[start]:
            yield HeadlineRun(text=title[start:at], kind=kinds[start])  # type: ignore[arg-type]
            start = at


def _language(article: Article) -> str:
    return article.lang.partition("-")[0].lower()

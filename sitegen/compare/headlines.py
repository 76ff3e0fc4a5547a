"""Headlines side by side: the words that only one of them has, and how each speaks of what it tells."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from sitegen.compare.headline_words import Lexicon, endings, hedging, lexicon, little, saying, sources
from sitegen.compare.quotation_marks import quoted
from sitegen.compare.tokens import SHORT, Word, words
from sitegen.model.article import Article
from sitegen.model.story import Story
from sitegen.model.wording import Headline, HeadlineRun, Kind

EDGES = re.compile(r"\s*(?::|,|;|\s[-–—]|—)\s+")  # between a headline and who says so
EDGES_OF_SOURCES = re.compile(r":\s|\s[-–—]+\s")  # what stands beyond may be a source that no list knows
LONGEST_SOURCE = 6  # words
QUESTION = re.compile("[?？؟]")


def headlines(story: Story) -> tuple[Headline, ...]:
    """One for each article, in their order. Headlines are compared with those of the same language."""
    names = frozenset(part for person in story.people for part in person.name.split()[-1:] if person.named)
    by_language: dict[str, list[Article]] = {}
    for article in story.articles:
        by_language.setdefault(_language(article), []).append(article)
    carriers = {language: _carriers(found) for language, found in by_language.items()}
    return tuple([_headline(article, carriers[_language(article)], names) for article in story.articles])


def _carriers(articles: list[Article]) -> Counter[str]:
    """How many headlines have a word, by its stem; nothing where there is one headline alone."""
    if len(articles) < 2:
        return Counter()
    stems = [{_stem(word.key, article.lang) for word in words(article.title)} for article in articles]
    return Counter(chain.from_iterable(stems))


def _headline(article: Article, carriers: Counter[str], names: frozenset[str]) -> Headline:
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
    if known and not does and not EDGES_OF_SOURCES.search(title):
        does = [("asserts", "")]
    marked: list[tuple[int, int, Kind]] = [(start, end, "hedges") for start, end in hedges]
    marked += [(start, end, "attributes") for start, end in says if _is_free(start, end, marked)]
    marked += [(start, end, "own") for start, end in _own(article, carriers, marked)]
    return Headline(article=article.id, runs=tuple(_runs(title, sorted(marked))), does=tuple(dict.fromkeys(does)))


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


def _own(article: Article, carriers: Counter[str], marked: list[tuple[int, int, Kind]]) -> list[tuple[int, int]]:
    """Words of meaning that no other headline has, neighbours together; none where there is no other headline."""
    known = lexicon(article.lang)
    found: list[tuple[int, int]] = []
    for word in words(article.title):
        alone = carriers[_stem(word.key, article.lang)] == 1 and not _is_little(word, known)
        if not alone or not _is_free(word.start, word.end, marked):
            continue
        if found and article.title[found[-1][1] : word.start] == " ":
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
    return found


def _is_free(start: int, end: int, marked: list[tuple[int, int, Kind]]) -> bool:
    return all(end <= other[0] or other[1] <= start for other in marked)


def _is_little(word: Word, known: Lexicon | None) -> bool:
    return word.key in little(known) if known else len(word.key) <= SHORT and not word.key.isdigit()


@lru_cache(maxsize=4096)
def _stem(key: str, lang: str) -> str:
    """A word without the endings that make no other word of it."""
    known = lexicon(lang)
    for ending in endings(known) if known else ():
        if key.endswith(ending) and len(key) - len(ending) >= SHORT:
            return key.removesuffix(ending)
    return key


def _runs(title: str, marked: list[tuple[int, int, Kind]]) -> Iterator[HeadlineRun]:
    place = 0
    for start, end, kind in marked:
        if place < start:
            yield HeadlineRun(text=title[place:start])
        yield HeadlineRun(text=title[start:end], kind=kind)
        place = end
    if place < len(title):
        yield HeadlineRun(text=title[place:])


def _language(article: Article) -> str:
    return article.lang.partition("-")[0].lower()

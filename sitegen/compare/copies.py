"""Pairs of articles that are worth reading side by side, and whether the bundle says what one is made from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Literal

from sitegen.compare.passages import Alike, Shared, first_place, is_quoted, shared
from sitegen.compare.worded import Worded, place, worded
from sitegen.model.article import Article
from sitegen.model.comparison import Pair, Thread
from sitegen.model.problem import Problem
from sitegen.model.story import Story
from sitegen.model.terms import DERIVED, REMADE
from sitegen.problems import warning

MOST_PAIRS = 60
MOST_THREADS = 300
LEAST_WORDS = 3  # of a thread: what is left of one beside another

Kind = Literal["verbatim", "quotation", "rewrite"]


def pairs(articles: tuple[Article, ...]) -> tuple[Pair, ...]:
    """The pairs with a likely rewrite, a verbatim passage, or of which one says that it is a version of the other.

    The likely rewrites come first, then what has more words in common; of very many the first 60.
    """
    found = shared(articles)
    ranked = []
    for two, later in enumerate(articles):
        for one, earlier in enumerate(articles[:two]):
            alike = found.pairs.get((one, two), NOTHING)
            version = _is_version(earlier, later) or _is_version(later, earlier)
            copied = [run for run in alike.runs if not _is_quotation(found, one, two, run)]
            if alike.is_likely_rewrite or copied or version:
                words = sum(run.count(" ") + 1 for run in copied)
                ranked.append((-alike.is_likely_rewrite, -min(alike.covered), -words, one, two))
    return tuple(_pair(articles, found, one, two) for *_, one, two in sorted(ranked)[:MOST_PAIRS])


def undeclared_rewrites(story: Story) -> tuple[Problem, ...]:
    """A warning for every likely rewrite of which nothing says where it comes from, at the later article."""
    problems = []
    for (one, two), alike in sorted(shared(story.articles).pairs.items()):
        earlier, later = story.articles[one], story.articles[two]
        if alike.is_likely_rewrite and not is_declared(earlier, later):
            of_earlier, of_later = map(per_cent, alike.covered)
            message = (
                f'much of it stands in "{earlier.id}" too: of the text outside quotation marks {of_later} % here and '
                f"{of_earlier} % there"
            )
            hint = (
                "if it was made from that article, give its `source` a `derivation` (copy, rewrite, paraphrase) and "
                f"`origin: {earlier.source.outlet}`; if both print one agency's text, the agency is the origin of both"
            )
            problems.append(warning(later.address, "undeclared-rewrite", message, hint))
    return tuple(problems)


def is_declared(one: Article, two: Article) -> bool:
    """Whether the bundle says why two articles are alike.

    One of them is derived (a copy, compilation, rewrite, paraphrase or translation), and it names the other in
    `changes.from` or in its `origin`, or both name the same origin. An outlet that repeats itself need not say so.
    """
    if one.source.outlet == two.source.outlet:
        return True
    if _names(one, two, DERIVED) or _names(two, one, DERIVED):
        return True
    derived = one.source.derivation in DERIVED or two.source.derivation in DERIVED
    return derived and not set(one.source.origin).isdisjoint(two.source.origin)


def per_cent(part: float) -> int:
    """Rounded down, so that nothing is said to be more than it is."""
    return int(100 * part)


NOTHING = Alike(worded(""), worded(""), ())


def _is_version(one: Article, two: Article) -> bool:
    return _names(one, two, REMADE)


def _names(one: Article, two: Article, derivations: tuple[str, ...]) -> bool:
    """Whether one article is of these derivations, and says that it comes from the other one or from its outlet."""
    if one.source.derivation not in derivations or one.source.outlet == two.source.outlet:
        return False
    named = {*one.source.origin, *(change.source for change in one.changes)}
    return two.id in named or two.source.outlet in named


def _is_quotation(found: Shared, one: int, two: int, run: str) -> bool:
    return all(is_quoted(found.texts[each], *first_place(found.texts[each], run)) for each in (one, two))


def _pair(articles: tuple[Article, ...], found: Shared, one: int, two: int) -> Pair:
    alike = found.pairs.get((one, two), NOTHING)
    return Pair(
        articles=(articles[one].id, articles[two].id),
        shared=(per_cent(alike.covered[0]), per_cent(alike.covered[1])),
        is_rewrite=alike.is_likely_rewrite,
        is_declared=is_declared(articles[one], articles[two]),
        threads=_threads(found, one, two, alike),
    )


def _threads(found: Shared, one: int, two: int, alike: Alike) -> tuple[Thread, ...]:
    """The runs and then the pieces, the longest first; each as far as no one before it has taken its words."""
    texts = found.texts[one], found.texts[two]
    taken = bytearray(len(texts[0].starts) - 1), bytearray(len(texts[1].starts) - 1)
    threads: list[Thread] = []
    for kind, i, j, words in _candidates(found, one, two, alike, texts):
        first, last = _free(taken, i, j, words)
        if last - first < LEAST_WORDS or len(threads) == MOST_THREADS:
            continue
        for side, start in zip(taken, (i, j), strict=True):
            side[start + first : start + last] = b"\1" * (last - first)
        threads.append(
            Thread(
                kind=kind,
                words=last - first,
                spans=(place(texts[0], i + first, i + last), place(texts[1], j + first, j + last)),
            )
        )
    return tuple(sorted(threads, key=lambda thread: thread.spans[0].start))


def _candidates(
    found: Shared, one: int, two: int, alike: Alike, texts: tuple[Worded, Worded]
) -> Iterable[tuple[Kind, int, int, int]]:
    """What could become a thread: its kind, the word at which it begins in either text, how many words it has."""
    for run in sorted(alike.runs, key=lambda each: (-len(each), each)):
        (i, end), (j, _) = first_place(texts[0], run), first_place(texts[1], run)
        yield ("quotation" if _is_quotation(found, one, two, run) else "verbatim"), i, j, end - i
    for start, other, length in sorted(alike.pieces, key=lambda piece: (-piece[2], piece)):
        yield "rewrite", *_whole_words(texts, start, other, length)


def _whole_words(texts: tuple[Worded, Worded], start: int, other: int, length: int) -> tuple[int, int, int]:
    """The words that lie whole in a piece, on both sides: at its ends it may cut a word in one of them."""
    one, two = texts[0].starts, texts[1].starts
    cut = max(one[bisect_left(one, start)] - start, two[bisect_left(two, other)] - other)
    i, j = bisect_left(one, start + cut), bisect_left(two, other + cut)
    last = min(bisect_right(one, start + length + 1) - 1 - i, bisect_right(two, other + length + 1) - 1 - j)
    return i, j, max(last, 0)


def _free(taken: tuple[bytearray, bytearray], i: int, j: int, words: int) -> tuple[int, int]:
    """The longest part of these words that is free on both sides."""
    best = (0, 0)
    if b"\0" not in taken[0][i : i + words] or b"\0" not in taken[1][j : j + words]:
        return best
    at = 0
    for n in range(words + 1):
        if n == words or taken[0][i + n] or taken[1][j + n]:
            if n - at > best[1] - best[0]:
                best = at, n
            at = n + 1
    return best

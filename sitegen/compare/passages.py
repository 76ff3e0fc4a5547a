"""What articles have word for word in common (PRODUCT §4): found, not only declared.

A *run* of two articles is a string of twelve or more words that stands in both, and no longer string of words around
it stands in both. `[...]` is no word, so what was left out is never bridged. What a word is, and what is inside
quotation marks, says `worded`.

- A run of which at least four fifths of the words stand inside quotation marks in either article, where it stands
  first, is a *shared quotation*; another one is a *verbatim passage*. Words that stand in quotation marks in one
  article, and without them in another, are therefore a verbatim passage.
- Two articles are a *likely rewrite* when strings of 25 characters of folded prose, which is what stands outside of
  quotation marks and between gaps, stand in the prose of both, and cover at least 12 per cent of the prose of
  either, and either has at least 400 characters of prose: less is a caption, and says nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from sitegen.compare.stretches import Stretch, stretches
from sitegen.compare.worded import GAP, Worded, place, worded
from sitegen.model.article import Article
from sitegen.model.comparison import Passage, Place

LEAST_WORDS = 12
QUOTED = 0.8  # of the words of a shared quotation
PROSE = 25  # characters of a string of prose
LIKELY = 0.12  # of the prose of both
LEAST_PROSE = 400  # characters


class Alike:
    """What two texts have in common. Most pairs are only asked for their runs: the rest is made when it is wanted."""

    def __init__(self, one: Worded, two: Worded, found: Sequence[Stretch]) -> None:
        self._one, self._two, self._found = one, two, found
        self.runs = _runs(one, found)

    @cached_property
    def pieces(self) -> tuple[Stretch, ...]:
        """Strings of prose in both texts; they may overlap."""
        return tuple(_pieces(self._one, self._two, self._found))

    @cached_property
    def covered(self) -> tuple[float, float]:
        """Which part of the prose of either text lies in pieces."""
        return _covered(self._one, self.pieces, 0), _covered(self._two, self.pieces, 1)

    @cached_property
    def is_likely_rewrite(self) -> bool:
        lengths = _length(self._one), _length(self._two)
        most = sum(length for _, _, length in self._found if length >= PROSE)  # more cannot be covered
        if min(lengths) < LEAST_PROSE or most < LIKELY * max(lengths):
            return False
        return min(self.covered) >= LIKELY


class Shared(NamedTuple):
    """All texts of a story as words, and what each pair of them has in common, by their numbers."""

    texts: tuple[Worded, ...]
    pairs: dict[tuple[int, int], Alike]


def passages(articles: tuple[Article, ...]) -> tuple[Passage, ...]:
    """Every run once, with all articles that have it as a run; verbatim passages first, the longest of each first."""
    texts, pairs = shared(articles)
    members: dict[str, set[int]] = {}
    for pair, alike in pairs.items():
        for run in alike.runs:
            members.setdefault(run, set()).update(pair)
    found = []
    for run, numbers in members.items():
        places = []
        for number in sorted(numbers):
            first, last = first_place(texts[number], run)
            quoted = is_quoted(texts[number], first, last)
            places.append(Place(article=articles[number].id, span=place(texts[number], first, last), quoted=quoted))
        kind = "quotation" if all(each.quoted for each in places) else "verbatim"
        found.append((kind != "verbatim", -run.count(" "), sorted(numbers), run, places, kind))
    found.sort(key=lambda each: each[:4])
    return tuple(
        Passage(kind=kind, words=1 - rank, places=tuple(places))  # type: ignore[arg-type]
        for _, rank, _, _, places, kind in found
    )


def shared(articles: Iterable[Article]) -> Shared:
    """What the articles of a story have in common, for each pair that has anything."""
    return _shared(tuple(article.body.text for article in articles))


def first_place(text: Worded, run: str) -> tuple[int, int]:
    """The words, as a range, where a run stands first."""
    at = text.folded.index(f" {run} ") + 1
    return bisect_left(text.starts, at), bisect_left(text.starts, at + len(run) + 1)


def is_quoted(text: Worded, first: int, last: int) -> bool:
    """Whether four fifths of a range of words stand inside quotation marks."""
    inside = sum(max(min(last, end) - max(first, start), 0) for start, end in text.quoted)
    return inside >= QUOTED * (last - first)


@lru_cache(maxsize=4)  # once for what is said of the content, once for its pages
def _shared(texts: tuple[str, ...]) -> Shared:
    read = tuple(map(worded, texts))
    found = stretches(read)
    return Shared(read, {(one, two): Alike(read[one], read[two], each) for (one, two), each in found.items()})


def _runs(text: Worded, found: Iterable[Stretch]) -> tuple[str, ...]:
    """The words that lie whole in a stretch; what divides them at its ends divides them in both texts."""
    runs: set[str] = set()
    for start, _, length in found:
        part = text.folded[start : start + length]
        if part.count(" ") > LEAST_WORDS:
            whole = part[part.index(" ") : part.rindex(" ")]
            runs.update(run for each in whole.split(GAP) if (run := each.strip(" ")).count(" ") >= LEAST_WORDS - 1)
    if len(runs) < 2:
        return tuple(runs)
    longest: list[str] = []
    for run in sorted(runs, key=lambda each: (-len(each), each)):
        if not any(f" {run} " in f" {longer} " for longer in longest):
            longest.append(run)
    return tuple(longest)


def _pieces(one: Worded, two: Worded, found: Iterable[Stretch]) -> Iterable[Stretch]:
    """What of the stretches is prose in both texts, if it is long enough."""
    for start, other, length in found:
        if length < PROSE:
            continue
        ahead = other - start
        for first, last in _within(one.prose, start, start + length):
            for begin, end in _within(two.prose, first + ahead, last + ahead):
                if end - begin >= PROSE:
                    yield begin - ahead, begin, end - begin


def _within(prose: Sequence[tuple[int, int]], start: int, end: int) -> Iterable[tuple[int, int]]:
    """The parts of a text's prose between two places."""
    for first, last in prose[max(bisect_right(prose, (start, start)) - 1, 0) :]:
        if first >= end:
            return
        if last > start:
            yield max(first, start), min(last, end)


def _covered(text: Worded, pieces: Iterable[Stretch], side: int) -> float:
    """Which part of a text's prose lies in pieces."""
    length = _length(text)
    covered = reached = 0
    for start, end in sorted((piece[side], piece[side] + piece[2]) for piece in pieces):
        covered += max(end - max(start, reached), 0)
        reached = max(end, reached)
    return covered / length if length else 0.0


def _length(text: Worded) -> int:
    return sum(end - start for start, end in text.prose)

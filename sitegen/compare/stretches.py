"""Stretches of characters that two of many texts have in common.

One dictionary serves all texts: in it are the eleven characters that follow the beginning of each word, and those that
follow every character of a word of more than thirteen letters. Of 25 characters in a row either one of the first
fourteen ends a word, or they lie within such a long one. So no 25 characters that stand in two texts go unnoticed.
"""

from collections.abc import Iterator, Sequence
from itertools import compress
from operator import ne

from sitegen.compare.worded import Worded

GRAM = 11
SHORTEST = 23  # characters of twelve words of one letter
HALF = (SHORTEST - GRAM + 1) // 2  # what goes on for less than this on both sides is too short
FEW = 16
MOST = 32  # places of the same eleven characters that are looked at in one text
SHIFT = 32  # a place in one of many texts is one number: that of the text, and where it is there
WITHIN = (1 << SHIFT) - 1

Stretch = tuple[int, int, int]  # where it begins in the one text and in the other, and its length


def stretches(texts: Sequence[Worded]) -> dict[tuple[int, int], list[Stretch]]:
    """For each pair of texts, by their numbers, the stretches of their folded words that stand in both.

    These are all that have 25 characters or more, and those of 23 or 24 in which a word begins early enough. A stretch
    is as long as it can be: on either side of it the texts differ. Time and result are linear in the texts but for
    words that are repeated: of places in one text where the same eleven characters stand, the first 32 count.
    """
    found: dict[tuple[int, int], list[Stretch]] = {}
    firsts: dict[str, int] = {}  # of each eleven characters, where they stand first of all
    further: dict[int, list[int]] = {}  # by that place, where else
    for number, text in enumerate(texts):
        base, folded = number << SHIFT, text.folded
        ats = _places(text)
        grams = [folded[at : at + GRAM] for at in ats]
        places = [base + at for at in ats]
        first = list(map(firsts.setdefault, grams, places))
        known = list(map(ne, first, places))  # whether the characters stood somewhere before
        again = _few(list(zip(compress(first, known), compress(places, known), strict=True)), base)
        for start, other, end, before in _hits(number, texts, again, further):
            found.setdefault((other, number), []).append((before, start, end - start))
        for before, place in again:
            further.setdefault(before, []).append(place)
    return found


def _places(text: Worded) -> list[int]:
    """Where something is looked up."""
    places = list(text.starts[:-1])
    for word in text.long:
        places += range(text.starts[word] + 1, text.starts[word + 1] - 1)
    places.sort()
    return places


def _hits(
    number: int, texts: Sequence[Worded], again: list[tuple[int, int]], further: dict[int, list[int]]
) -> Iterator[tuple[int, int, int, int]]:
    """What a text has in common with those before it: its start, the other's number, its end, the other's start.

    `again` are its places where the same characters stood before, each after the place where they stood first.
    """
    text, base = texts[number].folded, number << SHIFT
    reached: dict[int, int] = {}  # on a diagonal: a text, and how far it is ahead
    for first, here in again:
        if first >= base:
            continue
        at = here - base
        for place in (first, *further.get(first, ())):
            diagonal = place - at
            if diagonal in reached and reached[diagonal] > at:
                continue
            other, there, after = place >> SHIFT, place & WITHIN, at + GRAM
            one = texts[other].folded
            ahead, behind = text[after : after + HALF], text[at - HALF : at]
            if one[there + GRAM : there + GRAM + HALF] != ahead and one[there - HALF : there] != behind:
                continue
            end = after + _alike(one, there + GRAM, text, after)
            start = at - _alike_before(one, there, text, at)
            reached[diagonal] = end
            if end - start >= SHORTEST:
                yield start, other, end, start + there - at


def _few(again: list[tuple[int, int]], base: int) -> list[tuple[int, int]]:
    """Without those that stand too often in the text that begins at `base`, where they may stand first too."""
    left = {first: MOST - (first >= base) for first, _ in again}
    if len(again) - len(left) < MOST - 1:  # nothing does
        return again
    few = []
    for first, place in again:
        if left[first]:
            left[first] -= 1
            few.append((first, place))
    return few


def _alike(one: str, i: int, two: str, j: int) -> int:
    """How many characters are the same from here on: most are few, some are thousands."""
    for number, (a, b) in enumerate(zip(one[i : i + FEW], two[j : j + FEW], strict=False)):
        if a != b:
            return number
    most = min(len(one) - i, len(two) - j)
    low, step = min(FEW, most), FEW
    while low < most and one[i + low : i + low + step] == two[j + low : j + low + step]:
        low, step = min(low + step, most), 2 * step
    high = min(low + step, most)
    while low < high:
        middle = (low + high + 1) // 2
        if one[i + low : i + middle] == two[j + low : j + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _alike_before(one: str, i: int, two: str, j: int) -> int:
    """How many characters are the same up to here."""
    most = min(i, j)
    low, step = 0, FEW
    while low + step <= most and one[i - low - step : i - low] == two[j - low - step : j - low]:
        low, step = low + step, 2 * step
    high = min(low + step, most)
    while low < high:
        middle = (low + high + 1) // 2
        if one[i - middle : i - low] == two[j - middle : j - low]:
            low = middle
        else:
            high = middle - 1
    return low

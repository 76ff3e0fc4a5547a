"""Stretches of characters that two of many texts have in common.

One dictionary serves all texts. From one text of a pair the twelve characters at every fourth place are looked up, from
the other those at every third. Since 3 and 4 have no common factor, there is a place within any twelve where both
look, so no common stretch of 12 + 12 - 1 characters goes unnoticed.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import compress

GRAM = 12
STEP, OTHER_STEP = 4, 3
SHORTEST = STEP * OTHER_STEP + GRAM - 1
HALF = (SHORTEST - GRAM + 1) // 2  # what goes on for less than this on both sides is too short
MOST = 32  # places of the same twelve characters that are looked at in one text

Stretch = tuple[int, int, int]  # where it begins in the one text and in the other, and its length


def stretches(texts: Sequence[str]) -> dict[tuple[int, int], list[Stretch]]:
    """For each pair of texts, by their numbers, the stretches of 23 or more characters that stand in both.

    A stretch is as long as it can be: on either side of it the texts differ. Time and result are linear in the texts
    but for words that are repeated: of places in one text where the same twelve characters stand, the first 32 count.
    """
    sampled = [[text[at : at + GRAM] for at in range(0, len(text) - GRAM + 1, STEP)] for text in texts]
    looked_up = [[text[at : at + GRAM] for at in range(0, len(text) - GRAM + 1, OTHER_STEP)] for text in texts]
    seen: set[str] = set()
    common: set[str] = set()
    for own, asked in zip(sampled, looked_up, strict=True):
        common |= seen.intersection(asked)
        seen.update(own)
    found: dict[tuple[int, int], list[Stretch]] = {}
    places: dict[str, list[tuple[int, int]]] = {gram: [] for gram in common}
    for number in range(len(texts)):
        for start, other, end, before in _hits(number, texts, looked_up[number], places):
            found.setdefault((other, number), []).append((before, start, end - start))
        for gram, at in _first(sampled[number], places, STEP):
            places[gram].append((number, at))
    return found


def _hits(
    number: int, texts: Sequence[str], asked: list[str], places: dict[str, list[tuple[int, int]]]
) -> Iterator[tuple[int, int, int, int]]:
    """What a text has in common with those before it: its start, the other's number, its end, the other's start."""
    text = texts[number]
    reached: dict[tuple[int, int], int] = {}  # on a diagonal: a text and how far it is ahead
    for gram, at in _first(asked, places, OTHER_STEP):
        after = at + GRAM
        ahead, behind = text[after : after + HALF], text[at - HALF : at]
        for other, there in places[gram]:
            diagonal = other, there - at
            if reached.get(diagonal, 0) > at:
                continue
            one = texts[other]
            if one[there + GRAM : there + GRAM + HALF] != ahead and one[there - HALF : there] != behind:
                continue
            end = after + _alike(one, there + GRAM, text, after)
            start = at - _alike_before(one, there, text, at)
            reached[diagonal] = end
            if end - start >= SHORTEST:
                yield start, other, end, start + there - at


def _first(grams: list[str], wanted: Container[str], step: int) -> list[tuple[str, int]]:
    """The places of those that are wanted, of each the first few."""
    places = compress(range(0, step * len(grams), step), map(wanted.__contains__, grams))
    found = [(grams[at // step], at) for at in places]
    if len(found) <= MOST:
        return found
    times = Counter(gram for gram, _ in found)
    if max(times.values()) <= MOST:
        return found
    left = dict.fromkeys(times, MOST)
    few = []
    for gram, at in found:
        if left[gram]:
            left[gram] -= 1
            few.append((gram, at))
    return few


def _alike(one: str, i: int, two: str, j: int) -> int:
    """How many characters are the same from here on."""
    most = min(len(one) - i, len(two) - j)
    low, step = 0, 16
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
    low, step = 0, 16
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

"""Two wordings side by side, word by word."""

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.compare.tokens import SHORT, Word, weight, words
from sitegen.model.wording import Run

BRIEF = 8  # words of a passage that is compared though nothing in it may have stayed
CLINGING = frozenset(",.;:!?…)]،؛؟。、")  # they stand by the word before them
MOST = 10_000  # pairs of words that are all looked at


class Stretch(NamedTuple):
    """The words [i, k) of the reference, and the words [j, m) that stand for them."""

    i: int
    k: int
    j: int
    m: int
    same: bool


def pairs(one: tuple[Word, ...], other: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Which words of two texts are the same, in the order of both."""
    a, b = [word.key for word in one], [word.key for word in other]
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    middle = _common(a[head : len(a) - tail], b[head : len(b) - tail])
    return [
        *((at, at) for at in range(head)),
        *((head + i, head + j) for i, j in middle),
        *((len(a) - at, len(b) - at) for at in range(tail, 0, -1)),
    ]


def stretches(same: list[tuple[int, int]], start: tuple[int, int], end: tuple[int, int]) -> list[Stretch]:
    """Same and changed stretches in turn, from the words `start` up to the words `end` of both texts."""
    found: list[Stretch] = []
    i, j = start
    for at_i, at_j in (*same, end):
        if i < at_i or j < at_j:
            found.append(Stretch(i, at_i, j, at_j, same=False))
        if (at_i, at_j) != end:
            before = found[-1] if found else None
            if before and before.same:
                found[-1] = before._replace(k=at_i + 1, m=at_j + 1)
            else:
                found.append(Stretch(at_i, at_i + 1, at_j, at_j + 1, same=True))
        i, j = at_i + 1, at_j + 1
    return found


def joined(found: list[Stretch], one: tuple[Word, ...]) -> list[Stretch]:
    """With two changes made one when there is only a little word between them: a phrase, not confetti.

    But a single word that is put in, or left out, beside a replaced one stays a change of its own.
    """
    done: list[Stretch] = []
    for each in found:
        if len(done) > 1 and _is_little(done[-1], one) and _is_phrase(each) and _is_phrase(done[-2]):
            first = done[-2]
            done[-2:] = [Stretch(first.i, each.k, first.j, each.m, same=False)]
        else:
            done.append(each)
    return done


def runs(before: str, after: str) -> tuple[Run, ...]:
    """Two versions of one passage, from beginning to end. None when they have little in common.

    What all `before` add up to is the first text, and what all `after` add up to the second.
    """
    one, other = words(before), words(after)
    same = pairs(one, other)
    if not one or not other or not (alike(one, other, same) or max(len(one), len(other)) <= BRIEF):
        return ()
    found = joined(stretches(same, (0, 0), (len(one), len(other))), one)
    return tuple(shown(found, (before, one), (after, other)))


def alike(one: tuple[Word, ...], other: tuple[Word, ...], same: list[tuple[int, int]], least: float = 0.2) -> bool:
    """Whether at least this share of the shorter text stands in the other as well."""
    common = sum(weight(one[i].key) for i, _ in same)
    return common >= least * min(sum(weight(word.key) for word in text) for text in (one, other))


def shown(
    found: list[Stretch], reference: tuple[str, tuple[Word, ...]], other: tuple[str, tuple[Word, ...]]
) -> Iterator[Run]:
    """The stretches as runs of text. What stands between words belongs to the same words, since it is no change."""
    ends = [_texts(each, reference[1], other[1]) for each in found]
    at, place = _first(found, reference), 0
    for each, (i, k, j, m) in zip(found, ends, strict=True):
        if each.same:
            continue
        if at < i or place < j:
            yield Run(kind="same", before=reference[0][at:i], after=other[0][place:j])
        before, after = reference[0][i:k], other[0][j:m]
        yield Run(
            kind="replaced" if before and after else "left out" if before else "added", before=before, after=after
        )
        at, place = k, m
    end = _last(found, reference)
    if at < end or place < len(other[0]):
        yield Run(kind="same", before=reference[0][at:end], after=other[0][place:])


def _first(found: list[Stretch], reference: tuple[str, tuple[Word, ...]]) -> int:
    """Where the reference begins to count: at its beginning, or at the first word of an excerpt."""
    return reference[1][found[0].i].start if found and found[0].i else 0


def _last(found: list[Stretch], reference: tuple[str, tuple[Word, ...]]) -> int:
    text, known = reference
    if not found or found[-1].k >= len(known):
        return len(text)
    return known[found[-1].k - 1].end if found[-1].k else 0


def _texts(each: Stretch, one: tuple[Word, ...], other: tuple[Word, ...]) -> tuple[int, int, int, int]:
    lone = one[each.i : each.k] or other[each.j : each.m]
    after = lone[0].key in CLINGING
    return (*_text(each.i, each.k, one, after), *_text(each.j, each.m, other, after))


def _text(start: int, end: int, known: tuple[Word, ...], after: bool) -> tuple[int, int]:
    """The stretch of text of some words; of none the place before the next one, or `after` the one before."""
    if start < end:
        return known[start].start, known[end - 1].end
    if known and (start == len(known) or (after and start)):
        return known[start - 1].end, known[start - 1].end
    place = known[start].start if known else 0
    return place, place


def _is_phrase(each: Stretch) -> bool:
    """Whether words were replaced by others, or more than one was put in or left out."""
    before, after = each.k - each.i, each.m - each.j
    return not each.same and (min(before, after) > 0 or max(before, after) > 1)


def _is_little(each: Stretch, one: tuple[Word, ...]) -> bool:
    return each.same and each.k - each.i == 1 and len(one[each.i].key) <= SHORT and one[each.i].key.isalpha()


def _common(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """The common words in order that weigh most; for long texts those of their longest common runs.

    By runs alone a word that was moved can hide all the others that were kept, where there are few.
    """
    if not a or not b:
        return []
    if len(a) * len(b) > MOST:
        from difflib import SequenceMatcher  # seldom wanted, and it takes a while to import

        blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        return [(block.a + at, block.b + at) for block in blocks for at in range(block.size)]
    best = [[0] * (len(b) + 1)]
    for word in a:
        above, row, worth = best[-1], [0], weight(word)
        last = 0
        for at, each in enumerate(b):
            if each == word:
                last = max(above[at] + worth, above[at + 1], last)
            elif above[at + 1] > last:
                last = above[at + 1]
            row.append(last)
        best.append(row)
    found = []
    i, j = len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1] and best[i][j] == best[i - 1][j - 1] + weight(a[i - 1]):
            i, j = i - 1, j - 1
            found.append((i, j))
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return found[::-1]

"""Two writings of the same words made equal, with a map back to where each character came from.

Folded are: NFC; curly and straight quotation marks; dashes; every kind and length of white space. Soft hyphens, byte
order marks, zero-width spaces and bidirectional controls are left out. Nothing else: case and letters stay.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, is_normalized, normalize

INVISIBLE = "\u00ad\ufeff\u200b\u2060\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
WHITE = "\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # all but the space
SAME = {"'": "‘’‚‛ʼ", '"': "“”„‟", "-": "‐‑‒–—―−"}
MARKS = re.compile(f"[{''.join(SAME.values())}]")
UNSEEN = re.compile(f"[{INVISIBLE}]")
# What is to be folded of white space and unseen things. The second and third find the same as the first, and quicker:
# the second where no two spaces stand side by side, the third where line ends are all that there is besides.
UNEVEN = re.compile(rf"[\s{INVISIBLE}]{{2,}}|[{WHITE}{INVISIBLE}]")
SINGLE = re.compile(f"[{WHITE}{INVISIBLE}][{WHITE}{INVISIBLE}]*(?: [{WHITE}{INVISIBLE}]+)*")
LINES = re.compile("\n\n*(?: \n+)*")


class Folded(NamedTuple):
    """A folded text, and the way back: from cuts[n] on, its characters stand shifts[n] further on in the source.

    Where characters were composed, that leads to an index into `composed` only: the stretch that each comes from.
    """

    text: str
    cuts: Sequence[int] = ()
    shifts: Sequence[int] = ()
    composed: Sequence[tuple[int, int]] = ()

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that a stretch of the folded text stands for."""
        first, last = start, end - 1
        if self.cuts:
            first += self._shift(first)
            last += self._shift(last)
        if self.composed:
            return self.composed[first][0], self.composed[last][1]
        return first, last + 1

    def _shift(self, index: int) -> int:
        before = bisect_right(self.cuts, index)
        return self.shifts[before - 1] if before else 0


@lru_cache(maxsize=64)
def folded(text: str) -> Folded:
    """Fold a text. Offsets are code points."""
    if text.isascii() or is_normalized("NFC", UNSEEN.sub("", text)):
        return _even(text)
    return _composed(text)


def _even(text: str) -> Folded:
    """A text in NFC with its marks, dashes and spaces made even."""
    if not text.isascii() and MARKS.search(text):
        for same, others in SAME.items():
            for other in others:
                text = text.replace(other, same)
    plain = text.replace("\n", "").isprintable()
    wide = "  " in text
    parts: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    last = length = 0
    for found in (UNEVEN if wide else LINES if plain else SINGLE).finditer(text):
        start, end = found.span()
        if not wide:  # a space on either side belongs to it
            start -= text[start - 1 : start] == " "
            end += text[end : end + 1] == " "
        parts.append(text[last:start])
        length += start - last
        if plain or UNSEEN.sub("", text[start:end]):  # not only unseen things
            parts.append(" ")
            length += 1
        cuts.append(length)
        shifts.append(end - length)
        last = end
    if not cuts:
        return Folded(text)
    parts.append(text[last:])
    return Folded("".join(parts), cuts, shifts)


def _composed(text: str) -> Folded:
    """The same for a text that is not in NFC: a letter and its marks become one, unseen things between or not."""
    seen = [index for index, char in enumerate(text) if not UNSEEN.match(char)]
    letters, where = [], []
    for start, end in _clusters("".join(text[index] for index in seen)):
        for char in normalize("NFC", "".join(text[index] for index in seen[start:end])):
            letters.append(char)
            where.append((seen[start], seen[end - 1] + 1))
    return _even("".join(letters))._replace(composed=where)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Stretches that normalise on their own."""
    if not text:
        return []
    cuts = [0]
    for index in range(1, len(text)):
        if not _joins(text[cuts[-1] : index], text[index]):
            cuts.append(index)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _joins(before: str, char: str) -> bool:
    if char < "\u0300":
        return False
    if combining(char):
        return True
    return normalize("NFC", before + char) != normalize("NFC", before) + normalize("NFC", char)

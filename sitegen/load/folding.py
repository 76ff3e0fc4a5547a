"""Two writings of the same words made equal, with a map back to where each character came from.

Folded are: NFC; curly and straight quotation marks; dashes; every kind and length of white space. Soft hyphens, byte
order marks, zero-width spaces and bidirectional controls are left out. Nothing else: case and letters stay.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, is_normalized, normalize

INVISIBLE = "\u00ad\ufeff\u200b\u2060\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
SAME = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}
UNSEEN = re.compile(f"[{INVISIBLE}]")
UNEVEN = re.compile(rf"[\s{INVISIBLE}]{{2,}}|[^\S ]|[{INVISIBLE}]")


class Folded(NamedTuple):
    """`text` is folded; its character i begins at starts[i] in the source, and ends at ends[i] or one further on."""

    text: str
    starts: list[int] | range
    ends: list[int] | None = None

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that a stretch of the folded text stands for."""
        last = self.starts[end - 1] + 1 if self.ends is None else self.ends[end - 1]
        return self.starts[start], last


@lru_cache(maxsize=64)
def folded(text: str) -> Folded:
    """Fold a text. Offsets are code points."""
    if is_normalized("NFC", UNSEEN.sub("", text)):
        return _even(text)
    return _composed(text)


def _even(text: str) -> Folded:
    """A text in NFC with its marks, dashes and spaces made even."""
    even = text.translate(SAME)
    parts: list[str] = []
    starts: list[int] = []
    last = 0
    for found in UNEVEN.finditer(even):
        start, end = found.span()
        parts.append(even[last:start])
        starts.extend(range(last, start))
        if any(char.isspace() for char in found.group()):
            parts.append(" ")
            starts.append(start)
        last = end
    if not last:
        return Folded(even, range(len(text)))
    parts.append(even[last:])
    starts.extend(range(last, len(text)))
    return Folded("".join(parts), starts)


def _composed(text: str) -> Folded:
    """The same for a text that is not in NFC: a letter and its marks become one, unseen things between or not."""
    seen = [index for index, char in enumerate(text) if not UNSEEN.match(char)]
    composed, where = [], []
    for start, end in _clusters("".join(text[index] for index in seen)):
        for char in normalize("NFC", "".join(text[index] for index in seen[start:end])):
            composed.append(char)
            where.append((seen[start], seen[end - 1] + 1))
    inner = _even("".join(composed))
    starts = [where[index][0] for index in inner.starts]
    ends = [where[index][1] for index in inner.starts]
    return Folded(inner.text, starts, ends)


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

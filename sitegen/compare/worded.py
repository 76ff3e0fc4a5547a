"""A text as words that can be compared with those of other texts.

A *word* is a run of letters, digits and their marks; an apostrophe, a hyphen or an en dash inside joins what it stands
between ("large-scale", "China's"), and so do the comma and the point inside a number. Of Chinese and Japanese every
character is a word. Punctuation and white space only divide. Words are folded: small letters, NFC, straight
apostrophes, plain hyphens, nothing invisible in them.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, compress
from operator import itemgetter
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from sitegen.model.text import Span

LONG = 13  # letters
FIRST_WORD = itemgetter(0)  # of a paragraph
GAP = "\n"  # stands among the words where the text says [...]: no word is like it
GAPS = ("[...]", "[…]", "[ ... ]", "[ … ]", "[. . .]")
PARAGRAPH = "\n\n"
# Each opening mark with those that close it. The first mark of a kind says which way its text turns guillemets, and
# the mark that closes in English opens in Swedish, which has no other.
CLOSED_BY = {'"': '"”', "“": '”"', "„": '“”"', "‘": "’", "‚": "‘’", "«": "»", "‹": "›", "「": "」", "『": "』"}
TURNED = {"”": "”", "»": "«", "›": "‹"}

INVISIBLE = "\u00ad\ufeff\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069"
HYPHENS = "‐‑‒–−"
APOSTROPHES = "’‘ʼ"
DIVIDING = (
    r"\s!-/:-@\[-`{-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf×÷\u0589\u05be\u05c0\u05c3\u060c\u061b\u061c\u061f\u066a-\u066d"
    r"\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u3036-\u303f"
    r"\u30fb\ufe10-\ufe1f\ufe30-\ufe6f\ufeff\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffc\ufffd"
)
ALONE = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
LETTERS = f"[^{DIVIDING}{ALONE}]+"
MARKS = frozenset((PARAGRAPH, *CLOSED_BY, *"”’»›」』"))  # no words
SIGNS = MARKS.union(GAPS)


class _Patterns(NamedTuple):
    """`words` finds words and gaps, `signs` the marks between them too. No mark begins or goes on with a word."""

    words: re.Pattern[str]
    signs: re.Pattern[str]


def _patterns(letters: str, alone: str, joining: str, marks: str) -> _Patterns:
    word = rf"{letters}(?:(?:{joining}|(?<=\d)[.,](?=\d)){letters})*+{alone}|{'|'.join(map(re.escape, GAPS))}"
    return _Patterns(re.compile(word), re.compile(rf"{word}|{marks}|\n\n"))


PLAIN = _patterns("[0-9A-Za-z]++", "", "['-]", '"')
EVERY = _patterns(
    f"{LETTERS}+",
    f"|[{ALONE}]",
    rf"[{INVISIBLE}]+|['\-{APOSTROPHES}{HYPHENS}]",
    r'["“”„«»‹›「」『』]|[‘‚](?=\w)|’(?!\w)',
)
UNSEEN = re.compile(f"[{INVISIBLE}]")


class Worded(NamedTuple):
    """`folded` are the words with a space around each; `starts` says where each begins, and at last where they end.

    `long` are the numbers of words that have more than 13 letters.
    `quoted` are ranges of words inside quotation marks. `prose` are stretches of `folded` that are outside: whole
    words, not across a quotation or a gap. `paragraphs` say which word each begins with, and where in the text.
    """

    text: str
    folded: str
    starts: Sequence[int]
    long: Sequence[int]
    quoted: Sequence[tuple[int, int]]
    prose: Sequence[tuple[int, int]]
    paragraphs: Sequence[tuple[int, int]]


def worded(text: str) -> Worded:
    """The words of a text.

    Inside quotation marks is what stands between a mark that opens and the next one that closes it in the same
    paragraph, or the paragraph's end. Single marks count if they are curly; what they enclose inside of others is
    inside already.
    """
    stream = _patterns_for(text).signs.findall(text)
    signs = list(compress(range(len(stream)), map(SIGNS.__contains__, stream)))
    words: list[str] = []
    quoted, gaps, paragraphs = [], [], [(0, 0)]
    opening = _opening(text) if signs else CLOSED_BY
    closing, opened, last, begin = "", 0, 0, 0
    for at in signs:
        sign = stream[at]
        words += stream[last:at]
        last = at + 1
        if sign == PARAGRAPH:
            begin = text.index(PARAGRAPH, begin) + len(PARAGRAPH)
            paragraphs.append((len(words), begin))
        if sign in GAPS:
            gaps.append(len(words))
            words.append(GAP)
        elif closing and (sign == PARAGRAPH or sign in closing):
            quoted.append((opened, len(words)))
            closing = ""
        elif not closing:
            closing, opened = opening.get(sign, ""), len(words)
    words += stream[last:]
    if closing:
        quoted.append((opened, len(words)))
    joined = f" {' '.join(words)} "
    folded = _folded(joined)
    lengths = list(map(len, words if joined.isascii() else folded.split(" ")[1:-1])) if words else []
    starts = [at + number for number, at in enumerate(accumulate(lengths, initial=1))]
    long = [word for word, length in enumerate(lengths) if length > LONG]
    prose = _outside(starts, [*quoted, *((at, at + 1) for at in gaps)])
    return Worded(text, folded, starts, long, quoted, prose, paragraphs)


def place(text: Worded, first: int, last: int) -> Span:
    """Where a range of words stands in the text."""
    return Span(start=_span(text, first)[0], end=_span(text, last - 1)[1])


def _span(text: Worded, word: int) -> tuple[int, int]:
    number = bisect_right(text.paragraphs, word, key=FIRST_WORD)
    first, begin = text.paragraphs[number - 1]
    end = text.paragraphs[number][1] if number < len(text.paragraphs) else len(text.text)
    return _spans(text.text, begin, end)[word - first]


@lru_cache(maxsize=64)  # several passages may begin or end in a paragraph
def _spans(text: str, begin: int, end: int) -> Sequence[tuple[int, int]]:
    """Where each word of a paragraph stands in the text."""
    return list(map(re.Match.span, _patterns_for(text).words.finditer(text, begin, end)))


def _patterns_for(text: str) -> _Patterns:
    return PLAIN if text.isascii() else EVERY


def _opening(text: str) -> dict[str, str]:
    """Which marks open a quotation in this text, and what closes each."""
    opening = CLOSED_BY
    if not text.isascii():
        for usual, turned in ("“”", "«»", "‹›"):
            if turned in text and (usual not in text or (usual != "“" and text.find(turned) < text.find(usual))):
                opening = {**opening, turned: TURNED[turned]}
                if usual != "“":
                    opening.pop(usual)
    return opening


def _folded(words: str) -> str:
    words = words.lower()
    if words.isascii():
        return words
    for same, others in (("'", APOSTROPHES), ("-", HYPHENS)):
        for other in others:
            words = words.replace(other, same)
    if not words.replace(GAP, "").isprintable():
        words = UNSEEN.sub("", words)
    return words if is_normalized("NFC", words) else normalize("NFC", words)


def _outside(starts: Sequence[int], inside: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of folded text between ranges of words."""
    prose, at = [], 0
    for first, last in sorted([*inside, (len(starts) - 1, len(starts) - 1)]):
        if first > at:
            prose.append((starts[at], starts[first] - 1))
        at = max(at, last)
    return prose

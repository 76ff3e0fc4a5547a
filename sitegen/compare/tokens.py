"""The words of a text, as two wordings are compared by them."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

# Figures and abbreviations keep the marks inside of them; a sign that changes what a figure means is a word of its own.
SIGNS = r"[^\W\d_](?:\.[^\W\d_])+\b\.?|(?<![^\s\"“„«(])[-−](?=\d)|[$€£¥%°&+=]"
JOINTS = r"(?:['’ʼ‘\xad\u200b-\u200d]|(?<=\d)[.,:](?=\d)|[-‐‑](?=[^\W\d]))"
WESTERN = re.compile(rf"{SIGNS}|[^\W_]+(?:{JOINTS}[^\W_]+)*")
# Letters of other scripts come with marks that are no letters, so there a word is what is not white space or
# punctuation; and where no spaces are written, every sign is one word.
OTHER = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u2e80-\U0010ffff]")
UNSPACED = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTER = (
    r"[^\s\x00-\x2f:-@\[-`{-\xbf\xd7\xf7\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f"
    r"\u066a-\u066d\u06d4\u0964\u0965\u2000-\u20cf\u2e00-\u2e7f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20"
    rf"\uff3b-\uff40\uff5b-\uff65{UNSPACED}]"
)
MARKS = r"[^\s\w\"'“”„‟‘’‚‛«»‹›\x00-\x1f\xad\u200b-\u200f]"  # punctuation, but no quotation marks
PLAIN = str.maketrans(
    {**dict.fromkeys("’ʼ‘", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("\xad\u200b\u200c\u200d")}
)
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
SHORT = 3  # letters of a word that says little on its own


class Word(NamedTuple):
    """A word of a text: [start, end), and what it is compared by."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=256)  # a reference is compared with every wording
def words(text: str) -> tuple[Word, ...]:
    """Words with their apostrophes and hyphens; what stands between them is left out."""
    return _found(_elsewhere() if OTHER.search(text) else WESTERN, text)


@lru_cache(maxsize=64)
def words_and_marks(text: str) -> tuple[Word, ...]:
    """The words of a text, and its punctuation."""
    return _found(_marked(bool(OTHER.search(text))), text)


@lru_cache(maxsize=4096)
def key(word: str) -> str:
    """What is the same about a word however it is set: `US` and `u.s.`, `5,000` and `5000`."""
    if not word.isascii():
        word = normalize("NFC", word).translate(PLAIN)
    if word[0].isdigit():
        return THOUSANDS.sub("", word).casefold()
    return word.replace(".", "").casefold() or word


@lru_cache(maxsize=4096)
def weight(key: str) -> int:
    """How much it says that two wordings share a word: the long ones and the figures say most."""
    if key[0].isdigit():
        return 6
    return min(len(key), 6) + 1 if len(key) > SHORT else 2 if key.isalnum() else 1


def _found(pattern: re.Pattern[str], text: str) -> tuple[Word, ...]:
    return tuple([Word(found.start(), found.end(), key(found.group())) for found in pattern.finditer(text)])


@lru_cache(maxsize=1)
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"{SIGNS}|[{UNSPACED}]|{LETTER}+(?:{JOINTS}{LETTER}+)*")


@lru_cache(maxsize=2)
def _marked(other: bool) -> re.Pattern[str]:
    return re.compile(f"{(_elsewhere() if other else WESTERN).pattern}|{MARKS}")

"""How wide a text will probably be, and where it breaks: a drawing that is made without fonts cannot measure.

The widths are those of Arial, with some air, in thousandths of the size; the typefaces that a reader may have instead
are seldom wider.
"""

from functools import lru_cache
from unicodedata import combining, east_asian_width

NARROW = frozenset("ijl.,:;'’‘|!()[] ")
WIDE = frozenset("mwMW@%—…&")
AIR = 1.05
ELLIPSIS = "…"


def _letter(letter: str) -> float:
    if letter in NARROW:
        return 0.29
    if letter in WIDE:
        return 0.87
    if east_asian_width(letter) in "WF":
        return 1.0
    if combining(letter):
        return 0.0
    return 0.69 if letter.isupper() else 0.56


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    return sum([_letter(letter) for letter in text]) * size * AIR


@lru_cache(maxsize=4096)  # the names of outlets and people come again in story after story
def wrapped(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """At most `most` lines of this width; what does not fit is left out behind an ellipsis."""
    lines: list[str] = []
    for word in _parts(text):
        line = lines[-1] + word if lines else ""
        if line and text_width(line.rstrip(), size) <= width:
            lines[-1] = line
        else:
            lines += _pieces(word.lstrip(), width, size)
    lines = [line.strip() for line in lines]
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and text_width(last + ELLIPSIS, size) > width:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip(" ,;:") + ELLIPSIS)


def _parts(text: str) -> list[str]:
    """Where a line may break: after a space or a hyphen, and around every letter that stands on a square."""
    parts, part = [], ""
    for letter in " ".join(text.split()):
        if east_asian_width(letter) in "WF":
            parts += [part, letter]
            part = ""
            continue
        part += letter
        if letter in " -/":
            parts.append(part)
            part = ""
    return [each for each in (*parts, part) if each]


def _pieces(word: str, width: float, size: float) -> list[str]:
    """A word that is wider than a line, broken anywhere."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width((pieces[-1] + letter).rstrip(), size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces

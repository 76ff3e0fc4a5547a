"""Where a quotation stands in a reading text: exactly, or not at all (PRODUCT §2). Never fuzzily."""

import re
from bisect import bisect_right
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from sitegen.load.folding import Folded, folded
from sitegen.model.text import Body, Span

OMISSION = re.compile(r"\[\s*(?:\.\.\.|…|\. \. \.)\s*\]")
LONGEST_COMPARED = 100  # words of a quotation that are compared to find the passage nearest to it
CONTEXT = 40  # characters of context in a message


class Misplaced(NamedTuple):
    """Why a quotation has no place: a code, a sentence and a hint."""

    code: str
    message: str
    hint: str


def place(quote: str, body: Body, occurrence: int | None = None, after: str = "") -> tuple[Span, ...] | Misplaced:
    """The spans of a quotation in the source characters of `body.text`, one for each part between `[...]`.

    More than one place without `occurrence` (counted from 1) or `after` (words that stand before it) is no place.
    """
    text = folded(body.text)
    pieces = OMISSION.split(quote) if "[" in quote else (quote,)
    parts = tuple([part for part in [folded(piece).text.strip() for piece in pieces] if part])
    if not parts:
        return Misplaced("quote-not-found", "the quotation has no words", "quote at least one word of the body")
    places = _places(parts, text, body)
    if not places:
        return _not_found(quote, parts, text)
    if after:
        places = _following(after, places, text)
        if not places:
            hint = "give the words that stand directly before the quotation"
            return Misplaced("quote-not-found", f"the quotation does not stand after “{_short(after)}”", hint)
    if occurrence is not None:
        if occurrence > len(places):
            message = f"there is no occurrence {occurrence}: the quotation stands here {_times(len(places))}"
            return Misplaced("quote-not-found", message, _numbered(places, text))
        places = [places[occurrence - 1]]
    if len(places) > 1:
        message = f"the quotation “{_short(quote)}” stands here {_times(len(places))}"
        return Misplaced("quote-ambiguous", message, "add `occurrence:` or `after:`\n" + _numbered(places, text))
    spans = [text.source(start, end) for start, end in places[0]]
    return tuple([Span(start=start, end=end) for start, end in spans])


Place = tuple[tuple[int, int], ...]  # the parts of a quotation in the folded text


def _places(parts: tuple[str, ...], text: Folded, body: Body) -> list[Place]:
    """Every place at which the parts follow one another within one paragraph, in the order of the text."""
    found: list[Place] = []
    if len(parts) > 1 and any(part not in text.text for part in parts):
        return found
    for start in _starts(parts[0], text.text):
        first = (start, start + len(parts[0]))
        rest = _rest(parts[1:], first, text, body) if len(parts) > 1 else ()
        if rest is not None:
            found.append((first, *rest))
    return found


@lru_cache(maxsize=256)  # a short quotation with `occurrence` is asked for again and again
def _starts(part: str, text: str) -> list[int]:
    starts = []
    start = text.find(part)
    while start >= 0:
        starts.append(start)
        start = text.find(part, start + 1)
    return starts


def _rest(parts: tuple[str, ...], first: tuple[int, int], text: Folded, body: Body) -> Place | None:
    """The nearest following places of the other parts, or None if the paragraph ends before them."""
    source_start, _ = text.source(*first)
    around = bisect_right(body.paragraphs, source_start, key=lambda paragraph: paragraph.start) - 1
    limit = body.paragraphs[around].end if around >= 0 else len(body.text)
    rest = []
    end = first[1]
    for part in parts:
        start = text.text.find(part, end)
        if start < 0 or text.source(start, start + len(part))[1] > limit:
            return None
        end = start + len(part)
        rest.append((start, end))
    return tuple(rest)


def _following(after: str, places: list[Place], text: Folded) -> list[Place]:
    """Those places that stand directly after the words; else the first one behind their only occurrence."""
    words = folded(after).text.strip()
    direct = [place for place in places if text.text[: place[0][0]].rstrip().endswith(words)]
    if direct:
        return direct
    starts = _starts(words, text.text)
    if len(starts) != 1:
        return []
    return [place for place in places if place[0][0] >= starts[0] + len(words)][:1]


def _not_found(quote: str, parts: tuple[str, ...], text: Folded) -> Misplaced:
    message = f"the quotation “{_short(quote)}” is not in the body"
    missing = next((part for part in parts if part not in text.text), None)
    if missing is None:
        return Misplaced("quote-not-found", message, "its parts do not follow one another in one paragraph")
    return Misplaced("quote-not-found", message, _nearest(missing, text.text))


def _nearest(part: str, text: str) -> str:
    """The passage that shares the longest run of words, and the words in which it differs."""
    wanted, words = part.split()[:LONGEST_COMPARED], text.split()
    bare_words = _bare(words)
    run = SequenceMatcher(None, bare_words, _bare(wanted), autojunk=False).find_longest_match()
    if not run.size:
        return "no word of it is in the body: is this the right article?"
    start = max(run.a - run.b, 0)
    passage = words[start : start + len(wanted)]
    # Words without their punctuation first: a comma is worth a line only where nothing else differs.
    differing = _differences(wanted, passage, _bare(wanted), _bare(passage))
    differing = differing or _differences(wanted, passage, wanted, passage)
    return f"nearest: “{_short(' '.join(passage), 200)}”\ndiffers: " + "; ".join(differing[:6])


def _differences(wanted: list[str], passage: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    found = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            here, there = " ".join(wanted[a1:a2]) or "nothing", " ".join(passage[b1:b2]) or "nothing"
            found.append(f"“{_short(here)}” where the body has “{_short(there)}”")
    return found


def _bare(words: list[str]) -> list[str]:
    return [word.strip(".,;:!?\"'()[]«»") or word for word in words]


def _numbered(places: list[Place], text: Folded) -> str:
    rows = []
    for number, found in enumerate(places[:9], start=1):
        start, end = found[0][0], found[-1][1]
        rows.append(f"{number}: …{text.text[max(start - CONTEXT, 0) : end + CONTEXT // 2]}…")
    if len(places) > 9:
        rows.append(f"… and {len(places) - 9} more")
    return "\n".join(rows)


def _short(text: str, longest: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")

"""The program's own words: labels, dates, counts. The only English outside templates and messages."""

from collections.abc import Iterable
from functools import lru_cache

from sitegen.model.moment import Moment
from sitegen.model.views import When

STANCES = {
    "asserts": "asserts",
    "attributes": "attributes",
    "hedges": "hedges",
    "denies": "denies",
    "declines": "declines",
    "contradicts": "contradicts",
    "omits": "omits",
}
GRAVEST = ("contradicts", "denies", "declines", "hedges", "attributes", "asserts", "omits")
STATUSES = {
    "retracted": "retracted",
    "contradicted": "contradicted",
    "disputed": "disputed",
    "not-confirmed": "not confirmed",
    "unsupported": "unsupported",
    "single-source": "single source",
    "narrowly-sourced": "narrowly sourced",
    "corroborated": "corroborated",
    "none": "unchallenged",
}
FLAGS = {
    "hedged-only": "only hedged",
    "values-differ": "the figures differ",
    "through-a-distorting-copy": "through a distorting copy",
}
DERIVATIONS = {
    "original": "own reporting",
    "copy": "copy",
    "compilation": "compilation",
    "rewrite": "rewrite",
    "paraphrase": "paraphrase",
    "translation": "translation",
    "unknown": "of unknown making",
}
WORDINGS = {
    "direct": "word for word",
    "indirect": "in indirect speech",
    "altered": "changed inside quotation marks",
    "spliced": "spliced from separate sentences",
    "translated": "translated",
}
RELATIONS = {
    "reference": "the longest wording",
    "same": "word for word",
    "repunctuated": "the same words, punctuated otherwise",
    "part": "word for word",
    "apart": "other words",
}
KINDS = {
    "event": "event",
    "statement": "statement",
    "estimate": "estimate",
    "inference": "inference",
    "background": "background",
    "forecast": "forecast",
}
RIGHTS = {
    "full": "the full text, with permission",
    "excerpt": "the annotated paragraphs",
    "quotes-only": "the annotated quotations only",
}
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
MONTHS = "January February March April May June July August September October November December".split()


@lru_cache(maxsize=1024)  # an article's date stands with each of its quotations
def when(moment: Moment) -> When:
    """A date as precisely as it is known."""
    if moment.precision == "unknown":
        return When(text="date unknown")
    day = _day(moment.day)
    if moment.precision == "before":
        return When(text=f"on or before {day}")
    if moment.precision == "uncertain":
        return When(text=f"{day}, uncertain", machine=moment.day)
    if moment.precision == "minute":
        clock, offset = moment.stamp[11:16], moment.stamp[-6:]
        zone = "UTC" if moment.stamp.endswith(("Z", "+00:00")) else f"UTC{offset.replace('-', '−')}"
        return When(text=f"{day}, {clock} {zone}", machine=moment.stamp)
    return When(text=day, machine=moment.day)


def maybe_when(moment: Moment | None) -> When | None:
    return when(moment) if moment else None


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 article`, `5 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def spelled(number: int) -> str:
    """`five`, `13`: as a number stands in a sentence."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def listed(items: Iterable[str], most: int = 0) -> str:
    """`A, B and C`; with `most`, `A, B and 3 more`."""
    words = list(items)
    if most and len(words) > most + 1:
        words = [*words[:most], f"{len(words) - most} more"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(stamp: str) -> str:
    year, month, day = stamp.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {int(year)}"

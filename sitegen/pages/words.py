"""The program's own words: labels, dates, lists, in the language of the site."""

from collections.abc import Iterable
from functools import lru_cache

from sitegen.model.moment import Moment
from sitegen.model.views import When
from sitegen.tongue import ENGLISH, Tongue


def noted(message: str) -> str:
    """The message itself: noted for the catalogues, to be translated where it is shown."""
    return message


STANCES = {
    "asserts": noted("asserts"),
    "attributes": noted("attributes"),
    "hedges": noted("hedges"),
    "denies": noted("denies"),
    "declines": noted("declines"),
    "contradicts": noted("contradicts"),
    "omits": noted("omits"),
}
GRAVEST = ("contradicts", "denies", "declines", "hedges", "attributes", "asserts", "omits")
STATUSES = {
    "retracted": noted("retracted"),
    "contradicted": noted("contradicted"),
    "disputed": noted("disputed"),
    "not-confirmed": noted("not confirmed"),
    "unsupported": noted("unsupported"),
    "single-source": noted("single source"),
    "narrowly-sourced": noted("narrowly sourced"),
    "corroborated": noted("corroborated"),
    "none": noted("unchallenged"),
}
FLAGS = {
    "hedged-only": noted("only hedged"),
    "values-differ": noted("the figures differ"),
    "through-a-distorting-copy": noted("through a distorting copy"),
}
DERIVATIONS = {
    "original": noted("own reporting"),
    "copy": noted("copy"),
    "compilation": noted("compilation"),
    "rewrite": noted("rewrite"),
    "paraphrase": noted("paraphrase"),
    "translation": noted("translation"),
    "unknown": noted("of unknown making"),
}
WORDINGS = {
    "direct": noted("word for word"),
    "indirect": noted("in indirect speech"),
    "altered": noted("changed inside quotation marks"),
    "spliced": noted("spliced from separate sentences"),
    "translated": noted("translated"),
}
RELATIONS = {
    "reference": noted("the longest wording"),
    "same": noted("word for word"),
    "repunctuated": noted("the same words, punctuated otherwise"),
    "part": noted("word for word"),
    "apart": noted("other words"),
}
KINDS = {
    "event": noted("event"),
    "statement": noted("statement"),
    "estimate": noted("estimate"),
    "inference": noted("inference"),
    "background": noted("background"),
    "forecast": noted("forecast"),
}
RIGHTS = {
    "full": noted("the full text, with permission"),
    "excerpt": noted("the annotated paragraphs"),
    "quotes-only": noted("the annotated quotations only"),
}


@lru_cache(maxsize=1024)  # an article's date stands with each of its quotations
def when(moment: Moment, tongue: Tongue = ENGLISH) -> When:
    """A date as precisely as it is known."""
    if moment.precision == "unknown":
        return When(text=tongue.text("date unknown"))
    day = tongue.day(moment.day)
    if moment.precision == "before":
        return When(text=tongue.text("on or before %(day)s", day=day))
    if moment.precision == "uncertain":
        return When(text=tongue.text("%(day)s, uncertain", day=day), machine=moment.day)
    if moment.precision == "minute":
        clock, offset = moment.stamp[11:16], moment.stamp[-6:]
        zone = "UTC" if moment.stamp.endswith(("Z", "+00:00")) else f"UTC{offset.replace('-', '−')}"
        text = tongue.text("%(day)s, %(clock)s %(zone)s", day=day, clock=clock, zone=zone)
        return When(text=text, machine=moment.stamp)
    return When(text=day, machine=moment.day)


def maybe_when(moment: Moment | None, tongue: Tongue = ENGLISH) -> When | None:
    return when(moment, tongue) if moment else None


def listed(items: Iterable[str], most: int = 0, tongue: Tongue = ENGLISH) -> str:
    """`A, B and C`; with `most`, `A, B and 3 more`."""
    words = list(items)
    if most and len(words) > most + 1:
        words = [*words[:most], tongue.text("%(number)s more", number=len(words) - most)]
    return tongue.listed(words)


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Dates as they are typed: the EDTF subset of the content model."""

import re
from datetime import UTC, date, datetime

from sitegen.model.moment import UNKNOWN, Moment

DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(?P<offset>Z|[+-]\d{2}:?\d{2})?\Z")


def moment(text: str) -> Moment:
    """A day, a date-time with offset, `2022-03-13?`, `../2022-03-14` or `unknown`; else ValueError with a reason."""
    text = text.strip()
    if text == "unknown":
        return UNKNOWN
    if text.startswith("../"):
        return Moment(precision="before", stamp=day(text[3:]))
    if text.endswith("?"):
        return Moment(precision="uncertain", stamp=day(text[:-1]))
    if DAY.match(text):
        return Moment(precision="day", stamp=day(text))
    found = TIME.match(text)
    if not found:
        raise ValueError(f'"{text}" is not a date')
    if not found["offset"]:
        raise ValueError(f'"{text}" has no offset from UTC')
    try:
        stamp = datetime.fromisoformat(text)
        stamp.astimezone(UTC)  # some first and last days of the calendar have no instant
    except (ValueError, OverflowError):
        raise ValueError(f'"{text}" is not in the calendar') from None
    return Moment(precision="minute", stamp=stamp.isoformat())


def day(text: str) -> str:
    """A calendar day `YYYY-MM-DD`, or ValueError."""
    if not DAY.match(text):
        raise ValueError(f'"{text}" is not a date')
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f'"{text}" is not in the calendar') from None

"""The shape of every content file, written once: validation and the JSON Schema both come from here.

YAML hands over text only (see yaml_tree), so each field says what its text is to become.
"""

import re
from collections.abc import Callable
from dataclasses import field
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from sitegen.load.fields import Kind, Named, one_or_many, wrong
from sitegen.load.files import ID, LONGEST_ID
from sitegen.load.moments import day, moment
from sitegen.model import terms
from sitegen.model.moment import Moment
from sitegen.model.noun import noun

DATE_HINT = "write 2022-03-14, 2022-03-14T14:04-06:00, 2022-03-13?, ../2022-03-14 or unknown"
DAY = r"\d{4}-\d{2}-\d{2}"
CLOCK = r"\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})"
DATE_PATTERN = rf"^(unknown|(\.\./)?{DAY}|{DAY}\?|{DAY}[T ]{CLOCK})$"
INSTANT_HINT = "say the minute and the offset from UTC: 2022-03-14T06:00-06:00 or 2022-03-14T12:00Z"
INSTANT_PATTERN = rf"^{DAY}[T ]{CLOCK}$"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # HTML has no place for them
ADDRESS = r'^https?://[^\s<>"\\]+$'  # in Python and in JavaScript: it stands in the JSON Schema
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
THEME = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
# A host, or the beginning of a tag URI (RFC 4151): an authority, a date, and whatever tells this site from its others.
HOST = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"
FEED_ID = rf"^({HOST}|tag:([A-Za-z0-9._-]+@)?{HOST},\d{{4}}(-\d{{2}}(-\d{{2}})?)?:[A-Za-z0-9._~/-]*)$"
NUMBER = re.compile(r"([+-]?)([0-9]+(?:_[0-9]+)*)(?:\.0+)?\Z")
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
WEIGHTS = {"low": 1, "medium": 2, "high": 3}
LONGEST_RULING = 60


def _text(value: Any) -> str:
    if type(value) is not str:
        raise wrong("string_type", value)
    text = value.strip()
    if not text.isprintable():
        text = CONTROLS.sub("\ufffd", text)
    if not text:
        raise wrong("empty", value)
    return text


def _truth(value: Any) -> bool:
    if type(value) is not str or value not in TRUTHS:
        raise wrong("bad_truth", value)
    return TRUTHS[value]


def _moment(value: Any) -> Moment:
    return _date(value, moment)


def _instant(value: Any) -> Moment:
    """A date-time: what happens then must not depend on where the reader of a day begins it."""
    found = _date(value, moment)
    if found.precision != "minute":
        raise wrong("bad_instant", value, f'"{value}" is not a date with a time')
    return found


def _day(value: Any) -> Moment:
    return _date(value, lambda text: Moment(precision="day", stamp=day(text)))


def _known_moment(value: Any) -> Moment:
    return _date(value, _exact, "not_exact")


def _exact(text: str) -> Moment:
    found = moment(text)
    if found.precision not in ("day", "minute"):
        raise ValueError(f'"{text}" is no day and no time')
    return found


def _date(value: Any, read: Callable[[str], Moment], fault: str = "bad_date") -> Moment:
    if type(value) is not str:
        raise wrong("string_type", value)
    try:
        return read(value)
    except ValueError as error:
        kind = "date_without_offset" if "offset" in str(error) else fault
        raise wrong(kind, value, str(error)) from None


def web_address(text: str) -> bool:
    """An http or https URL that can be taken apart."""
    try:
        return bool(urlsplit(text).hostname and re.match(ADDRESS, text))
    except ValueError:
        return False


def _address(value: Any) -> str:
    text = _text(value)
    if not web_address(text):
        raise wrong("bad_url", value, f'"{text}" is not an address that begins with https:// or http://')
    return text


def _contact(value: Any) -> str:
    text = _text(value)
    if text.startswith("mailto:") or ("@" in text and " " not in text and "/" not in text):
        return text if text.startswith("mailto:") else "mailto:" + text
    return _address(value)


def _identifier(value: Any) -> str:
    text = _text(value)
    if not ID.match(text) or len(text) > LONGEST_ID:
        raise wrong("bad_id", value, f'"{text}" cannot be an id')
    return text


def _like(pattern: str) -> Kind:
    """A text that has a pattern."""

    def read(value: Any) -> str:
        text = _text(value)
        if not re.match(pattern, text):
            raise wrong("string_pattern_mismatch", text)
        return text

    return Kind(read, {"type": "string", "pattern": pattern})


def _number(least: int, most: int) -> Kind:
    """A whole number in a range."""

    def read(value: Any) -> int:
        if type(value) is not str:
            raise wrong("int_type", value)
        found = NUMBER.match(value.strip())
        if not found:
            raise wrong("int_parsing", value)
        number = int(found[1] + found[2]) if len(found[2]) < 100 else most + 1
        if number < least:
            raise wrong("greater_than_equal", value, limit=least)
        if number > most:
            raise wrong("less_than_equal", value, limit=most)
        return number

    return Kind(read, {"type": "integer", "minimum": least, "maximum": most})


def _weight(value: Any) -> int:
    if type(value) is str and value in WEIGHTS:
        return WEIGHTS[value]
    if type(value) is str and value.isascii() and value.isdigit() and len(value) < 7:
        return int(value)
    raise wrong("bad_weight", value, "must be low, medium, high or a whole number")


def _ruling_word(value: Any) -> str:
    text = _text(value)
    if text.casefold() in ("true", "false"):
        raise wrong("true_or_false", value, f"a status never says {text}")
    if len(text) > LONGEST_RULING:
        raise wrong("string_too_long", value, limit=LONGEST_RULING)
    return text


def _affiliation(value: Any) -> str:
    text = _text(value)
    if text.startswith("own:"):
        raise wrong("reserved", value, "must not begin with own:, which marks an outlet's own voice")
    return text


TEXT = Kind(_text, {"type": "string", "pattern": r"\S"})
ADDRESS_TEXT = Kind(_address, {"type": "string", "pattern": ADDRESS})
CONTACT = {"anyOf": [{"type": "string", "pattern": r"^(mailto:.+|[^\s/]+@[^\s/]+)$"}, ADDRESS_TEXT.schema]}
IDENTIFIER = Kind(_identifier, {"type": "string", "pattern": f"^{ID.pattern[:-2]}$", "maxLength": LONGEST_ID})
HEAVINESS = {"anyOf": [{"enum": ["low", "medium", "high"]}, {"type": "integer", "minimum": 0}]}
RULING = {
    "type": "string",
    "pattern": r"\S",
    "maxLength": LONGEST_RULING,
    "not": {"pattern": r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$"},
}

Text = Annotated[str, TEXT]
Texts = Annotated[tuple[str, ...], one_or_many(TEXT)]
Truth = Annotated[bool, Kind(_truth, {"type": "boolean"})]
Date = Annotated[Moment, Kind(_moment, {"type": "string", "pattern": DATE_PATTERN, "description": DATE_HINT})]
Instant = Annotated[Moment, Kind(_instant, {"type": "string", "pattern": INSTANT_PATTERN, "description": INSTANT_HINT})]
KnownDate = Annotated[Moment, Kind(_known_moment, {"type": "string", "pattern": rf"^{DAY}([T ]{CLOCK})?$"})]
Day = Annotated[Moment, Kind(_day, {"type": "string", "format": "date"})]
Address = Annotated[str, ADDRESS_TEXT]
Addresses = Annotated[tuple[str, ...], one_or_many(ADDRESS_TEXT)]
Contact = Annotated[str, Kind(_contact, CONTACT)]
Identifier = Annotated[str, IDENTIFIER]
Identifiers = Annotated[tuple[str, ...], one_or_many(IDENTIFIER, least=1)]
Language = Annotated[str, _like(LANGUAGE)]
Theme = Annotated[str, _like(THEME)]
Count = Annotated[int, _number(1, 1_000_000)]
Place = Annotated[int, _number(0, 1_000_000)]
Heaviness = Annotated[int, Kind(_weight, HEAVINESS)]
FeedId = Annotated[str, _like(FEED_ID)]
RulingWord = Annotated[str, Kind(_ruling_word, RULING)]
Affiliation = Annotated[str, Kind(_affiliation, TEXT.schema)]


class Shape:
    """A mapping whose keys are all known."""

    __slots__ = ()


@noun
class SourceShape(Shape):
    """Where an article comes from."""

    outlet: Text
    url: Address = ""
    archived: Address = ""
    byline: Texts = ()
    published: Date | None = None
    updated: Date | None = None
    retrieved: Day | None = None
    derivation: terms.Derivation = "original"
    origin: Texts = ()
    credit: terms.Credit | None = None
    dateline: Text = ""
    rights: terms.Rights | None = None
    status: terms.Publication = "published"
    status_note: Text = ""
    status_date: Date | None = None


@noun
class MentionShape(Shape):
    """A mention: which claim, and on whose word."""

    claim: Identifiers
    text: Text = ""
    by: Texts = ()
    via: Texts = ()
    hedge: Text = ""
    value: Text = ""
    utterance: Text = ""
    wording: Annotated[terms.Wording | None, Named("as")] = None
    note: Text = ""


@noun
class QuotedMentionShape(MentionShape):
    """A mention in a list: the words that carry it are quoted."""

    quote: Text = ""
    occurrence: Count | None = None
    after: Text = ""


@noun
class ClaimMentionShape(QuotedMentionShape):
    """An item of `claims`."""

    stance: Literal["asserts", "attributes", "hedges"] | None = None


@noun
class DisputeMentionShape(QuotedMentionShape):
    """An item of `disputes`."""

    stance: Literal["denies", "declines", "contradicts"] | None = None


@noun
class SpanShape(MentionShape):
    """The attributes of a bracketed span in the body: a mention of either list, whose words are the span's."""

    stance: terms.Stance | None = None


@noun
class ChangeShape(Shape):
    """Where a rewrite departs from another version."""

    source: Annotated[Text, Named("from")]
    before: Text = ""
    after: Text = ""
    kind: terms.ChangeKind
    weight: terms.Weight = "medium"
    note: Text = ""


@noun
class ArticleShape(Shape):
    """The front matter of an article."""

    title: Text
    source: SourceShape
    lang: Language | None = None
    draft: Truth = False
    embargo: Instant | None = None
    claims: tuple[ClaimMentionShape, ...] = ()
    disputes: tuple[DisputeMentionShape, ...] = ()
    changes: tuple[ChangeShape, ...] = ()
    skip: Texts = ()


@noun
class RulingShape(Shape):
    """The editor's own word on a claim."""

    status: RulingWord
    reason: Text
    by: Text
    date: Date | None = None


@noun
class ReviewShape(Shape):
    """A fact-check's verdict, published as ClaimReview."""

    rating: Text
    explanation: Text = ""
    url: Address = ""
    by: Text = ""
    date: Date | None = None


@noun
class ClaimShape(Shape):
    """A claim of a story."""

    text: Text
    kind: terms.ClaimKind = "event"
    speaker: Text = ""
    about: Texts = ()
    conflicts_with: Texts = ()
    same_as: Texts = ()
    weight: Heaviness = 0
    ruling: RulingShape | None = None
    review: ReviewShape | None = None


@noun
class DisputeShape(Shape):
    """A question on which the outlets differ."""

    id: Identifier
    question: Text
    claims: Texts = ()
    note: Text = ""


@noun
class OfficialShape(Shape):
    """The official text of an utterance."""

    url: Address = ""
    text: Text = ""


@noun
class UtteranceShape(Shape):
    """One sentence that somebody said and several outlets print."""

    speaker: Text = ""
    when: Date | None = None
    where: Text = ""
    official: OfficialShape | None = None


@noun
class EventShape(Shape):
    """One line of a timeline."""

    when: Date
    what: Text
    claims: Texts = ()
    sources: Annotated[Texts, Named("from")] = ()


@noun
class CorrectionShape(Shape):
    """Something that was put right after publication."""

    date: Date
    text: Text


@noun
class StoryShape(Shape):
    """The front matter of `story.md`."""

    title: Text
    date: Date | None = None
    question: Text = ""
    summary: Text = ""
    place: Text = ""
    updated: Date | None = None
    draft: Truth = False
    embargo: Instant | None = None
    editors: Texts = ()
    method: Text = ""
    contact: Contact = ""
    corrections: tuple[CorrectionShape, ...] = ()
    claims: dict[Identifier, ClaimShape] = field(default_factory=dict)
    disputes: tuple[DisputeShape, ...] = ()
    utterances: dict[Identifier, UtteranceShape] = field(default_factory=dict)
    timeline: tuple[EventShape, ...] = ()


@noun
class StepShape(Shape):
    """A line of `history.yml`: since when a claim has a status."""

    date: KnownDate
    claim: Identifier
    before: Annotated[Text, Named("from")] = ""
    after: Annotated[RulingWord, Named("to")]
    cause: Text = ""
    by: Text = ""


@noun
class OutletShape(Shape):
    """An entry of `outlets.yml`."""

    name: Text
    url: Address = ""
    country: Text = ""
    kind: Text = ""
    owner: Text = ""
    policies: Addresses = ()


@noun
class PersonShape(Shape):
    """An entry of `people.yml`."""

    name: Text
    role: Text = ""
    affiliation: Affiliation = ""
    named: Truth = True
    count: Count = 1
    reason: Text = ""


@noun
class PublisherShape(Shape):
    """Who publishes the site."""

    name: Text = ""
    url: Address = ""


@noun
class SettingsShape(Shape):
    """`site.yml`."""

    title: Text = "Stories"
    tagline: Text = ""
    language: Language = "en"
    base_url: Address = ""
    feed_id: FeedId = ""
    publisher: PublisherShape = PublisherShape()
    contact: Contact = ""
    theme: Theme = "default"
    rights: terms.Rights = "quotes-only"
    social_cards: terms.SocialCards = "all"


@noun
class PageShape(Shape):
    """The front matter of a plain page."""

    title: Text
    description: Text = ""
    order: Place = 0
    draft: Truth = False

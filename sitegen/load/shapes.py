"""The shape of every content file, written once: validation and the JSON Schema both come from here.

YAML hands over text only (see yaml_tree), so each field says what its text is to become.
"""

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from sitegen.load.files import ID, LONGEST_ID
from sitegen.load.moments import day, moment
from sitegen.model import terms
from sitegen.model.moment import Moment

DATE_HINT = "write 2022-03-14, 2022-03-14T14:04-06:00, 2022-03-13?, ../2022-03-14 or unknown"
DAY = r"\d{4}-\d{2}-\d{2}"
CLOCK = r"\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})"
DATE_PATTERN = rf"^(unknown|(\.\./)?{DAY}|{DAY}\?|{DAY}[T ]{CLOCK})$"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # HTML has no place for them
ADDRESS = r'^https?://[^\s<>"\\]+$'  # in Python and in JavaScript: it stands in the JSON Schema


def _filled(text: str) -> str:
    text = text.strip()
    if not text.isprintable():
        text = CONTROLS.sub("\ufffd", text)
    if not text:
        raise PydanticCustomError("empty", "is empty")
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _truth(value: Any) -> Any:
    words = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
    if isinstance(value, str) and value in words:
        return words[value]
    raise PydanticCustomError("bad_truth", "must be true or false")


def _moment(value: Any) -> Moment:
    return _date(value, moment)


def _day(value: Any) -> Moment:
    return _date(value, lambda text: Moment(precision="day", stamp=day(text)))


def _date(value: Any, read: Any) -> Moment:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "must be a date")
    try:
        found: Moment = read(value)
    except ValueError as error:
        kind = "date_without_offset" if "offset" in str(error) else "bad_date"
        raise PydanticCustomError(kind, "{reason}", {"reason": str(error)}) from None
    return found


def web_address(text: str) -> bool:
    """An http or https URL that can be taken apart."""
    try:
        return bool(urlsplit(text).hostname and re.match(ADDRESS, text))
    except ValueError:
        return False


def _address(text: str) -> str:
    if not web_address(text):
        raise PydanticCustomError(
            "bad_url", '"{text}" is not an address that begins with https:// or http://', {"text": text}
        )
    return text


def _contact(text: str) -> str:
    if text.startswith("mailto:") or ("@" in text and " " not in text and "/" not in text):
        return text if text.startswith("mailto:") else "mailto:" + text
    return _address(text)


def _identifier(text: str) -> str:
    if not ID.match(text) or len(text) > LONGEST_ID:
        raise PydanticCustomError("bad_id", '"{text}" cannot be an id', {"text": text})
    return text


def _weight(value: Any) -> int:
    words = {"low": 1, "medium": 2, "high": 3}
    if isinstance(value, str) and value in words:
        return words[value]
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 7:
        return int(value)
    raise PydanticCustomError("bad_weight", "must be low, medium, high or a whole number")


def _ruling_word(text: str) -> str:
    if text.casefold() in ("true", "false"):
        raise PydanticCustomError("true_or_false", "a status never says {word}", {"word": text})
    return text


def _affiliation(text: str) -> str:
    if text.startswith("own:"):
        raise PydanticCustomError("reserved", "must not begin with own:, which marks an outlet's own voice")
    return text


def _one_or_many(item: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": least}]}


TEXT_SCHEMA = {"type": "string", "pattern": r"\S"}
ADDRESS_SCHEMA = {"type": "string", "pattern": ADDRESS}
DATE_SCHEMA = {"type": "string", "pattern": DATE_PATTERN, "description": DATE_HINT}

Text = Annotated[str, AfterValidator(_filled), WithJsonSchema(TEXT_SCHEMA)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), WithJsonSchema(_one_or_many(TEXT_SCHEMA))]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Date = Annotated[Moment, PlainValidator(_moment), WithJsonSchema(DATE_SCHEMA)]
Day = Annotated[Moment, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Address = Annotated[Text, AfterValidator(_address), WithJsonSchema(ADDRESS_SCHEMA)]
CONTACT_SCHEMA = {"anyOf": [{"type": "string", "pattern": r"^(mailto:.+|[^\s/]+@[^\s/]+)$"}, ADDRESS_SCHEMA]}
Contact = Annotated[Text, AfterValidator(_contact), WithJsonSchema(CONTACT_SCHEMA)]
ID_SCHEMA = {"type": "string", "pattern": f"^{ID.pattern[:-2]}$", "maxLength": LONGEST_ID}
Identifier = Annotated[Text, AfterValidator(_identifier), WithJsonSchema(ID_SCHEMA)]
Identifiers = Annotated[tuple[Identifier, ...], BeforeValidator(_listed), WithJsonSchema(_one_or_many(ID_SCHEMA, 1))]
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
Language = Annotated[Text, Field(pattern=LANGUAGE), WithJsonSchema({"type": "string", "pattern": LANGUAGE})]
Count = Annotated[int, Field(ge=1, le=1_000_000)]
Heaviness = Annotated[
    int,
    PlainValidator(_weight),
    WithJsonSchema({"anyOf": [{"enum": ["low", "medium", "high"]}, {"type": "integer", "minimum": 0}]}),
]


class Shape(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


class MentionShape(Shape):
    """A mention: which claim, and on whose word."""

    claim: Identifiers = Field(min_length=1)
    text: Text = ""
    by: Texts = ()
    via: Texts = ()
    hedge: Text = ""
    value: Text = ""
    utterance: Text = ""
    wording: terms.Wording | None = Field(default=None, alias="as")
    note: Text = ""


class QuotedMentionShape(MentionShape):
    """A mention in a list: the words that carry it are quoted."""

    quote: Text = ""
    occurrence: Count | None = None
    after: Text = ""


class ClaimMentionShape(QuotedMentionShape):
    """An item of `claims`."""

    stance: Literal["asserts", "attributes", "hedges"] | None = None


class DisputeMentionShape(QuotedMentionShape):
    """An item of `disputes`."""

    stance: Literal["denies", "declines", "contradicts"] | None = None


class SpanShape(MentionShape):
    """The attributes of a bracketed span in the body: a mention of either list, whose words are the span's."""

    stance: terms.Stance | None = None


class ChangeShape(Shape):
    """Where a rewrite departs from another version."""

    source: Text = Field(alias="from")
    before: Text = ""
    after: Text = ""
    kind: terms.ChangeKind
    weight: terms.Weight = "medium"
    note: Text = ""


class ArticleShape(Shape):
    """The front matter of an article."""

    title: Text
    source: SourceShape
    lang: Language | None = None
    draft: Truth = False
    claims: tuple[ClaimMentionShape, ...] = ()
    disputes: tuple[DisputeMentionShape, ...] = ()
    changes: tuple[ChangeShape, ...] = ()
    skip: Texts = ()


RULING_SCHEMA = {
    "type": "string",
    "pattern": r"\S",
    "maxLength": 60,
    "not": {"pattern": r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$"},
}


class RulingShape(Shape):
    """The editor's own word on a claim."""

    status: Annotated[Text, AfterValidator(_ruling_word), Field(max_length=60), WithJsonSchema(RULING_SCHEMA)]
    reason: Text
    by: Text
    date: Date | None = None


class ReviewShape(Shape):
    """A fact-check's verdict, published as ClaimReview."""

    rating: Text
    explanation: Text = ""
    url: Address = ""
    by: Text = ""
    date: Date | None = None


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


class DisputeShape(Shape):
    """A question on which the outlets differ."""

    id: Identifier
    question: Text
    claims: Texts = ()
    note: Text = ""


class OfficialShape(Shape):
    """The official text of an utterance."""

    url: Address = ""
    text: Text = ""


class UtteranceShape(Shape):
    """One sentence that somebody said and several outlets print."""

    speaker: Text = ""
    when: Date | None = None
    where: Text = ""
    official: OfficialShape | None = None


class EventShape(Shape):
    """One line of a timeline."""

    when: Date
    what: Text
    claims: Texts = ()
    sources: Texts = Field(default=(), alias="from")


class CorrectionShape(Shape):
    """Something that was put right after publication."""

    date: Date
    text: Text


class StoryShape(Shape):
    """The front matter of `story.md`."""

    title: Text
    date: Date | None = None
    question: Text = ""
    summary: Text = ""
    place: Text = ""
    updated: Date | None = None
    draft: Truth = False
    editors: Texts = ()
    method: Text = ""
    contact: Contact = ""
    corrections: tuple[CorrectionShape, ...] = ()
    claims: dict[Identifier, ClaimShape] = {}
    disputes: tuple[DisputeShape, ...] = ()
    utterances: dict[Identifier, UtteranceShape] = {}
    timeline: tuple[EventShape, ...] = ()


class OutletShape(Shape):
    """An entry of `outlets.yml`."""

    name: Text
    url: Address = ""
    country: Text = ""
    kind: Text = ""
    owner: Text = ""
    policies: Annotated[
        tuple[Address, ...], BeforeValidator(_listed), WithJsonSchema(_one_or_many(ADDRESS_SCHEMA))
    ] = ()


class PersonShape(Shape):
    """An entry of `people.yml`."""

    name: Text
    role: Text = ""
    affiliation: Annotated[Text, AfterValidator(_affiliation)] = ""
    named: Truth = True
    count: Count = 1
    reason: Text = ""


class PublisherShape(Shape):
    """Who publishes the site."""

    name: Text = ""
    url: Address = ""


THEME = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"


class SettingsShape(Shape):
    """`site.yml`."""

    title: Text = "Stories"
    tagline: Text = ""
    language: Language = "en"
    base_url: Address = ""
    publisher: PublisherShape = PublisherShape()
    contact: Contact = ""
    theme: Annotated[Text, Field(pattern=THEME), WithJsonSchema({"type": "string", "pattern": THEME})] = "default"
    rights: terms.Rights = "quotes-only"


class PageShape(Shape):
    """The front matter of a plain page."""

    title: Text
    description: Text = ""
    order: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    draft: Truth = False

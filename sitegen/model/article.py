"""An article with its annotations, resolved and anchored."""

from dataclasses import field

from sitegen.model.moment import UNKNOWN, Moment
from sitegen.model.noun import noun
from sitegen.model.problem import Origin
from sitegen.model.terms import ChangeKind, Credit, Derivation, Publication, Rights, Stance, Weight, Wording
from sitegen.model.text import Body, Span


@noun
class Source:
    """Where an article comes from. `origin` is never empty: whose reporting it is, the own outlet if nobody else's."""

    outlet: str
    url: str = ""
    archived: str = ""
    byline: tuple[str, ...] = ()
    published: Moment = UNKNOWN
    updated: Moment | None = None
    retrieved: Moment | None = None
    derivation: Derivation = "original"
    origin: tuple[str, ...] = ()
    credit: Credit | None = None
    dateline: str = ""
    rights: Rights = "quotes-only"
    status: Publication = "published"
    status_note: str = ""
    status_date: Moment | None = None


@noun
class Mention:
    """One place where an article carries a claim, or carries something against it.

    `via` is never empty: the outlets whose reporting it rests on. `spans` says where the quotation stands in the
    reading text: one span for each part between `[...]`, none for a mention without a quotation.
    """

    id: str
    article: str
    claim: str
    stance: Stance
    by: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    quote: str = ""
    spans: tuple[Span, ...] = ()
    hedge: str = ""
    value: str = ""
    utterance: str = ""
    wording: Wording | None = None
    note: str = ""
    address: Origin = field(default=Origin(path=""), compare=False)


@noun
class Change:
    """Where a rewrite departs from another version. `source` names an article of the story, or an outlet."""

    source: str
    kind: ChangeKind
    before: str = ""
    after: str = ""
    weight: Weight = "medium"
    note: str = ""
    span: Span | None = None  # where `after` stands in this article, if it could be found


@noun
class Article:
    id: str
    title: str
    lang: str
    source: Source
    draft: bool = False
    embargo: Moment | None = None
    mentions: tuple[Mention, ...] = ()
    changes: tuple[Change, ...] = ()
    body: Body = Body()
    address: Origin = field(default=Origin(path=""), compare=False)

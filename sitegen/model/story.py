"""One event and everything that was written down about it. In a Story every id resolves."""

from dataclasses import field

from sitegen.model.article import Article, Mention
from sitegen.model.moment import UNKNOWN, Moment
from sitegen.model.noun import noun
from sitegen.model.problem import Origin
from sitegen.model.site import Outlet, Person
from sitegen.model.terms import ClaimKind
from sitegen.model.text import Body


@noun
class Ruling:
    """The editor's own word on a claim: it replaces the computed status word, and is shown as the editor's."""

    status: str
    reason: str = ""
    by: str = ""
    date: Moment | None = None


@noun
class Review:
    rating: str
    explanation: str = ""
    url: str = ""
    by: str = ""
    date: Moment | None = None


@noun
class Claim:
    """`weight` orders claims by importance, the heaviest first; 0 means that nobody weighed it."""

    id: str
    text: str
    kind: ClaimKind = "event"
    speaker: str = ""
    about: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    weight: int = 0
    ruling: Ruling | None = None
    review: Review | None = None
    address: Origin = field(default=Origin(path=""), compare=False)


@noun
class Dispute:
    """A question on which the outlets, or the people they quote, differ."""

    id: str
    question: str
    claims: tuple[str, ...] = ()
    note: str = ""


@noun
class Official:
    """The official text of an utterance and where it can be read."""

    text: str = ""
    url: str = ""


@noun
class Utterance:
    """One spoken or written sentence that several outlets quote."""

    id: str
    speaker: str = ""
    when: Moment | None = None
    where: str = ""
    official: Official | None = None


@noun
class Event:
    """One line of the timeline; `sources` are articles of the story."""

    when: Moment
    what: str
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@noun
class Correction:
    date: Moment
    text: str


@noun
class Step:
    """One line of a story's history: since `date` the status of a claim is `after`.

    `after` is a term, or an editor's own word; then `by` says whose. `before` is what it was, "" for the first.
    """

    date: Moment
    claim: str
    after: str
    before: str = ""
    cause: str = ""
    by: str = ""
    address: Origin = field(default=Origin(path=""), compare=False)


@noun
class Story:
    """`articles` stand in the order of their publication; `outlets` and `people` are those it names, by id.

    `history` stands in the order of time.
    """

    id: str
    title: str
    date: Moment = UNKNOWN
    question: str = ""
    summary: str = ""
    place: str = ""
    updated: Moment | None = None
    draft: bool = False
    embargo: Moment | None = None
    editors: tuple[str, ...] = ()
    method: str = ""
    contact: str = ""
    corrections: tuple[Correction, ...] = ()
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    timeline: tuple[Event, ...] = ()
    note: Body = Body()
    history: tuple[Step, ...] = ()
    articles: tuple[Article, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    people: tuple[Person, ...] = ()
    assets: tuple[str, ...] = ()  # names of the other files in its folder
    address: Origin = field(default=Origin(path=""), compare=False)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention of the story, article by article."""
        return tuple([mention for article in self.articles for mention in article.mentions])


@noun
class PlainPage:
    """A page of the site's own: about, method, corrections."""

    id: str
    title: str
    description: str = ""
    order: int = 0
    draft: bool = False
    body: Body = Body()

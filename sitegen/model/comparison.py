"""What comparing the articles of a story gives: for every claim its cells, chains, voices and status."""

from typing import Literal

from sitegen.model.moment import Moment
from sitegen.model.noun import noun
from sitegen.model.terms import Challenge, Support
from sitegen.model.text import Span


@noun
class Chain:
    """Articles that rest on the same reporting, and the newsrooms whose reporting it is. Both sorted by id."""

    members: tuple[str, ...]
    origins: tuple[str, ...]


@noun
class Cell:
    """What one article does with one claim: its stances in the order of its mentions, or `("omits",)`."""

    article: str
    stances: tuple[str, ...]
    mentions: tuple[str, ...] = ()


@noun
class Finding:
    """What the rules say about one claim. `articles`, `chains`, `origins` and `voices` speak of its support alone.

    A voice is the affiliation of a speaker ("unknown" without one), or `own:<outlet>`. `status` is the word the rules
    give; an editor's ruling is not part of it. `rivals` are the supported claims that it conflicts with.
    """

    claim: str
    cells: tuple[Cell, ...]
    articles: tuple[str, ...]
    chains: tuple[Chain, ...]
    origins: tuple[str, ...]
    voices: tuple[str, ...]
    named: bool
    flags: tuple[str, ...]
    support: Support
    challenge: Challenge
    status: str
    rivals: tuple[str, ...] = ()


StrapKind = Literal["articles", "chains", "unnamed", "denied", "declined", "retracted", "disagree", "unsupported"]


@noun
class StrapFact:
    """One part of the strap: a kind, the ids it speaks of (people, claims), a number, and the claim that proves it."""

    kind: StrapKind
    claim: str = ""
    ids: tuple[str, ...] = ()
    count: int = 0


@noun
class Occurrence:
    """A line of the timeline: an event of story.md (by its `number` there), or what an article or a speaker did."""

    kind: Literal["event", "said", "published", "updated"]
    when: Moment
    number: int = 0
    article: str = ""
    utterances: tuple[str, ...] = ()


@noun
class Place:
    """Where a passage stands first in an article. `quoted`: four fifths of its words are in quotation marks."""

    article: str
    span: Span
    quoted: bool


@noun
class Passage:
    """The same words in several articles, in the order of the story. A quotation is quoted in all of them."""

    kind: Literal["verbatim", "quotation"]
    words: int
    places: tuple[Place, ...]


@noun
class Thread:
    """What stands in both of two articles, and where: a passage, or (as "rewrite") less than one in their own words."""

    kind: Literal["verbatim", "quotation", "rewrite"]
    words: int
    spans: tuple[Span, Span]


@noun
class Pair:
    """Two articles, the earlier one first, that are worth reading side by side.

    `shared` is how much of either one's own words the other has, in per cent. `is_rewrite`: that is so much that one
    is likely made from the other. `is_declared`: the bundle says that it is. Threads stand in the order of the first
    article and overlap in neither.
    """

    articles: tuple[str, str]
    shared: tuple[int, int]
    is_rewrite: bool
    is_declared: bool
    threads: tuple[Thread, ...]


@noun
class Comparison:
    """`findings` stand in the order of importance; `chains` group all articles of the story, for the columns.

    `passages` are verbatim ones first, then shared quotations, the longest of each first; `pairs` the strongest first.
    """

    findings: tuple[Finding, ...] = ()
    chains: tuple[Chain, ...] = ()
    strap: tuple[StrapFact, ...] = ()
    timeline: tuple[Occurrence, ...] = ()
    passages: tuple[Passage, ...] = ()
    pairs: tuple[Pair, ...] = ()

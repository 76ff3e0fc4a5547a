"""What comparing the articles of a story gives: for every claim its cells, chains, voices and status."""

from typing import Literal

from sitegen.model.moment import Moment
from sitegen.model.noun import noun
from sitegen.model.terms import Challenge, Support
from sitegen.model.text import Span
from sitegen.model.wording import Collation, Headline, Rewording


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
class Stop:
    """A place that the story came through.

    `person`: somebody who speaks for or against a core claim; `stances` are all that they say against one.
    `newsroom`: an outlet whose reporting it is. `report`: a newsroom together with the one article of its own, whose
    id it has. `article`: one that passes on the reporting of others, or one of several that a newsroom wrote itself.
    """

    kind: Literal["person", "newsroom", "report", "article"]
    id: str
    stances: tuple[str, ...] = ()


@noun
class Step:
    """From one stop to the next, both by their place among the stops.

    `how`: "speaks"; a derivation ("copy", "original" for one who adds to what others reported); "cites" for reporting
    that is drawn on for a single claim; "own" from a newsroom to one of its several articles. `stances` are what
    somebody says there against a core claim.
    """

    source: int
    target: int
    how: str
    stances: tuple[str, ...] = ()


@noun
class Provenance:
    """How the story travelled: people, newsrooms, articles. No step leads back; `claims` are the core ones."""

    claims: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    steps: tuple[Step, ...] = ()


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

    `collations` compare what was said, `rewordings` what rewrites changed; `headlines` stand in the articles' order.
    `passages` are verbatim ones first, then shared quotations, the longest of each first; `pairs` the strongest first.
    """

    findings: tuple[Finding, ...] = ()
    chains: tuple[Chain, ...] = ()
    strap: tuple[StrapFact, ...] = ()
    timeline: tuple[Occurrence, ...] = ()
    provenance: Provenance = Provenance()
    collations: tuple[Collation, ...] = ()
    rewordings: tuple[Rewording, ...] = ()
    headlines: tuple[Headline, ...] = ()
    passages: tuple[Passage, ...] = ()
    pairs: tuple[Pair, ...] = ()

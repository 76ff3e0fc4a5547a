"""What the rules say about one claim: cells, chains, voices, flags, support, challenge, status (PRODUCT §3)."""

from collections.abc import Mapping

from sitegen.compare.chains import chains
from sitegen.compare.sourcing import Backing, Sourcing, backing
from sitegen.compare.values import normalised
from sitegen.model.article import Article, Mention
from sitegen.model.comparison import Cell, Chain, Finding
from sitegen.model.site import Person
from sitegen.model.story import Claim, Story
from sitegen.model.terms import CONTESTED, DISTORTED, HEDGED_ONLY, OMITS, SUPPORTING, VALUES_DIFFER, Challenge, Support


def findings(story: Story) -> tuple[Finding, ...]:
    """One finding for each claim: the heaviest first, then what most articles speak of, then the order of story.md."""
    mentions: dict[str, list[Mention]] = {claim.id: [] for claim in story.claims}
    for mention in story.mentions:
        mentions[mention.claim].append(mention)
    support = {claim: backing(found, story.articles) for claim, found in mentions.items()}
    supported = frozenset(claim for claim, found in support.items() if found.mentions)
    people = {person.id: person for person in story.people}
    found = {
        claim.id: _finding(claim, tuple(mentions[claim.id]), support[claim.id], supported, people, story.articles)
        for claim in story.claims
    }
    coverage = {claim: len({mention.article for mention in each}) for claim, each in mentions.items()}
    ranked = sorted(story.claims, key=lambda claim: (-claim.weight, -coverage[claim.id]))
    return tuple(found[claim.id] for claim in ranked)


def _finding(
    claim: Claim,
    mentions: tuple[Mention, ...],
    support: Backing,
    supported: frozenset[str],
    people: Mapping[str, Person],
    articles: tuple[Article, ...],
) -> Finding:
    sourcing = Sourcing(support)
    linked = chains(sourcing)
    spoken = [mention for mention in support.mentions if mention.stance != "hedges"]
    voices = tuple(sorted({voice for mention in spoken for voice in _voices(mention, sourcing, people)}))
    named = any(people[person].named for mention in spoken for person in mention.by)
    rivals = tuple(rival for rival in claim.conflicts_with if rival in supported)
    worth = _support(linked, voices, named, claim)
    against = _challenge(mentions, support, rivals)
    return Finding(
        claim=claim.id,
        cells=_cells(articles, mentions),
        articles=tuple([article.id for article in support.articles]),
        chains=linked,
        origins=tuple(sorted({origin for chain in linked for origin in chain.origins})),
        voices=voices,
        named=named,
        flags=_flags(support),
        support=worth,
        challenge=against,
        status=against if against in CONTESTED else worth,
        rivals=rivals,
    )


def _cells(articles: tuple[Article, ...], mentions: tuple[Mention, ...]) -> tuple[Cell, ...]:
    own: dict[str, list[Mention]] = {article.id: [] for article in articles}
    for mention in mentions:
        own[mention.article].append(mention)
    return tuple(
        [
            Cell(
                article=article,
                stances=tuple([mention.stance for mention in found]) or (OMITS,),
                mentions=tuple([mention.id for mention in found]),
            )
            for article, found in own.items()
        ]
    )


def _voices(mention: Mention, sourcing: Sourcing, people: Mapping[str, Person]) -> set[str]:
    if mention.by:
        return {people[person].affiliation or "unknown" for person in mention.by}
    return {f"own:{origin}" for origin in sourcing.mention_origins(mention)}


def _support(linked: tuple[Chain, ...], voices: tuple[str, ...], named: bool, claim: Claim) -> Support:
    if not linked:
        return "unsupported"
    if len(linked) == 1:
        return "single-source"
    if claim.kind != "statement" and len(voices) == 1 and not named:
        return "narrowly-sourced"
    return "corroborated"


def _challenge(mentions: tuple[Mention, ...], support: Backing, rivals: tuple[str, ...]) -> Challenge:
    """The gravest that applies. A retraction takes support away; what was said against a claim stays said."""
    stances = {mention.stance for mention in mentions}
    if not support.mentions and any(stance in SUPPORTING for stance in stances):
        return "retracted"
    if "contradicts" in stances or rivals:
        return "contradicted"
    if "denies" in stances:
        return "disputed"
    if "declines" in stances:
        return "not-confirmed"
    return "none"


def _flags(support: Backing) -> tuple[str, ...]:
    if not support.mentions:
        return ()
    flags = []
    if all(mention.stance == "hedges" or mention.hedge for mention in support.mentions):
        flags.append(HEDGED_ONLY)
    if len({normalised(mention.value) for mention in support.mentions if mention.value}) > 1:
        flags.append(VALUES_DIFFER)
    if all(_distorts(article, support) for article in support.articles):
        flags.append(DISTORTED)
    return tuple(flags)


def _distorts(article: Article, support: Backing) -> bool:
    """A paraphrase; or a change of high weight touches the words that carry the claim."""
    if article.source.derivation == "paraphrase":
        return True
    spans = [span for mention in support.mentions if mention.article == article.id for span in mention.spans]
    grave = [change.span for change in article.changes if change.weight == "high" and change.span]
    return any(change.start < span.end and span.start < change.end for change in grave for span in spans)

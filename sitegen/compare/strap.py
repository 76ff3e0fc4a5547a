"""The strap: a story in one line of facts, each with its evidence. It speaks of the core claims."""

from collections import Counter
from collections.abc import Iterator

from sitegen.model.article import Mention
from sitegen.model.comparison import Finding, StrapFact, StrapKind
from sitegen.model.story import Story
from sitegen.model.terms import Stance
from sitegen.model.text import Span

ANSWERS: tuple[tuple[Stance, StrapKind], ...] = (("denies", "denied"), ("declines", "declined"))


def strap(story: Story, findings: tuple[Finding, ...]) -> tuple[StrapFact, ...]:
    """How many articles, how many chains, on whose word, who denies it, and on what the outlets disagree."""
    facts = [StrapFact(kind="articles", count=len(story.articles))]
    if findings:
        facts += _sourcing(story, findings[0])
        facts += _answers(story, findings)
    withdrawn = tuple(each.id for each in story.articles if each.source.status == "retracted")
    if withdrawn:
        facts.append(StrapFact(kind="retracted", ids=withdrawn, count=len(withdrawn)))
    return tuple(facts)


def core_claims(story: Story, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """The claims of the highest weight; where nobody weighed them, the one that most articles speak of."""
    weight = {claim.id: claim.weight for claim in story.claims}
    heaviest = max(weight.values(), default=0)
    if not heaviest:
        return tuple(finding.claim for finding in findings[:1])
    return tuple(finding.claim for finding in findings if weight[finding.claim] == heaviest)


def _sourcing(story: Story, core: Finding) -> Iterator[StrapFact]:
    if not core.chains:
        yield StrapFact(kind="unsupported", claim=core.claim)
        return
    yield StrapFact(kind="chains", claim=core.claim, count=len(core.chains))
    speakers = Counter(
        person
        for mention in story.mentions
        if mention.claim == core.claim and mention.article in core.articles and mention.stance == "attributes"
        for person in mention.by
    )
    if speakers and not core.named and len(core.voices) == 1:
        often = min(speakers, key=lambda person: (-speakers[person], person))
        yield StrapFact(kind="unnamed", claim=core.claim, ids=(often,), count=len(speakers))


def _answers(story: Story, findings: tuple[Finding, ...]) -> Iterator[StrapFact]:
    """Who denies a core claim, else who declined to say; then the statements on which outlets disagree."""
    core = frozenset(core_claims(story, findings))
    contested = _contested(story, findings)
    for stance, kind in ANSWERS:
        against = [mention for mention in story.mentions if mention.claim in core and mention.stance == stance]
        settled = [mention for mention in against if not _overlaps(mention, contested.get(mention.article, []))]
        settled = settled or against
        if settled:
            first = settled[0].claim
            people = tuple(dict.fromkeys(person for mention in settled for person in mention.by))
            yield StrapFact(kind=kind, claim=first, ids=people)
            break
    for finding in findings:
        if finding.challenge == "contradicted":
            yield StrapFact(kind="disagree", claim=finding.claim)
            break


def _contested(story: Story, findings: tuple[Finding, ...]) -> dict[str, list[Span]]:
    """Words of each article that carry a contradicted claim: whether they were a denial is itself in dispute."""
    contradicted = {finding.claim for finding in findings if finding.challenge == "contradicted"}
    found: dict[str, list[Span]] = {}
    for mention in story.mentions:
        if mention.claim in contradicted:
            found.setdefault(mention.article, []).extend(mention.spans)
    return found


def _overlaps(mention: Mention, spans: list[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in mention.spans for b in spans)

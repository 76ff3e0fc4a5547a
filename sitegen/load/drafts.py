"""A story as it may be published: nothing of a draft is left in it, not even a name."""

from dataclasses import replace

from sitegen.model.article import Article
from sitegen.model.story import Claim, Story


def without_drafts(story: Story) -> Story | None:
    """The story without its draft articles and whatever only they brought in; None if it is a draft itself."""
    if story.draft:
        return None
    drafts = frozenset(article.id for article in story.articles if article.draft)
    if not drafts:
        return story
    articles = tuple(_without(article, drafts) for article in story.articles if not article.draft)
    claims = tuple(claim for claim in story.claims if not _only_in(claim, drafts, story))
    kept = frozenset(claim.id for claim in claims)
    published = replace(
        story,
        articles=articles,
        claims=tuple(_with(claim, kept) for claim in claims),
        disputes=tuple(replace(each, claims=tuple(c for c in each.claims if c in kept)) for each in story.disputes),
        timeline=tuple(
            replace(
                event,
                sources=tuple(each for each in event.sources if each not in drafts),
                claims=tuple(each for each in event.claims if each in kept),
            )
            for event in story.timeline
        ),
    )
    return replace(
        published,
        outlets=tuple(each for each in story.outlets if each.id in _outlets_named(published)),
        people=tuple(each for each in story.people if each.id in _people_named(published)),
    )


def _without(article: Article, drafts: frozenset[str]) -> Article:
    return replace(article, changes=tuple(each for each in article.changes if each.source not in drafts))


def _only_in(claim: Claim, drafts: frozenset[str], story: Story) -> bool:
    """The claim was defined on the spot, in a draft (one that story.md defines is the desk's, and stays)."""
    if not any(claim.address.path.endswith(f"/{draft}.md") for draft in drafts):
        return False
    return not any(mention.claim == claim.id and mention.article not in drafts for mention in story.mentions)


def _with(claim: Claim, kept: frozenset[str]) -> Claim:
    return replace(
        claim,
        conflicts_with=tuple(each for each in claim.conflicts_with if each in kept),
        same_as=tuple(each for each in claim.same_as if each in kept or "/" in each),
    )


def _outlets_named(story: Story) -> frozenset[str]:
    named = {article.source.outlet for article in story.articles}
    named.update(origin for article in story.articles for origin in article.source.origin)
    named.update(via for mention in story.mentions for via in mention.via)
    named.update(change.source for article in story.articles for change in article.changes)
    named.update(about for claim in story.claims for about in claim.about)
    return frozenset(named)


def _people_named(story: Story) -> frozenset[str]:
    named = {person for mention in story.mentions for person in mention.by}
    named.update(claim.speaker for claim in story.claims)
    named.update(utterance.speaker for utterance in story.utterances)
    named.update(about for claim in story.claims for about in claim.about)
    return frozenset(named)

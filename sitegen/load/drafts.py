"""A story as it may be published: nothing of a draft or under an embargo is left in it, not even a name."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from posixpath import normpath
from typing import TypeVar

from sitegen.model.article import Article
from sitegen.model.moment import UNKNOWN, Moment
from sitegen.model.story import Claim, Dispute, Event, Story
from sitegen.model.text import Anchor, Body, Markup, Piece

P = TypeVar("P", Dispute, Event)


def public(story: Story, now: str, *, drafts: bool, embargoed: bool) -> Story | None:
    """The story as it is shown at the instant `now`: without what is held back, and without embargoes that are over.

    None if all of it is held back. `drafts` and `embargoed` say what is shown nevertheless.
    """
    left = story if drafts else without_drafts(story)
    found = left and _without_held_back(
        _unembargoed(left, now), lambda part: part.embargo is not None and not embargoed
    )
    if found is None or found.date.stamp:
        return found
    return replace(found, date=first_day(article for article in found.articles if not article.draft))


def turns(story: Story, *, drafts: bool) -> tuple[str, ...]:
    """The instants at which an embargo in the story ends, in order: then other things of it are shown."""
    left = story if drafts else without_drafts(story)
    ends = (left.embargo, *(article.embargo for article in left.articles)) if left else ()
    return tuple(sorted({each.instant for each in ends if each is not None}))


def without_drafts(story: Story) -> Story | None:
    """The story without its draft articles and whatever only they brought in; None if it is a draft itself."""
    return _without_held_back(story, lambda part: part.draft)


def first_day(articles: Iterable[Article]) -> Moment:
    """The day on which the first of the articles was published."""
    days = [each.source.published.day for each in articles if each.source.published.day]
    return Moment(precision="day", stamp=min(days)) if days else UNKNOWN


def _unembargoed(story: Story, now: str) -> Story:
    if not turns(story, drafts=True):
        return story
    articles = tuple(replace(each, embargo=_running(each.embargo, now)) for each in story.articles)
    return replace(story, embargo=_running(story.embargo, now), articles=articles)


def _running(embargo: Moment | None, now: str) -> Moment | None:
    return embargo if embargo is not None and now < embargo.instant else None


def _without_held_back(story: Story, is_held_back: Callable[[Story | Article], bool]) -> Story | None:
    if is_held_back(story):
        return None
    held = tuple(article for article in story.articles if is_held_back(article))
    if not held:
        return story
    drafts = frozenset(article.id for article in held)
    files = frozenset(article.address.path for article in held)
    hidden = frozenset(claim.id for claim in story.claims if claim.address.path in files)
    articles = tuple(_without(article, drafts, hidden) for article in story.articles if article.id not in drafts)
    timeline = tuple(
        replace(event, sources=tuple(each for each in event.sources if each not in drafts)) for event in story.timeline
    )
    claims = tuple(claim for claim in story.claims if claim.id not in hidden)
    note = _unlinked(story.note, drafts)
    return pruned(replace(story, articles=articles, claims=claims, timeline=timeline, note=note))


def pruned(story: Story) -> Story:
    """The story without claims, outlets and people that only a part brought in that is not there (any more)."""
    mentioned = {mention.claim for mention in story.mentions}
    own_file = story.address.path
    claims = tuple(claim for claim in story.claims if claim.id in mentioned or claim.address.path == own_file)
    kept = frozenset(claim.id for claim in claims)
    left = replace(
        story,
        claims=tuple(_with(claim, kept) for claim in claims),
        disputes=tuple(_about(each, kept) for each in story.disputes),
        timeline=tuple(_about(each, kept) for each in story.timeline),
        history=tuple(each for each in story.history if each.claim in kept),
    )
    outlets, people = _outlets_named(left), _people_named(left)
    return replace(
        left,
        outlets=tuple(each for each in story.outlets if each.id in outlets),
        people=tuple(each for each in story.people if each.id in people),
    )


def _without(article: Article, drafts: frozenset[str], hidden: frozenset[str]) -> Article:
    return replace(
        article,
        mentions=tuple(each for each in article.mentions if each.claim not in hidden),
        changes=tuple(each for each in article.changes if each.source not in drafts),
        body=_unlinked(article.body, drafts),
    )


def _unlinked(body: Body, drafts: frozenset[str]) -> Body:
    """The body with links to drafts turned into plain words."""
    files = frozenset(f"{draft}.md" for draft in drafts)

    def kept(piece: Piece) -> Piece:
        if isinstance(piece, Anchor) and normpath(piece.href.partition("#")[0]) in files:
            return Markup(html="<a>")
        return piece

    return replace(body, blocks=tuple(replace(each, pieces=tuple(map(kept, each.pieces))) for each in body.blocks))


def _about(part: P, kept: frozenset[str]) -> P:
    claims = tuple([each for each in part.claims if each in kept])
    return part if claims == part.claims else replace(part, claims=claims)


def _with(claim: Claim, kept: frozenset[str]) -> Claim:
    conflicts = tuple([each for each in claim.conflicts_with if each in kept])
    same = tuple([each for each in claim.same_as if each in kept or "/" in each])
    if conflicts == claim.conflicts_with and same == claim.same_as:
        return claim
    return replace(claim, conflicts_with=conflicts, same_as=same)


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

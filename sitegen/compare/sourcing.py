"""Whose reporting an article rests on when it supports a claim, and articles that rest on one another in a circle.

For a supporting article *a*, O(a) are its mentions' `via`. An outlet in it, other than *a*'s own, whose article in the
story also supports the claim is replaced by that article's origins, repeatedly (PRODUCT §3).
"""

from collections.abc import Iterable
from dataclasses import replace

from sitegen.model.article import Article, Mention
from sitegen.model.noun import noun
from sitegen.model.problem import Problem
from sitegen.model.story import Story
from sitegen.model.terms import SUPPORTING


@noun
class Backing:
    """The support of one claim: its mentions, and the articles that they stand in, in the story's order."""

    mentions: tuple[Mention, ...]
    articles: tuple[Article, ...]


def backing(mentions: Iterable[Mention], articles: tuple[Article, ...]) -> Backing:
    """Of one claim's mentions those that assert, attribute or hedge it in articles that were not retracted."""
    standing = {article.id: article for article in articles if article.source.status != "retracted"}
    support = tuple(each for each in mentions if each.stance in SUPPORTING and each.article in standing)
    carriers = {each.article for each in support}
    return Backing(mentions=support, articles=tuple(each for each in articles if each.id in carriers))


class Sourcing:
    """The origins of every supporting article of one claim, and of every mention."""

    def __init__(self, support: Backing) -> None:
        self.support = support
        self.raw: dict[str, dict[str, None]] = {article.id: {} for article in support.articles}
        for mention in support.mentions:
            self.raw[mention.article].update(dict.fromkeys(mention.via))
        self.by_outlet: dict[str, list[str]] = {}
        self.outlet: dict[str, str] = {}
        for article in support.articles:
            self.by_outlet.setdefault(article.source.outlet, []).append(article.id)
            self.outlet[article.id] = article.source.outlet

    def origins(self, article: str) -> frozenset[str]:
        """O(a): the newsrooms at the far end of the article's sourcing."""
        return self._far_end(article, self.raw[article])

    def mention_origins(self, mention: Mention) -> frozenset[str]:
        """The same for one mention alone."""
        return self._far_end(mention.article, mention.via)

    def circle(self, article: str) -> tuple[str, ...]:
        """The articles through which this one rests on itself, itself first; () if it does not."""
        came_from: dict[str, str] = {}
        queue = [article]
        for current in queue:
            for following in self._relied_on(current, self.raw[current]):
                if following == article:
                    path = [current]
                    while path[-1] != article:
                        path.append(came_from[path[-1]])
                    return tuple(reversed(path))
                if following not in came_from:
                    came_from[following] = current
                    queue.append(following)
        return ()

    def _far_end(self, article: str, outlets: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        seen = {article}
        queue: list[tuple[str, Iterable[str]]] = [(article, outlets)]
        for current, raw in queue:
            for outlet in raw:
                others = self._replaces(current, outlet)
                if not others:
                    found.add(outlet)
                for following in others:
                    if following not in seen:
                        seen.add(following)
                        queue.append((following, self.raw[following]))
        return frozenset(found)

    def _relied_on(self, article: str, outlets: Iterable[str]) -> list[str]:
        return [each for outlet in outlets for each in self._replaces(article, outlet)]

    def _replaces(self, article: str, outlet: str) -> list[str]:
        """The supporting articles of `outlet` that stand in for it; none for the article's own outlet."""
        return [] if outlet == self.outlet[article] else self.by_outlet.get(outlet, [])


def without_circles(story: Story) -> tuple[Story, tuple[Problem, ...]]:
    """The story without those mentions whose sourcing leads back to themselves; each circle is an error."""
    outlet = {article.id: article.source.outlet for article in story.articles}
    publishers = set(outlet.values())
    if not any(via in publishers and via != outlet[each.article] for each in story.mentions for via in each.via):
        return story, ()  # nobody rests on anybody else here
    problems: list[Problem] = []
    faulty: set[tuple[str, str]] = set()
    by_claim: dict[str, list[Mention]] = {}
    for mention in story.mentions:
        by_claim.setdefault(mention.claim, []).append(mention)
    for claim, mentions in by_claim.items():
        support = backing(mentions, story.articles)
        sourcing = Sourcing(support)
        reported: set[str] = set()
        for article in support.articles:
            circle = sourcing.circle(article.id)
            if not circle:
                continue
            own = [each for each in support.mentions if each.article == article.id]
            faulty.update((each.article, each.id) for each in own)
            if article.id in reported:
                continue
            reported.update(circle)
            route = " → ".join((*circle, circle[0]))
            message = f'circular sourcing: for "{claim}" the reporting leads back to where it began ({route})'
            hint = "one of them must name in `via` or `origin` whose reporting it really is"
            problems.append(Problem(origin=own[0].address, code="circular-sourcing", message=message, hint=hint))
    if not faulty:
        return story, ()
    articles = tuple(
        replace(each, mentions=tuple(mention for mention in each.mentions if (each.id, mention.id) not in faulty))
        for each in story.articles
    )
    return replace(story, articles=articles), tuple(problems)

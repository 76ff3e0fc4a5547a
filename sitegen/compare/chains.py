"""Chains: how many really independent reports stand behind a claim (PRODUCT §3)."""

from collections.abc import Callable, Iterable

from sitegen.compare.sourcing import Sourcing
from sitegen.model.article import Article
from sitegen.model.comparison import Chain

RESTATES = ("copy", "paraphrase", "translation")


def chains(sourcing: Sourcing) -> tuple[Chain, ...]:
    """Connected components of the supporting articles: their origins meet, or one is a version of the other."""
    return _components(sourcing.support.articles, sourcing.origins)


def story_chains(articles: tuple[Article, ...]) -> tuple[Chain, ...]:
    """All articles of a story by the reporting that they rest on as a whole, whatever each says of a single claim."""
    own = {article.source.outlet for article in articles}
    drawn = {each.source.outlet for each in articles if set(each.source.origin) != {each.source.outlet}}
    joined = _components(articles, lambda article: _whole_origins(article, articles))
    shown = []
    for chain in joined:
        members = {article.source.outlet for article in articles if article.id in chain.members}
        replaced = members & drawn & own
        origins = tuple(each for each in chain.origins if each not in replaced) or chain.origins
        shown.append(Chain(members=chain.members, origins=origins))
    return tuple(shown)


def _whole_origins(article: str, articles: tuple[Article, ...]) -> frozenset[str]:
    found = next(each for each in articles if each.id == article)
    # Its own outlet is a link too, so that whoever names it as an origin stands in the same chain.
    if any(found.source.outlet in each.source.origin for each in articles if each.id != article):
        return frozenset((*found.source.origin, found.source.outlet))
    return frozenset(found.source.origin)


def _components(articles: Iterable[Article], origins: Callable[[str], frozenset[str]]) -> tuple[Chain, ...]:
    articles = tuple(articles)
    ids = [article.id for article in articles]
    reached = {each: origins(each) for each in ids}
    head = {each: each for each in ids}

    def find(each: str) -> str:
        while head[each] != each:
            head[each] = head[head[each]]
            each = head[each]
        return each

    first_with: dict[str, str] = {}
    for each in ids:
        for origin in reached[each]:
            head[find(each)] = find(first_with.setdefault(origin, each))
    for article in articles:
        if article.source.derivation in RESTATES:
            for change in article.changes:
                if change.source in head:
                    head[find(article.id)] = find(change.source)
    groups: dict[str, list[str]] = {}
    for each in ids:
        groups.setdefault(find(each), []).append(each)
    found = (
        Chain(members=tuple(sorted(group)), origins=tuple(sorted({o for each in group for o in reached[each]})))
        for group in groups.values()
    )
    return tuple(sorted(found, key=lambda chain: chain.members))

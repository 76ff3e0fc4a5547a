"""Tiny stories, made of values: who reports what about a claim, on whose word and whose reporting."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sitegen.compare.comparison import comparison
from sitegen.model.article import Article, Change, Mention, Source
from sitegen.model.comparison import Finding
from sitegen.model.problem import Origin
from sitegen.model.site import Person
from sitegen.model.story import Claim, Story
from sitegen.model.text import Span

PEOPLE = (
    Person(id="ann", name="Ann", affiliation="City"),
    Person(id="bob", name="Bob", affiliation="Port"),
    Person(id="officials", name="officials", affiliation="City", named=False),
    Person(id="sailors", name="sailors", affiliation="Port", named=False),
    Person(id="somebody", name="somebody", named=False),
)


def says(stance: str = "asserts", by: str = "", via: str = "", about: str = "c", at: str = "", **more: Any) -> Mention:
    """A mention of the claim `c`; `by` and `via` are lists with spaces, `at` is "3-9": where the quotation stands."""
    start, _, end = at.partition("-")
    spans = (Span(start=int(start), end=int(end)),) if at else ()
    return Mention(
        id="",
        article="",
        claim=about,
        stance=stance,  # type: ignore[arg-type]
        by=tuple(by.split()),
        via=tuple(via.split()),
        spans=spans,
        **more,
    )


def report(outlet: str, *mentions: Mention, origin: str = "", id: str = "", **source: Any) -> Article:  # noqa: A002
    """An article whose id is that of its outlet, unless it is given."""
    name = id or outlet
    origins = tuple(origin.split()) or (outlet,)
    changes = source.pop("changes", ())
    return Article(
        id=name,
        title=name,
        lang="en",
        source=Source(outlet=outlet, origin=origins, **source),
        changes=changes,
        mentions=tuple(
            replace(
                each,
                id=f"{name}-{each.claim}-{number}",
                article=name,
                via=each.via or origins,
                address=Origin(path=f"{name}.md", line=number),
            )
            for number, each in enumerate(mentions, start=1)
        ),
    )


def changed(article: str, weight: str = "medium", at: str = "") -> Change:
    start, _, end = at.partition("-")
    span = Span(start=int(start), end=int(end)) if at else None
    return Change(source=article, kind="word", weight=weight, span=span)  # type: ignore[arg-type]


def told(*articles: Article, claims: Iterable[Claim] = ()) -> Story:
    """A story of these articles, with a claim for everything they mention unless it is given."""
    given = {claim.id: claim for claim in claims}
    for article in articles:
        for mention in article.mentions:
            given.setdefault(mention.claim, Claim(id=mention.claim, text=mention.claim))
    return Story(id="s", title="S", articles=articles, claims=tuple(given.values()), people=PEOPLE)


def found(*articles: Article, about: str = "c", claims: Iterable[Claim] = ()) -> Finding:
    """What the rules say about one claim of a story of these articles."""
    return of(told(*articles, claims=claims), about)


def of(story: Story, claim: str = "c") -> Finding:
    return next(each for each in comparison(story).findings if each.claim == claim)


def groups(finding: Finding) -> list[str]:
    """The chains as `a+b: x y`: members and origins."""
    return [f"{'+'.join(chain.members)}: {' '.join(chain.origins)}" for chain in finding.chains]

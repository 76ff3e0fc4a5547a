"""Home, the indexes, and the pages of outlets and people: made from the summaries of all stories."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from sitegen.model.page import File
from sitegen.model.site import Outlet, Person
from sitegen.model.summary import IndexedClaim, OutletRole, PersonRole, Summary
from sitegen.model.terms import STATUSES
from sitegen.model.views import (
    ClaimsView,
    DirectoryLine,
    DirectoryView,
    Facet,
    HomeView,
    Link,
    OutletView,
    PersonView,
    SourceFact,
)
from sitegen.pages import urls, words

CLAIMS_A_PAGE = 200
CLAIMS_TABLE = "claims/claims.json"


class Everybody(NamedTuple):
    """All outlets and people of the published stories, by id, with what they do in each story."""

    outlets: dict[str, list[OutletRole]]
    people: dict[str, list[PersonRole]]


def everybody(summaries: tuple[Summary, ...]) -> Everybody:
    outlets: dict[str, list[OutletRole]] = {}
    people: dict[str, list[PersonRole]] = {}
    for summary in summaries:
        for outlet in summary.outlets:
            outlets.setdefault(outlet.outlet.id, []).append(outlet)
        for person in summary.people:
            people.setdefault(person.person.id, []).append(person)
    return Everybody(dict(sorted(outlets.items())), dict(sorted(people.items())))


def home_view(summaries: tuple[Summary, ...]) -> HomeView:
    counts: Counter[str] = Counter()
    for summary in summaries:
        for term, _, number in summary.line.statuses:
            counts[term] += number
    publishers = {role.outlet.id for summary in summaries for role in summary.outlets if role.articles}
    return HomeView(
        stories=tuple(summary.line for summary in summaries),
        articles=sum(summary.line.articles for summary in summaries),
        claims=sum(summary.line.claims for summary in summaries),
        outlets=len(publishers),
        statuses=tuple((term, words.STATUSES[term], counts[term]) for term in STATUSES if counts[term]),
    )


def claims_views(summaries: tuple[Summary, ...], who: Everybody) -> tuple[tuple[str, ClaimsView], ...]:
    """The pages of the claims index, each with its URL; the first one always exists."""
    claims = [claim for summary in summaries for claim in summary.claims]
    facets = _facets(claims, who)
    last = max(-(-len(claims) // CLAIMS_A_PAGE), 1)
    return tuple(
        (
            _claims_url(number),
            ClaimsView(
                lines=tuple(claim.line for claim in claims[(number - 1) * CLAIMS_A_PAGE : number * CLAIMS_A_PAGE]),
                total=len(claims),
                number=number,
                pages=last,
                previous=_claims_url(number - 1) if number > 1 else "",
                next=_claims_url(number + 1) if number < last else "",
                facets=facets,
                data=CLAIMS_TABLE,
            ),
        )
        for number in range(1, last + 1)
    )


def claims_table(summaries: tuple[Summary, ...], who: Everybody) -> File:
    """Every claim with what it can be filtered by, in a form that a browser filters 50,000 of at once."""
    claims = [(place, claim) for place, summary in enumerate(summaries) for claim in summary.claims]
    outlets = sorted({outlet for _, claim in claims for outlet in claim.outlets})
    speakers = sorted({speaker for _, claim in claims for speaker in claim.speakers})
    kinds = sorted({claim.line.kind for _, claim in claims})
    outlet_at = {outlet: place for place, outlet in enumerate(outlets)}
    speaker_at = {speaker: place for place, speaker in enumerate(speakers)}
    table = {
        "stories": [[summary.line.title, summary.line.url] for summary in summaries],
        "outlets": [[outlet, who.outlets[outlet][0].outlet.name] for outlet in outlets],
        "speakers": [[speaker, who.people[speaker][0].person.name] for speaker in speakers],
        "kinds": [[kind, words.KINDS[kind]] for kind in kinds],
        "statuses": [[term, words.STATUSES[term]] for term in STATUSES],
        "claims": [
            [
                place,
                claim.id,
                claim.line.text,
                kinds.index(claim.line.kind),
                STATUSES.index(claim.line.status),
                claim.line.word,
                claim.line.articles,
                claim.line.chains,
                [outlet_at[outlet] for outlet in claim.outlets],
                [speaker_at[speaker] for speaker in claim.speakers],
            ]
            for place, claim in claims
        ],
    }
    return File(path=CLAIMS_TABLE, data=(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def outlets_view(who: Everybody) -> DirectoryView:
    return DirectoryView(
        title="Outlets",
        lead="Who published, and whose reporting the articles rest on.",
        lines=tuple(
            DirectoryLine(
                name=roles[0].outlet.name,
                url=urls.outlet_url(outlet),
                detail=_outlet_detail(roles[0].outlet),
                counts=_nonzero(
                    ("articles here", sum(len(role.articles) for role in roles)),
                    ("articles rest on it", sum(len(role.relied_on) for role in roles)),
                ),
            )
            for outlet, roles in _by_name(who.outlets)
        ),
    )


def people_view(who: Everybody) -> DirectoryView:
    return DirectoryView(
        title="People",
        lead="On whose word the claims rest. Sources without a name are listed as the articles describe them.",
        lines=tuple(
            DirectoryLine(
                name=roles[0].person.name,
                url=urls.person_url(person),
                detail=", ".join(part for part in (roles[0].person.role, roles[0].person.affiliation) if part),
                counts=_nonzero(("mentions", sum(len(role.statements) for role in roles))),
                named=roles[0].person.named,
            )
            for person, roles in _by_name(who.people)
        ),
    )


def outlet_view(roles: list[OutletRole]) -> OutletView:
    outlet = roles[0].outlet
    facts = [
        SourceFact(label=label, value=value)
        for label, value in (("Kind", outlet.kind), ("Country", outlet.country), ("Owner", outlet.owner))
        if value
    ]
    if outlet.url:
        facts.append(SourceFact(label="Site", value="", links=(Link(text=_bare(outlet.url), url=outlet.url),)))
    if outlet.policies:
        links = tuple(Link(text=_bare(policy), url=policy) for policy in outlet.policies)
        facts.append(SourceFact(label="Policies", value="", links=links))
    return OutletView(
        name=outlet.name,
        facts=tuple(facts),
        articles=tuple(article for role in roles for article in role.articles),
        relied_on=tuple(each for role in roles for each in role.relied_on),
    )


def person_view(roles: list[PersonRole]) -> PersonView:
    person = roles[0].person
    pairs = [("Role", person.role), ("Affiliation", person.affiliation)]
    if not person.named:
        pairs.append(("Name", "not given in the articles"))
        pairs.append(("Why", person.reason))
    if person.count > 1:
        pairs.append(("How many", str(person.count)))
    return PersonView(
        name=person.name,
        named=person.named,
        facts=tuple(SourceFact(label=label, value=value) for label, value in pairs if value),
        statements=tuple(statement for role in roles for statement in role.statements),
    )


def _claims_url(number: int) -> str:
    return urls.CLAIMS if number == 1 else f"{urls.CLAIMS}page-{number}/"


def _facets(claims: list[IndexedClaim], who: Everybody) -> tuple[Facet, ...]:
    statuses = Counter(claim.line.status for claim in claims)
    kinds = Counter(claim.line.kind for claim in claims)
    outlets = Counter(outlet for claim in claims for outlet in claim.outlets)
    speakers = Counter(speaker for claim in claims for speaker in claim.speakers)
    return (
        Facet(
            name="status",
            label="Status",
            choices=tuple((term, words.STATUSES[term], statuses[term]) for term in STATUSES if statuses[term]),
        ),
        Facet(
            name="kind",
            label="Kind",
            choices=tuple((kind, words.KINDS[kind], kinds[kind]) for kind in sorted(kinds)),
        ),
        Facet(
            name="outlet",
            label="Outlet",
            choices=_choices(outlets, {each: roles[0].outlet.name for each, roles in who.outlets.items()}),
        ),
        Facet(
            name="speaker",
            label="Speaker",
            choices=_choices(speakers, {each: roles[0].person.name for each, roles in who.people.items()}),
        ),
    )


def _choices(counts: Counter[str], names: dict[str, str]) -> tuple[tuple[str, str, int], ...]:
    ranked = sorted(counts, key=lambda each: (names[each].casefold(), each))
    return tuple((each, names[each], counts[each]) for each in ranked)


def _by_name(roles: dict[str, list[OutletRole]] | dict[str, list[PersonRole]]) -> list[tuple[str, list]]:  # type: ignore[type-arg]
    return sorted(roles.items(), key=lambda item: (_name(item[1][0]).casefold(), item[0]))


def _name(role: OutletRole | PersonRole) -> str:
    found: Outlet | Person = role.outlet if isinstance(role, OutletRole) else role.person
    return found.name


def _outlet_detail(outlet: Outlet) -> str:
    return ", ".join(part for part in (outlet.kind, outlet.country) if part)


def _nonzero(*counts: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((label, number) for label, number in counts if number)


def _bare(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def all_rows(summaries: Iterable[Summary], table: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one table over all stories."""
    return tuple(row for summary in summaries for name, rows in summary.tables if name == table for row in rows)

"""Home, the indexes, and the pages of outlets and people: made from the sheets of all stories."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import cast
from unicodedata import normalize

from sitegen.model.page import Entry, Facts, File
from sitegen.model.sheet import OutletRole, PersonRole
from sitegen.model.site import Outlet, Person
from sitegen.model.terms import STATUSES
from sitegen.model.views import (
    ArchiveView,
    ClaimLine,
    ClaimsView,
    DirectoryLine,
    DirectoryView,
    Facet,
    HomeView,
    Link,
    OutletView,
    Period,
    PeriodView,
    PersonView,
    SourceFact,
    StoryLine,
)
from sitegen.pages import urls, words
from sitegen.pages.periods import Stretch
from sitegen.pages.sheets import Sheet, collection_of, counts, newest_first, number
from sitegen.tongue import ENGLISH, Tongue

CLAIMS_INDEX = "claims/claims.json"
LONGEST = 200  # lines of an index of outlets or people; a longer one is divided by letter
MOST_NAMED = 40
DIGITS = "0–9"  # what names stand under that begin with no letter


def home_view(sheets: Sequence[Sheet], outlets: Sequence[Sheet], shown: Stretch, tongue: Tongue = ENGLISH) -> HomeView:
    """`sheets` are those of the stories, `outlets` those of the outlets, `shown` what stands on the page."""
    facts = [each.summary for each in sheets]
    found = dict(counts(facts, 3))
    return HomeView(
        stories=_lines(shown.entries),
        total=_sum(facts, 0),
        articles=_sum(facts, 1),
        claims=_sum(facts, 2),
        outlets=publishers(outlets),
        statuses=tuple((term, tongue.text(words.STATUSES[term]), found[term]) for term in STATUSES if found.get(term)),
        years=shown.years,
    )


def publishers(outlets: Iterable[Sheet]) -> int:
    """How many outlets published an article; `outlets` are the sheets of all."""
    return len({collection_of(each.name) for each in outlets if number(each.summary, 0)})


def archive_view(shown: Stretch, period: PeriodView) -> ArchiveView:
    return ArchiveView(period=period, stories=_lines(shown.entries), total=shown.total)


def claims_view(sheets: Sequence[Sheet], shown: Stretch, tongue: Tongue = ENGLISH) -> ClaimsView:
    facts = [each.summary for each in sheets]
    return ClaimsView(
        lines=_claim_lines(shown.entries),
        total=shown.total,
        years=shown.years,
        facets=_facets(dict(counts(facts, 1)), dict(counts(facts, 2)), tongue),
        data=CLAIMS_INDEX,
    )


def claims_period_view(shown: Stretch) -> ClaimsView:
    return ClaimsView(lines=_claim_lines(shown.entries), total=shown.total, period=shown.period)


def claims_index(blocks: Iterable[bytes], tongue: Tongue = ENGLISH) -> File:
    """Every claim with what it can be filtered by, in a form that a browser filters 50,000 of at once.

    {kinds, statuses: [[term, label], …], stories: [[title, url, claims], …]}, newest story first; a claim is
    [id, text, kind, place in statuses, word, articles, chains, [[outlet, name], …], [[speaker, name], …]].
    """
    head = {
        "kinds": [[kind, tongue.text(word)] for kind, word in words.KINDS.items()],
        "statuses": [[term, tongue.text(words.STATUSES[term])] for term in STATUSES],
    }
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
    return File(path=CLAIMS_INDEX, data=b"".join((start, b',"stories":[', b",\n".join(blocks), b"]}\n")))


def outlet_view(shown: Stretch, outlet: Outlet, tongue: Tongue = ENGLISH) -> OutletView:
    text = tongue.text
    pairs = ((text("Kind"), outlet.kind), (text("Country"), outlet.country), (text("Owner"), outlet.owner))
    facts = [SourceFact(label=label, value=value) for label, value in pairs if value]
    if outlet.url:
        facts.append(SourceFact(label=text("Site"), value="", links=(Link(text=_bare(outlet.url), url=outlet.url),)))
    if outlet.policies:
        links = tuple(Link(text=_bare(policy), url=policy) for policy in outlet.policies)
        facts.append(SourceFact(label=text("Policies"), value="", links=links))
    roles = [cast(OutletRole, each.value) for each in shown.entries]
    return OutletView(
        name=outlet.name,
        url=urls.outlet_url(outlet.id),
        facts=() if shown.period else tuple(facts),
        articles=tuple(article for role in roles for article in role.articles),
        relied_on=tuple(each for role in roles for each in role.relied_on),
        total=shown.total,
        period=shown.period,
        years=shown.years,
    )


def person_view(shown: Stretch, person: Person, tongue: Tongue = ENGLISH) -> PersonView:
    text = tongue.text
    pairs = [(text("Role"), person.role), (text("Affiliation"), person.affiliation)]
    if not person.named:
        pairs.append((text("Name"), text("not given in the articles")))
        pairs.append((text("Why"), person.reason))
    if person.count > 1:
        pairs.append((text("How many"), str(person.count)))
    roles = [cast(PersonRole, each.value) for each in shown.entries]
    return PersonView(
        name=person.name,
        url=urls.person_url(person.id),
        named=person.named,
        facts=() if shown.period else tuple(SourceFact(label=label, value=value) for label, value in pairs if value),
        statements=tuple(statement for role in roles for statement in role.statements),
        total=shown.total,
        period=shown.period,
        years=shown.years,
    )


def outlet_lines(collections: Iterable[Sequence[Sheet]], tongue: Tongue = ENGLISH) -> list[DirectoryLine]:
    """A line for each outlet, by name; each is given by its sheets, newest first."""
    found = []
    for sheets in collections:
        facts = [each.summary for each in sheets]
        outlet, name, _, country, kind, *_ = cast("tuple[str, ...]", facts[0][2])
        found.append(
            DirectoryLine(
                name=name,
                url=urls.outlet_url(outlet),
                detail=", ".join(part for part in (kind, country) if part),
                counts=_nonzero(
                    (tongue.text("articles here"), _sum(facts, 0)), (tongue.text("articles rest on it"), _sum(facts, 1))
                ),
            )
        )
    return sorted(found, key=_by_name)


def person_lines(collections: Iterable[Sequence[Sheet]], tongue: Tongue = ENGLISH) -> list[DirectoryLine]:
    """A line for each person, by name; each is given by their sheets, newest first."""
    found = []
    for sheets in collections:
        facts = [each.summary for each in sheets]
        person, name, role, affiliation, named, *_ = cast("tuple[str, ...]", facts[0][1])
        found.append(
            DirectoryLine(
                name=name,
                url=urls.person_url(person),
                detail=", ".join(part for part in (role, affiliation) if part),
                counts=_nonzero((tongue.text("mentions"), _sum(facts, 0))),
                named=named == "true",
            )
        )
    return sorted(found, key=_by_name)


def directory_views(
    title: str, lead: str, base: str, lines: Sequence[DirectoryLine]
) -> Iterator[tuple[str, DirectoryView]]:
    """The index at `base`, and where it is long, a page for every letter, each with its URL."""
    total = len(lines)
    if total <= LONGEST:
        yield base, DirectoryView(title=title, lead=lead, lines=tuple(lines), total=total)
        return
    letters: dict[str, list[DirectoryLine]] = {}
    for each in lines:
        letters.setdefault(_letter(each.name), []).append(each)
    links = tuple(
        Period(label=letter, url=f"{base}letter/{_slug(letter)}/", count=len(letters[letter]))
        for letter in sorted(letters)
    )
    often = sorted(lines, key=lambda each: (-sum(count for _, count in each.counts), *_by_name(each)))[:MOST_NAMED]
    yield base, DirectoryView(title=title, lead=lead, lines=tuple(often), total=total, letters=links)
    for link in links:
        yield (
            link.url,
            DirectoryView(
                title=title,
                lead=lead,
                lines=tuple(letters[link.label]),
                total=link.count,
                letter=link.label,
                letters=links_without_counts(links),
                up=Link(text=title, url=base),
            ),
        )


def links_without_counts(links: tuple[Period, ...]) -> tuple[Period, ...]:
    """So that the page of one letter does not change with the length of another."""
    return tuple(Period(label=each.label, url=each.url, count=0) for each in links)


def grouped(sheets: Iterable[Sheet]) -> dict[str, list[Sheet]]:
    """Sheets by their collection, each newest first."""
    found: dict[str, list[Sheet]] = {}
    for each in newest_first(sheets):
        found.setdefault(collection_of(each.name), []).append(each)
    return found


def _lines(entries: Iterable[Entry]) -> tuple[StoryLine, ...]:
    return tuple(cast(StoryLine, each.value) for each in entries)


def _claim_lines(entries: Iterable[Entry]) -> tuple[ClaimLine, ...]:
    return tuple(line for each in entries for line in cast("tuple[ClaimLine, ...]", each.value))


def _facets(statuses: dict[str, int], kinds: dict[str, int], tongue: Tongue) -> tuple[Facet, ...]:
    return (
        Facet(
            name="status",
            label=tongue.text("Status"),
            choices=tuple(
                (term, tongue.text(words.STATUSES[term]), statuses[term]) for term in STATUSES if statuses.get(term)
            ),
        ),
        Facet(
            name="kind",
            label=tongue.text("Kind"),
            choices=tuple((kind, tongue.text(words.KINDS[kind]), kinds[kind]) for kind in sorted(kinds)),
        ),
    )


def _sum(facts: Sequence[Facts], place: int) -> int:
    return sum(number(each, place) for each in facts)


def _letter(name: str) -> str:
    """The letter that a name is listed under: without its accent; digits and signs stand together."""
    first = next((char for char in normalize("NFKD", name) if char.isalnum()), "")
    return first.upper()[:1] if first.isalpha() else DIGITS


def _slug(letter: str) -> str:
    if letter == DIGITS:
        return "0-9"
    return letter.lower() if letter.isascii() else f"u{ord(letter):04x}"


def _by_name(line: DirectoryLine) -> tuple[str, str]:
    return line.name.casefold(), line.url.rstrip("/")


def _nonzero(*pairs: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((label, count) for label, count in pairs if count)


def _bare(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")

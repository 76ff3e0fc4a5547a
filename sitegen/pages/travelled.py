"""How the story travelled: the sentence, the drawing and the list of its provenance."""

from typing import NamedTuple

from sitegen.model.comparison import Step, Stop
from sitegen.model.site import Person
from sitegen.model.story_view import ColumnGroup
from sitegen.model.terms import SUPPORTING
from sitegen.model.travelled_view import ChainTrace, Heard, Trace, TravelledView
from sitegen.model.views import Link
from sitegen.pages import urls, words
from sitegen.pages.compared import Compared
from sitegen.pages.strap import without_number
from sitegen.pages.travel_boxes import MOST_LINES, bands, is_public, is_retracted, stop_link, together
from sitegen.pages.travel_map import HOWS, drawing
from sitegen.tongue import ENGLISH, Tongue


def travelled(compared: Compared, groups: tuple[ColumnGroup, ...]) -> TravelledView | None:
    """None for a story without articles. `groups` are the chains as the matrix numbers them."""
    provenance = compared.comparison.provenance
    if not provenance.stops or not groups:
        return None
    chain_of = {column.article: group.number for group in groups for column in group.columns}
    band = bands(provenance, chain_of)
    return TravelledView(
        sentence=_sentence(compared),
        shown=_shown(compared),
        drawing=drawing(compared, band) if len(provenance.stops) > 1 else None,
        chains=_chains(compared, band),
    )


def _sentence(compared: Compared) -> str:
    """Who did the reporting, how many pass it on, and on whose word the main claim rests."""
    tongue = compared.tongue
    withdrawn = sum([article.source.status == "retracted" for article in compared.story.articles])
    unknown = len(_unknown(compared))
    parts = (
        _reporting(compared),
        tongue.plural(
            "How one article was made is not known.",
            "How %(num)s articles were made is not known.",
            unknown,
            num=tongue.spelled(unknown),
        )
        if unknown
        else "",
        words.upper_first(
            tongue.plural(
                "one article was retracted.",
                "%(num)s articles were retracted.",
                withdrawn,
                num=tongue.spelled(withdrawn),
            )
        )
        if withdrawn
        else "",
        _behind(compared),
    )
    return " ".join(part for part in parts if part)


def _unknown(compared: Compared) -> frozenset[str]:
    """Articles of which it is neither said that they report on their own nor whom they follow."""
    return frozenset(
        article.id
        for article in compared.story.articles
        if article.source.derivation == "unknown" and article.source.origin == (article.source.outlet,)
    )


def _reporting(compared: Compared) -> str:
    provenance = compared.comparison.provenance
    stops, unknown = provenance.stops, _unknown(compared)
    own = {stop.id for stop in stops if stop.kind == "report"} - unknown
    drawn_on = {step.source for step in provenance.steps if step.how not in ("speaks", "cites")}
    rooms = len(own) + sum(stop.kind == "newsroom" and place in drawn_on for place, stop in enumerate(stops))
    own |= {stops[step.target].id for step in provenance.steps if step.how == "own"} - unknown
    total = len(compared.story.articles)
    passed = total - len(own | unknown)
    if not rooms:
        return ""
    tongue = compared.tongue
    if not passed and not unknown:
        return words.upper_first(
            tongue.plural(
                "one article, with reporting of its own.",
                "%(num)s articles, each with reporting of its own.",
                total,
                num=tongue.spelled(total),
            )
        )
    did = tongue.plural(
        "one newsroom did the reporting", "%(num)s newsrooms did the reporting", rooms, num=tongue.spelled(rooms)
    )
    if not passed:
        return words.upper_first(tongue.text("%(reporting)s.", reporting=did))
    on = _passed_on(passed, total, tongue)
    return words.upper_first(tongue.text("%(reporting)s; %(passing)s.", reporting=did, passing=on))


def _passed_on(passed: int, total: int, tongue: Tongue) -> str:
    if passed < total:
        return tongue.plural(
            "%(num)s of the %(total)s articles only passes it on",
            "%(num)s of the %(total)s articles only pass it on",
            passed,
            num=tongue.spelled(passed),
            total=tongue.spelled(total),
        )
    if total == 2:
        return tongue.text("both articles only pass it on")
    return tongue.plural(
        "the one article only passes it on",
        "all %(num)s articles only pass it on",
        total,
        num=tongue.spelled(total),
    )


def _behind(compared: Compared) -> str:
    """On whose word the main claim rests, as far as its support says so."""
    finding = compared.comparison.findings[0] if compared.comparison.findings else None
    if not finding or not finding.articles:
        return ""
    tongue = compared.tongue
    only = next((fact for fact in compared.comparison.strap if fact.kind == "unnamed"), None)
    if only:
        people = without_number(compared.people[only.ids[0]].name)
        return tongue.text("Behind the main claim stand only unnamed %(people)s.", people=people)
    support = [
        mention
        for mention in compared.by_claim[finding.claim]
        if mention.stance in SUPPORTING and mention.article in finding.articles
    ]
    behind = dict.fromkeys(person for mention in support for person in mention.by)
    if not behind:
        return tongue.text("Nobody is quoted for the main claim.")
    names = words.listed((_known_as(compared.people[person], tongue) for person in behind), 3, tongue)
    rests = tongue.text("The main claim rests on the word of %(people)s", people=names)
    own = len({mention.article for mention in support if mention.stance == "asserts" and not mention.by})
    if not own:
        return tongue.text("%(rests)s.", rests=rests)
    besides = tongue.plural(
        "one article says it as fact", "%(num)s articles say it as fact", own, num=tongue.spelled(own)
    )
    return tongue.text("%(rests)s; %(besides)s.", rests=rests, besides=besides)


def _known_as(person: Person, tongue: Tongue) -> str:
    """`an unnamed official`, `two unnamed pilots`, `unnamed sailors`; in other languages with a word behind it."""
    if person.named or tongue.text("unnamed") in person.name:
        return person.name
    if tongue is not ENGLISH:
        return tongue.text("%(name)s (unnamed)", name=person.name)
    rest = without_number(person.name)
    number = person.name[: len(person.name) - len(rest)].strip()
    return " ".join(each for each in ("an" if number == "a" else number, "unnamed", rest) if each)


def _shown(compared: Compared) -> str:
    """How the drawing is read."""
    provenance, tongue = compared.comparison.provenance, compared.tongue
    people = [compared.people[stop.id] for stop in provenance.stops if stop.kind == "person"]
    if len(provenance.stops) == 1:
        return ""
    parts = [tongue.text("the newsrooms that reported"), tongue.text("the articles compared here, in heavy boxes")]
    if people and len(provenance.claims) == 1:
        parts.insert(0, tongue.text("the people behind the main claim and against it"))
    elif people:
        parts.insert(0, tongue.text("the people behind the main claims and against them"))
    signs = [tongue.text("A bracket: one chain of reporting.")]
    if not all(person.named for person in people):
        signs.insert(0, tongue.text("Dashed: without a name."))
    if any(is_public(provenance, places) for places in together(compared, provenance)):
        signs.append(
            tongue.text(
                "Lines are left out for people who spoke to more than %(number)s newsrooms.",
                number=tongue.spelled(MOST_LINES),
            )
        )
    columns = tongue.text("Left to right: %(columns)s.", columns=tongue.text(", ").join(parts))
    return " ".join([columns, *signs])


def _chains(compared: Compared, band: list[int]) -> tuple[ChainTrace, ...]:
    provenance = compared.comparison.provenance
    stops = provenance.stops
    onward: dict[int, list[Step]] = {}
    heard: dict[int, list[Step]] = {}
    begun = set()  # stops that stand below another one of their chain
    for step in provenance.steps:
        (heard if step.how == "speaks" else onward).setdefault(_end(step), []).append(step)
        if step.how != "speaks" and band[step.source] == band[step.target]:
            begun.add(step.target)
    telling = _Telling(compared, band, heard, onward, set())
    lines: dict[int, list[Trace]] = {}
    for place, stop in enumerate(stops):
        if stop.kind != "person" and place not in begun:
            line = _trace(telling, place, "own" if stop.kind == "report" else "", band[place])
            lines.setdefault(band[place], []).append(line)
    return tuple(ChainTrace(number=number, lines=tuple(lines[number])) for number in sorted(lines))


class _Telling(NamedTuple):
    """The steps by where they are told; `told` are the stops that were told of so far."""

    compared: Compared
    band: list[int]
    heard: dict[int, list[Step]]
    onward: dict[int, list[Step]]
    told: set[int]


def _trace(telling: _Telling, place: int, how: str, chain: int) -> Trace:
    """What was made from an article stands below it only once, and in its own chain."""
    compared, band, heard, onward, told = telling
    stops = compared.comparison.provenance.stops
    again = place in told or band[place] != chain
    if not again:
        told.add(place)
    return Trace(
        name=stop_link(compared, stops[place]),
        how=compared.tongue.text(HOWS[how]) if how else "",
        retracted=is_retracted(compared, stops[place]),
        heard=() if again else tuple([_heard(compared, stops[each.source], each) for each in heard.get(place, ())]),
        onward=()
        if again
        else tuple([_trace(telling, each.target, each.how, chain) for each in onward.get(place, ())]),
    )


def _end(step: Step) -> int:
    """Where the list tells of a step: people with those they spoke to, the rest with where it came from."""
    return step.target if step.how == "speaks" else step.source


def _heard(compared: Compared, stop: Stop, step: Step) -> Heard:
    found = compared.people[stop.id]
    notes = [] if found.named else [compared.tongue.text("unnamed")]
    notes += [compared.tongue.text(words.STANCES[stance]) for stance in step.stances]
    note = compared.tongue.text(", ").join(notes)
    return Heard(name=Link(text=found.name, url=urls.person_url(stop.id)), note=note)

"""How the story travelled: the sentence, the drawing and the list of its provenance."""

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
    withdrawn = sum([article.source.status == "retracted" for article in compared.story.articles])
    unknown = len(_unknown(compared))
    parts = (
        _reporting(compared),
        f"How {_articles(unknown)} made is not known." if unknown else "",
        words.upper_first(f"{_articles(withdrawn)} retracted.") if withdrawn else "",
        _behind(compared),
    )
    return " ".join(part for part in parts if part)


def _articles(count: int) -> str:
    return "one article was" if count == 1 else f"{words.spelled(count)} articles were"


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
    if not passed and not unknown:
        if total == 1:
            return "One article, with reporting of its own."
        return f"{words.upper_first(words.spelled(total))} articles, each with reporting of its own."
    newsrooms = words.upper_first("one newsroom" if rooms == 1 else f"{words.spelled(rooms)} newsrooms")
    if not passed:
        return f"{newsrooms} did the reporting."
    if passed == total:
        few = {1: "the one article only passes", 2: "both articles only pass"}
        everyone = few.get(total, f"all {words.spelled(total)} articles only pass")
        return f"{newsrooms} did the reporting; {everyone} it on."
    some = f"{words.spelled(passed)} of the {words.spelled(total)} articles only {'passes' if passed == 1 else 'pass'}"
    return f"{newsrooms} did the reporting; {some} it on."


def _behind(compared: Compared) -> str:
    """On whose word the main claim rests, as far as its support says so."""
    finding = compared.comparison.findings[0] if compared.comparison.findings else None
    if not finding or not finding.articles:
        return ""
    only = next((fact for fact in compared.comparison.strap if fact.kind == "unnamed"), None)
    if only:
        return f"Behind the main claim stand only unnamed {without_number(compared.people[only.ids[0]].name)}."
    support = [
        mention
        for mention in compared.by_claim[finding.claim]
        if mention.stance in SUPPORTING and mention.article in finding.articles
    ]
    people = dict.fromkeys(person for mention in support for person in mention.by)
    if not people:
        return "Nobody is quoted for the main claim."
    names = words.listed((_known_as(compared.people[person]) for person in people), most=3)
    own = len({mention.article for mention in support if mention.stance == "asserts" and not mention.by})
    besides = f"; {words.spelled(own)} {'article says' if own == 1 else 'articles say'} it as fact" if own else ""
    return f"The main claim rests on the word of {names}{besides}."


def _known_as(person: Person) -> str:
    """`an unnamed official`, `two unnamed pilots`, `unnamed sailors`."""
    if person.named or "unnamed" in person.name:
        return person.name
    rest = without_number(person.name)
    number = person.name[: len(person.name) - len(rest)].strip()
    return " ".join(each for each in ("an" if number == "a" else number, "unnamed", rest) if each)


def _shown(compared: Compared) -> str:
    """How the drawing is read."""
    provenance = compared.comparison.provenance
    people = [compared.people[stop.id] for stop in provenance.stops if stop.kind == "person"]
    if len(provenance.stops) == 1:
        return ""
    claims = "the main claim" if len(provenance.claims) == 1 else "the main claims"
    parts = (
        [f"the people behind {claims} and against {'it' if len(provenance.claims) == 1 else 'them'}"] if people else []
    )
    parts += ["the newsrooms that reported", "the articles compared here, in heavy boxes"]
    signs = ["A bracket: one chain of reporting."]
    if not all(person.named for person in people):
        signs.insert(0, "Dashed: without a name.")
    if any(is_public(provenance, places) for places in together(compared, provenance)):
        signs.append(f"Lines are left out for people who spoke to more than {words.spelled(MOST_LINES)} newsrooms.")
    return " ".join([f"Left to right: {', '.join(parts)}.", *signs])


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
    told: set[int] = set()

    def trace(place: int, how: str, chain: int) -> Trace:
        """What was made from an article stands below it only once, and in its own chain."""
        again = place in told or band[place] != chain
        if not again:
            told.add(place)
        return Trace(
            name=stop_link(compared, stops[place]),
            how=HOWS[how] if how else "",
            retracted=is_retracted(compared, stops[place]),
            heard=() if again else tuple([_heard(compared, stops[each.source], each) for each in heard.get(place, ())]),
            onward=() if again else tuple([trace(each.target, each.how, chain) for each in onward.get(place, ())]),
        )

    lines: dict[int, list[Trace]] = {}
    for place, stop in enumerate(stops):
        if stop.kind != "person" and place not in begun:
            line = trace(place, "own" if stop.kind == "report" else "", band[place])
            lines.setdefault(band[place], []).append(line)
    return tuple(ChainTrace(number=number, lines=tuple(lines[number])) for number in sorted(lines))


def _end(step: Step) -> int:
    """Where the list tells of a step: people with those they spoke to, the rest with where it came from."""
    return step.target if step.how == "speaks" else step.source


def _heard(compared: Compared, stop: Stop, step: Step) -> Heard:
    found = compared.people[stop.id]
    note = ", ".join([*([] if found.named else ["unnamed"]), *step.stances])
    return Heard(name=Link(text=found.name, url=urls.person_url(stop.id)), note=note)

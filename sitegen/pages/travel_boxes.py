"""What the map of a story draws: which people stand together, which lines are left out, and what its boxes say."""

from sitegen.model.comparison import Provenance, Stop
from sitegen.model.noun import noun
from sitegen.model.views import Link
from sitegen.pages import urls, words
from sitegen.pages.compared import Compared
from sitegen.pages.layered import FREE
from sitegen.pages.lettering import text_width, wrapped

MOST_PEOPLE = 12  # beyond that those of one side are drawn as one
MOST_LINES = 5  # whoever spoke to more newsrooms spoke in public
SIZE, SMALL, LINE, PAD = 14.0, 13.5, 18, 9  # of type, of notes; from line to line; inside a box
SIGN = 15  # the room that a sign takes before its word
MOST_NAME, MOST_HEADLINE = 5, 2  # lines


@noun
class Words:
    """One line in a box, `x` from its left edge; several notes can share a line."""

    text: str
    voice: str
    x: int = PAD
    line: int = 0


@noun
class Box:
    """A stop as it is drawn, or several people as one; `stops` are their places."""

    kind: str
    stops: tuple[int, ...]
    url: str
    words: tuple[Words, ...]
    height: int
    dashed: bool = False
    struck: bool = False


def stop_link(compared: Compared, stop: Stop) -> Link:
    if stop.kind == "newsroom":
        return compared.outlet_link(stop.id)
    if stop.kind == "person":
        return Link(text=compared.people[stop.id].name, url=urls.person_url(stop.id))
    return compared.article_link(stop.id)


def is_retracted(compared: Compared, stop: Stop) -> bool:
    return stop.kind in ("report", "article") and compared.articles[stop.id].source.status == "retracted"


def bands(provenance: Provenance, chain_of: dict[str, int]) -> list[int]:
    """Of every stop the number of its chain: of a newsroom that of the first article with its reporting."""
    stops = provenance.stops
    found = [chain_of[stop.id] if stop.kind in ("report", "article") else FREE for stop in stops]
    for step in sorted(provenance.steps, key=lambda step: step.how == "cites"):
        if stops[step.source].kind == "newsroom" and found[step.source] == FREE:
            found[step.source] = found[step.target]
    # Of a newsroom that a circle cut off nothing is drawn but its people.
    return [1 if stop.kind == "newsroom" and found[place] == FREE else found[place] for place, stop in enumerate(stops)]


def together(compared: Compared, provenance: Provenance) -> list[tuple[int, ...]]:
    """The stops of each box. Where there are many people, those who say the same for one side stand together."""
    stops = provenance.stops
    people = [place for place, stop in enumerate(stops) if stop.kind == "person"]
    groups: dict[tuple[object, ...], list[int]] = {}
    for place in people:
        person = compared.people[stops[place].id]
        side = person.affiliation or (not person.named and "unnamed")
        alone = len(people) <= MOST_PEOPLE or not side
        groups.setdefault((place,) if alone else (side, stops[place].stances), []).append(place)
    others = [(place,) for place, stop in enumerate(stops) if stop.kind != "person"]
    return [*map(tuple, groups.values()), *others]


def box(compared: Compared, provenance: Provenance, places: tuple[int, ...], width: int) -> Box:
    stop = provenance.stops[places[0]]
    if stop.kind == "person":
        return _of_people(compared, provenance, places, width)
    if stop.kind == "newsroom":
        outlet = compared.outlet_link(stop.id)
        return _made("newsroom", places, outlet.url, _lines(outlet.text, "name", width, MOST_NAME))
    article = compared.articles[stop.id]
    outlet = compared.article_link(stop.id)
    lines = _lines(outlet.text, "name", width, MOST_NAME)
    struck = is_retracted(compared, stop)
    if sum([each.source.outlet == article.source.outlet for each in compared.story.articles]) > 1:
        lines += _lines(article.title, "headline", width, MOST_HEADLINE)
    notes = []
    if stop.kind == "report":
        made = "of unknown making" if article.source.derivation == "unknown" else "own report"
        notes.append((compared.tongue.text(made), "note"))
    if struck:
        notes.append((compared.tongue.sense("article", "retracted"), "retracted"))
    return _made(stop.kind, places, outlet.url, [*lines, *_notes(notes, width)], struck=struck)


def _of_people(compared: Compared, provenance: Provenance, places: tuple[int, ...], width: int) -> Box:
    stops = [provenance.stops[place] for place in places]
    people = [compared.people[stop.id] for stop in stops]
    unnamed = sum([not person.named for person in people])
    heard, tongue = _heard_by(provenance, places), compared.tongue
    notes: list[tuple[str, str]] = []
    if len(people) > 1:
        name, url = people[0].affiliation or tongue.text("No side given"), ""
        notes.append((tongue.plural("%(num)s people", "%(num)s people", len(people)), "note"))
        if unnamed:
            notes.append((tongue.plural("%(num)s unnamed", "%(num)s unnamed", unnamed), "note"))
    else:
        name, url = people[0].name, urls.person_url(people[0].id)
        if unnamed:
            notes.append((tongue.text("unnamed"), "note"))
    notes += [(tongue.text(words.STANCES[stance]), stance) for stance in stops[0].stances]
    if heard > MOST_LINES:
        notes.append((tongue.plural("to %(num)s newsroom", "to %(num)s newsrooms", heard), "note"))
    lines = [*_lines(name, "name", width, MOST_NAME), *_notes(notes, width)]
    return _made("person", places, url, lines, dashed=unnamed == len(people))


def is_public(provenance: Provenance, places: tuple[int, ...]) -> bool:
    """Whether people spoke to so many newsrooms that their number stands instead of lines."""
    return provenance.stops[places[0]].kind == "person" and _heard_by(provenance, places) > MOST_LINES


def _heard_by(provenance: Provenance, places: tuple[int, ...]) -> int:
    return len({step.target for step in provenance.steps if step.source in places})


def _lines(text: str, voice: str, width: int, most: int) -> list[list[Words]]:
    return [[Words(text=line, voice=voice)] for line in wrapped(text, width - 2 * PAD, SIZE, most)]


def _notes(notes: list[tuple[str, str]], width: int) -> list[list[Words]]:
    """Notes after one another, on as many lines as they need."""
    lines: list[list[Words]] = []
    x = float(width)
    for text, voice in notes:
        room = text_width(text, SMALL) + (SIGN if voice != "note" and voice != "retracted" else 0)
        if x + room > width - PAD or not lines:
            lines.append([])
            x = PAD
        lines[-1].append(Words(text=text, voice=voice, x=round(x)))
        x += room + 10
    return lines


def _made(
    kind: str,
    places: tuple[int, ...],
    url: str,
    lines: list[list[Words]],
    *,
    dashed: bool = False,
    struck: bool = False,
) -> Box:
    said = tuple(
        Words(text=each.text, voice=each.voice, x=each.x, line=number)
        for number, line in enumerate(lines)
        for each in line
    )
    height = LINE * len(lines) + 2 * PAD - 6
    return Box(kind=kind, stops=places, url=url, words=said, height=height, dashed=dashed, struck=struck)

"""The drawing of a story's provenance: people, newsrooms and articles in columns, joined by lines with words on them.

All lines into a box that mean the same run together shortly before it, and the word stands over that common end. So no
word can lie on a line: nothing else passes there.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from sitegen.model.comparison import Provenance
from sitegen.model.travelled_view import BoxView, Drawing, Lettering
from sitegen.pages.compared import Compared
from sitegen.pages.layered import FREE, Graph, Placed, arranged, placed
from sitegen.pages.lettering import text_width
from sitegen.pages.travel_boxes import LINE, SIZE, SMALL, Box, box, is_public, together
from sitegen.pages.words import noted
from sitegen.tongue import Tongue

HOWS = {
    "copy": noted("copy"),
    "compilation": noted("compilation"),
    "rewrite": noted("rewrite"),
    "paraphrase": noted("paraphrase"),
    "translation": noted("translation"),
    "original": noted("adds to it"),
    "unknown": noted("uses it"),
    "cites": noted("cites it"),
    "own": noted("own report"),
    "speaks": "",
}
HEADS = (noted("people"), noted("newsrooms"), noted("articles"), noted("further articles"))
NARROW, BROAD, FEW = 140, 168, 3  # boxes; the broad ones stand in few columns
GAP, APART, CLOSE, MANY = 14, 30, 20, 6  # between boxes; between chains, and between many of them
THIN = 6  # the height of a line that passes a column
CURVE, TRUNK, PORT = 54, 86, 22  # the room for lines to bend, for a word; between two ends at one box
TOP = 36  # above the first box, for the heads
SHRINKS = 785  # the widest drawing that can be read where it becomes as narrow as the text column of a tablet
BOTH = (864, 1000)  # the widths that may shrink to the first of them (`.both` in style.css), and scroll below that


Route = tuple[list[int], str]  # from box to box by the places that a line passes, and what it means


class Sheet(NamedTuple):
    """Where everything stands: `x` and `y` are the left edge and the middle of every node of the graph.

    `lefts` are the edges of the columns, `trunks` how long the common end of lines before a node is, and `ends` its
    height for each meaning.
    """

    lefts: list[int]
    width: int
    x: list[int]
    y: list[int]
    trunks: list[int]
    ends: dict[tuple[int, str], int]


def drawing(compared: Compared, band: list[int]) -> Drawing:
    """The map of a story that has at least one article; `band` gives every stop the number of its chain."""
    provenance = compared.comparison.provenance
    groups = together(compared, provenance)
    lines = _lines(provenance, groups)
    columns, kinds = _columns(provenance, groups, lines)
    width = BROAD if len(columns) <= FEW else NARROW
    boxes = [box(compared, provenance, places, width) for places in groups]
    graph, routes = _graph(columns, lines, [band[places[0]] for places in groups])
    ends: dict[int, set[str]] = {}
    for (_, target), how in lines.items():
        ends.setdefault(target, set()).add(how)
    heights = [float(max(each.height, PORT * len(ends.get(number, "")) + 6)) for number, each in enumerate(boxes)]
    heights += [float(THIN)] * (len(graph.bands) - len(boxes))
    graph = arranged(graph)
    spots = placed(graph, heights, GAP, APART if len(graph.order) <= MANY else CLOSE)
    heads = [compared.tongue.text(kind) for kind in kinds]
    return _drawn(graph, routes, boxes, heights, spots, heads, width, compared.tongue)


def _lines(provenance: Provenance, groups: list[tuple[int, ...]]) -> dict[tuple[int, int], str]:
    """The lines between boxes, each with what it means."""
    box_of = {place: number for number, places in enumerate(groups) for place in places}
    public = {number for number, places in enumerate(groups) if is_public(provenance, places)}
    found: dict[tuple[int, int], str] = {}
    for step in provenance.steps:
        if box_of[step.source] not in public:
            found.setdefault((box_of[step.source], box_of[step.target]), step.how)
    return found


def _columns(
    provenance: Provenance, groups: list[tuple[int, ...]], lines: dict[tuple[int, int], str]
) -> tuple[list[list[int]], list[str]]:
    """Every box in the first column that is right of all it comes from; and what the columns are called."""
    first = {"person": 0, "newsroom": 1, "report": 1, "article": 2}
    depth = [first[provenance.stops[places[0]].kind] for places in groups]
    again = True
    while again:
        again = False
        for source, target in lines:
            if depth[target] <= depth[source]:
                depth[target] = depth[source] + 1
                again = True
    used = sorted(set(depth))
    columns = [[number for number, each in enumerate(depth) if each == level] for level in used]
    return columns, [HEADS[min(level, len(HEADS) - 1)] for level in used]


def _graph(columns: list[list[int]], lines: dict[tuple[int, int], str], band: list[int]) -> tuple[Graph, list[Route]]:
    """Lines that pass a column have a place there, one for all that mean the same, in the band that they lead to."""
    columns = [list(column) for column in columns]
    band = list(band)
    column_of = {node: number for number, column in enumerate(columns) for node in column}
    routes = []
    pieces: dict[tuple[int, int], None] = {}
    passing: dict[tuple[int, str, int], int] = {}
    for (source, target), how in lines.items():
        route = [source]
        for number in range(column_of[source] + 1, column_of[target]):
            place = passing.setdefault((target, how, number), len(band))
            if place == len(band):
                columns[number].append(place)
                band.append(band[target])
            route.append(place)
        route.append(target)
        routes.append((route, how))
        pieces.update(dict.fromkeys(pairwise(route)))
    order = sorted({each for each in band if each != FREE})
    return Graph(columns, list(pieces), band, order), routes


def _drawn(
    graph: Graph,
    routes: list[Route],
    boxes: list[Box],
    heights: list[float],
    spots: Placed,
    heads: list[str],
    width: int,
    tongue: Tongue,
) -> Drawing:
    hows = {how: tongue.text(word) for how, word in HOWS.items()}
    sheet = _sheet(graph, routes, spots, width, hows)
    right = sheet.lefts[-1] + width
    chains = _chains(spots, right, tongue) if len(boxes) > 1 else ()
    whole = max([right + 1, *(each.x + ceil(text_width(each.text, SIZE)) for each in chains)])
    return Drawing(
        width=whole,
        height=round(TOP + spots.height) + 2,
        fit="shrinks" if whole <= SHRINKS else "both" if BOTH[0] <= whole <= BOTH[1] else "scrolls",
        heads=tuple(Lettering(text=head, x=left, y=14) for head, left in zip(heads, sheet.lefts, strict=True)),
        lines="".join(dict.fromkeys(_strokes(sheet, routes, len(boxes)))),
        words=tuple(
            Lettering(text=hows[how], x=sheet.x[target] - 7, y=end - 5)
            for (target, how), end in sheet.ends.items()
            if hows[how]
        ),
        boxes=tuple(
            _box_view(boxes[node], sheet.x[node], round(sheet.y[node] - heights[node] / 2), width, round(heights[node]))
            for column in graph.columns
            for node in column
            if node < len(boxes)
        ),
        brackets=_brackets(spots, right) if chains else "",
        chains=chains,
    )


def _sheet(graph: Graph, routes: list[Route], spots: Placed, width: int, hows: Mapping[str, str]) -> Sheet:
    column_of = {node: number for number, column in enumerate(graph.columns) for node in column}
    trunks = [0] * len(graph.columns)
    for route, how in routes:
        if hows[how]:
            column = column_of[route[-1]]
            trunks[column] = max(trunks[column], TRUNK, ceil(text_width(hows[how], SMALL)))
    lefts = [1]
    for bend, trunk in zip(_bends(graph, column_of, spots), trunks[1:], strict=True):
        lefts.append(lefts[-1] + width + bend + trunk)
    nodes = range(len(graph.bands))
    y = [round(TOP + middle) for middle in spots.middles]
    return Sheet(
        lefts=lefts,
        width=width,
        x=[lefts[column_of[node]] for node in nodes],
        y=y,
        trunks=[trunks[column_of[node]] for node in nodes],
        ends=_end_points(routes, y),
    )


def _strokes(sheet: Sheet, routes: list[Route], boxes: int) -> Iterator[str]:
    """The common ends, then the lines piece by piece; those that share a place share what comes after it."""
    for (target, _), end in sheet.ends.items():
        if sheet.trunks[target]:
            yield f"M{sheet.x[target] - sheet.trunks[target]} {end}h{sheet.trunks[target]}"
    for route, how in routes:
        for source, target in pairwise(route):
            passes = target >= boxes
            end = sheet.y[target] if passes else sheet.ends[target, how]
            left = sheet.x[target] - sheet.trunks[target]
            yield _curve(sheet.x[source] + sheet.width, sheet.y[source], left, end)
            if passes:
                yield f"M{left} {end}H{sheet.x[target] + sheet.width}"


def _chains(spots: Placed, right: int, tongue: Tongue) -> tuple[Lettering, ...]:
    return tuple(
        Lettering(
            text=tongue.text("Chain %(number)s", number=number),
            x=right + 25,
            y=round(TOP + (top + bottom) / 2) + 5,
        )
        for number, (top, bottom) in spots.bands.items()
    )


def _brackets(spots: Placed, right: int) -> str:
    return "".join(
        f"M{right + 10} {round(TOP + top)}h7V{round(TOP + bottom)}h-7" for top, bottom in spots.bands.values()
    )


def _bends(graph: Graph, column_of: dict[int, int], spots: Placed) -> list[int]:
    """The room between columns: lines that go far up or down need more of it to stay apart."""
    far = [0.0] * (len(graph.columns) - 1)
    for source, target in graph.lines:
        number = column_of[source]
        far[number] = max(far[number], abs(spots.middles[source] - spots.middles[target]))
    return [CURVE + round(min(max(each - 300, 0) / 8, CURVE)) for each in far]


def _end_points(routes: list[Route], y: list[int]) -> dict[tuple[int, str], int]:
    """At which height the lines of one meaning run into a box: the one that comes from above is the upper."""
    found: dict[int, dict[str, list[int]]] = {}
    for route, how in routes:
        found.setdefault(route[-1], {}).setdefault(how, []).append(y[route[-2]])
    ends = {}
    for target, hows in found.items():
        ranked = sorted(hows, key=lambda how: sum(hows[how]) / len(hows[how]))
        for number, how in enumerate(ranked):
            ends[target, how] = round(y[target] + (number - (len(ranked) - 1) / 2) * PORT)
    return ends


def _curve(x: int, y: int, to_x: int, to_y: int) -> str:
    if y == to_y:
        return f"M{x} {y}H{to_x}"
    middle = (x + to_x) // 2
    return f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"


def _box_view(box: Box, x: int, y: int, width: int, height: int) -> BoxView:
    lines = 1 + max(each.line for each in box.words)
    baseline = y + (height - lines * LINE) // 2 + 13
    return BoxView(
        kind=box.kind,
        url=box.url,
        x=x,
        y=y,
        width=width,
        height=height,
        letters=tuple(
            Lettering(text=each.text, x=x + each.x, y=baseline + LINE * each.line, voice=each.voice)
            for each in box.words
        ),
        dashed=box.dashed,
        struck=box.struck,
    )

"""The drawing of the tables: boxes in columns, with a line from what refers to what it refers to, on its left.

It follows from the data dictionary, and is the same on every site.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sitegen.model.data_view import SchemaBox, SchemaDrawing, SchemaLine
from sitegen.pages.data_dictionary import LINK_TABLES, TABLES
from sitegen.pages.layered import FREE, Graph, arranged, placed
from sitegen.tongue import Tongue

WIDTH, BETWEEN = 150, 84  # of a box, and of the room for lines beside it
LINE, HEAD, FOOT = 19, 30, 8  # the height of a line, of a title, and below the last line
GAP, THIN = 26, 8  # between boxes; what a line that passes a column takes
NAMES = [each.name for each in TABLES]


class Link(NamedTuple):
    """The column of a table that refers to another one; by a list of its rows, or by one."""

    source: int
    column: str
    target: int
    is_list: bool


@lru_cache(maxsize=1)
def schema_drawing(tongue: Tongue) -> SchemaDrawing:
    links = tuple(_links())
    depth = _depths(links)
    columns: list[list[int]] = [[] for _ in range(max(depth) + 1)]
    for node, level in enumerate(depth):
        columns[level].append(node)
    shown = [_shown(node, links) for node in range(len(NAMES))]
    heights = [float(HEAD + LINE * (len(lines) + 1) + FOOT) for lines in shown]
    column_of = dict(enumerate(depth))
    routes = []
    for link in links:  # from left to right, through a place of its own in every column that it passes
        route = [link.target]
        for level in range(depth[link.target] + 1, depth[link.source]):
            column_of[len(heights)] = level
            columns[level].append(len(heights))
            route.append(len(heights))
            heights.append(float(THIN))
        routes.append([*route, link.source])
    pieces = dict.fromkeys(pair for route in routes for pair in pairwise(route))
    graph = arranged(Graph(columns, list(pieces), [FREE] * len(heights), []))
    spots = placed(graph, heights, GAP, GAP)
    middles = [round(each) for each in spots.middles]
    tops = [1 + middle - round(height / 2) for middle, height in zip(middles, heights, strict=True)]
    lefts = [1 + (WIDTH + BETWEEN) * column_of[node] for node in range(len(heights))]
    paths: dict[bool, list[str]] = {False: [], True: []}
    for link, route in zip(links, routes, strict=True):
        row = tops[link.source] + HEAD + LINE * shown[link.source].index(link.column) + LINE // 2
        ends = [tops[link.target] + HEAD // 2, *(1 + middles[node] for node in route[1:-1]), row]
        paths[link.is_list].append(_path([lefts[node] for node in route], ends))
    return SchemaDrawing(
        width=max(lefts) + WIDTH + 1,
        height=round(spots.height) + 2,
        single="".join(paths[False]),
        lists="".join(paths[True]),
        boxes=tuple(_box(node, shown[node], lefts[node], tops[node], tongue) for node in range(len(NAMES))),
    )


def _links() -> Iterator[Link]:
    for source, table in enumerate(TABLES):
        for each in table.references:
            yield Link(source, each.columns[-1], NAMES.index(each.table), is_list=False)
        for link in LINK_TABLES:
            if link.of == table.name:
                yield Link(source, link.column, NAMES.index(link.table), is_list=True)


def _depths(links: tuple[Link, ...]) -> list[int]:
    """Every table right of all that it refers to."""
    depth = [0] * len(NAMES)
    for _ in NAMES:
        for link in links:
            depth[link.source] = max(depth[link.source], depth[link.target] + 1)
    return depth


def _shown(node: int, links: tuple[Link, ...]) -> list[str]:
    """The columns that hold the tables together."""
    table = TABLES[node]
    wanted = {*table.key, *(link.column for link in links if link.source == node)}
    return [each.name for each in table.columns if each.name in wanted]


def _path(lefts: list[int], ends: list[int]) -> str:
    """From the right edge of the first place to the left edge of the last, level through those between."""
    found = [f"M{lefts[0] + WIDTH} {ends[0]}"]
    for (left, height), (right, end) in pairwise(zip(lefts, ends, strict=True)):
        middle = left + WIDTH + BETWEEN // 2
        found.append(f"C{middle} {height} {middle} {end} {right} {end}")
        if right != lefts[-1]:
            found.append(f"h{WIDTH}")
    return "".join(found)


def _box(node: int, shown: list[str], left: int, top: int, tongue: Tongue) -> SchemaBox:
    table = TABLES[node]
    lines = [(name, "key" if name in table.key else "column") for name in shown]
    others = len(table.columns) - len(shown)
    more = tongue.plural("and %(num)s more", "and %(num)s more", others) if others else ""
    lines.append((more, "note"))
    return SchemaBox(
        name=table.name,
        x=left,
        y=top,
        width=WIDTH,
        height=HEAD + LINE * len(lines) + FOOT,
        title=top + 20,
        lines=tuple(
            SchemaLine(text=text, y=top + HEAD + LINE * number + 14, kind=kind)
            for number, (text, kind) in enumerate(lines)
            if text
        ),
    )

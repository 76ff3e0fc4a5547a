"""A layered drawing: nodes in columns, from left to right, with as few crossing lines as sweeping finds.

Nodes are the numbers 0, 1, 2 …; every line joins two neighbouring columns. A node belongs to a band or, with `FREE`,
to none; a band takes the same stretch of height in all columns, so that a bracket can stand beside it. Nothing is
random: the same graph gives the same drawing.
"""

from bisect import bisect_right, insort
from itertools import pairwise
from typing import NamedTuple

FREE = -1  # the band of a node that may stand anywhere
PATIENCE = 2  # rounds without a gain
PULLS = 16  # by then what matters has gone apart

Columns = list[list[int]]
Near = list[list[int]]  # of every node its neighbours on one side


class Graph(NamedTuple):
    """`columns` hold the nodes in some order, `bands` of every node its band, and `order` the bands from the top."""

    columns: Columns
    lines: list[tuple[int, int]]
    bands: list[int]
    order: list[int]


class Placed(NamedTuple):
    """The middle of every node, the top and bottom of every band, and the height of all."""

    middles: list[float]
    bands: dict[int, tuple[float, float]]
    height: float


def arranged(graph: Graph) -> Graph:
    """The graph in an order of nodes and bands with few crossings; the nodes of a band stay together.

    Of two orders that cross alike the one in which the bands stand more as they were given is taken, and bands that
    nothing joins to the rest stand last.
    """
    start = graph._replace(columns=_by_band(graph.columns, graph.bands, graph.order))
    fewest = crossings(start)
    best = start
    neighbours = _neighbours(graph)
    for begin in (_relaxed, _as_given):
        if not fewest:
            break
        found, count = _swept(begin(start, neighbours), neighbours)
        if count < fewest:
            best, fewest = found, count
    return _upright(best, graph.order) if len(graph.order) > 1 else best


def _as_given(graph: Graph, neighbours: tuple[Near, Near]) -> Graph:
    return graph


def _upright(graph: Graph, given: list[int]) -> Graph:
    joined = {
        graph.bands[node]
        for source, target in graph.lines
        if graph.bands[source] != graph.bands[target]
        for node in (source, target)
    }
    columns = graph.columns
    order = [band for band in graph.order if band in joined]
    if order and given.index(order[0]) > given.index(order[-1]):
        order.reverse()
        columns = [column[::-1] for column in columns]
    order += [band for band in given if band not in joined]
    return graph._replace(order=order, columns=_by_band(columns, graph.bands, order))


def _relaxed(graph: Graph, neighbours: tuple[Near, Near]) -> Graph:
    """Every node is drawn to the middle of its neighbours again and again; so what is far apart ends far apart.

    That is the power method for the second eigenvector of the graph, which sees the whole where sweeping sees columns.
    """
    before, after = neighbours
    joined = [one + two for one, two in zip(before, after, strict=True)]
    x = [0.0] * len(joined)
    for column in graph.columns:
        for place, node in enumerate(column):
            x[node] = (place + 0.5) / len(column)
    pulled = [(node, near, 0.5 / len(near)) for node, near in enumerate(joined) if near]
    for _ in range(PULLS):
        was = list(x)
        for node, near, share in pulled:
            x[node] = was[node] / 2 + share * sum([was[each] for each in near])
    of_band: dict[int, list[float]] = {band: [] for band in graph.order}
    for node, band in enumerate(graph.bands):
        if band != FREE:
            of_band[band].append(x[node])
    order = sorted(graph.order, key=lambda band: sum(of_band[band]) / len(of_band[band]))
    columns = [sorted(column, key=x.__getitem__) for column in graph.columns]
    return graph._replace(columns=_by_band(columns, graph.bands, order), order=order)


def _swept(graph: Graph, neighbours: tuple[Near, Near]) -> tuple[Graph, int]:
    best = now = graph
    fewest = crossings(best)
    before, after = neighbours
    idle = 0
    while fewest and idle < PATIENCE:
        was = now
        now = now._replace(columns=[list(column) for column in now.columns])
        rank = _ranks(now)
        at = _places(now)
        for number in range(1, len(now.columns)):
            _sort_column(now.columns[number], len(now.columns[number - 1]), before, at, rank)
        for number in range(len(now.columns) - 2, -1, -1):
            _sort_column(now.columns[number], len(now.columns[number + 1]), after, at, rank)
        _swap(now, at, before, after)
        count = crossings(now)
        if len(now.order) > 1 and count:
            now, count = _with_bands_moved(now, count)
        idle = 0 if count < fewest else idle + 1
        if count < fewest:
            best, fewest = now, count
        if now == was:
            break
    return best, fewest


def crossings(graph: Graph) -> int:
    """How many pairs of lines cross."""
    at = _places(graph)
    outgoing: list[list[int]] = [[] for _ in at]
    for source, target in graph.lines:
        outgoing[source].append(at[target])
    count = 0
    for column in graph.columns[:-1]:
        passed: list[int] = []
        for node in column:
            ends = outgoing[node]
            if passed:
                for end in ends:
                    count += len(passed) - bisect_right(passed, end)
            for end in ends:
                insort(passed, end)
    return count


def placed(graph: Graph, heights: list[float], gap: float, between: float) -> Placed:
    """Every node as near to the middle of its neighbours as the order allows.

    Between two nodes of a column is at least `gap`, between two bands `between`.
    """
    stacks = [_stacks(column, graph.bands) for column in graph.columns]
    needs = [
        (band, sum([heights[node] for node in nodes]) + gap * (len(nodes) - 1))
        for column in stacks
        for band, nodes in column.items()
    ]
    room = {band: max([need for each, need in needs if each == band], default=0.0) for band in (FREE, *graph.order)}
    total = sum([room[band] + between for band in graph.order]) - between
    height = max(total, room[FREE])
    spans = {FREE: (0.0, height)}
    top = (height - total) / 2
    for band in graph.order:
        spans[band] = (top, top + room[band])
        top += room[band] + between
    middles = [sum(spans[band]) / 2 for band in graph.bands]
    before, after = _neighbours(graph)
    last = len(stacks) - 1
    # People follow the newsrooms, and these what was made of their reporting; articles have the last word.
    rightwards = [(number, before) for number in range(1, last + 1)]
    leftwards = [(number, after) for number in range(last - 1, -1, -1)]
    for number, near in (*rightwards, *leftwards, *rightwards[1:]):
        for band, nodes in stacks[number].items():
            wanted = [
                sum([middles[each] for each in near[node]]) / len(near[node]) if near[node] else middles[node]
                for node in nodes
            ]
            _settle(nodes, wanted, spans[band], heights, gap, middles)
    return Placed(middles, {band: spans[band] for band in graph.order}, height)


def _ranks(graph: Graph) -> list[int]:
    """Of every node the place of its band; what has none stands above all."""
    rank = {band: number for number, band in enumerate([FREE, *graph.order])}
    return [rank[band] for band in graph.bands]


def _by_band(columns: Columns, bands: list[int], order: list[int]) -> Columns:
    rank = {band: number for number, band in enumerate([FREE, *order])}
    return [sorted(column, key=lambda node: rank[bands[node]]) for column in columns]


def _neighbours(graph: Graph) -> tuple[Near, Near]:
    before: Near = [[] for _ in graph.bands]
    after: Near = [[] for _ in graph.bands]
    for source, target in graph.lines:
        before[target].append(source)
        after[source].append(target)
    return before, after


def _places(graph: Graph) -> list[int]:
    """Of every node its place in its column."""
    at = [0] * len(graph.bands)
    for column in graph.columns:
        for place, node in enumerate(column):
            at[node] = place
    return at


def _sort_column(column: list[int], others: int, near: Near, at: list[int], rank: list[int]) -> None:
    """A column by the middle of each node's neighbours in another; a node without any keeps its place."""
    share = others / len(column)
    keys = {}
    for node in column:
        joined = near[node]
        mean = sum([at[each] for each in joined]) / len(joined) if joined else at[node] * share
        keys[node] = (rank[node], mean)
    column.sort(key=keys.__getitem__)
    for place, node in enumerate(column):
        at[node] = place


def _swap(graph: Graph, at: list[int], before: Near, after: Near) -> None:
    """Two neighbours of a band change places wherever fewer of their lines cross then."""
    for column in graph.columns:
        again = True
        while again:
            again = False
            for place in range(len(column) - 1):
                upper, lower = column[place], column[place + 1]
                if graph.bands[upper] == graph.bands[lower] and _gain(upper, lower, at, (before, after)) > 0:
                    column[place], column[place + 1] = lower, upper
                    at[lower], at[upper] = place, place + 1
                    again = True


def _gain(upper: int, lower: int, at: list[int], sides: tuple[Near, Near]) -> int:
    """How many crossings less there are when two nodes change places."""
    gain = 0
    for near in sides:
        for one in near[upper]:
            for two in near[lower]:
                gain += (at[one] > at[two]) - (at[one] < at[two])
    return gain


def _with_bands_moved(graph: Graph, fewest: int) -> tuple[Graph, int]:
    """Two neighbouring bands change places wherever fewer lines cross then."""
    for place in range(len(graph.order) - 1):
        order = list(graph.order)
        order[place], order[place + 1] = order[place + 1], order[place]
        moved = graph._replace(order=order, columns=_by_band(graph.columns, graph.bands, order))
        count = crossings(moved)
        if count < fewest:
            graph, fewest = moved, count
    return graph, fewest


def _stacks(column: list[int], bands: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for node in column:
        found.setdefault(bands[node], []).append(node)
    return found


def _settle(
    nodes: list[int],
    wanted: list[float],
    span: tuple[float, float],
    heights: list[float],
    gap: float,
    middles: list[float],
) -> None:
    """Move nodes, in their order and apart, as little as possible from where they are wanted, within a span.

    Taken from each wish how far its node must stand below the first one, the wishes must not fall: where they do,
    neighbours share their mean (isotonic regression).
    """
    offsets = [0.0]
    for upper, lower in pairwise(nodes):
        offsets.append(offsets[-1] + (heights[upper] + heights[lower]) / 2 + gap)
    blocks: list[tuple[float, int]] = []  # sum and number of those that share a mean
    for wish, offset in zip(wanted, offsets, strict=True):
        total, count = wish - offset, 1
        while blocks and blocks[-1][0] * count > total * blocks[-1][1]:
            more, many = blocks.pop()
            total, count = total + more, count + many
        blocks.append((total, count))
    lowest = span[0] + heights[nodes[0]] / 2
    highest = span[1] - heights[nodes[-1]] / 2 - offsets[-1]
    shifts = [min(max(total / count, lowest), highest) for total, count in blocks for _ in range(count)]
    for node, shift, offset in zip(nodes, shifts, offsets, strict=True):
        middles[node] = shift + offset

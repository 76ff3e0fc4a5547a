"""Layered drawings: few crossings, everything in its place, the same every time."""

from itertools import pairwise, permutations, product
from random import Random

import pytest

from sitegen.pages.layered import FREE, Graph, arranged, crossings, placed


def small(seed: int) -> Graph:
    """Up to four columns of up to four nodes, of which those after the first column belong to up to two bands."""
    random = Random(seed)
    columns: list[list[int]] = []
    bands: list[int] = []
    for number in range(random.randint(2, 4)):
        column = []
        for _ in range(random.randint(1, 4)):
            column.append(len(bands))
            bands.append(FREE if number == 0 else random.randint(1, 2))
        columns.append(column)
    pairs = [pair for left, right in pairwise(columns) for pair in product(left, right)]
    lines = [pair for pair in pairs if random.random() < 0.4]
    return Graph(columns, lines, bands, sorted({band for band in bands if band != FREE}))


def fewest(graph: Graph) -> int:
    """By trying every order of bands and, within them, of nodes; column by column, since only neighbours cross."""
    best = None
    for order in permutations(graph.order):
        rank = {band: place for place, band in enumerate([FREE, *order])}
        ways = [
            [
                way
                for way in permutations(column)
                if [rank[graph.bands[node]] for node in way] == sorted(rank[graph.bands[node]] for node in way)
            ]
            for column in graph.columns
        ]
        costs = dict.fromkeys(ways[0], 0)
        for place in range(1, len(ways)):
            lines = [line for line in graph.lines if line[1] in graph.columns[place]]
            costs = {
                way: min(
                    cost + crossings(Graph([list(before), list(way)], lines, graph.bands, []))
                    for before, cost in costs.items()
                )
                for way in ways[place]
            }
        best = min(costs.values()) if best is None else min(best, *costs.values())
    assert best is not None
    return best


def test_a_drawing_has_no_crossings_that_an_order_of_the_columns_could_avoid_but_for_one_in_a_hundred() -> None:
    surplus = [crossings(arranged(graph)) - fewest(graph) for graph in map(small, range(200))]
    assert min(surplus) >= 0
    assert max(surplus) <= 1
    assert sum(surplus) <= 2


def test_two_lines_that_cross_are_counted_once_and_lines_that_meet_are_not() -> None:
    assert crossings(Graph([[0, 1], [2, 3]], [(0, 3), (1, 2)], [FREE] * 4, [])) == 1
    assert crossings(Graph([[0, 1], [2, 3]], [(0, 2), (1, 2), (1, 3)], [FREE] * 4, [])) == 0


def test_bands_change_places_where_that_takes_crossings_away() -> None:
    graph = Graph([[0, 1], [2, 3], [4, 5]], [(0, 2), (1, 3), (2, 4), (3, 5), (2, 5)], [FREE, FREE, 1, 1, 2, 1], [1, 2])
    assert crossings(arranged(graph)) == 0


@pytest.mark.parametrize("seed", range(40))
def test_nodes_keep_their_distance_their_order_and_the_height_of_their_band(seed: int) -> None:
    graph = arranged(small(seed))
    heights = [20.0 + 7 * (node % 3) for node in range(len(graph.bands))]
    spots = placed(graph, heights, 10, 30)
    for column in graph.columns:
        for upper, lower in pairwise(column):
            apart = spots.middles[lower] - spots.middles[upper] - (heights[upper] + heights[lower]) / 2
            assert apart >= (10 if graph.bands[upper] == graph.bands[lower] else 0) - 1e-6
        for node in column:
            top, bottom = spots.bands.get(graph.bands[node], (0.0, spots.height))
            assert top - 1e-6 <= spots.middles[node] - heights[node] / 2
            assert spots.middles[node] + heights[node] / 2 <= bottom + 1e-6
    edges = [spots.bands[band] for band in graph.order]
    assert all(below[0] - above[1] >= 30 - 1e-6 for above, below in pairwise(edges))


def test_what_can_stand_at_one_height_does() -> None:
    spots = placed(Graph([[0], [1], [2]], [(0, 1), (1, 2)], [FREE, 1, 1], [1]), [20.0, 40.0, 30.0], 10, 30)
    assert spots.middles == [20.0, 20.0, 20.0]

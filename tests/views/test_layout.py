"""Positions: reproducible, apart, in layers."""

from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.views.layout import layered, organic

BOX = (60.0, 30.0)


def _overlaps(places: dict[str, tuple[int, int]]) -> int:
    points = list(places.values())
    return sum(
        abs(x1 - x2) < BOX[0] - 4 and abs(y1 - y2) < BOX[1] - 4
        for i, (x1, y1) in enumerate(points)
        for x2, y2 in points[i + 1 :]
    )


def test_boxes_do_not_overlap() -> None:
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(60, 2, seed=1), str)
    places = organic(graph, dict.fromkeys(graph, BOX))
    assert _overlaps(places) <= 2


def test_the_same_graph_gives_the_same_places() -> None:
    graph = nx.relabel_nodes(nx.karate_club_graph(), str)
    boxes = dict.fromkeys(graph, BOX)
    assert organic(graph, boxes) == organic(graph, boxes)


def test_parts_do_not_lie_on_one_another() -> None:
    graph = nx.relabel_nodes(
        nx.disjoint_union_all([nx.star_graph(6), nx.path_graph(5), nx.path_graph(2), nx.empty_graph(3)]), str
    )
    assert _overlaps(organic(graph, dict.fromkeys(graph, BOX))) == 0


def test_winners_stand_left_of_losers() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c"), ("x", "c")])
    places = layered(graph, dict.fromkeys(graph, BOX))
    assert all(places[winner][0] < places[loser][0] for winner, loser in graph.edges)
    assert places["x"][0] == places["b"][0], "a winner stands just before what it beats"


def test_a_circle_runs_back_once() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")])
    places = layered(graph, dict.fromkeys(graph, BOX))
    assert sum(places[winner][0] > places[loser][0] for winner, loser in graph.edges) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_any_graph_has_places_for_all_nodes(edges: list[tuple[int, int]]) -> None:
    flow = nx.DiGraph((str(a), str(b)) for a, b in edges if a != b)
    boxes = dict.fromkeys(flow, BOX)
    assert layered(flow, boxes).keys() == set(flow)
    assert organic(nx.Graph(flow), boxes).keys() == set(flow)

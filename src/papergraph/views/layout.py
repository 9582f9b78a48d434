"""Where the nodes of a picture go, computed beforehand and the same on every machine.

Outputs are reproduced byte for byte, so the arithmetic here is element by element and sums run in a fixed order (no BLAS,
whose results depend on the processor); positions are whole pixels.

References
----------
Gansner, Koren, North: Graph drawing by stress majorization (GD 2004). Sugiyama, Tagawa, Toda: Methods for visual
understanding of hierarchical system structures (1981).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Box: TypeAlias = tuple[float, float]
Points: TypeAlias = dict[str, tuple[float, float]]

_STEP = 96.0
_ROUNDS = 220
_GAP = 46.0
#: Width to height of the whole.
_ASPECT = 1.35
#: Of the first positions.
_SEED = 7
#: Beyond this many steps distance counts for less, so that outlying parts stay near.
_FAR = 3.0


def organic(graph: nx.Graph, boxes: Mapping[str, Box]) -> dict[str, tuple[int, int]]:
    """Stress layout of each connected part, boxes pushed apart, the parts packed beside one another.

    Parameters
    ----------
    graph
        Undirected; nodes in a stable order.
    boxes
        Node -> width and height in pixels of its mark with its name.

    Returns
    -------
    dict
        Node -> x, y in whole pixels.
    """
    parts = [_stress(part_of(graph, part), boxes) for part in _parts(graph)]
    return _pack(parts, boxes)


def part_of(graph: nx.Graph, nodes: Sequence[str]) -> nx.Graph:
    """The part of a graph that these nodes make, in their order (a view of NetworkX would take the order of a set)."""
    part = graph.__class__(**graph.graph)
    part.add_nodes_from(nodes)
    part.add_edges_from((one, two, data) for one in nodes for two, data in graph.adj[one].items() if two in part)
    return part


def _parts(graph: nx.Graph) -> list[list[str]]:
    place = {node: position for position, node in enumerate(graph)}
    connected = nx.weakly_connected_components if graph.is_directed() else nx.connected_components
    parts = [sorted(part, key=place.__getitem__) for part in connected(graph)]
    return sorted(parts, key=lambda part: (-len(part), place[part[0]]))


def _distances(graph: nx.Graph, nodes: Sequence[str]) -> Array:
    """Shortest paths where an edge at a hub is longer: a hub's many neighbours need room."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    index = {node: position for position, node in enumerate(nodes)}
    rows, columns, lengths = [], [], []
    for one, two in graph.edges:
        both = max(graph.degree[one], graph.degree[two])
        rows += [index[one], index[two]]
        columns += [index[two], index[one]]
        lengths += [1.0 + 0.16 * min(both, 30) ** 0.5] * 2
    matrix = csr_array((lengths, (rows, columns)), shape=(len(nodes), len(nodes)))
    length = np.asarray(shortest_path(matrix, directed=False), dtype=np.float64)
    return np.where(length > _FAR, _FAR + (length - _FAR) * 0.45, length)


def _stress(part: nx.Graph, boxes: Mapping[str, Box]) -> Points:
    nodes = list(part)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    wanted = _distances(part, nodes)
    np.fill_diagonal(wanted, 1.0)
    weights = 1.0 / (wanted * wanted)
    np.fill_diagonal(weights, 0.0)
    x, y = _start(wanted)
    total = weights.sum(axis=0)
    for _ in range(_ROUNDS):
        x, y = _majorize(x, y, wanted, weights, total)
    sizes = np.array([boxes[node] for node in nodes])
    x, y = _apart(x * _STEP, y * _STEP * 0.86, sizes)
    return {node: (float(x[i]), float(y[i])) for i, node in enumerate(nodes)}


def _start(wanted: Array) -> tuple[Array, Array]:
    """First positions: distances from far-off pivots as axes, with a little noise."""
    noise = random.Random(_SEED)
    np.fill_diagonal(wanted, 0.0)
    one = int(wanted.sum(axis=0).argmin())
    two = int(wanted[one].argmax())
    three = int(wanted[two].argmax())
    four = int(np.minimum(wanted[two], wanted[three]).argmax())
    x = (wanted[two] - wanted[three]) / 2
    y = wanted[four] - wanted[one]
    np.fill_diagonal(wanted, 1.0)
    jitter = [(noise.random() - 0.5, noise.random() - 0.5) for _ in range(len(x))]
    return x + np.array([j[0] for j in jitter]), y + np.array([j[1] for j in jitter])


def _majorize(x: Array, y: Array, wanted: Array, weights: Array, total: Array) -> tuple[Array, Array]:
    """One round: each node goes where its neighbours' wishes balance."""
    dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
    distance = np.sqrt(dx * dx + dy * dy)
    ratio = wanted / np.maximum(distance, 1e-6)
    x_new = (weights * (x[:, None] + dx * ratio)).sum(axis=0) / total
    y_new = (weights * (y[:, None] + dy * ratio)).sum(axis=0) / total
    return x_new, y_new


def _apart(x: Array, y: Array, sizes: Array, rounds: int = 160) -> tuple[Array, Array]:
    """Push overlapping boxes apart along the way that is shorter for each pair."""
    wide = (sizes[:, 0][:, None] + sizes[:, 0][None, :]) / 2
    high = (sizes[:, 1][:, None] + sizes[:, 1][None, :]) / 2
    np.fill_diagonal(wide, 0.0)
    for _ in range(rounds):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        over_x, over_y = wide - np.abs(dx), high - np.abs(dy)
        hit = (over_x > 0.5) & (over_y > 0.5)
        if not hit.any():
            break
        sideways = hit & (over_x < over_y)
        upright = hit & ~sideways
        sign_x, sign_y = np.where(dx >= 0, 1.0, -1.0), np.where(dy >= 0, 1.0, -1.0)
        sign_x, sign_y = np.triu(sign_x) - np.triu(sign_x, 1).T, np.triu(sign_y) - np.triu(sign_y, 1).T
        # What pushes i from j pushes j from i the other way: sums over rows keep to the order of the nodes.
        x = x - (np.where(sideways, over_x * sign_x, 0.0) * 0.3).sum(axis=0)
        y = y - (np.where(upright, over_y * sign_y, 0.0) * 0.3).sum(axis=0)
    return x, y


def _pack(parts: Sequence[Points], boxes: Mapping[str, Box]) -> dict[str, tuple[int, int]]:
    """Put the parts side by side, the largest first, in rows of about the width that gives the aspect."""
    frames = [_frame(part, boxes) for part in parts]
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in frames)
    widest = max((right - left for left, _, right, _ in frames), default=0.0)
    width = max((area * _ASPECT) ** 0.5, widest)
    placed: dict[str, tuple[int, int]] = {}
    shelves: list[list[float]] = []  # top, height, used width
    for part, (left, top, right, bottom) in zip(parts, frames, strict=True):
        w, h = right - left, bottom - top
        shelf = next((s for s in shelves if s[2] + w <= width + 1 and h <= s[1] + 1), None)
        if shelf is None:
            shelf = [sum(s[1] + _GAP for s in shelves), h, 0.0]
            shelves.append(shelf)
        for node, (x, y) in part.items():
            placed[node] = (round(x - left + shelf[2]), round(y - top + shelf[0]))
        shelf[2] += w + _GAP
    return placed


def _frame(part: Points, boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    return (
        min(x - boxes[n][0] / 2 for n, (x, _) in part.items()),
        min(y - boxes[n][1] / 2 for n, (_, y) in part.items()),
        max(x + boxes[n][0] / 2 for n, (x, _) in part.items()),
        max(y + boxes[n][1] / 2 for n, (_, y) in part.items()),
    )


def layered(graph: nx.DiGraph, boxes: Mapping[str, Box]) -> dict[str, tuple[int, int]]:
    """Layers from left to right, so that edges run to the right (winners first); in a circle some run back.

    Parameters
    ----------
    graph
        Edges run winner -> loser; nodes in a stable order.
    boxes
        Node -> width and height in pixels.

    Returns
    -------
    dict
        Node -> x, y in whole pixels.
    """
    parts = [_layers(part_of(graph, part), boxes) for part in _parts(graph)]
    return _pack(parts, boxes)


def _layers(part: nx.DiGraph, boxes: Mapping[str, Box]) -> Points:
    rows = _rows(part)
    for sweep in range(12):
        _order(part, rows, forward=sweep % 2 == 0)
    points: Points = {}
    left = 0.0
    for row in rows:
        width = max(boxes[node][0] for node in row)
        for position, node in enumerate(row):
            points[node] = (left + width / 2, float(position))
        left += width + 70
    return _heights(part, rows, points, boxes)


def _rows(part: nx.DiGraph) -> list[list[str]]:
    """The longest way from the left gives the layer; nodes without winners move up to just before what they beat."""
    clear = _without_returns(part)
    place = {node: position for position, node in enumerate(part)}
    layer: dict[str, int] = {}
    for node in nx.lexicographical_topological_sort(clear, key=place.__getitem__):
        layer[node] = max((layer[before] + 1 for before in clear.predecessors(node)), default=0)
    for node in layer:
        after = [layer[next_] for next_ in clear.successors(node)]
        if after and not clear.in_degree(node):
            layer[node] = min(after) - 1
    rows: list[list[str]] = [[] for _ in range(max(layer.values()) + 1)]
    for node, depth in layer.items():
        rows[depth].append(node)
    return [sorted(row, key=place.__getitem__) for row in rows if row]


def _without_returns(part: nx.DiGraph) -> nx.DiGraph:
    """The graph less the edges that run back within a circle, whose nodes stand in the order of wins less losses."""
    place = {node: position for position, node in enumerate(part)}
    circle = {node: number for number, nodes in enumerate(nx.strongly_connected_components(part)) for node in nodes}
    balance = dict.fromkeys(part, 0)
    for winner, loser in part.edges:
        if circle[winner] == circle[loser]:
            balance[winner] -= 1
            balance[loser] += 1
    rank = {node: (balance[node], place[node]) for node in part}
    clear = nx.DiGraph()
    clear.add_nodes_from(part)
    clear.add_edges_from((a, b) for a, b in part.edges if circle[a] != circle[b] or rank[a] < rank[b])
    return clear


def _order(part: nx.DiGraph, rows: list[list[str]], forward: bool) -> None:
    """Sort each layer by the mean place of the neighbours in the layers already sorted."""
    place = {node: (position + 0.5) / len(row) for row in rows for position, node in enumerate(row)}
    for row in rows if forward else rows[::-1]:
        near = {node: list(part.predecessors(node) if forward else part.successors(node)) for node in row}
        middle = {node: sum(place[n] for n in near[node]) / len(near[node]) if near[node] else place[node] for node in row}
        row.sort(key=lambda node: (middle[node], place[node]))
        place.update({node: (position + 0.5) / len(row) for position, node in enumerate(row)})


def _heights(part: nx.DiGraph, rows: list[list[str]], points: Points, boxes: Mapping[str, Box]) -> Points:
    """Heights near the mean of the neighbours', never closer than the boxes allow."""
    y = {node: position * 44.0 - len(row) * 22.0 for row in rows for position, node in enumerate(row)}
    for sweep in range(30):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wish = {}
            for node in row:
                near = [*part.predecessors(node), *part.successors(node)]
                wish[node] = sum(y[n] for n in near) / len(near) if near else y[node]
            y.update(_spread(row, wish, boxes))
    return {node: (x, y[node]) for node, (x, _) in points.items()}


def _spread(row: Sequence[str], wish: Mapping[str, float], boxes: Mapping[str, Box]) -> dict[str, float]:
    """The wished heights in the row's order, moved as little as the boxes allow (pool adjacent violators)."""
    gaps = [0.0]
    for one, two in pairwise(row):
        gaps.append(gaps[-1] + (boxes[one][1] + boxes[two][1]) / 2 + 6)
    blocks: list[list[float]] = []  # sum, count
    for node, gap in zip(row, gaps, strict=True):
        blocks.append([wish[node] - gap, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    level = [total / count for total, count in blocks for _ in range(int(count))]
    return {node: level[i] + gaps[i] for i, node in enumerate(row)}

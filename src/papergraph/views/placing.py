"""Positions, sizes and places for names of a scene: what the page computes beforehand, and all of it for static pictures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from papergraph.views.layout import layered, organic
from papergraph.views.scene import Scene
from papergraph.views.words import shorten

#: Font size of names, and height of a line.
SIZE, LINE = 12, 15
Rect = tuple[float, float, float, float]
#: Positions and sizes of nodes, in pixels.
Places = tuple[dict[str, tuple[int, int]], dict[str, int]]


def text_width(text: str, size: float = SIZE) -> float:
    """About the width in pixels of a line of text in a sans-serif face.

    Examples
    --------
    >>> text_width("WW") > text_width("il")
    True
    """
    width = 0.0
    for character in text:
        if character in "iljftI.,:;'|!()[]/ ":
            width += 0.33
        elif character in "mwMW@%":
            width += 0.88
        elif ord(character) > 0x2E80:
            width += 1.0
        else:
            width += 0.68 if character.isupper() else 0.57
    return size * width


def place(shown: Scene) -> Places:
    """Positions and sizes of the nodes, in pixels."""
    import networkx as nx

    flow = shown.chosen.view == "outperforms"
    graph = nx.DiGraph() if flow else nx.Graph()
    graph.add_nodes_from(shown.chosen.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in shown.edges)
    degree = dict(graph.degree)
    sizes = {iri: _size(shown, iri, degree[iri]) for iri in graph}
    boxes = {iri: _box(shown, iri, sizes[iri], flow, len(graph)) for iri in graph}
    places = (layered if flow else organic)(graph, boxes)
    return places, _enlarged(sizes, places)


def _enlarged(sizes: dict[str, int], places: dict[str, tuple[int, int]]) -> dict[str, int]:
    """Marks that can still be seen when a large picture is fitted into a window."""
    if not places:
        return sizes
    width, height = (max(p[axis] for p in places.values()) - min(p[axis] for p in places.values()) for axis in (0, 1))
    factor = min(max(width / 860, height / 620, 1.0) * 0.62, 2.0)
    return {iri: round(size * max(factor, 1.0)) for iri, size in sizes.items()}


def _size(shown: Scene, iri: str, degree: int) -> int:
    if iri == shown.chosen.focus:
        return 18
    largest = 8 if shown.nodes[iri].type == "Paper" else 20
    return int(min(largest, 5 + 2.1 * math.sqrt(degree)) + 0.5)


def name_of(shown: Scene, iri: str) -> str:
    """The node's name as pictures write it: titles are cut."""
    node = shown.nodes[iri]
    return shorten(node.label, 34 if node.type == "Paper" else 42)


def _box(shown: Scene, iri: str, size: int, whole: bool, count: int) -> tuple[float, float]:
    """Room for the mark and its name below it; of a paper's long title only a part is reserved."""
    width = text_width(name_of(shown, iri))
    if not whole:
        crowded = count > 200
        if shown.nodes[iri].type == "Paper":
            width = 0.0 if crowded else min(width, 70.0)
        elif crowded:
            width *= 0.55
    return max(2.0 * size, width) + 8, 2.0 * size + 20


class Label(msgspec.Struct):
    """A name and the middle of its place."""

    iri: str
    text: str
    x: float
    y: float
    bold: bool


def labels(shown: Scene, places: dict[str, tuple[int, int]], sizes: dict[str, int]) -> list[Label]:
    """Places for names such that none lies on another or on a node: below, above, right or left; the weightier first.

    A name that finds no place is left out, but for the focus's.
    """
    taken: list[tuple[Rect, str]] = []
    for iri, (x, y) in places.items():
        r = sizes[iri]
        taken.append(((x - r, y - r, x + r, y + r), iri))
    found = []
    for iri in sorted(places, key=lambda i: (i != shown.chosen.focus, shown.nodes[i].type == "Paper", -sizes[i], i)):
        (x, y), r, text = places[iri], sizes[iri], name_of(shown, iri)
        half = text_width(text) / 2 + 3
        spots = ((x, y + r + 9.5), (x, y - r - 9.5), (x + r + half, float(y)), (x - r - half, float(y)))
        spot = next((s for s in spots if _free(_rect(s, half), iri, taken)), spots[0] if iri == shown.chosen.focus else None)
        if spot is not None:
            taken.append((_rect(spot, half), iri))
            found.append(Label(iri, text, spot[0], spot[1], iri == shown.chosen.focus))
    return found


def _rect(spot: Sequence[float], half: float) -> Rect:
    return spot[0] - half, spot[1] - LINE / 2, spot[0] + half, spot[1] + LINE / 2


def _free(rect: Rect, iri: str, taken: Iterable[tuple[Rect, str]]) -> bool:
    return not any(
        owner != iri and box[0] < rect[2] and box[2] > rect[0] and box[1] < rect[3] and box[3] > rect[1] for box, owner in taken
    )

"""Which nodes a picture shows: the neighbourhood of a focus, or the most central nodes of the whole graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import islice

import msgspec
from pyoxigraph import NamedNode

from papergraph.views.reading import Reader
from papergraph.views.scanning import links, preload
from papergraph.views.words import COMPARISONS, PAPER_LINKS, PG, TYPES

#: View -> the connections it shows.
VIEWS = {
    "all": (*COMPARISONS, "variantOf", "hasResultOn", *PAPER_LINKS),
    "outperforms": ("outperforms",),
    "datasets": ("introduces", "evaluatesOn", "trainsOn", "hasResultOn", "proposes"),
    "hardware": ("targets", "measuredOn", "proposes"),
}
#: How much a connection adds to a node's weight in `central`.
WEIGHTS = {
    "outperforms": 6,
    "moreEfficientThan": 4,
    "improves": 4,
    "variantOf": 2,
    "proposes": 3,
    "introduces": 3,
    "hasResultOn": 3,
}
WEIGHTS |= {"evaluatesOn": 2, "trainsOn": 2, "addresses": 2, "targets": 2, "measuredOn": 2, "mentions": 1}
#: Through these everything is two steps from everything: a walk ends at them.
ENDS = frozenset({"Dataset", "Task", "Hardware", "MethodClass"})
#: Neighbours of one node that are looked at, at most.
HUB = 1000


class Chosen(msgspec.Struct):
    """The nodes of a picture, in the order they were chosen, and how many more there were."""

    nodes: list[str]
    left_out: int
    focus: str | None
    view: str
    #: Node as drawn -> what is folded into it (variants, a paper's unnamed method).
    members: dict[str, list[str]]
    #: What is folded -> node as drawn.
    folds: dict[str, str]
    #: A hub had more neighbours than are looked at: more are left out than `left_out` says.
    at_least: bool = False


class Folding:
    """Folds variants into their base, and a paper's unnamed method into the paper.

    Parameters
    ----------
    reader
        The graph.
    focus
        A node that is never folded away.
    expand_variants
        Leave variants as they are.
    """

    def __init__(self, reader: Reader, focus: str | None = None, expand_variants: bool = False) -> None:
        self.reader, self.focus, self.expand = reader, focus, expand_variants
        self._seen: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        """The node that stands for `iri` in the picture."""
        if iri not in self._seen:
            self._seen[iri] = self._fold(iri)
        return self._seen[iri]

    def _fold(self, iri: str) -> str:
        if iri == self.focus:
            return iri
        kind, unnamed = self.reader.kind(iri)
        if unnamed:
            return self.reader.proposer(iri) or iri
        if self.expand or kind not in ("Method", "Dataset"):
            return iri
        return self.reader.base_of(iri, stop=self.focus)

    def members(self, iri: str) -> list[str]:
        """The node and all that is folded into it."""
        kind, _ = self.reader.kind(iri)
        if kind == "Paper":
            own = [m for m in self.reader.iris(iri, PG + "proposes") if self.reader.kind(m)[1]]
            return [iri, *(m for m in own if self(m) == iri)]
        if self.expand or kind not in ("Method", "Dataset"):
            return [iri]
        return [iri, *(variant for variant in self.reader.variants(iri) if self(variant) == iri)]


def _neighbours(reader: Reader, folding: Folding, iri: str, properties: Iterable[str]) -> dict[str, int]:
    """Nodes one step away -> tier (0: compared with, variant, proposed; 1: other)."""
    wanted = set(properties)
    found: dict[str, int] = {}

    def see(target: str, tier: int) -> None:
        end = folding(target)
        if end != iri and reader.kind(end)[0] in TYPES:
            found[end] = min(tier, found.get(end, 1))

    for member in folding.members(iri):
        for name in (*COMPARISONS, "variantOf"):
            if name in wanted:
                for target in (*reader.iris(member, PG + name), *reader.subjects(PG + name, member, HUB)):
                    see(target, 0)
        kind, _ = reader.kind(member)
        if kind == "Paper":
            for target, name in reader.links(member).items():
                if name in wanted:
                    see(target, 0 if name in ("proposes", "introduces") else 1)
        else:
            for name in PAPER_LINKS:
                if name in wanted:
                    for paper in reader.subjects(PG + name, member, HUB):
                        see(paper, 0 if name in ("proposes", "introduces") else 1)
        if "hasResultOn" in wanted and kind in ("Method", "Dataset"):
            here, there = ("ofMethod", "onDataset") if kind == "Method" else ("onDataset", "ofMethod")
            for claim in reader.subjects(PG + here, member, HUB):
                if "/result/" in claim or reader.text(claim, PG + "value") is not None:
                    for target in reader.iris(claim, PG + there):
                        see(target, 1)
    return found


def _degree(reader: Reader, iri: str, limit: int = 25) -> int:
    """How often the graph points to the node, counted up to a limit."""
    return sum(1 for _ in islice(reader.store.quads_for_pattern(None, None, NamedNode(iri)), limit))


def neighbourhood(
    reader: Reader, focus: str, hops: int = 1, max_nodes: int = 150, view: str = "all", expand_variants: bool = False
) -> Chosen:
    """The nodes within `hops` steps of the focus, edges walked in both directions.

    The walk does not go on through a data set, task, piece of hardware or family of methods other than the focus
    itself. Where there are more than `max_nodes`, nearer ones come first, then those that the focus is compared with,
    then the better connected ones.

    Parameters
    ----------
    reader
        The graph.
    focus
        IRI of the node in the middle.
    hops
        Steps to walk.
    max_nodes
        Nodes to show at most, the focus included.
    view
        A key of `VIEWS`.
    expand_variants
        Show variants as nodes of their own.

    Returns
    -------
    Chosen
        The nodes, the focus first.
    """
    folding = Folding(reader, focus, expand_variants)
    rank: dict[str, tuple[int, int]] = {focus: (0, 0)}
    frontier = [focus]
    hub = False
    for step in range(1, hops + 1):
        reached: list[str] = []
        for here in frontier:
            if here != focus and reader.kind(here)[0] in ENDS:
                continue
            near = _neighbours(reader, folding, here, VIEWS[view])
            hub = hub or len(near) >= HUB
            for target, tier in near.items():
                if target not in rank:
                    rank[target] = (step, tier)
                    reached.append(target)
                elif rank[target] > (step, tier):
                    rank[target] = (step, tier)
        frontier = _nearest(reader, reached, rank, 2 * max_nodes) if step < hops else []
        hub = hub or (step < hops and len(frontier) < len(reached))
    order = _nearest(reader, list(rank), rank, max_nodes)
    chosen = _chosen(folding, order, len(rank) - len(order), focus, view)
    chosen.at_least = hub
    return chosen


def _nearest(reader: Reader, iris: list[str], rank: dict[str, tuple[int, int]], limit: int) -> list[str]:
    if len(iris) <= limit:
        return sorted(iris, key=lambda iri: (rank[iri], iri))
    first = sorted(iris, key=lambda iri: (rank[iri], iri))[:HUB]
    return sorted(first, key=lambda iri: (rank[iri], -_degree(reader, iri), iri))[:limit]


def central(reader: Reader, max_nodes: int = 150, view: str = "all", expand_variants: bool = False) -> Chosen:
    """The best connected nodes of the whole graph.

    A node's weight is the sum of its connections' `WEIGHTS`, variants folded: who beats whom counts for more than a
    mention. At most a third are papers. A node that would stand alone among the chosen gives its place to the next.

    Parameters
    ----------
    reader
        The graph.
    max_nodes
        Nodes to show at most.
    view
        A key of `VIEWS`.
    expand_variants
        Show variants as nodes of their own.

    Returns
    -------
    Chosen
        The nodes, the best connected first.
    """
    preload(reader)
    folding = Folding(reader, None, expand_variants)
    adjacent = _adjacency(reader, folding, view)
    order = sorted(adjacent, key=lambda iri: (-sum(adjacent[iri].values()), iri))
    papers = [iri for iri in order if reader.kind(iri)[0] == "Paper"]
    others = [iri for iri in order if reader.kind(iri)[0] != "Paper"]
    rooms = max_nodes - min(len(papers), max(max_nodes // 3, max_nodes - len(others)))
    kept = set(others[:rooms])
    kept |= set(sorted(papers, key=lambda iri: -_shared(adjacent[iri], kept))[: max_nodes - len(kept)])
    while True:
        alone = {iri for iri in kept if not _shared(adjacent[iri], kept)}
        kept -= alone
        fresh = [iri for iri in order if iri not in kept and _shared(adjacent[iri], kept)][: max_nodes - len(kept)]
        kept.update(fresh)
        if not alone or not fresh:
            break
    shown = [iri for iri in order if iri in kept]
    return _chosen(folding, shown, len(order) - len(shown), None, view)


def _shared(neighbours: dict[str, int], kept: set[str]) -> int:
    return sum(weight for iri, weight in neighbours.items() if iri in kept)


def _adjacency(reader: Reader, folding: Folding, view: str) -> dict[str, dict[str, int]]:
    adjacent: dict[str, dict[str, int]] = defaultdict(dict)
    allowed = _allowed(reader, view)
    places: dict[str, str | None] = {}  # node -> what stands for it, None if that is not allowed
    for name in sorted(links(reader, VIEWS[view]), key=lambda name: WEIGHTS[name]):
        weight = WEIGHTS[name]
        for pair in _result_pairs(reader) if name == "hasResultOn" else reader.pairs(name):
            for iri in pair:
                if iri not in places:
                    place = folding(iri)
                    places[iri] = place if allowed(place) else None
            one, two = places[pair[0]], places[pair[1]]
            if one != two and one is not None and two is not None:
                adjacent[one][two] = adjacent[two][one] = weight
    if view == "hardware":
        return _around(adjacent, lambda iri: reader.kind(iri)[0] == "Hardware")
    return _around(adjacent, lambda iri: reader.kind(iri)[0] == "Dataset") if view == "datasets" else adjacent


def _allowed(reader: Reader, view: str) -> Callable[[str], bool]:
    types = {"datasets": {"Dataset", "Paper", "Method"}, "hardware": {"Hardware", "Paper", "Method"}}.get(view, set(TYPES))
    return lambda iri: reader.kind(iri)[0] in types


def _around(adjacent: dict[str, dict[str, int]], is_hub: Callable[[str], bool]) -> dict[str, dict[str, int]]:
    """Only the nodes within two steps of a hub: a hub, what it is connected with, and the methods of those papers."""
    hubs = {iri for iri in adjacent if is_hub(iri)}
    near = {iri for hub in hubs for iri in adjacent[hub]}
    kept = hubs | near | {iri for one in near for iri in adjacent[one]}
    return {iri: {near: weight for near, weight in adjacent[iri].items() if near in kept} for iri in adjacent if iri in kept}


def _result_pairs(reader: Reader) -> Iterable[tuple[str, str]]:
    methods = dict(reader.pairs("ofMethod"))
    return ((methods[claim], dataset) for claim, dataset in reader.pairs("onDataset") if claim in methods)


def _chosen(folding: Folding, nodes: list[str], left_out: int, focus: str | None, view: str) -> Chosen:
    members = {iri: folding.members(iri) for iri in nodes}
    folds = {member: iri for iri, parts in members.items() for member in parts}
    return Chosen(nodes, left_out, focus, view, members, folds)

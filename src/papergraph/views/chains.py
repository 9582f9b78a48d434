"""Chains of "who beats whom": the longest ones, those through a method, and the ways from one method to another.

A chain is a way along comparisons, not a proof: wins on different data sets or metrics do not add up, and the answer
says of each chain whether it stays on one of each. Contradictory claims (circles) are reported, never followed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import islice, pairwise
from typing import Any

import msgspec
import networkx as nx

from papergraph.views.citing import Row, statement
from papergraph.views.layout import part_of
from papergraph.views.reading import Claim, Reader
from papergraph.views.wins import claims_on, read_claims

#: Ways that are looked at up and down from a method, and between two methods or from all, at most.
WAYS, PATHS = 12, 200


class Chain(msgspec.Struct):
    """Methods from the winner down, with one claim for each step."""

    methods: tuple[str, ...]
    steps: list[Claim]
    #: The data set and metric that all steps share, if they do.
    dataset: str | None = None
    metric: str | None = None

    @property
    def strict(self) -> bool:
        """All steps are on one data set and one metric."""
        return self.dataset is not None and self.metric is not None

    def row(self, reader: Reader) -> Row:
        """The chain, ready for JSON."""
        return {
            "length": len(self.steps),
            "methods": [reader.node(iri).label for iri in self.methods],
            "strict": self.strict,
            "dataset": reader.node(self.dataset).label if self.dataset else None,
            "metric": reader.node(self.metric).label if self.metric else None,
            "steps": [statement(reader, claim) for claim in self.steps],
        }


class Contradiction(msgspec.Struct):
    """Methods that beat each other in a circle, with one claim for each step of it."""

    methods: tuple[str, ...]
    claims: list[Claim]

    def row(self, reader: Reader) -> Row:
        """The contradiction, ready for JSON."""
        same = len({(claim.dataset, claim.metric) for claim in self.claims}) == 1 and self.claims[0].dataset is not None
        return {
            "methods": [reader.node(iri).label for iri in self.methods],
            "same_dataset_and_metric": same,
            "claims": [statement(reader, claim) for claim in self.claims],
        }


def strict_parts(graph: nx.DiGraph) -> Iterator[tuple[str, str, nx.DiGraph]]:
    """The graph of each (data set, metric) that is stated, in a stable order."""
    parts: dict[tuple[str, str], nx.DiGraph] = defaultdict(nx.DiGraph)
    read_claims(graph)
    for winner, loser in graph.edges:
        for claim in claims_on(graph, winner, loser):
            if claim.dataset and claim.metric:
                part = parts[claim.dataset, claim.metric]
                if part.has_edge(winner, loser):
                    part.edges[winner, loser]["claims"].append(claim)
                else:
                    part.add_edge(winner, loser, claims=[claim])
    for (dataset, metric), part in sorted(parts.items()):
        yield dataset, metric, part


def contradictions(graph: nx.DiGraph) -> list[Contradiction]:
    """One shortest circle of each strongly connected part, and every pair that beats each other."""
    found = []
    for part in sorted((sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1), key=lambda p: p[0]):
        inside = part_of(graph, part)
        pairs = [(a, b) for a, b in inside.edges if a < b and inside.has_edge(b, a)]
        circles: list[tuple[str, ...]] = sorted(pairs) or [_circle(inside, part[0])]
        for circle in circles:
            steps = [claims_on(graph, one, two)[0] for one, two in zip(circle, (*circle[1:], circle[0]), strict=True)]
            found.append(Contradiction(tuple(circle), steps))
    return found


def _circle(part: nx.DiGraph, start: str) -> tuple[str, ...]:
    """A shortest way from the start back to it."""
    back = min((nx.shortest_path(part, after, start) for after in sorted(part.successors(start))), key=len)
    return (start, *back[:-1])


def without_circles(graph: nx.DiGraph) -> nx.DiGraph:
    """The graph less the edges within strongly connected parts."""
    part = {node: number for number, nodes in enumerate(nx.strongly_connected_components(graph)) for node in nodes}
    circular = [(one, two) for one, two in graph.edges if part[one] == part[two]]
    if not circular:
        return graph
    clear = graph.copy()
    clear.remove_edges_from(circular)
    return clear


def longest(graph: nx.DiGraph, limit: int = 10, through: str | None = None) -> list[Chain]:
    """The longest chains of a graph of wins, the longest first; none is a part of another.

    Parameters
    ----------
    graph
        As `wins` gives it.
    limit
        Chains to give at most.
    through
        Only chains that hold this method.
    """
    clear = without_circles(graph)
    if through is not None and through not in clear:
        return []
    if through is None:
        tops = [node for node, count in clear.in_degree if count == 0]
        ways: Iterable[tuple[str, ...]] = _ways(clear, tops)
    else:
        above = list(islice(_ways(clear.reverse(copy=False), [through]), WAYS))
        below = list(islice(_ways(clear, [through]), WAYS))
        ways = sorted(((*up[::-1], *down[1:]) for up in above for down in below), key=lambda way: (-len(way), way))
    kept: list[tuple[str, ...]] = []
    for way in islice(ways, max(PATHS, 20 * limit)):
        if len(kept) == limit or len(way) < 2:
            break
        if not any(set(way) <= set(longer) for longer in kept):
            kept.append(way)
    return [chain_of(clear, way) for way in kept]


def _ways(graph: nx.DiGraph, starts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The ways down from the starts to an end, the longest first, of a graph without circles.

    A best-first search: how far it goes on from a node is known beforehand, so no way is followed in vain.
    """
    depth: dict[str, int] = {}
    for node in reversed(list(nx.topological_sort(graph))):
        depth[node] = max((depth[after] + 1 for after in graph.successors(node)), default=0)
    heap: list[tuple[int, int, tuple[str, ...]]] = [(-depth[node], 0, (node,)) for node in starts]
    heapify(heap)
    while heap:
        _, _, way = heappop(heap)
        after = sorted(graph.successors(way[-1]))
        if not after:
            yield way
        for node in after:
            heappush(heap, (-len(way) - depth[node], -len(way), (*way, node)))


def chain_of(graph: nx.DiGraph, way: tuple[str, ...]) -> Chain:
    """The way with a claim for each step: claims on one data set and metric where every step has one, else the surest."""
    steps = [claims_on(graph, one, two) for one, two in pairwise(way)]
    keys = [{(claim.dataset, claim.metric) for claim in claims if claim.dataset and claim.metric} for claims in steps]
    common = sorted(set.intersection(*keys)) if keys else []
    if common:
        chosen = [next(c for c in claims if (c.dataset, c.metric) == common[0]) for claims in steps]
        return Chain(way, chosen, *common[0])
    return Chain(way, [claims[0] for claims in steps])


def between(graph: nx.DiGraph, winner: str, loser: str, limit: int = 5, strict: bool = False) -> list[Chain]:
    """The shortest ways from one method down to another.

    Parameters
    ----------
    graph
        As `wins` gives it.
    winner, loser
        IRIs of the two methods.
    limit
        Chains to give at most.
    strict
        Only chains on one data set and metric.
    """
    if winner not in graph or loser not in graph:
        return []
    on_the_way = (nx.descendants(graph, winner) | {winner}) & (nx.ancestors(graph, loser) | {loser})
    near = part_of(graph, [node for node in graph if node in on_the_way])
    graphs = [part for _, _, part in strict_parts(near)] if strict else [near]
    found: dict[tuple[str, ...], Chain] = {}
    for part in graphs:
        if winner in part and loser in part and nx.has_path(part, winner, loser):
            for way in islice(nx.shortest_simple_paths(part, winner, loser), PATHS if strict else limit):
                found.setdefault(tuple(way), chain_of(part, tuple(way)))
    return sorted(found.values(), key=lambda chain: (not chain.strict, len(chain.steps), chain.methods))[:limit]


def longest_strict(graph: nx.DiGraph, limit: int = 10, through: str | None = None) -> list[Chain]:
    """The longest chains that stay on one data set and one metric."""
    found = []
    for dataset, metric, part in strict_parts(graph):
        for chain in longest(part, limit, through):
            found.append(msgspec.structs.replace(chain, dataset=dataset, metric=metric))
    return sorted(found, key=lambda chain: (-len(chain.steps), chain.methods, chain.dataset or ""))[:limit]


def nearest_forms(reader: Reader, graph: nx.DiGraph, winner: str, loser: str) -> tuple[str, str]:
    """The two methods, or those of their variants between which claims lead (DiT-XL for DiT) where none do between the two."""
    pairs = [(one, two) for one in (winner, *reader.variants(winner)) for two in (loser, *reader.variants(loser)) if one != two]
    for linked in (graph.has_edge, lambda a, b: a in graph and b in graph and nx.has_path(graph, a, b)):
        for one, two in pairs:
            if linked(one, two) or linked(two, one):
                return one, two
    return winner, loser


def through_forms(reader: Reader, method: str, find: Callable[[str], list[Chain]], limit: int) -> list[Chain]:
    """The longest of the chains through a method and through its variants."""
    found = {chain.methods: chain for form in (method, *reader.variants(method)) for chain in find(form)}
    return sorted(found.values(), key=lambda chain: (-len(chain.steps), chain.methods))[:limit]


def verdict(reader: Reader, graph: nx.DiGraph, winner: str, loser: str) -> dict[str, Any]:
    """Whether one method is known to be better than another, in one word and one sentence."""
    a, b = reader.node(winner).label, reader.node(loser).label
    direct, back = graph.has_edge(winner, loser), graph.has_edge(loser, winner)
    if direct and back:
        return {"known": "contradictory", "text": f"Claims go both ways: {a} beats {b}, and {b} beats {a}."}
    if direct:
        return {"known": "yes", "text": f"Yes: {a} is said to beat {b}."}
    if back:
        return {"known": "no", "text": f"No: {b} is said to beat {a}."}
    ways = between(graph, winner, loser, 1, strict=True)
    if ways:
        return {
            "known": "chain",
            "text": f"By a chain on one data set and metric: {a} is above {b}, though no paper compares them.",
        }
    if winner in graph and loser in graph and nx.has_path(graph, winner, loser):
        return {"known": "mixed", "text": f"Not known: only a chain over different data sets or metrics leads from {a} to {b}."}
    return {"known": "unknown", "text": f"Not known: no comparison leads from {a} to {b}."}

"""The network of wins: winner -> loser, whole or around some methods; claims of an edge are read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
from pyoxigraph import NamedNode

from papergraph.views.reading import Claim, Reader
from papergraph.views.scanning import all_claims
from papergraph.views.words import PG, RDF

#: Kind of wins -> property of the vocabulary.
PROPERTIES = {"quality": "outperforms", "efficiency": "moreEfficientThan"}
#: Above so many edges the claims of all are read in one go.
MANY = 5000


def wins(reader: Reader, kind: str = "quality", unnamed: bool = False) -> nx.DiGraph:
    """All wins of the graph, nodes and edges in a stable order.

    Parameters
    ----------
    reader
        The graph.
    kind
        `quality` or `efficiency`.
    unnamed
        Keep papers' unnamed methods.
    """
    hidden = set() if unnamed else _unnamed(reader)
    graph = nx.DiGraph(reader=reader, kind=kind)
    graph.add_edges_from(
        (winner, loser)
        for winner, loser in sorted(set(reader.pairs(PROPERTIES[kind])))
        if winner != loser and winner not in hidden and loser not in hidden
    )
    return graph


def wins_around(
    reader: Reader, starts: Iterable[str], kind: str = "quality", unnamed: bool = False, upwards: bool = False
) -> nx.DiGraph:
    """The wins on all ways down from some methods (and up, on request), walked in the store.

    Parameters
    ----------
    reader
        The graph.
    starts
        IRIs of the methods.
    kind, unnamed
        As of `wins`.
    upwards
        Also the ways that lead to the methods.
    """
    edges: set[tuple[str, str]] = set()
    for up in (False, True) if upwards else (False,):
        queue = list(starts)
        seen = set(queue)
        for here in queue:
            term = PG + PROPERTIES[kind]
            for there in reader.subjects(term, here) if up else reader.iris(here, term):
                if there != here and (unnamed or not reader.kind(there)[1]):
                    edges.add((there, here) if up else (here, there))
                    if there not in seen:
                        seen.add(there)
                        queue.append(there)
    graph = nx.DiGraph(reader=reader, kind=kind)
    graph.add_edges_from(sorted(edges))
    return graph


def _unnamed(reader: Reader) -> set[str]:
    quads = reader.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(PG + "UnnamedMethod"))
    return {quad.subject.value for quad in quads}


def claims_on(graph: nx.DiGraph, winner: str, loser: str) -> list[Claim]:
    """The claims behind an edge, the surest first; a bare one where the graph has the edge alone."""
    data = graph.edges[winner, loser]
    if "claims" not in data:
        reader: Reader = graph.graph["reader"]
        found = [claim for claim in reader.claims_of(winner, ("winner",)) if _states(claim, graph.graph["kind"])]
        for other, line in graph.adj[winner].items():
            line.setdefault("claims", [claim for claim in found if claim.loser == other])
    if not data["claims"]:
        data["claims"] = [Claim("", "outperforms", graph.graph["kind"], "", winner, loser)]
    claims: list[Claim] = data["claims"]
    return claims


def _states(claim: Claim, kind: str) -> bool:
    return claim.type == "outperforms" and claim.kind == kind


def read_claims(graph: nx.DiGraph) -> None:
    """Read the claims of all edges that have none yet (without their figures, where there are many)."""
    missing = [(one, two) for one, two, data in graph.edges(data=True) if "claims" not in data]
    if len(missing) <= MANY:
        for one, two in missing:
            claims_on(graph, one, two)
        return
    for one, two in missing:
        graph.edges[one, two]["claims"] = []
    for claim in all_claims(graph.graph["reader"]):
        if claim.loser is not None and graph.has_edge(claim.winner, claim.loser) and _states(claim, graph.graph["kind"]):
            graph.edges[claim.winner, claim.loser]["claims"].append(claim)
    for one, two in missing:
        if not graph.edges[one, two]["claims"]:
            del graph.edges[one, two]["claims"]

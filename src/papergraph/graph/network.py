"""A graph as a NetworkX network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import networkx
import pyoxigraph as ox

from papergraph.graph.conversion import python_value
from papergraph.graph.matching import match, members
from papergraph.graph.vocabulary import PG

if TYPE_CHECKING:
    from papergraph.graph.graph import Graph

#: Classes that are nodes of the network.
NETWORK_CLASSES = ("Paper", "Method", "MethodClass", "Dataset", "Task", "Hardware")
#: Properties that are edges; `mentions` only where none of the others ties the two.
EDGES = (
    "proposes", "introduces", "evaluatesOn", "trainsOn", "addresses", "beats", "targets", "measuredOn",
    "outperforms", "moreEfficientThan", "improves", "variantOf",
)  # fmt: skip
_SHORTCUT = {("outperforms", "quality"): "outperforms", ("outperforms", "efficiency"): "moreEfficientThan"}
_ATTRIBUTES = {
    "rdfs:label": "label",
    "dcterms:title": "label",
    "dcterms:date": "date",
    "schema:url": "url",
    "pg:code": "code",
    "pg:claimsStateOfTheArt": "claims_sota",
    "skos:altLabel": "alt",
}


def network(graph: Graph) -> networkx.MultiDiGraph:
    """The network of a graph.

    Nodes are IRIs with `type`, `label` and, where known, `alt`, `unnamed`, `date`, `url`, `code`, `claims_sota`. Edges are
    keyed by property. Edges from winner to loser (`outperforms`, `moreEfficientThan`, `improves`) carry `comparisons`, edges
    from a paper to a method `results`: lists of dictionaries with `iri`, `paper`, `dataset`, `metric`, `kind`, `confidence`
    and their values. `mentions` is an edge only where no more specific property ties the two.

    Examples
    --------
    >>> from papergraph.graph.graph import Graph
    >>> len(network(Graph(ox.Store(), "https://example.org/")))
    0
    """
    net = networkx.MultiDiGraph(base=graph.base)
    store = graph.store
    for type in NETWORK_CLASSES:
        net.add_nodes_from((iri, {"type": type, "label": iri}) for iri in members(store, f"pg:{type}"))
    _attributes(net, store)
    for name in (*EDGES, "mentions"):
        for source, _, target in match(store, None, f"pg:{name}"):
            if source in net and target.value in net and not (name == "mentions" and net.has_edge(source, target.value)):
                net.add_edge(source, target.value, key=name)
    for claim in claims(store, "Comparison"):
        key = _SHORTCUT.get((claim["type"], claim["kind"]), "improves")
        _attach(net, claim, (claim["winner"], claim["loser"], key), "comparisons")
    for claim in claims(store, "Result"):
        key = next(iter(net.get_edge_data(claim["paper"], claim["method"]) or ()), "mentions")
        _attach(net, claim, (claim["paper"], claim["method"], key), "results")
    return net


def _attributes(net: networkx.MultiDiGraph, store: ox.Store) -> None:
    for predicate, name in _ATTRIBUTES.items():
        for subject, _, object in match(store, None, predicate):
            if subject not in net:
                continue
            node = net.nodes[subject]
            if name in ("code", "alt"):
                node[name] = sorted([*node.get(name, []), object.value])
            else:
                node[name] = python_value(object)
    for subject in members(store, "pg:UnnamedMethod"):
        if subject in net:
            net.nodes[subject]["unnamed"] = True


def _attach(net: networkx.MultiDiGraph, claim: dict[str, Any], edge: tuple[str, str, str], name: str) -> None:
    """Put a claim on its edge; one that is no edge by its property (a family that wins or loses) makes none."""
    if net.has_edge(*edge):
        net.edges[edge].setdefault(name, []).append(claim)


_FIELDS = {
    "comparisonType": "type", "kind": "kind", "winner": "winner", "loser": "loser", "onDataset": "dataset",
    "byMetric": "metric", "winnerValue": "winner_value", "loserValue": "loser_value", "margin": "margin",
    "marginText": "margin_text", "confidence": "confidence", "ofMethod": "method", "value": "value", "unit": "unit",
    "measuredOn": "hardware",
}  # fmt: skip
_NAMES = {f"{PG}{term}": name for term, name in _FIELDS.items()}


def claims(store: ox.Store, type: str) -> Iterator[dict[str, Any]]:
    """All comparisons or results as dictionaries, sorted by IRI; what is not known is not there."""
    stated = match(store, None, "pg:states" if type == "Comparison" else "pg:reports")
    for claim, paper in sorted((object.value, subject) for subject, _, object in stated):
        found: dict[str, Any] = {"iri": claim, "paper": paper}
        for _, predicate, object in match(store, claim, None):
            name = _NAMES.get(predicate)
            if name is not None:
                found[name] = python_value(object)
        yield found

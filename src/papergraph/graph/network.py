"""A graph as a NetworkX network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import networkx
import pyoxigraph as ox

from papergraph.graph.conversion import python_value
from papergraph.graph.vocabulary import NAMESPACES, PG

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
_TYPE = ox.NamedNode(NAMESPACES["rdf"] + "type")
_ATTRIBUTES = {
    NAMESPACES["rdfs"] + "label": "label",
    NAMESPACES["dcterms"] + "title": "label",
    NAMESPACES["dcterms"] + "date": "date",
    NAMESPACES["schema"] + "url": "url",
    f"{PG}code": "code",
    f"{PG}claimsStateOfTheArt": "claims_sota",
}


def network(graph: Graph) -> networkx.MultiDiGraph:
    """The network of a graph.

    Nodes are IRIs with `type`, `label` and, where known, `alt`, `unnamed`, `date`, `url`, `code`, `claims_sota`. Edges are keyed by
    property. Edges from winner to loser (`outperforms`, `moreEfficientThan`, `improves`) carry `comparisons`, edges from a paper to
    a method `results`: lists of dictionaries with `iri`, `paper`, `dataset`, `metric`, `kind`, `confidence` and their values.
    `mentions` is an edge only where no more specific property ties the two.

    Examples
    --------
    >>> from papergraph.graph.graph import Graph
    >>> len(network(Graph(ox.Store(), "https://example.org/")))
    0
    """
    net = networkx.MultiDiGraph(base=graph.base)
    store = graph.store
    for type in NETWORK_CLASSES:
        for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(f"{PG}{type}"), None):
            net.add_node(quad.subject.value, type=type, label=quad.subject.value)
    _attributes(net, store)
    for name in (*EDGES, "mentions"):
        for quad in store.quads_for_pattern(None, ox.NamedNode(f"{PG}{name}"), None, None):
            source, target = quad.subject.value, quad.object.value
            if source in net and target in net and not (name == "mentions" and net.has_edge(source, target)):
                net.add_edge(source, target, key=name)
    for claim in claims(store, "Comparison"):
        _attach(net, claim, claim["winner"], claim["loser"], _SHORTCUT.get((claim["type"], claim["kind"]), "improves"), "comparisons")
    for claim in claims(store, "Result"):
        key = next(iter(net.get_edge_data(claim["paper"], claim["method"]) or ()), "mentions")
        _attach(net, claim, claim["paper"], claim["method"], key, "results")
    return net


def _attributes(net: networkx.MultiDiGraph, store: ox.Store) -> None:
    for iri, name in _ATTRIBUTES.items():
        for quad in store.quads_for_pattern(None, ox.NamedNode(iri), None, None):
            if quad.subject.value in net:
                node = net.nodes[quad.subject.value]
                value = python_value(quad.object)
                if name == "code":
                    node["code"] = sorted([*node.get("code", []), value])
                else:
                    node[name] = value
    for quad in store.quads_for_pattern(None, ox.NamedNode(NAMESPACES["skos"] + "altLabel"), None, None):
        if quad.subject.value in net:
            node = net.nodes[quad.subject.value]
            node["alt"] = sorted([*node.get("alt", []), quad.object.value])
    for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(f"{PG}UnnamedMethod"), None):
        if quad.subject.value in net:
            net.nodes[quad.subject.value]["unnamed"] = True


def _attach(net: networkx.MultiDiGraph, claim: dict[str, Any], source: str, target: str, key: str, name: str) -> None:
    """Put a claim on its edge; one that is no edge by its property (a family that wins or loses) makes none."""
    if net.has_edge(source, target, key):
        net.edges[source, target, key].setdefault(name, []).append(claim)


_FIELDS = {
    "comparisonType": "type", "kind": "kind", "winner": "winner", "loser": "loser", "onDataset": "dataset", "byMetric": "metric",
    "winnerValue": "winner_value", "loserValue": "loser_value", "margin": "margin", "marginText": "margin_text",
    "confidence": "confidence", "ofMethod": "method", "value": "value", "unit": "unit", "measuredOn": "hardware",
}  # fmt: skip
_NAMES = {f"{PG}{term}": name for term, name in _FIELDS.items()}


def claims(store: ox.Store, type: str) -> Iterator[dict[str, Any]]:
    """All comparisons or results as dictionaries, sorted by IRI; what is not known is not there."""
    stated = ox.NamedNode(f"{PG}{'states' if type == 'Comparison' else 'reports'}")
    quads = store.quads_for_pattern(None, stated, None, None)
    for claim, paper in sorted((quad.object.value, quad.subject.value) for quad in quads):
        found: dict[str, Any] = {"iri": claim, "paper": paper}
        for quad in store.quads_for_pattern(ox.NamedNode(claim), None, None, None):
            name = _NAMES.get(quad.predicate.value)
            if name is not None:
                found[name] = python_value(quad.object)
        yield found

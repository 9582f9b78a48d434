"""A graph in the formats of others."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from papergraph.files import replacing, resource
from papergraph.graph.conversion import python_value
from papergraph.graph.matching import match, members, values
from papergraph.graph.triples import Triple
from papergraph.graph.turtle import Turtle, sort_key
from papergraph.graph.vocabulary import NODE_CLASSES, PG

if TYPE_CHECKING:
    from papergraph.graph.graph import Graph

#: Format -> ending of its files; `csv` is a folder.
FORMATS = {"turtle": ".ttl", "ntriples": ".nt", "nquads": ".nq", "jsonld": ".jsonld", "graphml": ".graphml", "csv": ""}
#: Profiles: vocabularies of others, each with its CONSTRUCT query.
PROFILES = {"lpwc": "lpwc.rq"}
_LPWC = {
    "fabio": "http://purl.org/spar/fabio/",
    "lpwcc": "https://linkedpaperswithcode.com/class/",
    "lpwcp": "https://linkedpaperswithcode.com/property/",
}


def export(graph: Graph, format: str, output: Path) -> None:
    """Write a graph to a file (for `csv`: to a folder).

    Parameters
    ----------
    format
        One of :data:`FORMATS`.
    output
        File or folder.

    Raises
    ------
    PapergraphError
        It cannot be written.
    """
    if format == "csv":
        _csv(graph, output)
        return
    with replacing(output, "wb" if format in ("nquads", "graphml") else "w") as file:
        write(graph, format, file)


def write(graph: Graph, format: str, file: IO[Any]) -> None:
    """Write a graph to an open file: of bytes for `nquads` and `graphml`, else of text."""
    if format == "nquads":
        _nquads(graph, file)
    elif format == "graphml":
        _graphml(graph, file)
    else:
        pieces = {"turtle": _turtle, "ntriples": _ntriples, "jsonld": _jsonld}[format](graph)
        for piece in pieces:
            file.write(piece)


def export_profile(graph: Graph, profile: str, format: str, file: IO[str]) -> None:
    """Write a graph in another vocabulary, as Turtle or N-Triples (`ntriples`)."""
    answer = graph.query(resource("ontology", PROFILES[profile]).read_text(encoding="utf-8"))
    triples = [Triple.of(triple) for triple in answer]
    if format == "ntriples":
        file.writelines(sorted({f"{s} {p} {o} .\n" for s, p, o in triples}))
        return
    turtle = Turtle(graph.base, _LPWC)
    blocks = turtle.blocks(triples)
    file.write(turtle.head(blocks))
    file.write(blocks)


def _graphs(graph: Graph) -> list[str]:
    """The named graphs: that of the nodes, then those of the papers, sorted."""
    found: Any = graph.store.named_graphs()
    nodes = f"{graph.base}nodes"
    names = {name.value for name in found}
    return [nodes] * (nodes in names) + sorted(names - {nodes}, key=lambda name: name.removesuffix("/graph"))


def _quads(graph: Graph, name: str) -> Iterator[Any]:
    return graph.store.quads_for_pattern(None, None, None, ox.NamedNode(name))


def _rest(graph: Graph) -> Iterator[Any]:
    """Quads of no named graph (of files that others made)."""
    return graph.store.quads_for_pattern(None, None, None, ox.DefaultGraph())


def _turtle(graph: Graph) -> Iterator[str]:
    """The same bytes as a build writes."""
    turtle = Turtle(graph.base)
    yield turtle.head()
    about = f"<{graph.base}about"
    for name in _graphs(graph):
        triples = [Triple.of(quad) for quad in _quads(graph, name)]
        if name == f"{graph.base}nodes":
            yield turtle.blocks(t for t in triples if t.subject.startswith(about))
            triples = [t for t in triples if not t.subject.startswith(about)]
        yield turtle.blocks(triples)
    yield turtle.blocks(map(Triple.of, _rest(graph)))


def _ntriples(graph: Graph) -> Iterator[str]:
    for name in _graphs(graph):
        yield "".join(sorted(f"{q.subject} {q.predicate} {q.object} .\n" for q in _quads(graph, name)))
    yield "".join(sorted(f"{q.subject} {q.predicate} {q.object} .\n" for q in _rest(graph)))


def _nquads(graph: Graph, file: IO[bytes]) -> None:
    """A graph that lies there as N-Quads is copied; else the store writes it."""
    if graph.path is not None and graph.path.suffix == ".nq":
        with graph.path.open("rb") as source:
            shutil.copyfileobj(source, file, 1 << 20)
        return
    graph.store.dump(file, format=ox.RdfFormat.N_QUADS)


def _jsonld(graph: Graph) -> Iterator[str]:
    from papergraph.graph.jsonld import JsonLd

    def subjects() -> Iterator[tuple[str, list[Any]]]:
        for quads in (*(_quads(graph, name) for name in _graphs(graph)), _rest(graph)):
            ordered = sorted(quads, key=lambda quad: sort_key(str(quad.subject)))
            for subject, triples in groupby(ordered, key=lambda quad: str(quad.subject.value)):
                yield subject, list(triples)

    return JsonLd(graph.base).document(subjects())


# --- GraphML ------------------------------------------------------------------------------------------------------------

#: What XML cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _graphml(graph: Graph, file: IO[bytes]) -> None:
    """The network for Gephi and yEd: plain attributes, an id for each edge; claims as JSON."""
    import networkx

    net = graph.to_networkx()
    plain = networkx.MultiDiGraph()
    for node, attributes in net.nodes(data=True):
        plain.add_node(_xml(node), **_attributes(attributes))
    for number, (source, target, key, attributes) in enumerate(net.edges(keys=True, data=True)):
        claims = [*attributes.get("comparisons", ()), *attributes.get("results", ())]
        cells = {"id": f"e{number}", "label": key, "property": key, "weight": float(max(1, len(claims)))}
        plain.add_edge(_xml(source), _xml(target), key=number, **cells, **_attributes(attributes))
    networkx.write_graphml(plain, file, edge_id_from_attribute="id")


def _attributes(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: _cell(value) for name, value in attributes.items() if value is not None}


def _cell(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return _xml(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _xml(text: str) -> str:
    return _NOT_XML.sub("�", text)


# --- CSV ----------------------------------------------------------------------------------------------------------------

_CLASSES = (*NODE_CLASSES, "Comparison", "Result")
#: Column -> property; the headers are those of Neo4j's importer.
_COLUMNS = {
    "title": "dcterms:title",
    "identifier": "dcterms:identifier",
    "date": "dcterms:date",
    "url": "schema:url",
    "doi": "bibo:doi",
    "kind": "pg:kind",
    "comparisonType": "pg:comparisonType",
    "value:double": "pg:value",
    "unit": "pg:unit",
    "winnerValue:double": "pg:winnerValue",
    "loserValue:double": "pg:loserValue",
    "margin:double": "pg:margin",
    "marginText": "pg:marginText",
    "confidence:double": "pg:confidence",
    "lowerIsBetter:boolean": "pg:lowerIsBetter",
    "claimsStateOfTheArt:boolean": "pg:claimsStateOfTheArt",
}
_LISTS = {"alt:string[]": "skos:altLabel", "author:string[]": "dcterms:creator", "code:string[]": "pg:code"}
_EDGES = (
    "mentions", "proposes", "introduces", "evaluatesOn", "trainsOn", "addresses", "beats", "targets", "measuredOn", "states",
    "reports", "outperforms", "moreEfficientThan", "improves", "variantOf", "onDataset", "byMetric", "winner", "loser",
    "ofMethod",
)  # fmt: skip


def _csv(graph: Graph, folder: Path) -> None:
    """`nodes.csv` and `edges.csv`: nodes, papers, comparisons and results, and every property between two of them."""
    with replacing(folder / "nodes.csv") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("iri:ID", ":LABEL", "label", *_COLUMNS, *_LISTS, "quotes:string[]"))
        for name in _CLASSES:
            for iri in sorted(members(graph.store, f"pg:{name}")):
                writer.writerow(_node_row(graph, name, iri))
    with replacing(folder / "edges.csv") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((":START_ID", ":END_ID", ":TYPE"))
        for name in _EDGES:
            found = ((source, target.value) for source, _, target in match(graph.store, None, f"pg:{name}"))
            writer.writerows((source, target, name) for source, target in sorted(found))


def _node_row(graph: Graph, name: str, iri: str) -> Iterable[Any]:
    properties: dict[str, list[Any]] = {}
    for _, predicate, term in match(graph.store, iri, None):
        properties.setdefault(predicate, []).append(python_value(term))

    def found(prefixed: str) -> list[Any]:
        prefix, _, local = prefixed.partition(":")
        return sorted(properties.get(graph.prefixes[prefix] + local, []), key=str)

    classes = [name, "UnnamedMethod"] if f"{PG}UnnamedMethod" in properties.get(graph.prefixes["rdf"] + "type", ()) else [name]
    singles = [_plain(found(prefixed)[0]) if found(prefixed) else "" for prefixed in _COLUMNS.values()]
    lists = [_list(found(prefixed)) for prefixed in _LISTS.values()]
    label = [*found("rdfs:label"), *found("dcterms:title"), ""][0]
    quotes = [quote for evidence in found("pg:evidence") for quote in values(graph.store, evidence, "pg:quote")]
    return (iri, ";".join(classes), label, *singles, *lists, _list(quotes))


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, ".15g") if isinstance(value, float) else value


def _list(found: list[Any]) -> str:
    """Neo4j parts lists at `;`, which a text must not hold."""
    return ";".join(str(value).replace(";", ",") for value in found)

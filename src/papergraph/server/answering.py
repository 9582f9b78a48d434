"""The answer to a query, no longer than the limit, in the format that the client wants."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox

from papergraph.graph.asking import _TOKEN, QueryError, with_values
from papergraph.graph.graph import Graph
from papergraph.graph.vocabulary import XSD
from papergraph.server.formats import HTML, ROWS, TRIPLES, choose
from papergraph.server.guard import calls_others, update_word
from papergraph.server.wire import Limits, Reply, Task, refusal

_RESULTS = {
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
#: Says to the client that rows are missing, as other endpoints do.
CUT = "X-SPARQL-MaxRows"


def answer(graph: Graph, task: Task, limits: Limits, bindings: Mapping[str, Any] | None = None) -> Reply:
    """Answer a query, or say on one line why not."""
    sparql = task.text
    if word := update_word(sparql):
        return refusal(403, f"this endpoint is read-only: {word} is refused")
    if calls_others(sparql):
        return refusal(403, "this endpoint asks no other: SERVICE is refused")
    try:
        found = _ask(graph, task, bindings or {})
        if isinstance(found, ox.QueryBoolean):
            return _truth(bool(found), choose(task.accept, ROWS))
        if isinstance(found, ox.QueryTriples):
            triples = list(islice(found, limits.rows + 1))
            return written(graph, triples[: limits.rows], choose(task.accept, TRIPLES), limits, task.text)
        return _table(graph, found, task, limits)
    except QueryError as error:
        return refusal(400, str(error))


def _ask(graph: Graph, task: Task, bindings: Mapping[str, Any]) -> Any:
    if not (task.default_graphs or task.named_graphs or _names_graphs(task.text)):
        return graph.query(task.text, **bindings)
    try:
        return graph.store.query(
            with_values(task.text, {ox.Variable(k): v for k, v in bindings.items()}) if bindings else task.text,
            prefixes=graph.prefixes,
            **_data_set(task),
        )
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())[:300]}") from error


def _data_set(task: Task) -> dict[str, Any]:
    """The data set of the protocol, which goes before that of the query."""
    if not (task.default_graphs or task.named_graphs):
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in task.default_graphs],
        "named_graphs": [ox.NamedNode(iri) for iri in task.named_graphs],
    }


def _names_graphs(sparql: str) -> bool:
    """Whether the query has a FROM clause; it then is not asked of the union of all graphs."""
    words = (match for match in _TOKEN.finditer(sparql) if match["word"])
    return any(match["word"].upper() == "FROM" and sparql[match.start() - 1 : match.start()] != ":" for match in words)


def _truth(value: bool, media: str) -> Reply:
    text = json.dumps({"head": {}, "boolean": value})
    if ROWS[media] == "json":
        return Reply(200, media, text.encode())
    if ROWS[media] == "xml":
        return Reply(200, media, _converted(text, "xml"))
    return Reply(200, "text/plain", b"true\n" if value else b"false\n")


def _table(graph: Graph, found: Any, task: Task, limits: Limits) -> Reply:
    names = [variable.value for variable in found.variables]
    rows: list[list[Any]] = []
    size, cut = 0, False
    try:
        for solution in found:
            row = [solution[name] for name in names]
            size += sum(len(getattr(term, "value", "")) + 80 for term in row if term is not None)
            if len(rows) >= limits.rows or size > limits.answer:
                cut = True
                break
            rows.append(row)
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())[:300]}") from error
    media = choose(task.accept, ROWS)
    headers = {CUT: str(len(rows))} if cut else {}
    if media == HTML:
        from papergraph.server.pages import table_page

        return Reply(200, media, table_page(graph, task, names, rows, cut), headers)
    text = results_json(names, rows)
    return Reply(200, media, text.encode() if ROWS[media] == "json" else _converted(text, ROWS[media]), headers)


def written(graph: Graph, triples: Sequence[Any], media: str, limits: Limits, about: str) -> Reply:
    """Triples as a reply."""
    headers = {CUT: str(limits.rows)} if len(triples) >= limits.rows else {}
    if media == HTML:
        from papergraph.server.pages import table_page

        rows = [[t.subject, t.predicate, t.object] for t in triples]
        task = Task("query", about)
        return Reply(200, media, table_page(graph, task, ["subject", "predicate", "object"], rows, bool(headers)), headers)
    data = ox.serialize(triples, format=_RDF[TRIPLES[media]], prefixes=graph.prefixes) or b""
    if len(data) > limits.answer:
        return refusal(400, f"the answer is larger than {limits.answer // 1_000_000} MB: give the query a LIMIT")
    return Reply(200, media, data, headers)


def _converted(text: str, name: str) -> bytes:
    parsed: Any = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    data: bytes = parsed.serialize(format=_RESULTS[name])
    return data


def results_json(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """SPARQL 1.1 Query Results JSON Format of rows that were already read."""
    bindings = [{name: _term(term) for name, term in zip(names, row, strict=True) if term is not None} for row in rows]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _term(term: Any) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "bnode", "value": str(getattr(term, "value", term))}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != f"{XSD}string":
        found["datatype"] = term.datatype.value
    return found

"""Answering one request after another from a graph; runs in a worker process."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
import pyoxigraph as ox

from papergraph.errors import PapergraphError
from papergraph.graph.asking import QueryError, forbidden, short, variables, with_values
from papergraph.graph.graph import Graph, open_graph
from papergraph.graph.matching import match
from papergraph.serving.messages import Ask, Describe, Reply, Request, failure
from papergraph.serving.negotiation import RESULTS, TRIPLES, choose

log = logging.getLogger(__name__)


class Answerer:
    """Answers requests.

    Parameters
    ----------
    path
        The graph, as :func:`papergraph.graph.open_graph` takes it.
    """

    def __init__(self, path: str) -> None:
        self.graph = open_graph(path)

    def __call__(self, request: Request) -> Reply:
        """Answer a request; whatever it holds, there is an answer."""
        try:
            return self._ask(request) if isinstance(request, Ask) else self._describe(request)
        except _TooLarge:
            return failure(413, "the answer is too large; ask for less, with LIMIT for instance")
        except MemoryError:
            return failure(503, "the query needs too much memory")
        except PapergraphError as error:
            return failure(400, str(error))
        except Exception as error:
            log.exception("a request could not be answered")
            return failure(500, f"the request could not be answered ({type(error).__name__})")

    # --- SPARQL -------------------------------------------------------------------------------------------------------

    def _ask(self, request: Ask) -> Reply:
        word = forbidden(request.query)
        if word:
            return failure(400, f"{word} is not allowed: this endpoint answers from its own graph and changes nothing")
        query = self._bound(request) if request.bindings else request.query
        answer = self._answer(query, request)
        if isinstance(answer, ox.QueryTriples):
            return _triples(answer, self.graph, request)
        media = choose(request.accept, list(RESULTS))
        if media is None:
            return failure(406, f"this query can be answered as {', '.join(list(RESULTS)[:4])}")
        if isinstance(answer, ox.QueryBoolean):
            if RESULTS[media] in ("CSV", "TSV"):
                return Reply(media=f"{media}; charset=utf-8", body=b"true\n" if answer else b"false\n")
            return Reply(media=media, body=answer.serialize(format=getattr(ox.QueryResultsFormat, RESULTS[media])) or b"")
        return _rows(answer, media, request)

    def _bound(self, request: Ask) -> str:
        from papergraph.graph.binding import resolve

        known = variables(request.query)
        terms = {}
        for name, value in request.bindings.items():
            if name not in known:
                raise QueryError(f"the query has no variable ?{name}")
            terms[ox.Variable(name)] = resolve(self.graph, name, value)
        return with_values(request.query, terms)

    def _answer(self, query: str, request: Ask) -> Any:
        graphs: dict[str, Any] = {"use_default_graph_as_union": True}
        try:
            if request.default_graphs or request.named_graphs:
                graphs = {
                    "default_graph": [ox.NamedNode(iri) for iri in request.default_graphs] or None,
                    "named_graphs": [ox.NamedNode(iri) for iri in request.named_graphs] or None,
                }
            return self.graph.store.query(query, prefixes=self.graph.prefixes, **graphs)
        except SyntaxError as error:
            raise QueryError(f"no valid SPARQL: {short(error)}") from error
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"the query failed: {short(error)}") from error

    # --- nodes --------------------------------------------------------------------------------------------------------

    def _describe(self, request: Describe) -> Reply:
        iri = self.graph.base + request.path
        try:
            ox.NamedNode(iri)
        except ValueError:
            return failure(404, "the graph has no node of this address")
        if request.html:
            from papergraph.views.card import card
            from papergraph.views.reading import Reader

            node = self.graph.node(iri)
            if node is None:
                return failure(404, "the graph has no node of this address")
            row = {"base": self.graph.base, "card": card(Reader(self.graph), iri, 50)}
            return Reply(media="application/json", body=msgspec.json.encode(row))
        triples = list(islice(self._around(iri), request.rows))
        if not triples:
            return failure(404, "the graph has no node of this address")
        return _serialized(triples, self.graph, request.accept, {})

    def _around(self, iri: str) -> Iterator[ox.Triple]:
        """Triples of a node, of a paper's parts, and those that point to it."""
        node = ox.NamedNode(iri)
        for quad in self.graph.store.quads_for_pattern(node, None, None, None):
            yield quad.triple
        if not any(True for _ in match(self.graph.store, iri, None)):
            return
        for quad in self.graph.store.quads_for_pattern(None, None, node, None):
            yield quad.triple


class _TooLarge(Exception):
    pass


class _Bounded(io.BytesIO):
    """Bytes up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise _TooLarge
        return super().write(data)


def _rows(answer: Any, media: str, request: Ask) -> Reply:
    """At most so many rows: as SPARQL JSON, from which Oxigraph makes the other formats."""
    names = [variable.value for variable in answer.variables]
    out = _Bounded(request.answer_bytes)
    out.write(f'{{"head":{json.dumps({"vars": names})},"results":{{"bindings":['.encode())
    headers, separator = {}, b""
    for number, row in enumerate(_checked(answer)):
        if number == request.rows:
            headers["X-SPARQL-MaxRows"] = str(request.rows)
            break
        cells = {name: _term(row[name]) for name in names if row[name] is not None}
        out.write(separator + json.dumps(cells, ensure_ascii=False).encode("utf-8", "replace"))
        separator = b",\n"
    out.write(b"]}}")
    body = out.getvalue()
    if RESULTS[media] != "JSON":
        rows: Any = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        body = rows.serialize(format=getattr(ox.QueryResultsFormat, RESULTS[media]))
    return Reply(media=f"{media}; charset=utf-8" if media.startswith("text/") else media, body=body, headers=headers)


def _checked(answer: Any) -> Iterator[Any]:
    """Rows or triples, errors of their evaluation told as such."""
    try:
        yield from answer
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {short(error)}") from error


def _term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        return cell | {"xml:lang": term.language}
    datatype = term.datatype.value
    return cell if datatype == "http://www.w3.org/2001/XMLSchema#string" else cell | {"datatype": datatype}


def _triples(answer: Any, graph: Graph, request: Ask) -> Reply:
    triples = list(islice(_checked(answer), request.rows + 1))
    headers = {"X-SPARQL-MaxRows": str(request.rows)} if len(triples) > request.rows else {}
    return _serialized(triples[: request.rows], graph, request.accept, headers, request.answer_bytes)


def _serialized(triples: list[Any], graph: Graph, accept: str, headers: dict[str, str], limit: int = 50_000_000) -> Reply:
    media = choose(accept, list(TRIPLES))
    if media is None:
        return failure(406, f"triples can be had as {', '.join(list(TRIPLES)[:4])}")
    out = _Bounded(limit)
    ox.serialize(triples, out, getattr(ox.RdfFormat, TRIPLES[media]), prefixes=graph.prefixes)
    kind = f"{media}; charset=utf-8" if media.startswith("text/") else media
    return Reply(media=kind, body=out.getvalue(), headers=headers)


def work() -> None:
    """A worker: reads requests from standard input and writes replies to standard output until it ends."""
    from papergraph.serving.workers import read_message, write_message

    settings = msgspec.msgpack.decode(read_message(sys.stdin.buffer) or b"")
    try:
        answerer = Answerer(settings["path"])
    except PapergraphError as error:
        write_message(sys.stdout.buffer, msgspec.msgpack.encode(failure(500, str(error))))
        return
    _bound_memory(settings["memory"])
    write_message(sys.stdout.buffer, msgspec.msgpack.encode(Reply(body=answerer.graph.base.encode())))
    while (data := read_message(sys.stdin.buffer)) is not None:
        reply = answerer(msgspec.msgpack.decode(data, type=Request))
        write_message(sys.stdout.buffer, msgspec.msgpack.encode(reply))


def _bound_memory(more: int) -> None:
    """A query that takes more memory than this ends its worker, not the machine (where the system can say so)."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            size = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + more, size + more))
    except (ImportError, OSError, ValueError):
        return

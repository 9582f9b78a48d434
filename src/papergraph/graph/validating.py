"""Whether a graph is what the ontology promises: SHACL shapes, or a subset of them as SPARQL where the graph is large."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from papergraph.errors import InputError, PapergraphError
from papergraph.files import resource
from papergraph.graph.conversion import python_value

if TYPE_CHECKING:
    import rdflib

    from papergraph.graph.graph import Graph

#: Above this number of triples the checks of `ontology/checks/` take the place of pySHACL (about 10,000 triples a second).
SHACL_TRIPLES = 200_000
_SH = "http://www.w3.org/ns/shacl#"
#: At most this many violations of one check are told.
_MOST = 100


class Violation(msgspec.Struct, frozen=True, order=True):
    """Something that is not as promised."""

    #: What should be, as a person says it.
    message: str
    node: str
    label: str
    value: str | None = None


class Validation(msgspec.Struct):
    """What was checked, and what is wrong."""

    #: `"shacl"` or `"sparql"`.
    checked_by: str
    triples: int
    violations: list[Violation]


def validate(graph: Graph, method: str = "auto", shapes: Path | None = None) -> Validation:
    """Check a graph.

    Parameters
    ----------
    method
        `"shacl"`: all shapes, by pySHACL; `"sparql"`: the queries of `ontology/checks/`, each of which finds what breaks one
        rule; `"auto"`: SHACL up to :data:`SHACL_TRIPLES`.
    shapes
        Other shapes than those of `ontology/shapes.ttl`, for SHACL.

    Raises
    ------
    PapergraphError
        pySHACL is not installed, or the shapes cannot be read.
    """
    if method == "auto":
        method = "shacl" if shapes or (len(graph) <= SHACL_TRIPLES and _has_pyshacl()) else "sparql"
    found = _shacl(graph, shapes) if method == "shacl" else _sparql(graph)
    return Validation(method, len(graph), sorted(set(found)))


def _has_pyshacl() -> bool:
    from importlib.util import find_spec

    return find_spec("pyshacl") is not None


def _sparql(graph: Graph) -> Iterator[Violation]:
    for path in sorted(resource("ontology", "checks").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        message = query.splitlines()[0].lstrip("# ")
        answer = graph.query(f"{query}\nLIMIT {_MOST}")
        has_value = "value" in {variable.value for variable in answer.variables}
        for row in answer:
            value = python_value(row["value"]) if has_value else None
            yield _violation(graph, message, row["node"].value, None if value is None else str(value))


def _violation(graph: Graph, message: str, iri: str, value: str | None) -> Violation:
    node = graph.node(iri)
    return Violation(message, iri, node.label if node else "", value)


def _shacl(graph: Graph, shapes: Path | None) -> Iterator[Violation]:
    try:
        import pyshacl
    except ImportError as error:
        raise PapergraphError("SHACL needs pySHACL: pip install 'papergraph-kg[validate]'") from error
    import rdflib

    data = rdflib.Graph()
    for s, p, o in graph.to_rdflib().triples((None, None, None)):
        data.add((s, p, o))
    _, report, text = pyshacl.validate(data, shacl_graph=_shapes(shapes or resource("ontology", "shapes.ttl")))
    if not isinstance(report, rdflib.Graph):
        raise PapergraphError(f"the shapes cannot be used: {text}")
    sh = rdflib.Namespace(_SH)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        node, value = report.value(result, sh.focusNode), report.value(result, sh.value)
        messages = sorted(str(message) for message in report.objects(result, sh.resultMessage))
        yield _violation(graph, "; ".join(messages), str(node), None if value is None or value == node else str(value))


def _shapes(path: Path) -> rdflib.Graph:
    import rdflib

    try:
        return rdflib.Graph().parse(path, format=rdflib.util.guess_format(str(path)) or "turtle")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", str(path)) from error
    except Exception as error:
        raise InputError(f"no RDF: {' '.join(str(error).split())[:200]}", str(path)) from error

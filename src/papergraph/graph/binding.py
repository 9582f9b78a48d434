"""From what a person gives for a variable of a query to an RDF term."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from papergraph.errors import PapergraphError
from papergraph.graph.vocabulary import XSD

if TYPE_CHECKING:
    from papergraph.graph.graph import Graph

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_METHODS = ("Method", "MethodClass")
#: Classes that a variable of this name may be, where the query does not say.
TYPES: dict[str, tuple[str, ...]] = {
    "method": _METHODS,
    "winner": _METHODS,
    "loser": _METHODS,
    "dataset": ("Dataset",),
    "task": ("Task",),
    "metric": ("Metric",),
    "hardware": ("Hardware",),
    "paper": ("Paper",),
}


def resolve(graph: Graph, name: str, value: str, types: Sequence[str] | None = None) -> ox.NamedNode | ox.Literal:
    """The term for a variable.

    Parameters
    ----------
    graph
        The graph in which names are looked up.
    name
        The variable.
    value
        A name or IRI of a node; behind `=` a literal: a number, `true`, `false` or text.
    types
        Classes that the node may be, the first before the others; by default the variable's name decides.

    Raises
    ------
    PapergraphError
        No node, or several, have the name.
    """
    if value.startswith("="):
        return literal(value[1:])
    types = types or TYPES.get(name)
    nodes = graph.find(value, types)
    if types and nodes:
        first = min(types.index(node.type) for node in nodes)
        nodes = [node for node in nodes if node.type == types[first]]
    if len(nodes) == 1:
        return ox.NamedNode(nodes[0].iri)
    if nodes:
        listed = "".join(f"\n  {node.iri}  {node.type}: {node.label}{_also(node.alt)}" for node in nodes)
        raise PapergraphError(f"{name}={value}: {len(nodes)} nodes have this name; give the IRI of one:{listed}")
    similar = graph.suggest(value)
    hint = f"; similar names: {', '.join(similar)}" if similar else ""
    raise PapergraphError(f"{name}={value}: no {' or '.join(types) if types else 'node'} of this name in the graph{hint}")


def literal(text: str) -> ox.Literal:
    """A literal: a number, a truth value, or text.

    Examples
    --------
    >>> literal("85.4").datatype.value, literal("true").value, literal("85 %").value
    ('http://www.w3.org/2001/XMLSchema#decimal', 'true', '85 %')
    """
    if text in ("true", "false"):
        return ox.Literal(text == "true")
    if _NUMBER.fullmatch(text):
        datatype = "decimal" if "." in text else "integer"
        return ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{datatype}"))
    return ox.Literal(text.encode("utf-8", "replace").decode())


def _also(alt: tuple[str, ...]) -> str:
    return f" ({', '.join(alt[:4])})" if alt else ""

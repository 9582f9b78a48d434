"""From a name as a person types it to one node of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from papergraph.errors import PapergraphError
from papergraph.views.words import TYPES, shorten

if TYPE_CHECKING:
    from papergraph.graph import Graph


def resolve(graph: Graph, name: str, types: Sequence[str] | None = None) -> str:
    """IRI of the node that the name means.

    Parameters
    ----------
    graph
        The open graph.
    name
        Label, other name or IRI.
    types
        Classes that are meant (`Method` …); any that pictures show if None.

    Raises
    ------
    PapergraphError
        Nothing has that name (the nearest are named), or several nodes have it (they are listed).
    """
    found = graph.find(name, types=types or tuple(TYPES))
    exact = [node for node in found if name in (node.label, node.iri)]
    found = exact if len(exact) == 1 else found
    if len(found) == 1:
        return str(found[0].iri)
    if found:
        listed = "\n".join(
            f"  {shorten(node.label, 80)} ({_kind(node.type)})  {_short(graph, node.iri)}" for node in found[:20]
        )
        raise PapergraphError(
            f"{shorten(name, 80)!r} names {len(found)} things; choose one, e.g. {_short(graph, found[0].iri)}:\n{listed}"
        )
    near = [shorten(label, 80) for label in graph.suggest(name)]
    what = _kind(types[0]) if types and len(types) == 1 else "node"
    hint = f"; the nearest names are {', '.join(near)}" if near else ""
    raise PapergraphError(f"no {what} is called {shorten(name, 80)!r}{hint}")


def _short(graph: Graph, iri: str) -> str:
    """The IRI as `method:dit`, where a prefix of the graph begins it."""
    starts = [(start, prefix) for prefix, start in graph.prefixes.items() if iri.startswith(start) and iri != start]
    start, prefix = max(starts, key=lambda item: len(item[0]), default=("", ""))
    return f"{prefix}:{iri.removeprefix(start)}" if prefix else iri


def _kind(name: str) -> str:
    return TYPES[name].label.lower() if name in TYPES else name.lower()

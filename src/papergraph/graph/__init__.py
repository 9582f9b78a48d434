"""Linked facts as RDF: writing, opening, asking, walking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from papergraph.graph.about import About
    from papergraph.graph.graph import Graph, Node, open_graph
    from papergraph.graph.writing import TURTLE_PAPERS, Written, write_graph

__all__ = ["TURTLE_PAPERS", "About", "Graph", "Node", "Written", "open_graph", "write_graph"]

# Opening a graph must not load what writing one needs.
_HOME = {
    "About": "about",
    "Graph": "graph",
    "Node": "graph",
    "open_graph": "graph",
    "TURTLE_PAPERS": "writing",
    "Written": "writing",
    "write_graph": "writing",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOME:
        raise AttributeError(f"module 'papergraph.graph' has no attribute {name!r}")
    return getattr(import_module(f"papergraph.graph.{_HOME[name]}"), name)

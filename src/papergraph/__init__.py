"""papergraph: a knowledge graph of methods, data sets and results from titles and abstracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "build", "extract", "load", "open"]

if TYPE_CHECKING:
    from papergraph.building import build
    from papergraph.extraction import extract, load
    from papergraph.graph import Graph
    from papergraph.graph import open_graph as open

# The public names, loaded when first used: importing papergraph costs nothing.
_HOME = {
    "load": ("papergraph.extraction", "load"),
    "extract": ("papergraph.extraction", "extract"),
    "build": ("papergraph.building", "build"),
    "open": ("papergraph.graph", "open_graph"),
    "Graph": ("papergraph.graph", "Graph"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    try:
        module, attribute = _HOME[name]
    except KeyError:
        raise AttributeError(f"module 'papergraph' has no attribute {name!r}") from None
    return getattr(import_module(module), attribute)

"""A graph that was built: to ask with SPARQL, to walk with NetworkX, to look up names in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pyoxigraph as ox

from papergraph.graph.asking import ask
from papergraph.graph.reading import open_store
from papergraph.graph.vocabulary import prefixes

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

    from papergraph.graph.lookup import Lookup
    from papergraph.views.notebook import Shown

Term = ox.NamedNode | ox.Literal


class Node(msgspec.Struct, frozen=True):
    """A node and its names."""

    iri: str
    #: `"Method"`, `"Dataset"`, `"Paper"` ...
    type: str
    label: str
    alt: tuple[str, ...] = ()


def open_graph(path: str | os.PathLike[str] = "outputs") -> Graph:
    """Open a graph.

    Parameters
    ----------
    path
        A folder written by `papergraph build`, or an RDF file.

    Raises
    ------
    UsageError
        There is no graph.
    InputError
        The file is no RDF.
    """
    store, base, file = open_store(path)
    return Graph(store, base, file)


class Graph:
    """A graph that was built.

    Parameters
    ----------
    store
        Its triples; a paper's stand in a named graph of their own.
    base
        What the IRIs of its nodes begin with.
    path
        The file it was read from, if any.
    """

    def __init__(self, store: ox.Store, base: str, path: Path | None = None) -> None:
        self.store = store
        self.base = base
        self.path = path

    def __len__(self) -> int:
        return len(self.store)

    def __repr__(self) -> str:
        return f"<papergraph.Graph of {len(self):,} triples: {self.path or self.base}>"

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<tr><td>{escape(name)}</td><td>{count:,}</td></tr>" for name, count in self.counts().items())
        return f"<table><caption>papergraph.Graph ({escape(str(self.path or self.base))})</caption>{rows}</table>"

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefixes that queries may use without declaring them."""
        return prefixes(self.base)

    def query(self, sparql: str, /, **bindings: Term | str | float | bool) -> Any:
        """Ask with SPARQL; the default graph is the union of all graphs, and all prefixes of the graph are declared.

        Parameters
        ----------
        sparql
            The query.
        **bindings
            Values of variables, bound as RDF terms. A plain string is the IRI of a node if it is one, else a literal.

        Returns
        -------
        pyoxigraph.QuerySolutions, pyoxigraph.QueryBoolean or pyoxigraph.QueryTriples

        Raises
        ------
        QueryError
            The query is no SPARQL, or cannot take the bindings.

        Examples
        --------
        >>> graph = Graph(ox.Store(), "https://example.org/")
        >>> bool(graph.query("ASK { ?paper pg:evaluatesOn ?dataset }", dataset=ox.NamedNode("https://example.org/dataset/x")))
        False
        """
        return ask(self.store, sparql, {name: self._term(value) for name, value in bindings.items()}, self.prefixes)

    def _term(self, value: Term | str | float | bool) -> Term:
        if isinstance(value, str):
            return ox.NamedNode(value) if value.startswith(self.base) else ox.Literal(value)
        return value if isinstance(value, ox.NamedNode | ox.Literal) else ox.Literal(value)

    def counts(self) -> dict[str, int]:
        """Number of members of each class of nodes and claims."""
        from papergraph.graph.vocabulary import NODE_CLASSES

        found = {}
        for name in (*NODE_CLASSES, "Comparison", "Result"):
            rows = list(self.query(f"SELECT (COUNT(*) AS ?n) {{ ?x a pg:{name} }}"))
            found[name] = int(rows[0]["n"].value)
        return found

    @cached_property
    def lookup(self) -> Lookup:
        """Names and their nodes."""
        from papergraph.graph.lookup import Lookup

        return Lookup(self)

    def find(self, name: str, types: Sequence[str] | None = None) -> list[Node]:
        """Nodes that a name denotes: by IRI, label or other name, in any spelling; labels come before other names.

        Parameters
        ----------
        name
            As a person writes it, an IRI, or a short form such as `dataset:imagenet`.
        types
            Classes to look in, e.g. `["Method"]`; all if None.
        """
        return self.lookup.find(name, types)

    def suggest(self, name: str, n: int = 5) -> list[str]:
        """Labels that look like a name, the nearest first."""
        return self.lookup.suggest(name, n)

    def node(self, iri: str) -> Node | None:
        """The node of an IRI."""
        return self.lookup.node(iri)

    def viz(self, focus: str | None = None, **options: Any) -> Shown:
        """The interactive page, whole or around a node, for a notebook; `.save(path)` writes it.

        Parameters
        ----------
        focus
            Name of the node in the middle.
        **options
            `hops`, `max_nodes`, `view`, `expand_variants`, as of `papergraph viz`.
        """
        from papergraph.views.notebook import shown

        return shown(self, focus, **options)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The network of papers, methods, data sets, tasks and hardware; see :mod:`papergraph.graph.network`."""
        from papergraph.graph.network import network

        return network(self)

    def to_rdflib(self) -> rdflib.Dataset:
        """A copy as an rdflib data set whose default graph is the union."""
        from papergraph.graph.conversion import to_rdflib

        return to_rdflib(self)

    def to_pandas(self, sparql: str, /, **bindings: Any) -> pandas.DataFrame:
        """The answer to a SELECT query as a data frame (pandas must be installed)."""
        from papergraph.graph.conversion import to_pandas

        return to_pandas(self.query(sparql, **bindings))

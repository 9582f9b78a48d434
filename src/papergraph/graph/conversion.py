"""A graph as rdflib's, an answer as pandas'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from papergraph.errors import PapergraphError
from papergraph.graph.asking import Answer, QueryError
from papergraph.graph.vocabulary import XSD

if TYPE_CHECKING:
    import pandas
    import rdflib

    from papergraph.graph.graph import Graph


def to_rdflib(graph: Graph) -> rdflib.Dataset:
    """All quads of a graph as an rdflib data set whose default graph is the union."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    data = graph.store.dump(format=ox.RdfFormat.N_QUADS)
    if data:
        dataset.parse(data=data, format="nquads")
    for prefix, namespace in graph.prefixes.items():
        dataset.bind(prefix, namespace)
    return dataset


def to_pandas(answer: Answer) -> pandas.DataFrame:
    """The rows of a SELECT query.

    Raises
    ------
    PapergraphError
        pandas is not installed, or the query is no SELECT.
    """
    try:
        import pandas
    except ImportError as error:
        raise PapergraphError("to_pandas needs pandas: pip install pandas") from error
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError("only the answer to a SELECT query is a table")
    columns = [variable.value for variable in answer.variables]
    return pandas.DataFrame([[python_value(row[name]) for name in columns] for row in answer], columns=columns)


_NUMBERS = {f"{XSD}{name}": float for name in ("decimal", "double", "float")} | {f"{XSD}integer": int}


def python_value(term: Any) -> str | float | int | bool | None:
    """A term as a plain value: numbers and booleans as such, IRIs and all else as text.

    Examples
    --------
    >>> python_value(ox.Literal(1.5)), python_value(ox.NamedNode("http://example.org/x")), python_value(None)
    (1.5, 'http://example.org/x', None)
    """
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(getattr(term, "value", term))
    datatype = term.datatype.value
    if datatype == f"{XSD}boolean":
        return bool(term.value in ("true", "1"))
    if datatype in _NUMBERS:
        return _NUMBERS[datatype](term.value)
    return str(term.value)

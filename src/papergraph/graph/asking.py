"""Asking a store with SPARQL, with values for its variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from papergraph.errors import PapergraphError

Term = ox.NamedNode | ox.Literal
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: What may hide a brace or a variable: strings, IRIs, comments.
_TOKEN = re.compile(
    r"""(?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      |(?P<iri><[^<>"{}|^`\\\s]*>)|(?P<comment>\#[^\n]*)|(?P<variable>[?$](?P<name>\w+))|(?P<open>\{)""",
    re.VERBOSE | re.DOTALL,
)


class QueryError(PapergraphError):
    """A query that is no SPARQL, or cannot be answered."""


def variables(sparql: str) -> set[str]:
    """Names of the variables of a query.

    Examples
    --------
    >>> sorted(variables('SELECT ?a { ?a <http://x/?b> "?c" } # ?d'))
    ['a']
    """
    return {match["name"] for match in _TOKEN.finditer(sparql) if match["name"]}


def ask(store: ox.Store, sparql: str, bindings: Mapping[str, Term], prefixes: Mapping[str, str]) -> Answer:
    """Answer a query.

    Parameters
    ----------
    store
        The default graph of the query is the union of its graphs.
    sparql
        SPARQL 1.1 query.
    bindings
        Variable -> its value.
    prefixes
        Declared for the query; its own declarations win.

    Raises
    ------
    QueryError
        The query is no SPARQL, or a binding has no variable.
    """
    known = variables(sparql)
    for name in bindings:
        if not _VARIABLE.fullmatch(name) or name not in known:
            raise QueryError(f"the query has no variable ?{name}; it has {', '.join(f'?{v}' for v in sorted(known)) or 'none'}")
    terms: dict[ox.Variable, Any] = {ox.Variable(name): term for name, term in bindings.items()}
    try:
        return _ask(store, sparql, terms, prefixes)
    except SyntaxError as error:
        raise QueryError(f"no valid SPARQL: {_short(error)}") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {_short(error)}") from error


def _ask(store: ox.Store, sparql: str, terms: dict[ox.Variable, Any], prefixes: Mapping[str, str]) -> Answer:
    options: dict[str, Any] = {"use_default_graph_as_union": True, "prefixes": dict(prefixes)}
    if not terms:
        return store.query(sparql, **options)
    try:
        return store.query(sparql, substitutions=terms, **options)
    except RuntimeError as error:
        if "SELECT projection" not in str(error):
            raise
        # Only variables of the projection can be substituted; others are joined with a row of inline data.
        return store.query(_with_data(sparql, terms), **options)


def _with_data(sparql: str, terms: dict[ox.Variable, Any]) -> str:
    """The query with a VALUES row at the start of its outermost group; the terms are written by the RDF library."""
    opening = next((match.end() for match in _TOKEN.finditer(sparql) if match["open"]), None)
    if opening is None:
        return sparql
    names = " ".join(str(variable) for variable in terms)
    row = " ".join(str(term) for term in terms.values())
    return f"{sparql[:opening]} VALUES ({names}) {{ ({row}) }} {sparql[opening:]}"


def _short(error: Exception) -> str:
    """The message without the list of everything that could stand there instead."""
    place, expected, _ = " ".join(str(error).split()).partition(": expected one of")
    return f"{place}: this cannot stand here" if expected else place[:300]

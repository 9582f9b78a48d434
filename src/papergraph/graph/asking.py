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
#: What may hide a brace or a variable (strings, IRIs, comments), and what tells where the outermost group begins.
_TOKEN = re.compile(
    r"""(?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)
      |(?P<iri><[^<>"{}|^`\\\s]*>)|(?P<comment>\#[^\n]*)|(?P<variable>[?$](?P<name>\w+))
      |(?P<pname>(?:[A-Za-z_][\w.-]{0,99})?:(?:[\w.:%-]|\\[^\w\s])*)|(?P<bracket>[{}()])|(?P<word>[A-Za-z_][\w-]*)""",
    re.VERBOSE | re.DOTALL,
)

_SUBSELECT = re.compile(r"(?:\s|#[^\n]*\n)*SELECT\b", re.IGNORECASE)
_SHORT_CONSTRUCT = re.compile(r"\bCONSTRUCT(?:\s+FROM(?:\s+NAMED)?)*\s+WHERE\b", re.IGNORECASE)


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


#: Words by which a query would reach beyond its store or change it.
_FORBIDDEN = frozenset({"SERVICE", "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"})


def forbidden(sparql: str) -> str | None:
    """The first word of a query by which it would ask other services or change the graph.

    Examples
    --------
    >>> forbidden("SELECT * { service silent <http://x> { ?s ?p ?o } }"), forbidden('ASK { ?service ?p "LOAD" ; x:add :drop }')
    ('SERVICE', None)
    >>> forbidden("ASK { x:o\\\\'a ?p ?o . SERVICE <http://x> { ?s ?p ?o } . x:o\\\\'b ?p ?o }")
    'SERVICE'
    """
    words = (match["word"] for match in _TOKEN.finditer(sparql) if match["word"])
    return next((word.upper() for word in words if word.upper() in _FORBIDDEN), None)


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
        raise QueryError(f"no valid SPARQL: {short(error)}") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {short(error)}") from error


def _ask(store: ox.Store, sparql: str, terms: dict[ox.Variable, Any], prefixes: Mapping[str, str]) -> Answer:
    if terms:
        sparql = with_values(sparql, terms)
    return store.query(sparql, use_default_graph_as_union=True, prefixes=dict(prefixes))


def with_values(sparql: str, terms: Mapping[ox.Variable, Any]) -> str:
    """The query with its variables bound to terms, as inline data in its group and in each sub-SELECT that uses them.

    The terms are written by the RDF library, whatever they contain. (Oxigraph can also substitute variables after planning,
    but then plans as if they were free: on a large graph seconds instead of milliseconds.)

    Examples
    --------
    >>> with_values("ASK { ?s ?p ?o }", {ox.Variable("o"): ox.Literal("} DROP")})
    'ASK { VALUES (?o) { ("} DROP") } ?s ?p ?o }'
    """
    if _SHORT_CONSTRUCT.search(_TOKEN.sub(_without_text, sparql)):
        return f"{sparql}\n{_data(terms)}"
    groups = _select_groups(sparql)
    if not groups:
        return f"{sparql}\n{{ {_data(terms)} }}"
    pieces, at = [], 0
    for number, (start, end) in enumerate(groups):
        if _SUBSELECT.match(sparql, start):
            continue  # a group that is a sub-SELECT and nothing else
        used = variables(sparql[start:end])
        inside = {variable: term for variable, term in terms.items() if number == 0 or variable.value in used}
        pieces.append(sparql[at:start])
        pieces.append(f" {_data(inside)}" if inside else "")
        at = start
    return "".join(pieces) + sparql[at:]


def _data(terms: Mapping[ox.Variable, Any]) -> str:
    names = " ".join(str(variable) for variable in terms)
    row = " ".join(str(term) for term in terms.values())
    return f"VALUES ({names}) {{ ({row}) }}"


def _without_text(match: re.Match[str]) -> str:
    return " " if match["text"] or match["iri"] or match["comment"] else match.group()


def _select_groups(sparql: str) -> list[tuple[int, int]]:
    """Where the groups of the query and of its sub-SELECTs begin and end, in order; the template of a CONSTRUCT is none."""
    found: list[list[int]] = []
    opened: list[int | None] = []  # for each open bracket the number of the group that it opens
    awaited, previous = [0], ""  # depths at which a SELECT waits for its group
    for match in _TOKEN.finditer(sparql):
        bracket, word = match["bracket"], (match["word"] or "").upper()
        if word == "SELECT" and opened:
            awaited.append(len(opened))
        elif bracket == "{" and awaited and awaited[-1] == len(opened) and previous != "CONSTRUCT":
            awaited.pop()
            opened.append(len(found))
            found.append([match.end(), len(sparql)])
        elif bracket in ("{", "("):
            opened.append(None)
        elif bracket and opened:
            group = opened.pop()
            if group is not None:
                found[group][1] = match.start()
        previous = previous if match["comment"] else word
    return [(start, end) for start, end in found]


def short(error: Exception) -> str:
    """The message without the list of everything that could stand there instead."""
    place, expected, _ = " ".join(str(error).split()).partition(": expected one of")
    return f"{place}: this cannot stand here" if expected else place[:300]

"""The named queries that ship with papergraph, `ontology/queries/*.rq`."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from papergraph.errors import UsageError
from papergraph.files import resource

_PARAMETER = re.compile(r"Parameter (?P<name>\w+) \((?P<types>[\w, ]+)\)(?P<optional>, optional)?: (?P<about>.+)")


class Parameter(msgspec.Struct, frozen=True):
    """A value that a named query needs."""

    name: str
    #: Classes of the nodes that it may be.
    types: tuple[str, ...]
    about: str
    optional: bool = False


class NamedQuery(msgspec.Struct, frozen=True):
    """A query with a name; its remarks say what it answers and which parameters it takes."""

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    sparql: str


def named_queries() -> list[NamedQuery]:
    """All named queries, by name."""
    return [_read(path) for path in sorted(resource("ontology", "queries").glob("*.rq"))]


def named_query(name: str) -> NamedQuery:
    """One named query.

    Raises
    ------
    UsageError
        There is none of this name.

    Examples
    --------
    >>> named_query("who-beats").parameters[0].types
    ('Method', 'MethodClass')
    """
    found = {query.name: query for query in named_queries()}
    if name not in found:
        raise UsageError(f"no query is named {name!r}; there are {', '.join(found)}")
    return found[name]


def _read(path: Path) -> NamedQuery:
    sparql = path.read_text(encoding="utf-8")
    about, parameters = [], []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        text = line.lstrip("# ")
        parameter = _PARAMETER.fullmatch(text)
        if parameter is None:
            about.append(text)
        else:
            types = tuple(parameter["types"].replace(" ", "").split(","))
            parameters.append(Parameter(parameter["name"], types, parameter["about"], parameter["optional"] is not None))
    return NamedQuery(path.stem, " ".join(about), tuple(parameters), sparql)

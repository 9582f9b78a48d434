"""Queries that are refused unseen: updates, and those that would have the server call others."""

from __future__ import annotations

import re

#: `SERVICE` where a query could mean it. Names (`?service`, `ex:service`) are read as such; a keyword never meets a quotation
#: mark before a brace, an IRI, a comment or the end of the line, so the word within a simple text is let through. In doubt it
#: is a keyword: parsers know no word boundaries (`1SERVICE<...>`).
_SERVICE = re.compile(r"""[?$:@][\w-]*|(?P<keyword>service)(?![^{<#\\"'\n]{0,300}["'])""", re.IGNORECASE)
_SKIPPED = re.compile(r"\s+|#[^\n]*|PREFIX\s+[^\s:<]*:\s*<[^<>]*>|BASE\s*<[^<>]*>", re.IGNORECASE)
_UPDATE = re.compile(r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)


def calls_others(sparql: str) -> bool:
    """Whether a query may contain a SERVICE clause.

    Examples
    --------
    >>> calls_others("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    True
    >>> calls_others('SELECT * { ?service ex:service ?o FILTER(?o = "a service for all") }')
    False
    """
    return any(match["keyword"] for match in _SERVICE.finditer(sparql))


def update_word(sparql: str) -> str | None:
    """The operation with which an update begins; None if the text is none.

    Examples
    --------
    >>> update_word("PREFIX a: <http://a/> # first\\n load <http://example.org/>")
    'LOAD'
    """
    at = 0
    while match := _SKIPPED.match(sparql, at):
        at = match.end()
    found = _UPDATE.match(sparql, at)
    return found[1].upper() if found else None

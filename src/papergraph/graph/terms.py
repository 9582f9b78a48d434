"""Writing RDF terms as N-Triples; whatever a text contains, the term is valid."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import urlsplit

import pyoxigraph as ox

from papergraph.graph.vocabulary import XSD

_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f\u0080-\u009f\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_IRI = re.compile(
    r"[\s\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff0-\uffff]"
)
_DATES = ((re.compile(r"\d{4}-\d\d-\d\d"), "date"), (re.compile(r"\d{4}-\d\d"), "gYearMonth"), (re.compile(r"\d{4}"), "gYear"))
_PORT = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\[\]:@]+)(?::\d{1,5})?")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def literal(text: str) -> str:
    """A string literal. Control characters become U+FFFD, one for one, so that offsets stay right.

    Examples
    --------
    >>> literal('say "hi"')
    '"say \\\\"hi\\\\""'
    """
    if _ESCAPED.search(text) is None:
        return f'"{text}"'
    return f'"{_ESCAPED.sub(lambda match: _ESCAPES.get(match.group(), "�"), text)}"'


def typed(text: str, datatype: str) -> str:
    """A literal of a datatype of XML Schema."""
    return f'"{text}"^^<{XSD}{datatype}>'


def boolean(value: bool) -> str:
    """`true` or `false`."""
    return typed("true" if value else "false", "boolean")


def integer(value: int) -> str:
    """A whole number."""
    return typed(str(value), "integer")


def decimal(value: float) -> str:
    """A number as `xsd:decimal`, in its canonical form.

    Examples
    --------
    >>> decimal(1.70), decimal(172.0)
    ('"1.7"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"172"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    text = format(Decimal(repr(value)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return typed("0" if text in ("-0", "") else text, "decimal")


def date(text: str) -> str | None:
    """A date as exact as it is known (`2024`, `2024-05`, `2024-05-17`); None for what is no date.

    Examples
    --------
    >>> date("2024-05")
    '"2024-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    from datetime import date as day

    for pattern, datatype in _DATES:
        if pattern.fullmatch(text) and text.isascii():
            try:
                day.fromisoformat((text + "-01-01")[:10])
            except ValueError:
                return None
            return typed(text, datatype)
    return None


def web_address(url: str) -> str | None:
    """A web address as an IRI; None for what is none (only http and https are).

    Examples
    --------
    >>> web_address("https://github.com/example/repo"), web_address("javascript:alert(1)"), web_address("https://a b")
    ('<https://github.com/example/repo>', None, None)
    """
    if len(url) > 2000 or _NOT_IN_IRI.search(url) or _PERCENT.search(url) or url.count("#") > 1:
        return None
    try:
        parts = urlsplit(url)
        ox.NamedNode(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not _PORT.fullmatch(parts.netloc):
        return None
    return None if any(c in parts.path + parts.query + parts.fragment for c in "[]") else f"<{url}>"

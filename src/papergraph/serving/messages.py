"""What the server asks its workers, and what they answer."""

from __future__ import annotations

import msgspec


class Ask(msgspec.Struct, kw_only=True, tag=True):
    """A SPARQL query."""

    query: str
    #: Variable -> name or IRI of a node, or, behind `=`, a term in N-Triples form.
    bindings: dict[str, str] = {}
    default_graphs: list[str] = []
    named_graphs: list[str] = []
    accept: str = ""
    rows: int = 10_000
    answer_bytes: int = 50_000_000


class Describe(msgspec.Struct, kw_only=True, tag=True):
    """A node as RDF or, for `html`, as its card in JSON."""

    path: str
    accept: str = ""
    html: bool = False
    rows: int = 10_000


Request = Ask | Describe


class Reply(msgspec.Struct, kw_only=True):
    """An HTTP answer."""

    status: int = 200
    media: str = "text/plain; charset=utf-8"
    body: bytes = b""
    headers: dict[str, str] = {}


def failure(status: int, text: str) -> Reply:
    """An answer that says what is wrong."""
    return Reply(status=status, body=f"{text}\n".encode())

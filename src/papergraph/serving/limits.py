"""What one request may cost."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """Bounds on the work of the server."""

    #: Seconds that a query may take, waiting for a free worker included.
    seconds: float = 10.0
    #: Rows or triples of an answer; what is beyond is left out, and a header says so.
    rows: int = 10_000
    #: Bytes of a query, and of a request's body.
    query_bytes: int = 100_000
    #: Bytes of an answer.
    answer_bytes: int = 50_000_000
    #: Bytes of memory that a worker may take beyond what it has at the start.
    memory: int = 2_000_000_000
    #: Queries that are answered at once.
    workers: int = 2
    #: Connections at once.
    connections: int = 200

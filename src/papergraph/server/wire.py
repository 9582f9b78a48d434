"""What the server and its workers say to each other: frames of MessagePack behind their length."""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec

LENGTH = struct.Struct(">I")


class Limits(msgspec.Struct, frozen=True):
    """What one request may take."""

    #: Seconds that a query may run.
    seconds: float = 10.0
    #: Rows or triples of an answer.
    rows: int = 10_000
    #: Bytes of a request's body.
    request: int = 256_000
    #: Bytes of an answer.
    answer: int = 64_000_000
    #: Bytes of memory of a worker.
    memory: int = 3_000_000_000


class Task(msgspec.Struct, frozen=True):
    """What a worker is asked for."""

    #: Name of a function of `papergraph.server.tasks`.
    do: str
    #: The query, or the IRI or name of a node.
    text: str = ""
    #: Value of the Accept header, or a format by name.
    accept: str = ""
    #: Parameters of a named query.
    values: dict[str, str] = {}
    #: The data set of the SPARQL protocol.
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Reply(msgspec.Struct, frozen=True):
    """What the client gets."""

    status: int
    media: str
    body: bytes
    headers: dict[str, str] = {}


def refusal(status: int, message: str) -> Reply:
    """An error: one line."""
    return Reply(status, "text/plain", (" ".join(message.split()) + "\n").encode("utf-8", "replace"))


def write_frame(file: BinaryIO, message: msgspec.Struct) -> None:
    """Write a message."""
    data = msgspec.msgpack.encode(message)
    file.write(LENGTH.pack(len(data)) + data)
    file.flush()


def read_task(file: BinaryIO) -> Task | None:
    """Read a task; None at the end."""
    head = file.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    return msgspec.msgpack.decode(file.read(length), type=Task)

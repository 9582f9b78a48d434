"""The Oxigraph store beside a graph: written in chunks, used only where it matches the graph."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import msgspec
import pyoxigraph as ox

log = logging.getLogger(__name__)

#: Folder of the store, and the file in it that says which graph it holds.
STORE = "store"
_MATCH = "papergraph.json"
#: Bytes of a graph up to which its content is hashed; a larger one must keep its time of writing when it is copied.
_HASHED = 256_000_000


class _Match(msgspec.Struct):
    file: str
    size: int
    modified: int
    sha256: str


def note_match(store: Path, graph: Path) -> None:
    """Note in the folder of a store which graph it holds."""
    (store / _MATCH).write_bytes(msgspec.json.encode(_match(graph)))


def matches(graph: Path) -> bool:
    """Whether the store beside a graph holds exactly this graph."""
    return _why_not(graph) == ""


def _match(graph: Path) -> _Match:
    status = graph.stat()
    if status.st_size > _HASHED:
        return _Match(graph.name, status.st_size, status.st_mtime_ns, "")
    digest = hashlib.sha256()
    with graph.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return _Match(graph.name, status.st_size, status.st_mtime_ns, digest.hexdigest())


def store_of(graph: Path) -> ox.Store | None:
    """The store beside a graph, opened for reading, if it holds exactly this graph.

    A store of the same size and time of writing matches; otherwise the content decides, unless the graph is very large.
    One that does not match is ignored with a warning.
    """
    place = graph.parent / STORE
    if why := _why_not(graph):
        if place.exists():
            log.warning("%s %s and is ignored; `papergraph build` makes it anew", place, why)
        return None
    try:
        return ox.Store.read_only(str(place))
    except (OSError, ValueError, RuntimeError) as error:
        log.warning("%s cannot be opened (%s); reading %s instead", place, error, graph)
        return None


def _why_not(graph: Path) -> str:
    """Why the store beside a graph is not its store; empty if it is."""
    try:
        match = msgspec.json.decode((graph.parent / STORE / _MATCH).read_bytes(), type=_Match)
        status = graph.stat()
    except (OSError, msgspec.MsgspecError):
        return "cannot be used"
    same = match.file == graph.name and match.size == status.st_size
    if same and match.modified != status.st_mtime_ns:
        same = bool(match.sha256) and _match(graph).sha256 == match.sha256
    return "" if same else f"does not match {graph}"

"""The Oxigraph store beside a graph: written in chunks, used only where it matches the graph."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

import msgspec
import pyoxigraph as ox

from papergraph.errors import PapergraphError

log = logging.getLogger(__name__)

#: Folder of the store, and the file in it that says which graph it holds.
STORE = "store"
_MATCH = "papergraph.json"
#: Bytes loaded at once: more takes memory, less makes more files.
_CHUNK = 24_000_000


class _Match(msgspec.Struct):
    file: str
    size: int
    modified: int
    sha256: str


class StoreWriter:
    """Loads N-Quads into a new store that takes the place of the old one when the graph beside it is complete.

    Parameters
    ----------
    folder
        Where `store/` lies.
    enabled
        False: nothing is written, and an old store is removed, since it would not match.
    """

    def __init__(self, folder: Path, *, enabled: bool = True) -> None:
        self._folder = folder
        self._enabled = enabled
        self._new: Path | None = None
        self._store: ox.Store | None = None
        self._waiting: list[bytes] = []
        self._size = 0

    def __enter__(self) -> StoreWriter:
        if self._enabled:
            try:
                self._new = Path(tempfile.mkdtemp(dir=self._folder, prefix=".store.", suffix=".tmp"))
                self._store = ox.Store(str(self._new))
            except OSError as error:
                raise PapergraphError(f"{self._folder}: the store cannot be written ({error})") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None and self._new is not None:
            self._store = None
            shutil.rmtree(self._new, ignore_errors=True)

    def write(self, lines: bytes) -> None:
        """Add lines of N-Quads."""
        if self._store is None:
            return
        self._waiting.append(lines)
        self._size += len(lines)
        if self._size > _CHUNK:
            self._load()

    def _load(self) -> None:
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._size = 0
        if self._store is not None and data:
            try:
                self._store.bulk_load(input=data, format=ox.RdfFormat.N_QUADS, lenient=True)
            except OSError as error:
                raise PapergraphError(f"{self._folder}: the store cannot be written ({error})") from error

    def finish(self) -> None:
        """Load what is left."""
        if self._store is not None:
            self._load()
            self._store.flush()
            self._store = None

    def commit(self, graph: Path) -> None:
        """Put the store in its place, with a note that it holds `graph`."""
        place = self._folder / STORE
        old = Path(tempfile.mkdtemp(dir=self._folder, prefix=".store.", suffix=".old"))
        try:
            if self._new is not None:
                (self._new / _MATCH).write_bytes(msgspec.json.encode(_match(graph)))
                os.chmod(self._new, 0o755)
            if place.exists():
                os.replace(place, old / STORE)
            if self._new is not None:
                os.replace(self._new, place)
        except OSError as error:
            raise PapergraphError(f"{place}: the store cannot be written ({error})") from error
        finally:
            shutil.rmtree(old, ignore_errors=True)


def _match(graph: Path) -> _Match:
    status = graph.stat()
    digest = hashlib.sha256()
    with graph.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return _Match(graph.name, status.st_size, status.st_mtime_ns, digest.hexdigest())


def store_of(graph: Path) -> ox.Store | None:
    """The store beside a graph, opened for reading, if it holds exactly this graph.

    A store of the same size and time of writing matches; otherwise the content decides. One that does not match is
    ignored with a warning.
    """
    place = graph.parent / STORE
    try:
        match = msgspec.json.decode((place / _MATCH).read_bytes(), type=_Match)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError):
        log.warning("%s cannot be used; reading %s instead", place, graph)
        return None
    status = graph.stat()
    same = match.file == graph.name and match.size == status.st_size
    if not same or (match.modified != status.st_mtime_ns and _match(graph).sha256 != match.sha256):
        log.warning("%s does not match %s and is ignored; `papergraph build` makes it anew", place, graph)
        return None
    try:
        return ox.Store.read_only(str(place))
    except (OSError, ValueError) as error:
        log.warning("%s cannot be opened (%s); reading %s instead", place, error, graph)
        return None

"""Loading a graph into its store, or bringing the store of an earlier build up to date."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from papergraph.files import unwritable
from papergraph.graph.ledger import LEDGER, OldGraph
from papergraph.graph.parts import Part
from papergraph.graph.stores import STORE, note_match

if TYPE_CHECKING:
    from typing_extensions import Self

#: Bytes loaded at once: more takes memory, less makes more files.
_CHUNK = 24_000_000
#: Parts of papers that are replaced one by one; with more, a new store is made faster.
_MOST_CHANGES = 3_000


class StoreWriter:
    """Loads N-Quads into a new store that takes the place of the old one when the graph beside it is complete.

    Loading runs beside the caller, one chunk at a time.

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
        #: The folder of the new store until it takes its place.
        self.new: Path | None = None
        self._store: ox.Store | None = None
        self._waiting: list[bytes] = []
        self._size = 0
        self._loader = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._loading: Future[None] | None = None
        self._tidy = True

    def __enter__(self) -> Self:
        if self._enabled:
            with self._clearly():
                self._folder.mkdir(parents=True, exist_ok=True)
                self.new = Path(tempfile.mkdtemp(dir=self._folder, prefix=".store.", suffix=".tmp"))
                self._store = self._first(self.new)
        return self

    def _first(self, place: Path) -> ox.Store:
        return ox.Store(str(place))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._loader.shutdown(wait=True, cancel_futures=True)
        self._store = None
        if kind is not None and self.new is not None:
            shutil.rmtree(self.new, ignore_errors=True)

    def part(self, part: Part) -> None:
        """Add the part of a paper."""
        self.write(part.quads)

    def others(self, lines: bytes) -> None:
        """Add lines that belong to no paper."""
        self.write(lines)

    def complete(self, graph: Path, ledger: Path) -> None:
        """Say that `graph` holds everything now, and `ledger` what its parts are."""

    def write(self, lines: bytes) -> None:
        """Add lines of N-Quads."""
        if self._store is None:
            return
        self._waiting.append(lines)
        self._size += len(lines)
        if self._size > _CHUNK:
            self._load()

    def _load(self) -> None:
        """Start to load what waits, after the chunk before is loaded."""
        self._wait()
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._size = 0
        if self._store is not None and data:
            load = partial(self._store.bulk_load, input=data, format=ox.RdfFormat.N_QUADS, lenient=True)
            self._loading = self._loader.submit(load)

    def _wait(self) -> None:
        if self._loading is not None:
            with self._clearly():
                self._loading.result()
            self._loading = None

    def finish(self) -> None:
        """Load what is left, and put what belongs together side by side, which makes reading several times as fast."""
        if self._store is not None:
            self._load()
            self._wait()
            with self._clearly():
                if self._tidy:
                    self._store.optimize()
                self._store.flush()
            self._store = None

    def commit(self, graph: Path, ledger: Path | None = None) -> None:
        """Put the store in its place, with a note that it holds `graph`, and with the ledger of its parts."""
        place = self._folder / STORE
        with self._clearly(), tempfile.TemporaryDirectory(dir=self._folder, prefix=".store.", suffix=".old") as old:
            if self.new is not None:
                note_match(self.new, graph)
                if ledger is not None:
                    os.replace(ledger, self.new / LEDGER)
                os.chmod(self.new, 0o755)
            if place.exists():
                os.replace(place, Path(old) / STORE)
            if self.new is not None:
                os.replace(self.new, place)

    @contextmanager
    def _clearly(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise unwritable(self._folder / STORE, error) from error


class StoreUpdater(StoreWriter):
    """Brings the store of an earlier build up to date, which costs what has changed.

    Where most has changed, the store is made anew.

    Parameters
    ----------
    folder
        Where `store/` lies.
    old
        The earlier graph; its store stays as it is.
    """

    def __init__(self, folder: Path, old: OldGraph) -> None:
        super().__init__(folder)
        self._old = old
        self._changes = 0
        self._tidy = False
        # Hashes of the lines that belong to no paper, as long as they have not come again.
        self._lines = {hash(line) for line in old.other_lines()}

    def _first(self, place: Path) -> ox.Store:
        place.rmdir()
        ox.Store.read_only(str(self._old.store)).backup(str(place))
        return ox.Store(str(place))

    @property
    def hopeless(self) -> bool:
        """Whether so much has changed that a new store is made faster."""
        return self._changes > _MOST_CHANGES

    def part(self, part: Part) -> None:
        """Put the part of a paper in the place of an earlier one."""
        if part.taken or self.hopeless:
            return
        if self._old.key(part.id):
            self._remove(part.subject)
        self.write(part.quads)

    def others(self, lines: bytes) -> None:
        """Add lines that belong to no paper, where they are new."""
        fresh = []
        for line in lines.splitlines(keepends=True):
            key = hash(line)
            if key in self._lines:
                self._lines.discard(key)
            else:
                fresh.append(line)
        self.write(b"".join(fresh))

    def complete(self, graph: Path, ledger: Path) -> None:
        """Remove what is no longer there; `graph` holds everything, if a new store must be made."""
        for subject in self._old.gone(ledger):
            self._remove(subject)
        if self.hopeless:
            self._anew(graph)
        elif self._store is not None:
            for line in self._old.other_lines():
                if hash(line) in self._lines:
                    for quad in ox.parse(input=line, format=ox.RdfFormat.N_QUADS, lenient=True):
                        self._store.remove(quad)

    def _remove(self, subject: str) -> None:
        self._changes += 1
        if self._store is not None and not self.hopeless:
            self._store.remove_graph(ox.NamedNode(f"{subject[1:-1]}/graph"))

    def _anew(self, graph: Path) -> None:
        self._wait()
        self._waiting.clear()
        self._store = None
        assert self.new is not None
        shutil.rmtree(self.new)
        self.new.mkdir()
        self._store = ox.Store(str(self.new))
        self._tidy = True
        with graph.open("rb") as file:
            while chunk := file.read(_CHUNK):
                self.write(chunk + file.readline())

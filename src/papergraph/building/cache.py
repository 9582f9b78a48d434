"""What a build remembers: the facts of every paper by its content, so that only new text is read again.

One SQLite file in the output folder. It is held exclusively for the whole of a build, which also keeps a second build out,
and is committed after each batch, so that a killed run loses no more than the batch at hand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from papergraph.errors import PapergraphError
from papergraph.files import unwritable

_TABLES = "CREATE TABLE IF NOT EXISTS facts (key BLOB PRIMARY KEY, facts BLOB NOT NULL)"


class Cache:
    """Facts by content key, on disk.

    Parameters
    ----------
    path
        The file; made where it is missing, and made anew where it is damaged.

    Raises
    ------
    PapergraphError
        Another build holds the file, or it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with _clearly(path):
            try:
                self._db = _open(path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                _remove(path)
                self._db = _open(path)

    def __contains__(self, key: bytes) -> bool:
        return self._db.execute("SELECT 1 FROM facts WHERE key = ?", (key,)).fetchone() is not None

    def __len__(self) -> int:
        count: int = self._db.execute("SELECT count(*) FROM facts").fetchone()[0]
        return count

    def get(self, key: bytes) -> bytes | None:
        """Facts under a key, None if there are none."""
        row = self._db.execute("SELECT facts FROM facts WHERE key = ?", (key,)).fetchone()
        return None if row is None else row[0]

    def add(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Store facts by key, for good once this returns."""
        with _clearly(self._path):
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", rows)
            self._db.execute("COMMIT")

    def keep(self, keys: Iterable[bytes]) -> None:
        """Forget everything but these keys."""
        with _clearly(self._path):
            self._db.execute("BEGIN")
            self._db.execute("CREATE TEMP TABLE kept (key BLOB PRIMARY KEY)")
            self._db.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in keys))
            self._db.execute("DELETE FROM facts WHERE key NOT IN (SELECT key FROM kept)")
            self._db.execute("DROP TABLE kept")
            self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        # Exclusive before WAL: no shared memory file, and the lock stays until the connection closes or its process dies.
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("BEGIN IMMEDIATE")
        db.execute(_TABLES)
        db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db


def _remove(path: Path) -> None:
    for name in (path.name, path.name + "-wal", path.name + "-shm", path.name + "-journal"):
        path.with_name(name).unlink(missing_ok=True)


@contextmanager
def _clearly(path: Path) -> Iterator[None]:
    """Say what a database error means to the user."""
    try:
        yield
    except sqlite3.OperationalError as error:
        folder = path.parent.parent
        if "locked" in str(error):
            message = f"{folder}: another papergraph build is working in this folder; wait for it, or choose another with -o"
            raise PapergraphError(message) from error
        raise unwritable(folder, error, "folder") from error

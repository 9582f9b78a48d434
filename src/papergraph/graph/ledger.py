"""Where the part of each paper stands in `papergraph.nq`, so that the next build takes over what has not changed."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import IO

import msgspec

from papergraph import __version__
from papergraph.graph.parts import Part
from papergraph.graph.stores import STORE, matches

#: The file, in the folder of the store.
LEDGER = "papers.sqlite"
_BLOCK = 64 * 2**20
_TABLES = """
CREATE TABLE parts (id TEXT PRIMARY KEY, key BLOB, subject TEXT, start INTEGER, size INTEGER, rest BLOB) WITHOUT ROWID;
CREATE TABLE sections (version TEXT, base TEXT, nodes_end INTEGER, papers_end INTEGER);
"""


class Ledger:
    """Notes the parts of a graph while they are written.

    Parameters
    ----------
    path
        The file; one that is there was left by a run that did not end.
    base
        What the IRIs of the graph begin with.
    """

    def __init__(self, path: Path, base: str) -> None:
        path.unlink(missing_ok=True)
        self._base = base
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES} BEGIN")

    def add(self, part: Part, start: int, size: int) -> None:
        """Note a part that takes `size` bytes of the file from `start` on."""
        rest = msgspec.msgpack.encode(msgspec.structs.replace(part, quads=b"", turtle=b"", taken=None))
        row = (part.id, part.key, part.subject, start, size, rest)
        self._db.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?)", row)

    def close(self, nodes_end: int, papers_end: int) -> None:
        """Note where the sections of the file end, and that it is complete."""
        self._db.execute("INSERT INTO sections VALUES (?, ?, ?, ?)", (_version(), self._base, nodes_end, papers_end))
        self._db.execute("COMMIT")
        self._db.close()


class OldGraph:
    """The graph of an earlier build: its parts, and the store that holds them.

    Parameters
    ----------
    quads
        Its `papergraph.nq`.
    store
        Its store, which holds the same, and the ledger.
    base
        What the IRIs of the new graph begin with.

    Raises
    ------
    ValueError
        Another version of papergraph has written it, or its IRIs begin otherwise.
    """

    def __init__(self, quads: Path, store: Path, base: str) -> None:
        self.store = store
        self._file = quads.open("rb")
        self._db = sqlite3.connect(f"{(store / LEDGER).resolve().as_uri()}?mode=ro", uri=True)
        asked = "SELECT nodes_end, papers_end FROM sections WHERE version = ? AND base = ?"
        row = self._db.execute(asked, (_version(), base)).fetchone()
        if row is None:
            self.close()
            raise ValueError("written by another version, or with other IRIs")
        self._nodes_end, self._papers_end = row

    @classmethod
    def of(cls, folder: Path, base: str) -> OldGraph | None:
        """The graph in a folder, if it is whole, has a ledger and has IRIs with this base."""
        quads, store = folder / "papergraph.nq", folder / STORE
        try:
            return cls(quads, store, base) if matches(quads) and (store / LEDGER).is_file() else None
        except (OSError, sqlite3.DatabaseError, ValueError):
            return None  # damaged, or it does not fit: everything is made anew

    def key(self, paper: str) -> bytes:
        """What the part of a paper was made of; empty if the paper is new."""
        row = self._db.execute("SELECT key FROM parts WHERE id = ?", (paper,)).fetchone()
        return row[0] if row else b""

    def part(self, paper: str) -> Part:
        """The part of a paper, as it was written."""
        start, size, rest = self._db.execute("SELECT start, size, rest FROM parts WHERE id = ?", (paper,)).fetchone()
        part = msgspec.msgpack.decode(rest, type=Part)
        part.taken = (start, start + size)
        return part

    def copy(self, start: int, end: int, file: IO[bytes]) -> None:
        """Copy bytes of the graph to the end of another file."""
        file.flush()
        while start < end:
            start += _copy(self._file.fileno(), start, min(end - start, _BLOCK), file.fileno())
        file.seek(0, os.SEEK_END)

    def gone(self, ledger: Path) -> list[str]:
        """IRIs of papers that are not in the ledger of the new graph."""
        self._db.execute("ATTACH ? AS new", (f"{ledger.resolve().as_uri()}?mode=ro",))
        rows = self._db.execute("SELECT subject FROM parts WHERE id NOT IN (SELECT id FROM new.parts)").fetchall()
        self._db.execute("DETACH new")
        return [subject for (subject,) in rows]

    def other_lines(self) -> Iterator[bytes]:
        """The lines that belong to no paper."""
        for start, end in ((0, self._nodes_end), (self._papers_end, None)):
            self._file.seek(start)
            while end is None or self._file.tell() < end:
                line = self._file.readline()
                if not line:
                    break
                yield line

    def close(self) -> None:
        self._db.close()
        self._file.close()


@lru_cache(maxsize=1)
def _version() -> str:
    """Hash of the code that turns papers into parts, and of what writes the store."""
    digest = hashlib.sha256(f"{__version__} {version('pyoxigraph')}".encode())
    folder = Path(__file__).parent
    for path in (*sorted(folder.glob("*.py")), folder.parent / "model.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _copy(source: int, start: int, size: int, target: int) -> int:
    """Copy bytes between two files, without a way through this process where the system can do that; gives their number."""
    with suppress(AttributeError, OSError):
        if copied := os.copy_file_range(source, target, size, start):
            return copied
    data = os.pread(source, size, start)
    if not data:
        raise OSError("the graph of the build before is shorter than it was")
    return os.write(target, data)

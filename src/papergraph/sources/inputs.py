"""From what the user names (files, folders, globs, `-`) to single inputs, in a stable order."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from papergraph.errors import UsageError

#: Files of a folder that are read; the others are passed over.
SUFFIXES = {".txt", ".html", ".htm", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".bib", ".ris", ".xml", ".atom"}
_PACKED = {".gz", ".zst"}


@dataclass(frozen=True)
class Input:
    """One stream of bytes to read.

    Parameters
    ----------
    name
        Short name, for messages and `Paper.sources`: never an absolute path.
    path
        The file; None for standard input.
    chosen
        The user named this very file (so that failing to read it is an error, not a skipped file).
    """

    name: str
    path: Path | None
    chosen: bool = True

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open for reading bytes.

        Raises
        ------
        UsageError
            The file is missing, may not be read, or is not a file.
        """
        if self.path is None:
            if sys.stdin is None:
                raise UsageError("standard input is closed")
            yield sys.stdin.buffer
            return
        try:
            mode = self.path.stat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
                raise UsageError(f"{self.name}: is not a file")
            file = self.path.open("rb")
        except OSError as error:
            raise UsageError(f"{self.name}: cannot be read ({error.strerror or error})") from error
        with file:
            yield file


def expand(inputs: Sequence[str | os.PathLike[str]]) -> Iterator[Input]:
    """Yield each input once: a file, the readable files of a folder, the matches of a glob, `-` for standard input.

    Raises
    ------
    UsageError
        Something is not there.
    """
    seen: set[str] = set()
    for given in (os.fspath(path) for path in inputs):
        for found in _one(given):
            key = os.path.realpath(found.path) if found.path else "-"
            if key not in seen:
                seen.add(key)
                yield found


def _one(given: str) -> Iterator[Input]:
    if given == "-":
        yield Input("stdin", None)
        return
    if "\0" in given:
        raise UsageError("a file name cannot hold a NUL character")
    if os.path.isdir(given):
        yield from _folder(Path(given))
    elif os.path.exists(given):
        yield Input(Path(given).name, Path(given))
    else:
        matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []
        if not matches:
            raise UsageError(f"{given}: no such file or folder")
        for match in matches:
            yield from _folder(Path(match)) if os.path.isdir(match) else [Input(Path(match).name, Path(match), chosen=False)]


def _folder(folder: Path) -> Iterator[Input]:
    empty = True
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            suffixes = [suffix for suffix in Path(name.lower()).suffixes if suffix not in _PACKED]
            path = Path(root, name)
            if not name.startswith(".") and suffixes and suffixes[-1] in SUFFIXES and path.is_file():
                empty = False
                yield Input(path.relative_to(folder).as_posix(), path, chosen=False)
    if empty:
        raise UsageError(f"{folder}: no file in it that can be read ({', '.join(sorted(SUFFIXES))}, also as .gz or .zst)")

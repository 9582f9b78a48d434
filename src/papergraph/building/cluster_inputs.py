"""What a cluster reads: whole files, or byte ranges of large files of JSON Lines, on a shared disk or at URLs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import IO, Any, cast

from papergraph.building.cluster_places import is_url, matches, opened
from papergraph.errors import InputError, UsageError
from papergraph.sources import SkipLog, read_one
from papergraph.sources.context import MAX_RECORD, Context
from papergraph.sources.formats.json_records import KINDS
from papergraph.sources.formats.json_text import is_lines, parse
from papergraph.sources.inputs import Input, expand
from papergraph.sources.merging import Keys
from papergraph.sources.skips import Skip
from papergraph.sources.streams import HEAD, skip_line

#: Bytes of a range.
SIZE = 8 * 2**20
_JSON = {None, "json", *KINDS}
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Partition(Input):
    """A part of the input that one task reads.

    Parameters
    ----------
    place
        Path or URL, the same on all machines.
    format
        Its format, if the user gave it.
    start, end
        A record that begins at one of these bytes or between them is of this partition, except at `end`; records do not
        begin where a line is no JSON object. None is the end of the file.
    """

    place: str = ""
    format: str | None = None
    start: int = 0
    end: int | None = None

    @property
    def what(self) -> str:
        """For messages."""
        return f"{self.name} (from byte {self.start:,})" if self.start else self.name

    @property
    def divided(self) -> bool:
        """Whether it is only a part of a file."""
        return bool(self.start) or self.end is not None

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open for reading its bytes.

        Raises
        ------
        UsageError
            It cannot be read from this machine.
        """
        with self.whole() as file:
            if not self.divided:
                yield file
                return
            end = _size(file) if self.end is None else _boundary(file, self.end)
            file.seek(_boundary(file, self.start))
            yield cast("IO[bytes]", _Range(file, end))

    @contextmanager
    def whole(self) -> Iterator[IO[bytes]]:
        """Open the whole file."""
        with opened(self.place) as file:
            yield file


class _Range:
    """The bytes of a file from where it stands up to an end."""

    def __init__(self, file: IO[bytes], end: int) -> None:
        self._file, self._end = file, end

    def read(self, size: int) -> bytes:
        return self._file.read(max(0, min(size, self._end - self._file.tell())))


def partitions(inputs: Sequence[str], format: str | None, size: int | None = None) -> Iterator[Partition]:
    """Divide the input; the parts are in its order.

    Parameters
    ----------
    inputs
        Files, folders, globs, or URLs that fsspec knows (globs, too).
    format
        Format of the inputs; by default their content tells.
    size
        Bytes of a range.

    Raises
    ------
    UsageError
        Something is not there, or is standard input.
    """
    seen = set()
    for given in inputs:
        for part in _urls(given) if is_url(given) else _files(given):
            key = part.place if is_url(part.place) else os.path.realpath(part.place)
            if key not in seen:
                seen.add(key)
                yield from _ranges(replace(part, format=format), size or SIZE)


def _files(given: str) -> Iterator[Partition]:
    for found in expand([given]):
        if found.path is None:
            raise UsageError("a cluster cannot read standard input: save it to a file that all machines see")
        yield Partition(found.name, None, found.chosen, place=os.path.abspath(found.path))


def _urls(given: str) -> Iterator[Partition]:
    magic = any(c in given.partition("://")[2] for c in "*[")
    for url in matches(given) if magic else [given]:
        name = url.split("?")[0].rstrip("/").rpartition("/")[2]
        yield Partition(name, None, not magic, place=url)


def _ranges(part: Partition, size: int) -> Iterator[Partition]:
    """Divide a file of JSON Lines that is not packed; anything else is read whole."""
    with part.whole() as file:
        head = file.read(HEAD).removeprefix(_BOM).lstrip()
        lines = part.format in _JSON and head.startswith(b"{") and is_lines(head)
        length = _size(file) if lines and file.seekable() else 0
    if length <= size:
        yield part
        return
    edges: list[int | None] = [*range(0, length, size), None]
    for start, end in pairwise(edges):
        yield replace(part, start=start or 0, end=end)


def _size(file: Any) -> int:
    size: int = file.seek(0, os.SEEK_END)
    return size


def _boundary(file: IO[bytes], offset: int) -> int:
    """Where the first line begins, at `offset` or behind it, that is a JSON object.

    Other lines are left to the range before: no range begins with what its format cannot be told by.
    """
    if offset == 0:
        return 0
    file.seek(offset - 1)
    skip_line(file)
    while True:
        place = file.tell()
        line = file.readline(MAX_RECORD + 1)
        if not line or isinstance(parse(line), dict):
            return place
        if not line.endswith(b"\n"):
            skip_line(file)


def read_partition(partition: Partition, strict: bool) -> tuple[list[bytes], Keys, SkipLog]:
    """Read a partition: its papers as records, what tells duplicates among them, and what could not be used.

    Raises
    ------
    InputError
        Reading is strict and something cannot be used, or nothing of a file that the user named.
    """
    from papergraph.building import stages

    log, keys = SkipLog(), Keys()
    records: list[bytes] = []
    context = Context(partition.name, log, strict)
    if partition.divided and _is_empty(partition):
        return records, keys, log
    try:
        for paper in read_one(partition, partition.format, context):
            records.append(stages.pack(paper))
            keys.add(paper)
    except InputError as error:
        if strict or (partition.chosen and not partition.divided and not context.papers):
            raise
        log.add_error(error, partition.name)
    log.named = [Skip(skip.where.replace(partition.name, partition.what, 1), skip.reason) for skip in log.named]
    return records, keys, log


def _is_empty(partition: Partition) -> bool:
    """Whether no record begins in a range: one long line goes through all of it."""
    with partition.open() as file:
        return not file.read(1)

"""Bytes as the readers want them: unpacked, in UTF-8, never more in memory than one record."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO, Any

from papergraph.errors import InputError
from papergraph.sources.context import MAX_RECORD, MAX_WHOLE, Context

#: So much of the beginning is looked at to tell formats apart.
HEAD = 64 * 1024
#: A packed file may unpack to this size whatever its ratio; beyond it, a ratio above `_BOMB_RATIO` is refused.
_BOMB_SIZE = 256 * 2**20
_BOMB_RATIO = 400

_BOMS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class Stream(io.RawIOBase):
    """A stream with a look ahead, which counts what passes through it.

    Parameters
    ----------
    raw
        Where the bytes come from.
    """

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._ahead = b""
        self._failure: InputError | None = None
        #: Bytes handed out so far.
        self.passed = 0

    def readable(self) -> bool:
        return True

    def peek(self, size: int) -> bytes:
        """The next bytes, `size` of them unless the stream ends before, without taking them."""
        try:
            while len(self._ahead) < size and (more := self._raw.read(size - len(self._ahead))):
                self._ahead += more
        except InputError as error:
            # What comes before the damage is still good.
            self._failure = error
        return self._ahead[:size]

    def readinto(self, buffer: Any) -> int:
        if self._ahead:
            data, self._ahead = self._ahead[: len(buffer)], self._ahead[len(buffer) :]
        elif self._failure:
            raise self._failure
        else:
            data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        self.passed += len(data)
        return len(data)


class _Unpacked:
    """A packed stream that is not allowed to grow without end."""

    def __init__(self, unpacked: Any, packed: Stream, name: str, errors: tuple[type[Exception], ...]) -> None:
        self._unpacked, self._packed, self._name, self._errors = unpacked, packed, name, errors
        self._size = 0

    def read(self, size: int) -> bytes:
        try:
            data: bytes = self._unpacked.read1(size)
        except self._errors as error:
            raise InputError("is damaged or cut short: what follows is lost", self._name) from error
        self._size += len(data)
        if self._size > _BOMB_SIZE and self._size > _BOMB_RATIO * self._packed.passed:
            raise InputError("unpacks to more than 400 times its size; unpack it yourself if you trust it", self._name)
        return data


class _Recoded:
    """A stream in another encoding, as UTF-8."""

    def __init__(self, raw: Any, encoding: str) -> None:
        self._raw = raw
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = b""

    def read(self, size: int) -> bytes:
        while not self._rest and (data := self._raw.read(size)):
            self._rest = self._decoder.decode(data).encode("utf-8", "replace")
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


def unpack(raw: IO[bytes], name: str) -> Stream:
    """Undo gzip or Zstandard compression, told by the first bytes.

    Raises
    ------
    InputError
        Reading `.zst` needs a package that is not installed.
    """
    packed = Stream(raw)
    magic = packed.peek(4)
    if magic[:2] == b"\x1f\x8b":
        buffered = io.BufferedReader(packed)
        return Stream(_Unpacked(gzip.GzipFile(fileobj=buffered), packed, name, (gzip.BadGzipFile, zlib.error, EOFError)))
    if magic == b"\x28\xb5\x2f\xfd":
        try:
            import zstandard
        except ImportError:
            raise InputError("is packed with Zstandard; pip install 'papergraph-kg[zst]', or unpack it", name) from None
        reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(packed, read_across_frames=True)  # type: ignore[arg-type]
        return Stream(_Unpacked(reader, packed, name, (zstandard.ZstdError,)))
    return packed


def in_utf8(stream: Stream) -> Stream:
    """The stream without byte order mark; UTF-16 and UTF-32 that have one become UTF-8."""
    head = stream.peek(4)
    if head.startswith(codecs.BOM_UTF8):
        stream.read(3)
    for bom, encoding in _BOMS.items():
        if head.startswith(bom):
            stream.read(len(bom))
            return Stream(_Recoded(stream, encoding))
    return stream


class Bounded:
    """Bytes for a parser that would take a record of any size: the caller says when a record ends.

    Parameters
    ----------
    stream
        Where the bytes come from.
    name
        The input's name, for the error.
    """

    def __init__(self, stream: Stream, name: str) -> None:
        self._stream, self._name = stream, name
        self._since = 0

    def read(self, _: int = HEAD) -> bytes:
        """Some bytes; the more, the longer the record is (parsers look at a long token again with each piece of it).

        Raises
        ------
        InputError
            The record that is being read is too large.
        """
        data = self._stream.read(max(HEAD, self._since)) or b""
        self._since += len(data)
        if self._since > 2 * MAX_RECORD:
            raise InputError(f"a record of more than {2 * MAX_RECORD >> 20} MB: what follows is lost", self._name)
        return data

    def record_ended(self) -> None:
        """Start to count again."""
        self._since = 0


def lines(stream: Stream, context: Context) -> Iterator[tuple[int, bytes]]:
    """Yield (number, line without its end); a line longer than `MAX_RECORD` is skipped without being held."""
    buffered = io.BufferedReader(stream, 2**18)
    number = 0
    while line := buffered.readline(MAX_RECORD + 1):
        number += 1
        if len(line) > MAX_RECORD and not line.endswith(b"\n"):
            skip_line(buffered)
            context.skip(number, f"a line longer than {MAX_RECORD >> 20} MB")
            continue
        yield number, line.rstrip(b"\r\n")


def skip_line(file: IO[bytes]) -> None:
    """Read on to the end of the line without holding it."""
    while (rest := file.readline(2**20)) and not rest.endswith(b"\n"):
        pass


def text_lines(stream: Stream, context: Context) -> Iterator[tuple[int, str]]:
    """Yield (number, line) of a text in UTF-8.

    Raises
    ------
    InputError
        It is in another encoding.
    """
    for number, line in lines(stream, context):
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError:
            advice = "is not UTF-8; save it as UTF-8 (for example: iconv -f latin1 -t utf-8)"
            raise InputError(advice, context.where(number)) from None


def whole(stream: Stream, context: Context, limit: int = MAX_WHOLE) -> bytes:
    """All bytes of a stream.

    Raises
    ------
    InputError
        There are more than `limit` bytes.
    """
    data = io.BufferedReader(stream).read(limit + 1)
    if len(data) > limit:
        raise InputError(f"is larger than {limit >> 20} MB, and this format is read whole; split it", context.name)
    return data

"""JSON of every kind: JSON Lines, one array, one object, or an object that holds a list of papers.

What a record means is told by its keys (see `json_records`), so that files may mix kinds.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from papergraph.errors import InputError
from papergraph.model import Paper
from papergraph.sources.context import MAX_RECORD, Context
from papergraph.sources.formats import json_records
from papergraph.sources.streams import HEAD, Stream, lines, whole

Record = dict[str, Any]

#: Keys under which services wrap their list of papers.
_LISTS = ("results", "data", "items", "papers", "references", "entries")
_BETWEEN = re.compile(r"[\s,]*")


def read(stream: Stream, context: Context, kind: str | None = None) -> Iterator[Paper]:
    """Yield the papers of JSON text.

    Parameters
    ----------
    kind
        Take every record to be of this kind; by default the keys of each record tell.
    """
    for place, record in _records(stream, context):
        try:
            yield from json_records.papers(record, context, place, kind)
        except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError):
            context.skip(place, "a record of unexpected shape")


def _records(stream: Stream, context: Context) -> Iterator[tuple[int | str, Record]]:
    head = stream.peek(HEAD).lstrip()
    if head.startswith(b"["):
        yield from _array(stream, context)
    elif is_lines(head):
        for number, line in lines(stream, context):
            if line.strip():
                yield from _spread(line, context, number)
    else:
        yield from _spread(whole(stream, context), context, None)


def is_lines(head: bytes) -> bool:
    """Is it JSON Lines (or one object in one line), and no object over many lines?"""
    first, _, rest = head.partition(b"\n")
    second = rest.lstrip().split(b"\n", 1)[0]
    return not second or second.startswith(b"{") or parse(first) is not None


def parse(data: bytes) -> Any:
    """The value that `data` is, or None."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        pass
    try:
        # The standard library takes NaN and unpaired surrogates, which other tools write.
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _spread(data: bytes, context: Context, place: int | None) -> Iterator[tuple[int | str, Record]]:
    """Yield an object, or the objects of the list that it wraps."""
    value = parse(data)
    if not isinstance(value, dict):
        context.skip(place, "not JSON in UTF-8, or cut short" if value is None else "not a JSON object")
        return
    wrapped = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
    if wrapped is None or "title" in value:
        yield place or 1, value
        return
    for index, item in enumerate(wrapped, 1):
        if isinstance(item, dict):
            yield f"{place or 1}[{index}]", item
        else:
            context.skip(f"{place or 1}[{index}]", "not a JSON object")


def _array(stream: Stream, context: Context) -> Iterator[tuple[int | str, Record]]:
    """Yield the objects of an array, with never more than one of them (and what was read ahead) in memory."""
    decode = json.JSONDecoder().raw_decode
    chunks = _text_chunks(stream, context)
    buffer, place, index = next(chunks, "").lstrip()[1:], 0, 0
    while True:
        place = _BETWEEN.match(buffer, place).end()  # type: ignore[union-attr]
        if buffer.startswith("]", place):
            return
        try:
            item, place = decode(buffer, place)
        except (ValueError, RecursionError) as error:
            # Cut short by the end of the buffer, or wrong: more text tells. It doubles, so that the work stays linear.
            buffer, place = buffer[place:], 0
            more = "" if isinstance(error, RecursionError) else _at_least(len(buffer) + 1, chunks)
            if not more or len(buffer) > MAX_RECORD:
                reason = "not JSON, cut short, nested too deeply, or a record of more than 16 MB: what follows is lost"
                raise InputError(reason, context.where(f"[{index + 1}]")) from error
            buffer += more
            continue
        index += 1
        if isinstance(item, dict):
            yield f"[{index}]", item
        else:
            context.skip(f"[{index}]", "not a JSON object")


def _text_chunks(stream: Stream, context: Context) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while data := stream.read(HEAD):
            yield decoder.decode(data)
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8: what follows is lost", context.name) from error


def _at_least(size: int, chunks: Iterator[str]) -> str:
    parts: list[str] = []
    while size > 0 and (chunk := next(chunks, "")):
        parts.append(chunk)
        size -= len(chunk)
    return "".join(parts)


def reader(kind: str) -> Callable[[Stream, Context], Iterator[Paper]]:
    """The reader of one kind of record."""
    return lambda stream, context: read(stream, context, kind)

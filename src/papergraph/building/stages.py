"""The two stages of extraction as work for a crew: records of bytes in, records of bytes out.

Between the stages facts carry no quotes: the text is at hand again when they are resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from papergraph.building.crew import Handler
from papergraph.files import replacing
from papergraph.model import Candidate, Evidence, Facts, Paper

if TYPE_CHECKING:
    from papergraph.extraction import CorpusNames
    from papergraph.graph.iris import Iris
    from papergraph.graph.parts import Part
    from papergraph.linking import Identity

_encode = msgspec.msgpack.Encoder().encode
_decode_paper = msgspec.msgpack.Decoder(Paper).decode
_decode_facts = msgspec.msgpack.Decoder(Facts).decode
_decode_pair = msgspec.msgpack.Decoder(tuple[bytes, bytes]).decode
_decode_line = msgspec.json.Decoder(Facts).decode
_encode_line = msgspec.json.Encoder().encode


class _Id(msgspec.Struct):
    id: str


def pack(paper: Paper) -> bytes:
    """A paper as a record of the first stage."""
    return _encode(paper)


def pack_pair(one: bytes, other: bytes) -> bytes:
    """Two things as a record: a paper and what the first stage made of it; facts and the key of their old part."""
    return _encode((one, other))


def unpack_facts(record: bytes) -> Facts:
    """What the first stage made of a paper."""
    return _decode_facts(record)


def key(record: bytes, version: str) -> bytes:
    """Content key of a paper: the same text and the same rules give the same facts."""
    return blake2b(record, digest_size=16, salt=blake2b(version.encode(), digest_size=16).digest()).digest()


def line(facts: Facts) -> bytes:
    """Facts as a line of `facts.jsonl`, without its end."""
    return _encode_line(facts)


_decode_id = msgspec.json.Decoder(_Id).decode


def paper_of(data: bytes) -> str:
    """The id of the paper of a line of `facts.jsonl`."""
    return _decode_id(data).id


def read_line(data: bytes) -> Facts:
    """Facts from a line of `facts.jsonl`."""
    return _decode_line(data)


def reading(lexicons: Sequence[str]) -> Handler:
    """Prepare the first stage: a paper becomes facts."""
    from papergraph.extraction import Extractor

    extractor = Extractor(lexicons=lexicons)

    def handle(record: bytes) -> bytes:
        facts = extractor.stage1(_decode_paper(record))
        for item in _quoting(facts):
            item.quote = ""
        return _encode(facts)

    return handle


def resolving(names: CorpusNames, quotes: bool, resolved: bool = True) -> Handler:
    """Prepare the second stage: facts and their paper become a line of `facts.jsonl`.

    Parameters
    ----------
    names
        What the corpus defines.
    quotes
        Whether sentences are quoted.
    resolved
        False leaves candidates and definitions in, for a later run to resolve.
    """
    from papergraph.extraction import resolve

    def handle(record: bytes) -> bytes:
        paper_record, facts_record = _decode_pair(record)
        paper, facts = _decode_paper(paper_record), _decode_facts(facts_record)
        if quotes:
            _quote(facts, paper)
        return line(resolve(facts, names) if resolved else facts)

    return handle


def resolving_lines(names: CorpusNames, quotes: bool) -> Handler:
    """Prepare the second stage for facts that come as lines."""
    from papergraph.extraction import resolve

    def handle(record: bytes) -> bytes:
        facts = _decode_line(record)
        if not quotes:
            for item in _quoting(facts):
                item.quote = ""
        return line(resolve(facts, names))

    return handle


def linking(identity: Identity, iris: Iris, quotes: bool, turtle: bool) -> Handler:
    """Prepare the last stage: a line of `facts.jsonl` becomes a part of the graph.

    A record is the line and the key of the part that the build before made of this paper; the outcome is empty if that
    part still holds.
    """
    from papergraph.graph.parts import PartWriter
    from papergraph.linking import link

    writer = PartWriter(iris, quotes=quotes, turtle=turtle)

    def handle(record: bytes) -> bytes:
        facts_line, old_key = _decode_pair(record)
        paper = link(_decode_line(facts_line), identity)
        key = writer.key(paper, facts_line)
        if key == old_key:
            return b""
        part = writer.of(paper)
        part.key = key
        return _encode(part)

    return handle


def viewing(folder: str, page_name: str, remarks: dict[str, str], ending: str) -> Handler:
    """Prepare to write the page and the report of the graph in a folder; a record is the name of one of them.

    Parameters
    ----------
    remarks
        What the report says of the input: label -> figure or text.
    ending
        Markdown that the report ends with.
    """
    from papergraph.graph import open_graph
    from papergraph.views import page, report

    graph = open_graph(folder)

    def handle(record: bytes) -> bytes:
        path = Path(folder, record.decode())
        if path.name == page_name:
            page.write(graph, path)
        else:
            with replacing(path) as file:
                file.write(report.markdown(graph, remarks) + ending)
        return b""

    return handle


def unpack_part(data: bytes) -> Part:
    """The part of the graph that :func:`linking` made."""
    from papergraph.graph.parts import Part

    return msgspec.msgpack.decode(data, type=Part)


def _quote(facts: Facts, paper: Paper) -> None:
    fields = {"title": paper.title, "abstract": paper.abstract}
    for item in _quoting(facts):
        item.quote = fields[item.field][item.start : item.end]


def _quoting(facts: Facts) -> Iterator[Evidence | Candidate]:
    yield from facts.evidence
    yield from facts.candidates


def batches(records: Iterable[bytes], size: int = 2**18, most: int = 256) -> Iterator[list[bytes]]:
    """Group records into batches of about `size` bytes and at most `most` records."""
    batch: list[bytes] = []
    total = 0
    for record in records:
        batch.append(record)
        total += len(record)
        if total >= size or len(batch) >= most:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch

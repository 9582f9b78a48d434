"""Writing a graph: Turtle or N-Quads, and the store beside it, in a stream of papers."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from papergraph.files import replacing
from papergraph.graph.about import About, about_triples
from papergraph.graph.iris import Iris
from papergraph.graph.ledger import LEDGER, Ledger, OldGraph
from papergraph.graph.loading import StoreUpdater, StoreWriter
from papergraph.graph.parts import Part, PartWriter, members, nquads
from papergraph.graph.triples import Triple, node_triples
from papergraph.graph.turtle import Turtle, sort_key
from papergraph.graph.vocabulary import DEFAULT_BASE
from papergraph.linking import LinkedNode, LinkedPaper

#: Above this number of papers a build writes N-Quads, and Turtle only on export.
TURTLE_PAPERS = 20_000


class Written(msgspec.Struct):
    """What was written."""

    path: Path
    triples: int
    #: Class -> number of its members.
    counts: dict[str, int]
    #: (id of a paper, link): links that are no web addresses.
    dropped: list[tuple[str, str]]


def write_graph(
    nodes: Iterable[LinkedNode],
    papers: Iterable[LinkedPaper],
    output: str | os.PathLike[str],
    *,
    base: str = DEFAULT_BASE,
    about: About | None = None,
    quads: bool = False,
    quotes: bool = True,
    store: bool = True,
) -> Written:
    """Write `papergraph.ttl` (or `papergraph.nq`) and `store/` into a folder.

    Papers are taken one at a time; memory grows with the nodes.

    Parameters
    ----------
    nodes, papers
        From a frozen :class:`papergraph.linking.Linker`.
    output
        The folder.
    base
        Base IRI of all nodes.
    about
        What the graph says of itself.
    quads
        Write N-Quads, in the order of the papers, instead of Turtle.
    quotes
        Whether evidence quotes the sentences.
    store
        Whether to keep the Oxigraph store beside the file.

    Raises
    ------
    PapergraphError
        The folder cannot be written.
    """
    iris = Iris(base)
    nodes = list(nodes)
    iris.know(node.id for node in nodes)
    parts = map(PartWriter(iris, quotes=quotes, turtle=not quads).of, papers)
    return write_parts(nodes, parts, iris, output, about=about, quads=quads, store=store)


def write_parts(
    nodes: Iterable[LinkedNode],
    parts: Iterable[Part],
    iris: Iris,
    output: str | os.PathLike[str],
    *,
    about: About | None = None,
    quads: bool = False,
    store: bool = True,
    old: OldGraph | None = None,
    durable: bool = True,
) -> Written:
    """Write a graph whose parts were made elsewhere, in several processes perhaps; see :func:`write_graph`.

    Parameters
    ----------
    nodes
        From a frozen :class:`papergraph.linking.Linker`.
    parts
        From :class:`papergraph.graph.parts.PartWriter`, in the order of the papers.
    iris
        The IRIs with which the parts were made.
    old
        The graph of the build before, if parts are taken over from it.
    durable
        Wait until the file is on the disk.
    """
    folder = Path(output)
    name, other = ("papergraph.nq", "papergraph.ttl") if quads else ("papergraph.ttl", "papergraph.nq")
    writer = _Writer(iris, nodes, parts, about or About())
    ledger = folder / f".{LEDGER}" if quads and store else None
    storing = StoreUpdater(folder, old) if old and ledger else StoreWriter(folder, enabled=store)
    with storing as loader:
        with replacing(folder / name, "wb", durable=durable) as file:
            if quads:
                writer.quads(_Quads(file, old), loader, ledger)
            else:
                writer.turtle(file, loader, folder)
        if ledger:
            loader.complete(folder / name, ledger)
        loader.finish()
    loader.commit(folder / name, ledger)
    (folder / other).unlink(missing_ok=True)
    return Written(folder / name, writer.total, dict(writer.counts), writer.dropped)


class _Writer:
    def __init__(self, iris: Iris, nodes: Iterable[LinkedNode], parts: Iterable[Part], about: About) -> None:
        self.iris, self._nodes, self._parts, self._about = iris, nodes, parts, about
        self.counts: Counter[str] = Counter()
        self.total = 0
        self.dropped: list[tuple[str, str]] = []
        #: Triples between methods, each once however many papers state it.
        self.between: set[Triple] = set()

    def quads(self, out: _Quads, loader: StoreWriter, ledger: Path | None) -> None:
        """Nodes, papers in their order, triples between methods, and the description."""
        noted = Ledger(ledger, self.iris.base) if ledger else None

        def put_others(triples: list[Triple]) -> None:
            lines = nquads(triples, self.iris)
            out.write(lines)
            loader.others(lines)

        for triples in self._node_triples():
            put_others(triples)
        nodes_end = out.size
        for part in self._counted():
            start = out.size
            out.part(part)
            loader.part(part)
            if noted:
                noted.add(part, start, out.size - start)
        papers_end = out.size
        put_others(sorted(self.between))
        put_others(self._described())
        out.finish()
        if noted:
            noted.close(nodes_end, papers_end)

    def turtle(self, file: IO[bytes], loader: StoreWriter, folder: Path) -> None:
        """Blocks of papers wait in a temporary file in the folder until all are known and can be put in order."""
        turtle = Turtle(self.iris.base)
        places: list[tuple[str, int, int]] = []
        with tempfile.TemporaryFile("w+b", dir=folder) as waiting:
            for part in self._counted():
                loader.part(part)
                start = waiting.tell()
                waiting.write(part.turtle)
                places.append((part.subject, start, waiting.tell()))
            nodes = [triple for triples in self._node_triples() for triple in triples]
            nodes.extend(self.between)
            described = self._described()
            loader.others(nquads([*nodes, *described], self.iris))
            file.write(turtle.head().encode())
            file.write(turtle.blocks(described).encode())
            file.write(turtle.blocks(nodes).encode())
            for _, start, end in sorted(places, key=lambda place: sort_key(place[0])):
                waiting.seek(start)
                file.write(waiting.read(end - start))

    def _node_triples(self) -> Iterator[list[Triple]]:
        for node in self._nodes:
            triples = list(node_triples(node, self.iris))
            self.counts.update(members(triples))
            self.total += len(triples)
            yield triples

    def _counted(self) -> Iterator[Part]:
        for part in self._parts:
            yield part
            self.between.update(part.between)
            self.counts.update(part.counts)
            self.total += part.triples
            self.dropped.extend((part.id, link) for link in part.dropped)

    def _described(self) -> list[Triple]:
        """What the graph says of itself, when everything else is counted."""
        self.total += len(self.between)
        triples = list(about_triples(self._about, self.iris, self.counts, self.total))
        self.total += len(triples)
        return triples


class _Quads:
    """A file of N-Quads that grows; what it takes over from an old graph is copied in long runs."""

    def __init__(self, file: IO[bytes], old: OldGraph | None) -> None:
        self._file, self._old = file, old
        self._run = (0, 0)
        self.size = 0

    def write(self, lines: bytes) -> None:
        self.finish()
        self._file.write(lines)
        self.size += len(lines)

    def part(self, part: Part) -> None:
        if part.taken is None:
            self.write(part.quads)
            return
        start, end = part.taken
        if start != self._run[1]:
            self.finish()
            self._run = (start, start)
        self._run = (self._run[0], end)
        self.size += end - start

    def finish(self) -> None:
        """Copy what is taken over and not copied yet."""
        start, end = self._run
        if self._old and start < end:
            self._old.copy(start, end, self._file)
        self._run = (end, end)

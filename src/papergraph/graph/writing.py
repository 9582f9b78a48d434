"""Writing a graph: Turtle or N-Quads, and the store beside it, in a stream of papers."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import msgspec

from papergraph.files import replacing
from papergraph.graph.about import About, about_triples
from papergraph.graph.iris import Iris
from papergraph.graph.stores import StoreWriter
from papergraph.graph.triples import PaperTriples, Triple, node_triples
from papergraph.graph.turtle import Turtle, sort_key
from papergraph.graph.vocabulary import DEFAULT_BASE, NODE_CLASSES, pg, rdf
from papergraph.linking import LinkedNode, LinkedPaper

#: Above this number of papers a build writes N-Quads, and Turtle only on export.
TURTLE_PAPERS = 20_000

_CLASS_OF = {
    f"<{pg.namespace}{name}>": name for name in (*NODE_CLASSES, "Comparison", "Result", "Link", "Evidence", "UnnamedMethod")
}


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
    folder = Path(output)
    name, other = ("papergraph.nq", "papergraph.ttl") if quads else ("papergraph.ttl", "papergraph.nq")
    writer = _Writer(Iris(base), quotes)
    with replacing(folder / name) as file, StoreWriter(folder, enabled=store) as loader:
        if quads:
            writer.quads(nodes, papers, about or About(), file, loader)
        else:
            writer.turtle(nodes, papers, about or About(), file, loader)
        file.flush()
        os.fsync(file.fileno())
        loader.finish()
    loader.commit(folder / name)
    (folder / other).unlink(missing_ok=True)
    return Written(folder / name, writer.total, dict(writer.counts), writer.papers.dropped)


class _Writer:
    def __init__(self, iris: Iris, quotes: bool) -> None:
        self.iris = iris
        self.papers = PaperTriples(iris, quotes=quotes)
        self.counts: Counter[str] = Counter()
        self.total = 0

    def quads(
        self, nodes: Iterable[LinkedNode], papers: Iterable[LinkedPaper], about: About, file: IO[str], loader: StoreWriter
    ) -> None:
        def put(triples: list[Triple]) -> None:
            text = nquads(triples, self.iris)
            file.write(text)
            loader.write(text)

        for triples in self._all(nodes, papers):
            put(triples)
        put(self._about(about))

    def turtle(
        self, nodes: Iterable[LinkedNode], papers: Iterable[LinkedPaper], about: About, file: IO[str], loader: StoreWriter
    ) -> None:
        """Blocks of papers wait in a temporary file until all are known and can be put in order."""
        turtle = Turtle(self.iris.base)
        between: list[Triple] = []
        places: list[tuple[str, int, int]] = []
        with tempfile.TemporaryFile("w+b") as waiting:
            for triples in self._all(nodes, papers):
                loader.write(nquads(triples, self.iris))
                start = waiting.tell()
                own = [t for t in triples if self._is_of_paper(t)]
                between.extend(t for t in triples if not self._is_of_paper(t))
                if own:
                    waiting.write(turtle.blocks(own).encode())
                    places.append((own[0].subject, start, waiting.tell()))
            described = self._about(about)
            loader.write(nquads(described, self.iris))
            file.write(turtle.head())
            file.write(turtle.blocks(described))
            file.write(turtle.blocks(between))
            for _, start, end in sorted(places, key=lambda place: sort_key(place[0])):
                waiting.seek(start)
                file.write(waiting.read(end - start).decode())

    def _is_of_paper(self, triple: Triple) -> bool:
        return triple.subject.startswith(f"<{self.iris.base}paper/")

    def _all(self, nodes: Iterable[LinkedNode], papers: Iterable[LinkedPaper]) -> Iterable[list[Triple]]:
        for node in nodes:
            yield self._counted(list(node_triples(node, self.iris)))
        for paper in papers:
            yield self._counted(self.papers.of(paper))

    def _counted(self, triples: list[Triple]) -> list[Triple]:
        self.total += len(triples)
        for _, predicate, object in triples:
            if predicate == rdf.type and object in _CLASS_OF:
                self.counts[_CLASS_OF[object]] += 1
        return triples

    def _about(self, about: About) -> list[Triple]:
        triples = list(about_triples(about, self.iris, self.counts, self.total))
        self.total += len(triples)
        return triples


def nquads(triples: Iterable[Triple], iris: Iris) -> str:
    """Triples as N-Quads: each paper's in the graph `{paper}/graph`, all else in `{base}nodes`."""
    lines = []
    papers, nodes, length = f"<{iris.base}paper/", iris.nodes_graph, len(iris.base) + 7
    subject, graph = "", nodes
    for triple in triples:
        if triple[0] != subject:
            subject = triple[0]
            graph = nodes
            if subject.startswith(papers):
                end = subject.find("/", length)
                graph = f"{subject[: end if end > 0 else -1]}/graph>"
        lines.append(f"{subject} {triple[1]} {triple[2]} {graph} .\n")
    return "".join(lines)

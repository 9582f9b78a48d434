"""What one paper adds to a graph, as text: made by any process, put together by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from papergraph.graph.iris import Iris
from papergraph.graph.triples import Triple, paper_triples
from papergraph.graph.turtle import Turtle
from papergraph.graph.vocabulary import NODE_CLASSES, pg, rdf
from papergraph.linking import LinkedPaper, NodeKey

_CLASS_OF = {
    f"<{pg.namespace}{name}>": name for name in (*NODE_CLASSES, "Comparison", "Result", "Link", "Evidence", "UnnamedMethod")
}


class Part(msgspec.Struct, array_like=True):
    """What one paper adds to a graph."""

    #: The paper's id and IRI.
    id: str
    subject: str
    #: Its own triples as N-Quads, and as Turtle where that is wanted.
    quads: bytes
    turtle: bytes
    #: Number of its own triples.
    triples: int
    #: Class -> number of its members among them.
    counts: dict[str, int]
    #: Triples between methods, which other papers may state, too.
    between: list[Triple]
    #: Links that are no web addresses.
    dropped: list[str]
    #: Hash of everything the part was made of.
    key: bytes = b""
    #: Where it stands in the graph of the build before, from byte to byte, if it is taken over; `quads` is empty then.
    taken: tuple[int, int] | None = None


class PartWriter:
    """Makes the parts of papers.

    Parameters
    ----------
    iris
        The IRIs of the graph, which knows all nodes already, so that every process gives them the same IRIs.
    quotes
        Whether the sentences of others are quoted.
    turtle
        Whether Turtle is wanted beside N-Quads.
    """

    def __init__(self, iris: Iris, *, quotes: bool = True, turtle: bool = True) -> None:
        self._iris, self._quotes = iris, quotes
        self._turtle = Turtle(iris.base) if turtle else None
        self._papers = f"<{iris.base}paper/"

    def key(self, paper: LinkedPaper, line: bytes) -> bytes:
        """Hash of everything that the part of a paper is made of: its facts as a line, and the IRIs of their nodes."""
        digest = blake2b(line, digest_size=16, person=b"quotes" if self._quotes else b"none")
        for nodes in (paper.methods, paper.families, paper.datasets, paper.tasks, paper.hardware):
            digest.update(self._names(nodes))
        for claim in (*paper.comparisons, *paper.results):
            digest.update(self._names((*claim.methods, claim.dataset, claim.metric, claim.hardware)))
        return digest.digest()

    def _names(self, nodes: Iterable[NodeKey | None]) -> bytes:
        return "\n".join("" if node is None else self._iris.node(*node) for node in nodes).encode()

    def of(self, paper: LinkedPaper) -> Part:
        """The part of a paper."""
        triples, dropped = paper_triples(paper, self._iris, quotes=self._quotes)
        own = [triple for triple in triples if triple.subject.startswith(self._papers)]
        return Part(
            id=paper.facts.id,
            subject=own[0].subject,
            quads=nquads(own, self._iris),
            turtle=self._turtle.blocks(own).encode() if self._turtle else b"",
            triples=len(own),
            counts=members(own),
            between=[triple for triple in triples if not triple.subject.startswith(self._papers)],
            dropped=dropped,
        )


def members(triples: Iterable[Triple]) -> Counter[str]:
    """Class -> number of its members."""
    classes = (_CLASS_OF.get(object) for _, predicate, object in triples if predicate == rdf.type)
    return Counter(name for name in classes if name is not None)


def nquads(triples: Iterable[Triple], iris: Iris) -> bytes:
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
    return "".join(lines).encode()

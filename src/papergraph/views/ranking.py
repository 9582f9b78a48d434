"""Rankings of methods, data sets, papers, hardware and tasks by their place in the network, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
import networkx as nx

from papergraph.errors import UsageError
from papergraph.views.citing import Row, paper_row, sentences, statement
from papergraph.views.reading import Reader
from papergraph.views.scanning import links
from papergraph.views.wins import claims_on, wins
from papergraph.views.words import COMPARISONS, PAPER_LINKS, PG

#: What each measure says of a method, and of anything else.
MEANINGS = {
    "pagerank": ("most compared against: PageRank over winner → loser", "PageRank over all connections"),
    "betweenness": ("stands between others: betweenness over winner → loser", "stands between others: betweenness"),
    "in-degree": ("beaten by so many methods", "connections that lead to it"),
    "out-degree": ("beats so many methods", "connections that lead from it"),
    "degree": ("compared with so many methods", "connections"),
    "strength": ("Bradley–Terry strength fitted to the wins (0: average)", ""),
}
TYPES = {"method": "Method", "dataset": "Dataset", "paper": "Paper", "hardware": "Hardware", "task": "Task"}
#: Above this many nodes betweenness is estimated from a seeded sample: smaller where there are very many edges.
SAMPLE, SEED = 1000, 7
STEPS = 20_000_000
#: Strength is fitted among so many methods, those that are compared with the most others.
FITTED = 1500
#: Sentences given for one entry.
EVIDENCE = 3


class Ranked(msgspec.Struct):
    """One entry of a ranking."""

    iri: str
    label: str
    score: float
    beats: int = 0
    beaten_by: int = 0
    papers: int = 0
    evidence: list[Row] = []

    def row(self, place: int) -> Row:
        """The entry, ready for JSON."""
        return {"rank": place, **msgspec.structs.asdict(self)}


def rank(reader: Reader, by: str = "pagerank", type_: str = "method", limit: int = 20, kind: str = "quality") -> list[Ranked]:
    """The first entries of a ranking; equal scores are in the order of their names.

    Parameters
    ----------
    reader
        The graph.
    by
        A key of `MEANINGS`; `strength` is for methods only.
    type_
        A key of `TYPES`.
    limit
        Entries to give at most.
    kind
        `quality` or `efficiency`, for methods.

    Raises
    ------
    UsageError
        Strength of anything but methods.
    """
    if type_ == "method":
        graph = wins(reader, kind)
        scores = strengths(graph) if by == "strength" else _scores(graph, by)
        return _methods(reader, graph, scores, by, limit)
    if by == "strength":
        raise UsageError("strength is fitted to wins, which only methods have; use --by degree, or --type method")
    graph = network(reader)
    chosen = {iri: score for iri, score in _scores(graph, by).items() if reader.kind(iri)[0] == TYPES[type_]}
    return _others(reader, graph, chosen, by, limit)


def _scores(graph: nx.DiGraph, by: str) -> dict[str, float]:
    measures: dict[str, Callable[[nx.DiGraph], dict[str, float]]] = {
        "pagerank": lambda g: {n: round(v, 6) for n, v in nx.pagerank(g).items()} if len(g) else {},
        "betweenness": _betweenness,
        "in-degree": lambda g: dict(g.in_degree),
        "out-degree": lambda g: dict(g.out_degree),
        "degree": lambda g: {n: len(set(g.predecessors(n)) | set(g.successors(n))) for n in g},
    }
    return measures[by](graph)


def _betweenness(graph: nx.DiGraph) -> dict[str, float]:
    sample = max(20, min(SAMPLE, STEPS // max(graph.number_of_edges(), 1))) if len(graph) > SAMPLE else None
    return {node: round(score, 6) for node, score in nx.betweenness_centrality(graph, k=sample, seed=SEED).items()}


def strengths(graph: nx.DiGraph) -> dict[str, float]:
    """Bradley–Terry strengths: log-odds, the mean 0.

    One win counts once for each pair, however many papers state it. A weak prior keeps undefeated methods finite and
    lets parts that were never compared share one scale, on which only differences within a part mean something. In a very
    large graph only the `FITTED` most compared methods are fitted.

    References
    ----------
    Maystre, Grossglauser: Fast and accurate inference of Plackett–Luce models (NIPS 2015), as in `choix`.
    """
    import choix

    nodes = sorted(sorted(graph, key=lambda node: (-graph.degree(node), node))[:FITTED])
    if len(nodes) < 2:
        return dict.fromkeys(nodes, 0.0)
    index = {node: position for position, node in enumerate(nodes)}
    values = choix.ilsr_pairwise(
        len(nodes), [(index[a], index[b]) for a, b in graph.edges if a in index and b in index], alpha=0.01
    )
    return {node: round(float(value), 3) + 0.0 for node, value in zip(nodes, values, strict=True)}


def ties(reader: Reader) -> set[tuple[str, str]]:
    """What names what, and how methods compare: pairs of nodes, unnamed methods left out."""
    names = links(reader, (*COMPARISONS, "variantOf", *PAPER_LINKS))
    hidden = reader.proposers  # unnamed methods
    return {pair for name in names for pair in reader.pairs(name) if pair[0] not in hidden and pair[1] not in hidden}


def network(reader: Reader) -> nx.DiGraph:
    """Papers, what they name, and how methods compare; unnamed methods left out."""
    graph = nx.DiGraph()
    graph.add_edges_from(sorted(ties(reader)))
    return graph


def first(reader: Reader, scores: Mapping[str, float], limit: int) -> list[tuple[str, float]]:
    """The nodes of the highest scores; equal scores in the order of their names (read only where they matter)."""
    least = sorted(scores.values(), reverse=True)[:limit][-1:]
    near = [item for item in scores.items() if item[1] >= least[0]]
    return sorted(near, key=lambda item: (-item[1], reader.node(item[0]).label.lower(), item[0]))[:limit]


def _telling(scores: Mapping[str, float], by: str) -> dict[str, float]:
    """A score of 0 says nothing, but for strength."""
    return {iri: score for iri, score in scores.items() if score or by == "strength"}


def _methods(reader: Reader, graph: nx.DiGraph, scores: dict[str, float], by: str, limit: int) -> list[Ranked]:
    found = []
    for iri, score in first(reader, _telling(scores, by), limit):
        lost = [claims_on(graph, *edge)[0] for edge in sorted(graph.in_edges(iri))[:EVIDENCE]]
        won = [claims_on(graph, *edge)[0] for edge in sorted(graph.out_edges(iri))[:EVIDENCE]]
        claims = won + lost if by in ("out-degree", "strength") else lost + won
        found.append(
            Ranked(
                iri=iri,
                label=reader.node(iri).label,
                score=score,
                beats=graph.out_degree(iri),
                beaten_by=graph.in_degree(iri),
                papers=len(reader.subjects(PG + "mentions", iri)),
                evidence=[statement(reader, claim) for claim in claims[:EVIDENCE]],
            )
        )
    return found


def _others(reader: Reader, graph: nx.DiGraph, scores: dict[str, float], by: str, limit: int) -> list[Ranked]:
    found = []
    for iri, score in first(reader, _telling(scores, by), limit):
        papers = sorted(paper for paper in graph.predecessors(iri) if reader.node(paper).type == "Paper")
        shown = [iri] if reader.node(iri).type == "Paper" else papers[:EVIDENCE]
        evidence = [row for paper in shown for row in link_rows(reader, paper, iri)][:EVIDENCE]
        found.append(Ranked(iri=iri, label=reader.node(iri).label, score=score, papers=len(papers), evidence=evidence))
    return found


def link_rows(reader: Reader, paper: str, node: str) -> list[Row]:
    """How the paper names the node (or anything, where the node is the paper): the link's property and sentences."""
    rows = []
    for (name, target), (confidence, iris) in sorted(reader.link_evidence(paper).items()):
        if target == node or paper == node:
            rows.append(
                {
                    "type": name,
                    "node": reader.node(target).label,
                    "confidence": confidence,
                    "paper": paper_row(reader, paper),
                    "evidence": sentences(reader, paper, iris),
                }
            )
    return rows

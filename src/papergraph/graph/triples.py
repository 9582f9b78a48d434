"""Linked papers and nodes as triples. Terms are in N-Triples form."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from papergraph.graph.iris import Iris, digest
from papergraph.graph.terms import boolean, date, decimal, integer, literal, web_address
from papergraph.graph.vocabulary import bibo, dc, dcterms, pg, prism, prov, rdf, rdfs, schema, skos
from papergraph.linking import LinkedClaim, LinkedNode, LinkedPaper, NodeKey
from papergraph.model import UNNAMED, Comparison, Evidence, Result


class Triple(NamedTuple):
    """Subject, predicate and object in N-Triples form."""

    subject: str
    predicate: str
    object: str

    @classmethod
    def of(cls, statement: Any) -> Triple:
        """A triple or quad of pyoxigraph."""
        return cls(str(statement.subject), str(statement.predicate), str(statement.object))


#: Role of an entity -> how the paper is tied to it; other roles: `mentions`.
_ROLES = {
    ("methods", "proposed"): pg.proposes,
    ("datasets", "introduced"): pg.introduces,
    ("datasets", "evaluated"): pg.evaluatesOn,
    ("datasets", "trained"): pg.trainsOn,
    ("hardware", "target"): pg.targets,
    ("hardware", "measured"): pg.measuredOn,
}

#: (type of comparison, kind) -> shortcut between two methods.
_SHORTCUTS = {
    ("outperforms", "quality"): pg.outperforms,
    ("outperforms", "efficiency"): pg.moreEfficientThan,
    ("improves", "quality"): pg.improves,
    ("improves", "efficiency"): pg.improves,
}


def node_triples(node: LinkedNode, iris: Iris) -> Iterator[Triple]:
    """What is known of a node itself."""
    iri = iris.node(*node.id)
    yield Triple(iri, rdf.type, f"<{pg.namespace}{node.id.type}>")
    yield Triple(iri, rdf.type, skos.Concept)
    yield Triple(iri, rdfs.label, literal(node.label))
    for name in node.alt:
        yield Triple(iri, skos.altLabel, literal(name))
    if node.base is not None:
        yield Triple(iri, pg.variantOf, iris.node(*node.base))
    if node.lower_is_better is not None:
        yield Triple(iri, pg.lowerIsBetter, boolean(node.lower_is_better))


def paper_triples(paper: LinkedPaper, iris: Iris, *, quotes: bool = True) -> tuple[list[Triple], list[str]]:
    """All triples of a paper, without repetition, and its links that are no web addresses.

    Triples between two methods (`pg:outperforms` ...) are not of the paper alone: other papers may state them, too.

    Parameters
    ----------
    paper
        The paper.
    iris
        The IRIs of the graph.
    quotes
        Whether the sentences of others are quoted.
    """
    written = _Paper(paper, iris, quotes)
    return written.triples(), written.dropped


class _Paper:
    def __init__(self, paper: LinkedPaper, iris: Iris, quotes: bool) -> None:
        self.iris = iris
        self.quotes = quotes
        self.dropped: list[str] = []
        self.paper = paper
        self.facts = paper.facts
        self.iri = iris.paper(paper.facts.id)
        self.subject = f"<{self.iri}>"
        self.out: dict[Triple, None] = {}
        self.evidence = _by_fact(paper.facts.evidence)
        self.proposed: set[str] = set()

    def triples(self) -> list[Triple]:
        self._metadata()
        self._entities()
        for index, (fact, claim) in enumerate(zip(self.facts.comparisons, self.paper.comparisons, strict=True)):
            self._comparison(index, fact, claim)
        for index, (result, claim) in enumerate(zip(self.facts.results, self.paper.results, strict=True)):
            self._result(index, result, claim)
        return list(self.out)

    def _add(self, subject: str, predicate: str, object: str | None) -> None:
        if object is not None:
            self.out[Triple(subject, predicate, object)] = None

    def _metadata(self) -> None:
        facts, subject = self.facts, self.subject
        self._add(subject, rdf.type, pg.Paper)
        self._add(subject, dcterms.title, literal(_one_line(facts.title)))
        self._add(subject, dcterms.identifier, literal(facts.id))
        self._add(subject, dcterms.date, date(facts.date) if facts.date else None)
        for author in facts.authors:
            self._add(subject, dcterms.creator, literal(_one_line(author)))
        for category in facts.categories:
            self._add(subject, dc.subject, literal(category))
        for source in facts.sources:
            self._add(subject, dcterms.source, literal(source))
        self._add(subject, prism.publicationName, literal(_one_line(facts.venue)) if facts.venue else None)
        self._add(subject, bibo.doi, literal(facts.doi) if facts.doi else None)
        self._add(subject, schema.url, self._page())
        self._add(subject, pg.claimsStateOfTheArt, boolean(facts.claims_sota))
        if facts.claims_sota:
            self._link(pg.claimsStateOfTheArt, boolean(True), "claims_sota", 0)
        for index, url in enumerate(facts.code):
            self._code(index, url)
        graph = f"<{self.iri}/graph>"
        self._add(graph, prov.wasDerivedFrom, subject)
        self._add(graph, prov.wasGeneratedBy, f"<{self.iris.base}about/extraction>")

    def _page(self) -> str | None:
        facts = self.facts
        if facts.url and (address := web_address(facts.url)):
            return address
        if facts.url:
            self.dropped.append(facts.url)
        if facts.arxiv:
            return web_address(f"https://arxiv.org/abs/{facts.arxiv}")
        return web_address(f"https://doi.org/{facts.doi}") if facts.doi else None

    def _code(self, index: int, url: str) -> None:
        address = web_address(url)
        if address is None:
            self.dropped.append(url)
            return
        self._add(self.subject, pg.code, address)
        self._link(pg.code, address, "code", index)

    def _entities(self) -> None:
        paper, facts = self.paper, self.facts
        for kind, entities, nodes in (
            ("methods", facts.methods, paper.methods),
            ("datasets", facts.datasets, paper.datasets),
            ("hardware", facts.hardware, paper.hardware),
        ):
            for index, (entity, node) in enumerate(zip(entities, nodes, strict=True)):
                self._mention(kind, index, node, _ROLES.get((kind, entity.role), pg.mentions))
        for index, node in enumerate(paper.families):
            self._mention("families", index, node, pg.mentions)
        for index, node in enumerate(paper.tasks):
            self._mention("tasks", index, node, pg.addresses)

    def _mention(self, kind: str, index: int, node: NodeKey | None, predicate: str) -> None:
        if node is None:
            return
        iri = self.iris.node(*node)
        if predicate == pg.proposes:
            self.proposed.add(iri)
        self._add(self.subject, predicate, iri)
        self._add(self.subject, pg.mentions, iri)
        self._link(predicate, iri, kind, index)

    def _link(self, predicate: str, object: str, kind: str, index: int) -> None:
        """The link that gives a statement on the paper its evidence; no evidence, no link."""
        evidence = self.evidence.get((kind, index))
        if not evidence:
            return
        link = f"<{self.iri}/link/{digest(predicate + object, 12)}>"
        if Triple(link, rdf.type, pg.Link) not in self.out:
            self._add(link, rdf.type, pg.Link)
            self._add(link, rdf.subject, self.subject)
            self._add(link, rdf.predicate, predicate)
            self._add(link, rdf.object, object)
            self._add(link, pg.confidence, decimal(max(item.confidence for item in evidence)))
        self._evidence(link, evidence)

    def _evidence(self, claim: str, evidence: Iterable[Evidence]) -> None:
        for item in evidence:
            marks = " ".join(f"{start}-{end}" for start, end in item.marks)
            content = f"{item.field} {item.start} {item.end} {item.rule} {marks}"
            iri = f"<{self.iri}/evidence/{digest(content, 12)}>"
            self._add(claim, pg.evidence, iri)
            self._add(iri, rdf.type, pg.Evidence)
            if self.quotes:
                self._add(iri, pg.quote, literal(item.quote))
            self._add(iri, pg.field, literal(item.field))
            self._add(iri, pg.start, integer(item.start))
            self._add(iri, pg.end, integer(item.end))
            self._add(iri, pg.rule, literal(item.rule))
            if marks:
                self._add(iri, pg.marks, literal(marks))

    def _method(self, node: NodeKey | None, name: str) -> tuple[str, bool] | None:
        """IRI of a winner, loser or owner of a figure, and whether it is a method (and no family)."""
        if node is not None:
            return self.iris.node(*node), node.type == "Method"
        if name != UNNAMED:
            return None
        iri = f"<{self.iri}/method>"
        if Triple(iri, rdf.type, pg.Method) not in self.out:
            self._add(iri, rdf.type, pg.Method)
            self._add(iri, rdf.type, pg.UnnamedMethod)
            self._add(iri, rdf.type, skos.Concept)
            self._add(iri, rdfs.label, literal(f"method of {_one_line(self.facts.title)}"))
            self._add(self.subject, pg.proposes, iri)
            self._add(self.subject, pg.mentions, iri)
            self.proposed.add(iri)
        return iri, True

    def _comparison(self, index: int, fact: Comparison, claim: LinkedClaim) -> None:
        winner, loser = self._method(claim.methods[0], fact.winner), self._method(claim.methods[1], fact.loser)
        if winner is None or loser is None:
            return
        node = self._node
        parts = [
            (pg.comparisonType, literal(fact.type)),
            (pg.kind, literal(fact.kind)),
            (pg.winner, winner[0]),
            (pg.loser, loser[0]),
            (pg.onDataset, node(claim.dataset)),
            (pg.byMetric, node(claim.metric)),
            (pg.winnerValue, _number(fact.winner_value)),
            (pg.loserValue, _number(fact.loser_value)),
            (pg.margin, _margin(fact)),
            (pg.marginText, None if fact.delta is None else literal(_as_written(fact.delta))),
        ]
        self._claim(
            "comparison", pg.Comparison, pg.states, parts, fact.confidence, self.evidence.get(("comparisons", index), ())
        )
        self._names(winner[0], loser[0], node(claim.dataset))
        if winner[1] and loser[1] and winner[0] != loser[0]:
            self._shortcuts(fact, winner[0], loser[0])

    def _shortcuts(self, fact: Comparison, winner: str, loser: str) -> None:
        triple = Triple(winner, _SHORTCUTS[fact.type, fact.kind], loser)
        self.out[triple] = None
        if winner in self.proposed:
            self._add(self.subject, pg.beats, loser)
            self._add(self.subject, pg.mentions, loser)

    def _result(self, index: int, fact: Result, claim: LinkedClaim) -> None:
        method = self._method(claim.methods[0], fact.method)
        value = _number(fact.value)
        if method is None or value is None:
            return
        parts = [
            (pg.kind, literal(fact.kind)),
            (pg.ofMethod, method[0]),
            (pg.value, value),
            (pg.unit, literal(fact.unit) if fact.unit else None),
            (pg.onDataset, self._node(claim.dataset)),
            (pg.byMetric, self._node(claim.metric)),
            (pg.measuredOn, self._node(claim.hardware)),
        ]
        self._names(method[0], self._node(claim.dataset), self._node(claim.hardware))
        self._claim("result", pg.Result, pg.reports, parts, fact.confidence, self.evidence.get(("results", index), ()))

    def _claim(
        self,
        folder: str,
        type: str,
        stated_by: str,
        parts: list[tuple[str, str | None]],
        confidence: float,
        evidence: Iterable[Evidence],
    ) -> None:
        content = " ".join(f"{predicate} {object}" for predicate, object in parts if object is not None)
        iri = f"<{self.iri}/{folder}/{digest(content, 12)}>"
        if Triple(iri, rdf.type, type) not in self.out:
            self._add(self.subject, stated_by, iri)
            self._add(iri, rdf.type, type)
            self._add(iri, rdf.type, pg.Claim)
            for predicate, object in parts:
                self._add(iri, predicate, object)
            self._add(iri, pg.confidence, decimal(confidence))
        self._evidence(iri, evidence)

    def _names(self, *nodes: str | None) -> None:
        """What a claim names, its paper mentions."""
        for node in nodes:
            self._add(self.subject, pg.mentions, node)

    def _node(self, node: NodeKey | None) -> str | None:
        return None if node is None else self.iris.node(*node)


def _by_fact(evidence: list[Evidence]) -> dict[tuple[str, int], list[Evidence]]:
    found: dict[tuple[str, int], list[Evidence]] = {}
    for item in evidence:
        found.setdefault((item.kind, item.index), []).append(item)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _number(value: float | None) -> str | None:
    return decimal(value) if value is not None and math.isfinite(value) else None


def _as_written(delta: float | str) -> str:
    return delta if isinstance(delta, str) else f"{delta:g}"


def _margin(fact: Comparison) -> str | None:
    """The absolute difference in the metric's unit; None for ratios and where it is not known."""
    if isinstance(fact.delta, str):
        return None
    if fact.delta is not None:
        return _number(abs(fact.delta))
    if fact.winner_value is None or fact.loser_value is None:
        return None
    return _number(abs(round(fact.winner_value - fact.loser_value, 6)))

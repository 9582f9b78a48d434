"""Reading nodes, connections, claims and evidence off the store, a piece at a time.

Everything here asks the store for patterns that touch one node, so that a neighbourhood costs the same in a graph of a
hundred papers and of a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec
from pyoxigraph import NamedNode, QueryResultsFormat

from papergraph.views.showing import readable, visible
from papergraph.views.words import DCTERMS, PAPER_LINKS, PG, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from papergraph.graph import Graph

#: Classes of nodes; a node of several is taken for the first.
CLASSES = ("Paper", "Dataset", "Hardware", "Task", "MethodClass", "Method", "Metric")


class Node(msgspec.Struct, frozen=True):
    """A node as a reader knows it."""

    iri: str
    type: str
    label: str
    alt: tuple[str, ...] = ()
    unnamed: bool = False


class About(msgspec.Struct, frozen=True):
    """What is known of a paper beside its links."""

    url: str | None = None
    date: str | None = None
    code: tuple[str, ...] = ()
    state_of_the_art: bool = False


class Evidence(msgspec.Struct, frozen=True):
    """A sentence of a paper; `marks` are offsets in code points within the quote."""

    paper: str
    quote: str | None
    marks: tuple[tuple[int, int], ...]
    rule: str
    field: str


class Claim(msgspec.Struct, frozen=True):
    """A comparison (`outperforms`, `improves`) or a `result`, whose method is `winner` and whose figure is `winner_value`."""

    iri: str
    type: str
    kind: str
    paper: str
    winner: str
    loser: str | None = None
    dataset: str | None = None
    metric: str | None = None
    winner_value: float | None = None
    loser_value: float | None = None
    margin: float | None = None
    margin_text: str | None = None
    unit: str | None = None
    hardware: str | None = None
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()

    @property
    def relation(self) -> str:
        """The property of the vocabulary that this claim stands for."""
        if self.type == "result":
            return "hasResultOn"
        if self.type == "improves":
            return "improves"
        return "moreEfficientThan" if self.kind == "efficiency" else "outperforms"


def web_address(text: str | None) -> str | None:
    """The text if it is an http(s) address without spaces or control characters, else None."""
    if (
        text
        and text.lower().startswith(("http://", "https://"))
        and text.isprintable()
        and not any(c in text for c in " <>\"'`")
    ):
        return text
    return None


class Reader:
    """Reads a graph's store by pattern and remembers the nodes it has seen.

    Parameters
    ----------
    graph
        The open graph.
    """

    def __init__(self, graph: Graph) -> None:
        self.store: Any = graph.store
        self._nodes: dict[str, Node] = {}
        self.kinds: dict[str, tuple[str, bool]] = {}
        self._papers: dict[str, str] = {}
        #: Variant -> base and unnamed method -> paper, once `scanning.preload` has read them all.
        self.bases: dict[str, str] | None = None
        self.proposers: dict[str, str] = {}

    # --- patterns -------------------------------------------------------------------------------------------------

    def query(self, asked: str) -> Any:
        """Solutions of a SPARQL query over all graphs, for which no more of the store is read than they need."""
        return self.store.query(asked, use_default_graph_as_union=True)

    def objects(self, subject: str, predicate: str) -> list[Any]:
        """Objects of (subject, predicate, ?), in a stable order."""
        found = [quad.object for quad in self.store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)]
        return sorted(found, key=lambda term: term.value)

    def iris(self, subject: str, predicate: str) -> list[str]:
        """Objects of (subject, predicate, ?) that are IRIs."""
        return [term.value for term in self.objects(subject, predicate) if isinstance(term, NamedNode)]

    def subjects(self, predicate: str, value: str, limit: int | None = None, type: str | None = None) -> list[str]:
        """Subjects of (?, predicate, value), of one class perhaps; the first found up to a limit; in a stable order."""
        found: set[str] = set()
        for quad in self.store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value)):
            if isinstance(quad.subject, NamedNode) and type in (None, self.kind(quad.subject.value)[0]):
                found.add(quad.subject.value)
            if limit is not None and len(found) >= limit:
                break
        return sorted(found)

    def text(self, subject: str, predicate: str) -> str | None:
        """The first literal of (subject, predicate, ?)."""
        return next((term.value for term in self.objects(subject, predicate)), None)

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """All (subject, object) of a property of the vocabulary; as text, which takes half the time of terms."""
        found = self.query(f"SELECT ?s ?o {{ ?s <{PG}{predicate}> ?o }}").serialize(format=QueryResultsFormat.TSV)
        for line in islice(found.splitlines(), 1, None):
            subject, _, value = line.decode().partition("\t")
            if subject[0] == value[0] == "<":
                yield subject[1:-1], value[1:-1]

    # --- nodes ----------------------------------------------------------------------------------------------------

    def node(self, iri: str) -> Node:
        """The node with its label, type and other names; read once."""
        if iri not in self._nodes:
            self._nodes[iri] = self._read_node(iri)
        return self._nodes[iri]

    def kind(self, iri: str) -> tuple[str, bool]:
        """Class of the node, and whether it is a method without a name; cheaper than the whole node."""
        if iri in self._nodes:
            return self._nodes[iri].type, self._nodes[iri].unnamed
        if iri not in self.kinds:
            self.kinds[iri] = _kind(self.iris(iri, RDF + "type"))
        return self.kinds[iri]

    def _read_node(self, iri: str) -> Node:
        types: list[str] = []
        labels: dict[str, list[str]] = {RDFS + "label": [], SKOS + "altLabel": [], DCTERMS + "title": []}
        for quad in self.store.quads_for_pattern(NamedNode(iri), None, None):
            predicate = quad.predicate.value
            if predicate == RDF + "type":
                types.append(quad.object.value)
            elif predicate in labels:
                labels[predicate].append(quad.object.value)
        kind, unnamed = _kind(types)
        title, label = sorted(labels[DCTERMS + "title"]), sorted(labels[RDFS + "label"])
        first = (title or label) if kind == "Paper" else (label or title)
        name = first[0] if first else iri.rsplit("/", 1)[-1]
        name = readable(name) if kind == "Paper" or unnamed else visible(name)
        return Node(iri, kind, name, tuple(sorted(map(visible, labels[SKOS + "altLabel"]))), unnamed)

    def about(self, paper: str) -> About:
        """Link, date, code and claim of a paper."""
        addresses = [web_address(term.value) for name in (SCHEMA + "url", PG + "url") for term in self.objects(paper, name)]
        date = self.text(paper, DCTERMS + "issued") or self.text(paper, DCTERMS + "date")
        code = tuple(url for term in self.objects(paper, PG + "code") if (url := web_address(term.value)))
        best = self.text(paper, PG + "claimsStateOfTheArt") == "true"
        return About(next((url for url in addresses if url), None), date, code, best)

    def base_of(self, iri: str, stop: str | None = None) -> str:
        """The last base along `variantOf` (never beyond `stop`); a circle ends where it began."""
        seen = {iri}
        while iri != stop:
            base = self._base(iri)
            if base is None or base in seen:
                break
            iri = base
            seen.add(iri)
        return iri

    def _base(self, iri: str) -> str | None:
        if self.bases is not None:
            return self.bases.get(iri)
        return next(iter(self.iris(iri, PG + "variantOf")), None)

    def variants(self, iri: str, limit: int = 200) -> list[str]:
        """The node's variants, theirs, and so on, nearest first."""
        found: dict[str, None] = {}
        queue = [iri]
        for here in queue:
            for variant in self.subjects(PG + "variantOf", here, limit):
                if variant not in found and variant != iri and len(found) < limit:
                    found[variant] = None
                    queue.append(variant)
        return list(found)

    def proposer(self, method: str) -> str | None:
        """The paper that proposes the method (the first by IRI where several do)."""
        if method in self.proposers:
            return self.proposers[method] or None
        papers = self.subjects(PG + "proposes", method, 50)
        return papers[0] if papers else None

    # --- connections ----------------------------------------------------------------------------------------------

    def links(self, paper: str) -> dict[str, str]:
        """What a paper names -> the most telling property that says so."""
        found: dict[str, str] = {}
        order = {name: position for position, name in enumerate(PAPER_LINKS)}
        for quad in self.store.quads_for_pattern(NamedNode(paper), None, None):
            name = quad.predicate.value.removeprefix(PG)
            if name in order and isinstance(quad.object, NamedNode):
                target = quad.object.value
                if target not in found or order[name] < order[found[target]]:
                    found[target] = name
        return dict(sorted(found.items()))

    def link_evidence(self, paper: str) -> dict[tuple[str, str], tuple[float, tuple[str, ...]]]:
        """(property, node) -> confidence and evidence of the paper's links."""
        found: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
        for link in self.subjects(RDF + "subject", paper):
            predicate, target = self.text(link, RDF + "predicate"), next(iter(self.iris(link, RDF + "object")), None)
            if predicate and target:
                confidence = _decimal(self.text(link, PG + "confidence"), 1.0)
                found[predicate.removeprefix(PG), target] = (confidence or 0.0, tuple(self.iris(link, PG + "evidence")))
        return found

    # --- claims ---------------------------------------------------------------------------------------------------

    def claim(self, iri: str) -> Claim | None:
        """The claim, or None where its winner or paper is missing."""
        values: dict[str, str] = {}
        evidence: list[str] = []
        for quad in self.store.quads_for_pattern(NamedNode(iri), None, None):
            name = quad.predicate.value.removeprefix(PG)
            if name == "evidence":
                evidence.append(quad.object.value)
            elif name not in values or quad.object.value < values[name]:
                values[name] = quad.object.value
        winner = values.get("winner") or values.get("ofMethod")
        paper = self._paper_of(iri)
        if winner is None or paper is None:
            return None
        return Claim(
            iri=iri,
            type=values.get("comparisonType", "outperforms") if "winner" in values else "result",
            kind=values.get("kind", "quality"),
            paper=paper,
            winner=winner,
            loser=values.get("loser"),
            dataset=values.get("onDataset"),
            metric=values.get("byMetric"),
            winner_value=_decimal(values.get("winnerValue", values.get("value"))),
            loser_value=_decimal(values.get("loserValue")),
            margin=_decimal(values.get("margin")),
            margin_text=values.get("marginText"),
            unit=values.get("unit"),
            hardware=values.get("measuredOn"),
            confidence=_decimal(values.get("confidence"), 1.0) or 0.0,
            evidence=tuple(sorted(evidence)),
        )

    def _paper_of(self, claim: str) -> str | None:
        if claim not in self._papers:
            found = self.subjects(PG + "states", claim, 1) or self.subjects(PG + "reports", claim, 1)
            self._papers[claim] = found[0] if found else ""
        return self._papers[claim] or None

    def claims(self, iris: Iterable[str]) -> list[Claim]:
        """The claims of these IRIs, in a stable order: the surest first."""
        found = [claim for iri in dict.fromkeys(iris) if (claim := self.claim(iri)) is not None]
        return sorted(found, key=lambda claim: (-claim.confidence, claim.iri))

    def claims_of(self, node: str, roles: Iterable[str], limit: int | None = None) -> list[Claim]:
        """Claims in which the node plays one of the roles (`winner`, `loser`, `ofMethod`, `onDataset` …)."""
        return self.claims(iri for role in roles for iri in self.subjects(PG + role, node, limit))

    def whole(self, claim: Claim) -> Claim:
        """The claim with its figures and evidence, where it was read without them."""
        return claim if claim.evidence or not claim.iri else self.claim(claim.iri) or claim

    def evidence(self, iri: str, paper: str) -> Evidence:
        """The sentence behind a claim or a link."""
        start = int(_decimal(self.text(iri, PG + "start"), 0) or 0)
        quote = self.text(iri, PG + "quote")
        marks = _marks(self.text(iri, PG + "marks") or "", start, len(quote or ""))
        return Evidence(paper, quote, marks, self.text(iri, PG + "rule") or "", self.text(iri, PG + "field") or "")


def _kind(types: Iterable[str]) -> tuple[str, bool]:
    names = {iri.removeprefix(PG) for iri in types}
    return next((name for name in CLASSES if name in names), "Thing"), "UnnamedMethod" in names


def _decimal(text: str | None, default: float | None = None) -> float | None:
    try:
        return default if text is None else float(text)
    except ValueError:
        return default


def _marks(text: str, start: int, length: int) -> tuple[tuple[int, int], ...]:
    """`"12-18 30-35"` (offsets in the field) as offsets in the quote: sorted, apart, and within it."""
    found: list[tuple[int, int]] = []
    for part in text.split():
        first, _, last = part.partition("-")
        if first.isdecimal() and last.isdecimal():
            low, high = max(0, int(first) - start), min(length, int(last) - start)
            if low < high:
                found.append((low, high))
    merged: list[tuple[int, int]] = []
    for low, high in sorted(found):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)

"""What a picture shows: the chosen nodes, the connections among them, the claims and the sentences behind them.

One scene serves the page, the SVG, the Mermaid diagram and the HTML fragment.
"""

from __future__ import annotations

import msgspec

from papergraph.views.choosing import VIEWS, Chosen, central, neighbourhood
from papergraph.views.reading import About, Claim, Evidence, Node, Reader
from papergraph.views.words import COMPARISONS, PAPER_LINKS, PG, PROPERTIES

#: Claims that one node's card holds of each kind, and sentences behind one claim or connection, at most.
CLAIMS, SENTENCES = 12, 3
#: Claims looked at for a card in each role: of the focus (and of winners, whose claims make edges), of other nodes.
FOCUS, LOOKED = 400, 40
_ROLES = {
    "Method": ("winner", "loser", "ofMethod"),
    "MethodClass": ("winner", "loser"),
    "Paper": ("winner", "loser", "ofMethod"),
    "Dataset": ("onDataset",),
    "Hardware": ("measuredOn",),
}


class Edge(msgspec.Struct):
    """A connection between two nodes as drawn."""

    source: str
    property: str
    target: str
    confidence: float = 0.0
    claims: list[Claim] = []
    evidence: list[Evidence] = []


class Scene(msgspec.Struct):
    """All that a picture needs, in a stable order."""

    chosen: Chosen
    nodes: dict[str, Node]
    edges: list[Edge]
    #: Node as drawn -> claims in its card.
    cards: dict[str, list[Claim]]
    #: Paper -> link, date, code (of every paper that is named).
    papers: dict[str, About]
    #: Claim -> its sentences.
    sentences: dict[str, list[Evidence]]
    #: Node as drawn -> claims that its card leaves out.
    more: dict[str, int]

    @property
    def focus(self) -> Node | None:
        """The node in the middle, if there is one."""
        return self.nodes[self.chosen.focus] if self.chosen.focus else None


def scene(
    reader: Reader,
    focus: str | None = None,
    hops: int = 1,
    max_nodes: int = 150,
    view: str = "all",
    expand_variants: bool = False,
) -> Scene:
    """Choose the nodes and read what belongs to them; parameters as in `neighbourhood` and `central`."""
    if focus is None:
        chosen = central(reader, max_nodes, view, expand_variants)
    else:
        chosen = neighbourhood(reader, focus, hops, max_nodes, view, expand_variants)
    return _Builder(reader, chosen).build()


class _Builder:
    def __init__(self, reader: Reader, chosen: Chosen) -> None:
        self.reader, self.chosen = reader, chosen
        self.wanted = set(VIEWS[chosen.view])
        self.edges: dict[tuple[str, str, str], Edge] = {}
        self.scene = Scene(
            chosen, {iri: reader.node(iri) for node in chosen.nodes for iri in chosen.members[node]}, [], {}, {}, {}, {}
        )

    def build(self) -> Scene:
        for iri in self.chosen.nodes:
            for member in self.chosen.members[iri]:
                self._comparisons(iri, member)
            if self.reader.kind(iri)[0] == "Paper":
                self._paper(iri)
            self._card(iri)
        self._drop_repeated_mentions()
        order = list(PROPERTIES)
        place = {iri: position for position, iri in enumerate(self.chosen.nodes)}
        self.scene.edges = sorted(
            self.edges.values(), key=lambda e: (place[e.source], place[e.target], order.index(e.property))
        )
        return self.scene

    def _edge(self, source: str, name: str, target: str) -> Edge | None:
        end = self.chosen.folds.get(target)
        if end is None or end == source or name not in self.wanted:
            return None
        return self.edges.setdefault((source, name, end), Edge(source, name, end))

    def _comparisons(self, iri: str, member: str) -> None:
        for name in (*COMPARISONS, "variantOf"):
            for target in self.reader.iris(member, PG + name):
                edge = self._edge(iri, name, target)
                if edge is not None and name == "variantOf":
                    edge.confidence = 1.0

    def _paper(self, paper: str) -> None:
        evidence = self.reader.link_evidence(paper)
        for target, name in self.reader.links(paper).items():
            edge = self._edge(paper, name, target)
            if edge is not None:
                confidence, iris = evidence.get((name, target), (1.0, ()))
                edge.confidence = max(edge.confidence, confidence)
                edge.evidence += [self.reader.evidence(iri, paper) for iri in iris[: SENTENCES - len(edge.evidence)]]
        self._about(paper)

    def _about(self, paper: str) -> None:
        if paper not in self.scene.papers:
            self.scene.papers[paper] = self.reader.about(paper)
            self.scene.nodes.setdefault(paper, self.reader.node(paper))

    def _card(self, iri: str) -> None:
        """Claims of the node: those on its edges, and some of the others."""
        looked = FOCUS if iri == self.chosen.focus else LOOKED
        kept: dict[str, Claim] = {}
        left_out = 0
        for role in _ROLES.get(self.reader.kind(iri)[0], ()):
            limit = FOCUS if role == "winner" else looked
            members = self.chosen.members[iri]
            found = self.reader.claims(c for member in members for c in self.reader.subjects(PG + role, member, limit))
            seen = [claim for claim in found if self._on_edge(claim)]
            rest = [claim for claim in found if claim not in seen]
            room = max(CLAIMS - len(seen), 0)
            kept |= {claim.iri: claim for claim in [*seen[: 4 * CLAIMS], *rest[:room]]}
            left_out += len(found) - len(seen[: 4 * CLAIMS]) - len(rest[:room])
        self.scene.cards[iri] = [self._keep(claim) for claim in kept.values()]
        if left_out:
            self.scene.more[iri] = left_out

    def _on_edge(self, claim: Claim) -> bool:
        """Put the claim on the edge it stands for, if both ends are drawn."""
        source = self.chosen.folds.get(claim.winner)
        target = claim.dataset if claim.type == "result" else claim.loser
        if source is None or target is None or (self.reader.kind(target)[0] == "MethodClass" and claim.type == "result"):
            return False
        edge = self._edge(source, claim.relation, target)
        if edge is None:
            return False
        if all(known.iri != claim.iri for known in edge.claims) and len(edge.claims) < 4 * CLAIMS:
            edge.claims.append(self._keep(claim))
            edge.confidence = max(edge.confidence, claim.confidence)
        return True

    def _keep(self, claim: Claim) -> Claim:
        for end in (claim.winner, claim.loser, claim.dataset, claim.metric, claim.hardware):
            if end is not None:
                self.scene.nodes.setdefault(end, self.reader.node(end))
        self._about(claim.paper)
        if claim.iri not in self.scene.sentences:
            self.scene.sentences[claim.iri] = [self.reader.evidence(iri, claim.paper) for iri in claim.evidence[:SENTENCES]]
        return claim

    def _drop_repeated_mentions(self) -> None:
        """A paper that merely mentions what it says more of, or what its own method is compared with, says nothing new."""
        own: dict[str, set[str]] = {}
        for edge in self.edges.values():
            if edge.property in COMPARISONS:
                own.setdefault(edge.source, set()).add(edge.target)
        proposed: dict[str, set[str]] = {}
        for edge in self.edges.values():
            if edge.property == "proposes":
                proposed.setdefault(edge.source, set()).update(own.get(edge.target, ()))
        for key in list(self.edges):
            source, name, target = key
            more = any((source, other, target) in self.edges for other in PAPER_LINKS if other != "mentions")
            if name == "mentions" and (more or target in proposed.get(source, set()) | own.get(source, set())):
                del self.edges[key]

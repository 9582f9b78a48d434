"""Names become nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from papergraph.lexicons import Entry
from papergraph.linking.decisions import Decisions
from papergraph.linking.identity import Identity, identify
from papergraph.linking.known import KnownNames
from papergraph.linking.names import Names
from papergraph.linking.nodes import LinkedClaim, LinkedNode, LinkedPaper, NodeKey
from papergraph.linking.notes import LinkNotes
from papergraph.linking.spelling import spell
from papergraph.model import UNNAMED, Comparison, Entity, Facts, Result


class Linker:
    """One node for one thing, over all papers of a corpus.

    First every paper's facts are added, then the linker is frozen, then each paper is linked.

    Parameters
    ----------
    lexicons
        Entries of a user's own lexicons, beside the shipped ones.
    decisions
        A user's own decisions on what is the same and what is not (:func:`papergraph.linking.read_decisions`).
    known
        Well-known names, where they are at hand already; then `lexicons` is left aside.

    Examples
    --------
    >>> from papergraph.model import Entity, Facts
    >>> linker = Linker()
    >>> papers = [Facts(id=str(i), title="", methods=[Entity(names=[n])]) for i, n in enumerate(["Foo-Net", "FooNet"])]
    >>> for paper in papers:
    ...     linker.add(paper)
    >>> linker.freeze()
    >>> {linker.link(paper).methods[0] for paper in papers}
    {NodeKey(type='Method', key='foo-net')}
    """

    def __init__(
        self, lexicons: Iterable[Entry] = (), decisions: Decisions | None = None, known: KnownNames | None = None
    ) -> None:
        self.known = known or KnownNames(lexicons)
        self.decisions = decisions or Decisions()
        self.names = Names()
        self._identity: Identity | None = None

    def add(self, facts: Facts) -> None:
        """Count the names of one paper."""
        self.names.add(facts)

    def merge(self, names: Names) -> None:
        """Add the names of another part of the corpus, counted elsewhere."""
        self.names.merge(names)

    def freeze(self) -> None:
        """Decide what is one thing; no paper can be added afterwards."""
        self._identity = identify(self.names, self.known, self.decisions)

    @property
    def identity(self) -> Identity:
        """Names and their nodes."""
        if self._identity is None:
            raise RuntimeError("call freeze() before anything is linked")
        return self._identity

    @property
    def notes(self) -> LinkNotes:
        """What a person should look at: doubtful merges and near misses."""
        return self.identity.notes

    def nodes(self) -> Iterator[LinkedNode]:
        """All nodes, sorted by class and key."""
        yield from self.identity.nodes()

    def link(self, facts: Facts) -> LinkedPaper:
        """Replace the names of a paper by nodes."""
        return link(facts, self.identity)


def link(facts: Facts, identity: Identity) -> LinkedPaper:
    """Replace the names of a paper by nodes; works in any process that has a copy of the identity."""
    return _PaperLinks(facts, identity).paper()


class _PaperLinks:
    """The names of one paper and their nodes."""

    def __init__(self, facts: Facts, identity: Identity) -> None:
        self.facts = facts
        self.identity = identity
        self.local: dict[tuple[str, str], NodeKey] = {}

    def paper(self) -> LinkedPaper:
        facts = self.facts
        methods = self._entities("Method", facts.methods)
        families = [self._named("MethodClass", name) for name in facts.families]
        datasets = self._entities("Dataset", facts.datasets)
        hardware = self._entities("Hardware", facts.hardware)
        self._loose_names(methods, facts.methods)
        self._loose_names(datasets, facts.datasets)
        return LinkedPaper(
            facts=facts,
            methods=methods,
            families=families,
            datasets=datasets,
            tasks=[self._named("Task", name) for name in facts.tasks],
            hardware=hardware,
            comparisons=[self._comparison(fact) for fact in facts.comparisons],
            results=[self._result(fact) for fact in facts.results],
        )

    def _entities(self, type: str, entities: list[Entity]) -> list[NodeKey | None]:
        nodes = []
        for entity in entities:
            folds = [fold for fold in (spell(name, type).fold for name in entity.names) if fold]
            node = self.identity.entity(type, folds)
            nodes.append(node)
            if node is not None:
                for fold in folds:
                    self.local.setdefault((type, fold), node)
        return nodes

    def _loose_names(self, nodes: list[NodeKey | None], entities: list[Entity]) -> None:
        """A loose name means the one thing of this paper that has it; where several have it, it means what it says."""
        meant: dict[tuple[str, str], set[NodeKey]] = {}
        for node, entity in zip(nodes, entities, strict=True):
            if node is None:
                continue
            for name in entity.loose_names:
                meant.setdefault((node.type, spell(name, node.type).fold), set()).add(node)
        for name_fold, things in meant.items():
            if len(things) == 1:
                self.local.setdefault(name_fold, *things)

    def _named(self, type: str, name: str | None) -> NodeKey | None:
        if not name:
            return None
        fold = spell(name, type).fold
        if not fold:
            return None
        node = self.local.get((type, fold))
        if node is None:
            node = self.identity.entity(type, [fold])
            if node is not None:
                self.local[type, fold] = node
        return node

    def _method(self, name: str) -> NodeKey | None:
        """A winner, loser or owner of a figure: a method of the paper, a family of the paper, or a method by its name alone."""
        if name == UNNAMED:
            return self._only_proposed()
        method = self.local.get(("Method", spell(name, "Method").fold))
        return method or self.local.get(("MethodClass", spell(name, "MethodClass").fold)) or self._named("Method", name)

    def _only_proposed(self) -> NodeKey | None:
        own = {
            self.local.get(("Method", spell(e.names[0], "Method").fold))
            for e in self.facts.methods
            if e.role == "proposed" and e.names
        }
        return own.pop() if len(own) == 1 else None

    def _comparison(self, fact: Comparison) -> LinkedClaim:
        return LinkedClaim(
            methods=(self._method(fact.winner), self._method(fact.loser)),
            dataset=self._named("Dataset", fact.dataset),
            metric=self._named("Metric", fact.metric),
        )

    def _result(self, fact: Result) -> LinkedClaim:
        return LinkedClaim(
            methods=(self._method(fact.method),),
            dataset=self._named("Dataset", fact.dataset),
            metric=self._named("Metric", fact.metric),
            hardware=self._named("Hardware", fact.hardware),
        )

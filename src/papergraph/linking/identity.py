"""Which names share a node: the rules of identity, applied to the names of a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from papergraph.linking.acronyms import initials_of
from papergraph.linking.decisions import Decisions
from papergraph.linking.describing import best, describe
from papergraph.linking.known import KnownNames
from papergraph.linking.names import OWN_WEIGHT, Name, Names, is_name, papers_of
from papergraph.linking.near import near_misses
from papergraph.linking.nodes import LinkedNode, NodeKey
from papergraph.linking.notes import Doubt, LinkNotes
from papergraph.linking.senses import Sense, senses, usual
from papergraph.linking.spelling import fold_of, spell


class Identity:
    """The node of each name; see :meth:`entity` and :meth:`nodes`."""

    def __init__(self, names: Names, known: KnownNames) -> None:
        self.names = names
        self.known = known
        #: (class, fold) -> node.
        self.home: dict[tuple[str, str], NodeKey] = {}
        #: (class, acronym) -> fold of an expansion -> node, for acronyms with several senses; `""`: the acronym alone.
        self.senses: dict[tuple[str, str], dict[str, NodeKey]] = {}
        self.table: dict[NodeKey, LinkedNode] = {}
        self.notes = LinkNotes()

    def __getstate__(self) -> dict[str, object]:
        # A copy in another process links papers, and need not know how the nodes came about.
        return {"home": self.home, "senses": self.senses}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def entity(self, type: str, folds: list[str]) -> NodeKey | None:
        """The node of a thing that a paper gives these names, the first before the others."""
        for fold in folds:
            by_expansion = self.senses.get((type, fold))
            if by_expansion is not None:
                return next((by_expansion[other] for other in folds if other in by_expansion), by_expansion[""])
        return next((self.home[type, fold] for fold in folds if (type, fold) in self.home), None)

    def nodes(self) -> Iterator[LinkedNode]:
        """All nodes, sorted by class and key."""
        for key in sorted(self.table):
            yield self.table[key]


def identify(names: Names, known: KnownNames, decisions: Decisions) -> Identity:
    """Apply the rules of identity; `docs/linking.md` has them in words."""
    return _Rules(names, known, decisions).apply()


class _Rules:
    def __init__(self, names: Names, known: KnownNames, decisions: Decisions) -> None:
        self.names = names
        self.known = known
        self.decisions = decisions
        self.identity = Identity(names, known)
        self.home = self.identity.home
        #: (class, fold) -> node that claims it as another name -> papers that say so.
        self.claims: dict[tuple[str, str], dict[NodeKey, int]] = {}
        self.doubts: list[Doubt] = []

    def apply(self) -> Identity:
        table = sorted(self.names.table.items())
        for (type, fold), name in table:
            self.home[type, fold] = self._own_node(type, fold, name)
        for (type, fold), name in table:
            self._acronym(type, fold, name)
            self._aliases(type, fold, name)
        for (type, fold), claims in sorted(self.claims.items()):
            self._other_name(type, fold, claims)
        self._user_decisions()
        describe(self.identity, self.decisions)
        self.identity.notes = LinkNotes(
            doubtful=sorted(self.doubts, key=lambda doubt: (-doubt.papers, doubt)),
            near=near_misses(self.identity.table),
        )
        return self.identity

    def _own_node(self, type: str, fold: str, name: Name) -> NodeKey:
        known = self.known.get(type, fold)
        if known is not None and not any(self.decisions.apart(type, fold, other) for other in known.folds):
            return NodeKey(type, known.key)
        return NodeKey(type, name.key)

    def _acronym(self, type: str, fold: str, name: Name) -> None:
        found = senses(type, fold, name, self.names, self.known) if name.expansions else []
        node = self.home[type, fold]
        if len(found) > 1:
            self._several_senses(type, fold, name, found)
            return
        for other in found[0].folds if found else ():
            entry = self.known.get(type, other)
            if entry is not None and self.known.get(type, fold) is None and not name.own and type in ("Method", "Dataset"):
                # "BN (Batch Normalization)": an acronym of something well known.
                self.home[type, fold] = NodeKey(type, entry.key)
            elif other in name.expansions:
                self._claim(type, other, fold, node, papers_of(name.expansions[other]))

    def _several_senses(self, type: str, fold: str, name: Name, found: list[Sense]) -> None:
        plain = self.home[type, fold]
        alone = usual(found)
        by_expansion: dict[str, NodeKey] = {}
        for sense in found:
            node = plain if sense.known else NodeKey(type, f"{name.key}({self._key(type, sense.folds[0])})")
            for other in sense.folds:
                by_expansion[other] = node
                if other in name.expansions:
                    self._claim(type, other, fold, node, papers_of(name.expansions[other]))
        by_expansion[""] = by_expansion[alone.folds[0]] if alone else plain
        self.identity.senses[type, fold] = by_expansion
        meanings = "; ".join(self._form(type, sense.folds[0]) for sense in found)
        taken = f"taken as {self._form(type, alone.folds[0])}" if alone else "kept apart from all of them"
        reason = f"one acronym, {len(found)} expansions; without one ({name.alone} papers) it is {taken}"
        self.doubts.append(Doubt("acronym", type, self._form(type, fold), meanings, name.papers, reason))

    def _key(self, type: str, fold: str) -> str:
        known = self.known.get(type, fold)
        if known is not None:
            return known.key
        name = self.names.table.get((type, fold))
        return name.key if name else fold

    def _form(self, type: str, fold: str) -> str:
        known = self.known.get(type, fold)
        name = self.names.table.get((type, fold))
        return best(name.forms) if name and name.forms else known.name if known else fold

    def _aliases(self, type: str, fold: str, name: Name) -> None:
        """Other names that are no expansions: carried only where the thing's own paper gives them."""
        for other, count in name.aliases.items():
            if count >= OWN_WEIGHT and is_name(self._form(type, other)):
                self._claim(type, other, fold, self.home[type, fold], papers_of(count))

    def _claim(self, type: str, other: str, fold: str, node: NodeKey, papers: int) -> None:
        if not self.decisions.apart(type, fold, other):
            claims = self.claims.setdefault((type, other), {})
            claims[node] = claims.get(node, 0) + papers

    def _other_name(self, type: str, fold: str, claims: dict[NodeKey, int]) -> None:
        """Give a name to the node that most papers give it to.

        A well-known name stays where it is, and so does one that two nodes claim alike.
        """
        if self.known.get(type, fold) is not None or (type, fold) in self.identity.senses:
            return
        ranked = sorted(claims.items(), key=lambda item: (-item[1], item[0]))
        (node, papers), form = ranked[0], self._form(type, fold)
        name = self.names.table[type, fold]
        if len(ranked) > 1:
            kept = "it stays a node of its own" if ranked[1][1] == papers else f"it is {node.key}"
            reason = f"an expansion of several names ({', '.join(n.key for n, _ in ranked[:3])}); {kept}"
            self.doubts.append(Doubt("merged", type, form, node.key, name.papers + papers, reason))
            if ranked[1][1] == papers:
                return
        elif papers == 1 and name.papers and not initials_of(self._form(type, fold_of(node.key.split("-"), type)), form):
            reason = f"made one node because one paper says so; {name.papers} more name it alone"
            self.doubts.append(Doubt("merged", type, form, node.key, name.papers + papers, reason))
        self.home[type, fold] = node

    def _user_decisions(self) -> None:
        for (type, fold), other in self.decisions.same.items():
            if (type, fold) in self.home:
                target = spell(other, type)
                self.home[type, fold] = self.home.get((type, target.fold), NodeKey(type, self._known_key(type, *target)))
                self.identity.senses.pop((type, fold), None)

    def _known_key(self, type: str, key: str, fold: str) -> str:
        known = self.known.get(type, fold)
        return known.key if known else key

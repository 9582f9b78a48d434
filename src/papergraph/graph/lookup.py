"""From a name to its nodes, and to names that look like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING

import pyoxigraph as ox

from papergraph.graph.iris import slug
from papergraph.graph.matching import match, subjects, values
from papergraph.graph.vocabulary import NODE_CLASSES, PG, folder

if TYPE_CHECKING:
    from papergraph.graph.graph import Graph, Node

#: Properties that hold the first name of a node or paper.
_LABELS = ("rdfs:label", "dcterms:title")
_CLASSES = {f"{PG}{name}": name for name in NODE_CLASSES}


class Lookup:
    """Names of a graph.

    A name as it is written is found through the store's indexes; only other spellings and suggestions read all names, once.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._store = graph.store

    def node(self, iri: str) -> Node | None:
        """The node of an IRI; None if the graph has none."""
        from papergraph.graph.graph import Node

        try:
            types = values(self._store, iri, "rdf:type")
        except ValueError:
            return None
        type = next((_CLASSES[name] for name in types if name in _CLASSES), None)
        if type is None:
            return None
        labels = values(self._store, iri, "dcterms:title" if type == "Paper" else "rdfs:label")
        return Node(iri, type, labels[0] if labels else iri, tuple(values(self._store, iri, "skos:altLabel")))

    def find(self, name: str, types: Sequence[str] | None = None) -> list[Node]:
        """See :meth:`papergraph.graph.Graph.find`."""
        for step in (self._by_iri, self._by_label, self._by_other_name, self._by_key, self._by_fold):
            nodes = self._nodes(step(name), types)
            if nodes:
                return nodes
        return []

    def suggest(self, name: str, n: int = 5) -> list[str]:
        """See :meth:`papergraph.graph.Graph.suggest`."""
        wanted = _bare(name)
        if not wanted:
            return []
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(wanted)
        scored = nlargest(4 * n, self._scores(wanted, matcher), key=lambda item: (item[0], item[1]))
        labels = dict.fromkeys(label for score, _, label in scored if score > 0.55)
        return list(labels)[:n]

    def _scores(self, wanted: str, matcher: SequenceMatcher[str]) -> Iterable[tuple[float, int, str]]:
        letters = set(wanted)
        for bare, label in self._bare_names:
            if abs(len(bare) - len(wanted)) > max(4, len(wanted)) or len(letters & set(bare)) * 2 < len(letters):
                continue
            if bare.startswith(wanted):
                yield 1.0 - 0.01 * (len(bare) - len(wanted)), -len(label), label
                continue
            matcher.set_seq1(bare)
            if matcher.real_quick_ratio() > 0.55 and matcher.quick_ratio() > 0.55:
                yield matcher.ratio(), -len(label), label

    @cached_property
    def _bare_names(self) -> list[tuple[str, str]]:
        found = (match(self._store, None, predicate) for predicate in (*_LABELS, "skos:altLabel"))
        labels = (object.value for triples in found for _, _, object in triples)
        return [(_bare(label), label) for label in labels if not label.startswith("method of ")]

    def _nodes(self, iris: Iterable[str], types: Sequence[str] | None) -> list[Node]:
        found = (self.node(iri) for iri in dict.fromkeys(iris))
        nodes = [node for node in found if node is not None and (types is None or node.type in types)]
        return sorted(nodes, key=lambda node: (NODE_CLASSES.index(node.type), node.iri))

    def _by_iri(self, name: str) -> list[str]:
        prefix, colon, rest = name.partition(":")
        if colon and not rest.startswith("//") and prefix in self._graph.prefixes:
            return [self._graph.prefixes[prefix] + rest]
        return [name] if colon else []

    def _by_label(self, name: str) -> list[str]:
        return [iri for predicate in (*_LABELS, "dcterms:identifier") for iri in self._named(predicate, name)]

    def _by_other_name(self, name: str) -> list[str]:
        return self._named("skos:altLabel", name)

    def _named(self, predicate: str, text: str) -> list[str]:
        return subjects(self._store, predicate, ox.Literal(text))

    def _by_key(self, name: str) -> list[str]:
        """Other spellings, and well-known synonyms, through the IRI that they lead to."""
        from papergraph.linking.known import KnownNames
        from papergraph.linking.spelling import spell

        known = KnownNames()
        iris = []
        for type in NODE_CLASSES[1:]:
            key, fold = spell(name, type)
            entry = known.get(type, fold)
            for candidate in {key, entry.key if entry else key} - {""}:
                iris.append(f"{self._graph.base}{folder(type)}/{slug(candidate)}")
        return iris

    def _by_fold(self, name: str) -> list[str]:
        wanted = _bare(name)
        labels = {label for bare, label in self._bare_names if bare == wanted} if wanted else set()
        return [iri for label in sorted(labels) for iri in self._by_label(label) + self._by_other_name(label)]


def _bare(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum() or c in "+.")

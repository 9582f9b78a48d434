"""From a name to its nodes, and to names that look like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING

import pyoxigraph as ox

from papergraph.graph.iris import slug
from papergraph.graph.vocabulary import NAMESPACES, NODE_CLASSES, PG, folder

if TYPE_CHECKING:
    from papergraph.graph.graph import Graph, Node

_TYPE = ox.NamedNode(NAMESPACES["rdf"] + "type")
_LABEL = ox.NamedNode(NAMESPACES["rdfs"] + "label")
_ALT = ox.NamedNode(NAMESPACES["skos"] + "altLabel")
_TITLE = ox.NamedNode(NAMESPACES["dcterms"] + "title")
_ID = ox.NamedNode(NAMESPACES["dcterms"] + "identifier")
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
            subject = ox.NamedNode(iri)
        except ValueError:
            return None
        type = self._type(subject)
        if type is None:
            return None
        label = self._one(subject, _TITLE if type == "Paper" else _LABEL) or iri
        alt = tuple(sorted(q.object.value for q in self._store.quads_for_pattern(subject, _ALT, None, None)))
        return Node(iri, type, label, alt)

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
        names = []
        for predicate in (_LABEL, _ALT, _TITLE):
            for quad in self._store.quads_for_pattern(None, predicate, None, None):
                if not quad.object.value.startswith("method of "):
                    label = quad.object.value
                    names.append((_bare(label), label))
        return names

    def _nodes(self, subjects: Iterable[ox.NamedNode], types: Sequence[str] | None) -> list[Node]:
        found = {}
        for subject in subjects:
            node = self.node(subject.value)
            if node is not None and (types is None or node.type in types):
                found[node.iri] = node
        return sorted(found.values(), key=lambda node: (NODE_CLASSES.index(node.type), node.iri))

    def _type(self, subject: ox.NamedNode) -> str | None:
        quads = self._store.quads_for_pattern(subject, _TYPE, None, None)
        return next((_CLASSES[q.object.value] for q in quads if q.object.value in _CLASSES), None)

    def _one(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        return next((q.object.value for q in self._store.quads_for_pattern(subject, predicate, None, None)), None)

    def _by_iri(self, name: str) -> list[ox.NamedNode]:
        prefix, colon, rest = name.partition(":")
        iri = name
        if colon and not rest.startswith("//") and prefix in self._graph.prefixes:
            iri = self._graph.prefixes[prefix] + rest
        try:
            return [ox.NamedNode(iri)] if colon else []
        except ValueError:
            return []

    def _by_label(self, name: str) -> list[ox.NamedNode]:
        return [s for predicate in (_LABEL, _TITLE, _ID) for s in self._subjects(predicate, name)]

    def _by_other_name(self, name: str) -> list[ox.NamedNode]:
        return self._subjects(_ALT, name)

    def _subjects(self, predicate: ox.NamedNode, text: str) -> list[ox.NamedNode]:
        return [q.subject for q in self._store.quads_for_pattern(None, predicate, ox.Literal(text), None)]

    def _by_key(self, name: str) -> list[ox.NamedNode]:
        """Other spellings, and well-known synonyms, through the IRI that they lead to."""
        from papergraph.linking.known import KnownNames
        from papergraph.linking.spelling import spell

        known = KnownNames()
        subjects = []
        for type in NODE_CLASSES[1:]:
            key, fold = spell(name, type)
            entry = known.get(type, fold)
            for candidate in {key, entry.key if entry else key} - {""}:
                subjects.append(ox.NamedNode(f"{self._graph.base}{folder(type)}/{slug(candidate)}"))
        return subjects

    def _by_fold(self, name: str) -> list[ox.NamedNode]:
        wanted = _bare(name)
        labels = {label for bare, label in self._bare_names if bare == wanted} if wanted else set()
        return [s for label in sorted(labels) for s in self._by_label(label) + self._by_other_name(label)]


def _bare(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum() or c in "+.")

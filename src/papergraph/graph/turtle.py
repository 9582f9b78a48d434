"""Turtle that a person can read: prefixes, one block a subject, everything sorted, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from papergraph.graph.triples import Triple
from papergraph.graph.vocabulary import XSD, dcterms, prefixes, rdf, rdfs

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_PREFIX = re.compile(r"(?<![a-z])([a-z]+):")
_SHORT = {
    f"<{XSD}integer>": re.compile(r"[+-]?\d+"),
    f"<{XSD}decimal>": re.compile(r"[+-]?\d*\.\d+"),
    f"<{XSD}boolean>": re.compile(r"true|false"),
}
#: What a reader wants to see first in a block.
_FIRST = {rdf.type: 0, rdfs.label: 1, dcterms.title: 1}


class Turtle:
    """Writes triples as Turtle.

    Parameters
    ----------
    base
        Base IRI of the graph's nodes; its prefixes are made from it.
    more
        More prefixes and their namespaces.
    """

    def __init__(self, base: str, more: Mapping[str, str] | None = None) -> None:
        self.prefixes = dict(sorted((prefixes(base) | dict(more or {})).items()))
        self._namespaces = {namespace: prefix for prefix, namespace in self.prefixes.items()}
        self._short: dict[str, str] = {}
        # Only behind http://…/ is a relative IRI a plain piece of text.
        self._base = f"<{base}" if base.startswith("http") and base.endswith("/") else ""

    def head(self, body: str | None = None) -> str:
        """The lines of base and prefixes: all of them, or those that `body` uses."""
        base = f"@base {self._base}> .\n" if self._base else ""
        used = None if body is None else set(_PREFIX.findall(body))
        lines = (f"@prefix {p}: <{namespace}> .\n" for p, namespace in self.prefixes.items() if used is None or p in used)
        return base + "".join(lines)

    def blocks(self, triples: Iterable[Triple]) -> str:
        """Blocks of triples, one a subject, sorted by subject."""
        subjects: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, object in triples:
            subjects.setdefault(subject, {}).setdefault(predicate, []).append(object)
        return "".join(self._block(subject, subjects[subject]) for subject in sorted(subjects, key=sort_key))

    def _block(self, subject: str, properties: dict[str, list[str]]) -> str:
        lines = []
        for predicate in sorted(properties, key=lambda name: (_FIRST.get(name, 2), name)):
            objects = sorted(map(self.term, set(properties[predicate])))
            name = "a" if predicate == rdf.type else self.term(predicate)
            lines.append(f"{name} {', '.join(objects)}")
        body = " ;\n    ".join(lines)
        return f"\n{self.term(subject)} {body} .\n"

    def term(self, term: str) -> str:
        """A term as short as Turtle allows."""
        if term.startswith("<"):
            short = self._short.get(term)
            if short is None:
                short = self._iri(term)
                if len(self._short) < 500_000:
                    self._short[term] = short
            return short
        if term.endswith(">") and '"^^<' in term:
            value, _, datatype = term.rpartition("^^")
            pattern = _SHORT.get(datatype)
            if pattern is not None and pattern.fullmatch(value[1:-1]):
                return value[1:-1]
            return f"{value}^^{self.term(datatype)}"
        return term

    def _iri(self, term: str) -> str:
        iri = term[1:-1]
        for end in ("#", "/"):
            namespace, found, local = iri.rpartition(end)
            prefix = self._namespaces.get(namespace + found) if found else None
            if prefix is not None and _LOCAL.fullmatch(local):
                return f"{prefix}:{local}"
        if self._base and term.startswith(self._base) and len(term) > len(self._base) + 1:
            return f"<{term[len(self._base) :]}"
        return term


def sort_key(iri: str) -> str:
    """IRIs in the order of their text, so that a base comes before its variants."""
    return iri[:-1]

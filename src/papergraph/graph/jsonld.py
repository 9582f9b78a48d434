"""JSON-LD by the context that ships with papergraph, one object a subject."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from papergraph.files import resource
from papergraph.graph.vocabulary import NAMESPACES, XSD, prefixes

_TYPE = NAMESPACES["rdf"] + "type"
_STRING = f"{XSD}string"


class JsonLd:
    """Writes triples as JSON-LD.

    Parameters
    ----------
    base
        Base IRI of the graph's nodes.
    """

    def __init__(self, base: str) -> None:
        context = json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]
        self._prefixes = {**NAMESPACES, **prefixes(base)}
        self._terms: dict[str, tuple[str, str | None]] = {}
        for name, meaning in context.items():
            if name.startswith("@") or name in NAMESPACES or name in ("id", "type"):
                continue
            iri, kind = (meaning["@id"], meaning.get("@type")) if isinstance(meaning, dict) else (meaning, None)
            self._terms[self._full(iri)] = (name, kind if kind in (None, "@id") else self._full(kind))
        nodes = {name: iri for name, iri in prefixes(base).items() if name not in context}
        self.context = {**context, **nodes, "@base": base}
        self._base = base
        self._by_length = sorted(nodes.items(), key=lambda item: -len(item[1]))

    def _full(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return self._prefixes[prefix] + local

    def document(self, subjects: Iterable[tuple[str, Iterable[Any]]]) -> Iterator[str]:
        """The document in pieces.

        Parameters
        ----------
        subjects
            Subject's IRI and its triples.
        """
        yield f'{{\n"@context": {json.dumps(self.context, indent=1)},\n"@graph": [\n'
        separator = ""
        for subject, triples in subjects:
            yield separator + json.dumps(self._object(subject, triples), ensure_ascii=False)
            separator = ",\n"
        yield "\n]\n}\n"

    def _object(self, subject: str, triples: Iterable[Any]) -> dict[str, Any]:
        found: dict[str, list[Any]] = {}
        for triple in triples:
            predicate = triple.predicate.value
            if predicate == _TYPE:
                name = self._terms.get(triple.object.value, (triple.object.value, None))[0]
                found.setdefault("type", []).append(name)
                continue
            name, kind = self._terms.get(predicate, (predicate, ""))
            found.setdefault(name, []).append(self._value(triple.object, kind))
        row: dict[str, Any] = {"id": self._short(subject)}
        for name in sorted(found, key=lambda key: (key != "type", key)):
            values = sorted(found[name], key=lambda value: json.dumps(value, sort_keys=True))
            row[name] = values[0] if len(values) == 1 else values
        return row

    def _value(self, term: Any, kind: str | None) -> Any:
        if isinstance(term, ox.NamedNode):
            iri = self._short(term.value)
            return iri if kind == "@id" else {"@id": iri}
        datatype = term.datatype.value
        if datatype == f"{XSD}boolean" and kind == datatype:
            return term.value == "true"
        if datatype in (kind, _STRING if kind is None else ""):
            return term.value
        if term.language:
            return {"@value": term.value, "@language": term.language}
        return {"@value": term.value} if datatype == _STRING else {"@value": term.value, "@type": datatype}

    def _short(self, iri: str) -> str:
        for name, namespace in self._by_length:
            local = iri[len(namespace) :]
            if iri.startswith(namespace) and local and not local.startswith("//"):
                return f"{name}:{local}"
        return iri

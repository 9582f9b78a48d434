"""Reading triples by pattern, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from papergraph.graph.vocabulary import NAMESPACES


def term(name: str) -> ox.NamedNode:
    """A term of a vocabulary by its prefixed name.

    Examples
    --------
    >>> term("pg:beats").value
    'https://w3id.org/papergraph/ontology#beats'
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(NAMESPACES[prefix] + local)


def match(
    store: ox.Store, subject: str | None, predicate: str | None, object: ox.NamedNode | ox.Literal | None = None
) -> Iterator[tuple[str, str, Any]]:
    """Triples that fit a pattern: IRI of the subject, IRI of the predicate, and the object as a term.

    Parameters
    ----------
    subject
        IRI.
    predicate
        Prefixed name, e.g. `"pg:beats"`.
    object
        Term.
    """
    quad: Any
    given = None if subject is None else ox.NamedNode(subject)
    for quad in store.quads_for_pattern(given, None if predicate is None else term(predicate), object, None):
        yield quad.subject.value, quad.predicate.value, quad.object


def subjects(store: ox.Store, predicate: str, object: ox.NamedNode | ox.Literal) -> list[str]:
    """Subjects of triples with this predicate and object."""
    return [subject for subject, _, _ in match(store, None, predicate, object)]


def members(store: ox.Store, cls: str) -> list[str]:
    """Members of a class, given by its prefixed name."""
    return subjects(store, "rdf:type", term(cls))


def values(store: ox.Store, subject: str, predicate: str) -> list[str]:
    """Objects of a subject's property, as text, sorted."""
    return sorted(object.value for _, _, object in match(store, subject, predicate))

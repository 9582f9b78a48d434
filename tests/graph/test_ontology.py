"""The ontology defines every term that a graph uses, and says what it means."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from papergraph.files import resource
from papergraph.graph.graph import Graph
from papergraph.graph.vocabulary import PG

ONTOLOGY = rdflib.Graph().parse(resource("ontology", "papergraph.ttl"))
TERMS = sorted({term for term in ONTOLOGY.subjects(RDF.type) if str(term).startswith(PG)})
PROPERTIES = [t for t in TERMS if {OWL.ObjectProperty, OWL.DatatypeProperty} & set(ONTOLOGY.objects(t, RDF.type))]
CLASSES = [t for t in TERMS if (t, RDF.type, OWL.Class) in ONTOLOGY]


def _local(term: object) -> str:
    return str(term).removeprefix(PG)


@pytest.mark.parametrize("term", TERMS, ids=_local)
def test_every_term_is_described(term: rdflib.URIRef) -> None:
    assert len(list(ONTOLOGY.objects(term, RDFS.label))) == 1
    assert len(str(ONTOLOGY.value(term, RDFS.comment))) > 10
    assert (term, RDFS.isDefinedBy, rdflib.URIRef("https://w3id.org/papergraph/ontology")) in ONTOLOGY


@pytest.mark.parametrize("term", PROPERTIES, ids=_local)
def test_every_property_has_domain_and_range(term: rdflib.URIRef) -> None:
    assert len(list(ONTOLOGY.objects(term, RDFS.domain))) == 1
    assert len(list(ONTOLOGY.objects(term, RDFS.range))) == 1


def test_header() -> None:
    ontology = rdflib.URIRef("https://w3id.org/papergraph/ontology")
    assert ONTOLOGY.value(ontology, OWL.versionIRI)
    assert ONTOLOGY.value(ontology, rdflib.DCTERMS.license)


def test_a_graph_uses_no_other_terms(graph: Graph) -> None:
    used = {q.predicate.value for q in graph.store} | {str(getattr(q.object, "value", "")) for q in graph.store}
    used = {term for term in used if term.startswith(PG) and term != PG}
    assert used <= {str(term) for term in TERMS}


@pytest.mark.parametrize("path", sorted(resource("ontology").rglob("*.rq")), ids=lambda p: p.stem)
def test_queries_use_no_other_terms(path: Path) -> None:
    used = set(re.findall(r"\bpg:(\w+)", path.read_text(encoding="utf-8")))
    assert used <= {_local(term) for term in TERMS}


def test_shapes_use_no_other_terms_and_cover_every_class() -> None:
    shapes = rdflib.Graph().parse(resource("ontology", "shapes.ttl"))
    used = {term for triple in shapes for term in triple if str(term).startswith(PG)}
    assert used <= set(TERMS)
    targets = set(shapes.objects(None, rdflib.URIRef("http://www.w3.org/ns/shacl#targetClass")))
    assert set(CLASSES) <= targets


def test_the_sub_properties_of_mentions() -> None:
    mentions = rdflib.URIRef(f"{PG}mentions")
    found = {_local(term) for term in ONTOLOGY.subjects(RDFS.subPropertyOf, mentions)}
    assert found == {"proposes", "introduces", "evaluatesOn", "trainsOn", "addresses", "beats", "targets", "measuredOn"}


def test_outperforms_is_not_transitive() -> None:
    for name in ("outperforms", "moreEfficientThan", "improves"):
        assert (rdflib.URIRef(PG + name), RDF.type, OWL.TransitiveProperty) not in ONTOLOGY


def test_two_parsers_agree() -> None:
    for name in ("papergraph.ttl", "shapes.ttl"):
        path = resource("ontology", name)
        assert len(list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))) == len(rdflib.Graph().parse(path))


def test_its_page_is_generated_from_it() -> None:
    root = Path(__file__).parents[2]
    script = runpy.run_path(str(root / "docs" / "ontology_page.py"))
    assert (root / "docs" / "ontology.md").read_text(encoding="utf-8") == script["page"](), "run python docs/ontology_page.py"

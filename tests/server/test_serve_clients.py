"""Real clients against the server: SPARQLWrapper, rdflib's SPARQLStore, rdflib reading a node."""

from __future__ import annotations

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import Server

SPARQLWrapper = pytest.importorskip("SPARQLWrapper")

WINS = "SELECT ?w ?l ?margin WHERE { ?c pg:winner/rdfs:label ?w ; pg:loser/rdfs:label ?l ; pg:margin ?margin }"
BUILD = "CONSTRUCT { ?w pg:outperforms ?l } WHERE { ?c pg:winner ?w ; pg:loser ?l }"
KG = "https://example.org/kg/"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("how", ["urlencoded", "postdirectly"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_selects(server: Server, method: str, how: str, form: str):
    client = SPARQLWrapper.SPARQLWrapper(server.address + "/sparql")
    client.setMethod(method)
    client.setRequestMethod(how)
    client.setReturnFormat(form)
    client.setQuery(WINS)
    found = client.query().convert()
    if form == "json":
        assert [{k: v["value"] for k, v in row.items()} for row in found["results"]["bindings"]] == [
            {"w": "AlphaNet", "l": "BetaNet", "margin": "2"}
        ]
    else:
        text = found.toxml() if form == "xml" else found.decode()
        assert "AlphaNet" in text and "BetaNet" in text and "2" in text


@pytest.mark.parametrize("form", ["turtle", "xml", "json-ld", "n3"])
def test_sparqlwrapper_constructs(server: Server, form: str):
    client = SPARQLWrapper.SPARQLWrapper(server.address + "/sparql", returnFormat=form)
    client.setQuery(BUILD)
    found = client.query().convert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert [str(o) for o in graph.objects()] == [f"{KG}method/betanet"]


def test_sparqlwrapper_asks_and_describes(server: Server):
    client = SPARQLWrapper.SPARQLWrapper(server.address + "/sparql", returnFormat="json")
    client.setQuery("ASK { ?c a pg:Comparison }")
    assert client.query().convert()["boolean"] is True
    client.setReturnFormat("turtle")
    client.setQuery(f"DESCRIBE <{KG}method/betanet>")
    assert b"BetaNet" in client.query().convert()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_store(server: Server, method: str):
    graph = rdflib.Graph(SPARQLStore(server.address + "/sparql", method=method))
    rows = list(
        graph.query("PREFIX pg: <https://w3id.org/papergraph/ontology#> SELECT ?w ?m { ?c pg:winner ?w ; pg:margin ?m }")
    )
    assert [(str(w), m.toPython()) for w, m in rows] == [(f"{KG}method/alphanet", 2)]
    label = graph.value(rdflib.URIRef(f"{KG}method/alphanet"), rdflib.RDFS.label)
    assert str(label) == "AlphaNet"
    assert graph.query("ASK { ?s ?p ?o }").askAnswer
    assert len(graph.query("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 7").graph) == 7


def test_the_data_set_of_the_protocol(server: Server):
    def count(**parameters: str) -> int:
        query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        found = httpx.get(server.address + "/sparql", params={"query": query, **parameters}).json()
        return int(found["results"]["bindings"][0]["n"]["value"])

    of_paper = count(**{"default-graph-uri": f"{KG}paper/p1/graph"})
    assert 0 < of_paper < count()
    assert count(**{"default-graph-uri": f"{KG}none"}) == 0


FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}


@pytest.mark.parametrize("media", FORMATS)
@pytest.mark.parametrize("folder", ["/id/", "/kg/"])
def test_a_node_as_rdf(server: Server, folder: str, media: str):
    answer = httpx.get(f"{server.address}{folder}method/betanet", headers={"Accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media and answer.headers["vary"] == "Accept"
    graph = rdflib.Graph().parse(data=answer.text, format=FORMATS[media])
    assert str(graph.value(rdflib.URIRef(f"{KG}method/betanet"), rdflib.RDFS.label)) == "BetaNet"


def test_rdflib_follows_a_node(server: Server):
    graph = rdflib.Graph().parse(f"{server.address}/id/paper/p1")
    assert len(graph) > 4

"""Queries with values for their variables, however hostile."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.graph.asking import QueryError, forbidden, variables, with_values
from papergraph.graph.graph import Graph

TITLE = "SELECT ?p { ?p dcterms:title ?title }"


def test_bound_as_an_iri(graph: Graph) -> None:
    query = "SELECT ?title { ?p pg:evaluatesOn ?dataset ; dcterms:title ?title }"
    (row,) = graph.query(query, dataset=graph.find("ImageNet-C")[0].iri)
    assert row["title"].value == "Old Models Strike Back"


def test_bound_as_a_literal(graph: Graph) -> None:
    value = ox.Literal("77.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    assert bool(graph.query("ASK { ?r pg:value ?v }", v=value))
    assert not bool(graph.query("ASK { ?r pg:value ?v }", v="77.5"))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?n { ?p a pg:Paper ; dcterms:identifier ?i BIND(?i AS ?n) }",
        "SELECT (COUNT(*) AS ?n) { ?p a pg:Paper ; dcterms:identifier ?i }",
        "SELECT (EXISTS { ?a ?b ?c } AS ?e) ?p { ?p dcterms:identifier ?i } # {",
        "SELECT ?p { { SELECT ?p ?i { ?p dcterms:identifier ?i } LIMIT 10 } }",
        "SELECT ?p { { SELECT ?p { ?p dcterms:identifier ?i } } }",
        "SELECT ?p { SELECT ?p { ?p dcterms:identifier ?i } LIMIT 10 }",
        "SELECT ?p WHERE { # { a remark\n ?p dcterms:identifier $i }",
        "SELECT ?p { ?p dcterms:identifier ?i FILTER NOT EXISTS { ?p dcterms:title '{ SELECT {' } }",
    ],
)
def test_wherever_the_variable_stands(graph: Graph, query: str) -> None:
    rows = list(graph.query(query, i="counter"))
    assert len(rows) == 1
    if "COUNT" in query:
        assert rows[0]["n"].value == "1"


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?p a pg:X } WHERE { ?p dcterms:identifier ?i }",
        "CONSTRUCT WHERE { ?p dcterms:identifier ?i }",
        "DESCRIBE ?i",
    ],
)
def test_in_every_form(graph: Graph, query: str) -> None:
    value = graph.find("counter")[0].iri if "DESCRIBE" in query else "counter"
    assert len(list(graph.query(query, i=value))) >= 1


@pytest.mark.parametrize(
    "value",
    [
        '" } DROP ALL #',
        "'''",
        '"""',
        "\\",
        "\n",
        "} UNION { ?p ?q ?r",
        "?p",
        "<http://x>",
        "\u202e",
        "\x00",
        "x" * 100_000,
        "$title",
    ],
)
def test_hostile_values_are_only_values(graph: Graph, value: str) -> None:
    assert list(graph.query(TITLE, title=value)) == []


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_any_text_is_bound_as_it_is(value: str) -> None:
    store = ox.Store()
    subject = ox.NamedNode("http://example.org/s")
    store.add(ox.Quad(subject, subject, ox.Literal(value)))
    store.add(ox.Quad(subject, subject, ox.Literal(value + "x")))
    query = with_values("SELECT ?o { ?s ?p ?o }", {ox.Variable("o"): ox.Literal(value)})
    assert [row["o"].value for row in store.query(query)] == [value]  # type: ignore[union-attr]


@given(st.text())
def test_any_query_is_answered_or_refused(text: str) -> None:
    graph = Graph(ox.Store(), "https://example.org/")
    variables(text)
    forbidden(text)
    try:
        graph.query(text)
    except QueryError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("query", "binding", "message"),
    [
        ("SELECT ?p { ?p ?q ?r", {}, "no valid SPARQL"),
        ("SELECT ?p { ?p ?q ?r }", {"nothing": "x"}, "no variable"),
        ("SELECT ?p { ?p ?q ?r }", {"p} {": "x"}, "no variable"),
        ("DROP ALL", {}, "no valid SPARQL"),
        ("INSERT DATA { <http://a> <http://b> <http://c> }", {}, "no valid SPARQL"),
    ],
)
def test_errors(graph: Graph, query: str, binding: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        graph.query(query, **binding)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT * { SERVICE <http://x> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p ?o . service\n silent ?s { } }", "SERVICE"),
        ("LOAD <http://x>", "LOAD"),
        ('SELECT ?service { ?service x:SERVICE \'SERVICE\' ; :load """LOAD""" } # SERVICE', None),
        ("SELECT * { <http://x/SERVICE> ?p ?o }", None),
    ],
)
def test_words_that_reach_beyond_the_store(query: str, word: str | None) -> None:
    assert forbidden(query) == word


def test_the_prefixes_are_declared_and_can_be_declared_anew(graph: Graph) -> None:
    assert bool(graph.query("ASK { method:quiltnet a pg:Method }"))
    assert not bool(graph.query("PREFIX pg: <http://other/> ASK { method:quiltnet a pg:Method }"))

"""What the facts of a corpus become."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from invented import ABOUT, CORPUS, QUILT, make

from papergraph.graph import Graph, open_graph
from papergraph.model import Facts

BASE = "https://w3id.org/papergraph/id/"
PAPER = f"{BASE}paper/2401.00001"


def rows(graph: Graph, sparql: str, **bindings: str) -> set[tuple[str | None, ...]]:
    answer = graph.query(sparql, **bindings)
    names = [variable.value for variable in answer.variables]
    return {tuple(None if row[n] is None else row[n].value.removeprefix(BASE) for n in names) for row in answer}


def test_two_parsers_agree(folder: Path) -> None:
    path = folder / "papergraph.ttl"
    oxigraph = {(str(t.subject), str(t.predicate), str(t.object)) for t in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)}
    other = {(s.n3(), p.n3(), o.n3()) for s, p, o in rdflib.Graph().parse(path)}
    assert len(oxigraph) == len(other)
    assert {(s, p) for s, p, _ in oxigraph} == {(s, p) for s, p, _ in other}
    assert not any(term.startswith("_:") for triple in oxigraph for term in triple)


def test_the_turtle_is_readable(folder: Path) -> None:
    text = (folder / "papergraph.ttl").read_text(encoding="utf-8")
    assert "@prefix dataset: <https://w3id.org/papergraph/id/dataset/> ." in text
    assert "\ndataset:imagenet-256x256 a pg:Dataset, skos:Concept ;\n    rdfs:label" in text
    assert "pg:variantOf dataset:imagenet ." in text
    subjects = [line.split(" ")[0] for line in text.splitlines() if line.startswith("method:")]
    assert subjects == sorted(subjects)


def test_the_same_bytes_every_time(folder: Path, corpus: list[Facts], tmp_path: Path) -> None:
    again = make(tmp_path, corpus, about=ABOUT)
    assert (again / "papergraph.ttl").read_bytes() == (folder / "papergraph.ttl").read_bytes()


def test_turtle_and_quads_hold_the_same(folder: Path, corpus: list[Facts], tmp_path: Path) -> None:
    make(tmp_path, corpus, about=ABOUT, quads=True)
    assert not (tmp_path / "papergraph.ttl").exists()
    quads = open_graph(tmp_path / "papergraph.nq")
    turtle = open_graph(folder / "papergraph.ttl")
    store = open_graph(folder)
    assert set(quads.store) == set(turtle.store) == set(store.store)


def test_links_of_a_paper(graph: Graph) -> None:
    found = rows(
        graph, "SELECT ?property ?node { ?paper ?property ?node FILTER(STRSTARTS(STR(?property), STR(pg:))) }", paper=PAPER
    )
    links = {(p.rpartition("#")[2], n) for p, n in found if p and n}
    assert {
        ("proposes", "method/quiltnet"),
        ("proposes", "method/quiltnet-l"),
        ("evaluatesOn", "dataset/imagenet-256x256"),
        ("introduces", "dataset/patchbench"),
        ("trainsOn", "dataset/laion"),
        ("addresses", "task/image-generation"),
        ("measuredOn", "hardware/a100"),
        ("targets", "hardware/mobile-device"),
        ("beats", "method/dit-xl-2"),
        ("beats", "method/vit-b-16"),
        ("mentions", "methodclass/cnn"),
        ("mentions", "method/dit-xl-2"),
        ("code", "https://github.com/example/quilt"),
        ("claimsStateOfTheArt", "true"),
    } <= links
    specific = {
        n for p, n in links if p in ("proposes", "introduces", "evaluatesOn", "trainsOn", "addresses", "beats", "targets")
    }
    assert specific <= {n for p, n in links if p == "mentions"}
    assert not any("javascript" in (n or "") for _, n in links)


def test_shortcuts(graph: Graph) -> None:
    unnamed = "paper/counter/method"
    found = rows(graph, "SELECT ?a ?p ?b { VALUES ?p { pg:outperforms pg:moreEfficientThan pg:improves } ?a ?p ?b }")
    assert {(a, p.rpartition("#")[2], b) for a, p, b in found if p} == {
        ("method/quiltnet-l", "outperforms", "method/dit-xl-2"),
        ("method/dit-xl-2", "outperforms", "method/quiltnet-l"),
        ("method/quiltnet", "moreEfficientThan", "method/dit-xl-2"),
        ("method/quiltnet", "improves", "method/vit-b-16"),
        (unnamed, "moreEfficientThan", "method/dit-xl-2"),
    }


def test_an_unnamed_method(graph: Graph) -> None:
    found = rows(graph, "SELECT ?paper ?label { ?m a pg:UnnamedMethod, pg:Method ; rdfs:label ?label . ?paper pg:proposes ?m }")
    assert found == {("paper/counter", "method of Old Models Strike Back")}
    assert rows(graph, "SELECT ?m { ?r pg:ofMethod ?m ; pg:value 77.5 }") == {("paper/counter/method",)}


def test_the_one_proposed_method_is_the_unnamed_one() -> None:
    from papergraph.linking import Linker
    from papergraph.model import Comparison, Entity

    facts = Facts(id="x", title="X", methods=[Entity(names=["OnlyNet"], role="proposed"), Entity(names=["Other"])])
    facts.comparisons.append(Comparison(type="outperforms", winner="", loser="Other"))
    linker = Linker()
    linker.add(facts)
    linker.freeze()
    assert [m and m.key for m in linker.link(facts).comparisons[0].methods] == ["onlynet", "other"]


def test_comparisons_have_values_and_margins(graph: Graph) -> None:
    query = """SELECT ?loser ?dataset ?winnerValue ?loserValue ?margin ?text {
      ?c pg:loser ?loser ; pg:kind ?kind OPTIONAL { ?c pg:onDataset ?dataset } OPTIONAL { ?c pg:winnerValue ?winnerValue }
      OPTIONAL { ?c pg:loserValue ?loserValue } OPTIONAL { ?c pg:margin ?margin } OPTIONAL { ?c pg:marginText ?text }
      ?paper pg:states ?c }"""
    found = {row[:6] for row in rows(graph, query, paper=PAPER)}
    assert ("method/dit-xl-2", "dataset/imagenet-256x256", "2.1", "2.3", "0.2", None) in found
    assert ("method/dit-xl-2", None, None, None, None, "2.8x") in found
    assert ("method/vit-b-16", "dataset/patchbench", None, None, "1.5", "1.5") in found
    assert ("methodclass/cnn", None, None, None, None, None) in found


def test_results(graph: Graph) -> None:
    query = "SELECT ?m ?v ?u ?h { ?r pg:ofMethod ?m ; pg:value ?v OPTIONAL { ?r pg:unit ?u } OPTIONAL { ?r pg:measuredOn ?h } }"
    assert ("method/quiltnet-l", "172", "M", "hardware/a100") in rows(graph, query)


def test_every_statement_has_its_sentence(graph: Graph) -> None:
    for cls in ("Link", "Comparison", "Result"):
        query = f"SELECT ?x {{ ?x a pg:{cls} FILTER NOT EXISTS {{ ?x pg:evidence/pg:quote ?q }} }}"
        assert rows(graph, query) == set()
    query = """SELECT ?field ?start ?end ?rule ?marks { ?e pg:field ?field ; pg:start ?start ;
      pg:end ?end ; pg:rule ?rule ; pg:marks ?marks }"""
    assert ("title", "0", str(len(QUILT.title)), "test.methods", "0-5") in rows(graph, query)


def test_metadata(graph: Graph) -> None:
    query = """SELECT ?date ?url ?creator ?venue { ?p dcterms:date ?date ; schema:url ?url
      OPTIONAL { ?p dcterms:creator ?creator ; prism:publicationName ?venue } }"""
    assert rows(graph, query) == {
        ("2024-01", "https://arxiv.org/abs/2401.00001", "Ada Example", "Journal of Invented Results"),
        ("2024-01", "https://arxiv.org/abs/2401.00001", "Bo Sample", "Journal of Invented Results"),
        ("2025-02-03", "https://example.org/counter?a=1", None, None),
    }


def test_hostile_text_is_only_text(graph: Graph) -> None:
    (title,) = rows(graph, "SELECT ?t { ?p dcterms:title ?t ; dcterms:identifier ?i }", i=CORPUS[2].id)
    assert title[0] is not None
    assert title[0].startswith('</script><img src=x onerror=alert(1)> \\ "quoted"')
    assert "\x07" not in title[0]
    (label,) = rows(graph, 'SELECT ?l { ?m a pg:Method ; rdfs:label ?l FILTER(STRSTARTS(?l, "Evil")) }')
    assert label == ('Evil> . <x> <y> "z',)
    assert {"method/ram-plus-plus", "method/ram"} <= {m for (m,) in rows(graph, "SELECT ?m { ?m a pg:Method }")}


def test_named_graphs(graph: Graph) -> None:
    assert rows(graph, f"SELECT ?g {{ GRAPH ?g {{ <{PAPER}> a pg:Paper }} }}") == {("paper/2401.00001/graph",)}
    assert rows(graph, "SELECT ?g { GRAPH ?g { ?m pg:variantOf ?b } }") == {("nodes",)}


def test_the_graph_describes_itself(graph: Graph) -> None:
    about = rows(
        graph,
        "SELECT ?title ?licence ?n { ?g a void:Dataset ; dcterms:title ?title ; dcterms:license ?licence ; void:triples ?n }",
    )
    assert about == {("Invented", "https://creativecommons.org/licenses/by/4.0/", str(len(graph)))}
    counted = rows(graph, "SELECT ?n { ?p void:class pg:Paper ; void:entities ?n }")
    assert counted == {("3",)}
    assert rows(
        graph, "SELECT ?v { ?g prov:wasGeneratedBy/prov:wasAssociatedWith/pg:version ?v FILTER(STRENDS(STR(?g), 'about')) }"
    )


def test_without_quotes(corpus: list[Facts], tmp_path: Path) -> None:
    made = open_graph(make(tmp_path, corpus, quotes=False))
    assert rows(made, "SELECT ?q { ?e pg:quote ?q }") == set()
    assert rows(made, "SELECT ?r { ?e pg:rule ?r }")


def test_another_base(corpus: list[Facts], tmp_path: Path) -> None:
    made = open_graph(make(tmp_path, corpus, base="https://example.org/kg#", store=False) / "papergraph.ttl")
    assert made.base == "https://example.org/kg#"
    assert made.find("QuiltNet")[0].iri == "https://example.org/kg#method/quiltnet"


@pytest.mark.parametrize("count", [0, 1])
def test_empty_and_bare(count: int, tmp_path: Path) -> None:
    made = open_graph(make(tmp_path, [Facts(id="a", title="")] * count))
    assert len(rows(made, "SELECT ?p { ?p a pg:Paper }")) == count

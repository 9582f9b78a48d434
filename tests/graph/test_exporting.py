"""Every export is read back as what it was, by foreign parsers too."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from papergraph.cli import main
from papergraph.files import resource
from papergraph.graph.exporting import export
from papergraph.graph.graph import Graph

_RDF = {"turtle": "turtle", "ntriples": "nt", "nquads": "nquads", "jsonld": "json-ld"}
HOSTILE = '</script><img src=x onerror=alert(1)> \\ "quoted" � � {{7*7}} “curly” 😀'


def _triples(graph: Graph) -> set[tuple[str, str, str]]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in graph.store}


@pytest.mark.parametrize("format", _RDF)
def test_rdflib_and_oxigraph_read_the_same(graph: Graph, tmp_path: Path, format: str) -> None:
    path = tmp_path / "out"
    export(graph, format, path)
    known = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "nquads": "N_QUADS", "jsonld": "JSON_LD"}[format]
    quads = ox.parse(path=str(path), format=getattr(ox.RdfFormat, known))
    assert {(str(q.subject), str(q.predicate), str(q.object)) for q in quads} == _triples(graph)
    other = rdflib.Dataset(default_union=True)
    other.parse(path, format=_RDF[format])
    mine = {(s.n3(), p.n3()) for s, p, _, _ in other.quads()}
    assert mine == {(s, p) for s, p, _ in _triples(graph)}
    assert len(list(other.quads())) == len(graph)
    titles = {str(o) for o in other.objects(None, rdflib.DCTERMS.title)}
    assert any(title.startswith("</script>") and title.endswith("😀") for title in titles)


def test_turtle_is_what_a_build_writes(graph: Graph, folder: Path, tmp_path: Path) -> None:
    export(graph, "turtle", tmp_path / "x.ttl")
    assert (tmp_path / "x.ttl").read_bytes() == (folder / "papergraph.ttl").read_bytes()


def test_jsonld_is_compact(graph: Graph, tmp_path: Path) -> None:
    export(graph, "jsonld", tmp_path / "x.jsonld")
    document = json.loads((tmp_path / "x.jsonld").read_text(encoding="utf-8"))
    by_id = {row["id"]: row for row in document["@graph"]}
    paper = by_id["paper:2401.00001"]
    assert paper["type"] == "Paper"
    assert paper["proposes"] == ["method:quiltnet", "method:quiltnet-l"]
    assert paper["claimsStateOfTheArt"] is True
    shipped = json.loads(resource("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert shipped.items() <= document["@context"].items()


def test_graphml(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "x.graphml"
    export(graph, "graphml", path)
    net = networkx.read_graphml(path, force_multigraph=True)
    original = graph.to_networkx()
    assert set(net) == set(original)
    assert net.number_of_edges() == original.number_of_edges()
    edges = [data for _, _, data in net.edges(data=True)]
    assert {edge["property"] for edge in edges} == {key for _, _, key in original.edges(keys=True)}
    claims = [json.loads(edge["comparisons"]) for edge in edges if "comparisons" in edge]
    assert any(claim[0].get("margin") == 0.2 for claim in claims)
    ids = [line for line in path.read_text(encoding="utf-8").split("<edge ")[1:]]
    assert len({line.split('id="')[1].split('"')[0] for line in ids}) == len(ids)


def test_csv(graph: Graph, tmp_path: Path) -> None:
    export(graph, "csv", tmp_path / "csv")
    with (tmp_path / "csv" / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {row["iri:ID"]: row for row in csv.DictReader(file)}
    with (tmp_path / "csv" / "edges.csv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    paper = nodes["https://w3id.org/papergraph/id/paper/2401.00001"]
    assert (paper[":LABEL"], paper["author:string[]"]) == ("Paper", "Ada Example;Bo Sample")
    assert {edge[":START_ID"] for edge in edges} | {edge[":END_ID"] for edge in edges} <= set(nodes)
    assert {edge[":TYPE"] for edge in edges} >= {"proposes", "outperforms", "winner", "ofMethod", "mentions"}
    assert any(node["margin:double"] == "0.2" for node in nodes.values())
    assert any(node["label"].startswith("</script>") for node in nodes.values())


LPWC = "PREFIX lpwc: <https://linkedpaperswithcode.com/property/> "


@pytest.fixture(scope="module")
def lpwc(graph: Graph) -> ox.Store:
    store = ox.Store()
    for triple in graph.query(resource("ontology", "lpwc.rq").read_text(encoding="utf-8")):
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object))
    return store


def _answers(store: ox.Store, sparql: str) -> list[list[str]]:
    answer = store.query(LPWC + sparql, prefixes={"dcterms": str(rdflib.DCTERMS), "foaf": str(rdflib.FOAF)})
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [[row[name].value for name in names] for row in answer]


def test_its_most_used_datasets(lpwc: ox.Store) -> None:
    rows = _answers(
        lpwc,
        """SELECT ?datasetTitle (COUNT(?paper) AS ?count) WHERE {
          ?paper a <https://linkedpaperswithcode.com/class/paper> .
          ?dataset a <https://linkedpaperswithcode.com/class/dataset> .
          ?paper lpwc:usesDataset ?dataset . ?dataset dcterms:title ?datasetTitle .
        } GROUP BY ?datasetTitle ORDER BY DESC(?count) ?datasetTitle LIMIT 8""",
    )
    assert rows == [["ImageNet 256 x 256", "1"], ["ImageNet-C", "1"], ["LAION", "1"]]


def test_its_papers_of_a_task_and_year(lpwc: ox.Store) -> None:
    rows = _answers(
        lpwc,
        """SELECT DISTINCT (COUNT(?paper) AS ?count) WHERE {
          ?paper a <https://linkedpaperswithcode.com/class/paper> .
          ?paper lpwc:hasTask <https://linkedpaperswithcode.com/task/image-generation> . ?paper dcterms:date ?date .
          FILTER (strStarts(str(?date), "2024-")) FILTER (str(?date) >= "2024-01-01" && str(?date) <= "2024-12-31") }""",
    )
    assert rows == [["1"]]


def test_its_evaluation_metrics_of_a_venue(lpwc: ox.Store) -> None:
    rows = _answers(
        lpwc,
        """SELECT ?metricName (COUNT(?metricName) AS ?count) WHERE {
          ?paper a <https://linkedpaperswithcode.com/class/paper> . ?paper lpwc:hasConference ?conference .
          ?conference foaf:name "Journal of Invented Results" . ?paper lpwc:hasEvaluation ?evaluation .
          ?evaluation lpwc:hasEvaluationResult ?results . ?results lpwc:metricName ?metricName .
        } GROUP BY ?metricName ORDER BY DESC(?count) LIMIT 50""",
    )
    assert rows == [["FID", "2"]]


def test_its_values_are_tied_to_models_and_papers(lpwc: ox.Store) -> None:
    rows = _answers(
        lpwc,
        """SELECT ?model ?value WHERE { ?paper lpwc:hasEvaluation ?e . ?e lpwc:hasModel/foaf:name ?model ;
           lpwc:hasEvaluationResult/lpwc:metricValue ?value } ORDER BY ?value""",
    )
    assert rows == [["QuiltNet-L", "2.1"], ["DiT-XL/2", "2.3"], ["method of Old Models Strike Back", "77.5%"]]


def test_command(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(main, ["export", "--graph", str(folder)]).output == (folder / "papergraph.ttl").read_text(encoding="utf-8")
    assert run(main, ["export", "--graph", str(folder), "--format", "csv"]).exit_code == 2
    assert run(main, ["export", "--graph", str(folder), "--profile", "lpwc", "--format", "csv"]).exit_code == 2
    result = run(main, ["export", "--graph", str(folder), "--profile", "lpwc", "-o", str(tmp_path / "l.ttl")])
    assert result.exit_code == 0
    assert "lpwcc:paper" in (tmp_path / "l.ttl").read_text(encoding="utf-8")
    (tmp_path / "taken").write_text("", encoding="utf-8")
    refused = run(main, ["export", "--graph", str(folder), "-o", str(tmp_path / "taken" / "x.ttl")])
    assert refused.exit_code == 1
    assert "cannot be written" in refused.output

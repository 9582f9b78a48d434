"""The named queries, against answers checked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main
from papergraph.errors import UsageError
from papergraph.graph import Graph, open_graph
from papergraph.graph.named import named_queries, named_query

#: The ten that the documentation promises.
NAMES = {
    "papers-on-dataset",
    "baselines-beaten-by",
    "who-beats",
    "best-results-on-dataset",
    "methods-for-hardware",
    "most-used-datasets",
    "unbeaten-methods",
    "code-for-method",
    "contradictory-claims",
    "evidence-for",
}


def ask(graph: Graph, name: str, columns: str, **names: str) -> list[tuple[str | None, ...]]:
    query = named_query(name)
    bindings = {p.name: graph.find(names[p.name], p.types)[0].iri for p in query.parameters if p.name in names}
    rows = graph.query(query.sparql, **bindings)
    return [tuple(None if row[c] is None else row[c].value for c in columns.split()) for row in rows]


def test_all_are_there_and_documented() -> None:
    queries = {query.name: query for query in named_queries()}
    assert set(queries) >= NAMES
    for query in queries.values():
        assert len(query.about) > 20
        assert all(parameter.about and parameter.types for parameter in query.parameters)
        for parameter in query.parameters:
            assert f"?{parameter.name}" in query.sparql


def test_unknown_name() -> None:
    with pytest.raises(UsageError, match="who-beats"):
        named_query("who-beat")


def test_papers_on_dataset(graph: Graph) -> None:
    assert ask(graph, "papers-on-dataset", "title use on", dataset="ImageNet") == [
        ("QuiltNet: Sewing Features Together", "evaluates", "ImageNet 256 x 256"),
        ("Old Models Strike Back", "evaluates", "ImageNet-C"),
    ]
    assert ask(graph, "papers-on-dataset", "title use", dataset="LAION") == [("QuiltNet: Sewing Features Together", "trains")]
    assert ask(graph, "papers-on-dataset", "use", dataset="PatchBench") == [("introduces",)]


def test_baselines_beaten_by(graph: Graph) -> None:
    assert ask(graph, "baselines-beaten-by", "winner loser kind on metric margin", method="QuiltNet") == [
        ("QuiltNet", "CNN", "quality", None, None, None),
        ("QuiltNet-L", "DiT-XL/2", "quality", "ImageNet 256 x 256", "FID", "0.2"),
        ("QuiltNet", "DiT-XL/2", "efficiency", None, "speed", "2.8x"),
    ]


def test_who_beats(graph: Graph) -> None:
    assert ask(graph, "who-beats", "winner loser kind title", method="DiT") == [
        ("QuiltNet-L", "DiT-XL/2", "quality", "QuiltNet: Sewing Features Together"),
        ("QuiltNet", "DiT-XL/2", "efficiency", "QuiltNet: Sewing Features Together"),
        ("method of Old Models Strike Back", "DiT-XL/2", "efficiency", "Old Models Strike Back"),
    ]
    (row,) = ask(graph, "who-beats", "winner quote", method="CNN")
    assert row == ("QuiltNet", "QuiltNet: Sewing Features Together")


def test_best_results_on_dataset(graph: Graph) -> None:
    # FID: lower is better; accuracy: higher.
    assert ask(graph, "best-results-on-dataset", "on measure method value unit", dataset="ImageNet") == [
        ("ImageNet 256 x 256", "FID", "QuiltNet-L", "2.1", None),
        ("ImageNet 256 x 256", "FID", "DiT-XL/2", "2.3", None),
        ("ImageNet-C", "accuracy", "method of Old Models Strike Back", "77.5", "%"),
    ]
    assert len(ask(graph, "best-results-on-dataset", "value", dataset="ImageNet", metric="FID")) == 2


def test_methods_for_hardware(graph: Graph) -> None:
    assert ask(graph, "methods-for-hardware", "method how", hardware="A100") == [
        ("QuiltNet", "measured on"),
        ("QuiltNet-L", "measured on"),
    ]
    assert {row[1] for row in ask(graph, "methods-for-hardware", "method how", hardware="mobile devices")} == {"meant for"}


def test_most_used_datasets(graph: Graph) -> None:
    assert ask(graph, "most-used-datasets", "name papers") == [("ImageNet 256 x 256", "1"), ("ImageNet-C", "1")]


def test_unbeaten_methods(graph: Graph) -> None:
    # QuiltNet-L and DiT-XL/2 beat each other.
    assert ask(graph, "unbeaten-methods", "name") == []


def test_code_for_method(graph: Graph) -> None:
    assert ask(graph, "code-for-method", "proposed code", method="QuiltNet") == [
        ("QuiltNet", "https://github.com/example/quilt"),
        ("QuiltNet-L", "https://github.com/example/quilt"),
    ]


def test_contradictory_claims(graph: Graph) -> None:
    assert ask(graph, "contradictory-claims", "winner loser on metric") == [
        ("DiT-XL/2", "QuiltNet-L", "ImageNet-C", "accuracy"),
        ("QuiltNet-L", "DiT-XL/2", "ImageNet 256 x 256", "FID"),
    ]


def test_evidence_for(graph: Graph) -> None:
    rows = ask(graph, "evidence-for", "says title rule", node="QuiltNet-L")
    assert rows == [
        ("loses", "Old Models Strike Back", "test.comparisons"),
        ("mentions", "Old Models Strike Back", "test.methods"),
        ("proposes", "QuiltNet: Sewing Features Together", "test.methods"),
        ("result of it", "QuiltNet: Sewing Features Together", "test.results"),
        ("result of it", "QuiltNet: Sewing Features Together", "test.results"),
        ("wins", "QuiltNet: Sewing Features Together", "test.comparisons"),
    ]


def test_the_same_with_and_without_the_store(folder: Path, graph: Graph) -> None:
    turtle = open_graph(folder / "papergraph.ttl")
    for query in named_queries():
        value = {"dataset": "ImageNet", "method": "DiT", "hardware": "A100", "node": "ImageNet-C"}
        names = {p.name: value[p.name] for p in query.parameters if not p.optional}
        bindings = {p.name: graph.find(names[p.name], p.types)[0].iri for p in query.parameters if p.name in names}
        assert [str(row) for row in graph.query(query.sparql, **bindings)] == [
            str(row) for row in turtle.query(query.sparql, **bindings)
        ]


# --- the demo -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(demo_outputs: Path) -> Graph:
    return open_graph(demo_outputs)


def test_demo_papers_on_coco(demo: Graph) -> None:
    papers = {row[0] for row in ask(demo, "papers-on-dataset", "title", dataset="MSCOCO")}
    assert "MAFormer: A Transformer Network with Multi-scale Attention Fusion for Visual Recognition" in papers
    assert "Vision Mamba: Efficient Visual Representation Learning with Bidirectional State Space Model" in papers
    assert len(papers) >= 12


def test_demo_who_beats_dit(demo: Graph) -> None:
    rows = ask(demo, "who-beats", "winner loser kind on metric margin", method="DiT")
    assert ("LaMamba-Diff", "DiT", "quality", "ImageNet 256x256", None, None) in rows
    assert ("LiT", "DiT", "efficiency", "ImageNet 512x512", "training steps", "77%") in rows


def test_demo_baselines_beaten_by_maformer(demo: Graph) -> None:
    rows = ask(demo, "baselines-beaten-by", "winner loser on margin", method="MAFormer")
    assert {(loser, on, margin) for _, loser, on, margin in rows} >= {("CSWin", "COCO", "1.7"), ("CSWin", "COCO", "1.4")}


def test_demo_best_results_on_cifar(demo: Graph) -> None:
    rows = ask(demo, "best-results-on-dataset", "measure value unit method", dataset="CIFAR-10")
    errors = [value for measure, value, _, _ in rows if measure and "error" in measure]
    assert errors[0] == "2.57"


def test_demo_most_used_datasets(demo: Graph) -> None:
    rows = ask(demo, "most-used-datasets", "name papers")
    assert [name for name, _ in rows[:2]] == ["ImageNet", "ImageNet-1K"]


# --- the command --------------------------------------------------------------------------------------------------------


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["query", "--graph", str(folder), *arguments])


def test_command_formats(folder: Path) -> None:
    arguments = ["--name", "code-for-method", "-p", "method=Quilted Network"]
    assert "https://github.com/example/quilt" in run(folder, *arguments).output
    assert run(folder, *arguments, "--format", "csv").output.splitlines()[0] == "method,code,proposed,title"
    found = json.loads(run(folder, *arguments, "--json").output)
    assert found["head"]["vars"] == ["method", "code", "proposed", "title"]
    construct = "CONSTRUCT { ?a pg:outperforms ?b } { ?a pg:outperforms ?b }"
    turtle = run(folder, construct, "--format", "turtle").output
    assert "method:quiltnet-l pg:outperforms method:dit-xl-2 ." in turtle
    assert "@prefix dataset:" not in turtle
    assert json.loads(run(folder, construct, "--json").output)
    assert run(folder, construct, "--format", "csv").output.startswith("subject,predicate,object\n")
    assert run(folder, "ASK { ?m a pg:Method }").output == "true\n"


def test_command_literals(folder: Path) -> None:
    query = "SELECT ?m { ?r pg:value ?v ; pg:ofMethod/rdfs:label ?m }"
    assert "DiT-XL/2" in run(folder, query, "-p", "v:=2.3").output
    assert "DiT-XL/2" not in run(folder, query, "-p", "v:=2.4").output
    claims = run(folder, "SELECT ?p { ?p pg:claimsStateOfTheArt ?b ; dcterms:title ?t }", "-p", "b:=true", "--format", "csv")
    assert claims.output.splitlines()[1:] == ["https://w3id.org/papergraph/id/paper/2401.00001"]


def test_command_lists(folder: Path) -> None:
    listed = run(folder, "--list").output
    assert all(name in listed for name in NAMES)
    assert {row["name"] for row in json.loads(run(folder, "--list", "--json").output)} >= NAMES


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["SELECT * {"], 1, "no valid SPARQL"),
        ([], 2, "one query"),
        (["ASK {}", "--name", "who-beats"], 2, "one query"),
        (["--name", "who-beats"], 2, "-p method="),
        (["--name", "who-beats", "-p", "method=QuiltNett"], 1, "QuiltNet"),
        (["--name", "who-beats", "-p", "method=QuiltNet", "-p", "x=QuiltNet"], 2, "no parameter x"),
        (["--name", "who-beats", "-p", "method"], 2, "KEY=VALUE"),
        (["--name", "nothing"], 2, "who-beats"),
        (["SELECT ?s { ?s ?p ?o }", "--format", "turtle"], 2, "CONSTRUCT"),
        (["-f", "nothing.rq"], 2, "nothing.rq"),
        (["SELECT ?s { ?s ?p ?o }", "-p", "q=QuiltNet"], 1, "no variable"),
    ],
)
def test_command_errors(folder: Path, arguments: list[str], code: int, message: str) -> None:
    result = run(folder, *arguments)
    assert (result.exit_code, message in result.output) == (code, True), result.output
    assert "Traceback" not in result.output


def test_a_name_of_several_nodes_lists_them(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(
        """@prefix pg: <https://w3id.org/papergraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <https://w3id.org/papergraph/id/method/a> a pg:Method ; rdfs:label "SAX" .
        <https://w3id.org/papergraph/id/method/b> a pg:Method ; rdfs:label "SAX" .""",
        encoding="utf-8",
    )
    result = run(tmp_path / "g.ttl", "--name", "who-beats", "-p", "method=SAX")
    assert result.exit_code == 1
    assert "https://w3id.org/papergraph/id/method/a" in result.output
    assert "https://w3id.org/papergraph/id/method/b" in result.output


def test_nothing_steers_the_terminal(folder: Path) -> None:
    query = "SELECT ?t { ?p dcterms:title ?t }"
    for arguments in ([query], [query, "--json"], [query, "--format", "csv"]):
        output = run(folder, *arguments).output
        assert "\u202e" not in output
        assert "\x07" not in output

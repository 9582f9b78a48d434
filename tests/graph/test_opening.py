"""Opening a graph: the store where it matches, else the file."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

import pytest

from papergraph.errors import InputError, UsageError
from papergraph.graph import open_graph
from papergraph.graph.exporting import export
from papergraph.graph.graph import Graph


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "outputs"))


def test_the_store_is_used_where_it_matches(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    (copy / "papergraph.ttl").touch()  # a copy: another time, the same content
    with caplog.at_level(logging.WARNING):
        graph = open_graph(copy)
    assert not caplog.records
    # Only the store on disk is read-only.
    with pytest.raises(Exception, match="read-write"):
        graph.store.clear()


def test_a_store_that_does_not_match_is_ignored(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = copy / "papergraph.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('rdfs:label "PatchBench"', 'rdfs:label "PitchBench"'), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        graph = open_graph(copy)
    assert "does not match" in caplog.text
    assert [node.label for node in graph.find("dataset:patchbench")] == ["PitchBench"]


def test_same_size_and_time_but_another_file(copy: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = copy / "papergraph.ttl"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with caplog.at_level(logging.WARNING):
        open_graph(copy)
    assert "does not match" in caplog.text


def test_a_broken_store_is_ignored(copy: Path) -> None:
    for file in (copy / "store").iterdir():
        if file.name != "papergraph.json":
            file.write_bytes(b"broken")
    assert open_graph(copy).find("QuiltNet")


def test_graph_file_always_wins(copy: Path) -> None:
    path = copy / "other.ttl"
    path.write_text("@prefix pg: <https://w3id.org/papergraph/ontology#> . <http://x/method/m> a pg:Method .", encoding="utf-8")
    assert len(open_graph(path)) == 1


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_no_graph(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="papergraph build"):
        open_graph(tmp_path / name)


@pytest.mark.parametrize(
    "content", [b"this is no Turtle", b"\x00\x01\x02", b"%PDF", "<http://x> <http://y> <<<".encode("utf-16")]
)
def test_no_rdf(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.ttl").write_bytes(content)
    with pytest.raises(InputError, match=r"x\.ttl"):
        open_graph(tmp_path / "x.ttl")


def test_an_ending_that_is_none_of_rdf(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"")
    with pytest.raises(UsageError, match=r"\.ttl"):
        open_graph(tmp_path / "x.png")


@pytest.mark.parametrize(("format", "ending"), [("turtle", "ttl"), ("ntriples", "nt"), ("nquads", "nq"), ("jsonld", "jsonld")])
def test_every_export_is_opened_again_as_the_same_graph(graph: Graph, tmp_path: Path, format: str, ending: str) -> None:
    path = tmp_path / f"graph.{ending}"
    export(graph, format, path)
    again = open_graph(path)
    assert set(again.store) == set(graph.store)
    assert again.base == graph.base


def test_find(graph: Graph) -> None:
    assert [node.iri.rsplit("/", 1)[1] for node in graph.find("DiT-XL/2")] == ["dit-xl-2"]
    assert graph.find("DiT XL 2") == graph.find("dit-xl/2") == graph.find("method:dit-xl-2")
    assert [node.label for node in graph.find("Quilted Network")] == ["QuiltNet"]
    assert [node.type for node in graph.find("Old Models Strike Back")] == ["Paper"]
    assert [node.type for node in graph.find("2401.00001")] == ["Paper"]
    assert [node.label for node in graph.find("ImageNet-256")] == ["ImageNet 256 x 256"]
    assert graph.find("QuiltNet", ["Dataset"]) == []
    assert graph.find("nothing of the sort") == []
    assert graph.find("") == []
    assert graph.find("x" * 10_000) == []
    assert graph.find("<>\"'{}\x00") == []


def test_well_known_synonyms_are_found(graph: Graph) -> None:
    assert [node.label for node in graph.find("Vision Transformer", ["Method"])] == ["ViT"]


def test_suggest(graph: Graph) -> None:
    assert graph.suggest("QuitNet")[0] == "QuiltNet"
    assert "PatchBench" in graph.suggest("patchbnch")
    assert graph.suggest("") == []


def test_notebook_repr(graph: Graph) -> None:
    assert "triples" in repr(graph)
    assert "<td>Paper</td><td>3</td>" in graph._repr_html_()


def test_to_networkx(graph: Graph) -> None:
    net = graph.to_networkx()
    base = graph.base
    edge = net.edges[f"{base}method/quiltnet-l", f"{base}method/dit-xl-2", "outperforms"]
    (claim,) = edge["comparisons"]
    assert (claim["winner_value"], claim["loser_value"], claim["margin"]) == (2.1, 2.3, 0.2)
    assert claim["metric"] == f"{base}metric/fid"
    paper, method = f"{base}paper/2401.00001", f"{base}method/quiltnet-l"
    assert {result["value"] for result in net.edges[paper, method, "proposes"]["results"]} == {2.1, 172.0}
    assert not net.has_edge(paper, method, "mentions")
    assert net.nodes[f"{base}paper/counter/method"]["unnamed"] is True
    assert net.nodes[paper]["date"] == "2024-01"
    assert {data["type"] for _, data in net.nodes(data=True)} <= {
        "Paper",
        "Method",
        "MethodClass",
        "Dataset",
        "Task",
        "Hardware",
    }


def test_to_rdflib(graph: Graph) -> None:
    dataset = graph.to_rdflib()
    (row,) = dataset.query("SELECT (COUNT(*) AS ?n) { ?p a pg:Paper }")
    assert int(row.n) == 3


def test_to_pandas(graph: Graph) -> None:
    pandas = pytest.importorskip("pandas")
    frame = graph.to_pandas("SELECT ?m ?v { ?r pg:ofMethod ?m ; pg:value ?v } ORDER BY ?v")
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["v"]) == [2.1, 2.3, 77.5, 172.0]

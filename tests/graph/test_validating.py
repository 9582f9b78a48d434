"""Graphs that are as promised, and graphs that are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from papergraph.cli import main
from papergraph.graph import open_graph
from papergraph.graph.graph import Graph
from papergraph.graph.validating import validate

#: What is changed in the Turtle -> words of the message that pySHACL gives, and of the SPARQL check, if there is one.
FAULTS = [
    (('dcterms:title "Old Models Strike Back" ;', ""), "a paper has one title", "a paper has one title"),
    (('rdfs:label "PatchBench"', 'skos:altLabel "PatchBench"'), "one label", "one label"),
    (("pg:variantOf dataset:imagenet .", "pg:variantOf method:quiltnet ."), "a data set", "of one class"),
    (
        ("pg:variantOf dataset:imagenet .", "pg:variantOf dataset:imagenet, dataset:laion ."),
        "at most one base",
        "at most one base",
    ),
    (("pg:winner method:quiltnet .", " ."), "one winner", "has a winner"),
    (("pg:confidence 0.6", "pg:confidence 1.6"), "confidence in (0, 1]", "a confidence is in (0, 1]"),
    (("pg:improves method:vit-b-16", "pg:outperforms methodclass:cnn"), "never families", "never stands in"),
    (("pg:value 77.5", 'pg:value "77.5"'), "one value, a decimal", None),
    (("pg:value 77.5 .", " ."), "one value", "has a method, a value"),
    (('pg:kind "efficiency"', 'pg:kind "speed"'), "quality or efficiency", None),
    (("pg:start 0", "pg:start 10000"), "before its end", "starts before it ends"),
    (('pg:rule "test.families"', 'pg:quote "x"'), "has the rule", "a rule"),
    (("pg:margin 0.2", "pg:margin -0.2"), "never negative", "never negative"),
]


def _faulty(folder: Path, tmp_path: Path, old: str, new: str) -> Graph:
    text = (folder / "papergraph.ttl").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "x.ttl").write_text(text.replace(old, new, 1), encoding="utf-8")
    return open_graph(tmp_path / "x.ttl")


@pytest.mark.parametrize("method", ["shacl", "sparql"])
def test_the_corpus_conforms(graph: Graph, method: str) -> None:
    assert validate(graph, method).violations == []


@pytest.mark.parametrize(("change", "shacl", "sparql"), FAULTS, ids=lambda x: x[0][:30] if isinstance(x, tuple) else None)
def test_faults_are_found(folder: Path, tmp_path: Path, change: tuple[str, str], shacl: str, sparql: str | None) -> None:
    graph = _faulty(folder, tmp_path, *change)
    assert any(shacl in one.message for one in validate(graph, "shacl").violations)
    if sparql:
        assert any(sparql in one.message for one in validate(graph, "sparql").violations)


def test_command(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    good = run(main, ["validate", "--graph", str(folder)])
    assert (good.exit_code, "conforms to the SHACL shapes" in good.output) == (0, True)
    _faulty(folder, tmp_path, *FAULTS[0][0])
    bad = run(main, ["validate", "--graph", str(tmp_path / "x.ttl")])
    assert bad.exit_code == 1
    assert "a paper has one title" in bad.output
    assert "paper/counter" in bad.output
    found = json.loads(run(main, ["validate", "--graph", str(tmp_path / "x.ttl"), "--json"]).output)
    assert found["violations"][0]["node"].endswith("paper/counter")


def test_own_shapes(folder: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix pg: <https://w3id.org/papergraph/ontology#> .
        <urn:s> a sh:NodeShape ; sh:targetClass pg:Paper ; sh:property
            [ sh:path pg:code ; sh:minCount 1 ; sh:message "has code" ] .""",
        encoding="utf-8",
    )
    found = CliRunner().invoke(main, ["validate", "--graph", str(folder), "--shapes", str(shapes)])
    assert found.exit_code == 1
    assert "has code" in found.output
    shapes.write_text("no turtle", encoding="utf-8")
    broken = CliRunner().invoke(main, ["validate", "--graph", str(folder), "--shapes", str(shapes)])
    assert (broken.exit_code, "shapes.ttl" in broken.output) == (1, True)

"""`papergraph show`: the card of a node."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["show", "--graph", str(folder), *arguments])


def test_a_method(folder: Path) -> None:
    output = run(folder, "quiltnet-l").output
    assert "QuiltNet-L  (method)" in output
    assert "Variant of: QuiltNet" in output
    assert "Proposed by\n" in output
    assert "QuiltNet-L beats DiT-XL/2 (ImageNet 256 x 256, FID, 2.1 against 2.3, by 0.2)" in output
    assert "DiT-XL/2 beats QuiltNet-L (ImageNet-C, accuracy, by 0.4)" in output
    assert "QuiltNet-L: 172 M (parameters)" in output
    assert "“QuiltNet: Sewing Features Together”" in output


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ImageNet-C", ["data set", "Variant of: ImageNet", "Papers that evaluate on it"]),
        ("A100", ["hardware", "Papers that measure on it", "Results"]),
        ("FID", ["metric", "Better is: lower"]),
        ("CNN", ["family of methods", "Is beaten by"]),
        ("image generation", ["task", "Papers that address it"]),
        ("Old Models Strike Back", ["paper", "Date: 2025-02-03", "https://example.org/counter?a=1", "77.5%"]),
        ("2401.00001", ["Claims: state of the art", "Code: https://github.com/example/quilt", "Introduces: PatchBench"]),
    ],
)
def test_the_other_classes(folder: Path, name: str, expected: list[str]) -> None:
    output = run(folder, name).output
    assert all(part in output for part in expected), output


def test_json_has_all_evidence(folder: Path) -> None:
    card = json.loads(run(folder, "DiT-XL/2", "--json").output)
    assert card["base"] == "DiT-XL"
    assert {claim["winner"] for claim in card["beaten_by"]} == {"QuiltNet-L", "QuiltNet", "method of Old Models Strike Back"}
    assert all(claim["evidence"][0]["quote"] for claim in card["beaten_by"])
    assert card["papers"]["mentions"][0]["evidence"][0]["rule"] == "test.methods"


def test_an_unknown_name(folder: Path) -> None:
    result = run(folder, "QuiltNott")
    assert result.exit_code == 1
    assert "QuiltNet" in result.output


def test_class_of_a_name_that_has_several(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(
        """@prefix pg: <https://w3id.org/papergraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <https://w3id.org/papergraph/id/method/a> a pg:Method ; rdfs:label "ViT" .
        <https://w3id.org/papergraph/id/methodclass/b> a pg:MethodClass ; rdfs:label "ViT" .""",
        encoding="utf-8",
    )
    result = run(tmp_path / "g.ttl", "ViT")
    assert "id/method/a" in result.output
    assert "family" in result.output
    assert "methodclass/b" in run(tmp_path / "g.ttl", "ViT", "--type", "family").output


def test_hostile_text_reaches_no_terminal(folder: Path) -> None:
    output = run(folder, '../"x" <y>\n').output
    assert "</script>" in output
    assert not set(output) & {"\u202e", "\x07", "\x1b"}

"""`papergraph diff`: what is new and what is gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main

HEAD = """
@prefix pg: <https://w3id.org/papergraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix m: <{base}method/> .
@prefix p: <{base}paper/> .
<{base}about> a void:Dataset ; void:uriSpace "{base}" .
m:alpha a pg:Method ; rdfs:label "Alpha" .
m:beta a pg:Method ; rdfs:label "Beta" .
"""
OLD = 'm:alpha pg:outperforms m:beta . m:gone a pg:Method ; rdfs:label "Gone" . p:one a pg:Paper ; dcterms:title "One" .'
NEW = (
    'm:beta pg:outperforms m:alpha . m:alpha pg:outperforms m:beta . m:new a pg:Method ; rdfs:label "*New*\\u001b|" .'
    'p:one a pg:Paper ; dcterms:title "One" . p:two a pg:Paper ; dcterms:title "Two <b>" .'
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The old and the new graph, with bases of their own."""
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.ttl").write_text(HEAD.format(base=f"https://{name}.example/id/") + text)
    return tmp_path / "old.ttl", tmp_path / "new.ttl"


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def test_json(files: tuple[Path, Path]):
    found = json.loads(diff(*files, "--json").output)
    assert found["papers"] == {"new": ["Two <b>"], "lost": []}
    assert [len(found["methods"]["new"]), found["methods"]["lost"]] == [1, ["Gone"]]
    assert found["wins"] == {"new": ["Beta > Alpha"], "lost": []}
    assert found["contradictions"] == {"new": ["Alpha <> Beta"], "lost": []}


def test_nothing_has_changed(files: tuple[Path, Path]):
    old, _ = files
    assert all(change == {"new": [], "lost": []} for change in json.loads(diff(old, old, "--json").output).values())


def test_the_table_is_safe_to_print(files: tuple[Path, Path]):
    result = diff(*files)
    assert result.exit_code == 0 and "+ Beta > Alpha" in result.output and "- Gone" in result.output
    assert "\x1b" not in result.output


def test_markdown_shows_names_as_they_are(files: tuple[Path, Path]):
    text = diff(*files, "--markdown").output
    assert "| Methods | 1 | 1 |" in text and "- *New*" not in text and "<b>" not in text and "\x1b" not in text


def test_a_missing_graph_is_one_line(files: tuple[Path, Path], tmp_path: Path):
    result = diff(files[0], tmp_path / "none")
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1

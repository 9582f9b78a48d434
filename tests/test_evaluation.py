"""`papergraph evaluate` and its definitions."""

from __future__ import annotations

import importlib.util
import json
import os
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from papergraph import evaluation
from papergraph.cli import main

SHARED = Path(os.environ.get("PAPERGRAPH_SHARED") or Path(__file__).parents[2] / "shared")
SCORER = SHARED / "gold" / "score.py"
GOLD = SHARED / "gold" / "dev.jsonl"

PAPER: dict[str, Any] = {
    "id": "a",
    "title": "PatchWeaver: Weaving Patches",
    "methods": [{"names": ["PatchWeaver"], "role": "proposed"}, {"names": ["DeiT-Ti"], "role": "other"}],
    "families": ["CNNs"],
    "datasets": [{"names": ["ImageNet 224 x 224"], "loose_names": ["ImageNet"], "role": "evaluated"}],
    "tasks": ["image classification"],
    "hardware": [{"names": ["Pixel 6"], "role": "measured"}],
    "comparisons": [
        {"type": "outperforms", "winner": "PatchWeaver", "loser": "DeiT-Ti", "dataset": "ImageNet", "metric": "top-1 accuracy",
         "kind": "quality", "delta": 2.2},
        {"type": "outperforms", "winner": "PatchWeaver", "loser": "CNNs", "kind": "quality"},
    ],
    "results": [
        {"method": "", "dataset": "ImageNet", "metric": "accuracy", "value": 76.4, "unit": "%", "kind": "quality"},
        {"method": "PatchWeaver", "metric": "latency", "value": 9.1, "unit": "ms", "kind": "efficiency"},
    ],
    "claims_sota": True,
    "code": ["https://github.com/example/patchweaver"],
}  # fmt: skip


def scores(gold: dict[str, Any], system: dict[str, Any]) -> dict[str, float]:
    report, _ = evaluation.score({"a": gold}, {"a": system}, rounds=3)
    return {kind: round(s.f1, 3) for kind, s in report.items()}


def test_a_paper_scores_full_marks_against_itself():
    assert scores(PAPER, PAPER) == {kind: 1.0 for kind in evaluation.KINDS}


def test_an_absent_paper_counts_as_empty():
    report, errors = evaluation.score({"a": PAPER}, {}, rounds=3)
    assert report["methods"].gold == 2 and report["methods"].recall == 0
    assert [paper for paper, _ in errors["methods"]] == ["a"]


def test_a_family_as_loser_is_neither_right_nor_wrong():
    system = {**PAPER, "comparisons": PAPER["comparisons"][:1]}
    assert scores(PAPER, system)["beats"] == 1.0


def test_another_role_counts_only_with_the_plus():
    system = {**PAPER, "hardware": [{"names": ["Pixel 6"], "role": "target"}]}
    assert (scores(PAPER, system)["hardware"], scores(PAPER, system)["hardware+"]) == (1.0, 0.0)


def test_papers_are_matched_by_title_where_ids_differ():
    assert evaluation.align({"a": PAPER}, {"z": {**PAPER, "id": "z"}}).keys() == {"a"}


def _mangled(papers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Annotations with much dropped, doubled, exchanged and renamed, as a poor system would give them."""
    rng = random.Random(3)
    out = []
    for paper in papers:
        other = rng.choice(papers)
        mangled = dict(paper)
        for key in ("methods", "datasets", "hardware", "tasks", "comparisons", "results", "code"):
            items = [x for x in paper.get(key) or () if rng.random() > 0.3] + [
                x for x in other.get(key) or () if rng.random() > 0.8
            ]
            mangled[key] = items + items[:1]
        for item in mangled["comparisons"]:
            if rng.random() > 0.7:
                item = {**item, "winner": "", "delta": rng.choice([1.5, "2x", None])}
                mangled["comparisons"] = [*mangled["comparisons"], item]
        mangled["methods"] = [{**m, "role": rng.choice(["proposed", "other"])} for m in mangled["methods"]]
        mangled["claims_sota"] = rng.random() > 0.5
        out.append(mangled)
    return out


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    if not SCORER.exists():
        pytest.skip("the reference scorer is not there")
    spec = importlib.util.spec_from_file_location("reference_scorer", SCORER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_agrees_with_the_reference_scorer(scorer: ModuleType, tmp_path: Path):
    papers = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    facts = tmp_path / "facts.jsonl"
    facts.write_text("".join(json.dumps(p) + "\n" for p in _mangled(papers)[5:]), "utf-8")
    gold = scorer.load(GOLD)
    expected, expected_errors = scorer.score(gold, scorer.align(gold, scorer.load(facts)))
    annotated = evaluation.load(GOLD)
    report, errors = evaluation.score(annotated, evaluation.align(annotated, evaluation.load(facts)))
    assert msgspec.to_builtins(report) == expected
    assert {k: [p for p, _ in v] for k, v in errors.items() if v} == {
        k: [p for p, *_ in v] for k, v in expected_errors.items() if v
    }


def test_command(tmp_path: Path):
    gold, facts = tmp_path / "gold.jsonl", tmp_path / "facts.jsonl"
    gold.write_text(json.dumps(PAPER) + "\n")
    facts.write_text(json.dumps({**PAPER, "methods": [{"names": ["Bad\x1b[31mName"]}], "results": [{"value": "x"}]}) + "\n")
    result = CliRunner().invoke(main, ["evaluate", str(gold), str(facts), "--errors", "methods"])
    assert result.exit_code == 0, result.output
    assert "1 papers annotated, 1 of them extracted" in result.output
    assert "a missed" in result.output and "\x1b" not in result.output
    assert "1 results whose value is not a number" in result.output
    table = CliRunner().invoke(main, ["evaluate", str(gold), str(gold), "--json"])
    assert json.loads(table.stdout)["beats"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("content", "arguments", "code", "message"),
    [
        (None, [], 2, "cannot be read"),
        ('{"id": "a"}\nhalf a {', [], 1, ":2: one JSON object of facts a line is expected"),
        ("[1]", [], 1, ":1: one JSON object of facts a line is expected"),
        ('{"id": "a"}', ["--errors", "nonsense"], 2, "the kinds are methods"),
        ('{"id": "a"}', ["--ids", "missing.txt"], 2, "missing.txt: cannot be read"),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path: Path, content: str | None, arguments: list[str], code: int, message: str):
    path = tmp_path / "facts.jsonl"
    if content is not None:
        path.write_text(content)
    result = CliRunner().invoke(main, ["evaluate", str(path), str(path), *arguments])
    assert result.exit_code == code
    assert message in result.output and "Traceback" not in result.output

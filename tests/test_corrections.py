"""Corrections: what they find, what they change, what they report."""

from __future__ import annotations

from pathlib import Path

import pytest

from papergraph import corrections
from papergraph.corrections import Corrections
from papergraph.errors import InputError, UsageError
from papergraph.model import Comparison, Entity, Evidence, Facts, Result


def facts() -> Facts:
    def evidence(kind: str, index: int) -> Evidence:
        return Evidence(kind=kind, index=index, field="title", start=0, end=1, quote="A", rule=f"{kind}-{index}")

    return Facts(
        id="p1",
        title="A study",
        methods=[Entity(names=["Alpha", "Alpha Net"], role="proposed"), Entity(names=["Beta"]), Entity(names=["Gamma"])],
        datasets=[Entity(names=["Snow-10"], role="evaluated")],
        tasks=["snow counting"],
        comparisons=[
            Comparison(type="outperforms", winner="Alpha", loser="Beta", dataset="Snow-10", confidence=0.6),
            Comparison(type="outperforms", winner="Alpha", loser="Gamma", confidence=0.7),
        ],
        results=[Result(method="Alpha", dataset="Snow-10", metric="accuracy", value=81.5, confidence=0.5)],
        claims_sota=True,
        evidence=[
            *(evidence("methods", i) for i in range(3)),
            *(evidence("comparisons", i) for i in range(2)),
            evidence("results", 0),
            evidence("claims_sota", 0),
        ],
    )


def corrected(tmp_path: Path, text: str) -> tuple[Facts, Corrections]:
    path = tmp_path / "corrections.csv"
    path.write_text(text, "utf-8")
    loaded = corrections.load(path)
    return loaded.apply(facts()), loaded


HEAD = "action,paper,kind,where,set\n"


def test_a_rejected_comparison_goes_with_its_evidence(tmp_path: Path):
    out, loaded = corrected(tmp_path, HEAD + "reject,p1,comparisons,winner=alpha; loser=BETA,\n")
    assert [c.loser for c in out.comparisons] == ["Gamma"]
    assert [(e.index, e.rule) for e in out.evidence if e.kind == "comparisons"] == [(0, "comparisons-1")]
    assert loaded.unmatched() == []


def test_a_rejected_method_takes_its_claims_along(tmp_path: Path):
    out, _ = corrected(tmp_path, HEAD + "reject,p1,methods,name=Beta,\n")
    assert [m.names[0] for m in out.methods] == ["Alpha", "Gamma"]
    assert [c.loser for c in out.comparisons] == ["Gamma"]
    assert [e.rule for e in out.evidence if e.kind == "methods"] == ["methods-0", "methods-2"]


def test_a_rejected_task_takes_nothing_along(tmp_path: Path):
    out, _ = corrected(tmp_path, HEAD + "reject,p1,tasks,name=snow counting,\n")
    assert out.tasks == [] and len(out.comparisons) == 2 and len(out.results) == 1


def test_an_accepted_claim_is_certain(tmp_path: Path):
    out, _ = corrected(tmp_path, HEAD + "accept,p1,results,method=Alpha; value=81.5,\n")
    assert out.results[0].confidence == 1.0


def test_an_edit_changes_what_it_names(tmp_path: Path):
    out, _ = corrected(tmp_path, HEAD + 'edit,p1,results,value=81.5,"{""value"": 81.6, ""unit"": ""%""}"\n')
    assert (out.results[0].value, out.results[0].unit, out.results[0].metric) == (81.6, "%", "accuracy")


def test_claims_follow_a_renamed_method(tmp_path: Path):
    out, _ = corrected(tmp_path, HEAD + "edit,p1,methods,name=Alpha Net,name=AlphaNet\n")
    assert out.methods[0].names == ["AlphaNet"] and out.methods[0].role == "proposed"
    assert {c.winner for c in out.comparisons} == {"AlphaNet"} and out.results[0].method == "AlphaNet"


def test_state_of_the_art_is_rejected_with_its_evidence(tmp_path: Path):
    out, _ = corrected(tmp_path, HEAD + "reject,p1,claims_sota,,\n")
    assert not out.claims_sota and all(e.kind != "claims_sota" for e in out.evidence)


def test_what_matches_nothing_is_reported(tmp_path: Path):
    _, loaded = corrected(tmp_path, HEAD + "reject,p1,methods,name=Delta,\nreject,p9,tasks,name=x,\n")
    assert [line.partition("corrections.csv:")[2] for line in loaded.unmatched()] == [
        "2: nothing to reject (methods of paper p1 name=Delta)",
        "3: nothing to reject (tasks of paper p9 name=x)",
    ]


def test_json_lines(tmp_path: Path):
    out, _ = corrected(tmp_path, '{"action": "edit", "paper": "p1", "kind": "tasks", "set": {"name": "snow depth"}}\n\n')
    assert out.tasks == ["snow depth"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("paper,kind\np1,methods\n", "must name the columns"),
        (HEAD + "forget,p1,methods,name=Alpha,\n", ":2: this is no correction"),
        (HEAD + "reject,p1,methods,Alpha,\n", ":2: 'Alpha' should be key=value"),
        (HEAD + "edit,p1,methods,{bad,\n", ":2: no JSON object"),
        (HEAD + "edit,p1,results,method=Alpha,colour=red\n", ":2: such a fact has no colour"),
        (HEAD + "edit,p1,results,method=Alpha,value=high\n", ":2: such a fact cannot have this"),
        ('{"action": "reject", "paper": "p1"}', ":1: this is no correction"),
    ],
)
def test_bad_files_are_one_clear_line(tmp_path: Path, text: str, message: str):
    with pytest.raises(InputError, match=message) as error:
        corrected(tmp_path, text)
    assert "\n" not in str(error.value)


def test_a_missing_file(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read"):
        corrections.load(tmp_path / "none.csv")

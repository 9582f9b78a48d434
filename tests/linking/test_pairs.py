"""Pairs of names: one thing, a variant and its base, or two things."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from papergraph.linking import Linker, NodeKey
from papergraph.linking.decisions import CLASSES
from papergraph.linking.known import KnownNames
from papergraph.model import Entity, Facts, Result

_PAIRS = list(csv.DictReader((Path(__file__).parent / "pairs.csv").open(encoding="utf-8")))


@pytest.fixture(scope="module")
def known() -> KnownNames:
    return KnownNames()


def relation(known: KnownNames, type: str, name: str, other: str) -> str:
    """How two names relate that two papers of one corpus use."""
    linker = Linker(known=known)
    papers = [facts(type, name, "a"), facts(type, other, "b")]
    for paper in papers:
        linker.add(paper)
    linker.freeze()
    first, second = (node_of(linker, paper, type) for paper in papers)
    if first == second:
        return "same"
    nodes = {node.id: node for node in linker.nodes()}
    step: NodeKey | None = first
    while step is not None:
        step = nodes[step].base
        if step == second:
            return "variant"
    return "different"


def facts(type: str, name: str, id: str) -> Facts:
    paper = Facts(id=id, title="A paper")
    {
        "Method": lambda: paper.methods.append(Entity(names=[name])),
        "Dataset": lambda: paper.datasets.append(Entity(names=[name], role="evaluated")),
        "Hardware": lambda: paper.hardware.append(Entity(names=[name], role="measured")),
        "Task": lambda: paper.tasks.append(name),
        "MethodClass": lambda: paper.families.append(name),
        "Metric": lambda: paper.results.append(Result(method="FooNet", metric=name, value=1.0)),
    }[type]()
    return paper


def node_of(linker: Linker, paper: Facts, type: str) -> NodeKey:
    linked = linker.link(paper)
    found = {
        "Method": linked.methods,
        "Dataset": linked.datasets,
        "Hardware": linked.hardware,
        "Task": linked.tasks,
        "MethodClass": linked.families,
        "Metric": [claim.metric for claim in linked.results],
    }[type][0]
    assert found is not None
    return found


def test_there_are_enough_pairs() -> None:
    assert len(_PAIRS) >= 150
    assert {pair["relation"] for pair in _PAIRS} == {"same", "variant", "different"}


@pytest.mark.parametrize("pair", _PAIRS, ids=lambda p: f"{p['class']}:{p['name']}|{p['other']}")
def test_pair(known: KnownNames, pair: dict[str, str]) -> None:
    assert relation(known, CLASSES[pair["class"]], pair["name"], pair["other"]) == pair["relation"]

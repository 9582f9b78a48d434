"""The invented corpus and its graph."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from invented import ABOUT, CORPUS, make, with_evidence

from papergraph.graph import Graph, open_graph
from papergraph.model import Facts


@pytest.fixture(scope="session")
def corpus() -> list[Facts]:
    """Facts of three papers, each fact with evidence."""
    return [with_evidence(facts) for facts in CORPUS]


@pytest.fixture(scope="session")
def folder(corpus: list[Facts], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs with Turtle and store; not to be changed."""
    return make(tmp_path_factory.mktemp("graph"), corpus, about=ABOUT)


@pytest.fixture(scope="session")
def graph(folder: Path) -> Graph:
    """The graph, from its store."""
    return open_graph(folder)

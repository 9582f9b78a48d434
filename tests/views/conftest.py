"""The invented corpus as a graph."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from corpus import write
from papergraph.graph import Graph
from papergraph.views.reading import Reader


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the graph."""
    folder = tmp_path_factory.mktemp("views")
    write(folder)
    return folder


@pytest.fixture(scope="session")
def graph(corpus_folder: Path) -> Graph:
    """The graph."""
    from papergraph.graph import open_graph

    return open_graph(corpus_folder)


@pytest.fixture
def reader(graph: Graph) -> Reader:
    """A fresh reader of the graph."""
    return Reader(graph)

"""A server that the tests share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from served import GRAPH, Server, filler


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph that is served."""
    path = tmp_path_factory.mktemp("served") / "graph.ttl"
    path.write_text(GRAPH + filler())
    return path


@pytest.fixture(scope="session")
def server(graph_file: Path) -> Iterator[Server]:
    """A server with short limits."""
    running = Server(graph_file, "--timeout", "2", "--max-rows", "500")
    yield running
    assert "Traceback" not in running.stop()

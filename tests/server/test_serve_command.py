"""The command: where it serves, what it says when it cannot."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from served import Server

from papergraph.cli import main


def serve(*arguments: object):
    return CliRunner().invoke(main, ["serve", *map(str, arguments)])


def test_a_folder_of_build_is_served_from_its_store(demo_outputs: Path):
    server = Server(demo_outputs)
    try:
        page = httpx.get(server.address + "/id/method/dit", headers={"Accept": "text/html"}).text
        assert "DiT" in page and "<blockquote>" in page
        rows = httpx.get(server.address + "/queries/most-used-datasets", timeout=30).json()["results"]["bindings"]
        assert rows
    finally:
        server.process.send_signal(signal.SIGINT)
        _, errors = server.process.communicate(timeout=15)
    assert "Traceback" not in errors


def test_a_folder_whose_store_does_not_match(demo_outputs: Path, tmp_path: Path):
    shutil.copy(demo_outputs / "papergraph.ttl", tmp_path / "papergraph.ttl")
    server = Server(tmp_path)
    try:
        assert httpx.get(server.address + "/sparql?query=ASK{?s a pg:Method}", timeout=30).json()["boolean"] is True
    finally:
        server.stop()


def test_another_name(graph_file: Path):
    server = Server(graph_file, "--allow-host", "kg.example.org", "--workers", "1")
    try:
        for host, status in (("kg.example.org", 200), ("other.example.org", 421)):
            assert httpx.get(server.address + "/style.css", headers={"Host": host}).status_code == status
    finally:
        server.stop()


def test_no_graph_and_a_taken_port(tmp_path: Path, graph_file: Path):
    result = serve("--graph", tmp_path)
    assert result.exit_code == 2 and "papergraph build" in result.stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = serve("--graph", graph_file, "--port", taken.getsockname()[1])
    assert result.exit_code == 1 and "choose another --host or --port" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra(missing: str, graph_file: Path):
    code = f"import sys; sys.modules[{missing!r}] = None; from papergraph.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--graph", str(graph_file), "--port", "0"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert result.returncode == 1
    assert result.stderr == "Error: papergraph serve needs more: pip install 'papergraph-kg[serve]'\n"

"""Load on loopback: several clients, some of them hostile; no error, and no growth in memory.

`PAPERGRAPH_LOAD_SECONDS=120` runs it for two minutes; `pytest -s` shows the figures.
"""

from __future__ import annotations

import contextlib
import os
import random
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from served import Server

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

SECONDS = float(os.environ.get("PAPERGRAPH_LOAD_SECONDS", "8"))
#: MB that a process may grow by after the first quarter, however long the load lasts.
GROWTH = 12
WORKERS = 2
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
LABELS = "SELECT ?s ?label { ?s rdfs:label ?label }"

Ask = Callable[[httpx.Client], httpx.Response]


def query(text: str, status: int = 200, form: str = "json") -> tuple[int, Ask]:
    return status, lambda client: client.post("/sparql", data={"query": text}, params={"format": form})


def page(path: str, status: int = 200, **headers: str) -> tuple[int, Ask]:
    return status, lambda client: client.get(path, headers=headers)


#: What clients ask for, and the status they get.
FRIENDLY = [
    *(query(LABELS, form=form) for form in ("json", "xml", "csv", "tsv")),
    query("ASK { ?c a pg:Comparison }"),
    query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    query("SELECT ?t (COUNT(?s) AS ?n) { ?s a ?t } GROUP BY ?t ORDER BY DESC(?n)"),
    query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", form="turtle"),
    query("SELECT * { ?s rdfs:label ?a . FILTER(CONTAINS(?a, '77')) }", form="html"),
    *(page("/id/method/alphanet", Accept=media) for media in ("text/html", "text/turtle", "application/ld+json")),
    page("/id/paper/p1", Accept="text/html"),
    page("/queries/who-beats?method=BetaNet"),
    page("/graph?focus=AlphaNet"),
    page("/"),
    page("/style.css"),
]
HOSTILE = [
    query("INSERT DATA { <a:a> <a:b> <a:c> }", 403),
    query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    query("SELECT * {", 400),
    query("#" * 400_000, 413),
    query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
    page("/id/..%2f..%2fetc/passwd", 404),
    page("/id/method/nothing", 404),
    page("/queries/nothing", 404),
    page("/", 421, Host="evil.example"),
    page("/sparql?" + "a=1&" * 100, 400),
]


class Load:
    """Clients that ask until they are told to stop."""

    def __init__(self, server: Server) -> None:
        self._server, self._stop = server, threading.Event()
        self.asked: Counter[str] = Counter()
        #: Answers that were not what they should be.
        self.wrong: list[str] = []

    def run(self, seconds: float, *clients: Callable[[random.Random], None]) -> None:
        self._stop.clear()
        threads = [threading.Thread(target=client, args=(random.Random(i),)) for i, client in enumerate(clients)]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self._stop.set()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive(), "a client hangs"

    def friendly(self, chance: random.Random) -> None:
        self._ask(chance, FRIENDLY, "friendly", 0)

    def hostile(self, chance: random.Random) -> None:
        self._ask(chance, HOSTILE, "hostile", 0.02)

    def _ask(self, chance: random.Random, choices: list[tuple[int, Ask]], name: str, pause: float) -> None:
        with httpx.Client(base_url=self._server.address, timeout=30) as client:
            while not self._stop.is_set():
                status, ask = chance.choice(choices)
                try:
                    answer = ask(client)
                    if answer.status_code != status:
                        self.wrong.append(f"{answer.status_code} for {status}: {answer.request.url} {answer.text[:200]}")
                except httpx.TransportError as error:
                    if status != 413:  # the server closes the connection while the client still sends
                        self.wrong.append(f"{type(error).__name__}: {choices.index((status, ask))} of {name}")
                self.asked[name] += 1
                time.sleep(pause)

    def leaving(self, chance: random.Random) -> None:
        """Goes away in the middle: of the request, of the answer, before the answer."""
        body = f"query={LABELS.replace(' ', '+').replace('?', '%3F')}".encode()
        head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        while not self._stop.is_set():
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self._server.port), timeout=10) as line:
                request = head + b"Content-Length: %d\r\n\r\n" % len(body) + body
                sent = request[: chance.choice((20, len(head) + 10, len(request), len(request)))]
                line.sendall(sent)
                if sent == request and chance.random() < 0.5:
                    line.recv(100)
            self.asked["left"] += 1
            time.sleep(0.02)

    def slow(self, chance: random.Random) -> None:
        """Queries that never end; every other time the client goes away."""
        while not self._stop.is_set():
            patience = chance.choice((0.3, 30))
            try:
                answer = httpx.post(self._server.address + "/sparql", data={"query": ENDLESS}, timeout=patience)
                if answer.status_code != 503:
                    self.wrong.append(f"{answer.status_code} for a query without end")
            except httpx.ReadTimeout:
                time.sleep(1)
            self.asked["endless"] += 1


def children(process: int) -> list[int]:
    return [int(pid) for task in Path(f"/proc/{process}/task").iterdir() for pid in (task / "children").read_text().split()]


def megabytes(process: int) -> float:
    """Resident memory."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def handles(process: int) -> int:
    return len(os.listdir(f"/proc/{process}/fd"))


def test_load(graph_file: Path):
    server = Server(graph_file, "--timeout", "1", "--max-rows", "500", "--workers", str(WORKERS))
    pid, load = server.process.pid, Load(server)
    calm = (load.friendly, load.friendly, load.friendly, load.hostile, load.leaving)
    begun = time.monotonic()
    try:
        httpx.get(server.address + "/")
        open_before, workers = handles(pid), children(pid)
        load.run(SECONDS / 4, *calm)
        before = {process: megabytes(process) for process in (pid, *workers)}
        load.run(SECONDS / 4, *calm)
        after = {process: megabytes(process) for process in before}
        assert children(pid) == workers, "a worker has died"
        load.run(SECONDS / 2, *calm, load.slow)
        deadline = time.monotonic() + 30
        while (handles(pid) > open_before or len(children(pid)) != WORKERS) and time.monotonic() < deadline:
            httpx.get(server.address + "/")  # a worker that was ended is replaced when it is needed
            time.sleep(0.2)
        after[pid] = max(after[pid], megabytes(pid))
        figures = ", ".join(f"{before[process]:.1f} -> {after[process]:.1f}" for process in before)
        print(
            f"\n{time.monotonic() - begun:.0f} s: {dict(load.asked)}, {len(load.wrong)} wrong; MB of server, workers: {figures}"
        )
        assert not load.wrong, load.wrong[:10]
        assert load.asked["friendly"] > 10 * SECONDS and load.asked["endless"] >= 1
        assert all(after[process] - before[process] < GROWTH for process in before), (before, after)
        assert handles(pid) <= open_before and len(children(pid)) == WORKERS
    finally:
        errors = server.stop()
    assert "Traceback" not in errors, errors

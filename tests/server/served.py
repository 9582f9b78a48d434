"""A graph to serve, and a server on loopback as its own process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: A small graph with a base of its own; the labels are hostile.
GRAPH = """
@prefix pg: <https://w3id.org/papergraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix : <https://example.org/kg/> .

:about a void:Dataset ; void:uriSpace "https://example.org/kg/" .
<https://example.org/kg/paper/p1> a pg:Paper ; dcterms:title "AlphaNet <script>alert(1)</script>" ;
    pg:proposes <https://example.org/kg/method/alphanet> ; pg:mentions <https://example.org/kg/method/alphanet> ;
    pg:states <https://example.org/kg/paper/p1/comparison/c1> .
<https://example.org/kg/method/alphanet> a pg:Method ; rdfs:label "AlphaNet" ; skos:altLabel "<img src=x onerror=alert(1)>" ;
    pg:outperforms <https://example.org/kg/method/betanet> .
<https://example.org/kg/method/betanet> a pg:Method ; rdfs:label "BetaNet" .
<https://example.org/kg/dataset/snow> a pg:Dataset ; rdfs:label "Snow" .
<https://example.org/kg/paper/p1/comparison/c1> a pg:Comparison ; pg:comparisonType "outperforms" ; pg:kind "quality" ;
    pg:winner <https://example.org/kg/method/alphanet> ; pg:loser <https://example.org/kg/method/betanet> ;
    pg:onDataset <https://example.org/kg/dataset/snow> ; pg:marginText "2 points" ; pg:margin 2.0 ; pg:confidence 0.9 ;
    pg:evidence <https://example.org/kg/paper/p1/evidence/e1> .
<https://example.org/kg/paper/p1/evidence/e1> a pg:Evidence ; pg:quote "AlphaNet beats BetaNet on Snow by 2 points & <more>." ;
    pg:field "abstract" ; pg:start 0 ; pg:end 51 ; pg:rule "beats" ; pg:marks "0-8 9-14" .
"""


def filler() -> str:
    """Enough triples for an answer that is too long and a join that never ends."""
    return "".join(
        f'<https://example.org/kg/task/t{i}> a pg:Task ; rdfs:label "Task {i}" ; skos:altLabel "t {i}" .\n' for i in range(1500)
    )


class Server:
    """A running server."""

    def __init__(self, path: Path, *options: str) -> None:
        command = [sys.executable, "-m", "papergraph", "serve", "--graph", str(path), "--port", "0", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Serving at http://127.0.0.1:"), line + self.process.stderr.read()  # type: ignore[union-attr]
        self.address = line.split()[2].rstrip("/")
        self.port = int(self.address.rpartition(":")[2])

    def stop(self) -> str:
        """End it as Ctrl-C does; what it wrote on standard error."""
        self.process.terminate()
        _, errors = self.process.communicate(timeout=15)
        return errors

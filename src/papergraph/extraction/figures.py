from __future__ import annotations
from papergraph.extraction.reading import Reading
def find(r: Reading) -> None:
    r.results = []

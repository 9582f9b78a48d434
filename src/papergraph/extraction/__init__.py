"""Extraction: from one title and abstract to facts with evidence."""

from __future__ import annotations

from papergraph.extraction.extractor import Extractor, extract, fingerprint
from papergraph.extraction.pipeline import load
from papergraph.extraction.resolution import CorpusNames, resolve

__all__ = ["CorpusNames", "Extractor", "extract", "fingerprint", "load", "resolve"]

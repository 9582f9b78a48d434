"""Tasks: known ones, and noun phrases that end in a task word."""

from __future__ import annotations

from papergraph.extraction.reading import Reading


def find(r: Reading) -> None:
    """Enter further tasks as mentions."""

"""Scoring extracted facts against annotated ones: what `papergraph evaluate` prints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from papergraph.errors import InputError, UsageError
from papergraph.evaluation.keys import name_key, number
from papergraph.evaluation.scoring import KINDS, Score, score, score_paper

__all__ = ["KINDS", "Score", "align", "load", "score", "score_paper", "unusable_results"]


def load(path: Path) -> dict[str, dict[str, Any]]:
    """Read annotations (one JSON object a line) by id; `line N` stands in for a missing one.

    Raises
    ------
    UsageError
        There is no such file.
    InputError
        A line is no JSON object.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    out: dict[str, dict[str, Any]] = {}
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            annotation = msgspec.json.decode(line, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(f"one JSON object of facts a line is expected ({error})", f"{path}:{n}") from None
        out[str(annotation.get("id") or f"line {n}")] = annotation
    return out


def unusable_results(annotations: Mapping[str, Mapping[str, Any]]) -> int:
    """How many results have a value that is no number; they are left out of the scores."""
    return sum(number(r.get("value")) is None for a in annotations.values() for r in a.get("results") or ())


def align(gold: Mapping[str, Mapping[str, Any]], system: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """System annotations under the gold's ids, matched by id unless the titles differ, else by title."""
    by_title = {name_key(a["title"]): a for a in system.values() if a.get("title")}
    out: dict[str, Mapping[str, Any]] = {}
    for paper, wanted in gold.items():
        found = system.get(paper)
        title = name_key(wanted.get("title"))
        if found is None or (found.get("title") and title and name_key(found["title"]) != title):
            found = by_title.get(title) if wanted.get("title") else None
        if found is not None:
            out[paper] = found
    return out

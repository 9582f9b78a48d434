"""What a new graph has that an old one has not, and the reverse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from papergraph.graph.matching import match, members, values

if TYPE_CHECKING:
    from papergraph.graph.graph import Graph

#: What is compared, in the order in which it is told.
KINDS = ("papers", "methods", "datasets", "wins", "contradictions")


class Change(msgspec.Struct):
    """Names of what is new and of what is gone, sorted."""

    new: list[str]
    lost: list[str]


def compare(old: Graph, new: Graph) -> dict[str, Change]:
    """What has changed between two graphs; things are the same if their IRIs are, the bases aside.

    Returns
    -------
    dict
        For each of :data:`KINDS` the names of what is new and what is lost; a win reads `A > B`.
    """
    before, after = _contents(old), _contents(new)
    changes = {}
    for kind in KINDS:
        gone, come = before[kind], after[kind]
        new_names = sorted(name for key, name in come.items() if key not in gone)
        changes[kind] = Change(new_names, sorted(name for key, name in gone.items() if key not in come))
    return changes


def _contents(graph: Graph) -> dict[str, Mapping[str, str]]:
    unnamed = set(members(graph.store, "pg:UnnamedMethod"))
    methods = {iri: name for iri, name in _names(graph, "Method").items() if iri not in unnamed}
    wins = [
        (winner, loser.value)
        for winner, _, loser in match(graph.store, None, "pg:outperforms")
        if winner in methods and loser.value in methods
    ]
    both = {pair for pair in wins if pair[0] < pair[1]} & {(b, a) for a, b in wins}
    short = _Short(graph.base)
    return {
        "papers": {short(iri): name for iri, name in _names(graph, "Paper").items()},
        "methods": {short(iri): name for iri, name in methods.items()},
        "datasets": {short(iri): name for iri, name in _names(graph, "Dataset").items()},
        "wins": {f"{short(a)} {short(b)}": f"{methods[a]} > {methods[b]}" for a, b in wins},
        "contradictions": {f"{short(a)} {short(b)}": f"{methods[a]} <> {methods[b]}" for a, b in both},
    }


def _names(graph: Graph, name: str) -> dict[str, str]:
    label = "dcterms:title" if name == "Paper" else "rdfs:label"
    return {iri: next(iter(values(graph.store, iri, label)), iri) for iri in members(graph.store, f"pg:{name}")}


class _Short:
    """IRIs without the base of their graph."""

    def __init__(self, base: str) -> None:
        self._base = base

    def __call__(self, iri: str) -> str:
        return iri.removeprefix(self._base)

"""Stage 2: names that one paper defines are known in all papers of the corpus."""

from __future__ import annotations

import msgspec

from papergraph.extraction.names import name_key
from papergraph.model import Entity, Evidence, Facts


class CorpusNames:
    """The names that the papers of a corpus define.

    A name that papers define as different kinds is left out. Memory grows with the number of defined names.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}

    def add(self, facts: Facts) -> None:
        """Take in the definitions of one paper."""
        for definition in facts.definitions:
            key = name_key(definition.name)
            if len(key) > 2:
                kind = self._kinds.setdefault(key, definition.kind)
                if kind != definition.kind:
                    self._kinds[key] = ""

    def merge(self, other: CorpusNames) -> None:
        """Take in the definitions of another part of the corpus; the order of the parts does not matter."""
        for key, kind in other._kinds.items():
            if self._kinds.setdefault(key, kind) != kind:
                self._kinds[key] = ""

    def kind(self, name: str) -> str:
        """`method`, `dataset` or "" (unknown, or defined as both)."""
        return self._kinds.get(name_key(name), "")


def resolve(facts: Facts, names: CorpusNames) -> Facts:
    """Turn candidates that the corpus defines into facts, and drop what only the two stages need.

    Parameters
    ----------
    facts
        Facts of stage 1; not changed.
    names
        Names of the corpus (empty: nothing is resolved).
    """
    out = msgspec.structs.replace(facts, candidates=[], definitions=[])
    added = [c for c in facts.candidates if names.kind(c.name)]
    if not added:
        return out
    out = msgspec.structs.replace(out, methods=list(out.methods), datasets=list(out.datasets), evidence=list(out.evidence))
    for c in added:
        kind = names.kind(c.name) + "s"
        target = out.methods if kind == "methods" else out.datasets
        target.append(Entity(names=[c.name], role=c.role if kind == "methods" else "mentioned"))
        out.evidence.append(
            Evidence(
                kind=kind,
                index=len(target) - 1,
                field=c.field,
                start=c.start,
                end=c.end,
                quote=c.quote,
                rule="corpus-lexicon",
                confidence=0.8,
                marks=c.marks,
            )
        )
    return out

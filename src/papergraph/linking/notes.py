"""What linking was not sure of, for a person to decide."""

from __future__ import annotations

import msgspec


class Doubt(msgspec.Struct, frozen=True, order=True):
    """A decision of linking that a person should look at.

    `kind` is `"merged"` (two names were made one node by an expansion or alias that few papers give), `"acronym"` (one
    acronym with several expansions) or `"near"` (two nodes whose names differ by a slip of the pen).
    """

    kind: str
    type: str
    name: str
    other: str
    papers: int
    reason: str


class LinkNotes(msgspec.Struct):
    """Doubtful merges and near misses, the ones that most papers name first."""

    doubtful: list[Doubt] = []
    near: list[Doubt] = []

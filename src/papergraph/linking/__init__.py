"""Names become nodes: one node for one thing, variants tied to their base.

This room knows neither text nor RDF: it takes facts and gives facts whose names are nodes.
"""

from __future__ import annotations

from papergraph.linking.decisions import Decisions, read_decisions
from papergraph.linking.identity import Identity
from papergraph.linking.linker import Linker, link
from papergraph.linking.names import Names
from papergraph.linking.nodes import LinkedClaim, LinkedNode, LinkedPaper, NodeKey
from papergraph.linking.notes import Doubt, LinkNotes

__all__ = [
    "Decisions",
    "Doubt",
    "Identity",
    "LinkNotes",
    "LinkedClaim",
    "LinkedNode",
    "LinkedPaper",
    "Linker",
    "Names",
    "NodeKey",
    "link",
    "read_decisions",
]

"""Who beats whom: cues, their scope, and the figures, metrics and data sets that belong to a claim."""

from __future__ import annotations

from papergraph.extraction.comparing.claim import Claim
from papergraph.extraction.comparing.finding import find

__all__ = ["Claim", "find"]

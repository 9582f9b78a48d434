"""The spaCy components of papergraph: one file a component. Importing this package registers them all.

spaCy reads the annotations of factories, so the files that hold one do not postpone them.
"""

from __future__ import annotations

from papergraph.extraction.components import comparisons, entities, figures, reader, roles
from papergraph.extraction.components.attribute import reading

__all__ = ["comparisons", "entities", "figures", "reader", "reading", "roles"]

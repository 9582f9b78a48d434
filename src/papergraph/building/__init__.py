"""The whole way: from inputs to facts, graph, store, page and report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["BuildReport", "build"]

if TYPE_CHECKING:
    from papergraph.building.whole import BuildReport, build


def __getattr__(name: str) -> Any:
    # Loaded when first used: worker processes need only their part.
    if name in __all__:
        from papergraph.building import whole

        return getattr(whole, name)
    raise AttributeError(f"module 'papergraph.building' has no attribute {name!r}")

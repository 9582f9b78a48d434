"""What linking gives: nodes, and papers whose facts point to them."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from papergraph.model import Facts


class NodeKey(NamedTuple):
    """Identity of a node: its class and its key among the nodes of that class."""

    type: str
    key: str


class LinkedNode(msgspec.Struct, kw_only=True):
    """One thing of the corpus."""

    id: NodeKey
    label: str
    alt: tuple[str, ...] = ()
    #: The direct base method or base data set.
    base: NodeKey | None = None
    lower_is_better: bool | None = None
    #: Papers that name it.
    papers: int = 0


class LinkedClaim(msgspec.Struct):
    """The nodes of a comparison (`methods`: winner, loser) or a result (`methods`: its method).

    None in `methods` is the paper's unnamed method.
    """

    methods: tuple[NodeKey | None, ...]
    dataset: NodeKey | None = None
    metric: NodeKey | None = None
    hardware: NodeKey | None = None


class LinkedPaper(msgspec.Struct, kw_only=True):
    """A paper's facts, with a node for each name: the lists run parallel to those of `facts`."""

    facts: Facts
    methods: list[NodeKey | None]
    families: list[NodeKey | None]
    datasets: list[NodeKey | None]
    tasks: list[NodeKey | None]
    hardware: list[NodeKey | None]
    comparisons: list[LinkedClaim]
    results: list[LinkedClaim]

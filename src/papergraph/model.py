"""The objects that travel between the rooms: papers, facts and their evidence.

Everything here is a plain :class:`msgspec.Struct`; `facts.jsonl` is these objects as JSON, one :class:`Facts` a line.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

#: Version of the `facts.jsonl` format.
SCHEMA = 1

#: The name that stands for a paper's own method where the text gives it none.
UNNAMED = ""


def _always(value: object) -> Any:
    """A default that is written even where `omit_defaults` leaves others out."""
    return msgspec.field(default_factory=lambda: [] if value == [] else value)


class Paper(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A paper as a source gives it: a title, an abstract, and what is known of it.

    `title` and `abstract` are the text as given (never cleaned): evidence offsets point into them.
    """

    id: str
    title: str
    abstract: str
    url: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    #: ISO 8601, as exact as known: `2024`, `2024-05` or `2024-05-17`.
    date: str | None = None
    authors: list[str] = []
    venue: str | None = None
    categories: list[str] = []
    #: Where the record was read, e.g. `digests.jsonl` (one entry for each merged record).
    sources: list[str] = []
    #: Results that the source states in tables (not in the text).
    results: list[Result] = []


class Entity(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A method, data set or piece of hardware as one paper names it: all surface forms, the short one first."""

    names: list[str]
    role: str = _always("other")
    #: Forms that stand for more than this one entity (bare "ImageNet" for ImageNet 512 x 512); never merged by.
    loose_names: list[str] = []


class Comparison(msgspec.Struct, kw_only=True):
    """One claim that a winner beats a named loser (`outperforms`) or makes it better (`improves`)."""

    type: Literal["outperforms", "improves"]
    winner: str
    loser: str
    dataset: str | None = None
    metric: str | None = None
    kind: Literal["quality", "efficiency"] = "quality"
    winner_value: float | None = None
    loser_value: float | None = None
    #: Absolute difference in the metric's unit, or a ratio as written ("2.8x", "27%").
    delta: float | str | None = None
    #: In (0, 1]; higher for tighter rules.
    confidence: float = 1.0


class Result(msgspec.Struct, kw_only=True):
    """One absolute figure that a paper reports for a method (`""`: its unnamed method)."""

    method: str
    dataset: str | None = None
    metric: str | None = None
    value: float
    unit: str | None = None
    kind: Literal["quality", "efficiency"] = "quality"
    #: Device the figure was measured on, where the sentence says so.
    hardware: str | None = None
    confidence: float = 1.0


class Evidence(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The sentence that a fact comes from.

    `field[start:end] == quote` in Unicode code points of the text as given. `marks` are the words that carry the
    fact: pairs of offsets into the same field.
    """

    #: The list in :class:`Facts` that holds the fact ("methods", "comparisons", ...; "claims_sota" has index 0).
    kind: str
    index: int
    field: Literal["title", "abstract"]
    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 1.0
    marks: list[tuple[int, int]] = []


class Candidate(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A span of stage 1 that is a method or data set only if the corpus defines its name (see `resolve`)."""

    name: str
    field: Literal["title", "abstract"]
    start: int
    end: int
    quote: str
    marks: list[tuple[int, int]] = []
    role: str = "other"


class Definition(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A name that a paper defines: stage 2 knows it in every other paper of the corpus."""

    name: str
    kind: Literal["method", "dataset"]
    expansion: str | None = None


class Facts(msgspec.Struct, kw_only=True, omit_defaults=True):
    """All that one title and abstract state, names as written. One line of `facts.jsonl`."""

    id: str
    title: str
    schema: int = _always(SCHEMA)
    methods: list[Entity] = _always([])
    #: Generic classes ("CNNs", "diffusion models").
    families: list[str] = _always([])
    datasets: list[Entity] = _always([])
    tasks: list[str] = _always([])
    hardware: list[Entity] = _always([])
    comparisons: list[Comparison] = _always([])
    results: list[Result] = _always([])
    claims_sota: bool = _always(False)
    code: list[str] = _always([])
    evidence: list[Evidence] = _always([])
    # What the source knows of the paper.
    url: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    date: str | None = None
    authors: list[str] = []
    venue: str | None = None
    categories: list[str] = []
    sources: list[str] = []
    # Between the two stages only; never in facts.jsonl.
    candidates: list[Candidate] = []
    definitions: list[Definition] = []

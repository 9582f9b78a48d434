"""What the keys of a JSON record mean: one file for each service that writes such records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from papergraph.model import Paper
from papergraph.sources.context import Context
from papergraph.sources.formats.json_records import csl, openalex, paperswithcode, plain, semanticscholar

_Read = Callable[[dict[str, Any], Context, int | str], Iterator[Paper]]

#: Kind -> (does a record look like it?, its reader). The first that fits is taken.
KINDS: dict[str, tuple[Callable[[dict[str, Any]], bool], _Read]] = {
    "openalex": (openalex.fits, openalex.read),
    "semantic-scholar": (semanticscholar.fits, semanticscholar.read),
    "pwc-tables": (paperswithcode.is_table, paperswithcode.read_table),
    "pwc": (paperswithcode.fits, paperswithcode.read),
    "csl": (csl.fits, csl.read),
    "jsonl": (lambda record: True, plain.read),
}


def papers(record: dict[str, Any], context: Context, place: int | str, kind: str | None) -> Iterator[Paper]:
    """Yield the papers that a record holds (most hold one)."""
    chosen = kind or next(name for name, (fits, _) in KINDS.items() if fits(record))
    yield from KINDS[chosen][1](record, context, place)

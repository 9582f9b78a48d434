"""Papers of Semantic Scholar: its Graph API and its bulk data sets (https://api.semanticscholar.org/api-docs/)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import Context


def fits(record: dict[str, Any]) -> bool:
    """Is it a paper of Semantic Scholar?"""
    return any(key in record for key in ("paperId", "corpusid", "corpusId", "externalIds", "externalids"))


def read(record: dict[str, Any], context: Context, place: int | str) -> Iterator[Paper]:
    """Yield the paper of a record."""
    known = {key.lower(): value for key, value in record.items()}
    elsewhere = {key.lower(): value for key, value in (known.get("externalids") or {}).items()}
    corpus = known.get("corpusid") or elsewhere.get("corpusid")
    fields = known.get("s2fieldsofstudy") or known.get("fieldsofstudy") or []
    journal = known.get("journal") or {}
    paper = context.paper(
        place,
        title=known.get("title"),
        abstract=known.get("abstract"),
        id=known.get("paperid") or (f"CorpusId:{corpus}" if corpus else None),
        doi=elsewhere.get("doi"),
        arxiv=elsewhere.get("arxiv"),
        url=known.get("url"),
        date=identifiers.iso_date(known.get("publicationdate")) or identifiers.iso_date(known.get("year")),
        authors=[author.get("name") for author in known.get("authors") or []],
        venue=known.get("venue") or journal.get("name"),
        categories=[item.get("category") if isinstance(item, dict) else item for item in fields],
    )
    if paper:
        yield paper

"""Works of OpenAlex (https://docs.openalex.org/api-entities/works/work-object)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import MAX_RECORD, Context


def fits(record: dict[str, Any]) -> bool:
    """Is it a work of OpenAlex?"""
    return "abstract_inverted_index" in record or str(record.get("id", "")).startswith("https://openalex.org/")


def read(record: dict[str, Any], context: Context, place: int | str) -> Iterator[Paper]:
    """Yield the paper of a work."""
    place_of = record.get("primary_location") or {}
    paper = context.paper(
        place,
        title=record.get("title") or record.get("display_name"),
        abstract=_abstract(record.get("abstract_inverted_index") or {}),
        id=str(record.get("id") or "").removeprefix("https://openalex.org/"),
        doi=record.get("doi"),
        arxiv=place_of.get("landing_page_url"),
        url=place_of.get("landing_page_url") or record.get("id"),
        date=identifiers.iso_date(record.get("publication_date") or record.get("publication_year")),
        authors=[(item.get("author") or {}).get("display_name") for item in record.get("authorships") or []],
        venue=(place_of.get("source") or {}).get("display_name"),
        categories=[item.get("display_name") for item in record.get("topics") or record.get("concepts") or []],
    )
    if paper:
        yield paper


def _abstract(index: dict[str, list[int]]) -> str:
    """The text of an inverted index (word -> its places)."""
    if sum((len(word) + 1) * len(places) for word, places in index.items()) > MAX_RECORD:
        raise ValueError("a long word that is said to stand in many places")
    placed = sorted((place, word) for word, places in index.items() for place in places)
    return " ".join(word for _, word in placed)

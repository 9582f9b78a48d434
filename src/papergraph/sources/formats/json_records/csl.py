"""CSL-JSON, as Zotero and other reference managers export it (https://docs.citationstyles.org)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import Context
from papergraph.sources.formats.json_records.plain import people


def fits(record: dict[str, Any]) -> bool:
    """Is it an item of CSL-JSON?"""
    return "title" in record and any(key in record for key in ("issued", "container-title", "DOI", "citation-key"))


def read(record: dict[str, Any], context: Context, place: int | str) -> Iterator[Paper]:
    """Yield the paper of an item. Its `id` is a key of one library, so it is not the paper's id."""
    notes = (record.get("number"), record.get("note"), record.get("archive_location"), record.get("archiveLocation"))
    keywords = record.get("keyword")
    paper = context.paper(
        place,
        title=record.get("title"),
        abstract=record.get("abstract"),
        doi=record.get("DOI"),
        arxiv=identifiers.first_arxiv(notes),
        url=record.get("URL"),
        date=_issued(record.get("issued")),
        authors=people(record.get("author")),
        venue=record.get("container-title") or record.get("event-title"),
        categories=keywords.split(",") if isinstance(keywords, str) else (),
    )
    if paper:
        yield paper


def _issued(value: Any) -> str | None:
    if not isinstance(value, dict):
        return identifiers.iso_date(value)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return identifiers.date_of(*parts[0][:3])
    return identifiers.iso_date(value.get("raw") or value.get("literal"))

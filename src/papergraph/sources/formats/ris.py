"""RIS, as reference managers and publishers export it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import MAX_RECORD, Context
from papergraph.sources.formats.json_records.plain import first, turned
from papergraph.sources.streams import Stream, text_lines

_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)", re.DOTALL)


def read(stream: Stream, context: Context) -> Iterator[Paper]:
    """Yield the papers of a file in RIS."""
    for start, record in _records(stream, context):
        paper = _paper(record, context, start)
        if paper:
            yield paper


def _records(stream: Stream, context: Context) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (first line, record), each parsed by rispy; lines without a tag continue the one before."""
    entry: list[list[str]] = []
    start, size = 1, 0
    for number, line in text_lines(stream, context):
        tag = _TAG.fullmatch(line.strip())
        if tag and tag[1] == "TY":
            if entry:
                context.skip(start, "a record without an end (ER)")
            entry, start, size = [], number, 0
        size += len(line)
        if size > MAX_RECORD:
            context.skip(start, f"a record longer than {MAX_RECORD >> 20} MB")
            entry, size = [], 0
        elif tag and tag[1] == "ER":
            if entry:
                yield start, _parsed(entry)
            entry = []
        elif tag and (entry or tag[1] == "TY"):
            entry.append([f"{tag[1]}  - {tag[2]}"])
        elif entry and line.strip():
            entry[-1].append(line.strip())
    if entry:
        context.skip(start, "a record without an end (ER), or cut short")


def _parsed(entry: list[list[str]]) -> dict[str, Any]:
    import rispy

    records = rispy.loads("\n".join([" ".join(lines) for lines in entry] + ["ER  - "]), skip_unknown_tags=True)
    return records[0] if records else {}


def _paper(record: dict[str, Any], context: Context, line: int) -> Paper | None:
    links = record.get("urls") or []
    texts = [record.get("journal_name"), record.get("secondary_title"), record.get("notes"), *links]
    arxiv = next((found for text in texts for found in [identifiers.arxiv_within(str(text))] if found), None)
    return context.paper(
        line,
        title=first(record, "title", "primary_title"),
        abstract=first(record, "abstract", "notes_abstract"),
        doi=record.get("doi"),
        arxiv=arxiv,
        url=next(filter(None, map(identifiers.url, links)), None),
        date=_date(record),
        authors=map(turned, first(record, "authors", "first_authors") or ()),
        venue=first(record, "journal_name", "secondary_title", "alternate_title1", "alternate_title3", "custom3"),
        categories=record.get("keywords") or (),
    )


def _date(record: dict[str, Any]) -> str | None:
    """The most exact of the dates (`2024/05/17/`, `2024`)."""
    given = (record.get("date"), record.get("publication_year"), record.get("year"))
    found = [date for date in (identifiers.iso_date(str(text).strip("/ ")) for text in given if text) if date]
    return max(found, key=len, default=None)

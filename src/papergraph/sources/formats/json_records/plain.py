"""Plain records: `title`, `abstract` and what else is known, with the keys of arXiv's metadata dump among others."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from papergraph.model import Paper, Result
from papergraph.sources import identifiers
from papergraph.sources.context import Context

_ARXIV_CATEGORIES = re.compile(r"[a-z-]{2,12}(?:\.[A-Za-z-]{2,20})?(?: [a-z-]{2,12}(?:\.[A-Za-z-]{2,20})?)*")


def read(record: dict[str, Any], context: Context, place: int | str) -> Iterator[Paper]:
    """Yield the paper of a record."""
    known = {str(key).lower().replace("-", "_").replace(" ", "_"): value for key, value in record.items()}
    paper = context.paper(
        place,
        title=first(known, "title", "paper_title"),
        abstract=first(known, "abstract", "summary"),
        id=first(known, "id", "paper_id"),
        doi=known.get("doi"),
        arxiv=first(known, "arxiv", "arxiv_id", "eprint"),
        url=first(known, "url", "link", "abs_url", "pdf_url"),
        date=_date(known),
        authors=people(first(known, "authors_parsed", "authors", "author")),
        venue=first(known, "venue", "journal_ref", "journal", "booktitle", "conference"),
        categories=_categories(first(known, "categories", "keywords", "tags")),
        results=_results(known.get("results")),
    )
    if paper:
        yield paper


def first(known: dict[str, Any], *keys: str) -> Any:
    """The first of several values that says anything."""
    return next((known[key] for key in keys if known.get(key) not in (None, "", [])), None)


def people(value: Any) -> list[str]:
    """Names of authors, given as text, as a list of names, as objects or as arXiv's `[last, first, suffix]`.

    Examples
    --------
    >>> people("Ada Field, Ben Stone and Cy Moor"), people([["Field", "Ada", ""]]), people([{"name": "Ada Field"}])
    (['Ada Field', 'Ben Stone', 'Cy Moor'], ['Ada Field'], ['Ada Field'])
    """
    if isinstance(value, str):
        if ";" in value:
            return [turned(name) for name in value.split(";")]
        return re.split(r",\s*(?:and\s+)?|(?<!\s)\s+and\s+", " ".join(value[:100_000].split()))
    return [_person(item) for item in value] if isinstance(value, list) else []


def _person(value: Any) -> str:
    if isinstance(value, dict):
        full = first(value, "name", "full_name", "literal", "display_name")
        return str(full) if full else _joined(value.get(key) for key in ("given", "first", "family", "last"))
    if isinstance(value, list):
        last, *others = map(str, value[:3])
        return _joined([*others[:1], last, *others[1:]])
    return value if isinstance(value, str) else ""


def _joined(parts: Iterable[Any]) -> str:
    return " ".join(str(part) for part in parts if part)


def turned(name: str) -> str:
    """`Field, Ada` as `Ada Field`."""
    last, comma, given = name.partition(",")
    return f"{given.strip()} {last.strip()}" if comma else name


def _date(known: dict[str, Any]) -> str | None:
    versions = known.get("versions")
    created = versions[0].get("created") if isinstance(versions, list) and versions and isinstance(versions[0], dict) else None
    given = (known.get("date"), known.get("published"), known.get("publication_date"), created, known.get("update_date"))
    exact = next(filter(None, map(identifiers.iso_date, given)), None)
    return exact or identifiers.date_of(known.get("year"), known.get("month"), known.get("day"))


def _results(value: Any) -> list[Result]:
    """The results of a record that `papergraph read` wrote."""
    try:
        found = msgspec.convert(value or [], list[Result])
    except msgspec.ValidationError:
        return []
    return [result for result in found if math.isfinite(result.value)]


def _categories(value: Any) -> list[str]:
    if isinstance(value, str):
        arxiv = "." in value and _ARXIV_CATEGORIES.fullmatch(value)
        return value.split() if arxiv else re.split(r"[,;]", value)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

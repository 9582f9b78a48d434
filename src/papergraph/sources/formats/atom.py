"""Answers of the arXiv API (Atom; https://info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

from collections.abc import Iterator

from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import Context
from papergraph.sources.formats.xml_text import children, elements, text_at
from papergraph.sources.streams import Stream


def read(stream: Stream, context: Context) -> Iterator[Paper]:
    """Yield the papers of a feed."""
    for index, (entry, _) in enumerate(elements(stream, context, {"entry"}), 1):
        link = text_at(entry, "id")
        paper = context.paper(
            f"entry {index}",
            title=text_at(entry, "title"),
            abstract=text_at(entry, "summary"),
            doi=text_at(entry, "doi"),
            arxiv=link,
            url=link,
            date=identifiers.iso_date(text_at(entry, "published") or text_at(entry, "updated")),
            authors=[text_at(author, "name") for author in children(entry, "author")],
            venue=text_at(entry, "journal_ref"),
            categories=[category.get("term") for category in children(entry, "category")],
        )
        if paper:
            yield paper

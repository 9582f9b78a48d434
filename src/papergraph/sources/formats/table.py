"""Tables (CSV, TSV) with a column for titles and, best, one for abstracts."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from papergraph.errors import InputError
from papergraph.model import Paper
from papergraph.sources.context import MAX_RECORD, Context
from papergraph.sources.formats.json_records import plain
from papergraph.sources.streams import Stream, text_lines

_MOST_COLUMNS = 1000
#: Names of columns in exports of Zotero, Scopus and others -> ours.
_OTHER_NAMES = {
    "paper_title": "title",
    "article_title": "title",
    "document_title": "title",
    "abstract_note": "abstract",
    "author_full_names": "authors",
    "publication_title": "venue",
    "source_title": "venue",
    "publication_year": "year",
    "published": "date",
    "manual_tags": "keywords",
    "author_keywords": "keywords",
}


def read(stream: Stream, context: Context) -> Iterator[Paper]:
    """Yield the papers of a table, told by the names of its columns.

    Raises
    ------
    InputError
        No column is called `title`.
    """
    csv.field_size_limit(MAX_RECORD)
    numbered = ((number, line.replace("\0", "\ufffd")) for number, line in text_lines(stream, context))
    header = next(numbered, (1, ""))[1].replace("\r", " ")
    delimiter = max(",\t;|", key=header.count)
    columns = list(map(_column, next(csv.reader([header], delimiter=delimiter), [])))
    if len(columns) > _MOST_COLUMNS:
        raise InputError(f"has more than {_MOST_COLUMNS} columns", context.name)
    if "title" not in columns:
        raise InputError("has no column called title in its first line", context.name)
    rows = csv.reader((line + "\n" for _, line in numbered), delimiter=delimiter, strict=True)
    while True:
        line = rows.line_num + 2
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            context.skip(line, f"not a row of the table ({error})")
            continue
        if any(row):
            yield from plain.read(dict(zip(columns, _fitted(row, columns), strict=True)), context, line)


def _column(name: str) -> str:
    spaced = "".join(f" {c}" if c.isupper() else c for c in name) if not name.isupper() else name
    known = "_".join(spaced.lower().replace("-", " ").replace("_", " ").split())
    return _OTHER_NAMES.get(known, known)


def _fitted(row: list[str], columns: list[str]) -> list[str]:
    return (row + [""] * (len(columns) - len(row)))[: len(columns)]

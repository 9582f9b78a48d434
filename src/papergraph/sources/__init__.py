"""From files to papers: every source a reader has, told apart by content and read as a stream."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from papergraph.errors import InputError, UsageError
from papergraph.files import resource
from papergraph.model import Paper
from papergraph.sources.context import Context
from papergraph.sources.detect import check_text, detect
from papergraph.sources.inputs import Input, expand
from papergraph.sources.merging import Collection, merge_duplicates
from papergraph.sources.skips import Skip, SkipLog, no_papers
from papergraph.sources.streams import HEAD, Stream, in_utf8, unpack

__all__ = ["FORMATS", "Collection", "Skip", "SkipLog", "demo", "merge_duplicates", "read"]

_log = logging.getLogger(__name__)

#: Names for `--from` -> what they are.
FORMATS = {
    "page": "a page of papers saved as text: titles and abstracts in turn",
    "html": "the same page saved as HTML",
    "json": "JSON Lines or JSON; the keys of each record tell which of the next six it is",
    "jsonl": "records with title and abstract; the keys of arXiv's metadata dump",
    "csl": "CSL-JSON (Zotero and other reference managers)",
    "openalex": "works of OpenAlex",
    "semantic-scholar": "papers of Semantic Scholar",
    "pwc": "Papers with Code: papers with abstracts",
    "pwc-tables": "Papers with Code: evaluation tables",
    "csv": "a table (CSV, TSV) with a column for titles and one for abstracts",
    "bibtex": "BibTeX or BibLaTeX",
    "ris": "RIS",
    "atom": "answers of the arXiv API (Atom)",
    "anthology": "XML of the ACL Anthology",
}

_Reader = Callable[[Stream, Context], Iterator[Paper]]
_XML = ("atom", "anthology")


def demo() -> str:
    """Path of the demo corpus that ships with papergraph."""
    return str(resource("demo", "digests.jsonl"))


def read(
    inputs: Sequence[str | os.PathLike[str]],
    format: str | None = None,
    strict: bool = False,
    skipped: SkipLog | None = None,
) -> Iterator[Paper]:
    """Read papers from files, folders, globs and standard input, one at a time.

    Duplicates are yielded as they come: see :func:`merge_duplicates` and :class:`Collection`.

    Parameters
    ----------
    inputs
        Paths, globs, or `-` for standard input; `.gz` and `.zst` are unpacked.
    format
        One of :data:`FORMATS`; by default the content of each input tells.
    strict
        Raise at the first record that cannot be used, instead of counting it.
    skipped
        Takes what could not be used.

    Yields
    ------
    Paper
        In the order of the inputs; folders are read in the order of their file names.

    Raises
    ------
    UsageError
        An input is not there, or the format is not known.
    InputError
        A file that was named cannot be read at all, or no input holds a paper.

    Examples
    --------
    >>> next(read([demo()])).title
    'Alleviating Distortion in Image Generation via Multi-Resolution Diffusion Models'
    """
    if format is not None and format not in FORMATS:
        raise UsageError(f"{format}: no such format; known are {', '.join(FORMATS)}")
    log = SkipLog() if skipped is None else skipped
    found = False
    names = []
    for source in expand(inputs):
        names.append(source.name)
        context = Context(source.name, log, strict)
        try:
            for paper in read_one(source, format, context):
                found = True
                yield paper
        except InputError as error:
            # Half of a file is better than none; a file that gave nothing is an error if the user named it.
            if strict or (source.chosen and not context.papers):
                raise
            log.add_error(error, source.name)
    if not found:
        raise no_papers(log, names)


def read_one(source: Input, format: str | None, context: Context) -> Iterator[Paper]:
    """Read the papers of one input; see :func:`read`."""
    with source.open() as raw:
        try:
            stream = unpack(raw, source.name)
            head = in_utf8(Stream(io.BytesIO(stream.peek(HEAD)))).peek(HEAD)
            check_text(head, source.name)
            kind = format or detect(head, source.name)
            _log.info("%s: reading as %s", source.name, kind)
            yield from _reader(kind)(stream if kind in _XML else in_utf8(stream), context)
        except OSError as error:
            raise InputError(f"cannot be read ({error.strerror or error})", source.name) from error


def _reader(kind: str) -> _Reader:
    from papergraph.sources.formats import json_records, json_text

    if kind in json_records.KINDS:
        return json_text.reader(kind)
    module = {"json": "json_text", "csv": "table"}.get(kind, kind)
    reader: _Reader = import_module(f"papergraph.sources.formats.{module}").read
    return reader

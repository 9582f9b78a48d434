"""BibTeX and BibLaTeX, as Zotero, JabRef and the ACL Anthology export it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import MAX_RECORD, Context
from papergraph.sources.streams import Stream, text_lines

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block

_ENTRY = re.compile(r"\s*@\s*([A-Za-z]+)\s*[{(]")
#: Entries are parsed together up to this many characters.
_BATCH = 2**18
_MATH = re.compile(r"(\$[^$]*\$)")
_ACCENT = re.compile(
    r"\\(?:[\"'`^~=.]\s*|[uvHtcdbkr](?:\s+(?=[A-Za-z\\])|(?=\{)))(?:\{\\?[A-Za-z]{0,2}\}|\\[ij](?![A-Za-z])|[A-Za-z])"
    r"|\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?:\{\}|(?![A-Za-z])\s*)"
)
_ESCAPED = re.compile(r"\\([%&_#$])")
_BRACE = re.compile(r"(?<!\\)[{}]")
_COMMAND_BEFORE = re.compile(r"\\[A-Za-z]+\*?\Z")
_DECLARATION = re.compile(r"\\[A-Za-z]")


def read(stream: Stream, context: Context) -> Iterator[Paper]:
    """Yield the papers of a bibliography. Its keys belong to one library, so they are not the papers' ids."""
    for start, text in _batches(stream, context):
        library = _parse(text)
        if library is None:
            context.skip(start, "entries that are not BibTeX")
            continue
        for block in library.blocks:
            yield from _block(block, context, start)


def _batches(stream: Stream, context: Context) -> Iterator[tuple[int, str]]:
    """Yield (first line, text of some entries with the abbreviations defined so far)."""
    strings: list[str] = []
    batch: list[str] = []
    start, size = 1, 0
    for number, line in text_lines(stream, context):
        entry = _ENTRY.match(line)
        if entry and size > _BATCH:
            yield start - sum(text.count("\n") + 1 for text in strings), "\n".join(strings + batch)
            start, size, batch = number, 0, []
        elif size + len(line) > MAX_RECORD:
            context.skip(start, f"an entry longer than {MAX_RECORD >> 20} MB")
            start, size, batch = number, 0, []
        if entry and entry[1].lower() == "string" and len(strings) < 2_000:
            strings.append(line)
        else:
            batch.append(line)
            size += len(line) + 1
    yield start - len(strings), "\n".join(strings + batch)


def _parse(text: str) -> Library | None:
    from bibtexparser.entrypoint import parse_string

    # It logs what it cannot parse; we name those entries ourselves.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    try:
        return parse_string(text)
    except Exception:  # the parser of others, on text of others
        return None


def _block(block: Block, context: Context, start: int) -> Iterator[Paper]:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    line = start + (block.start_line or 0)
    if isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)) and block.ignore_error_block:
        block = block.ignore_error_block
    if isinstance(block, Entry):
        known: dict[str, str] = {}
        for field in block.fields:
            known.setdefault(field.key.lower(), str(field.value))
        paper = _paper(known, context, line)
        if paper:
            yield paper
    elif isinstance(block, ParsingFailedBlock) and not (block.raw or "").lower().startswith("@string"):
        context.skip(line, "an entry that is not BibTeX, or is cut short")


def _paper(known: dict[str, str], context: Context, line: int) -> Paper | None:
    def value(*keys: str) -> str:
        return next((text_of(known[key]) for key in keys if known.get(key)), "")

    eprint = known.get("eprint") if known.get("archiveprefix", known.get("eprinttype", "arxiv")).lower() == "arxiv" else None
    links = (eprint, known.get("url"), known.get("journal"), known.get("note"), known.get("howpublished"))
    return context.paper(
        line,
        title=value("title"),
        abstract=value("abstract"),
        doi=value("doi"),
        arxiv=identifiers.first_arxiv(links),
        url=value("url"),
        date=identifiers.iso_date(known.get("date")) or identifiers.date_of(value("year"), value("month"), value("day")),
        authors=map(_turned, " ".join(known.get("author", "").split()).split(" and ")),
        venue=value("journal", "journaltitle", "booktitle", "eventtitle"),
        categories=re.split(r"[,;]", value("keywords")),
    )


def _turned(name: str) -> str:
    """`Field, Ada` as `Ada Field`; `Field, Jr., Ada` as `Ada Field, Jr.`."""
    parts = [part.strip() for part in text_of(name).split(",")]
    return f"{parts[-1]} {', '.join(parts[:-1])}" if len(parts) > 1 else parts[0]


def text_of(value: str) -> str:
    r"""The text that a value stands for: accents and escapes are undone, braces that only group are dropped, mathematics stays.

    Examples
    --------
    >>> print(text_of(r'{PatchWeaver}: 85\% for {M}{\"o}bius $x_{1}$ \emph{nets}'))
    PatchWeaver: 85% for Möbius $x_{1}$ \emph{nets}
    """
    if "\\" not in value and "{" not in value and "}" not in value:
        return value
    parts = _MATH.split(value)
    parts[::2] = [_plain(part) for part in parts[::2]]
    return "".join(parts)


def _plain(text: str) -> str:
    text = _ACCENT.sub(lambda match: _accented(match[0]), text)
    return _ESCAPED.sub(r"\1", _without_groups(text))


@lru_cache(maxsize=4096)
def _accented(macro: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    decoded: str = LatexNodes2Text().latex_to_text(macro)
    return decoded


def _without_groups(text: str) -> str:
    r"""Drop braces but those of a command's argument (`\emph{…}`) and of a declaration (`{\it …}`)."""
    found: list[str] = []
    keep: list[bool] = []
    place = 0
    for brace in _BRACE.finditer(text):
        found.append(text[place : brace.start()])
        place = brace.end()
        if brace[0] == "{":
            argument = bool(_COMMAND_BEFORE.search(text, max(0, brace.start() - 30), brace.start()))
            keep.append(argument or bool(_DECLARATION.match(text, place)))
            shown = keep[-1]
        else:
            shown = keep.pop() if keep else False
        found.append(brace[0] * shown)
    return "".join(found) + text[place:]

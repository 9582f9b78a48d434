"""A page of papers saved as HTML: its text, block by block, read like a page of text (see `page`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from papergraph.errors import InputError
from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import Context
from papergraph.sources.formats import page
from papergraph.sources.streams import Stream, whole

#: Elements whose text stays within the line.
_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "mark", "math", "q", "s", "small", "span"),
    *("strong", "sub", "sup", "tt", "u", "var", "wbr", "mi", "mn", "mo", "mrow", "msub", "msup", "annotation", "semantics"),
}
_UNSEEN = {"script", "style", "noscript", "template", "head", "svg", "select", "textarea", "iframe"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_WESTERN = re.compile(rb"charset\s*=\s*[\"']?\s*(?:iso-8859-1|latin-?1|windows-1252|us-ascii)", re.IGNORECASE)


def read(stream: Stream, context: Context) -> Iterator[Paper]:
    """Yield the papers of a page saved as HTML.

    Raises
    ------
    InputError
        It is in an encoding that it does not state.
    """
    from lxml import etree

    data = whole(stream, context)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if not _WESTERN.search(data[:4096]):
            raise InputError("is not UTF-8; save it as UTF-8", context.name) from None
        text = data.decode("cp1252", "replace")
    parser = etree.HTMLParser(target=_Blocks(), encoding="utf-8")
    parser.feed(text.encode())
    yield from page.papers(parser.close(), context)


class _Blocks:
    """The lines of a page as a reader sees them (a target for lxml's parser)."""

    def __init__(self) -> None:
        self.lines: list[page.Line] = []
        self._text: list[str] = []
        self._unseen = 0
        self._heading = False
        self._link: str | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._unseen or tag in _UNSEEN:
            self._unseen += 1
        elif tag == "a":
            link = attributes.get("href") or ""
            if identifiers.arxiv_within(link) or (not self._link and identifiers.url(link)):
                self._link = link
        elif tag not in _INLINE:
            self._end_line()
            self._heading = tag in _HEADINGS or (self._heading and tag == "br")

    def end(self, tag: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif tag not in _INLINE and tag != "br":
            self._end_line()
            self._heading = False

    def data(self, text: str) -> None:
        if not self._unseen:
            self._text.append(text)

    def close(self) -> list[page.Line]:
        self._end_line()
        return self.lines

    def _end_line(self) -> None:
        """What comes now stands on a line of its own."""
        text = " ".join("".join(self._text).split())
        if text:
            self.lines.append(page.Line(f"block {len(self.lines) + 1}", text, self._heading, self._link))
        self._text, self._link = [], None

"""What every reader is given: where it reads, how it makes a paper, and how it says that a record is no good."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from papergraph.errors import InputError
from papergraph.model import Paper, Result
from papergraph.sources import identifiers
from papergraph.sources.skips import SkipLog

#: Longest record (a line, an entry, a JSON object) that is read, in bytes; longer ones are skipped, never held in memory.
MAX_RECORD = 16 * 2**20
#: Largest file of a kind that can only be read whole (a saved page, one JSON object over many lines), in bytes.
MAX_WHOLE = 64 * 2**20

# Characters that no text needs; each is shown as U+FFFD, so that offsets stay those of the text as given.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def safe_text(text: str) -> str:
    """Text with control characters replaced one by one (its length stays the same)."""
    return _UNWANTED.sub("\ufffd", text)


def one_line(text: object) -> str:
    """A name as one line: runs of white space are one space. Anything but text is empty."""
    return " ".join(safe_text(text).split()) if isinstance(text, str) else ""


@dataclass
class Context:
    """The reading of one input.

    Parameters
    ----------
    name
        The input's name in messages and in `Paper.sources`.
    log
        Takes the skipped records.
    strict
        Raise at the first record that cannot be used.
    """

    name: str
    log: SkipLog = field(default_factory=SkipLog)
    strict: bool = False
    #: Papers made so far.
    papers: int = 0

    def where(self, line: int | str | None = None) -> str:
        return self.name if line is None else f"{self.name}:{line}"

    def skip(self, line: int | str | None, reason: str) -> None:
        """Count a record as skipped.

        Raises
        ------
        InputError
            Reading is strict.
        """
        if self.strict:
            raise InputError(reason, self.where(line))
        self.log.add(self.where(line), reason)

    def paper(
        self,
        line: int | str | None,
        *,
        title: object,
        abstract: object = "",
        id: object = None,
        doi: object = None,
        arxiv: object = None,
        url: object = None,
        date: str | None = None,
        authors: Iterable[object] = (),
        venue: object = None,
        categories: Iterable[object] = (),
        results: Iterable[Result] = (),
    ) -> Paper | None:
        """Make a paper of what a record holds; a record without a title is skipped.

        The id is the record's own, else the arXiv id, else the DOI, else made from the title.
        """
        if not isinstance(title, str) or not title.strip():
            self.skip(line, "no title")
            return None
        title = safe_text(title)
        own_id = one_line(str(id))[:200] if isinstance(id, (str, int)) and not isinstance(id, bool) else ""
        found_doi = identifiers.doi(doi)
        found_arxiv = next(filter(None, _arxiv_ids(arxiv, own_id, doi, url)), None)
        self.papers += 1
        return Paper(
            id=own_id or found_arxiv or found_doi or identifiers.title_id(title),
            title=title,
            abstract=safe_text(abstract) if isinstance(abstract, str) else "",
            url=identifiers.url(url) or _link(found_arxiv, found_doi),
            doi=found_doi,
            arxiv=found_arxiv,
            date=date or (identifiers.arxiv_month(found_arxiv) if found_arxiv else None),
            authors=_names(authors),
            venue=one_line(venue) or None,
            categories=_names(categories),
            sources=[self.name],
            results=list(results),
        )


def _arxiv_ids(arxiv: object, own_id: str, doi: object, url: object) -> Iterable[str | None]:
    yield identifiers.arxiv_id(arxiv)
    yield identifiers.arxiv_id(own_id)
    for text in (arxiv, own_id, doi, url):
        yield identifiers.arxiv_within(text)


def _link(arxiv: str | None, doi: str | None) -> str | None:
    if arxiv:
        return f"https://arxiv.org/abs/{arxiv}"
    return identifiers.url(f"https://doi.org/{doi}") if doi else None


def _names(values: Iterable[object]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(one_line, values))))

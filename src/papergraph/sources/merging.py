"""The same paper from two places is one paper.

Papers are written to a temporary file as they come; of each, only four hashes (of its id, DOI, arXiv id and title) and its
place in that file stay in memory: some 50 bytes a paper. When all are there, equal hashes tell which records belong together,
and the papers are read back, each merged with its duplicates. So a record that comes late still completes an early one.
"""

from __future__ import annotations

import tempfile
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import IO, Any

import msgspec

from papergraph.files import full_temporary
from papergraph.model import Paper
from papergraph.sources import identifiers

#: The spool stays in memory up to this size in bytes.
_IN_MEMORY = 32 * 2**20
#: Titles with fewer words ("Preface", "Editorial") are shared by different papers.
_TELLING_WORDS = 4
#: DOIs that are another form of an arXiv id.
_ARXIV_DOIS = "10.48550/"
#: A record is compared with so many papers of its title (records with an equal DOI or arXiv id are one already).
_COMPARED = 50


class Collection:
    """Papers, each once.

    Iterate over it as often as needed, and close it (or use it in a `with` block). `len()` is the number of papers.

    Parameters
    ----------
    papers
        Read to the end.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._places = array("Q", [0])
        keys = Keys()
        encoder = msgspec.msgpack.Encoder()
        try:
            for paper in papers:
                data = encoder.encode(paper)
                self._file.write(data)
                self._places.append(self._places[-1] + len(data))
                keys.add(paper)
            self._file.flush()
        except OSError as error:
            raise full_temporary(self._file, error) from error
        self._duplicates = Duplicates(keys)
        #: Number of records that were merged into another, of papers that have a title alone.
        self.merged, self.without_abstract = self._duplicates.merged, self._duplicates.without_abstract

    def __len__(self) -> int:
        return len(self._places) - 1 - self.merged

    def __iter__(self) -> Iterator[Paper]:
        for record in range(len(self._places) - 1):
            if record not in self._duplicates.later:
                yield self._duplicates.paper(record, self._read)

    def _read(self, record: int) -> Paper:
        self._file.seek(self._places[record])
        return msgspec.msgpack.decode(self._file.read(self._places[record + 1] - self._places[record]), type=Paper)

    def close(self) -> None:
        """Give the temporary file back."""
        self._file.close()

    def __enter__(self) -> Collection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def merge_duplicates(papers: Iterable[Paper]) -> Iterator[Paper]:
    """Yield each paper once, at the place where it was first seen (see :class:`Collection`)."""
    with Collection(papers) as collection:
        yield from collection


def _hash(kind: str, value: str | None) -> int:
    """64 bits of a hash; 0 for no value."""
    if not value:
        return 0
    return int.from_bytes(blake2b(value.encode("utf-8", "replace"), digest_size=8, person=kind.encode()).digest(), "big") or 1


class Keys:
    """What is remembered of each record: hashes of its identifiers and its title, and a few marks."""

    def __init__(self) -> None:
        self.ids, self.dois, self.arxivs, self.titles = (array("Q") for _ in range(4))
        self.files = array("I")
        self.short, self.numbered, self.told = bytearray(), bytearray(), bytearray()

    def add(self, paper: Paper) -> None:
        doi = (paper.doi or "").lower()
        self.ids.append(_hash("id", paper.id))
        self.dois.append(0 if doi.startswith(_ARXIV_DOIS) else _hash("doi", doi))
        self.arxivs.append(_hash("arxiv", paper.arxiv and paper.arxiv.lower()))
        self.titles.append(_hash("title", identifiers.title_key(paper.title)))
        self.files.append(_hash("file", "".join(paper.sources)) % 2**32)
        self.short.append(len(paper.title.split()) < _TELLING_WORDS)
        self.numbered.append(paper.id.isdecimal())
        self.told.append(bool(paper.abstract.strip()))

    def extend(self, other: Keys) -> None:
        """Add the records of another part of the input, behind these."""
        for name, column in vars(other).items():
            getattr(self, name).extend(column)


class Duplicates:
    """Which records are one paper.

    Parameters
    ----------
    keys
        Of all records.
    """

    def __init__(self, keys: Keys) -> None:
        groups = _Groups(keys)
        #: First record of a paper that has several -> all its records; records whose id another paper has, too.
        self.groups, self.renamed = groups.members(), groups.renamed
        #: Records that are merged into an earlier one, and their number.
        self.later = {record for first, group in self.groups.items() for record in group if record != first}
        self.merged = len(self.later)
        records = (self.groups.get(first, (first,)) for first in range(len(keys.told)) if first not in self.later)
        #: Number of papers that have a title alone.
        self.without_abstract = sum(not any(keys.told[record] for record in group) for group in records)

    def paper(self, record: int, read: Callable[[int], Paper]) -> Paper:
        """The paper that begins with a record, with what its other records know."""
        paper = read(record)
        for other in self.groups.get(record, ())[1:]:
            _complete(paper, read(other))
        if record in self.renamed:
            paper.id = paper.arxiv or paper.doi or identifiers.title_id(paper.title)
        return paper


class _Groups:
    """Records that are one paper: a union-find over equal keys."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._parent: dict[int, int] = {}
        self._known: dict[int, tuple[int, int]] = {}
        #: Records whose id another paper has, too.
        self.renamed: set[int] = set()
        for column in (keys.dois, keys.arxivs):
            for group in _equal(column):
                for record in group[1:]:
                    self._join(group[0], record)
        for group in _equal(keys.ids):
            self.renamed.update(self._cluster(group, self._differ_by_id))
        for group in _equal(keys.titles):
            self._cluster(group, self._differ_by_title)

    def _root(self, record: int) -> int:
        while (parent := self._parent.get(record, record)) != record:
            self._parent[record] = self._parent.get(parent, parent)
            record = parent
        return record

    def _of(self, root: int) -> tuple[int, int]:
        """DOI and arXiv id of a paper."""
        return self._known.get(root) or (self._keys.dois[root], self._keys.arxivs[root])

    def _join(self, one: int, two: int) -> None:
        first, second = sorted((self._root(one), self._root(two)))
        if first != second:
            self._known[first] = tuple(a or b for a, b in zip(self._of(first), self._of(second), strict=True))  # type: ignore[assignment]
        self._parent[second] = first

    def _cluster(self, group: list[int], differ: Callable[[int, int], bool]) -> list[int]:
        """Join the papers of a group unless they differ; give the first record of each but the first paper."""
        papers: list[int] = []
        for record in dict.fromkeys(map(self._root, group)):
            for other in papers[:_COMPARED]:
                if not differ(self._root(other), record):
                    self._join(other, record)
                    break
            else:
                papers.append(record)
        return papers[1:]

    def _differ_by_id(self, one: int, two: int) -> bool:
        """Records with one id differ by DOI or arXiv id, or if each of two files counts its papers from 1."""
        keys = self._keys
        counted = keys.numbered[one] and keys.files[one] != keys.files[two] and keys.titles[one] != keys.titles[two]
        return bool(counted) or self._differ(one, two, by_doi=True)

    def _differ_by_title(self, one: int, two: int) -> bool:
        """Records with one title differ by arXiv id; by DOI only if the title says little, as there are preprints."""
        return self._differ(one, two, by_doi=bool(self._keys.short[two]))

    def _differ(self, one: int, two: int, by_doi: bool) -> bool:
        (doi, arxiv), (other_doi, other_arxiv) = self._of(one), self._of(two)
        return bool((arxiv and other_arxiv and arxiv != other_arxiv) or (by_doi and doi and other_doi and doi != other_doi))

    def members(self) -> dict[int, list[int]]:
        """First record of a paper that has several -> all its records, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for record in sorted(self._parent):
            found[self._root(record)].append(record)
        return {root: sorted({root, *group}) for root, group in found.items() if len({root, *group}) > 1}


def _equal(column: Any) -> Iterator[list[int]]:
    """Yield the places of equal values (but 0), in order."""
    import numpy as np

    values = np.frombuffer(column, dtype=np.uint64)
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    same = (ordered[1:] == ordered[:-1]) & (ordered[1:] != 0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], same, [False])).astype(np.int8)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield [int(record) for record in order[start : end + 1]]


def _complete(paper: Paper, other: Paper) -> None:
    """Add to a paper what only its duplicate knows."""
    for name in ("abstract", "url", "doi", "arxiv", "venue"):
        if not getattr(paper, name):
            setattr(paper, name, getattr(other, name))
    if other.date and (not paper.date or (len(other.date) > len(paper.date) and other.date.startswith(paper.date))):
        paper.date = other.date
    paper.authors = paper.authors or other.authors
    paper.categories += [value for value in other.categories if value not in paper.categories]
    paper.sources += [value for value in other.sources if value not in paper.sources]
    paper.results += [value for value in other.results if value not in paper.results]

"""Stage 1: the facts that one paper states, a pure function of its text and the lexicons."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import overload

from msgspec.structs import replace

from papergraph import __version__
from papergraph.model import Facts, Paper

_SURROGATE = re.compile("[\ud800-\udfff]")


class Extractor:
    """Reads papers one at a time.

    Parameters
    ----------
    lexicons
        Paths of the user's own lexicon files.
    """

    def __init__(self, lexicons: Sequence[str] = ()) -> None:
        from papergraph.extraction.pipeline import load

        self.nlp = load(tuple(str(path) for path in lexicons))

    def stage1(self, paper: Paper) -> Facts:
        """Facts of one paper, with the candidates and definitions that :func:`resolve` needs."""
        from papergraph.extraction.facts import write
        from papergraph.extraction.pipeline import read

        paper = encodable(paper)
        return write(read(self.nlp, paper.title, paper.abstract)._.reading, paper)


def encodable(paper: Paper) -> Paper:
    """The paper with U+FFFD for lone surrogates in its text, which can be neither hashed nor written."""
    if all(map(_encodable, (paper.title, paper.abstract))):
        return paper
    return replace(paper, title=_SURROGATE.sub("\ufffd", paper.title), abstract=_SURROGATE.sub("\ufffd", paper.abstract))


def _encodable(text: str) -> bool:
    return text.isascii() or not _SURROGATE.search(text)


@overload
def extract(source: str) -> Facts: ...
@overload
def extract(source: Iterable[Paper]) -> Iterator[Facts]: ...
def extract(source: str | Iterable[Paper]) -> Facts | Iterator[Facts]:
    """Facts of a text or of papers.

    Parameters
    ----------
    source
        A text (a title may stand in its first line, before a line break), or papers. With papers, names that one of them
        defines are known in all.

    Returns
    -------
    Facts or iterator of Facts
        One object a paper.

    Examples
    --------
    >>> extract("We propose QuiltNet, a new backbone. QuiltNet outperforms ResNet-50 on CIFAR-10.").comparisons[0].loser
    'ResNet-50'
    """
    from papergraph.extraction.resolution import CorpusNames, resolve

    extractor = Extractor()
    if isinstance(source, str):
        title, newline, abstract = source.partition("\n")
        if not newline:
            title, abstract = "", source
        return resolve(extractor.stage1(Paper(id="text", title=title, abstract=abstract)), CorpusNames())
    facts = [extractor.stage1(paper) for paper in source]
    names = CorpusNames()
    for one in facts:
        names.add(one)
    return (resolve(one, names) for one in facts)


def fingerprint(lexicons: tuple[str, ...] = ()) -> str:
    """Hash of everything that stage 1 depends on: versions, code, rules and lexicons.

    Parameters
    ----------
    lexicons
        Paths of the user's own lexicon files, which are read anew each time.
    """
    return hashlib.sha256(_shipped() + b"".join(map(_hash, lexicons))).hexdigest()[:16]


@cache
def _shipped() -> bytes:
    """What is hashed of papergraph itself."""
    package = Path(__file__).parent.parent
    files = [*sorted((package / "extraction").rglob("*")), *sorted((package / "lexicons").rglob("*")), package / "model.py"]
    shipped = [path for path in files if path.suffix in (".py", ".jsonl", ".txt")]
    return f"{__version__} {version('spacy')}".encode() + b"".join(map(_hash, shipped))


def _hash(path: str | Path) -> bytes:
    return hashlib.sha256(Path(path).read_bytes()).digest()

"""The spaCy components of papergraph. Each reads and extends `doc._.reading` (a :class:`Reading`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from papergraph.extraction import coined, comparisons, entities, figures, labels, roles, sentences, tasks, things
from papergraph.extraction.cleaning import clean
from papergraph.extraction.lexicon import lexicon
from papergraph.extraction.reading import Reading

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


def reading(doc: Doc) -> Reading:
    """The reading of a document; made from its text (title, line break, abstract) where nobody has made it yet."""
    if doc._.reading is None:
        title, _, abstract = doc.text.partition("\n")
        doc._.reading = Reading(clean(title), clean(abstract), [t.text for t in doc], [t.idx for t in doc])
    return doc._.reading  # type: ignore[no-any-return]


@Language.component("papergraph_reader")
def read_sentences(doc: Doc) -> Doc:
    """Set sentence starts; `doc._.reading.sentences` are token pairs, the title first."""
    r = reading(doc)
    r.sentences = sentences.split(r)
    r.sentence_of = [0] * len(r.words)
    for k, (s, e) in enumerate(r.sentences):
        for i in range(s, e):
            r.sentence_of[i] = k
            doc[i].is_sent_start = i == s
    return doc


class EntityFinder:
    """Find names: `doc._.reading.mentions` and `things`, `doc.ents`.

    Parameters
    ----------
    lexicons
        Paths of the user's own lexicons, read on top of the shipped ones.
    """

    def __init__(self, lexicons: list[str]) -> None:
        self.paths = tuple(lexicons)
        self.lexicon = lexicon(self.paths)

    def __call__(self, doc: Doc) -> Doc:
        r = reading(doc)
        entities.detect(r, self.lexicon)
        things.define(r, self.lexicon)
        labels.label_names(r)
        coined.find(r)
        tasks.find(r)
        doc.ents = tuple(
            Span(doc, m.start, m.end, label=m.label) for m in sorted(r.mentions, key=lambda m: m.start) if m.label in entities.SHOWN
        )
        return doc

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write the paths of the user's lexicons."""
        Path(path).write_bytes(msgspec.json.encode(self.paths))

    def from_disk(self, path: str | Path, **kwargs: Any) -> EntityFinder:
        """Read the paths of the user's lexicons, and the lexicons."""
        self.paths = tuple(msgspec.json.decode(Path(path).read_bytes()))
        self.lexicon = lexicon(self.paths)
        return self

    def to_bytes(self, **kwargs: Any) -> bytes:
        """The paths of the user's lexicons."""
        return msgspec.json.encode(self.paths)

    def from_bytes(self, data: bytes, **kwargs: Any) -> EntityFinder:
        """Take the paths of the user's lexicons, and read the lexicons."""
        self.paths = tuple(msgspec.json.decode(data))
        self.lexicon = lexicon(self.paths)
        return self


@Language.factory("papergraph_entities", default_config={"lexicons": []})
def create_entity_finder(nlp: Language, name: str, lexicons: list[str]) -> EntityFinder:
    """Make the component that finds names."""
    return EntityFinder(lexicons)


@Language.component("papergraph_roles")
def find_roles(doc: Doc) -> Doc:
    """Group mentions into `doc._.reading.things` and give them roles; choose the paper's main method."""
    r = reading(doc)
    things.group(r)
    things.propose(r)
    roles.assign(r)
    return doc


@Language.component("papergraph_figures")
def find_figures(doc: Doc) -> Doc:
    """Read the figures of the text into `doc._.reading.figures` and `results`."""
    figures.find(reading(doc))
    return doc


@Language.component("papergraph_comparisons")
def find_comparisons(doc: Doc) -> Doc:
    """Read who beats whom into `doc._.reading.comparisons`."""
    comparisons.find(reading(doc))
    return doc

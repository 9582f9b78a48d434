"""Component `papergraph_reader`: sentences."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from papergraph.extraction import sentences
from papergraph.extraction.components.attribute import reading


@Language.factory("papergraph_reader", assigns=["token.is_sent_start"])
def create_reader(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that finds sentences.

    It sets the sentence starts of the document and `doc._.reading.sentences`, pairs of tokens of which the title is the first.
    """
    return read_sentences


def read_sentences(doc: Doc) -> Doc:
    """Find the sentences of a document."""
    r = reading(doc)
    r.sentences = sentences.split(r)
    r.sentence_of = [k for k, (s, e) in enumerate(r.sentences) for _ in range(s, e)]
    starts = {s for s, _ in r.sentences}
    for token in doc:
        token.is_sent_start = token.i in starts
    return doc

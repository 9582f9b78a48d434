"""Component `papergraph_reader`: sentences."""

from collections.abc import Callable

import numpy
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
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


#: -1, "starts no sentence", as spaCy stores it.
_INSIDE = 2**64 - 1


def read_sentences(doc: Doc) -> Doc:
    """Find the sentences of a document."""
    r = reading(doc)
    r.sentences = sentences.split(r)
    r.sentence_of = [k for k, (s, e) in enumerate(r.sentences) for _ in range(s, e)]
    marks = numpy.full(len(doc), _INSIDE, dtype="uint64")
    marks[[s for s, _ in r.sentences]] = 1
    doc.from_array([SENT_START], marks)  # type: ignore[arg-type]
    return doc

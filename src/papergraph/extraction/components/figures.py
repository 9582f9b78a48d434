"""Component `papergraph_figures`: numbers and what they are values of."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from papergraph.extraction import figures
from papergraph.extraction.components.attribute import reading


@Language.factory("papergraph_figures")
def create_figures(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that sets `doc._.reading.figures` and `results`."""
    return find_figures


def find_figures(doc: Doc) -> Doc:
    """Read the figures of a document."""
    figures.find(reading(doc))
    return doc

"""Component `papergraph_comparisons`: who beats whom."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from papergraph.extraction import comparing
from papergraph.extraction.components.attribute import reading


@Language.factory("papergraph_comparisons")
def create_comparisons(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that sets `doc._.reading.comparisons`."""
    return find_comparisons


def find_comparisons(doc: Doc) -> Doc:
    """Read the comparisons of a document."""
    comparing.find(reading(doc))
    return doc

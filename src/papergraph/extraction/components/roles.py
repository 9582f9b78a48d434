"""Component `papergraph_roles`: which mentions are one thing, and what the paper does with it."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from papergraph.extraction import roles, things
from papergraph.extraction.components.attribute import reading


@Language.factory("papergraph_roles")
def create_roles(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that sets `doc._.reading.things` (with their roles), `proposed` and `main`."""
    return find_roles


def find_roles(doc: Doc) -> Doc:
    """Group the mentions of a document and give the groups their roles."""
    r = reading(doc)
    things.group(r)
    things.propose(r)
    roles.assign(r)
    return doc

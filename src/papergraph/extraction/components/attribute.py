"""The attribute `Doc._.reading`, which every component of papergraph reads and extends."""

from __future__ import annotations

from spacy.tokens import Doc

from papergraph.extraction.cleaning import clean
from papergraph.extraction.reading import Reading

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


def reading(doc: Doc) -> Reading:
    """The reading of a document; made from its text (title, line break, abstract) where nobody has made it yet."""
    if doc._.reading is None:
        title, _, abstract = doc.text.partition("\n")
        doc._.reading = Reading(clean(title), clean(abstract), [t.text for t in doc], [t.idx for t in doc])
    return doc._.reading  # type: ignore[no-any-return]

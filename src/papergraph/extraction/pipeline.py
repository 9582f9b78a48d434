"""The spaCy pipeline: put together in one place, without a model download."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from papergraph.extraction.cleaning import clean
from papergraph.extraction.reading import Reading
from papergraph.extraction.tokenizer import split  # the import registers the tokenizer

#: Components in the order in which they run.
COMPONENTS = (
    "papergraph_reader",
    "papergraph_entities",
    "papergraph_roles",
    "papergraph_figures",
    "papergraph_comparisons",
)


def load(lexicons: tuple[str, ...] = ()) -> Language:
    """Make the papergraph pipeline.

    Parameters
    ----------
    lexicons
        Paths of the user's own lexicon files.

    Returns
    -------
    Language
        `spacy.blank("en")` with papergraph's tokenizer and components. A document's title is its first line. Each component
        adds to `doc._.reading`; entities are in `doc.ents` as well.
    """
    from papergraph.extraction import components  # noqa: F401  (registers the components)

    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "papergraph.PaperTokenizer.v1"}}})
    for name in COMPONENTS:
        config: dict[str, Any] = {"lexicons": list(lexicons)} if name == "papergraph_entities" else {}
        nlp.add_pipe(name, config=config)
    return nlp


def read(nlp: Language, title: str, abstract: str) -> Doc:
    """Run the pipeline on a title and an abstract as given."""
    cleaned = clean(title), clean(abstract)
    # The tokenizer's own split, without going through the document token by token.
    words, spaces, starts = split(cleaned[0].text + "\n" + cleaned[1].text)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc._.reading = Reading(*cleaned, words, starts)
    return nlp(doc)

"""Component `papergraph_entities`: names of methods, data sets, tasks, metrics and hardware."""

from pathlib import Path
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from papergraph.extraction import coined, entities, labels, tasks, things
from papergraph.extraction.components.attribute import reading
from papergraph.extraction.lexicon import lexicon


class EntityFinder:
    """Find names: sets `doc._.reading.mentions` and `doc.ents`.

    Parameters
    ----------
    lexicons
        Paths of the user's own lexicons, read on top of the shipped ones.
    """

    def __init__(self, lexicons: list[str]) -> None:
        self._use(tuple(lexicons))

    def _use(self, paths: tuple[str, ...]) -> "EntityFinder":
        self.paths = paths
        self.lexicon = lexicon(paths)
        return self

    def __call__(self, doc: Doc) -> Doc:
        r = reading(doc)
        entities.detect(r, self.lexicon)
        things.define(r, self.lexicon)
        labels.label_names(r)
        coined.find(r)
        tasks.find(r)
        shown = sorted((m for m in r.mentions if m.label in entities.SHOWN), key=lambda m: m.start)
        doc.ents = tuple(Span(doc, m.start, m.end, label=m.label) for m in shown)
        return doc

    def to_bytes(self, **kwargs: Any) -> bytes:
        """The paths of the user's lexicons."""
        return msgspec.json.encode(self.paths)

    def from_bytes(self, data: bytes, **kwargs: Any) -> "EntityFinder":
        """Take the paths of the user's lexicons, and read the lexicons."""
        return self._use(msgspec.json.decode(data, type=tuple[str, ...]))

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write the paths of the user's lexicons."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **kwargs: Any) -> "EntityFinder":
        """Read the paths of the user's lexicons, and the lexicons."""
        return self.from_bytes(Path(path).read_bytes())


@Language.factory("papergraph_entities", default_config={"lexicons": []}, assigns=["doc.ents"])
def create_entity_finder(nlp: Language, name: str, lexicons: list[str]) -> EntityFinder:
    """Make the component that finds names."""
    return EntityFinder(lexicons)

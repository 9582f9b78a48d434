"""Well-known names and their synonyms, from the shipped lexicons and a user's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from papergraph.lexicons import Entry, load
from papergraph.linking.spelling import spell

#: Class of nodes -> lexicon.
LEXICON_OF = {
    "Method": "method",
    "Dataset": "dataset",
    "MethodClass": "family",
    "Task": "task",
    "Metric": "metric",
    "Hardware": "hardware",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A well-known thing: its key, its usual name, and the folds of all its names with their keys."""

    key: str
    name: str
    base: str | None = None
    lower_is_better: bool | None = None
    folds: dict[str, str] = field(default_factory=dict)


class KnownNames:
    """Fold -> well-known thing, for each class.

    Parameters
    ----------
    entries
        Entries of a user's own lexicons; they come before the shipped ones.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._by_fold: dict[tuple[str, str], Known] = {}
        own = list(entries)
        for type, kind in LEXICON_OF.items():
            for entry in [e for e in own if e.kind == kind] + load(kind):
                self._add(type, entry)

    def _add(self, type: str, entry: Entry) -> None:
        spelling = spell(entry.name, type)
        if not spelling.fold:
            return
        folds = {form.fold: form.key for form in (spell(alias, type) for alias in entry.aliases) if form.fold}
        better = None if entry.better is None else entry.better == "lower"
        known = Known(spelling.key, entry.name, entry.base, better, folds | {spelling.fold: spelling.key})
        for fold in sorted(known.folds, key=lambda f: f != spelling.fold):
            self._by_fold.setdefault((type, fold), known)

    def get(self, type: str, fold: str) -> Known | None:
        """The well-known thing of this class and fold."""
        return self._by_fold.get((type, fold))

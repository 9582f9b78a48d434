"""Finding known names in the tokens of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from papergraph.extraction.names import name_key
from papergraph.lexicons import LEXICONS, Entry, common_words, load, load_user

#: What a match of an entry's kind is labelled with.
LABELS = {
    "method": "METHOD", "dataset": "DATASET", "family": "FAMILY", "task": "TASK", "metric": "METRIC", "hardware": "HARDWARE",
}  # fmt: skip
#: Which kind wins where one form is of several.
_ORDER = ("dataset", "method", "metric", "hardware", "task", "family", "generic")
_LONGEST = 8
_SOLID = re.compile(r"[^\s/'-]+")


class Known:
    """One written form of a lexicon entry."""

    __slots__ = ("cue", "entry", "exact", "form", "label")

    def __init__(self, form: str, entry: Entry, exact: bool, cue: bool) -> None:
        self.form, self.entry, self.exact, self.cue = form, entry, exact, cue
        self.label = LABELS.get(entry.kind, "NONE")


def _rank(known: Known) -> tuple[bool, int]:
    """Where a form stands among those of the same letters: what needs no cue first, then by kind."""
    kind = known.entry.kind
    return known.cue, _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


class Lexicon:
    """An index of lexicon entries by their keys.

    Parameters
    ----------
    entries
        Entries; where two share a form, the later one wins if it is of the same kind (a user's overrules the shipped ones).
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._forms: dict[str, list[Known]] = {}
        self._prefixes: set[str] = set()
        for entry in entries:
            for form, exact, cue in entry.forms():
                self._enter(Known(form, entry, exact, cue))
        for known in self._forms.values():
            known.sort(key=_rank)

    def _enter(self, known: Known) -> None:
        key = name_key(known.form)
        if not key:
            return
        self._forms.setdefault(key, []).append(known)
        for i, character in enumerate(known.form):
            if character in " -/_'":
                self._prefixes.add(_token_key(known.form[:i]))

    def get(self, surface: str) -> list[Known]:
        """Entries that a written form may denote, the likeliest first."""
        return [k for k in self._forms.get(name_key(surface), ()) if _fits(k, surface)]

    def get_in_any_case(self, surface: str) -> list[Known]:
        """Entries with the letters of a written form, whatever their case."""
        return self._forms.get(name_key(surface), [])

    def longest(self, words: list[str], start: int, limit: int) -> tuple[int, list[Known]]:
        """The longest known form that starts at token `start`: its end and its entries (none: `start`, [])."""
        key, best, known = "", start, []
        forms, prefixes = self._forms, self._prefixes
        for end in range(start, min(start + _LONGEST, limit)):
            part = _token_key(words[end])
            if not part:
                if end == start or words[end] != "-":
                    break
                continue
            key += part
            found = forms.get(key, [])
            if key[-1:] == "s":
                found = [*found, *forms.get(key[:-1], ()), *(forms.get(key[:-3] + "y", ()) if key.endswith("ies") else ())]
            if found:
                surface = " ".join(words[start : end + 1])
                fitting = [k for k in found if _fits(k, surface)]
                if fitting:
                    best, known = end + 1, sorted(fitting, key=_rank)
            if key not in prefixes:
                break
        return best, known


@lru_cache(maxsize=200_000)
def _token_key(word: str) -> str:
    key = name_key(word + ".")  # the point keeps a plural s, which only the last word loses
    return key


def _fits(known: Known, surface: str) -> bool:
    """Whether the letters of a surface form allow an entry whose key it has."""
    if " " in surface and _SOLID.fullmatch(known.form) and _spelt_out(surface):
        return False  # "a 40" is no A40, "video clips" no VideoCLIP, "Memory Bank" no MemoryBank
    form = known.form
    if (
        not form.islower()
        and " " not in surface
        and surface.lower() in common_words()
        and surface[1:].islower()
        and surface != form
    ):
        return False  # a common word: "per" is no PER, "Comet" no COMET
    if not known.exact:
        if known.entry.kind in ("method", "dataset") and surface.islower() and not known.form.islower():
            return " " in surface.strip() and "-" not in known.form  # expansions may be in lower case
        return True
    squeeze = str.maketrans("", "", " -")
    a, b = surface.translate(squeeze), known.form.translate(squeeze)
    return a == b or a == b + "s"


def _spelt_out(surface: str) -> bool:
    """Whether a form of several words is made of plain words."""
    words = [word for word in surface.split() if word.isalpha()]
    return any(word.islower() for word in words) or all(word.lower().removesuffix("s") in common_words() for word in words)


def lexicon(user: tuple[str, ...] = ()) -> Lexicon:
    """The shipped lexicons with a user's own on top.

    Parameters
    ----------
    user
        Paths of a user's lexicon files, which are read anew each time.
    """
    if not user:
        return _shipped()
    return Lexicon([entry for path in user for entry in load_user(path)] + _shipped_entries())


@cache
def _shipped() -> Lexicon:
    return Lexicon(_shipped_entries())


def _shipped_entries() -> list[Entry]:
    return [entry for kind in LEXICONS for entry in load(kind)]

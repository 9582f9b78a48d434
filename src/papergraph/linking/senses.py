"""What an acronym stands for: one expansion, or several that make it several things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from papergraph.linking.acronyms import SMALL
from papergraph.linking.known import KnownNames
from papergraph.linking.names import Name, Names, papers_of

#: An acronym without its expansion means the sense that at least `_ENOUGH` papers and this share of the expanding papers give.
_MOST = 2 / 3
_ENOUGH = 2
#: Expansions of one acronym that are compared with each other, the most frequent ones; the rest are senses of their own.
_COMPARED = 300


@dataclass(frozen=True, slots=True)
class Sense:
    """Expansions of one acronym that mean one thing, the most frequent first."""

    folds: tuple[str, ...]
    papers: int
    #: Whether it is the sense that the lexicon knows.
    known: bool = False


def senses(type: str, fold: str, name: Name, names: Names, known: KnownNames) -> list[Sense]:
    """The senses of a name, the one that most papers give first.

    Expansions belong together where a paper lists them for one thing, where they share most of their letters from the
    end or the start, or where the lexicon knows both.
    """
    entry = known.get(type, fold)
    lexicon = {other for other in entry.folds if len(other) > 2 * len(fold)} if entry else set()
    folds = sorted(
        set(name.expansions) | lexicon, key=lambda other: (other not in lexicon, -name.expansions.get(other, 0), other)
    )
    groups = _groups(folds, type, names, lexicon, entry.folds if entry else {})
    found = []
    for group in groups:
        counts = {other: name.expansions.get(other, 0) for other in group}
        ordered = tuple(sorted(group, key=lambda other: (-counts[other], other)))
        found.append(Sense(ordered, sum(map(papers_of, counts.values())), bool(lexicon & set(group))))
    return sorted(found, key=lambda sense: (-sense.papers, sense.folds))


def usual(found: list[Sense]) -> Sense | None:
    """The sense that the acronym has where it stands alone: the lexicon's, or one that nearly all papers give."""
    for sense in found:
        if sense.known:
            return sense
    total = sum(sense.papers for sense in found)
    return found[0] if found[0].papers >= max(_ENOUGH, _MOST * total) else None


def _groups(folds: list[str], type: str, names: Names, lexicon: set[str], known: Mapping[str, str]) -> list[list[str]]:
    parent = {fold: fold for fold in folds}

    def root(fold: str) -> str:
        while parent[fold] != fold:
            fold = parent[fold]
        return fold

    def join(a: str, b: str) -> None:
        first, second = sorted((root(a), root(b)))
        parent[second] = first

    words = {fold: tuple(known[fold].split("-")) if fold in known else names.words(type, fold) for fold in folds}
    for i, a in enumerate(folds[:_COMPARED]):
        for b in folds[i + 1 : _COMPARED]:
            together = (type, *sorted((a, b))) in names.together
            if together or (a in lexicon and b in lexicon) or _alike(a, b) or abbreviated_in(words[a], words[b]):
                join(a, b)
    groups: dict[str, list[str]] = {}
    for fold in folds:
        groups.setdefault(root(fold), []).append(fold)
    return list(groups.values())


def _alike(a: str, b: str) -> bool:
    """Whether two expansions say the same: one ends or begins with the other, or they share most of start and end."""
    short, long = sorted((a, b), key=len)
    if len(short) * 2 >= len(long) and (long.startswith(short) or long.endswith(short)):
        return True
    return _shared(a, b) + _shared(a[::-1], b[::-1]) >= 0.8 * len(long)


def abbreviated_in(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two expansions agree word by word, but for words of one that abbreviate words of the other.

    Examples
    --------
    >>> abbreviated_in(("bidirectional", "lstm"), ("bidirectional", "long", "short", "term", "memory"))
    True
    >>> abbreviated_in(("industrial", "iot"), ("industrial", "internet", "of", "things"))
    True
    """
    short, long = sorted((a, b), key=len)
    at = 0
    for word in short:
        if at < len(long) and singular(long[at]) == singular(word):
            at += 1
            continue
        taken = _spelled_out(singular(word), long[at:])
        if not taken:
            return False
        at += taken
    return bool(short) and at == len(long)


def _spelled_out(acronym: str, words: Sequence[str]) -> int:
    """How many of the words an acronym stands for, small words counted as letters or passed over; 0: none."""
    for passed in (frozenset[str](), SMALL):
        at = i = 0
        while at < len(words) and i < len(acronym):
            if words[at] not in passed and words[at][0] != acronym[i]:
                break
            i += words[at] not in passed
            at += 1
        if i == len(acronym) > 1:
            return at
    return 0


def singular(word: str) -> str:
    """A word without its plural s."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _shared(a: Iterable[str], b: Iterable[str]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count

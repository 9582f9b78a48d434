"""What an acronym stands for: one expansion, or several that make it several things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from papergraph.linking.known import KnownNames
from papergraph.linking.names import Name, Names, papers_of

#: An acronym without its expansion means the sense that this share of at least `_ENOUGH` expanding papers give.
_MOST = 0.8
_ENOUGH = 3


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
    groups = _groups(sorted(set(name.expansions) | lexicon), type, names, lexicon)
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
    return found[0] if total >= _ENOUGH and found[0].papers >= _MOST * total else None


def _groups(folds: list[str], type: str, names: Names, lexicon: set[str]) -> list[list[str]]:
    parent = {fold: fold for fold in folds}

    def root(fold: str) -> str:
        while parent[fold] != fold:
            fold = parent[fold]
        return fold

    def join(a: str, b: str) -> None:
        first, second = sorted((root(a), root(b)))
        parent[second] = first

    for i, a in enumerate(folds):
        for b in folds[i + 1 :]:
            if (type, a, b) in names.together or (a in lexicon and b in lexicon) or _alike(a, b):
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


def _shared(a: Iterable[str], b: Iterable[str]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count

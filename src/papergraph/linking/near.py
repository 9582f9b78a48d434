"""Names that differ by a slip of the pen: told, never merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from papergraph.linking.nodes import LinkedNode, NodeKey
from papergraph.linking.notes import Doubt

#: Shorter names differ by one letter too often; at most this many are told.
_SHORTEST = 6
_MOST = 200
_NEIGHBOURS = 3


def near_misses(table: dict[NodeKey, LinkedNode]) -> list[Doubt]:
    """Pairs of nodes of one class whose labels differ by one letter, or by two that changed places.

    Only neighbours in the order of the names, read forwards and backwards, are compared: time grows as n log n.
    """
    found: set[Doubt] = set()
    for type in ("Method", "Dataset"):
        names = {_letters(node.label): node for key, node in sorted(table.items()) if key.type == type}
        names = {name: node for name, node in names.items() if len(name) >= _SHORTEST}
        for a, b in _neighbours(sorted(names)):
            _compare(names, a, b, found)
        for a, b in _neighbours(sorted(names, key=lambda name: name[::-1])):
            _compare(names, a, b, found)
    return sorted(found, key=lambda doubt: (-doubt.papers, doubt))[:_MOST]


def _compare(names: dict[str, LinkedNode], a: str, b: str, found: set[Doubt]) -> None:
    first, second = sorted((names[a], names[b]), key=lambda node: (-node.papers, node.id))
    if first.id != second.id and first.base != second.id and second.base != first.id and one_slip(a, b):
        papers = first.papers + second.papers
        found.add(Doubt("near", first.id.type, first.label, second.label, papers, "names differ by a slip of the pen"))


def _letters(label: str) -> str:
    return "".join(c for c in label.casefold() if c.isalnum() or c in "+.")


def _neighbours(names: list[str]) -> Iterator[tuple[str, str]]:
    for i, name in enumerate(names):
        for other in names[i + 1 : i + 1 + _NEIGHBOURS]:
            yield name, other


def one_slip(a: str, b: str) -> bool:
    """Whether one letter was left out, added or changed, or two neighbours changed places; digits are no slips.

    Examples
    --------
    >>> one_slip("inceptionnext", "incepitonnext"), one_slip("resnet18", "resnet34"), one_slip("gpt4omni", "gpt3omni")
    (True, False, False)
    """
    if a == b or abs(len(a) - len(b)) > 1 or _digits(a) != _digits(b):
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    left, right = a[start:], b[start:]
    if len(a) == len(b):
        swapped = len(left) > 1 and left[0] == right[1] and left[1] == right[0] and left[2:] == right[2:]
        return swapped or (left[1:] == right[1:] and _inside(a, start))
    short, long = sorted((left, right), key=len)
    return long[1:] == short and _inside(max(a, b, key=len), start)


def _inside(name: str, position: int) -> bool:
    """A difference in the first or the last two letters makes another name (AdamW, T5) more often than a slip."""
    return 0 < position < len(name) - 2


def _digits(name: Iterable[str]) -> list[str]:
    return [c for c in name if not c.isalpha()]

"""Pairing what an annotator found with what a system found, one to one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from papergraph.evaluation.keys import name_key

T = TypeVar("T")


class Match(NamedTuple):
    """Hits, and the items that were missed or wrong."""

    hits: int
    missed: Sequence[Any]
    wrong: Sequence[Any]


class Named(msgspec.Struct):
    """An entity with its names as keys."""

    first: str
    names: set[str]
    loose: set[str]
    role: str | None
    source: Any


def named_entities(items: Any) -> list[Named]:
    """Entities of a list of facts; a first name that comes twice is one entity, proposed if either is."""
    out: dict[str, Named] = {}
    for item in items or ():
        names = [key for key in map(name_key, item.get("names") or ()) if key]
        if not names:
            continue
        known = out.get(names[0])
        if known is None:
            loose = {key for key in map(name_key, item.get("loose_names") or ()) if key}
            out[names[0]] = Named(names[0], set(names), loose, item.get("role"), item)
        else:
            known.names |= set(names)
            known.role = "proposed" if item.get("role") == "proposed" else known.role
    return list(out.values())


_ENTITY_TESTS: tuple[Callable[[Named, Named], object], ...] = (
    lambda gold, system: gold.first == system.first,
    lambda gold, system: system.first in gold.names,
    lambda gold, system: gold.names & system.names,
    lambda gold, system: system.first in gold.loose,
)


def match_entities(gold: Sequence[Named], system: Sequence[Named]) -> tuple[list[tuple[Named, Named]], Match]:
    """Pair entities by first names, then other names, then loose names of the gold.

    A further system entity for a thing already found is neither right nor wrong.
    """
    left, missed = list(system), list(gold)
    pairs: list[tuple[Named, Named]] = []
    for test in _ENTITY_TESTS:
        for wanted in list(missed):
            hit = next((found for found in left if test(wanted, found)), None)
            if hit is not None:
                left.remove(hit)
                missed.remove(wanted)
                pairs.append((wanted, hit))
    wrong = [found for found in left if not any((wanted.names | wanted.loose) & found.names for wanted in gold)]
    return pairs, Match(len(pairs), missed, wrong)


def best_matching(gold: Sequence[T], system: Sequence[T], same: Callable[[T, T], bool]) -> Match:
    """The largest one-to-one matching under `same`, by augmenting paths."""
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j, found in enumerate(system):
            if j not in seen and same(gold[i], found):
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    found = set(owner.values())
    missed = [item for i, item in enumerate(gold) if i not in found]
    return Match(len(owner), missed, [item for j, item in enumerate(system) if j not in owner])


def unique(items: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """The first item of each key, in order."""
    seen: dict[Hashable, T] = {}
    for item in items:
        seen.setdefault(key(item), item)
    return list(seen.values())

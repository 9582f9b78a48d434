"""The word lists that linking goes by, read from `data/rules.json`."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import msgspec


class TypeRules(msgspec.Struct, frozen=True):
    """Words that say nothing about which thing of a class is meant."""

    generic_ends: frozenset[str] = frozenset()
    makers: frozenset[str] = frozenset()


class Rules(msgspec.Struct, frozen=True, dict=True):
    """See `data/rules.json`: each list stands beside what it is for."""

    types: dict[str, TypeRules]
    sizes: dict[str, str]
    nouns: frozenset[str]
    noun_ends: tuple[str, ...]
    no_plural_ends: tuple[str, ...]
    resolutions: frozenset[str]
    image_datasets: frozenset[str]
    method_suffixes: frozenset[str]
    dataset_suffixes: frozenset[str]
    apart: frozenset[tuple[str, str]]

    def of(self, type: str) -> TypeRules:
        """The rules of a class of nodes."""
        return self.types.get(type, self._none)

    @cached_property
    def _none(self) -> TypeRules:
        return TypeRules()


class _File(msgspec.Struct):
    remarks: dict[str, str]
    rules: Rules


def _load() -> Rules:
    return msgspec.json.decode((Path(__file__).parent / "data" / "rules.json").read_bytes(), type=_File).rules


RULES = _load()

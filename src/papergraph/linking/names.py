"""The names of a corpus: what is counted while its facts stream by. Memory grows with distinct names, not with papers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from papergraph.lexicons import common_words
from papergraph.linking.acronyms import abbreviates
from papergraph.linking.spelling import spell
from papergraph.linking.variants import is_variant_of
from papergraph.model import Comparison, Entity, Facts, Result

#: Roles by which a paper says that a thing is its own.
OWN = frozenset({"proposed", "introduced"})
#: One paper's own use of a name outweighs this many others.
OWN_WEIGHT = 1_000_000
_BETWEEN = re.compile(r"[\s-]")


def papers_of(count: int) -> int:
    """Number of papers in a weighted count."""
    return count // OWN_WEIGHT + count % OWN_WEIGHT


class Name(msgspec.Struct):
    """One fold of one class."""

    #: Papers that name it so.
    papers: int = 0
    #: Papers that name it as their own.
    own: int = 0
    #: Papers that name it without an expansion.
    alone: int = 0
    #: Spelling -> papers; a paper's own thing counts `OWN_WEIGHT` times.
    forms: dict[str, int] = {}
    keys: set[str] = set()
    #: Fold of an expansion -> papers that give it, the thing's own `OWN_WEIGHT` times.
    expansions: dict[str, int] = {}
    #: Fold of another name that is no expansion -> papers that give it, the thing's own `OWN_WEIGHT` times.
    aliases: dict[str, int] = {}

    @property
    def key(self) -> str:
        """The key of the spelling that splits the name into most words."""
        return min(self.keys, key=lambda key: (-key.count("-"), len(key), key))

    def count(self, form: str, key: str, own: bool) -> None:
        """Count one paper's use of a spelling."""
        self.papers += 1
        self.own += own
        self.see(form, key, own)

    def see(self, form: str, key: str, own: bool) -> None:
        """Note a spelling without counting the paper again."""
        self.keys.add(key)
        self.forms[form] = self.forms.get(form, 0) + (OWN_WEIGHT if own else 1)

    def merge(self, other: Name) -> None:
        """Add the counts of another part of the corpus."""
        self.papers += other.papers
        self.own += other.own
        self.alone += other.alone
        self.keys |= other.keys
        for mine, theirs in ((self.forms, other.forms), (self.expansions, other.expansions), (self.aliases, other.aliases)):
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count


class Names:
    """All names of a corpus: (class, fold) -> :class:`Name`.

    Two tables of two parts of a corpus are put together by :meth:`merge`; the result does not depend on the order.
    """

    def __init__(self) -> None:
        self.table: dict[tuple[str, str], Name] = {}
        #: (class, fold, fold) -> papers that list the two as expansions of one thing.
        self.together: dict[tuple[str, str, str], int] = {}

    def add(self, facts: Facts) -> None:
        """Count the names of one paper."""
        for type, entities in (("Method", facts.methods), ("Dataset", facts.datasets), ("Hardware", facts.hardware)):
            for entity in entities:
                self._entity(type, entity)
        families = {self._plain("MethodClass", name) for name in facts.families}
        for name in facts.tasks:
            self._plain("Task", name)
        self._claims(facts, families)

    def _claims(self, facts: Facts, families: set[str]) -> None:
        methods, datasets = _denoting("Method", facts.methods), _denoting("Dataset", facts.datasets)
        for type, known, name in _claimed(facts, methods, datasets):
            if type == "Method" and spell(name, "MethodClass").fold in families:
                continue
            fold = self._plain(type, name)
            if known is not None:
                known.add(fold)

    def _plain(self, type: str, name: str) -> str:
        key, fold = spell(name, type)
        if fold:
            record = self._name(type, fold)
            record.count(name, key, False)
            record.alone += 1
        return fold

    def _name(self, type: str, fold: str) -> Name:
        name = self.table.get((type, fold))
        if name is None:
            name = self.table[type, fold] = Name()
        return name

    def _entity(self, type: str, entity: Entity) -> None:
        own = entity.role in OWN
        spelled = [(name, *spell(name, type)) for name in entity.names]
        spelled = [form for form in spelled if form[2]]
        if not spelled:
            return
        short, rest = _short_first(spelled)
        record = self._name(type, short[2])
        record.count(short[0], short[1], own)
        expansions = set()
        for name, key, fold in rest:
            if fold == short[2]:
                record.see(name, key, own)
            elif not carries(name, fold, type, short):
                continue
            else:
                self._name(type, fold).see(name, key, own)
                target = record.expansions if _expands(short[0], name, short[2], fold) else record.aliases
                target[fold] = target.get(fold, 0) + (OWN_WEIGHT if own else 1)
                if target is record.expansions:
                    expansions.add(fold)
        record.alone += not expansions
        ordered = sorted(expansions)
        for other in ordered[1:]:
            self.together[type, ordered[0], other] = self.together.get((type, ordered[0], other), 0) + 1

    def words(self, type: str, fold: str) -> tuple[str, ...]:
        """The words of a name."""
        name = self.table.get((type, fold))
        return tuple(name.key.split("-")) if name and name.keys else (fold,)

    def merge(self, other: Names) -> None:
        """Add the names of another part of the corpus."""
        for key, name in other.table.items():
            mine = self.table.get(key)
            if mine is None:
                self.table[key] = name
            else:
                mine.merge(name)
        for pair, count in other.together.items():
            self.together[pair] = self.together.get(pair, 0) + count


def carries(name: str, fold: str, type: str, short: tuple[str, str, str]) -> bool:
    """Whether another name may be carried beyond its paper.

    Never a name without letters ("512x512"), a variant of the thing or its base (bare "ImageNet" for ImageNet-1K), or a
    description around its name ("convolutional U-Net").
    """
    if not any(c.isalpha() for c in fold.replace("x", "")):
        return False
    if is_variant_of(name, short[0], type) or is_variant_of(short[0], name, type):
        return False
    return not _within(short[1], name, type)


def _within(key: str, name: str, type: str) -> bool:
    """Whether the words of a key stand in a name."""
    return f"-{key}-" in f"-{spell(name, type).key}-"


def is_name(form: str) -> bool:
    """Whether a form is a name by itself: several words, or a word that is none of the language.

    Examples
    --------
    >>> is_name("Next-X Prediction"), is_name("SELFie"), is_name("model")
    (True, True, False)
    """
    return bool(_BETWEEN.search(form.strip())) or form.lower() not in common_words()


def _short_first(spelled: list[tuple[str, str, str]]) -> tuple[tuple[str, str, str], list[tuple[str, str, str]]]:
    """The name that the others are other names of: the first, or the acronym where an expansion stands first."""
    first = spelled[0]
    for form in spelled[1:]:
        if _expands(form[0], first[0], form[2], first[2]):
            return form, [other for other in spelled if other is not form]
    return first, spelled[1:]


def _expands(short: str, long: str, short_fold: str, long_fold: str) -> bool:
    return " " not in short and short_fold != long_fold and abbreviates(short, long)


def _denoting(type: str, entities: list[Entity]) -> set[str]:
    """Folds that denote one of the paper's things; a loose name of several of them denotes none."""
    loose = Counter(fold for entity in entities for fold in {spell(name, type).fold for name in entity.loose_names})
    names = {spell(name, type).fold for entity in entities for name in entity.names}
    return names | {fold for fold, count in loose.items() if count == 1}


def _claimed(facts: Facts, methods: set[str], datasets: set[str]) -> Iterator[tuple[str, set[str] | None, str]]:
    """Names that stand in claims and not among the paper's things."""
    for comparison in facts.comparisons:
        for name in (comparison.winner, comparison.loser):
            if name and spell(name, "Method").fold not in methods:
                yield "Method", methods, name
    for result in facts.results:
        if result.method and spell(result.method, "Method").fold not in methods:
            yield "Method", methods, result.method
        if result.hardware:
            yield "Hardware", None, result.hardware
    claims: list[Comparison | Result] = [*facts.comparisons, *facts.results]
    for claim in claims:
        if claim.dataset and spell(claim.dataset, "Dataset").fold not in datasets:
            yield "Dataset", datasets, claim.dataset
        if claim.metric:
            yield "Metric", None, claim.metric

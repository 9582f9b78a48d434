"""Labels, other names and bases of the nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papergraph.linking.decisions import Decisions
from papergraph.linking.known import Known
from papergraph.linking.nodes import LinkedNode, NodeKey
from papergraph.linking.rules import RULES
from papergraph.linking.spelling import fold_of, spell
from papergraph.linking.variants import bases, is_version

if TYPE_CHECKING:
    from papergraph.linking.identity import Identity

#: Nodes have at most this many other names, of at most this length.
_ALT_NAMES = 40
_LONGEST_NAME = 200


def best(forms: dict[str, int]) -> str:
    """The spelling that most papers use, a plural counted for its singular; of several, the shortest.

    Examples
    --------
    >>> best({"GNNs": 3, "GNN": 1, "Gnn": 2})
    'GNN'
    """
    counts = {
        form: count + forms.get(f"{form}s", 0) for form, count in forms.items() if form[:-1] not in forms or form[-1] != "s"
    }
    return min(counts, key=lambda form: (-counts[form], len(form), form))


def describe(identity: Identity, decisions: Decisions) -> None:
    """Fill the table of nodes."""
    collected = _Collected()
    for (type, fold), node in sorted(identity.home.items()):
        name = identity.names.table[type, fold]
        by_expansion = identity.senses.get((type, fold))
        if by_expansion is None:
            collected.add(node, name.forms, name.papers, fold_of(node.key.split("-"), type) == fold)
            continue
        for sense in set(by_expansion.values()) - {node}:
            collected.add(sense, name.forms, 0, True)
        if name.alone or node in {sense for other, sense in by_expansion.items() if other}:
            collected.add(node, name.forms, name.papers, True)
    # A name that one paper gives in passing, and nobody takes up, is no node.
    for node in (node for node, papers in collected.papers.items() if papers or "(" in node.key):
        identity.table[node] = collected.node(node, _known(identity, node))
    _Bases(identity, decisions).tie()


class _Collected:
    """Spellings of each node; `first` has those of its own name alone."""

    def __init__(self) -> None:
        self.forms: dict[NodeKey, dict[str, int]] = {}
        self.first: dict[NodeKey, dict[str, int]] = {}
        self.papers: dict[NodeKey, int] = {}

    def add(self, node: NodeKey, forms: dict[str, int], papers: int, own: bool) -> None:
        for table in (self.forms, self.first) if own else (self.forms,):
            counts = table.setdefault(node, {})
            for form, count in forms.items():
                counts[form] = counts.get(form, 0) + count
        self.papers[node] = self.papers.get(node, 0) + papers

    def node(self, key: NodeKey, known: Known | None) -> LinkedNode:
        forms = self.forms[key]
        label = _cut(known.name if known else best(self.first.get(key) or forms))
        usual = sorted(forms, key=lambda form: (-forms[form], form))[: _ALT_NAMES + 1]
        return LinkedNode(
            id=key,
            label=label,
            alt=tuple(sorted({_cut(form) for form in usual} - {label})),
            lower_is_better=known.lower_is_better if known else None,
            papers=self.papers[key],
        )


def _known(identity: Identity, node: NodeKey) -> Known | None:
    known = identity.known.get(node.type, fold_of(node.key.split("-"), node.type))
    return known if known is not None and known.key == node.key else None


def _cut(form: str) -> str:
    return form if len(form) <= _LONGEST_NAME else form[: _LONGEST_NAME - 1] + "…"


class _Bases:
    """Ties variants to their direct base, and makes the nodes between a variant and a base that is known."""

    def __init__(self, identity: Identity, decisions: Decisions) -> None:
        self.identity = identity
        self.decisions = decisions

    def tie(self) -> None:
        table = self.identity.table
        waiting = [node for node in table.values() if node.id.type in ("Method", "Dataset")]
        while waiting:
            node = waiting.pop()
            base = self._base(node)
            if base is None or base.id == node.id or self._leads_to(base, node.id):
                continue
            node.base = base.id
            if base.id not in table:
                table[base.id] = base
                waiting.append(base)

    def _leads_to(self, base: LinkedNode, node: NodeKey) -> bool:
        seen = set()
        step: NodeKey | None = base.id
        while step is not None and step not in seen:
            if step == node:
                return True
            seen.add(step)
            found = self.identity.table.get(step)
            step = found.base if found else None
        return False

    def _base(self, node: LinkedNode) -> LinkedNode | None:
        type = node.id.type
        fold = fold_of(node.id.key.split("-"), type)
        decided = self.decisions.variant.get((type, fold))
        if decided is not None:
            return self._node(type, *spell(decided, type), decided)
        found = [base for base in self._candidates(node, type) if not self.decisions.apart(type, fold, base[1])]
        if not any(self._exists(type, base[1]) for base in found):
            return None
        key, base_fold = found[0]
        return self._node(type, key, base_fold, _label(node.label, base_fold, type) or key)

    def _candidates(self, node: LinkedNode, type: str) -> list[tuple[str, str]]:
        found = list(bases(node.id.key, type)) if "(" not in node.id.key else []
        known = _known(self.identity, node.id)
        if known is None:
            return found
        if known.base is not None:
            base = spell(known.base, type)
            behind = node.id.key.removeprefix(f"{base.key}-")
            shaped = any(base.fold == other for _, other in found)
            if shaped or (behind != node.id.key and not (type == "Method" and is_version(behind))):
                return [(base.key, base.fold)]
        if found and type == "Method":
            # The lexicon's names are names of their own (Flan-T5), unless a word for a size or a tuning ends them.
            return found if node.id.key.removeprefix(f"{found[0][0]}-") in RULES.method_suffixes else []
        return found

    def _exists(self, type: str, fold: str) -> bool:
        return self.identity.home.get((type, fold)) in self.identity.table or self.identity.known.get(type, fold) is not None

    def _node(self, type: str, key: str, fold: str, label: str) -> LinkedNode:
        home = self.identity.entity(type, [fold])
        home = home if home in self.identity.table else None
        known = self.identity.known.get(type, fold)
        id = home or NodeKey(type, known.key if known else key)
        return self.identity.table.get(id) or LinkedNode(id=id, label=known.name if known else label)


def _label(variant: str, fold: str, type: str) -> str | None:
    """The part of a variant's label that names its base."""
    for end in range(len(variant) - 1, 0, -1):
        part = variant[:end].rstrip(" -/_")
        if spell(part, type).fold == fold:
            return part
    return None

"""Claims of gains on the models of others that are told by two values or without a figure."""

from __future__ import annotations

from papergraph.extraction.comparing.backbones import MODELS, fronted_models, refers
from papergraph.extraction.comparing.by_values import lower_is_better
from papergraph.extraction.comparing.claim import state
from papergraph.extraction.comparing.losers import Loser, losers
from papergraph.extraction.comparing.scope import Scope, value_pairs
from papergraph.extraction.comparing.winners import is_hedged
from papergraph.extraction.figures import Figure
from papergraph.extraction.reading import Mention, Reading
from papergraph.extraction.subjects import Subject, main_name, subject
from papergraph.extraction.things import is_own

_PLACED = frozenset("on for with using".split())
_RAISED = frozenset(
    "improves improve improving improved boosts boost boosting enhances enhance enhancing increases increase raises raise "
    "lifts".split()
)
_LEVELS = frozenset("performance accuracy quality robustness results success efficiency".split())
_BRINGS = frozenset("yields yield brings bring gives leads lead results delivers provides produces".split())
_GAINS = frozenset("improvement improvements gain gains boost boosts".split())


def by_backbone(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> bool:
    """ "improves accuracy from 38% to 51% on A and from 45% to 55% on B": whether each change stands before a model."""
    out = False
    for after, before in value_pairs(r, [f for f in r.figures_in(s, e) if f.role == "value"]):
        m = _model_behind(r, after, e, used)
        lower = lower_is_better(r, before)
        who = subject(r, before.start, s) if m is not None else None
        if m is None or lower is None or (after.value < before.value) != lower:
            continue
        if who is not None and not who.own:
            continue
        scope = Scope([], [], [before.dataset] if before.dataset else [], [(after, before)])
        scope.default_kind = before.kind
        winner = who or Subject(main_name(r), (before.start, before.end), 0.6, True)
        state(r, "improves", winner, [Loser(m.name, (m.start, m.end), False)], "from-to-behind", 0.8, scope, set())
        out = True
    return out


def _model_behind(r: Reading, f: Figure, e: int, used: set[tuple[int, int]]) -> Mention | None:
    """Somebody else's model right behind a value: "to 51% on the A model"."""
    k = f.end
    while k < e and r.lows[k] in ("%", "points"):
        k += 1
    if k >= e or r.lows[k] not in _PLACED:
        return None
    k += 1
    while k < e and r.lows[k] in ("the", "a"):
        k += 1
    m = r.at[k] if k < e else None
    if m is None or m.label != "METHOD" or is_own(r, m.name) or (m.start, m.end) in used:
        return None
    return m if getattr(m.entry, "cls", None) in MODELS else None


def by_plain_gain(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "On B, X increases accuracy", "applying X to B yields significant gains": no figure tells how much."""
    if any(f.role != "other" for f in r.figures_in(s, e)) or any(refers(r, k, e) for k in range(s, e)):
        return
    for k in range(s + 2, e - 1):
        if r.lows[k] in _RAISED and _has_level(r, k + 1, e):
            _state_plain(r, k, fronted_models(r, s, k, used), s, e, used, "raised-on")
        elif r.lows[k] in _BRINGS and "no" not in r.lows[k + 1 : k + 4] and any(w in _GAINS for w in r.lows[k + 1 : k + 6]):
            _state_plain(r, k, _applied_to(r, s, k), s, e, used, "applied-plain")


def _has_level(r: Reading, k: int, e: int) -> bool:
    """Whether a metric stands right behind a verb of raising."""
    return any(r.label(j) == "METRIC" or r.lows[j] in _LEVELS for j in range(k, min(k + 4, e)))


def _applied_to(r: Reading, s: int, k: int) -> list[Mention]:
    """What something is applied to before token `k`: "applying our strategy to A and B yields"."""
    to = next((j for j in range(k - 1, s, -1) if r.lows[j] == "to"), None)
    if to is None or not any(w.startswith("appl") for w in r.lows[max(s, to - 8) : to]):
        return []
    found, stop = losers(r, to + 1, k)
    return [m for x in found if not x.family and (m := r.at[x.span[0]]) is not None] if stop >= k - 1 else []


def _state_plain(r: Reading, k: int, models: list[Mention], s: int, e: int, used: set[tuple[int, int]], rule: str) -> None:
    who = subject(r, k, s) or Subject(main_name(r), (k, k + 1), 0.6, True)
    spans = {(m.start, m.end) for m in models}
    if who.span in spans:
        who = Subject(main_name(r), (k, k + 1), 0.6, True)
    stated = {span for c in r.comparisons for span in c.spans}
    found = [m for m in models if not is_own(r, m.name) and (m.start, m.end) not in stated]
    if not found or len(found) > 3 or not who.own or is_hedged(r, k, k + 1, s, e):
        return
    metric = r.first("METRIC", k + 1, min(e, k + 6))
    scope = Scope([], [metric.name] if metric is not None else [], [], [])
    state(r, "improves", who, [Loser(m.name, (m.start, m.end), False) for m in found], rule, 0.7, scope, used)

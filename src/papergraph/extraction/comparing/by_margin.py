"""Claims by a margin and a side: "62% success, 10.7 points above B", "12 points below B"."""

from __future__ import annotations

from papergraph.extraction.comparing.by_values import lower_is_better
from papergraph.extraction.comparing.claim import state, state_reversed
from papergraph.extraction.comparing.losers import losers
from papergraph.extraction.comparing.scope import Scope
from papergraph.extraction.comparing.winners import is_hedged, winner_of
from papergraph.extraction.cues import cue
from papergraph.extraction.figures import Figure
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import Reading
from papergraph.extraction.subjects import Subject

#: Words between which side of somebody a margin lies.
SIDES = frozenset("above below behind".split())
_UNITS = frozenset("% percent percentage points point pp pts absolute relative".split())


def by_margin(r: Reading, i: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "reaches 62.3% success, 10.7 points above B": the word of side stands at token `i`."""
    margin = _margin_before(r, i, s)
    if margin is None or is_hedged(r, i, i + 1, s, e):
        return
    found, _ = losers(r, i + 1, e)
    found = [x for x in found if x.span not in used]
    who = winner_of(r, margin.start, s, used | {x.span for x in found}) if found else None
    if who is None or who.span in {x.span for x in found}:
        return
    value = next(
        (f for f in reversed(r.figures_in(s, margin.start)) if f.role == "value" and f.metric and _is_of(f, who)), None
    )
    scope = Scope([margin], [], [value.dataset] if value is not None and value.dataset else [], [])
    scope.winner_value = value
    margin.role = "delta"
    lower = value is not None and lower_is_better(r, value) is True
    if (r.lows[i] == "above") != lower:
        state(r, "outperforms", who, found, "margin-above", 0.88, scope, used)
    elif who.name and who.certainty >= 0.9:
        scope.winner_value = None
        state_reversed(r, who, [x for x in found if not x.family], "margin-below", 0.8, scope)


def _is_of(f: Figure, who: Subject) -> bool:
    """Whether a value is the winner's."""
    return f.owner not in ("beside", "compared") and name_key(f.method) == name_key(who.name)


def _margin_before(r: Reading, i: int, s: int) -> Figure | None:
    """The difference that ends right before token `i`."""
    k = i
    while k > s and r.lows[k - 1] in _UNITS:
        k -= 1
    if k == i:
        return None
    f = next((f for f in r.figures_in(max(s, k - 2), i) if f.end >= k), None)
    return f if f is not None and f.role in ("delta", "value") and r.lows[f.start - 1] not in cue("achieve") else None

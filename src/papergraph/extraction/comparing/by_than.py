"""Claims by a comparative: "2.8x faster than", "higher accuracy than"."""

from __future__ import annotations

from papergraph.extraction.comparing.change import COMPARATIVE, weigh
from papergraph.extraction.comparing.claim import state, state_reversed
from papergraph.extraction.comparing.losers import losers
from papergraph.extraction.comparing.savings import LESS, Saving, saving_at, tail_gains
from papergraph.extraction.comparing.scope import claim_scope
from papergraph.extraction.comparing.winners import is_hedged, winner_of
from papergraph.extraction.reading import NUMBER, Reading


def by_than(r: Reading, i: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "A is 2.8x faster than B", "higher accuracy than B", "with fewer parameters than B"."""
    c = next((k for k in range(i - 1, max(s, i - 9) - 1, -1) if r.lows[k] in COMPARATIVE), None)
    if c is None or r.lows[c - 1 : c] == ["no"] or (i + 1 < e and r.shapes[i + 1] == NUMBER):
        return
    if any(r.words[k] in (",", ";", ".") for k in range(c, i)) or is_hedged(r, c, i, s, e):
        return
    k = i + 1
    while k < e and r.lows[k] in ("that", "those", "of", "the", "its", "their", "with", "using"):
        k += 1
    found, stop = losers(r, k, e)
    found = [x for x in found if x.span not in used]
    if not found:
        return
    verdict = weigh(r, c, i)
    if verdict is None:
        return
    good, kind, metric = verdict
    who = winner_of(r, c, s, used)
    if who is None:
        return
    scope = claim_scope(r, c, stop, s, e, comparative=True)
    scope.default_kind, scope.default_metric = kind, metric
    if good:
        scope.tails = tail_gains(r, stop, e, saving_verb=True) + _before_than(r, who.span[1], c, metric)
        state(r, "outperforms", who, found, "comparative-than", 0.94, scope, used)
    elif who.name and not found[0].family and who.certainty >= 0.9:
        state_reversed(r, who, found, "comparative-than-reversed", 0.8, scope)


def _before_than(r: Reading, start: int, c: int, metric: str | None) -> list[Saving]:
    """Savings listed before the last comparative ("uses 5x fewer FLOPs, runs 4x faster, and is 2% more accurate than B")."""
    if any(w in ("than", "compared", ";", ".") for w in r.lows[start:c]):
        return []
    found = [
        saving for i in range(start, c) if r.lows[i] in LESS and (saving := saving_at(r, i, c)) is not None and saving.deltas
    ]
    return [saving for saving in found if saving.metric != metric]

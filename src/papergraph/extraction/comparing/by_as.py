"""Claims by a share: "a third as many tokens as B", "35% of B's memory"."""

from __future__ import annotations

from papergraph.extraction.comparing.change import SPENT
from papergraph.extraction.comparing.claim import state_cost
from papergraph.extraction.comparing.losers import Loser, losers
from papergraph.extraction.comparing.savings import Saving, tail_gains
from papergraph.extraction.comparing.winners import is_hedged, winner_of
from papergraph.extraction.reading import NUMBER, Mention, Reading
from papergraph.extraction.subjects import mention_name

_SHARES = frozenset(
    "half third one-third quarter one-quarter fourth one-fourth fifth one-fifth tenth one-tenth fraction".split()
)


def by_as(r: Reading, i: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "uses a third as many tokens as B": "as" stands at token `i`."""
    if r.lows[i + 1 : i + 2] not in (["many"], ["much"]) or not _is_share(r, i - 1, s):
        return
    stop = next((k for k in range(i + 2, min(i + 7, e)) if r.lows[k] == "as"), None)
    cost = next((k for k in range(i + 2, stop) if r.lows[k] in SPENT or _costs(r, k)), None) if stop is not None else None
    if stop is None or cost is None or is_hedged(r, i, stop, s, e):
        return
    found, _ = losers(r, stop + 1, e)
    who = winner_of(r, i, s, used | {x.span for x in found}) if found else None
    if who is None:
        return
    start = i - 1 - (r.lows[i - 1] in ("%", "percent"))
    for x in found:
        if x.span in used or x.span == who.span:
            continue
        used.add(x.span)
        state_cost(r, who, x, "share-of", Saving(r.surface(i + 2, stop), (), (start, i)), _share(r, start, i))


def by_share_of(r: Reading, i: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "needs only 35% of B's training time": "of" stands at token `i`."""
    m = r.at[i + 1] if i + 1 < e else None
    if m is None or m.label != "METHOD" or not _is_share(r, i - 1, s):
        return
    if _keeps(r, i, m, s, e, used):
        return
    possessed = r.lows[m.end - 1].endswith("'s") or r.lows[m.end : m.end + 1] == ["'s"]
    stop = m.end + (r.lows[m.end : m.end + 1] == ["'s"])
    cost = next((k for k in range(stop, min(stop + 3, e)) if r.lows[k] in SPENT or _costs(r, k)), None)
    spends = any(w in _SPENDS for w in r.lows[max(s, i - 8) : i])
    who = winner_of(r, i - 2, s, used | {(m.start, m.end)}) if possessed and cost is not None and spends else None
    if who is None or cost is None or who.span == (m.start, m.end):
        return
    end = cost + 2 if r.lows[cost + 1 : cost + 2] in (["time"], ["size"], ["budget"], ["cost"]) else cost + 1
    start = next(f.start for f in r.figures_in(s, i) if f.end in (i, i - 1)) if r.lows[i - 1] in ("%", "percent") else i - 1
    used.add((m.start, m.end))
    loser = Loser(mention_name(r, m), (m.start, m.end), False)
    state_cost(r, who, loser, "share-of", Saving(r.surface(stop, end), (), (start, i)), _share(r, start, i))


def _keeps(r: Reading, i: int, m: Mention, s: int, e: int, used: set[tuple[int, int]]) -> bool:
    """Whether a share of a method's performance is kept: "retains 97% of B's accuracy with 50x less compute" (then stated)."""
    if not any(w in _KEEPS for w in r.lows[max(s, i - 6) : i]):
        return False
    level = next((j for j in range(m.end, min(m.end + 6, e)) if r.lows[j] in _LEVELS or r.label(j) == "METRIC"), None)
    if level is None:
        return False
    tails = tail_gains(r, level + 1, e)
    who = winner_of(r, i - 2, s, used) if tails else None
    if who is None or who.span == (m.start, m.end):
        return False
    loser = Loser(mention_name(r, m), (m.start, m.end), False)
    for saving in tails:
        for delta in saving.of(0, 1):
            state_cost(r, who, loser, "keeps-with-less", saving, delta)
    return True


_KEEPS = frozenset(
    "retains retain retaining preserves preserving maintains maintaining recovers recovering achieves reaches".split()
)
_LEVELS = frozenset("performance accuracy quality".split())
_SPENDS = frozenset("uses use using needs requires requiring consumes consuming with takes only just costs at".split())


def _share(r: Reading, start: int, end: int) -> str:
    """The words of a share, its "%" right behind the number."""
    return r.surface(start, end).replace(" %", "%")


def _is_share(r: Reading, k: int, s: int) -> bool:
    """Whether a share of less than the whole ends with token `k`."""
    if k <= s:
        return False
    if r.lows[k] in ("%", "percent"):
        return r.shapes[k - 1] == NUMBER and any(f.end in (k, k + 1) and f.value < 100 for f in r.figures_in(k - 1, k + 1))
    return r.lows[k] in _SHARES


def _costs(r: Reading, k: int) -> bool:
    """Whether a metric of cost stands at token `k`."""
    m = r.at[k]
    return m is not None and m.label == "METRIC" and getattr(m.entry, "cls", None) == "efficiency"

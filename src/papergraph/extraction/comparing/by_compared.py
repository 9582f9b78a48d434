"""Claims by a reference: "compared to", "relative to", "a gain over"."""

from __future__ import annotations

from papergraph.extraction.comparing.by_cue import by_match
from papergraph.extraction.comparing.change import RAISE, REDUCE, change_beside, quantity_of_change
from papergraph.extraction.comparing.claim import state, state_reversed
from papergraph.extraction.comparing.losers import Loser, losers
from papergraph.extraction.comparing.scope import claim_scope, clause_end
from papergraph.extraction.comparing.winners import is_before_own, is_hedged, of_a_class, possessor_of, winner_of
from papergraph.extraction.cues import cue
from papergraph.extraction.reading import MIXED, NUMBER, UPPER, Kind, Reading
from papergraph.extraction.subjects import Subject, main_name


def by_compared(r: Reading, i: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "reduces FLOPs by 40% compared to B", "compared with B, X achieves higher accuracy"."""
    low = r.lows[i]
    k = i + 1
    if low in ("compared", "relative", "comparing"):
        if k >= e or r.lows[k] not in ("to", "with", "against"):
            return
        k += 1
    elif low in ("comparison", "contrast"):
        if (r.lows[i - 1 : i] != ["in"] and r.lows[i - 1 : i] != ["by"]) or k >= e or r.lows[k] not in ("to", "with"):
            return
        k += 1
    elif low in ("over", "against", "versus", "vs.") and not (low == "against" and i == s) and not _gain_before(r, i, s):
        return
    if low == "against" and any(w.startswith("win-rate") or w == "win" for w in r.lows[max(s, i - 4) : i]):
        return  # "raises the win-rate against B"
    if low == "over" and _anothers_advantage(r, i):
        return
    fronted = i - s <= 2 or _opens_clause(r, i - 1 if low not in ("comparison", "contrast") else i - 2)
    found, stop = losers(r, k, _fronted_end(r, k, e) if fronted else e)
    found = [x for x in found if x.span not in used]
    if not found:
        return
    fronted = fronted and stop < e
    begin, limit = (stop, clause_end(r, stop, e)) if fronted else (s, i)
    verdict = change_beside(r, begin, limit, from_left=fronted)
    if verdict is None:
        return
    at, good, kind = verdict
    if not fronted and is_hedged(r, at, at + 1, begin, e) and any(w in cue("competitive") for w in r.lows[at : at + 4]):
        by_match(r, i, s, e, used)
        return
    if is_hedged(r, at, at + 1, begin, e) or "comparable" in r.lows[max(begin, at - 6) : at]:
        return
    if not good:
        _does_worse(r, at, kind, s, found, stop, e, used)
        return
    who = (possessor_of(r, i, s) if not fronted else None) or winner_of(
        r, at, begin if fronted else s, used | {x.span for x in found}
    )
    if who is None:
        if (not fronted and not r.main) or is_before_own(r, s) or of_a_class(r, s, at):
            return
        who = Subject(main_name(r), (at, at + 1), 0.6, True)
    if who.span in {x.span for x in found}:
        return
    beside = r.figures_in(max(begin, at - 3), at)
    ahead = beside[0].start if beside else at + 1
    scope = claim_scope(r, at, stop if not fronted else ahead, s, e, comparative=not fronted, reach=i)
    scope.default_kind, scope.default_metric = kind, None if fronted else quantity_of_change(r, at, i)
    state(
        r,
        "outperforms",
        who,
        found,
        "compared-to" if low != "over" else "gain-over",
        0.94 if low != "over" else 0.88,
        scope,
        used,
    )


def _does_worse(
    r: Reading, at: int, kind: Kind, s: int, found: list[Loser], stop: int, e: int, used: set[tuple[int, int]]
) -> None:
    """State that somebody named does worse than those in `found`: "X yields poorer accuracy compared to B"."""
    who = winner_of(r, at, s, used | {x.span for x in found})
    if who is None or not who.name or who.certainty < 0.9 or r.label(who.span[0]) != "METHOD":
        return
    scope = claim_scope(r, at, stop, s, e, comparative=True)
    scope.default_kind = kind
    named = [x for x in found if not x.family and x.span != who.span]
    state_reversed(r, who, named, "compared-to-reversed", 0.8, scope)


def _opens_clause(r: Reading, k: int) -> bool:
    """Whether a clause begins behind token `k`: "results show that, compared to B, X reduces …"."""
    if r.lows[k] == ",":
        k -= 1
    return r.lows[k] in ("that", "and", ";", ":", "where") and r.lows[k + 1] != "as"


def _anothers_advantage(r: Reading, i: int) -> bool:
    """Whether "over" at token `i` compares two others: "a key advantage of EJR over FJR", where EJR is no known method."""
    if r.label(i - 1) == "METHOD" or r.shapes[i - 1] not in (UPPER, MIXED):
        return False
    return r.lows[i - 2] == "of" and r.lows[i - 3].startswith(("advantage", "superiority", "benefit"))


_SUPERIOR = frozenset("superior better stronger".split())
_LEVEL = frozenset("performance results accuracy quality".split())


def _superior_before(r: Reading, i: int, s: int) -> bool:
    """Whether only metrics part "over" at token `i` from a better performance: "superior performance in F1 over"."""
    k = i - 1
    while k > s and i - k < 18 and (r.label(k) == "METRIC" or r.lows[k] in ("in", ",", "and", "of", "terms", "both")):
        k -= 1
    return (r.lows[k] in _SUPERIOR and k < i - 1) or (r.lows[k - 1] in _SUPERIOR and r.lows[k] in _LEVEL)


def _changed_before(r: Reading, i: int, s: int) -> bool:
    """Whether a change and its figures stand before "over" at token `i`: "lifts X from 9% to 73% (A), 66% (B) over"."""
    near = range(max(s, i - 3), i)
    if r.lows[i - 1] not in ("%", ")", "points", "percent") and not any(r.shapes[k] == NUMBER for k in near):
        return False
    return any(r.lows[k] in _CHANGED for k in range(max(s, i - 24), i)) and not any(
        w in ("compared", "than", ";", "while", "over") for w in r.lows[max(s, i - 24) : i]
    )


_CHANGED = frozenset(
    "improves improve improved improving increases increased increasing raises raised raising reduces reduced reducing lifts "
    "boosts boosted".split()
)
_COMPARATIVES = frozenset("higher lower faster fewer better greater".split())


def _fronted_end(r: Reading, k: int, e: int) -> int:
    """The comma behind which the main clause begins ("Compared to A and B, X achieves …")."""
    while k < e - 2:
        if r.lows[k] == ",":
            m = r.at[k + 1]
            if r.lows[k + 1] in ("our", "the", "we", "it", "this") or (m is None and r.lows[k + 1] not in ("and", "or")):
                return k
            if m is not None and m.end < e and r.lows[m.end] not in (",", "and", "or", "(") and not (r.at[m.end] is not None):
                return k
        k += 1
    return e


def _gain_before(r: Reading, i: int, s: int) -> bool:
    """Whether "over" at token `i` follows a gain ("a 2.3% gain over")."""
    window = r.lows[max(s, i - 7) : i]
    nouns = (
        "improvement",
        "improvements",
        "gain",
        "gains",
        "boost",
        "speedup",
        "speedups",
        "increase",
        "advantage",
        "advantages",
        "speed-up",
        "uplift",
        "acceleration",
        "lift",
        "reduction",
        "superiority",
        "savings",
    )
    if r.lows[i] in ("versus", "vs."):
        return (
            any(w in RAISE or w in REDUCE for w in r.lows[max(s, i - 14) : i])
            and r.words[i - 1] not in (")",)
            and r.shapes[i - 1] != NUMBER
        )
    if r.lows[i] == "over" and (_superior_before(r, i, s) or _changed_before(r, i, s)):
        return True
    if any(w in _COMPARATIVES for w in window[-4:]) and any(r.shapes[k] == NUMBER for k in range(max(s, i - 7), i)):
        return True
    return any(w in nouns for w in window) or (
        window[-1:] in (["%"], ["x"], ["points"], ["times"]) or (r.shapes[i - 1] == NUMBER and r.words[i - 1][-1:] == "x")
    )

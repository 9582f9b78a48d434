"""The quantity that changes by a figure: "reduces training steps by 80%", "a 55% reduction in peak memory"."""

from __future__ import annotations

from papergraph.extraction.cues import cue
from papergraph.extraction.metrics import Metric
from papergraph.extraction.numerals import COSTS, Figure
from papergraph.extraction.reading import LOWER, Reading

_CHANGE = cue("changed_by")
_CHANGE_NOUNS = cue("change_noun")
_HOW_MUCH = cue("how_much")


def changed_quantity(r: Reading, f: Figure, s: int, e: int, metrics: dict[int, Metric]) -> None:
    """The quantity that changes by a figure: "reduces training steps by 80%", "a 55% reduction in peak memory"."""
    span = (
        _compared_object(r, f, e, metrics)
        or _changed_object(r, f, s)
        or _reduced_object(r, f, e)
        or _noun_before(r, f, s, metrics)
    )
    if span is None:
        return
    start, stop = span
    while start < stop and r.lows[start] in ("the", "a", "its", "their", "overall", "average", "total", "both"):
        start += 1
    if not 0 < stop - start <= 5:
        return
    metric = next((metrics[j] for j in range(start, stop) if j in metrics), None)
    if metric is None and any(r.at[j] is not None and r.at[j].label in ("METHOD", "DATASET") for j in range(start, stop)):  # type: ignore[union-attr]
        return
    f.metric, f.metric_span = r.surface(start, stop), (start, stop)
    f.kind = (
        "efficiency"
        if (metric is not None and metric.cls == "efficiency") or any(w in COSTS for w in r.lows[start:stop])
        else "quality"
    )
    f.rule, f.confidence = "changed-quantity", 0.8


def _changed_object(r: Reading, f: Figure, s: int) -> tuple[int, int] | None:
    """ "reduces X by N": the tokens of X."""
    k = f.start - 1
    while k >= s and r.lows[k] in _HOW_MUCH:
        k -= 1
    if k < s or r.lows[k] != "by":
        return None
    if k - 1 > s and r.lows[k - 1] in _FALLING:
        return _falling_subject(r, k - 1, s)
    stop = k
    k -= 1
    while k >= s and k > stop - 9 and r.lows[k] not in _CHANGE:
        if r.lows[k] in (",", ";", "and", "while", "which", "that"):
            return None
        k -= 1
    return (k + 1, stop) if k >= s and r.lows[k] in _CHANGE else None


_FALLING = frozenset(
    "drop drops dropped fall falls fell shrink shrinks decrease decreases rise rises rose increase increases".split()
)


def _falling_subject(r: Reading, k: int, s: int) -> tuple[int, int] | None:
    """ "X drops by N": the tokens of X, the noun phrase before the verb at token `k`."""
    start = k
    while start > s and k - start < 4 and r.shapes[start - 1] == LOWER and r.lows[start - 1] not in _HOW_MUCH:
        start -= 1
    return (start, k) if start < k else None


_THAN = frozenset("higher lower faster fewer less better more greater smaller shorter improved reduced".split())


def _compared_object(r: Reading, f: Figure, e: int, metrics: dict[int, Metric]) -> tuple[int, int] | None:
    """ "N higher X": the tokens of a known X."""
    k = f.end + 1
    if k >= e or r.lows[f.end] not in _THAN or k not in metrics or not metrics[k].strong:
        return None
    return metrics[k].start if metrics[k].start > f.end else k, metrics[k].end


def _noun_before(r: Reading, f: Figure, s: int, metrics: dict[int, Metric]) -> tuple[int, int] | None:
    """ "an X reduction of N": the tokens of a known X."""
    k = f.start - 1
    while k > s and f.start - k <= 3 and r.lows[k] in _HOW_MUCH and r.lows[k] != "of":
        k -= 1
    k -= r.lows[k] == "of"
    k -= r.lows[k] in ("rate", "rates")
    if k - 1 <= s or r.lows[k] not in _CHANGE_NOUNS or k - 1 not in metrics:
        return None
    return metrics[k - 1].start, k


def _reduced_object(r: Reading, f: Figure, e: int) -> tuple[int, int] | None:
    """ "N reduction in X": the tokens of X."""
    k = f.end
    while k < min(f.end + 4, e) and r.lows[k] not in _CHANGE_NOUNS:
        k += 1
    if k + 1 >= e or r.lows[k] not in _CHANGE_NOUNS or r.lows[k + 1] not in ("in", "of"):
        return None
    start = stop = k + 2
    while (
        stop < e
        and stop < start + 4
        and r.shapes[stop] == LOWER
        and r.lows[stop] not in _HOW_MUCH
        and r.lows[stop] not in ("and", "for", "with", "compared", "when", "while", "without")
    ):
        stop += 1
    return start, stop

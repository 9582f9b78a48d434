"""Words of change: whether a comparative, a rise or a fall is for the better, and of what."""

from __future__ import annotations

from papergraph.extraction.comparing.losers import CONNECT, LOSER_STOP
from papergraph.extraction.cues import cue
from papergraph.extraction.figures import COSTS
from papergraph.extraction.reading import LOWER, NUMBER, Kind, Reading

_BETTER = frozenset("better superior stronger improved greater".split())


_EFFICIENT = {
    "faster": "speed",
    "quicker": "speed",
    "smaller": "model size",
    "cheaper": "cost",
    "lighter": "model size",
    "fewer": "",
    "shorter": "",
    "less": "",
    "lower": "",
    "leaner": "model size",
    "smaller-sized": "model size",
}


_WORSE = frozenset("worse slower inferior weaker poorer larger bigger heavier longer".split())


COMPARATIVE = _BETTER | _WORSE | frozenset(_EFFICIENT) | {"higher", "more", "larger"}


_GOOD_MORE = frozenset(
    "accurate accurately capable coherent compact compute-efficient consistent consistently cost-effective "
    "cost-efficient data-efficient discriminative diverse effective effectively efficient efficiently energy-efficient "
    "explainable expressive factual fair faithful faithfully generalizable helpful informative interpretable "
    "label-efficient lightweight memory-efficient natural parameter parameter-efficient powerful precise precisely "
    "realistic reliable reliably resource-efficient robust robustly sample sample-efficient scalable secure "
    "sensitive sensitively stable stably time-efficient token-efficient transferable trustworthy truthful".split()
)


#: Adjective behind "more" -> the quality that it is of.
_QUALITIES = {
    "accurate": "accuracy",
    "accurately": "accuracy",
    "consistent": "consistency",
    "data-efficient": "data efficiency",
    "effective": "effectiveness",
    "efficient": "efficiency",
    "efficiently": "efficiency",
    "expressive": "expressiveness",
    "faithful": "faithfulness",
    "interpretable": "interpretability",
    "memory-efficient": "memory efficiency",
    "parameter-efficient": "parameter efficiency",
    "precise": "precision",
    "reliable": "reliability",
    "robust": "robustness",
    "sample-efficient": "sample efficiency",
    "scalable": "scalability",
    "stable": "stability",
}


SPENT = COSTS | frozenset("complexity training data examples".split())


#: Of these, the words that are of a cost wherever they stand.
COST_WORDS = SPENT - {"data", "training", "examples"}


REDUCE = frozenset(
    "reduce reduces reducing reduced reduction reductions decrease decreases decreased save saves saving "
    "savings cut cuts cutting lowers lowering lower fewer less minimizes drop".split()
)


RAISE = frozenset(
    "improve improves improving improved improvement improvements increase increases increased increasing "
    "gain gains boost boosts boosting higher "
    "better superior enhance enhances enhanced enhancing raises raising speedup speedups speed-up "
    "acceleration faster outperforms outperform "
    "accelerates accelerate stronger advantage advantages greater uplift more".split()
)


#: Words that say of something compared that it is worse.
_DEGRADED = frozenset("slower worse degrade degrades degraded degradation inferior poorer suboptimal weaker".split())


#: Superlatives that something compared is said to reach: "achieves best-in-class performance compared to".
_BEST = frozenset("best best-in-class state-of-the-art highest top superior remarkable promising favorable".split())


def _is_level(r: Reading, k: int, limit: int) -> bool:
    """Whether a superlative before token `k` is of how well something does, and nothing else follows before the reference."""
    if k < limit and r.label(k) == "METRIC":
        k = r.at[k].end  # type: ignore[union-attr]
    elif k < limit and r.lows[k] in ("performance", "results", "result", "accuracy", "quality", "scores"):
        k += 1
    else:
        return False
    return k >= limit - 1


#: Words that make a draw of a comparison.
MATCHES = frozenset(
    "comparable par matches matching match competitive similar rivals rivaling equivalent equals approaching approaches".split()
)


def weigh(r: Reading, c: int, i: int) -> tuple[bool, Kind, str | None] | None:
    """(whether it is better, kind, metric) of the comparative at token `c` before "than" at `i`."""
    word = r.lows[c]
    m = r.first("METRIC", c + 1, i)
    before = r.at[c - 1] if c else None
    if m is None and before is not None and before.label == "METRIC" and i == c + 1:
        m = before
    phrase = r.surface(c + 1, i) if i > c + 1 and r.lows[c + 1] not in LOSER_STOP else ""
    phrase = _QUALITIES.get(phrase.lower(), phrase)
    efficient = getattr(m.entry, "cls", None) == "efficiency" if m else any(w in SPENT for w in r.lows[c + 1 : i])
    lower = getattr(m.entry, "better", None) == "lower" if m else efficient
    metric = m.name if m else (phrase or None)
    if word == "greater" and m is None:
        return None
    if word in _BETTER:
        return (
            True,
            "efficiency" if efficient else "quality",
            m.name if m else (phrase if phrase and len(phrase) < 30 else None),
        )
    if word in ("faster", "quicker", "cheaper", "lighter", "leaner", "smaller", "smaller-sized"):
        if word == "smaller" and m is not None and not efficient:
            return lower, "quality", metric
        if r.lows[c - 1].startswith("converge") or r.lows[c - 2].startswith("converge"):
            return True, "efficiency", "convergence speed"
        return True, "efficiency", m.name if m and efficient else _EFFICIENT[word] or metric
    if word in ("fewer", "less", "lower", "shorter"):
        if word == "less" and any(w in _GOOD_MORE for w in r.lows[c + 1 : i]):
            return False, "quality", metric
        if m is not None or efficient:
            return lower, "efficiency" if efficient else "quality", metric
        if word in ("fewer", "less") and phrase:
            return True, "efficiency", metric
        return _told_before(r, c) if i == c + 1 else None
    if word in ("higher", "more", "greater", "larger"):
        if word == "more":
            if any(w in _GOOD_MORE for w in r.lows[c + 1 : i]):
                efficient = any("efficien" in w or w in ("compact", "lightweight") for w in r.lows[c + 1 : i])
                return True, "efficiency" if efficient else "quality", metric
            return (False, "efficiency", metric) if efficient and lower else None
        if m is None:
            if word == "higher" and not phrase and r.lows[c - 1] in ("%", "points"):
                return True, "quality", None
            told = _told_before(r, c) if word == "higher" and i == c + 1 else None
            if told is not None:
                return not told[0], told[1], told[2]
            return (True, "quality", metric) if word == "higher" and phrase and not efficient else None
        return not lower, "efficiency" if efficient else "quality", metric
    if word in _WORSE:
        if word in ("larger", "bigger", "heavier", "longer") and m is None and not efficient:
            return None
        return False, "efficiency" if efficient or word == "slower" else "quality", metric if word != "slower" else "speed"
    return None


def _told_before(r: Reading, c: int) -> tuple[bool, Kind, str | None] | None:
    """What a bare comparative behind a ratio is of: "uses 1,000 tokens, 3x fewer than", "an error 4x lower than"."""
    if r.shapes[c - 1] != NUMBER and r.lows[c - 1] not in ("%", "x", "times", "percent"):
        return None
    s = max(r.sentences[r.sentence_of[c]][0], c - _REACH)
    for k in range(c - 2, s - 1, -1):
        m = r.at[k]
        if m is not None and m.label == "METRIC":
            lower = getattr(m.entry, "better", None) == "lower" or getattr(m.entry, "cls", None) == "efficiency"
            lower = lower and getattr(m.entry, "better", None) != "higher"
            return lower, "efficiency" if getattr(m.entry, "cls", None) == "efficiency" else "quality", m.name
        if r.lows[k] in SPENT and r.lows[k] not in ("training", "data"):
            return True, "efficiency", r.lows[k]
        if r.lows[k] in cue("worse_more") and m is None:
            return True, "quality", r.lows[k]
    return None


def _is_use(r: Reading, k: int) -> bool:
    """Whether the words at token `k` turn a cost into its use: "FLOPs utilization", "tokens per second"."""
    if any(w in ("utilization", "utilisation", "throughput") for w in r.lows[k : k + 3]):
        return True
    return r.lows[k : k + 2] in (["/", "s"], ["per", "second"])


#: How far before a bare comparative its quantity may stand, in tokens.
_REACH = 14


def change_beside(r: Reading, begin: int, limit: int, from_left: bool) -> tuple[int, bool, Kind] | None:
    """The nearest word of change between two tokens: its place, whether it is for the better, and its kind."""
    order = range(begin, limit) if from_left else range(limit - 1, begin - 1, -1)
    for k in order:
        low = r.lows[k]
        if not from_left and low in (";",):
            return None
        if low in _DEGRADED:
            return k, False, "quality"
        if low == "more" and r.lows[k + 1] in _GOOD_MORE and r.lows[k + 1].endswith("ly") and k > begin:
            verb = next((j for j in range(k - 1, begin - 1, -1) if r.lows[j] in REDUCE or r.lows[j] in RAISE), None)
            return (verb, True, "quality") if verb is not None else None
        if low == "more" and r.lows[k + 1] in _GOOD_MORE:
            return k, True, "efficiency" if "efficien" in r.lows[k + 1] else "quality"
        if low in _BEST and not from_left and _is_level(r, k + 1, limit):
            return k, True, "quality"
        if low in REDUCE or low in RAISE:
            metric = r.first("METRIC", k + 1, min(limit, k + 9)) or r.first("METRIC", max(begin, k - 4), k)
            around = r.lows[max(begin, k - 3) : min(limit, k + 8)]
            efficient = getattr(metric.entry, "cls", None) == "efficiency" if metric else any(w in SPENT for w in around)
            lower = getattr(metric.entry, "better", None) == "lower" if metric else efficient
            lower = lower and not (metric is not None and _is_use(r, metric.end))
            if low in ("faster", "speedup", "speedups", "speed-up", "acceleration", "accelerates", "accelerate"):
                return k, True, "efficiency"
            if low in REDUCE:
                if metric is None and not efficient and low in ("lower", "less", "drop", "cut", "cuts"):
                    return None
                good = lower or metric is None
                return k, good, "efficiency" if efficient else "quality"
            if low in ("increase", "increases", "increased", "increasing", "higher", "more", "raises", "raising"):
                if metric is None and low in ("more", "increase", "increased"):
                    return None
                return k, not lower, "efficiency" if efficient else "quality"
            return k, True, "efficiency" if efficient else "quality"
    return None


def quantity_of_change(r: Reading, at: int, i: int) -> str | None:
    """What a verb of change is about: "reduces pretraining time … compared to"."""
    if (r.lows[at] not in REDUCE and r.lows[at] not in RAISE) or r.lows[at].startswith("outperform"):
        return None
    start = at + 1
    while start < i and (
        r.shapes[start] == NUMBER
        or r.lows[start] in ("%", "x", "up", "to", "by")
        or r.lows[start] in ("the", "its", "their", "in", "of", "overall", "average", "total", "significantly")
    ):
        start += 1
    if start < i and r.lows[start] == "over":
        return None
    if start < i and (m := r.at[start]) is not None and m.label == "METRIC":
        return m.name
    stop = start
    while (
        stop < i
        and stop < start + 4
        and r.shapes[stop] == LOWER
        and r.lows[stop] not in LOSER_STOP
        and r.lows[stop] not in CONNECT
        and r.lows[stop] not in ("when", "of", "up")
    ):
        stop += 1
    metric = r.first("METRIC", start, stop)
    return metric.name if metric is not None else r.surface(start, stop) if stop > start else None

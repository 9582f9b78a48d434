"""The metric of each figure: named behind it, before it, by a list, or carried over from a figure before."""

from __future__ import annotations

import re

from papergraph.extraction.cues import cue
from papergraph.extraction.numerals import COSTS, Figure
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, NUMBER, PUNCT, UPPER, Mention, Reading
from papergraph.extraction.things import is_common
from papergraph.extraction.units import efficiency

#: Words between a figure and the metric behind it.
_RIGHT_SKIP = frozenset(
    "in of the an a average mean overall top-1 top-5 zero-shot test validation val classification absolute final linear on macro micro "
    "weighted detection segmentation box mask single-scale terms exact relative execution retrieval top1 state-of-the-art median task "
    "best balanced total recognition human global few-shot out-of-distribution in-distribution with ' \" prediction for".split()
)
#: Words between a metric and the figure behind it.
_LEFT_SKIP = frozenset(
    "of is at to = : are was were be being been score scores value values rate rates as low high much well little close up over above around below under only about "
    "nearly approximately roughly almost than ( an a the ≈ ~ > < ± ≥ ≤ , by between from with just more less respectively results result performance on average "
    "reach reaches reached reaching achieve achieves achieved achieving attain attains attaining equal exceed exceeds exceeded exceeding averaging averages "
    "drops drop dropped dropping rises rise rising rose falls fall fell falling increases increased improves improved improving improve increase reduced decreases decreased from "
    "remaining remains further even consistently reported stands stood ranging ranges range and levels level both → climbs jumps jumped grows hits hitting scoring obtaining yields yielding maintained further".split()
)
_LINKS = frozenset("of is at to = : was were are reaching reaches reached exceeding exceeds above below over between from as with averaging ≈ > < ~ under ≥ ≤ achieving".split())
_QUALIFIERS = frozenset(
    "top-1 top-5 top1 mean average test linear zero-shot box mask word classification balanced macro micro weighted overall exact execution downstream few-shot "
    "validation clean robust adversarial top relative character phoneme token retrieval answer".split()
)
_GERUNDS = frozenset(
    "tracking matching reasoning processing training testing routing parsing ranking tagging grounding linking understanding coding planning streaming calling "
    "scheduling forecasting counting imaging following filtering grading labeling editing modeling learning mapping hitting searching reading writing".split()
)
_OPERATING = frozenset("coverage fpr fppi positive sparsity utilization far specificity overhead".split())
_VERSUS = ("vs.", "v.s.", "vs", "v.s", "versus")
_CLAUSE = frozenset("; . which that while whereas but although though because since".split())
_DECIMAL_UNIT = frozenset("mm cm m km hz khz db ° deg degrees px pixels cm/s m/s kcal/mol ev mev å bits nats".split())
#: Things that a paper counts; their number is no result.
_COUNTED = frozenset(
    "step steps turn turns token tokens sample samples iteration iterations epoch epochs example examples round rounds query queries call calls trajectories "
    "episodes layers demonstrations images frames calls size sizes rollouts interactions length gpu gpus nodes neurons dimensions labels items requests".split()
)
_NOT_METRIC_BEHIND = frozenset("metric metrics benchmark benchmarks task tasks dataset datasets measures criteria thresholds threshold types categories levels dimensions evaluation evaluations axes".split())
_CUTOFF = re.compile(r"top-\d{1,3}|[a-z0-9-]{1,20}@[a-z0-9.]{1,6}")
_VAGUE = frozenset("score scores error errors rate rates performance quality overhead cost costs size time".split())
_ACRONYM = re.compile(r"[A-Za-z][A-Za-z0-9@\-_/+.]*[A-Z0-9@][A-Za-z0-9@\-_]*|[A-Z]+\d*")


class Metric:
    """A phrase that names a metric: `strong` where a lexicon knows it."""

    __slots__ = ("cls", "core", "end", "start", "strong")

    def __init__(self, start: int, end: int, core: int, cls: str, strong: bool) -> None:
        self.start, self.end, self.core, self.cls, self.strong = start, end, core, cls, strong


# ---------------------------------------------------------------- phrases


def phrases(r: Reading, s: int, e: int) -> dict[int, Metric]:
    """The metric phrases of a sentence by their tokens: known metrics, and noun phrases whose head is that of a metric."""
    out: dict[int, Metric] = {}
    heads, alone = cue("metric_head"), cue("metric_head_alone")
    k = s
    while k < e:
        m = r.at[k]
        found = None
        if m is not None:
            if m.label == "METRIC" and not _is_word(r, m):
                found = Metric(_extend(r, m.start, s), m.end, m.start, getattr(m.entry, "cls", None) or "quality", r.lows[m.end - 1] not in _VAGUE)
            elif m.label in ("PHRASE", "NAME", "TASK", "WORD", "FAMILY", "ACRONYM", "NONE") and r.lows[m.end - 1] in heads and r.lows[m.end - 1] not in ("loss", "losses"):
                found = _weak(r, m.start if m.label != "FAMILY" else m.end - 1, m.end, s)
            stop = m.end
        elif r.lows[k] in heads and r.shapes[k] in (LOWER, CAPITAL, UPPER, MIXED):
            start = _extend(r, k, s)
            if start < k or r.lows[k] in alone or r.lows[k] == "loss" and r.lows[k - 1 : k] in (["a"], ["an"]) and r.lows[k + 1 : k + 2] == ["of"]:
                found = _weak(r, start, k + 1, s)
            stop = k + 1
        else:
            k += 1
            continue
        if found is not None:
            found.end = _tail(r, found.end, e)
            for i in range(found.start, found.end):
                out[i] = found
            stop = max(stop, found.end)
        k = stop
    return out


def _is_word(r: Reading, m: Mention) -> bool:
    """Whether a lexicon's acronym is but a common word here ("was" is no plural of WA)."""
    return m.end == m.start + 1 and m.name.islower() and len(m.name) <= 4 and is_common(m.name) and m.name not in m.entry.aliases and m.name.rstrip("s") != m.entry.name  # type: ignore[attr-defined]


def _weak(r: Reading, start: int, end: int, s: int) -> Metric:
    words = r.lows[start:end]
    cost = any(w in COSTS and w not in ("samples", "steps", "tokens", "token", "size", "step") for w in words[:-1]) and words[-1] in ("cost", "time", "usage", "overhead", "throughput")
    return Metric(start, end, end - 1, "efficiency" if cost or words[-1] == "throughput" else "quality", False)


def _tail(r: Reading, k: int, e: int) -> int:
    """End of a metric with the words and brackets behind it that repeat it: "accuracy score", "word error rate (WER)", "F1 (AI)"."""
    while k < e and r.at[k] is None and r.lows[k] in ("score", "scores", "rate", "rates", "value", "values", "coefficient", "coefficients", "index"):
        k += 1
    if k + 2 < e and r.words[k] == "(" and r.words[k + 2] == ")" and r.shapes[k + 1] in (UPPER, MIXED, CAPITAL) and (r.at[k + 1] is None or r.at[k + 1].label not in ("METHOD", "DATASET")):  # type: ignore[union-attr]
        k += 3
    return k


def _extend(r: Reading, start: int, s: int) -> int:
    """Start of a metric with the adjectives and nouns before its head."""
    k = start
    while k > s and start - k < 4 and (r.at[k - 1] is None or k == start and r.shapes[k - 1] in (UPPER, MIXED) and _free(r, k - 1)):
        low = r.lows[k - 1]
        if r.shapes[k - 1] in (UPPER, MIXED) and k == start:
            k -= 1
            continue
        if low in _QUALIFIERS:
            k -= 1
            continue
        if r.shapes[k - 1] not in (LOWER, CAPITAL) or low in cue("metric_stop") or low.endswith("ly"):
            break
        if r.shapes[k - 1] == CAPITAL and k - 1 == s:
            break
        if low.endswith("ing") and low not in _GERUNDS and not (k == start and r.lows[start] in ("rate", "rates", "score", "scores", "error", "time")) or low.endswith("s") and low[-2:] not in ("ss", "us", "is") or low.endswith("est") and low != "test" or low.endswith("ed") and "-" not in low:
            break
        k -= 1
    return k


# ---------------------------------------------------------------- from figure to metric


def measure(r: Reading, groups: list[list[Figure]], metrics: dict[int, Metric], s: int, e: int, last: Figure | None) -> list[Figure]:
    """Give the figures of a sentence their metrics.

    Returns
    -------
    list of Figure
        Further figures, where one number is the value of two metrics.
    """
    for group in groups:
        for f in group:
            _own_metric(r, f, metrics, s, e)
    for n, group in enumerate(groups):
        _share(r, group, metrics, s, e)
        if not any(f.metric for f in group):
            _carry(r, groups[:n], group, metrics, s, e)
    flat = [f for g in groups for f in g]
    for f in flat:
        if f.role == "value" and not f.metric:
            _unnamed(r, f, metrics, s, e, last, flat)
    return [twin for f in flat if f.role == "value" and f.metric for twin in _second_metrics(r, f, metrics, flat, s, e)]


def _set(r: Reading, f: Figure, m: Metric, rule: str, confidence: float) -> None:
    f.metric, f.metric_span = r.surface(m.start, m.end), (m.start, m.end)
    if "(" in f.metric:
        f.metric, f.metric_span = r.surface(m.start, m.core + 1), (m.start, m.core + 1)
        while r.words[f.metric_span[1]] != "(":
            f.metric_span = (m.start, f.metric_span[1] + 1)
            f.metric = r.surface(*f.metric_span)
    f.kind = "efficiency" if m.cls == "efficiency" else "quality"
    f.rule, f.confidence, f.linked = rule, confidence if m.strong else confidence - 0.03, True


def _own_metric(r: Reading, f: Figure, metrics: dict[int, Metric], s: int, e: int) -> None:
    """The metric beside a figure: behind it, before it, or in its unit."""
    if f.role == "other":
        return
    if f.role == "value" and efficiency(r, f, s, e):
        _better_name(r, f, metrics, s)
        return
    right = _right(r, f, metrics, e)
    left = _left(r, f, metrics, s)
    if f.role == "value":
        right, left = _measurable(r, f, right), _measurable(r, f, left)
    if f.role != "value" and right is None and left is None:
        _changed_quantity(r, f, s, e, metrics)
        return
    if right and left and (r.lows[f.start - 1] in ("of", "=", ":", "is") or r.lows[f.start - 1] == "(" and right.start - f.end >= 1):
        right = None  # "accuracy of 85.4 and F1 of 80": the metric before wins where "of" links it
    if right is not None:
        _set(r, f, right, "value-metric", 0.96 if right.start == f.end else 0.93)
    elif left is not None:
        near = f.start - left.end <= 2
        _set(r, f, left, "metric-value", 0.95 if near else 0.91)
    elif f.role == "value":
        _named_beside(r, f, s, e)


def _measurable(r: Reading, f: Figure, m: Metric | None) -> Metric | None:
    """A metric unless the figure only counts or gives a share of it ("11% parameters", "20 steps")."""
    if m is None or r.lows[m.core] in ("gap", "gaps", "margin", "improvement"):
        return None
    if m.cls != "efficiency":
        return m
    words = r.lows[m.start : m.end]
    counted = any(w in _COUNTED for w in words) and not any(w in COSTS and w not in _COUNTED for w in words)
    far = m.end <= f.start and f.start - m.end > 3
    if f.percent and "utilization" not in words or counted or far:
        return None
    return m


def _better_name(r: Reading, f: Figure, metrics: dict[int, Metric], s: int) -> None:
    """The text's own name of an efficiency whose unit gave a general one ("processing speeds reaching 167 frames per second")."""
    k = f.start - 1
    while k >= s and f.start - k < 6 and k not in metrics and r.lows[k] in _LEFT_SKIP and r.lows[k] not in ("and", ","):
        k -= 1
    if k < s or f.metric == "parameters" or r.lows[k] not in _MEASURES and not (k in metrics and metrics[k].cls == "efficiency"):
        return
    m = metrics.get(k)
    start, end = (m.start, m.end) if m is not None else (_extend(r, k, s), k + 1)
    if end - start > 1 and not any("param" in w or "flop" in w for w in r.lows[start:end]):
        f.metric, f.metric_span = r.surface(start, end), (start, end)


_MEASURES = frozenset("time times latency latencies speed speeds runtime duration throughput consumption footprint usage memory cost costs energy power".split())


def _right(r: Reading, f: Figure, metrics: dict[int, Metric], e: int) -> Metric | None:
    k, hops = f.end, 0
    tail = f.range_end
    if tail is not None:
        return None
    while k < e and hops < 6:
        found = metrics.get(k)
        if found is not None:
            return found if _fits_behind(r, f, found, k, e) else None
        if r.words[k] in ("±", "+") and hops == 0:
            k = _spread(r, k, e)
            continue
        m = r.at[k]
        if m is not None:
            if m.label in ("DATASET", "TASK", "FAMILY", "NONE"):
                k, hops = m.end, hops + 1
                continue
            return None
        low = r.lows[k]
        if f.role == "delta" and (low in cue("delta_word") or low in cue("delta_noun") or low in ("points", "point", "percentage")):
            k, hops = k + 1, hops + 1
            continue
        if low == "and" or low not in _RIGHT_SKIP:
            if low == "-" and k == f.end or r.shapes[k] == LOWER and k == f.end and low not in cue("metric_stop") and k + 1 in metrics:
                k, hops = k + 1, hops + 1
                continue
            return None
        if low in ("on", "for", "with") and not (f.role == "delta" and k + 1 in metrics):
            return None
        k, hops = k + 1, hops + 1
    return None


def _spread(r: Reading, k: int, e: int) -> int:
    """End of the spread that begins at token `k`: "± 0.3%", "+/- 6.1%"."""
    while k < e and (r.words[k] in ("±", "+", "/", "-", "%") or r.shapes[k] == NUMBER):
        k += 1
    return k


def _fits_behind(r: Reading, f: Figure, found: Metric, k: int, e: int) -> bool:
    """Whether a metric behind a figure is that figure's own."""
    after = r.lows[found.end] if found.end < e else ""
    if after in _NOT_METRIC_BEHIND or after == "scale" or any(w in ("budget", "constraint", "threshold", "target") for w in r.lows[found.end : found.end + 2]):
        return False
    if f.role == "value" and r.lows[f.start - 1] == "at" and any(w in _OPERATING for w in r.lows[found.start : found.end]):
        return False  # "recall of 80% at 1% FPR"
    if f.whole and not found.strong and f.role == "value":
        return False
    if f.role == "value" and after in ("of", "=", ":", "is") and found.end + 1 < e and (r.shapes[found.end + 1] == NUMBER or r.lows[found.end + 1] in ("over", "up", "about")):
        return r.lows[f.end] not in ("and", ",", "with")
    return True


def _left(r: Reading, f: Figure, metrics: dict[int, Metric], s: int) -> Metric | None:
    """The metric before a figure, behind linking words: "accuracy on X of 85.4", "WER (2.1%)"."""
    k, hops, linked, crossed, inside = f.start - 1, 0, False, False, False
    if f.sign and r.lows[k] in ("+", "-"):
        k -= 1
    if k < s or r.lows[k] in (",", "and", "by", "on", "for", "in", "using") or f.role == "delta" and r.lows[k] == "of" and f.sign == "":
        return None
    loose = r.lows[k] in _LINKS or r.lows[k] == "("
    while k >= s and hops < (12 if loose else 7):
        found = metrics.get(k)
        if found is not None:
            if crossed and not linked or f.whole and crossed and not (found.strong and r.lows[f.start - 1] in ("from", "to")):
                return None
            return found if _fits_before(r, f, found, metrics, s) else None
        low = r.lows[k]
        linked = linked or low in _LINKS or low == "("
        m = r.at[k]
        if m is not None and m.label in ("DATASET", "TASK", "FAMILY", "HARDWARE", "NONE"):
            k, hops, crossed = m.start - 1, hops + 1, crossed or m.label != "DATASET"
            continue
        if m is not None and (m.label != "METHOD" or not loose):
            return None
        inside = inside or low == "("
        if low == ")" and inside:
            return None
        if low in _CLAUSE or r.shapes[k] == NUMBER and not _same_group(r, k, f) or low in (")", "and") and hops == 0:
            if not (low == "which" and hops <= 5 and r.lows[k - 1] == ","):
                return None
        elif low not in _LEFT_SKIP and low not in ("in", "on", "for", "%"):
            if not loose or r.shapes[k] == PUNCT and low != ")":
                return None
            crossed = True
        k, hops = k - 1, hops + 1
    return None


def _same_group(r: Reading, k: int, f: Figure) -> bool:
    """Whether the number at token `k` stands in one coordination with a figure: "accuracy from 35.6% to 46.7%"."""
    between = r.lows[k + 1 : f.start]
    return len(between) <= 4 and all(w in ("%", "to", "-", "and", ",", "percent", "→", "or") for w in between)


def _fits_before(r: Reading, f: Figure, found: Metric, metrics: dict[int, Metric], s: int) -> bool:
    """Whether a metric before a figure is that figure's own: no difference, not the value of another figure."""
    if f.role == "value" and f.whole and not found.strong and not (r.lows[f.start - 1] in ("of", "=", ":") and found.end >= f.start - 2):
        return False
    before = r.lows[found.start - 1] if found.start > s else ""
    between = r.lows[found.end : f.start]
    if r.lows[found.core] in ("loss", "losses") and found.core > s and (found.core - 1 in metrics or r.lows[found.core - 1] in ("performance", "quality", "accuracy", "precision")):
        f.role = "delta"
    if before in ("%", ")") and any(w in (",", "and") for w in between):
        return False
    if r.shapes[found.start - 1] == NUMBER and found.start > s or before == "%":
        return not between or between[0] in ("of", "(", "=") and False
    if f.role == "value" and any(w in cue("delta_noun") for w in between):
        f.role = "delta" if between[-1] not in ("from",) and "to" not in between[-2:] else f.role
    return not (found.end < len(r.lows) and r.lows[found.end] in _NOT_METRIC_BEHIND)


def _named_beside(r: Reading, f: Figure, s: int, e: int) -> None:
    """A metric that no lexicon knows: "C-index of 0.64", "(iAUC 0.731", "0.92 XBench-F", "with a planning coverage of 96%"."""
    if f.whole:
        return
    k = f.start - 1
    link = r.lows[k] if k >= s else ""
    while k > s and r.lows[k] in ("of", "=", ":", "(", "≈", "~", "over", "about", "up", "to", "≥", ">", "<", "is", "around", "at", "nearly", "approximately"):
        k -= 1
    graded = f.percent or f.value <= 1 or len(f.text.partition(".")[2]) > 1  # a value, no version
    listed = graded and r.words[k - 1] in ("(", ";", ",") and r.lows[f.end : f.end + 1] and r.lows[f.end] in (")", ",", ";", "and", "[")
    if k >= s and k < f.start - 1 and _CUTOFF.fullmatch(r.lows[k]):
        _set(r, f, Metric(k - (r.lows[k].startswith("rate@") and k > s), k + 1, k, "quality", True), "named-value", 0.85)
        return
    named = k >= s and r.shapes[k] in (UPPER, MIXED) and (_free(r, k) or listed and _unknown(r, k)) and _ACRONYM.fullmatch(r.words[k])
    if named and (k < f.start - 1 and link != "(" and link not in ("at", "over", "up", "to", "about") or listed):
        _set(r, f, Metric(k, k + 1, k, "quality", True), "named-value", 0.78)
        return
    if "of" in r.lows[k + 1 : f.start] and r.shapes[k] in (LOWER, CAPITAL) and r.at[k] is None and r.lows[k] not in cue("metric_name_stop") and r.lows[k] not in cue("metric_stop"):
        start = _extend(r, k, s)
        opener = r.lows[start - 1] if start > s else ""
        if opener in ("a", "an") and any(w in cue("achieve") or w == "with" for w in r.lows[max(s, start - 5) : start]):
            cost = any(w in COSTS for w in r.lows[start : k + 1])
            _set(r, f, Metric(start, k + 1, k, "efficiency" if cost else "quality", False), "named-value", 0.74)
            return
    j = f.end
    if j < e and (_free(r, j) or _unknown(r, j)) and _CUTOFF.fullmatch(r.lows[j]) and "@" in r.words[j]:
        _set(r, f, Metric(j, j + 1, j, "quality", True), "value-named", 0.85)
        return
    if j < e and r.shapes[j] in (UPPER, MIXED) and _free(r, j) and _ACRONYM.fullmatch(r.words[j]) and (j + 1 >= e or r.lows[j + 1] in ("on", "for", "in", ",", ".", "and", ")", "with", "score", "at", "(", ";", "while", "using")):
        if r.lows[j] not in _DECIMAL_UNIT and not f.scale:
            _set(r, f, Metric(j, j + 1, j, "quality", True), "value-named", 0.78)
        return
    _in_noun(r, f, s, e)


def _in_noun(r: Reading, f: Figure, s: int, e: int) -> None:
    """ "achieves only 61.8% in awareness": the noun behind "in" that no data set or task is."""
    j = f.end
    if not f.percent or j >= e or r.lows[j] != "in" or not any(w in cue("achieve") for w in r.lows[max(s, f.start - 4) : f.start]):
        return
    stop = j + 1
    while stop < e and stop < j + 4 and r.at[stop] is None and r.shapes[stop] == LOWER and r.lows[stop] not in cue("metric_stop"):
        stop += 1
    if stop > j + 1 and (stop >= e or r.lows[stop] in (",", "and", ".", ";", ")", "on", "for")):
        _set(r, f, Metric(j + 1, stop, stop - 1, "quality", False), "value-in-noun", 0.7)


def _free(r: Reading, k: int) -> bool:
    m = r.at[k]
    return m is None or m.label in ("NAME", "ACRONYM", "WORD", "NONE", "METRIC") and m.end == m.start + 1


def _unknown(r: Reading, k: int) -> bool:
    """Whether a name is one by its shape alone, so that it may as well be a metric's."""
    m = r.at[k]
    return m is not None and m.end == m.start + 1 and not m.rule.startswith("lexicon")


def _changed_quantity(r: Reading, f: Figure, s: int, e: int, metrics: dict[int, Metric]) -> None:
    """The quantity that changes by a figure: "reduces training steps by 80%", "a 55% reduction in peak memory"."""
    span = _changed_object(r, f, s) or _reduced_object(r, f, e)
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
    f.kind = "efficiency" if metric is not None and metric.cls == "efficiency" or any(w in COSTS for w in r.lows[start:stop]) else "quality"
    f.rule, f.confidence = "changed-quantity", 0.8


_CHANGE = frozenset(
    "reduce reduces reducing reduced cut cuts cutting decrease decreases decreasing decreased improve improves improving improved increase "
    "increases increasing increased boost boosts boosting raise raises raising lower lowers lowering save saves saving saved accelerate "
    "accelerates accelerating shrink shrinks shrinking speed speeds speeding reduction improvement increase decrease enhance enhances".split()
)
_CHANGE_NOUNS = ("reduction", "improvement", "increase", "decrease", "savings", "saving", "reductions", "improvements", "gain", "gains", "drop")
_HOW_MUCH = frozenset(
    "of up to over about around nearly approximately than more an average a as much roughly almost at least the only just from on averaging ~ ≈ > < ± another "
    "further merely additional in".split()
)


def _changed_object(r: Reading, f: Figure, s: int) -> tuple[int, int] | None:
    """ "reduces X by N": the tokens of X."""
    k = f.start - 1
    while k >= s and r.lows[k] in _HOW_MUCH:
        k -= 1
    if k < s or r.lows[k] != "by":
        return None
    stop = k
    k -= 1
    while k >= s and k > stop - 9 and r.lows[k] not in _CHANGE:
        if r.lows[k] in (",", ";", "and", "while", "which", "that"):
            return None
        k -= 1
    return (k + 1, stop) if k >= s and r.lows[k] in _CHANGE else None


def _reduced_object(r: Reading, f: Figure, e: int) -> tuple[int, int] | None:
    """ "N reduction in X": the tokens of X."""
    k = f.end
    while k < min(f.end + 4, e) and r.lows[k] not in _CHANGE_NOUNS:
        k += 1
    if k + 1 >= e or r.lows[k] not in _CHANGE_NOUNS or r.lows[k + 1] not in ("in", "of"):
        return None
    start = stop = k + 2
    while stop < e and stop < start + 4 and r.shapes[stop] == LOWER and r.lows[stop] not in _HOW_MUCH and r.lows[stop] not in ("and", "for", "with", "compared", "when", "while", "without"):
        stop += 1
    return start, stop


# ---------------------------------------------------------------- coordinations and what is carried over


def _copy(f: Figure, source: Figure, rule: str, less: float = 0.05) -> None:
    f.metric, f.metric_span, f.kind, f.rule, f.linked = source.metric, source.metric_span, source.kind, rule, True
    f.confidence = source.confidence - less
    if source.kind == "efficiency" and not f.scale:
        f.unit = source.unit


def _share(r: Reading, group: list[Figure], metrics: dict[int, Metric], s: int, e: int) -> None:
    """Give the members of a coordination the metric of the one that has it, and pair lists of metrics."""
    if len(group) < 2 or group[0].role == "other":
        return
    listed = _list_behind(r, group[-1].end, metrics, e)
    if len(listed) != len(group):
        listed = _list_before(r, group[0].start, metrics, s)
    if len(listed) == len(group) and not _is_range(group):
        for f, m in zip(group, listed, strict=True):
            _set(r, f, m, "respectively", 0.94)
        return
    having = [f for f in group if f.metric]
    if not having:
        return
    source = having[-1] if group[-1].metric else having[0]
    for f in group:
        mine = f.rule == "metric-value" and r.lows[f.start - 1] in ("of", "=", ":", "is")
        if f is not source and (not f.metric or source.rule in ("value-metric", "value-unit") and not mine and f.rule == "metric-value"):
            _copy(f, source, "range" if f.range_end is source or source.range_end is f else "coordination", 0.03)


def _is_range(group: list[Figure]) -> bool:
    return len(group) == 2 and group[0].range_end is group[1]


def _list_behind(r: Reading, k: int, metrics: dict[int, Metric], e: int) -> list[Metric]:
    """The metrics of a coordination behind token `k`."""
    out: list[Metric] = []
    while k < e:
        if k in metrics:
            out.append(metrics[k])
            k = metrics[k].end
        elif r.lows[k] in ("and", "in", "the", "/", "scores", "score", "average", "for", "terms", "of", "on", "overall") or r.lows[k] == "," and out:
            k += 1
        else:
            break
    return out


def _list_before(r: Reading, k: int, metrics: dict[int, Metric], s: int) -> list[Metric]:
    """The metrics of a coordination before token `k`."""
    out: list[Metric] = []
    k -= 1
    while k >= s:
        if k in metrics:
            out.insert(0, metrics[k])
            k = metrics[k].start - 1
        elif r.lows[k] in (",", "and", "of", "scores", "score", "/", "values", "at", "to", "the", "average", "an", "a", "reaching", "are", "is", "were", "rates", "respectively", ":", "=", "as", "&"):
            k -= 1
        else:
            break
    return out


def _alike(a: Figure, b: Figure) -> bool:
    """Whether two figures may be values of one metric."""
    return a.role == b.role == "value" and a.percent == b.percent and bool(a.scale) == bool(b.scale) and (a.percent or b.kind != "quality" or (a.value <= 1) == (b.value <= 1))


def _carry(r: Reading, before: list[list[Figure]], group: list[Figure], metrics: dict[int, Metric], s: int, e: int) -> None:
    """The metric of the figures before, where the text leaves it out ("FID of 1.70 on A and 2.89 on B", "X (92.1%), Y (80.3%)")."""
    given = [f for g in before for f in g if f.metric and f.linked and _alike(f, group[0])]
    if not given:
        if before and before[-1][-1].role == group[0].role == "delta" and before[-1][-1].metric and before[-1][-1].percent == group[0].percent:
            given = [before[-1][-1]]
        else:
            return
    distinct: dict[str | None, Figure] = {}
    for f in given:
        distinct.setdefault(f.metric, f)
    sources = list(distinct.values())
    if len(group) > 1 and len(sources) == len(group) and not _is_range(group):
        # "an F1 of 0.41 and an IoU of 0.26, …, which scored 0.08 and 0.04 respectively"
        for f, source in zip(group, sources, strict=True):
            _copy(f, source, "carried-metrics")
        return
    if not _may_carry(r, group, s, e):
        return
    source = sources[0] if _compares(r, given[-1].end, group[0].start) and len(group) <= 2 else given[-1]
    for f in group:
        _copy(f, source, "carried-metric", 0.03)


def _compares(r: Reading, k: int, stop: int) -> bool:
    return any(w in cue("comparator") for w in r.lows[k:stop])


_AFTER_CARRIED = frozenset("on for in ) ( , . and with at to respectively ; when using under from across after while vs. vs v.s. v.s versus / without by if among only - over".split())


def _may_carry(r: Reading, group: list[Figure], s: int, e: int) -> bool:
    """Whether nothing beside a group says that it counts something else."""
    first, last = group[0], group[-1]
    nxt = r.lows[last.end] if last.end < e else "."
    if nxt not in _AFTER_CARRIED:
        return False
    if first.whole and (first.role == "value" or not r.lows[first.start - 1] in ("and", "(")):
        before = r.at[first.start - 2] if first.start - 2 >= s else None
        return r.lows[first.start - 1] == "(" and before is not None and before.label in ("METHOD", "DATASET") and nxt == ")"
    k = first.start - 1
    while k > s and r.lows[k] in ("of", "at", "about", "only", "just", "over"):
        k -= 1
    if k < first.start - 1 and r.lows[k] in cue("metric_name_stop") or r.lows[k] in ("threshold", "thresholds"):
        return False
    return r.lows[first.start - 1] not in ("=", "<", ">") or r.words[first.start - 2] in ("(",)


def _unnamed(r: Reading, f: Figure, metrics: dict[int, Metric], s: int, e: int, last: Figure | None, flat: list[Figure]) -> None:
    """A value whose metric stands elsewhere: the sentence's only one, the object of the change, or the one of the sentence before."""
    nxt = r.lows[f.end] if f.end < e else "."
    before = r.lows[max(s, f.start - 4) : f.start]
    if f.percent and nxt == "of" and r.lows[f.end + 1 : f.end + 2] != ["the"] or f.percent and any(w in cue("solve") for w in before) and "," not in before:
        f.rule, f.confidence = "share-solved", 0.6
        return
    if f.whole:
        return
    moved = _from_to(r, f, flat)
    base = next((g for g in reversed(flat) if g.end <= f.start and g.metric and g.percent == f.percent), None)
    if base is not None and "baseline" in before and "of" in before and nxt in _AFTER_CARRIED:
        _copy(f, base, "baseline-of", 0.1)
        return
    achieved = any(w in cue("achieve") or w in ("with", "at") for w in before) or moved or r.words[f.start - 1] == "(" and nxt in (")", ",", "vs.", "v.s.", "vs", "on")
    paired = next((g for g in flat if g.rule == "versus-in-brackets" and 0 < f.start - g.end <= 2), None)
    if paired is not None and r.lows[f.start - 1] in _VERSUS:
        f.rule, f.confidence = paired.rule, paired.confidence
        return
    told = [g for g in flat if g.rule in ("only-metric", "achieved-percent") and g.end <= f.start and _alike(g, f)]
    compared = any(w in cue("comparator") for w in r.lows[max(s, f.start - 3) : f.start])
    if told and (achieved or compared or r.lows[f.start - 1] == "and" and nxt == "for") and nxt in _AFTER_CARRIED:
        _copy(f, told[-1], told[-1].rule)
        return
    earlier = next((g for g in flat if g.rule == "achieved-percent" and 0 < f.start - g.end <= 6), None)
    if earlier is not None and f.percent and r.lows[f.start - 1] == "and" and nxt in ("on", "for", "in", "with"):
        f.rule, f.confidence = earlier.rule, earlier.confidence
        return
    if not achieved or nxt not in _AFTER_CARRIED and nxt != "of":
        return
    if "." in f.text and not f.percent and r.words[f.start - 1] == "(" and nxt in _VERSUS:
        f.rule, f.confidence = "versus-in-brackets", 0.7
    candidates = list({id(m): m for k, m in metrics.items() if m.cls == "quality" and m.end <= f.start and r.lows[m.core] != "performance"}.values())
    free = [m for m in candidates if not any(g.metric_span == (m.start, m.end) for g in flat)]
    if len(free) == 1 and (f.percent or free[0].strong) and not any(g.metric for g in flat if g.start < f.start and g.role == "value"):
        _set(r, f, free[0], "only-metric", 0.72)
        return
    if not f.percent and not moved:
        return
    if moved and _moved_object(r, f, flat, s):
        return
    if any(w in ("with", "at") for w in before) and not any(w in cue("achieve") for w in before):
        return
    if last is not None and last.percent == f.percent and last.metric and r.sentence_of[last.start] >= r.sentence_of[f.start] - 1 and not metrics:
        _copy(f, last, "carried-sentence", 0.25)
        return
    f.rule, f.confidence = "achieved-percent", 0.5


def _from_to(r: Reading, f: Figure, flat: list[Figure]) -> bool:
    """Whether a figure is an end of "from A to B"."""
    i = flat.index(f)
    if r.lows[f.start - 1] == "from":
        return i + 1 < len(flat) and "to" in r.lows[f.end : flat[i + 1].start] and flat[i + 1].start - f.end <= 12
    return i > 0 and r.lows[f.start - 1] == "to" and r.lows[flat[i - 1].start - 1] == "from" and f.start - flat[i - 1].end <= 12


def _moved_object(r: Reading, f: Figure, flat: list[Figure], s: int) -> bool:
    """ "raises the resolved rate from 40% to 43%": what changes, by its name in the text."""
    first = f if r.lows[f.start - 1] == "from" else flat[flat.index(f) - 1]
    if first is not f and first.metric:
        _copy(f, first, "from-to", 0.0)
        return True
    k = first.start - 2
    for j in range(k, max(s, k - 6), -1):
        if r.lows[j] in ("on", "in", "for", "of") and any(r.at[i] is not None and r.at[i].label in ("DATASET", "METHOD", "TASK") for i in range(j, k + 1)):  # type: ignore[union-attr]
            k = j - 1
            break
    if k < s or r.shapes[k] != LOWER or r.at[k] is not None or r.lows[k] in cue("metric_stop") or r.lows[k] in cue("delta_noun"):
        return False
    start = _extend(r, k, s)
    cost = any(w in COSTS for w in r.lows[start : k + 1])
    _set(r, f, Metric(start, k + 1, k, "efficiency" if cost else "quality", False), "from-to", 0.72)
    return True


def _second_metrics(r: Reading, f: Figure, metrics: dict[int, Metric], flat: list[Figure], s: int, e: int) -> list[Figure]:
    """Further metrics with the same value: "99.9% accuracy and F1-score", "precision, recall and F1 of 0.98"."""
    if f.rule not in ("value-metric", "metric-value") or f.metric_span is None or f.kind != "quality":
        return []
    out = []
    if f.rule == "value-metric":
        for m in _list_behind(r, f.metric_span[1], metrics, e):
            nxt = r.lows[m.end] if m.end < e else "."
            closes = nxt in (",", ".", "on", "for", ";", "across", "in", "respectively", ")", "while")
            if closes and not any(g.metric_span == (m.start, m.end) for g in flat) and r.lows[f.metric_span[1]] in ("and", ","):
                out.append(m)
    else:
        listed = _list_before(r, f.start, metrics, s)
        if not any(g.end <= f.start and listed and g.start >= listed[0].start for g in flat):
            out = [m for m in listed if (m.start, m.end) != f.metric_span and m.cls == "quality" and m.strong]
    twins = []
    for m in out:
        twin = f.copy()
        _set(r, twin, m, "second-metric", 0.8)
        twins.append(twin)
    return twins

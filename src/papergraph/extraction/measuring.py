"""The metric of each figure: in its unit, behind it or before it."""

from __future__ import annotations

import re

from papergraph.extraction.carrying import carry, name_performance, pair_runs, past_spread, second_metrics, share, unnamed
from papergraph.extraction.changing import changed_quantity
from papergraph.extraction.cues import cue
from papergraph.extraction.metrics import Metric, disown, extend, is_free, is_plural, is_unknown, set_metric
from papergraph.extraction.numerals import COSTS, STATISTICS, VERSUS, Figure, word_before
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, NUMBER, PUNCT, UPPER, Reading
from papergraph.extraction.units import efficiency

#: Words between a figure and the metric behind it.
_RIGHT_SKIP = cue("metric_behind_skip")
#: Words between a metric and the figure behind it.
_LEFT_SKIP = cue("metric_before_skip")
_LINKS = cue("metric_link")
_OPERATING = cue("operating_point")
_CLAUSE = frozenset("; . which that while whereas but although though because since".split())
#: Words behind "of" that make a percentage a share of a quality.
_WHOLES = frozenset("full the its their original baseline".split())
_DECIMAL_UNIT = cue("physical_unit")
#: Things that a paper counts; their number is no result.
_COUNTED = cue("counted")
_NOT_METRIC_BEHIND = cue("no_metric_behind")
_CUTOFF = re.compile(r"top-\d{1,3}|[a-z0-9-]{1,20}@[a-z0-9.]{1,6}")
_ACRONYM = re.compile(r"[A-Za-z][A-Za-z0-9@\-_/+.]*[A-Z0-9@][a-z\-_]*|[A-Z]+\d*")
_MEASURES = cue("measure_noun")
#: Words in a metric's name that make its value a difference.
_CHANGED = frozenset("reduction improvement gain increase decrease speedup acceleration".split())
#: What stands beside a value but is no metric.
_SIZES = frozenset("gb mb kb tb gib mib kib".split())
_NO_METRIC = frozenset("sd se sem ci cis iqr std kj gpu usd mb gb kb tb".split())


def measure(
    r: Reading, groups: list[list[Figure]], metrics: dict[int, Metric], s: int, e: int, last: Figure | None
) -> list[Figure]:
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
        share(r, group, metrics, s, e)
        if not any(f.metric for f in group):
            carry(r, groups[:n], group, s, e)
    flat = [f for g in groups for f in g]
    pair_runs(r, flat, metrics, s, e)
    for f in flat:
        if f.role == "value" and not f.metric:
            unnamed(r, f, metrics, s, e, last, flat)
    for n, f in enumerate(flat):
        if f.role == "value" and f.metric_span and r.lows[f.metric_span[1] - 1] == "performance":
            name_performance(f, [last, *flat[:n]] if last else flat[:n])
    return [twin for f in flat if f.role == "value" and f.metric for twin in second_metrics(r, f, metrics, flat, s, e)]


def _own_metric(r: Reading, f: Figure, metrics: dict[int, Metric], s: int, e: int) -> None:
    """The metric beside a figure: behind it, before it, or in its unit."""
    if f.role == "other":
        return
    if f.role == "value" and efficiency(r, f, s, e):
        _better_name(r, f, metrics, s)
        return
    right = _right(r, f, metrics, e)
    left = _statistic(r, f, s) or _left(r, f, metrics, s)
    if f.role == "value":
        right, left = _measurable(r, f, right), _measurable(r, f, left)
    if f.role != "value" and right is None and left is None:
        changed_quantity(r, f, s, e, metrics)
        return
    if (
        right
        and left
        and (
            r.lows[f.start - 1] in ("of", "=", ":", "is")
            or (r.lows[f.start - 1] == "(" and right.start - f.end >= 1 and r.words[f.end] != ")")
        )
    ):
        right = None  # "accuracy of 85.4 and F1 of 80": the metric before wins where "of" links it
    if left is None or r.lows[left.core] == "performance" or ")" in r.lows[left.end : f.start]:
        left = _bracketed_noun(r, f, left, metrics, s, e) or left
    if right is not None:
        set_metric(r, f, right, "value-metric", 0.96 if right.start == f.end else 0.93)
    elif left is not None:
        near = f.start - left.end <= 2
        set_metric(r, f, left, "metric-value", 0.95 if near else 0.91)
    elif f.role == "value":
        _named_beside(r, f, s, e)


def _bracketed_noun(r: Reading, f: Figure, left: Metric | None, metrics: dict[int, Metric], s: int, e: int) -> Metric | None:
    """The noun phrase before the brackets of a value: "better performance in stent placement (90.3% vs. 72.2%)"."""
    k = f.start - 1
    if f.role != "value" or f.whole or r.words[k] != "(" or f.end >= e or r.lows[f.end] not in (")", ",", *VERSUS):
        return None
    start = k
    while start > s and k - start < 4 and _is_of_a_noun(r, start - 1):
        start -= 1
    if k - start < 2 or any(w in COSTS or w in cue("metric_name_stop") or w in cue("counted") for w in r.lows[start:k]):
        return None
    led = r.lows[start - 1] in ("in", "on") and left is not None and left.end <= start
    if not (led or (r.lows[start - 1] == "and" and _measured_in_brackets(r, start - 2, metrics, s))) or is_plural(
        r.lows[k - 1]
    ):
        return None
    found = Metric(start, k, k - 1, "quality", False)
    metrics.update(dict.fromkeys(range(start, k), found))
    return found


def _measured_in_brackets(r: Reading, k: int, metrics: dict[int, Metric], s: int) -> bool:
    """Whether brackets that close at token `k` hold the value of the metric before them: "Pass@1 (0.6) and"."""
    k -= r.words[k] == ","
    opening = next((j for j in range(k - 1, max(s, k - 16), -1) if r.words[j] == "("), s) if r.words[k] == ")" else s
    return opening > s and r.shapes[opening + 1] == NUMBER and opening - 1 in metrics


def _statistic(r: Reading, f: Figure, s: int) -> Metric | None:
    """The letter of a statistic as a metric, unless words before the brackets say what it measures: "(r = 0.35)"."""
    k = f.start - 1
    while k > s and (r.lows[k] in ("=", "≈", "~", ":", ">", "up", "to") or r.lows[k] in cue("approx")):
        k -= 1
    if k == f.start - 1 or r.lows[k] not in STATISTICS or r.at[k] is not None:
        return None
    if r.lows[k] == "r" and any(w in _SETTINGS for w in r.lows[max(s, k - 5) : k]):
        f.role = "other"  # "rates (r = 0.5)"
        return None
    first = next((j for j in range(s, k) if r.lows[j] == r.lows[k] and r.lows[j + 1] == "=" and r.at[j] is None), k)
    before = r.lows[max(s, first - 7) : first] + r.lows[max(s, k - 7) : k]
    told = any(w.startswith(_CORRELATIONS) for w in before)
    return None if told else Metric(k, k + 1, k, "quality", True)


_SETTINGS = frozenset("rate rates ratio ratios compression retention radius resolution".split())
_CORRELATIONS = ("correlation", "spearman", "pearson", "kendall", "agree", "alignment", "kappa")


def _measurable(r: Reading, f: Figure, m: Metric | None) -> Metric | None:
    """A metric unless the figure only counts or gives a share of it ("11% parameters", "20 steps")."""
    if m is None or r.lows[m.core] in ("gap", "gaps", "margin", "improvement"):
        return None
    if any(w in _CHANGED for w in r.lows[m.start : m.end]):
        f.role = "delta"  # "an error reduction rate of 45%"
        return None
    if r.lows[m.end - 1] in _AGREEMENTS and _is_between_people(r, m):
        f.role = "other"
        return None
    if f.percent and _is_operating_point(r, f, m):
        f.role = "other"
        return None
    if (
        f.percent
        and r.lows[m.core] == "performance"
        and any(w.startswith(_KEEPS) for w in r.lows[max(0, f.start - 4) : f.start])
    ):
        f.role = "other"  # "retains 98% of the teacher's performance"
        return None
    if m.cls != "efficiency":
        return m
    words = r.lows[m.start : m.end]
    counted = any(w in _COUNTED for w in words) and not any(w in COSTS and w not in _COUNTED for w in words)
    far = m.end <= f.start and (f.start - m.end > 3 or (r.lows[m.end] == "," and f.scale != ""))
    if (f.percent and "utilization" not in words) or counted or far:
        return None
    return m


_KEEPS = ("retain", "preserv", "recover", "maintain", "keep")
_AGREEMENTS = frozenset("kappa agreement alpha icc score κ irr".split())


def _is_between_people(r: Reading, m: Metric) -> bool:
    """Whether a metric tells how far annotators agree: it is no result of a method."""
    if not any(w in _AGREEMENTS and w != "score" for w in r.lows[m.start : m.end]):
        return False
    near = r.lows[max(0, m.start - 9) : m.end + 1]
    if any(w.startswith(("inter-annotator", "interannotator", "inter-rater", "inter-coder", "inter-reviewer")) for w in near):
        return True
    return any(w == "agreement" and near[i - 1] in _PEOPLE for i, w in enumerate(near) if i)


_PEOPLE = frozenset("annotator annotators reviewer reviewers rater raters coder coders human-human".split())


def _is_operating_point(r: Reading, f: Figure, m: Metric) -> bool:
    """Whether a figure says where another was measured: "at a 1% false positive rate", "TPR at 1 percent FPR"."""
    k = (m.start if m.end <= f.start and r.lows[f.start - 1] == "of" else f.start) - 1
    while r.lows[k] in ("a", "an", "the", "fixed"):
        k -= 1
    if r.lows[k] != "at":
        return False
    if m.end <= f.start and r.lows[f.start - 1] == "of":
        return any(w in _OPERATING for w in r.lows[m.start : m.end])
    words = r.lows[m.start : m.end] if m.start >= f.end else r.lows[f.end : f.end + 3]
    return any(w in _OPERATING for w in words)


def _better_name(r: Reading, f: Figure, metrics: dict[int, Metric], s: int) -> None:
    """The text's own name of an efficiency whose unit gave a general one: "processing speeds of 167 frames per second"."""
    k = f.start - 1
    while k >= s and f.start - k < 6 and k not in metrics and r.lows[k] in _LEFT_SKIP and r.lows[k] not in ("and", ","):
        k -= 1
    if (
        k < s
        or f.metric == "parameters"
        or (r.lows[k] not in _MEASURES and not (k in metrics and metrics[k].cls == "efficiency"))
    ):
        return
    m = metrics.get(k)
    start, end = (m.start, m.end) if m is not None else (extend(r, k, s), k + 1)
    if end - start > 1 and not any("param" in w or "flop" in w for w in r.lows[start:end]):
        f.metric, f.metric_span = r.surface(start, end), (start, end)


def _right(r: Reading, f: Figure, metrics: dict[int, Metric], e: int) -> Metric | None:
    k, hops = f.end, 0
    tail = f.range_end
    if tail is not None or (k < e and r.lows[k] in _SIZES):
        return None
    inside = metrics.get(k + 1) if k + 1 < e and r.words[k] == "(" else None
    if inside is not None and inside.strong and inside.start == k + 1 and inside.end < e and r.words[inside.end] == ")":
        return inside  # "0.91 (AUC)"
    if k + 1 < e and r.words[f.start - 1] == "(" and r.words[k] == ")" and k + 1 in metrics and metrics[k + 1].strong:
        return metrics[k + 1]  # "improves to (71.7%) macro-F1"
    while k < e and hops < 6:
        found = metrics.get(k)
        if found is not None:
            return found if _fits_behind(r, f, found, e) else None
        if r.words[k] in ("±", "+") and hops == 0:
            k = past_spread(r, k, e)
            continue
        m = r.at[k]
        if m is not None and m.label in ("PHRASE", "NAME") and m.start == f.end and m.end in metrics:
            found = metrics[m.end]
            return Metric(m.start, found.end, found.core, found.cls, found.strong)  # "97% Full Hit accuracy"
        if m is not None:
            if m.label in ("DATASET", "TASK", "FAMILY", "NONE"):
                k, hops = m.end, hops + 1
                continue
            return None
        low = r.lows[k]
        if (
            low == "of"
            and f.percent
            and f.role == "value"
            and r.lows[k + 1] in _WHOLES
            and (k + 1 in metrics or k + 2 in metrics)
        ):
            f.role = "other"  # "recovers 46% of full quality"
            return None
        if f.role == "delta" and (
            low in cue("delta_word") or low in cue("delta_noun") or low in ("points", "point", "percentage")
        ):
            k, hops = k + 1, hops + 1
            continue
        if hops == 0 and low in _DECIMAL_UNIT and not f.percent:
            k, hops = k + 1, hops + 1
            continue
        if low == "and" or low not in _RIGHT_SKIP:
            if (low == "-" and k == f.end) or (
                r.shapes[k] == LOWER
                and k == f.end
                and low not in cue("metric_stop")
                and not is_plural(low)
                and k + 1 in metrics
            ):
                k, hops = k + 1, hops + 1
                continue
            return None
        if low == "on" and k + 1 in metrics and r.lows[metrics[k + 1].end - 1] in _COUNTED:
            return None  # "by 3% on noisy samples"
        if low in ("on", "for", "with") and not (f.role == "delta" and k + 1 in metrics):
            return _for_metric(r, f, k, metrics, e)
        k, hops = k + 1, hops + 1
    return None


def _for_metric(r: Reading, f: Figure, k: int, metrics: dict[int, Metric], e: int) -> Metric | None:
    """The metric in "98% for F-measure" where "for" stands at token `k`."""
    found = metrics.get(k + 1)
    if r.lows[k] != "for" or k != f.end or f.whole or found is None or not found.strong or found.start != k + 1:
        return None
    closes = found.end >= e or r.lows[found.end] in (",", "and", ".", ";", ")", "on", "in")
    return found if closes and f.role == "value" and f.start and r.lows[f.start - 1] not in (",", ":") else None


def _fits_behind(r: Reading, f: Figure, found: Metric, e: int) -> bool:
    """Whether a metric behind a figure is that figure's own."""
    after = r.lows[found.end] if found.end < e else ""
    if after in ("loss", "losses") and f.role == "value":
        f.role = "delta"  # "0.3% accuracy loss"
        return False
    if (
        after in _NOT_METRIC_BEHIND
        or after == "scale"
        or any(w in ("budget", "constraint", "threshold", "target") for w in r.lows[found.end : found.end + 2])
    ):
        return False
    if f.role == "value" and r.lows[f.start - 1] == "at" and any(w in _OPERATING for w in r.lows[found.start : found.end]):
        return False  # "recall of 80% at 1% FPR"
    if f.whole and not found.strong and f.role == "value":
        return False
    if (
        f.role == "value"
        and after in ("of", "=", ":", "is")
        and found.end + 1 < e
        and (r.shapes[found.end + 1] == NUMBER or r.lows[found.end + 1] in ("over", "up", "about"))
    ):
        return r.lows[f.end] not in ("and", ",", "with")
    return True


def _left(r: Reading, f: Figure, metrics: dict[int, Metric], s: int) -> Metric | None:
    """The metric before a figure, behind linking words: "accuracy on X of 85.4", "WER (2.1%)"."""
    k, hops, linked, crossed, inside = f.start - 1, 0, False, False, False
    if f.sign and r.lows[k] in ("+", "-"):
        k -= 1
    if r.lows[k] == "," and k - 1 in metrics and _is_apposed(r, f, metrics[k - 1]):
        return metrics[k - 1]
    if (
        k < s
        or r.lows[k] in (",", "and", "by", "on", "for", "in", "using")
        or (f.role == "delta" and r.lows[k] == "of" and f.sign == "")
    ):
        return None
    linking = k
    while linking > s and linking > k - 3 and r.lows[linking] in cue("approx"):
        linking -= 1
    loose = r.lows[linking] in _LINKS or r.lows[k] in (*_LINKS, "(")
    while k >= s and hops < (12 if loose else 7):
        found = metrics.get(k)
        if found is not None:
            if (crossed and not linked) or (
                f.whole and crossed and not (found.strong and r.lows[f.start - 1] in ("from", "to"))
            ):
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
        if low in _CLAUSE or (r.shapes[k] == NUMBER and not _same_group(r, k, f)) or (low in (")", "and") and hops == 0):
            if not (low == "which" and hops <= 5 and r.lows[k - 1] == ","):
                return None
        elif low not in _LEFT_SKIP and low not in ("in", "on", "for", "%"):
            if not loose or (r.shapes[k] == PUNCT and low != ")"):
                return None
            crossed = True
        k, hops = k - 1, hops + 1
    return None


def _is_apposed(r: Reading, f: Figure, m: Metric) -> bool:
    """Whether a value stands behind its metric's comma: "with the highest accuracy, 92%"."""
    behind = r.lows[f.end] if f.end < len(r.lows) else "."
    superlative = any(w.endswith("est") or w == "best" for w in r.lows[max(0, m.start - 2) : m.start + 1])
    return m.strong and not f.whole and superlative and behind in (",", ".", "among", "on", "in", "for", "and")


def _same_group(r: Reading, k: int, f: Figure) -> bool:
    """Whether the number at token `k` stands in one coordination with a figure: "accuracy from 35.6% to 46.7%"."""
    between = r.lows[k + 1 : f.start]
    return len(between) <= 4 and all(w in ("%", "to", "-", "and", ",", "percent", "→", "or") for w in between)


def _fits_before(r: Reading, f: Figure, found: Metric, metrics: dict[int, Metric], s: int) -> bool:
    """Whether a metric before a figure is that figure's own: no difference, not the value of another figure."""
    if (
        f.role == "value"
        and f.whole
        and not found.strong
        and not ("of" in r.lows[found.end : f.start] or (r.lows[f.start - 1] in ("=", ":") and found.end >= f.start - 2))
    ):
        return False
    if f.whole and f.role == "value" and _counts(r, f):
        return False
    before = r.lows[found.start - 1] if found.start > s else ""
    between = r.lows[found.end : f.start]
    if (
        r.lows[found.core] in ("loss", "losses")
        and found.core > s
        and (
            metrics.get(found.core - 1, found) is not found
            or r.lows[found.core - 1] in ("performance", "quality", "accuracy", "precision")
        )
    ):
        f.role = "delta"
    if before in ("%", ")") and any(w in (",", "and") for w in between):
        return False
    numbered = r.lows[found.start - 2] in cue("numbered_noun") and "of" in between
    if (r.shapes[found.start - 1] == NUMBER and found.start > s and not numbered) or before in ("%", "percent"):
        return not between
    if f.role == "value" and any(w in cue("delta_noun") for w in between):
        f.role = "delta" if between[-1] not in ("from",) and "to" not in between[-2:] else f.role
    return not (found.end < len(r.lows) and r.lows[found.end] in _NOT_METRIC_BEHIND)


def _counts(r: Reading, f: Figure) -> bool:
    """Whether a whole number counts what stands behind it: "1,680 participants"."""
    k = f.end
    if f.scale or k >= len(r.lows) or r.at[k] is not None or r.shapes[k] != LOWER:
        return False
    return r.lows[k].endswith("s") and len(r.lows[k]) > 4 and r.lows[k] not in ("points", "across", "degrees", "versus", "as")


def _named_beside(r: Reading, f: Figure, s: int, e: int) -> None:
    """A metric that no lexicon knows: "C-index of 0.64", "(iAUC 0.731", "0.92 XBench-F", "with a planning coverage of 96%"."""
    if f.whole:
        return
    k = f.start - 1
    while k > s and r.lows[k] in cue("named_link"):
        k -= 1
    if k >= s and (_acronym_before(r, f, k, s) or _noun_before(r, f, k, s)):
        return
    if f.end < e and not _acronym_behind(r, f, e) and not _noun_behind(r, f, s, e):
        _in_noun(r, f, s, e)


def _acronym_before(r: Reading, f: Figure, k: int, s: int) -> bool:
    """Take the acronym or cut-off at token `k` as the metric: "a C-index of 0.64", "Top-3 of 68%", "(iAUC 0.73)"."""
    if k < f.start - 1 and _CUTOFF.fullmatch(r.lows[k]):
        start = k - (r.lows[k].startswith("rate@") and k > s)
        set_metric(r, f, Metric(start, k + 1, k, "quality", True), "named-value", 0.85)
        return True
    graded = f.percent or f.value <= 1 or len(f.text.partition(".")[2]) > 1  # a value, no version
    closed = f.end < len(r.lows) and r.lows[f.end] in (")", ",", ";", "and", "[", *VERSUS)
    listed = (
        graded
        and closed
        and r.words[k - 1] in ("(", ";", ",", ":", *VERSUS)
        and not (f.percent and r.words[f.start - 1] == "(")
    )
    linked = k < f.start - 1 and r.lows[f.start - 1] not in ("(", "at", "over", "up", "to", "about")
    if r.shapes[k] not in (UPPER, MIXED) or not (linked or listed) or not _ACRONYM.fullmatch(r.words[k]):
        return False
    if r.lows[k] in _NO_METRIC:
        f.role = "other"
        return True
    if not is_free(r, k) and not ((listed or r.lows[k - 1] in ("a", "an")) and is_unknown(r, k)):
        return False
    disown(r, k)
    set_metric(r, f, Metric(k, k + 1, k, "quality", True), "named-value", 0.78)
    return True


def _noun_before(r: Reading, f: Figure, k: int, s: int) -> bool:
    """Take the noun phrase that ends with token `k` as the metric: "achieving a planning coverage of 96%"."""
    if "of" not in r.lows[k + 1 : f.start] or r.shapes[k] not in (LOWER, CAPITAL) or r.at[k] is not None:
        return False
    if r.lows[k] in cue("metric_name_stop") or r.lows[k] in cue("metric_stop"):
        return False
    start = extend(r, k, s)
    if start <= s or r.lows[start - 1] not in ("a", "an") or any(w in cue("setting_noun") for w in r.lows[start:k]):
        return False
    if not any(w in cue("achieve") or w == "with" for w in r.lows[max(s, start - 5) : start]):
        return False
    cost = any(w in COSTS for w in r.lows[start : k + 1])
    set_metric(r, f, Metric(start, k + 1, k, "efficiency" if cost else "quality", False), "named-value", 0.74)
    return True


_CLOSES = frozenset(
    "on for in , . and ) with score at ( ; while using from by than under when across even overall without despite".split()
)


def _acronym_behind(r: Reading, f: Figure, e: int) -> bool:
    """Take the acronym or cut-off behind a figure as the metric: "0.92 XBench-F", "0.36 Recall@All"; whether one is there."""
    j = f.end
    if (is_free(r, j) or is_unknown(r, j)) and "@" in r.words[j] and _CUTOFF.fullmatch(r.lows[j]):
        disown(r, j)
        set_metric(r, f, Metric(j, j + 1, j, "quality", True), "value-named", 0.85)
        return True
    achieved = any(w in cue("achieve") for w in r.lows[max(0, f.start - 3) : f.start]) and is_unknown(r, j)
    if r.shapes[j] not in (UPPER, MIXED) or not (achieved or is_free(r, j)) or not _ACRONYM.fullmatch(r.words[j]):
        return False
    if r.lows[j] in _NO_METRIC:
        return True
    if j + 1 < e and r.lows[j + 1] not in _CLOSES:
        return False
    if r.lows[j] not in _DECIMAL_UNIT and not f.scale:
        disown(r, j)
        set_metric(r, f, Metric(j, j + 1, j, "quality", True), "value-named", 0.78)
    return True


def _noun_behind(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Take the noun phrase behind an achieved percentage as the metric: "maintains 60-80% effectiveness"."""
    k = word_before(r, f) + 1
    while k > s and (r.lows[k - 1] in ("a", "an", "to", "up", "-", "%") or r.shapes[k - 1] == NUMBER):
        k -= 1
    if not f.percent or r.lows[k - 1] not in cue("achieve"):
        return False
    j = f.end
    while j < e and j < f.end + 4 and _is_of_a_noun(r, j):
        j += 1
    words = r.lows[f.end : j]
    if not words or (j < e and r.lows[j] not in _CLOSES) or is_plural(words[-1]) or any(w in COSTS for w in words):
        return False
    if any(w in cue("metric_name_stop") or w in cue("counted") or w in cue("delta_noun") for w in words):
        return False
    if j + 1 < e and r.lows[j] == "and" and any(w in cue("metric_head") for w in r.lows[j + 1 : j + 3]):
        return False  # "100% parse and execution validity"
    set_metric(r, f, Metric(f.end, j, j - 1, "quality", False), "value-named", 0.72)
    return True


def _is_of_a_noun(r: Reading, j: int) -> bool:
    """Whether token `j` may belong to the name of an unknown metric."""
    m = r.at[j]
    if m is not None:
        return m.label in ("TASK", "PHRASE", "ACRONYM")
    return (
        r.shapes[j] in (LOWER, UPPER)
        and r.lows[j] not in cue("metric_stop")
        and r.lows[j] not in ("even", "overall")
        and not r.lows[j].endswith("ly")
    )


def _in_noun(r: Reading, f: Figure, s: int, e: int) -> None:
    """ "achieves only 61.8% in awareness": the noun behind "in" that no data set or task is."""
    j = f.end
    if (
        not f.percent
        or j >= e
        or r.lows[j] != "in"
        or not any(w in cue("achieve") for w in r.lows[max(s, f.start - 4) : f.start])
    ):
        return
    stop = j + 1
    while (
        stop < e and stop < j + 4 and r.at[stop] is None and r.shapes[stop] == LOWER and r.lows[stop] not in cue("metric_stop")
    ):
        stop += 1
    if stop > j + 1 and (stop >= e or r.lows[stop] in (",", "and", ".", ";", ")", "on", "for")):
        set_metric(r, f, Metric(j + 1, stop, stop - 1, "quality", False), "value-in-noun", 0.7)

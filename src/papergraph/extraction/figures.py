"""Figures: which number is a value of which metric, on which data set, of which method."""

from __future__ import annotations

import re

from papergraph.extraction.cues import cue
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import LOWER, NUMBER, Mention, Reading
from papergraph.extraction.roles import is_training
from papergraph.extraction.subjects import main_name, subject
from papergraph.extraction.things import thing_key

_PARSE = re.compile(r"([+-]?)((?:\d{1,3}(?:,\d{3})+|\d*\.?\d+)(?:e-?\d+)?)([a-zA-Zμ]{0,3})\+?")
_RATIO = frozenset(("x", "times", "fold", "-fold", "folds"))
_SCALE = frozenset("K M B G T k million billion trillion thousand".split())
#: Words behind a figure that make it a difference.
_DELTA_AFTER = frozenset(
    "improvement improvements gain gains increase increases reduction reductions decrease decreases drop higher lower better fewer faster less "
    "more boost relative absolute advantage margin smaller cheaper slower larger greater worse degradation shorter speedup savings saving "
    "speedups decline loss-reduction uplift gap cut acceleration longer improving over".split()
)
_DELTA_BEFORE = frozenset(
    "by improvement improvements gain gains increase increases reduction reductions decrease decreases drop margin boost gap margins "
    "advantage difference decline uplift degradation savings".split()
)
_BETWEEN = frozenset(
    "of up to over about around nearly approximately than more an average a as much roughly almost at least the only just from on averaging "
    "~ ≈ > < ± another further merely additional in".split()
)
#: Words between a figure and the metric behind it.
_RIGHT_SKIP = frozenset(
    "in of the an a average mean overall top-1 top-5 zero-shot test validation val classification absolute final linear on macro micro macro- "
    "weighted detection segmentation box mask single-scale terms exact relative execution retrieval top1 state-of-the-art median task "
    "best balanced total recognition human global few-shot out-of-distribution in-distribution with 'score' and prediction".split()
)
_LEFT_SKIP = frozenset(
    "of is at to = : reaching was are score scores value values rate rates as low high up exceeding around above below only over about nearly "
    "approximately than from ( reaches an average averaging the a being be equal achieved by , and up-to reached ≈ ~ > < ± achieving with "
    "between dropping increased increases improved rises rising falls fell drops dropped improving reduced mean results result reported "
    "under reach performance respectively just more less".split()
)
_ACHIEVE = frozenset(
    "achieve achieves achieved achieving attain attains attained attaining reach reaches reached reaching obtain obtains obtained obtaining score "
    "scores scored scoring get gets yield yields yielding hit hits report reports record deliver delivers with at to from secure secures "
    "solves solving resolves resolve exceed exceeds exceeding averaging average".split()
)
_UNITS = {
    "ms": "latency", "fps": "FPS", "gflops": "GFLOPs", "flops": "FLOPs", "mflops": "FLOPs", "gmacs": "MACs", "macs": "MACs", "tflops": "FLOPs",
    "params": "parameters", "parameters": "parameters", "parameter": "parameters", "weights": "", "mj": "energy", "milliseconds": "latency",
    "gpu-days": "search cost", "gpu-hours": "GPU-hours", "gbops": "BOPs", "bops": "BOPs", "qps": "throughput", "hz": "frequency",
}  # fmt: skip
_SIZES = frozenset(("gb", "mb", "kb", "gib", "mib", "kib", "tb"))
_TIMES = frozenset("ms s seconds second sec milliseconds minutes hours hour days day min μs us".split())


class Figure:
    """A number in the text and what was found out about it."""

    __slots__ = (
        "confidence", "dataset", "dataset_span", "delta", "end", "hardware", "kind", "method", "metric", "metric_span", "percent", "ratio", "role",
        "rule", "scale", "sign", "spans", "start", "text", "unit", "value",
    )  # fmt: skip

    def __init__(self, start: int, end: int, value: float, sign: str, scale: str, percent: bool, ratio: bool, text: str) -> None:
        self.start, self.end, self.value, self.sign, self.scale = start, end, value, sign, scale
        self.percent, self.ratio, self.text = percent, ratio, text
        self.role = "other"
        self.metric: str | None = None
        self.metric_span: tuple[int, int] | None = None
        self.dataset: str | None = None
        self.dataset_span: tuple[int, int] | None = None
        self.method = ""
        self.unit: str | None = "%" if percent else (scale or None)
        self.kind = "quality"
        self.hardware: str | None = None
        self.rule, self.confidence = "", 0.8
        self.spans: list[tuple[int, int]] = []


def find(r: Reading) -> None:
    """Read all figures of a text; those that are absolute values become results."""
    r.figures = []
    r.results = []
    running: str | None = None
    for s, e in r.sentences:
        if s < r.title_end:
            continue
        figures = [f for i in range(s, e) if r.shapes[i] == NUMBER and r.at[i] is None and (f := _figure(r, i, e)) is not None]
        if not figures:
            running = _running_dataset(r, s, e) or running
            continue
        for f in figures:
            _classify(r, f, s, e)
        groups = _groups(r, figures)
        for f in figures:
            _find_metric(r, f, s, e)
        _share_metrics(r, groups)
        _find_datasets(r, groups, figures, s, e)
        here = _running_dataset(r, s, e)
        for f in figures:
            if f.role == "value" and f.dataset is None and here is None and f.kind == "quality" and running and s > r.title_end:
                f.dataset, f.confidence = running, f.confidence - 0.1
        _find_methods(r, figures, s, e)
        _from_to(r, figures, s)
        valued = [f.dataset for f in figures if f.role == "value" and f.metric and f.dataset]
        running = valued[-1] if valued else here or running
        r.figures.extend(figures)
    r.results = _results(r)


def _figure(r: Reading, i: int, e: int) -> Figure | None:
    match = _PARSE.fullmatch(r.words[i])
    if match is None:
        return None
    sign, digits, suffix = match.groups()
    try:
        value = float(digits.replace(",", ""))
    except ValueError:
        return None
    j = i + 1
    if not sign and i and r.words[i - 1] in ("+", "-", "−") and r.starts[i] == r.ends[i - 1]:
        sign = r.words[i - 1]
    percent = ratio = False
    scale = ""
    if suffix in ("x", "X"):
        ratio = True
    elif suffix:
        scale = suffix
    if j < e:
        word = r.lows[j]
        if word in ("%", "percent", "pp", "％"):
            percent, j = True, j + 1
        elif word in _RATIO and not (word == "x" and j + 1 < e and r.shapes[j + 1] == NUMBER):
            ratio, j = True, j + 1
        elif word == "-" and j + 1 < e and r.lows[j + 1] in ("fold", "x", "times") and r.starts[j + 1] <= r.ends[j]:
            ratio, j = True, j + 2
        elif r.words[j] in _SCALE and not suffix:
            scale, j = {"million": "M", "billion": "B", "thousand": "K"}.get(word, r.words[j]), j + 1
    return Figure(i, j, value, sign, scale, percent, ratio, r.surface(i, j))


def _classify(r: Reading, f: Figure, s: int, e: int) -> None:
    """Set a figure's role: `ratio`, `delta`, `value` or `other` (values still need a metric)."""
    if f.ratio:
        f.role = "ratio"
        return
    if f.sign == "+":
        f.role = "delta"
        return
    if f.start > s and r.words[f.start - 1] in ("[", "Fig", "Fig.", "Figure", "Table", "Section", "k", "=") and not f.percent:
        f.role = "value" if r.words[f.start - 1] == "=" and f.start - 2 >= s and r.at[f.start - 2] is not None else "other"
        return
    k, hops = f.start - 1, 0
    while k >= s and hops < 6 and (r.lows[k] in _BETWEEN or r.lows[k] in ("(", "~")):
        k -= 1
        hops += 1
    before = r.lows[k] if k >= s else ""
    directly = f.start - 1 == k
    if before == "by" and not _passive_by(r, k):
        f.role = "delta"
        return
    if before in _DELTA_BEFORE and before != "by" and any(w in ("of", "by", "to", "up") for w in r.lows[k + 1 : f.start]) and "from" not in r.lows[k + 1 : f.start] or directly and before in ("improvement", "gain"):
        f.role = "delta"
        return
    # what follows: "1.2% higher accuracy", "3 points better", "a 20% relative improvement"
    for j in range(f.end, min(f.end + 5, e)):
        low = r.lows[j]
        if low in ("points", "point", "percentage", "absolute", "relative", "points,", "pp"):
            if j == f.end and low in ("relative", "absolute", "percentage"):
                f.role = "delta"
                return
            continue
        if low in _DELTA_AFTER and (low != "over" or j == f.end) and not (low == "more" and False):
            if low in ("drop", "loss", "gap", "over") and j > f.end + 2:
                break
            f.role = "delta"
            return
        if r.at[j] is not None and r.at[j].label == "METRIC":  # type: ignore[union-attr]
            m = r.at[j]
            after = r.lows[m.end] if m.end < e else ""  # type: ignore[union-attr]
            if after in _DELTA_AFTER and after not in ("more", "less", "over", "better", "higher", "lower", "faster"):
                f.role = "delta"
                return
            break
        if low in (",", ".", "and", ";", ")", "on", "of", "for", "with", "to", "/"):
            break
    f.role = "value"


def _passive_by(r: Reading, k: int) -> bool:
    return False


def _groups(r: Reading, figures: list[Figure]) -> list[list[Figure]]:
    """Figures in a coordination ("82.3% and 83.9%", "89.1% / 81.5%")."""
    groups: list[list[Figure]] = []
    for f in figures:
        if groups:
            last = groups[-1][-1]
            between = r.lows[last.end : f.start]
            joined = bool(between) and all(w in (",", "and", "/", "or", "+", "-", "vs.", "&", "%", "to") for w in between)
            if joined and last.role == "delta" and f.role == "value" and last.percent == f.percent:
                f.role = "delta"
            if joined and last.role == f.role and last.percent == f.percent:
                groups[-1].append(f)
                continue
            if last.role == "delta" and f.role == "value" and last.percent == f.percent and _continues(r, last.end, f):
                f.role = "delta"
        groups.append([f])
    return groups


def _continues(r: Reading, k: int, f: Figure) -> bool:
    """Whether a figure goes on with the differences before it ("by 1.7% mAP on detection and 1.4% on segmentation")."""
    between = r.lows[k : f.start]
    nxt = r.lows[f.end] if f.end < len(r.lows) else ""
    return len(between) <= 9 and between[-1:] == ["and"] and nxt in ("on", "for", "in") and any(w in ("on", "for", "in") for w in between)


def _metric_name(r: Reading, m: Mention) -> tuple[str, tuple[int, int]]:
    """A metric with the words before it that qualify it."""
    start = m.start
    while start > 0 and r.lows[start - 1] in _QUALIFIERS and r.at[start - 1] is None:
        start -= 1
    return r.surface(start, m.end), (start, m.end)


_QUALIFIERS = frozenset(
    "top-1 top-5 top1 mean average test linear zero-shot box mask word classification balanced macro micro weighted overall exact execution "
    "downstream few-shot validation clean robust adversarial top relative character phoneme token retrieval answer".split()
)


def _find_metric(r: Reading, f: Figure, s: int, e: int) -> None:
    """Look for the metric of a figure: behind it, then before it, then in its unit."""
    if f.role not in ("value", "delta", "ratio"):
        return
    if f.role == "value" and _efficiency(r, f, e):
        return
    found = _metric_right(r, f, e)
    left = _metric_left(r, f, s)
    if found is None and left is None and f.role != "value" and _changed_quantity(r, f, s):
        return
    if found and left and f.start - left.end <= 2 and found.start - f.end >= 1 and r.lows[f.start - 1] in ("of", "=", ":", "is", "("):
        found = None  # "accuracy of 85.4 and F1 of 80": the metric before wins where "of" links it
    choice = found or left
    if choice is None:
        return
    f.metric, f.metric_span = _metric_name(r, choice)
    entry = choice.entry
    if getattr(entry, "cls", None) == "efficiency":
        f.kind = "efficiency"
    f.rule = "value-metric" if choice is found else "metric-value"
    f.confidence = 0.95 if choice is found else 0.92


_CHANGE = frozenset(
    "reduce reduces reducing reduced cut cuts cutting decrease decreases decreasing decreased improve improves improving improved increase "
    "increases increasing increased boost boosts boosting raise raises raising lower lowers lowering save saves saving saved accelerate "
    "accelerates accelerating shrink shrinks shrinking speed speeds speeding reduction improvement increase decrease enhance enhances".split()
)


def _changed_quantity(r: Reading, f: Figure, s: int) -> bool:
    """The quantity that changes by a figure: "reduces training steps by 80%", "a 55% reduction in peak memory"."""
    k = f.start - 1
    while k >= s and (r.lows[k] in _BETWEEN or r.lows[k] == "to"):
        k -= 1
    if k >= s and r.lows[k] == "by":
        stop = k
        k -= 1
        while k >= s and k > stop - 9 and r.lows[k] not in _CHANGE:
            if r.lows[k] in (",", ";", "and", "while", "which", "that"):
                return False
            k -= 1
        if k < s or r.lows[k] not in _CHANGE:
            return False
        start = k + 1
    else:
        k = f.end
        while k < f.end + 4 and k < len(r.lows) and r.lows[k] not in ("reduction", "improvement", "increase", "decrease", "savings", "saving"):
            k += 1
        if k + 1 >= len(r.lows) or r.lows[k + 1] not in ("in", "of") or r.lows[k] not in ("reduction", "improvement", "increase", "decrease", "savings", "saving"):
            return False
        start = k + 2
        stop = start
        while stop < len(r.lows) and stop < start + 4 and r.shapes[stop] == LOWER and r.lows[stop] not in _BETWEEN and r.lows[stop] not in ("and", "for", "with", "compared", "when", "while", "without"):
            stop += 1
    while start < stop and r.lows[start] in ("the", "a", "its", "their", "overall", "average", "total", "both"):
        start += 1
    if not 0 < stop - start <= 5:
        return False
    metric = next((r.at[j] for j in range(start, stop) if r.at[j] is not None and r.at[j].label == "METRIC"), None)  # type: ignore[union-attr]
    words = r.lows[start:stop]
    if metric is None and any(r.at[j] is not None and r.at[j].label in ("METHOD", "DATASET") for j in range(start, stop)):  # type: ignore[union-attr]
        return False
    f.metric, f.metric_span = r.surface(start, stop), (start, stop)
    f.kind = "efficiency" if getattr(getattr(metric, "entry", None), "cls", None) == "efficiency" or any(w in COSTS for w in words) else "quality"
    f.rule, f.confidence = "changed-quantity", 0.8
    return True


#: Words for what a method costs.
COSTS = frozenset(
    "parameters parameter params flops gflops macs memory computation computational compute cost costs latency time steps tokens samples "
    "energy resources gpu size storage footprint iterations queries calls budget nfe bandwidth overhead power runtime "
    "throughput speed usage consumption communication".split()
)


def _metric_right(r: Reading, f: Figure, e: int) -> Mention | None:
    k, hops = f.end, 0
    while k < e and hops < 6:
        m = r.at[k]
        if m is not None:
            if m.label == "METRIC":
                return m
            if m.label in ("DATASET", "TASK", "FAMILY"):
                k, hops = m.end, hops + 1
                continue
            return None
        if r.lows[k] == "and" or r.lows[k] not in _RIGHT_SKIP:
            if f.role == "delta" and (r.lows[k] in _DELTA_AFTER or r.lows[k] in ("points", "point")):
                k, hops = k + 1, hops + 1
                continue
            return None
        if r.lows[k] == "on" and not (k + 1 < e and r.at[k + 1] is not None and r.at[k + 1].label == "METRIC"):  # type: ignore[union-attr]
            return None
        k, hops = k + 1, hops + 1
    return None


def _metric_left(r: Reading, f: Figure, s: int) -> Mention | None:
    k, hops = f.start - 1, 0
    if f.sign and r.lows[k] in ("+", "-"):
        k -= 1
    while k >= s and hops < 7:
        m = r.at[k]
        if m is not None:
            if m.label == "METRIC":
                return m
            if m.label == "DATASET" and hops <= 4:
                k, hops = m.start - 1, hops + 1
                if k >= s and r.lows[k] in ("on", "in", "for"):
                    k -= 1
                continue
            return None
        if r.lows[k] in (",", "and") and hops == 0:
            return None
        if r.lows[k] not in _LEFT_SKIP:
            return None
        k, hops = k - 1, hops + 1
    return None


def _efficiency(r: Reading, f: Figure, e: int) -> bool:
    """Recognise a measured efficiency by its unit."""
    nxt = r.lows[f.end] if f.end < e else ""
    after = r.lows[f.end + 1] if f.end + 1 < e else ""
    low = f.scale.lower()
    unit, metric, stop = "", "", f.end
    if f.percent:
        return False
    if nxt in ("parameters", "parameter", "params", "parameters,", "trainable", "model", "learnable", "active", "activated") or nxt == "-" and after.startswith("param"):
        if f.scale in ("K", "M", "B", "T", "k", "m", "b") and (nxt not in ("model", "trainable", "learnable", "active", "activated") or after.startswith("param")):
            unit, metric, stop = f.scale, "parameters", f.end + 1
    elif f.scale in ("M", "B") and nxt in (")", ",", "vs.", "and") and f.start and r.words[f.start - 1] == "(" and r.at[f.start - 2] is not None and r.at[f.start - 2].label == "METHOD":  # type: ignore[union-attr]
        unit, metric = f.scale, "parameters"
    elif low in ("ms", "fps") or nxt in ("ms", "fps", "milliseconds"):
        unit = low if low in ("ms", "fps") else nxt
        metric = "latency" if unit != "fps" else "FPS"
        stop = f.end + (0 if low in ("ms", "fps") else 1)
        unit = {"fps": "FPS", "milliseconds": "ms"}.get(unit, unit)
    elif nxt in ("frames", "images", "tokens", "samples", "queries", "img", "imgs", "frame") and after in ("per", "/", "a") :
        unit, metric, stop = f"{r.surface(f.end, min(f.end + 3, e))}", "throughput", f.end + 3
        if nxt == "frames":
            metric, unit = "FPS", "FPS"
    elif nxt in _UNITS and nxt not in ("hz", "weights"):
        unit, metric, stop = (f.scale or r.words[f.end]), _UNITS[nxt], f.end + 1
    elif nxt.replace("-", " ") in ("gpu days", "gpu hours") or nxt in ("gpu", "tpu", "a100", "v100", "h100") and after in ("days", "hours", "day", "hour"):
        unit = "GPU-days" if "day" in nxt + after else "GPU-hours"
        metric, stop = ("search cost" if "search" in r.lows[max(0, f.start - 8) : f.end + 8] else "training time"), f.end + 2
    elif (nxt in _SIZES or low in _SIZES) and any("memory" in w or w in ("size", "storage", "footprint", "ram", "vram", "sram", "flash") for w in r.lows[max(0, f.start - 6) : min(e, f.end + 5)]):
        unit = (f.scale or r.words[f.end])
        metric = "memory" if any("memory" in w or "ram" in w for w in r.lows[max(0, f.start - 6) : min(e, f.end + 5)]) else "model size"
        stop = f.end + (0 if low in _SIZES else 1)
    elif (nxt in _TIMES or low in ("s", "μs", "us")) and any(w in ("latency", "inference", "runtime", "time", "takes", "generation", "response", "delay", "per") for w in r.lows[max(0, f.start - 7) : min(e, f.end + 5)]):
        if "training" in r.lows[max(0, f.start - 7) : f.start] or "trained" in r.lows[max(0, f.start - 7) : min(e, f.end + 3)]:
            metric = "training time"
        else:
            metric = "latency" if "latency" in r.lows[max(0, f.start - 7) : min(e, f.end + 5)] else "inference time"
        unit, stop = (f.scale or r.words[f.end]), f.end + (0 if low in ("s", "μs", "us") else 1)
    if not metric:
        return False
    f.kind, f.metric, f.unit, f.rule, f.confidence = "efficiency", metric, unit, "value-unit", 0.92
    f.metric_span = (f.start, min(stop, e))
    return True


def _share_metrics(r: Reading, groups: list[list[Figure]]) -> None:
    """Give the members of a coordination the metric of the one that has it, and pair lists of metrics."""
    for n, group in enumerate(groups):
        with_metric = [f for f in group if f.metric]
        if len(group) > 1 and with_metric and len(with_metric) < len(group):
            source = with_metric[-1] if group[-1].metric else with_metric[0]
            for f in group:
                if not f.metric:
                    _copy_metric(f, source)
        if len(group) > 1 and group[-1].rule == "value-metric":
            for f in group[:-1]:
                if f.rule == "metric-value" and r.lows[f.start - 1] not in ("of", "=", ":", "is", "at"):
                    _copy_metric(f, group[-1])
        if len(group) > 1 and with_metric:
            listed = _metric_list(r, group)
            if len(listed) == len(group):
                for f, m in zip(group, listed, strict=True):
                    f.metric, f.metric_span = _metric_name(r, m)
                    f.rule = "respectively"
        if n and not any(f.metric for f in group):
            _carry(r, groups[n - 1], group)


def _copy_metric(f: Figure, source: Figure) -> None:
    f.metric, f.metric_span, f.kind, f.rule = source.metric, source.metric_span, source.kind, "coordination"
    f.confidence = source.confidence - 0.05
    if source.kind == "efficiency" and not f.scale:
        f.unit = source.unit


def _metric_list(r: Reading, group: list[Figure]) -> list[Mention]:
    """The metrics in a coordination behind or before a group of figures."""
    out: list[Mention] = []
    k = group[-1].end
    e = r.sentences[r.sentence_of[k - 1]][1]
    while k < e:
        m = r.at[k]
        if m is not None and m.label == "METRIC":
            out.append(m)
            k = m.end
        elif r.lows[k] in (",", "and", "in", "the", "/", "scores", "score", "average") and (r.lows[k] != "," or out):
            k += 1
        else:
            break
    if len(out) == len(group):
        return out
    first = group[0].metric_span
    out = []
    k = group[0].start - 1
    s = r.sentences[r.sentence_of[k]][0] if k >= 0 else 0
    while first and k >= s:
        m = r.at[k]
        if m is not None and m.label == "METRIC":
            out.insert(0, m)
            k = m.start - 1
        elif r.lows[k] in (",", "and", "of", "scores", "score", "/", "values", "at", "to", "the", "average", "an", "a", "reaching"):
            k -= 1
        else:
            break
    return out


def _carry(r: Reading, before: list[Figure], group: list[Figure]) -> None:
    """The metric of the figure before, where the text leaves it out ("… FID of 1.70 on A and 2.89 on B", "A (92.1%), B (80.3%)")."""
    last = before[-1]
    if last.role != group[0].role or last.percent != group[0].percent or not last.metric or last.kind != "quality":
        return
    between = r.lows[last.end : group[0].start]
    if len(between) > 14 or ";" in between:
        return
    on = any(w in ("on", "for", "in", "(", "vs.", "from", "to", "over", "compared") for w in between) or any(
        r.at[k] is not None and r.at[k].label == "DATASET" for k in range(last.end, group[0].start)  # type: ignore[union-attr]
    )
    nxt = r.lows[group[-1].end] if group[-1].end < len(r.lows) else ""
    if on and (nxt in ("on", "for", "in", ")", ",", ".", "and", "with", "at", "to", "respectively", ";", "when", "using", "under") or nxt == ""):
        if not group[0].percent and group[0].value == int(group[0].value) and "." not in group[0].text:
            return
        for f in group:
            _copy_metric(f, last)
            f.rule = "carried-metric"


def _datasets_of(r: Reading, m: Mention) -> list[str]:
    return list(m.entry) if m.rule == "packed" else [m.name]  # type: ignore[call-overload]


def _dataset_list(r: Reading, k: int, e: int) -> tuple[list[tuple[str, tuple[int, int]]], int]:
    """Data sets in a coordination that starts at token `k`, and where it ends."""
    out: list[tuple[str, tuple[int, int]]] = []
    while k < e:
        m = r.at[k]
        if m is not None and m.label == "DATASET":
            out.extend((name, (m.start, m.end)) for name in _datasets_of(r, m))
            k = m.end
        elif m is not None and m.label == "TASK":
            k = m.end
        elif r.lows[k] in (",", "and", "the", "/", "both", "dataset", "datasets", "benchmark", "benchmarks", "challenging", "on", "in", "or", "respectively", "validation", "set", "test"):
            k += 1
        else:
            break
    return out, k


def _find_datasets(r: Reading, groups: list[list[Figure]], figures: list[Figure], s: int, e: int) -> None:
    """The data set of each figure: in its metric phrase, behind it, in the brackets' head, or before it."""
    for n, group in enumerate(groups):
        floor = groups[n - 1][-1].end if n else s
        ceiling = groups[n + 1][0].start if n + 1 < len(groups) else e
        first, last = group[0], group[-1]
        right = _datasets_right(r, last, ceiling, e, figures)
        left = _datasets_left(r, first, floor, s)
        chosen = right or left
        if not chosen:
            continue
        if len(chosen) == len(group) and len(group) > 1:
            for f, (name, span) in zip(group, chosen, strict=True):
                f.dataset, f.dataset_span = name, span
        elif len(chosen) == 1 or len(group) == 1:
            for f in group:
                f.dataset, f.dataset_span = chosen[0]
            if len(chosen) > 1:
                for f in group:
                    f.confidence -= 0.1
    _pair_over_groups(r, groups, s, e)


def _pair_over_groups(r: Reading, groups: list[list[Figure]], s: int, e: int) -> None:
    """ "+0.3% accuracy, +1.7 mIoU and +0.9 AP on A, B and C respectively": as many figures as data sets."""
    flat = [f for g in groups for f in g if f.role in ("value", "delta")]
    if len(flat) < 2 or "respectively" not in r.lows[s:e]:
        return
    k = flat[-1].end
    while k < e and r.lows[k] not in ("on", "for", "in", "across"):
        k += 1
    listed, _ = _dataset_list(r, k + 1, e)
    if len(listed) == len(flat):
        for f, (name, span) in zip(flat, listed, strict=True):
            f.dataset, f.dataset_span = name, span


def _datasets_right(r: Reading, f: Figure, ceiling: int, e: int, figures: list[Figure]) -> list[tuple[str, tuple[int, int]]]:
    """Data sets behind a figure, before another clause begins."""
    k = f.end
    crossed = 0
    while k < e:
        m = r.at[k]
        low = r.lows[k]
        if m is not None and m.label == "DATASET" and is_training(r, m):
            k = m.end
            continue
        if m is not None and m.label == "DATASET":
            listed, stop = _dataset_list(r, k, e)
            fronted = r.lows[k - 1] == "on" and k >= 2 and r.lows[k - 2] in ("and", ",", ";", "while") and (stop < e and r.words[stop - 1] == "," or stop < e and r.lows[stop] in (",", "it", "our"))
            if fronted:
                return []
            return listed
        if low in (";", ".", "while", "whereas", "but", "compared", "surpassing", "outperforming", "than", "exceeding", "which", "over", "against", "versus"):
            return []
        if low == ")" and crossed == 0 and not any(w == "(" for w in r.lows[f.end : k]):
            # out of the brackets that hold the figure
            return []
        if k >= ceiling and any(g.start == k for g in figures):
            crossed += 1
            if crossed > 3:
                return []
        k += 1
    return []


def _datasets_left(r: Reading, f: Figure, floor: int, s: int) -> list[tuple[str, tuple[int, int]]]:
    """Data sets before a figure in its sentence, nearest first."""
    k = f.start - 1
    while k >= s:
        m = r.at[k]
        if m is not None and m.label == "DATASET" and is_training(r, m):
            k = m.start - 1
            continue
        if m is not None and m.label == "DATASET":
            start = m.start
            while start > s and (r.lows[start - 1] in (",", "and", "/") or r.at[start - 1] is not None and r.at[start - 1].label == "DATASET"):  # type: ignore[union-attr]
                start -= 1
            listed, _ = _dataset_list(r, start, f.start)
            if r.words[f.start - 1] == "(" or k >= floor and f.start - m.end <= 2:
                return listed[-1:]
            return listed if len(listed) <= 2 or k < floor else listed
        k -= 1
    return []


def _running_dataset(r: Reading, s: int, e: int) -> str | None:
    """The one data set that a sentence evaluates on, for figures of the next."""
    found = {m.name: None for k in range(s, e) if (m := r.at[k]) is not None and m.label == "DATASET"}
    return next(iter(found)) if len(found) == 1 and any(w in cue("evaluate") for w in r.lows[s:e]) else None


def _find_methods(r: Reading, figures: list[Figure], s: int, e: int) -> None:
    """The method of each figure: the one in front of its brackets, or the subject of its clause."""
    for f in figures:
        if f.role != "value":
            continue
        m = _bracket_owner(r, f, s)
        if m is not None:
            f.method = m.name
            f.spans.append((m.start, m.end))
            continue
        who = subject(r, f.start, s)
        if who is not None:
            f.method = who.name
            f.spans.append(who.span)
            f.confidence *= 0.9 + 0.1 * who.certainty
        else:
            f.method = main_name(r)
            f.confidence -= 0.1
        near = [r.at[k] for k in range(f.end, min(e, f.end + 12)) if r.at[k] is not None and r.at[k].label == "HARDWARE"]  # type: ignore[union-attr]
        if f.kind == "efficiency" and near and near[0] is not None:
            f.hardware = near[0].name


def _from_to(r: Reading, figures: list[Figure], s: int) -> None:
    """ "improves B from 35.6% to 46.7%": the first figure is B's, the second the subject's."""
    for a, b in zip(figures, figures[1:], strict=False):
        if a.role != "value" or b.role != "value" or r.lows[a.start - 1] != "from" or "to" not in r.lows[a.end : b.start] or b.start - a.end > 3:
            continue
        if a.metric is None and b.metric is not None:
            _copy_metric(a, b)
        elif b.metric is None and a.metric is not None:
            _copy_metric(b, a)
        b.dataset, b.dataset_span = b.dataset or a.dataset, b.dataset_span or a.dataset_span
        a.dataset, a.dataset_span = a.dataset or b.dataset, a.dataset_span or b.dataset_span
        own = {t.key for t in r.proposed}
        objects = [m for k in range(max(s, a.start - 14), a.start) if (m := r.at[k]) is not None and m.label == "METHOD"]
        objects = [m for m in objects if thing_key(r, m.name) not in own]
        if objects:
            a.method = objects[-1].name
            if b.method == a.method:
                b.method = main_name(r)


def _bracket_owner(r: Reading, f: Figure, s: int) -> Mention | None:
    """The method in front of the brackets that hold a figure: "DiT-XL/2 (FID 2.27)"."""
    k = f.start - 1
    while k >= s and r.words[k] not in ("(", ")", ";"):
        k -= 1
    if k > s and r.words[k] == "(":
        m = r.at[k - 1]
        if m is not None and m.label == "METHOD":
            return m
    return None


def _results(r: Reading) -> list[Figure]:
    """Figures that are absolute values, without repetitions."""
    out, seen = [], set()
    for f in r.figures:
        if f.role != "value" or not _worth(r, f):
            continue
        key = (f.value, f.metric, f.dataset and name_key(f.dataset), f.method)
        if key in seen:
            continue
        seen.add(key)
        f.spans = [(f.start, f.end)] + ([f.metric_span] if f.metric_span else []) + ([f.dataset_span] if f.dataset_span else []) + f.spans
        f.spans = [sp for sp in f.spans if r.sentence_of[sp[0]] == r.sentence_of[f.start]]
        f.confidence = max(0.3, min(0.97, f.confidence))
        out.append(f)
    return out


def _worth(r: Reading, f: Figure) -> bool:
    """Whether a value is a result: it has a metric, or it is a percentage that something achieves on a data set."""
    if f.metric:
        if f.metric.upper() == "NFE" and r.lows[f.start - 1] not in ("from", "to", "of"):
            return False
        if f.kind == "quality" and not f.percent and f.scale:
            return False
        year = f.value == int(f.value) and 1950 <= f.value <= 2035 and "." not in f.text and not f.percent
        return not year
    before = r.lows[max(0, f.start - 3) : f.start]
    behind = r.lows[f.end] if f.end < len(r.lows) else ""
    if f.percent and behind not in ("on", "in", "at", ",", ")", ".", "and", "for", "with", "to", "respectively", ";", "when", "across", "while", "or", "/", "using", "under"):
        return False
    if f.percent and f.dataset and (any(w in _ACHIEVE for w in before) or r.words[f.start - 1] == "("):
        f.rule, f.confidence = "percent-on-dataset", 0.6
        return True
    if "." in f.text and r.words[f.start - 1] == "(" and f.end < len(r.words) and r.lows[f.end] in ("vs.", "v.s.", "v.s"):
        f.rule, f.confidence = "versus-in-brackets", 0.7
        return True
    return False

"""Metrics that figures share: lists, coordinations, and what a text carries over from a figure before."""

from __future__ import annotations

from papergraph.extraction.cues import cue
from papergraph.extraction.metrics import Metric, copy_metric, extend, is_labelled, set_metric
from papergraph.extraction.numerals import COSTS, STATISTICS, VERSUS, Figure, word_before
from papergraph.extraction.reading import LOWER, NUMBER, Reading

_AFTER_CARRIED = cue("carried_figure_behind")


def share(r: Reading, group: list[Figure], metrics: dict[int, Metric], s: int, e: int) -> None:
    """Give the members of a coordination the metric of the one that has it, and pair lists of metrics."""
    if len(group) < 2 or group[0].role == "other":
        return
    listed = _list_behind(r, group[-1].end, metrics, e)
    if len(listed) != len(group):
        by = group[0].role == "delta" and r.lows[group[0].start - 1] == "by"
        listed = _list_before(r, group[0].start - by, metrics, s)
    if len(listed) == len(group) and not _is_range(group):
        for f, m in zip(group, listed, strict=True):
            set_metric(r, f, m, "respectively", 0.94)
        return
    having = [f for f in group if f.metric]
    if not having:
        return
    source = having[-1] if group[-1].metric else having[0]
    for f in group:
        if not f.metric and source.value <= 1 < f.value / 1.5 and not f.percent and source.kind == "quality":
            continue  # "(rate 0.32, 3.23 sigma above)"
        mine = f.rule == "metric-value" and r.lows[f.start - 1] in ("of", "=", ":", "is")
        if f is not source and (
            not f.metric or (source.rule in ("value-metric", "value-unit") and not mine and f.rule == "metric-value")
        ):
            copy_metric(f, source, "range" if f.range_end is source or source.range_end is f else "coordination", 0.03)


def pair_runs(r: Reading, flat: list[Figure], metrics: dict[int, Metric], s: int, e: int) -> None:
    """Pair a list of metrics with a list of values as long, whatever their units: "(accuracy, ECE) of (91.2, 0.08)"."""
    for changes in _runs_of_changes(r, flat):
        k = changes[0].start - 1
        listed = _list_before(r, k - (r.lows[k - 1] in cue("change_verb") or r.lows[k - 1] == "rose"), metrics, s)
        if len(listed) == len(changes):
            for f, m in zip(changes, listed, strict=True):
                for end in (f, f.range_end):
                    if end is not None:
                        end.role = "value"
                        set_metric(r, end, m, "respectively", 0.92)
    before: list[Metric] = []
    for run in _runs(r, flat):
        listed = _list_before(r, run[0].start - (r.lows[run[0].start - 1] == "("), metrics, s) or _bracketed_before(
            r, run[0].start, metrics, s
        )
        if len(listed) != len(run):
            behind = _list_behind(r, run[-1].end, metrics, e)
            listed = behind if len(behind) == len(run) else listed
        if len(listed) != len(run):
            listed = before
        if len(listed) == len(run):
            for f, m in zip(run, listed, strict=True):
                f.role = "value"
                set_metric(r, f, m, "respectively", 0.92)
            before = listed


def _runs(r: Reading, flat: list[Figure]) -> list[list[Figure]]:
    """Values that only commas, "and" and slashes part, at least two; no ranges."""
    out: list[list[Figure]] = []
    for f in flat:
        if f.role != "value" or f.range_end is not None:
            out.append([])
        elif out and out[-1] and r.lows[out[-1][-1].end : f.start] in _APART:
            out[-1].append(f)
        else:
            out.append([f])
    return [run for run in out if len(run) > 1]


def _runs_of_changes(r: Reading, flat: list[Figure]) -> list[list[Figure]]:
    """Runs of at least two changes, by their first figures: "from 0.87 to 0.89, 0.43 to 0.48 and 0.37 to 0.17"."""
    out: list[list[Figure]] = []
    for f in flat:
        if f.range_end is None or f.role != "value" or f.range_end.role != "value":
            continue
        last = out[-1][-1].range_end if out else None
        if last is not None and r.lows[last.end : f.start] in _APART and r.lows[out[-1][0].start - 1] == "from":
            out[-1].append(f)
        else:
            out.append([f])
    return [run for run in out if len(run) > 1]


_APART = ([","], ["and"], ["/"], [",", "and"], ["%", ","])


def _bracketed_before(r: Reading, k: int, metrics: dict[int, Metric], s: int) -> list[Metric]:
    """The members of a bracketed list before "of (": "(accuracy, refinement, ECE) of (58.8, 95.7, 0.08)"."""
    k -= 1
    while k > s and r.lows[k] in ("(", "of", "=", ":"):
        k -= 1
    if k <= s or r.lows[k] != ")":
        return []
    start = k
    while start > s and r.lows[start] != "(" and k - start < 24:
        start -= 1
    if r.lows[start] != "(":
        return []
    out: list[Metric] = []
    first = start + 1
    for j in range(start + 1, k + 1):
        if r.lows[j] in (",", "/", ")", "and"):
            if first < j:
                out.append(metrics.get(first) or Metric(first, j, j - 1, "quality", True))
            first = j + 1
    return out if any(m.start in metrics for m in out) else []


def _is_range(group: list[Figure]) -> bool:
    return len(group) == 2 and group[0].range_end is group[1]


def _list_behind(r: Reading, k: int, metrics: dict[int, Metric], e: int) -> list[Metric]:
    """The metrics of a coordination behind token `k`."""
    out: list[Metric] = []
    while k < e:
        if k in metrics:
            out.append(metrics[k])
            k = metrics[k].end
        elif r.lows[k] in ("and", "in", "the", "/", "scores", "score", "average", "for", "terms", "of", "on", "overall") or (
            r.lows[k] == "," and out
        ):
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
        elif r.lows[k] in cue("metric_listed"):
            k -= 1
        else:
            break
    return out


def _alike(a: Figure, b: Figure) -> bool:
    """Whether two figures may be values of one metric."""
    return (
        a.role == b.role == "value"
        and a.percent == b.percent
        and bool(a.scale) == bool(b.scale)
        and (a.percent or b.kind != "quality" or (a.value <= 1) == (b.value <= 1))
    )


def carry(r: Reading, before: list[list[Figure]], group: list[Figure], s: int, e: int) -> None:
    """The metric of the figures before, which the text leaves out: "FID of 1.70 on A and 2.89 on B", "X (92.1%), Y (80.3%)"."""
    given = [f for g in before for f in g if f.metric and f.linked and _alike(f, group[0])]
    if not given:
        if (
            before
            and before[-1][-1].role == group[0].role == "delta"
            and before[-1][-1].metric
            and before[-1][-1].percent == group[0].percent
        ):
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
            copy_metric(f, source, "carried-metrics")
        return
    if not _may_carry(r, group, s, e) or _names_its_own(r, group[0], s):
        return
    source = sources[0] if _compares(r, given[-1].end, group[0].start) and len(group) <= 2 else given[-1]
    for f in group:
        copy_metric(f, source, "carried-metric", 0.03)


def _compares(r: Reading, k: int, stop: int) -> bool:
    return any(w in cue("comparator") for w in r.lows[k:stop])


def _names_its_own(r: Reading, f: Figure, s: int) -> bool:
    """Whether a noun that changes stands before "from": "and harmful flips from 2.2% to 1.0%"."""
    k = f.start - 2
    return (
        k > s
        and f.role == "value"
        and r.lows[k + 1] == "from"
        and r.shapes[k] == LOWER
        and r.at[k] is None
        and r.lows[k] not in cue("metric_stop")
        and not r.lows[k].endswith(("ing", "ed", "ly"))
        and r.lows[k] not in cue("change_verb")
    )


def _may_carry(r: Reading, group: list[Figure], s: int, e: int) -> bool:
    """Whether nothing beside a group says that it counts something else."""
    first, last = group[0], group[-1]
    nxt = _following(r, last, e)
    if nxt in _MEANS and r.lows[last.end + 1 : last.end + 2] == [")"]:
        nxt = ")"  # "from 17.8% to 31.3% (22.6% mean)"
    if nxt not in _AFTER_CARRIED or (r.words[first.start - 1] == "(" and r.lows[first.start - 2] in _SETTINGS):
        return False
    if first.whole and (first.role == "value" or r.lows[first.start - 1] not in ("and", "(")):
        before = r.at[first.start - 2] if first.start - 2 >= s else None
        return r.lows[first.start - 1] == "(" and before is not None and before.label in ("METHOD", "DATASET") and nxt == ")"
    k = first.start - 1
    while k > s and r.lows[k] in ("of", "at", "about", "only", "just", "over"):
        k -= 1
    if (k < first.start - 1 and r.lows[k] in cue("metric_name_stop")) or r.lows[k] in ("threshold", "thresholds"):
        return False
    if r.lows[first.start - 1] not in ("=", "<", ">") or r.words[first.start - 2] == "(":
        return True
    return r.lows[first.start - 2] in STATISTICS and r.lows[first.start - 3] in ("and", ",", ";", "(")


_MEANS = frozenset("mean average avg avg. overall".split())
_SETTINGS = frozenset("budget budgets threshold thresholds ratio ratios sparsity".split())


def unnamed(r: Reading, f: Figure, metrics: dict[int, Metric], s: int, e: int, last: Figure | None, flat: list[Figure]) -> None:
    """A value whose metric stands elsewhere: the sentence's only one, what changes, or the one of the sentence before."""
    first = next((g for g in flat if g.range_end is f and g.rule), None)
    if first is not None:
        copy_metric(f, first, first.rule, 0.0)
        return
    if f.percent and r.lows[word_before(r, f)] in ("scores", "scored", "scoring", "score"):
        _call_score(f)
        return
    if _is_solved_share(r, f, s, e) or _goes_on_solving(r, f, e, flat):
        f.rule, f.confidence = "share-solved", 0.6
        return
    if _goes_before(r, f, e, flat):
        return
    if _goes_on_scoring(r, f, e, flat) or f.whole or _goes_on(r, f, s, e, flat):
        return
    if _is_beside_dataset(r, f, e):
        if f.percent:
            f.rule, f.confidence = "achieved-percent", 0.6
        else:
            _call_score(f)
        return
    if not _is_told(r, f, s, e, flat):
        if f.percent and _following(r, f, e) in _AFTER_CARRIED:
            _take_state(r, f, s)
        return
    if f.metric or f.rule in _IN_BRACKETS or _only_metric(r, f, metrics, flat):
        return
    moved = _from_to(r, f, flat)
    if moved and (_after_difference(f, flat) or _moved_object(r, f, flat, s)):
        return
    if not f.percent and not moved:
        _scored(r, f, s, e)
        return
    if f.percent and _take_state(r, f, s):
        return
    before = r.lows[max(s, f.start - 4) : f.start]
    if any(w in ("with", "at") for w in before) and not any(w in cue("achieve") for w in before):
        return
    near = last is not None and r.sentence_of[last.start] >= r.sentence_of[f.start] - 1
    if last is not None and near and last.percent == f.percent and last.metric and _says_little(r, metrics):
        copy_metric(f, last, "carried-sentence", 0.25)
        return
    named = r.words[f.start - 1] == "(" and is_labelled(r.at[f.start - 2], ("METHOD",)) and _following(r, f, e) == ")"
    f.rule, f.confidence = ("beside-name", 0.5) if named and _compares(r, s, e) else ("achieved-percent", 0.5)
    k = word_before(r, f)
    if r.lows[k] in cue("reach_verb") and r.lows[k - 1] not in cue("delta_noun") and f.range_end is None:
        f.rule = "reached-percent"
        if r.lows[k].endswith("ing") and r.lows[k - 1] == ",":
            _changed_before(r, f, k - 1, s)


def _changed_before(r: Reading, f: Figure, k: int, s: int) -> None:
    """Take what changes before the comma at token `k` as the metric: "reduces unsafe answers, reaching 7%"."""
    start = k
    while start > s and k - start < 5 and r.shapes[start - 1] == LOWER and r.at[start - 1] is None:
        if r.lows[start - 1] in cue("changed_by"):
            break
        start -= 1
    if start == k or r.lows[start - 1] not in cue("changed_by"):
        return
    words = r.lows[start:k]
    if not any(w in COSTS or w in cue("metric_stop") or w in cue("metric_name_stop") for w in words):
        set_metric(r, f, Metric(start, k, k - 1, "quality", False), "reached-percent", 0.6)


def name_performance(f: Figure, before: list[Figure]) -> None:
    """Name what "performance" means after a metric was named: "an accuracy of 63% … raises performance to 87%"."""
    given = next((g for g in reversed(before) if g.metric and g.role in ("value", "delta") and g.kind == "quality"), None)
    if given is None or given.metric is None or given.metric.endswith("performance") or given.percent != f.percent:
        return
    if f.percent or (given.value <= 1) == (f.value <= 1) or given.role == "delta":
        span = f.metric_span
        copy_metric(f, given, f.rule, 0.1)
        f.metric_span = span


def _says_little(r: Reading, metrics: dict[int, Metric]) -> bool:
    """Whether a sentence names no metric, or "performance" only."""
    return all(r.lows[m.core] == "performance" for m in metrics.values())


_IN_BRACKETS = ("versus-in-brackets", "difference-in-brackets")


def _goes_on_solving(r: Reading, f: Figure, e: int, flat: list[Figure]) -> bool:
    """Whether a figure goes on with shares that are solved: "A solved 71% of the tasks, B 65%, and C only 31%"."""
    i = flat.index(f)
    if i == 0 or flat[i - 1].rule != "share-solved" or not f.percent or _following(r, f, e) not in (",", ".", "and", ";"):
        return False
    k = f.start - 1
    while r.lows[k] in ("only", "just", "at"):
        k -= 1
    m = r.at[k]
    return is_labelled(m, ("METHOD", "FAMILY")) and r.lows[m.start - 1] in (",", "and", "while")  # type: ignore[union-attr]


def _goes_before(r: Reading, f: Figure, e: int, flat: list[Figure]) -> bool:
    """Take the metric that the next figure names for both: "A reaches 85.1% and B 81.2% accuracy"."""
    i = flat.index(f)
    g = flat[i + 1] if i + 1 < len(flat) else None
    if g is None or g.rule != "value-metric" or g.kind != "quality" or not _alike(f, g) or f.whole:
        return False
    between = r.lows[f.end : g.start]
    plain = between[:1] in (["and"], [","], ["for"], ["on"], ["in"]) and len(between) <= 7
    if (
        not plain
        or not ("and" in between or "," in between)
        or any(w in cue("metric_stop") and w not in _PLAIN for w in between)
    ):
        return False
    copy_metric(f, g, "carried-back", 0.1)
    return True


_PLAIN = frozenset("and for on in the only a an".split())


def _take_state(r: Reading, f: Figure, s: int) -> bool:
    """Take what stays, is kept or is brought somewhere as the metric."""
    return _state_subject(r, f, s) or _kept_object(r, f, s)


def _state_subject(r: Reading, f: Figure, s: int) -> bool:
    """Take what stays or gets somewhere as the metric: "unsafe propagation remains at 52.6%", "misuse falls to 2%"."""
    k = f.start - 1
    while k > s and r.lows[k] in _WHERE:
        k -= 1
    if r.lows[k] not in _STATES or k == f.start - 1:
        return False
    if r.lows[k - 1] in ("still", "only", "even", "further"):
        k -= 1
    if r.shapes[k - 1] != LOWER or r.at[k - 1] is not None or r.lows[k - 1] in cue("metric_stop"):
        return False
    start = extend(r, k - 1, s)
    words = r.lows[start:k]
    if r.lows[start - 1] == "of" and r.lows[start - 2] in cue("metric_name_stop"):
        return False  # "the share of long texts falls to"
    if len(words) < 2 or any(w in cue("metric_name_stop") or w in COSTS or "_" in w for w in words):
        return False
    set_metric(r, f, Metric(start, k, k - 1, "quality", False), "state", 0.65)
    return True


def _kept_object(r: Reading, f: Figure, s: int) -> bool:
    """Take what is kept or brought somewhere as the metric: "keeps hallucinations under 5%", "cuts false alarms to 2%"."""
    k = f.start - 1
    while k > s and r.lows[k] in _WHERE:
        k -= 1
    if k == f.start - 1 or r.shapes[k] != LOWER or r.at[k] is not None or r.lows[k] in cue("metric_stop"):
        return False
    start = extend(r, k, s)
    words = r.lows[start : k + 1]
    if r.lows[start - 1] in cue("change_verb") and not any(w in _LIMITS for w in r.lows[k + 1 : f.start]):
        return False  # "reduces activation over 20%"
    if r.lows[start - 1] not in _BRINGS or any(w in cue("metric_name_stop") or w in COSTS for w in words):
        return False
    set_metric(r, f, Metric(start, k + 1, k, "quality", False), "state", 0.65)
    return True


_LIMITS = frozenset("to under below at near < around".split())
_BRINGS = cue("bring_verb")
_WHERE = cue("state_where")
_STATES = cue("state_verb")


def _scored(r: Reading, f: Figure, s: int, e: int) -> None:
    """Call the value that something has on a data set its score: "obtains 68.01 on D"."""
    on = _following(r, f, e) in ("on", "in") and any(is_labelled(m, ("DATASET",)) for m in r.at[f.end + 1 : f.end + 5])
    if on and any(w in cue("achieve") for w in r.lows[max(s, f.start - 4) : f.start]):
        _call_score(f)


def _call_score(f: Figure) -> None:
    f.metric, f.metric_span, f.rule, f.confidence, f.linked = "score", None, "score", 0.7, False


def _is_beside_dataset(r: Reading, f: Figure, e: int) -> bool:
    """Whether a figure stands in brackets behind a data set: "(IFEval 79.9, GPQA 50.0)"."""
    k = f.start - 1
    m = r.at[k - (r.lows[k] in (":", "="))]
    if m is None or m.label != "DATASET" or m.start == 0 or f.whole:
        return False
    return r.lows[m.start - 1] in ("(", ",", "and") and _following(r, f, e) in (")", ",", "and", "vs.", "/")


def _goes_on_scoring(r: Reading, f: Figure, e: int, flat: list[Figure]) -> bool:
    """Whether a figure goes on with scores on data sets: "68.01 on A and 73.30 on B"."""
    base = next((g for g in reversed(flat) if g.end <= f.start and g.role == "value"), None)
    if base is None or base.rule != "score" or f.percent != base.percent or "." not in f.text:
        return False
    if r.lows[f.start - 1] == "(" and is_labelled(r.at[f.start - 2], ("METHOD",)) and _following(r, f, e) == ")":
        copy_metric(f, base, "score", 0.0)
        return True
    if r.lows[f.start - 1] not in ("and", ",") or _following(r, f, e) not in ("on", "in"):
        return False
    copy_metric(f, base, "score", 0.0)
    return True


def _following(r: Reading, f: Figure, e: int) -> str:
    """The token behind a figure and its spread ("4.32 ± 0.15")."""
    k = past_spread(r, f.end, e)
    return r.lows[k] if k < e else "."


def past_spread(r: Reading, k: int, e: int) -> int:
    """Where the text goes on behind the spread that may stand at token `k`: "± 0.3%", "+/- 6.1%", "(0.2)"."""
    if k < e and r.words[k] == "[":
        close = next((j + 1 for j in range(k + 1, min(k + 16, e)) if r.words[j] == "]"), k)
        return close if close > k + 2 or not r.words[k + 1].isdigit() else k  # no reference: "[12]"
    if k >= e or r.words[k] not in ("±", "+", "+/-", "+/"):
        return k
    stop = k
    while stop < e and stop < k + 7 and (r.words[stop] in ("±", "+", "/", "-", "%", "+/-", "+/") or r.shapes[stop] == NUMBER):
        stop += 1
    return stop


def _is_solved_share(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Whether a percentage says how many cases are solved: "resolves 80% of the tasks"."""
    if not f.percent:
        return False
    if _following(r, f, e) == "of":
        return True  # shares of anything else were told apart before
    return any(w in cue("solve") for w in r.lows[max(s, f.start - 2) : f.start]) and r.lows[f.start - 1] != "("


def _goes_on(r: Reading, f: Figure, s: int, e: int, flat: list[Figure]) -> bool:
    """Take over the metric of the figure that a figure goes on from or is compared with; whether there is one."""
    nxt, link = _following(r, f, e), r.lows[f.start - 1]
    before = r.lows[max(s, f.start - 4) : f.start]
    base = next((g for g in reversed(flat) if g.end <= f.start and g.metric and g.percent == f.percent), None)
    if base is None and flat.index(f) and f.percent:
        base = next((g for g in flat if g.end <= f.start and g.metric and g.role == "delta" and _is_in_points(r, g)), None)
    if base is not None and "baseline" in before and "of" in before and nxt in _AFTER_CARRIED:
        copy_metric(f, base, "baseline-of", 0.1)
        return True
    paired = next((g for g in flat if g.rule in _IN_BRACKETS and 0 < f.start - g.end <= 2), None)
    if paired is not None and link in VERSUS:
        if paired.metric:
            copy_metric(f, paired, paired.rule)
        f.rule, f.confidence = paired.rule, paired.confidence
        return True
    if link == "at" and r.lows[f.start - 2] in ("and", ",", ";", "but"):
        return False  # "at a 95% ratio it gets 83.6%, and at 98% …"
    told = [
        g
        for g in flat
        if g.rule in ("only-metric", "achieved-percent", "reached-percent", "carried-sentence", "state", "share-solved")
        and g.end <= f.start
        and _alike(g, f)
    ]
    if not told and _goes_on_elsewhere(r, f, e, flat):
        return True
    if not told or nxt not in _AFTER_CARRIED:
        return False
    compared = any(w in cue("comparator") for w in r.lows[max(s, f.start - 3) : f.start])
    m = r.at[f.start - 1]
    compared = compared or (link == "'s" and is_labelled(r.at[f.start - 2], ("METHOD", "FAMILY")))
    compared = compared or (is_labelled(m, ("DATASET",)) and r.lows[m.start - 1] == "on")  # type: ignore[union-attr]
    listed = link == "and" and (nxt == "for" or (nxt in ("on", "in", "with") and f.start - told[-1].end <= 6))
    placed = link in ("and", ",") and nxt in ("on", "in") and flat.index(told[-1]) == flat.index(f) - 1
    listed = listed or (placed and is_labelled(r.at[f.end + 1], ("DATASET",)))
    if compared or listed or _is_achieved(r, f, s, e, flat):
        copy_metric(f, told[-1], told[-1].rule)
        return True
    return False


def _is_in_points(r: Reading, f: Figure) -> bool:
    """Whether a difference is one of percentages: "by 9 percentage points"."""
    return r.lows[f.end] == "percentage" or r.lows[f.end - 1] in ("pp", "points") or r.lows[f.end] == "points"


def _goes_on_elsewhere(r: Reading, f: Figure, e: int, flat: list[Figure]) -> bool:
    """Call a decimal a score that goes on with percentages on data sets: "45.7% on A, 46.5% on B, and 52.5 on C"."""
    i = flat.index(f)
    if i == 0 or flat[i - 1].rule not in ("achieved-percent", "reached-percent") or "." not in f.text or f.percent:
        return False
    placed = _following(r, f, e) == "on" and is_labelled(r.at[f.end + 1], ("DATASET",))
    if not placed or r.lows[f.start - 1] not in ("and", ","):
        return False
    _call_score(f)
    return True


def _is_achieved(r: Reading, f: Figure, s: int, e: int, flat: list[Figure]) -> bool:
    """Whether the words before a figure say that something has it."""
    if any(w in cue("achieve") or w in ("with", "at") for w in r.lows[max(s, f.start - 4) : f.start]):
        return True
    if r.lows[f.start - 1] == "of" and r.lows[f.start - 2] in ("art", "sota", "state-of-the-art", "record"):
        return True  # "a new state of the art of 71.2% on D"
    opened = r.words[f.start - 1] == "(" or (
        r.lows[f.start - 1] in ("e.g.", "i.e.", ",") and "(" in r.words[max(s, f.start - 3) : f.start]
    )
    k = f.start - 1
    while k > f.start - 3 and r.lows[k] in ("only", "just", "merely"):
        k -= 1
    if r.lows[k] in ("is", "was") and is_labelled(r.at[k - 1], ("METHOD",)):
        return True  # "while B is only 5.3%"
    if r.lows[f.start - 1] == ":" and f.percent and _is_listed_on(r, flat[flat.index(f) :]):
        return True
    bracketed = opened and _following(r, f, e) in (")", ",", "on", *VERSUS)
    return bracketed or _from_to(r, f, flat)


def _is_listed_on(r: Reading, run: list[Figure]) -> bool:
    """Whether figures with slashes or commas between them stand before "on" and a data set: "66.1%/56.9% on A/B"."""
    last = run[0]
    for f in run[1:]:
        if r.lows[last.end : f.start] not in _APART:
            break
        last = f
    return last is not run[0] and r.lows[last.end : last.end + 1] == ["on"] and is_labelled(r.at[last.end + 1], ("DATASET",))


def _is_told(r: Reading, f: Figure, s: int, e: int, flat: list[Figure]) -> bool:
    """Whether a figure reads as a value although no metric stands beside it."""
    nxt = _following(r, f, e)
    if not _is_achieved(r, f, s, e, flat) or nxt not in _AFTER_CARRIED:
        return False
    before = next((g for g in reversed(flat) if g.end <= f.start), None)
    behind = before is not None and f.start - max(before.end, (before.metric_span or (0, 0))[1]) <= 2
    if before is not None and before.role == "delta" and before.metric and behind and bracketed_pair(r, f):
        copy_metric(f, before, "difference-in-brackets", 0.05)
        return True
    if ("." in f.text or f.percent) and r.words[f.start - 1] == "(" and nxt in VERSUS and (not f.percent or behind):
        f.rule, f.confidence = "versus-in-brackets", 0.7
    return True


def bracketed_pair(r: Reading, f: Figure) -> bool:
    """Whether a figure is the first of a pair in brackets: "(7.56 vs. 9.67)"."""
    return r.words[f.start - 1] == "(" and r.lows[f.end] in VERSUS


def _only_metric(r: Reading, f: Figure, metrics: dict[int, Metric], flat: list[Figure]) -> bool:
    """Take the one metric of the sentence that stands before a figure and has no value yet."""
    found = {id(m): m for m in metrics.values() if m.cls == "quality" and m.end <= f.start and r.lows[m.core] != "performance"}
    free = [m for m in found.values() if not any(g.metric_span == (m.start, m.end) for g in flat)]
    if (
        len(free) != 1
        or not (f.percent or free[0].strong)
        or any(g.metric and g.role == "value" and g.kind == "quality" and g.start < f.start for g in flat)
    ):
        return False
    set_metric(r, f, free[0], "only-metric", 0.72)
    return True


def _from_to(r: Reading, f: Figure, flat: list[Figure]) -> bool:
    """Whether a figure is an end of "from A to B"."""
    if f.role != "value":
        return False
    flat = _without_spread(flat)
    i = flat.index(f)
    if r.lows[word_before(r, f)] == "from":
        return i + 1 < len(flat) and "to" in r.lows[f.end : flat[i + 1].start] and flat[i + 1].start - f.end <= 12
    if i == 0 or r.lows[word_before(r, f)] != "to" or flat[i - 1].role != "value":
        return False
    return r.lows[word_before(r, flat[i - 1])] == "from" and f.start - flat[i - 1].end <= 12


def _without_spread(flat: list[Figure]) -> list[Figure]:
    """Figures without those that say how much others vary: "from 19% ± 4% to 8% ± 1%"."""
    return [f for f in flat if f.role == "value"]


def _after_difference(f: Figure, flat: list[Figure]) -> bool:
    """Take the metric of the difference that a figure spells out: "accuracy improves 3.2%, from 88.0% to 91.2%"."""
    base = next((g for g in reversed(flat) if g.end <= f.start and g.role == "delta" and g.metric), None)
    if base is None or f.start - base.end > 12 or (base.kind != "quality" and not f.scale):
        return False
    copy_metric(f, base, "from-to", 0.1)
    return True


def _moved_object(r: Reading, f: Figure, flat: list[Figure], s: int) -> bool:
    """ "raises the resolved rate from 40% to 43%": what changes, by its name in the text."""
    flat = _without_spread(flat)
    first = f if r.lows[word_before(r, f)] == "from" else flat[flat.index(f) - 1]
    if first is not f and first.metric:
        copy_metric(f, first, "from-to", 0.0)
        return True
    k = word_before(r, first) - 1
    for j in range(k, max(s, k - 6), -1):
        if r.lows[j] in ("on", "in", "for", "of") and any(
            is_labelled(r.at[i], ("DATASET", "METHOD", "TASK")) for i in range(j, k + 1)
        ):
            k = j - 1
            break
    task = r.at[k] if k >= s and is_labelled(r.at[k], ("TASK",)) else None
    if task is not None and r.shapes[k] == LOWER and task.rule != "lexicon":
        set_metric(r, f, Metric(task.start, task.end, k, "quality", False), "from-to", 0.7)
        return True
    if (
        k < s
        or r.shapes[k] != LOWER
        or r.at[k] is not None
        or r.lows[k] in cue("metric_stop")
        or r.lows[k] in cue("delta_noun")
        or r.lows[k] in cue("doer")
    ):
        return False
    start = extend(r, k, s)
    cost = any(w in COSTS for w in r.lows[start : k + 1])
    set_metric(r, f, Metric(start, k + 1, k, "efficiency" if cost else "quality", False), "from-to", 0.72)
    return True


def second_metrics(r: Reading, f: Figure, metrics: dict[int, Metric], flat: list[Figure], s: int, e: int) -> list[Figure]:
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
            taken = {g.metric_span[0] for g in flat if g.metric_span is not None}
            out = [m for m in listed if m.start not in taken and m.cls == "quality" and m.strong]
    twins = []
    for m in out:
        twin = f.copy()
        set_metric(r, twin, m, "second-metric", 0.8)
        twins.append(twin)
    return twins

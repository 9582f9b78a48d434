"""The data set and the method of each figure."""

from __future__ import annotations

from papergraph.extraction.compared import after_comparator
from papergraph.extraction.cues import cue
from papergraph.extraction.described import Named, at
from papergraph.extraction.numerals import Figure
from papergraph.extraction.owning import find_methods, from_to
from papergraph.extraction.reading import NUMBER, Mention, Reading
from papergraph.extraction.roles import is_source, is_training

_LISTED = cue("dataset_listed")
_SPLITS = cue("dataset_split")
_BARRIERS = cue("dataset_barrier")


class Places:
    """Gives the figures of one sentence after the other their data sets and methods; remembers the data set that runs on.

    Parameters
    ----------
    r
        The reading whose sentences are gone through.
    """

    def __init__(self, r: Reading) -> None:
        self.r = r
        self.running: str | None = None

    def pass_by(self, s: int, e: int) -> None:
        """Note the data set of a sentence without figures."""
        self.running = _one_dataset(self.r, s, e) or self.running

    def place(self, groups: list[list[Figure]], s: int, e: int) -> None:
        """Place the figures of a sentence."""
        r = self.r
        figures = [f for g in groups for f in g]
        _find_datasets(r, groups, figures, s, e)
        here = _one_dataset(r, s, e)
        for f in figures:
            if f.role == "value" and f.dataset is None and here is None and self.running:
                f.dataset, f.place = self.running, "before"
        find_methods(r, groups, s, e)
        from_to(r, figures, s)
        valued = [f.dataset for f in figures if f.role == "value" and f.metric and f.dataset]
        self.running = valued[-1] if valued else here or self.running


def complete(r: Reading, extra: list[Figure]) -> None:
    """Give further readings of a number its place, and values without a data set the only one that the paper has."""
    by_start = {f.start: f for f in r.figures}
    for twin in extra:
        f = by_start[twin.start]
        twin.dataset, twin.dataset_span, twin.method, twin.hardware, twin.spans = (
            f.dataset,
            f.dataset_span,
            f.method,
            f.hardware,
            list(f.spans),
        )
    sets = [t for t in r.things.values() if t.label == "DATASET" and t.role in ("introduced", "evaluated")]
    if len(sets) > 1 and r.main is None:  # a benchmark's own paper
        sets = [t for t in sets if t.role == "introduced"]
    if len(sets) != 1:
        return
    only = next(iter(sets[0].names))
    for f in r.figures + extra:
        if f.role == "value" and f.dataset is None:
            f.dataset, f.place = only, "only"


def _dataset_list(r: Reading, k: int, e: int) -> tuple[list[Named], int]:
    """Data sets in a coordination that starts at token `k`, and where it ends."""
    out: list[Named] = []
    while k < e:
        m = r.at[k]
        if m is not None and m.label == "DATASET":
            out.extend((name, (m.start, m.end)) for name in m.names)
            k = m.end
        elif m is not None and m.label == "TASK":
            k = m.end
        elif out and r.lows[k] in _SPLITS and out[-1][0].rpartition(" ")[2].lower() in _SPLITS:
            out.append((out[-1][0].rpartition(" ")[0] + " " + r.words[k], (k, k + 1)))  # "COCO minival and test-dev"
            k += 1
        elif r.lows[k] in _LISTED:
            k += 1
        else:
            break
    return out, k


def _find_datasets(r: Reading, groups: list[list[Figure]], figures: list[Figure], s: int, e: int) -> None:
    """The data set of each figure: behind it, in the brackets' head, or before it."""
    for n, group in enumerate(groups):
        floor = groups[n - 1][-1].end if n else s
        ceiling = groups[n + 1][0].start if n + 1 < len(groups) else e
        chosen = (
            _datasets_within(r, group)
            or _dataset_beside(r, group[0])
            or _datasets_between(r, group[0], s, len(group))
            or _not_anothers(_datasets_right(r, group[-1], ceiling, e, figures), group, figures)
        )
        chosen = (
            chosen or _same_places(r, group, [f for g in groups[:n] for f in g], s) or _datasets_left(r, group[0], floor, s)
        )
        if not chosen:
            continue
        if len(chosen) == len(group) and len(group) > 1 and group[0].range_end is None:
            for f, (name, span) in zip(group, chosen, strict=True):
                f.dataset, f.dataset_span = name, span
        elif len(chosen) == 1 or len(group) == 1:
            for f in group:
                f.dataset, f.dataset_span = chosen[0]
                f.confidence -= 0.1 if len(chosen) > 1 else 0.0
    _pair_over_groups(r, groups, s, e)


def _datasets_within(r: Reading, group: list[Figure]) -> list[Named]:
    """The data set that stands in the metric's own phrase: "an ImageNet accuracy of 88.0%", "84.0% ImageNet top-1 accuracy"."""
    first = group[0]
    if len(group) > 1 or first.metric_span is None or first.metric_span[0] == 0:
        return []
    m = at(r, first.metric_span[0] - 1, "DATASET")
    near = m is not None and (
        (first.start - first.metric_span[1] <= 3 and m.start <= first.start) or 0 <= m.start - first.end <= 1
    )
    return [(m.names[0], (m.start, m.end))] if m is not None and near else []


def _dataset_beside(r: Reading, f: Figure) -> list[Named]:
    """The data set right before a figure in a list: "(A 87.3%, B 94.8%)"."""
    m = at(r, f.start - 1, "DATASET")
    if m is None or m.start == 0 or len(m.names) > 1 or r.lows[m.start - 1] not in ("(", ",", "and", ":"):
        return []
    return [(m.names[0], (m.start, m.end))]


def _datasets_between(r: Reading, f: Figure, s: int, values: int) -> list[Named]:
    """The data set between a metric and its value: "accuracy on A from 80% to 83% and on B from 69% to 80%"."""
    k = f.start - 1
    while k > s and f.start - k < 6 and r.lows[k] in _TO_VALUE:
        k -= 1
    m = at(r, k, "DATASET")
    if m is not None and values > 1 and k < f.start - 1 and (listed := _coordinated(r, m, s)) and len(listed) == values:
        return listed
    if m is None or k == f.start - 1 or is_training(r, m) or r.lows[m.start - 1] not in ("on", "in", "for", "the"):
        return []
    metric = f.metric_span is not None and f.metric_span[1] <= m.start and m.start - f.metric_span[1] <= 3
    onward = r.lows[f.start - 1] == "from" and (m.end == f.start - 1 or r.lows[m.start - 2] in ("and", ","))
    return [(m.names[-1], (m.start, m.end))] if len(m.names) == 1 and (metric or onward) else []


def _coordinated(r: Reading, m: Mention, s: int) -> list[Named]:
    """The data sets of the coordination that a mention closes: "on A, B and C"."""
    start = m.start
    while start > s and (r.lows[start - 1] in (",", "and") or at(r, start - 1, "DATASET")):
        start -= 1
    return _dataset_list(r, start, m.end)[0]


_TO_VALUE = frozenset("from of to is was at reaches reaching reached = : ( by only about dataset benchmark test set".split())


def _same_places(r: Reading, group: list[Figure], before: list[Figure], s: int) -> list[Named]:
    """The data sets of the values that a group is compared with: "99.5% on A and 92.1% on B, compared to 82.5% and 74.8%"."""
    earlier = [f for f in before if f.role == "value" and f.dataset and f.dataset_span][-len(group) :]
    if (
        len(group) < 2
        or len(earlier) != len(group)
        or len({f.dataset for f in earlier}) < len(group)
        or not (after_comparator(r, group[0], s) or "respectively" in r.lows[group[-1].end : group[-1].end + 3])
    ):
        return []
    return [(f.dataset, f.dataset_span) for f in earlier if f.dataset and f.dataset_span]


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


def _datasets_right(r: Reading, f: Figure, ceiling: int, e: int, figures: list[Figure]) -> list[Named]:
    """Data sets behind a figure, before another clause begins."""
    k, crossed = f.end, 0
    starts = {g.start for g in figures}
    behind = f.behind(2)
    placed = f.role == "value" and ((behind < e and r.lows[behind] == "on") or _is_placed_before(r, f))
    while k < e:
        m = at(r, k, "DATASET")
        low = r.lows[k]
        if m is not None and is_training(r, m):
            k = m.end
            continue
        if m is not None:
            listed, stop = _dataset_list(r, k, e)
            return [] if _fronted(r, k, stop, e) else listed
        closed = low == ")" and "(" not in r.lows[f.end : k]
        if low in _BARRIERS or (closed and r.lows[k + 1 : k + 2] not in (["on"], ["in"], ["for"])):
            return []
        if k >= ceiling and k in starts:
            crossed += 1
            if crossed > 3 or placed:
                return []
        k += 1
    return []


def _not_anothers(found: list[Named], group: list[Figure], figures: list[Figure]) -> list[Named]:
    """Data sets that do not stand between the metric and the value of another figure: "80%, and the F1 on D from 61%"."""
    start = found[0][1][0] if found else 0
    following = next((f for f in figures if f.start > start and f not in group), None) if found else None
    if following is None or following.rule != "metric-value" or following.metric_span is None:
        return found
    first, last = following.metric_span
    return [] if group[-1].end <= first and last <= start else found


def _is_placed_before(r: Reading, f: Figure) -> bool:
    """Whether a data set stands close before a figure in its own phrase: "A classification with a top-1 accuracy of 83.7"."""
    k = f.start - 1
    while k > 0 and f.start - k < 10 and r.lows[k] not in (",", ";", "and") and r.lows[k] not in _BARRIERS:
        if r.shapes[k] == NUMBER and r.at[k] is None:
            return False
        m = at(r, k, "DATASET")
        if m is not None:
            return r.lows[m.start - 1] != "on" and not is_training(r, m)
        k -= 1
    return False


def _fronted(r: Reading, k: int, stop: int, e: int) -> bool:
    """Whether "on X" opens the next clause: "…, and on X, it reaches …"."""
    if r.lows[k - 1] != "on" or k < 2 or r.lows[k - 2] not in ("and", ",", ";", "while"):
        return False
    return stop < e and (r.words[stop - 1] == "," or r.lows[stop] in (",", "it", "our") or r.shapes[stop] == NUMBER)


def _datasets_left(r: Reading, f: Figure, floor: int, s: int) -> list[Named]:
    """Data sets before a figure in its sentence, nearest first."""
    k = f.start - 1
    while k >= s:
        m = at(r, k, "DATASET")
        if m is not None and is_training(r, m):
            k = m.start - 1
            continue
        if m is not None:
            start = m.start
            while start > s and (r.lows[start - 1] in (",", "and", "/") or at(r, start - 1, "DATASET")):
                start -= 1
            listed, _ = _dataset_list(r, start, f.start)
            return listed[-1:] if r.words[f.start - 1] == "(" or (k >= floor and f.start - m.end <= 2) else listed
        k -= 1
    return []


def _one_dataset(r: Reading, s: int, e: int) -> str | None:
    """The one data set that a sentence evaluates on or introduces, for figures of the next."""
    found = {m.name for m in r.within(s, e) if m.label == "DATASET" and not is_training(r, m) and not is_source(r, m)}
    if len(found) != 1:
        return None
    window = r.lows[s:e]
    return next(iter(found)) if any(w in cue("evaluate") or w in cue("introduce") for w in window) else None

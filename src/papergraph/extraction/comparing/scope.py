"""The scope of a comparison: which figures, metrics and data sets of its sentence belong to it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from papergraph.extraction.comparing.savings import Saving
from papergraph.extraction.cues import cue
from papergraph.extraction.figures import Figure
from papergraph.extraction.numerals import word_before
from papergraph.extraction.reading import LOWER, NUMBER, Kind, Mention, Reading

_CLAUSE_END = frozenset((";", ".", "while", "whereas", "but", "although"))
_NEXT_CUE = frozenset(
    "outperforms outperforming surpasses surpassing beats beating exceeds exceeding achieves achieving "
    "reaches compared than attains falls "
    "performs exhibits matches remains requires maintains obtains shows demonstrates "
    "achieve attain reach obtain exhibit achieved attained reached obtained exhibited showed demonstrated".split()
)

#: More pairs of metric and data set than this are told by data set alone.
_MOST_ROWS = 6

#: More values of the winner than this say nothing of one claim.
_MOST_VALUES = 4
#: At most so many tokens part a difference from the two values that it is of.
_BESIDE = 3

Row = tuple[Figure | None, str | None, str | None, tuple[Figure, Figure] | None]


class Scope:
    """What belongs to one claim.

    Attributes
    ----------
    figures
        Differences and ratios.
    metrics, datasets
        Names in order.
    pairs
        Values of winner and loser that stand side by side ("49.0 vs. 48.5").
    winner_value
        Value of the winner that the sentence gives before the cue, or in a clause behind the losers.
    each
        Whether the only difference holds on each of the data sets.
    carried_metric
        What several such values or a ratio before the cue are of.
    """

    __slots__ = (
        "carried_metric",
        "datasets",
        "default_kind",
        "default_metric",
        "each",
        "figures",
        "metrics",
        "pairs",
        "relatives",
        "shared",
        "tails",
        "winner_value",
        "winner_values",
    )

    def __init__(
        self, figures: list[Figure], metrics: list[str], datasets: list[str], pairs: list[tuple[Figure, Figure]]
    ) -> None:
        self.figures, self.metrics, self.datasets, self.pairs = figures, metrics, datasets, pairs
        self.shared = self.each = False
        self.default_kind: Kind = "quality"
        self.default_metric: str | None = None
        self.winner_value: Figure | None = None
        self.carried_metric: str | None = None
        self.winner_values: list[Figure] = []
        self.relatives: set[int] = set()
        self.tails: list[Saving] = []

    def relative(self, f: Figure) -> bool:
        """Whether a percentage is a relative change."""
        return f.start in self.relatives

    def rows(self, n: int, losers: int) -> Iterator[Row]:
        """The (figure, metric, data set, values) of the `n`-th of so many losers."""
        figures = self.figures
        if losers > 1 and len(figures) == losers and not self.shared:
            yield self._row(figures[n])
        elif losers > 1 and len(figures) > losers and len(figures) % losers == 0 and len({f.metric for f in figures}) <= 1:
            for f in figures[n::losers]:
                yield self._row(f)
        elif figures:
            matched = self.winner_values if len(self.winner_values) == len(figures) and len(figures) > 1 else []
            for k, f in enumerate(figures):
                if matched and f.metric is None:
                    yield f, matched[k].metric, matched[k].dataset, None
                elif len(figures) == len(self.pairs) == 1 and 0 <= self.pairs[0][1].start - f.end <= _BESIDE:
                    yield *self._row(f)[:3], self.pairs[0]  # "by 16.8% (from 0.51 to 0.43)"
                elif len(figures) == 1 and f.dataset is None and self.each and self.winner_value is None:
                    for dataset in self.datasets:
                        yield *self._row(f)[:2], dataset, None
                else:
                    yield self._row(f)
            yield from self._paired({f.metric for f in figures})
        elif self.pairs:
            yield from self._paired(set())
        elif (
            self.winner_value is None
            and 1 < len({f.metric for f in self.winner_values}) == len(self.winner_values) <= _MOST_VALUES
        ):
            for f in self.winner_values:  # "reaches 85% accuracy and 76% recall, outperforming B"
                yield None, f.metric, f.dataset or self._dataset(), None
        else:
            metrics = self.metrics if len(self.metrics) * len(self.datasets) <= _MOST_ROWS else []
            for metric in metrics or [None]:  # type: ignore[list-item]
                for dataset in self._told() or self.datasets or [None]:  # type: ignore[list-item]
                    yield None, metric, dataset, None

    def _paired(self, told: set[str | None]) -> Iterator[Row]:
        """Rows of the pairs of values whose metric is not among those told by a difference."""
        for pair in self.pairs:
            if not told or (pair[0].metric and pair[0].metric not in told):
                yield None, pair[0].metric, pair[0].dataset or self._dataset(), pair

    def _row(self, f: Figure) -> Row:
        metric = f.metric
        if metric is None and self.winner_value is not None and f.role == "delta":
            metric = self.winner_value.metric
        if metric is None and len(self.metrics) == 1:
            metric = self.metrics[0]
        return f, metric, f.dataset or self._dataset(), None

    def first_dataset(self) -> str | None:
        """The first data set of the claim."""
        return self.datasets[0] if self.datasets else None

    def _told(self) -> list[str]:
        """The data set of the winner's value, where it is one of several of the claim."""
        value = self.winner_value
        return [value.dataset] if value is not None and value.dataset in self.datasets else []

    def _dataset(self) -> str | None:
        if self.winner_value is not None and self.winner_value.dataset:
            return self.winner_value.dataset
        return self.first_dataset()


def clause_end(r: Reading, k: int, e: int) -> int:
    """First token at or behind `k` that ends the clause."""
    while k < e and r.lows[k] not in _CLAUSE_END:
        k += 1
    return k


def claim_scope(r: Reading, cue_start: int, stop: int, s: int, e: int, comparative: bool = False, reach: int = 0) -> Scope:
    """What belongs to a claim whose cue is at `cue_start` and whose losers end before `stop`.

    Behind the losers the scope reaches to the next cue or the end of the clause. Before the cue, values of the winner count
    where the cue is a participle, and figures next to a comparative ("2.8x faster than").
    """
    end = stop
    while end < e and r.lows[end] not in _CLAUSE_END:
        amount = r.lows[end] == "than" and r.lows[end - 1] in ("more", "less") and r.shapes[min(end + 1, e - 1)] == NUMBER
        if r.lows[end] in _NEXT_CUE and end > stop and not amount and not _brings_gains(r, end, e):
            break
        end += 1
    inside = r.figures_in(stop, end)
    if not comparative:
        _go_on_with_margins(r, inside)
    gains = [f for f in inside if f.role in ("delta", "ratio") and not (_size_word(r, f) and not comparative)]
    if comparative:
        near = r.figures_in(max(s, cue_start - 14), min(max(cue_start + 8, reach), stop))
        before = [f for f in near if f.role in ("delta", "ratio")]
        for f in r.figures_in(s, reach):
            if f.role == "value" and f.percent and f.metric is None and f.end == reach:
                f.role = "delta"  # "… by 20% compared to A, and 70% compared to B"
                before.append(f)
        before = [f for f in before if not _foreign(r, f, cue_start)]
        gains = _adjacent(r, before, reach or cue_start) or before or gains
    else:
        gains = [f for f in gains if not _compared_anew(r, f)]
    gains = merge_ranges(r, gains)
    if len(gains) > 1 and _dealt_out(r, gains, end):
        gains = []
    pairs = value_pairs(r, [f for f in inside if f.role == "value"])
    if comparative and reach and not pairs:
        pairs = value_pairs(r, r.figures_in(cue_start + 1, reach))  # "raises X from a to b compared to B"
        gains = [] if pairs else gains
    metrics = _metrics(r, stop, end, inside)
    qualities = _named_qualities(r, stop, end)
    metrics = qualities if len(qualities) > len(metrics) else metrics
    datasets = datasets_between(r, stop, end)
    if not datasets:
        datasets = datasets_between(r, s, cue_start)
    if (len(gains) > 1 and gains[-1].start > stop and r.words[gains[-1].start - 1] == "(") or (
        len(gains) > 1 and r.lows[gains[-1].start - 3 : gains[-1].start] == ["(", "up", "to"]
    ):
        gains = gains[:-1]  # "by 3.7x on average (up to 7.5x)"
    scope = Scope(gains, metrics, datasets, pairs)
    scope.shared = _listed_behind(r, gains, end) or _told_apart(r, gains)
    scope.each = 1 < len(datasets) < _MOST_VALUES and not any(w in _MEAN for w in r.lows[s:end])
    values = [f for f in r.figures_in(s, cue_start) if f.role == "value" and f.metric and f.kind == "quality"]
    scope.winner_values = [] if any(w in cue("beats") for w in r.lows[s:cue_start]) else values
    if values and not pairs:
        single = len(values) == 1 or len(gains) == 1 or _is_rise(r, values)
        scope.winner_value = values[-1] if single else None
    elif not (gains or pairs or metrics):
        values = _values_behind(r, stop, e)
        scope.winner_value = values[0] if len(values) == 1 else None
    if values and scope.winner_value is None and len({f.metric for f in values}) == 1:
        scope.carried_metric = values[0].metric
    _name_by_task(r, gains, e)
    ratio = _ratio_before(r, gains, s, cue_start)
    if ratio is not None:
        scope.carried_metric, scope.default_kind = ratio.metric, ratio.kind
    for f in gains:
        around = r.lows[max(s, f.start - 3) : min(e, f.end + 3)]
        if f.percent and ("relative" in around or "relatively" in around):
            scope.relatives.add(f.start)
    return scope


_MEAN = frozenset("average averages averaged mean overall respectively".split())


def _go_on_with_margins(r: Reading, inside: list[Figure]) -> None:
    """Make margins of figures that go on a list of margins: "beats B by 0.3% on C, 1.7 mIoU on D and 0.9 AP on E"."""
    for a, b in itertools.pairwise(inside):
        listed = range(a.end, b.start)
        if a.role != "delta" or b.role != "value" or not any(r.lows[k] in (",", "and") for k in listed):
            continue
        if all(r.lows[k] in _IN_LIST or r.label(k) in ("METRIC", "DATASET", "TASK") for k in listed):
            b.role = "delta"


_IN_LIST = frozenset("on in for the , and % points point by val test".split())


def _is_rise(r: Reading, values: list[Figure]) -> bool:
    """Whether two values are what something was and what it is: "lifts accuracy from 69% to 77%"."""
    if len(values) != 2 or r.lows[values[0].start - 2].startswith(("rang", "vary")):
        return False
    return bool(value_pairs(r, values))


def _name_by_task(r: Reading, gains: list[Figure], e: int) -> None:
    """Take what differences are on as their metrics where nothing else names one: "by 3% on reasoning, 2% on recall tasks"."""
    bare = [f for f in gains if f.role == "delta" and f.metric is None and f.dataset is None]
    listed = _on_phrases(r, bare[-1], e) if len(bare) > 1 else []
    if len(listed) == len(bare) > 1 and "respectively" in r.lows[listed[-1][1] : listed[-1][1] + 3]:
        for f, span in zip(bare, listed, strict=True):
            f.metric, f.metric_span = r.surface(*span), span
        return
    for f in bare:
        phrases = _on_phrases(r, f, e)
        if len(phrases) == 1:
            f.metric, f.metric_span = r.surface(*phrases[0]), phrases[0]


def _on_phrases(r: Reading, f: Figure, e: int) -> list[tuple[int, int]]:
    """What a difference is on: "3% on recall", "13% absolute improvements in reasoning and planning"."""
    k = f.end
    while k < e and (r.lows[k] in ("%", "points", "point", "percentage", "absolute", "relative") or r.lows[k] in _GAINS):
        k += 1
    return _phrases_behind(r, k + 1, e) if k < e and r.lows[k] in ("on", "in") else []


def _phrases_behind(r: Reading, k: int, e: int) -> list[tuple[int, int]]:
    """The coordinated phrases in lower case that start at token `k`; none where one names a data set or a method."""
    out: list[tuple[int, int]] = []
    start = k
    while k < e and k - start < 5 and len(out) < 5:
        m = r.at[k]
        if m is not None and m.label != "TASK":
            return []
        if m is not None:
            k = m.end
            continue
        if r.shapes[k] == LOWER and r.lows[k] not in _CLAUSE_END and r.lows[k] not in _PHRASE_END:
            k += 1
            continue
        if k == start:
            return []
        out.append((start, k))
        if r.lows[k] not in (",", "and") or r.shapes[min(k + 1, e - 1)] != LOWER or r.lows[k + 1] == "respectively":
            return out
        k = start = k + 1
    return out


_PHRASE_END = frozenset("and on in for with over compared when across average the".split())
_YIELDING = frozenset("achieving yielding reaching attaining obtaining scoring with".split())


def _values_behind(r: Reading, k: int, e: int) -> list[Figure]:
    """The winner's values right behind the losers: "outperforms B on X, achieving an accuracy of 92%"."""
    start = next((j for j in range(k, min(k + 12, e - 1)) if r.lows[j] == "," and r.lows[j + 1] in _YIELDING), None)
    if start is None or any(r.lows[j] in _CLAUSE_END for j in range(k, start)):
        return []
    behind = r.figures_in(start + 1, min(start + 14, e))
    if not behind or behind[0].role != "value" or any(w in ("compared", "versus", "vs.") for w in r.lows[start:e]):
        return []
    return [
        f for f in behind if f.role == "value" and f.kind == "quality" and f.metric and f.owner not in ("beside", "compared")
    ]


def _ratio_before(r: Reading, gains: list[Figure], s: int, cue_start: int) -> Figure | None:
    """The ratio whose metric goes on in "achieves a 6.9x acceleration, surpassing B by 1.9x"."""
    if (
        not gains
        or any(f.metric for f in gains)
        or {f.role for f in gains} != {"ratio"}
        or not r.lows[cue_start].endswith("ing")
    ):
        return None
    before = [f for f in r.figures_in(s, cue_start) if f.role == "ratio" and f.metric]
    return before[0] if len({f.metric for f in before}) == 1 else None


def _listed_behind(r: Reading, gains: list[Figure], end: int) -> bool:
    """Whether differences belong to what is listed behind them ("3% and 13% gains on recall and reasoning, respectively")."""
    if len(gains) < 2:
        return False
    behind = r.lows[gains[-1].end : end + 1]
    if "respectively" not in behind:
        return False
    before = behind[: behind.index("respectively")]
    return any(w in ("on", "in", "for") and before[k + 1 : k + 2] != ["average"] for k, w in enumerate(before))


def _told_apart(r: Reading, gains: list[Figure]) -> bool:
    """Whether each difference has a verb of its own ("by reducing regret by 37% and capturing 93% more events")."""
    pairs = itertools.pairwise(gains)
    return any(
        w.endswith("ing") and r.shapes[k] == LOWER for a, b in pairs for k, w in enumerate(r.lows[a.end : b.start], a.end)
    )


_GAINS = frozenset("gain gains improvement improvements increase increases boost boosts reduction reductions".split())


def _brings_gains(r: Reading, k: int, e: int) -> bool:
    """Whether a participle goes on with the margin of the claim before it ("outperforms B, achieving gains of 2.1%")."""
    if r.lows[k] not in ("achieving", "reaching", "obtaining"):
        return False
    first = next(iter(r.figures_in(k + 1, min(e, k + 5))), None)
    signed = first is not None and first.sign == "+" and first.role == "delta"
    return signed or any(w in _GAINS for w in r.lows[k + 1 : min(e, k + 7)])


def times_larger(r: Reading, span: tuple[int, int]) -> Figure | None:
    """How many times larger a loser is: "the 300-times larger B", "B, which is 10x larger", "B despite being 10x smaller"."""
    before, behind = r.figures_in(max(0, span[0] - 5), span[0]), r.figures_in(span[1], span[1] + 6)
    for f in before[-1:] + behind[:1]:
        between = r.lows[f.end : span[0]] if f.end <= span[0] else r.lows[span[1] : f.start]
        word = _size_word(r, f)
        if not word or any(w in (";", ".", "by", "on") for w in between):
            continue
        if word != "smaller" and (f.end <= span[0] or any(w in ("which", "that", "(") for w in between)):
            return f
        if word == "smaller" and f.start >= span[1] and any(w in ("despite", "while", "although", "though") for w in between):
            return f
    return None


def _size_word(r: Reading, f: Figure) -> str:
    """The word of size behind a ratio ("" for other figures)."""
    near = r.lows[f.end : f.end + 2] if f.ratio or r.lows[f.end - 1].endswith(("times", "fold")) else []
    return next((w for w in near if w in ("larger", "bigger", "smaller")), "")


def _adjacent(r: Reading, gains: list[Figure], k: int) -> list[Figure]:
    """The figure right before token `k` with those in a coordination with it ("22x, 8x, and 6x faster than")."""
    out: list[Figure] = []
    for f in reversed(gains):
        behind = out[0].start if out else k
        between = r.lows[f.end : behind]
        if (out and all(_joins(r, j) for j in range(f.end, behind))) or (not out and 0 <= len(between) <= 3):
            out.insert(0, f)
        elif out:
            break
    return out


def _joins(r: Reading, j: int) -> bool:
    """Whether token `j` may stand between figures of one coordination ("79% fewer parameters and 86% fewer …")."""
    m = r.at[j]
    return r.lows[j] in _JOINTS or (m is not None and m.label == "METRIC")


_JOINTS = frozenset(", and / - to % + fewer less lower higher faster more smaller approximately about up".split())


def _compared_anew(r: Reading, f: Figure) -> bool:
    """Whether a figure behind a claim begins another one ("… and 8% lower than C")."""
    return (
        any(w in ("lower", "higher", "fewer", "less", "faster", "better", "more") for w in r.lows[f.end : f.end + 2])
        and "than" in r.lows[f.end : f.end + 7]
    )


def merge_ranges(r: Reading, gains: list[Figure]) -> list[Figure]:
    """Make one figure of a range ("by 0.9-2.4 points")."""
    out: list[Figure] = []
    for f in gains:
        between = r.lows[out[-1].end : f.start] if out else None
        if out and (between in (["-"], ["to"], ["%", "-"], ["to", "+"]) or (between == [] and f.sign == "-")):
            first = out[-1]
            first.text, first.role = r.surface(first.start, f.end), "ratio"
            first.metric, first.metric_span = first.metric or f.metric, first.metric_span or f.metric_span
            continue
        out.append(f)
    return out


def _dealt_out(r: Reading, gains: list[Figure], end: int) -> bool:
    """Whether several differences belong to backbones named behind them ("by 1%, 2% and 3% on X, Y, and Z, respectively")."""
    k = gains[-1].end
    while k < end and r.lows[k] not in ("on", "for", "with", "using", "over"):
        if r.lows[k] in (",", "respectively"):
            return False
        k += 1
    listed = {(m.start, m.end) for j in range(k, end) if (m := r.at[j]) is not None and m.label == "METHOD"}
    return len(listed) == len(gains) and "respectively" in r.lows[k : end + 1]


def _foreign(r: Reading, f: Figure, cue_start: int) -> bool:
    """Whether a figure before the cue belongs to another clause."""
    between = r.lows[f.end : cue_start]
    return ";" in between or "while" in between


def value_pairs(r: Reading, values: list[Figure]) -> list[tuple[Figure, Figure]]:
    out: list[tuple[Figure, Figure]] = []
    for a, b in itertools.pairwise(values):
        if r.words[a.start - 1] == "-" or r.words[b.end : b.end + 1] == ["-"]:
            continue  # ranges
        goes_on = bool(out) and out[-1][0].end <= a.start and r.lows[out[-1][0].end : a.start] in (["and"], [","], [",", "and"])
        near = 4 if "±" not in r.words[a.end : b.start] and "+" not in r.words[a.end : b.start] else 8
        if (r.lows[word_before(r, a)] == "from" or goes_on) and "to" in r.lows[a.end : b.start] and b.start - a.end <= near:
            out.append((b, a))
        elif (
            any(w in ("vs.", "v.s.", "versus", "v.s", "vs", "against") for w in r.lows[a.end : b.start])
            and b.start - a.end <= 5
        ):
            out.append((a, b))
    return out


def _metrics(r: Reading, start: int, end: int, figures: list[Figure]) -> list[str]:
    taken = {k for f in figures if f.metric_span for k in range(*f.metric_span)}
    out: list[str] = []
    for m in r.within(start, end):
        if m.label == "METRIC" and m.start not in taken and m.name not in out and _governed(r, m) and not _is_measured_on(r, m):
            out.append(m.name)
    return out


def _named_qualities(r: Reading, k: int, e: int) -> list[str]:
    """The qualities that a claim is said to be about: "in terms of naturalness and engagement", "metrics such as fluency"."""
    while k < e - 2:
        if r.lows[k : k + 3] == ["in", "terms", "of"] or r.lows[k : k + 3] in (
            ["metrics", "such", "as"],
            ["metrics", "like", "the"],
        ):
            return _listed_qualities(r, k + 3, e)
        k += 1
    return []


def _listed_qualities(r: Reading, k: int, e: int) -> list[str]:
    """The coordinated qualities that start at token `k`, metrics among them, of at most three words each."""
    out: list[str] = []
    start = k
    while k <= e and len(out) < _MOST_VALUES:
        m = r.at[k] if k < e else None
        if m is not None and m.label in ("METRIC", "TASK"):
            k = m.end
        elif k < e and m is None and r.shapes[k] == LOWER and r.lows[k] not in _CLAUSE_END | _QUALITY_END:
            k += 1
        else:
            if start < k <= start + 3 and not r.lows[start].endswith("ing"):
                out.append(r.surface(start, k))
            if k >= e or r.lows[k] not in (",", "and"):
                break
            k = start = k + 1
    return out


_QUALITY_END = _PHRASE_END | frozenset("including under such by at from using".split())


def _is_measured_on(r: Reading, m: Mention) -> bool:
    """Whether a word that may name a cost says what was measured on: "by 3% on noisy samples"."""
    k = m.start - 1
    while k > 0 and m.start - k < 4 and r.shapes[k] == LOWER and r.lows[k] not in ("on", "in", "of", "from"):
        k -= 1
    return m.name.lower() in ("samples", "tokens", "steps", "queries") and r.lows[k] in ("on", "of", "from")


def _governed(r: Reading, m: Mention) -> bool:
    """Whether a metric is what the claim is about ("in terms of FID"), not a side remark ("with fewer parameters")."""
    window = r.lows[max(0, m.start - 6) : m.start]
    return any(w in _GOVERNING for w in window) and not any(w in _SIDE_REMARK for w in window)


_GOVERNING = frozenset("in by terms and of on both regarding".split())
_SIDE_REMARK = frozenset("with while using fewer lower less similar comparable without despite fraction equal half".split())


def datasets_between(r: Reading, start: int, end: int) -> list[str]:
    """Names of the data sets at tokens `start` to `end`."""
    return list(dict.fromkeys(name for m in r.within(start, end) if m.label == "DATASET" for name in m.names))

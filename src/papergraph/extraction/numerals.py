"""Numbers in a text: their sign, unit and range, and whether they are values, differences, ratios or none of these."""

from __future__ import annotations

import math
import re
from copy import copy
from typing import TYPE_CHECKING

from papergraph.extraction.cues import cue
from papergraph.extraction.reading import CAPITAL, LOWER, NUMBER, PUNCT, Kind, Reading

if TYPE_CHECKING:
    from papergraph.extraction.metrics import Metric

_PARSE = re.compile(r"([+-]?)((?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?)([a-zA-Zμ]{0,3})\+?")
_RATIO = frozenset(("x", "times", "fold", "folds"))
_SCALE = {
    "K": "K",
    "M": "M",
    "B": "B",
    "G": "G",
    "T": "T",
    "k": "k",
    "million": "M",
    "billion": "B",
    "trillion": "T",
    "thousand": "K",
}
_PERCENT = frozenset(("%", "percent", "pp", "pt", "％", "%p", "pps", "pts"))
_POINTS = frozenset(("points", "point", "pts", "pt", "pp", "pps", "%p", "percentage-points", "percentage-point", "%pt"))
#: Words between a figure and the word that says what it is.
_BETWEEN = cue("figure_between")
_NO_VALUE_BEFORE = cue("figure_label")
_SHOWN_BY = cue("shown_by")
_CHANGE = cue("change_verb")
_STOP = cue("figure_stop")

#: Words between two values that are compared.
VERSUS = ("vs.", "v.s.", "vs", "v.s", "versus")
#: Words for what a method costs.
COSTS = cue("cost")


class Figure:
    """A number in the text and what was found out about it.

    Attributes
    ----------
    role
        `value` (absolute), `delta` (a difference), `ratio` ("2.8x") or `other`.
    range_end
        The other end of a range ("65-90%").
    linked
        Whether the words beside the figure name its metric.
    owner
        How its method was found: `beside`, `compared`, `list`, `relative`, `clause`, `subject`, `own` ("our method"), `changed`
        ("improves B from") or `main` (nothing says whose it is).
    place
        Where its data set was found: `before` (running on), `only` (the paper's only one), "" (in the sentence or nowhere).
    """

    __slots__ = (
        "confidence", "dataset", "dataset_span", "end", "hardware", "kind", "linked", "method", "metric", "metric_span",
        "owner", "percent", "place", "range_end", "ratio", "role", "rule", "scale", "sign", "spans", "start", "text",
        "unit", "value",
    )  # fmt: skip

    def __init__(
        self, start: int, end: int, value: float, sign: str, scale: str, percent: bool, ratio: bool, text: str
    ) -> None:
        self.start, self.end, self.value, self.sign, self.scale = start, end, value, sign, scale
        self.percent, self.ratio, self.text = percent, ratio, text
        self.role = "other"
        self.metric: str | None = None
        self.metric_span: tuple[int, int] | None = None
        self.dataset: str | None = None
        self.dataset_span: tuple[int, int] | None = None
        self.method = ""
        self.unit: str | None = "%" if percent else (scale or None)
        self.kind: Kind = "quality"
        self.hardware: str | None = None
        self.rule, self.confidence = "", 0.8
        self.spans: list[tuple[int, int]] = []
        self.range_end: Figure | None = None
        self.linked = False
        self.owner = self.place = ""

    def behind(self, reach: float = math.inf) -> int:
        """The token behind the figure, or behind its metric where that follows after `reach` tokens at most."""
        span = self.metric_span
        return span[1] if span is not None and 0 <= span[0] - self.end <= reach else self.end

    @property
    def whole(self) -> bool:
        """Whether it is an integer without a percent sign: a count unless a metric stands beside it."""
        return not self.percent and "." not in self.text

    def copy(self) -> Figure:
        """Another reading of the same number ("99.9% accuracy and F1-score")."""
        twin = copy(self)
        twin.spans = list(self.spans)
        return twin


# ---------------------------------------------------------------- reading numbers


def read(r: Reading, s: int, e: int) -> list[Figure]:
    """The figures of a sentence, ends of a range tied together."""
    figures: list[Figure] = []
    for i in range(s, e):
        m = r.at[i]
        if (r.shapes[i] != NUMBER and not r.lows[i].endswith("-parameter")) or (m is not None and m.label != "NONE"):
            continue
        f = _figure(r, i, s, e)
        if f is None:
            continue
        if figures:
            _tie(r, figures[-1], f)
        figures.append(f)
    return figures


def _figure(r: Reading, i: int, s: int, e: int) -> Figure | None:
    match = _PARSE.fullmatch(r.words[i].removesuffix("-parameter"))
    if match is None:
        return None
    sign, digits, suffix = match.groups()
    try:
        value = float(digits.replace(",", ""))
    except ValueError:
        return None
    if not sign and i > s and r.words[i - 1] in ("+", "-", "−") and r.starts[i] == r.ends[i - 1]:
        before = r.ends[i - 2] if i - 1 > s else -1
        sign = r.words[i - 1] if before < r.starts[i - 1] or r.words[i - 2] in ("(", "/", "~") else ""
    ratio, scale = suffix in ("x", "X"), "" if suffix in ("x", "X") else suffix
    percent, j = False, i + 1
    if j < e:
        word = r.lows[j]
        if word in _PERCENT:
            percent, j = True, j + 1
        elif word in _RATIO and not (word == "x" and j + 1 < e and r.shapes[j + 1] == NUMBER):
            ratio, j = True, j + 1
        elif word == "-" and j + 1 < e and r.lows[j + 1] in ("fold", "x", "times") and r.starts[j + 1] <= r.ends[j]:
            ratio, j = True, j + 2
        elif word == "*" and j + 1 < e and r.shapes[j + 1] == LOWER and r.starts[j] == r.ends[j - 1]:
            ratio, j = True, j + 1  # "3.3* speedup"
        elif r.words[j] in _SCALE and not suffix:
            scale, j = _SCALE[r.words[j]], j + 1
        elif word == "-" and not suffix and j + 1 < e and r.lows[j + 1].removesuffix("-parameter") in _SCALE:
            scale, j = _SCALE[r.lows[j + 1].removesuffix("-parameter")], j + 2  # "a 7-billion-parameter model"
    if r.words[j : j + 1] == ["±"] and j + 2 < e and r.shapes[j + 1] == NUMBER and r.lows[j + 2] in _PERCENT:
        percent = True  # "95.1 ± 0.3%"
    return Figure(i, j, value, sign, scale, percent, ratio, r.surface(i, j))


def _tie(r: Reading, a: Figure, b: Figure) -> None:
    """Tie the ends of a range, which share their unit: "65-90%", "0.1 to 0.2"."""
    between = r.lows[a.end : b.start]
    dashed = between in (["-"], ["→"]) and r.starts[b.start] - r.ends[a.end - 1] <= 3
    if dashed or between in (["to"], ["-"]) or (between == ["and"] and r.lows[a.start - 1] == "between"):
        a.range_end = b
        if dashed or (not a.percent and not a.scale and not a.ratio):
            a.percent, a.ratio = a.percent or b.percent, a.ratio or b.ratio
            a.scale = a.scale or b.scale
            a.unit = "%" if a.percent else (a.scale or None)
            if dashed:
                b.sign = ""


# ---------------------------------------------------------------- roles


def classify(r: Reading, f: Figure, s: int, e: int, metrics: dict[int, Metric]) -> None:
    """Set a figure's role (values still need a metric)."""
    if f.ratio:
        f.role = "ratio"
    elif (f.sign == "-" and r.lows[f.start - 1] in ("+/", "+")) or r.lows[f.start - 1] in ("±", "+/-"):
        f.role = "other"
    elif f.range_end is not None and f.value == 0 and f.range_end.value in (1, 5, 10, 100) and r.lows[f.start - 1] == "between":
        f.role = f.range_end.role = "other"  # "a scale between 0 and 100"
    elif f.range_end is not None and r.lows[f.end] == "-" and _is_label(r, f, s, e):
        f.role = f.range_end.role = "other"
    elif f.range_end is not None and r.lows[f.end] == "-":
        f.role = "delta" if f.range_end.role == "value" and _is_delta(r, f, s, e, metrics) else f.range_end.role
        f.range_end.role = f.role
    elif f.sign == "+" or (f.sign == "-" and r.lows[f.start - 1] not in ("of", "=", "is", "was", "to")):
        f.role = "delta"
    elif _is_label(r, f, s, e):
        f.role = "other"
    elif _is_delta(r, f, s, e, metrics):
        f.role = "delta"
    elif _is_share(r, f, s, e):
        f.role = "other"
    else:
        f.role = "value"
    if f.role == "value" and f.sign == "-":
        f.value = -f.value
    tail = f.range_end
    if (
        tail is not None
        and f.role == "delta"
        and tail.role == "value"
        and tail.percent == f.percent
        and r.lows[f.start - 1] != "from"
    ):
        tail.role = "delta"


def word_before(r: Reading, f: Figure) -> int:
    """The token before a figure and the words that make it approximate."""
    k = f.start - 1
    while k > 0 and r.lows[k] in cue("approx"):
        k -= 1
    return k


#: Letters for statistics whose value is a result.
STATISTICS = frozenset(("r", "ρ", "rho", "τ", "tau", "κ"))
_NUMBERED = cue("numbered_noun")
_MEASURED_IN = cue("measured_in")
_CHANCE = frozenset("chance random random-chance".split())
_SYMBOLS = frozenset("alpha beta lambda gamma epsilon delta sigma p-value pvalue size".split())


def _is_label(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Whether a number only names or sets something: "Table 2", "p < 0.01", "(1)", "[12]", "± 0.3", "95% confidence"."""
    k = f.start - 1
    while k >= s and r.lows[k] in ("<", ">", "=", "≤", "≥", "~", "≈", "~=", ":"):
        k -= 1
    before = r.lows[k] if k >= s else ""
    directly = k == f.start - 1
    if before == "p" or (
        not directly and ((len(before) == 1 and before.isalpha() and before not in STATISTICS) or before in _SYMBOLS)
    ):
        return True
    if f.whole and directly and not f.scale and _is_numbered(r, k, s):
        return True
    if before in _NO_VALUE_BEFORE or before in ("[", "±", "+/", "#") or (before == "-" and r.lows[k - 1] in ("/", "+/")):
        return True
    if before == "(" and directly and f.whole and k > s and r.starts[k] == r.ends[k - 1] and r.shapes[k - 1] != NUMBER:
        return True  # "ICC(2,1)"
    if before == "(" and f.range_end is None and r.lows[k - 1] in ("level", "guessing") and r.lows[k - 2] in _CHANCE:
        return True  # "random-chance level (25%)"
    if before == "(" and k > s and r.shapes[k - 1] == NUMBER and r.at[k - 1] is None and f.percent:
        return True  # "12 of 48 (25%)"
    if _is_proportion(r, f):
        return True
    if before == "/" and directly and f.value == int(f.value) and r.shapes[k - 1] == NUMBER and r.starts[f.start] == r.ends[k]:
        return not f.percent  # "4.7/5"
    return _is_setting(r, f, before, e)


def _is_proportion(r: Reading, f: Figure) -> bool:
    """Whether a number is a side of a proportion: "67:1", "80:10:10"."""
    k, j = f.start, f.start + 1
    before = k > 1 and r.words[k - 1] == ":" and r.shapes[k - 2] == NUMBER and r.starts[k] == r.ends[k - 2] + 1
    return before or (
        r.words[j : j + 1] == [":"] and r.shapes[min(j + 1, len(r.shapes) - 1)] == NUMBER and r.starts[j + 1] == r.ends[k] + 1
    )


def _is_compound(r: Reading, f: Figure) -> bool:
    """Whether a number and the word behind its hyphen are one adjective that only counts: "8-task"."""
    joined = r.starts[f.end] == r.ends[f.end - 1] and r.starts[f.end + 1] == r.ends[f.end]
    return joined and r.shapes[f.end + 1] == LOWER and r.lows[f.end + 1] not in _MEASURED_IN


def _is_numbered(r: Reading, k: int, s: int) -> bool:
    """Whether the noun at token `k` only gets a number: "Subtask 1", "Subject 14"."""
    return r.shapes[k] == CAPITAL and k >= s and r.lows[k] in _NUMBERED


def _is_setting(r: Reading, f: Figure, before: str, e: int) -> bool:
    """Whether what follows a number says that it is a setting, a scale or the number of an item."""
    behind = r.lows[f.end : min(f.end + 2, e)]
    following = behind[0] if behind else ""
    if before == "within" and (f.percent or following in ("points", "point")):
        return following not in _ERRORS and behind[1:] not in (["error"], ["errors"])
    if following in ("scale", "]") or (following == "[" and f.whole):
        return True
    whole = f.whole or behind[1:] == ["bit"]
    if following == "-" and whole and not f.scale and behind[1:] and _is_compound(r, f):
        return True  # "4-bit", "an 8-task suite"
    if f.percent and following in cue("setting_noun") and behind[1:] not in (["error"], ["errors"]):
        return True
    if f.percent and "significance" in r.lows[f.end : f.end + 3]:
        return True
    if f.whole and not f.scale and f.value < 20 and r.at[f.start - 1] is not None and following in ("from", "to", "by"):
        return r.at[f.start - 1].label == "DATASET"  # type: ignore[union-attr]
    if following == "or" and behind[1:] and behind[1] in ("higher", "more", "lower", "less", "fewer", "above", "greater"):
        return True
    if f.whole and following in (")", ".") and before in ("", ",", "(", ";", ":", "and") and f.value < 13 and not f.scale:
        return before != "(" or f.value < 10
    if not f.percent:
        return False
    if following in ("ci", "confidence", "credible"):
        return True
    return any(w in cue("metric_name_stop") and w not in cue("delta_noun") for w in _noun_phrase(r, f.end, e))


_ERRORS = frozenset("error errors mape mae rmse wer".split())


def _noun_phrase(r: Reading, k: int, e: int) -> list[str]:
    """The words of the noun phrase that starts at token `k`, at most four."""
    out: list[str] = []
    while (
        k < e
        and len(out) < 4
        and r.at[k] is None
        and r.shapes[k] == LOWER
        and r.lows[k] not in _STOP
        and r.lows[k] not in cue("metric_head")
    ):
        out.append(r.lows[k])
        k += 1
    return out


def _is_delta(r: Reading, f: Figure, s: int, e: int, metrics: dict[int, Metric]) -> bool:
    """Whether the words beside a figure make it a difference."""
    k = f.start - 1
    link: list[str] = []
    while k >= s and len(link) < 6 and (r.lows[k] in _BETWEEN or r.lows[k] == "("):
        link.append(r.lows[k])
        k -= 1
    before = r.lows[k] if k >= s else ""
    if before == "by":
        return r.lows[k - 1] not in _SHOWN_BY
    if before == "plus" or (before in _GAPS and link == ["("] and r.lows[(f.range_end or f).end] not in VERSUS):
        return True  # "(plus 6 to 8 F1)", "a large gap (0.4 to 0.6 F1)"
    if before == "from" and r.lows[k - 1] in ("ranging", "varying", "ranges", "range") and k - 2 > s and _noun_of(r, k - 2, s):
        if f.range_end is not None:
            f.range_end.role = "delta"  # "improvements in F1 ranging from 3% to 8%"
        return True
    if before in ("factor", "factors") and "of" in link:
        return True
    if (
        before in ("reaches", "reach", "reaching", "reached", "amounts", "grows")
        and k > s
        and r.lows[k - 1] in cue("delta_noun")
    ):
        return True  # "the advantage reaches 4.7%"
    if (
        before in cue("delta_noun")
        and "(" not in link
        and (not link or any(w in ("of", "up", "over", "about", "than", "averaging") for w in link))
    ):
        return True
    moved = before in _CHANGE and before not in ("rise", "rises") and "of" not in link
    if moved and ("to" not in link or "up" in link) and "(" not in link:
        return True
    if "of" in link and _noun_of(r, k, s):
        return True
    if (
        "up" in link
        and "to" in link
        and any(w in _CHANGE for w in r.lows[max(s, k - 4) : k + 1])
        and not any(w in cue("achieve") and w not in _CHANGE for w in r.lows[max(s, k - 3) : k + 1])
    ):
        return not _is_lifted_to(r, f, k, s, metrics)
    return _delta_behind(r, f, e, metrics, before)


def _is_lifted_to(r: Reading, f: Figure, k: int, s: int, metrics: dict[int, Metric]) -> bool:
    """Whether "improves accuracy up to 87%", whose metric ends with token `k`, tells how high it gets."""
    m = metrics.get(k)
    return (
        f.percent
        and f.value >= 50
        and m is not None
        and m.cls == "quality"
        and any(w in _LIFTS for w in r.lows[max(s, k - 4) : k])
    )


_LIFTS = frozenset("improve improves improved improving boost boosts boosted boosting raise raises raised raising".split())
_GAPS = frozenset("gap gaps disparity disparities difference differences".split())


def _noun_of(r: Reading, k: int, s: int) -> bool:
    """Whether "… of N" belongs to a noun of difference: "an improvement in word error rate of 12%"."""
    hops = 0
    if r.lows[k] in ("baseline", "best", "record", "result", "score", "performance", "sota", "state-of-the-art"):
        return False
    while k >= s and hops < 9:
        low = r.lows[k]
        if low in cue("delta_noun"):
            return r.lows[k + 1] in ("in", "on", "for", "over", "across", "relative", "compared", "with") and not (
                low == "drops" or low == "overhead"
            )
        if low in (",", ";", "with", "achieving", "and", "(", ")", "that", "which") or r.shapes[k] == NUMBER:
            return False
        k, hops = k - 1, hops + 1
    return False


def _delta_behind(r: Reading, f: Figure, e: int, metrics: dict[int, Metric], before: str) -> bool:
    """What follows: "1.2% higher accuracy", "3 points better", "a 20% relative improvement", "2% accuracy drop"."""
    j, point = f.end, r.lows[f.end - 1] in _POINTS
    while j < min(f.end + 7, e):
        low = r.lows[j]
        if low in _POINTS or low == "percentage":
            point = True
        elif low in cue("delta_noun"):
            return low != "compression" or j == f.end
        elif low in cue("delta_word"):
            if low in ("over", "above", "below", "ahead", "behind"):
                return (j == f.end or point) and not (j + 1 < e and r.shapes[j + 1] == NUMBER)
            return low != "improving"
        elif (
            (r.shapes[j] == PUNCT and low.strip())
            or low in _STOP
            or ("-" in low and low.split("-")[0] in cue("metric_head_alone"))
        ):
            break
        elif j in metrics:
            j = metrics[j].end
            continue
        j += 1
    if point:
        return before not in cue("achieve") or before in _CHANGE
    return False


def _is_share(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Whether a percentage is a share of something that no verb of success makes a result."""
    if not f.percent or f.end >= e or r.lows[f.end] != "of":
        return False
    if r.lows[f.start - 1] == "to" and "from" in r.lows[max(s, f.start - 5) : f.start - 1]:
        return False  # "from 31% to 95% of the cases"
    before = r.lows[max(s, f.start - 5) : f.start]
    told = next((n for n, w in enumerate(before) if w in cue("solve")), None)
    return told is None or "," in before[told:]


def groups(r: Reading, figures: list[Figure]) -> list[list[Figure]]:
    """Figures in a coordination ("82.3% and 83.9%", "89.1% / 81.5%", "65-90%")."""
    out: list[list[Figure]] = []
    for f in figures:
        if out:
            last = out[-1][-1]
            between = r.lows[last.end : f.start]
            joined = bool(between) and all(
                w in (",", "and", "/", "or", "+", "-", "vs.", "vs", "v.s.", "&", "to", "→", "only", "~") for w in between
            )
            if (
                joined
                and last.role == "delta"
                and f.role == "value"
                and last.percent == f.percent
                and r.lows[last.start - 1] != "from"
            ):
                f.role = "delta"
            aside = (
                len(between) > 1 and between[0] == "(" and between[-1] in ("average", "avg", "avg.", "mean", "averaging", "to")
            )
            if aside and len(between) <= 3 and last.role == "delta" and f.role == "value" and last.percent == f.percent:
                f.role = "delta"  # "by up to 23.5% (average 7.5%)"
            if joined and last.role == "delta" and f.role == "value" and r.lows[out[-1][0].start - 1] == "by":
                f.role = "delta"  # "by 3.1% and 0.02"
            if joined and last.role == "value" and f.role == "delta" and last.percent == f.percent and _shared_difference(r, f):
                for g in out[-1]:
                    g.role = "delta"  # "20.3% and 10.1% relative improvements"
            if joined and last.role == f.role and last.percent == f.percent:
                out[-1].append(f)
                continue
            if last.role == "delta" and f.role == "value" and last.percent == f.percent and _continues(r, last.end, f):
                f.role = "delta"
            elif f.role == "delta" and last.role == "value" and last.percent == f.percent and _leads(r, last, f):
                last.role = "delta"
        out.append([f])
    return out


def _shared_difference(r: Reading, f: Figure) -> bool:
    """Whether a noun of difference stands right behind a figure: "and 10.1% relative improvements"."""
    k = f.end
    while (
        k < len(r.lows)
        and k < f.end + 3
        and (r.lows[k] in cue("delta_word") or r.lows[k] in ("average", "percentage", "points"))
    ):
        k += 1
    return k < len(r.lows) and r.lows[k] in cue("delta_noun")


def _continues(r: Reading, k: int, f: Figure) -> bool:
    """Whether a figure goes on with the differences before it ("by 1.7% mAP on detection and 1.4% on segmentation")."""
    between = r.lows[k : f.start]
    last = f.range_end or f
    nxt = r.lows[last.end] if last.end < len(r.lows) else ""
    if (
        len(between) <= 9
        and between[-1:] == ["and"]
        and nxt in ("on", "for", "in")
        and (len(between) <= 5 or any(w in ("on", "for", "in") for w in between))
    ):
        return not any(w in cue("achieve") and w not in ("score", "scores", "average") for w in between)
    if (
        between[-1:] == ["and"]
        and len(between) <= 12
        and not f.percent
        and nxt
        and nxt == between[0]
        and any(w in ("on", "for", "in", "when", "under", "with", "to", "from") for w in r.lows[f.end + 1 : f.end + 2])
    ):
        return True  # "by 5.9 GB for X and 25.1 GB for Y"
    # "gains of 11% in BLEU, 5% in ROUGE-L, 6% in METEOR"
    return 0 < len(between) <= 6 and between[0] in ("in", "on") and between[-1] in (",", "and") and nxt == between[0]


def _leads(r: Reading, a: Figure, b: Figure) -> bool:
    """Whether two figures share the noun of difference behind the second: "6% accuracy and 4% F1 improvements"."""
    between = r.lows[a.end : b.start]
    if not 2 <= len(between) <= 5 or between[-1] != "and" or any(w in _STOP for w in between[:-1]):
        return False
    return any(w in cue("delta_noun") for w in r.lows[b.end : b.end + 4])

"""A comparison as the rules read it, and its figures."""

from __future__ import annotations

import re
from typing import Literal

from papergraph.extraction.comparing.change import COMPARATIVE, SPENT
from papergraph.extraction.comparing.losers import Loser
from papergraph.extraction.comparing.savings import Saving, quality_tail, share_text
from papergraph.extraction.comparing.scope import Scope, times_larger
from papergraph.extraction.cues import cue
from papergraph.extraction.figures import Figure
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import NUMBER, Kind, Reading
from papergraph.extraction.subjects import Subject


class Claim:
    """One comparison as the rules read it (the fields are those of :class:`papergraph.model.Comparison`)."""

    __slots__ = (
        "confidence",
        "dataset",
        "delta",
        "kind",
        "loser",
        "loser_value",
        "metric",
        "rule",
        "spans",
        "type",
        "winner",
        "winner_value",
    )

    def __init__(
        self,
        type: Literal["outperforms", "improves"],
        winner: str,
        loser: str,
        rule: str,
        confidence: float,
        spans: list[tuple[int, int]],
    ) -> None:
        self.type, self.winner, self.loser, self.rule, self.confidence, self.spans = (
            type,
            winner,
            loser,
            rule,
            confidence,
            spans,
        )
        self.dataset: str | None = None
        self.metric: str | None = None
        self.kind: Kind = "quality"
        self.winner_value: float | None = None
        self.loser_value: float | None = None
        self.delta: float | str | None = None


def state(
    r: Reading,
    type: Literal["outperforms", "improves"],
    who: Subject,
    found: list[Loser],
    rule: str,
    confidence: float,
    scope: Scope,
    used: set[tuple[int, int]],
) -> None:
    """Add one claim for each loser and each figure, metric or data set of the scope."""
    found = [x for x in found if name_key(x.name) != name_key(who.name) or not who.name]
    if not found:
        return
    confidence *= 0.5 + 0.5 * who.certainty if who.own else min(1.0, who.certainty + 0.02)
    for n, x in enumerate(found):
        used.add(x.span)
        for figure, metric, dataset, values in scope.rows(*_place(r, x, n, found, scope)):
            claim = Claim(
                type, who.name, x.name, rule, round(confidence if not x.family else confidence * 0.7, 3), [who.span, x.span]
            )
            claim.loser_value = _value_behind(r, x, scope, metric)
            if values is not None and values[1].owner == "changed":
                claim.loser = values[1].method  # "of A from 81% to 83% and of B from 80% to 82%"
            _fill(claim, figure, metric, dataset, values, scope)
            r.comparisons.append(claim)
        r.comparisons.extend(_on_top(r, type, who, x, rule, confidence, scope, n, len(found)))


def state_reversed(
    r: Reading, who: Subject, found: list[Loser], rule: str, confidence: float, scope: Scope, certainty: float = 0.8
) -> None:
    """State that each in `found` beats `who`."""
    for x in found:
        worse = [Loser(who.name, who.span, False)]
        state(r, "outperforms", Subject(x.name, x.span, certainty, False), worse, rule, confidence, scope, set())


def state_cost(
    r: Reading, who: Subject, x: Loser, rule: str, saving: Saving, delta: str | None, dataset: str | None = None
) -> None:
    """Add the one claim that `who` spends less than `x`."""
    sure = round(0.9 * who.certainty * (0.7 if x.family else 1), 3)
    claim = Claim("outperforms", who.name, x.name, rule, sure, [who.span, x.span, saving.span])
    claim.kind, claim.metric, claim.delta, claim.dataset = "efficiency", saving.metric, delta, dataset
    r.comparisons.append(claim)


def _on_top(
    r: Reading,
    type: Literal["outperforms", "improves"],
    who: Subject,
    x: Loser,
    rule: str,
    confidence: float,
    scope: Scope,
    n: int,
    losers: int,
) -> list[Claim]:
    """What else the sentence says of one winner and loser: costs saved, quality beside efficiency, sizes in brackets."""
    sure = round(0.97 * confidence if not x.family else confidence * 0.7, 3)
    out: list[Claim] = []

    def add(of: str, span: tuple[int, int], kind: Kind, metric: str | None, delta: str | None = None) -> Claim:
        claim = Claim(type, who.name, x.name, f"{rule}+{of}", sure, [who.span, x.span, span])
        claim.kind, claim.metric, claim.delta, claim.dataset = kind, metric, delta, scope.first_dataset()
        out.append(claim)
        return claim

    better = quality_tail(r, x.span[1], r.sentences[r.sentence_of[x.span[0]]][1])
    if better and scope.default_kind == "efficiency" and type == "outperforms":
        add("quality", better, "quality", r.surface(better[1] - 1, better[1]))
    for saving in scope.tails:
        for delta in saving.of(n, losers):
            add("efficiency", saving.span, "efficiency", saving.metric, delta)
    larger = times_larger(r, x.span) if type == "outperforms" else None
    if larger is not None:
        add("size", (larger.start, larger.end), "efficiency", "parameters", larger.text)
    ours, theirs = _size_behind(r, who.span), _size_behind(r, x.span)
    if ours and theirs and ours.unit == theirs.unit and ours.value < theirs.value and type == "outperforms":
        claim = add("size", (ours.start, ours.end), "efficiency", ours.metric)
        claim.winner_value, claim.loser_value = ours.value, theirs.value
    return out


def _size_behind(r: Reading, span: tuple[int, int]) -> Figure | None:
    """The number of parameters in the brackets behind a name, or behind the list that it is in ("A/B (675M)")."""
    k = span[1]
    while k < len(r.words) and (r.lows[k] in ("/", ",", "and") or r.label(k) == "METHOD") and k < span[1] + 6:
        k += 1
    if k >= len(r.words) or r.words[k] != "(":
        return None
    return next((f for f in r.figures_in(k + 1, k + 6) if f.kind == "efficiency" and f.metric == "parameters"), None)


_REFERENCE = frozenset("than to over outperforms outperforming surpasses surpassing exceeds exceeding beats beating".split())


def _place(r: Reading, x: Loser, n: int, found: list[Loser], scope: Scope) -> tuple[int, int]:
    """Place of a loser in its list and the length of the list, where some members of the list have no name."""
    if len(scope.figures) <= len(found) or len(found) > 6:
        return n, len(found)
    before = [k for k in range(max(0, x.span[0] - 14), x.span[0]) if r.lows[k] in _REFERENCE]
    if not before:
        return n, len(found)
    items = _items(r, before[-1] + 1, _end_of_list(r, found[-1].span[1]))
    place = next((k for k, (a, b) in enumerate(items) if a <= x.span[0] < b), n)
    return (place, len(items)) if len(items) == len(scope.figures) else (n, len(found))


def _end_of_list(r: Reading, k: int) -> int:
    """The "by" behind the members of a list that have no name ("outperforms A and full fine-tuning by …")."""
    stop = next((j for j in range(k, min(k + 8, len(r.lows))) if r.lows[j] in ("by", "respectively")), k)
    if r.lows[stop : stop + 1] == ["respectively"] and r.lows[stop - 1] == ",":
        stop -= 1
    return stop if all(r.shapes[j] != NUMBER for j in range(k, stop)) else k


def _items(r: Reading, start: int, stop: int) -> list[tuple[int, int]]:
    """The members of the coordination at tokens `start` to `stop`."""
    out, begin = [], start
    for k in range(start, stop):
        if r.lows[k] in (",", "and") and (r.at[k] is None):
            if k > begin:
                out.append((begin, k))
            begin = k + 1
    out.append((begin, stop))
    return out


def _value_behind(r: Reading, x: Loser, scope: Scope, metric: str | None) -> float | None:
    """The loser's own value in the brackets behind its name ("X (0.64)")."""
    if x.span[1] >= len(r.words) or r.words[x.span[1]] not in ("(", ":"):
        return None
    inside = [f for f in r.figures_in(x.span[1] + 1, x.span[1] + 12) if f.role == "value" and f.kind == "quality"]
    inside = [f for f in inside if ")" not in r.words[x.span[1] + 1 : f.start]]
    several = len({f.metric for f in inside}) > 1
    value = next((f for f in inside if f.metric == metric), None) if several and metric else next(iter(inside), None)
    if (
        value is None
        or value.metric is None
        or r.lows[value.end : value.end + 1] in (["vs."], ["versus"], ["vs"])
        or (scope.winner_value is not None and value.metric != scope.winner_value.metric)
    ):
        return None
    return value.value


def _bare(metric: str | None) -> str | None:
    """A metric's name without a comparative before it, or what it is measured on behind it."""
    if metric is None:
        return None
    metric = _PLACED.split(metric)[0].rpartition("'s ")[2]
    if metric.count("(") > metric.count(")"):
        metric = metric.partition("(")[0].rstrip()
    first, _, rest = metric.partition(" ")
    while rest and (first.lower() in COMPARATIVE or first.lower() in _HOW):
        metric = rest
        first, _, rest = metric.partition(" ")
    return None if metric.lower() in _NO_METRIC else metric


_NO_METRIC = frozenset("amount amounts level levels degree degrees number numbers extent capability capabilities".split())
_HOW = frozenset("percent percentage relative absolute".split())
_PLACED = re.compile(r" (?:of|on|for) ")


def _extends(name: str, winner: str) -> bool:
    """Whether a value's method is a size of the winner: "QuiltNet base" of "QuiltNets"."""
    return bool(winner) and len(name) > len(winner) and name_key(name).startswith(name_key(winner))


def _of_cost(metric: str) -> bool:
    """Whether a metric is one of what a method costs."""
    return any(w in SPENT or w in _COSTLY for w in metric.lower().split())


_COSTLY = frozenset("efficiency convergence speed speeds speedup speedups throughput latency runtime memory".split())


def _fill(
    claim: Claim,
    figure: Figure | None,
    metric: str | None,
    dataset: str | None,
    values: tuple[Figure, Figure] | None,
    scope: Scope,
) -> None:
    claim.metric = _bare(metric or scope.default_metric or scope.carried_metric)
    claim.dataset = dataset
    claim.kind = "efficiency" if metric and _of_cost(metric) else scope.default_kind
    if figure is not None:
        if figure.metric and figure.metric_span:
            claim.metric = _bare(figure.metric)
            of_quality = figure.role == "delta" and figure.metric.lower().split()[-1] in cue("better_more")
            claim.kind = "efficiency" if figure.kind == "efficiency" else "quality" if of_quality else claim.kind
        if figure.ratio and claim.metric is None and claim.type == "outperforms":
            claim.kind = "efficiency"
        if figure.role == "ratio" or (figure.percent and (claim.kind == "efficiency" or scope.relative(figure))):
            claim.delta = share_text(figure).replace(" percent", "%")
        else:
            claim.delta = abs(figure.value)
        claim.spans.append((figure.start, figure.end))
    if claim.metric is not None and claim.metric.startswith(claim.loser + " "):
        claim.metric = claim.metric[len(claim.loser) + 1 :]  # "raises B accuracy by 3%"
    if values is not None:
        claim.winner_value, claim.loser_value = values[0].value, values[1].value
        if not _extends(values[0].method, claim.winner):
            values[0].method = claim.winner
        values[1].method = claim.loser
        claim.metric = claim.metric or values[0].metric
    elif scope.winner_value is None and figure is None and claim.kind == "quality":
        told = [f for f in scope.winner_values if f.metric == metric and metric is not None]
        claim.winner_value = told[0].value if len(told) == 1 else None
    elif scope.winner_value is not None and claim.kind == "quality":
        value = scope.winner_value
        if value.metric and (claim.metric is None or claim.metric == value.metric):
            claim.winner_value, claim.metric = value.value, value.metric

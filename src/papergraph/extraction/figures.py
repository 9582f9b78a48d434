"""Figures: which number is a value of which metric, on which data set, of which method."""

from __future__ import annotations

from collections.abc import Iterator

from papergraph.extraction import measuring, metrics, placing
from papergraph.extraction.names import name_key
from papergraph.extraction.numerals import COSTS, Figure, classify, groups, read
from papergraph.extraction.reading import Reading

#: Tokens; longer sentences are no prose.
_LONGEST_SENTENCE = 200
#: Figures of such a part; more are a table.
_MOST_FIGURES = 60


def find(r: Reading) -> None:
    """Read all figures of a text; those that are absolute values become results."""
    r.figures, r.results = [], []
    extra: list[Figure] = []
    places = placing.Places(r)
    last: Figure | None = None
    for s, e in _stretches(r):
        figures = read(r, s, e)
        if 0 < len(figures) <= _MOST_FIGURES:
            named = metrics.phrases(r, s, e)
            for f in reversed(figures):
                classify(r, f, s, e, named)
            coordinated = groups(r, figures)
            extra += measuring.measure(r, coordinated, named, s, e, last)
            places.place(coordinated, s, e)
            r.figures.extend(figures)
            last = next((f for f in reversed(figures) if f.role == "value" and f.metric and f.kind == "quality"), last)
        else:
            places.pass_by(s, e)
    placing.complete(r, extra)
    r.results = _results(r, extra)


def _stretches(r: Reading) -> Iterator[tuple[int, int]]:
    """The sentences of the abstract; one of absurd length in parts, so that looking back in it stays cheap."""
    for s, e in r.sentences:
        if s >= r.title_end:
            for start in range(s, e, _LONGEST_SENTENCE):
                yield start, min(e, start + _LONGEST_SENTENCE)


def _results(r: Reading, extra: list[Figure]) -> list[Figure]:
    """Figures that are absolute values, without repetitions."""
    out, seen = [], set()
    for f in sorted(r.figures + extra, key=lambda f: f.start):
        if f.role != "value" or not _worth(r, f):
            continue
        key = (f.value, f.metric, f.dataset and name_key(f.dataset), f.method)
        if key in seen:
            continue
        seen.add(key)
        f.spans = (
            [(f.start, f.end)]
            + ([f.metric_span] if f.metric_span else [])
            + ([f.dataset_span] if f.dataset_span else [])
            + f.spans
        )
        f.spans = [sp for sp in f.spans if r.sentence_of[sp[0]] == r.sentence_of[f.start]]
        f.confidence = max(0.3, min(0.97, f.confidence))
        out.append(f)
    return out


def _worth(r: Reading, f: Figure) -> bool:
    """Whether a value is a result: it has a metric, or something achieves it."""
    if f.kind == "quality" and not f.percent and f.scale:
        return False
    if f.whole and 1950 <= f.value <= 2035 and not f.scale and f.kind == "quality":
        return False
    if f.metric is not None and f.metric.startswith("parameter") and _is_of_a_class(r, f):
        return False
    if f.metric:
        return not ((f.metric.upper() == "NFE" or "(NFE)" in f.metric) and r.lows[f.start - 1] not in ("from", "to", "of"))
    return f.rule not in ("", "achieved-percent") or (f.rule != "" and f.dataset_span is not None)


def _is_of_a_class(r: Reading, f: Figure) -> bool:
    """Whether a number of parameters limits a class of models or spans it: "models ranging from 1B to 20B", "LLMs (<8B)"."""
    if f.owner in ("beside", "list"):
        return False
    start = max(r.sentences[r.sentence_of[f.start]][0], f.start - 12)
    near = r.lows[start : f.start]
    limited = any(w in _LIMITS for w in near[-4:])
    own = any(w in ("our", "family", "suite", "series") for w in near)
    return limited and not own and any(w in _CLASSES for w in near)


_LIMITS = frozenset("under below < ≤ ranging range ranges from between".split())
_CLASSES = frozenset("models llms vlms mllms transformers backbones networks architectures sizes size scales scale".split())

__all__ = ["COSTS", "Figure", "find"]

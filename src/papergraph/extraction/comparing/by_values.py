"""Claims that two values make: "58.8 F1, compared to 46.3 for B", "92.1% (vs. 85.0% for B)", "0.77 (+0.18 over B)"."""

from __future__ import annotations

import re

from papergraph.extraction.comparing.change import SPENT
from papergraph.extraction.comparing.claim import Claim
from papergraph.extraction.comparing.losers import Loser, losers
from papergraph.extraction.comparing.savings import share_text
from papergraph.extraction.cues import cue
from papergraph.extraction.figures import Figure
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import Mention, Reading
from papergraph.extraction.subjects import mention_name


def by_values(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """State what two values of one metric say that a word of comparison ties and whose methods are named."""
    values = r.figures_in(s, e)
    for n, f in enumerate(values):
        if f.role == "delta":
            _over(r, f, values[:n], e, used)
        elif f.role == "value" and f.owner in ("compared", "beside", "list", "relative", "common"):
            ours = next((o for o in values[:n] if _alike(o, f)), None)
            told = f.metric or (f.percent and any(w in cue("beats") for w in r.lows[s : f.start]))
            if ours is not None and told and any(w in cue("contrast") for w in r.lows[ours.end : f.start]):
                _state(r, ours, f, e, used)


def _alike(a: Figure, b: Figure) -> bool:
    """Whether two figures are values of one metric on one data set for two methods."""
    same = a.role == b.role == "value" and a.metric == b.metric and a.dataset == b.dataset and a.percent == b.percent
    return same and a.range_end is None and b.range_end is None and name_key(a.method) != name_key(b.method)


def _state(r: Reading, ours: Figure, theirs: Figure, e: int, used: set[tuple[int, int]]) -> None:
    lower = lower_is_better(r, ours) if ours.metric else False
    loser = _mention(r, theirs, ours.end, e)
    if ours.method.lower() in cue("people") or lower is None or loser is None or ours.value == theirs.value:
        return
    if r.lows[loser.end : loser.end + 1] in (["models"], ["backbones"], ["architectures"]):
        return  # "70.8% versus 68.3% for ViT-B models": both values are of such models
    if (ours.value < theirs.value) != lower:
        return
    if (loser.start, loser.end) in used and not _go_with_claim(r, ours, theirs, loser):
        return
    sure = 0.86 if ours.owner != "main" else 0.7
    beaten = Loser(mention_name(r, loser), (loser.start, loser.end), False)
    claim = _add(r, ours, beaten, theirs, "value-beside-value", sure, used)
    claim.loser_value = theirs.value
    claim.delta = _margin_before(r, loser)


def _margin_before(r: Reading, loser: Mention) -> str | None:
    """The relative margin in "64% less than B (124M)"."""
    k = loser.start - 1
    k -= r.lows[k] in ("the", "that", "of")
    if r.lows[k] != "than" or r.lows[k - 1] not in ("less", "fewer", "smaller", "lower", "higher", "more", "larger", "faster"):
        return None
    f = next((f for f in r.figures_in(max(0, k - 5), k - 1) if f.end == k - 1 and (f.percent or f.ratio)), None)
    return share_text(f) if f is not None else None


def _go_with_claim(r: Reading, ours: Figure, theirs: Figure, loser: Mention) -> bool:
    """Whether two values say more of a pair that is stated already, in another metric; those of its own are filled in."""
    stated = [c for c in r.comparisons if (loser.start, loser.end) in c.spans and name_key(c.winner) == name_key(ours.method)]
    if not stated or any(c.type != "outperforms" for c in stated):
        return False
    for c in stated:
        if c.metric in (None, ours.metric) and c.kind == ours.kind and c.dataset in (None, ours.dataset):
            told = isinstance(c.delta, float) and abs(abs(ours.value - theirs.value) - c.delta) > 0.15
            told = told or (isinstance(c.delta, str) and not _is_ratio_of(c.delta, ours.value, theirs.value))
            if c.winner_value in (None, ours.value) and c.loser_value is None and not told:
                c.metric, c.dataset, c.winner_value, c.loser_value = ours.metric, ours.dataset, ours.value, theirs.value
            return False
    return all(c.winner_value is not None for c in stated)


def _is_ratio_of(delta: str, ours: float, theirs: float) -> bool:
    """Whether a relative margin is that of two values: "64%" of 45 and 124, "2x" of 10 and 20."""
    number = _NUMBER.match(delta)
    if number is None or not theirs or not ours:
        return False
    stated = float(number[0])
    if "%" in delta:
        return abs(abs(1 - ours / theirs) * 100 - stated) < _ROUNDING
    return abs(max(ours / theirs, theirs / ours) - stated) < 0.1 * stated


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: Percent points by which a stated relative margin may be off.
_ROUNDING = 1.5


def _add(r: Reading, ours: Figure, x: Loser, f: Figure, rule: str, sure: float, used: set[tuple[int, int]]) -> Claim:
    """Add the claim of the winner's value and what another figure says of a loser."""
    used.add(x.span)
    claim = Claim("outperforms", ours.method, x.name, rule, sure, [(ours.start, ours.end), x.span, (f.start, f.end)])
    claim.kind, claim.metric, claim.dataset, claim.winner_value = ours.kind, ours.metric, ours.dataset, ours.value
    r.comparisons.append(claim)
    return claim


def _mention(r: Reading, f: Figure, start: int, e: int) -> Mention | None:
    """The name of a figure's method where it stands behind token `start`."""
    key = name_key(f.method)
    named = (m for m in r.within(start, e) if m.label == "METHOD" and key)
    return next((m for m in named if name_key(m.name) == key or _tells_of(f.method, m)), None)


def _tells_of(phrase: str, m: Mention) -> bool:
    """Whether a description of a method holds its name: "tuned X baseline"."""
    return " " in phrase and f" {m.name} " in f" {phrase} "


def _over(r: Reading, f: Figure, before: list[Figure], e: int, used: set[tuple[int, int]]) -> None:
    """ "0.77 (+0.18 over B, +0.22 over C)": a margin with a sign right before "over" and a name."""
    if f.sign != "+" or r.lows[f.end : f.end + 1] != ["over"]:
        return
    found, _ = losers(r, f.end + 1, min(e, f.end + 6))
    ours = next((o for o in reversed(before) if o.role == "value" and o.percent == f.percent), None)
    if (
        len(found) != 1
        or found[0].span in used
        or ours is None
        or ours.metric is None
        or "(" not in r.words[ours.end : f.start]
    ):
        return
    _add(r, ours, found[0], f, "plus-over", 0.85, used).delta = abs(f.value)


def lower_is_better(r: Reading, f: Figure) -> bool | None:
    """Whether less of a figure's metric is better; None where nothing tells."""
    span = f.metric_span
    known = r.at[span[1] - 1] if span else None
    better = getattr(known.entry, "better", None) if known is not None else None
    if better is not None:
        return bool(better == "lower")
    words = (f.metric or "").lower().split()
    if any(w in cue("worse_more") for w in words):
        return True
    if any(w in cue("better_more") for w in words):
        return False
    return True if any(w in SPENT for w in words) else None

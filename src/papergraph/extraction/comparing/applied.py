"""Claims by application: gains on, for or with somebody else's method."""

from __future__ import annotations

from itertools import takewhile

from papergraph.extraction.comparing.backbones import BEATING, MODELS, fronted_models, maker, refers
from papergraph.extraction.comparing.by_backbone import by_backbone, by_plain_gain
from papergraph.extraction.comparing.by_values import lower_is_better
from papergraph.extraction.comparing.change import COST_WORDS, MATCHES, RAISE, REDUCE, SPENT
from papergraph.extraction.comparing.claim import state
from papergraph.extraction.comparing.losers import Loser
from papergraph.extraction.comparing.scope import Scope, merge_ranges, value_pairs
from papergraph.extraction.cues import cue
from papergraph.extraction.figures import Figure
from papergraph.extraction.reading import LOWER, Mention, Reading
from papergraph.extraction.subjects import Subject, subject
from papergraph.extraction.things import is_own


def by_application(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "a 55% reduction in FLOPs on X", "a speedup of 2.3x for X", "+5.3% accuracy for X" with somebody else's X."""
    start = s
    for k in range(s, e + 1):
        if k == e or r.words[k] == ";":
            if not (by_backbone(r, start, k, used) or _by_front(r, start, k, used) or _by_family(r, start, k, used)):
                _by_gains(r, start, k, used)
            by_plain_gain(r, start, k, used)
            start = k + 1


def _by_gains(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """The gains of a part of a sentence on the models that it names."""
    gains = [
        f for f in r.figures_in(s, e) if f.role in ("delta", "ratio") or (f.percent and f.metric is None and f.role == "value")
    ]
    gains = merge_ranges(r, [f for f in gains if _for_the_better(r, f, s, e) and not _is_amount(r, f)])
    if not gains:
        return
    stated = takewhile(lambda c: c.spans[0][0] >= s, reversed(r.comparisons))
    claimed = {span for c in stated for span in c.spans}
    gains = [f for f in gains if (f.start, f.end) not in claimed and not _beside_cue(r, f, s, e)]
    if not gains:
        return
    targets = _targets(r, s, e, used)
    taken: set[int] = set()
    for m in targets:
        before = [f for f in gains if f.end <= m.start and f.start not in taken]
        floor = max((t.end for t in targets if t.end <= m.start), default=s)
        near = [f for f in before if f.start >= floor and not any(w in _APART for w in r.lows[f.end : m.start])]
        listed = [
            t
            for t in targets
            if t.start >= m.start
            and all(w in (",", "and", "/") for w in r.lows[m.end : t.start] if t is not m and w not in t.name.lower())
        ]
        if len(listed) > 1 and len(near) == len(listed):
            for f, t in zip(near, listed, strict=True):
                _emit_applied(r, f, t, s, e)
                taken.add(f.start)
            continue
        near = near or [f for f in gains if r.lows[m.end : m.end + 1] == ["by"] and m.end < f.start <= m.end + 4]
        for f in near:
            if f.role != "value" or m.start - f.end <= 3:
                for target in listed if len(near) == 1 else [m]:
                    _emit_applied(r, f, target, s, e)
                taken.add(f.start)
    fronted = fronted_models(r, s, gains[0].start, used) if not taken else []
    if any(refers(r, k, e) and (len(fronted) > 1 or _over_rival(r, k, e)) for k in range(s, e)):
        fronted = []  # the gains are over something else
    if len(fronted) > 2:
        fronted = []  # the figures are means over many
    for front in fronted:
        for f in gains:
            if f.start > fronted[-1].end and f.role != "value" and any(w in _GAIN_WORDS for w in r.lows[s:e]):
                _emit_applied(r, f, front, s, e)
                taken.add(f.start)
    if targets and not taken:
        first = targets[0]
        if "to" in r.lows[first.start - 4 : first.start] and any(
            w.startswith("appl") for w in r.lows[max(s, first.start - 12) : first.start]
        ):
            for f in gains:
                if f.start > first.end and f.role != "value":
                    _emit_applied(r, f, first, s, e)


def _by_front(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> bool:
    """ "On B, X raises accuracy from 38.7% to 42.9% (+4.2 points)": whether what a sentence begins with is made better."""
    values = [f for f in r.figures_in(s, e) if f.role == "value"]
    pairs = value_pairs(r, values) if len(values) > 1 else []
    if not pairs or any(refers(r, k, e) for k in range(s, e)):
        return False
    fronted = fronted_models(r, s, pairs[0][1].start, used, any_method=True)
    if len(fronted) != 1 or r.lows[fronted[0].end] == "as":
        return False
    m = fronted[0]
    out = False
    for after, before in pairs:
        lower = lower_is_better(r, before)
        if lower is None or before.metric is None or before.start < m.end or (after.value < before.value) != lower:
            continue
        who = maker(r, before, m, s)
        if who.own:
            scope = Scope([], [], [before.dataset] if before.dataset else [], [(after, before)])
            scope.default_kind = before.kind
            state(r, "improves", who, [Loser(m.name, (m.start, m.end), False)], "from-to-on", 0.8, scope, set())
            margin = next((f for f in r.figures_in(after.end, after.end + 3) if f.role == "delta" and f.sign == "+"), None)
            r.comparisons[-1].delta = abs(margin.value) if margin is not None else None
            out = True
    return out


def _by_family(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> bool:
    """ "X achieves higher accuracy across models such as A, B and C", "gains with X generalize to the A and B families"."""
    if any(refers(r, k, e) for k in range(s, e)) or any(f.role in ("delta", "ratio") for f in r.figures_in(s, e)):
        return False
    for k in range(s + 3, e - 1):
        if r.lows[k] not in ("across", "on", "for", "to", "over") or (listed := _models_at(r, k + 1, e, used)) is None:
            continue
        gain = next((j for j in range(k - 1, s, -1) if r.lows[j] in _GAINED), None)
        if gain is None or any(w in _UNSURE for w in r.lows[max(s, gain - 3) : k]):
            return False
        who = subject(r, gain, s) or next(
            (
                Subject(m.name, (m.start, m.end), 0.8, True)
                for m in r.within(gain, k)
                if m.label == "METHOD" and is_own(r, m.name)
            ),
            None,
        )
        if who is None or not who.own:
            return False
        metric = r.first("METRIC", gain + 1, k)
        scope = Scope([], [metric.name] if metric is not None else [], [], [])
        state(r, "improves", who, [Loser(m.name, (m.start, m.end), False) for m in listed], "across-models", 0.62, scope, set())
        return True
    return False


def _models_at(r: Reading, k: int, e: int, used: set[tuple[int, int]]) -> list[Mention] | None:
    """The models of others in a list behind token `k` that is said to be one of models."""
    said = False
    while (
        k < e
        and r.at[k] is None
        and (r.shapes[k] == LOWER or r.lows[k] in _KINDS)
        and r.lows[k] not in cue("metric_stop") - _LINK
    ):
        said = said or r.lows[k] in _KINDS
        k += 1
    out: list[Mention] = []
    while k < e and (r.label(k) == "METHOD" or (r.lows[k] in (",", "and", "the") and out)):
        m = r.at[k]
        if m is not None:
            out.append(m)
        k = m.end if m is not None else k + 1
    said = said or (k < e and r.lows[k] in _KINDS)
    plain = all(getattr(m.entry, "cls", None) in MODELS and not is_own(r, m.name) and (m.start, m.end) not in used for m in out)
    return out if out and said and plain else None


_KINDS = frozenset("models llms vlms mllms backbones architectures families".split())
_LINK = frozenset("the such as like including from of and different both various diverse multiple several popular".split())
_GAINED = frozenset(
    "improves improve improving improved improvements improvement gains gain boosts boost boosting higher better enhances "
    "enhance".split()
)
_UNSURE = frozenset("not no without fails cannot may might could whether than".split())


def _over_rival(r: Reading, k: int, e: int) -> bool:
    """Whether a gain is one over a rival: "a 61% gain over the best baseline (B)"."""
    if r.lows[k] not in ("over", "than"):
        return False
    near = range(k + 1, min(k + 6, e))
    return any(r.lows[j] in ("baseline", "baselines", "competitor") or r.label(j) == "METHOD" for j in near)


_APART = frozenset("; while across but whereas however no not".split())


def _is_amount(r: Reading, f: Figure) -> bool:
    """Whether a figure is a share or an amount of something ("maintains 94% of the gains", "up to 256k tokens")."""
    return (f.percent and r.lows[f.end : f.end + 1] == ["of"]) or (bool(f.scale) and f.metric is None)


def _beside_cue(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Whether a cue of comparison stands so near that the figure belongs to it."""
    far = next((k for k in range(f.start - 1, s - 1, -1) if r.lows[k] in BEATING), None)
    if far is not None and not any(r.lows[k - 1] == "," and r.lows[k] in _ACHIEVING for k in range(far + 1, f.start)):
        return True
    stop = next((k for k in range(f.end, min(e, f.end + 9)) if r.lows[k] == "and" and r.lows[k + 1].endswith("ing")), e)
    near = range(max(s, f.start - 8), min(stop, f.end + 9))
    return any(refers(r, k, e) and (k > f.start or r.lows[k] not in BEATING) for k in near)


_ACHIEVING = frozenset("including achieving yielding reaching obtaining delivering providing".split())


def _for_the_better(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Whether words beside a figure say that it is a gain: a rise, or a fall of a cost."""
    if f.role == "ratio" and any(w in RAISE for w in r.lows[s : f.start]):
        return True
    metric = r.at[f.metric_span[1] - 1] if f.metric_span else None
    better = getattr(metric.entry, "better", None) if metric is not None else None
    beside = r.lows[max(s, f.start - 3) : min(e, f.end + 3)]
    if better == "lower" and any(w.startswith(("increas", "rise")) or w in ("more", "higher", "worse") for w in beside):
        return False
    if better == "lower" and any(
        w.startswith(("decreas", "reduc", "drop", "lower")) for w in r.lows[max(s, f.start - 3) : min(e, f.end + 5)]
    ):
        return True
    window = r.lows[max(s, f.start - 14) : min(e, f.end + 8)]
    if any(w in RAISE for w in window):
        return not any(
            w in ("drop", "drops", "degradation", "decline", "decreases", "loss")
            for w in r.lows[max(s, f.start - 4) : min(e, f.end + 4)]
        )
    return any(w in REDUCE for w in window) and (
        f.kind == "efficiency" or any(w in SPENT or w in cue("worse_more") for w in window)
    )


_FOR = frozenset("on for to of".split())


_GAIN_WORDS = frozenset(
    "improvement improvements gain gains improves improve boosts increases increase yields speedup reductions reduction lowers "
    "acceleration speedups speed-up accelerates accelerate faster reduces reduce reducing reduced cuts cutting cut saves "
    "saving lowering".split()
)


def _targets(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> list[Mention]:
    """Other people's methods behind "on", "for" or "to" (or in a list that starts so)."""
    out: list[Mention] = []
    for k in range(s, e):
        m = r.at[k]
        if m is None or m.start != k or m.label != "METHOD" or (m.start, m.end) in used or is_own(r, m.name):
            continue
        j = m.start - 1
        while j > s and (
            r.shapes[j] == LOWER
            and r.lows[j] not in _FOR
            and m.start - j <= 4
            and r.lows[j] not in ("by", "with", "from", "than", "and", "using", "via")
        ):
            j -= 1
        if any(w in MATCHES for w in r.lows[max(s, j - 8) : m.start]):
            continue  # "matching the quality of X"
        if r.lows[j] in _FOR or (out and r.lows[j] in ("and", ",", "/") and out[-1].end >= j - 1):
            out.append(m)
    return out


def _emit_applied(r: Reading, f: Figure, m: Mention, s: int, e: int) -> None:
    who = maker(r, f, m, s)
    if not who.own:
        return
    if f.role == "value":
        f.role = "delta"
    if f.role == "ratio" and f.kind == "quality" and any("speed" in w or "accelerat" in w for w in r.lows[s : f.start]):
        f.metric = None
    if f.metric_span and r.lows[f.metric_span[1] : f.metric_span[1] + 1] in (["speedup"], ["speedups"]):
        f.metric = r.surface(f.metric_span[0], f.metric_span[1] + 1)
    scope = Scope([f], [], [f.dataset] if f.dataset else [], [])
    window = r.lows[max(s, f.start - 6) : min(e, f.end + 6)] + [
        w for w in r.lows[s : f.start] if f.role == "ratio" and ("speed" in w or "accelerat" in w or w == "faster")
    ]
    better = f.metric is not None and f.role == "delta" and lower_is_better(r, f) is False
    if not better and any(
        w in COST_WORDS or w in ("speedup", "speedups", "faster", "acceleration", "speed", "throughput") for w in window
    ):
        scope.default_kind = "efficiency"
        speed = next((w for w in window if w.startswith("speedup")), "speed")
        scope.default_metric = (
            speed
            if any("speed" in w or w in ("faster", "acceleration") for w in window)
            else next((w for w in window if w in COST_WORDS), None)
        )
    state(r, "improves", who, [Loser(m.name, (m.start, m.end), False)], "applied-to", 0.75, scope, set())

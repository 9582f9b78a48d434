"""Claims by a superlative: of the methods that a text lists, one "achieves the highest accuracy"."""

from __future__ import annotations

from bisect import bisect_left

from papergraph.extraction.comparing.claim import Claim
from papergraph.extraction.comparing.winners import is_hedged
from papergraph.extraction.cues import cue
from papergraph.extraction.figures import Figure
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import Mention, Reading
from papergraph.extraction.subjects import Subject, mention_name, subject
from papergraph.extraction.things import is_own

_BEST = frozenset("highest best lowest strongest top-performing best-performing".split())
_LEVELS = frozenset("performance results result overall accuracy balance performer model score scores".split())
_ANOTHER = frozenset("than compared second second-best among one relative versus vs. over".split())
_OTHERS = frozenset("other others all remaining rest both".split())
#: A list of fewer methods is no line-up.
_LEAST = 2


class _LineUps:
    """The methods that a text lists together, and which claims are made of them already."""

    def __init__(self, r: Reading) -> None:
        self.runs: dict[str, list[list[Mention]]] = {}
        self.beaten: dict[str, set[str]] = {}
        for run in _lists(r):
            for key in {name_key(m.name) for m in run}:
                self.runs.setdefault(key, []).append(run)
        for c in r.comparisons if self.runs else ():
            self.beaten.setdefault(name_key(c.winner), set()).add(name_key(c.loser))

    def before(self, key: str, k: int) -> list[Mention]:
        """The last list before token `k` that holds a name."""
        runs = self.runs.get(key, [])
        n = bisect_left(runs, k, key=lambda run: run[0].start)
        return runs[n - 1] if n else []


def by_superlative(r: Reading) -> None:
    """State for each superlative that its subject beats the methods that it is listed with."""
    line_ups = _LineUps(r)
    if not line_ups.runs:
        return
    for s, e in r.sentences:
        if s < r.title_end or r.words[e - 1] == "?":
            continue
        for k in range(s + 1, e):
            if r.lows[k] in _BEST and _is_best(r, k, s, e):
                _state(r, k, s, e, line_ups, _metric(r, k, e))
            elif r.lows[k] in cue("beats") and r.lows[k].startswith(("outperform", "surpass")) and _beats_others(r, k + 1, e):
                _state(r, k, s, e, line_ups, None)


def _lists(r: Reading) -> list[list[Mention]]:
    """The lists of methods of the abstract: "we compare A, B and C", "classifiers (A, B, and C)"."""
    out: list[list[Mention]] = []
    run: list[Mention] = []
    for m in r.mentions:
        if m.label != "METHOD" or m.start < r.title_end:
            continue
        if not run or not _joined(r, run[-1].end, m.start):
            run = []
            out.append(run)
        run.append(m)
    return [run for run in out if len({name_key(m.name) for m in run}) >= _LEAST]


def _joined(r: Reading, k: int, stop: int) -> bool:
    """Whether only the words of a list stand at tokens `k` to `stop`; a bracket behind a member belongs to it."""
    if stop - k > 8:
        return False
    linked, depth = False, 0
    for j in range(k, stop):
        depth += (r.words[j] == "(") - (r.words[j] == ")")
        if depth > 0 or r.words[j] == ")":
            continue
        if r.lows[j] not in (",", "and", "&", "/", "a", "an", "the", "as", "well", ";", "or"):
            return False
        linked = linked or r.lows[j] in (",", "and", "&", "/", ";")
    return linked or depth > 0


def _is_best(r: Reading, k: int, s: int, e: int) -> bool:
    """Whether a superlative at token `k` is of how well something does, and of no part of the field."""
    if any(w in _ANOTHER for w in r.lows[max(s, k - 3) : k]) or any(w in ("than", "compared") for w in r.lows[k:e]):
        return False
    if r.lows[k - 1] in ("performed", "performs", "perform"):
        return True
    return _metric(r, k, e) is not None or any(w in _LEVELS for w in r.lows[k + 1 : k + 3])


def _metric(r: Reading, k: int, e: int) -> Mention | None:
    return r.first("METRIC", k + 1, min(e, k + 5))


def _beats_others(r: Reading, k: int, e: int) -> bool:
    """Whether all others are beaten: "outperforms all other classifiers", "outperformed the others"."""
    while k < e and r.lows[k] in ("the", "of"):
        k += 1
    if k >= e or r.lows[k] not in _OTHERS:
        return False
    return not any(m is not None and m.label == "METHOD" for m in r.at[k : min(e, k + 8)])


def _state(r: Reading, k: int, s: int, e: int, line_ups: _LineUps, metric: Mention | None) -> None:
    who = subject(r, k, s)
    if who is None or who.certainty < 0.9 or r.label(who.span[0]) != "METHOD" or is_hedged(r, k, k + 1, s, e):
        return
    if r.lows[who.span[0] - 1] in ("and", "with", "+"):
        return  # "combining A and B yields the best"
    lower = metric is not None and getattr(metric.entry, "better", None) == "lower"
    if is_own(r, who.name) or (r.lows[k] == "lowest") != lower:
        return
    winner = name_key(who.name)
    listed = line_ups.before(winner, k)
    if not listed:
        return
    value = _value(r, who, metric, s, e)
    told = value.metric if value is not None else metric.name if metric is not None else None
    done = line_ups.beaten.setdefault(winner, set())
    for m in listed:
        key = name_key(m.name)
        if key in done or key == winner or is_own(r, m.name):
            continue
        done.add(key)
        claim = Claim(
            "outperforms", who.name, mention_name(r, m), "best-of-listed", 0.62, [who.span, (m.start, m.end), (k, k + 1)]
        )
        claim.metric = told
        claim.winner_value = value.value if value is not None else None
        claim.dataset = value.dataset if value is not None else None
        r.comparisons.append(claim)


def _value(r: Reading, who: Subject, metric: Mention | None, s: int, e: int) -> Figure | None:
    """The winner's value of the metric that the superlative is of; of performance, its first value."""
    own = [f for f in r.figures_in(s, e) if f.role == "value" and f.metric and name_key(f.method) == name_key(who.name)]
    if metric is None or metric.name.lower() in _LEVELS:
        return own[0] if own else None
    return next((f for f in own if metric.name.lower() in (f.metric or "").lower()), None)

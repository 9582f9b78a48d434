"""Claims by a verb or phrase: "outperforms", "is superior to", "matches … with less", "improves"."""

from __future__ import annotations

from functools import cache

from papergraph.extraction.comparing.change import COST_WORDS, quantity_of_change
from papergraph.extraction.comparing.claim import state, state_cost, state_reversed
from papergraph.extraction.comparing.losers import LOSER_STOP, Loser, losers
from papergraph.extraction.comparing.savings import Saving, tail_gains
from papergraph.extraction.comparing.scope import Scope, claim_scope, datasets_between
from papergraph.extraction.comparing.winners import examples_before, is_hedged, possessor_of, winner_of
from papergraph.extraction.cues import cue, read_rules
from papergraph.extraction.figures import Figure
from papergraph.extraction.reading import LOWER, Reading
from papergraph.extraction.subjects import Subject, main_name, subject
from papergraph.extraction.things import is_own


class Rule:
    __slots__ = ("confidence", "form", "name")

    def __init__(self, row: dict[str, object]) -> None:
        self.name, self.form, self.confidence = str(row["rule"]), str(row["form"]), float(row["confidence"])  # type: ignore[arg-type]


@cache
def comparison_rules() -> tuple[dict[str, Rule], frozenset[str], frozenset[str]]:
    """Phrase -> rule, all phrases, and the first words of the phrases."""
    table = {str(word): Rule(row) for row in read_rules("comparisons.jsonl") for word in row["words"]}  # type: ignore[attr-defined]
    return table, frozenset(table), frozenset(phrase.split(" ", 1)[0] for phrase in table)


def by_cue(
    r: Reading, rule: Rule, i: int, end: int, s: int, e: int, used: set[tuple[int, int]], metric: str | None = None
) -> None:
    if (
        is_hedged(r, i, end, s, e)
        and rule.form == "beats"
        and any(w in cue("competitive") for w in r.lows[max(s, i - 5) : end + 4])
    ):
        by_match(r, end - 1, s, e, used)
        return
    if is_hedged(r, i, end, s, e) or (r.lows[i] in ("beat", "trail") and not _is_verb(r, end, e)):
        return
    if r.lows[i] in _LEADS and r.label(end) != "METHOD":
        return
    if r.lows[i] == "ahead" and i > s and r.lows[i - 1] in ("moved", "placed", "put", "inserted", "added", "applied"):
        return
    if r.lows[end - 1] == "on" and not _names_next(r, end, e):
        return  # "improves on hard questions"
    if rule.form == "improves":
        _improves(r, rule, i, end, s, e, used)
        return
    if (
        rule.form == "beats"
        and r.lows[i].endswith("ed")
        and i > s
        and r.lows[i - 1] in ("is", "are", "was", "were", "been", "being")
    ):
        return
    found, stop = losers(r, end, e)
    found = [x for x in found if x.span not in used]
    if not found:
        found, _ = _late_examples(r, end, e)
        stop = end
    if not found and rule.form == "loses":
        found = _people(r, end, e)
    if not found:
        return
    examples = examples_before(r, i, s)
    for example in examples:
        state(r, "outperforms", example, found, rule.name, rule.confidence - 0.15, claim_scope(r, i, stop, s, e), set())
    if examples:
        return
    who = (possessor_of(r, end, s) if rule.name in ("superior-to", "improve-over") else None) or winner_of(r, i, s, used)
    if who is None:
        return
    if rule.form == "beats":
        _beats(r, rule, i, end, s, e, who, found, stop, metric, used)
        return
    scope = claim_scope(r, i, stop, s, e)
    if who.name:
        state_reversed(r, who, found, rule.name, rule.confidence, scope, certainty=0.85)


def _beats(
    r: Reading,
    rule: Rule,
    i: int,
    end: int,
    s: int,
    e: int,
    who: Subject,
    found: list[Loser],
    stop: int,
    metric: str | None,
    used: set[tuple[int, int]],
) -> None:
    """State that `who` beats those in `found`, and those that share the verb ("surpasses A by 3% on X and B by 1% on Y")."""
    following = _next_loser(r, stop, e)
    limit = e if following is None else following
    scope = claim_scope(r, i, stop, s, limit, comparative=rule.name == "improve-over")
    scope.default_metric = metric
    scope.tails = tail_gains(r, stop, limit)
    _set_speed_apart(r, scope)
    if rule.name == "improve-over" and _efficiency_noun(r, i):
        scope.default_kind = "efficiency"
    if r.lows[i] == "reduction" and (cut := _cut_value(r, scope.figures, s)) is not None:
        scope.winner_value, scope.default_metric, scope.default_kind = None, cut.metric, cut.kind
    state(r, "outperforms", who, found, rule.name, rule.confidence, scope, used)
    if following is not None:
        more, behind = losers(r, following + 1, e)
        if more:
            _beats(r, rule, i, end, s, e, who, more, behind, metric, used)


def _set_speed_apart(r: Reading, scope: Scope) -> None:
    """Take a speed that a win in quality comes with from its margins: "beats B on D and is 20x faster"."""
    faster = [f for f in scope.figures if f.ratio and r.lows[f.end : f.end + 1] == ["faster"] and r.lows[f.start - 1] != "by"]
    scope.figures = [f for f in scope.figures if f not in faster]
    if faster and not any("speed" in saving.metric for saving in scope.tails):
        f = faster[0]
        scope.tails.append(Saving("speed", (f.text,), (f.start, f.end + 1)))


def _cut_value(r: Reading, gains: list[Figure], s: int) -> Figure | None:
    """The value that was reduced in "a latency of 120 ms, an 82% reduction over B"."""
    before = [f for f in r.figures_in(s, gains[0].start) if f.role == "value" and f.metric] if gains else []
    return before[-1] if before and gains[0].start - before[-1].end <= 4 else None


def _next_loser(r: Reading, k: int, e: int) -> int | None:
    """The "and" before another loser with a margin of its own."""
    for j in range(k, min(e - 2, k + 20)):
        m = r.at[j + 1]
        if (
            r.lows[j] in ("and", ",")
            and m is not None
            and m.label in ("METHOD", "ACRONYM")
            and m.end < e
            and r.lows[m.end] == "by"
        ):
            return j
        if r.lows[j] in (";", "while", "which"):
            return None
    return None


def _is_verb(r: Reading, k: int, e: int) -> bool:
    """Whether a word that is a noun too ("beat") has an object."""
    m = r.at[k] if k < e else None
    return k < e and ((m is not None and m.label == "METHOD") or r.lows[k] in cue("prior") or r.lows[k] in ("the", "a", "our"))


def _people(r: Reading, k: int, e: int) -> list[Loser]:
    """The people behind a cue of losing: "lags behind human experts"."""
    stop = k
    while stop < min(e, k + 4) and (
        r.lows[stop] in cue("people") or (stop == k and r.lows[k] in ("expert", "trained", "medical"))
    ):
        stop += 1
    return [Loser(r.surface(k, stop), (k, stop), False)] if stop > k and r.lows[stop - 1] in cue("people") else []


def _names_next(r: Reading, k: int, e: int) -> bool:
    """Whether only articles and adjectives part token `k` from somebody else's method."""
    stop = min(e, k + 6)
    while k < stop and r.at[k] is None and r.shapes[k] == LOWER and r.lows[k] not in LOSER_STOP:
        k += 1
    m = r.at[k] if k < stop else None
    return m is not None and m.label == "METHOD" and not is_own(r, m.name)


_CLASSES = frozenset("models methods approaches systems baselines".split())


def _late_examples(r: Reading, k: int, e: int) -> tuple[list[Loser], int]:
    """ "outperforms existing methods in terms of accuracy, including A and B", "… models twice its size, such as A"."""
    if not any(w in cue("prior") or w in _CLASSES for w in r.lows[k : k + 3]):
        return [], k
    while k < e and r.lows[k] not in (";", "while", "on", "across", "over", "with", "for"):
        if r.lows[k] == "including" or (r.lows[k] == "such" and r.words[k - 1] == ","):
            return losers(r, k, e)
        k += 1
    return [], k


def _efficiency_noun(r: Reading, i: int) -> bool:
    return r.lows[i] in ("speedup", "speedups", "speed-up", "acceleration")


#: Verbs that say who is beaten only with a name right behind them ("leads to" says nothing).
_LEADS = frozenset("leads leading led tops".split())
_LEVELS = frozenset("to with performance accuracy results quality scores the of that or better and".split())


def by_match(r: Reading, i: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "matches B with 4x fewer parameters": no win in quality, but one in efficiency."""
    k = i + 1
    while k < e and k < i + 7 and (r.lows[k] in _LEVELS or r.label(k) in ("METRIC", "DATASET")):
        k += 1
    found, stop = losers(r, k, e)
    if not found or any(x.span in used for x in found):
        return
    tails = tail_gains(r, stop, e)
    who = winner_of(r, i, s, used | {x.span for x in found})
    if not tails or who is None:
        return
    for n, x in enumerate(found):
        used.add(x.span)
        for saving in tails:
            for delta in saving.of(n, len(found)):
                state_cost(r, who, x, "match-with-less", saving, delta, next(iter(datasets_between(r, s, i)), None))


def _improves(r: Reading, rule: Rule, i: int, end: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "X improves B by 1.1%", "X boosts the accuracy of B from 1 to 2"."""
    if (
        i > s
        and r.lows[i] in ("improved", "boosted", "enhanced", "increased", "accelerated", "raised")
        and _is_passive(r, i, s)
    ):
        _improved(r, rule, i, end, s, e, used)
        return
    k = end
    while k < e and k < end + _OBJECT_LENGTH:
        m = r.at[k]
        low = r.lows[k]
        if m is not None and m.label == "METHOD":
            break
        if low in ("over", "upon") and rule.name == "improve":
            by_cue(r, comparison_rules()[0]["improve over"], i, k + 1, s, e, used, quantity_of_change(r, i, k))
            return
        if low == "such" and r.lows[k + 1 : k + 2] == ["as"]:
            k += 2
            continue
        if low in _OBJECT_END and not _joins_quantities(r, k, e):
            return
        k = m.end if m is not None else k + 1
    found, stop = losers(r, k, e)
    found = [x for x in found if x.span not in used and not x.family and not is_own(r, x.name)]
    if not found:
        return
    who = subject(r, i, s)
    if who is not None and not who.own and who.certainty < 0.9:
        return
    if who is None:
        who = Subject(main_name(r), (i, end), 0.6, True)
    if any(x.name == who.name for x in found):
        return
    if rule.name == "reduce" and not _is_cost_of(r, i, end, found[0]):
        return
    if all(_gain_behind(r, x) for x in found) and r.lows[i].startswith(("improv", "boost", "enhanc")):
        for x in found:
            scope = Scope([f for f in [_gain_behind(r, x)] if f is not None], [], [], [])
            state(r, "improves", who, [x], rule.name, rule.confidence, scope, used)
        return
    scope = claim_scope(r, i, stop, s, e)
    if rule.name == "reduce" and not (scope.figures or scope.pairs):
        return
    if r.lows[i] in ("accelerate", "accelerates", "accelerating", "accelerated", "speed", "speeds", "speeding"):
        scope.default_kind, scope.default_metric = "efficiency", "speed"
    if r.lows[i] in ("increase", "increases", "increasing", "raise", "raises"):
        a, b = found[0].span
        of = any(w in ("of", "on", "for") for w in r.lows[end:a]) or any(w.endswith("'s") for w in r.lows[a : b + 1])
        of = of or (b < e and r.label(b) == "METRIC")  # "raises B accuracy by 3%"
        if not of or not (scope.figures or scope.pairs):
            return
    if not scope.metrics and scope.default_metric is None:
        scope.default_metric = quantity_of_change(r, i, found[0].span[0])
    if not scope.figures and not scope.pairs and not _states_gain(r, i, end, found[0], s):
        return
    if (
        not scope.figures
        and not scope.pairs
        and r.lows[i].endswith("ing")
        and i > s
        and r.lows[i - 1] in ("of", "for", "by", "in", "toward", "towards")
    ):
        return
    descends = r.lows[i - 1] in ("that", "which") and any(
        w in ("propose", "present", "introduce", "presents", "proposes", "introduces") for w in r.lows[s:i]
    )
    state(
        r,
        "outperforms" if descends and not scope.figures else "improves",
        who,
        found,
        rule.name,
        rule.confidence if scope.figures or scope.pairs else rule.confidence - 0.15,
        scope,
        used,
    )


def _gain_behind(r: Reading, x: Loser) -> Figure | None:
    """The gain in the brackets behind a name: "improving B (+5.0) and C (+6.0)"."""
    k = x.span[1]
    if r.words[k : k + 1] != ["("]:
        return None
    return next((f for f in r.figures_in(k + 1, k + 3) if f.role == "delta" and f.sign == "+"), None)


def _is_cost_of(r: Reading, i: int, end: int, x: Loser) -> bool:
    """Whether what is reduced is a cost or a fault of a method: "B's failure rate", "the latency of B", "B memory"."""
    a, b = x.span
    possessed = r.lows[b - 1].endswith("'s") or r.lows[b : b + 1] in (["'s"], ["'"])
    if not possessed and not (r.lows[a - 1] == "of" or r.lows[a - 2 : a] == ["of", "the"]) and r.label(b) != "METRIC":
        return False
    tokens = range(b, b + 4) if possessed or r.label(b) == "METRIC" else range(end, a)
    for k in tokens:
        m = r.at[k] if k < len(r.at) else None
        if m is not None and m.label == "METRIC" and getattr(m.entry, "better", None) == "higher":
            return False
        if m is not None and m.label == "METRIC" and getattr(m.entry, "better", None) == "lower":
            return True
        if k < len(r.lows) and (r.lows[k] in cue("worse_more") or r.lows[k] in COST_WORDS):
            return True
    return False


#: How many tokens behind a verb of change its object is looked for.
_OBJECT_LENGTH = 16
_OBJECT_END = frozenset(
    "by on in at from with while when for and , . ; through to than via across without compared ( as using under".split()
)


def _joins_quantities(r: Reading, k: int, e: int) -> bool:
    """Whether "and" or a comma at token `k` only joins two of what is made better: "improves accuracy and diversity over B"."""
    if r.lows[k] not in ("and", ",") or k + 1 >= e:
        return False
    j = k + 1 + (r.lows[k + 1] == "and")
    following = r.at[j] if j < e else None
    if following is not None:
        return following.label in ("METRIC", "TASK", "NONE")
    return j + 1 < e and r.shapes[j] == LOWER and r.lows[j] not in cue("change_verb") and not r.lows[j].endswith(("ing", "es"))


def _is_passive(r: Reading, i: int, s: int) -> bool:
    return any(w in ("be", "is", "are", "was", "were", "been") for w in r.lows[max(s, i - 3) : i])


def _improved(r: Reading, rule: Rule, i: int, end: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "the accuracy of A and B is improved from 75.2% to 79% and 79.1% to 83%, respectively"."""
    of = next((k for k in range(i - 1, s, -1) if r.lows[k] == "of" and r.label(k + 1) == "METHOD"), None)
    if of is None:
        return
    found, _ = losers(r, of + 1, i)
    found = [x for x in found if not x.family and x.span not in used and not is_own(r, x.name)]
    scope = claim_scope(r, of, end, s, e)
    if not found or not (scope.figures or scope.pairs):
        return
    who = Subject(main_name(r), (i, end), 0.7, True)
    if len(scope.pairs) == len(found) and not scope.figures:
        pairs = scope.pairs
        for x, pair in zip(found, pairs, strict=True):
            scope.pairs = [pair]
            state(r, "improves", who, [x], rule.name + "-passive", rule.confidence, scope, used)
    else:
        state(r, "improves", who, found, rule.name + "-passive", rule.confidence, scope, used)


_QUALITY_NOUNS = frozenset(
    "performance accuracy quality robustness efficiency generalization results speed throughput stability "
    "capability capabilities ability abilities".split()
)


def _states_gain(r: Reading, i: int, end: int, x: Loser, s: int) -> bool:
    """Whether "X improves B" without a figure states a finding and no aim ("to improve B", "enhances B with a new head")."""
    finds = r.lows[i] in _FINITE or (r.lows[i] in ("boost", "improve", "enhance") and any(w in _FINDING for w in r.lows[s:i]))
    if r.lows[i - 1 : i] in (["to"], ["further"]) or not finds:
        return False
    inside = range(end, min(x.span[1] + 7, len(r.words)))
    return any(r.lows[k] in _QUALITY_NOUNS or r.label(k) == "METRIC" for k in inside)


_FINDING = frozenset("show shows demonstrate demonstrates evaluation evaluations experiments results find reveal".split())
_FINITE = frozenset("improves boosts enhances accelerates improving boosting accelerating strengthens".split())

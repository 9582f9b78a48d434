"""All comparisons of a text."""

from __future__ import annotations

from papergraph.extraction.comparing.applied import by_application
from papergraph.extraction.comparing.by_as import by_as, by_share_of
from papergraph.extraction.comparing.by_compared import by_compared
from papergraph.extraction.comparing.by_cue import by_cue, by_match, comparison_rules
from papergraph.extraction.comparing.by_margin import SIDES, by_margin
from papergraph.extraction.comparing.by_superlative import by_superlative
from papergraph.extraction.comparing.by_than import by_than
from papergraph.extraction.comparing.by_values import by_values
from papergraph.extraction.comparing.change import MATCHES
from papergraph.extraction.comparing.claim import Claim
from papergraph.extraction.cues import phrase_at
from papergraph.extraction.figures import Figure
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import Reading
from papergraph.extraction.roles import is_training
from papergraph.extraction.things import short_name


def find(r: Reading) -> None:
    """Read all comparisons of a text."""
    r.comparisons = []
    table, phrases, first_words = comparison_rules()
    for s, e in r.sentences:
        if s < r.title_end or r.words[e - 1] == "?":
            continue
        if not any(m is not None and m.label in ("METHOD", "FAMILY") for m in r.at[s:e]):
            continue
        used: set[tuple[int, int]] = set()
        i = s
        while i < e:
            low = r.lows[i]
            if low in first_words:
                n = phrase_at(r.lows, i, phrases)
                if n:
                    by_cue(r, table[" ".join(r.lows[i : i + n])], i, i + n, s, e, used)
                    i += n
                    continue
            if low == "than":
                by_than(r, i, s, e, used)
            elif low == "as":
                by_as(r, i, s, e, used)
            elif low == "of":
                by_share_of(r, i, s, e, used)
            elif low in SIDES:
                by_margin(r, i, s, e, used)
            elif low in MATCHES:
                by_match(r, i, s, e, used)
            elif low in ("compared", "comparison", "relative", "versus", "vs.", "against", "over", "comparing", "contrast"):
                by_compared(r, i, s, e, used)
            i += 1
        by_values(r, s, e, used)
        by_application(r, s, e, used)
    by_superlative(r)
    _carry_datasets(r)
    _carry_metrics(r)
    r.comparisons = _unique(r)


def _carry_datasets(r: Reading) -> None:
    """Give claims with a figure and no data set in their sentence the one that the text speaks of just before."""
    evaluated = [t for t in r.things.values() if t.label == "DATASET" and t.role in ("evaluated", "introduced")]
    for c in r.comparisons:
        k = r.sentence_of[c.spans[-1][0]]
        if c.dataset is not None or (c.delta is None and c.winner_value is None) or _names_in(r, k):
            continue
        before = next((found for j in (k - 1, k - 2) if j > 0 and (found := _names_in(r, j))), [])
        if len(before) == 1:
            c.dataset = before[0]
        elif len(evaluated) == 1 and not before:
            c.dataset = short_name(r, evaluated[0])


def _carry_metrics(r: Reading) -> None:
    """Give margins without a metric that of the values in the sentence before, where these are of one metric."""
    for c in r.comparisons:
        if c.metric is not None or c.kind != "quality" or not isinstance(c.delta, float):
            continue
        k = r.sentence_of[c.spans[-1][0]]
        if k == 0 or _values_in(r, k) or c.rule == "applied-to":
            continue
        told = {f.metric for f in _values_in(r, k - 1) if f.kind == "quality" and f.owner not in ("compared", "beside")}
        c.metric = told.pop() if len(told) == 1 else None


def _values_in(r: Reading, k: int) -> list[Figure]:
    """The values of a sentence whose metric is known."""
    return [f for f in r.figures_in(*r.sentences[k]) if f.role == "value" and f.metric]


def _names_in(r: Reading, k: int) -> list[str]:
    """Names of the data sets in a sentence."""
    s, e = r.sentences[k]
    return list(dict.fromkeys(m.name for m in r.within(s, e) if m.label == "DATASET" and not is_training(r, m)))


def _unique(r: Reading) -> list[Claim]:
    """Claims in order, without repetitions and without those between two classes."""
    out: list[Claim] = []
    seen: set[tuple[object, ...]] = set()
    classes = {name_key(m.name) for m in r.mentions if m.label == "FAMILY"}
    for c in r.comparisons:
        key = (
            c.type,
            name_key(c.winner),
            name_key(c.loser),
            c.kind,
            c.metric,
            c.dataset,
            str(c.delta),
            c.winner_value,
            c.loser_value,
        )
        same = name_key(c.winner) == name_key(c.loser)
        if key in seen or same or not name_key(c.loser) or (name_key(c.loser) in classes and name_key(c.winner) in classes):
            continue
        seen.add(key)
        out.append(c)
    return out

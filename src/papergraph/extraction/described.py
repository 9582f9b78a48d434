"""Methods without a name: described baselines and people that a figure belongs to ("human experts", "the linear baseline")."""

from __future__ import annotations

from papergraph.extraction.cues import cue
from papergraph.extraction.numerals import Figure
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, UPPER, Mention, Reading

#: A name and the tokens that say it.
Named = tuple[str, tuple[int, int]]

PHRASE_STOP = cue("metric_stop") - frozenset("baseline proposed original best existing previous strongest current".split())
_ADVERBS = cue("aux_adverb")
#: Words that say which of the authors' own a noun means, or nothing: such a phrase names no method.
_NO_NAME = cue("no_name")


def at(r: Reading, k: int, label: str) -> Mention | None:
    m = r.at[k] if 0 <= k < len(r.at) else None
    return m if m is not None and m.label == label else None


def clause_subject(r: Reading, f: Figure, s: int) -> Named | None:
    """The described thing that is the subject of the verb before a figure: "human experts reach 91%"."""
    k = f.start - 1
    while k > s and f.start - k < 12 and (r.lows[k] not in cue("achieve") or r.lows[k].endswith("ing")):
        if r.lows[k] in (";", "while", "whereas", "but", "(", "which", "that", "with", "we", "it"):
            return None
        k -= 1
    if k <= s or r.lows[k] not in cue("achieve") or r.lows[k].endswith("ing"):
        return None
    while k - 1 > s and (r.lows[k - 1] in _ADVERBS or r.lows[k - 1].endswith("ly")):
        k -= 1
    found = described(r, k, s)
    return None if found is None or _governed(r, found[1][0], s) else found


def described(r: Reading, k: int, s: int) -> Named | None:
    """The noun phrase before token `k` if it describes a method or people well enough to stand for a name."""
    head = r.lows[k - 1]
    if (head not in cue("people") and head not in cue("doer")) or r.at[k - 1] is not None:
        return None
    found = phrase_before(r, k, s)
    if found is None:
        return None
    words = r.lows[found[1][0] : k]
    if any(r.at[j] is not None for j in range(*found[1])) or any(w in cue("metric_head") or w in _NO_NAME for w in words):
        return None
    if head in cue("people"):
        return found
    return found if len(words) > 1 and ("baseline" in words or "baselines" in words or r.main is None) else None


def _governed(r: Reading, k: int, s: int) -> bool:
    """Whether a phrase stands behind a preposition, so that it is no subject."""
    while k > s and r.lows[k - 1] in ("the", "a", "an", "our", "its", "their"):
        k -= 1
    return k > s and r.lows[k - 1] in cue("governor")


def relative(r: Reading, f: Figure, s: int) -> Named | None:
    """What "which" stands for: "outperforming the baseline model, which scored 0.083"."""
    k = f.start - 1
    while k > s and f.start - k < 5 and r.lows[k] not in ("which", ",", "(", ")"):
        k -= 1
    if k <= s or r.lows[k] != "which":
        return None
    stop = k - 1 if r.lows[k - 1] == "," else k
    m = r.at[stop - 1]
    if m is not None and m.label in ("METHOD", "FAMILY"):
        return m.name, (m.start, m.end)
    return phrase_before(r, stop, s) if in_losers(r, stop, s) else None


def phrase_before(r: Reading, k: int, s: int) -> Named | None:
    """The noun phrase that ends before token `k`."""
    start = k
    while (
        start > s
        and k - start < 5
        and r.shapes[start - 1] in (LOWER, CAPITAL, UPPER, MIXED)
        and r.lows[start - 1] not in PHRASE_STOP
    ):
        if r.lows[start - 1] in cue("comparator"):
            break
        start -= 1
    if start == k or any(r.at[j] is not None and r.at[j].label in ("DATASET", "METRIC") for j in range(start, k)):  # type: ignore[union-attr]
        return None
    return r.surface(start, k), (start, k)


def in_losers(r: Reading, k: int, s: int) -> bool:
    """Whether brackets at token `k` stand in a list of what is compared with."""
    return any(w in cue("comparator") for w in r.lows[max(s, k - 45) : k])

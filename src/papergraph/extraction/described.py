"""Methods without a name: described baselines and people that a figure belongs to ("human experts", "the linear baseline")."""

from __future__ import annotations

import re

from papergraph.extraction.cues import cue
from papergraph.extraction.numerals import Figure
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, NUMBER, UPPER, Mention, Reading

#: A name and the tokens that say it.
Named = tuple[str, tuple[int, int]]

PHRASE_STOP = cue("metric_stop") - frozenset(
    "baseline proposed original best existing previous strongest current scoring".split()
)
_ADVERBS = cue("aux_adverb")
#: Words that say which of the authors' own a noun means, or nothing: such a phrase names no method.
_NO_NAME = cue("no_name")
_LONGEST_SUBJECT = 16
_LONGEST_CLAUSE = 32
#: Tokens; farther back no class is looked for.
_FAR = 400
_CLAUSE_BOUNDS = cue("clause_bound")
_SUBJECT_BOUNDS = cue("subject_bound")
_LIST_ENDS = cue("loser_list_end")
_LEADING = cue("subject_leading")
_RAISES = cue("value_verb")
_OWN_STARTS = frozenset("our we it they this these its their ours".split())
_POSTMODIFIERS = cue("postmodifier")
_NOUN_OR_VERB = frozenset(
    "score scores average averages drop drops fall falls rise rises record records report reports hit hits yield peaks".split()
)


def at(r: Reading, k: int, label: str) -> Mention | None:
    m = r.at[k] if 0 <= k < len(r.at) else None
    return m if m is not None and m.label == label else None


def clause_subject(r: Reading, f: Figure, s: int) -> Named | None:
    """What is no method of the paper's own and the subject of the verb before a figure: "human experts reach 91%"."""
    k = _verb_before(r, f, s)
    return _subject_at(r, k, s) if k is not None else None


def _subject_at(r: Reading, k: int, s: int) -> Named | None:
    """The subject of the verb at token `k`, if it is no method of the paper's own."""
    if r.lows[k - 1] == "and" and not r.lows[k].endswith("ing"):
        first = next((j for j in range(k - 2, max(s, k - 20), -1) if _gives(r, j, s) or r.lows[j] in _CLAUSE_BOUNDS), None)
        return _subject_at(r, first, s) if first is not None and r.lows[first] not in _CLAUSE_BOUNDS else None
    if r.lows[k - 1] == "," and not r.lows[k].endswith("ing") and (opening := _examples(r, k, s)):
        named = [m for m in r.within(opening, k) if m.label == "METHOD"]
        if len(named) == 1 and r.lows[opening + 1] != "including" and r.lows[opening - 1] in cue("doer"):
            return named[0].name, (named[0].start, named[0].end)
        k = opening
    b, absolute, bracketed = k, r.lows[k].endswith("ing"), 0
    while b > s and k - b - bracketed < _LONGEST_SUBJECT:
        low = r.lows[b - 1]
        if low == ")" and (opening := _opening(r, b - 1, s)) < b - 1:
            b, bracketed = opening, bracketed + b - opening
            continue
        if r.at[b - 1] is None and (low in _SUBJECT_BOUNDS or (absolute and low in ("with", "and"))):
            break
        b -= 1
    if absolute:
        return _absolute(r, b, k) if s < b < k else None
    while k - 1 > b and (r.lows[k - 1] in _ADVERBS or r.lows[k - 1].endswith("ly")):
        k -= 1
    return None if b == k or k - b - bracketed >= _LONGEST_SUBJECT else _subject_phrase(r, b, k)


def _examples(r: Reading, k: int, s: int) -> int:
    """The comma before the examples that close before token `k`: "models, including A and B, achieve" (0: none)."""
    j = k - 2
    while j > s and k - j < 18 and r.lows[j] not in ("including", "such", "like", "namely", ";", "(", ")"):
        j -= 1
    told = r.lows[j] in ("including", "such", "like", "namely") and r.lows[j - 1] == ","
    return j - 1 if told and r.first("METHOD", j, k) is not None else 0


def _verb_before(r: Reading, f: Figure, s: int) -> int | None:
    """The nearest verb that gives a value before a figure, in its clause."""
    k = _opening(r, f.start, s) - 1
    inner = f.metric_span or (0, 0)
    start = k
    while k > s and start - k < _LONGEST_CLAUSE:
        low = r.lows[k]
        if low == ")":
            while k > s and r.lows[k] != "(":
                k -= 1
        elif low in _CLAUSE_BOUNDS or low == "(":
            return None
        elif not inner[0] <= k < inner[1] and _gives(r, k, s):
            return k
        k -= 1
    return None


def _gives(r: Reading, k: int, s: int) -> bool:
    """Whether token `k` is a verb that gives a value."""
    low = r.lows[k]
    if low not in cue("achieve") and low not in _RAISES:
        return False
    return (r.at[k] is None or low in ("score", "scores")) and not _is_noun(r, k, s)


def _opening(r: Reading, k: int, s: int) -> int:
    """The bracket that is open at token `k`, else `k`."""
    for j in range(k - 1, max(s, k - 30), -1):
        if r.lows[j] in ("(", ")"):
            return j if r.lows[j] == "(" else k
    return k


def _is_noun(r: Reading, k: int, s: int) -> bool:
    """Whether a word that may be a verb is a noun here: "a score of", "average F1 scores (", "the best reported"."""
    low = r.lows[k]
    if low.endswith("ed"):
        return r.lows[k + 1] in ("by", "in") or r.lows[k - 1] in ("the", "best", "previously", "highest")
    if low not in _NOUN_OR_VERB:
        return False
    return r.lows[k - 1] in ("a", "an", "the", "on", "in", "of", "mean", "average") or r.lows[k + 1] in (
        "of",
        "(",
        "=",
        ":",
        "and",
        "on",
    )


def _absolute(r: Reading, b: int, k: int) -> Named | None:
    """Who has the value in "with Gemma achieving 80%", "with the best model (Claude 3.5 Sonnet) reaching 30%"."""
    if r.lows[b - 1] not in ("with", "and"):
        return None
    named = [m for m in r.within(b, k) if m.label == "METHOD"]
    if len(named) == 1:
        return named[0].name, (named[0].start, named[0].end)
    return None if named else _subject_phrase(r, b, k)


def _subject_phrase(r: Reading, b: int, k: int) -> Named | None:
    """The noun phrase of tokens `b` to `k` (exclusive) if it tells something else than the paper's own method."""
    opening = _opening(r, k - 1, b) if r.lows[k - 1] == ")" else b
    if b < opening < k - 1 and sum(m.label == "METHOD" for m in r.within(opening, k)) > 1:
        k = opening  # "all three models (A, B, C)", "LLMs (e.g., A and B)"
    first = b
    while b < k and (r.lows[b] in _LEADING or r.shapes[b] == NUMBER):
        b += 1
    stop = b
    while stop < k and r.lows[stop] not in _POSTMODIFIERS and not (stop > b and r.lows[stop] in ("trained", "built", "tuned")):
        stop += 1
    named = [m for m in r.within(b, k) if m.label == "METHOD"]
    if named:
        simple = "baseline" in r.lows[b:stop] and all(m.start >= stop for m in named)
        return described(r, stop, b) if simple else _example(r, named, b, k)
    if stop == b or r.lows[b] in _OWN_STARTS:
        return None
    last = next((m for m in r.within(b, stop) if m.label == "FAMILY"), None)
    if last is not None:
        return _class_phrase(r, last, stop)
    return described(r, stop, b) or _class_of_models(r, b, stop) or _others(r, first, b, stop)


def _others(r: Reading, first: int, b: int, stop: int) -> Named | None:
    """ "existing methods", "current models": nobody's in particular, but not the paper's own."""
    if stop - b == 2 and r.lows[b] in _BEST and r.lows[stop - 1] in cue("doer") and not _may_be_own(r):
        return r.surface(b, stop), (b, stop)
    if stop - b != 1 or r.lows[b] not in cue("doer") or r.at[b] is not None:
        return None
    if not r.lows[b].endswith("s"):
        best = b > first and r.lows[b - 1] in ("best", "strongest", "top", "leading") and not _may_be_own(r)
        return (r.surface(b - 1, stop), (b - 1, stop)) if best else None
    start = next((j for j in range(first, b) if r.lows[j] in _NOT_OWN), None)
    return (r.surface(start, stop), (start, stop)) if start is not None else None


def _may_be_own(r: Reading) -> bool:
    """Whether "the best model" may be the authors': they name no method, nor a data set on which they compare others'."""
    return r.main is None and not any(t.label == "DATASET" and t.role == "introduced" for t in r.things.values())


_BEST = frozenset("best-performing top-performing highest-performing top-scoring best-scoring second-best".split())
_NOT_OWN = frozenset(
    "existing current recent modern today's leading state-of-the-art sota advanced powerful popular open-source open-weight "
    "proprietary closed-source frontier".split()
)


def _class_of_models(r: Reading, b: int, stop: int) -> Named | None:
    """The class that "some models" stands for: the last one before, "LLMs" in a text on LLMs."""
    if r.lows[stop - 1] != "models" or stop - b > 2 or r.at[stop - 1] is not None or r.lows[b] in _OF_OWN:
        return None
    for k in range(b - 1, max(-1, b - _FAR), -1):
        m = r.at[k]
        if m is not None and m.label == "FAMILY" and m.end == k + 1 and _MODELS.fullmatch(m.name.lower()):
            return m.name, (b, stop)
    return None


_MODELS = re.compile(
    r"m?llms?|v-?lms?|lvlms?|slms?|lrms?|(?:multimodal |large |small |vision-|vision |reasoning )*language models?"
    r"|(?:large )?reasoning models?|(?:large )?audio(?:-| )language models?|(?:vision |multimodal )?foundation models?"
)
_OF_OWN = frozenset("our these trained fine-tuned finetuned resulting both proposed student teacher base".split())


def _class_phrase(r: Reading, m: Mention, stop: int) -> Named | None:
    """A class and the nouns behind it: "LLMs", "LLM judges"."""
    behind = range(m.end, stop)
    if m.start and r.lows[m.start - 1] in ("our", "proposed"):
        return None
    if any(r.at[j] is not None or r.shapes[j] != LOWER or r.lows[j].endswith("ly") for j in behind) or len(behind) > 3:
        return None
    if behind and (r.lows[stop - 1] in cue("metric_head") or r.lows[stop - 1] not in cue("doer") | cue("people")):
        return None
    return r.surface(m.start, stop), (m.start, stop)


def _example(r: Reading, named: list[Mention], b: int, k: int) -> Named | None:
    """The one method in "even strong models like GPT-4o" or "the best model, GPT-4o,"."""
    m = named[0]
    if len(named) > 1 or m.start == b:
        return None
    told = r.lows[m.start - 1] in ("like", "as") or (r.words[m.start - 1] == "(" and m.end + 1 == k)
    return (m.name, (m.start, m.end)) if told else None


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
    if len(words) < 2:
        return None
    many = head.endswith("s") and r.lows[found[1][0] - 1] not in ("the", "our", "both", "its", "these")
    return found if many or "baseline" in words or "baselines" in words or r.main is None else None


def _governed(r: Reading, k: int, s: int) -> bool:
    """Whether a phrase stands behind a preposition, so that it is no subject."""
    while k > s and r.lows[k - 1] in ("the", "a", "an", "our", "its", "their"):
        k -= 1
    return k > s and r.lows[k - 1] in cue("governor")


def relative(r: Reading, f: Figure, s: int) -> Named | None:
    """What "which" stands for: "outperforming the baseline model, which scored 0.083"."""
    k = before = _before_brackets(r, f.start, s)
    while k > s and before - k < 5 and r.lows[k] not in ("which", ",", "(", ")"):
        k -= 1
    if k <= s or r.lows[k] != "which":
        return None
    stop = k - 1 if r.lows[k - 1] == "," else k
    m = r.at[stop - 1]
    if m is not None and m.label in ("METHOD", "FAMILY"):
        return m.name, (m.start, m.end)
    return phrase_before(r, stop, s) if in_losers(r, stop, s) else None


def _before_brackets(r: Reading, k: int, s: int) -> int:
    """The token before token `k`, or before the brackets that hold it."""
    j = k - 1
    while j > s and k - j < 12 and (r.shapes[j] == NUMBER or r.lows[j] in (",", "/", "and", "%")):
        j -= 1
    return j - 1 if r.lows[j] == "(" else k - 1


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
    if start < k and start > s and r.shapes[start - 1] == NUMBER and r.lows[start - 1].endswith(("b", "m")):
        start -= 1
    if start == k or r.label(k - 1) == "METRIC" or any(r.label(j) == "DATASET" for j in range(start, k)):
        return None
    return r.surface(start, k), (start, k)


def in_losers(r: Reading, k: int, s: int) -> bool:
    """Whether brackets at token `k` stand in a list of what is compared with."""
    j, floor = k - 1, max(s, k - 45)
    while j >= floor:
        low = r.lows[j]
        if low in cue("comparator"):
            return True
        if low == ")":
            while j > floor and r.lows[j] != "(":
                j -= 1
        elif low in _LIST_ENDS or (low in cue("achieve") and low != "scoring"):
            return False
        j -= 1
    return False

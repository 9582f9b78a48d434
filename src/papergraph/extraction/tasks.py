"""Tasks: noun phrases with a task word at their end, weighed by where they stand."""

from __future__ import annotations

import re
from functools import lru_cache
from math import fsum

from papergraph.extraction.cues import cue, read_rules
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, PUNCT, UPPER, Mention, Reading

#: Words before a task word that may belong to it, and tasks of a paper.
_MODIFIERS, _MOST = 4, 8
#: Least scores: of a task; of the first two of a paper; of one that extends another or is part of it.
_LEAST, _FIRST, _NESTED = -0.4, (-1.4, -1.0), 0.9
#: Labels that may lie inside a task's name.
_INSIDE = ("TASK", "FAMILY", "WORD", "PHRASE", "NONE", "METRIC", "ACRONYM")
_KEEP_S = frozenset(
    "news sports sales bias analysis previous atlas physics graphics robotics ethics economics gas series less glass "
    "class loss process access".split()
)
_VERB_BEFORE = frozenset("to we can could will would may might not they who it also i you".split())
_MEANS = frozenset("via by through using with without based leveraging combining employing integrating".split())
_AFTER = frozenset(
    "task tasks benchmark benchmarks problem problems challenge challenges application applications setting settings "
    "scenario scenarios dataset datasets".split()
)


class Candidate:
    """A noun phrase that may be a task.

    Attributes
    ----------
    spans
        Token pairs of all places where it stands.
    features
        What speaks for or against it (see `rules/tasks.jsonl`).
    score
        Log odds that it is a task.
    """

    __slots__ = ("features", "score", "spans", "words")

    def __init__(self, words: frozenset[str]) -> None:
        self.words, self.score = words, 0.0
        self.spans: list[tuple[int, int]] = []
        self.features: set[str] = set()


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {str(row["feature"]): float(row["weight"]) for row in read_rules("tasks.jsonl")}  # type: ignore[arg-type]


def find(r: Reading) -> None:
    """Enter the likeliest noun phrases as TASK mentions with the rule "task-phrase"; other known tasks are not the paper's."""
    ranked = sorted(_weighed(r), key=lambda c: (-c.score, c.spans[0]))
    chosen: list[Candidate] = []
    for c in ranked:
        nested = any(c.words <= o.words or o.words <= c.words for o in chosen)
        least = _NESTED if nested else _LEAST if len(chosen) > 1 else _FIRST[len(chosen)]
        if c.score >= least and len(chosen) < _MOST:
            chosen.append(c)
    for c in chosen:
        for start, end in c.spans:
            _enter(r, start, end)


def _weighed(r: Reading) -> list[Candidate]:
    """All candidates with their features and scores."""
    found: dict[frozenset[str], Candidate] = {}
    for start, end in candidates(r):
        words = frozenset(_singular(w) for i in range(start, end) for w in re.findall(r"[a-z0-9]+", r.lows[i]))
        c = found.setdefault(words, Candidate(words))
        c.spans.append((start, end))
        c.features.update(features(r, start, end))
    weights = _weights()
    for c in found.values():
        if len(c.spans) > 1:
            c.features.add("rep")
        if len(c.spans) > 2:
            c.features.add("rep3")
        if any(o is not c and (o.words <= c.words or c.words <= o.words) for o in found.values()):
            c.features.add("nested")
        if any(o is not c and o.words <= c.words for o in found.values()):
            c.features.add("longer")
        c.score = fsum((weights["bias"], *(weights.get(f, 0.0) for f in c.features)))  # the order of a set does not matter
    return list(found.values())


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def features(r: Reading, start: int, end: int) -> list[str]:
    """Names of what speaks for or against a noun phrase as a task."""
    title = start < r.title_end
    place = "T" if title else "A"
    before = r.lows[start - 1] if start and r.sentence_of[start - 1] == r.sentence_of[start] else "^"
    after = r.lows[end] if end < len(r.lows) and r.sentence_of[end] == r.sentence_of[end - 1] else "$"
    out = [
        _head_kind(r, start, end),
        f"last={r.lows[end - 1]}",
        f"n{min(end - start, 4)}",
        f"{place}<{_before_kind(before)}",
        f"{place}>{_after_kind(after)}",
    ]
    if end == start + 1:
        out.append(f"alone={r.lows[start]}")
    known = r.at[end - 1]
    if known is not None and known.label == "TASK" and known.rule == "lexicon":
        out.append("known")
    elif known is not None and known.label == "FAMILY":
        out.append("family")
    out.append("title" if title else _position(r, start))
    return out


def _position(r: Reading, i: int) -> str:
    """Which sentence of the abstract a token is in: the first, second, last, or another."""
    number = r.sentence_of[i] - r.sentence_of[r.title_end]
    return ("first", "second")[number] if number < 2 else "end" if r.sentence_of[i] == r.sentence_of[-1] else "middle"


def _head_kind(r: Reading, start: int, end: int) -> str:
    """Kind of the last word of a noun phrase."""
    head = r.lows[end - 1]
    for kind, name in (("core", "task_head"), ("broad", "task_head_broad"), ("weak", "task_head_weak")):
        if head in cue(name):
            return kind
    if r.lows[start].endswith("ing") and start < r.title_end:
        return "gerund"
    if head in ("task", "tasks"):
        return "tasks"
    return "action" if head.endswith(("tion", "sion", "ment", "ing")) else "other"


_PLAIN_BEFORE = frozenset("for in on of and , ^ the : towards ( across a as to".split())
_PLAIN_AFTER = frozenset("( and , in of for with via is . from : on by under".split())


def _before_kind(word: str) -> str:
    if word in _PLAIN_BEFORE:
        return word
    return "means" if word in _MEANS else "verb" if word.endswith(("ing", "es", "s", "ed")) else "other"


def _after_kind(word: str) -> str:
    if word in _PLAIN_AFTER:
        return word
    return "task" if word in _AFTER else "method" if word in cue("method_noun") else "other"


def bounds(r: Reading, i: int) -> int:
    """First token of the noun phrase that ends in the task word at token `i`."""
    start = i
    while start > 0 and i - start < _MODIFIERS and _modifier(r, start - 1):
        start -= 1
    if (
        start < i
        and start
        and r.lows[start - 1] in _VERB_BEFORE
        and r.shapes[start] == LOWER
        and r.lows[start] not in ("visual", "semantic")
    ):
        start += 1  # "to adopt identical reasoning"
    while start < i and (
        r.lows[start] in cue("task_vague") or (r.shapes[start] == UPPER and r.label(start) in ("METHOD", "DATASET"))
    ):
        start += 1
    return start


def _modifier(r: Reading, k: int) -> bool:
    low, m = r.lows[k], r.at[k]
    if r.sentence_of[k] != r.sentence_of[k + 1] or r.shapes[k] not in (LOWER, CAPITAL, UPPER, MIXED) or low in cue("task_stop"):
        return False
    if m is not None and m.label not in _INSIDE:
        return False
    if r.starts[k + 1] > r.ends[k] + 1:
        return False
    if low.endswith("s") and not low.endswith(("ss", "us", "ous")) and low not in _KEEP_S:
        return False
    return not low.endswith("ly") and (not low.endswith(("ing", "ed")) or low in cue("task_participle"))


def candidates(r: Reading) -> list[tuple[int, int]]:
    """Spans of all noun phrases that may be tasks."""
    heads = cue("task_head") | cue("task_head_broad") | cue("task_head_weak")
    out = []
    for i, low in enumerate(r.lows):
        m = r.at[i]
        if m is not None and m.label not in _INSIDE:
            continue
        known = m is not None and m.label == "TASK" and m.end == i + 1
        if i + 1 < len(r.lows) and r.lows[i + 1] in _NO_HEAD:
            continue
        if (
            known
            and m is not None
            and m.end == m.start + 1
            and (r.shapes[i] == UPPER or low[:-1].isupper())
            and low.rstrip("s") in r.abbreviations
        ):
            continue  # its expansion stands for it
        if low in ("task", "tasks"):
            start = bounds(r, i)
            if start < i and r.lows[i - 1] not in heads and r.at[i - 1] is None:
                out.append((start, i + 1))
            continue
        if not known and (r.shapes[i] not in (LOWER, CAPITAL) or (low not in heads and not _noun_of_action(r, i, low))):
            continue
        if i + 1 < len(r.lows) and r.lows[i + 1] in heads and r.shapes[i + 1] in (LOWER, CAPITAL):
            continue  # "detection pruning": the last word is the head
        out.append((bounds(r, m.start if known and m is not None else i), i + 1))
    purposes = dict((end, start) for start, end in _title_purposes(r, {end for _, end in out}))
    return [span for span in out if span[1] not in purposes] + [(start, end) for end, start in purposes.items()]


def _noun_of_action(r: Reading, i: int, low: str) -> bool:
    """Whether a word in -tion, -ment or -ing with a noun before it ends a noun phrase here."""
    if not low.endswith(("tion", "sion", "ment", "ing")) or low in cue("task_no_head") or not i or i + 1 >= len(r.lows):
        return False
    behind = r.lows[i + 1]
    return (r.shapes[i + 1] == PUNCT or behind in _ENDS or behind in _AFTER or i + 1 == r.title_end) and _modifier(r, i - 1)


def _title_purposes(r: Reading, taken: set[int]) -> list[tuple[int, int]]:
    """What a title says it is for, whatever the last word: "… for Certified Robustness", "… for Simulating Human Choice"."""
    out = []
    for i in range(1, r.title_end - 1):
        if r.lows[i] not in ("for", "in", "towards", "toward"):
            continue
        start = i + 1
        end = start
        while end < r.title_end and end - start < 7 and r.shapes[end] in (LOWER, CAPITAL, MIXED) and r.lows[end] not in _ENDS:
            m = r.at[end]
            if m is not None and (m.label in ("METHOD", "DATASET", "HARDWARE") or (m.label == "FAMILY" and m.end > end + 1)):
                break
            end += 1
        while start < end and (r.lows[start] in cue("task_vague") or r.lows[start] in ("the", "a", "an", "its", "their")):
            start += 1
        if end in taken and end - start >= 2:
            out.append((start, end))
            continue
        if (
            end - start < 2
            or r.lows[end - 1] in cue("own")
            or r.lows[end - 1] in cue("method_noun")
            or r.lows[end - 1] in _NO_PURPOSE
            or r.lows[end - 1].endswith("s")
        ):
            continue
        out.append((start, end))
    return out


#: Words behind a task word that make it part of another noun ("learning rate"), and last words of no purpose.
_NO_HEAD = frozenset(
    "rate rates path paths chain chains trace traces step steps space spaces schedule schedules curve curves process "
    "error errors".split()
)
_NO_PURPOSE = frozenset(
    "pair environment data imagery text setting shift world era age future wild language video image speech time "
    "practice context domain space "
    "perspective case ai science medicine society".split()
)
_ENDS = frozenset("for in with via using by through under on from and of to at as based without across".split())


def _enter(r: Reading, start: int, end: int) -> None:
    """Enter a TASK mention over a span; mentions that lie inside it give way."""
    inside = r.within(start, end)
    if any(m.start < start or m.end > end or m.label not in _INSIDE for m in inside):
        return
    for m in inside:
        r.remove(m)
    r.add(Mention(start, end, "TASK", r.surface(start, end), "task-phrase", False))

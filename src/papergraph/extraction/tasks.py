"""Tasks: noun phrases with a task word at their end, weighed by where they stand."""

from __future__ import annotations

from papergraph.extraction.cues import cue, phrase_at
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, PUNCT, UPPER, Mention, Reading

_MODIFIERS = 4
#: Labels that may lie inside a task's name.
_INSIDE = ("TASK", "FAMILY", "WORD", "PHRASE", "NONE", "METRIC", "ACRONYM")
_ENDINGS = ("ly", "es", "ies")
_KEEP_S = frozenset("news sports sales bias analysis previous atlas physics graphics robotics ethics economics gas series less glass class loss process access".split())
_VERB_BEFORE = frozenset("to we can could will would may might not they who it also i you".split())
_MEANS = frozenset("via by through using with without based leveraging combining employing integrating".split())
_AFTER = frozenset("task tasks benchmark benchmarks problem problems challenge challenges application applications setting settings scenario scenarios dataset datasets".split())


class Candidate:
    """A noun phrase that may be a task, with its weight."""

    __slots__ = ("end", "score", "start", "words")

    def __init__(self, start: int, end: int, score: float, words: frozenset[str]) -> None:
        self.start, self.end, self.score, self.words = start, end, score, words


def features(r: Reading, start: int, end: int) -> list[str]:
    """Names of what speaks for or against a noun phrase as a task."""
    out = []
    head = r.lows[end - 1]
    out.append("core" if head in cue("task_head") else "broad" if head in cue("task_head_broad") else "other")
    n = end - start
    out.append(f"n{min(n, 4)}")
    title = start < r.title_end
    known = r.at[end - 1]
    if known is not None and known.label == "TASK" and known.rule == "lexicon":
        out.append("known")
    elif known is not None and known.label == "FAMILY":
        out.append("family")
    before = r.lows[start - 1] if start and r.sentence_of[start - 1] == r.sentence_of[start] else "^"
    place = "T" if title else "A"
    kind = (
        before if before in ("for", "in", "on", "of", "and", ",", "^", "the", ":", "towards", "(", "across", "a", "as", "to") else "means" if before in _MEANS
        else "verb" if before.endswith(("ing", "es", "s", "ed")) else "other"
    )  # fmt: skip
    out.append(f"{place}<{kind}")
    after = r.lows[end] if end < len(r.lows) and r.sentence_of[end] == r.sentence_of[end - 1] else "$"
    kind = after if after in ("(", "and", ",", "in", "of", "for", "with", "via", "is", ".", "from", ":", "on", "by", "under") else "task" if after in _AFTER else "method" if after in cue("method_noun") else "other"
    out.append(f"{place}>{kind}")
    if title:
        out.append("title")
    return out


def bounds(r: Reading, i: int) -> int:
    """First token of the noun phrase that ends in the task word at token `i`."""
    start = i
    while start > 0 and i - start < _MODIFIERS and _modifier(r, start - 1):
        start -= 1
    if start < i and start and r.lows[start - 1] in _VERB_BEFORE and r.shapes[start] == LOWER and r.lows[start] not in ("visual", "semantic"):
        start += 1  # "to adopt identical reasoning"
    while start < i and (r.lows[start] in cue("task_vague") or (r.shapes[start] == UPPER and r.at[start] is not None and r.at[start].label in ("METHOD", "DATASET"))):  # type: ignore[union-attr]
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
    heads, broad = cue("task_head"), cue("task_head_broad")
    out = []
    for i, low in enumerate(r.lows):
        m = r.at[i]
        if m is not None and m.label not in _INSIDE:
            continue
        known = m is not None and m.label == "TASK" and m.end == i + 1
        if not known and low not in heads and low not in broad:
            continue
        if r.shapes[i] not in (LOWER, CAPITAL) and not known:
            continue
        if i + 1 < len(r.lows) and (r.lows[i + 1] in heads or r.lows[i + 1] in broad) and r.shapes[i + 1] in (LOWER, CAPITAL):
            continue  # "detection pruning": the last word is the head
        start = bounds(r, m.start if known and m is not None else i)
        out.append((start, i + 1))
    return out


def find(r: Reading) -> None:
    """Enter tasks."""

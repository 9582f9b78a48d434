"""What the words beside a name describe it as: "X, a new benchmark for …", "a dataset named X", "three modules: X, Y and Z"."""

from __future__ import annotations

import re

from papergraph.extraction.cues import cue, phrase_before
from papergraph.extraction.reading import LOWER, NUMBER, OTHER, PUNCT, Reading

#: Ends of the noun phrase that describes a name.
_BREAKERS = frozenset(
    "that which who where when whose for to by using based from inspired via with without while in on is are was were "
    "can has have "
    "designed built developed specifically consisting comprising containing covering spanning composed derived through "
    "as and or".split()
)
#: Heads whose "of" leads to the real head: "an extension of a forest dataset".
_RELATIONAL = frozenset(
    "expansion extension version subset collection set suite series family variant pair group class superset split "
    "edition adaptation "
    "combination release instance kind type".split()
)
_ARTICLES = frozenset("a an the our one another two three four five six several new novel first".split())
_NUMERALS = frozenset("two three four five six seven eight both".split())
#: The number of an item of a list: "(1)", "ii)", "(C1)".
_NUMBERING = re.compile(r"[A-Za-z]?\d{1,2}|[a-zA-Z]|[ivx]{2,4}|[IVX]{2,4}")
_GOVERNORS = frozenset("on in over across from for with to under using than against by".split())


def described_as(r: Reading, start: int, end: int) -> str:
    """Kind of the noun that describes the name at tokens `start` to `end`: METHOD, DATASET, OTHER or ""."""
    return _behind(r, start, end) or _before(r, start, end)


def noun_kind(r: Reading, i: int) -> str:
    """Kind of the noun at token `i`: METHOD, DATASET, OTHER (a problem, a metric) or ""."""
    low = r.lows[i]
    if low in cue("dataset_head") or (
        low in ("set", "sets") and r.lows[i - 1] in ("test", "data", "evaluation", "training", "validation")
    ):
        return "DATASET"
    if low in ("lexicon", "ontology") or (low in ("base", "graph") and r.lows[i - 1] == "knowledge"):
        return "DATASET"
    if low in cue("method_noun") or low in cue("own"):
        return "METHOD"
    return "OTHER" if low in cue("phenomenon") else ""


def _behind(r: Reading, start: int, end: int) -> str:
    """ "X, a large benchmark of …", "X (…), a framework", "X is a dataset", in a title "X: A Benchmark for …"."""
    limit = r.title_end if start < r.title_end else r.sentences[r.sentence_of[start]][1]
    j = end
    if j < limit and r.words[j] == "(":
        close = next((k for k in range(j + 1, min(j + 16, limit)) if r.words[k] == ")"), None)
        if close is None:
            return ""
        j = close + 1
    if j + 1 >= limit:
        return ""
    if start < r.title_end:
        if r.words[j] != ":":
            return ""
        if r.lows[j + 1] == "benchmarking":
            return "DATASET"
        return _phrase_kind(r, j + 1, limit)
    if r.lows[j] == "," and r.lows[j + 1] in _ARTICLES and r.lows[j + 1] not in _NUMERALS:
        return _phrase_kind(r, j + 2, limit)
    if r.lows[j] in ("is", "are") and r.lows[j + 1] in ("a", "an", "the"):
        return _phrase_kind(r, j + 2, limit)
    return ""


def _phrase_kind(r: Reading, i: int, limit: int) -> str:
    """Kind of the head of the noun phrase that starts at token `i`."""
    last = ""
    for k in range(i, min(i + 14, limit)):
        low = r.lows[k]
        if low == "of" and r.lows[k - 1] in _RELATIONAL:
            last = last if last == "DATASET" else ""
            continue
        if (
            low == "and"
            and k + 1 < limit
            and last != "DATASET"
            and (r.lows[k - 1].endswith(("ive", "al", "ic", "able", "ed", "ent")) or (not last and limit == r.title_end))
        ):
            continue  # "a simple and effective framework", in a title "A Seam and Knot Dataset"
        if low in _BREAKERS or low == "of" or (r.shapes[k] == PUNCT and low not in (",", '"', "-", "(", ")")):
            break
        if low == "," and last:
            break
        if last and low.endswith(("ing", "ed")) and not any(w in cue("own") for w in r.lows[k : k + 4]):
            break  # "the first corpus aligning …", "a benchmark created to …"
        if r.shapes[k] != PUNCT:
            last = "DATASET" if low == "framework" and r.lows[k - 1] == "benchmarking" else noun_kind(r, k)
    return last


def _before(r: Reading, start: int, end: int) -> str:
    """ "a new dataset X", "a benchmark called X", "two benchmarks, X and Y", "three modules: X, …"."""
    s = r.sentences[r.sentence_of[start]][0]
    k = start - 1
    while k > s and r.words[k] in ('"', "'", "`"):
        k -= 1
    named = phrase_before(r.lows, k + 1, cue("naming"), 5) if k >= s else 0
    if named:
        k -= named
        while k > s and r.words[k] in (",", "("):
            k -= 1
        return _nearest_noun(r, s, k)
    listed = False
    hops = 0
    while (
        k > s
        and hops < 16
        and (
            (r.at[k] is not None and r.words[k + 1] in (",", "and", ";"))
            or (r.lows[k] in (",", "and", "or") and r.at[k - 1] is not None)
        )
    ):
        m = r.at[k]
        k = m.start - 1 if m is not None else k - 1
        listed = True
        hops += 1
    if k <= s:
        return ""
    if r.words[k] in (":", "-") or (
        r.words[k] == "," and _own_phrase(r, s, k - 1, listed or r.lows[min(end, len(r.lows) - 1)] in (",", "and"))
    ):
        return noun_kind(r, k - 1) if r.shapes[k - 1] == LOWER else ""
    if r.shapes[k] == LOWER and not listed:
        return noun_kind(r, k)
    return ""


def _own_phrase(r: Reading, s: int, k: int, listed: bool) -> bool:
    """Whether the noun at token `k` is indefinite ("a new benchmark, X") or counted ("two benchmarks, X and Y")."""
    for j in range(k - 1, max(s - 1, k - 8), -1):
        low = r.lows[j]
        if low in _NUMERALS:
            return listed
        if low in ("a", "an", "our", "new", "novel"):
            return not (j > s and r.lows[j - 1] in _GOVERNORS)
        if low in ("the", "this") or r.shapes[j] == PUNCT:
            return False
    return False


def _nearest_noun(r: Reading, s: int, k: int) -> str:
    """Kind of the last classifying noun before token `k` + 1 within its phrase ("a framework for planning, called X")."""
    for j in range(k, max(s - 1, k - 14), -1):
        if r.lows[j] in ("that", "which", ",", ";") and j < k - 1:
            return ""
        kind = noun_kind(r, j) if r.shapes[j] == LOWER else ""
        if kind and (j == k or r.lows[j + 1] in _BREAKERS or r.lows[j + 1] in ("of", ",")):
            return kind
    return ""


_HOLDING = frozenset(
    "contains containing comprises comprising includes including provides providing covers spans with of".split()
)
_SAMPLES = frozenset(
    "abstracts annotations articles cases clips conversations dialogues documents episodes examples images "
    "instances items motions pairs papers passages posts problems prompts puzzles queries questions recipes "
    "recordings records reports samples scenarios scenes screenshots sentences sequences tasks trajectories tweets "
    "utterances videos".split()
)


_ABOUT = frozenset("over approximately about around nearly more than a total of".split())


def holds_samples(r: Reading, end: int) -> bool:
    """Whether what ends before token `end` holds counted samples: "X, which contains 32.9k sentences"."""
    k = end
    if r.words[k : k + 1] == [")"]:
        k += 1
    if r.words[k : k + 1] == [","]:
        k += 1
    if r.lows[k : k + 1] in (["which"], ["that"]):
        k += 1
    if k >= len(r.lows):
        return False
    if r.lows[k] == "consists" and r.lows[k + 1 : k + 2] == ["of"]:
        k += 1
    elif not (k == end and r.words[k] == "(") and (r.lows[k] not in _HOLDING or (r.lows[k] == "of" and k == end)):
        return False
    k += 1
    while k < len(r.lows) and r.lows[k] in _ABOUT:
        k += 1
    if k >= len(r.words) or not (r.shapes[k] == NUMBER or r.shapes[k] == OTHER) or not r.words[k][0].isdigit():
        return False
    if not (r.words[k][-1] in "kKM" or len(r.words[k].replace(",", "")) > 2 or r.lows[k + 1 : k + 2] == ["million"]):
        return False  # "with 3 tasks" is no content
    for j in range(k + 1, min(k + 7, len(r.words))):
        if r.lows[j] in _SAMPLES:
            return True
        if r.shapes[j] == PUNCT or r.lows[j] in ("and", "with", "from", "for", "on", "in", "of"):
            return False
    return False


def is_part(r: Reading, start: int) -> bool:
    """Whether the name at token `start` is an item in a list of parts: "three modules: X, Y", "(1) an X for …"."""
    sentence = r.sentence_of[start]
    s = r.sentences[sentence][0]
    k = start - 1
    while (
        k > s
        and start - k < 4
        and (r.lows[k] in ("a", "an", "the", "our", '"') or (r.shapes[k] == LOWER and r.lows[k] not in _BREAKERS))
    ):
        k -= 1
    if k < s or (r.shapes[k] != PUNCT and r.lows[k] != "and"):
        return False
    numbered = r.words[k] == ")" and (k == s + 1 or _NUMBERING.fullmatch(r.words[k - 1]) is not None)
    opener = _opener(r, s, start)
    if opener is not None:
        return numbered or k == opener or r.words[k] in (",", ";", "and")
    if numbered and any(w in cue("introduce") or w in cue("combine") for w in r.lows[s:start]):
        return True
    before = r.lows[max(r.title_end, s - 40) : s]
    return (numbered and any(w in cue("parts") for w in r.lows[s:start])) or (
        numbered and k <= s + 2 and any(w in cue("parts") for w in before)
    )


#: How many tokens a list of parts may reach.
_FARTHEST = 160


def _opener(r: Reading, s: int, i: int) -> int | None:
    """The colon, comma or dash behind a noun for parts ("two components:") before token `i`."""
    parts = cue("parts")
    for k in range(max(s + 1, i - _FARTHEST), i):
        if r.lows[k] in ("comprising", "integrating", "combining") and r.words[k + 1] == ":":
            return k + 1
        if r.lows[k] in parts:
            if k + 1 < len(r.words) and r.words[k + 1] in (":", "-"):
                return k + 1
            if r.words[k + 1] in (",", "(") and any(w in _NUMERALS for w in r.lows[max(s, k - 5) : k]):
                return k + 1
    return None

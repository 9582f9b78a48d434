"""Who wins, and whether the claim is made at all."""

from __future__ import annotations

from papergraph.extraction.authors import first_own
from papergraph.extraction.comparing.losers import losers
from papergraph.extraction.cues import cue, phrase_at
from papergraph.extraction.reading import LOWER, Reading
from papergraph.extraction.subjects import Subject, main_name, subject
from papergraph.extraction.things import is_own

_BEATING = frozenset(
    "outperforms outperform outperforming outperformed surpasses surpass surpassing surpassed exceeds "
    "exceeding beats beating".split()
)


def _is_object(r: Reading, k: int, s: int) -> bool:
    """Whether the name at token `k` stands among what another cue says is beaten."""
    for j in range(k - 1, max(s, k - 16) - 1, -1):
        if r.lows[j] in _BEATING:
            return True
        if r.lows[j] in (";", "while", "whereas", "which", "that", "by", "on", "in", "with"):
            return False
    return False


#: First words of sentences that report the authors' own findings.
_REPORTING = frozenset(
    "experiments experimental extensive results result empirical empirically evaluations evaluation evaluated "
    "tested notably specifically "
    "compared comprehensive across when remarkably particularly for in".split()
)


_ADVANTAGE = frozenset(
    "advantage advantages superiority improvement improvements gain gains effectiveness benefit benefits superior".split()
)


def possessor_of(r: Reading, k: int, s: int) -> Subject | None:
    """The method that an advantage is of: "the advantages of X over B"."""
    for j in range(k - 1, max(s, k - 12), -1):
        m = r.at[j]
        if m is not None and m.label == "METHOD" and r.lows[m.start - 1] == "of" and r.lows[m.start - 2] in _ADVANTAGE:
            return Subject(m.name, (m.start, m.end), 0.9, is_own(r, m.name))
    return None


def winner_of(r: Reading, i: int, s: int, used: set[tuple[int, int]]) -> Subject | None:
    """The subject of the cue at token `i` that has not lost in this sentence already."""
    who = subject(r, i, s)
    hops = 0
    while who is not None and hops < 6 and (who.span in used or (i - who.span[1] > 3 and _is_object(r, who.span[0], s))):
        who = subject(r, who.span[0], s)
        hops += 1
    if who is not None and r.lows[who.span[0]] == "we" and _of_another_phrase(r, s, i):
        return None
    if who is None and not _of_another_phrase(r, s, i) and (r.main or any(w in ("our", "we") for w in r.lows[s:i])):
        if any(r.lows[k] in _SPOKEN and r.lows[k - 1] not in ("a", "an", "any", "another") for k in range(s, i)):
            return Subject(main_name(r), (i, i + 1), 0.6, True)
        told = r.lows[s] in _REPORTING or r.lows[s] == "on" or r.lows[i].endswith("ing")
        named = any(m is not None and m.label in ("METHOD", "FAMILY") for m in r.at[s:i])
        if told and not named and not of_a_class(r, s, i):
            return Subject(main_name(r), (i, i + 1), 0.5, True)
    return who


def _of_another_phrase(r: Reading, s: int, i: int) -> bool:
    """Whether something described, not the authors' own, is the subject: "we find that popularity ranking outperforms"."""
    k = i - 1
    while k > s and (r.lows[k].endswith("ly") or r.lows[k] in ("also", "can", "often", "still", "even")):
        k -= 1
    that = next((j for j in range(k, max(s, k - 7), -1) if r.lows[j] in ("that", ",")), None)
    if that is None or r.lows[that] != "that" or that == k:
        return False
    inner = r.lows[that + 1 : k + 1]
    own = any(w in _OF_OWN or w in cue("own") or w in _SPOKEN for w in inner)
    return (
        not own
        and not inner[0].endswith("ing")
        and all(r.shapes[j] == LOWER or r.at[j] is not None for j in range(that + 1, k + 1))
    )


_SPOKEN = frozenset("our we proposed this experiments results method it".split())


def of_a_class(r: Reading, s: int, i: int) -> bool:
    """Whether a class of models is the subject before token `i`: "classification models exhibit greater robustness"."""
    for k in range(s + 1, i):
        acts = r.lows[k] in _CLASSES and (
            r.lows[k + 1] in cue("achieve") or r.lows[k + 1] in ("exhibit", "show", "are", "have")
        )
        if acts and not any(w in _OF_OWN for w in r.lows[max(s, k - 4) : k]):
            return True
    return False


_OF_OWN = frozenset("our proposed these this resulting trained fine-tuned finetuned the".split())


def is_before_own(r: Reading, s: int) -> bool:
    """Whether a sentence stands before the first of the abstract that speaks of the paper's own work: it tells of others'."""
    first = first_own(r)
    for begin, end in r.sentences[:_BEGINNING]:
        named = begin >= r.title_end and any(m.label == "METHOD" and is_own(r, m.name) for m in r.within(begin, end))
        if named or begin <= first < end:
            return s < begin
    return False


#: Sentences that are looked through for the authors' words.
_BEGINNING = 40
_CLASSES = frozenset("models methods approaches systems agents networks algorithms baselines llms architectures".split())


def examples_before(r: Reading, i: int, s: int) -> list[Subject]:
    """The winners in "large models (such as A and B) outperform"."""
    k = i - 1
    while k > s and (r.lows[k].endswith("ly") or r.lows[k] in ("also", "can")):
        k -= 1
    if r.words[k] != ")":
        return []
    opening = next((j for j in range(k, max(s, k - 30), -1) if r.words[j] == "("), None)
    if (
        opening is None
        or not phrase_at(r.lows, opening + 1, cue("exemplify"), 2)
        or (r.at[opening - 1] is None and r.lows[opening - 1] not in _CLASSES)
    ):
        return []
    found, _ = losers(r, opening + 1, k)
    return [Subject(x.name, x.span, 0.85, False) for x in found if not x.family]


def is_hedged(r: Reading, i: int, end: int, s: int, e: int) -> bool:
    """Whether the cue at tokens `i` to `end` is negated, hedged, conditional or a draw."""
    near = r.lows[max(s, i - 4) : i]
    if any(w in cue("hedge") for w in near) or "n't" in " ".join(near):
        return not (near[-2:] == ["not", "only"] or (near[-1:] == ["only"] and "not" in near))
    if (near and near[-1] in ("or", "and/or")) or (
        len(near) > 1
        and near[-2] in ("or", "and/or")
        and near[-1] in ("even", "slightly", "sometimes", "significantly", "often")
    ):
        return any(w in cue("competitive") for w in r.lows[max(s, i - 6) : i])
    if end < e - 1 and r.lows[end] in ("or", "and/or") and any(w in cue("competitive") for w in r.lows[end + 1 : end + 3]):
        return True
    return any(w in ("whether", "if", "hypothesize", "question", "unless") for w in r.lows[max(s, i - 12) : i]) and r.lows[
        i
    ] not in ("surpassing", "outperforming")

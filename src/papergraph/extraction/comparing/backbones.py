"""Models of others that something is put on top of."""

from __future__ import annotations

from papergraph.extraction.cues import cue
from papergraph.extraction.figures import Figure
from papergraph.extraction.reading import CAPITAL, MIXED, NUMBER, Mention, Reading
from papergraph.extraction.subjects import Subject, main_name, subject
from papergraph.extraction.things import is_own

_OTHER_CUES = frozenset("compared than over exceeding relative versus".split())


BEATING = frozenset("outperforming outperforms surpassing surpasses".split())


_ORIGINAL = frozenset(
    "baseline baselines fp32 fp16 bf16 full-precision base original unoptimized unmodified vanilla backbone".split()
)


def refers(r: Reading, k: int, e: int) -> bool:
    """Whether a cue at token `k` compares with something else."""
    if r.lows[k] in ("over", "than") and k + 1 < e and r.shapes[k + 1] == NUMBER:
        return False  # "reductions of over 30%"
    return r.lows[k] in BEATING or (r.lows[k] in _OTHER_CUES and not _is_original(r, k, e))


def _is_original(r: Reading, k: int, e: int) -> bool:
    """Whether the cue at token `k` compares a model with itself before the change ("over the baseline model")."""
    j = k + 1
    while j < e and r.lows[j] in ("to", "with", "the", "its", "their"):
        j += 1
    return j < e and r.lows[j] in _ORIGINAL


def fronted_models(r: Reading, s: int, stop: int, used: set[tuple[int, int]], any_method: bool = False) -> list[Mention]:
    """Other people's models that a sentence names before its gains: "With X and Y, our method …", "Training X with it …".

    With `any_method` a method of any kind counts, not only models that others build on.
    """
    out: list[Mention] = []
    k = s
    while k < stop:
        m = r.at[k]
        if m is None:
            if out and r.lows[k] not in (",", "and") and r.lows[k] not in cue("method_noun"):
                break
            k += 1
            continue
        model = m.label == "METHOD" and (any_method or getattr(m.entry, "cls", None) in MODELS)
        before = _governor(r, k, s)
        linked = out or (before in ("with", "on", "using", "to") and k < s + 9) or before.endswith(_MAKING)
        if any_method and not out and before != "on":
            model = model and getattr(m.entry, "cls", None) in MODELS
        made = before.endswith(_MAKING) and m.label == "METHOD" and not m.rule.startswith("lexicon")
        if linked and (model or made) and (m.start, m.end) not in used and not is_own(r, m.name):
            out.append(m)
        elif out:
            break
        k = m.end
    return out


def _governor(r: Reading, k: int, s: int) -> str:
    """The word that governs the name at token `k`, its article and adjectives passed over ("" where it opens the sentence)."""
    j = k - 1
    while j > s and k - j < 4 and _describes(r, j):
        j -= 1
    return r.lows[j] if j >= s else ""


def _describes(r: Reading, j: int) -> bool:
    """Whether token `j` is an article, an adjective or a maker before a model's name: "on a fine-tuned", "on the ByteDance"."""
    if r.at[j] is not None and r.label(j) not in ("WORD", "NONE"):
        return False
    return r.lows[j] in _ARTICLES or r.lows[j].endswith(("trained", "tuned")) or r.shapes[j] in (CAPITAL, MIXED)


_ARTICLES = frozenset("the a an frozen base vanilla standard small large both".split())
#: Classes of the lexicon whose members others build on.
MODELS = ("llm", "vlm", "architecture", "speech", "generative")
#: Ends of verbs whose object is made better by what the paper does: "fine-tuning X", "equipping X".
_MAKING = ("training", "tuning", "tune", "equipping", "augmenting", "quantizing", "distilling", "aligning")


def maker(r: Reading, f: Figure, m: Mention, s: int) -> Subject:
    """What made `m` better by a figure: the subject, or the paper's method where `m` itself stands there or nothing does."""
    who = subject(r, f.start, s)
    return who if who is not None and who.span != (m.start, m.end) else Subject(main_name(r), (f.start, f.end), 0.5, True)

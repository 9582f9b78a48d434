"""Roles of data sets (introduced, evaluated, trained, mentioned) and of hardware (target, measured)."""

from __future__ import annotations

from papergraph.extraction.cues import cue, phrase_before
from papergraph.extraction.reading import Mention, Reading, Thing

_TARGET = frozenset(
    "deploy deployed deployment deploying deployable target targets targeting targeted edge resource-constrained resource-limited run runs "
    "running suitable designed tailored friendly real-time constrained applications applicability on-device embedded limited inference "
    "practical enable enables enabling devices implementation accelerate acceleration efficient support".split()
)
_MEASURED = frozenset(
    "measured latency ms throughput fps achieves achieve speedup speedups speed-up faster tested evaluated experiments trained training "
    "using single one took takes hours days results inference speed energy measured profiling benchmarked seconds reduction".split()
)


def assign(r: Reading) -> None:
    """Give every data set and every piece of hardware its role."""
    for thing in r.things.values():
        if thing.label == "DATASET" and thing.role == "other":
            thing.role = _dataset_role(r, thing)
        elif thing.label == "HARDWARE":
            thing.role = _hardware_role(r, thing)


def _dataset_role(r: Reading, thing: Thing) -> str:
    """`evaluated` unless every mention is one of training or of mere mention."""
    votes = [_one_dataset_role(r, m) for m in thing.mentions if m.start >= r.title_end or len(thing.mentions) == 1]
    for role in ("evaluated", "trained"):
        if role in votes:
            return role
    return "mentioned" if votes else "evaluated"


def is_training(r: Reading, m: Mention) -> bool:
    """Whether a data set is named as the source of training ("trained on A and B", "ImageNet-22K pretraining")."""
    s, e = r.sentences[r.sentence_of[m.start]]
    k = m.start
    while k > s and (r.lows[k - 1] in _LISTED or (r.at[k - 1] is not None and r.at[k - 1].label == "DATASET")):  # type: ignore[union-attr]
        k -= 1
    if phrase_before(r.lows, k, cue("train"), 2):
        return True
    return m.end < e and r.lows[m.end] in ("pretraining", "pre-training", "pretrained", "pre-trained", "pre-train")


_LISTED = frozenset(", and the large-scale or ( both full large larger dataset standard".split())


def _one_dataset_role(r: Reading, m: Mention) -> str:
    if is_training(r, m):
        return "trained"
    s, e = r.sentences[r.sentence_of[m.start]]
    window = r.lows[s:e]
    position = m.start - s
    if any(w in cue("evaluate") for w in window) or "%" in window:
        return "evaluated"
    before = window[max(0, position - 6) : position]
    if "on" in before or "in" in before:
        return "evaluated"
    return "mentioned"


def _hardware_role(r: Reading, thing: Thing) -> str:
    """`measured` where figures or experiments stand in the sentence, `target` elsewhere."""
    target = measured = 0
    for m in thing.mentions:
        s, e = r.sentences[r.sentence_of[m.start]]
        window = r.lows[max(s, m.start - 12) : min(e, m.end + 8)]
        digits = any(w[0].isdigit() for w in window if w)
        measured += sum(w in _MEASURED for w in window) + (2 if digits else 0)
        target += sum(w in _TARGET for w in window)
    entry = thing.mentions[0].entry
    if getattr(entry, "cls", None) == "generic" and not getattr(entry, "bare", False):
        target += 3
    else:
        measured += 2
    return "measured" if measured > target else "target"

"""Roles of data sets (introduced, evaluated, trained, mentioned) and of hardware (target, measured)."""

from __future__ import annotations

from papergraph.extraction.authors import OWN_WORDS, first_own
from papergraph.extraction.cues import cue, phrase_before
from papergraph.extraction.entities import own_kernel
from papergraph.extraction.reading import LOWER, Mention, Reading, Thing

_MEASURED = frozenset(
    "measured latency ms throughput fps achieves achieve speedup speedups speed-up faster tested evaluated experiments "
    "trained training "
    "using single one took takes hours days results inference speed energy measured profiling benchmarked seconds "
    "reduction".split()
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
    first = max(s, k - _REACH)
    while k > first and (r.lows[k - 1] in _LISTED or r.label(k - 1) == "DATASET"):
        k -= 1
    if phrase_before(r.lows, k, cue("train"), 2) or _described_training(r, max(s, k - 8), k):
        return True
    return m.end < e and r.lows[m.end] in ("pretraining", "pre-training", "pretrained", "pre-trained", "pre-train")


def is_source(r: Reading, m: Mention) -> bool:
    """Whether a data set is what another was made from: "built on the D corpus", "constructed from D"."""
    s = r.sentences[r.sentence_of[m.start]][0]
    k = m.start - 1
    while k > s and m.start - k < 4 and r.lows[k] not in ("on", "upon", "from"):
        k -= 1
    return k > s and r.lows[k] in ("on", "upon", "from") and r.lows[k - 1] in cue("made_from")


def _described_training(r: Reading, first: int, k: int) -> bool:
    """Whether a verb of training governs the noun phrase before token `k`: "trained on a part of X", "train it on X"."""
    for j in range(k - 1, first, -1):
        if r.lows[j] == "on":
            verb = r.lows[j - 1] if r.lows[j - 1] not in ("it", "them", "models") else r.lows[j - 2]
            return verb in ("trained", "train", "pretrained", "pre-trained", "pretrain")
        if r.lows[j] not in _OF_SET and (r.shapes[j] != LOWER or not r.lows[j].endswith(("ed", "ly", "al", "ic", "ale"))):
            return False
    return False


_OF_SET = frozenset(
    "a an the of large small curated subset subsets version versions corpora corpus data dataset datasets (".split()
)


#: How many tokens of a sentence on either side count.
_REACH = 80
_LISTED = frozenset(", and the large-scale or ( both full large larger dataset standard".split())


def _one_dataset_role(r: Reading, m: Mention) -> str:
    """`mentioned` only in what comes before the authors speak of their own work, and in examples of prior work."""
    if is_training(r, m):
        return "trained"
    if is_source(r, m):
        return "mentioned"
    s, e = r.sentences[r.sentence_of[m.start]]
    s, e = max(s, m.start - _REACH), min(e, m.end + _REACH)
    window = r.lows[s:e]
    if m.start >= r.title_end and not any(w in OWN_WORDS for w in window) and _of_prior_work(r, s, m.start):
        return "mentioned"
    if (
        m.start < r.title_end
        or "%" in window
        or any(w in OWN_WORDS for w in window)
        or any(w in cue("evaluate") for w in window)
    ):
        return "evaluated"
    position = m.start - s
    before = window[max(0, position - 6) : position]
    if "on" in before or "in" in before or "across" in before:
        return "evaluated"
    first = first_own(r)
    before_own = first < len(r.lows) and r.sentence_of[m.start] < r.sentence_of[first]
    return "mentioned" if before_own else "evaluated"


_PRIOR = frozenset("existing previous prior earlier current unlike".split())


def _of_prior_work(r: Reading, s: int, i: int) -> bool:
    """Whether the data set at token `i` is an example of what others did: "Existing benchmarks such as X and Y fail"."""
    k = i
    while k > s and i - k < 30 and (r.lows[k - 1] in _LISTED or r.lows[k - 1] == ")" or r.label(k - 1) == "DATASET"):
        k -= 1
    n = phrase_before(r.lows, k, cue("exemplify"), 2)
    return n > 0 and any(w in _PRIOR for w in r.lows[max(s, k - n - 12) : k - n])


def _hardware_role(r: Reading, thing: Thing) -> str:
    """`measured` where something ran and was measured, `target` where it is meant to run."""
    votes = sum(_hardware_votes(r, m) for m in thing.mentions)
    entry = thing.mentions[0].entry
    kind = getattr(entry, "cls", None)
    generic = kind == "platform" or (kind == "generic" and not getattr(entry, "bare", False))
    return "measured" if votes + (-2 if generic else 2) > 0 else "target"


def _hardware_votes(r: Reading, m: Mention) -> int:
    """Votes of one mention: above zero for `measured`."""
    s, e = r.sentences[r.sentence_of[m.start]]
    k = m.start - 1
    while k > s and m.start - k < 7 and r.lows[k] not in _GOVERNORS:
        k -= 1
    governor = r.lows[k] if k >= s else ""
    near = r.lows[max(s, k - 5) : m.start]
    votes = 0
    if own_kernel(r, m.start, m.end):
        return -5
    if any(w in ("over", "than", "against", "versus", "vs.") for w in near) or "compared" in near[-3:]:
        return 3
    if any(w.startswith(("deploy", "target", "tailor", "design", "suit", "optimi", "intended", "constrain")) for w in near):
        votes -= 3
    if governor in ("for", "to", "toward", "towards"):
        votes -= 2
    elif governor in ("on", "using", "with"):
        around = r.lows[max(s, m.start - 14) : min(e, m.end + 10)]
        votes += any(w in _MEASURED for w in around) + 2 * any(w[0].isdigit() for w in around)
        votes += 2 * any(w in _RAN for w in near)
    elif any(w in _MEASURED for w in near) and any(w[0].isdigit() for w in r.lows[s:e]):
        votes += 2
    return votes


_GOVERNORS = frozenset("on for to using with in of from by via toward towards across".split())
_RAN = frozenset(
    "trained training train measured tested evaluated benchmarked runs run running took takes ran profiled experiments".split()
)

"""The data set and the method of each figure."""

from __future__ import annotations

from papergraph.extraction.cues import cue
from papergraph.extraction.numerals import Figure
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, UPPER, Mention, Reading
from papergraph.extraction.roles import is_training
from papergraph.extraction.subjects import main_name, subject
from papergraph.extraction.things import thing_key

Named = tuple[str, tuple[int, int]]

_LISTED = frozenset(
    ", and the / both dataset datasets benchmark benchmarks challenging on in or respectively validation set test sets".split()
)
_BASELINE_WORDS = frozenset("baseline proposed original best existing previous strongest current".split())
#: How much less sure a value is for the way its method was found.
_DOUBT = {"main": 0.12, "compared": 0.06, "beside": 0.02, "list": 0.04, "relative": 0.04}
_VERSUS = ("vs.", "vs", "v.s.", "v.s", "versus")
_SPLITS = frozenset("val minival test test-dev test-std dev validation testdev test2017 val2017 testa testb".split())
_BARRIERS = frozenset("; . while whereas but compared surpassing outperforming than exceeding which over against versus".split())


class Places:
    """Gives the figures of one sentence after the other their data sets and methods; remembers the data set that runs on.

    Parameters
    ----------
    r
        The reading whose sentences are gone through.
    """

    def __init__(self, r: Reading) -> None:
        self.r = r
        self.running: str | None = None

    def pass_by(self, s: int, e: int) -> None:
        """Note the data set of a sentence without figures."""
        self.running = _one_dataset(self.r, s, e) or self.running

    def place(self, groups: list[list[Figure]], s: int, e: int) -> None:
        """Place the figures of a sentence."""
        r = self.r
        figures = [f for g in groups for f in g]
        _find_datasets(r, groups, figures, s, e)
        here = _one_dataset(r, s, e)
        for f in figures:
            if f.role == "value" and f.dataset is None and here is None and self.running:
                f.dataset, f.place = self.running, "before"
        _find_methods(r, groups, s, e)
        _from_to(r, figures, s)
        valued = [f.dataset for f in figures if f.role == "value" and f.metric and f.dataset]
        self.running = valued[-1] if valued else here or self.running


def complete(r: Reading, extra: list[Figure]) -> None:
    """Give further readings of a number its place, and values without a data set the only one that the paper has."""
    by_start = {f.start: f for f in r.figures}
    for twin in extra:
        f = by_start[twin.start]
        twin.dataset, twin.dataset_span, twin.method, twin.hardware, twin.spans = f.dataset, f.dataset_span, f.method, f.hardware, list(f.spans)
    sets = [t for t in r.things.values() if t.label == "DATASET" and t.role in ("introduced", "evaluated")]
    if len(sets) != 1:
        return
    only = next(iter(sets[0].names))
    for f in r.figures + extra:
        if f.role == "value" and f.dataset is None:
            f.dataset, f.place = only, "only"


# ---------------------------------------------------------------- data sets


def _at(r: Reading, k: int, label: str) -> Mention | None:
    m = r.at[k] if 0 <= k < len(r.at) else None
    return m if m is not None and m.label == label else None


def _datasets_of(m: Mention) -> list[str]:
    return list(m.entry) if m.rule == "packed" else [m.name]  # type: ignore[call-overload]


def _dataset_list(r: Reading, k: int, e: int) -> tuple[list[Named], int]:
    """Data sets in a coordination that starts at token `k`, and where it ends."""
    out: list[Named] = []
    while k < e:
        m = r.at[k]
        if m is not None and m.label == "DATASET":
            out.extend((name, (m.start, m.end)) for name in _datasets_of(m))
            k = m.end
        elif m is not None and m.label == "TASK":
            k = m.end
        elif out and r.lows[k] in _SPLITS and out[-1][0].rpartition(" ")[2].lower() in _SPLITS:
            out.append((out[-1][0].rpartition(" ")[0] + " " + r.words[k], (k, k + 1)))  # "COCO minival and test-dev"
            k += 1
        elif r.lows[k] in _LISTED:
            k += 1
        else:
            break
    return out, k


def _find_datasets(r: Reading, groups: list[list[Figure]], figures: list[Figure], s: int, e: int) -> None:
    """The data set of each figure: behind it, in the brackets' head, or before it."""
    for n, group in enumerate(groups):
        floor = groups[n - 1][-1].end if n else s
        ceiling = groups[n + 1][0].start if n + 1 < len(groups) else e
        right = _datasets_right(r, group[-1], ceiling, e, figures)
        chosen = right or _same_places(r, group, [f for g in groups[:n] for f in g], s) or _datasets_left(r, group[0], floor, s)
        if not chosen:
            continue
        if len(chosen) == len(group) and len(group) > 1 and group[0].range_end is None:
            for f, (name, span) in zip(group, chosen, strict=True):
                f.dataset, f.dataset_span = name, span
        elif len(chosen) == 1 or len(group) == 1:
            for f in group:
                f.dataset, f.dataset_span = chosen[0]
                f.confidence -= 0.1 if len(chosen) > 1 else 0.0
    _pair_over_groups(r, groups, s, e)


def _same_places(r: Reading, group: list[Figure], before: list[Figure], s: int) -> list[Named]:
    """The data sets of the values that a group is compared with: "99.5% on A and 92.1% on B, compared to 82.5% and 74.8%"."""
    earlier = [f for f in before if f.role == "value" and f.dataset and f.dataset_span][-len(group) :]
    if len(group) < 2 or len(earlier) != len(group) or len({f.dataset for f in earlier}) < len(group) or not _after_comparator(r, group[0], s):
        return []
    return [(f.dataset, f.dataset_span) for f in earlier if f.dataset and f.dataset_span]


def _pair_over_groups(r: Reading, groups: list[list[Figure]], s: int, e: int) -> None:
    """ "+0.3% accuracy, +1.7 mIoU and +0.9 AP on A, B and C respectively": as many figures as data sets."""
    flat = [f for g in groups for f in g if f.role in ("value", "delta")]
    if len(flat) < 2 or "respectively" not in r.lows[s:e]:
        return
    k = flat[-1].end
    while k < e and r.lows[k] not in ("on", "for", "in", "across"):
        k += 1
    listed, _ = _dataset_list(r, k + 1, e)
    if len(listed) == len(flat):
        for f, (name, span) in zip(flat, listed, strict=True):
            f.dataset, f.dataset_span = name, span


def _datasets_right(r: Reading, f: Figure, ceiling: int, e: int, figures: list[Figure]) -> list[Named]:
    """Data sets behind a figure, before another clause begins."""
    k, crossed = f.end, 0
    starts = {g.start for g in figures}
    while k < e:
        m = _at(r, k, "DATASET")
        low = r.lows[k]
        if m is not None and is_training(r, m):
            k = m.end
            continue
        if m is not None:
            listed, stop = _dataset_list(r, k, e)
            return [] if _fronted(r, k, stop, e) else listed
        if low in _BARRIERS or low == ")" and crossed == 0 and "(" not in r.lows[f.end : k]:
            return []
        if k >= ceiling and k in starts:
            crossed += 1
            if crossed > 3:
                return []
        k += 1
    return []


def _fronted(r: Reading, k: int, stop: int, e: int) -> bool:
    """Whether "on X" opens the next clause: "…, and on X, it reaches …"."""
    if r.lows[k - 1] != "on" or k < 2 or r.lows[k - 2] not in ("and", ",", ";", "while"):
        return False
    return stop < e and (r.words[stop - 1] == "," or r.lows[stop] in (",", "it", "our"))


def _datasets_left(r: Reading, f: Figure, floor: int, s: int) -> list[Named]:
    """Data sets before a figure in its sentence, nearest first."""
    k = f.start - 1
    while k >= s:
        m = _at(r, k, "DATASET")
        if m is not None and is_training(r, m):
            k = m.start - 1
            continue
        if m is not None:
            start = m.start
            while start > s and (r.lows[start - 1] in (",", "and", "/") or _at(r, start - 1, "DATASET")):
                start -= 1
            listed, _ = _dataset_list(r, start, f.start)
            return listed[-1:] if r.words[f.start - 1] == "(" or k >= floor and f.start - m.end <= 2 else listed
        k -= 1
    return []


def _one_dataset(r: Reading, s: int, e: int) -> str | None:
    """The one data set that a sentence evaluates on or introduces, for figures of the next."""
    found = {m.name: m for k in range(s, e) if (m := _at(r, k, "DATASET")) is not None and not is_training(r, m)}
    if len(found) != 1:
        return None
    window = r.lows[s:e]
    return next(iter(found)) if any(w in cue("evaluate") or w in cue("introduce") for w in window) else None


# ---------------------------------------------------------------- methods


def _find_methods(r: Reading, groups: list[list[Figure]], s: int, e: int) -> None:
    """The method of each figure: the one beside it, the one it is compared with, or the subject of its clause."""
    for group in groups:
        values = [f for f in group if f.role == "value"]
        if not values:
            continue
        owners = _listed_owners(r, values, s, e) or _common_owner(r, values, s, e)
        for n, f in reversed(list(enumerate(values))):
            if f.range_end is not None and f.range_end in values:
                f.method, f.owner, f.spans = f.range_end.method, f.range_end.owner, f.spans + f.range_end.spans
                continue
            found, f.owner = (owners[n], "list") if owners else (_beside(r, f, s, e), "beside")
            if found is None:
                found, f.owner = _compared(r, f, values, s, e), "compared"
            if found is not None:
                f.method = found[0]
                f.spans.append(found[1])
            else:
                _subject_of(r, f, s)
            f.confidence -= _DOUBT.get(f.owner, 0.0) + (0.06 if f.owner == "own" and r.main is None else 0.0)
            if f.kind == "efficiency":
                _measured_on(r, f, e)


def _subject_of(r: Reading, f: Figure, s: int) -> None:
    relative = _relative(r, f, s)
    if relative is not None:
        f.method, f.owner = relative[0], "relative"
        f.spans.append(relative[1])
        return
    named = _clause_subject(r, f, s)
    if named is not None:
        f.method, f.owner = named[0], "relative"
        f.spans.append(named[1])
        return
    who = subject(r, f.start, s)
    hops = 0
    while who is not None and hops < 3 and (verb := _beaten(r, who.span[0], s)):
        who, hops = subject(r, verb, s) or None, hops + 1
    if who is not None:
        f.method = main_name(r) if _own_method(r, who.span[0]) else _used(r, who.span[0], s) or _sized(r, who.span, who.name)
        f.spans.append(who.span)
        f.owner = "subject" if r.at[who.span[0]] is not None else "own"
        f.confidence -= 0.05 if who.certainty < 0.8 else 0.0
    else:
        f.method, f.owner = main_name(r), "main"


_SIZES = frozenset("tiny small base large huge giant big medium nano mini".split())


def _sized(r: Reading, span: tuple[int, int], name: str) -> str:
    """A method's name with the size beside it: "large QuiltNet", "QuiltNet base"."""
    start, end = span
    if r.at[start] is None:
        return name
    if end < len(r.lows) and r.lows[end] in _SIZES and r.at[end] is None:
        return r.surface(start, end + 1)
    if start and r.lows[start - 1] in _SIZES and r.at[start - 1] is None:
        return r.surface(start - 1, end)
    return name


def _used(r: Reading, k: int, s: int) -> str | None:
    """The own model in "Using large QuiltNet and a wide decoder, we reach …", where "we" stands at token `k`."""
    if r.lows[k] != "we" or k < s + 3 or r.lows[k - 1] != "," or r.lows[s] not in ("using", "with"):
        return None
    m = next((m for j in range(s + 1, min(k, s + 4)) if (m := _at(r, j, "METHOD")) is not None), None)
    if m is None:
        return None
    name = _sized(r, (m.start, m.end), m.name)
    return name if name != m.name or thing_key(r, m.name) in {t.key for t in r.proposed} else None


def _beaten(r: Reading, k: int, s: int) -> int:
    """The verb whose object a name at token `k` is: "X outperforms Y, reaching …" (0: none)."""
    j, hops = k - 1, 0
    while j > s and hops < 8 and r.lows[j] not in _BEATS and (r.shapes[j] == LOWER and not _preposition(r, j) or r.lows[j] in (",", "/") or _at(r, j, "METHOD") or _at(r, j, "FAMILY")):
        j, hops = j - 1, hops + 1
    return j if j > s and r.lows[j] in _BEATS else 0


def _preposition(r: Reading, k: int) -> bool:
    return r.lows[k] in ("of", "on", "for", "in", "with", "by", "using", "from", "to", "when", "where", "while", "we", "it", "that", "which", "under", "across", "at")


_BEATS = frozenset(
    "outperform outperforms outperforming outperformed surpass surpasses surpassing surpassed exceed exceeds exceeding beat beats beating match matches matching".split()
)
_OWN_NOUNS = frozenset("method approach framework algorithm technique pipeline".split())


def _own_method(r: Reading, k: int) -> bool:
    """Whether "our method" stands at token `k`: the paper's main one, whatever was spoken of before."""
    return r.lows[k] == "our" and any(w in _OWN_NOUNS for w in r.lows[k + 1 : k + 3])


_ADVERBS = frozenset("consistently only also can could even further still already alone respectively both just then and has have had does".split())
#: Words that say which of the authors' own a noun means, or nothing: such a phrase names no method.
_NO_NAME = frozenset(
    "proposed our resulting final best top strongest new this that these those the which one two three all each every fine-tuned finetuned trained best-performing "
    "top-performing winning overall improved novel developed presented such whole same single evaluated tested recent current existing our".split()
)


def _clause_subject(r: Reading, f: Figure, s: int) -> Named | None:
    """A described thing that is the subject of the verb before a figure: "human experts reach 91%", "the linear baseline scored 0.56"."""
    k = f.start - 1
    while k > s and f.start - k < 12 and (r.lows[k] not in cue("achieve") or r.lows[k].endswith("ing")):
        if r.lows[k] in (";", "while", "whereas", "but", "(", "which", "that", "with", "we", "it"):
            return None
        k -= 1
    if k <= s or r.lows[k] not in cue("achieve") or r.lows[k].endswith("ing"):
        return None
    while k - 1 > s and (r.lows[k - 1] in _ADVERBS or r.lows[k - 1].endswith("ly")):
        k -= 1
    found = _described(r, k, s)
    return None if found is None or _governed(r, found[1][0], s) else found


def _described(r: Reading, k: int, s: int) -> Named | None:
    """The noun phrase before token `k` if it describes a method or people well enough to stand for a name."""
    head = r.lows[k - 1]
    if head not in cue("people") and head not in cue("doer") or r.at[k - 1] is not None:
        return None
    found = _phrase_before(r, k, s)
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
    return k > s and r.lows[k - 1] in ("of", "on", "for", "in", "with", "by", "using", "from", "to", "over", "than", "our", "between", "under", "across")


def _relative(r: Reading, f: Figure, s: int) -> Named | None:
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
    return _phrase_before(r, stop, s) if _in_losers(r, stop, s) else None


def _measured_on(r: Reading, f: Figure, e: int) -> None:
    m = next((m for k in range(f.end, min(e, f.end + 12)) if (m := _at(r, k, "HARDWARE")) is not None), None)
    f.hardware = m.name if m is not None else None


def _beside(r: Reading, f: Figure, s: int, e: int) -> Named | None:
    """The method in front of a figure's brackets ("DiT-XL/2 (FID 2.27)") or behind the figure ("28% for GPT-4o")."""
    k = f.start - 1
    while k >= s and r.words[k] not in ("(", ")", ";"):
        k -= 1
    versus = any(w in _VERSUS for w in r.lows[f.start - 2 : f.start] + r.lows[f.end : f.end + 2])
    if k > s and r.words[k] == "(" and not versus:
        m = r.at[k - 1]
        if m is not None and m.label in ("METHOD", "FAMILY"):
            return m.name, (m.start, m.end)
        found = _phrase_before(r, k, s) if _in_losers(r, k, s) else _described(r, k, s)
        if found is not None:
            return found
    if r.lows[f.start - 1].endswith("'s") and not r.lows[f.start - 1].startswith("it"):
        m = r.at[f.start - 1]
        if m is not None:
            return (m.name.removesuffix("'s"), (m.start, m.end)) if m.label in ("METHOD", "FAMILY") else None
        found = _phrase_before(r, f.start, s) if _after_comparator(r, f, max(s, f.start - 9)) or _in_losers(r, f.start, max(s, f.start - 9)) else None
        return (found[0].removesuffix("'s"), found[1]) if found else None
    k = f.end
    metric = f.metric_span
    if metric is not None and metric[0] >= f.end:
        k = metric[1]
    if k + 1 < e and r.lows[k] in ("for", "by", "with", "from", "of") and (r.lows[k] == "for" or _after_comparator(r, f, s)):
        return _owner_at(r, k + 1, e, _after_comparator(r, f, s))
    return None


def _owner_at(r: Reading, k: int, e: int, compared: bool) -> Named | None:
    """The method that begins at token `k`; where values are compared, any noun phrase."""
    start = k
    while k < e and r.lows[k] in ("a", "an", "the"):
        k += 1
    m = r.at[k] if k < e else None
    if m is not None and (m.label == "METHOD" or m.label == "FAMILY" and compared):
        return m.name, (m.start, m.end)
    if m is not None:
        return None
    stop = k
    while stop < e and stop < k + 5 and (r.shapes[stop] in (LOWER, CAPITAL, UPPER, MIXED)) and r.lows[stop] not in cue("metric_stop") - _BASELINE_WORDS:
        stop += 1
    if stop == k or not compared and r.lows[stop - 1] not in cue("people") and (r.lows[stop - 1] not in cue("doer") or stop == k + 1 or r.lows[k] in _NO_NAME):
        return None
    return r.surface(k, stop), (start, stop)


def _in_losers(r: Reading, k: int, s: int) -> bool:
    """Whether brackets at token `k` stand in a list of what is compared with."""
    return any(w in cue("comparator") for w in r.lows[max(s, k - 45) : k])


def _phrase_before(r: Reading, k: int, s: int) -> Named | None:
    """The noun phrase that ends before token `k`."""
    start = k
    while start > s and k - start < 5 and r.shapes[start - 1] in (LOWER, CAPITAL, UPPER, MIXED) and r.lows[start - 1] not in cue("metric_stop") - _BASELINE_WORDS:
        if r.lows[start - 1] in cue("comparator"):
            break
        start -= 1
    if start == k or any(r.at[j] is not None and r.at[j].label in ("DATASET", "METRIC") for j in range(start, k)):  # type: ignore[union-attr]
        return None
    return r.surface(start, k), (start, k)


def _after_comparator(r: Reading, f: Figure, s: int) -> bool:
    """Whether a figure is what something is compared with: "compared to 28.1% for …", "vs. 48.5"."""
    k = f.start - 1
    while k >= s and f.start - k <= 5 and r.lows[k] in ("to", "with", "the", "only", "just", "a", "an", "about", "(", "'s", "%", "-", "from", "up", "at", "of", "approximately", "~", "mere"):
        k -= 1
    while k >= s and (r.shapes[k] == 4 or r.lows[k] in ("-", "%")):
        k -= 1
    while k >= s and r.lows[k] in ("to", "with", "only", "the", "a"):
        k -= 1
    return k >= s and r.lows[k] in ("compared", "vs.", "vs", "v.s.", "v.s", "versus", "than", "against", "relative", "over", "surpassing", "outperforming", "exceeding")


def _compared(r: Reading, f: Figure, group: list[Figure], s: int, e: int) -> Named | None:
    """Whose value a figure behind a comparator is: the name between them, or, behind "vs.", the loser before."""
    k = f.start - 1
    hops = 0
    names: list[Mention] = []
    while k >= s and hops < 14 and r.lows[k] not in (";", "."):
        m = r.at[k]
        low = r.lows[k]
        if low == ")":
            while k > s and r.lows[k] != "(":
                k -= 1
            k, hops = k - 1, hops + 1
            continue
        if low in ("compared", "than", "versus", "vs.", "vs", "v.s.", "v.s", "against", "surpassing", "outperforming", "exceeding", "beating", "surpasses", "outperforms", "exceeds", "over", "relative"):
            break
        if m is not None and m.label in ("METHOD", "FAMILY"):
            names.append(m)
            k, hops = m.start - 1, hops + 1
            continue
        if low in cue("achieve") and low not in ("surpassing", "exceeding", "exceeds", "surpasses") and low not in ("achieved", "obtained", "scored", "reported", "attained", "reached", "scores", "achieves", "achieving"):
            return None
        k, hops = k - 1, hops + 1
    else:
        return None
    between = r.lows[k + 1 : f.start]
    if not names and "(" not in between and between[-1:] in (["of"], ["at"]) and len(between) <= 8:
        return _phrase_before(r, f.start - 1, k + 1)
    if r.lows[k] in ("over", "exceeding", "surpassing", "exceeds", "surpasses", "than") and not names:
        return None
    if names and "(" not in between:
        own = {t.key for t in r.proposed}
        others = [m for m in names if thing_key(r, m.name) not in own]
        return (others[0].name, (others[0].start, others[0].end)) if others else None
    if r.lows[k] in ("vs.", "vs", "v.s.", "v.s", "versus", "against") and f.start - k <= 3:
        return _loser_before(r, k - 1, s)
    return None


def _loser_before(r: Reading, k: int, s: int) -> Named | None:
    """What a sentence says is beaten before "(49.0 vs. 48.5)"."""
    names: list[Mention] = []
    while k >= s and r.lows[k] not in (";", "while", "whereas"):
        m = r.at[k]
        if m is not None and m.label == "METHOD":
            names.append(m)
            k = m.start - 1
            continue
        if r.lows[k] in cue("comparator"):
            return (names[-1].name, (names[-1].start, names[-1].end)) if names else None
        k -= 1
    return None


def _listed_owners(r: Reading, values: list[Figure], s: int, e: int) -> list[Named] | None:
    """Methods in a list as long as that of the values: "A and B achieve 82.3% and 83.9%"."""
    if len(values) < 2 or values[0].range_end is not None:
        return None
    k = values[0].start - 1
    while k >= s and values[0].start - k < 16 and r.lows[k] not in (";", "while", "compared", "than"):
        m = _at(r, k, "METHOD")
        if m is not None:
            listed = _method_list(r, m, s)
            paired = len({f.dataset for f in values}) == len(values)
            first = listed[0][1][0]
            governed = any(w in ("using", "with", "for", "on", "over", "of", "to", "than") for w in r.lows[max(s, first - 2) : first])
            return listed if len(listed) == len(values) and not paired and not governed else _behind_owners(r, values, e)
        k -= 1
    return _behind_owners(r, values, e)


def _common_owner(r: Reading, values: list[Figure], s: int, e: int) -> list[Named] | None:
    """ "… compared to 82.5% and 74.8% for single-model training": one owner of all."""
    if len(values) < 2 or values[0].range_end is not None or not _after_comparator(r, values[0], s):
        return None
    found = _beside(r, values[-1], s, e)
    return [found] * len(values) if found is not None else None


def _method_list(r: Reading, m: Mention, s: int) -> list[Named]:
    out: list[Named] = [(m.name, (m.start, m.end))]
    k = m.start - 1
    while k >= s:
        other = _at(r, k, "METHOD")
        if other is not None:
            out.insert(0, (other.name, (other.start, other.end)))
            k = other.start - 1
        elif r.lows[k] in (",", "and", "/"):
            k -= 1
        else:
            break
    return out


def _behind_owners(r: Reading, values: list[Figure], e: int) -> list[Named] | None:
    """ "… 71% and 69% for A and B, respectively"."""
    k = values[-1].end
    while k < e and k < values[-1].end + 6 and r.lows[k] not in ("for", "with", "by", ";"):
        k += 1
    if k >= e or r.lows[k] not in ("for", "with", "by"):
        return None
    out: list[Named] = []
    k += 1
    while k < e:
        m = _at(r, k, "METHOD")
        if m is not None:
            out.append((m.name, (m.start, m.end)))
            k = m.end
        elif r.lows[k] in (",", "and", "the", "(") or not out and r.shapes[k] in (LOWER, UPPER) and k < values[-1].end + 9:
            k += 1
        else:
            break
    return out if len(out) == len(values) else None


def _from_to(r: Reading, figures: list[Figure], s: int) -> None:
    """ "improves B from 35.6% to 46.7%": the first figure is B's, the second the subject's."""
    for a, b in zip(figures, figures[1:], strict=False):
        if a.role != "value" or b.role != "value" or r.lows[a.start - 1] != "from" or "to" not in r.lows[a.end : b.start] or b.start - a.end > 12:
            continue
        b.dataset, b.dataset_span = b.dataset or a.dataset, b.dataset_span or a.dataset_span
        a.dataset, a.dataset_span = a.dataset or b.dataset, a.dataset_span or b.dataset_span
        own = {t.key for t in r.proposed}
        objects = [m for k in range(max(s, a.start - 14), a.start) if (m := _at(r, k, "METHOD")) is not None]
        objects = [m for m in objects if thing_key(r, m.name) not in own]
        if objects:
            a.method = objects[-1].name
            if b.method == a.method:
                b.method = main_name(r)
        elif any(w in ("baseline", "sota", "state-of-the-art", "prior", "previous", "existing") for w in r.lows[max(s, a.start - 5) : a.start]):
            found = _phrase_before(r, a.start - 1, s)
            a.method = found[0] if found is not None else a.method

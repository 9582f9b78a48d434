"""The method beside a figure, and that of a value that something is compared with ("28% for GPT-4o", "vs. 48.5")."""

from __future__ import annotations

from papergraph.extraction.cues import cue
from papergraph.extraction.described import PHRASE_STOP, Named, described, in_losers, phrase_before
from papergraph.extraction.numerals import VERSUS, Figure
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, NUMBER, UPPER, Mention, Reading
from papergraph.extraction.things import is_own


def beside(r: Reading, f: Figure, s: int, e: int) -> Named | None:
    """The method in front of a figure's brackets ("DiT-XL/2 (FID 2.27)") or behind the figure ("28% for GPT-4o")."""
    k = f.start - 1
    while k >= s and r.words[k] not in ("(", ")", ";"):
        k -= 1
    if r.lows[f.start - 1] == ":" and f.start - 2 >= s and r.label(f.start - 2) == "METHOD":
        m = r.at[f.start - 2]
        if m is not None and r.lows[m.start - 1] in ("(", ",", ";", "vs.", "vs", "versus", "and"):
            return m.name, (m.start, m.end)  # "(human: 77% vs. B: 17%)"
    if r.lows[f.start - 1] == ":" and r.lows[f.start - 2] in cue("people") and r.lows[f.start - 3] in ("(", ",", ";", "vs."):
        return r.words[f.start - 2], (f.start - 2, f.start - 1)
    found = (
        _in_brackets_behind(r, f, e)
        or _labelled_value(r, f, k, s)
        or _item(r, f, k, s)
        or _by(r, f, e)
        or _gapped(r, f, s)
        or _passive(r, f, e)
    )
    if found is not None:
        return found
    versus = any(w in VERSUS for w in r.lows[max(k, f.start - 4) : f.start] + r.lows[f.end : f.end + 2])
    if k > s and r.words[k] == "(" and not versus:
        m = r.at[k - 1]
        if m is not None and m.label in ("METHOD", "FAMILY"):
            return m.name, (m.start, m.end)
        told = any(w in cue("achieve") for w in r.lows[k + 1 : f.start])
        found = None if told else (phrase_before(r, k, s) or _loser_of(r, k, s)) if in_losers(r, k, s) else described(r, k, s)
        if found is not None and r.lows[found[1][0] - 1] in ("on", "for", "in", "with") and not in_losers(r, k, s):
            found = None  # "strong results on fine-grained extraction (F1 = 0.94)"
        if found is not None:
            return found
    if r.lows[f.start - 1].endswith("'s") and not r.lows[f.start - 1].startswith("it"):
        m = r.at[f.start - 2] if r.lows[f.start - 1] == "'s" and f.start - 2 >= s else r.at[f.start - 1]
        if m is not None:
            return (m.name.removesuffix("'s"), (m.start, m.end)) if m.label in ("METHOD", "FAMILY") else None
        found = (
            phrase_before(r, f.start, s)
            if after_comparator(r, f, max(s, f.start - 9)) or in_losers(r, f.start, max(s, f.start - 9))
            else None
        )
        return (found[0].removesuffix("'s"), found[1]) if found else None
    k = f.behind()
    if k + 2 < e and r.lows[k] in _GOT and r.lows[k + 1] == "by":
        k += 1
    named = k + 1 < e and r.lows[k] == "by" and r.at[k + 1] is not None and r.label(k + 1) == "METHOD"
    governs = k + 1 < e and r.lows[k] in ("for", "by", "with", "from", "of")
    versus = after_comparator(r, f, s) or (governs and _goes_on_comparing(r, f, s))
    if versus and k + 1 < e and r.lows[k] == "without" and (found := owner_at(r, k + 1, e, True)) is not None:
        return r.surface(k, found[1][1]), (k, found[1][1])
    if governs and (named or r.lows[k] == "for" or versus):
        return owner_at(r, k + 1, e, versus)
    if versus and k + 2 < e and r.lows[k] == "in" and r.lows[k + 1] in _EARLIER:
        return owner_at(r, k + 1, e, True)
    return None


_EARLIER = frozenset("prior previous existing earlier conventional traditional standard baseline".split())


def _in_brackets_behind(r: Reading, f: Figure, e: int) -> Named | None:
    """The only method in the brackets behind a figure: "a rate of 43.2 percent (Llama)", "90% accuracy (GPT-5.5)"."""
    k = f.behind(2)
    m = r.at[k + 1] if k + 2 < e and r.words[k] == "(" else None
    if m is None or m.label != "METHOD" or m.end >= e or r.words[m.end] != ")" or is_own(r, m.name):
        return None
    return m.name, (m.start, m.end)


def _passive(r: Reading, f: Figure, e: int) -> Named | None:
    """The method in "an accuracy of 91.2% was achieved by B"."""
    k = f.behind(1)
    if k + 3 >= e or r.lows[k] not in ("was", "were", "is") or r.lows[k + 1] not in _GOT or r.lows[k + 2] not in _BY:
        return None
    k += 3
    while k < e and r.lows[k] in ("the", "a", "an", "fine-tuned"):
        k += 1
    m = r.at[k] if k < e else None
    return (m.name, (m.start, m.end)) if m is not None and m.label in ("METHOD", "FAMILY") else None


_GOT = frozenset("achieved obtained attained reached reported recorded observed".split())
_BY = frozenset("by using with for from".split())


def _gapped(r: Reading, f: Figure, s: int) -> Named | None:
    """The name whose verb is left out: "A reached 95% accuracy, B 93%, and the transformer only 92%"."""
    own = f.rule == "metric-value" and f.metric_span is not None and f.start - f.metric_span[0] < 8
    k = f.metric_span[0] if own and f.metric_span is not None else f.start
    while k > s and r.lows[k - 1] in _GAP:
        k -= 1
    m = r.at[k - 1] if k > s else None
    if m is None or m.label not in ("METHOD", "FAMILY"):
        return None
    j = m.start - 1
    while j > s and r.lows[j] in ("the", "a", "an"):
        j -= 1
    if r.lows[j] not in ("and", ",", ";", "while", "whereas", "but") or r.lows[k] == ",":
        return None
    before = r.lows[max(s, j - 30) : j]
    told = any(w in cue("achieve") or w in cue("solve") for w in before)
    return (m.name, (m.start, m.end)) if told and any(r.shapes[i] == NUMBER for i in range(max(s, j - 14), j)) else None


_GAP = frozenset("only at : ~ ≈ just about around an a the is with".split())


def _by(r: Reading, f: Figure, e: int) -> Named | None:
    """The method in "92.5% on D by B"."""
    m = r.at[f.end + 1] if f.end + 1 < e and r.lows[f.end] == "on" else None
    if m is None or m.end + 1 >= e or r.lows[m.end] != "by":
        return None
    owner = r.at[m.end + 1]
    return (owner.name, (owner.start, owner.end)) if owner is not None and owner.label == "METHOD" else None


def _labelled_value(r: Reading, f: Figure, k: int, s: int) -> Named | None:
    """ "(baseline 92%)", "(baseline: 92%)": what the brackets that open at token `k` say of the figure in them."""
    inner = r.lows[k + 1 : f.start] if k > s and r.words[k] == "(" else []
    if 0 < len(inner) <= 3 and inner[-1] in (":", "at", "=", "of", "baseline") and inner[0] in ("baseline", "baselines"):
        return r.words[k + 1], (k + 1, k + 2)
    m = r.at[k + 1] if len(inner) > 1 else None
    if m is not None and m.label == "METHOD" and m.end == f.start - 1 and r.lows[m.end] in (",", ":", "at"):
        return m.name, (m.start, m.end)  # "(GPT-4o, 40.9%)"
    return None


def _item(r: Reading, f: Figure, k: int, s: int) -> Named | None:
    """The method that an item of the brackets that open at token `k` begins with: "(A r = 0.82, B r = 0.74)"."""
    if k <= s or r.words[k] != "(" or f.metric_span is None:
        return None
    start = f.metric_span[0] if k < f.metric_span[0] < f.start else f.start
    m = r.at[start - 1]
    if m is None or m.label not in ("METHOD", "FAMILY") or m.end != start:
        return None
    return (m.name, (m.start, m.end)) if r.lows[m.start - 1] in ("(", ",", ";", "and") else None


def _loser_of(r: Reading, k: int, s: int) -> Named | None:
    """The loser in "than CNN forgetting (0.52)", where a metric stands before the brackets at token `k`."""
    for j in range(k - 1, max(s, k - 5), -1):
        m = r.at[j]
        if r.lows[j] in cue("comparator"):
            return None
        if m is not None and m.label in ("METHOD", "FAMILY"):
            return (m.name, (m.start, m.end)) if r.lows[m.start - 1] in cue("comparator") else None
    return None


def owner_at(r: Reading, k: int, e: int, versus: bool) -> Named | None:
    """The method that begins at token `k`; where values are compared, any noun phrase."""
    start = k
    while k < e and r.lows[k] in ("a", "an", "the", "same"):
        k += 1
    m = r.at[k] if k < e else None
    if m is not None and (m.label == "METHOD" or (m.label in ("FAMILY", "TASK") and versus)):
        return m.name, (m.start, m.end)
    if m is not None:
        return None
    stop = k
    while stop < e and stop < k + 5 and (r.shapes[stop] in (LOWER, CAPITAL, UPPER, MIXED)) and r.lows[stop] not in PHRASE_STOP:
        stop += 1
    if stop > k and stop + 2 < e and r.words[stop] == "(" and r.label(stop + 1) == "METHOD":
        inner = r.at[stop + 1]
        if inner is not None and r.words[inner.end] == ")":
            return inner.name, (inner.start, inner.end)  # "for the same model (GPT-4o)"
    if stop == k or (
        not versus
        and r.lows[stop - 1] not in cue("people")
        and (r.lows[stop - 1] not in cue("doer") or stop == k + 1 or r.lows[k] in cue("no_name"))
    ):
        return None
    return r.surface(k, stop), (start, stop)


def after_comparator(r: Reading, f: Figure, s: int) -> bool:
    """Whether a figure is what something is compared with: "compared to 28.1% for …", "vs. 48.5"."""
    return _is_after_comparator(r, f.start, s)


def _goes_on_comparing(r: Reading, f: Figure, s: int) -> bool:
    """Whether a figure goes on with what something is compared with: "compared to 28% for A and 10% for …"."""
    if r.lows[f.start - 1] not in ("and", ","):
        return False
    k = f.start - 2
    while k > s and f.start - k < 12 and (r.shapes[k] != NUMBER or r.at[k] is not None):
        k -= 1
    behind = k + 1 + (r.lows[k + 1] == "%")
    return r.shapes[k] == NUMBER and r.lows[behind] in ("for", "and", ",") and _is_after_comparator(r, k, s)


def _is_after_comparator(r: Reading, start: int, s: int) -> bool:
    k = start - 1
    while k >= s and start - k <= 5 and r.lows[k] in cue("compared_gap"):
        k -= 1
    while k >= s and (r.shapes[k] == NUMBER or r.lows[k] in ("-", "%")):
        k -= 1
    while k >= s and r.lows[k] in ("to", "with", "only", "the", "a"):
        k -= 1
    return k >= s and r.lows[k] in cue("comparator_value")


def compared(r: Reading, f: Figure, s: int) -> Named | None:
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
        if low in cue("comparator_name") and not (low == "over" and not _is_ahead(r, k, s)):
            break
        if r.lows[k - 1] == "," and (low == "with" or (low.endswith("ing") and low in cue("achieve"))):
            return None  # "X beats Y, reaching 91%"
        if m is not None and m.label in ("METHOD", "FAMILY"):
            names.append(m)
            k, hops = m.start - 1, hops + 1
            continue
        inside = f.metric_span is not None and f.metric_span[0] <= k < f.metric_span[1]  # "a score of"
        gives = low in cue("achieve") and not inside and low not in ("surpassing", "exceeding", "exceeds", "surpasses")
        if gives and (low not in _ITS_OWN or not _of_compared(r, k, s)):
            return None
        k, hops = k - 1, hops + 1
    else:
        return None
    between = r.lows[k + 1 : f.start]
    if _turns_back(r, f, k, s, between):
        return None
    if not names and "(" not in between and between[-1:] in (["of"], ["at"]) and len(between) <= 8:
        start = next((i for i in range(k + 1, f.start) if r.lows[i] == "baseline"), 0)
        return phrase_before(r, f.start - 1, k + 1) or (("baseline", (start, start + 1)) if start else None)
    if r.lows[k] in ("over", "exceeding", "surpassing", "exceeds", "surpasses", "than") and not names:
        return None
    if names and "(" not in between:
        others = [m for m in names if not is_own(r, m.name)]
        return (others[0].name, (others[0].start, others[0].end)) if others else None
    if r.lows[k] in ("vs.", "vs", "v.s.", "v.s", "versus", "against") and f.start - k <= 3:
        return _loser_before(r, k - 1, s) or _baseline_before(r, k - 1, s)
    return None


def _baseline_before(r: Reading, k: int, s: int) -> Named | None:
    """The baseline of which a sentence speaks before a pair of values: "matches the static baseline in … (60% vs. 58%)"."""
    while k > s and r.lows[k] not in (";", "while", "whereas"):
        if r.lows[k] in ("baseline", "baseline's") and r.at[k] is None:
            found = phrase_before(r, k + 1, s)
            return (found[0].removesuffix("'s"), found[1]) if found is not None else None
        k -= 1
    return None


def _phrase_behind(r: Reading, k: int) -> Named | None:
    """What is beaten in "outperforms the previous best method by 3% (82% vs. 79%)", where it begins at token `k`."""
    while k + 1 < len(r.lows) and r.lows[k] in ("to", "with", "both"):
        k += 1
    start = k
    while k < len(r.lows) and k < start + 7 and r.lows[k] not in ("by", "(", "on", "in", ",", "with", "."):
        k += 1
    if k == start or any(r.shapes[i] == NUMBER for i in range(start, k)):
        return None
    of_verb = r.lows[start - 1] in _BEATS
    named = r.lows[k - 1] in cue("doer") or (of_verb and k - start > 2) or (not of_verb and k - start < 6)
    return phrase_before(r, k, start) if named else None


_BEATS = frozenset(
    "outperforms outperform outperforming surpasses surpass surpassing beats beat beating exceeds exceed".split()
)


_ITS_OWN = frozenset("achieved obtained scored reported attained reached scores achieves achieving".split())


def _of_compared(r: Reading, k: int, s: int) -> bool:
    """Whether the verb at token `k` is that of what is compared with: "compared to B achieving 80%", "than B achieves"."""
    m = r.at[k - 1]
    if m is None:
        return r.lows[k] not in ("achieves", "scores", "achieving") and r.lows[k - 1] not in ("we", "it", "and")
    j = m.start - 1
    while j > s and r.lows[j] in ("to", "with", "the", "a", "an", "what", "that"):
        j -= 1
    return r.lows[j] in cue("comparator_name")


def _turns_back(r: Reading, f: Figure, k: int, s: int, between: list[str]) -> bool:
    """Whether a figure is the winner's again: "outperforms B with 91%", "compared to B, accuracy is 91%"."""
    low = r.lows[k]
    if low in ("compared", "relative", "versus") and "," in between and (k == s or r.lows[k - 1] == ","):
        return "(" not in between
    if low in ("outperforms", "surpasses", "exceeds", "outperform", "surpass", "exceed"):
        return any(w in ("with", "at", "by", "achieving") for w in between) and "(" not in between
    if low in ("outperforming", "surpassing", "exceeding", "beating"):
        return any(w in ("with", "at", "by") for w in between) and "(" not in between and not _has_value(r, s, k)
    return False


def _has_value(r: Reading, s: int, k: int) -> bool:
    """Whether a number stands at tokens `s` to `k` (exclusive), so that the winner has its value already."""
    return any(
        r.shapes[i] == NUMBER and r.at[i] is None and ("." in r.words[i] or r.words[i + 1] in ("%", "percent"))
        for i in range(s, k)
    )


def _is_ahead(r: Reading, k: int, s: int) -> bool:
    """Whether "over" at token `k` compares: "gains over", "3.1 points over", no "over all queries"."""
    before = r.lows[max(s, k - 4) : k]
    return any(
        w in cue("delta_noun") or w in cue("change_verb") or w in ("%", "points", "superior", "superiority", "+")
        for w in before
    )


def _loser_before(r: Reading, k: int, s: int) -> Named | None:
    """What a sentence says is beaten before "(49.0 vs. 48.5)"."""
    names: list[Mention] = []
    while k >= s and r.lows[k] not in (";", "whereas") and (r.lows[k] != "while" or r.lows[k + 1].endswith("ing")):
        m = r.at[k]
        if m is not None and m.label == "METHOD":
            names.append(m)
            k = m.start - 1
            continue
        if r.lows[k] == ")" and "(" in r.lows[s:k]:
            while r.lows[k] != "(":
                k -= 1
            k -= 1
            continue
        superior = r.lows[k] == "to" and any(w in ("superior", "inferior") for w in r.lows[max(s, k - 3) : k])
        if superior or r.lows[k] in cue("comparator") or (r.lows[k] in cue("change_verb") and names):
            fronted = bool(names) and "," in r.lows[k : names[-1].start] and r.lows[k] in ("compared", "relative", "unlike")
            return (names[-1].name, (names[-1].start, names[-1].end)) if names and not fronted else _phrase_behind(r, k + 1)
        k -= 1
    return None

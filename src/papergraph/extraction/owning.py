"""Whose value a figure is: the method beside it, the one it is compared with, one of a list, or the subject of its clause."""

from __future__ import annotations

from itertools import pairwise, takewhile

from papergraph.extraction.compared import after_comparator, beside, compared, owner_at
from papergraph.extraction.cues import cue
from papergraph.extraction.described import Named, at, clause_subject, phrase_before, relative
from papergraph.extraction.names import name_key
from papergraph.extraction.numerals import Figure, word_before
from papergraph.extraction.reading import CAPITAL, LOWER, NUMBER, UPPER, Mention, Reading
from papergraph.extraction.subjects import main_name, subject
from papergraph.extraction.things import is_own

#: How much less sure a value is for the way its method was found.
_DOUBT = {"main": 0.12, "compared": 0.06, "beside": 0.02, "list": 0.04, "relative": 0.04, "clause": 0.04}
_SIZES = cue("size_word")
_BEATS = cue("beats_verb") | frozenset("improve improves improving improved boost boosts boosting enhances enhancing".split())
_OWN_NOUNS = frozenset("method approach framework algorithm technique pipeline".split())


def find_methods(r: Reading, groups: list[list[Figure]], s: int, e: int) -> None:
    """The method of each figure: the one beside it, the one it is compared with, or the subject of its clause."""
    over_all = _owners_over_groups(r, groups, s, e)
    each = _named_behind(r, groups, s, e)
    for group in groups:
        values = [f for f in group if f.role == "value"]
        if not values:
            continue
        owners = over_all.get(id(group)) or _listed_owners(r, values, s, e) or _common_owner(r, values, s, e)
        for n, f in reversed(list(enumerate(values))):
            moved = r.lows[f.start - 1] == "from" and id(f.range_end) in each
            if f.range_end is not None and f.range_end in values and not moved:
                f.method, f.owner, f.spans = f.range_end.method, f.range_end.owner, f.spans + f.range_end.spans
                continue
            found, f.owner = (owners[n], "list") if owners else (each.get(id(f)) or beside(r, f, s, e), "beside")
            if found is None:
                found, f.owner = compared(r, f, s) or _of_metric(r, f), "compared"
            if found is not None:
                f.method = found[0]
                f.spans.append(found[1])
            else:
                _subject_of(r, f, s)
                if r.main is None and not f.method and f.owner in ("own", "main"):
                    _used_behind(r, f, e)
            f.method = _abbreviated(r, f.method) if " " in f.method or "-" in f.method else f.method
            if f.metric and f.method and name_key(f.method) == name_key(f.metric):
                f.method, f.owner = own_name(r), "own"  # "alignment rises to 0.6"
            f.confidence -= _DOUBT.get(f.owner, 0.0) + (0.06 if f.owner == "own" and r.main is None else 0.0)
            if f.kind == "efficiency":
                _measured_on(r, f, e)
    _share_compared(r, [f for g in groups for f in g if f.role == "value"], s, e)


def _abbreviated(r: Reading, name: str) -> str:
    """The short form of a class that the text abbreviates: "CBR" for "case-based reasoning (CBR)"."""
    key = name_key(name)
    if key in r.things:
        return name
    short = next((short for short, long in r.abbreviations.items() if name_key(long) == key and short not in r.things), None)
    return next((m.name for m in r.mentions if name_key(m.name) == short), name) if short is not None else name


def _share_compared(r: Reading, values: list[Figure], s: int, e: int) -> None:
    """Give a value that is compared with the owner behind the next: "vs. 65.2% accuracy but 50.4% recall for B"."""
    for f, g in pairwise(values):
        if f.owner in ("beside", "compared", "list") or g.owner != "beside" or not after_comparator(r, f, s):
            continue
        end = g.behind()
        between = [i for i in range(f.end, g.start) if not f.metric_span or not f.metric_span[0] <= i < f.metric_span[1]]
        if end < e and r.lows[end] == "for" and all(r.lows[i] in ("and", "but", ",", "only") for i in between):
            f.method, f.owner = g.method, "beside"


def _clause_head(r: Reading, f: Figure, s: int, known: int) -> Named | None:
    """The method or class at the head of the clause of a figure, where the subject found so far is outside it."""
    c = f.start - 1
    while c > s and r.lows[c] not in ("while", "whereas", ";", "but"):
        c -= 1
    if c <= s or known > c or r.lows[c - 1] == "(":
        return None
    k = c + 1
    while k < f.start and r.lows[k] in ("the", "a", "an", ","):
        k += 1
    m = r.at[k]
    if m is None:
        return _clause_phrase(r, k, f.start)
    if m.label not in ("METHOD", "FAMILY") or m.end >= f.start:
        return None
    end = m.end + 3 if r.words[m.end] == "(" and r.words[m.end + 2 : m.end + 3] == [")"] else m.end
    if end >= f.start or r.shapes[end] != LOWER or r.at[end] is not None or r.lows[end] in cue("governor"):
        return None
    return _sized(r, (m.start, m.end), m.name), (m.start, m.end)


def _clause_phrase(r: Reading, k: int, stop: int) -> Named | None:
    """What a clause begins with if it describes a method: "while a single-agent baseline degrades (89% to 56%)"."""
    end = next((j for j in range(k, min(k + 4, stop)) if r.lows[j] in cue("doer")), k) + 1
    if end - k < 2:
        end = next((j for j in range(k + 2, min(k + 5, stop)) if r.lows[j] in cue("collapse")), k)
        if r.lows[end - 1] in cue("metric_head"):
            return None
    if end - k < 2 or end >= stop or any(r.at[j] is not None or r.lows[j] in cue("no_name") for j in range(k, end)):
        return None
    verb = r.lows[end]
    acts = verb in cue("collapse") or verb in _IS or (verb.endswith("s") and not r.lows[end - 1].endswith("s"))
    if not acts or r.at[end] is not None or r.shapes[end] != LOWER or r.lows[k] in cue("metric_stop"):
        return None
    return r.surface(k, end), (k, end)


def _of_metric(r: Reading, f: Figure) -> Named | None:
    """The method in "the accuracy of B is 71%"."""
    if (
        f.rule != "metric-value"
        or f.metric_span is None
        or f.metric_span[1] + 1 >= f.start
        or r.lows[f.metric_span[1]] not in ("of", "for")
    ):
        return None
    k = f.metric_span[1] + 1
    while r.lows[k] in ("the", "a", "an"):
        k += 1
    m = r.at[k]
    if m is None or m.label not in ("METHOD", "FAMILY") or m.end >= f.start or r.lows[f.start - 1] in ("from", "to"):
        return None
    return (m.name, (m.start, m.end)) if r.lows[m.end] in _IS or r.lows[m.end] in cue("achieve") else None


_IS = frozenset("is was are were at = ( : remains stands".split())


def own_name(r: Reading) -> str:
    """Name of the paper's method for figures that name none: "" where little says that it is the paper's."""
    return main_name(r) if r.main is not None and r.main.rule not in _WEAK else ""


_WEAK = ("component", "subject")


def _subject_of(r: Reading, f: Figure, s: int) -> None:
    antecedent = relative(r, f, s)
    if antecedent is not None:
        f.method, f.owner = antecedent[0], "relative"
        f.spans.append(antecedent[1])
        return
    named = clause_subject(r, f, s)
    if named is not None:
        f.method, f.owner = named[0], "clause"
        f.spans.append(named[1])
        return
    who = subject(r, f.start, s)
    hops = 0
    while who is not None and hops < 3 and (verb := _beaten(r, who.span[0], s) or _listed_behind(r, who.span[0], s)):
        who, hops = subject(r, verb, s) or None, hops + 1
    head = _clause_head(r, f, s, who.span[0] if who is not None else s)
    if head is not None:
        f.method, f.owner = head[0], "clause"
        f.spans.append(head[1])
    elif who is not None and _adjective_of_own(r, who.span):
        f.method, f.owner = own_name(r), "own"
    elif who is not None:
        f.method = own_name(r) if _own_method(r, who.span[0]) else _used(r, who.span[0], s) or _sized(r, who.span, who.name)
        f.spans.append(who.span)
        f.owner = "subject" if r.at[who.span[0]] is not None else "own"
        f.confidence -= 0.05 if who.certainty < 0.8 else 0.0
    else:
        found = _exemplified(r, f, s)
        f.method, f.owner = (own_name(r), "main") if found is None else (found[0], "subject")
        if found is not None:
            f.spans.append(found[1])


def _used_behind(r: Reading, f: Figure, e: int) -> None:
    """Give a value of authors without a method of their own what it was reached with: "an accuracy of 99% with BLSTM"."""
    k = f.behind(2)
    if k + 1 >= e or r.lows[k] not in ("with", "using"):
        return
    k += 1 + (r.lows[k + 1] in ("the", "a", "an"))
    m = r.at[k] if k < e else None
    if m is not None and m.label == "METHOD" and m.start == k and r.lows[f.start - 1] not in ("from", "to"):
        f.method, f.owner = m.name, "beside"
        f.spans.append((m.start, m.end))


def _adjective_of_own(r: Reading, span: tuple[int, int]) -> bool:
    """Whether a name only tells which of the authors' own things is meant: "our BERT-augmented distillation"."""
    start, end = span
    m = r.at[start]
    if m is None or m.label != "METHOD" or is_own(r, m.name) or start == 0 or end >= len(r.lows):
        return False
    return r.lows[start - 1] == "our" and (at(r, end, "FAMILY") is not None or at(r, end, "TASK") is not None)


def _exemplified(r: Reading, f: Figure, s: int) -> Named | None:
    """The first example of what a participle speaks of: "recent models such as A and B …, achieving 90%"."""
    told = next((k for k in range(f.start - 1, s + 2, -1) if r.lows[k].endswith("ing") and r.lows[k] in cue("achieve")), 0)
    for k in range(told, s + 2, -1):
        m = at(r, k, "METHOD")
        if m is not None and m.start == k and not is_own(r, m.name) and r.lows[k - 1] in ("as", "like"):
            j = k - 2 if r.lows[k - 2] == "such" else k - 1
            j -= r.lows[j - 1] == ","
            return (m.name, (m.start, m.end)) if r.lows[j - 1] in cue("doer") else None
    return None


def _sized(r: Reading, span: tuple[int, int], name: str) -> str:
    """A method's name with the size beside it: "large QuiltNet", "QuiltNet base"."""
    start, end = span
    if r.at[start] is None:
        return name
    inner = at(r, end + 1, "METHOD")
    if (
        inner is not None
        and is_own(r, inner.name)
        and not is_own(r, name)
        and r.words[end] == "("
        and r.words[inner.end] == ")"
    ):
        return r.surface(start, inner.end + 1)  # "ResNet-50 (QuiltNet)"
    if end < len(r.lows) and r.lows[end] in _SIZES and r.at[end] is None:
        return r.surface(start, end + 1)
    if start and r.lows[start - 1] in _SIZES and r.at[start - 1] is None:
        return r.surface(start - 1, end)
    return name


def _used(r: Reading, k: int, s: int) -> str | None:
    """The own model in "Using large QuiltNet and a wide decoder, we reach …", where "we" stands at token `k`."""
    if r.lows[k] != "we" or k < s + 3 or r.lows[k - 1] != "," or r.lows[s] not in ("using", "with"):
        return None
    m = r.first("METHOD", s + 1, min(k, s + 4))
    if m is None:
        return None
    name = _sized(r, (m.start, m.end), m.name)
    return name if name != m.name or is_own(r, m.name) else None


def _beaten(r: Reading, k: int, s: int) -> int:
    """The verb whose object a name at token `k` is: "X outperforms Y, reaching …" (0: none)."""
    j, hops = k - 1, 0
    while (
        j > s
        and hops < 14
        and r.lows[j] not in _BEATS
        and (
            (r.shapes[j] in (LOWER, UPPER, CAPITAL) and not _preposition(r, j))
            or r.lows[j] in (",", "/", "-")
            or at(r, j, "METHOD")
            or at(r, j, "FAMILY")
        )
    ):
        j, hops = j - 1, hops + 1
    return j if j > s and r.lows[j] in _BEATS else 0


def _listed_behind(r: Reading, k: int, s: int) -> int:
    """What governs the list in which a name at token `k` stands: the "from" of "data from A, B and C" (0: none)."""
    m = r.at[k]
    if m is None or m.label != "METHOD" or r.lows[k - 1] == ",":
        return 0
    j = k - 1
    while j > s and (r.lows[j] in _LIST_WORDS or r.shapes[j] == NUMBER or at(r, j, "METHOD")):
        j -= 1
    if r.lows[j] in _USING:
        return j
    return j if j < k - 1 and r.lows[j] in _LISTS and j > s else 0


_LIST_WORDS = frozenset(", and & or the a an pretrained pre-trained frozen".split())
_LISTS = frozenset("from of on for across over including as like to".split())
_USING = frozenset("using utilizing leveraging employing adopting incorporating integrating combining adding applying".split())


def _preposition(r: Reading, k: int) -> bool:
    return r.lows[k] in cue("phrase_end")


def _own_method(r: Reading, k: int) -> bool:
    """Whether "our method" stands at token `k`: the paper's main one, whatever was spoken of before."""
    return r.lows[k] == "our" and any(w in _OWN_NOUNS for w in r.lows[k + 1 : k + 3])


def _measured_on(r: Reading, f: Figure, e: int) -> None:
    m = r.first("HARDWARE", f.end, min(e, f.end + 12))
    f.hardware = m.name if m is not None else None


def _owners_over_groups(r: Reading, groups: list[list[Figure]], s: int, e: int) -> dict[int, list[Named]]:
    """Owners in "A and B achieve scores of 0.91 for X and 0.43 for Y, respectively": as many groups as methods."""
    valued = [g for g in groups if any(f.role == "value" and f.metric for f in g)]
    if len(valued) < 2 or any(len(g) > 1 for g in valued) or "respectively" not in r.lows[valued[-1][-1].end : e]:
        return {}
    if len({g[0].metric for g in valued}) > 1:
        return {}
    first = valued[0][0]
    k = min(first.start, first.metric_span[0] if first.metric_span else first.start) - 1
    while k > s and r.lows[k] not in cue("achieve"):
        k -= 1
    m = at(r, k - 1, "METHOD")
    listed = _method_list(r, m, s) if m is not None and k > s else []
    return {id(g): [owner] for g, owner in zip(valued, listed, strict=True)} if len(listed) == len(valued) else {}


def _listed_owners(r: Reading, values: list[Figure], s: int, e: int) -> list[Named] | None:
    """Methods in a list as long as that of the values: "A and B achieve 82.3% and 83.9%"."""
    if len(values) < 2 or values[0].range_end is not None:
        return None
    k = values[0].start - 1
    while k >= s and values[0].start - k < 16 and r.lows[k] not in (";", "while", "compared", "than"):
        m = at(r, k, "METHOD")
        if m is not None:
            listed = _sizes(r, m, len(values)) or _method_list(r, m, s)
            paired = len({f.dataset for f in values}) == len(values)
            first = listed[0][1][0]
            governed = any(
                w in ("using", "with", "for", "on", "over", "of", "to", "than") for w in r.lows[max(s, first - 2) : first]
            )
            return listed if len(listed) == len(values) and not paired and not governed else _behind_owners(r, values, e)
        k -= 1
    return _behind_owners(r, values, e)


def _sizes(r: Reading, m: Mention, values: int) -> list[Named]:
    """As many sizes of one method as there are values: "QuiltNets with tiny and base size", "tiny and base QuiltNets"."""
    behind, before = m.end + (r.lows[m.end : m.end + 1] in (["with"], ["of"], ["in"])), m.start - 1
    found = _size_run(r, range(behind, len(r.lows))) or _size_run(r, range(before, 0, -1))[::-1]
    if values < 2 or len(found) != values:
        return []
    stem = m.name[:-1] if m.name.endswith("s") and m.name[-2:-1].islower() else m.name
    return [(f"{stem} {r.words[k]}", (m.start, m.end)) for k in found]


def _size_run(r: Reading, tokens: range) -> list[int]:
    """The words of size in the list that the first of these tokens begins."""
    run = takewhile(lambda k: r.lows[k] in _SIZES or (k != tokens[0] and r.lows[k] in (",", "and", "/")), tokens)
    return [k for k in run if r.lows[k] in _SIZES]


def _common_owner(r: Reading, values: list[Figure], s: int, e: int) -> list[Named] | None:
    """ "… compared to 82.5% and 74.8% for single-model training": one owner of all."""
    if len(values) < 2 or values[0].range_end is not None:
        return None
    named = at(r, values[0].start - 1, "METHOD")  # "compared to B 86.5%, 88.2% and 86.3%"
    if named is not None and r.lows[named.start - 1] not in ("to", "with", "versus", "vs.", "vs", "against", "than"):
        named = None
    if named is None and not after_comparator(r, values[0], s):
        return None
    found = beside(r, values[-1], s, e) or ((named.name, (named.start, named.end)) if named is not None else None)
    if found is not None and len(values) == 2 and values[-1].end < found[1][0] and r.lows[found[1][1]] == "and":
        second = owner_at(r, found[1][1] + 1, e, True)  # "50% and 30% for the pure LLM and symbolic planners"
        return [found, second] if second is not None else [found, found]
    return [found] * len(values) if found is not None else None


def _named_behind(r: Reading, groups: list[list[Figure]], s: int, e: int) -> dict[int, Named]:
    """Owners in "to 0.21% with A and 0.13% with B", "28% for X and 10% for Y": each value has its own behind it."""
    found: dict[str, list[tuple[Figure, Named]]] = {}
    for f in (f for g in groups for f in g if f.role == "value"):
        k = f.behind(2)
        if k + 1 >= e or r.lows[k] not in _EACH:
            continue
        link, k = r.lows[k], k + 1
        k += r.lows[k] in ("the", "a", "an")
        m = r.at[k] if k < e else None
        if m is None or m.label not in ("METHOD", "FAMILY") or m.start != k:
            continue
        if m.end >= e or r.lows[m.end] in (",", "and", ".", ";", ")", "but", "while", "on", "respectively"):
            found.setdefault(link, []).append((f, (m.name, (m.start, m.end))))
    return {
        id(f): named
        for pairs in found.values()
        if len({named[0] for _, named in pairs}) == len(pairs) > 1 and any(n[0] for _, n in pairs)
        for f, named in pairs
    }


_EACH = frozenset("with using by for from".split())


def _method_list(r: Reading, m: Mention, s: int) -> list[Named]:
    out: list[Named] = [(m.name, (m.start, m.end))]
    k = m.start - 1
    while k >= s:
        other = at(r, k, "METHOD")
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
        m = at(r, k, "METHOD")
        if m is not None:
            out.append((m.name, (m.start, m.end)))
            k = m.end
        elif r.lows[k] in (",", "and", "the", "(") or (not out and r.shapes[k] in (LOWER, UPPER) and k < values[-1].end + 9):
            k += 1
        else:
            break
    return out if len(out) == len(values) else None


def _changed(r: Reading, k: int, s: int) -> Mention | None:
    """The other's method whose value changes before "from" at token `k`: "improves the accuracy of B on D from"."""
    floor = max(s, k - 16)
    k -= 1
    while k >= floor and r.lows[k] not in (",", ";", "it", "we", "that", "which"):
        m = at(r, k, "METHOD")
        if m is not None:
            if not is_own(r, m.name) and r.lows[m.start - 1] not in _NOT_CHANGED:
                return m
            k = m.start
        k -= 1
    return None


def _built_on(r: Reading, k: int, s: int) -> Mention | None:
    """The other's method in "Applied to B, A improves the accuracy from", where "from" stands before token `k`."""
    opened = next((j for j in range(k - 1, s - 1, -1) if r.lows[j] in _BASES and (j == s or r.lows[j - 1] in _OPENS)), None)
    if opened is not None and (m := r.first("METHOD", opened, min(k, opened + 5))) is not None and m.end < k:
        behind = m.end + (r.lows[m.end] in cue("doer"))
        return m if r.lows[behind] == "," and not is_own(r, m.name) else None
    for j in range(s, min(s + 4, k - 2)):
        if r.lows[j] in _BASED and r.lows[j + 1] in ("to", "on", "upon", "from"):
            stop = next((i for i in range(j + 2, min(j + 10, k)) if r.lows[i] == ","), 0)
            named = [m for m in r.within(j + 2, stop) if m.label == "METHOD"] if stop else []
            return named[0] if len(named) == 1 and not is_own(r, named[0].name) else None
    return None


def _before_change(r: Reading, k: int, s: int) -> Named | None:
    """What a change before "from" at token `k` sets out from: "compared to B, A improves", "replacing B with A improves"."""
    for j in range(k - 1, s - 1, -1):
        if r.lows[j] in (";", "while", "whereas"):
            return None
        start = j + 2 if r.lows[j] in ("compared", "relative") and r.lows[j + 1] in ("to", "with") else 0
        start = j + 1 if r.lows[j] in _REPLACES else start
        while start and start < k and r.lows[start] in ("the", "a", "an"):
            start += 1
        ends = ("with", "by") if r.lows[j] in _REPLACES else (",",)
        stop = next((i for i in range(start, min(start + 6, k)) if r.lows[i] in ends), 0) if start else 0
        if stop > start:
            m = r.at[start]
            if m is not None and m.label in ("METHOD", "FAMILY") and m.end >= stop - 1:
                return None if is_own(r, m.name) else (m.name, (m.start, m.end))
            return phrase_before(r, stop, start)
    return None


_REPLACES = frozenset("replace replaces replacing replaced swapping substituting".split())


def _best_before(r: Reading, k: int, s: int) -> Named | None:
    """The state of the art before token `k`: "reduces the prior SOTA from"."""
    start = k
    while start > s and k - start < 4 and r.lows[start - 1] in _BEST:
        start -= 1
    return (r.surface(start, k), (start, k)) if start < k and r.lows[k - 1] in ("sota", "state-of-the-art", "best") else None


_BEST = frozenset("sota state-of-the-art best prior previous existing current academic published open".split())


def _in_brackets(r: Reading, k: int) -> Named | None:
    """What stands in the brackets at token `k`, if it may name a method: "from 78% (standard prompting) to 83%"."""
    if r.words[k : k + 1] != ["("]:
        return None
    close = next((j for j in range(k + 1, min(k + 6, len(r.words))) if r.words[j] == ")"), k)
    m = r.at[k + 1]
    if m is not None and m.end == close and m.label in ("METHOD", "FAMILY"):
        return m.name, (m.start, m.end)
    plain = close > k + 1 and all(r.shapes[j] == LOWER and r.at[j] is None for j in range(k + 1, close))
    named = plain and (r.lows[close - 1] in cue("doer") or r.lows[close - 1] == "only")
    return (r.surface(k + 1, close), (k + 1, close)) if named else None


def _from_named(r: Reading, a: Figure, s: int) -> bool:
    """Give a figure what stands between "from" and it: "from the B baseline of 14.5% to 45.1%"; whether there is something."""
    if r.lows[a.start - 1] != "of":
        return False
    k = a.start - 2
    while k > s and a.start - k < 9 and r.lows[k] not in ("from", ",", "by", "to"):
        k -= 1
    m = r.first("METHOD", k, a.start) or r.first("FAMILY", k, a.start)
    if r.lows[k] != "from" or not (m is not None or any(w.startswith("baseline") for w in r.lows[k : a.start])):
        return False
    found = (m.name, (m.start, m.end)) if m is not None else phrase_before(r, a.start - 1, k + 1)
    a.method, a.owner = (found[0], "changed") if found is not None else (a.method, a.owner)
    return found is not None


def _base_behind(r: Reading, b: Figure) -> Mention | None:
    """The other's method in "A improves the score from 38.2 to 51.5 on B", behind the second value."""
    k = b.behind(2)
    if k + 1 >= len(r.lows) or r.lows[k] not in _BASES:
        return None
    m = r.at[k + 1 + (r.lows[k + 1] in ("the", "a", "an"))]
    return m if m is not None and m.label == "METHOD" and not is_own(r, m.name) else None


_BASES = frozenset("on with for".split())
_OPENS = frozenset(", ; : that".split())
_BASED = frozenset("applied built based starting initialized added".split())
_NOT_CHANGED = frozenset("on under with to in using via by adding incorporating replacing real".split())


def from_to(r: Reading, figures: list[Figure], s: int) -> None:
    """ "improves B from 35.6% to 46.7%": the first figure is B's, the second the subject's."""
    for a, b in pairwise([f for f in figures if f.role != "other"]):
        if (
            a.role != "value"
            or b.role != "value"
            or (r.lows[word_before(r, a)] != "from" and not _from_named(r, a, s))
            or "to" not in r.lows[a.end : b.start]
            or b.start - a.end > 12
        ):
            continue
        b.dataset, b.dataset_span = b.dataset or a.dataset, b.dataset_span or a.dataset_span
        a.dataset, a.dataset_span = a.dataset or b.dataset, a.dataset_span or b.dataset_span
        if a.owner == "changed":
            continue
        inside = _in_brackets(r, a.end)
        if inside is not None:
            a.method, a.owner = inside[0], "beside"
            continue
        changed = _changed(r, a.start, s) or _built_on(r, a.start, s)
        if changed is not None:
            close = changed.end == a.start - 1 or (changed.end == a.start - 2 and r.lows[changed.end] in cue("doer"))
            a.method, a.owner = changed.name, "changed" if close else a.owner
            if a.owner == "changed" and a.rule == b.rule == "achieved-percent":
                a.rule = b.rule = "from-to-named"
            if b.method == a.method and r.main is not None:
                b.method = own_name(r)
            elif r.main is None and not b.method:
                b.method = changed.name
        elif b.owner != "beside" and (base := _base_behind(r, b)) is not None:
            a.method, a.owner = base.name, "changed"
        elif (found := _before_change(r, a.start, s)) is not None:
            b.method = own_name(r) if b.method == found[0] else b.method
            a.method, a.owner = found[0], "changed"
        elif any(
            w in ("baseline", "sota", "state-of-the-art", "prior", "previous", "existing")
            for w in r.lows[max(s, a.start - 5) : a.start]
        ):
            found = phrase_before(r, a.start - 1, s) or _best_before(r, a.start - 1, s)
            a.method = found[0] if found is not None else a.method

"""Who beats whom: cues, their scope, and the figures, metrics and data sets that belong to a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from papergraph.extraction.cues import cue, phrase_at, read_rules
from papergraph.extraction.figures import COSTS, Figure
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import LOWER, NUMBER, Mention, Reading
from papergraph.extraction.roles import is_training
from papergraph.extraction.scope import Scope, claim_scope, clause_end, datasets_between, quality_tail, tail_gains
from papergraph.extraction.subjects import Subject, main_name, subject
from papergraph.extraction.things import short_name, thing_key


class Claim:
    """One comparison as the rules read it (the fields are those of :class:`papergraph.model.Comparison`)."""

    __slots__ = ("confidence", "dataset", "delta", "kind", "loser", "loser_value", "metric", "rule", "spans", "type", "winner", "winner_value")

    def __init__(self, type: str, winner: str, loser: str, rule: str, confidence: float, spans: list[tuple[int, int]]) -> None:
        self.type, self.winner, self.loser, self.rule, self.confidence, self.spans = type, winner, loser, rule, confidence, spans
        self.dataset: str | None = None
        self.metric: str | None = None
        self.kind = "quality"
        self.winner_value: float | None = None
        self.loser_value: float | None = None
        self.delta: float | str | None = None


class _Rule:
    __slots__ = ("confidence", "form", "name")

    def __init__(self, row: dict[str, object]) -> None:
        self.name, self.form, self.confidence = str(row["rule"]), str(row["form"]), float(row["confidence"])  # type: ignore[arg-type]


@lru_cache(maxsize=None)
def _rules() -> tuple[dict[str, _Rule], frozenset[str], frozenset[str]]:
    """Phrase -> rule, all phrases, and the first words of the phrases."""
    table = {str(word): _Rule(row) for row in read_rules("comparisons.jsonl") for word in row["words"]}  # type: ignore[attr-defined]
    return table, frozenset(table), frozenset(phrase.split(" ", 1)[0] for phrase in table)


def find(r: Reading) -> None:
    """Read all comparisons of a text."""
    r.comparisons = []
    table, phrases, first_words = _rules()
    for s, e in r.sentences:
        if s < r.title_end or r.words[e - 1] == "?":
            continue
        if not any(m is not None and m.label in ("METHOD", "FAMILY") for m in r.at[s:e]):
            continue
        used: set[tuple[int, int]] = set()
        i = s
        while i < e:
            low = r.lows[i]
            if low in first_words:
                n = phrase_at(r.lows, i, phrases)
                if n:
                    _by_cue(r, table[" ".join(r.lows[i : i + n])], i, i + n, s, e, used)
                    i += n
                    continue
            if low == "than":
                _by_than(r, i, s, e, used)
            elif low in _MATCHES:
                _by_match(r, i, s, e, used)
            elif low in ("compared", "comparison", "relative", "versus", "vs.", "against", "over", "comparing", "contrast"):
                _by_compared(r, i, s, e, used)
            i += 1
            _applied(r, s, e, used)
    _carry_datasets(r)
    r.comparisons = _unique(r)


# ------------------------------------------------------------------------------------------------ losers

_CONNECT = frozenset((",", "and", "or", "/", "&", "both", "as", "well", "(", "also", "even"))
_LOSER_STOP = frozenset(
    "by on in at across for with while when under using without ; . achieving which that where is are was were has have had can from to into "
    "through despite but although because since after before during within between among if as via whose it we our they than yet thus "
    "while, offering providing reaching demonstrating showing setting requiring including? trained".split()
)


_ING_ADJECTIVES = frozenset("existing competing leading prevailing corresponding remaining including underlying preceding well-performing best-performing top-performing".split())


class Loser:
    """A named loser: its name, tokens, and whether it is a class of methods."""

    __slots__ = ("family", "name", "span")

    def __init__(self, name: str, span: tuple[int, int], family: bool) -> None:
        self.name, self.span, self.family = name, span, family


def losers(r: Reading, k: int, e: int) -> tuple[list[Loser], int]:
    """The coordinated names that start at token `k`, and the token behind them.

    Articles, adjectives and class nouns before and between the names are passed over ("the strong baseline X", "methods such as X
    and Y"); a class that is qualified as somebody else's ("existing CNNs") is no name.
    """
    out: list[Loser] = []
    prior = False
    gap = 0
    stop = k
    while k < e:
        m = r.at[k]
        low = r.lows[k]
        if m is not None and m.label == "METHOD":
            if out and gap > 5:
                break
            if prior and not out and _names_a_class(r, m, e):
                k = m.end
                continue
            names = m.entry if m.rule == "packed" else (_called(r, m),)
            out.extend(Loser(name, (m.start, m.end), False) for name in names)  # type: ignore[attr-defined]
            k = stop = m.end
            gap = 0
            continue
        if m is not None and m.label == "FAMILY":
            if not prior and not out and _ends_phrase(r, m.end, e) and name_key(m.name) not in _vague():
                out.append(Loser(m.name, (m.start, m.end), True))
            k = m.end
            stop = k if out else stop
            gap += 1
            continue
        n = phrase_at(r.lows, k, cue("exemplify"), 3)
        if n:
            if out and out[-1].family:
                out.pop()
            k += n
            gap = 0
            continue
        if low in cue("prior"):
            prior = True
        if low == "(" and out:
            if _only_names(r, k, e):
                k += 1
                continue
            close = next((j for j in range(k, min(k + 16, e)) if r.words[j] == ")"), None)
            if close is None:
                break
            k = stop = close + 1
            continue
        if low in (")", '"', "'"):
            k += 1
            continue
        if not out and low.endswith("ing") and r.shapes[k] == LOWER and low not in _ING_ADJECTIVES:
            break
        if low in _LOSER_STOP or (m is not None and m.label in ("DATASET",) and out) or (r.shapes[k] == NUMBER and out):
            break
        if out and low not in _CONNECT and r.shapes[k] == LOWER:
            gap += 1
            if low in cue("method_noun") or low in ("backbone", "counterparts", "counterpart"):
                k = stop = k + 1
                continue
            if r.words[k - 1] in (",",) and low in ("a", "an", "the"):
                break  # an apposition
            if gap > 3 or low.endswith("ing") or low in ("achieves", "while"):
                break
        else:
            gap += 1
            if gap > 12:
                break
        k += 1
    return out, stop


def _called(r: Reading, m: Mention) -> str:
    """The short form of what a mention names."""
    thing = r.things.get(thing_key(r, m.name))
    return m.name if thing is None else short_name(r, thing)


def _names_a_class(r: Reading, m: Mention, e: int) -> bool:
    """Whether a name behind "existing" only qualifies a class ("existing MAD methods")."""
    k = m.end
    while k < e and k < m.end + 3 and r.shapes[k] == LOWER and r.lows[k] not in _LOSER_STOP:
        if r.lows[k] in ("methods", "approaches", "models", "baselines", "algorithms", "techniques", "variants", "frameworks", "systems", "counterparts", "agents", "solutions", "strategies", "detectors", "networks"):
            return True
        k += 1
    return False


@lru_cache(maxsize=1)
def _vague() -> frozenset[str]:
    """Keys of class names that say too little to lose a comparison."""
    return frozenset(map(name_key, cue("vague_class")))


def _only_names(r: Reading, k: int, e: int) -> bool:
    """Whether brackets that open at token `k` hold names ("(e.g., Swin and Focal Transformers)")."""
    if k + 1 < e and r.lows[k + 1] in ("e.g.", "i.e.", "such", "including", "like"):
        return True
    return False


def _ends_phrase(r: Reading, k: int, e: int) -> bool:
    """Whether a noun phrase ends before token `k`."""
    return k >= e or r.at[k] is None and (r.shapes[k] != LOWER or r.lows[k] in _LOSER_STOP or r.lows[k] in ("and", "of", "such"))


# ------------------------------------------------------------------------------------------------ cues

def _hedged(r: Reading, i: int, end: int, s: int, e: int) -> bool:
    """Whether the cue at tokens `i` to `end` is negated, hedged, conditional or a draw."""
    near = r.lows[max(s, i - 4) : i]
    if any(w in cue("hedge") for w in near) or "n't" in " ".join(near):
        return not (near[-2:] == ["not", "only"] or near[-1:] == ["only"] and "not" in near)
    if near and near[-1] in ("or", "and/or") or len(near) > 1 and near[-2] in ("or", "and/or") and near[-1] in ("even", "slightly", "sometimes", "significantly", "often"):
        return any(w in cue("competitive") for w in r.lows[max(s, i - 6) : i])
    if end < e - 1 and r.lows[end] in ("or", "and/or") and any(w in cue("competitive") for w in r.lows[end + 1 : end + 3]):
        return True
    return any(w in ("whether", "if", "hypothesize", "question", "unless") for w in r.lows[max(s, i - 12) : i]) and r.lows[i] not in ("surpassing", "outperforming")


def _by_cue(r: Reading, rule: _Rule, i: int, end: int, s: int, e: int, used: set[tuple[int, int]], metric: str | None = None) -> None:
    if _hedged(r, i, end, s, e) and rule.form == "beats" and any(w in cue("competitive") for w in r.lows[max(s, i - 5) : end + 4]):
        _by_match(r, end - 1, s, e, used)
        return
    if _hedged(r, i, end, s, e) or r.lows[i] in ("beat", "trail") and not _is_verb(r, end, e):
        return
    if rule.form == "improves":
        _improves(r, rule, i, end, s, e, used)
        return
    if rule.form == "beats" and r.lows[i].endswith("ed") and i > s and r.lows[i - 1] in ("is", "are", "was", "were", "been", "being"):
        return
    found, stop = losers(r, end, e)
    found = [x for x in found if x.span not in used]
    if not found:
        found, _ = _late_examples(r, end, e)
        stop = end
    if not found:
        return
    examples = _examples_before(r, i, s)
    for who in examples:
        _emit(r, "outperforms", who, found, rule.name, rule.confidence - 0.15, claim_scope(r, i, end, stop, s, e), set())
    if examples:
        return
    who = (_possessor(r, end, s) if rule.name in ("superior-to", "improve-over") else None) or _winner(r, i, s, used)
    if who is None:
        return
    scope = claim_scope(r, i, end, stop, s, e, comparative=rule.name == "improve-over")
    scope.default_metric = metric
    if rule.form == "beats":
        scope.tails = tail_gains(r, stop, e)
        if rule.name == "improve-over" and _efficiency_noun(r, i):
            scope.default_kind = "efficiency"
        _emit(r, "outperforms", who, found, rule.name, rule.confidence, scope, used)
    else:
        for x in found:
            _emit(r, "outperforms", Subject(x.name, x.span, 0.85, False), [Loser(who.name, who.span, False)] if who.name else [], rule.name, rule.confidence, scope, set())


def _examples_before(r: Reading, i: int, s: int) -> list[Subject]:
    """The winners in "large models (such as A and B) outperform"."""
    k = i - 1
    while k > s and (r.lows[k].endswith("ly") or r.lows[k] in ("also", "can")):
        k -= 1
    if r.words[k] != ")":
        return []
    opening = next((j for j in range(k, max(s, k - 30), -1) if r.words[j] == "("), None)
    if opening is None or not phrase_at(r.lows, opening + 1, cue("exemplify"), 2) or (r.at[opening - 1] is None and r.lows[opening - 1] not in _CLASSES):
        return []
    found, _ = losers(r, opening + 1, k)
    return [Subject(x.name, x.span, 0.85, False) for x in found if not x.family]


_CLASSES = frozenset("models methods approaches systems agents networks algorithms baselines llms architectures".split())


def _is_verb(r: Reading, k: int, e: int) -> bool:
    """Whether a word that is a noun too ("beat") has an object."""
    m = r.at[k] if k < e else None
    return k < e and (m is not None and m.label == "METHOD" or r.lows[k] in cue("prior") or r.lows[k] in ("the", "a", "our"))


def _late_examples(r: Reading, k: int, e: int) -> tuple[list[Loser], int]:
    """ "outperforms existing methods in terms of accuracy, including A and B"."""
    if not any(w in cue("prior") for w in r.lows[k : k + 3]):
        return [], k
    while k < e and r.lows[k] not in (";", "while"):
        if r.lows[k] in ("including", "such") and r.words[k - 1] == ",":
            return losers(r, k, e)
        k += 1
    return [], k


_BEATING = frozenset("outperforms outperform outperforming outperformed surpasses surpass surpassing surpassed exceeds exceeding beats beating".split())


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
    "experiments experimental extensive results result empirical empirically evaluations evaluation evaluated tested notably specifically "
    "compared comprehensive across when remarkably particularly for in".split()
)

_ADVANTAGE = frozenset("advantage advantages superiority improvement improvements gain gains effectiveness benefit benefits superior".split())


def _possessor(r: Reading, k: int, s: int) -> Subject | None:
    """The method that an advantage is of: "the advantages of X over B"."""
    for j in range(k - 1, max(s, k - 12), -1):
        m = r.at[j]
        if m is not None and m.label == "METHOD" and r.lows[m.start - 1] == "of" and r.lows[m.start - 2] in _ADVANTAGE:
            thing = r.things.get(thing_key(r, m.name))
            return Subject(m.name, (m.start, m.end), 0.9, thing is not None and thing.role == "proposed")
    return None


def _efficiency_noun(r: Reading, i: int) -> bool:
    return r.lows[i] in ("speedup", "speedups", "speed-up", "acceleration")


def _winner(r: Reading, i: int, s: int, used: set[tuple[int, int]]) -> Subject | None:
    """The subject of the cue at token `i` that has not lost in this sentence already."""
    who = subject(r, i, s)
    hops = 0
    while who is not None and hops < 6 and (who.span in used or i - who.span[1] > 3 and _is_object(r, who.span[0], s)):
        who = subject(r, who.span[0], s)
        hops += 1
    if who is None and (r.main or any(w in ("our", "we") for w in r.lows[s:i])):
        if any(w in ("our", "we", "proposed", "this", "experiments", "results", "method", "it") for w in r.lows[s:i]):
            return Subject(main_name(r), (i, i + 1), 0.6, True)
        told = r.lows[s] in _REPORTING or r.lows[s] == "on" or r.lows[i].endswith("ing")
        if told and not any(m is not None and m.label in ("METHOD", "FAMILY") for m in r.at[s:i]):
            return Subject(main_name(r), (i, i + 1), 0.5, True)
    return who


_MATCHES = frozenset("comparable par matches matching match competitive similar rivals rivaling equivalent equals approaching approaches".split())


def _by_match(r: Reading, i: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "matches B with 4x fewer parameters": no win in quality, but one in efficiency."""
    k = i + 1
    while k < e and k < i + 5 and r.lows[k] in ("to", "with", "performance", "accuracy", "results", "quality", "the", "of", "that", "or", "better"):
        k += 1
    found, stop = losers(r, k, e)
    if not found or any(x.span in used for x in found):
        return
    tails = tail_gains(r, stop, e)
    who = _winner(r, i, s, used | {x.span for x in found})
    if not tails or who is None:
        return
    for x in found:
        used.add(x.span)
        for metric, delta, span in tails:
            claim = Claim("outperforms", who.name, x.name, "match-with-less", round(0.8 * who.certainty * (0.7 if x.family else 1), 3), [who.span, x.span, span])
            claim.kind, claim.metric, claim.delta = "efficiency", metric, delta
            claim.dataset = next(iter(datasets_between(r, s, i)), None)
            r.comparisons.append(claim)


_BETTER = frozenset("better superior stronger improved greater".split())
_EFFICIENT = {
    "faster": "speed", "quicker": "speed", "smaller": "model size", "cheaper": "cost", "lighter": "model size", "fewer": "", "shorter": "", "less": "",
    "lower": "", "leaner": "model size", "smaller-sized": "model size",
}  # fmt: skip
_WORSE = frozenset("worse slower inferior weaker poorer larger bigger heavier longer".split())
_COMPARATIVE = _BETTER | _WORSE | frozenset(_EFFICIENT) | {"higher", "more", "larger"}
_GOOD_MORE = frozenset(
    "accurate efficient robust effective stable reliable expressive scalable generalizable sample-efficient data-efficient parameter-efficient "
    "precise consistent faithful accurately efficiently effectively compact lightweight interpretable diverse realistic sample parameter "
    "memory-efficient cost-effective coherent informative powerful capable".split()
)


def _by_than(r: Reading, i: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "A is 2.8x faster than B", "higher accuracy than B", "with fewer parameters than B"."""
    c = next((k for k in range(i - 1, max(s, i - 9) - 1, -1) if r.lows[k] in _COMPARATIVE), None)
    if c is None or r.lows[c - 1 : c] == ["no"] or i + 1 < e and r.shapes[i + 1] == NUMBER:
        return
    if any(r.words[k] in (",", ";", ".") for k in range(c, i)) or _hedged(r, c, i, s, e):
        return
    k = i + 1
    while k < e and r.lows[k] in ("that", "those", "of", "the", "its", "their", "with", "using"):
        k += 1
    found, stop = losers(r, k, e)
    found = [x for x in found if x.span not in used]
    if not found:
        return
    verdict = _verdict(r, c, i)
    if verdict is None:
        return
    good, kind, metric = verdict
    who = _winner(r, c, s, used)
    if who is None:
        return
    scope = claim_scope(r, c, i, stop, s, e, comparative=True)
    scope.default_kind, scope.default_metric = kind, metric
    if good:
        scope.tails = tail_gains(r, stop, e, saving_verb=True)
        _emit(r, "outperforms", who, found, "comparative-than", 0.9, scope, used)
    elif who.name and not found[0].family and who.certainty >= 0.9:
        for x in found:
            _emit(r, "outperforms", Subject(x.name, x.span, 0.8, False), [Loser(who.name, who.span, False)], "comparative-than-reversed", 0.8, scope, set())


def _verdict(r: Reading, c: int, i: int) -> tuple[bool, str, str | None] | None:
    """(whether it is better, kind, metric) of the comparative at token `c` before "than" at `i`."""
    word = r.lows[c]
    m = next((r.at[k] for k in range(c + 1, i) if r.at[k] is not None and r.at[k].label == "METRIC"), None)  # type: ignore[union-attr]
    before = r.at[c - 1] if c else None
    if m is None and before is not None and before.label == "METRIC" and i == c + 1:
        m = before
    phrase = r.surface(c + 1, i) if i > c + 1 else ""
    efficient = getattr(m.entry, "cls", None) == "efficiency" if m else any(w in _COSTS for w in r.lows[c + 1 : i])
    lower = getattr(m.entry, "better", None) == "lower" if m else efficient
    metric = m.name if m else (phrase or None)
    if word in _BETTER:
        return True, "efficiency" if efficient else "quality", m.name if m else (phrase if phrase and len(phrase) < 30 else None)
    if word in ("faster", "quicker", "cheaper", "lighter", "leaner", "smaller", "smaller-sized"):
        if word == "smaller" and m is not None and not efficient:
            return lower, "quality", metric
        if r.lows[c - 1].startswith("converge") or r.lows[c - 2].startswith("converge"):
            return True, "efficiency", "convergence speed"
        return True, "efficiency", m.name if m and efficient else _EFFICIENT[word] or metric
    if word in ("fewer", "less", "lower", "shorter"):
        if word == "less" and any(w in _GOOD_MORE for w in r.lows[c + 1 : i]):
            return False, "quality", metric
        if m is not None or efficient:
            return lower, "efficiency" if efficient else "quality", metric
        return (True, "efficiency", metric) if word in ("fewer", "less") and phrase else None
    if word in ("higher", "more", "greater", "larger"):
        if word == "more":
            if any(w in _GOOD_MORE for w in r.lows[c + 1 : i]):
                efficient = any("efficien" in w or w in ("compact", "lightweight") for w in r.lows[c + 1 : i])
                return True, "efficiency" if efficient else "quality", metric
            return (False, "efficiency", metric) if efficient and lower else None
        if m is None:
            if word == "higher" and not phrase and r.lows[c - 1] in ("%", "points"):
                return True, "quality", None
            return (True, "quality", metric) if word == "higher" and phrase and not efficient else None
        return not lower, "efficiency" if efficient else "quality", metric
    if word in _WORSE:
        if word in ("larger", "bigger", "heavier", "longer") and m is None and not efficient:
            return None
        return False, "efficiency" if efficient or word == "slower" else "quality", metric if word != "slower" else "speed"
    return None


_COSTS = COSTS | frozenset("complexity training data examples".split())

_REDUCE = frozenset("reduce reduces reducing reduced reduction reductions decrease decreases decreased save saves saving savings cut cuts cutting lowers lowering lower fewer less minimizes drop".split())
_RAISE = frozenset(
    "improve improves improving improved improvement improvements increase increases increased increasing gain gains boost boosts boosting higher "
    "better superior enhance enhances enhanced enhancing raises raising speedup speedups speed-up acceleration faster outperforms outperform "
    "accelerates accelerate stronger advantage advantages greater uplift more".split()
)


def _by_compared(r: Reading, i: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "reduces FLOPs by 40% compared to B", "compared with B, X achieves higher accuracy"."""
    low = r.lows[i]
    k = i + 1
    if low in ("compared", "relative", "comparing"):
        if k >= e or r.lows[k] not in ("to", "with", "against"):
            return
        k += 1
    elif low in ("comparison", "contrast"):
        if r.lows[i - 1 : i] != ["in"] and r.lows[i - 1 : i] != ["by"] or k >= e or r.lows[k] not in ("to", "with"):
            return
        k += 1
    elif low in ("over", "against", "versus", "vs."):
        if not _gain_before(r, i, s):
            return
    if r.lows[i - 1 : i] in (["when"], ["as"]) and low == "compared" and False:
        return
    fronted = i - s <= 2
    found, stop = losers(r, k, _fronted_end(r, k, e) if fronted else e)
    found = [x for x in found if x.span not in used]
    if not found:
        return
    fronted = fronted and stop < e
    begin, limit = (stop, clause_end(r, stop, e)) if fronted else (s, i)
    verdict = _change(r, begin, limit, from_left=fronted)
    if verdict is None:
        return
    at, good, kind = verdict
    if _hedged(r, at, at + 1, begin, e) or not good or "comparable" in r.lows[max(begin, at - 6) : at]:
        return
    who = (_possessor(r, i, s) if not fronted else None) or _winner(r, at, begin if fronted else s, used | {x.span for x in found})
    if who is None:
        if not fronted and not r.main:
            return
        who = Subject(main_name(r), (at, at + 1), 0.6, True)
    if who.span in {x.span for x in found}:
        return
    scope = claim_scope(r, at, i if not fronted else at + 1, stop if not fronted else at + 1, s, e, comparative=not fronted, reach=i)
    scope.default_kind, scope.default_metric = kind, None if fronted else _quantity(r, at, i)
    _emit(r, "outperforms", who, found, "compared-to" if low != "over" else "gain-over", 0.94 if low != "over" else 0.88, scope, used)


def _fronted_end(r: Reading, k: int, e: int) -> int:
    """The comma behind which the main clause begins ("Compared to A and B, X achieves …")."""
    while k < e - 2:
        if r.lows[k] == ",":
            m = r.at[k + 1]
            if r.lows[k + 1] in ("our", "the", "we", "it", "this") or m is None and r.lows[k + 1] not in ("and", "or"):
                return k
            if m is not None and m.end < e and r.lows[m.end] not in (",", "and", "or", "(") and not (r.at[m.end] is not None):
                return k
        k += 1
    return e


def _quantity(r: Reading, at: int, i: int) -> str | None:
    """What a verb of change is about: "reduces pretraining time … compared to"."""
    if r.lows[at] not in _REDUCE and r.lows[at] not in _RAISE:
        return None
    start = at + 1
    while start < i and (r.shapes[start] == NUMBER or r.lows[start] in ("%", "x", "up", "to", "by") or r.lows[start] in ("the", "its", "their", "in", "of", "overall", "average", "total", "significantly")):
        start += 1
    stop = start
    while stop < i and stop < start + 4 and r.shapes[stop] == LOWER and r.lows[stop] not in _LOSER_STOP and r.lows[stop] not in _CONNECT and r.lows[stop] not in ("when", "of", "up"):
        stop += 1
    metric = next((r.at[k] for k in range(start, stop) if r.at[k] is not None and r.at[k].label == "METRIC"), None)  # type: ignore[union-attr]
    return metric.name if metric is not None else r.surface(start, stop) if stop > start else None


def _gain_before(r: Reading, i: int, s: int) -> bool:
    """Whether "over" at token `i` follows a gain ("a 2.3% gain over")."""
    window = r.lows[max(s, i - 7) : i]
    nouns = ("improvement", "improvements", "gain", "gains", "boost", "speedup", "speedups", "increase", "advantage", "advantages", "speed-up", "uplift", "acceleration", "lift", "reduction", "superiority", "savings")
    if r.lows[i] in ("versus", "vs."):
        return any(w in _RAISE or w in _REDUCE for w in r.lows[max(s, i - 14) : i]) and r.words[i - 1] not in (")",) and r.shapes[i - 1] != NUMBER
    return any(w in nouns for w in window) or (window[-1:] in (["%"], ["x"], ["points"], ["times"]) or r.shapes[i - 1] == NUMBER and r.words[i - 1][-1:] == "x")


def _change(r: Reading, begin: int, limit: int, from_left: bool) -> tuple[int, bool, str] | None:
    """The nearest word of change between two tokens: its place, whether it is for the better, and its kind."""
    order = range(begin, limit) if from_left else range(limit - 1, begin - 1, -1)
    for k in order:
        low = r.lows[k]
        if not from_left and low in (";",):
            return None
        if low in ("slower", "worse", "degrade", "degrades", "degraded", "degradation", "inferior"):
            return k, False, "quality"
        if low in _REDUCE or low in _RAISE:
            metric = next((r.at[j] for j in range(max(begin, k - 4), min(limit, k + 9)) if r.at[j] is not None and r.at[j].label == "METRIC"), None)  # type: ignore[union-attr]
            around = r.lows[max(begin, k - 3) : min(limit, k + 8)]
            efficient = getattr(metric.entry, "cls", None) == "efficiency" if metric else any(w in _COSTS for w in around)
            lower = getattr(metric.entry, "better", None) == "lower" if metric else efficient
            if low in ("faster", "speedup", "speedups", "speed-up", "acceleration", "accelerates", "accelerate"):
                return k, True, "efficiency"
            if low in _REDUCE:
                if metric is None and not efficient and low in ("lower", "less", "drop", "cut", "cuts"):
                    return None
                good = lower or metric is None
                return k, good, "efficiency" if efficient else "quality"
            if low in ("increase", "increases", "increased", "increasing", "higher", "more", "raises", "raising"):
                if metric is None and low in ("more", "increase", "increased"):
                    return None
                return k, not lower, "efficiency" if efficient else "quality"
            return k, True, "efficiency" if efficient else "quality"
    return None


# ------------------------------------------------------------------------------------------------ improves

def _improves(r: Reading, rule: _Rule, i: int, end: int, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "X improves B by 1.1%", "X boosts the accuracy of B from 1 to 2"."""
    k = end
    while k < e and k < end + 12:
        m = r.at[k]
        low = r.lows[k]
        if m is not None and m.label == "METHOD":
            break
        if low in ("over", "upon") and rule.name == "improve":
            _by_cue(r, _rules()[0]["improve over"], k, k + 1, s, e, used, _quantity(r, i, k))
            return
        if low in ("by", "on", "in", "at", "from", "with", "while", "when", "for", "and", ",", ".", ";", "through", "to", "than", "via", "across", "without", "compared", "(", "as", "using", "under"):
            return
        k = m.end if m is not None else k + 1
    found, stop = losers(r, k, e)
    own = {t.key for t in r.proposed}
    found = [x for x in found if x.span not in used and not x.family and thing_key(r, x.name) not in own]
    if not found:
        return
    who = subject(r, i, s)
    if who is not None and (who.span in used or not who.own):
        if not who.own and who.certainty < 0.9:
            return
    if who is None:
        who = Subject(main_name(r), (i, end), 0.6, True)
    if any(x.name == who.name for x in found):
        return
    scope = claim_scope(r, i, end, stop, s, e)
    if r.lows[i] in ("accelerate", "accelerates", "accelerating", "accelerated", "speed", "speeds", "speeding"):
        scope.default_kind, scope.default_metric = "efficiency", "speed"
    if r.lows[i] in ("increase", "increases", "increasing", "raise", "raises") and not scope.figures and not scope.pairs:
        return
    if not scope.figures and not scope.pairs and not _states_gain(r, i, end, found[0], s):
        return
    if not scope.figures and not scope.pairs and r.lows[i].endswith("ing") and i > s and r.lows[i - 1] in ("of", "for", "by", "in", "toward", "towards"):
        return
    descends = r.lows[i - 1] in ("that", "which") and any(w in ("propose", "present", "introduce", "presents", "proposes", "introduces") for w in r.lows[s:i])
    _emit(r, "outperforms" if descends and not scope.figures else "improves", who, found, rule.name, rule.confidence if scope.figures or scope.pairs else rule.confidence - 0.15, scope, used)


_QUALITY_NOUNS = frozenset("performance accuracy quality robustness efficiency generalization results speed throughput stability capability capabilities ability abilities".split())


def _states_gain(r: Reading, i: int, end: int, x: Loser, s: int) -> bool:
    """Whether "X improves B" without a figure states a finding and no aim ("to improve B", "enhances B with a new head")."""
    if r.lows[i - 1 : i] in (["to"], ["further"]) or r.lows[i] not in _FINITE:
        return False
    inside = range(end, min(x.span[1] + 7, len(r.words)))
    return any(r.lows[k] in _QUALITY_NOUNS or (r.at[k] is not None and r.at[k].label == "METRIC") for k in inside)  # type: ignore[union-attr]


_FINITE = frozenset("improves boosts enhances accelerates improving boosting accelerating strengthens".split())


def _applied(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> None:
    """ "a 55% reduction in FLOPs on X", "a speedup of 2.3x for X", "+5.3% accuracy for X" with somebody else's X."""
    gains = [f for f in r.figures if s <= f.start < e and (f.role in ("delta", "ratio") or f.percent and f.metric is None and f.role == "value")]
    gains = [f for f in gains if _for_the_better(r, f, s, e)]
    claimed = {span for c in r.comparisons for span in c.spans}
    gains = [f for f in gains if (f.start, f.end) not in claimed and not _beside_cue(r, f, s, e)]
    if not gains:
        return
    targets = _targets(r, s, e, used)
    taken: set[int] = set()
    for m in targets:
        before = [f for f in gains if f.end <= m.start and f.start not in taken]
        floor = max((t.end for t in targets if t.end <= m.start), default=s)
        near = [f for f in before if f.start >= floor and not any(w in (";", "while", "across") for w in r.lows[f.end : m.start])]
        listed = [t for t in targets if t.start >= m.start and all(w in (",", "and") for w in r.lows[m.end : t.start] if t is not m and w not in t.name.lower())]
        if len(listed) > 1 and len(near) == len(listed):
            for f, t in zip(near, listed, strict=True):
                _emit_applied(r, f, t, s, e)
                taken.add(f.start)
            continue
        for f in near:
            if f.role != "value" or m.start - f.end <= 3:
                _emit_applied(r, f, m, s, e)
                taken.add(f.start)
    if targets and not taken:
        first = targets[0]
        if "to" in r.lows[first.start - 4 : first.start] and any(w.startswith("appl") for w in r.lows[max(s, first.start - 12) : first.start]):
            for f in gains:
                if f.start > first.end and f.role != "value":
                    _emit_applied(r, f, first, s, e)


_OTHER_CUES = frozenset("compared than over outperforms outperforming surpassing surpasses exceeding relative versus".split())


def _beside_cue(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Whether a cue of comparison stands so near that the figure belongs to it."""
    return any(w in _OTHER_CUES for w in r.lows[max(s, f.start - 8) : min(e, f.end + 9)])


def _for_the_better(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Whether words beside a figure say that it is a gain: a rise, or a fall of a cost."""
    if f.role == "ratio" and any(w in _RAISE for w in r.lows[s : f.start]):
        return True
    metric = r.at[f.metric_span[1] - 1] if f.metric_span else None
    better = getattr(metric.entry, "better", None) if metric is not None else None
    beside = r.lows[max(s, f.start - 3) : min(e, f.end + 3)]
    if better == "lower" and any(w.startswith(("increas", "rise")) for w in beside):
        return False
    if better == "lower" and any(w.startswith(("decreas", "reduc", "drop", "lower")) for w in r.lows[max(s, f.start - 3) : min(e, f.end + 5)]):
        return True
    window = r.lows[max(s, f.start - 14) : min(e, f.end + 8)]
    if any(w in _RAISE for w in window):
        return not any(w in ("drop", "drops", "degradation", "decline", "decreases", "loss") for w in r.lows[max(s, f.start - 4) : min(e, f.end + 4)])
    return any(w in _REDUCE for w in window) and (f.kind == "efficiency" or any(w in _COSTS for w in window))


_FOR = frozenset("on for to of".split())


def _targets(r: Reading, s: int, e: int, used: set[tuple[int, int]]) -> list[Mention]:
    """Other people's methods behind "on", "for" or "to" (or in a list that starts so)."""
    own = {t.key for t in r.proposed}
    out: list[Mention] = []
    for k in range(s, e):
        m = r.at[k]
        if m is None or m.start != k or m.label != "METHOD" or (m.start, m.end) in used or thing_key(r, m.name) in own:
            continue
        j = m.start - 1
        while j > s and (r.shapes[j] == LOWER and r.lows[j] not in _FOR and m.start - j <= 4 and r.lows[j] not in ("by", "with", "from", "than", "and", "using", "via")):
            j -= 1
        if r.lows[j] in _FOR or out and r.lows[j] in ("and", ",") and out[-1].end >= j - 1:
            out.append(m)
    return out


def _emit_applied(r: Reading, f: Figure, m: Mention, s: int, e: int) -> None:
    who = subject(r, f.start, s) or Subject(main_name(r), (f.start, f.end), 0.5, True)
    if not who.own:
        return
    if f.role == "value":
        f.role = "delta"
    if f.role == "ratio" and f.kind == "quality" and any("speed" in w or "accelerat" in w for w in r.lows[s : f.start]):
        f.metric = None
    scope = Scope([f], [], [f.dataset] if f.dataset else [], [])
    window = r.lows[max(s, f.start - 6) : min(e, f.end + 6)] + [w for w in r.lows[s : f.start] if f.role == "ratio" and ("speed" in w or "accelerat" in w)]
    if any(w in _COSTS or w in ("speedup", "speedups", "faster", "acceleration", "speed", "throughput") for w in window):
        scope.default_kind = "efficiency"
        speed = next((w for w in window if w.startswith("speedup")), "speed")
        scope.default_metric = speed if any("speed" in w or w in ("faster", "acceleration") for w in window) else next((w for w in window if w in _COSTS), None)
    _emit(r, "improves", who, [Loser(m.name, (m.start, m.end), False)], "applied-to", 0.75, scope, set())


# ------------------------------------------------------------------------------------------------ claims

def _emit(r: Reading, type: str, who: Subject, found: list[Loser], rule: str, confidence: float, scope: Scope, used: set[tuple[int, int]]) -> None:
    """Add one claim for each loser and each figure, metric or data set of the scope."""
    found = [x for x in found if name_key(x.name) != name_key(who.name) or not who.name]
    if not found:
        return
    confidence *= 0.5 + 0.5 * who.certainty if who.own else min(1.0, who.certainty + 0.02)
    for n, x in enumerate(found):
        used.add(x.span)
        for figure, metric, dataset, values in scope.rows(*_place(r, x, n, found, scope)):
            claim = Claim(type, who.name, x.name, rule, round(confidence if not x.family else confidence * 0.7, 3), [who.span, x.span])
            claim.loser_value = _value_behind(r, x, scope)
            _fill(claim, figure, metric, dataset, values, scope)
            r.comparisons.append(claim)
        better = quality_tail(r, x.span[1], r.sentences[r.sentence_of[x.span[0]]][1]) if scope.default_kind == "efficiency" and type == "outperforms" else None
        if better:
            claim = Claim(type, who.name, x.name, rule + "+quality", round(0.9 * confidence if not x.family else confidence * 0.7, 3), [who.span, x.span, better])
            claim.metric, claim.dataset = r.surface(better[1] - 1, better[1]), scope.first_dataset()
            r.comparisons.append(claim)
        for metric, delta, span in scope.tails:
            claim = Claim(type, who.name, x.name, rule + "+efficiency", round(0.9 * confidence if not x.family else confidence * 0.7, 3), [who.span, x.span, span])
            claim.kind, claim.metric, claim.delta, claim.dataset = "efficiency", metric, delta, scope.first_dataset()
            r.comparisons.append(claim)


def _place(r: Reading, x: Loser, n: int, found: list[Loser], scope: Scope) -> tuple[int, int]:
    """Place of a loser in its list and the length of the list, where some members of the list have no name."""
    if len(scope.figures) <= len(found) or len(found) > 6:
        return n, len(found)
    before = [k for k in range(max(0, x.span[0] - 14), x.span[0]) if r.lows[k] == "than" or r.lows[k] in ("to", "over")]
    if not before:
        return n, len(found)
    items = _items(r, before[-1] + 1, found[-1].span[1])
    place = next((k for k, (a, b) in enumerate(items) if a <= x.span[0] < b), n)
    return (place, len(items)) if len(items) == len(scope.figures) else (n, len(found))


def _items(r: Reading, start: int, stop: int) -> list[tuple[int, int]]:
    """The members of the coordination at tokens `start` to `stop`."""
    out, begin = [], start
    for k in range(start, stop):
        if r.lows[k] in (",", "and") and (r.at[k] is None):
            if k > begin:
                out.append((begin, k))
            begin = k + 1
    out.append((begin, stop))
    return out


def _value_behind(r: Reading, x: Loser, scope: Scope) -> float | None:
    """The loser's own value in the brackets behind its name ("X (0.64)")."""
    if x.span[1] >= len(r.words) or r.words[x.span[1]] != "(":
        return None
    value = next((f for f in r.figures if x.span[1] < f.start <= x.span[1] + 4 and f.role == "value" and f.kind == "quality"), None)
    if value is None or value.metric is None or r.lows[value.end : value.end + 1] in (["vs."], ["versus"], ["vs"]) or scope.winner_value is not None and value.metric != scope.winner_value.metric:
        return None
    return value.value


def _bare(metric: str | None) -> str | None:
    """A metric's name without a comparative before it, or what it is measured on behind it."""
    if metric is None:
        return None
    metric = _PLACED.split(metric)[0].rpartition("'s ")[2]
    first, _, rest = metric.partition(" ")
    return rest if rest and first.lower() in _COMPARATIVE else metric


_PLACED = re.compile(r" (?:of|on|for) ")


def _fill(claim: Claim, figure: Figure | None, metric: str | None, dataset: str | None, values: tuple[Figure, Figure] | None, scope: Scope) -> None:
    claim.metric = _bare(metric or scope.default_metric)
    claim.dataset = dataset
    claim.kind = scope.default_kind
    if figure is not None:
        if figure.metric and figure.metric_span:
            claim.metric = _bare(figure.metric)
            claim.kind = figure.kind if figure.kind == "efficiency" else claim.kind
        if figure.role == "ratio" or figure.percent and (claim.kind == "efficiency" or scope.relative(figure)):
            claim.delta = figure.text.replace(" %", "%")
        else:
            claim.delta = abs(figure.value)
        claim.spans.append((figure.start, figure.end))
    if values is not None:
        claim.winner_value, claim.loser_value = values[0].value, values[1].value
        values[0].method, values[1].method = claim.winner, claim.loser
        claim.metric = claim.metric or values[0].metric
    elif scope.winner_value is not None and claim.kind == "quality":
        value = scope.winner_value
        if value.metric and (claim.metric is None or claim.metric == value.metric):
            claim.winner_value, claim.metric = value.value, value.metric


def _carry_datasets(r: Reading) -> None:
    """Give claims with a figure and no data set in their sentence the one that the text speaks of just before."""
    evaluated = [t for t in r.things.values() if t.label == "DATASET" and t.role in ("evaluated", "introduced")]
    for c in r.comparisons:
        k = r.sentence_of[c.spans[-1][0]]
        if c.dataset is not None or c.delta is None and c.winner_value is None or _names_in(r, k):
            continue
        before = next((found for j in (k - 1, k - 2) if j > 0 and (found := _names_in(r, j))), [])
        if len(before) == 1:
            c.dataset = before[0]
        elif len(evaluated) == 1 and not before:
            c.dataset = short_name(r, evaluated[0])


def _names_in(r: Reading, k: int) -> list[str]:
    """Names of the data sets in a sentence."""
    s, e = r.sentences[k]
    return list(dict.fromkeys(m.name for m in r.at[s:e] if m is not None and m.label == "DATASET" and not is_training(r, m)))


def _unique(r: Reading) -> list[Claim]:
    """Claims in order, without repetitions and without those between two classes."""
    out: list[Claim] = []
    seen: set[tuple[object, ...]] = set()
    classes = {name_key(m.name) for m in r.mentions if m.label == "FAMILY"}
    for c in r.comparisons:
        key = (c.type, name_key(c.winner), name_key(c.loser), c.kind, c.metric, c.dataset, str(c.delta), c.winner_value, c.loser_value)
        if key in seen or not name_key(c.loser) or (name_key(c.loser) in classes and name_key(c.winner) in classes):
            continue
        seen.add(key)
        out.append(c)
    return out


def pairs(r: Reading) -> Iterator[tuple[str, str]]:
    """The winner-loser pairs of a reading."""
    for c in r.comparisons:
        yield c.winner, c.loser

"""Who a clause speaks of: a method by name, or the paper's own one behind "our method", "it" and "we"."""

from __future__ import annotations

from papergraph.extraction.cues import cue
from papergraph.extraction.reading import Mention, Reading
from papergraph.extraction.things import is_own, short_name, thing_key

_PREPOSITIONS = frozenset(
    "of on with using over than by from to under in for into without via against upon through based at between among within as "
    "across when while like including despite unlike compared versus vs. onto after before during atop per".split()
)


class Subject:
    """A possible winner: its name ("" for the unnamed own method), the tokens that say so, and how sure that is."""

    __slots__ = ("certainty", "name", "own", "span")

    def __init__(self, name: str, span: tuple[int, int], certainty: float, own: bool) -> None:
        self.name, self.span, self.certainty, self.own = name, span, certainty, own


def main_name(r: Reading) -> str:
    """Name of the paper's main method, "" where it has none."""
    return short_name(r, r.main) if r.main else ""


def in_phrase(r: Reading, m: Mention, s: int) -> bool:
    """Whether a mention stands behind a preposition ("with X", "of X"), so that it is not the subject itself."""
    k = m.start - 1
    hops = 0
    while k >= s and hops < 5:
        low = r.lows[k]
        if low in _PREPOSITIONS:
            return True
        other = r.at[k]
        if low in (",", ";", ":", ".", ")", "that", "which") or low in cue("own") or (low.endswith("s") and low in _VERBISH):
            return False
        if other is not None and other.label in ("METHOD", "DATASET") and low not in ("and", "or"):
            k = other.start - 1
            hops += 1
            continue
        k -= 1
        hops += 1
    return False


_VERBISH = frozenset("shows demonstrates indicates confirms reveals proves outperforms uses is achieves has".split())


def own_reference(r: Reading, k: int) -> tuple[int, int] | None:
    """The span of a phrase at token `k` that stands for the paper's own method ("our model", "the proposed framework")."""
    low = r.lows[k]
    if low in ("we", "ours"):
        return k, k + 1
    if low in ("our", "this", "the", "these", "such"):
        for j in range(k + 1, min(k + 7, len(r.words))):
            word = r.lows[j]
            if r.label(j) == "METHOD":
                return (k, k + 1) if low == "our" and not is_own(r, r.at[j].name) else None  # type: ignore[union-attr]
            if low in ("this", "these") and j == k + 1 and word in ("performance", "result", "score", "accuracy"):
                return k, j + 1
            if word in cue("own"):
                inner = r.lows[k + 1 : j]
                if low == "our" or (
                    low in ("this", "these") and j - k <= 3 and word not in ("work", "paper", "results", "experiments")
                ):
                    return k, j + 1
                if any(w in ("proposed", "resulting", "presented", "introduced", "developed") for w in inner):
                    return k, j + 1
                if low == "the" and j == k + 1 and word in ("method", "framework", "approach", "model", "system", "algorithm"):
                    return k, j + 1
                return None
            if word in (",", ".", ";", "(", "of", "on", "in", "by", "and", "that"):
                break
        return (k, k + 2) if low == "our" else None
    if low in ("it", "they"):
        return k, k + 1
    return None


def subject(r: Reading, k: int, floor: int | None = None) -> Subject | None:
    """The subject of the clause whose verb, figure or participle stands at token `k`.

    Parameters
    ----------
    floor
        Earliest token to look at (default: the start of the sentence).
    """
    s = r.sentences[r.sentence_of[k]][0] if floor is None else floor
    fallback: Subject | None = None
    head = _head_noun(r, k, s)
    if head is not None:
        found, i = head
        if found is not None:
            return found
    else:
        i = k - 1
    depth = 0
    while i >= s:
        low = r.lows[i]
        if low == ")":
            depth += 1
        elif low == "(":
            depth = max(0, depth - 1)
        m = r.at[i]
        if depth:
            i -= 1
            continue
        if m is not None and m.label == "METHOD" and _makes(r, m):
            i = m.start - 1
            continue
        if m is not None and m.label == "METHOD":
            name = mention_name(r, m)
            own = is_own(r, m.name)
            if not own and r.lows[m.start - 1] in _TRAIN and "we" in r.lows[s : m.start] and _is_main_told(r, m.start):
                return Subject(main_name(r), (m.start, m.end), 0.75, True)  # "we fine-tune B on it, which gives"
            if not own and _is_added(r, m, s):
                return Subject(main_name(r), (m.start, m.end), 0.65, True)
            if not in_phrase(r, m, s) or _absolute(r, m):
                return Subject(name, (m.start, m.end), 0.95, own)
            if fallback is None and own:
                fallback = Subject(name, (m.start, m.end), 0.75, own)
            i = m.start - 1
            continue
        reference = own_reference(r, i)
        if reference is not None and reference[1] <= k and (_acts(r, i, reference[1], k) or not _behind_preposition(r, i, s)):
            named = (
                _in_brackets(r, reference[1], k)
                or _told(r, reference[1], k, low)
                or _antecedent(r, i, low in ("it", "they", "this", "these"))
            )
            if named is not None:
                return named
            return Subject(main_name(r), reference, 0.92 if low not in ("it", "they") else 0.8, True)
        i -= 1
    return fallback


def _told(r: Reading, start: int, k: int, low: str) -> Subject | None:
    """What "we find that" speaks of, where it is a class or an acronym: "we find that RLVR yields stronger … than B"."""
    that = next((j for j in range(start, min(start + 5, k)) if r.lows[j] == "that"), 0) if low in ("we", "our") else 0
    m = r.at[that + 1] if that and that + 1 < k else None
    if (
        m is None
        or m.label not in ("FAMILY", "ACRONYM")
        or m.end >= k
        or ":" in r.lows[m.end : k]
        or is_own(r, m.name)
        or r.at[m.end] is not None
    ):
        return None
    verb = r.lows[m.end]
    return Subject(m.name, (m.start, m.end), 0.8, False) if verb == "can" or verb.endswith("s") or verb.endswith("ly") else None


def _is_added(r: Reading, m: Mention, s: int) -> bool:
    """Whether a clause speaks of what the authors put in: "incorporating A and B refinement lowers the error"."""
    k = m.start - 1
    while k > s and m.start - k < 8 and (r.lows[k] in (",", "and", "the", "a", "an", "both") or r.label(k) == "METHOD"):
        k -= 1
    return r.lows[k] in _ADDING and (k == s or r.lows[k - 1] in (",", "that"))


_ADDING = frozenset("incorporating adding integrating introducing combining applying employing leveraging".split())


def _is_main_told(r: Reading, k: int) -> bool:
    """Whether the text has named the paper's own method before token `k`."""
    return r.main is not None and any(m.start < k for m in r.main.mentions)


def _in_brackets(r: Reading, opening: int, k: int) -> Subject | None:
    """The size of the paper's own method in brackets that close before token `k`: "our 4B model (FooNet-4B) surpasses"."""
    m = r.at[opening + 1] if opening + 2 < k and r.words[opening] == "(" else None
    if m is None or m.label != "METHOD" or r.words[m.end] != ")" or not is_own(r, m.name):
        return None
    return Subject(mention_name(r, m), (m.start, m.end), 0.92, True)


def _makes(r: Reading, m: Mention) -> bool:
    """Whether a method only made the things spoken of: "GPT-4o generated summaries"."""
    return r.lows[m.end : m.end + 1] in (["generated"], ["written"]) and r.lows[m.end + 1] not in ("the", "a", "an", "more")


_TRAIN = frozenset(
    "fine-tune finetune train post-train pretrain pre-train instruction-tune fine-tuned finetuned trained".split()
)
_BEFORE_VERB = frozenset(
    "also further even still not only can is are was were be been has have had does do did to both thus then "
    "thereby will clearly often again".split()
)


def _head_noun(r: Reading, k: int, s: int) -> tuple[Subject | None, int] | None:
    """The noun phrase right before a finite verb: (its subject or None, where to look on), None if there is no such phrase.

    "the resulting ViTs outperform", "small finetuned models outperform", "X variants outperform".
    """
    if r.lows[k].endswith("ing"):
        return None
    i = k - 1
    while i >= s and (r.lows[i].endswith("ly") or r.lows[i] in _BEFORE_VERB):
        i -= 1
    if i < s:
        return None
    m = r.at[i]
    if m is not None and m.label == "FAMILY":
        if r.lows[m.start - 1] in ("of", "in", "with", "on", "for") and m.start > s:
            return None
        if any(w in ("with", "without") for w in r.lows[max(s, m.start - 3) : m.start]):
            return None  # "a method with no explicit denoising outperforms"
        if m.start > s and r.lows[m.start - 1] in ("our", "proposed"):
            return None
        return Subject(m.name, (m.start, m.end), 0.8, False), i
    if m is None and r.lows[i] in _CLASS_NOUNS:
        return _noun_phrase(r, i, s)
    return None


_CLASS_NOUNS = frozenset(
    "models model methods method agents agent networks network variants approach approaches framework system "
    "systems algorithm classifier classifiers pipeline".split()
)


def _noun_phrase(r: Reading, i: int, s: int) -> tuple[Subject | None, int] | None:
    """The subject in a noun phrase whose head is the class noun at token `i` ("DiMR-XL variants", "small finetuned models")."""
    j = i - 1
    while j >= s and i - j <= 6:
        m = r.at[j]
        if m is not None and m.label == "METHOD":
            return Subject(mention_name(r, m), (m.start, m.end), 0.9, is_own(r, m.name)), j
        low = r.lows[j]
        if low in ("our", "proposed", "the", "this", "these", "it") or own_reference(r, j):
            return None  # told by the general way
        if low in _PREPOSITIONS or low in (",", ";", ":", "that", "and") or (low.endswith("s") and low in _VERBISH):
            break
        j -= 1
    return Subject(main_name(r), (i, i + 1), 0.55, True), i


def _behind_preposition(r: Reading, i: int, s: int) -> bool:
    return (
        i > s
        and r.lows[i - 1] in ("of", "on", "with", "in", "for", "by", "from", "to", "as", "than", "over", "under")
        and r.lows[i] not in ("we", "it", "they")
    )


def _acts(r: Reading, i: int, end: int, k: int) -> bool:
    """Whether the own method behind "with" acts by the participle at token `k`: "with our small model (X) surpassing B"."""
    return r.lows[i - 1] == "with" and r.lows[k].endswith("ing") and "," not in r.lows[end:k]


def _absolute(r: Reading, m: Mention) -> bool:
    """Whether a participle makes a name behind "with" the subject ("with X attaining 84%")."""
    k = m.end
    while k < len(r.lows) and r.lows[k].endswith("ly"):
        k += 1
    ahead = r.lows[k : k + 2] in (["ahead", "at"], ["ahead", "with"], ["leading", "at"])
    return r.lows[m.start - 1] == "with" and k < len(r.lows) and (r.lows[k].endswith("ing") or ahead)


def _antecedent(r: Reading, i: int, pronoun: bool) -> Subject | None:
    """What "it" (or, weaker, "we") refers to: the paper's own method that the clause or the sentence before speaks of."""
    k = r.sentence_of[i]
    s, _ = r.sentences[k]
    if r.lows[i] == "they" and (group := _class_before(r, i, s)) is not None:
        return group
    if pronoun:
        for j in range(i - 1, s - 1, -1):
            m = r.at[j]
            if m is None or m.label != "METHOD":
                continue
            near = is_own(r, m.name) or m.start - s < 3 or r.lows[m.start - 1] == "our"
            if near and not in_phrase(r, m, s):
                return Subject(mention_name(r, m), (m.start, m.end), 0.85, is_own(r, m.name))
    if k == 0 or r.sentences[k - 1][0] < r.title_end:
        return None
    s, e = r.sentences[k - 1]
    found = [m for m in r.within(s, e) if m.label == "METHOD" and is_own(r, m.name)]
    subjects = [m for m in found if not in_phrase(r, m, s) and (pronoun or _leads(r, m, s))]
    if not subjects:
        return None
    m = subjects[0]
    return Subject(mention_name(r, m), (i, i + 1), 0.8, True)


def _class_before(r: Reading, i: int, s: int) -> Subject | None:
    """The class that "they" at token `i` stands for: "while LLMs can do the one, they fail at the other"."""
    for m in r.within(s, i):
        before = r.lows[max(s, m.start - 4) : m.start]
        first = not before or before[-1] in _CLAUSE_STARTS or any(w in _TESTS for w in before)
        if m.label == "FAMILY" and m.name.endswith("s") and first and r.lows[m.end] != ",":
            return Subject(m.name, (m.start, m.end), 0.8, False)
    return None


_CLAUSE_STARTS = frozenset("while although though that because since ,".split())
_TESTS = frozenset("evaluate evaluated evaluating test tested testing benchmark benchmarked benchmarking assess".split())


def _leads(r: Reading, m: Mention, s: int) -> bool:
    """Whether a mention is the subject at the head of its sentence ("X …", "We show that X …")."""
    return m.start - s <= 2 or r.lows[m.start - 1] == "that"


def mention_name(r: Reading, m: Mention) -> str:
    thing = r.things.get(thing_key(r, m.name))
    return short_name(r, thing) if thing is not None and m.rule != "packed" else m.name

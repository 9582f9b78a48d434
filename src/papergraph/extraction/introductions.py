"""What the authors bring in: verbs of introducing, naming words, appositions, lists of own parts."""

from __future__ import annotations

from papergraph.extraction.cues import cue, phrase_before
from papergraph.extraction.labels import component
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import LOWER, PUNCT, Mention, Reading, Thing

_BREAKERS = frozenset("that which who to for by using based on from inspired via where while when whose than against with without in under through into and of".split())
_SOFT = frozenset("and of with in into".split())


def introduced_at(r: Reading, i: int, soft: bool = True) -> bool:
    """Whether a verb of introducing governs the noun phrase that starts at token `i`.

    Between the verb and the phrase only articles, adjectives and nouns may stand ("we propose a simple but effective X"), and
    with `soft` a coordination ("we propose A and B").
    """
    s, e = r.sentences[r.sentence_of[i]]
    k = i - 1
    hops = 0
    while k >= s and hops < 22:
        low = r.lows[k]
        if low in cue("introduce"):
            if low == "proposed" and i - k > 4:
                return False
            if low in _PASSIVE_ONLY and not (k > s and r.lows[k - 1] in ("have", "has", "we", "and", "is", "are", "was", "were")):
                return False
            return _ours(r, s, k)
        if r.shapes[k] == PUNCT and low not in (",", '"', "'", "-", "(", ")"):
            break
        if low in _BREAKERS and not (soft and low in _SOFT):
            break
        if low == "," and not soft:
            break
        k -= 1
        hops += 1
    # passive: "X is proposed", "a family of Xs (Y) are introduced"
    k = i
    while k < e and k < i + 16:
        if r.lows[k] in ("is", "are", "was", "were"):
            return any(w in ("proposed", "introduced", "presented", "developed", "designed", "devised") for w in r.lows[k + 1 : k + 4])
        if r.lows[k] in (",", ".", ";") and k > i + 6:
            break
        k += 1
    return False


_PASSIVE_ONLY = frozenset("built created introduced presented developed constructed".split())
_WE = frozenset("we paper work study article manuscript authors i report thesis our chapter survey letter approach method framework model".split())


def _ours(r: Reading, s: int, k: int) -> bool:
    """Whether the subject of the verb at token `k` is the authors, their paper or their method."""
    lows = r.lows
    if lows[k].endswith("ing"):
        return True
    window = lows[max(s, k - 10) : k]
    if "we" in window or "i" in window[-2:]:
        return not any(w in ("they", "who", "which") for w in window[-2:])
    if lows[k - 1 : k] in (["is"], ["are"], ["was"], ["were"], ["been"]):
        return True
    if lows[k] == "proposed":
        return k > s and lows[k - 1] in ("the", "our", "newly", "this", "a", "an")
    if any(w in _WE for w in window) and not any(w in ("existing", "previous", "prior", "recent") for w in window):
        return True
    if k > s and lows[k - 1] in ("and", ",", "then", "further", "also", "additionally", "to"):
        return "we" in lows[s:k] or any(w in _WE for w in lows[s:k]) or lows[k - 1] == "to" and lows[s] == "to"
    return False


def named_before(r: Reading, i: int) -> bool:
    """Whether a naming word ("called", "dubbed") stands before token `i`."""
    k = i
    while k > 0 and r.lows[k - 1] in ('"', "'", "the", "a", "an", "as", ",", "``", "by"):
        k -= 1
    n = phrase_before(r.lows, k, cue("naming"), 5)
    if not n:
        return False
    if r.lows[k - 1] in ("known as",):
        return False
    return True


def _introduction(r: Reading, thing: Thing, title_key: str) -> str:
    """Name of the rule by which a thing is the paper's own ("" if none)."""
    famous = all(m.rule.startswith("lexicon") for m in thing.mentions)
    if thing.key == title_key:
        return "title-colon"
    in_title = any(m.start < r.title_end for m in thing.mentions)
    for m in thing.mentions:
        i = m.start
        if i < r.title_end:
            if title_key and not famous and title_key.startswith(thing.key) and m.end <= 4 and thing.label == "METHOD" and r.words[m.end : m.end + 1] == ["("]:
                return "title-colon"
            continue
        if famous and thing.label == "METHOD":
            if (in_title and introduced_at(r, i, soft=False)) or (named_before(r, i) and introduced_at(r, _description(r, i), soft=True)):
                return "introduce"
            continue
        if named_before(r, i) and not (famous and thing.label == "DATASET"):
            return "naming"
        before = r.lows[i - 1] if i else ""
        if before == "our" or (before == "proposed" and r.lows[i - 2 : i - 1] in (["our"], ["the"])):
            if not famous:
                return "our"
        if m.rule.startswith("abbreviation") and not famous and _in_intro_sentence(r, m):
            return "introduce"
        if not famous and _behind_novel_noun(r, m):
            return "novel-noun"
        if not famous and m.rule.startswith("capital-phrase") and thing.label == "METHOD" and _component(r, m):
            return "component"
        if _apposition(r, m) and not famous:
            return "apposition"
        if introduced_at(r, i, soft=True) and not (famous):
            return "introduce"
    return ""


def _description(r: Reading, i: int) -> int:
    """Start of the description that a naming word before token `i` gives a name ("a new optimizer, called X")."""
    k = i - 1
    s = r.sentences[r.sentence_of[i]][0]
    while k > s and r.lows[k] not in cue("introduce"):
        k -= 1
    return k + 1


_NOVEL = frozenset("new novel resulting proposed our obtained searched introduced developed".split())


def _behind_novel_noun(r: Reading, m: Mention) -> bool:
    """ "a novel music encoder X", "the resulting model X", "our searched model, X,"."""
    k = m.start - 1
    if k > 0 and r.lows[k] == ",":
        k -= 1
    if r.shapes[k] != LOWER or r.lows[k] in _BREAKERS or r.lows[k] not in cue("own") and r.lows[k] not in cue("method_noun") and r.lows[k + 1] == ",":
        return False
    for j in range(k, max(k - 6, 0), -1):
        if r.lows[j] in _NOVEL:
            return r.lows[j] != "our" or j < k
        if r.shapes[j] != LOWER or r.lows[j] in _BREAKERS or r.lows[j] in ("the", "a", "an", "and"):
            return False
    return False


def _in_intro_sentence(r: Reading, m: Mention) -> bool:
    """Whether an abbreviation is defined in the object of an introducing verb, however long it is."""
    start, end = m.start, m.end
    if r.words[start - 1] == "(":
        long = r.abbreviations.get(name_key(m.name))
        k = start - 2
        if long:
            n = len(long)
            while k > 0 and r.starts[start - 2] - r.starts[k] + len(r.words[start - 2]) < n:
                k -= 1
        start = k
    return introduced_at(r, max(start, 0))


def _apposition(r: Reading, m: Mention) -> bool:
    """ "X, a novel …", "X is a simple …" at the start of a sentence or behind an introducing verb."""
    s, e = r.sentences[r.sentence_of[m.start]]
    j = m.end
    if j + 2 < e and r.lows[j] == "," and r.lows[j + 1] in ("a", "an", "the"):
        window = r.lows[j + 2 : j + 7]
        if any(w in ("novel", "new", "first", "simple", "efficient", "unified", "lightweight", "general", "training-free") for w in window[:4]):
            return r.lows[s] != "like" and not any(w in ("outperforms", "surpasses") for w in r.lows[max(s, m.start - 3) : m.start])
    if m.start - s <= 1 and j + 2 < e and r.lows[j] in ("is", "are") and r.lows[j + 1] in ("a", "an", "the"):
        return any(w in ("novel", "new", "first", "simple") for w in r.lows[j + 2 : j + 5])
    return False

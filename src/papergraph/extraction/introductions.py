"""What the authors bring in: verbs of introducing, naming words, appositions, lists of the method's parts."""

from __future__ import annotations

from papergraph.extraction.authors import first_own
from papergraph.extraction.cues import cue, phrase_before
from papergraph.extraction.descriptions import is_part
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import CAPITAL, LOWER, PUNCT, UPPER, Mention, Reading, Thing

_BREAKERS = frozenset(
    "that which who to for by using based on from inspired via where while when whose than against with without in "
    "under through into and of".split()
)
_SOFT = frozenset("and of with in into".split())
_PASSIVE = frozenset(
    "proposed introduced presented developed designed devised established constructed built created formulated".split()
)
_STRONG = cue("introduce") - cue("introduce_weak") - _PASSIVE
_PASSIVE_ONLY = frozenset("built created introduced presented developed constructed".split())
_WE = frozenset(
    "we paper work study article manuscript authors i report thesis our chapter survey letter approach method framework "
    "model research".split()
)
_NOVEL = frozenset("new novel resulting proposed our obtained searched introduced developed".split())
_FRESH = frozenset("novel new newly first simple efficient unified lightweight general training-free".split())
#: What may stand behind a single capitalised word that an introducing verb brings in.
_BEHIND_NAME = frozenset(
    "that which to for as and with by in on via where whose using deployed designed tailored built based consisting "
    "comprising aimed capable "
    "is are framework method model algorithm approach architecture system module strategy network dataset benchmark".split()
)


def introduced_at(r: Reading, i: int, soft: bool = True) -> bool:
    """Whether a verb of introducing governs the noun phrase that starts at token `i`.

    Between the verb and the phrase only articles, adjectives and nouns may stand ("we propose a simple but effective X"), and
    with `soft` a coordination ("we propose A and B").
    """
    s, e = r.sentences[r.sentence_of[i]]
    k = i - 1
    hops = 0
    while k >= s and hops < 36:
        low = r.lows[k]
        if low in cue("introduce") and not (
            low == "open-source" and r.lows[k - 1] in ("a", "an", "the", "several", "of", "on")
        ):
            if low == "proposed" and (i - k > 4 or any(w in _SOFT for w in r.lows[k + 1 : i])):
                return False
            if low in _PASSIVE_ONLY and not (
                k > s and r.lows[k - 1] in ("have", "has", "we", "and", "is", "are", "was", "were")
            ):
                return False
            return _ours(r, s, k)
        if r.shapes[k] == PUNCT and low not in (",", '"', "'", "-", "(", ")"):
            break
        if (low in _BREAKERS and not (soft and low in _SOFT)) or (low == "such" and r.lows[k + 1] == "as"):
            break
        if low == "," and not soft:
            break
        k -= 1
        hops += 1
    return _passive(r, i, e)


def _passive(r: Reading, i: int, e: int) -> bool:
    """ "X is proposed", "a family of Xs (Y) are introduced"."""
    for k in range(i, min(e, i + 16)):
        if r.lows[k] in ("is", "are", "was", "were"):
            behind = r.lows[k + 1 : k + 4]
            if r.lows[k] == "are" and behind[0:1] == ["designed"] and behind[1:2] in (["to"], ["for"]):
                return False  # "QUILT systems are designed to …": what they are for
            return not any(w in ("a", "an", "the") for w in behind[:2]) and any(w in _PASSIVE for w in behind)
        if r.lows[k] in (",", ".", ";") and k > i + 6:
            return False
    return False


def _ours(r: Reading, s: int, k: int) -> bool:
    """Whether the subject of the verb at token `k` is the authors, their paper or their method."""
    lows = r.lows
    if lows[k].endswith("ing"):
        return not _by_others(r, s, k)
    window = lows[max(s, k - 10) : k]
    if "we" in window or "i" in window[-2:]:
        return not any(w in ("they", "who", "which") for w in window[-2:])
    if lows[k - 1 : k] in (["is"], ["are"], ["was"], ["were"], ["been"]):
        return True
    if lows[k] == "proposed":
        return k > s and lows[k - 1] in ("the", "our", "newly", "this", "a", "an")
    if any(w in _WE for w in window) and not any(w in ("existing", "previous", "prior", "recent") for w in window):
        return True
    if _own_name_or_it(r, s, k):
        return True
    if k > s and lows[k - 1] in ("and", ",", "then", "further", "also", "additionally", "to"):
        return "we" in lows[s:k] or any(w in _WE for w in lows[s:k]) or (lows[k - 1] == "to" and lows[s] == "to")
    return False


def _by_others(r: Reading, s: int, k: int) -> bool:
    """Whether what comes before a participle at token `k` is of others' work: "Existing methods have …, introducing X"."""
    before = r.lows[s : min(k, s + _REACH)]
    return before[:1] != [] and before[0] in _PRIOR and not any(w in ("we", "our", "this") for w in before)


_PRIOR = frozenset("existing previous prior earlier recent current".split())
_REACH = 60


_ADVERBS = frozenset("then first further also finally next additionally jointly".split())


def _before_adverbs(r: Reading, s: int, k: int) -> int:
    """The token before token `k` and the adverbs that stand before it."""
    j = k - 1
    while j > s and (r.lows[j] in _ADVERBS or r.lows[j].endswith("ly")):
        j -= 1
    return j


def _own_name_or_it(r: Reading, s: int, k: int) -> bool:
    """Whether the subject right before the verb at token `k` is "it", an own stage or the name that the title has."""
    j = _before_adverbs(r, s, k)
    if j < s:
        return False
    if r.lows[j] in ("it", "stage", "phase", "step"):
        return first_own(r) < s
    return r.title_end > 1 and r.words[1] == ":" and r.words[j] == r.words[0]


def directly_introduced(r: Reading, m: Mention) -> bool:
    """Whether a strong verb of introducing stands right before a name that is no adjective: "we propose Mirage, a …"."""
    k = m.start - 1
    quoted = r.words[k] == '"' and r.words[m.end : m.end + 1] == ['"']
    if quoted:
        k -= 1
    if quoted or m.label == "PHRASE" or m.rule.startswith("shape"):
        while k > m.start - 4 and (
            r.lows[k] in ("a", "an")
            or (r.shapes[k] == LOWER and r.lows[k].endswith(("ive", "al", "ed", "ic", "el", "able", "ent")))
        ):
            k -= 1
    while k > 0 and r.words[k] in ('"', "'", "`", "the", ":"):
        k -= 1
    if k < r.title_end or r.lows[k] not in cue("introduce") or r.lows[k] in cue("introduce_weak") or r.lows[k] == "proposed":
        return False
    s, e = r.sentences[r.sentence_of[m.start]]
    behind = r.lows[m.end] if m.end < e else "."
    return (behind in _BEHIND_NAME or not behind[0].isalnum()) and _ours(r, s, k)


def named_before(r: Reading, i: int) -> bool:
    """Whether a naming word ("called", "dubbed") stands before token `i`."""
    k = i
    while k > 0 and r.lows[k - 1] in ('"', "'", "`", "the", "a", "an", "as", ",", "``", "by"):
        k -= 1
    if k > 1 and r.lows[k - 1] == "(" and r.lows[i - 1] in ("the", '"', "'", "`") and r.lows[k - 2] in cue("own"):
        return introduced_at(r, k - 2)  # "we introduce an algorithm (the `No-Data Algorithm')"
    if phrase_before(r.lows, k, cue("naming"), 5):
        return True
    j = k - 1  # "We call this new optimizer (the) X"
    if j > 1 and r.lows[j] == "and" and r.at[j - 1] is not None and r.at[j - 1].label == "DATASET":  # type: ignore[union-attr]
        j = r.at[j - 1].start - 1  # type: ignore[union-attr]
    if j > 0 and (r.lows[j] in cue("own") or r.lows[j] in cue("dataset_head")):
        while j > max(0, k - 5) and r.shapes[j] == LOWER and r.lows[j] not in _CALL:
            j -= 1
        return r.lows[j] in _CALL and r.lows[j + 1] in ("this", "our", "the") and "we" in r.lows[max(0, j - 4) : j]
    return False


_CALL = frozenset("call name term dub".split())


def introduction(r: Reading, thing: Thing, title_key: str) -> str:
    """Name of the rule by which a thing is the paper's own ("" if none)."""
    famous = (
        any(m.rule in ("lexicon", "lexicon-edition") for m in thing.mentions)
        or all(m.rule == "lexicon-variant" for m in thing.mentions)
        or (thing.label == "METHOD" and any(m.entry is not None and m.rule == "abbreviation-expansion" for m in thing.mentions))
    )
    if thing.key == title_key:
        return "title-colon"
    in_title = any(m.start < r.title_end for m in thing.mentions)
    for m in thing.mentions:
        if m.start < r.title_end:
            if thing.label == "DATASET" and any(w in ("overview", "findings") for w in r.lows[max(0, m.start - 4) : m.start]):
                return "overview"
            if not famous and _title_variant(r, m, thing, title_key):
                return "title-colon"
        elif famous:
            if _famous_introduced(r, m, thing, in_title):
                return "introduce"
        else:
            rule = _brought_in(r, m, thing)
            if rule:
                return rule
    return ""


def _title_variant(r: Reading, m: Mention, thing: Thing, title_key: str) -> bool:
    """ "X (Extra Words): …" as the title."""
    return bool(
        title_key
        and title_key.startswith(thing.key)
        and m.end <= 4
        and thing.label == "METHOD"
        and r.words[m.end : m.end + 1] == ["("]
    )


def _famous_introduced(r: Reading, m: Mention, thing: Thing, in_title: bool) -> bool:
    """Whether this is the paper that a known name comes from."""
    i = m.start
    if thing.label == "METHOD" and (
        (in_title and introduced_at(r, i, soft=False))
        or (named_before(r, i) and introduced_at(r, _description(r, i), soft=True))
    ):
        return True
    if thing.label == "METHOD" and _with_noun(r, m):
        return True
    if thing.label == "DATASET" and m.rule == "lexicon-variant" and named_before(r, i):
        return True
    if thing.key in r.abbreviations and thing.label == "METHOD" and r.words[i - 1] == "(" and _in_intro_sentence(r, m):
        return True
    return (directly_introduced(r, m) and r.words[m.end : m.end + 1] == ["-"] and r.starts[m.end] > r.ends[m.end - 1]) or (
        directly_introduced(r, m)
        and r.words[m.end : m.end + 1] == [","]
        and r.lows[m.end + 1 : m.end + 2] in (["a"], ["an"], ["the"], ["our"], ["which"])
    )


def _with_noun(r: Reading, m: Mention) -> bool:
    """ "We propose the X optimizer, which …"."""
    return (
        r.lows[m.start - 1] == "the"
        and r.lows[m.start - 2] in ("propose", "introduce", "present")
        and r.lows[m.start - 3] == "we"
        and r.lows[m.end : m.end + 1] != []
        and r.lows[m.end] in cue("method_noun")
        and r.lows[m.end + 1 : m.end + 2] in ([","], ["that"], ["."])
    )


def _brought_in(r: Reading, m: Mention, thing: Thing) -> str:
    """Name of the rule by which a mention in the abstract shows that a name is the paper's own."""
    i = m.start
    if m.label == "BASIS":
        return ""
    if named_before(r, i):
        return "naming"
    before = r.lows[i - 1] if i else ""
    again = r.lows[m.end : m.end + 1] in (["reproduction"], ["implementation"])
    if (before == "our" and not again) or (before == "proposed" and r.lows[i - 2 : i - 1] in (["our"], ["the"])):
        return "our"
    if m.rule.startswith("abbreviation") and not _qualifies(r, m) and _in_intro_sentence(r, m):
        return "introduce"
    if m.rule == "abbreviation" and r.words[m.end : m.end + 1] == ["("]:
        long = r.at[m.end + 1]
        if long is not None and long.label == "METHOD" and opens_as_own(r, (i, m.end), (long.start, long.end)):
            return "introduce"
    if m.rule == "abbreviation-expansion" and thing.label == "METHOD" and r.lows[i - 1] in ("a", "an") and _combined(r, i):
        return "component"
    if _behind_novel_noun(r, m):
        return "novel-noun"
    if thing.label == "METHOD" and (m.rule.startswith(("capital-phrase", "abbreviation")) or _novel_part(m)) and _part(r, m):
        return "component"
    if m.rule.startswith("capital-phrase") and thing.label == "METHOD" and _indefinite(r, m):
        return "component"
    if apposition(r, m):
        return "apposition"
    if thing.label == "METHOD" and _new_here(m) and (brought_by_own(r, i) or _own_module(r, m) or _incorporated(r, m)):
        return "component"
    if thing.label == "METHOD" and (_consists(r, m) or _and_part(r, m) or _comprised(r, m)):
        return "component"
    if thing.label == "METHOD" and (_module(r, m) or _coordinated(r, m) or _replacement(r, m)):
        return "component"
    if introduced_at(r, i, soft=True) and not _of_description(r, m):
        return "introduce"
    return ""


def _qualifies(r: Reading, m: Mention) -> bool:
    """Whether a defined acronym qualifies the noun behind it: "an Expected Over Knots (EOK) optimized patch"."""
    k = m.end + (3 if m.rule == "abbreviation-expansion" else 1)
    return (
        r.words[k - 1 : k] == [")"] and r.lows[k : k + 1] != [] and r.lows[k] in ("optimized", "optimised", "based", "driven")
    )


def _of_description(r: Reading, m: Mention) -> bool:
    """Whether a name qualifies the noun that describes a name before it: "We present QUILT, a conversational BI system"."""
    acronym = r.shapes[m.start] == UPPER and m.rule.startswith("shape")
    phrase = m.rule.startswith(("capital-phrase", "compound", "capital+"))
    if not (acronym or phrase) or r.lows[m.end : m.end + 1] == []:
        return False
    k = m.start - 1
    while k > m.start - 6 and r.shapes[k] == LOWER and r.lows[k] not in ("a", "an"):
        k -= 1
    named = k > 1 and r.lows[k] in ("a", "an") and r.words[k - 1] == "," and r.at[k - 2] is not None
    return named and r.lows[m.end] in cue("own")


_NOT_OWN = frozenset(
    "is was has are were been fails remains suffers requires relies cannot struggles tends lacks aims arises occurs poses "
    "plays refers becomes emerges exists".split()
)


def _module(r: Reading, m: Mention) -> bool:
    """A defined name that is the subject of a sentence once the authors have begun: "On the left, Patch Unit (PU) reads …"."""
    if not m.rule.startswith("abbreviation-expansion") or not any(r.shapes[k] == CAPITAL for k in range(m.start, m.end)):
        return False
    close = m.end + 2
    return r.words[m.end : m.end + 1] == ["("] and r.words[close : close + 1] == [")"] and acts(r, m.start, close)


def acts(r: Reading, start: int, close: int) -> bool:
    """Whether the definition at tokens `start` to `close`, its closing bracket, does something, once the authors have begun."""
    s, e = r.sentences[r.sentence_of[start]]
    k = start
    while k > s and start - k < 4 and r.shapes[k - 1] == LOWER and r.lows[k - 1] not in _BREAKERS and r.lows[k - 1] != "while":
        k -= 1
        if r.lows[k] in ("the", "a", "an"):
            break
    opened = (
        k == s
        or (k - s < 8 and r.lows[k - 1] == "," and r.lows[s] in _OPENERS)
        or (r.lows[k - 1] in ("and", "while") and r.words[k - 2] == ",")
        or r.words[k - 1] == ";"
    )
    verb = _verb_behind(r, close + 1, e)
    return opened and verb > 0 and r.lows[verb + 1 : verb + 2] != ["been"] and first_own(r) < s


def opens_as_own(r: Reading, short: tuple[int, int], long: tuple[int, int]) -> bool:
    """Whether a definition opens a sentence, does something and has a word of the title: "QSN (Quilted Seam Net) sews …"."""
    if long[0] != short[1] + 1 or short[0] < r.title_end or r.sentences[r.sentence_of[short[0]]][0] != short[0]:
        return False
    verb = long[1] + 1
    if verb >= len(r.words) or not (_third_person(r, verb) or r.lows[verb] == ","):
        return False
    title = {part for word in r.lows[: min(r.title_end, 60)] for part in word.split("-")}
    return any(part in title and len(part) > 4 for word in r.lows[long[0] : long[1]] for part in word.split("-"))


def acts_or_part(r: Reading, start: int, end: int) -> bool:
    """Whether a capitalised phrase does something or is what something comprises, once the authors have begun."""
    s, e = r.sentences[r.sentence_of[start]]
    if _verb_behind(r, end, e) and first_own(r) < s:
        return True
    comprises = ("comprising", "combining", "integrating", "incorporating", "comprises", "combines", "integrates", "consisting")
    before = r.lows[max(s, start - 12) : start]
    return any(w in comprises for w in before) and ("we" in r.lows[s:start] or first_own(r) < s)


def _verb_behind(r: Reading, k: int, e: int) -> int:
    """The verb of doing behind the adverbs that may stand at token `k` (0: there is none)."""
    while k < e and r.lows[k] in _ADVERBS:
        k += 1
    return k if k < e and _third_person(r, k) else 0


def _third_person(r: Reading, i: int) -> bool:
    """Whether token `i` looks like a verb of doing in the third person."""
    word = r.lows[i]
    if r.shapes[i] != LOWER or not word.endswith("s") or word.endswith(("ss", "tions", "sions", "ities")) or word in _NOT_OWN:
        return False
    nouns = (word, word[:-1], word[:-3] + "y")
    return not any(noun in cue(kind) for noun in nouns for kind in ("method_noun", "own", "dataset_noun"))


_PART = cue("parts") | {word[:-1] for word in cue("parts") if word.endswith("s")}


def brought_by_own(r: Reading, start: int) -> bool:
    """Whether the paper's own method has or employs what stands at token `start`.

    "It employs a Rapid Route Probe", "FooNet, then, applies a …", "Its active component, Patch Probing (PP), …".
    """
    s = r.sentences[r.sentence_of[start]][0]
    k = start - 1
    if k > s + 1 and r.words[k] == "," and (r.lows[k - 1] in _PART or r.lows[k - 1] in cue("own")):
        return any(w in ("its", "our") for w in r.lows[max(s, k - 5) : k - 1])
    while k > s and start - k < 6 and r.shapes[k] == LOWER and r.lows[k] not in cue("employ") and r.lows[k] not in _BREAKERS:
        k -= 1
    return any(w in ("a", "an", "our") for w in r.lows[k + 1 : start]) and _employs(r, s, k)


def _incorporated(r: Reading, m: Mention) -> bool:
    """ "It (further) incorporates Factorized Seam Attention": a phrase that the own method has, without an article."""
    if m.end - m.start < 2 or m.entry is not None or r.lows[m.start - 1] not in _HAS:
        return False
    return any(r.shapes[k] == CAPITAL for k in range(m.start, m.end)) and used_by_own(r, m.start)


_HAS = frozenset("incorporates introduces integrates features comprises".split())


def _and_part(r: Reading, m: Mention) -> bool:
    """ "FooNet incorporates a Seam Reader to … and a Knot Mixer Head that …": what the own method has, behind "and"."""
    if not m.rule.startswith("capital-phrase") or r.lows[m.start - 2 : m.start] not in (["and", "a"], ["and", "an"]):
        return False
    s = r.sentences[r.sentence_of[m.start]][0]
    return any(r.lows[k] in _HAS and _employs(r, s, k) for k in range(s + 1, min(s + 6, m.start)))


def _comprised(r: Reading, m: Mention) -> bool:
    """What the thing that the sentence introduces is made of: "We present X, …, comprising a Knot Decider and Seam Mover"."""
    if not m.rule.startswith("capital-phrase"):
        return False
    s = r.sentences[r.sentence_of[m.start]][0]
    k = m.start - 1
    while k > s and m.start - k < 24 and (r.lows[k] in _BETWEEN_PARTS or r.label(k) == "METHOD"):
        k -= 1
    made = r.lows[k] == "comprising" or (r.lows[k] == "of" and r.lows[k - 1] in ("consisting", "composed"))
    return made and any(r.lows[j] in _STRONG and _ours(r, s, j) for j in range(s, k))


_BETWEEN_PARTS = frozenset("a an the , and novel new".split())


def _consists(r: Reading, m: Mention) -> bool:
    """ "FooNet consists of Foo-A, an … ; Foo-B, a …; and Foo-C, a …": a part with a description, of the title's method."""
    s = r.sentences[r.sentence_of[m.start]][0]
    if r.title_end < 2 or r.words[1] != ":" or r.words[s] != r.words[0] or m.rule.startswith("lexicon") or m.start < s + 2:
        return False
    if r.lows[s + 1] not in cue("combine") or r.lows[m.end : m.end + 2] not in ([",", "a"], [",", "an"]):
        return False
    return m.start <= s + 3 or r.words[m.start - 1] in (";", "and", ",")


def used_by_own(r: Reading, start: int) -> bool:
    """Whether the paper's own method uses what the token `start` begins, named without an article: "FooNet uses Soft Mask"."""
    return start > 0 and _employs(r, r.sentences[r.sentence_of[start]][0], start - 1)


def _employs(r: Reading, s: int, k: int) -> bool:
    """Whether token `k` is a verb of employing whose subject is the paper's own method."""
    if r.lows[k] not in cue("employ") or k <= s:
        return False
    j = _before_adverbs(r, s, k)
    if r.lows[j] == "it" or (r.lows[j] in cue("own") and r.lows[max(s, j - 2)] in ("our", "the", "this", "proposed")):
        return first_own(r) < s
    m = r.at[j]
    known = m is None or m.label not in ("NAME", "METHOD") or m.rule.startswith("lexicon")
    return not known and first_own(r) < s


_OPENERS = frozenset("on in at for first second third finally then specifically next meanwhile concretely here to".split())


def _coordinated(r: Reading, m: Mention) -> bool:
    """ "We develop X, the first … that …, as well as Y, a …", "introducing an X (Y) that …, and a Z (W) that …"."""
    start = _phrase_start(r, m)
    k = start - 1
    article = r.lows[k] in ("a", "an")
    if article:
        k -= 1
    behind = r.words[m.end : m.end + 1]
    described = behind == [","] and r.lows[m.end + 1 : m.end + 2] in (["a"], ["an"], ["our"])
    defined = article and m.rule.startswith("abbreviation")
    if not (described or defined) or k <= r.title_end:
        return False
    joined = (r.lows[k] == "and" and r.words[k - 1] == ",") or r.lows[k - 2 : k + 1] == ["as", "well", "as"]
    if not joined:
        return False
    s = r.sentences[r.sentence_of[start]][0]
    return any(r.lows[j] in _STRONG and _ours(r, s, j) for j in range(max(s, start - 50), k))


def _replacement(r: Reading, m: Mention) -> bool:
    """What the authors put in the place of something: "replacing it with a Patch Unit", where no one else is spoken of."""
    known = m.rule.startswith(("lexicon", "shape"))
    if known:
        return False
    k = m.start - 1
    s = r.sentences[r.sentence_of[m.start]][0]
    while k > s and m.start - k < 4 and (r.lows[k] in ("a", "an", "our") or (r.shapes[k] == LOWER and "-" in r.lows[k])):
        k -= 1
    if r.lows[k] != "with":
        return False
    window = r.lows[max(s, k - 9) : k]
    return any(w in ("replaces", "replacing", "replace") for w in window)


def _own_module(r: Reading, m: Mention) -> bool:
    """ "Central to it is the Patch Unit (PU) module": a defined module, once the authors have begun."""
    if m.rule != "abbreviation-expansion" or r.lows[m.start - 1] not in ("the", "a", "an"):
        return False
    s = r.sentences[r.sentence_of[m.start]][0]
    core = r.lows[m.start - 2] == "is" and any(w in ("core", "heart") for w in r.lows[max(s, m.start - 7) : m.start])
    return (core or names_module(r, m.end + 3)) and first_own(r) < m.start


def names_module(r: Reading, k: int) -> bool:
    """Whether the noun at token `k` says that what stands before it is a part of a network."""
    return k < len(r.lows) and r.lows[k] in _MODULES


_MODULES = frozenset("module block unit layer branch".split())


def _new_here(m: Mention) -> bool:
    """Whether only this text defines or capitalises a name."""
    return m.rule.startswith(("abbreviation-expansion", "capital-phrase", "coined"))


def _part(r: Reading, m: Mention) -> bool:
    start = _phrase_start(r, m)
    return is_part(r, start) and not _compared(r, start)


def _compared(r: Reading, start: int) -> bool:
    """Whether the list before token `start` is of what is compared or used: "we compare four methods: X, Y and Z"."""
    s = r.sentences[r.sentence_of[start]][0]
    opener = next((k for k in range(start - 1, max(s, start - 60), -1) if r.lows[k] in _METHODS), s)
    listed = (r.at[k] for k in range(max(opener + 1, s + 1), start) if r.words[k + 1] in (",", "and"))
    plain = r.words[start - 1] in (",", "and")
    if plain and any(m is not None and m.label == "METHOD" and m.rule == "lexicon" for m in listed):
        return True  # "four models, namely BERT, X and Y"
    return any(w in _COMPARE for w in r.lows[max(s, opener - 6) : opener])


_METHODS = frozenset("methods models approaches algorithms techniques networks classifiers tools baselines".split())
_COMPARE = frozenset(
    "compare compared compares comparing comparison evaluate evaluated evaluating evaluates benchmark benchmarked benchmarking "
    "test tested testing using used existing popular established known consider considered baseline".split()
)


def _indefinite(r: Reading, m: Mention) -> bool:
    """ "… which employs a dedicated Route Planning Agent": a capitalised phrase that ends in a noun for methods."""
    k = m.start - 1
    if r.shapes[k] == LOWER and r.lows[k] not in ("a", "an"):
        k -= 1
    if (
        r.lows[k] not in ("a", "an")
        or m.end - m.start < 2
        or not (r.lows[m.end - 1] in cue("method_head") or r.lows[m.end - 1] in cue("own"))
    ):
        return False
    s, _ = r.sentences[r.sentence_of[m.start]]
    return any(
        w in ("we", "our", "it", "this", "which", "that", "framework", "model", "method") for w in r.lows[max(s, k - 24) : k]
    )


def _combined(r: Reading, i: int) -> bool:
    """Whether the subject of the sentence combines what stands at token `i`: "It integrates a …"."""
    s = r.sentences[r.sentence_of[i]][0]
    return any(w in cue("combine") for w in r.lows[s : min(i, s + 6)])


def _phrase_start(r: Reading, m: Mention) -> int:
    """First token of an abbreviation's expansion, where the mention is the short form in its brackets."""
    if m.start > 1 and r.words[m.start - 1] == "(" and m.rule.startswith("abbreviation"):
        before = r.at[m.start - 2]
        if before is not None:
            return before.start
    return m.start


def _novel_part(m: Mention) -> bool:
    """An unknown name that the sentence's own subject combines: "It combines X, a structured …"."""
    return m.rule.startswith(("shape", "capital-phrase", "coined", "compound")) or (
        m.rule.startswith("capital+") and "-" in m.name
    )


def _description(r: Reading, i: int) -> int:
    """Start of the description that a naming word before token `i` gives a name ("a new optimizer, called X")."""
    k = i - 1
    s = r.sentences[r.sentence_of[i]][0]
    while k > s and r.lows[k] not in cue("introduce"):
        k -= 1
    return k + 1


_MADE = frozenset(
    "constructed curated collected built created proposed introduced released developed compiled annotated".split()
)


def _behind_novel_noun(r: Reading, m: Mention) -> bool:
    """ "a novel music encoder X", "the resulting model X", "our searched model, X,", "a novel X (Y)"."""
    start = _phrase_start(r, m)
    if r.lows[start - 1] in ("novel", "new") and m.label == "METHOD" and start > 1 and r.lows[start - 2] in ("a", "the", "our"):
        return True
    if m.label == "DATASET" and r.lows[start - 1] in ("yielding", "producing") and r.words[m.end : m.end + 1] == [","]:
        return r.lows[m.end + 1 : m.end + 2] in (["a"], ["an"], ["the"])
    if m.label == "DATASET" and r.lows[start - 2 : start - 1] == ["newly"] and r.lows[start - 1] in _MADE:
        return True
    k = start - 1
    comma = k > 0 and r.lows[k] == ","
    if comma:
        k -= 1
    if r.shapes[k] != LOWER or r.lows[k] in _BREAKERS:
        return False
    if (
        comma
        and not any(r.lows[k] in cue(c) for c in ("own", "method_noun", "dataset_head"))
        and r.lows[k - 1] not in ("new", "novel")
    ):
        return False
    start = r.sentences[r.sentence_of[k]][0]
    if comma and any(w in ("prior", "previous", "earlier") for w in r.lows[max(start, k - 3) : k]):
        return False  # "our prior work, X"
    own = comma and r.lows[start] in ("this", "we", "our", "here", "in") and r.lows[k] in cue("own")
    for j in range(k, max(k - 6, 0), -1):
        if (
            own
            and r.lows[j] in ("a", "an")
            and r.shapes[j - 1] == LOWER
            and r.lows[j - 1] not in _BREAKERS
            and r.lows[j - 1] not in ("on", "at", "is", "as")
        ):
            return True
        if own and r.lows[j - 1 : j + 1] in (["with", "a"], ["by", "a"], ["with", "an"]):  # "We address this with a network, X"
            return any(w in cue("address") for w in r.lows[start:j])
        if comma and r.lows[j] in ("a", "an") and r.words[j - 1] == ")" and r.lows[k] in cue("own"):
            return True  # "(2) a trainable method, X, to …"
        if r.lows[j] in _NOVEL:
            return r.lows[j] != "our" or j < k
        breaks = r.lows[j] in _BREAKERS and not (r.lows[j] == "based" and j == k - 1)  # "a kernel based estimator, X"
        if r.shapes[j] != LOWER or breaks or r.lows[j] in ("the", "a", "an", "and"):
            return False
    return False


def _in_intro_sentence(r: Reading, m: Mention) -> bool:
    """Whether an abbreviation is defined in the object of an introducing verb, however long it is."""
    start = m.start
    if r.words[start - 1] == "(":
        long = r.abbreviations.get(name_key(m.name))
        k = start - 2
        if long:
            n = len(long)
            while k > 0 and r.starts[start - 2] - r.starts[k] + len(r.words[start - 2]) < n:
                k -= 1
        start = k
    return introduced_at(r, max(start, 0))


def _meets_need(r: Reading, m: Mention) -> bool:
    """ "We address this with Foo Bar (FB), a protocol that …": what the authors act by, described as something new."""
    start = _phrase_start(r, m)
    if r.lows[start - 1] not in ("with", "through", "via", "using", "by") or m.rule.startswith("lexicon"):
        return False
    s = r.sentences[r.sentence_of[start]][0]
    return "we" in r.lows[s:start] and any(w in cue("address") for w in r.lows[max(s, start - 10) : start])


def apposition(r: Reading, m: Mention) -> bool:
    """ "X, a novel …", "X is a simple …" at the start of a sentence, "This framework combines X, a …"."""
    s, e = r.sentences[r.sentence_of[m.start]]
    j = m.end
    if r.words[j : j + 1] == ["("] and j + 2 < e and r.words[j + 2] == ")":
        j += 3
    elif r.words[j : j + 1] == [")"] and r.words[m.start - 1] == "(":
        j += 1
    if j + 2 < e and r.lows[j] == "," and r.lows[j + 1] in ("a", "an", "the"):
        if r.lows[j + 1] != "the" and _meets_need(r, m):
            return True
        if any(w in _FRESH for w in r.lows[j + 2 : j + 6]):
            return r.lows[s] != "like" and not any(
                w in ("outperforms", "surpasses") for w in r.lows[max(s, m.start - 3) : m.start]
            )
        if r.lows[j + 1] != "the" and r.lows[m.start - 1] in cue("combine") and _own_subject(r, s, m.start - 1):
            return True
        if (
            r.lows[j + 1] != "the"
            and r.lows[m.start - 1] in ("and", ",", "with")
            and any(r.lows[k] in cue("combine") and _own_subject(r, s, k) for k in range(s + 1, min(s + 5, m.start)))
        ):
            return True
    if m.start - s <= 1 and j + 2 < e and r.lows[j] in ("is", "are") and r.lows[j + 1] in ("a", "an", "the"):
        return any(w in ("novel", "new", "first", "simple") for w in r.lows[j + 2 : j + 5])
    return False


def _own_subject(r: Reading, s: int, k: int) -> bool:
    """Whether the words from `s` to the verb at token `k` end in the paper's own method."""
    return k - s <= 4 and (r.lows[s] in ("it", "our", "this", "we") or (r.lows[s] == "the" and r.lows[k - 1] in cue("own")))


__all__ = [
    "acts",
    "acts_or_part",
    "apposition",
    "brought_by_own",
    "directly_introduced",
    "introduced_at",
    "introduction",
    "named_before",
    "names_module",
    "opens_as_own",
    "used_by_own",
]

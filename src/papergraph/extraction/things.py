"""From mentions to things: one thing for all mentions of a name, with its abbreviation, its role, and what is the authors'."""

from __future__ import annotations

import re

from papergraph.extraction.abbreviations import find
from papergraph.extraction.coined import title_colon
from papergraph.extraction.cues import cue, phrase_at, phrase_before
from papergraph.extraction.descriptions import described_as, holds_samples, is_part
from papergraph.extraction.introductions import (
    acts,
    brought_by_own,
    introduced_at,
    introduction,
    named_before,
    names_module,
    opens_as_own,
)
from papergraph.extraction.lexicon import Lexicon
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, UPPER, Mention, Reading, Thing
from papergraph.lexicons import Entry, common_words

_SIZE_SUFFIX = re.compile(
    r"[-/ ]?(?:\d+(?:\.\d+)?[BMK]?|[a-zA-Z]\d{0,2}|[A-Z]{1,3}|tiny|small|base|large|huge|"
    r"giant|mini|nano|pro|lite|plus|xl|v\d|\+{1,2})",
    re.I,
)


#: Labels that the definition of an abbreviation overrules.
_OVERRULED = frozenset("NAME WORD ACRONYM METHOD DATASET FAMILY NONE PHRASE METRIC TASK HARDWARE".split())


def define(r: Reading, lex: Lexicon) -> None:
    """Enter abbreviations with their expansions as mentions and remember which belong together."""
    definitions = find(r)
    if not definitions:
        return
    mentions: dict[str, list[Mention]] = {}
    for m in r.mentions:
        mentions.setdefault(name_key(m.name), []).append(m)
    words: dict[str, list[int]] = {}
    for i, word in enumerate(r.words):
        words.setdefault(word.rstrip("s"), []).append(i)
    for a in definitions:
        short, long = r.surface(*a.short).removesuffix("'s"), r.surface(*a.long)
        coined = _modified(r, a.long, lex)
        if coined is not None:
            _enter(r, (coined, a.long[1]), "METHOD", "capital-phrase")
            continue
        label = _defined_label(r, a.short, a.long, lex)
        key = name_key(short)
        if label is None or (key in r.abbreviations and name_key(long) == name_key(r.abbreviations[key])):
            continue
        r.abbreviations.setdefault(key, long)
        for m in mentions.get(key, ()):
            if r.at[m.start] is m and m.label in _OVERRULED and (not m.strong or m.label != "METHOD" or label != "METHOD"):
                m.label, m.rule, m.strong = label, "abbreviation", True
        entry = next((k.entry for k in lex.get(long) if k.label == label and not k.cue), None)
        _enter(r, a.long, label, "abbreviation-expansion", entry)
        if r.at[a.short[0]] is None:
            _enter(r, a.short, label, "abbreviation")
        for i in words.get(short.rstrip("s"), ()):  # later uses of the short form that no rule had found
            if r.at[i] is None:
                r.add(Mention(i, i + 1, label, r.words[i], "abbreviation", True))


def _modified(r: Reading, long: tuple[int, int], lex: Lexicon) -> int | None:
    """First token of an own name that ends in a known class's expansion: "a novel Knot-Enhanced Vision Transformer (ViT)"."""
    first = long[0]
    if r.lows[long[1] + 3 : long[1] + 4] in (["named"], ["called"], ["termed"], ["dubbed"]):
        return None
    if first <= r.title_end or not any(k.label in ("FAMILY", "METHOD") for k in lex.get(r.surface(*long))):
        return None
    while long[0] - first < 3 and r.shapes[first - 1] in (CAPITAL, MIXED) and "-" in r.words[first - 1]:
        m = r.at[first - 1]
        if m is not None and m.strong:
            return None
        first -= 1
    before = r.lows[first - 1]
    own = first < long[0] and before in ("a", "an", "novel", "new", "the", "our") and introduced_at(r, first)
    return first if own and _titled(r, long) else None


def _enter(r: Reading, span: tuple[int, int], label: str, rule: str, entry: Entry | None = None) -> None:
    """Enter a mention over a span; mentions inside it give way."""
    for m in r.within(*span):
        r.remove(m)
    r.add(Mention(span[0], span[1], label, r.surface(*span), rule, True, entry))


def _defined_label(r: Reading, short: tuple[int, int], long: tuple[int, int], lex: Lexicon) -> str | None:
    """What an abbreviation stands for: METHOD, DATASET, FAMILY, TASK, METRIC or NONE; None: leave it alone."""
    known, long_known = lex.get(r.surface(*short).removesuffix("'s")), lex.get(r.surface(*long))
    head, start = r.lows[long[1] - 1], min(short[0], long[0])
    if r.words[short[1]] == "," and r.lows[long[1] : long[1] + 1] != [] and r.lows[long[1]] in cue("own"):
        return "METHOD"  # "we propose X, a Y method"
    if any(k.label == "FAMILY" for k in long_known) and (r.words[short[1] - 1].endswith("s") or not _titled(r, long)):
        return "FAMILY"
    if long_known and long_known[0].label in ("METHOD", "DATASET") and not long_known[0].cue:
        return str(long_known[0].label)
    for entries in (long_known, known):
        if (
            entries
            and entries[0].label in ("FAMILY", "TASK", "METRIC", "NONE", "HARDWARE")
            and (entries is long_known or not entries[0].cue)
        ):
            if entries is known and not long_known and _titled(r, long):
                if introduced_at(r, long[0]):
                    continue  # the authors' own use of a worn acronym
                if head not in _METRIC_HEADS and not _worn_expansion(r, long, known) and _own_sign(r, short, long):
                    return "METHOD"
            return str(entries[0].label)
    if known and (head in cue("own") or head in cue("method_head")) and not long_known and introduced_at(r, long[0]):
        return "METHOD"  # the authors' own use of a known name
    described = described_as(r, start, max(short[1], long[1]) + 1)
    if described == "DATASET" or _names_data(r, long) or holds_samples(r, max(short[1], long[1])):
        return "DATASET"
    if r.lows[short[1] + 1 : short[1] + 2] in (["task"], ["tasks"], ["problem"]) and short[0] > long[0]:
        return "TASK"
    set_elsewhere = known and known[0].label == "DATASET" and described == "METHOD"  # the authors' own use of its name
    if (
        known
        and not known[0].cue
        and known[0].label in ("METHOD", "DATASET")
        and not set_elsewhere
        and _same_expansion(r, long, known)
    ):
        return str(known[0].label)
    if long_known and long_known[0].label in ("METHOD", "DATASET"):
        return str(long_known[0].label)
    if head in _METRIC_HEADS and described != "METHOD" and not _before_colon(r, long):
        return "METRIC"
    if described == "OTHER":
        return "FAMILY"
    if (
        described == "METHOD"
        and _titled(r, long)
        and r.lows[max(short[1], long[1]) + 1 : max(short[1], long[1]) + 2] not in (["is"], ["are"])
    ):
        return "METHOD"
    if r.lows[short[1] + 1 : short[1] + 2] in (["datasets"], ["benchmarks"], ["corpora"]) and not _titled(r, long):
        return "FAMILY"  # "breast ultrasound (BUS) datasets"
    if r.lows[short[1] + 1 : short[1] + 2] in (["training"], ["test"], ["validation"]) and not _titled(r, long):
        return "FAMILY"  # "the in-distribution (ID) training set"
    if head in cue("dataset_noun_strong") or phrase_at(r.lows, short[1] + 1, cue("dataset_noun_strong")):
        return "DATASET"
    if r.at[short[0]] is not None and r.at[short[0]].label == "DATASET":  # type: ignore[union-attr]
        return "DATASET"
    if introduced_at(r, long[0]) or named_before(r, long[0]):
        return "METHOD"
    if r.lows[long[0] - 1] in ("novel", "new", "our", "proposed") and _titled(r, long):
        return "METHOD"
    if (
        _titled(r, long)
        and (head.rstrip("s") in cue("method_head") or head in cue("method_head"))
        and not head.endswith("models")
    ):
        return "METHOD"
    if short[0] < r.title_end:
        return "METHOD"
    if r.shapes[short[0]] == MIXED and not r.words[short[0]].endswith("s") and _titled(r, long):
        return "METHOD"
    if _own_part(r, short, long) or (_titled(r, long) and (is_part(r, long[0]) or _example(r, long[0]))):
        return "METHOD"
    if _titled(r, long) and (_own_sign(r, short, long) or _ONE_METHOD.intersection(r.lows[short[1] + 1 : short[1] + 2])):
        return "METHOD"
    if opens_as_own(r, short, long) or _before_colon(r, short):
        return "METHOD"
    if r.shapes[short[0]] == MIXED and any(k.label == "METHOD" and not k.cue for k in _parts(r, short, lex)):
        return "METHOD"  # "BERT fine-tuning (BERT-FT)"
    return "FAMILY"


def _names_data(r: Reading, long: tuple[int, int]) -> bool:
    """Whether the head of an expansion before its first preposition is a noun for data sets: "Corpus of Knots"."""
    for k in range(long[0], long[1] - 1):
        if r.lows[k + 1] in ("for", "of", "on", "in"):
            return r.lows[k] in ("corpus", "dataset", "benchmark", "database", "testbed") and r.shapes[k] != LOWER
    return False


#: What behind a defined name says that it is one method and no class.
_ONE_METHOD = frozenset(
    "algorithm module optimizer block loss layer network mechanism attack scheme strategy framework method regularizer "
    "tokenizer sampler approach technique protocol scheduler schedule".split()
)


def _own_sign(r: Reading, short: tuple[int, int], long: tuple[int, int]) -> bool:
    """Whether the words around a definition say that it is a part of the paper's own method."""
    start = min(short[0], long[0])
    if names_module(r, short[1] + 1):
        return True
    if r.words[start - 1] == "," and any(w in ("resulting", "proposed", "our") for w in r.lows[max(0, start - 4) : start - 1]):
        return True  # "The resulting detector, X (Y),"
    return acts(r, start, max(short[1], long[1])) or brought_by_own(r, start) or is_part(r, start)


def _worn_expansion(r: Reading, long: tuple[int, int], known: list) -> bool:  # type: ignore[type-arg]
    """Whether an expansion ends as the usual one of a known acronym does ("deep convolutional network (CNN)")."""
    key = name_key(r.surface(*long))
    usual = [name_key(form) for form in known[0].entry.aliases if " " in form or "-" in form]
    return any(key.endswith(form) or form.endswith(key) for form in usual)


def _parts(r: Reading, short: tuple[int, int], lex: Lexicon) -> list:  # type: ignore[type-arg]
    """What the first part of a compound acronym is known for."""
    head = re.split(r"[-+]", r.words[short[0]])[0]
    return lex.get(head) if head != r.words[short[0]] else []


def _before_colon(r: Reading, span: tuple[int, int]) -> bool:
    """Whether the words of a span are what the title has before its colon."""
    colon = title_colon(r)
    return colon > 0 and name_key(r.surface(0, colon)) == name_key(r.surface(*span))


def _example(r: Reading, i: int) -> bool:
    """Whether what starts at token `i` is an example of methods: "methods of pruning like X (Y)"."""
    n = phrase_before(r.lows, i, cue("exemplify"), 2)
    s = r.sentences[r.sentence_of[i]][0]
    return bool(n) and any(w in cue("method_noun") and w.endswith("s") for w in r.lows[max(s, i - n - 8) : i - n])


def _own_part(r: Reading, short: tuple[int, int], long: tuple[int, int]) -> bool:
    """ "It combines a phantom label disambiguation (PLD) scheme with …": an indefinite part of the sentence's own subject."""
    k = long[0] - 1
    if r.lows[k] not in ("a", "an") or short[0] < long[0]:
        return False
    s = r.sentences[r.sentence_of[k]][0]
    noun = r.lows[short[1] + 1 : short[1] + 2]
    named = (bool(noun) and (noun[0] in cue("own") or noun[0] in cue("method_noun"))) or r.lows[long[1] - 1] in cue(
        "method_head"
    )
    return named and any(w in cue("combine") for w in r.lows[s : min(k, s + 6)])


_METRIC_HEADS = frozenset(
    "rate error accuracy score index distance precision recall similarity divergence ratio correlation latency "
    "throughput".split()
)


def _same_expansion(r: Reading, long: tuple[int, int], known: list) -> bool:  # type: ignore[type-arg]
    """Whether a known short form stands for what it usually does; true where its usual expansion is not known."""
    key = name_key(r.surface(*long))
    longs = [name_key(form) for form in known[0].entry.aliases if " " in form]
    return not longs or key in longs


def _titled(r: Reading, span: tuple[int, int]) -> bool:
    """Whether the words of a span are capitalised."""
    words = [i for i in range(*span) if len(r.words[i]) > 3]
    return bool(words) and sum(r.shapes[i] in (CAPITAL, MIXED, UPPER) for i in words) >= max(1, len(words) * 0.6)


def group(r: Reading) -> None:
    """Gather the mentions into things; a thing's label is that of its surest mention."""
    expansions = {name_key(long): short for short, long in r.abbreviations.items()}
    for m in sorted(r.mentions, key=lambda m: m.start):
        if m.label == "BASIS":
            thing = _thing(r, name_key(m.name), "METHOD")
            thing.names.setdefault(m.name)
            thing.mentions.append(m)
            thing.rule = thing.rule or m.rule
            continue
        if m.label not in ("METHOD", "DATASET", "HARDWARE"):
            continue
        if m.rule == "packed":
            for name in m.names:
                thing = _thing(r, name_key(name), m.label)
                thing.names.setdefault(name)
                thing.loose.setdefault(m.name)
                thing.mentions.append(m)
            continue
        key = name_key(m.name)
        key = expansions.get(key, key)
        if m.label == "METHOD":
            key = _strip_head(r, key)
        thing = _thing(r, key, m.label)
        thing.names.setdefault(m.name)
        if m.label == "DATASET" and r.words[m.end : m.end + 1] in (["Dataset"], ["Benchmark"]) and m.rule != "lexicon":
            thing.names.setdefault(f"{m.name} {r.words[m.end]}")
        thing.mentions.append(m)
        if not thing.rule:
            thing.rule = m.rule


def thing_key(r: Reading, name: str) -> str:
    """Key of the thing that a name denotes in this text."""
    key = name_key(name)
    if key in r.things:
        return key
    for short, long in r.abbreviations.items():
        if name_key(long) == key:
            return short
    for head in _HEADS:
        if key.endswith(head) and key.removesuffix(head) in r.things:
            return key.removesuffix(head)
    return key


def is_own(r: Reading, name: str) -> bool:
    """Whether a name denotes a method that the paper proposes."""
    thing = r.things.get(thing_key(r, name))
    return thing is not None and thing.role == "proposed"


_HEADS = (
    "transformer",
    "network",
    "model",
    "framework",
    "method",
    "algorithm",
    "architecture",
    "module",
    "optimizer",
    "block",
    "loss",
)


def _strip_head(r: Reading, key: str) -> str:
    """Key without a class word at its end, where the bare name occurs too ("CSWin Transformer", "CSWin")."""
    for head in _HEADS:
        if key.endswith(head) and len(key) > len(head) + 2:
            bare = key.removesuffix(head)
            if bare in r.things:
                return bare
    return key


def _thing(r: Reading, key: str, label: str) -> Thing:
    thing = r.things.get(key)
    if thing is None:
        thing = r.things[key] = Thing(key, label)
    return thing


def short_name(r: Reading, thing: Thing) -> str:
    """The form by which a thing is called: the abbreviation before its expansion, the singular before the plural."""
    return ordered_names(r, thing)[0]


def ordered_names(r: Reading, thing: Thing) -> list[str]:
    """Forms of a thing: the short form first, then its expansion, then other spellings."""
    names = list(thing.names)
    long = r.abbreviations.get(thing.key)
    if long and long not in names:
        names.append(long)
    longs = {name_key(long)} if long else set()
    return sorted(names, key=lambda n: (name_key(n) in longs, name_key(n) != thing.key))


def propose(r: Reading) -> None:
    """Mark which methods and data sets the paper introduces, and choose its main method."""
    title_key = _title_name(r)
    for thing in r.things.values():
        if thing.label in ("METHOD", "DATASET"):
            rule = introduction(r, thing, title_key)
            if rule:
                thing.role, thing.rule = ("proposed" if thing.label == "METHOD" else "introduced"), rule
    proposed = [t for t in r.things.values() if t.role == "proposed"]
    for thing in r.things.values():
        if (
            thing.label == "METHOD"
            and thing.role != "proposed"
            and any(_is_size_of(thing.key, p.key) for p in proposed[:60] if len(p.key) > 2)
        ):
            thing.role, thing.rule = "proposed", "size-of-proposed"
    made = [t for t in r.things.values() if t.role == "introduced" and len(t.key) > 2][:60]
    for thing in r.things.values() if made else ():
        if thing.label == "DATASET" and thing.role != "introduced" and any(_is_cut_of(thing.key, d.key) for d in made):
            thing.role, thing.rule = "introduced", "size-of-proposed"
    _demote(r, title_key)
    if not proposed:
        _fallback(r)
    r.proposed = [t for t in r.things.values() if t.role == "proposed"]
    r.main = _main(r, title_key)


def _demote(r: Reading, title_key: str) -> None:
    """Known methods that a paper with a name of its own "introduces" into something are not its own."""
    own = [t for t in r.things.values() if t.role == "proposed" and not _known(t)]
    if not own or not any(t.key == title_key or t.mentions[0].rule.startswith("abbreviation") for t in own):
        return
    for thing in r.things.values():
        if thing.role == "proposed" and thing.rule == "introduce" and thing.key != title_key and _known(thing):
            starts = [(r.sentences[r.sentence_of[m.start]][0], m.start) for m in thing.mentions if m.start >= r.title_end]
            verbs = {w for s, start in starts for w in r.lows[max(s, start - 8) : start]}
            if verbs & {"introduce", "introducing", "present"} and not verbs & {"propose", "proposing", "the"}:
                thing.role = "other"


def _known(thing: Thing) -> bool:
    return any(m.rule.startswith("lexicon") or getattr(m.entry, "kind", "") == "method" for m in thing.mentions)


#: What in a title says that the words before its colon are a subject and no name.
_SURVEYS = frozenset("survey review overview roadmap opportunities directions perspectives tutorial".split())


def _title_name(r: Reading) -> str:
    """Key of the name before the colon of the title ("" where there is none)."""
    colon = title_colon(r)
    if any(w in _SURVEYS for w in r.lows[colon : r.title_end]):
        return ""
    key = name_key(r.surface(0, colon)) if colon else ""
    return next((short for short, long in r.abbreviations.items() if name_key(long) == key), key) if key else ""


def _is_size_of(key: str, base: str) -> bool:
    if key.startswith(base + "s") and key[len(base) + 1 :][:1].isdigit():  # the key of "SeamEyes" has lost its s
        base += "s"
    return key not in (base, base + "ing", base + "ed", base + "er") and (
        (key.startswith(base) and _SIZE_SUFFIX.fullmatch(key[len(base) :]) is not None)
        or (
            key.endswith(base)
            and key[: -len(base)] in ("tiny", "small", "base", "large", "huge", "mini", "fast", "lite", "deep", "the")
        )
    )


_CUT = re.compile(r"lite|mini|hard|easy|pro|plus|small|large|base|tiny|hq|verified|full|v\d|xl?")


def _is_cut_of(key: str, base: str) -> bool:
    """Whether a data set is a cut of another: "Seams-Lite" of "Seams"."""
    return key.startswith(base) and _CUT.fullmatch(key[len(base) :]) is not None


def _fallback(r: Reading) -> None:
    """Where nothing is introduced by a cue: the unknown name that acts most often as the subject of a sentence."""
    best, score = None, 1
    for thing in r.things.values():
        known = any(m.rule.startswith("lexicon") or m.entry is not None for m in thing.mentions) and not _is_title(r, thing)
        if thing.label != "METHOD" or known or len(thing.key) < 3 or _spoken_of(r, thing):
            continue
        points = 0
        if not any(_subject(r, m) for m in thing.mentions):
            continue
        for m in thing.mentions:
            s, _ = r.sentences[r.sentence_of[m.start]]
            points += 2 if m.start == s and m.start >= r.title_end else 1
            points += 1 if m.start < r.title_end else 0
        if points > score + 1:
            best, score = thing, points
    if best is not None:
        best.role, best.rule = "proposed", "subject"


def _is_title(r: Reading, thing: Thing) -> bool:
    """Whether the title is a name of a thing: "Transformer in Transformer"."""
    return r.title_end > 0 and name_key(r.surface(0, r.title_end)) in {name_key(name) for name in thing.names}


def _subject(r: Reading, m: Mention) -> bool:
    """Whether a mention stands in the title, opens a sentence or has a verb of doing behind it."""
    opens = m.start < r.title_end or r.sentences[r.sentence_of[m.start]][0] == m.start
    return opens or (m.end < len(r.lows) and r.lows[m.end] in cue("does"))


#: Tokens and names that are skipped in a list at most.
_LONGEST_LIST = 40


def _spoken_of(r: Reading, thing: Thing) -> bool:
    """Whether a thing is first named as an example or as what others use or something is based on."""
    first = thing.mentions[0].start
    for _ in range(_LONGEST_LIST):
        m = r.at[first - 1]
        if first <= r.title_end or (m is None and r.words[first - 1] not in (",", "and", "or", "(", ")")):
            break
        first = first - 1 if m is None else m.start
    return first >= r.title_end and (
        bool(phrase_before(r.lows, first, cue("exemplify"), 2))
        or r.lows[first - 1] in ("uses", "use", "using", "like", "with", "via")
        or r.lows[first - 2 : first] == ["based", "on"]
        or _is_known_as(r, thing)
    )


def _is_known_as(r: Reading, thing: Thing) -> bool:
    """Whether the text says of a thing that it is one of others': "Seam Matching (SM) is an emerging paradigm"."""
    for m in thing.mentions[:3]:
        k = m.end + (1 if r.words[m.end : m.end + 1] == [")"] else 0)
        if r.lows[k : k + 2] in (["is", "an"], ["is", "a"], ["has", "become"], ["has", "emerged"]) and m.start >= r.title_end:
            return r.lows[k] == "has" or any(w in _WIDESPREAD for w in r.lows[k + 2 : k + 5])
    return False


_WIDESPREAD = frozenset(
    "emerging popular prominent common widely widely-used standard well-known powerful promising fundamental classical".split()
)


def _main(r: Reading, title_key: str) -> Thing | None:
    """The method that "our method" means: the title's, else the first that is introduced."""
    if not r.proposed:
        return None
    for thing in r.proposed:
        if thing.key == title_key:
            return thing
    in_title = [t for t in r.proposed if any(m.start < r.title_end for m in t.mentions)]
    ordered = sorted(in_title or r.proposed, key=lambda t: (t.rule in ("size-of-proposed", "component"), t.mentions[0].start))
    return ordered[0]


def is_common(name: str) -> bool:
    """Whether a name is also a common word, or so short that it says nothing."""
    return len(name) <= 2 or name.lower() in common_words()


__all__ = ["define", "group", "is_common", "ordered_names", "propose", "short_name", "thing_key"]

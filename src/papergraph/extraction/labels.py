"""What an unknown name is: a method, a data set or neither, by all that a text says around it."""

from __future__ import annotations

import re

from papergraph.extraction.cues import cue, phrase_at, phrase_before
from papergraph.extraction.descriptions import described_as, holds_samples, is_part, noun_kind
from papergraph.extraction.entities import DATASET_SUFFIX
from papergraph.extraction.introductions import acts_or_part, directly_introduced, named_before, used_by_own
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, NUMBER, Mention, Reading, is_adjective
from papergraph.lexicons import common_words


def _with_maker(r: Reading) -> None:
    """Join an organisation and the plain word behind it: "OpenAI Moderator"."""
    for m in r.mentions:
        if m.label != "WORD" or not m.start or r.at[m.start - 1] is None:
            continue
        maker = r.at[m.start - 1]
        if maker is not None and getattr(maker.entry, "kind", "") == "organisation" and m.start >= r.title_end:
            r.remove(maker)
            r.remove(m)
            r.add(Mention(maker.start, m.end, "WORD", r.surface(maker.start, m.end), "maker-and-name", False))


def label_names(r: Reading) -> None:
    """Decide for every unknown name what it is, by all of its surroundings in the text."""
    _with_maker(r)
    votes: dict[str, dict[str, int]] = {}
    for m in r.mentions:
        if m.label in ("NAME", "WORD", "PHRASE") or not m.strong:
            tally = votes.setdefault(name_key(m.name), {})
            for label, weight in _context(r, m).items():
                tally[label] = tally.get(label, 0) + weight
    for m in r.mentions:
        if m.rule == "dataset-name" and name_key(m.name) in votes:
            tally = votes[name_key(m.name)]
            tally["DATASET"] = tally.get("DATASET", 0) + 4
    for m in r.mentions:
        if m.label in ("NAME", "WORD", "PHRASE") and _is_machine(r, m):
            m.label, m.rule = "HARDWARE", m.rule + "+machine"
        elif m.label in ("NAME", "WORD", "PHRASE"):
            tally = votes[name_key(m.name)]
            data, method = tally.get("DATASET", 0), tally.get("METHOD", 0)
            if tally.get("OTHER", 0) > max(data, method) and m.rule != "title-name":
                m.label, m.rule = "NONE", m.rule + "+other"
            elif data > method and data > (1 if m.label == "WORD" else 0):
                m.label, m.rule = "DATASET", m.rule + "+data-context"
            elif m.label == "NAME":
                m.rule = m.rule + ("+method-context" if method else "")
                mixed = not _of_acronyms(r, m) and r.shapes[m.start] == MIXED and (len(m.name) > 3 or m.name.isalpha())
                counted = r.shapes[m.start] == NUMBER  # "4KNO: …", the title's name
                m.label = "METHOD" if method or mixed or counted or m.end > m.start + 1 else "ACRONYM"
            elif m.label == "PHRASE" and _spells_out(r, m):
                m.label, m.rule = "NONE", m.rule + "+expansion"
            elif method >= _least(m):
                m.label, m.rule = "METHOD", m.rule + "+method-context"
    _earlier_version(r)
    _cut_of_data(r)
    _variant_of_own(r)
    _spread_back(r)
    _spread(r)
    _with_size(r)


_MACHINES = frozenset(
    "robot robots humanoid humanoids quadruped quadrupeds drone drones smartphone smartphones manipulator manipulators "
    "headset headsets camera cameras chip chips quadrotor quadrotors gripper grippers smartwatch smartwatches phone phones "
    "wristband wristbands microcontroller microcontrollers".split()
)


def _is_machine(r: Reading, m: Mention) -> bool:
    """Whether a name behind a preposition is that of a machine: "tested on R1seam and R1knot robots"."""
    k = m.end
    while k < m.end + 6 and k + 1 < len(r.lows) and r.lows[k] in (",", "and") and r.at[k + 1] is not None:
        k = r.at[k + 1].end  # type: ignore[union-attr]
    if r.lows[k : k + 1] == [] or r.lows[k] not in _MACHINES or m.start < r.title_end:
        return False
    window = r.lows[max(r.title_end, m.start - 4) : m.start]
    return any(w in ("on", "with", "using", "by", "to", "across") for w in window) and not any(
        w in cue("introduce") for w in window
    )


def _of_acronyms(r: Reading, m: Mention) -> bool:
    """Whether a name is made of acronyms only, as what two things share is ("PSM-DID"), and is not the title's."""
    parts = m.name.split("-")
    if len(parts) < 2 or not all(p[:1].isalpha() and p.removesuffix("s").isupper() and len(p) > 1 for p in parts):
        return False
    behind = r.lows[m.end : m.end + 1]
    if not behind or r.shapes[m.end] != LOWER or behind[0] in _BEHIND_ITEM or behind[0].endswith("ed"):
        return False
    verb = behind[0] in cue("does") or behind[0] in cue("does_weak") or behind[0] + "s" in cue("does")
    return not verb and not (r.title_end > 1 and r.words[1] == ":" and m.name.startswith(r.words[0]))


def _spells_out(r: Reading, m: Mention) -> bool:
    """Whether a phrase opens brackets behind an acronym with its first letter: "NMX (Neural Maps for Sewing)"."""
    if (
        m.start < 2
        or r.words[m.start - 1] != "("
        or r.lows[m.end : m.end + 1] not in (["for"], ["of"], ["with"], ["and"], ["in"])
    ):
        return False
    short = r.words[m.start - 2]
    return short.isupper() and len(short) > 2 and short[0] == m.name[0]


_RELEASE = re.compile(r"(?:[-+]?[vV]?\d{1,2}(?:\.\d{1,2})?|(?<!\+)\+{1,2})$")


def _earlier_version(r: Reading) -> None:
    """An acronym is a method where its next version is one: "FOO" beside "FOO-2" and "FOO++"."""
    stems = {
        _RELEASE.sub("", m.name)
        for m in r.mentions
        if m.label == "METHOD" and m.end == m.start + 1 and _RELEASE.search(m.name) and not m.rule.startswith("lexicon")
    }
    for m in r.mentions if stems else ():
        if m.label == "ACRONYM" and m.name in stems and len(m.name) > 2:
            m.label, m.rule = "METHOD", m.rule + "+version"


def _variant_of_own(r: Reading) -> None:
    """A compound is a method where its first part is one of this text: "QUILT-EIGHTH" beside "QUILT"."""
    methods = [m for m in r.mentions if m.label == "METHOD" and m.end == m.start + 1]
    own = {m.name for m in methods if m.rule.startswith(("title-name", "shape"))}
    if r.title_end > 1 and r.words[1] == ":":
        own.add(r.words[0])
    for m in r.mentions if own else ():
        if m.rule == "compound" and m.label == "WORD" and m.name.split("-", 1)[0] in own:
            m.label, m.rule = "METHOD", "compound+variant"


def _spread_back(r: Reading) -> None:
    """An acronym in a list before a method is a method too: "against EDX, BERT and CNP"."""
    following: Mention | None = None
    for m in sorted(r.mentions, key=lambda m: -m.start):
        if following is not None and m.label == "ACRONYM" and m.start >= r.title_end and following.label == "METHOD":
            between = r.lows[m.end : following.start]
            listed = between and len(between) <= 2 and all(w in (",", "and", "or") for w in between)
            if listed and r.lows[m.start - 1] in _LEADS:
                m.label, m.rule = "METHOD", m.rule + "+list"
        following = m


_LEADS = cue("beats") | frozenset("against including like ( : compare namely".split())


def _cut_of_data(r: Reading) -> None:
    """A name with that of a data set before its hyphen is a cut of it: "KnotSet-Lite" beside the data set "KnotSet"."""
    data = {m.name for m in r.mentions if m.label == "DATASET" and m.end == m.start + 1 and "-" not in m.name}
    for m in r.mentions if data else ():
        if (
            m.label == "METHOD"
            and m.rule == "shape"
            and "-" in m.name
            and m.name.split("-", 1)[0] in data
            and not m.name.split("-", 1)[1].islower()
        ):
            m.label, m.rule = "DATASET", "shape+cut"


def _least(m: Mention) -> int:
    """Votes that make a capitalised word or phrase a method."""
    return 3 if m.label == "WORD" and m.rule != "cased" and (m.rule == "compound" or m.name.lower() in common_words()) else 2


_SIZES = frozenset("tiny small base large huge nano giant".split())


def _with_size(r: Reading) -> None:
    """A size in lower case before an unknown method belongs to its name: "the large FooNet"."""
    for m in r.mentions:
        k = m.start - 1
        own = m.rule.startswith("shape") or name_key(m.name) in r.abbreviations
        free = k > r.title_end and r.lows[k] in _SIZES and r.at[k] is None
        if m.label == "METHOD" and own and free and r.lows[k - 1] in ("the", "our", "and", ",", "/", "using", "with"):
            m.start, m.name = k, r.surface(k, m.end)
            r.at[k] = m


def _spread(r: Reading) -> None:
    """An acronym or word in a list behind a method is a method too ("over A-Net and CNP")."""
    previous: Mention | None = None
    for m in sorted(r.mentions, key=lambda m: m.start):
        if previous is not None and m.label in ("ACRONYM", "WORD") and m.start >= r.title_end and previous.label == "METHOD":
            between = r.lows[previous.end : m.start]
            plain = m.label == "WORD" and previous.rule.startswith("capital-phrase")
            if (
                between
                and not plain
                and all(w in (",", "and", "or", "/", "&") for w in between)
                and not is_adjective(m.name)
                and m.start - previous.end <= 2
            ):
                m.label, m.rule = "METHOD", m.rule + "+list"
        previous = m


_NAMED = (["called"], ["named"], ["dubbed"], ["termed"], ["namely"])


def _context(r: Reading, m: Mention) -> dict[str, int]:
    """Votes of the words around one mention."""
    lows, out = r.lows, {}
    size = phrase_at(lows, m.end, cue("dataset_noun"))
    if size and lows[m.end + size : m.end + size + 1] in _NAMED:
        pass  # "the first dataset of knots called X"
    elif phrase_at(lows, m.end, cue("dataset_noun_strong")):
        out["DATASET"] = 4
    elif size and lows[m.end] not in ("task", "tasks", "test", "data", "images", "questions", "games", "scenes"):
        out["DATASET"] = 2
    elif (
        m.end < len(lows)
        and r.shapes[m.end] == LOWER
        and phrase_at(lows, m.end + 1, cue("dataset_noun_strong"))
        and r.shapes[m.start] != LOWER
    ):
        out["DATASET"] = 1
    if phrase_at(lows, m.end, cue("method_noun")):
        general = (
            m.label in ("WORD", "PHRASE") and lows[m.end].endswith("s") and lows[m.end] != "loss"
        )  # "Diffusion Denoising models"
        out["METHOD"] = out.get("METHOD", 0) + (1 if general else 2)
        if m.start and lows[m.start - 1] in ("novel", "new", "proposed") and not general:
            out["METHOD"] += 2
    if m.label != "PHRASE" and m.start >= r.title_end and _counted_set(r, m):
        out["DATASET"] = out.get("DATASET", 0) + 4
    if m.name.endswith((" Benchmark", " Dataset", " Corpus")):
        return {"DATASET": 15}
    if DATASET_SUFFIX.search(m.name):
        out["DATASET"] = out.get("DATASET", 0) + (4 if _BENCH.search(m.name) else 2)
    if holds_samples(r, m.end):
        out["DATASET"] = out.get("DATASET", 0) + 6
    if m.label == "NAME" and lows[m.end : m.end + 1] in (["task"], ["tasks"]) and _brought_task(r, m):
        out["DATASET"] = out.get("DATASET", 0) + 6
    if m.label == "NAME" and _before_data(r, m):
        out["DATASET"] = out.get("DATASET", 0) + 2
    listed = _list_kind(r, m.start, m.end)
    if listed:
        out[listed] = out.get(listed, 0) + 2
    if m.start and phrase_before(lows, m.start, cue("dataset_noun_strong"), 2):
        out["DATASET"] = out.get("DATASET", 0) + 3
    if lows[m.end - 1] in ("task", "tasks", "score", "scores") and m.label == "PHRASE":
        return {"OTHER": 9}
    described = described_as(r, m.start, m.end)
    if described:
        out[described] = out.get(described, 0) + (10 if described == "METHOD" and DATASET_SUFFIX.search(m.name) else 4)
    if described == "OTHER":
        return out
    if described != "DATASET" and m.start >= r.title_end and (directly_introduced(r, m) or named_before(r, m.start)):
        out["METHOD"] = out.get("METHOD", 0) + 3
    if _in_brackets(r, m) and r.shapes[m.start - 2] == LOWER and noun_kind(r, m.start - 2) == "METHOD":
        out["METHOD"] = out.get("METHOD", 0) + 2
    if m.label == "PHRASE" and _whole_item(r, m) and used_by_own(r, m.start):
        out["METHOD"] = out.get("METHOD", 0) + 2
    if m.rule == "title-name":
        out["METHOD"] = out.get("METHOD", 0) + 1
    if m.label == "PHRASE" and _method_head(r, m):
        out["METHOD"] = out.get("METHOD", 0) + 2
    if (m.label == "PHRASE" or (m.label == "WORD" and "-" in m.name and _whole_item(r, m))) and is_part(r, m.start):
        out["METHOD"] = out.get("METHOD", 0) + 2
    if _before_is_on(r, m.start, m.end):
        out["DATASET"] = out.get("DATASET", 0) + 2
    if _rivalled(r, m):
        out["METHOD"] = out.get("METHOD", 0) + 2
    if m.start >= r.title_end and _own_or_best(r, m):
        out["METHOD"] = out.get("METHOD", 0) + 2
    behind = lows[m.end] if m.end < len(lows) else ""
    if behind in cue("does"):
        out["METHOD"] = out.get("METHOD", 0) + (1 if behind in ("is", "can", "consists") else 2)
    elif m.label == "NAME" and m.start >= r.title_end and behind in cue("does_weak") and not re.fullmatch("[IVX]+", m.name):
        out["METHOD"] = out.get("METHOD", 0) + 1
    if m.label == "PHRASE" and _agent(r, m):
        out["METHOD"] = out.get("METHOD", 0) + 2
    if behind in _PHENOMENA and m.label in ("WORD", "PHRASE"):
        return {"OTHER": 9}
    if behind in _UNDERTAKINGS and m.rule != "title-name":
        out["OTHER"] = 5
    return out


#: Nouns behind a person's or a thing's name that make both a phenomenon: "which we call the Knot bias".
_PHENOMENA = frozenset("bias effect paradox phenomenon dilemma trap hypothesis law curse fallacy".split())
#: Nouns behind a name that is neither a method nor a data set.
_UNDERTAKINGS = frozenset(
    "project projects initiative consortium program programme schema format formats standard standards market markets ratio "
    "conference workshop proceedings company regulation act".split()
)


def _counted_set(r: Reading, m: Mention) -> bool:
    """Whether a name ends in a count of thousands ("Knot-240K") or has one and a data set's noun behind it."""
    if _THOUSANDS.search(m.name) and "-" in m.name:
        return True
    if m.end + 2 >= len(r.lows) or not _THOUSANDS.fullmatch(r.words[m.end]):
        return False
    return any(phrase_at(r.lows, k, cue("dataset_noun_strong")) for k in (m.end + 1, m.end + 2))


_THOUSANDS = re.compile(r"(?<![\w.])\d{2,4}[kK]$")


#: A name that ends so is hardly ever one of a method, whatever it is said to be ("KnotBench, a controlled study …").
_BENCH = re.compile(r"(?<=[\w -])(?:[Bb]ench(?:mark)?|BENCH|Corpus|Dataset)$")


def _brought_task(r: Reading, m: Mention) -> bool:
    """ "we introduce the KnotPuzzles task": a task with a name of its own is one to be tested on."""
    return r.shapes[m.start] == MIXED and r.lows[m.start - 1] in ("the", "a") and r.lows[m.start - 2] in cue("introduce")


def _before_data(r: Reading, m: Mention) -> bool:
    """Whether a name is an item of a list behind "from" or "on" that ends in a data set: "texts from KNOTS and the GTD"."""
    k, hops = m.end, 0
    while k < len(r.lows) and hops < 12 and (r.lows[k] in (",", "and", "the") or r.label(k) in ("NAME", "DATASET")):
        if r.lows[k] not in (",", "and", "the"):
            known = r.at[k]
            if known is not None and known.label == "DATASET" and known.strong:
                return hops > 0 and r.lows[m.end] in (",", "and") and _on_or_from(r, m.start)
        k += 1
        hops += 1
    return False


def _on_or_from(r: Reading, i: int) -> bool:
    """Whether "on", "from" or "across" governs the list whose item begins at token `i`."""
    k = i - 1
    while k > 0 and i - k < 12 and (r.lows[k] in (",", "and", "the") or r.label(k) in ("NAME", "DATASET")):
        k -= 1
    return r.lows[k] in ("on", "from", "across")


def _rivalled(r: Reading, m: Mention) -> bool:
    """Whether a name is what something is compared to: "outperforms (both) X", "compared to X", "comparable with FOO"."""
    k = m.start - 1
    if m.label == "WORD" and (m.name.endswith("'s") or r.lows[m.end : m.end + 1] == ["'s"]):  # "over Knot's loom"
        return False
    if k > 0 and (r.lows[k] == "both" or (m.label == "NAME" and r.lows[k] in ("standard", "vanilla", "plain", "original"))):
        k -= 1
    if k < 1:
        return False
    if r.lows[k] in ("to", "with") and r.lows[k - 1] in ("compared", "relative", "comparison"):
        return True
    if m.label == "NAME" and r.lows[k] in ("to", "with") and r.lows[k - 1] in cue("competitive") | _BEATEN:
        return True
    return r.lows[k] in cue("beats")


_BEATEN = frozenset("superior inferior close closer".split())


def _own_or_best(r: Reading, m: Mention) -> bool:
    """ "our FOO", "state-of-the-art FOO", where the name is no part of a longer noun phrase of plain words."""
    before = r.lows[m.start - 1]
    if m.label == "NAME" or (m.rule == "compound" and before == "our"):
        if before == "proposed" and r.lows[m.start - 2] in ("the", "our") and _third_person(r, m.end):
            return True
        return before in ("our", "state-of-the-art", "sota") and (_whole_item(r, m) or r.lows[m.end] in cue("method_noun"))
    return False


def _third_person(r: Reading, k: int) -> bool:
    """Whether a verb of doing stands at token `k`, behind an adverb or not."""
    if k < len(r.lows) and r.lows[k].endswith("ly"):
        k += 1
    return k < len(r.lows) and (r.lows[k] in cue("does") or r.lows[k] in cue("does_weak") or r.lows[k] in cue("employ"))


_AGENT = re.compile(r"[a-z]{3,}(?:[^eu]er|izer|ator|itor|ctor|essor|isor)")
_PERSONS = frozenset(
    "teacher lawyer doctor professor researcher computer number order paper center centre factor vector error monitor "
    "director sector author actor customer user officer member minister manager engineer worker paper letter chapter "
    "matter power water weather answer speaker reader writer player order border river transfer register career consumer "
    "investor inventor senator doctor donor".split()
)


def _agent(r: Reading, m: Mention) -> bool:
    """ "a Multi-Path Decider and (a) Graph Navigator", "The Graph Navigator builds …": a phrase that says what a part does."""
    head = r.lows[m.end - 1]
    if m.start < r.title_end or head in _PERSONS or not _AGENT.fullmatch(head):
        return False
    before = r.lows[m.start - 1]
    return (before in ("a", "an", "the", "and", ",", "our") or before == '"') and acts_or_part(r, m.start, m.end)


def _whole_item(r: Reading, m: Mention) -> bool:
    """Whether no other noun is part of an item of a list: "Foo-Localizer employing …", but not "Min-Max scaling"."""
    behind = r.lows[m.end : m.end + 1]
    return not behind or not behind[0][0].isalpha() or behind[0] in _BEHIND_ITEM


_BEHIND_ITEM = frozenset("for that which to with and employing using from in by via as".split())


def _in_brackets(r: Reading, m: Mention) -> bool:
    """Whether a mention stands alone in brackets: "a triage tool (SCM Navigator)"."""
    return m.start > 1 and r.lows[m.start - 1] == "(" and r.words[m.end : m.end + 1] == [")"]


def _method_head(r: Reading, m: Mention) -> bool:
    """Whether a capitalised phrase ends in a word for methods."""
    head = r.lows[m.end - 1]
    return head in cue("method_head") and not head.endswith("models") and m.start >= r.title_end


def _list_kind(r: Reading, i: int, end: int) -> str:
    """What a list says of its members: "datasets such as A, B" or a known member before this one."""
    k, hops = i - 1, 0
    if _clause_opens(r, i, end):
        return ""
    while k > 0 and hops < 24:
        low = r.lows[k]
        m = r.at[k]
        if m is not None and m.label in ("NAME", "WORD", "PHRASE", "DATASET", "METHOD", "METRIC", "NONE"):
            if m.strong and m.label in ("DATASET", "METHOD"):
                return m.label
            k = m.start - 1
        elif low in (",", "and", "&", "or", "/", "both", "the"):
            k -= 1
        elif low == ")":
            while k > 0 and r.words[k] != "(":
                k -= 1
            k -= 1
        elif low in (":", "(", "-"):
            return _listed_as(r, k)
        else:
            n = phrase_before(r.lows, k + 1, cue("exemplify"))
            if n:
                j = k + 1 - n
                while j > 0 and r.words[j - 1] in (",", "("):
                    j -= 1
                return _listed_as(r, j)
            return ""
        hops += 1
    return ""


def _listed_as(r: Reading, k: int) -> str:
    """What the noun before token `k` says of the list behind it."""
    if _noun_before(r, k, cue("dataset_list")):
        return "DATASET"
    if k > 1 and r.words[k] == "," and r.words[k - 1][-1] != "s":  # "methods of sewing, such as X"
        s = r.sentences[r.sentence_of[k]][0]
        for j in range(k - 2, max(s - 1, k - 7), -1):
            if r.lows[j + 1] in ("to", "for", "of", "in", "based", "with") and r.lows[j][-1] == "s":
                return "METHOD" if r.lows[j] in cue("method_noun") else "DATASET" if r.lows[j] in cue("dataset_list") else ""
    return "METHOD" if _noun_before(r, k, cue("method_noun")) else ""


def _noun_before(r: Reading, k: int, nouns: frozenset[str]) -> bool:
    return k > 0 and (r.lows[k - 1] in nouns or (k > 1 and r.lows[k - 2] in nouns and r.words[k - 1] in (",", "(")))


def _clause_opens(r: Reading, i: int, end: int) -> bool:
    """Whether the name at tokens `i` to `end` follows a name but is in no list with it: "On ImageNet(,) FooNet is …"."""
    if i and r.at[i - 1] is not None and r.lows[i - 1] != "and":
        return True
    s = r.sentences[r.sentence_of[i]][0]
    if r.words[end : end + 1] == ["("]:  # a remark
        end = next((k + 1 for k in range(end, min(end + 12, len(r.words))) if r.words[k] == ")"), end)
    return r.lows[s] in _FRONTED and r.lows[i - 1] == "," and r.lows[end : end + 1] not in ([","], ["and"], ["or"], ["&"])


_FRONTED = frozenset("on across in for at with using when trained evaluated tested validated applied compared".split())


def _before_is_on(r: Reading, i: int, end: int) -> bool:
    """Whether "on" governs this name and the sentence speaks of an evaluation."""
    tongue = r.at[i - 1] if i else None
    if tongue is not None and tongue.label == "NONE" and r.shapes[i - 1] == CAPITAL and r.lows[tongue.start - 1] == "on":
        i = tongue.start  # "gains on English FooSet"
    k, hops = i - 1, 0
    start = r.sentences[r.sentence_of[i]][0]
    if _clause_opens(r, i, end):
        return False
    while k >= start and hops < 20:
        low = r.lows[k]
        if low in ("on", "across"):
            window = r.lows[max(start, k - 14) : k]
            return any(w in cue("evaluate") for w in window) or k == start
        m = r.at[k]
        if m is not None and m.label in ("NAME", "WORD", "DATASET", "PHRASE") and k != i - 1:
            k = m.start - 1
        elif low in (
            ",",
            "and",
            "the",
            "both",
            "&",
            "/",
            "challenging",
            "popular",
            "standard",
            ")",
            "(",
            "as",
            "well",
            "public",
            "large-scale",
        ):
            k -= 1
        elif m is not None and m.label in ("DATASET", "NAME"):
            k = m.start - 1
        else:
            return False
        hops += 1
    return False

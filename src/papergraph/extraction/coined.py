"""Names that only their place shows: before the colon of a title, behind "termed", in a title and its abstract."""

from __future__ import annotations

from papergraph.extraction.cues import cue
from papergraph.extraction.descriptions import described_as
from papergraph.extraction.introductions import introduced_at
from papergraph.extraction.lexicon import Lexicon
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, NUMBER, OTHER, PUNCT, UPPER, Mention, Reading
from papergraph.lexicons import common_words

_NAMING = frozenset("called termed dubbed named coined".split())
_STOP = frozenset(
    "for to that which by using with in on of from via and or we is are was were as where whose can has have based into "
    "through "
    "while when it this these the a an our at under over than then".split()
)
_SEGMENT = frozenset("for via with of in using through by from on towards toward under against beyond and to is are".split())
#: Heads that name nothing on their own.
_GENERIC = frozenset(
    "method methods approach framework model models algorithm mechanism strategy scheme module technique system "
    "procedure".split()
)


def title_colon(r: Reading) -> int:
    """Token of the colon (or spaced dash) of the title, 0 if there is none near its start."""
    for i in range(1, min(r.title_end, 9)):
        if r.words[i] == ":" or (r.words[i] == "-" and r.starts[i] > r.ends[i - 1]):
            return i
    return 0


def title_names(r: Reading, lex: Lexicon) -> tuple[str, ...]:
    """Names of several words, or words of the language, before the colon of the title, by their first word."""
    colon = title_colon(r)
    words = r.words[:colon]
    if "(" in words:
        words = words[: words.index("(")]
    n = len(words)
    if n > 1 and r.shapes[n - 1] == OTHER:  # a version
        n -= 1
        words = words[:n]
    if not 1 <= n <= 4 or not all(s in (CAPITAL, MIXED, UPPER) for s in r.shapes[:n]):
        return ()
    if n == 1 and r.shapes[0] != CAPITAL:
        return ()
    end, known = lex.longest(r.words, 0, n)
    if end == n and known and not (n == 1 and known[0].label == "NONE" and _brought(r, words[0])):
        return ()
    if n == 1:
        if r.lows[0] in cue("kind_noun"):
            return ()
        again = any(
            w == words[0] and (i == 0 or r.words[i - 1] not in ".?!") for i, w in enumerate(r.words) if i >= r.title_end
        )
        fresh = words[0].lower() not in common_words() and words[0].lower().rstrip("s") not in common_words()
        return tuple(words) if again or (fresh and r.words[colon] == ":") else ()
    again = any(r.words[i : i + n] == words for i in range(r.title_end, len(r.words) - n + 1) if r.words[i] == words[0])
    if again or (_ends_in_method(r, n, lex) and words[0].lower() not in common_words()):
        return tuple(words)
    return ()


_BRINGS = frozenset(
    "propose introduce present develop design proposes introduces presents develops introducing proposing presenting".split()
)


def _brought(r: Reading, word: str) -> bool:
    """Whether the abstract brings a word in with a description behind it: "We introduce Pick, a …"."""
    return any(
        r.words[i] == word and r.lows[i - 1] in _BRINGS and r.words[i + 1] == "," and r.lows[i + 2] in ("a", "an")
        for i in range(r.title_end + 1, len(r.words) - 2)
    )


def own_words(r: Reading) -> frozenset[str]:
    """Acronyms and mixed-case words that this paper coins, whatever else they stand for elsewhere.

    The word before the colon of the title, if the abstract has it too, and what is brought in with a description behind it:
    "we propose RADAR, a …", "we introduce RADAR (…)".
    """
    out = set()
    if title_colon(r) == 1 and r.words[1] == ":":
        counted = r.shapes[0] == NUMBER and r.words[0][1:].isalpha() and r.words[0][1:].isupper() and len(r.words[0]) > 3
        if counted or (r.shapes[0] in (UPPER, MIXED) and r.words[0] in r.words[r.title_end :]):  # "4KNOTS: …"
            out.add(r.words[0])
    for i in range(r.title_end, len(r.lows) - 3):
        if r.lows[i] in _BRINGS and r.shapes[i + 1] in (UPPER, MIXED) and "/" not in r.words[i + 1]:
            behind = r.lows[i + 2]
            if (behind == "," and r.lows[i + 3] in ("a", "an", "our")) or (
                behind == "that" and r.words[i + 1].isupper() and len(r.words[i + 1]) > 3
            ):
                out.add(r.words[i + 1])
    return frozenset(out)


def _ends_in_method(r: Reading, n: int, lex: Lexicon) -> bool:
    end, known = lex.longest(r.words, n - 1, n)
    return end == n and bool(known) and known[0].label == "METHOD" and not known[0].cue


def find(r: Reading) -> None:
    """Enter lower-case names that a naming word or the title coins."""
    _termed(r)
    _title_phrases(r)


def _termed(r: Reading) -> None:
    """ "we devise a strategy, termed lazy rollout, …": the words behind the naming word, if a method is named."""
    for i in range(r.title_end + 2, len(r.lows) - 1):
        if r.lows[i] not in _NAMING:
            continue
        start = i + 1
        while start < len(r.lows) - 1 and (r.lows[start] in ("as", "the", "a", "an", '"', "'", "``")):
            start += 1
        end = start
        while end < len(r.words) and end - start < 5 and r.shapes[end] != PUNCT and r.lows[end] not in _STOP:
            end += 1
        if not 2 <= end - start <= 4 or any(
            r.label(k) in ("METHOD", "DATASET", "NAME", "WORD", "PHRASE") for k in range(start, end)
        ):
            continue
        if any(r.shapes[k] != LOWER for k in range(start, end)) or r.lows[end - 1].endswith(("ly", "ed")):
            continue
        if described_as(r, start, end) == "METHOD" and _fresh(r, i):
            _cover(r, start, end, "coined")


def _fresh(r: Reading, i: int) -> bool:
    """Whether the description before a naming word is of something new or the authors'."""
    s = r.sentences[r.sentence_of[i]][0]
    window = r.lows[max(s, i - 14) : i]
    return any(w in ("novel", "new", "our", "we") for w in window) or introduced_at(r, i)


#: Tokens of a title in which phrases are looked for; no title is longer.
_TITLE = 60


def _title_phrases(r: Reading) -> None:
    """Phrases of the title that the abstract introduces word by word ("we propose verbose images").

    Only what is the title, or stands before its colon or behind "with", is a name; so is a phrase with a capital ("Bayes-driven
    sewing"). Other phrases are what the paper is about.
    """
    segments: list[tuple[int, int]] = []
    colon = title_colon(r)
    if colon == 1 and r.words[1] == ":" and r.shapes[0] in (UPPER, MIXED):
        return  # behind a name stands what it is
    start = 0
    for i in range(min(r.title_end, _TITLE) + 1):
        if i == r.title_end or r.shapes[i] == PUNCT or r.lows[i] in _SEGMENT:
            if 2 <= i - start <= 5 and r.lows[start] not in ("a", "an", "the"):
                segments.append((start, i))
            start = i + 1
    for a, b in segments:
        whole = b == colon or not any(w[0].isalnum() for w in r.words[b : r.title_end])
        named = (a == 0 and whole) or r.lows[a - 1] == "with"
        n, phrase = b - a, r.lows[a:b]
        if (
            phrase[-1] in _GENERIC
            or phrase[-1] in cue("study")
            or any(r.label(k) not in ("", "TASK", "WORD", "PHRASE", "FAMILY") for k in range(a, b))
        ):
            continue
        for i in range(r.title_end, len(r.lows) - n + 1):
            if r.lows[i] == phrase[0] and r.lows[i : i + n] == phrase and _coins(r, i, i + n):
                capital = any(s == CAPITAL for s in r.shapes[i : i + n])
                if not named and (not capital or r.lows[i + n : i + n + 1] in (["from"], ["for"], ["with"], ["of"])):
                    break
                _cover(r, i, i + n, "title-phrase")
                break


def _coins(r: Reading, i: int, end: int) -> bool:
    """Whether the phrase is what a strong verb of introducing brings in, named as such or with a noun for methods behind it."""
    k = i - 1
    while k > 0 and r.lows[k] in ("a", "an", "the", "novel", "new", "simple", "our"):
        k -= 1
    if r.lows[k] not in cue("introduce") or r.lows[k] in cue("introduce_weak") or not introduced_at(r, i, soft=False):
        return False
    last = r.at[end - 1]
    if (last is not None and last.label in ("FAMILY", "TASK", "NONE")) or any(
        r.label(j) in ("METHOD", "DATASET") for j in range(i, end)
    ):
        return False
    return r.lows[end - 1] not in cue("dataset_head") and (
        end >= len(r.lows) or r.lows[end] in _GENERIC or r.shapes[end] == PUNCT or r.lows[end] in _STOP - {"as"}
    )


def _cover(r: Reading, start: int, end: int, rule: str) -> None:
    """Enter a METHOD mention over a span; mentions inside it give way."""
    for m in r.within(start, end):
        if m.start < start or m.end > end:
            return
        r.remove(m)
    r.add(Mention(start, end, "METHOD", r.surface(start, end), rule, True))

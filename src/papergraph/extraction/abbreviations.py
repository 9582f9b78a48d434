"""Abbreviations and their expansions in one text.

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003), with two
additions: the expansion may stand in the brackets ("BLOOM (BigScience Large …)"), and capital letters inside a word count.
"""

from __future__ import annotations

import re

from papergraph.extraction.reading import Reading

_SHORT = re.compile(r"[A-Za-z\d][\w.+@^/-]{0,14}\+{0,2}")
_SKIP_SHORT = frozenset({"e.g.", "i.e.", "a", "an", "the", "and", "or", "ours", "left", "right", "top", "bottom"})
_STOP = frozenset(
    "we our this that these those is are was were be been which who introduce propose present called named using use "
    "via such".split()
)


class Abbreviation:
    """A short form and its expansion, as token spans."""

    __slots__ = ("long", "short")

    def __init__(self, short: tuple[int, int], long: tuple[int, int]) -> None:
        self.short, self.long = short, long


def find(r: Reading) -> list[Abbreviation]:
    """All definitions "expansion (SHORT)" and "SHORT (expansion)" of a text, in order."""
    out = []
    for start, end in r.sentences:
        for i in range(start, end):
            if r.words[i] == "(":
                found = _at_bracket(r, start, i, end)
            elif r.words[i] == "," and r.lows[i + 1 : i + 2] in (["a"], ["an"], ["the"]) and i > start:
                found = _in_apposition(r, i, end)
            else:
                continue
            if found:
                out.append(found)
    spelled = _in_title(r)
    if spelled and not any(r.surface(*a.short) == r.words[0] for a in out):
        out.insert(0, spelled)
    return out


_SKIPPED = frozenset("a an the of for with and in on via by to from through using under as".split())


def _in_title(r: Reading) -> Abbreviation | None:
    """The definition of a title's acronym by the first letters behind its colon: "SEAM: Sewing Every Arm via Mats"."""
    if r.title_end < 5 or r.words[1] != ":" or not r.words[0].isalpha() or not r.words[0].isupper() or len(r.words[0]) < 3:
        return None
    left = r.words[0]
    for k in range(2, min(r.title_end, 2 * len(r.words[0]) + 4)):
        if r.lows[k] in _SKIPPED and (k == 2 or not r.words[k][0].isupper() or r.words[k][0] != left[0]):
            continue
        for part in re.split(r"[-/]", r.words[k]):
            if not left or part[:1].upper() != left[0]:
                return None
            left = left[1:]
        if not left:
            return Abbreviation((0, 1), (2, k + 1))
    return None


def _in_apposition(r: Reading, i: int, end: int) -> Abbreviation | None:
    """The definition at the comma `i`: "we propose QSN, a Quilted Seam Network for …"."""
    short = r.words[i - 1]
    letters = "".join(c for c in short if c.isalpha())
    described = _description_of(r, i, end) if _is_short(short) and sum(c.isupper() for c in short) > 1 else None
    if described:
        return described
    if not (letters.isupper() and 3 <= len(letters) <= 6) or i + 3 >= end:
        return None
    initials, k = "", i + 2
    while k < min(end, i + 10) and r.words[k][0].isupper() and not r.words[k].isupper():
        initials += "".join(part[0] for part in re.split(r"[-/]", r.words[k]) if part)
        k += 1
        if initials.upper() == letters:
            return Abbreviation((i - 1, i), (i + 2, k)) if k - i > 3 else None
    return None


#: Nouns behind a capitalised description that spells a name out.
_KINDS = frozenset("method framework model approach algorithm architecture network system strategy module pipeline".split())


def _description_of(r: Reading, i: int, end: int) -> Abbreviation | None:
    """The definition at the comma `i` by a capitalised description: "KReSS, a simple Knot-driven Seam Sewer method"."""
    k = i + 2
    while k < min(end, i + 7) and r.words[k].islower() and r.lows[k] not in _STOP:
        k += 1
    first = k
    while k < min(end, first + 8) and r.words[k][0].isupper():
        k += 1
    if k - first < 2 or k >= end or r.lows[k] not in _KINDS or r.words[first][0].lower() != r.words[i - 1][0].lower():
        return None
    whole = match_expansion(r.words[i - 1], r.words, first, k) == first
    return Abbreviation((i - 1, i), (first, k)) if whole else None


def _at_bracket(r: Reading, start: int, i: int, end: int) -> Abbreviation | None:
    """The definition at the opening bracket `i` of the sentence `start` to `end`."""
    if i == start:
        return None
    limit = min(i + 14, end)
    close = next((j for j in range(i + 1, limit) if r.words[j] in (")", ";", ",")), None)
    if close is None or close == i + 1:
        return None
    inner = (i + 1, close)
    if r.lows[i + 1] in ("i.e.", "e.g."):
        return None
    if close > i + 2 and r.words[close - 1] == "short" and r.words[close - 2] in ("in", "for"):
        close, inner = close - 2, (i + 1, close - 2)
    if close - inner[0] > 2 or (close - inner[0] == 2 and not _SHORT.fullmatch(r.words[i + 1])):
        before = r.words[i - 1]
        if r.words[close] == ")" and _is_short(before):
            return _expansion_inside(r, i, inner)
        return None
    if close - inner[0] == 1 and not _is_short(r.words[i + 1]):
        return None
    if close - inner[0] == 2 and r.words[close] == ")" and _is_short(r.words[i - 1]) and r.words[i - 1].isupper():
        inside = _expansion_inside(r, i, inner)  # "SOFT (Softmax-Free Transformers)"
        if inside:
            return inside
    short = r.surface(*inner)
    if len(short) > 16:
        return None
    letters = [c for c in short if c.isalnum()]
    earliest = max(start, i - min(len(letters) + 5, 2 * len(letters) + 2))
    first = match_expansion(short, r.words, earliest, i)
    if first is None:
        first = _of_capitals(short, r.words, start, i)
    return None if first is None else Abbreviation(inner, (first, i))


def _of_capitals(short: str, words: list[str], start: int, end: int) -> int | None:
    """First token of the capitalised words before token `end` whose capitals are a short form ("SeamWorld Model (SWM)")."""
    letters = "".join(c for c in short if c.isupper())
    if len(letters) < 3:
        return None
    found = ""
    for k in range(end - 1, max(start, end - 6) - 1, -1):
        capitals = "".join(c for c in words[k] if c.isupper())
        if not capitals:
            return None
        found = capitals + found
        if found == letters:
            return k if end - k > 1 else None
    return None


def _expansion_inside(r: Reading, i: int, inner: tuple[int, int]) -> Abbreviation | None:
    before = r.words[i - 1]
    first = match_expansion(before, r.words, inner[0], inner[1])
    if first == inner[0]:
        return Abbreviation((i - 1, i), inner)
    initials = "".join(p[0] for w in r.words[inner[0] : inner[1]] for p in re.split(r"[-/]", w) if p and p[0].isalnum()).lower()
    capitals = "".join(c for c in before if c.isupper()).lower()
    marked = "".join(c for w in r.words[inner[0] : inner[1]] for c in w if c.isupper())  # "ANomaly Detection"
    if len(capitals) > 1 and (capitals in initials or marked == before.upper()):
        return Abbreviation((i - 1, i), inner)
    return None


def _is_short(word: str) -> bool:
    return (
        2 <= len(word) <= 16
        and _SHORT.fullmatch(word) is not None
        and word.lower() not in _SKIP_SHORT
        and (any(c.isupper() for c in word) or (any(c.isdigit() for c in word) and any(c.isalpha() for c in word)))
    )


def match_expansion(short: str, words: list[str], earliest: int, end: int) -> int | None:
    """First token of the expansion of `short` that ends before token `end` (None: there is none).

    Every letter and digit of the short form must occur in order, the first one at the start of a word or of a part of a
    compound. Of several fits the one with most letters at word starts wins; it spans as few words as possible.
    """
    found = _matched(short, _letters(short), words, earliest, end)
    again = _letters(short, True)
    if found is None and again != _letters(short):  # "SP2OT": "semantic progressive partial optimal transport"
        found = _matched(short, again, words, earliest, end)
    return found


def _matched(short: str, letters: list[str], words: list[str], earliest: int, end: int) -> int | None:
    """First token of the expansion with the letters of a short form (None: there is none)."""
    if short.endswith("s") and not short[:-1].islower() and len(letters) > 2:
        letters = letters[:-1]
    if len(letters) < 2:
        return None
    best: tuple[float, int] | None = None
    for first in range(end - 1, earliest - 1, -1):
        word = words[first].lower()
        if (
            word in _STOP and not (word in ("via", "using") and words[first + 1 : first + 2] and words[first + 1][0].isupper())
        ) or word in ".;:()%":
            break
        if not word[0].isalnum() or (
            word[0] != letters[0] and not any(p[:1] == letters[0] for p in re.split(r"[-/]", word)[1:])
        ):
            continue
        text = " ".join(words[first:end]).lower()
        score = _fit(letters, text)
        if score is not None:
            value = score - 0.01 * (end - first)
            if best is None or value > best[0] + 0.15:
                best = (value, first)
    if best is None or best[0] < 0.45:
        return None
    if end - best[1] < 2 and "-" not in words[best[1]] and short.lower() in words[best[1]].lower():
        return None
    return best[1]


def _letters(short: str, repeated: bool = False) -> list[str]:
    """Letters of a short form; a small figure at its end, or with `repeated` anywhere, repeats the letter before it ("R3")."""
    out: list[str] = []
    for i, c in enumerate(short):
        inside = repeated and i + 1 < len(short) and short[i + 1].isupper()
        if c in "23" and i and short[i - 1].isupper() and ((i + 1 == len(short) and i > 1) or inside):
            out.extend(short[i - 1].lower() * (int(c) - 1))
        elif c.isalnum():
            out.append(c.lower())
    return out


def _fit(letters: list[str], text: str) -> float | None:
    """Share of the letters that stand at word starts in the best left-to-right reading of `text`, or None."""
    onward = _read(letters, text, True)
    return onward if onward is None or onward > 0.9 else max(onward, _read(letters, text, False) or 0.0)


def _read(letters: list[str], text: str, onward: bool) -> float | None:
    """Share of the letters at word starts; with `onward`, a letter may go on in the word of the one before it."""
    starts = [i for i, c in enumerate(text) if c.isalnum() and (i == 0 or not text[i - 1].isalnum())]
    position, hits = 0, 0.0
    for letter in letters:
        initial = next((s for s in starts if s >= position and text[s] == letter), None)
        inner = text.find(letter, position)
        if inner < 0:
            return None
        # A word start is preferred if it skips at most one word.
        skipped = 0 if initial is None else sum(1 for s in starts if position <= s < initial)
        if onward and inner == position and position and text[position - 1].isalnum():  # goes on in the word: "Foc" in "focal"
            position, hits = inner + 1, hits + 0.9
        elif initial is not None and (initial == inner or skipped <= 1):
            position, hits = initial + 1, hits + 1
        else:
            position = inner + 1
    covered = sum(1 for s in starts if s < position)
    return hits / len(letters) if covered >= len(starts) - 1 else hits / len(letters) - 0.2 * (len(starts) - covered)

"""Sentence boundaries of titles and abstracts."""

from __future__ import annotations

from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, NUMBER, PUNCT, UPPER, URL, Reading

_ENDERS = frozenset(".?!")
_CLOSERS = frozenset("\"')]”’")
_OPENERS = frozenset("\"'([“‘")
#: Tokens of a sentence at most: of 35,000 sentences of abstracts, the longest has 242.
_LONGEST = 250


def split(r: Reading) -> list[tuple[int, int]]:
    """Sentences of a reading as pairs of tokens; the title is the first.

    A full stop ends a sentence when a capital, a figure or an opening bracket follows. Points inside abbreviations and figures
    are part of their token already. What goes on without an end is cut, so that rules may look around within a sentence.
    """
    words, n = r.words, len(r.words)
    out: list[tuple[int, int]] = []
    start = 0
    i = 0
    while i < n:
        if i + 1 == r.title_end:
            out.append((start, i + 1))
            start = i + 1
        elif words[i] in _ENDERS and i >= r.title_end and _ends(r, i):
            end = i + 1
            while end < n and words[end] in _CLOSERS and r.starts[end] == r.ends[end - 1]:
                end += 1
            out.append((start, end))
            start, i = end, end - 1
        elif r.shapes[i] == URL and words[i].endswith(".") and i + 1 < n and words[i + 1][0].isupper():
            out.append((start, i + 1))
            start = i + 1
        i += 1
    if start < n:
        out.append((start, n))
    return [(part, min(part + _LONGEST, e)) for s, e in out for part in range(s, e, _LONGEST)]


def _ends(r: Reading, i: int) -> bool:
    """Whether the stop at token `i` ends a sentence."""
    n = len(r.words)
    j = i + 1
    while j < n and r.words[j] in _CLOSERS:
        j += 1
    if j >= n:
        return True
    if r.starts[j] == r.ends[i]:  # no space behind it
        return False
    if (
        i
        and len(r.words[i - 1]) == 1
        and r.words[i - 1].isupper()
        and r.words[i] == "."
        and r.shapes[j] == CAPITAL
        and i + 1 == j
    ):
        return r.lows[j] in ("we", "the", "our", "in", "this", "it")  # initials: "J. Smith"
    word = r.words[j]
    if word in _OPENERS and j + 1 < n:
        word = r.words[j + 1]
    shape = r.shapes[j]
    return word[0].isupper() or shape in (CAPITAL, UPPER, MIXED, NUMBER) or (shape not in (LOWER, PUNCT)) or word in _OPENERS

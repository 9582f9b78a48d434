"""Where the authors of a paper begin to speak of their own work."""

from __future__ import annotations

from papergraph.extraction.reading import Reading

#: Words by which authors speak of themselves.
OWN_WORDS = frozenset("we our ours".split())
#: How many tokens of an abstract are looked through; no abstract is longer.
_LONGEST = 800


def first_own(r: Reading) -> int:
    """First token behind the title with which the authors speak of their own work; the end of the text where none does."""
    return next((k for k in range(r.title_end, min(len(r.lows), r.title_end + _LONGEST)) if _is_own(r, k)), len(r.lows))


def _is_own(r: Reading, k: int) -> bool:
    return r.lows[k] in OWN_WORDS or (r.lows[k] == "this" and r.lows[k + 1 : k + 2] in (["paper"], ["work"], ["study"]))

"""Reading the cue lists of the rules (`rules/cues.jsonl`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

RULES = Path(__file__).parent / "rules"


def read_rules(file: str) -> list[dict[str, object]]:
    """Read a rule file: JSON Lines in which lines that start with `#` are remarks."""
    lines = (RULES / file).read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line) for line in lines if line.strip() and not line.startswith("#")]


@cache
def _cues() -> dict[str, frozenset[str]]:
    rows = [row for file in ("cues.jsonl", "figures.jsonl") for row in read_rules(file)]
    return {str(row["cue"]): frozenset(row["words"]) for row in rows}  # type: ignore[call-overload]


def cue(name: str) -> frozenset[str]:
    """The phrases of one cue list."""
    return _cues()[name]


def phrase_at(lows: list[str], i: int, phrases: frozenset[str], longest: int = 4) -> int:
    """Number of tokens of the longest phrase that starts at token `i` (0: none)."""
    for n in range(min(longest, len(lows) - i), 0, -1):
        if (lows[i] if n == 1 else " ".join(lows[i : i + n])) in phrases:
            return n
    return 0


def phrase_before(lows: list[str], i: int, phrases: frozenset[str], longest: int = 4) -> int:
    """Number of tokens of the longest phrase that ends just before token `i` (0: none)."""
    for n in range(min(longest, i), 0, -1):
        if (lows[i - 1] if n == 1 else " ".join(lows[i - n : i])) in phrases:
            return n
    return 0

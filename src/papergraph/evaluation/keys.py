"""When two names, phrases, figures or margins count as the same."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_FORMATTING = re.compile(r"\\(?:textbf|textit|texttt|text|emph|mathbf|mathrm|mathcal|bf|it|rm)\b\s*")
_ACCENT = re.compile(r"\\[\"'`^~=.uvHcdbr](?=[A-Za-z{])")
_PLURAL = re.compile(r"(?<=[A-Za-z]{2})(?<!s)s$")
_TIMES = re.compile(r"(\d)\s*(?:x|\*|×|\\?times)\s*(?=\d)")
_FACTOR = re.compile(r"\d\s*(?:x|×|\\?times|-?fold)|times|fold|twice|half")
_ARTICLES = {"the", "of", "a"}
_FILLERS = {"score", "value", "rate"}


def name_key(name: Any) -> str:
    """A name without case, accents, LaTeX, plural s and punctuation.

    Letters and digits of any script stay, and so do `+`, and `.` between digits.

    Examples
    --------
    >>> name_key("ImageNet 256 x 256") == name_key("imagenet-256times256")
    True
    >>> name_key("RAM") == name_key("RAM+")
    False
    """
    text = _ACCENT.sub("", _FORMATTING.sub("", str(name or "").strip()))
    text = _PLURAL.sub("", re.sub(r"[${}~]", "", text)).lower()
    text = _TIMES.sub(r"\1x", text)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c for i, c in enumerate(text) if c.isalnum() or c == "+" or (c == "." and _between_digits(text, i)))


def _between_digits(text: str, i: int) -> bool:
    return text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()


def phrase_words(phrase: Any) -> frozenset[str]:
    """A metric or a task as its words: singular, no articles, and no "score", "value" or "rate" beside other words.

    Examples
    --------
    >>> sorted(phrase_words("the Top-1 acc"))
    ['accuracy', 'top1']
    """
    found = re.findall(r"[a-z0-9]+", str(phrase or "").lower().replace("top-1", "top1").replace("top-5", "top5"))
    bare = frozenset("accuracy" if word == "acc" else word for word in map(_singular, found)) - _ARTICLES
    return bare - _FILLERS or bare


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def same_phrase(a: Any, b: Any) -> bool:
    """Whether the words of one phrase are among those of the other."""
    first, second = phrase_words(a), phrase_words(b)
    return bool(first and second) and (first <= second or second <= first)


def number(value: Any) -> float | None:
    """A figure to six decimals; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(float(value), 6)


def margin(delta: Any) -> tuple[set[float], str]:
    """The numbers of a margin and its unit: `x` for a factor, `%`, or nothing.

    Examples
    --------
    >>> margin("2.8x")
    ({2.8}, 'x')
    """
    plain = number(delta)
    if plain is not None:
        return {abs(plain)}, ""
    text = str(delta)
    unit = "x" if _FACTOR.search(text) else "%" if "%" in text else ""
    return {round(float(n), 6) for n in re.findall(r"\d+(?:\.\d+)?", text)}, unit


def same_margin(gold: Any, system: Any) -> bool:
    """Whether two margins share a number and are both factors or both not; one that the gold leaves open fits all."""
    if gold is None:
        return True
    if system is None:
        return False
    (gold_numbers, gold_unit), (numbers, unit) = margin(gold), margin(system)
    if not gold_numbers or not numbers:
        return name_key(gold) == name_key(system)
    return bool(gold_numbers & numbers) and (gold_unit == "x") == (unit == "x")


def url_key(url: Any) -> str:
    """A link without scheme, `www.`, closing slash and `.git`."""
    return re.sub(r"^https?://(www\.)?", "", str(url)).rstrip("/.").removesuffix(".git").lower()

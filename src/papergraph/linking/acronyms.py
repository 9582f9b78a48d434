"""Whether one name of a thing abbreviates the other."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
#: Words that an acronym may pass over.
SMALL = frozenset({"of", "for", "and", "the", "in", "on", "with", "a", "an", "to", "by", "via", "from", "at", "as", "into"})


def abbreviates(short: str, long: str) -> bool:
    """Whether `short` is made of letters of `long`, in order, each word of the short form's letters starting inside a word.

    The first letters must agree, and `long` must have at least two words and more letters than `short`.

    Examples
    --------
    >>> abbreviates("ViT", "Vision Transformer"), abbreviates("DiT", "Linear Diffusion Transformer")
    (True, False)
    """
    words = [word.lower() for word in _WORD.findall(long)]
    letters = [c for c in short.lower() if c.isalnum()]
    if len(words) < 2 or len(letters) < 2 or len(letters) >= sum(map(len, words)) or short.lower() in words:
        return False
    if words[0] in SMALL and words[0][0] != letters[0]:
        words = words[1:]
    return words[0][0] == letters[0] and _covers(letters, words)


def _covers(letters: list[str], words: list[str]) -> bool:
    """Whether the letters can be read off the words, most of the longer words giving their first letter."""
    i, initials = 0, 0
    for word in words:
        if i < len(letters) and word[0] == letters[i]:
            initials += 1
        for c in word:
            if i < len(letters) and c == letters[i]:
                i += 1
                if i < len(letters) and _starts_later(letters[i], word, words):
                    break
    content = [word for word in words if word not in SMALL]
    return i == len(letters) and initials * 2 >= min(len(content), len(letters))


def _starts_later(letter: str, word: str, words: list[str]) -> bool:
    later = words[words.index(word) + 1 :]
    return any(following[0] == letter for following in later[:2])


def initials_of(short: str, long: str) -> bool:
    """Whether `short` is exactly the first letters of the words of `long`, small words left out or not.

    Examples
    --------
    >>> initials_of("GMM", "Gaussian Mixture Model"), initials_of("DiT", "Diffusion Transformer")
    (True, False)
    """
    words = [word.lower() for word in _WORD.findall(long)]
    letters = "".join(c for c in short.lower() if c.isalnum()).removesuffix("s")
    every, content = ("".join(word[0] for word in found) for found in (words, [w for w in words if w not in SMALL]))
    return letters in (every.removesuffix("s"), content.removesuffix("s"))

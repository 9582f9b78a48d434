"""What a name says once its spelling is taken away: words, and the fold that all spellings of one name share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from papergraph.linking.rules import RULES

_COMMAND = re.compile(
    r"\\(?:textbf|textit|texttt|textsc|textrm|text|emph|mathbf|mathrm|mathcal|mathit|mathbb|bf|it|rm|em|tt)\b\s?"
)
_ACCENT = re.compile(r"\\[\"'`^~=.](?=\{?[A-Za-z])|\\[uvHcdbr](?=\{)")
_RESOLUTION = re.compile(r"(?<![a-z\d.])(\d{1,5})\s?(?:x|×|\*|\\?times|by)\s?(\d{1,5})(?![\d.])")
_DROPPED = re.compile(r"[\"'`´‘’“”^~${}\\!?|…]|\.(?!\d)|(?<![a-z\d])\.")
_SEPARATOR = re.compile(r"[\s\-_/,:;()\[\]·–—‐‑‒−]+")
#: A word of letters with a number behind it: `vgg16`, `imagenet22k`.
_NUMBERED = re.compile(r"([^\W\d_]{2,})(\d+(?:\.\d+)*[a-z]?)")
#: A word of letters with a version behind it: `dinov2`, `yolov8n`; `conv1` is none.
_VERSIONED = re.compile(r"([^\W\d_]{2,}(?<!con))(v\d+(?:\.\d+)*[a-z]{0,2})")
#: A subset's letter glued to a number: the `10c` of `CIFAR-10C`; in `21k` it is a quantity.
_SUBSET = re.compile(r"(\d{2,})([acpr])")
_GREEK = {
    letter: unicodedata.name(letter).rsplit(" ", 1)[-1].lower().replace("lamda", "lambda")
    for letter in "αβγδεζηθικλμνξοπρστυφχψω"
}  # fmt: skip
#: The short form behind a metric's name: "Mean Absolute Error (MAE)".
_SHORT_FORM = re.compile(r"(?<=\w)\s\([A-Za-z][\w@-]{0,11}\)$")
#: No name is longer; what follows is left out of its key.
_LONGEST = 300


class Spelling(NamedTuple):
    """A name without its spelling.

    Attributes
    ----------
    key
        Lower-case words joined by `-`: `vit-b-16`.
    fold
        What all spellings of the name share: `vitb16`.
    """

    key: str
    fold: str


@lru_cache(maxsize=500_000)
def spell(name: str, type: str) -> Spelling:
    """Words and fold of a name.

    Parameters
    ----------
    name
        As a paper writes it, of any content.
    type
        The class of node it names, e.g. `"Method"`.

    Examples
    --------
    >>> spell("Mask-RCNN", "Method").fold == spell("Mask R-CNN", "Method").fold
    True
    >>> spell("ImageNet 256 x 256", "Dataset"), spell("DiT-XL/2", "Method").key
    (Spelling(key='imagenet-256x256', fold='imagenet256x256'), 'dit-xl-2')
    """
    words = name_words(name, type)
    return Spelling("-".join(words), fold_of(words, type))


def name_words(name: str, type: str) -> list[str]:
    """Words of a name in lower case, numbers split off, generic words at its end left out."""
    rules = RULES.of(type)
    if type == "Metric":
        name = _SHORT_FORM.sub("", name[:_LONGEST])
    words = _split(_tidy(name[:_LONGEST]))
    if type == "Dataset":
        words = _resolution_last(words)
    if type in ("Method", "Dataset"):
        words = _size_last(words, name) if type == "Method" else words
        words = _long_tail_last(words) if type == "Dataset" else words
    while len(words) > 1 and words[-1] in rules.generic_ends and _stands_alone(name, words):
        words.pop()
    if type == "Hardware":
        words = _without_vendor(words, rules.makers)
    if words:
        words[-1] = singular(words[-1], name, type)
    words = [word for first in words for word in _numbers_apart(first, type)]
    return _as_resolution(words) if type == "Dataset" else words


def fold_of(words: list[str] | tuple[str, ...], type: str) -> str:
    """The fold of a list of words: no separators but between two digits, size words as letters."""
    if not words:
        return ""
    if type == "Method" and len(words) > 1:
        words = [*words[:-1], RULES.sizes.get(words[-1], words[-1])]
    fold = words[0]
    for word in words[1:]:
        fold += f"-{word}" if fold[-1].isdigit() and word[:1].isdigit() else word
    return fold


def _tidy(name: str) -> str:
    text = _ACCENT.sub("", _COMMAND.sub("", name))
    text = unicodedata.normalize("NFKC", text.replace("′", "'"))
    # Only marks on Latin letters are a matter of spelling; in other scripts they make the letter.
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")
    text = unicodedata.normalize("NFC", text.casefold())
    text = "".join(_GREEK.get(c, c) for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") or c in "\t\n")
    text = _RESOLUTION.sub(r"\1x\2", text)
    return _DROPPED.sub("", text)


def _split(text: str) -> list[str]:
    words: list[str] = []
    for word in _SEPARATOR.split(text):
        if not word:
            continue
        if words and (set(word) == {"+"} or word == "plus"):
            # `UNet ++`, `DeepLab v3 plus`
            words[-1] += "+" if word == "plus" else word
        else:
            words.append(word)
    return words


def _numbers_apart(word: str, type: str) -> list[str]:
    versioned = _VERSIONED.fullmatch(word)
    if versioned:
        return list(versioned.groups())
    numbered = _NUMBERED.fullmatch(word)
    parts = list(numbered.groups()) if numbered else [word]
    subset = _SUBSET.fullmatch(parts[-1]) if type == "Dataset" else None
    return [*parts[:-1], *subset.groups()] if subset else parts


def _resolution_last(words: list[str]) -> list[str]:
    """`256x256 ImageNet`, `ImageNet at 256x256 resolution` → `imagenet 256x256`."""
    sizes = [word for word in words if _is_resolution(word)]
    if len(sizes) != 1 or len(words) == 1:
        return words
    return [w for w in words if w not in ("at", "resolution", "resolutions", "px", "pixels", sizes[0])] + sizes or words


def _as_resolution(words: list[str]) -> list[str]:
    """`imagenet 256` → `imagenet 256x256`, behind the name of an image data set only."""
    if len(words) > 1 and words[-1] in RULES.resolutions and fold_of(words[:-1], "Dataset") in RULES.image_datasets:
        return [*words[:-1], f"{words[-1]}x{words[-1]}"]
    return words


def _is_resolution(word: str) -> bool:
    left, cross, right = word.partition("x")
    return bool(cross) and left.isdecimal() and right.isdecimal()


def _long_tail_last(words: list[str]) -> list[str]:
    """`long-tailed CIFAR-100` → `cifar 100 lt`."""
    if len(words) > 2 and words[0] == "long" and words[1] in ("tailed", "tail"):
        return [*words[2:], "lt"]
    return words


def _size_last(words: list[str], name: str) -> list[str]:
    """`tiny FocalNet` → `focalnet tiny`; a hyphen or a capital letter makes it a name of its own (Tiny-YOLO, Tiny BERT)."""
    first, space, rest = name.strip().partition(" ")
    if space and len(words) == 2 and first == first.lower() and first in RULES.sizes and len(first) > 2 and rest[:1].isupper():
        return [*words[1:], words[0]]
    return words


def _without_vendor(words: list[str], makers: frozenset[str]) -> list[str]:
    """`NVIDIA A100` → `a100`; a maker's name alone stays."""
    while len(words) > 1 and words[0] in makers:
        words = words[1:]
    return words


def _stands_alone(name: str, words: list[str]) -> bool:
    """Whether the words before a generic one are a name by their shape: a capital letter behind the first, or a digit."""
    head = name[: name.lower().rfind(words[-1])] if words[-1] in name.lower() else name
    return any(any(c.isupper() for c in word[1:]) or any(c.isdigit() for c in word) for word in re.split(r"[\s\-_/]+", head))


def singular(word: str, name: str, type: str) -> str:
    """The last word of a name without its plural `s`, where that can be told from the word alone.

    Lower-case `s` behind a capital letter or a digit (`ViTs`, `A100s`), and known nouns (`networks`).
    """
    stem = word[:-1]
    if not word.endswith("s") or len(word) < 3:
        return word
    written = name.rstrip()
    if written.endswith("s") and written[-2:-1] and (written[-2].isupper() or (written[-2].isdigit() and type == "Hardware")):
        return stem
    if type in ("MethodClass", "Task", "Metric"):
        return (
            word if written.endswith("S") or word.endswith(RULES.no_plural_ends) or len(word) < 4 else _general_singular(word)
        )
    if stem in RULES.nouns or stem.endswith(RULES.noun_ends):
        return stem
    return word


def _general_singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]

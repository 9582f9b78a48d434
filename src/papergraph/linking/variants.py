"""Which name is a variant of which: DiT-XL/2 of DiT-XL of DiT, ImageNet 512x512 and ImageNet-C of ImageNet."""

from __future__ import annotations

import re
from functools import lru_cache

from papergraph.linking.rules import RULES
from papergraph.linking.spelling import fold_of, name_words

#: What may follow the base in a method's variant: a patch or depth (16, 50, 121), parameters (7b, 350m, 8x7b, a3b), a width
#: (32x8d, 16gf), a letter with a number (b0, w24, l3), a scale (x1.0).
_METHOD_SUFFIX = re.compile(
    r"[1-9]\d{1,3}[a-z]?|\d+(?:\.\d+)?(?:[bm]|gf|mf)|\d+x\d+(?:\.\d+)?[a-z]?|a\d+(?:\.\d+)?[bm]|(?!v)[a-z]{1,2}\d{1,3}"
    r"|x\d+\.\d+|\d+x"
)
#: A patch size behind a size: XL/2, B/16.
_PATCH = re.compile(r"\d{1,2}")
#: A resolution behind a patch size: ViT-L/14@336px.
_AT_SIZE = re.compile(r"(\d+)@\d+(?:px)?")
#: A size glued to a version: YOLOv8n.
_SIZED_VERSION = re.compile(r"(v\d+(?:\.\d+)?)[nsmlx]")
_SPLITS = frozenset({"test", "validation", "val", "training", "train", "dev"})
_SPLIT_ENDS = frozenset({"dev", "set", "split", "clean", "other"})
_VERSION = re.compile(r"v\d+(?:\.\d+)?")
_COUNTED = re.compile(r"v?0?\d(?:\.\d+)*[a-z]?")
_WIDTH = re.compile(r"\d\.\d{1,2}")
_DATASET_SUFFIX = re.compile(
    r"v?\d+\.\d+|v\d|\d+x\d+|\d{2,5}|\d+(?:\.\d+)?[km]|val\d{4}|test\d{4}|train\d{4}|(?:19|20)\d\d|\d{1,3}[a-z]"
)


@lru_cache(maxsize=500_000)
def bases(name: str, type: str) -> tuple[tuple[str, str], ...]:
    """The bases of a name that may be a variant, the direct base first.

    Parameters
    ----------
    name
        As written, or a key.
    type
        `"Method"` or `"Dataset"`; other classes have no variants.

    Returns
    -------
    tuple of (key, fold)
        Whether a base exists is for the caller to say.

    Examples
    --------
    >>> bases("DiT-XL/2", "Method")
    (('dit-xl', 'ditxl'), ('dit', 'dit'))
    >>> bases("DINOv2", "Method"), bases("ImageNet-C", "Dataset")
    ((), (('imagenet', 'imagenet'),))
    """
    if type not in ("Method", "Dataset"):
        return ()
    words = name_words(name, type)
    found = []
    while len(words) > 1:
        length = _suffix_length(words, type)
        sized = (_SIZED_VERSION.fullmatch(words[-1]) or _AT_SIZE.fullmatch(words[-1])) if type == "Method" else None
        shorter = [*words[:-1], sized[1]] if sized else words[: len(words) - length]
        if not (length or sized) or not any(c.isalpha() for c in "".join(shorter)):
            break
        fold = fold_of(shorter, type)
        if (fold_of(words, type), fold) in RULES.apart:
            break
        found.append(("-".join(shorter), fold))
        words = shorter
    return tuple(found)


def _suffix_length(words: list[str], type: str) -> int:
    """How many words at the end make a variant of what stands before them; 0: none."""
    last = words[-1]
    if type == "Dataset":
        if len(words) > 2 and words[-2] in _SPLITS and last in _SPLIT_ENDS:
            return 2
        return int(last in RULES.dataset_suffixes or bool(_DATASET_SUFFIX.fullmatch(last)))
    if (
        len(words) > 2
        and _PATCH.fullmatch(last)
        and len(words[-2]) == 2
        and words[-2].isalpha()
        and words[-2] not in RULES.sizes
    ):
        return 2
    if last in RULES.method_suffixes or _METHOD_SUFFIX.fullmatch(last):
        return 1
    if len(words) < 3:
        return 0
    before = words[-2]
    if _WIDTH.fullmatch(last) and _VERSION.fullmatch(before):
        return 1
    if _VERSION.fullmatch(last) and before in RULES.method_suffixes:
        return 1
    return int(bool(_PATCH.fullmatch(last)) and before in RULES.sizes)


def is_variant_of(name: str, base: str, type: str) -> bool:
    """Whether `name` is, by its form, a variant of `base` (at any distance).

    Examples
    --------
    >>> is_variant_of("Swin-T", "Swin", "Method"), is_variant_of("DiT-3D", "DiT", "Method")
    (True, False)
    """
    fold = fold_of(name_words(base, type), type)
    return any(fold == found for _, found in bases(name, type))


def is_version(words: str) -> bool:
    """Whether words behind a name count its versions: DINOv2, Qwen2.5, GPT-4 are no variants of DINO, Qwen, GPT.

    Examples
    --------
    >>> is_version("v2"), is_version("2.5"), is_version("xl")
    (True, True, False)
    """
    return all(_COUNTED.fullmatch(word) for word in words.split("-"))

"""Keys of names within one paper: one key for the spellings of one name."""

from __future__ import annotations

import re
from functools import lru_cache

_PLURAL = re.compile(r"(?<=[A-Za-z]{2})(?<!s)s$")
_DROP = re.compile(r"[\s\-_~{}$\\^'’/,:()]+")
_SIZE = re.compile(r"(\d)\s*[x×*]\s*(?=\d)")
_POINT = re.compile(r"\.(?!\d)|(?<!\d)\.")


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """Key of a name: no case, hyphen, space or plural s; `+` and the point between digits stay.

    Examples
    --------
    >>> name_key("Vision Transformers") == name_key("vision-transformer")
    True
    >>> name_key("ImageNet 256 x 256") == name_key("imagenet-256x256"), name_key("RAM") == name_key("RAM++")
    (True, False)
    """
    s = _PLURAL.sub("", name.strip()).lower()
    s = _SIZE.sub(r"\1x", s)
    return _POINT.sub("", _DROP.sub("", s))

"""A tokenizer for scientific prose: `DiT-XL/2`, `top-1`, `256x256`, `pass@1` and URLs stay whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"]{1,500}                                        # a URL
  | (?:e\.g|i\.e|w\.r\.t|v\.s|a\.k\.a|i\.i\.d)\.?(?![A-Za-z])|(?:vs|et\sal|resp|cf|approx|etc|Fig|Eq|Sec)\.(?=\s|,|\)|$)
  | (?:(?<![\w%])[+-])?(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?                                # 33,269
  | (?:(?<![\w%])[+-])?(?<!\w)(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?(?=[%°\s,;:)(/±~\]'"-]|\.(?!\d)|$)        # 85.4, .57, +1.2
  | \w+(?:
      (?:[-_.@&^:](?=\w)|\+(?=[A-Z][A-Za-z])|/(?=\d{1,3}(?![\w.])|[A-Z]{1,2}(?![\w-]))|'(?=[a-rt-zA-Z](?!\w)|re\b|ll\b))\w+
    )*\+{0,2}(?<!\+(?=\w))
  | (?<=\w)'s(?!\w)                                                           # a genitive
  | \S
    """,
    re.VERBOSE,
)


def split(text: str) -> tuple[list[str], list[bool], list[int]]:
    """Tokens of a text, whether a space follows each, and where each begins.

    White space beyond one space is a token of its own, so that the text can be put together again.
    """
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    position = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start > position:
            _space(text[position:start], position, words, spaces, starts)
        words.append(match.group())
        spaces.append(False)
        starts.append(start)
        position = end
    if position < len(text):
        _space(text[position:], position, words, spaces, starts)
    return words, spaces, starts


def _space(gap: str, position: int, words: list[str], spaces: list[bool], starts: list[int]) -> None:
    """Enter the white space between two tokens."""
    if words and gap[0] == " ":
        spaces[-1] = True
        gap, position = gap[1:], position + 1
    if gap:
        words.append(gap)
        spaces.append(False)
        starts.append(position)


class PaperTokenizer:
    """Tokenizer of the papergraph pipeline: one regular expression, linear in the text.

    Unlike spaCy's own it keeps names with hyphens, slashes, points and plus signs in one piece, and splits figures from
    their units only where a sign or a space does.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words, spaces, _ = split(text)
        return Doc(self.vocab, words=words, spaces=spaces)

    # The tokenizer has no state beyond the vocabulary, which spaCy stores itself.
    def to_bytes(self, **kwargs: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> PaperTokenizer:
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        return None

    def from_disk(self, path: str | Path, **kwargs: Any) -> PaperTokenizer:
        return self


@spacy.registry.tokenizers("papergraph.PaperTokenizer.v1")  # type: ignore[attr-defined, untyped-decorator]
def create_tokenizer() -> Callable[[spacy.language.Language], PaperTokenizer]:
    """Make the tokenizer for a pipeline's configuration."""
    return lambda nlp: PaperTokenizer(nlp.vocab)

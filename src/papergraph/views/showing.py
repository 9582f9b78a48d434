"""Sentences as a reader wants to see them: LaTeX residue cleaned, the marked words still marked.

A quote in the graph is the text as given, to the letter; only what a person reads is cleaned, and only where residue is
evident: other uses of `$` and braces stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

Marks = tuple[tuple[int, int], ...]

_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_WORDS = {"eg": "e.g.", "ie": "i.e.", "etal": "et al.", "etc": "etc.", "vs": "vs.", "wrt": "w.r.t.", "xspace": ""}
_WORDS |= {
    "times": "×",
    "pm": "±",
    "sim": "~",
    "approx": "≈",
    "geq": "≥",
    "ge": "≥",
    "leq": "≤",
    "le": "≤",
    "mu": "μ",
    "cdot": "·",
}
_WORDS |= {"alpha": "α", "beta": "β", "gamma": "γ", "epsilon": "ε", "lambda": "λ", "sigma": "σ", "rightarrow": "→", "to": "→"}
_ACCENTS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
_RESIDUE = re.compile(
    r"""
    \\(?P<accent>["'`^~=.])\{?(?P<letter>[A-Za-z])\}?                # M\"obius
  | \\(?:text|math)[a-z]{2,4}\{(?P<styled>[^{}\\]{0,200})\}          # \textbf{X}
  | \{\\(?:it|bf|em|rm|sc|tt)\s(?P<old>[^{}\\]{0,200})\}             # {\it without}
  | \\(?P<symbol>[%&\#_${}])                                         # 85.4\%
  | \\(?P<word>[A-Za-z]{2,10})(?![A-Za-z])(?:\{\})?                  # \eg, \times
  | \$\^\{?(?P<raised>[0-9n+-]{1,3})\}?\$                            # SP$^2$OT
  | \$(?P<math>[A-Za-z0-9.,+<>=%/\ ×-]{1,40})\$                      # $k$
  | (?<=\w)\^\{?(?P<power>[0-9]{1,3})\}?                             # M^2-Encoder
  | (?<=\d)(?P<times>\s?times\s?)(?=\d)                              # 64times64
  | (?P<tie>~)(?=[(\[A-Za-z])                                        # Quantization~(MQ)
    """,
    re.VERBOSE,
)


#: Characters that cannot be seen but steer what is seen: controls, zero-width, and those that turn the direction of writing.
#: (The joiners U+200C and U+200D belong to words of several scripts and to emoji.)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_SPACES = re.compile(r"[\t\r\n\u2028\u2029]")


def visible(text: str) -> str:
    """The text on one line, each character that steers what is seen replaced by U+FFFD; its length stays.

    Examples
    --------
    >>> visible("a\\nb\\u202ec")
    'a b\ufffdc'
    """
    return _UNSEEN.sub("\ufffd", _SPACES.sub(" ", text))


def readable(text: str) -> str:
    """The text without LaTeX residue and unseen characters.

    Examples
    --------
    >>> readable(r"85.4\\% on 64times64 by SP$^2$OT, {\\it without} ${x} or {{7*7}}")
    '85.4% on 64×64 by SP²OT, without ${x} or {{7*7}}'
    """
    return _RESIDUE.sub(_replacement, visible(text))


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind == "letter":
        return unicodedata.normalize("NFC", match["letter"] + _ACCENTS[match["accent"]])
    if kind == "word":
        return _WORDS.get(match["word"], match[0])
    if kind in ("raised", "power"):
        return match[kind].translate(_RAISED)
    return {"times": "×", "tie": " "}.get(kind, match[kind])


def readable_quote(quote: str, marks: Marks) -> tuple[str, Marks]:
    """A quote without LaTeX residue, and its marks (code points) moved along.

    Examples
    --------
    >>> readable_quote(r"X reaches 85.4\\% there", ((10, 16),))
    ('X reaches 85.4% there', ((10, 15),))
    """
    parts: list[str] = []
    moved: list[tuple[int, int]] = []
    at = length = 0
    for start, end in marks:
        before, marked = readable(quote[at:start]), readable(quote[start:end])
        length += len(before)
        moved.append((length, length + len(marked)))
        length += len(marked)
        parts += [before, marked]
        at = end
    return "".join(parts) + readable(quote[at:]), tuple(moved)

"""Cleaning LaTeX residue out of a text while remembering where every character came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

#: Commands that mean a character or an abbreviation; every other command loses its backslash only.
_COMMANDS = {
    "times": "x", "eg": "e.g.", "ie": "i.e.", "etal": "et al.", "etc": "etc.", "vs": "vs.", "cf": "cf.", "wrt": "w.r.t.",
    "pm": "±", "sim": "~", "approx": "≈", "geq": ">", "ge": ">", "leq": "<", "le": "<", "rightarrow": "→", "to": "→",
    "uparrow": "", "downarrow": "", "dagger": "", "ldots": "...", "dots": "...", "mu": "μ", "cdot": "·", "deg": "°",
    "textbf": "", "textit": "", "texttt": "", "textsc": "", "textrm": "", "textsf": "", "text": "", "emph": "", "mathbf": "",
    "mathrm": "", "mathcal": "", "mathit": "", "mathbb": "", "mathsf": "", "mathtt": "", "boldsymbol": "", "pmb": "", "bm": "",
    "bf": "", "it": "", "rm": "", "em": "", "sc": "", "tt": "", "underline": "", "url": "", "href": "", "footnote": ". ",
    "xspace": "", "ensuremath": "", "circ": "°", "degree": "°",
    "left": "", "right": "", "operatorname": "", "ss": "ß", "o": "ø", "l": "ł", "ae": "æ", "aa": "å", "mathop": "", "sqrt": "√",
    "leftrightarrow": "↔",
}  # fmt: skip
_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
}  # fmt: skip

_RESIDUE = re.compile(
    r"""
    (?P<accent>\\(?!'s(?![A-Za-z]))(?:["'`^~=.]|[cvuHr](?=\{))\s?\{?\\?(?P<letter>[A-Za-z])\}?)   # M\"obius, \'{e}, \c{c}
  | (?P<cite>~?\\(?:cite[a-z]{0,6}|ref|label|eqref)\*?(?:\[[^\]\[]{0,80}\]){0,2}\{[^{}]{0,300}\})  # \cite{…}
  | (?P<command>\\(?P<name>[A-Za-z]{1,16})(?:\{\}|\s(?=[^A-Za-z]))?)            # \eg, \textbf, \alpha, \times
  | (?P<escaped>\\(?P<symbol>[%&#_${}]))                                       # 85.4\%
  | (?P<genitive>\\(?='s(?![A-Za-z])))                                           # AI\'s
  | (?P<spacing>\\[\\,;:!\s/-]|\\(?![A-Za-z]))                                  # \, and line breaks
  | (?P<times>(?<=\d)times(?=\s?\d|[\s.,;)-]|$)(?!\s(?:as|more|in|when|per|during|across)\b))   # 64times64, 2.3times
  | (?P<power>\^(?=\{?\\circ)|(?<!\d)\^(?=[\d{]))                                # M^2-Encoder; 10^{18} stays
  | (?P<quote>``|''|“|”)
  | (?P<apostrophe>[‘’ʼ])
  | (?P<broken>(?<=[A-Za-z0-9])-[ ](?=[A-Z]{2,6}(?![\w-])|\d{1,3}(?:\.\d)?[BM](?![\w-])))     # "Quamba- SE": a line break
  | (?P<list>(?<=[a-z]{5}s)-(?=[A-Z][A-Za-z0-9-]{1,20}(?:,\s|[ ]\()))                      # "data sets-COCO, …": a dash
  | (?P<aside>(?<=[a-z\d]{3})-(?=(?:that|which|shows?|while|where|we|our|is|are|with|the)[ ]))    # "Memora-that go": a dash
  | (?P<article>(?<=[A-Z\d]{3})-(?=an?[ ]))                                      # "PEAR-a fast model": a dash
  | (?P<pause>--(?=(?:an?|the|its|it|this|these|which|that|we|our|they|is|are|and|or|but|with|without|by|on|in|for|from|to|as|
        at|of|not|including|especially|unlike|using|rather|even|often|such|both|where|while|when|whether|because|so|yet|only|namely)\s
        |[A-Z]\w{0,30}[a-z][A-Z]|[A-Z]{2,30}[a-z]))                             # "is cheap--a gain", "a frame--PlanNet"
  | (?P<dash>---?|[‐‑‒–—−])
  | (?P<drop>[${}]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f])
  | (?P<tilde>(?<=[ (])~[ ]?|~(?=[\s\w(\[$\\]))
  | (?P<arrow>-{1,2}>(?=\s?\d))                                                  # 0.81->0.84
  | (?P<spread>(?<=\d\s)plus[/-]minus(?=\s\d))                                 # 4.2 plus/minus 0.1
  | (?P<cross>×)
  | (?P<joined>(?<=[A-Za-z][A-Za-z)%][.?!])(?=[A-Z][a-z]+\s))                            # "DD.It practical": a missing space
  | (?P<glued>(?<=[a-z])(?=\([A-Za-z][A-Za-z0-9-]{1,12}\)))                    # "Compression(UDFC)"
  | (?P<gap>(?<=[ ])[ ]{1,80})
  | (?P<space>[\r\n\t\u00a0\u2000-\u200a\u202f\u3000])
    """,
    re.VERBOSE,
)


#: Characters at which (or, for stops, behind which) residue can begin: one fast scan finds them, the
#: pattern above looks closer.
_SPOTS = r"\\^`'“”‘’ʼ${}~×‐‑‒–—−(.?!\x00-\x1f\x7f\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060-\u2069\u3000\ufeff-"
_SPOT = re.compile(f"[{_SPOTS}]")
_SPOT_OR_T = re.compile(f"[t{_SPOTS}]")
_SPOT_OR_GAP = re.compile(f"[pt{_SPOTS}]|(?<= ) ")


def _residues(raw: str) -> Iterator[re.Match[str]]:
    """All residue in a text, in order."""
    done = 0
    pattern = _SPOT_OR_GAP if "  " in raw or "plus" in raw else _SPOT_OR_T if "times" in raw else _SPOT
    for spot in pattern.finditer(raw):
        at = spot.start()
        if raw[at] in ".?!":
            at += 1
        if at >= done and (match := _RESIDUE.match(raw, at)):
            yield match
            done = max(match.end(), at)


class Cleaned:
    """A cleaned text; `raw_start` and `raw_end` lead back to the text as given.

    Attributes
    ----------
    raw, text
        The text before and after cleaning.
    """

    __slots__ = ("_cuts", "_shifts", "raw", "text")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        pieces: list[str] = []
        self._cuts: list[tuple[int, int]] = [(0, 0)]  # (cleaned, raw): positions at which the distance changes
        length = position = 0
        for match in _residues(raw):
            start, end = match.span()
            text = _replacement(match)
            if text == raw[start:end]:
                continue
            pieces.append(raw[position:start])
            length += start - position
            pieces.append(text)
            # Characters of a replacement all lead to its start; the text behind it resumes at `end`.
            self._cuts.append((length, start))
            length += len(text)
            self._cuts.append((length, end))
            position = end
        pieces.append(raw[position:])
        self.text = "".join(pieces)
        self._shifts = [cut[0] for cut in self._cuts]

    def raw_start(self, offset: int) -> int:
        """Position in the raw text of the cleaned character at `offset`."""
        if len(self._cuts) == 1:
            return offset
        index = bisect_right(self._shifts, offset) - 1
        clean, raw = self._cuts[index]
        limit = self._cuts[index + 1][1] if index + 1 < len(self._cuts) else len(self.raw)
        return min(raw + offset - clean, limit)

    def raw_end(self, offset: int) -> int:
        """Position in the raw text just behind the cleaned span that ends at `offset`."""
        if len(self._cuts) == 1 or offset == 0:
            return offset
        index = bisect_right(self._shifts, offset - 1) - 1
        clean, raw = self._cuts[index]
        limit = self._cuts[index + 1][1] if index + 1 < len(self._cuts) else len(self.raw)
        # The end of a replacement covers all of what it replaced.
        return limit if index % 2 == 1 else min(raw + offset - clean, limit)


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "accent":
        accent = match.group()[1]
        return unicodedata.normalize("NFC", match["letter"] + _ACCENTS[accent])
    if kind == "command":
        if (
            match["name"] == "times"
            and not match.string[max(0, match.start() - 4) : match.start()].rstrip("${} ")[-1:].isdigit()
        ):
            return " x" if match.string[match.end() : match.end() + 1].isspace() else " x "
        word = _COMMANDS.get(match["name"])
        return match["name"] if word is None else word
    if kind == "escaped":
        return match["symbol"]
    if kind == "broken":
        before = re.search(r"[\w-]{1,30}$", match.string[max(0, match.start() - 30) : match.start()])
        return "-" if before and before.group()[0].isupper() else "- "
    if kind == "pause":
        before = re.search(r"[\w-]{1,30}$", match.string[max(0, match.start() - 30) : match.start()])
        lower = match.string[match.end()].islower() or (before is not None and before.group().islower())
        return " - " if lower else "-"
    if kind == "tilde" and match.string[: match.start()][-1:] in (" ", "("):
        return ""
    return {
        "gap": "", "spread": "±", "spacing": " ", "times": "x", "power": "", "quote": '"', "apostrophe": "'",
        "dash": "-" if len(match.group()) < 3 else " - ",
        "arrow": "→", "genitive": "", "list": " - ", "aside": " - ", "article": " - ", "drop": "",
        "cite": "", "tilde": " ", "cross": "x", "joined": " ", "glued": " ", "space": " ",
    }[kind or ""]  # fmt: skip


def clean(raw: str) -> Cleaned:
    """Remove LaTeX residue, odd quotes, dashes and spaces from a title or an abstract.

    Parameters
    ----------
    raw
        Text as given, of any content.

    Returns
    -------
    Cleaned
        The readable text, with the way back to the offsets of `raw`.

    Examples
    --------
    >>> clean(r"reaches 85.4\\% on 64times64 images").text
    'reaches 85.4% on 64x64 images'
    """
    return Cleaned(raw)

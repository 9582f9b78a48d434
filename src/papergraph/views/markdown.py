"""Text of others in Markdown: always text, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from papergraph.views.words import shorten

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$:-])")


def escape(text: str, limit: int = 300) -> str:
    """The text on one line, so that Markdown, HTML in it and math of wikis show it as it is.

    Examples
    --------
    >>> print(escape("a_b <img> |x|"))
    a\\_b &lt;img&gt; \\|x\\|
    """
    line = shorten("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text), limit)
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"(?i)\b(https?|ftp|www|mailto)(?=[:.])", r"\1&#8203;", line)
    return _SPECIAL.sub(lambda match: match[0] if _harmless(line, match) else "\\" + match[0], line)


def _harmless(line: str, match: re.Match[str]) -> bool:
    """Marks that mean nothing inside a word: leave `ResNet-50` and `ImageNet (2012)` readable."""
    character, at = match[0], match.start()
    if character in "-:":
        return at > 0
    if character in "()":
        return "]" not in line
    if character in "+#!":
        return at > 0 and line[at + 1 : at + 2] != "["
    return False


def link(text: str, url: str | None) -> str:
    """A link, or the text alone."""
    if not url:
        return escape(text, 120)
    return f"[{escape(text, 120)}](<{url.replace('<', '%3C').replace('>', '%3E')}>)"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [list(columns), ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)

"""State-of-the-art claims and code links."""

from __future__ import annotations

import re

from papergraph.extraction.cues import read_rules
from papergraph.extraction.reading import URL, Reading


def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The rules of `rules/claims.jsonl`, their parts filled in."""
    parts: dict[str, str] = {}
    rules = []
    for row in read_rules("claims.jsonl"):
        pattern = re.sub(r"<([A-Z]+)>", lambda m: parts[m[1]], str(row["pattern"]))
        if "part" in row:
            parts[str(row["part"])] = pattern
        else:
            rules.append((str(row["rule"]), re.compile(pattern)))
    return rules


_RULES = _patterns()
_ANCHOR = re.compile(
    r"state[- ]of|sota|record|benchmark|standard|place|rank|existing|previous|prior|current|best|recent|leading|\ball\b|strong|"
    r"competing|prize|highs?\b|pareto|earlier|published|contemporary|spot|position",
    re.I,
)
_LONGEST_LINK = 500
_LINK = re.compile(r"https?://[^\s<>\"{}|\\^`]+|(?<![\w@./])(?:www\.|github\.com/|huggingface\.co/)[^\s<>\"{}|\\^`]+")


def claims_sota(r: Reading) -> tuple[str, int] | None:
    """Rule and sentence of the first claim of the state of the art (None: there is none)."""
    own = _first_own(r)
    for k, (s, e) in enumerate(r.sentences):
        if s < r.title_end:
            continue
        text = r.surface(s, e)
        if not _ANCHOR.search(text):
            continue
        for rule, pattern in _RULES:
            match = pattern.search(text)
            if (
                match
                and not _disclaimed(rule, text, match, r)
                and (_own_claim(text, r) or (k >= own and not _of_known(r, s, text, match)))
            ):
                return rule, k
    return None


_NEGATED = re.compile(
    r"\b(?:not|never|fail\w*|may|might|could|whether|if|without|no(?:\s\w+){1,3}|cannot|hardly|rarely|can(?:\sconsistently)?)\s(?:\w+\s){0,2}$",
    re.I,
)
_HEDGED = re.compile(
    r"\b(?:competitive|comparable|similar|equivalent)(?:\sto)?\s(?:or|and)\s(?:even\s)?(?:superior|better|improved|higher)|\b(?:competitive|comparable|similar)\s(?:[\w-]+\s){0,2}(?:compared|relative|with|to)\b"
)
_MATCHED = re.compile(r"\b(?:match\w*|rival\w*|equal\w*)\s(?:or|and)\s(?:even\s)?$", re.I)
_OF_OTHERS = re.compile(
    r"\b(?:existing|previous|prior|recent|current|these|such|many|although|while|despite|transformers?|LLMs|models|have|has|had)\s(?:[\w-]+\s){0,4}$",
    re.I,
)
_OURS = re.compile(r"\b(?:our|ours|we|proposed|this (?:work|paper|approach|method|framework|model))\b", re.I)
_STUDIED = re.compile(
    r"\b(?:compar\w+|evaluat\w+|benchmark\w*|approach\w*|closer?|match\w*|rival\w*|near|test\w*|analy[sz]\w*)\s(?:\w+\s){0,5}$"
)


def _disclaimed(rule: str, text: str, match: re.Match[str], r: Reading) -> bool:
    """Whether the words before a match say that the claim is not the authors' or not made."""
    before = text[max(0, match.start() - 60) : match.start()]
    clause = re.split(r"[;:.]|\bwhile\b|\bbut\b", before)[-1]
    if _NEGATED.search(clause) or _HEDGED.search(text[max(0, match.start() - 40) : match.end()]):
        return True
    if rule == "sota-beats-all" and _MATCHED.search(clause):
        return True
    inside = match.group()
    if rule not in ("sota-beats-all", "sota-over", "sota-compared") and re.search(
        r"\b(?:comparable|competitive|close|similar|relative)\s(?:\w+\s){0,2}(?:to|with|against)?", inside
    ):
        return True
    if rule in ("sota-performance", "sota-achieves"):
        if _OF_OTHERS.search(before) and not _OURS.search(before):
            return not _own_claim(text[: match.start()], r)
        if rule == "sota-performance" and _STUDIED.search(before):
            return True
    return False


def _of_known(r: Reading, s: int, text: str, match: re.Match[str]) -> bool:
    """Whether a known method wins in a study that proposes none: "RoBERTa performed better than all other models"."""
    if r.proposed or _OURS.search(text[: match.start()]) or r.lows[s] in ("this", "these", "it", "in", "on", "for"):
        return False
    for k in range(s, min(s + 7, len(r.words))):
        m = r.at[k]
        if r.starts[k] - r.starts[s] >= match.start() or (m is not None and m.label != "METHOD" and k == s):
            return False
        if m is not None and m.label == "METHOD":
            return m.rule.startswith("lexicon")
    return False


def _first_own(r: Reading) -> int:
    """The first sentence in which the authors speak of their own work (0 where they never do)."""
    for k, (s, e) in enumerate(r.sentences):
        if s >= r.title_end and _OURS.search(r.surface(s, e)):
            return k
    return 0


def _own_claim(before: str, r: Reading) -> bool:
    names = [n for t in r.proposed[:60] for n in t.names]
    return any(n in before for n in names)


def code_links(r: Reading) -> list[tuple[str, int, int]]:
    """Links of the text, cleaned, each with the tokens it spans."""
    out: list[tuple[str, int, int]] = []
    seen = set()
    for i, word in enumerate(r.words):
        if r.shapes[i] != URL and not word.startswith(("github.com", "huggingface.co")):
            continue
        match = _LINK.match(r.text, r.starts[i], r.starts[i] + _LONGEST_LINK)
        if match is None:
            continue
        j = i + 1
        while j < len(r.words) and r.starts[j] < match.end():
            j += 1
        url = match.group().rstrip(".,;:!?'\"*")
        while url.endswith((")", "]")) and url.count(url[-1]) > url.count({")": "(", "]": "["}[url[-1]]):
            url = url[:-1].rstrip(".,;:!?'\"")
        if not url.startswith("http"):
            url = "https://" + url
        if url.count(".") and len(url) > 10 and url not in seen:
            seen.add(url)
            out.append((url, i, j))
    return out


__all__ = ["claims_sota", "code_links"]

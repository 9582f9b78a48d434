"""State-of-the-art claims and code links."""

from __future__ import annotations

import re

from papergraph.extraction.cues import cue, phrase_at
from papergraph.extraction.reading import URL, Reading

_SOTA = r"(?:state[- ]of[- ]the[- ]arts?|SOTA|SoTA|sota)"
_VERB = r"(?:achiev\w+|set(?:s|ting)?|establish\w*|obtain\w*|attain\w*|reach\w*|yield\w*|deliver\w*|demonstrat\w+|produc\w+|offer\w*|report\w*|show\w*|provid\w+|gain\w*|lead\w* to|exhibit\w*|advanc\w+|push\w*|creat\w+|mark\w*|result\w* in|maintain\w*)"
_BEAT = r"(?:outperform\w*|surpass\w*|exceed\w*|beat(?:s|ing)?|outpac\w+|superior to|improv\w+ (?:up)?on|improv\w+ over|better than|superiority (?:over|to)|advantages? (?:of [^.]{1,40} )?over|gains? over|improvements? over|outclass\w*|dominat\w+|compared (?:to|with)|ahead of)"
_RULES = [
    (
        "sota-achieves",
        re.compile(
            rf"\b{_VERB}\s(?:[\w,%@+/()&'-]+\s){{0,9}}?(?:new\s)?{_SOTA}(?![-\w]|\s(?:\w+\s){{0,2}}(?:methods?|approach(?:es)?|models?|baselines?|algorithms?|techniques?|systems?|(?:LLM|VLM|agent)s?\b|detectors?|[A-Z]\w+s?\b))",
        ),
    ),
    ("sota-new", re.compile(rf"\b(?:new|novel)\s(?:[\w-]+\s){{0,2}}{_SOTA}\b")),
    ("sota-record", re.compile(r"\b(?:set\w*|establish\w*|achiev\w*|creat\w*)\s(?:a\s)?new\s(?:(?:[\w-]+\s){0,2})(?:records?|benchmarks?\b(?!\s(?:for\s(?:evaluat|assess|stud)))|standards?|high)")),
    (
        "sota-beats-all",
        re.compile(
            rf"\b{_BEAT}\s(?:[\w.,%+-]+\s){{0,3}}?(?:(?:all|the|most|many|several|various|other|both|multiple|a number of|a wide range of|over|numerous)\s)*(?:of\s(?:the\s)?)?"
            rf"(?:existing|previous(?:ly)?|prior|current|all|other|{_SOTA}|recent|competing|SOTAs?|the best|best|leading|strongest|strong baselines)\b"
        ),
    ),
    ("sota-performance", re.compile(rf"\b{_SOTA}\s(?:[\w-]+\s){{0,2}}(?:performances?|results?|accurac(?:y|ies)|scores?|FID|quality|trade-?offs?|robustness|efficiency)\b")),
    ("sota-first-place", re.compile(r"\b(?:(?:won|winning|wins|win|secur\w+|achiev\w+|rank(?:s|ed|ing)?|took|obtain\w+|placed?)\s(?:the\s)?(?:\w+\s){0,3}?(?:first|1st|top)[\s-](?:place|rank|position|prize)|ranks?\s(?:the\s)?(?:first|1st)|ranked\s(?:first|1st))")),
]  # fmt: skip
_NO_CLAIM = re.compile(
    r"\b(?:not|fail\w*|may|could|whether|without achieving|comparable (?:to|with)|competitive (?:to|with)|existing|previous|prior|while the|although|even|however|struggl\w+|most|current|recent(?:ly)?|remains?|lags?|have (?:achieved|shown|demonstrated))\b",
    re.I,
)
_LINK = re.compile(r"https?://[^\s<>\"{}|\\^`]+|(?<![\w@./])(?:www\.|github\.com/|huggingface\.co/)[^\s<>\"{}|\\^`]+")


def claims_sota(r: Reading) -> tuple[str, int] | None:
    """Rule and sentence of the first claim of the state of the art (None: there is none)."""
    for k, (s, e) in enumerate(r.sentences):
        if s < r.title_end:
            continue
        text = r.surface(s, e)
        if not re.search(r"state|sota|record|benchmark|standard|place|rank|existing|previous|prior|current|other|best|recent|leading|all|strong|competing|prize|high", text, re.I):
            continue
        for rule, pattern in _RULES:
            match = pattern.search(text)
            if match and not _disclaimed(rule, text, match, k, r):
                return rule, k
    return None


def _disclaimed(rule: str, text: str, match: re.Match[str], k: int, r: Reading) -> bool:
    """Whether the words before a match say that the claim is not the authors' or not made."""
    before = text[max(0, match.start() - 60) : match.start()]
    clause = re.split(r"[;:.]|\bwhile\b|\bbut\b", before)[-1]
    if re.search(r"\b(?:not|never|fail\w*|may|might|could|whether|if|without)\s(?:\w+\s){0,2}$", clause):
        return True
    inside = match.group()
    if re.search(r"\b(?:comparable|competitive|close|similar|relative)\s(?:\w+\s){0,2}(?:to|with|against)?", inside) and rule != "sota-beats-all":
        return True
    if rule == "sota-beats-all" and re.match(r"compared", inside):
        lowered = text.lower()
        return not re.search(r"improve|superior|better|higher|faster|reduc|outperform|gain|achiev|lower|advantage|fewer|increase", lowered)
    if rule in ("sota-performance", "sota-achieves"):
        if re.search(r"\b(?:have|has|had)\s(?:\w+\s){0,3}$", before) or re.search(r"\b(?:existing|previous|prior|recent|current|these|such|many|although|while|despite|transformers?|LLMs|models)\s(?:[\w-]+\s){0,4}$", before, re.I) and not re.search(r"\b(?:our|we|proposed)\b", before):
            return not _own_claim(text[: match.start()], r)
        if re.search(r"\b(?:compar\w+|evaluat\w+|benchmark\w*|approach\w*|closer?|match\w*|rival\w*|near|test\w*|analy[sz]\w*)\s(?:\w+\s){0,5}$", before) and rule == "sota-performance":
            return True
    return False


def _own_claim(before: str, r: Reading) -> bool:
    names = [n for t in r.proposed for n in t.names]
    return any(n in before for n in names)


def code_links(r: Reading) -> list[tuple[str, int, int]]:
    """Links of the text, cleaned, each with the tokens it spans."""
    out: list[tuple[str, int, int]] = []
    seen = set()
    for i, word in enumerate(r.words):
        if r.shapes[i] != URL and not word.startswith(("github.com", "huggingface.co")):
            continue
        match = _LINK.match(word)
        if match is None:
            continue
        j = i + 1
        url = match.group()
        while j < len(r.words) and r.starts[j] == r.ends[j - 1] and url[-1:] in "/-_" and r.words[j][0].isalnum():
            url += r.words[j]
            j += 1
        url = url.rstrip(".,;:!?'\"*")
        while url.endswith((")", "]")) and url.count(url[-1]) > url.count({")": "(", "]": "["}[url[-1]]):
            url = url[:-1].rstrip(".,;:!?'\"")
        if not url.startswith("http"):
            url = "https://" + url
        if url.count(".") and len(url) > 10 and url not in seen:
            seen.add(url)
            out.append((url, i, j))
    return out


__all__ = ["claims_sota", "code_links", "cue", "phrase_at"]

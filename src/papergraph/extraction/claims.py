"""State-of-the-art claims and code links."""

from __future__ import annotations

import re

from papergraph.extraction.cues import cue, phrase_at
from papergraph.extraction.reading import URL, Reading

_SOTA = r"(?:[Ss]tate[- ]of[- ]the[- ][Aa]rts?|SOTA|SoTA|sota)"
_ACHIEVES = (
    r"(?:achiev\w+|set(?:s|ting)?|establish\w*|obtain\w*|attain\w*|reach\w*|yield\w*|deliver\w*|demonstrat\w+|produc\w+|offer\w*|report\w*|show\w*|provid\w+|"
    r"gain\w*|lead\w* to|exhibit\w*|advanc\w+|push\w*|creat\w+|mark\w*|result\w* in|maintain\w*|gives?|giving|secur\w+|enabl\w+)"
)
#: What of others is beaten.
_PRIOR = (
    rf"(?:existing|previous(?:ly)?|prior|current|{_SOTA}|recent|competing|SOTAs?|the best|best|leading|(?:the )?strongest|strong (?:\w+ )?baselines?|all (?:\w+[ -]){{0,2}}?"
    r"(?:baselines?|methods|models|competitors|other|evaluated|compared|tested|approaches)|all (?:of )?(?:the )?other|earlier|contemporary|published|(?:the )?previous best)\b"
)
_QUANTITY = r"(?:(?:all|the|a|most|many|several|various|both|multiple|a number of|a wide range of|a host of|over|numerous|those of|that of)\s)*(?:of\s(?:the\s)?)?"
_GAP = r"(?:(?!(?:of|that|its|their|which|under|for|in|with|while|when|replication)\b)[\w.,%+/-]+\s){0,3}?"
_BEATS = (
    r"(?:outperform\w*|surpass\w*|exceed\w*|beat(?:s|ing)?|outpac\w+|outclass\w*|outstrip\w*|superior to|improv\w+ (?:up)?on|improv\w+ over|better than|ahead of|eclips\w+|"
    r"(?:higher|lower|faster|smaller|fewer|greater|stronger|cheaper) than)"
)
_GAINS = (
    r"(?:superiority|superior|improv\w*|gains?|advantages?|reduc\w+|increas\w+|boost\w*|speed-?ups?|outperform\w*|better|higher|faster|lower|fewer|less|enhanc\w+|"
    r"sav\w+|smaller|cuts?|accelerat\w+|achiev\w+ \d|best|more \w+|decreas\w+|stronger|lead)"
)
#: Nouns that say that "state-of-the-art" is said of others.
_OTHERS = (
    r"(?:methods?|approach(?:es)?|models?|baselines?|algorithms?|techniques?|systems?|solutions?|frameworks?|networks?|architectures?|agents?|detectors?|classifiers?|tools?|works?|"
    r"counterparts?|competitors?|solvers?|optimizers?|imputation|LLMs?|VLMs?|MLLMs?|GNNs?|[A-Z]\w*[a-z0-9A-Z]s)\b"
)
_RULES = [
    ("sota-achieves", re.compile(rf"\b{_ACHIEVES}\s(?:[\w,%@+/()&'-]+\s){{0,9}}?(?:new\s)?{_SOTA}(?![-\w])(?!,?\s(?:\(\w+\)\s)?(?:[\w-]+\s){{0,3}}?{_OTHERS})")),
    ("sota-new", re.compile(rf"\b(?:new|novel)\s(?:[\w-]+\s){{0,2}}{_SOTA}\b")),
    ("sota-figure", re.compile(rf"\b[Aa]n?\s(?:new\s)?{_SOTA}\s(?:[\w-]+\s){{1,4}}of\s\d")),
    (
        "sota-record",
        re.compile(
            r"\b(?:set\w*|establish\w*|achiev\w*|creat\w*)\s(?:a\s)?new\s(?:[\w-]+\s){0,2}(?:records?|(?:benchmarks?|standards?)\b(?!\s(?:\w+\s){0,2}?(?:evaluat|assess|stud|dataset|suite))|highs?\b|Pareto)"
        ),
    ),
    ("sota-beats-all", re.compile(rf"\b{_BEATS}\s{_GAP}{_QUANTITY}{_PRIOR}")),
    ("sota-over", re.compile(rf"\b{_GAINS}\b(?:[^.;]|\.\d){{0,90}}?\b(?:over|than|beyond|relative to|compared (?:to|with|against)|in comparison (?:to|with))\s{_GAP}{_QUANTITY}{_PRIOR}")),
    ("sota-compared", re.compile(rf"\b[Cc]ompared (?:to|with|against)\s{_QUANTITY}{_PRIOR}(?:[^.;]|\.\d){{0,160}}?\b{_GAINS}\b")),
    ("sota-best-among", re.compile(rf"\b(?:best|highest|lowest)\s(?:[\w-]+\s){{1,4}}?(?:among|of|across)\s(?:all|{_SOTA}|existing|the (?:compared|evaluated|tested))\b|\bbest-in-class\s(?:performance|results|accuracy)")),
    ("sota-performance", re.compile(rf"\b{_SOTA}\s(?:[\w-]+\s){{0,2}}(?:performances?|results?|accurac(?:y|ies)|scores?|FID|quality|trade-?offs?|robustness|efficiency)\b")),
    ("sota-first-place", re.compile(r"\b(?:(?:won|winning|wins|win|secur\w+|achiev\w+|rank(?:s|ed|ing)?|took|obtain\w+|placed?|placing|finish\w+)\s(?:the\s)?(?:\w+\s){0,3}?(?:first|1st|top)[\s-](?:place|rank|position|prize|spot)s?|ranks?\s(?:the\s)?(?:first|1st|#1)|ranked\s(?:first|1st|#1)|first[- ]place (?:solution|submission|entry|system))")),
]  # fmt: skip
_ANCHOR = re.compile(r"state[- ]of|sota|record|benchmark|standard|place|rank|existing|previous|prior|current|best|recent|leading|\ball\b|strong|competing|prize|highs?\b|pareto|earlier|published|contemporary|spot|position", re.I)
_LINK = re.compile(r"https?://[^\s<>\"{}|\\^`]+|(?<![\w@./])(?:www\.|github\.com/|huggingface\.co/)[^\s<>\"{}|\\^`]+")


def claims_sota(r: Reading) -> tuple[str, int] | None:
    """Rule and sentence of the first claim of the state of the art (None: there is none)."""
    for k, (s, e) in enumerate(r.sentences):
        if s < r.title_end:
            continue
        text = r.surface(s, e)
        if not _ANCHOR.search(text):
            continue
        for rule, pattern in _RULES:
            match = pattern.search(text)
            if match and not _disclaimed(rule, text, match, k, r):
                return rule, k
    return None


_NEGATED = re.compile(r"\b(?:not|never|fail\w*|may|might|could|whether|if|without|no(?:\s\w+){1,3}|cannot|hardly|rarely|can(?:\sconsistently)?)\s(?:\w+\s){0,2}$", re.I)
_HEDGED = re.compile(r"\b(?:competitive|comparable|similar|equivalent)(?:\sto)?\s(?:or|and)\s(?:even\s)?(?:superior|better|improved|higher)|\b(?:competitive|comparable|similar)\s(?:[\w-]+\s){0,2}(?:compared|relative|with|to)\b")
_OF_OTHERS = re.compile(r"\b(?:existing|previous|prior|recent|current|these|such|many|although|while|despite|transformers?|LLMs|models|have|has|had)\s(?:[\w-]+\s){0,4}$", re.I)
_OURS = re.compile(r"\b(?:our|ours|we|proposed|this (?:work|paper|approach|method|framework|model))\b", re.I)
_STUDIED = re.compile(r"\b(?:compar\w+|evaluat\w+|benchmark\w*|approach\w*|closer?|match\w*|rival\w*|near|test\w*|analy[sz]\w*)\s(?:\w+\s){0,5}$")


def _disclaimed(rule: str, text: str, match: re.Match[str], k: int, r: Reading) -> bool:
    """Whether the words before a match say that the claim is not the authors' or not made."""
    before = text[max(0, match.start() - 60) : match.start()]
    clause = re.split(r"[;:.]|\bwhile\b|\bbut\b", before)[-1]
    if _NEGATED.search(clause) or _HEDGED.search(text[max(0, match.start() - 40) : match.end()]):
        return True
    inside = match.group()
    if rule not in ("sota-beats-all", "sota-over", "sota-compared") and re.search(r"\b(?:comparable|competitive|close|similar|relative)\s(?:\w+\s){0,2}(?:to|with|against)?", inside):
        return True
    if rule in ("sota-performance", "sota-achieves"):
        if _OF_OTHERS.search(before) and not _OURS.search(before):
            return not _own_claim(text[: match.start()], r)
        if rule == "sota-performance" and _STUDIED.search(before):
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

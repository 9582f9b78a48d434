"""Phrases that name a metric: known ones, and noun phrases whose head is that of a metric."""

from __future__ import annotations

import re

from papergraph.extraction.cues import cue
from papergraph.extraction.names import name_key
from papergraph.extraction.numerals import COSTS, Figure
from papergraph.extraction.reading import CAPITAL, LOWER, MIXED, NUMBER, UPPER, Mention, Reading
from papergraph.extraction.things import is_common, thing_key

_QUALIFIERS = cue("metric_qualifier")
_GERUNDS = cue("metric_gerund")
_VAGUE = cue("vague_metric")
#: Tokens of a text that tell what it is about.
_HEAD = 400
#: Acronyms that name a metric where the text holds one of some words.
_OTHER_SENSE = {"ASR": frozenset("attack attacks jailbreak jailbreaks adversarial backdoor injection".split())}
_AT = re.compile(r"[a-z][a-z0-9-]{0,20}@(?:\d{1,4}|all|k|n)")
_CUTOFF = re.compile(r"top-?\d{1,3}")
#: Words that repeat what a metric is.
_NAMED = ("METHOD", "DATASET", "FAMILY", "TASK", "NONE")
_REPEATS = frozenset("score scores rate rates value values coefficient coefficients index".split())
#: Nouns behind "performance" and the like: no metric but a difference or a spread.
_NO_LEVEL = frozenset(
    "variance variation variability gap gaps degradation drop drops loss losses disparity spread improvement gains".split()
)


class Metric:
    """A phrase that names a metric: `strong` where a lexicon knows it."""

    __slots__ = ("cls", "core", "end", "start", "strong")

    def __init__(self, start: int, end: int, core: int, cls: str, strong: bool) -> None:
        self.start, self.end, self.core, self.cls, self.strong = start, end, core, cls, strong


def phrases(r: Reading, s: int, e: int) -> dict[int, Metric]:
    """The metric phrases of a sentence by their tokens: known metrics, and noun phrases whose head is that of a metric."""
    out: dict[int, Metric] = {}
    heads, alone = cue("metric_head"), cue("metric_head_alone")
    k = s
    while k < e:
        m = r.at[k]
        found = None
        if m is not None:
            if (
                m.label == "METRIC"
                and not _is_word(m)
                and (m.start == s or r.lows[m.start] == "error" or r.lows[m.start - 1] not in cue("setting_noun"))
            ):
                found = Metric(
                    extend(r, m.start, s),
                    m.end,
                    m.start,
                    getattr(m.entry, "cls", None) or "quality",
                    r.lows[m.end - 1] not in _VAGUE,
                )
                if _is_verb(r, m, e) or (r.lows[m.end - 1] == "performance" and m.end < e and r.lows[m.end] in _NO_LEVEL):
                    found = None
            elif (
                m.label in ("PHRASE", "NAME", "TASK", "WORD", "FAMILY", "ACRONYM", "NONE")
                and r.lows[m.end - 1] in heads
                and r.lows[m.end - 1] not in ("loss", "losses")
                and r.lows[m.end - 2] not in cue("setting_noun")
            ):
                found = _weak(r, m.start if m.label != "FAMILY" else m.end - 1, m.end)
            elif _is_short_form(r, m):
                m.label = "METRIC"
                found = Metric(m.start, m.end, m.start, "quality", True)
            stop = m.end
        elif r.lows[k] in heads and r.shapes[k] in (LOWER, CAPITAL, UPPER, MIXED):
            start = extend(r, k, s)
            if start == k and k > s and is_labelled(r.at[k - 1], ("TASK",)) and r.lows[k] not in ("loss", "losses"):
                start = r.at[k - 1].start  # type: ignore[union-attr]  # "fact-checking rates"
            if (
                start < k
                or r.lows[k] in alone
                or r.lows[k - 1] in ("%", "percent")
                or (r.lows[k] == "loss" and r.lows[k - 1 : k] in (["a"], ["an"]) and r.lows[k + 1 : k + 2] == ["of"])
            ):
                found = _weak(r, start, k + 1) if r.lows[k - 1] not in cue("setting_noun") else None
            stop = k + 1
        elif "@" in r.lows[k] and _AT.fullmatch(r.lows[k]):
            found, stop = Metric(k, k + 1, k, "quality", True), k + 1
        else:
            k += 1
            continue
        if found is not None:
            found.end = _tail(r, _whole(r, found, e), e)
            found.start = _spelled_out(r, found, s)
            for i in range(found.start, found.end):
                out[i] = found
            stop = max(stop, found.end)
        k = stop
    return out


def _is_short_form(r: Reading, m: Mention) -> bool:
    """Whether an acronym stands for a metric: by what the text spells out, or in the other of its senses."""
    if m.end != m.start + 1 or m.label not in ("ACRONYM", "NONE", "TASK", "WORD", "FAMILY"):
        return False
    if m.name in _OTHER_SENSE:
        return any(w in _OTHER_SENSE[m.name] for w in r.lows[:_HEAD])
    long = r.abbreviations.get(name_key(m.name), "")
    return m.name.isupper() and long.rpartition(" ")[2].lower() in cue("metric_head")


def _spelled_out(r: Reading, found: Metric, s: int) -> int:
    """Start of a metric with all words that its short form stands for: "Prediction Agreement (PA)"."""
    opening = _open_bracket(r, found)
    if opening >= found.end:
        return found.start
    letters = [c.lower() for c in r.words[opening + 1] if c.isupper()]
    start = opening - len(letters)
    if start < s or start >= found.start or len(letters) < 2:
        return found.start
    return start if [w[0] for w in r.lows[start:opening]] == letters else found.start


def _whole(r: Reading, found: Metric, e: int) -> int:
    """End of a metric that begins with a cut-off, with the nouns that say of what it is: "top-1 token recovery"."""
    k = found.end
    if not _CUTOFF.fullmatch(r.lows[k - 1]):
        return k
    while (
        k < e
        and k < found.end + 3
        and not is_labelled(r.at[k], _NAMED)
        and r.shapes[k] == LOWER
        and r.lows[k] not in cue("metric_stop")
    ):
        k += 1
        if r.lows[k - 1] in cue("metric_head"):
            return k
    return found.end


def _is_verb(r: Reading, m: Mention, e: int) -> bool:
    """Whether "scores" is a verb: "the model scores 80.1"."""
    if r.lows[m.start] not in ("scores", "score") or m.end != m.start + 1 or m.end >= e or not m.start:
        return False
    before = r.at[m.start - 1]
    behind = r.shapes[m.end] == NUMBER or r.lows[m.end] in ("only", "just", "over", "below", "above", "around", "near")
    return behind and (
        r.lows[m.start - 1] in cue("doer")
        or is_labelled(before, ("METHOD", "FAMILY"))
        or r.lows[m.start - 1] in ("it", "which", "also", ",")
    )


def _is_word(m: Mention) -> bool:
    """Whether a lexicon's acronym is but a common word here ("was" is no plural of WA)."""
    return (
        m.end == m.start + 1
        and m.name.islower()
        and len(m.name) <= 4
        and is_common(m.name)
        and m.name not in getattr(m.entry, "aliases", ())
        and getattr(m.entry, "name", "") not in (m.name, m.name.rstrip("s"))
    )


def _weak(r: Reading, start: int, end: int) -> Metric:
    words = r.lows[start:end]
    costly = any(w in COSTS and w not in ("samples", "steps", "tokens", "token", "size", "step") for w in words[:-1])
    cost = costly and words[-1] in ("cost", "time", "usage", "overhead", "throughput")
    return Metric(start, end, end - 1, "efficiency" if cost or words[-1] == "throughput" else "quality", False)


def _tail(r: Reading, k: int, e: int) -> int:
    """End of a metric with what repeats it behind it: "accuracy score", "word error rate (WER)", "F1 (AI)"."""
    while k < e and not is_labelled(r.at[k], _NAMED) and r.lows[k] in _REPEATS:
        k += 1
    if (
        k + 2 < e
        and r.words[k] == "("
        and r.words[k + 2] == ")"
        and r.shapes[k + 1] in (UPPER, MIXED, CAPITAL)
        and not is_labelled(r.at[k + 1], ("METHOD", "DATASET"))
    ):
        k += 3
        while k < e and not is_labelled(r.at[k], _NAMED) and r.lows[k] in _REPEATS:
            k += 1
    return k


def extend(r: Reading, start: int, s: int) -> int:
    """Start of a metric with the adjectives and nouns before its head."""
    if start > s and _CUTOFF.fullmatch(r.lows[start - 1]):
        disown(r, start - 1)
        return start - 1
    k = start
    while (
        k > s
        and start - k < 4
        and (r.at[k - 1] is None or (k == start and r.shapes[k - 1] in (UPPER, MIXED, CAPITAL) and is_free(r, k - 1)))
    ):
        low = r.lows[k - 1]
        if r.shapes[k - 1] in (UPPER, MIXED) and k == start:
            k -= 1
            continue
        if low in _QUALIFIERS:
            k -= 1
            continue
        if r.shapes[k - 1] not in (LOWER, CAPITAL) or low in cue("metric_stop") or low.endswith("ly"):
            break
        if r.shapes[k - 1] == CAPITAL and k - 1 == s:
            break
        if (
            (
                low.endswith("ing")
                and low not in _GERUNDS
                and not (k == start and r.lows[start] in ("rate", "rates", "score", "scores", "error", "time"))
            )
            or is_plural(low)
            or (low.endswith("est") and low != "test")
            or (low.endswith("ed") and "-" not in low)
        ):
            break
        k -= 1
    return k


def is_plural(low: str) -> bool:
    """Whether a word looks like a plural."""
    return low.endswith("s") and low[-2:] not in ("ss", "us", "is") and low not in _SINGULAR


_SINGULAR = frozenset("gas lens bias atlas canvas news series physics robotics genomics mathematics linguistics".split())


def is_labelled(m: Mention | None, labels: tuple[str, ...]) -> bool:
    """Whether there is a mention of one of some labels."""
    return m is not None and m.label in labels


def is_free(r: Reading, k: int) -> bool:
    m = r.at[k]
    return m is None or (m.label in ("NAME", "ACRONYM", "WORD", "NONE", "METRIC") and m.end == m.start + 1)


def is_unknown(r: Reading, k: int) -> bool:
    """Whether a name is one by its shape alone, so that it may as well be a metric's."""
    m = r.at[k]
    return m is not None and m.end == m.start + 1 and not m.rule.startswith("lexicon")


def disown(r: Reading, k: int) -> None:
    """Take a name at token `k` that turns out to be a metric's from the paper's methods."""
    m = r.at[k]
    if m is None or m.label != "METHOD":
        return
    key = thing_key(r, m.name)
    thing = r.things.get(key)
    if thing is not None and thing.role == "other":
        del r.things[key]
        for mention in thing.mentions:
            mention.label = "METRIC"


def set_metric(r: Reading, f: Figure, m: Metric, rule: str, confidence: float) -> None:
    f.metric, f.metric_span = name_of(r, m), (m.start, _open_bracket(r, m))
    f.kind = "efficiency" if m.cls == "efficiency" else "quality"
    f.rule, f.confidence, f.linked = rule, confidence if m.strong else confidence - 0.03, True


def _open_bracket(r: Reading, m: Metric) -> int:
    """End of a metric's phrase without its bracketed short form."""
    return next((k for k in range(m.core + 1, m.end) if r.words[k] == "("), m.end)


def name_of(r: Reading, m: Metric) -> str:
    """A metric's name as the text has it, with its short form: "mean Intersection over Union (mIoU)"."""
    end = _open_bracket(r, m)
    if m.end == m.start + 1 and r.shapes[m.start] == UPPER and (long := r.abbreviations.get(name_key(r.words[m.start]))):
        last = long.rpartition(" ")[2].lower().rstrip("s")
        if last in cue("metric_head") or last + "s" in cue("metric_head"):
            return f"{long} ({r.words[m.start]})"  # one name for all of its mentions
    name = r.surface(m.start, end + 3 if end < m.end and r.shapes[end + 1] in (UPPER, MIXED) else end)
    return name.replace("R2", "R^2") if "R2" in name and "R^2" in r.fields[1].raw[: 10 * _HEAD].replace("$", "") else name


def copy_metric(f: Figure, source: Figure, rule: str, less: float = 0.05) -> None:
    f.metric, f.metric_span, f.kind, f.rule, f.linked = source.metric, source.metric_span, source.kind, rule, True
    f.confidence = source.confidence - less
    if source.kind == "efficiency" and not f.scale:
        f.unit = source.unit

"""Who is beaten: the coordinated names behind a cue."""

from __future__ import annotations

from functools import lru_cache

from papergraph.extraction.cues import cue, phrase_at
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import LOWER, NUMBER, Mention, Reading
from papergraph.extraction.subjects import mention_name

CONNECT = frozenset((",", "and", "or", "/", "&", "both", "as", "well", "(", "also", "even"))


#: Finite verbs, whose subject a name before them is.
_ACTS = frozenset(
    "outperforms surpasses exceeds beats improves reduces achieves attains obtains reaches yields shows exhibits "
    "maintains".split()
)

LOSER_STOP = (
    frozenset(
        "by on in at across for with while when under using without ; . achieving which that where is are was "
        "were has have had can from to into "
        "through despite but although because since after before during within between among if as via whose it "
        "we our they than yet thus "
        "while, offering providing reaching demonstrating showing setting requiring including? trained".split()
    )
    | _ACTS
)


_ING_ADJECTIVES = frozenset(
    "existing competing leading prevailing corresponding remaining including underlying preceding "
    "well-performing best-performing top-performing".split()
)


_SYSTEMS = frozenset("systems methods models algorithms approaches frameworks techniques libraries baselines".split())


class Loser:
    """A named loser: its name, tokens, and whether it is a class of methods."""

    __slots__ = ("family", "name", "span")

    def __init__(self, name: str, span: tuple[int, int], family: bool) -> None:
        self.name, self.span, self.family = name, span, family


def losers(r: Reading, k: int, e: int) -> tuple[list[Loser], int]:
    """The coordinated names that start at token `k`, and the token behind them.

    Articles, adjectives and class nouns before and between the names are passed over ("the strong baseline X", "methods such
    as X and Y"); a class that is qualified as somebody else's ("existing CNNs") is no name.
    """
    out: list[Loser] = []
    prior = False
    gap = 0
    if k + 1 < e and r.lows[k] in ("that", "those") and r.lows[k + 1] == "of":
        k += 2
    if k + 1 < e and r.lows[k] == "our" and r.lows[k + 1].startswith(("reproduc", "re-implement", "reimplement")):
        k += 2
    first = stop = k
    while k < e:
        m = r.at[k]
        low = r.lows[k]
        if m is not None and (m.label == "METHOD" or (m.label == "ACRONYM" and k == first)):
            if (out and gap > 5) or (m.end < e and r.lows[m.end] in _ACTS and r.lows[k - 1] not in cue("beats")):
                break
            if (prior and not out and _names_a_class(r, m, e)) or _is_suspended(r, m.end, e):
                k = m.end
                continue
            names = m.names if m.rule == "packed" else (mention_name(r, m),)
            out.extend(Loser(name, (m.start, m.end), False) for name in names)
            k = stop = m.end
            gap = 0
            continue
        if m is not None and m.label == "FAMILY":
            whole = _ends_phrase(r, m.end, e) and not _is_suspended(r, m.end, e)
            if not prior and not out and whole and name_key(m.name) not in _vague():
                out.append(Loser(m.name, (m.start, m.end), True))
            k = m.end
            stop = k if out else stop
            gap += 1
            continue
        n = phrase_at(r.lows, k, cue("exemplify"), 3)
        if n:
            if out and out[-1].family:
                out.pop()
            k += n
            gap = 0
            continue
        if low in cue("prior"):
            prior = True
        if low == "(" and not out and prior and _lists_names(r, k, e):
            prior, k = False, k + 1
            continue
        if low == "(" and all(x.family for x in out) and (inside := _told_inside(r, k, e)):
            told = [Loser(mention_name(r, x), (x.start, x.end), False) for x in inside]
            return told, next(j for j in range(k, e) if r.words[j] == ")") + 1
        if low == "(" and out:
            if _only_names(r, k, e):
                k += 1
                continue
            close = next((j for j in range(k, min(k + 16, e)) if r.words[j] == ")"), None)
            if close is None:
                break
            k = stop = close + 1
            continue
        if low in (")", '"', "'", "'s"):
            k += 1
            continue
        if not out and low.endswith("ing") and r.shapes[k] == LOWER and low not in _ING_ADJECTIVES:
            if (
                k + 2 < e
                and r.lows[k + 1] in _SYSTEMS
                and (r.label(k + 2) == "METHOD" or r.lows[k + 2] in ("such", "like", "including"))
            ):
                k += 1  # "training systems such as X"
                continue
            break
        if low in LOSER_STOP or (m is not None and m.label in ("DATASET",) and out):
            break
        if r.shapes[k] == NUMBER and (out or r.lows[k + 1 : k + 2] in (["%"], ["points"])):
            break
        if out and low not in CONNECT and r.shapes[k] == LOWER:
            gap += 1
            if low in cue("method_noun") or low in ("backbone", "counterparts", "counterpart"):
                k = stop = k + 1
                continue
            if r.words[k - 1] in (",",) and low in ("a", "an", "the"):
                break  # an apposition
            if gap > 3 or (low.endswith("ing") and "-" not in low) or low in ("achieves", "while"):
                break
        else:
            gap += 1
            if gap > 12:
                break
        k += 1
    return out, stop


def _is_suspended(r: Reading, k: int, e: int) -> bool:
    """Whether a hyphen behind a name leaves its noun to a later word ("CNN-, Mamba-, and attention-based baselines")."""
    return k + 1 < e and r.words[k] == "-" and r.lows[k + 1] in (",", "and", "or")


def _names_a_class(r: Reading, m: Mention, e: int) -> bool:
    """Whether a name behind "existing" only qualifies a class ("existing MAD methods")."""
    k = m.end
    while k < e and k < m.end + 3 and r.shapes[k] == LOWER and r.lows[k] not in LOSER_STOP:
        if r.lows[k] in (
            "methods",
            "approaches",
            "models",
            "baselines",
            "algorithms",
            "techniques",
            "variants",
            "frameworks",
            "systems",
            "counterparts",
            "agents",
            "solutions",
            "strategies",
            "detectors",
            "networks",
            "accelerators",
            "pipelines",
            "solvers",
            "libraries",
        ):
            return True
        k += 1
    return False


@lru_cache(maxsize=1)
def _vague() -> frozenset[str]:
    """Keys of class names that say too little to lose a comparison."""
    return frozenset(map(name_key, cue("vague_class")))


def _only_names(r: Reading, k: int, e: int) -> bool:
    """Whether brackets that open at token `k` hold names ("(e.g., Swin and Focal Transformers)")."""
    return bool(k + 1 < e and r.lows[k + 1] in ("e.g.", "i.e.", "such", "including", "like"))


def _lists_names(r: Reading, k: int, e: int) -> bool:
    """Whether brackets that open at token `k` hold a list of names and nothing else ("existing methods (A, B, C)")."""
    j, names = k + 1, 0
    while j < e and r.words[j] != ")":
        m = r.at[j]
        if m is not None and m.label in ("METHOD", "ACRONYM"):
            names, j = names + 1, m.end
        elif r.lows[j] in (",", "and", "or"):
            j += 1
        else:
            return False
    return j < e and names > 0


def _told_inside(r: Reading, k: int, e: int) -> list[Mention]:
    """The methods with their values in brackets behind a class: "larger cross-encoders (A: 92.0% recall, B: 90.1% recall)"."""
    close = next((j for j in range(k, min(e, k + 24)) if r.words[j] == ")"), 0)
    found = [m for m in r.within(k, close) if m.label == "METHOD"]
    heads = all(r.words[m.start - 1] in ("(", ",", ";") or r.lows[m.start - 1] == "and" for m in found)
    return found if heads and found and all(r.words[m.end] == ":" for m in found) else []


def _ends_phrase(r: Reading, k: int, e: int) -> bool:
    """Whether a noun phrase ends before token `k`."""
    return k >= e or (
        r.at[k] is None and (r.shapes[k] != LOWER or r.lows[k] in LOSER_STOP or r.lows[k] in ("and", "of", "such"))
    )

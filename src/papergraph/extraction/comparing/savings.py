"""What a winner saves on top of winning: "… while using 4x fewer parameters"."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from papergraph.extraction.figures import COSTS, Figure
from papergraph.extraction.reading import Reading

LESS = frozenset(
    "fewer less lower smaller faster saves reduces reducing reduces saving saves cutting accelerating only shorter cheaper "
    "reduced speedup speedups faster, halving".split()
)


class Saving(NamedTuple):
    """A cost that a method saves: its name, by how much (as written, one for each loser or for all), and the tokens."""

    metric: str
    deltas: tuple[str, ...]
    span: tuple[int, int]

    def of(self, n: int, losers: int) -> tuple[str | None, ...]:
        """The ratios that belong to the `n`-th of so many losers."""
        if len(self.deltas) == losers:
            return (self.deltas[n],)
        return self.deltas or (None,)


def tail_gains(r: Reading, k: int, e: int, saving_verb: bool = False) -> list[Saving]:
    """What a winner saves on top: "… while using 4.2 times fewer parameters and 30% lower latency"."""
    out: list[Saving] = []
    opened = False
    i = k
    while i < e and r.lows[i] not in (";", ".", "than", "compared"):
        low = r.lows[i]
        opened = opened or low in ("while", "with", "using", "but", "requiring", "despite")
        if opened and out and low == "and" and (more := _same_saving(r, i + 1, e)) is not None:
            out.append(more)
        if saving_verb and low in ("saves", "reduces", "saving", "reducing") and r.lows[i - 1] in ("and", ",", "while"):
            opened = True
        if low in _BEARERS and (share := _share_of_cost(r, i + 1, e)) is not None:
            if share.metric not in [o.metric for o in out] and r.first("METHOD", max(k, i - 4), i) is None:
                out.append(share)
            i = share.span[1] - 1
        elif opened and low in _BETTER and i + 1 < e and r.lows[i + 1].endswith(_THRIFT):
            out.append(Saving(r.lows[i + 1], (), (i, i + 2)))
        elif opened and low in LESS:
            found = saving_at(r, i, e)
            if found is not None and _of_another(r, found.span[1], e):
                found = None
            if found is not None and found.metric not in [o.metric for o in out]:
                out.append(found)
                i = found.span[1] - 1
        i += 1
    return out if i >= e or r.lows[i] not in ("than", "compared") else []


_BETTER = frozenset("superior greater higher better improved".split())
#: Ends of the names of what a cheaper method has more of.
_THRIFT = ("cost-effectiveness", "efficiency", "throughput", "scalability")
_BEARERS = frozenset("at with using on for".split())
_FRACTIONS = frozenset(
    "half one-half one-third one-quarter one-fourth one-fifth one-sixth one-eighth one-tenth third quarter fifth sixth eighth "
    "tenth fraction 1/2 1/3 1/4 1/5 1/8 1/10".split()
)


def _share_of_cost(r: Reading, k: int, e: int) -> Saving | None:
    """ "at half their parameter budget", "with one-tenth of the training data", "using only 12% of its FLOPs"."""
    while k < e and r.lows[k] in ("only", "just", "about", "roughly", "nearly", "less", "than", "a", "merely", "approximately"):
        k += 1
    f = next((f for f in r.figures_in(k, k + 1) if f.percent), None)
    if k >= e or (f is None and r.lows[k] not in _FRACTIONS):
        return None
    end = f.end if f is not None else k + 1
    j = end + (r.lows[end : end + 1] == ["of"])
    if j >= e or r.lows[j] not in ("the", "its", "their") or (f is not None and j == end):
        return None
    cost = next((n for n in range(j + 1, min(j + 5, e)) if r.lows[n] in COSTS or r.lows[n] in ("budget", "cost", "size")), None)
    if (
        cost is None
        or r.lows[cost] in ("throughput", "speed", "bandwidth")
        or any(r.lows[n] in (",", "and", "of", "on", "in") for n in range(j + 1, cost))
    ):
        return None
    stop = cost + 1
    while stop < e and stop < cost + 3 and (r.lows[stop] in COSTS or r.lows[stop] in ("budget", "cost", "count", "size")):
        stop += 1
    vague = r.lows[k] == "fraction"
    return Saving(r.surface(j + 1, stop), () if vague else (r.surface(k, end).replace(" %", "%"),), (k, stop))


def _of_another(r: Reading, k: int, e: int) -> bool:
    """Whether a saving that ends before token `k` is told of somebody named behind it: "… runtime by 33% over C"."""
    while k < e and (r.lows[k] in ("by", "%", "up", "to", "about", "percent") or r.words[k][:1].isdigit()):
        k += 1
    return k + 1 < e and r.lows[k] in ("over", "versus", "vs.") and r.label(k + 1) == "METHOD"


def quality_tail(r: Reading, k: int, e: int) -> tuple[int, int] | None:
    """ "… yet achieves better performance": the tokens that say that a winner in efficiency wins in quality too."""
    for i in range(k, e):
        if (
            r.lows[i] in ("while", "yet", "and", "but")
            and i + 3 < e
            and r.lows[i + 1] in ("achieving", "achieves", "achieve", "attaining", "delivering", "obtaining")
        ):
            for j in range(i + 2, min(i + 5, e)):
                if r.lows[j] in ("better", "superior", "higher") and j + 1 < e:
                    end = next(
                        (
                            n
                            for n in range(j + 1, min(j + 4, e))
                            if r.lows[n] in ("performance", "accuracy", "quality", "results", "fidelity")
                        ),
                        None,
                    )
                    return (i + 1, end + 1) if end is not None else None
        if r.lows[i] in (";", "."):
            return None
    return None


def _same_saving(r: Reading, k: int, e: int) -> Saving | None:
    """ "only 27% of the parameters and 20% of the FLOPs": the second share, without a word of saving of its own."""
    f = next((f for f in r.figures_in(k, k + 1) if f.percent), None)
    if f is None or r.lows[f.end : f.end + 2] != ["of", "the"] or f.end + 2 >= e:
        return None
    m = r.at[f.end + 2]
    return Saving(m.name, (share_text(f),), (f.start, m.end)) if m is not None and m.label == "METRIC" else None


def share_text(f: Figure) -> str:
    """The words of a share or ratio, its "%" right behind the number."""
    return f.text.replace(" %", "%")


def _ratios(r: Reading, i: int, stop: int) -> tuple[str, ...]:
    """The ratios beside a word of saving at token `i`: the coordination right before it, else the first behind it."""
    out: list[Figure] = []
    first = bisect_right(r.figures, i, key=lambda f: f.start)
    for n in range(first - 1, -1, -1):
        f = r.figures[n]
        behind = out[0].start if out else i
        between = r.lows[f.end : behind]
        if len(between) > 2:
            break
        if f.end > i or not (f.ratio or f.percent):
            continue
        if not all(w in (",", "and", "/", "-", "to") or not w.strip() for w in between) and (out or len(between) > 1):
            break
        out.insert(0, f)
    if not out:
        near = r.figures[first : first + stop - i]
        out = [f for f in near if f.start <= stop and (f.ratio or f.percent)][:1]
    return tuple(share_text(f) for f in out)


def saving_at(r: Reading, i: int, e: int) -> Saving | None:
    """The cost that a word of saving at token `i` is about, with the ratios beside it."""
    low = r.lows[i]
    stop = min(e, i + 7)
    deltas = _ratios(r, i, stop)
    if low == "only" and (not deltas or _trains_few(r, i, stop)):
        return None
    if (low in ("faster", "speedup", "speedups") and r.label(i - 1) != "METHOD") or low == "accelerating":
        nxt = r.lows[i + 1] if i + 1 < e else ""
        kinds = ("inference", "training", "sampling", "decoding", "generation")
        return Saving(f"{nxt} speed" if nxt in kinds else "speed", deltas, (i, i + 1))
    for j in range(i + 1, stop):
        m = r.at[j]
        if m is not None and m.label == "METRIC" and getattr(m.entry, "cls", None) == "efficiency":
            if low in ("only", "less", "lower", "fewer") and getattr(m.entry, "better", None) == "higher":
                return None
            return Saving(m.name, deltas, (i, m.end))
        if m is None and r.lows[j] in COSTS and r.lows[j] not in ("samples", "queries", "budget"):
            start, end = _cost_phrase(r, i, j, e)
            return Saving(r.surface(start, end), deltas, (i, end))
        if r.lows[j] in (",", "and", "than", "."):
            break
    return None


def _trains_few(r: Reading, i: int, stop: int) -> bool:
    """Whether "only" at token `i` tells which share of one model is trained: "only 0.01% of model parameters"."""
    f = next((f for f in r.figures_in(i + 1, stop) if f.percent), None)
    return f is not None and f.value < 10 and any(w.startswith("param") for w in r.lows[f.end : f.end + 5])


def _cost_phrase(r: Reading, i: int, j: int, e: int) -> tuple[int, int]:
    """The noun phrase around a cost word at token `j`, behind token `i`."""
    start, end = j, j + 1
    while (
        start > i + 1
        and r.lows[start - 1] not in ("of", "the", "x", "times")
        and r.at[start - 1] is None
        and r.lows[start - 1].isalpha()
    ):
        start -= 1
    while end < e and r.lows[end] in COSTS:
        end += 1
    return start, end

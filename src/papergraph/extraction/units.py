"""Measured efficiency, known by its unit: milliseconds, frames a second, parameters, operations, memory, energy, money."""

from __future__ import annotations

from papergraph.extraction.cues import cue
from papergraph.extraction.numerals import Figure
from papergraph.extraction.reading import LOWER, Reading

#: Unit -> metric, where the unit alone says it.
_METRIC = {
    "gflops": "GFLOPs", "flops": "FLOPs", "flop": "FLOPs", "mflops": "FLOPs", "tflops": "FLOPs", "pflops": "FLOPs",
    "gmacs": "MACs", "macs": "MACs", "mmacs": "MACs",
    "params": "parameters", "parameters": "parameters", "parameter": "parameters",
    "mj": "energy", "kj": "energy", "joules": "energy", "μj": "energy", "nj": "energy", "pj": "energy",
    "gbops": "BOPs", "bops": "BOPs", "qps": "throughput",
    "watts": "power", "mw": "power",
    "tops": "throughput", "gops": "throughput", "kwh": "energy", "wh": "energy", "luts": "LUTs", "mm2": "area",
}  # fmt: skip
_SIZES = frozenset(("gb", "mb", "kb", "gib", "mib", "kib", "tb"))
_TIMES = cue("time_unit")
_ITEMS = cue("rate_item")
_COARSE = frozenset("minutes minute min mins hours hour h days day s seconds second".split())
_DURATION_WORDS = cue("duration_word")
_DATA_WORDS = cue("recorded_data")
_SPANS = cue("time_span")
_MONEY = frozenset("usd $ dollars dollar cents € eur".split())
_TIME_WORDS = cue("time_word")
_MEMORY_WORDS = cue("memory_word")
_ADJECTIVES = cue("parameter_adjective")


def efficiency(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Recognise a measured efficiency by its unit; fills in the figure."""
    if f.percent:
        return False
    for rule in (_parameters, _rate, _plain, _gpu_time, _memory, _time, _money):
        found = rule(r, f, s, e)
        if found is not None:
            metric, unit, stop = found
            f.kind, f.metric, f.unit, f.rule, f.confidence = "efficiency", metric, unit, "value-unit", 0.92
            f.metric_span, f.linked = (f.start, min(stop, e)), True
            return True
    return False


Found = tuple[str, str, int] | None


def _next(r: Reading, f: Figure, e: int, n: int = 0) -> str:
    return r.lows[f.end + n] if f.end + n < e else ""


def _around(r: Reading, f: Figure, s: int, e: int, left: int = 8, right: int = 5) -> list[str]:
    return r.lows[max(s, f.start - left) : min(e, f.end + right)]


def _parameters(r: Reading, f: Figure, s: int, e: int) -> Found:
    nxt, after = _next(r, f, e), _next(r, f, e, 1)
    if f.scale not in ("K", "M", "B", "T", "k", "m", "b"):
        return None
    if (
        nxt.startswith("param")
        or (nxt in _ADJECTIVES and after.startswith("param"))
        or (nxt == "-" and after.startswith("param"))
    ):
        return "parameters", f.scale.upper(), f.end + (1 if nxt.startswith("param") else 2)
    if r.lows[f.end - 1].endswith("-parameter"):
        if _is_a_model(r, f, s, e):
            return "parameters", f.scale.upper(), f.end
        f.role = "other"
        return None
    if f.scale in ("B", "M") and f.start > s and _is_own_model(r, f, e):
        return "parameters", f.scale, f.end
    listed = f.start > s and r.words[f.start - 1] == "(" and nxt in (")", ",", "vs.", "and")
    owner = r.at[f.start - 2] if f.start - 2 >= s else None
    if (
        listed
        and owner is not None
        and owner.label == "METHOD"
        and (f.scale == "M" or (f.scale == "B" and ("parameters" in r.lows[s:e] or r.lows[owner.start - 1] in _BEATEN)))
    ):
        return "parameters", f.scale, f.end
    return None


_BEATEN = frozenset("outperforming outperforms surpassing surpasses exceeding exceeds beating beats than".split())


def _is_a_model(r: Reading, f: Figure, s: int, e: int) -> bool:
    """Whether a number of parameters is that of one model: "X, a 7B-parameter model", "the 0.3M-parameter network"."""
    before = r.lows[f.start - 1]
    if before in ("a", "an") and f.start - 2 > s and r.words[f.start - 2] == ",":
        return True
    k = f.start - 1
    while k > s and k > f.start - 3 and r.shapes[k] == LOWER and r.lows[k] not in ("a", "an", "the", "our"):
        k -= 1
    return r.lows[k] in ("a", "an", "the", "our") and not any(w in _SIZE_CLASSES for w in r.lows[f.end : min(e, f.end + 3)])


_SIZE_CLASSES = frozenset("llm llms lm models baseline workload language reasoning transformers dense".split())


def _is_own_model(r: Reading, f: Figure, e: int) -> bool:
    """Whether a number is the size of the authors' model: "our 8B model", "our 0.6B QuiltNet model"."""
    if r.lows[f.start - 1] != "our":
        return False
    k = f.end
    m = r.at[k] if k < e else None
    if m is not None:
        return m.label == "METHOD" or (m.end < e and r.lows[m.end] in ("model", "models"))
    return k < e and (r.lows[k] in ("model", "variant") or r.lows[k + 1 : k + 2] in (["model"], ["variant"]))


def _rate(r: Reading, f: Figure, s: int, e: int) -> Found:
    """Items a second, seconds an item."""
    nxt, after, third = (_next(r, f, e, n) for n in range(3))
    if f.scale.lower() in ("fps", "hz"):
        return ("FPS" if f.scale.lower() == "fps" else "frequency"), f.scale, f.end
    if nxt in ("fps", "img/s", "tokens/s", "tok/s", "images/s", "frames/s", "samples/s", "tokens/sec", "it/s", "tps"):
        return ("FPS" if nxt in ("fps", "frames/s") else "throughput"), ("FPS" if nxt == "fps" else r.words[f.end]), f.end + 1
    if nxt in _ITEMS and after in ("per", "/", "a") and third in ("second", "sec", "s", "minute", "hour", "day"):
        return ("FPS" if nxt.startswith("frame") else "throughput"), r.surface(f.end, f.end + 3), f.end + 3
    if nxt in _TIMES and after in ("per", "/") and f.end + 2 < e:
        metric = next((w for w in ("latency", "inference time") if w.split()[0] in _around(r, f, s, e)), "inference time")
        return metric, r.surface(f.end, f.end + 3).replace(" / ", "/"), f.end + 3
    if "/" in nxt and nxt.split("/")[0] in ("s", "ms", "sec", "seconds"):
        return "inference time", r.words[f.end], f.end + 1
    return None


def _plain(r: Reading, f: Figure, s: int, e: int) -> Found:
    nxt = _next(r, f, e)
    low = f.scale.lower()
    if low in ("gflops", "mw", "mj") and low in _METRIC:
        return _METRIC[low], f.scale, f.end
    if nxt in _METRIC:
        if nxt in ("parameter", "parameters", "params") and not f.scale and f.whole and f.value < 500:
            return None  # "three parameters"
        return _METRIC[nxt], (f.scale or r.words[f.end]), f.end + 1
    return None


def _gpu_time(r: Reading, f: Figure, s: int, e: int) -> Found:
    nxt, after = _next(r, f, e), _next(r, f, e, 1)
    m = r.at[f.end] if f.end < e else None
    if m is not None and m.label == "HARDWARE" and _next(r, f, e, m.end - f.end) in ("gpu-days", "gpu-hours"):
        nxt, after = _next(r, f, e, m.end - f.end), ""  # "50k A100 GPU-hours"
    if nxt in ("gpu-days", "gpu-hours", "gpu-day", "gpu-hour") or (
        nxt in ("gpu", "tpu", "a100", "v100", "h100", "a100-hours") and after in ("days", "hours", "day", "hour")
    ):
        unit = "GPU-days" if "day" in nxt + after else "GPU-hours"
        return (
            ("search cost" if "search" in r.lows[max(s, f.start - 8) : min(e, f.end + 8)] else "training time"),
            unit,
            f.end + 2,
        )
    return None


def _memory(r: Reading, f: Figure, s: int, e: int) -> Found:
    nxt, low = _next(r, f, e), f.scale.lower()
    if nxt not in _SIZES and low not in _SIZES:
        return None
    window = _around(r, f, s, e)
    if not any("memory" in w or w in _MEMORY_WORDS for w in window) and not (
        "model" in window and ("to" in window or "from" in window)
    ):
        return None
    memory = any("memory" in w or w.endswith("ram") for w in window) or not any(
        w in ("size", "storage", "disk", "flash") for w in window
    )
    return ("memory" if memory else "model size"), (f.scale or r.words[f.end]), f.end + (0 if low in _SIZES else 1)


def _time(r: Reading, f: Figure, s: int, e: int) -> Found:
    nxt, low = _next(r, f, e), f.scale.lower()
    own = low in ("ms", "s", "μs", "us", "min", "h")
    if "US" in (f.scale, r.words[f.end] if f.end < e else ""):
        return None  # "15 US cities"
    if not own and nxt not in _TIMES:
        return None
    if r.lows[f.start - 1] in ("to", "of") and r.lows[f.start - 2] in ("horizon", "horizons"):
        return None
    if any(w in _SPANS for w in r.lows[f.end : f.end + 2]) or (r.lows[f.start - 1] == "of" and r.lows[f.start - 2] in _SPANS):
        return None  # "40 ms look-ahead"
    if nxt in _COARSE and _next(r, f, e, 1) == "of" and _next(r, f, e, 2) in ("training", "fine-tuning", "pretraining"):
        return "training time", r.words[f.end], f.end + 1
    if _next(r, f, e, 1) in ("of", "long") or _next(r, f, e, 1) == "-":
        return None  # "50 hours of speech"
    window = _around(r, f, s, e)
    milli = low in ("ms", "μs", "us") or nxt in ("ms", "milliseconds", "μs")
    k = f.start - 1
    while k > s and r.lows[k] in cue("approx"):
        k -= 1
    taking = r.lows[k] in ("in", "takes", "took", "within", "under", "requires", "taking", "requiring") and (
        nxt or low
    ) not in ("days", "day", "hours", "hour", "h")
    timed = taking or any(w in _DURATION_WORDS or w.startswith(("gpu", "tpu")) for w in window)
    if not milli and not timed and not any(w in _TIME_WORDS for w in window):
        return None
    if (nxt in _COARSE or low in _COARSE) and (not timed or any(w in _DATA_WORDS for w in window)):
        return None
    if low == "s" and f.value >= 1900:
        return None  # "the 1990s"
    unit = {"milliseconds": "ms"}.get(nxt, f.scale or r.words[f.end])
    return _time_metric(window, milli), unit, f.end + (0 if own else 1)


def _time_metric(window: list[str], milli: bool) -> str:
    if "training" in window or "trained" in window or "train" in window:
        return "training time"
    if "latency" in window or "latencies" in window:
        return "latency"
    if "search" in window:
        return "search time"
    for noun in ("runtime", "delay"):
        if noun in window:
            return noun
    for k, word in enumerate(window[1:], 1):
        if word in ("time", "times") and window[k - 1] in cue("time_kind"):
            return f"{window[k - 1]} time"
    if "inference" in window or "time" in window:
        return "inference time"
    return "latency" if milli else "time"


def _money(r: Reading, f: Figure, s: int, e: int) -> Found:
    nxt = _next(r, f, e)
    before = r.lows[f.start - 1] if f.start > s else ""
    tail = f.range_end
    behind = tail is not None and r.lows[tail.end : tail.end + 1] in (["usd"], ["dollars"], ["cents"])
    if f.scale or not (nxt in ("usd", "dollars", "cents") or before in ("$", "usd", "us$", "€") or behind):
        return None
    stop = f.end + 1 if nxt in _MONEY else f.end
    k = tail.end + 1 if behind and tail is not None else stop
    if k < e and r.lows[k] in ("per", "/", "a") and k + 1 < e:
        j = k + 2
        while (
            j < e
            and j < k + 4
            and r.shapes[j] == LOWER
            and r.lows[j] not in ("with", "and", "on", "for", "in", "while", "using", "at", "across", "to", "per")
        ):
            j += 1
        return f"cost per {r.surface(k + 1, j)}", "$" if before == "$" else "USD", stop
    window = _around(r, f, s, e, 10, 6)
    if not any(w.startswith("cost") or w in ("price", "budget", "spend", "inference", "api", "per") for w in window):
        return None
    return "cost", "$" if before == "$" else "USD", stop

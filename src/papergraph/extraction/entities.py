"""Finding what a text names: known names, names by their shape, and what their surroundings say they are."""

from __future__ import annotations

import re

from papergraph.extraction.coined import own_words, title_names
from papergraph.extraction.cues import cue, phrase_at
from papergraph.extraction.lexicon import Known, Lexicon
from papergraph.extraction.reading import (
    CAPITAL,
    LOWER,
    MIXED,
    NUMBER,
    PUNCT,
    UPPER,
    Mention,
    Reading,
    is_adjective,
    shape,
)
from papergraph.lexicons import common_words

#: Words behind a name that belong to it: sizes, versions, editions.
_EDITION = re.compile(
    r"(?:v\d+(?:\.\d+)*|x\d(?:\.\d+)?|\d{1,3}(?:\.\d+)?[BM]|\d+x\d+B|XXL|XL|[SML]|Tiny|Small|Base|Large|Huge|Giant|Medium|Mini|Nano|Micro|Pro|Flash|Turbo|Ultra|"
    r"Instruct|Chat|Coder|Sonnet|Opus|Haiku|Thinking|Preview|Omni|VL|Next|Distill|Reasoning|Lite|Audio|Vision|Max|Code|Codex|mini|nano|pro|flash)"
)
_VERSION = re.compile(r"[vV]?\d{1,2}\.\d{1,2}(?:\.\d)?|[vV]\d{1,2}|[1-9]|[IVX]{1,3}")
_RESOLUTION = re.compile(r"\d{2,4}x\d{2,4}")
DATASET_SUFFIX = re.compile(
    r"(?:(?<=[\w -])(?:[Bb]ench(?:mark)?|Arena|Gym|Eval|Corpus|Dataset|BENCH)|(?<=[\w-])(?:QA|VQA|World)|Net-\d+k|-LT|"
    r"[Tt]est-?set|-dataset|-corpus|-benchmark)(?:[-v]?[\d.]+)?(?:-[A-Za-z]+)?$"
)
_SPLIT = re.compile(
    r"(?:val|minival|test-dev|test-std|testdev|val2017|test|dev|validation|2007|2012|2014|2017|2018|full|hard|easy|verified|pro|lite|hq)$"
)
_HARDWARE = re.compile(
    r"(?:RTX|GTX|Jetson|Snapdragon|Exynos|Kirin|Ryzen|Xeon|Cortex|Pixel|iPhone|Galaxy|Zynq|Virtex|Alveo|Loihi|TPU|Ascend|Orin|Xavier|Dimensity|Mali|Adreno|STM32)"
    r"(?:(?:-|v?\d)[\w-]*)?"
)
#: Quantities, formulas and compounds that only look like names: 100M-token, R^d.
_NO_NAME = re.compile(
    r"\d+(?:\.\d+)?[KkMBT]?-[A-Za-z][a-z]+|[A-Za-z]{1,2}\^\w{1,2}|\d+(?:\.\d+)?[KMB]-\w+|[A-Za-z]_\w{1,4}|x\d\.\d+|"
    r"[A-Za-z](?:/[A-Za-z\d]){1,8}|[tT]ype-[IVX]{1,3}|(?:Fig|Tab|Sec|Eq)\.?\d{1,2}|[A-Z]-[A-Z]|[kmMG]?(?:Hz|eV|V|W|Wh|Pa)|"
    r"(?:Level|Stage|Phase|Subtask|Tier|Type|Task|Round|Step|Layer|Class|Grade|Track|Rank|Group|Chapter|Category)-[\dIVX]{1,3}"
)
#: Commands of formulas in the raw text of a token, which make it no name.
_FORMULA = re.compile(
    r"\\(?:in|[dt]?frac|top|sum|prod|log|exp|partial|nabla|infty|ell|mid|sqrt|mathbb|varepsilon|downarrow|color|cdot|geq|leq)(?![a-z])|\\[a-z]{2,}\^\{?\d|[\^_]\{\w{0,4}\\"
)
_COUNTED = re.compile(r"(\d+)x([A-Z]+\d{2,4}\w?)")
_LATIN = frozenset("i.e. e.g. vs. et al. etc. w.r.t. a.k.a i.i.d. resp. cf. fig. eq. sec. i.e e.g".split())
_ROMAN = re.compile(r"[IVX]{1,4}|[ivx]{1,4}")


def detect(r: Reading, lex: Lexicon) -> None:
    """Enter all mentions of a reading: longest known names first, then names by their shape."""
    n = len(r.words)
    own = title_names(r, lex)
    coined = own_words(r)
    repeated = _repeated_pairs(r)
    i = 0
    while i < n:
        shape = r.shapes[i]
        if shape == PUNCT:
            i += 1
            continue
        if shape == NUMBER and i >= r.title_end and (r.lows[i].endswith("nm") or r.lows[i + 1 : i + 2] == ["nm"]):
            end = _node(r, i)
            if end:
                i = end
                continue
        if "_" in r.words[i] and _NO_NAME.fullmatch(r.words[i]):  # "T_0"
            i += 1
            continue
        limit = r.title_end if i < r.title_end else n
        if own and r.words[i] == own[0]:
            end = _own_name(r, i, own)
            if end:
                i = end
                continue
        if shape in (UPPER, MIXED) and r.words[i + 1 : i + 2] == ["#"] and r.starts[i + 1] == r.ends[i] and _sharp(r, i + 2):
            r.add(Mention(i, i + 2, "NAME", r.surface(i, i + 2), "shape", False))  # "KN#"
            i += 2
            continue
        if r.words[i] in coined:
            r.add(Mention(i, i + 1, "NAME", r.words[i], "shape", False))
            i += 1
            continue
        end, known = lex.longest(r.words, i, limit)
        worn = not known or known[0].label in _WORN
        if worn and i >= r.title_end and shape in (UPPER, MIXED) and r.words[i : i + 2] in repeated:
            end = _joined(r, i, max(end, i + 1), limit, lex) or end
            if r.at[i] is not None:
                i = end
                continue
        if known and _opens_phrase(r, i, end, known, limit):
            end = _capitalised(r, i, lex, limit)
        elif known and (shape != NUMBER or end > i + 1):
            end = _known(r, i, end, known, limit, lex)
        elif shape in (MIXED, UPPER) and r.lows[i] not in _LATIN:
            end = _shaped(r, i, lex, limit)
        elif shape == CAPITAL and i >= r.title_end:
            end = _capitalised(r, i, lex, limit)
        elif shape == LOWER and "-" in r.words[i] and any(map(str.isdigit, r.words[i])):
            end = _lower_release(r, i, lex)
        else:
            end = i + 1
        i = max(end, i + 1)


def _sharp(r: Reading, k: int) -> bool:
    """Whether a sharp before token `k` ends a name and opens no number ("PR #12")."""
    return k >= len(r.words) or r.starts[k] > r.ends[k - 1] or r.shapes[k] == PUNCT


def _opens_phrase(r: Reading, i: int, end: int, known: list[Known], limit: int) -> bool:
    """Whether a capitalised word that is a metric elsewhere opens a capitalised phrase inside a sentence: "Memory Weaving"."""
    plain = known[0].entry.kind in ("generic", "term") and r.lows[i] in common_words() and r.lows[i - 1] in _BRINGING
    return (
        (known[0].label == "METRIC" or plain)
        and end == i + 1
        and r.shapes[i] == CAPITAL
        and end < limit
        and i > r.title_end
        and r.shapes[end] == CAPITAL
        and not _sentence_initial(r, i)
    )


_BRINGING = frozenset("introduce propose present introduces proposes presents called named termed".split())


def _node(r: Reading, i: int) -> int:
    """Enter a technology node ("28 nm CMOS", "7nm process"); 0 where a length is meant."""
    end = i + 1 if r.lows[i].endswith("nm") else i + 2
    stop = end
    while stop < len(r.words) and r.lows[stop] in _PROCESS:
        stop += 1
    if stop == end:
        return 0
    r.add(Mention(i, stop, "HARDWARE", r.surface(i, stop), "hardware-node", True))
    return stop


_PROCESS = frozenset("cmos technology process node finfet asic".split())


#: Labels of a known acronym with which a name of several words may begin.
_WORN = frozenset({"FAMILY", "NONE", "TASK", "METRIC"})


def _repeated_pairs(r: Reading) -> list[list[str]]:
    """Acronyms with a plain capitalised word behind them that come at least twice in the abstract ("SCM Navigator")."""
    seen: set[tuple[str, str]] = set()
    out: dict[tuple[str, str], None] = {}
    for i in range(r.title_end, len(r.words) - 1):
        if r.shapes[i + 1] == CAPITAL and r.shapes[i] in (UPPER, MIXED):
            pair = (r.words[i], r.words[i + 1])
            if pair in seen:
                out[pair] = None
            seen.add(pair)
    return [list(pair) for pair in out][:_MOST_PAIRS]


#: Repeated pairs that are looked at; few texts have more than two.
_MOST_PAIRS = 10


def _joined(r: Reading, i: int, end: int, limit: int, lex: Lexicon) -> int:
    """Enter a worn acronym and the capitalised words behind it as one name; 0 where these are no name."""
    stop = _run_end(r, i, limit)
    words = [w.removesuffix("s") for w in r.lows[i + 1 : stop]]
    if end > i + 1 or not words or all(_is_head(w) for w in words):
        return 0
    if any(lex.longest(r.words, k, stop)[1] for k in range(i + 1, stop)):
        return 0
    r.add(Mention(i, stop, "PHRASE", r.surface(i, stop), "acronym-phrase", False))
    return stop


def _is_head(word: str) -> bool:
    """Whether a word says only what kind of thing a name before it is."""
    return any(word in cue(kind) for kind in ("own", "method_noun", "method_head", "dataset_noun"))


def _lower_release(r: Reading, i: int, lex: Lexicon) -> int:
    """Enter a known method whose release is written in lower case: "llama-3.1-8b-instruct"."""
    word = r.words[i]
    stem = word.split("-", 1)[0]
    known = lex.get_in_any_case(stem) or lex.get_in_any_case(stem.rstrip("0123456789."))
    worn = stem in common_words() and not re.search(r"-\d{1,3}(?:\.\d)?b(?:-|$)", word)
    if not worn and _RELEASED.fullmatch(word) and any(k.label == "METHOD" for k in known):
        r.add(Mention(i, i + 1, "METHOD", word, "lexicon-variant", True, known[0].entry))
    return i + 1


#: A lower-case name with its version or size: "llama-3.1-8b-instruct", "qwen2.5-7b".
_RELEASED = re.compile(r"[a-z]{2,12}\d?(?:\.\d)?-(?:[a-z]{2,10}-)?v?\d{1,3}(?:\.\d)?[bmo]?(?:-[a-z\d]{1,10}){0,3}")


def _own_name(r: Reading, i: int, name: tuple[str, ...]) -> int:
    """Enter a name that the title has before its colon; returns its end (0: it is not here)."""
    end = i + len(name)
    if tuple(r.words[i:end]) != name:
        return 0
    if len(name) == 1:
        if _run_end(r, i, len(r.words)) > end and r.shapes[end] == CAPITAL:
            return 0
        plain = end < len(r.words) and r.shapes[end] == LOWER and not r.lows[end].endswith("s")
        if plain and i >= r.title_end and _sentence_initial(r, i):
            return 0
    r.add(Mention(i, end, "NAME", r.surface(i, end), "title-name", False))
    return end


def _known(r: Reading, i: int, end: int, known: list[Known], limit: int, lex: Lexicon) -> int:
    """Enter a known name at tokens `i` to `end`, with its edition; returns where to go on."""
    first = _choose(r, i, end, known)
    if first is None:
        if r.shapes[i + 1 : i + 2] == [NUMBER] and _HARDWARE.fullmatch(r.words[i]):  # "an RTX 4000 Ada GPU"
            return _shaped(r, i, lex, limit)
        if r.shapes[i] in (MIXED, UPPER):
            r.add(Mention(i, end, "NAME", r.surface(i, end), "shape", False))
        return end
    label, entry = first.label, first.entry
    rule = "lexicon"
    if label != "DATASET" and end < limit and r.words[end] in _SPLITS:
        data = [k for k in lex.get_in_any_case(r.surface(i, end)) if k.label == "DATASET"]
        if data:  # "the SPIDER Dev", where SPIDER is also something else
            r.add(Mention(i, end + 1, "DATASET", r.surface(i, end + 1), rule, True, data[0].entry))
            return end + 1
    if label in _BEGINS_SET and r.shapes[i] != LOWER and end < limit and r.shapes[end] in (CAPITAL, MIXED, UPPER):
        run = _dataset_run(r, i, limit)
        if run > end and _one_set(r, run, limit):  # "the MiniMax Role-play benchmark"
            r.add(Mention(i, run, "DATASET", r.surface(i, run), "dataset-run", True))
            return run
    if label == "METHOD":
        stop = _edition(r, i, end, limit)
        if stop > end:
            rule = "lexicon-edition"
        end = stop
    elif label == "DATASET" and _of_platform(r, i):
        label = "NONE"
    elif label == "DATASET":
        run = _dataset_run(r, i, limit) if r.shapes[i] != LOWER else 0
        end = run if run > end and _one_set(r, run, limit) else _dataset_tail(r, end, limit)
    elif label in ("FAMILY", "NONE") and i >= r.title_end and _run_end(r, i, limit) > end and r.shapes[i] != LOWER:
        # A longer capitalised name swallows a generic word: "Vision Mamba", "Transformer-XL".
        longer = _run_end(r, i, limit)
        if any(r.shapes[k] in (MIXED, UPPER) for k in range(end, longer)) and label == "FAMILY":
            r.add(Mention(i, end, label, r.surface(i, end), rule, True, entry))
            return end
    if label == "HARDWARE":
        _device_before(r, i, end)
        end = _hardware_tail(r, end, limit)
        maker = r.at[i - 1] if i and r.words[i][0].isdigit() else None
        if maker is not None and getattr(maker.entry, "kind", "") == "organisation":  # "an NVIDIA 3090 GPU"
            r.remove(maker)
            i = maker.start
    if (
        label == "HARDWARE"
        and first.entry.bare
        and not (_stands_alone(r, end, limit) and _runs_there(r, i))
        and not own_kernel(r, i, end)
        and not (first.entry.cls == "platform" and _made_for(r, i, end))
    ):
        label = "NONE"
    if label == "DATASET" and i and r.words[i - 1] == "(" and r.words[end : end + 1] == [")"]:
        stop = _behind_bracket(r, end + 1, limit)
        if stop:  # "Seam Tumour Sewing (BraTS) Africa 2025 Challenge"
            name = f"{r.surface(i, end)} {r.surface(end + 1, stop)}"
            r.add(Mention(i, stop, "DATASET", r.surface(i, stop), "packed", True, (name,)))
            return stop
    r.add(Mention(i, end, label, r.surface(i, end), rule, not first.cue, entry))
    return _more_splits(r, i, end, limit) if label == "DATASET" else end


#: Splits of a data set as they stand behind its name.
_SPLITS = frozenset("Dev Test Val Validation".split())

#: Labels of a known name with which that of a data set may begin.
_BEGINS_SET = frozenset({"METHOD", "NONE", "FAMILY"})


def _one_set(r: Reading, run: int, limit: int) -> bool:
    """Whether a run of capitals that ends at token `run` names one data set and no list of several."""
    if r.lows[run - 1] in _EVENTS or (_YEAR.fullmatch(r.words[run - 1]) and r.lows[run - 2] in _EVENTS):
        return True
    return run < limit and not r.lows[run].endswith("s") and r.shapes[run - 1] == CAPITAL


def _of_platform(r: Reading, i: int) -> bool:
    """Whether the name at token `i` is where something runs for its users: "deployed on X", "online deployment at X"."""
    near = r.lows[max(r.title_end, i - 3) : i]
    return bool(near) and near[-1] in ("on", "at", "in", "across") and any(w.startswith("deploy") for w in near)


def _device_before(r: Reading, i: int, end: int) -> None:
    """Enter the device whose noun stands behind the next one: "mobile and edge devices"."""
    k = i - 2
    devices = end == i + 2 and r.lows[i + 1] == "devices"
    if devices and k >= 0 and r.lows[i - 1] in ("and", "or", "/") and r.lows[k] in _DEVICES and r.at[k] is None:
        r.add(Mention(k, k + 1, "HARDWARE", r.words[k], "packed", True, (f"{r.words[k]} {r.words[i + 1]}",)))


_DEVICES = frozenset("mobile edge embedded wearable iot".split())


def _behind_bracket(r: Reading, k: int, limit: int) -> int:
    """End of the year, place and event behind a data set's bracket at token `k`; 0: there is neither."""
    first = k
    while k < limit and k < first + 4 and (r.shapes[k] == CAPITAL or _YEAR.fullmatch(r.words[k])):
        k += 1
        if r.lows[k - 1] in _EVENTS:
            return k
    return k if k > first and _YEAR.fullmatch(r.words[k - 1]) else 0


def _hardware_tail(r: Reading, end: int, limit: int) -> int:
    """End of a device's name with its model number and kind behind it ("… Ryzen 5 5500U CPU", "Xilinx Kest K7 FPGA")."""
    kind = end
    while kind < min(limit, end + 4) and r.shapes[kind] in (CAPITAL, MIXED, UPPER, NUMBER) and r.lows[kind] not in _CHIPS:
        kind += 1
    if end < kind < limit and r.lows[kind] in _CHIPS and r.starts[end] == r.ends[end - 1] + 1 and r.shapes[end - 1] != LOWER:
        return kind + 1
    while (
        end < limit
        and r.starts[end] == r.ends[end - 1] + 1
        and (
            re.fullmatch(r"\d{4}[A-Z]{0,2}|Ti|Super|Nano|AGX|NX|Pro|Max|Ultra|GPUs?|CPUs?", r.words[end])
            or (re.fullmatch(r"\d", r.words[end]) and end + 1 < limit and re.fullmatch(r"\d{4}\w{0,2}", r.words[end + 1]))
        )
    ):
        end += 1
    return end


#: Kinds of chips that end the name of a device.
_CHIPS = frozenset("gpu gpus cpu cpus fpga fpgas soc socs npu npus chip chips processor processors board boards".split())


_AMOUNTS = frozenset(
    "memory overhead hours hour days day parallelism utilization utilisation time usage cost costs budget budgets cache vram "
    "cycles seconds minutes resources "
    "demand demands consumption count ram offloading scheduling market performance case cases detection navigation "
    "computing intelligence".split()
)


def _stands_alone(r: Reading, end: int, limit: int) -> bool:
    """Whether a bare class of hardware ("GPUs", "servers") is no part of another noun ("GPU memory", "CPU implementations")."""
    if end >= limit:
        return True
    low = r.lows[end]
    if low in _RIVALS:
        return any(w in ("over", "than", "to", "against", "vs.") for w in r.lows[max(0, end - 5) : end])
    return low not in _AMOUNTS and (r.shapes[end] != LOWER or low in _BEHIND_DEVICE or low.endswith("ed"))


_RIVALS = frozenset(
    "baseline baselines implementation implementations counterpart counterparts version versions solver".split()
)


def own_kernel(r: Reading, i: int, end: int) -> bool:
    """Whether the authors write programs for a bare class of hardware: "we introduce a GPU sparse kernel generator"."""
    s = r.sentences[r.sentence_of[i]][0]
    if r.lows[i] == "cuda":
        placed = any(w in ("into", "in", "on", "for") for w in r.lows[max(s, i - 2) : i])
        return placed and any(w in ("we", "our") for w in r.lows[s:i])
    programs = any(w in ("kernel", "kernels", "implementation") for w in r.lows[end : end + 2])
    return programs and any(w in ("we", "our") for w in r.lows[max(s, i - 12) : i])


_BEHIND_DEVICE = frozenset(
    "and or with in for at to while by as than which that is are when without respectively using via across "
    "during from of on but where after before versus vs. processors processor chips chip devices hardware "
    "platform platforms cluster clusters environment environments setup setups can per inference training "
    "backend backends runtime cores core simultaneously only reveals reveal shows show demonstrates "
    "demonstrate achieve achieves achieving takes out under due because since compared whose".split()
)


def _runs_there(r: Reading, i: int) -> bool:
    """Whether the words before a bare class of hardware say that something runs or is measured there."""
    s = r.sentences[r.sentence_of[i]][0]
    if i < r.title_end:
        return i > 0 and r.lows[i - 1] in ("on", "a", "single", "with", "using", "for")
    for k in range(i - 1, max(s, i - 9) - 1, -1):
        if r.lows[k] in _RUN_ON:
            return not r.lows[k - 1].startswith(("interact", "compati"))
        if r.lows[k] in ("that", "which", "for", "by", "require", "requires", "requiring", "expensive"):
            return False
    return False


def _made_for(r: Reading, i: int, end: int) -> bool:
    """Whether a platform is what something is made for: "developed natively for Android", "an Android application"."""
    if end < len(r.lows) and r.lows[end] in _APPLICATIONS:
        return True
    k = i - 1
    while k > 0 and i - k < 24 and (r.lows[k] in (",", "and", "or") or r.label(k) in ("HARDWARE", "NONE")):
        k -= 1
    if i - k < 3 and r.shapes[k] == LOWER and r.lows[k].endswith(("al", "ous", "ed", "ile")):
        k -= 1
    ends = end >= len(r.lows) or r.shapes[end] in (PUNCT, NUMBER) or r.lows[end] in _BEHIND_DEVICE
    return (
        ends and k >= r.title_end and (r.lows[k] in ("for", "on", "across", "like") or r.lows[k - 1 : k + 1] == ["such", "as"])
    )


_APPLICATIONS = frozenset(
    "app apps application applications assistant assistants phone phones smartphone smartphones devices platform "
    "platforms".split()
)


_RUN_ON = frozenset("on using with across over than to against per via both".split())


_SPLIT_NAME = re.compile(r"20[012]\d|test-dev|minival|test-std|testdev|\d{2,4}x\d{2,4}|-?\d{1,3}[Kk]")


_YEAR = re.compile(r"20[012]\d")


def _more_splits(r: Reading, i: int, end: int, limit: int) -> int:
    """Enter further splits, sizes and resolutions of a data set: "COCO minival and test-dev", "X 256x256 and 512x512"."""
    base = r.words[i] if end > i + 1 else r.words[i].rsplit("-", 1)[0]
    last = r.words[end - 1]
    while end + 1 < limit and r.lows[end] in ("and", ",", "/", "&"):
        k = end + (2 if r.lows[end] == "," and r.lows[end + 1] == "and" else 1)
        if (
            k >= limit
            or not _SPLIT_NAME.fullmatch(r.words[k])
            or (r.shapes[k] == NUMBER and not _SPLIT_NAME.fullmatch(last.rsplit("-", 1)[-1]))
            or (_YEAR.fullmatch(r.words[k]) and not (_YEAR.fullmatch(last) and r.lows[end] in ("/", "and", "&")))
        ):
            break
        if r.words[k][-1] in "Kk" and (r.lows[end] != "/" or not re.search(r"-\d+[Kk]$", last)):
            break
        joint = "-" if r.words[k][-1] in "Kk" else " "
        r.add(Mention(k, k + 1, "DATASET", r.words[k], "packed", True, (base + joint + r.words[k].lstrip("-"),)))
        end = k + 1
    return end


def _choose(r: Reading, i: int, end: int, known: list[Known]) -> Known | None:
    """The entry that a known form denotes here; None where it needs a cue that is not there."""
    follows = phrase_at(r.lows, end, cue("dataset_noun_strong")) > 0
    datasets = [k for k in known if k.label == "DATASET"]
    if datasets and (follows or (len(known) == 1 and not datasets[0].cue)):
        return datasets[0]
    first = known[0]
    labels = [k.label for k in known]
    if "METHOD" in labels and "METRIC" in labels:  # MAE: an error or an autoencoder
        figure = any(r.shapes[k] == NUMBER for k in range(max(0, i - 4), min(len(r.words), end + 4)))
        beaten = i > 0 and r.lows[i - 1] in _BEFORE_LOSER
        return known[labels.index("METRIC" if figure and not beaten else "METHOD")]
    if "METHOD" in labels and "FAMILY" in labels:  # ViT is an architecture, ViTs are a class
        generic = r.words[end - 1].endswith("s") or r.shapes[i] == LOWER
        return known[labels.index("FAMILY" if generic else "METHOD")]
    if first.cue and first.label in ("METHOD", "DATASET") and not _has_cue(r, i, end, first.label):
        rest = [k for k in known if not k.cue]
        return rest[0] if rest else None
    return first


_BEFORE_LOSER = frozenset(
    "outperforms outperform outperforming surpasses surpassing over than beats beating exceeds like".split()
)


def _has_cue(r: Reading, i: int, end: int, label: str) -> bool:
    """Whether the words beside a doubtful name say that it is a `label`."""
    if label == "METHOD":
        if phrase_at(r.lows, end, cue("method_noun")) > 0 or (r.words[i] != r.words[i].capitalize() and end - i == 1):
            return True
        listed = r.lows[i - 1] in ("and", "or") or (r.words[i - 1] == "," and r.lows[end : end + 1] in ([","], ["and"], ["or"]))
        k = i - 2 if i > 1 and listed else 0
        while k > i - 5 and k > 0 and r.words[k] in (")", ","):
            k -= 1
        before = r.at[k] if k > 0 else None
        return before is not None and before.label == "METHOD" and before.strong and r.shapes[i] == CAPITAL
    if phrase_at(r.lows, end, cue("dataset_noun")) > 0:
        return True
    neighbour = r.at[i - 2] if i > 1 and r.words[i - 1] in (",", "and") else None
    return bool(neighbour and neighbour.label == "DATASET") or (i > 0 and r.lows[i - 1] == "on")


def _edition(r: Reading, i: int, end: int, limit: int) -> int:
    """End of a method's name with the sizes and versions behind it."""
    while end < limit and end < i + 7 and r.starts[end] <= r.ends[end - 1] + 1:
        word = r.words[end]
        if (
            _EDITION.fullmatch(word)
            or (_VERSION.fullmatch(word) and _is_version(r, end, limit))
            or (r.shapes[end] == MIXED and re.match(r"\d+(?:\.\d+)?[BM](?:-|$)", word))
            or re.fullmatch(r"\d\.\d{1,2}-\d{1,3}(?:\.\d)?B(?:-\w+)?", word)
        ):
            end += 1
        elif (
            word == "-"
            and r.starts[end] == r.ends[end - 1]
            and re.fullmatch(r"\d+(?:\.\d)?B", " ".join(r.words[end + 1 : end + 2]))
        ):
            end += 2  # "LLaMA 3.1-8B"
        elif (
            end == i + 1
            and word in _LOWER_SIZES
            and (end + 1 >= limit or r.shapes[end + 1] == PUNCT or r.lows[end + 1] in _BEHIND_SIZE)
        ):
            return end + 1  # "matching Whisper medium's size"
        else:
            break
    return end


_LOWER_SIZES = frozenset("tiny small medium large huge".split())
_BEHIND_SIZE = frozenset("'s and or with by on in at to for as is while which that using".split())


def _is_version(r: Reading, k: int, limit: int) -> bool:
    """Whether a figure behind a name is its version and no value."""
    if k + 1 < limit and r.words[k + 1] in (
        "%",
        "x",
        "times",
        "points",
        "point",
        "layers",
        "on",
        "hours",
        "GPU",
        "GPUs",
        "percent",
        "out",
    ):
        return r.words[k][0] == "v" or (r.words[k + 1] == "on" and "." not in r.words[k])
    if k + 1 < limit and r.lows[k + 1] in ("of", "to", "-") and "." not in r.words[k]:
        return False
    if "." in r.words[k] and k + 1 < limit and r.words[k + 1] in (")", "vs.", "/"):
        return False
    return not (k > 0 and r.shapes[k - 1] == UPPER and "." in r.words[k] and r.lows[k - 1] in ("fid", "is"))


def _dataset_tail(r: Reading, end: int, limit: int) -> int:
    """End of a data set's name with the resolution, year, split or task behind it."""
    while end < limit:
        if r.words[end] in ("Task", "Track", "Subtask") and re.fullmatch(
            r"\d{1,2}[A-Da-d]?|[A-D]", " ".join(r.words[end + 1 : end + 2])
        ):
            end += 2  # "SemEval-2026 Task 6"
        elif _RESOLUTION.fullmatch(r.words[end]):
            end += 1
        elif end + 2 < limit and r.lows[end + 1] == "x" and r.shapes[end] == NUMBER and r.shapes[end + 2] == NUMBER:
            end += 3
        elif r.lows[end] == "at" and end + 1 < limit and _RESOLUTION.fullmatch(r.words[end + 1]):
            end += 2
        elif _SPLIT.match(r.lows[end]) or re.fullmatch(r"20[012]\d|[vV]\d(?:\.\d)?|I{1,3}|[1-4]", r.words[end]):
            if end + 1 < limit and (
                r.words[end + 1] in ("%", "-")
                or (
                    r.lows[end] in ("test", "val", "validation", "dev")
                    and r.lows[end + 1] in ("set", "sets", "split", "data", "time")
                )
            ):
                break
            if r.words[end] in ("1", "2", "3", "4") and not (r.words[end - 1].isalpha()):
                break
            end += 1
        else:
            break
    return end


def _run_end(r: Reading, i: int, limit: int) -> int:
    """End of the run of capitalised words that starts at token `i`."""
    j = i + 1
    while j < limit and r.shapes[j] in (CAPITAL, MIXED, UPPER) and r.starts[j] <= r.ends[j - 1] + 1 and j - i < 8:
        j += 1
    return j


def _shaped(r: Reading, i: int, lex: Lexicon, limit: int) -> int:
    """Enter a name that only its letters show."""
    word = r.words[i]
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if re.search(r"@(?:\d|[kKnN]\b)", word):
        r.add(Mention(i, i + 1, "METRIC", word, "metric-at", True))
        return i + 1
    if re.fullmatch(r"Ma?c[A-Z][a-z]+", word):  # a surname
        return i + 1
    if word.startswith("URL") or "@" in word or _NO_NAME.fullmatch(word) or _formula(r, i):
        return i + 1
    if word.islower() and word.isalnum() and word.rstrip("0123456789") in common_words() and word[:-1].isalpha():
        return i + 1  # "bias2"
    if i + 1 < limit and r.lows[i + 1] in _FORMS and r.shapes[i + 1] == CAPITAL and i >= r.title_end:
        r.add(Mention(i, i + 1, "DATASET", _without_genitive(word), "dataset-name", True))
        return i + 2
    packed = _packed(r, i, lex)
    if packed:
        return i + 1
    counted = _COUNTED.fullmatch(word)
    if counted and _near_gpu(r, i):  # "8xA100 GPUs"
        r.add(Mention(i, i + 1, "HARDWARE", counted[2], "hardware-shape", True))
        return i + 2 if r.lows[i + 1 : i + 2] in (["gpus"], ["gpu"]) else i + 1
    if _HARDWARE.fullmatch(word) or (re.fullmatch(r"[AHVPTBL]\d{2,3}s?", word) and _near_gpu(r, i)):
        end = i + 1
        while end < limit and re.fullmatch(
            r"(?:\d{1,4}\w{0,2}|Ti|Super|Nano|Orin|Xavier|AGX|NX|Pro|Max|Ultra|Gen)", r.words[end]
        ):
            end += 1
        end = _hardware_tail(r, end, limit)
        r.add(Mention(i, end, "HARDWARE", r.surface(i, end), "hardware-shape", True))
        return end
    if i + 1 < limit and r.words[i + 1] in _BENCHES and not lex.get(word):
        r.add(Mention(i, i + 2, "DATASET", r.surface(i, i + 2), "dataset-run", True))
        return i + 2
    stop = _shared_task(r, i, limit)
    if stop:
        r.add(Mention(i, stop, "DATASET", r.surface(i, stop), "dataset-run", True))
        return stop
    run = _dataset_run(r, i, limit)
    if run:
        r.add(Mention(i, run, "DATASET", r.surface(i, run), "dataset-run", True))
        return run
    label, entry, rule = _by_part(word, lex)
    end = i + 1
    if label in ("", "METHOD"):
        stop = _edition(r, i, end, limit) if label else end
        if i >= r.title_end:
            while stop < limit and r.shapes[stop] == CAPITAL and stop < i + 4 and r.starts[stop] <= r.ends[stop - 1] + 1:
                if r.lows[stop] not in cue("method_head") or lex.longest(r.words, stop, limit)[0] > stop + 1:
                    break
                stop += 1
        end = stop
    elif label == "DATASET":
        end = _dataset_tail(r, end, limit)
    if not label and end == i + 1 and end < limit and re.fullmatch(r"v\d{1,2}(?:\.\d{1,2})?", r.words[end]):
        end += 1
    if (
        not label
        and end == i + 1
        and i + 1 < limit
        and word.isalpha()
        and word.lower() in common_words()
        and r.shapes[i] == MIXED
    ):
        r.add(Mention(i, end, "WORD", word, "cased", False))  # "FAIRness", "eXploration": letters of an acronym
        return end
    if not label and end == i + 1 and (_generic_compound(word, lex) or (i >= r.title_end and _phrase_part(word))):
        r.add(Mention(i, end, "WORD", word, "compound", False))
        return end
    r.add(Mention(i, end, label or "NAME", _without_genitive(r.surface(i, end)), rule, bool(label), entry))
    return _more_sizes(r, i, end, limit) if label in ("", "METHOD") else end


def _formula(r: Reading, i: int) -> bool:
    """Whether a token was a formula before its commands were cleaned away."""
    field, start, end = r.locate(i, i + 1)
    raw = r.fields[field == "abstract"].raw[start:end]
    return "\\" in raw and _FORMULA.search(raw) is not None


def _more_sizes(r: Reading, i: int, end: int, limit: int) -> int:
    """Enter the sizes that share a stem: "FooNet-Tiny, -Small, and -Base"."""
    stem, _, size = r.words[end - 1].rpartition("-")
    if stem and end == i + 1 and _COUNT.fullmatch(size) and r.words[end : end + 1] == ["/"]:  # "FooLM-70M/160M"
        while end + 1 < limit and r.words[end] == "/" and _COUNT.fullmatch(r.words[end + 1]):
            name = f"{stem}-{r.words[end + 1]}"
            r.add(Mention(end + 1, end + 2, "METHOD", r.words[end + 1], "packed", True, (name,)))
            end += 2
        return end
    if not stem or not _EDITION.fullmatch(size) or end != i + 1:
        return end
    k = end
    while k + 2 < limit:
        j = k
        while j < limit and r.lows[j] in (",", "and", "/", "or"):
            j += 1
        if (
            j == k
            or j + 1 >= limit
            or r.words[j] != "-"
            or r.starts[j + 1] != r.ends[j]
            or not _EDITION.fullmatch(r.words[j + 1])
        ):
            break
        r.add(Mention(j, j + 2, "METHOD", r.surface(j, j + 2), "packed", True, (f"{stem}-{r.words[j + 1]}",)))
        k = j + 2
    return k


_COUNT = re.compile(r"\d{1,3}(?:\.\d)?[MB]")


def _generic_compound(word: str, lex: Lexicon) -> bool:
    """Whether a compound is made of generic acronyms and plain words only ("LLM-human", "OCR+LLM", "2D-to-3D")."""
    parts = [p for p in re.split(r"[-+/]", word) if p]
    if len(parts) < 2:
        return False
    for part in parts:
        known = lex.get(part)
        if not (
            part.lower() in common_words()
            or re.fullmatch(r"\d[Dd]?", part)
            or (known and known[0].label in ("FAMILY", "NONE", "METRIC", "TASK"))
            or (known and known[0].entry.cls == "platform")
        ):
            return False
    return any(p.isupper() and len(p) > 1 for p in parts)


def _phrase_part(word: str) -> bool:
    """Whether a compound is an acronym beside a plain word of the language, as in a noun phrase ("CE-loss", "pose-GRU")."""
    first, _, last = word.partition("-")
    acronym = first.isupper() and len(first) < 4 and last.islower() and len(last) > 3 and last not in ("agent", "agents")
    return (acronym and last in common_words()) or (first.islower() and len(first) > 5 and first in common_words())


def _without_genitive(name: str) -> str:
    return name[:-2] if name.endswith(("'s", "’s")) else name


#: Capitalised words behind a name that make both one data set.
_BENCHES = frozenset({"Bench", "Arena", "Gym"})


def _shared_task(r: Reading, i: int, limit: int) -> int:
    """End of the shared task of a venue's year at token `i` ("KNOTCONF 2025 Shared Task"); 0: there is none."""
    k = i + 1
    if k < limit and r.words[k] == "-":
        k += 1
    if k + 2 < limit and _YEAR.fullmatch(r.words[k]) and r.lows[k + 1 : k + 3] == ["shared", "task"]:
        return k + 3
    return k + 2 if re.search(r"-20[012]\d$", r.words[i]) and r.lows[k : k + 2] == ["shared", "task"] else 0


_EVENTS = frozenset("challenge corpus competition track hackathon treebank leaderboard archive".split())
_FORMS = frozenset("dataset datasets benchmark benchmarks".split())


def _dataset_run(r: Reading, i: int, limit: int) -> int:
    """End of a run of capitals that starts at token `i` and closed by a noun for data sets ("SEWA Knot Detection dataset")."""
    end = _run_end(r, i, limit)
    if i < r.title_end or end > i + 7:
        return 0
    for k in range(i + 1, end):
        if r.lows[k] in _EVENTS:
            stop = k + 1
            return stop + 1 if stop < limit and re.fullmatch(r"20[012]\d", r.words[stop]) else stop
        if r.lows[k] in _FORMS:
            return k if k > i + 1 else 0
    if end + 1 < limit and r.lows[end + 1] in ("called", "named", "dubbed", "termed"):
        return 0  # "the first Saudi Sign Language dataset called X"
    return (
        end
        if end > i + 1 and end < limit and phrase_at(r.lows, end, cue("dataset_noun_strong")) and r.shapes[end] == LOWER
        else 0
    )


def _near_gpu(r: Reading, i: int) -> bool:
    around = r.lows[max(0, i - 3) : i + 4]
    return any(w in ("gpu", "gpus", "nvidia", "tesla", "tpu", "accelerator", "accelerators", "cards") for w in around)


def _by_part(word: str, lex: Lexicon) -> tuple[str, object, str]:
    """What a compound is by its known beginning: ResNet-50 by ResNet, ImageNet-C by ImageNet."""
    if "-" not in word and not re.search(r"\d", word):
        return "", None, "shape"
    for cut in range(len(word) - 1, 1, -1):
        if not (
            word[cut] in "-/_"
            or (word[cut].isdigit() and word[cut - 1].isalpha())
            or (word[cut - 1].isdigit() and word[cut].isalpha())
        ):
            continue
        known = [k for k in lex.get(word[:cut]) if k.label in ("METHOD", "DATASET", "HARDWARE")]
        if known and not known[0].cue:
            rest = word[cut:].lstrip("-_")
            if known[0].label == "DATASET" and re.search(r"(?:former|net|agent|llm|gpt|lora|r1)$", rest.lower()):
                return "", None, "shape"
            if known[0].label == "METHOD" and DATASET_SUFFIX.search(word):
                return "", None, "shape"
            return known[0].label, known[0].entry, "lexicon-variant"
    return "", None, "shape"


def _packed(r: Reading, i: int, lex: Lexicon) -> bool:
    """Split "DeiT-T/S/B" and "CIFAR-10/100" into the names they stand for."""
    word = r.words[i]
    if "/" not in word:
        return False
    head, *rest = word.split("/")
    tail = ""
    match = re.fullmatch(r"(\d{1,4}|[A-Z]{1,2}|1K|\d+K)(-[A-Za-z]+)?", rest[-1])
    if not match or "-" not in head:
        return False
    rest[-1], tail = match[1], match[2] or ""
    stem, first = head.rsplit("-", 1)
    sizes = [first, *rest]
    if len(sizes) == 2 and not first.isdigit() and rest[0].isdigit():
        return False  # ViT-B/16: a patch size
    if not all(re.fullmatch(r"\d{1,4}K?|[A-Za-z]{1,6}", s) for s in sizes):
        return False
    label, _, _ = _by_part(head, lex)
    whole = lex.get(stem)
    label = label or (whole[0].label if whole else "") or ("DATASET" if first.isdigit() else "METHOD")
    mention = Mention(i, i + 1, label, word, "packed", True, tuple(f"{stem}-{s}{tail}" for s in sizes))
    r.add(mention)
    return True


def _capitalised(r: Reading, i: int, lex: Lexicon, limit: int) -> int:
    """Enter a capitalised word or phrase inside a sentence as a possible name."""
    head, _, tail = r.words[i].rpartition("-")
    if tail.islower() and is_adjective(r.words[i]) and (tail == "based" or shape(head.split("-")[0]) in (UPPER, MIXED)):
        return _basis(r, i, lex)
    if i + 1 < limit and r.lows[i + 1].startswith("et al"):
        return i + 1  # a citation
    if (
        "-" in r.words[i]
        and not is_adjective(r.words[i])
        and (i + 1 >= limit or r.shapes[i + 1] not in (CAPITAL, MIXED, UPPER))
    ):
        label, entry, rule = _by_part(r.words[i], lex)
        if label == "METHOD" and r.words[i].rsplit("-", 1)[-1][0].isupper() and getattr(entry, "cls", None) in _MODELS:
            r.add(Mention(i, i + 1, label, r.words[i], rule, True, entry))  # "Qwen-Flash"
            return i + 1
    initial = _sentence_initial(r, i)
    if r.lows[i] in _ARTICLES:  # "i.e. Our FooNet"
        return i + 1
    acronym = i + 1 < limit and r.shapes[i + 1] in (UPPER, MIXED) and "-" not in r.words[i]
    act = initial and r.lows[i].endswith("ing") and r.lows[i] in common_words()
    rival = r.lows[i - 1] in cue("beats")  # "over Vanilla FOO"
    if acronym and (act or r.lows[i] in _ORDINARY) and not rival:
        return i + 1  # "the Traditional OCR", "Applying FOO to cloth"
    run = 0 if initial and r.lows[i] in _FUNCTION else _dataset_run(r, i, limit)
    if run:
        r.add(Mention(i, run, "DATASET", r.surface(i, run), "dataset-run", True))
        return run
    end = i + 1
    while end < limit and end - i < 8 and r.starts[end] <= r.ends[end - 1] + 1:
        if r.words[end] == "'s" and end + 1 < limit and r.shapes[end + 1] == CAPITAL:
            end += 1
        if r.shapes[end] in (CAPITAL, MIXED, UPPER):
            stop, known = lex.longest(r.words, end, limit)
            if known and stop > end and _breaks(r, end, stop, known):
                break
            end += 1
        else:
            break
    if all(r.lows[k] in cue("kind_noun") or is_adjective(r.words[k]) for k in range(i, end)):
        return end
    if initial and end == i + 1:
        item = (
            r.words[i - 1] in (";", ":", ")") and "-" in r.words[i] and any(p[:1].isupper() for p in r.words[i].split("-")[1:])
        )
        plain = r.words[i - 1] != '"' and not item and all(part in common_words() for part in r.lows[i].split("-"))
        if plain or is_adjective(r.words[i]):
            return end
        if not item and (r.lows[i] in common_words() or r.lows[i].rstrip("s") in common_words()):
            return end
        r.add(Mention(i, end, "WORD", r.surface(i, end), "capital", False))
        return end
    if initial and r.lows[i] in _FUNCTION:
        return i + 1
    if end == i + 1:
        if r.words[i].endswith("'s") or is_adjective(r.words[i]) or r.lows[i] in _FUNCTION:
            return end
        if _plain_tail(r.words[i]):
            return _basis(r, i, lex)
        r.add(Mention(i, end, "WORD", r.surface(i, end), "capital", False))
        return end
    if end < limit and re.fullmatch(r"\d\.\d", r.words[end]) and _is_version(r, end, limit):
        end += 1
    r.add(Mention(i, end, "PHRASE", r.surface(i, end), "capital-phrase", False))
    return end


_ORDINARY = frozenset("traditional vanilla conventional existing naive classical modern current recent standard".split())
#: Classes of methods whose names open those of their versions.
_MODELS = frozenset("llm language vlm multimodal".split())
_ARTICLES = frozenset("our the this these".split())


def _plain_tail(word: str) -> bool:
    """Whether a compound ends in a plain word: "Byzantine-tolerance", "Shampoo-family"."""
    _, _, tail = word.rpartition("-")
    return tail != word and len(tail) > 3 and tail.islower() and tail in common_words()


def _basis(r: Reading, i: int, lex: Lexicon) -> int:
    """Enter the known method in "a PointNet-based encoder"; "BERT-style encoders" names none."""
    head, _, tail = r.words[i].rpartition("-")
    if tail == "style" and r.lows[i + 1 : i + 2] in (["baseline"], ["baselines"]):
        return i + 1  # the baseline is what counts
    known = lex.get(head) if tail in _MADE_OF else []
    if known and all(k.label == "METHOD" and not k.cue for k in known):
        r.add(Mention(i, i + 1, "BASIS", head, "lexicon-based", True, known[0].entry))
    elif tail in _MADE_OF and tail not in ("family", "style", "class") and not known:
        label, entry, _ = _by_part(head, lex)
        if label == "METHOD":
            r.add(Mention(i, i + 1, "BASIS", head, "lexicon-based", True, entry))
    return i + 1


_MADE_OF = frozenset("based generated powered driven served distilled initialized family style class backed inspired".split())


def _breaks(r: Reading, i: int, end: int, known: list[Known]) -> bool:
    """Whether a known name inside a run of capitals ends the name before it; plain words ("Memory", "Quality") do not."""
    if known[0].label in ("DATASET", "HARDWARE"):
        return not known[0].cue or end > i + 1
    return known[0].label in ("NONE", "METRIC") and (r.shapes[i] != CAPITAL or end > i + 1)


_FUNCTION = frozenset(
    "the a an our we in on this these those it its to for with while when although though however by from as at after before "
    "moreover furthermore additionally specifically recently finally extensive comprehensive experimental existing recent here "
    "despite since because unlike using through based given under across between our their both each such that what how "
    "why can "
    "current most many several some all no not if then first second third compared inspired motivated leveraging building code "
    "and or but".split()
)


def _sentence_initial(r: Reading, i: int) -> bool:
    start = r.sentences[r.sentence_of[i]][0]
    if i == start:
        return True
    before = r.words[i - 1]
    if before in (":", '"', "(", "'", "[", ";") or before in (".", "?", "!"):
        return before != "("
    # "(1) X", "i) X"
    return (
        before == ")"
        and i >= 2
        and (r.words[i - 2].isdigit() or bool(_ROMAN.fullmatch(r.words[i - 2])) or len(r.words[i - 2]) == 1)
    )


#: Labels that a reader of the document sees.
SHOWN = frozenset({"METHOD", "DATASET", "HARDWARE", "TASK", "METRIC", "FAMILY"})

__all__ = ["SHOWN", "detect"]

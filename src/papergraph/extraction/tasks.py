"""Tasks: known ones, and noun phrases that end in a task word."""

from __future__ import annotations

from papergraph.extraction.reading import CAPITAL, LOWER, Mention, Reading

_HEADS = frozenset(
    "classification segmentation detection recognition generation prediction estimation retrieval translation summarization forecasting "
    "reconstruction restoration denoising tracking captioning synthesis editing super-resolution parsing extraction answering "
    "recommendation localization grounding matching verification identification planning navigation manipulation diagnosis "
    "forecasting imputation inpainting completion alignment reasoning modeling compression pruning quantization "
    "adaptation understanding anonymization clustering ranking reranking transcription separation enhancement "
    "distillation analysis simulation scheduling control discovery unlearning debugging repair moderation annotation "
    "interpretation assessment grading screening monitoring exploration imitation search".split()
)
_STOP = frozenset(
    "a an the our this that these those their its of in on for with by from to and or as at is are was were be can we it which "
    "such many most some several various different other all both each new novel simple efficient effective robust accurate "
    "high-quality better improved existing recent previous state-of-the-art performance using via based including strong "
    "proposed downstream diverse multiple challenging complex practical general standard common typical real-world large-scale "
    "automatic automated popular final direct joint specific individual successful two three four five more less not during under "
    "over between into through first second enables enable improve improves improving perform performs performing further while "
    "when where how than supports facilitate achieve achieving accelerate reliable scalable fast faster robustly unified".split()
)
#: Task words that alone, without a modifier, say too little.
_MOST = 3


def find(r: Reading) -> None:
    """Enter noun phrases such as "industrial smoke segmentation" as TASK mentions, at most one longer than a known task."""
    for i, low in enumerate(r.lows):
        if low not in _HEADS or r.shapes[i] not in (LOWER, CAPITAL):
            continue
        start = i
        while start > 0 and i - start < _MOST and _modifier(r, start - 1):
            start -= 1
        m = r.at[i]
        if start == i or (m is not None and m.label not in ("TASK", "FAMILY")):
            continue
        while start < i and r.at[start] is not None and r.at[start].start < start:  # type: ignore[union-attr]
            start += 1
        if m is not None and m.label == "TASK" and m.end > i + 1:
            continue
        if any(r.at[k] is not None and r.at[k].label not in ("TASK", "FAMILY") for k in range(start, i)) or start == i:  # type: ignore[union-attr]
            continue
        if m is None or m.label == "TASK":
            _replace(r, start, i + 1)


def _modifier(r: Reading, k: int) -> bool:
    if r.sentence_of[k] != r.sentence_of[k + 1] or r.lows[k] in _STOP or r.shapes[k] not in (LOWER, CAPITAL):
        return False
    low = r.lows[k]
    return not low.endswith(("ly", "ing")) or low in ("training", "learning", "fine-tuning", "driving", "imaging", "tuning", "processing", "planning", "scheduling")


def _replace(r: Reading, start: int, end: int) -> None:
    for m in {id(r.at[k]): r.at[k] for k in range(start, end) if r.at[k] is not None}.values():
        if m is not None:
            if m.start < start or m.end > end:
                return
            r.mentions.remove(m)
            for k in range(m.start, m.end):
                r.at[k] = None
    r.add(Mention(start, end, "TASK", r.surface(start, end), "task-phrase", False))

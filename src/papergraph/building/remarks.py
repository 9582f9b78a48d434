"""What a build was not sure of, for its report."""

from __future__ import annotations

from papergraph.linking import Doubt, LinkNotes
from papergraph.sources import SkipLog
from papergraph.views.markdown import escape, table

_SHOWN = 20


def input_remarks(log: SkipLog, merged: int, without_abstract: int, unmatched: list[str]) -> dict[str, str]:
    """What was not right with the input: label -> figure or text."""
    remarks = {f"Skipped, {reason}": f"{count:,}" for reason, count in sorted(log.reasons.items())}
    if merged:
        remarks["Duplicates merged"] = f"{merged:,}"
    if without_abstract:
        remarks["Papers without an abstract"] = f"{without_abstract:,}"
    if unmatched:
        remarks["Corrections that found nothing"] = "; ".join(unmatched[:_SHOWN])
    return remarks


def linking_remarks(notes: LinkNotes) -> str:
    """Doubtful merges and near misses as Markdown; empty if there are none."""
    parts = []
    if notes.doubtful:
        parts.append("## Names that were merged or kept apart in doubt\n\n" + _doubts(notes.doubtful))
    if notes.near:
        parts.append("## Names that nearly agree\n\n" + _doubts(notes.near))
    if parts:
        parts.append("Decide such cases in a file for `papergraph build --same`.")
    return "".join(f"\n{part}\n" for part in parts)


def _doubts(doubts: list[Doubt]) -> str:
    text = table(("name", "other", "class", "papers", "why"), map(_row, doubts[:_SHOWN]))
    more = len(doubts) - _SHOWN
    return text + (f"\n\n… and {more:,} more." if more > 0 else "")


def _row(doubt: Doubt) -> list[str]:
    return [escape(doubt.name, 80), escape(doubt.other, 80), doubt.type, f"{doubt.papers:,}", escape(doubt.reason, 200)]

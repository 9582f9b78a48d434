"""Claims as an answer gives them: with names in place of IRIs, and with the sentences they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from papergraph.views.reading import Claim, Reader
from papergraph.views.words import number, quantity

Row = dict[str, Any]


def paper_row(reader: Reader, paper: str) -> Row:
    """Title, link and date of a paper."""
    if not paper:
        return {"iri": None, "title": "", "url": None, "date": None}
    about = reader.about(paper)
    return {"iri": paper, "title": reader.node(paper).label, "url": about.url, "date": about.date}


def sentences(reader: Reader, paper: str, evidence: Iterable[str]) -> list[Row]:
    """A paper's sentences behind a claim or a link; `marks` are pairs of code-point offsets in the quote."""
    found = []
    for iri in evidence:
        one = reader.evidence(iri, paper)
        found.append({"quote": one.quote, "marks": [list(mark) for mark in one.marks], "field": one.field, "rule": one.rule})
    return found


def statement(reader: Reader, claim: Claim) -> Row:
    """All that is known of a claim, ready for JSON."""
    claim = reader.whole(claim)

    def name(iri: str | None) -> str | None:
        return reader.node(iri).label if iri else None

    row: Row = {"iri": claim.iri, "type": claim.type, "kind": claim.kind}
    if claim.type == "result":
        row |= {"method": name(claim.winner), "value": claim.winner_value, "unit": claim.unit, "hardware": name(claim.hardware)}
    else:
        row |= {"winner": name(claim.winner), "loser": name(claim.loser)}
        row |= {"winner_value": claim.winner_value, "loser_value": claim.loser_value}
        row |= {"margin": claim.margin, "margin_text": claim.margin_text}
    row |= {"dataset": name(claim.dataset), "metric": name(claim.metric), "confidence": claim.confidence}
    return row | {"paper": paper_row(reader, claim.paper), "evidence": sentences(reader, claim.paper, claim.evidence)}


def figures(claim: Claim) -> str:
    """The figures of a claim on one line: `1.70 to 2.10, by 0.40`."""
    if claim.type == "result":
        return quantity(claim.winner_value, claim.unit)
    pair = " to ".join(number(value) for value in (claim.winner_value, claim.loser_value) if value is not None)
    margin = claim.margin_text or number(claim.margin)
    return ", ".join(part for part in (pair, margin and f"by {margin}") if part)


def where(reader: Reader, claim: Claim) -> str:
    """Data set and metric of a claim, as far as they are known."""
    return ", ".join(reader.node(iri).label for iri in (claim.dataset, claim.metric) if iri)


def first_quote(row: Mapping[str, Any]) -> str:
    """The first sentence of a statement, or nothing."""
    return next((one["quote"] for one in row["evidence"] if one["quote"]), "")

"""The dumps of Papers with Code: papers with abstracts, and evaluation tables.

A row of a table names a paper without its abstract: it becomes a paper of its own that carries the row's results, and
is merged with the same paper of another source by arXiv id or title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from papergraph.model import Paper, Result
from papergraph.sources import identifiers
from papergraph.sources.context import Context, one_line

_FIGURE = re.compile(r"([-+]?\d[\d,]*(?:\.\d+)?|[-+]?\.\d+)\s*(%|[A-Za-z/]{1,12})?(?:\s*(?:±|\+/-|\+-)\s*[\d.]+\s*%?)?")
#: Metrics of cost, not of quality.
_COST = re.compile(r"\b(?:param(?:eter)?s?|g?flops?|macs?|latency|fps|memory|throughput|speed|time|size)\b", re.IGNORECASE)
#: Tables nest (a task has subtasks, a data set has parts): no deeper than this.
_DEEPEST = 20


def fits(record: dict[str, Any]) -> bool:
    """Is it a paper?"""
    return "url_abs" in record or ("paper_url" in record and "abstract" in record)


def read(record: dict[str, Any], context: Context, place: int | str) -> Iterator[Paper]:
    """Yield the paper of a record of `papers-with-abstracts.json`."""
    paper = context.paper(
        place,
        title=record.get("title"),
        abstract=record.get("abstract"),
        arxiv=record.get("arxiv_id") or record.get("url_abs"),
        url=record.get("url_abs") or record.get("paper_url"),
        date=identifiers.iso_date(record.get("date")),
        authors=record.get("authors") or (),
        venue=record.get("proceeding") or record.get("conference"),
        categories=record.get("tasks") or (),
    )
    if paper:
        yield paper


def is_table(record: dict[str, Any]) -> bool:
    """Is it a task of `evaluation-tables.json`?"""
    return isinstance(record.get("datasets"), list) and ("task" in record or "subtasks" in record)


def read_table(record: dict[str, Any], context: Context, place: int | str) -> Iterator[Paper]:
    """Yield a paper for each row of a task's tables, with the row's results."""
    tasks = [(record, 0)]
    while tasks:
        task, depth = tasks.pop()
        if depth > _DEEPEST:
            context.skip(place, "tables nested too deeply")
            continue
        tasks += [(part, depth + 1) for part in reversed(task.get("subtasks") or [])]
        for table in task.get("datasets") or []:
            yield from _table(table, "", one_line(task.get("task")), context, place, depth)


def _table(table: dict[str, Any], above: str, task: str, context: Context, place: int | str, depth: int) -> Iterator[Paper]:
    if depth > _DEEPEST:
        context.skip(place, "tables nested too deeply")
        return
    name = one_line(table.get("dataset"))
    dataset = name if above in name else f"{above} {name}"
    for row in (table.get("sota") or {}).get("rows") or []:
        if not row.get("paper_title") and not row.get("paper_url"):
            continue
        link = row.get("paper_url")
        paper = context.paper(
            place,
            title=row.get("paper_title"),
            arxiv=link,
            url=link,
            date=identifiers.iso_date(row.get("paper_date")),
            categories=[task],
            results=_results(row, dataset, context, place),
        )
        if paper:
            yield paper
    for part in table.get("subdatasets") or []:
        yield from _table(part, dataset, task, context, place, depth + 1)


def _results(row: dict[str, Any], dataset: str, context: Context, place: int | str) -> Iterator[Result]:
    for metric, text in (row.get("metrics") or {}).items():
        figure = _FIGURE.fullmatch(str(text).strip()[:60])
        if figure:
            value = float(figure[1].replace(",", ""))
            method, name = one_line(row.get("model_name")), one_line(metric)
            kind: Literal["quality", "efficiency"] = "efficiency" if _COST.search(name) else "quality"
            yield Result(method=method, dataset=dataset, metric=name, value=value, unit=figure[2], kind=kind)
        elif text is not None and str(text).strip() not in ("", "-", "--"):
            context.skip(place, "a figure that is no number")

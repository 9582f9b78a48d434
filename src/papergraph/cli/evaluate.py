"""`papergraph evaluate`: extracted facts against annotated ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.common import plain

if TYPE_CHECKING:
    from papergraph.evaluation.matching import Match


@click.command("evaluate", short_help="Score facts against annotated ones.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--errors", "errors_of", metavar="KIND", help="List what was missed and what was wrong of one kind, e.g. beats.")
@click.option("--ids", type=click.Path(path_type=Path), help="Score only the papers whose ids this file lists.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(gold: Path, facts: Path, errors_of: str | None, ids: Path | None, as_json: bool) -> None:
    """Score FACTS against the annotated papers of GOLD.

    Both hold one JSON object of facts a line. Papers are matched by id, else by title; only those in GOLD count, and one
    that FACTS lacks counts as empty. Prints precision, recall and F1 with a 90 % bootstrap interval.
    """
    from papergraph import evaluation
    from papergraph.errors import UsageError

    if errors_of is not None and errors_of not in evaluation.KINDS:
        raise UsageError(f"--errors {errors_of}: the kinds are {', '.join(evaluation.KINDS)}")
    annotated, extracted = evaluation.load(gold), evaluation.load(facts)
    for path, papers in ((gold, annotated), (facts, extracted)):
        if left_out := evaluation.unusable_results(papers):
            click.echo(f"{path}: {left_out} results whose value is not a number are left out", err=True)
    if ids is not None:
        annotated = _chosen(annotated, ids)
    system = evaluation.align(annotated, extracted)
    report, errors = evaluation.score(annotated, system)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=1).decode())
        return
    click.echo(f"{len(annotated)} papers annotated, {len(system)} of them extracted")
    click.echo(f"{'kind':11}{'gold':>6}{'system':>8}{'prec':>8}{'recall':>8}{'F1':>8}   90 % interval")
    for kind, s in report.items():
        figures = f"{s.gold:6}{s.system:8}{s.precision:8.3f}{s.recall:8.3f}{s.f1:8.3f}"
        click.echo(f"{kind:11}{figures}   {s.low:.2f}-{s.high:.2f}")
    for paper, match in errors[errors_of] if errors_of else ():
        _print_errors(paper, match)


def _chosen(annotated: Mapping[str, Any], ids: Path) -> dict[str, Any]:
    from papergraph.errors import UsageError

    try:
        keep = set(ids.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{ids}: cannot be read ({error})") from None
    return {paper: annotation for paper, annotation in annotated.items() if paper in keep}


def _print_errors(paper: str, match: Match) -> None:
    import json

    for word, items in (("missed", match.missed), ("wrong ", match.wrong)):
        for item in items:
            shown = json.dumps(getattr(item, "source", item), ensure_ascii=False)
            click.echo(plain(f"{paper} {word} {shown}"))

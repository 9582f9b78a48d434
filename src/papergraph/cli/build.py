"""`papergraph build`: the graph of papers, with its store, page and report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.common import plain
from papergraph.cli.inputs import facts_options

if TYPE_CHECKING:
    from papergraph.building import BuildReport

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("build", short_help="Turn papers into a knowledge graph.")
@facts_options
@click.option("-o", "--output", type=_FOLDER, default="outputs", show_default=True, help="Folder.")
@click.option(
    "--base-iri", metavar="IRI", help="What the IRIs of nodes begin with.  [default: https://w3id.org/papergraph/id/]"
)
@click.option("--from-facts", is_flag=True, help="INPUT holds facts, as `papergraph extract` writes them, instead of papers.")
@click.option("--corrections", type=_FILE, help="Facts to reject, accept or edit (CSV or JSON Lines).")
@click.option("--same", type=_FILE, help="Names that mean the same or different things (CSV).")
@click.option("--license", metavar="IRI", help="Licence under which you publish the graph.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", help="What does the work.", show_default=True)
@click.option("--scheduler", metavar="ADDRESS", help="Scheduler of the Dask cluster, e.g. tcp://head:8786.")
@click.option("--partitions", metavar="PLACE", help="Folder or URL where the cluster writes facts and N-Quads instead.")
@click.option("--date", metavar="YYYY-MM-DD", help="Date for the graph's description.  [default: none]")
def command(
    inputs: tuple[str, ...], output: Path, quiet: bool, no_quotes: bool, no_corpus_lexicon: bool, engine: str, **options: Any
) -> None:
    """Turn INPUT into a knowledge graph, with a page to look at and a report to read.

    INPUT is a file, a folder, a glob, or - for standard input; without it, the demo corpus that ships with papergraph.
    Writes facts.jsonl, papergraph.ttl (or .nq), store/, papergraph.html, report.md and run.json.
    """
    if (engine == "dask") != bool(options["scheduler"]):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together")
    if options["partitions"] and engine != "dask":
        raise click.UsageError("--partitions goes with --engine dask")
    from papergraph.building import build

    report = build(inputs, output, quiet=quiet, quotes=not no_quotes, corpus_lexicon=not no_corpus_lexicon, **options)
    if not quiet:
        for line in _remarks(report):
            click.echo(plain(line), err=True)
        click.echo(found(report))
        place = options["partitions"]
        click.echo(f"Facts and N-Quads in {place}" if place else f"Open {output / 'papergraph.html'}")


def found(report: BuildReport) -> str:
    """What a build has found, in a line."""
    counts = report.counts
    things = (
        (report.papers, "paper"),
        (counts.get("Method", 0) - counts.get("UnnamedMethod", 0), "method"),
        (counts.get("Dataset", 0), "data set"),
        (counts.get("Comparison", 0), "comparison"),
        (counts.get("Result", 0), "result"),
        (counts.get("Hardware", 0), "piece"),
    )
    words = [f"{count:,} {word}{'s' * (count != 1)}" for count, word in things]
    return f"Found {', '.join(words)} of hardware"


def _remarks(report: BuildReport) -> list[str]:
    """What a person should know of the input."""
    remarks = [f"{count} record{'s' * (count != 1)} skipped: {reason}" for reason, count in report.skipped.items()]
    if report.duplicates:
        remarks.append(f"{report.duplicates} duplicate{'s' * (report.duplicates != 1)} merged")
    if report.without_abstract:
        remarks.append(f"{report.without_abstract} without an abstract")
    if report.dropped_links:
        remarks.append(f"{len(report.dropped_links)} links that are no web addresses left out")
    if remarks:
        remarks.append(f"{report.output / 'run.json'} has the details")
    return [*remarks, *report.unmatched_corrections]

"""`papergraph read`: what is understood of the inputs, before anything is extracted."""

from __future__ import annotations

import sys

import click

from papergraph.cli.inputs import report_skipped
from papergraph.sources import FORMATS


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--from", "format", type=click.Choice(list(FORMATS)), help="Format of the inputs.  [default: told by content]")
@click.option("-o", "--output", default="-", help="File to write; - is standard output.", show_default=True)
@click.option("--strict", is_flag=True, help="Fail at the first record that cannot be used.")
def command(inputs: tuple[str, ...], format: str | None, output: str, strict: bool) -> None:
    """Print the papers of INPUT as JSON Lines: what papergraph understands, before anything is extracted.

    INPUT is a file, a folder, a glob, or - for standard input. Papers that come twice are merged.
    """
    import msgspec

    from papergraph.files import replacing
    from papergraph.sources import Collection, SkipLog, read

    log = SkipLog()
    encoder = msgspec.json.Encoder()
    with Collection(read(inputs, format, strict, log)) as papers:
        lines = (encoder.encode(paper) + b"\n" for paper in papers)
        if output == "-":
            sys.stdout.buffer.writelines(lines)
            sys.stdout.buffer.flush()
        else:
            with replacing(output, "wb") as file:
                file.writelines(lines)
    merged = f", {papers.merged} duplicate{'s' * (papers.merged > 1)} merged" if papers.merged else ""
    click.echo(f"{len(papers)} paper{'s' * (len(papers) != 1)}{merged}", err=True)
    if papers.without_abstract:
        click.echo(f"{papers.without_abstract} without an abstract", err=True)
    report_skipped(log)

"""`papergraph extract`: facts alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from papergraph.cli.inputs import facts_options, options_of, report_skipped
from papergraph.files import replacing


def _part(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """`2/4` as (2, 4)."""
    if value is None:
        return None
    try:
        i, n = map(int, value.split("/"))
    except ValueError:
        i, n = 0, 0
    if not 1 <= i <= n:
        raise click.BadParameter(f"{value!r} is no part of a whole; the second of four is 2/4")
    return i, n


@click.command("extract", short_help="Write the facts of papers as JSON Lines.")
@facts_options
@click.option("-o", "--output", default="facts.jsonl", help="File to write; - is standard output.", show_default=True)
@click.option(
    "--shard",
    metavar="I/N",
    callback=_part,
    help="Extract only part i of n, left unresolved for `papergraph build --from-facts`.",
)
def command(output: str, shard: tuple[int, int] | None, quiet: bool, inputs: tuple[str, ...], **options: Any) -> None:
    """Write the facts of INPUT, one JSON object a paper.

    INPUT is a file, a folder, a glob, or - for standard input; without it, the demo corpus that ships with papergraph.
    """
    from papergraph.building.extracting import extracted
    from papergraph.sources import SkipLog

    log = SkipLog()
    count = 0
    with _opened(output) as file:
        for line in extracted(inputs, options_of(**options), log, shard=shard, quiet=quiet):
            file.write(line + b"\n")
            count += 1
    if not quiet:
        report_skipped(log)
        click.echo(f"{count} paper{'s' * (count != 1)}" + (f" in {output}" if output != "-" else ""), err=True)


@contextmanager
def _opened(output: str) -> Iterator[IO[bytes]]:
    if output == "-":
        stream = sys.stdout.buffer
        yield stream
        stream.flush()
    else:
        with replacing(output, "wb") as file:
            yield file

"""`papergraph report`: one page about a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from papergraph.cli.common import graph_option


@click.command("report", short_help="Write the report on a corpus as Markdown and HTML.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Folder to write to, or - to print the Markdown.  [default: beside the graph]",
)
@graph_option
def command(output: Path | None, graph_path: Path | None) -> None:
    """Write report.md and report.html: what a corpus holds, at a glance and with its sentences."""
    from papergraph.files import replacing
    from papergraph.graph import open_graph
    from papergraph.views import report

    text = report.markdown(open_graph(graph_path or "outputs"))
    if output is not None and str(output) == "-":
        click.echo(text, nl=False)
        return
    folder = output or (graph_path if graph_path and graph_path.is_dir() else Path("." if graph_path else "outputs"))
    for name, content in (("report.md", text), ("report.html", report.html(text))):
        with replacing(folder / name) as file:
            file.write(content)
        click.echo(str(folder / name))

"""`papergraph export`: the graph in the formats of others."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from papergraph.cli.common import graph_option
from papergraph.errors import UsageError

_FORMATS = ("turtle", "ntriples", "nquads", "jsonld", "graphml", "csv")


@click.command("export", short_help="Write the graph as Turtle, N-Triples, N-Quads, JSON-LD, GraphML or CSV.")
@click.option("--format", "format", type=click.Choice(_FORMATS), default="turtle", show_default=True, help="Format to write.")
@click.option("--profile", type=click.Choice(["lpwc"]), help="Write another vocabulary: lpwc is Linked Papers With Code's.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File, or folder for csv; - for standard output.  [default: -]"
)
@graph_option
def command(format: str, profile: str | None, output: Path | None, graph_path: Path | None) -> None:
    """Write the graph in another format.

    \b
    turtle, ntriples, jsonld  all triples
    nquads                    all quads: a named graph for each paper, and {base}nodes for what is known of nodes
    graphml                   the network, for Gephi, yEd and Cytoscape
    csv                       nodes.csv and edges.csv with the headers of Neo4j's importer
    """
    from papergraph.graph import open_graph
    from papergraph.graph.exporting import export, export_profile

    standard = output is None or str(output) == "-"
    if profile and format not in ("turtle", "ntriples"):
        raise UsageError("--profile writes turtle or ntriples")
    if format == "csv" and standard:
        raise UsageError("csv is two files: name a folder with -o")
    graph = open_graph(graph_path or "outputs")
    if profile:
        from papergraph.files import replacing

        if standard:
            export_profile(graph, profile, format, sys.stdout)
        else:
            with replacing(output) as file:  # type: ignore[arg-type]
                export_profile(graph, profile, format, file)
    elif standard:
        from papergraph.graph.exporting import write

        sys.stdout.flush()
        write(graph, format, sys.stdout.buffer if format in ("nquads", "graphml") else sys.stdout)
    else:
        export(graph, format, output)  # type: ignore[arg-type]
    sys.stdout.flush()

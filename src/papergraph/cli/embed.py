"""`papergraph embed`: what a wiki accepts."""

from __future__ import annotations

from pathlib import Path

import click

from papergraph.cli.common import graph_option


@click.command("embed", short_help="Print an iframe, SVG, Mermaid diagram or HTML fragment for a wiki.")
@click.option("--as", "form", type=click.Choice(["iframe", "svg", "mermaid", "fragment"]), required=True)
@click.option("--focus", metavar="NAME", help="Show what surrounds this method, data set, paper …")
@click.option("--hops", type=click.IntRange(0, 6), default=1, show_default=True)
@click.option("--max-nodes", type=click.IntRange(1, 500), default=40, show_default=True)
@click.option("--view", type=click.Choice(["all", "outperforms", "datasets", "hardware"]), default="all", show_default=True)
@click.option("--expand-variants", is_flag=True, help="Show variants as nodes of their own.")
@click.option(
    "--page", metavar="URL", help="Address of a page written by `papergraph viz`; iframe shows it, the others link to it."
)
@click.option("--height", type=click.IntRange(100, 5000), default=600, show_default=True, help="Of the iframe, in pixels.")
@click.option("--edges", type=click.IntRange(1, 500), default=60, show_default=True, help="Of the Mermaid diagram, at most.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [default: standard output]"
)
@graph_option
def command(
    form: str,
    focus: str | None,
    hops: int,
    max_nodes: int,
    view: str,
    expand_variants: bool,
    page: str | None,
    height: int,
    edges: int,
    output: Path | None,
    graph_path: Path | None,
) -> None:
    """Print the picture in a form that a wiki takes; docs/embedding.md says which wiki takes which."""
    from papergraph.graph import open_graph
    from papergraph.views import embedding, mermaid, svg
    from papergraph.views.naming import resolve
    from papergraph.views.reading import Reader
    from papergraph.views.scene import scene

    address = embedding.checked_page(page) if page is not None else None
    graph = open_graph(graph_path or "outputs")
    iri = resolve(graph, focus) if focus is not None else None
    reader = Reader(graph)
    if form == "iframe":
        label = reader.node(iri).label if iri else None
        _give(
            embedding.iframe(
                address or "papergraph.html", label, f"papergraph: {label or 'methods, data sets and papers'}", height
            ),
            output,
        )
        return
    shown = scene(reader, iri, hops, max_nodes, view, expand_variants)
    if form == "mermaid":
        diagram = mermaid.render(shown, edges)
        _give(diagram.text, output)
        if diagram.left_out:
            click.echo(f"The {diagram.shown} strongest connections; {diagram.left_out} left out.", err=True)
    else:
        _give(svg.render(shown, address) if form == "svg" else embedding.fragment(shown, address), output)


def _give(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    from papergraph.files import replacing

    with replacing(output) as file:
        file.write(text)
    click.echo(str(output))

"""`papergraph viz`: the interactive page."""

from __future__ import annotations

from pathlib import Path

import click

from papergraph.cli.common import graph_option


@click.command("viz", short_help="Write the interactive page, whole or around a node.")
@click.option("--focus", metavar="NAME", help="Show what surrounds this method, data set, paper …")
@click.option("--hops", type=click.IntRange(0, 6), default=1, show_default=True, help="Steps to walk from the focus.")
@click.option("--max-nodes", type=click.IntRange(1, 5000), default=150, show_default=True, help="Nodes to show at most.")
@click.option("--view", type=click.Choice(["all", "outperforms", "datasets", "hardware"]), default="all", show_default=True)
@click.option("--expand-variants", is_flag=True, help="Show variants as nodes of their own, not folded into their base.")
@click.option("--csp", is_flag=True, help="Print the Content-Security-Policy under which pages work, and write nothing.")
@click.option("--open", "open_it", is_flag=True, help="Open the page in a browser.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [default: beside the graph]"
)
@graph_option
def command(
    focus: str | None,
    hops: int,
    max_nodes: int,
    view: str,
    expand_variants: bool,
    csp: bool,
    open_it: bool,
    output: Path | None,
    graph_path: Path | None,
) -> None:
    """Write the graph as one self-contained HTML page, and print its path.

    Without --focus the page shows the most central nodes and says how many it leaves out.
    """
    from papergraph.views import page

    if csp:
        click.echo(page.content_security_policy())
        return
    from papergraph.graph import open_graph
    from papergraph.views.naming import resolve

    graph = open_graph(graph_path or "outputs")
    iri = resolve(graph, focus) if focus is not None else None
    target = output or _default(graph_path, view, iri)
    written = page.write(graph, target, iri, hops=hops, max_nodes=max_nodes, view=view, expand_variants=expand_variants)
    click.echo(str(target))
    click.echo(written.note, err=True)
    if open_it:
        click.launch(str(target.resolve()))


def _default(graph_path: Path | None, view: str, iri: str | None) -> Path:
    """`papergraph.html` in the graph's folder, with the view and the focus in its name."""
    folder = graph_path or Path("outputs")
    folder = folder if folder.is_dir() else Path()
    parts = ["papergraph", *([] if view == "all" else [view]), *([iri.rstrip("/").rsplit("/", 1)[-1][:80]] if iri else [])]
    return folder / ("-".join(parts) + ".html")

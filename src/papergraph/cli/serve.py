"""`papergraph serve`: the graph over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from papergraph.cli.common import graph_option


@click.command("serve", short_help="Serve the graph: SPARQL endpoint, query page, interactive page, nodes.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Name or address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on; 0: any.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Another name that the server goes by.")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=10, show_default=True, help="Seconds a query may run.")
@click.option("--max-rows", type=click.IntRange(1, 10_000_000), default=10_000, show_default=True, help="Rows of an answer.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries that run at once.")
@graph_option
def command(
    host: str,
    port: int,
    hosts: tuple[str, ...],
    timeout: float,
    max_rows: int,
    workers: int,
    graph_path: Path | None,
) -> None:
    """Serve the graph over HTTP, read-only, until Ctrl-C.

    / is a page to ask from, /sparql the SPARQL 1.1 endpoint, /graph the interactive page, and /id/method/dit … the nodes, as
    pages or as RDF.
    """
    from papergraph.server.running import serve
    from papergraph.server.wire import Limits

    limits = Limits(seconds=timeout, rows=max_rows)
    serve(graph_path or Path("outputs"), host, port, limits, workers, hosts, _ready)


def _ready(address: str) -> None:
    click.echo(f"Serving at {address} (Ctrl-C ends)")

"""`papergraph serve`: the graph as a SPARQL endpoint with a query page."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from papergraph.cli.common import graph_option
from papergraph.errors import PapergraphError, UsageError


@click.command("serve", short_help="Serve the graph: SPARQL endpoint, query page, picture, nodes as HTML and RDF.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=7200, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one.")
@click.option("--allow-host", "allowed", multiple=True, metavar="NAME", help="Name in the Host header that is answered, too.")
@click.option("--seconds", default=10.0, show_default=True, type=click.FloatRange(0.1), help="Time that a query may take.")
@click.option("--rows", default=10_000, show_default=True, type=click.IntRange(1), help="Rows of an answer.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Queries answered at once.")
@click.option("--cors", is_flag=True, help="Let pages of other sites read the endpoint.")
@graph_option
def command(
    host: str,
    port: int,
    allowed: tuple[str, ...],
    seconds: float,
    rows: int,
    workers: int,
    cors: bool,
    graph_path: Path | None,
) -> None:
    """Serve the graph until Ctrl-C.

    \b
    /sparql  SPARQL 1.1 protocol, GET and POST, read-only
    /        a page to ask queries on, with the named queries
    /graph   the picture
    Every node answers at its IRI behind the base: /method/dit is its card for people and its triples for programs.
    """
    try:
        import uvicorn

        from papergraph.serving.app import LOOPBACK, create_app
    except ImportError as error:
        raise PapergraphError(f"serve needs {error.name}: pip install 'papergraph-kg[serve]'") from error
    from papergraph.serving.limits import Limits

    limits = Limits(seconds=seconds, rows=rows, workers=workers)
    listener = _listen(host, port)
    hosts = {*LOOPBACK, *allowed, *([host] if host not in ("0.0.0.0", "::") else [])}
    app = create_app(graph_path or Path("outputs"), limits=limits, hosts=sorted(hosts), cors=cors)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Serving on http://{shown}:{listener.getsockname()[1]}/ (SPARQL endpoint: /sparql). Stop with Ctrl-C.")
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        limit_concurrency=limits.connections,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """A socket on the address; one line where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise UsageError(f"{host} port {port}: cannot listen there ({error.strerror or error})") from error
    return listener

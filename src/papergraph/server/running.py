"""Starting the server: a store to serve, a socket to listen on, and uvicorn."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from papergraph.errors import PapergraphError
from papergraph.server.wire import Limits

#: Connections that are open at once.
_CONNECTIONS = 500


def serve(
    path: Path, host: str, port: int, limits: Limits, workers: int, hosts: Iterable[str], ready: Callable[[str], None]
) -> None:
    """Serve a graph until the process is told to end.

    Parameters
    ----------
    path
        A folder written by `papergraph build`, a store, or an RDF file.
    host
        Name or address to listen on.
    port
        Port to listen on; 0 takes a free one.
    limits
        What one request may take.
    workers
        Processes that answer.
    hosts
        Names that the server goes by, beside `host` and those of the loopback.
    ready
        Called with the address once the server listens.

    Raises
    ------
    PapergraphError
        The extra `serve` is not installed, or the port is taken.
    UsageError, InputError
        There is no graph.
    """
    try:
        import uvicorn

        from papergraph.server.app import application
        from papergraph.server.patience import PatientProtocol
    except ImportError as error:
        raise PapergraphError("papergraph serve needs more: pip install 'papergraph-kg[serve]'") from error
    with tempfile.TemporaryDirectory(prefix="papergraph-") as folder, _listen(host, port) as listener:
        store, base = _store(path, Path(folder))
        PatientProtocol.working = 4 * limits.seconds + 60
        literal = f"[{host}]" if ":" in host else host
        config = uvicorn.Config(
            application(str(store), base, limits, workers, [literal, *hosts]),
            http=PatientProtocol,
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=2,
            h11_max_incomplete_event_size=128_000,
        )
        ready(f"http://{literal}:{listener.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PapergraphError(f"{host}:{port}: cannot listen there ({reason}); choose another --host or --port") from error


def _store(path: Path, folder: Path) -> tuple[Path, str]:
    """The store that is at the path if it matches its graph; else one in a folder, filled from the file."""
    import pyoxigraph as ox

    from papergraph.graph.reading import open_store
    from papergraph.graph.stores import STORE, matches

    found, base, file = open_store(path)
    if (path / "CURRENT").is_file() or file.name == STORE:
        return file, base
    if path.is_dir() and matches(file):
        return file.parent / STORE, base
    store = ox.Store(str(folder / STORE))
    store.bulk_extend(found)
    store.flush()
    return folder / STORE, base

"""A worker: opens the store for reading, and does one task after the other until its input ends."""

from __future__ import annotations

import contextlib
import os
import signal
import sys

import msgspec

from papergraph.errors import PapergraphError
from papergraph.server.wire import Limits, Reply, read_task, refusal, write_frame

#: Seconds that a worker outlives the server's patience, should the server be gone.
_GRACE = 5.0


def main(store: str, limits: Limits) -> None:
    """Serve tasks from standard input on standard output."""
    from papergraph.graph import open_graph
    from papergraph.server import tasks

    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the frames
    graph = open_graph(store)
    _bound(limits)
    write_frame(outgoing, Reply(200, "", b""))  # ready
    while (task := read_task(incoming)) is not None:
        _alarm(tasks.seconds(task, limits) + _GRACE)
        try:
            reply = tasks.run(graph, task, limits)
        except PapergraphError as error:
            reply = refusal(404, str(error))
        except MemoryError:
            reply = refusal(503, "the request needs more memory than it may have")
        except Exception as error:  # the server lives on, whatever a request did
            reply = refusal(500, f"the request failed ({type(error).__name__})")
        _alarm(0)
        write_frame(outgoing, reply)


def _bound(limits: Limits) -> None:
    """Limit the memory, where the system can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes our input
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """Have the system end this process after some time, even in the middle of a query."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main(sys.argv[1], msgspec.json.decode(sys.argv[2], type=Limits))

"""A connection to a Dask cluster: tasks in, results out, errors in a line."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import count
from typing import Any
from uuid import uuid4

from papergraph.building import cluster_tasks as tasks
from papergraph.errors import PapergraphError

_PATIENCE = 10  # seconds for the scheduler to answer, and for a first worker to come
_FAN_IN = 8  # tables that one task puts together
_AHEAD = 2  # results that wait for each thread of the cluster
#: What stands for a result that is not there yet.
Future = Any


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """Connect to a scheduler; what is left of the run is forgotten by the cluster at the end.

    Raises
    ------
    PapergraphError
        Dask is not installed, nobody answers, there are no workers, or they are of another version.
    """
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise PapergraphError("a cluster needs Dask: pip install 'papergraph-kg[cluster]'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is raised
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise PapergraphError(f"{address}: no Dask scheduler answers ({reason}); start one with `dask scheduler`") from None
    with client:
        _check(client, address)
        yield Cluster(client)


def _check(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (TimeoutError, asyncio.TimeoutError):  # one and the same since Python 3.11
        raise PapergraphError(f"{address}: has no workers; start some with `dask worker {address}`") from None
    try:
        found = client.run(tasks.versions)
    except Exception as error:
        raise PapergraphError(f"{address}: a worker cannot run papergraph ({_line(error)}); install it there, too") from None
    for worker, version in found.items():
        if version != tasks.versions():
            here, there = " ".join(tasks.versions()), " ".join(version)
            raise PapergraphError(f"{worker}: has another papergraph ({there}) than this machine ({here}); install the same")


class Cluster:
    """Tasks of one run.

    Parameters
    ----------
    client
        Connected.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._run, self._numbers = uuid4().hex[:8], count()
        self._about: dict[str, str] = {}

    def submit(self, function: Callable[..., Any], *args: Any, about: str = "") -> Future:
        """Have a task done when what it needs is there.

        Parameters
        ----------
        function
            Of `cluster_tasks`.
        args
            Its arguments, or futures of them.
        about
            What it works on, for messages.
        """
        key = f"{function.__name__}-{self._run}-{next(self._numbers)}"
        if about:
            self._about[key] = about
        return self._client.submit(function, *args, key=key, pure=False)

    def result(self, future: Future) -> Any:
        """Wait for a result.

        Raises
        ------
        PapergraphError
            The task has failed, or the cluster is gone.
        """
        killed: type[Exception] = import_module("distributed").KilledWorker
        try:
            return future.result()
        except PapergraphError:
            raise
        except killed as error:
            what = self._about.get(str(getattr(error, "task", "")), "the corpus")
            raise PapergraphError(f"{what}: every process that worked on it died; is there enough memory?") from None
        except Exception as error:
            raise PapergraphError(f"a task failed on the cluster ({_line(error)})") from None

    def reduced(self, function: Callable[..., Any], parts: Sequence[Future]) -> Future:
        """Put parts together, some at a time, until one is left."""
        while True:
            parts = [self.submit(function, *parts[i : i + _FAN_IN]) for i in range(0, max(1, len(parts)), _FAN_IN)]
            if len(parts) == 1:
                return parts[0]

    def results(self, function: Callable[..., Any], calls: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """What a function makes of each tuple of arguments, in order; only a few results wait for whoever takes them."""
        most = _AHEAD * max(1, sum(self._client.nthreads().values()))
        waiting: deque[Future] = deque()
        for arguments in calls:
            waiting.append(self.submit(function, *arguments))
            if len(waiting) > most:
                yield self.result(waiting.popleft())
        while waiting:
            yield self.result(waiting.popleft())


def _line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"

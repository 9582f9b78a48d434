"""Worker processes that answer queries and are ended when one takes too long: a query cannot be stopped from within."""

from __future__ import annotations

import queue
import select
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import IO, Any

import msgspec

from papergraph.errors import PapergraphError
from papergraph.serving.limits import Limits
from papergraph.serving.messages import Reply, Request, failure

_LENGTH = struct.Struct(">Q")
_START = "import sys; sys.path[:] = {path!r}; from papergraph.serving.answering import work; work()"
_START_SECONDS = 120.0
_decode = msgspec.msgpack.Decoder(Reply).decode


def read_message(stream: IO[bytes]) -> bytes | None:
    """The next message; None at the end."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def write_message(stream: IO[bytes], data: bytes) -> None:
    """Write a message."""
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


class _Worker:
    """One process on a pair of pipes."""

    def __init__(self, path: str, limits: Limits) -> None:
        command = [sys.executable, "-c", _START.format(path=[entry for entry in sys.path if entry])]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        write_message(self._stdin, msgspec.msgpack.encode({"path": path, "memory": limits.memory}))
        self._ready: Reply | None = None

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def wait_ready(self) -> Reply:
        """Wait until the graph is open; the first reply holds its base."""
        if self._ready is None:
            self._ready = self._read(time.monotonic() + _START_SECONDS) or failure(500, "a worker does not start")
        return self._ready

    def call(self, request: Request, until: float) -> Reply | None:
        """The reply to a request; None if the worker took too long or died, and is no more."""
        try:
            write_message(self._stdin, msgspec.msgpack.encode(request))
        except OSError:
            return None
        return self._read(until)

    def _read(self, until: float) -> Reply | None:
        data = bytearray()
        wanted = _LENGTH.size
        stream: Any = self._process.stdout
        while len(data) < wanted:
            left = until - time.monotonic()
            if left <= 0 or not select.select([stream], [], [], left)[0]:
                return None
            piece = stream.read1(1 << 20)
            if not piece:
                return None
            data += piece
            if wanted == _LENGTH.size <= len(data):
                wanted += _LENGTH.unpack(data[: _LENGTH.size])[0]
        return _decode(bytes(data[_LENGTH.size :]))

    def end(self) -> None:
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()


class Pool:
    """Workers that answer requests, a fresh one in the place of each that had to be ended.

    Parameters
    ----------
    path
        The graph.
    limits
        Bounds; see :class:`Limits`.

    Attributes
    ----------
    base
        Base of the graph's IRIs.
    """

    def __init__(self, path: str, limits: Limits) -> None:
        self._path, self._limits = path, limits
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        first = self._start()
        reply = first.wait_ready()
        if reply.status != 200:
            self.close()
            raise PapergraphError(reply.body.decode().strip())
        self.base = reply.body.decode()
        self._idle.put(first)
        for _ in range(limits.workers - 1):
            self._idle.put(self._start())

    def _start(self) -> _Worker:
        worker = _Worker(self._path, self._limits)
        with self._lock:
            self._all.add(worker)
        return worker

    def call(self, request: Request) -> Reply:
        """Answer a request, within the limit of time."""
        until = time.monotonic() + self._limits.seconds
        try:
            worker = self._idle.get(timeout=self._limits.seconds)
        except queue.Empty:
            return failure(503, "all workers are busy; try again in a moment")
        if worker.wait_ready().status != 200:
            self._replace(worker)
            return failure(503, "a worker could not open the graph; try again in a moment")
        reply = worker.call(request, until)
        if reply is not None:
            self._idle.put(worker)
            return reply
        late = time.monotonic() >= until
        self._replace(worker)
        if late:
            return failure(503, f"the query took longer than {self._limits.seconds:g} seconds and was ended")
        return failure(503, "the query needs more memory than is allowed, or its worker died")

    def _replace(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.end()
        if not self._closed:
            self._idle.put(self._start())

    def close(self) -> None:
        """End all workers."""
        self._closed = True
        with self._lock:
            workers = list(self._all)
            self._all.clear()
        for worker in workers:
            worker.end()

"""Worker processes: each does one task at a time, and is killed and replaced when that takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE, Process

import msgspec

from papergraph.server.tasks import seconds
from papergraph.server.wire import LENGTH, Limits, Reply, Task, refusal

#: Requests that may wait for a worker.
_WAITING = 200


class Pool:
    """Workers on one store.

    Parameters
    ----------
    store
        Folder of the store.
    workers
        Number of processes.
    limits
        What a task may take.
    """

    def __init__(self, store: str, workers: int, limits: Limits) -> None:
        self._command = [sys.executable, "-m", "papergraph.server.worker", store, msgspec.json.encode(limits).decode()]
        self._limits = limits
        self._workers = workers
        self._free: asyncio.Queue[Process | None] = asyncio.Queue()
        self._all: set[Process] = set()
        self._waiting = 0

    async def start(self) -> None:
        """Start the workers."""
        for _ in range(self._workers):
            self._free.put_nowait(await self._new())

    async def stop(self) -> None:
        """End the workers."""
        for process in list(self._all):
            await self._end(process)

    async def run(self, task: Task) -> Reply:
        """Have a worker do a task, within the time that it may take."""
        if self._waiting >= _WAITING:
            return _busy()
        self._waiting += 1
        try:
            process = await asyncio.wait_for(self._free.get(), timeout=3 * self._limits.seconds)
        except (asyncio.TimeoutError, TimeoutError):
            return _busy()
        finally:
            self._waiting -= 1
        return await asyncio.shield(asyncio.ensure_future(self._with(process, task)))

    async def _with(self, process: Process | None, task: Task) -> Reply:
        """Do a task with a worker, or a new one, and free it or its successor in the end, even if the client has gone."""
        try:
            if process is None or process.returncode is not None:
                process = await self._new()
            return await asyncio.wait_for(self._do(process, task), timeout=seconds(task, self._limits))
        except (asyncio.TimeoutError, TimeoutError):
            await self._end(process)
            limit = f"{seconds(task, self._limits):g} seconds"
            return refusal(503, f"stopped after {limit}: narrow the query down, or give it a LIMIT")
        except (OSError, asyncio.IncompleteReadError, msgspec.MsgspecError):
            await self._end(process)
            return refusal(503, "the query is nested too deep, or needs more memory than it may have: narrow it down")
        finally:
            alive = process is not None and process in self._all
            self._free.put_nowait(process if alive else None)

    async def _do(self, process: Process, task: Task) -> Reply:
        assert process.stdin is not None
        data = msgspec.msgpack.encode(task)
        process.stdin.write(LENGTH.pack(len(data)) + data)
        await process.stdin.drain()
        return await self._read(process)

    async def _read(self, process: Process) -> Reply:
        assert process.stdout is not None
        (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        return msgspec.msgpack.decode(await process.stdout.readexactly(length), type=Reply)

    async def _new(self) -> Process:
        """A worker that has opened the store."""
        process = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE)
        self._all.add(process)
        try:
            await self._read(process)
        except asyncio.IncompleteReadError:
            await self._end(process)
            raise
        return process

    async def _end(self, process: Process | None) -> None:
        if process is None:
            return
        self._all.discard(process)
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _busy() -> Reply:
    reply = refusal(503, "too many requests at once: try again in a moment")
    return msgspec.structs.replace(reply, headers={"Retry-After": "5"})

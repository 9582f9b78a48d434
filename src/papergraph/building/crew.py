"""Worker processes that may die: ordered results, one retry, and the record that kills them named.

Each worker is a fresh interpreter on a pair of pipes, served by one thread of the parent. Nothing is shared, so the death
of one worker touches no other, and a calling script needs no `if __name__ == "__main__"`.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any

import msgspec

from papergraph.errors import PapergraphError

#: Turns one record into another, e.g. a paper into its facts.
Handler = Callable[[bytes], bytes]

_START = "import sys; sys.path[:] = {path!r}; from papergraph.building.crew import work; work()"
_LENGTH = struct.Struct(">Q")
_READY = b"ready"
_IN_FLIGHT = 2  # batches for each worker
_LAST_BREATH = 5  # seconds a process may take from closing its pipe to its end


class Failure(msgspec.Struct, tag=True):
    """A record that could not be handled, and why."""

    reason: str


class Success(msgspec.Struct, tag=True):
    """What a handler made of a record."""

    data: bytes


Outcome = Success | Failure
_decode_outcomes = msgspec.msgpack.Decoder(list[Outcome]).decode
_decode_batch = msgspec.msgpack.Decoder(list[bytes]).decode
_encode = msgspec.msgpack.Encoder().encode


class Crew:
    """Processes that all prepare the same handler and then turn batches of records into outcomes.

    Parameters
    ----------
    prepare
        Importable function that makes the handler; called once in each worker ("warming up").
    args
        Its arguments; they must pickle.
    jobs
        Number of workers; 1 works in this process.
    """

    def __init__(self, prepare: Callable[..., Handler], *args: Any, jobs: int = 1) -> None:
        self._prepare, self._args = prepare, args
        self._jobs = jobs
        self._setup = pickle.dumps((prepare, args)) if jobs > 1 else b""
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all: list[_Worker] = []
        self._closing = False

    def map(self, batches: Iterable[Sequence[bytes]]) -> Iterator[list[Outcome]]:
        """Outcomes of each batch, in the order of the batches, which are taken as they are needed.

        A worker that dies is replaced and its batch tried once more; then each of its records is tried alone, and
        those that kill again become failures.
        """
        if self._jobs <= 1:
            yield from self._alone(batches)
            return
        pending: deque[Future[list[Outcome]]] = deque()
        with ThreadPoolExecutor(self._jobs, thread_name_prefix="crew") as pool:
            try:
                for batch in batches:
                    pending.append(pool.submit(self._handle, batch))
                    if len(pending) > _IN_FLIGHT * self._jobs:
                        yield pending.popleft().result()
                while pending:
                    yield pending.popleft().result()
            finally:
                for future in pending:
                    future.cancel()
                self._stop()

    def _alone(self, batches: Iterable[Sequence[bytes]]) -> Iterator[list[Outcome]]:
        handler = None
        for batch in batches:
            handler = handler or self._prepare(*self._args)
            yield [_outcome(handler, record) for record in batch]

    def _handle(self, batch: Sequence[bytes]) -> list[Outcome]:
        for _ in range(2):
            outcomes, death = self._ask(batch)
            if outcomes is not None:
                return outcomes
        if len(batch) == 1:
            return [Failure(f"the process that worked on it died ({death})")]
        return [outcome for record in batch for outcome in self._handle([record])]

    def _ask(self, batch: Sequence[bytes]) -> tuple[list[Outcome] | None, str]:
        """Outcomes from an idle worker, or None and how the worker died."""
        try:
            worker = self._idle.get_nowait()
        except queue.Empty:
            worker = _Worker()
            self._all.append(worker)
        if self._closing:
            worker.stop()
            raise InterruptedError
        if not worker.ready(self._setup):
            raise PapergraphError(f"a worker process cannot start ({worker.death()}); try --jobs 1")
        answer = worker.ask(_encode(batch))
        if answer is None:
            return None, worker.death()
        self._idle.put(worker)
        return _decode_outcomes(answer), ""

    def _stop(self) -> None:
        self._closing = True
        for worker in self._all:
            worker.stop()


class _Worker:
    """The parent's end of one worker process."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", _START.format(path=[p for p in sys.path if p])]
        # One thread each for the libraries below numpy: the workers themselves are the parallelism.
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        assert self._process.stdin and self._process.stdout
        self._to, self._from = self._process.stdin, self._process.stdout
        self._ready = False

    def ready(self, setup: bytes) -> bool:
        """Whether the handler is prepared; has it prepared where it is not yet."""
        self._ready = self._ready or self.ask(setup) == _READY
        return self._ready

    def ask(self, message: bytes) -> bytes | None:
        """The answer to a message; None if the process is dead."""
        try:
            _send(self._to, message)
        except (BrokenPipeError, ValueError):
            return None
        return _receive(self._from)

    def death(self) -> str:
        """How a process that no longer answers has ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=_LAST_BREATH)
        self.stop()
        code = self._process.returncode
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def stop(self) -> None:
        """End the process if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()


def work() -> None:
    """What a worker process does: prepare the handler, then answer batches until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business; it stops the workers
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not disturb the pipe
    setup = _receive(requests)
    if setup is None:
        return
    prepare, args = pickle.loads(setup)  # from our own parent
    handler: Handler = prepare(*args)
    _send(answers, _READY)
    while (message := _receive(requests)) is not None:
        outcomes = [_outcome(handler, record) for record in _decode_batch(message)]
        try:
            _send(answers, _encode(outcomes))
        except BrokenPipeError:
            return


def _outcome(handler: Handler, record: bytes) -> Outcome:
    try:
        return Success(handler(record))
    except PapergraphError as error:
        return Failure(str(error))
    except Exception as error:
        return Failure(f"{type(error).__name__}: {error}")


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """One message; None once the other side is gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(head)[0]
    message = pipe.read(size)
    return message if len(message) == size else None

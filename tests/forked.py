"""Runs of the command line in processes that can be killed, starved of disk and disturbed at any moment.

A helper process imports what a build needs and then forks for each run, so that a run costs what it does, not what Python
needs to start; it opens no store itself, whose threads a fork would lose.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyoxigraph as ox

#: Seconds after which a run has hung.
PATIENCE = 60
#: Outputs that are the same bytes for the same input.
STABLE = ("facts.jsonl", "papergraph.ttl", "papergraph.nq", "papergraph.html", "report.md")
#: To run first: small graphs are written as large ones are.
QUADS = "from papergraph.graph import writing; writing.TURTLE_PAPERS = 2\n"


def corpora(folder: Path) -> list[Path]:
    """Two inputs that have some papers in common."""
    from papergraph.sources import demo, read

    lines = [msgspec.json.encode(paper) + b"\n" for paper in read([demo()])]
    paths = [folder / "a.jsonl", folder / "b.jsonl"]
    for path, chosen in zip(paths, (lines[:6], lines[3:9]), strict=True):
        path.write_bytes(b"".join(chosen))
    return paths


def outputs(folder: Path) -> dict[str, bytes]:
    """The outputs that are there."""
    return {name: (folder / name).read_bytes() for name in STABLE if (folder / name).exists()}


def stored(folder: Path) -> frozenset[str]:
    """What the store holds."""
    return frozenset(str(quad) for quad in ox.Store.read_only(str(folder / "store")))


def listing(folder: Path) -> list[str]:
    """Everything in a folder, but the files of the store and of SQLite, whose names say nothing."""
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
    return [name for name in found if not name.startswith("store/") and not name.endswith(("-wal", "-shm"))]


class Made:
    """What a build has made."""

    def __init__(self, folder: Path) -> None:
        self.outputs, self.stored, self.listing = outputs(folder), stored(folder), listing(folder)

    def check(self, folder: Path, alone: bool = True) -> None:
        """Everything is there and the same, and (`alone`) nothing else is there."""
        for name, content in self.outputs.items():
            assert (folder / name).read_bytes() == content, f"{name} differs"
        assert not alone or listing(folder) == self.listing
        assert stored(folder) == self.stored


class Ended(NamedTuple):
    """How a run has ended."""

    #: Exit code, or the negative number of the signal.
    code: int
    #: What it wrote on standard error.
    errors: str
    #: From its start to its end.
    seconds: float


class Runs:
    """The helper process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def run(self, *arguments: object, kill_after: float | None = None, alone: bool = False, setup: str = "") -> Ended:
        """Run the command line.

        Parameters
        ----------
        kill_after
            Seconds after which the whole process group gets SIGKILL.
        alone
            Kill only the first process of the group.
        setup
            Python to run first, in the process of the run.
        """
        assert self._process.stdin and self._process.stdout
        job = {"arguments": [str(a) for a in arguments], "kill_after": kill_after, "alone": alone, "setup": setup}
        self._process.stdin.write(json.dumps(job).encode() + b"\n")
        self._process.stdin.flush()
        return Ended(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate(b"", timeout=10)


def _serve() -> None:
    import tempfile

    from papergraph import build, cli  # noqa: F401
    from papergraph.building import stages, whole  # noqa: F401
    from papergraph.cli import build as command  # noqa: F401
    from papergraph.graph import Graph, ledger, writing  # noqa: F401
    from papergraph.views import page, report, scene  # noqa: F401

    stages.reading(())  # lexicons and patterns are read once
    for line in sys.stdin:
        job = json.loads(line)
        with tempfile.TemporaryFile("w+") as errors:
            started = time.perf_counter()
            child = os.fork()
            if child == 0:
                _run(job, errors.fileno())
            _lead(child)
            code = _wait(child, job, started)
            seconds = time.perf_counter() - started
            errors.seek(0)
            print(json.dumps([code, errors.read(), seconds]), flush=True)


def _run(job: dict, errors: int) -> None:  # type: ignore[type-arg]
    code = 99
    try:
        _lead(0)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(0, 1)
        os.dup2(errors, 2)
        exec(job["setup"], {})
        from papergraph.cli import main

        main(job["arguments"], prog_name="papergraph")
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _lead(child: int) -> None:
    """Make a process the first of a group of its own; it and its parent both do, whoever comes first."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.setpgid(child, child)


def _wait(child: int, job: dict, started: float) -> int:  # type: ignore[type-arg]
    kill_after = job["kill_after"]
    until = started + (PATIENCE if kill_after is None else kill_after)
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        left = until - time.perf_counter()
        if left <= 0:
            _kill(child, job["alone"])
            _, status = os.waitpid(child, 0)
            break
        time.sleep(min(left, 0.002))
    return os.waitstatus_to_exitcode(status)


def _kill(child: int, alone: bool) -> None:
    with contextlib.suppress(ProcessLookupError):
        (os.kill if alone else os.killpg)(child, signal.SIGKILL)


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent)
    _serve()

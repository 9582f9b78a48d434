"""Worker processes: order, deaths, interruption."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from papergraph.building.crew import Crew, Failure, Handler, Success
from papergraph.errors import PapergraphError


def shouting(suffix: str) -> Handler:
    return lambda record: record.upper() + suffix.encode()


def deadly() -> Handler:
    """Dies on "kill", raises on "raise", answers its process id on "pid" and prints on anything else."""

    def handle(record: bytes) -> bytes:
        if record == b"kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if record == b"raise":
            raise ValueError("no such record")
        print("noise on standard output")
        return str(os.getpid()).encode() if record == b"pid" else record

    return handle


def dying_once(marker: str) -> Handler:
    def handle(record: bytes) -> bytes:
        if record == b"2" and not Path(marker).exists():
            Path(marker).touch()
            os._exit(3)
        return record

    return handle


def broken() -> Handler:
    raise RuntimeError("cannot warm up")


@pytest.mark.parametrize("jobs", [1, 3])
def test_outcomes_come_in_order(jobs: int):
    batches = [[b"%d" % (10 * i + j) for j in range(10)] for i in range(20)]
    outcomes = [o for batch in Crew(shouting, "!", jobs=jobs).map(batches) for o in batch]
    assert outcomes == [Success(b"%d!" % i) for i in range(200)]


def test_batches_are_taken_as_needed():
    taken = []

    def batches():
        for i in range(1000):
            taken.append(i)
            yield [b"x"]

    results = Crew(shouting, "", jobs=2).map(batches())
    next(results)
    assert len(taken) < 10
    results.close()


def test_a_record_that_kills_is_named_and_the_others_survive():
    outcomes = list(Crew(deadly, jobs=2).map([[b"a", b"kill", b"b"], [b"c"]]))
    assert outcomes == [
        [Success(b"a"), Failure("the process that worked on it died (signal 9)"), Success(b"b")],
        [Success(b"c")],
    ]


def test_a_batch_is_retried_before_its_records_are_tried_alone(tmp_path: Path):
    outcomes = list(Crew(dying_once, str(tmp_path / "died"), jobs=2).map([[b"1", b"2"], [b"3"]]))
    assert outcomes == [[Success(b"1"), Success(b"2")], [Success(b"3")]]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_touches_its_record_only(jobs: int):
    (outcomes,) = Crew(deadly, jobs=jobs).map([[b"a", b"raise", b"b"]])
    assert outcomes == [Success(b"a"), Failure("ValueError: no such record"), Success(b"b")]


def test_workers_that_cannot_start_end_the_run():
    with pytest.raises(PapergraphError, match=r"cannot start \(exit code 1\)"):
        list(Crew(broken, jobs=2).map([[b"a"]] * 5))


def test_no_worker_outlives_its_crew():
    results = Crew(deadly, jobs=2).map([[b"pid"]] * 20)
    pids = {int(o.data) for _ in range(3) for o in next(results) if isinstance(o, Success)}
    results.close()
    assert pids and not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_interrupting_ends_everything_at_once(tmp_path: Path):
    script = tmp_path / "run.py"
    script.write_text(
        "import signal, sys; sys.path.insert(0, sys.argv[1])\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored where a shell runs the tests behind\n"
        "from papergraph.building.crew import Crew\n"
        "from test_crew import sleepy\n"
        "print('ready', flush=True)\n"
        "list(Crew(sleepy, jobs=2).map([[b'x']] * 8))\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(script), str(Path(__file__).parent)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout and process.stdout.readline() == "ready\n"
    time.sleep(1)
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    process.wait(timeout=20)
    assert time.monotonic() - started < 5
    assert process.returncode != 0


def sleepy() -> Handler:
    def handle(record: bytes) -> bytes:
        time.sleep(30)
        return record

    return handle

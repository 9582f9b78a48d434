"""Building on a cluster: a real one, of several processes on this machine, gives the outputs of one machine."""

from __future__ import annotations

import gzip
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from papergraph import build
from papergraph.cli import main
from papergraph.errors import PapergraphError, UsageError
from papergraph.graph import writing
from papergraph.model import Paper
from papergraph.sources import demo, read

distributed = pytest.importorskip("distributed")
cloudpickle = pytest.importorskip("cloudpickle")
cloudpickle.register_pickle_by_value(sys.modules[__name__])

from papergraph.building import cluster, cluster_client, cluster_inputs  # noqa: E402
from papergraph.building import cluster_tasks as tasks  # noqa: E402

STABLE = ("facts.jsonl", "papergraph.ttl", "papergraph.nq", "papergraph.html", "report.md")


@contextmanager
def workers(n: int = 2) -> Iterator[Any]:
    local = distributed.LocalCluster(n_workers=n, threads_per_worker=1, dashboard_address=":0", silence_logs=50)
    with local:
        yield local


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with workers() as local:
        yield local.scheduler_address


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_inputs, "SIZE", 12_000)
    monkeypatch.setattr(cluster, "BLOCK", 9)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder: papers in a file, and some of them again, packed, with other things known of them, and broken lines."""
    folder = tmp_path_factory.mktemp("corpus")
    papers = list(read([demo()]))[:36]
    (folder / "all.jsonl").write_bytes(b"".join(msgspec.json.encode(paper) + b"\n" for paper in papers))
    again = [Paper(id=f"again-{i}", title=p.title, abstract="", venue="Venue") for i, p in enumerate(papers) if i % 7 == 3]
    new = Paper(id="new", title="QuuxNet: a network", abstract="We propose QuuxNet. It outperforms ResNet on ImageNet by 2%.")
    lines = [*map(msgspec.json.encode, again), b"{broken", b'{"abstract": "no title"}', msgspec.json.encode(new)]
    (folder / "more.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines)))
    return folder


@pytest.fixture(scope="module")
def one_machine(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of one machine."""
    folder = tmp_path_factory.mktemp("one")
    build(corpus, folder, jobs=1)
    return folder


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in STABLE if (folder / name).exists()}


def stored(folder: Path) -> set[str]:
    return {str(quad) for quad in ox.Store.read_only(str(folder / "store"))}


def test_outputs_are_those_of_one_machine(address: str, corpus: Path, tmp_path: Path):
    lexicon, corrections = tmp_path / "own.jsonl", tmp_path / "corrections.csv"
    lexicon.write_text('{"name": "QuuxBench", "kind": "dataset"}\n')
    corrections.write_text("action,paper,kind,where,set\nreject,new,comparisons,loser=ResNet,\nreject,none,tasks,name=x,\n")
    options: dict[str, Any] = {"lexicons": [lexicon], "corrections": corrections, "min_confidence": 0.5}
    inputs = [corpus / "all.jsonl", corpus / "more.jsonl.gz"]
    one = build(inputs, tmp_path / "one", jobs=1, **options)
    many = build(inputs, tmp_path / "many", scheduler=address, **options)
    assert outputs(tmp_path / "one") == outputs(tmp_path / "many")
    assert (one.papers, one.duplicates, one.without_abstract) == (many.papers, many.duplicates, many.without_abstract)
    assert (one.counts, one.triples, one.skipped) == (many.counts, many.triples, many.skipped)
    assert one.duplicates and one.skipped and len(many.unmatched_corrections) == 1
    assert one.unmatched_corrections == many.unmatched_corrections


def test_large_graphs_are_those_of_one_machine(address: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "TURTLE_PAPERS", 10)
    urls = f"file://{corpus}/all.jsonl", f"file://{corpus}/more.jsonl.gz"
    build([corpus / "all.jsonl", corpus / "more.jsonl.gz"], tmp_path / "one", jobs=1)
    build(urls, tmp_path / "many", scheduler=address)
    assert outputs(tmp_path / "one") == outputs(tmp_path / "many")
    assert stored(tmp_path / "one") == stored(tmp_path / "many")
    for place in (f"file://{tmp_path}/url", str(tmp_path / "folder")):
        arguments = ["build", *urls, "--engine", "dask", "--scheduler", address, "--partitions", place]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
        assert f"Facts and N-Quads in {place}" in result.output
        folder = tmp_path / place.rpartition("/")[2]
        facts, quads = sorted(folder.glob("facts-*.jsonl")), sorted(folder.glob("graph-*.nq"))
        assert len(facts) > 2 and len(quads) == len(facts) + 1 and (folder / "run.json").exists()
        assert b"".join(path.read_bytes() for path in facts) == (tmp_path / "one" / "facts.jsonl").read_bytes()
        lines = sorted(line for path in quads for line in path.read_bytes().splitlines())
        assert lines == sorted((tmp_path / "one" / "papergraph.nq").read_bytes().splitlines())
        again = CliRunner().invoke(main, arguments)
        assert again.exit_code == 1 and "is not empty" in again.output


class DiesOnce(distributed.WorkerPlugin):  # type: ignore[misc]
    """The first worker that has finished a task of this kind is killed, and what it has made is lost."""

    def __init__(self, task: str, flag: str) -> None:
        self.task, self.flag = task, flag

    def transition(self, key: str, start: str, finish: str, **_: Any) -> None:
        if finish == "memory" and str(key).startswith(self.task):
            try:
                os.close(os.open(self.flag, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return
            os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_is_made_up_for(one_machine: Path, corpus: Path, tmp_path: Path):
    with workers(2) as local, distributed.Client(local, set_as_default=False) as client:
        for task in ("first_stage", "last_stage"):
            flag = tmp_path / task
            client.register_plugin(DiesOnce(task, str(flag)), name=task)
            build(corpus, tmp_path / "many", scheduler=local.scheduler_address)
            assert flag.exists(), "a worker was killed"
            assert outputs(one_machine) == outputs(tmp_path / "many")


class Deadly(distributed.WorkerPlugin):  # type: ignore[misc]
    """Extracting kills."""

    def setup(self, worker: Any) -> None:
        from papergraph.building import cluster_tasks

        cluster_tasks._reading = lambda lexicons: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment,return-value]


def test_what_kills_every_worker_is_named(corpus: Path, tmp_path: Path):
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), workers(1) as local:
        with distributed.Client(local, set_as_default=False) as client:
            client.register_plugin(Deadly())
        with pytest.raises(PapergraphError, match=r"^all\.jsonl.*: every process that worked on it died"):
            build(corpus / "all.jsonl", tmp_path / "many", scheduler=local.scheduler_address)
    assert not (tmp_path / "many" / "facts.jsonl").exists()


def test_a_paper_that_fails_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch):
    def handle(record: bytes) -> bytes:
        raise ValueError("odd")

    monkeypatch.setattr(tasks, "_reading", lambda lexicons: handle)
    part = next(cluster_inputs.partitions([demo()], None))
    found = cluster_inputs.read_partition(part, False)
    extracted = tasks.first_stage(found, slice(0, 2), {0: None}, tasks.Lexicons(()), False)
    where = f"paper {msgspec.msgpack.decode(found[0][1])['id']}"
    assert tasks.outcome(extracted) == (0, [(where, "extraction failed (ValueError: odd)")])
    with pytest.raises(PapergraphError, match=r"paper .*: extraction failed"):
        tasks.first_stage(found, slice(0, 2), {}, tasks.Lexicons(()), True)


LINES = [b'{"id": "%d", "title": "Paper %d", "abstract": "%s"}' % (i, i, b"words " * (i % 5)) for i in range(40)]
FILES = {
    "plain": b"\n".join(LINES) + b"\n",
    "no end": b"\n".join(LINES),
    "Windows": b"\xef\xbb\xbf" + b"\r\n".join(LINES) + b"\r\n",
    "broken": b"\n".join(x for line in LINES for x in (line, b"", b"{broken", b"nothing", b"[1, 2]", b"3")),
    "long": b"\n".join((LINES[0], b"x" * 3_000, b'{"title": "' + b"y" * 3_000 + b'"}', *LINES[1:])),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("size", [1, 7, 64, 65, 500, 10_000])
def test_ranges_hold_each_paper_once(name: str, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cluster_inputs, "MAX_RECORD", 2_000)
    path = tmp_path / "papers.jsonl"
    path.write_bytes(FILES[name])
    parts = list(cluster_inputs.partitions([str(path)], None, size))
    assert len(parts) == max(1, -(-len(FILES[name]) // size))
    papers, skipped = [], 0
    for part in parts:
        records, keys, log = cluster_inputs.read_partition(part, False)
        assert len(records) == len(keys.told)
        papers += [msgspec.msgpack.decode(record, type=Paper) for record in records]
        skipped += log.total
    assert papers == list(read([path]))
    assert skipped == (5 * len(LINES) - len(LINES) if name == "broken" else 1 if name == "long" else 0)


@pytest.mark.parametrize("text", [b'[{"title": "One"}]', b'{\n"results":\n[{"title": "One"}]}', b"title,abstract\nOne,two\n"])
def test_what_is_no_lines_is_read_whole(text: bytes, tmp_path: Path):
    (tmp_path / "papers").write_bytes(text)
    part, *others = cluster_inputs.partitions([str(tmp_path / "papers")], None, 5)
    assert not others and len(cluster_inputs.read_partition(part, False)[0]) == 1


def test_tables_are_put_together_without_changing_them():
    one, two = (tasks.Names() for _ in range(2))
    for names, paper in ((one, "a"), (two, "b")):
        names.add(tasks.stages.read_line(b'{"id":"%s","title":"","tasks":["parsing"]}' % paper.encode()))
    parts = [pickle.dumps(one), pickle.dumps(two)]
    joined = pickle.loads(tasks.joined_names(*parts))
    assert joined.table["Task", "parsing"].papers == 2
    assert parts == [pickle.dumps(one), pickle.dumps(two)]


def test_errors_are_one_line(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cluster_client, "_PATIENCE", 1)
    out = tmp_path / "out"
    for inputs, options, message in [
        (demo(), {"scheduler": "tcp://127.0.0.1:9"}, "tcp://127.0.0.1:9: no Dask scheduler answers"),
        (demo(), {"scheduler": "no address"}, "no address: no Dask scheduler answers"),
        (demo(), {"scheduler": address, "from_facts": True}, "facts are joined on one machine"),
        ("-", {"scheduler": address}, "a cluster cannot read standard input"),
        ("nowhere.jsonl", {"scheduler": address}, "nowhere.jsonl: no such file or folder"),
        ("file:///nowhere.jsonl", {"scheduler": address}, "file:///nowhere.jsonl: cannot be read"),
        ("file:///nowhere*.jsonl", {"scheduler": address}, "no such file"),
        ("nothing://x/y.jsonl", {"scheduler": address}, "nothing://x/y.jsonl: cannot be read"),
    ]:
        with pytest.raises(PapergraphError, match=message) as caught:
            build(inputs, out, **options)
        assert "\n" not in str(caught.value)
    with workers(0) as local, pytest.raises(PapergraphError, match="has no workers"):
        build(demo(), out, scheduler=local.scheduler_address)
    monkeypatch.setattr(tasks, "versions", other_versions)
    with pytest.raises(PapergraphError, match="install the same"):
        build(demo(), out, scheduler=address)


def other_versions() -> tuple[str, str]:
    import threading

    return "0", threading.main_thread().name + str(os.getpid())


def test_dask_is_needed_and_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PapergraphError, match=r"papergraph-kg\[cluster\]"):
        build(demo(), tmp_path, scheduler="tcp://127.0.0.1:9")


@pytest.mark.parametrize("options", [["--engine", "dask"], ["--scheduler", "tcp://127.0.0.1:9"], ["--partitions", "parts"]])
def test_engine_and_scheduler_go_together(options: list[str], tmp_path: Path):
    result = CliRunner().invoke(main, ["build", "-o", str(tmp_path), *options])
    assert result.exit_code == UsageError.exit_code and "--engine dask" in result.output


def test_nothing_of_dask_is_loaded_without_a_cluster():
    code = (
        "import sys, papergraph.cli.build, papergraph.building.whole; print({'dask', 'distributed', 'fsspec'} & {*sys.modules})"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"

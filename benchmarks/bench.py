"""Measure papergraph, and print the figures beside the last committed ones.

    python benchmarks/bench.py [--corpus FILE] [--scale] [--write]

`--corpus` (or PAPERGRAPH_BENCH in the environment) names papers to measure on; by default the demo corpus, many times over
with its names varied. `--scale` builds the graph of 100,000 papers, which takes minutes; `--write` keeps the figures in
`benchmarks/results.md`. Figures hold for one machine: compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import psutil

from corpus import corpus, write
from papergraph.sources import demo, read

RESULTS = Path(__file__).with_name("results.md")
PAPERS = 4_000
SCALE = (10_000, 100_000)
MIB = 2**20


class Figure(NamedTuple):
    """One row of the table."""

    what: str
    goal: str
    found: str


class Run(NamedTuple):
    """A command that has ended: its seconds, and the most memory that it and its children held at once, in MiB."""

    seconds: float
    memory: float


def run(*arguments: str) -> Run:
    """Run papergraph as a user does, and watch it."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "papergraph", *arguments], stdout=subprocess.DEVNULL)
    peak = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        root = psutil.Process(process.pid)
        while not done.wait(0.05):
            peak = max(peak, _resident(root))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    if code:
        raise SystemExit(f"papergraph {' '.join(arguments)} failed ({code})")
    return Run(seconds, peak)


def _resident(root: psutil.Process) -> float:
    total = 0
    try:
        for process in (root, *root.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total / MIB


def wall(command: Sequence[str], times: int = 7) -> float:
    """Median seconds of a command."""
    return statistics.median(_once(command) for _ in range(times))


def _once(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def extraction(sample: Path) -> list[Figure]:
    """Stage 1 beside bare tokenising, and two processes beside one."""
    import spacy

    from papergraph.building import stages
    from papergraph.building.crew import Crew

    papers = list(islice(read([str(sample)]), PAPERS))
    blank = spacy.blank("en")
    tokenising = len(papers) / timed(lambda: [blank.make_doc(f"{p.title}\n{p.abstract}") for p in papers])
    handler, records = stages.reading(()), list(map(stages.pack, papers))
    handler(records[0])
    one = len(papers) / timed(lambda: [handler(record) for record in records])

    many = [stages.pack(paper) for paper in corpus(str(sample), 3)]

    def crew(jobs: int) -> float:
        return timed(lambda: list(Crew(stages.reading, (), jobs=jobs).map(stages.batches(many))))

    ratio = f"{one / tokenising:.2f} ({one:.0f} of {tokenising:.0f} papers/s)"
    return [
        Figure("extraction beside bare tokenising", "≥ 0.15", ratio),
        Figure("two processes beside one", "≥ 1.6", f"{crew(1) / crew(2):.2f} ({len(many):,} papers, start included)"),
    ]


def timed(work: Callable[[], object]) -> float:
    """Seconds of a piece of work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def start_up(folder: Path) -> list[Figure]:
    """What a command costs before it does anything."""
    outputs = folder / "demo"
    run("build", "-q", "-o", str(outputs))
    nothing = wall([sys.executable, "-c", "pass"])
    version = wall([sys.executable, "-m", "papergraph", "--version"])
    show = wall([sys.executable, "-m", "papergraph", "show", "DiT", "--graph", str(outputs)])
    return [
        Figure("papergraph --version", "≤ 0.2 s", f"{version:.2f} s (python -c pass: {nothing:.2f} s)"),
        Figure("papergraph show DiT", "≤ 0.5 s", f"{show:.2f} s"),
    ]


def store_rate(outputs: Path) -> list[Figure]:
    """N-Quads out of the store."""
    import pyoxigraph

    store = pyoxigraph.Store.read_only(str(outputs / "store"))
    count = len(store)
    seconds = timed(lambda: store.dump(outputs / "dump.nq", pyoxigraph.RdfFormat.N_QUADS))
    return [Figure("N-Quads from the store", "≥ 150,000 a second", f"{count / seconds:,.0f} a second ({count:,} quads)")]


def scale(sample: Path, folder: Path) -> list[Figure]:
    """Builds of 10,000 and 100,000 papers, and 100 new papers into the latter."""
    held = sum(1 for _ in read([str(sample)]))
    runs = {}
    for size in SCALE:
        path = folder / f"{size}.jsonl"
        write(islice(corpus(str(sample), -(-size // held)), size), path)
        runs[size] = run("build", "-q", str(path), "-o", str(folder / f"outputs-{size}"))
        print(f"  {size:,} papers: {runs[size].seconds:.0f} s, {runs[size].memory:.0f} MiB", flush=True)
    small, large = (runs[size] for size in SCALE)
    new = folder / "new.jsonl"
    write(islice(corpus(str(sample), 1, first=25), 100), new)
    outputs = folder / f"outputs-{SCALE[1]}"
    again = run("build", "-q", str(folder / f"{SCALE[1]}.jsonl"), str(new), "-o", str(outputs))
    return [
        Figure("build of 100,000 papers", "≤ 8 min", f"{large.seconds / 60:.1f} min"),
        Figure("its memory (sum of processes)", "≤ 2048 MiB", f"{large.memory:.0f} MiB"),
        Figure("time, 10,000 to 100,000 papers", "≤ 11 ×", f"{large.seconds / small.seconds:.1f} ×"),
        Figure("memory, 10,000 to 100,000 papers", "≤ 4 ×", f"{large.memory / small.memory:.1f} ×"),
        Figure("100 new papers into 100,000", "≤ 60 s", f"{again.seconds:.0f} s"),
        *store_rate(outputs),
    ]


def committed() -> dict[str, Figure]:
    """Figures by what they are, as last committed."""
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    return {row[0]: Figure(*row) for row in rows if row[0] not in ("what", "---")}


def keep(figures: Sequence[Figure]) -> None:
    """Write the figures found, and the committed ones of what was not measured now, to `results.md`."""
    rows = committed() | {figure.what: figure for figure in figures}
    machine = f"{platform.machine()}, {psutil.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB"
    head = f"# Figures\n\nOf `make bench` and `make bench-scale` on {machine}, Python {platform.python_version()}.\n"
    table = "".join(f"| {what} | {goal} | {found} |\n" for what, goal, found in rows.values())
    RESULTS.write_text(f"{head}\n| what | goal | found |\n| --- | --- | --- |\n{table}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default=os.environ.get("PAPERGRAPH_BENCH"))
    parser.add_argument("--scale", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = folder / "sample.jsonl"
        count = write(read([arguments.corpus]) if arguments.corpus else islice(corpus(demo(), 26), PAPERS), sample)
        print(f"measuring on {count:,} papers", flush=True)
        figures = [*extraction(sample), *start_up(folder), *(scale(sample, folder) if arguments.scale else [])]
    before = committed()
    for what, goal, found in figures:
        print(f"{what:36} goal {goal:20} now {found:44} committed {before[what].found if what in before else '-'}")
    if arguments.write:
        keep(figures)


if __name__ == "__main__":
    main()

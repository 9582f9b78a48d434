"""Building everything that goes into an output folder."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from papergraph.building import stages
from papergraph.building.cache import Cache
from papergraph.building.corpus import Corpus, GivenFacts, Options, Papers, cores, resolved
from papergraph.building.crew import Crew, Failure
from papergraph.building.progress import Advance, Progress
from papergraph.building.staging import Staging, check_place, lost
from papergraph.corrections import Corrections
from papergraph.corrections import load as load_corrections
from papergraph.errors import PapergraphError, UsageError
from papergraph.files import make_durable, unwritable
from papergraph.sources import SkipLog, demo

if TYPE_CHECKING:
    from papergraph.graph.about import About
    from papergraph.graph.iris import Iris
    from papergraph.graph.ledger import OldGraph
    from papergraph.graph.parts import Part
    from papergraph.graph.writing import Written
    from papergraph.lexicons import Entry
    from papergraph.linking import Linker

FACTS, TURTLE, QUADS, STORE = "facts.jsonl", "papergraph.ttl", "papergraph.nq", "store"
PAGE, REPORT, RUN = "papergraph.html", "report.md", "run.json"
_FILES = (FACTS, TURTLE, QUADS, PAGE, REPORT, RUN)
Paths = Sequence[str | os.PathLike[str]]


class BuildReport(msgspec.Struct, kw_only=True):
    """What a build has found and done; `run.json` holds it."""

    output: Path
    papers: int
    #: Class of the graph's nodes and claims -> how many there are.
    counts: dict[str, int]
    triples: int
    #: Papers that the first stage had to read; the others were known.
    extracted: int
    #: Records that were merged into another.
    duplicates: int
    without_abstract: int
    #: Reason -> number of records that could not be used.
    skipped: dict[str, int]
    #: The first skipped records: where, and why.
    skipped_records: list[tuple[str, str]]
    #: Links of papers that are no web addresses, with the paper's id.
    dropped_links: list[tuple[str, str]]
    #: Corrections that found nothing to correct.
    unmatched_corrections: list[str]
    seconds: dict[str, float]
    versions: dict[str, str]


def build(
    inputs: str | os.PathLike[str] | Paths = (),
    output: str | os.PathLike[str] = "outputs",
    *,
    base_iri: str | None = None,
    from_facts: bool = False,
    format: str | None = None,
    jobs: int | None = None,
    lexicons: Paths = (),
    corpus_lexicon: bool = True,
    min_confidence: float = 0.0,
    corrections: str | os.PathLike[str] | None = None,
    same: str | os.PathLike[str] | None = None,
    quotes: bool = True,
    strict: bool = False,
    license: str | None = None,
    date: str | None = None,
    scheduler: str | None = None,
    partitions: str | os.PathLike[str] | None = None,
    quiet: bool = True,
) -> BuildReport:
    """Build the graph of papers, with its store, page and report.

    Parameters
    ----------
    inputs
        Files, folders, globs or `-` for standard input; by default the demo corpus.
    output
        Folder to write; its old outputs are replaced when all new ones are complete.
    base_iri
        What the IRIs of nodes begin with.
    from_facts
        `inputs` hold facts instead of papers.
    format
        Format of the inputs; by default their content tells.
    jobs
        Number of worker processes; by default one for each core. The outputs do not depend on it.
    lexicons
        Files of the user's own names.
    corpus_lexicon
        Whether a name that one paper defines is known in all.
    min_confidence
        Leave out comparisons and results below this, in [0, 1].
    corrections
        File of facts to reject, accept or edit.
    same
        File of names that mean the same or different things.
    quotes
        Whether the outputs quote the sentences that facts come from.
    strict
        Fail at the first record that cannot be used.
    license, date
        For the graph's description of itself.
    scheduler
        Address of the scheduler of a Dask cluster, which then does the work (extra `cluster`).
    partitions
        Folder or URL where the workers of the cluster write facts and N-Quads, instead of all outputs.
    quiet
        Show no progress.

    Returns
    -------
    BuildReport
        What was found.

    Raises
    ------
    PapergraphError
        With a message for the user; the old outputs are as they were.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     build(output=folder, jobs=1).papers
    80
    """
    options = Options(
        format=format,
        jobs=jobs or cores(),
        lexicons=tuple(os.fspath(path) for path in lexicons),
        corpus_lexicon=corpus_lexicon,
        min_confidence=min_confidence,
        quotes=quotes,
        strict=strict,
    )
    names = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    run = _run(Path(output), options, quiet, scheduler, os.fspath(partitions) if partitions else None)
    run.corrections = load_corrections(Path(corrections)) if corrections else None
    run.graph_options = {"base": base_iri, "license": license, "date": date, "same": same}
    return run.build([os.fspath(name) for name in names] or [demo()], from_facts)


class Run:
    """One run: what its steps share."""

    def __init__(self, output: Path, options: Options, quiet: bool) -> None:
        self.output, self.options = output, options
        self.progress, self.log = Progress(quiet), SkipLog()
        self.corrections: Corrections | None = None
        self.graph_options: Mapping[str, Any] = {}

    def build(self, inputs: list[str], from_facts: bool) -> BuildReport:
        linker = self._linker()
        workshop = _workshop(self.output)
        with _clearly(self.output), Cache(workshop / "facts.sqlite") as cache:
            staging = Staging(self.output, workshop)
            try:
                report = self._fill(staging, inputs, from_facts, linker, cache)
                check_place(self.output, _FILES, STORE)
                staging.commit(remove=(TURTLE, QUADS))
            except PapergraphError as error:
                if staging.gone:
                    raise lost(staging.folder) from error
                raise
            finally:
                staging.discard()
        return report

    def _fill(self, staging: Staging, inputs: list[str], from_facts: bool, linker: Linker, cache: Cache) -> BuildReport:
        with closing(self._corpus(inputs, from_facts, cache)) as corpus:
            papers = self._write_facts(corpus, staging, linker)
            corpus.forget_others()
        with self.progress.step("Linking"):
            linker.freeze()
        written = self._write_graph(staging, linker, papers, inputs)
        with ThreadPoolExecutor(1) as beside:
            durable = beside.submit(make_durable, staging / FACTS, written.path)
            self._write_views(staging, linker, corpus, written.path.name == QUADS)
            durable.result()
        report = self._report(corpus, papers, written)
        (staging / RUN).write_bytes(run_file(report))
        return report

    def _linker(self) -> Linker:
        from papergraph.linking import Linker, read_decisions

        same = self.graph_options.get("same")
        return Linker(self._entries(), read_decisions(same) if same else None)

    def _entries(self) -> list[Entry]:
        from papergraph.lexicons import load_user

        return [entry for path in self.options.lexicons for entry in load_user(path)]

    def _corpus(self, inputs: list[str], from_facts: bool, cache: Cache) -> Corpus:
        if from_facts:
            return GivenFacts(inputs, self.options, self.progress, self.log)
        return Papers(inputs, self.options, cache, self.progress, self.log)

    def _write_facts(self, corpus: Corpus, staging: Staging, linker: Linker) -> int:
        papers = 0
        with (staging / FACTS).open("wb") as file:
            for facts, line in resolved(corpus, self.options, self.progress, self.corrections):
                file.write(line + b"\n")
                linker.add(facts)
                papers += 1
        return papers

    def _write_graph(self, staging: Staging, linker: Linker, papers: int, inputs: Sequence[str]) -> Written:
        from papergraph.graph.writing import TURTLE_PAPERS, write_parts

        quads = papers > TURTLE_PAPERS
        iris, about = self._iris(linker), self._about(inputs)
        old = self._old(quads, iris)
        with self.progress.step("Writing the graph", papers) as advance, closing(old) if old else nullcontext():
            parts = self._parts(linker, iris, staging, quads, old, advance)
            return write_parts(linker.nodes(), parts, iris, staging.folder, about=about, quads=quads, old=old, durable=False)

    def _iris(self, linker: Linker) -> Iris:
        from papergraph.graph.iris import Iris
        from papergraph.graph.vocabulary import DEFAULT_BASE

        iris = Iris(self.graph_options.get("base") or DEFAULT_BASE)
        iris.know(node.id for node in linker.nodes())
        return iris

    def _about(self, inputs: Sequence[str]) -> About:
        from papergraph.graph.about import About

        return About(
            license=self.graph_options.get("license"),
            date=self.graph_options.get("date"),
            sources=[os.path.basename(name) for name in inputs],
        )

    def _old(self, quads: bool, iris: Iris) -> OldGraph | None:
        """The graph of the build before, if parts can be taken over from it."""
        from papergraph.graph.ledger import OldGraph

        return OldGraph.of(self.output, iris.base) if quads else None

    def _parts(
        self, linker: Linker, iris: Iris, staging: Staging, quads: bool, old: OldGraph | None, advance: Advance
    ) -> Iterator[Part]:
        jobs = self.options.jobs if quads else 1
        crew = Crew(stages.linking, linker.identity, iris, self.options.quotes, not quads, jobs=jobs)
        return _parts(crew, staging / FACTS, old, advance)

    def _write_views(self, staging: Staging, linker: Linker, corpus: Corpus, large: bool) -> None:
        """Page and report; of a large graph side by side."""
        from papergraph.building.remarks import input_remarks, linking_remarks

        remarks = input_remarks(self.log, corpus.merged, corpus.without_abstract, self._unmatched())
        view = partial(stages.viewing, str(staging.folder), PAGE, remarks, linking_remarks(linker.notes))
        jobs = min(self.options.jobs, 2) if large else 1
        with self.progress.step("Drawing and reporting"):
            if jobs == 1:
                write = view()
                for name in (PAGE, REPORT):
                    write(name.encode())
                return
            for (outcome,) in Crew(view, jobs=jobs).map([name.encode()] for name in (PAGE, REPORT)):
                if isinstance(outcome, Failure):
                    raise PapergraphError(f"page or report cannot be made ({outcome.reason})")

    def _unmatched(self) -> list[str]:
        return self.corrections.unmatched() if self.corrections else []

    def _report(self, corpus: Corpus, papers: int, written: Written) -> BuildReport:
        named = self.log.named
        return BuildReport(
            output=self.output,
            papers=papers,
            counts=written.counts,
            triples=written.triples,
            extracted=corpus.extracted,
            duplicates=corpus.merged,
            without_abstract=corpus.without_abstract,
            skipped=dict(self.log.reasons),
            skipped_records=[(skip.where, skip.reason) for skip in named],
            dropped_links=written.dropped,
            unmatched_corrections=self._unmatched(),
            seconds=self.progress.seconds,
            versions=_versions(),
        )


def run_file(report: BuildReport) -> bytes:
    """The bytes of `run.json`."""
    return msgspec.json.format(msgspec.json.encode(report, enc_hook=str), indent=1) + b"\n"


def _run(output: Path, options: Options, quiet: bool, scheduler: str | None, partitions: str | None) -> Run:
    if scheduler is None:
        if partitions:
            raise UsageError("only a cluster writes partitions: name its scheduler")
        return Run(output, options, quiet)
    from papergraph.building.cluster import ClusterRun
    from papergraph.building.cluster_writing import PartitionRun

    run = PartitionRun(Path(partitions), options, quiet) if partitions else ClusterRun(output, options, quiet)
    run.scheduler = scheduler
    if isinstance(run, PartitionRun) and partitions:
        run.place = partitions.rstrip("/")
    return run


def _parts(crew: Crew, facts: Path, old: OldGraph | None, advance: Advance) -> Iterator[Part]:
    """The parts that papers add to the graph, in their order; those that have not changed come from the old graph."""
    asked: deque[list[str]] = deque()

    def records() -> Iterator[list[bytes]]:
        with facts.open("rb") as file:
            for lines in stages.batches(file):
                papers = [stages.paper_of(line) for line in lines]
                asked.append(papers)
                keys = [old.key(paper) if old else b"" for paper in papers]
                yield list(map(stages.pack_pair, lines, keys))

    for outcomes in crew.map(records()):
        for paper, outcome in zip(asked.popleft(), outcomes, strict=True):
            if isinstance(outcome, Failure):
                raise PapergraphError(f"paper {paper} cannot be linked ({outcome.reason})")
            yield stages.unpack_part(outcome.data) if outcome.data or not old else old.part(paper)
        advance(len(outcomes))


def _workshop(output: Path) -> Path:
    """A folder in the output folder for what a build needs meanwhile and remembers; git passes it over."""
    workshop = output / ".cache"
    with _clearly(output):
        check_place(output, _FILES, STORE)
        workshop.mkdir(parents=True, exist_ok=True)
        (workshop / ".gitignore").write_text("*\n")
    return workshop


@contextmanager
def _clearly(output: Path) -> Iterator[None]:
    """Say what the failure of a file means to the user."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise unwritable(output, error, "folder") from error


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    packages = ("papergraph-kg", "spacy", "pyoxigraph", "networkx", "msgspec", "numpy")
    return {"python": platform.python_version(), **{package: version(package) for package in packages}}

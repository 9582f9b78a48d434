"""Building on a Dask cluster: its workers read, extract, resolve and link; this machine decides and writes.

Partitions keep the order of the input, and every step is the function that a build on one machine calls, so the outputs are
the same.
"""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from papergraph.building import cluster_tasks as tasks
from papergraph.building import stages
from papergraph.building.cluster_client import Cluster, Future, connected
from papergraph.building.cluster_inputs import partitions, read_partition
from papergraph.building.cluster_places import is_url
from papergraph.building.corpus import Options
from papergraph.building.progress import Advance, Progress
from papergraph.building.staging import Staging
from papergraph.building.whole import FACTS, Run
from papergraph.errors import UsageError
from papergraph.graph.vocabulary import DEFAULT_BASE
from papergraph.model import Paper
from papergraph.sources import SkipLog
from papergraph.sources.merging import Duplicates, Keys
from papergraph.sources.skips import no_papers

if TYPE_CHECKING:
    from papergraph.building.cache import Cache
    from papergraph.graph.about import About
    from papergraph.graph.iris import Iris
    from papergraph.graph.ledger import OldGraph
    from papergraph.graph.parts import Part
    from papergraph.linking import Linker

#: Papers that one task works on.
BLOCK = 1000


class ClusterPapers:
    """Papers that a cluster reads and extracts.

    Parameters
    ----------
    inputs
        Files, folders, globs or URLs that all machines see.
    options
        How facts are made.
    cluster
        Does the work.
    progress, log
        As for one machine.
    """

    def __init__(self, inputs: Sequence[str], options: Options, cluster: Cluster, progress: Progress, log: SkipLog) -> None:
        self._options, self._cluster, self._log = options, cluster, log
        self._lexicons = tasks.Lexicons(tuple((Path(path).name, Path(path).read_bytes()) for path in options.lexicons))
        self.extracted = 0
        with progress.step("Reading") as advance:
            self._read(inputs, advance)
        #: What the first stage makes of each block, in the order of the input.
        self.blocks = list(self._first_stage())
        del self._reads
        with progress.step("Extracting", len(self)) as advance:
            self._note_failures(advance)

    def __len__(self) -> int:
        return self._starts[-1] - self.merged

    def _read(self, inputs: Sequence[str], advance: Advance) -> None:
        submit, keys, found = self._cluster.submit, Keys(), []
        self._parts = list(partitions(inputs, self._options.format))
        self._reads = [submit(read_partition, part, self._options.strict, about=part.what) for part in self._parts]
        for part_keys, log in self._cluster.results(tasks.told, ((read,) for read in self._reads)):
            keys.extend(part_keys)
            found.append(len(part_keys.told))
            advance(found[-1])
            self._log.extend(log)
        #: Number of the first record of each partition, and of all records.
        self._starts = list(accumulate(found, initial=0))
        if not self._starts[-1]:
            raise no_papers(self._log, inputs)
        self._duplicates = Duplicates(keys)
        self.merged, self.without_abstract = self._duplicates.merged, self._duplicates.without_abstract

    def _place(self, record: int) -> tuple[int, int]:
        """Partition of a record, and its place there."""
        part = bisect_right(self._starts, record) - 1
        return part, record - self._starts[part]

    def _changes(self) -> dict[int, dict[int, bytes | None]]:
        """Partition -> place -> the paper merged with its duplicates; None for the duplicates."""
        same = self._duplicates
        firsts = {*same.groups, *(same.renamed - same.later)}
        wanted: dict[int, list[int]] = defaultdict(list)
        for record in sorted(firsts | same.later):
            part, place = self._place(record)
            wanted[part].append(place)
        records: dict[int, bytes] = {}
        asked = {part: self._cluster.submit(tasks.pick, self._reads[part], places) for part, places in wanted.items()}
        for part, future in asked.items():
            picked = self._cluster.result(future)
            records |= {self._starts[part] + place: data for place, data in zip(wanted[part], picked, strict=True)}

        def read(record: int) -> Paper:
            return msgspec.msgpack.decode(records[record], type=Paper)

        changes: dict[int, dict[int, bytes | None]] = defaultdict(dict)
        for record in records:
            part, place = self._place(record)
            changes[part][place] = stages.pack(same.paper(record, read)) if record in firsts else None
        return changes

    def _first_stage(self) -> Iterator[Future]:
        changes = self._changes()
        lexicons = self._cluster.submit(tasks.same, self._lexicons)
        for i, (part, read) in enumerate(zip(self._parts, self._reads, strict=True)):
            for start in range(0, self._starts[i + 1] - self._starts[i], BLOCK):
                block = slice(start, start + BLOCK)
                here = {place: paper for place, paper in changes.get(i, {}).items() if start <= place < start + BLOCK}
                arguments = (read, block, here, lexicons, self._options.strict)
                yield self._cluster.submit(tasks.first_stage, *arguments, about=part.what)

    def _note_failures(self, advance: Advance) -> None:
        for count, failures in self._cluster.results(tasks.outcome, ((block,) for block in self.blocks)):
            for paper, reason in failures:
                self._log.add(paper, reason)
            self.extracted += count
            advance(count + len(failures))

    def forget_others(self) -> None:
        """A cluster has no cache."""

    def close(self) -> None:
        """Give up what is not needed any more."""
        self.blocks.clear()


class ClusterRun(Run):
    """A build whose work is done by a cluster."""

    scheduler = ""
    _cluster: Cluster
    _resolved: list[Future]
    _nodes: Future

    def build(self, inputs: list[str], from_facts: bool) -> Any:
        self._check(from_facts)
        with connected(self.scheduler) as self._cluster:
            return super().build(inputs, from_facts)

    def _check(self, from_facts: bool) -> None:
        if from_facts:
            raise UsageError("facts are joined on one machine: leave out --engine dask, or give papers")

    def _corpus(self, inputs: list[str], from_facts: bool, cache: Cache) -> Any:
        return ClusterPapers(inputs, self.options, self._cluster, self.progress, self.log)

    def _write_facts(self, corpus: Any, staging: Staging, linker: Linker) -> int:
        papers = 0
        names = self._resolve(corpus)
        with (staging / FACTS).open("wb") as file, self.progress.step("Resolving", len(corpus)) as advance:
            for lines, matched in self._cluster.results(tasks.lines, ((block,) for block in self._resolved)):
                file.writelines(line + b"\n" for line in lines)
                papers += len(lines)
                advance(len(lines))
                if self.corrections:
                    self.corrections.matched |= matched
        self._count(names, linker)
        return papers

    def _resolve(self, corpus: ClusterPapers) -> Future:
        """Start the second stage; gives the table of all names."""
        submit = self._cluster.submit
        self._resolved = self._second_stage(corpus.blocks)
        corpus.close()
        return self._cluster.reduced(tasks.joined_names, [submit(tasks.table, block) for block in self._resolved])

    def _count(self, names: Future, linker: Linker) -> None:
        """Take the table of all names, and have the cluster decide on it, too.

        Every worker needs the nodes; made by a task, they can be made again if they are lost.
        """
        base = self.graph_options.get("base") or DEFAULT_BASE
        self._nodes = self._cluster.submit(tasks.identified, names, self._entries(), linker.decisions, base)
        with self.progress.step("Counting names"):
            linker.merge(pickle.loads(self._cluster.result(names)))

    def _second_stage(self, blocks: list[Future]) -> list[Future]:
        submit = self._cluster.submit
        defined = [submit(tasks.definitions, block) for block in blocks] if self.options.corpus_lexicon else []
        names = self._cluster.reduced(tasks.joined_definitions, defined)
        options, corrections = submit(tasks.same, self.options), submit(tasks.same, self.corrections)
        return [submit(tasks.second_stage, block, names, options, corrections) for block in blocks]

    def _about(self, inputs: Sequence[str]) -> About:
        return super()._about([name.split("?")[0] if is_url(name) else name for name in inputs])  # a query may hold a key

    def _old(self, quads: bool, iris: Iris) -> None:
        """Everything is made anew."""

    def _parts(
        self, linker: Linker, iris: Iris, staging: Staging, quads: bool, old: OldGraph | None, advance: Advance
    ) -> Iterator[Part]:
        blocks = ((block, self._nodes, self.options.quotes, not quads) for block in self._resolved)
        for block in self._cluster.results(tasks.last_stage, blocks):
            yield from map(stages.unpack_part, block)
            advance(len(block))

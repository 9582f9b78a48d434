"""Facts and N-Quads as partitions that the workers write: for graphs that one machine need not, or cannot, hold."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papergraph.building import cluster_tasks as tasks
from papergraph.building import stages
from papergraph.building.cluster import ClusterPapers, ClusterRun
from papergraph.building.cluster_client import connected
from papergraph.building.cluster_places import put, refuse_filled
from papergraph.building.progress import Advance
from papergraph.building.whole import RUN, run_file

if TYPE_CHECKING:
    from papergraph.graph.parts import Part


class PartitionRun(ClusterRun):
    """A build whose workers write what they make: `facts-*.jsonl` and `graph-*.nq`.

    This machine adds `graph-nodes.nq` (nodes, triples between methods, the description) and, when all is there, `run.json`.
    """

    place = ""

    def build(self, inputs: list[str], from_facts: bool) -> Any:
        from papergraph.graph.writing import write_parts

        self._check(from_facts)
        refuse_filled(self.place)
        linker = self._linker()
        with connected(self.scheduler) as self._cluster, tempfile.TemporaryDirectory(prefix="papergraph-") as folder:
            corpus: Any = ClusterPapers(inputs, self.options, self._cluster, self.progress, self.log)
            names = self._resolve(corpus)
            self._count(names, linker)
            with self.progress.step("Linking"):
                linker.freeze()
            iris, about = self._iris(linker), self._about(inputs)
            with self.progress.step("Writing the graph", len(corpus)) as advance:
                parts = self._written(advance)
                written = write_parts(linker.nodes(), parts, iris, folder, about=about, quads=True, store=False)
            put(f"{self.place}/graph-nodes.nq", Path(written.path).read_bytes())
        report = self._report(corpus, written.counts.get("Paper", 0), written)
        put(f"{self.place}/{RUN}", run_file(report))
        return report

    def _written(self, advance: Advance) -> Iterator[Part]:
        """What is to be known here of the parts that the workers have written."""
        blocks = ((block, self._nodes, self.options.quotes, self.place, i) for i, block in enumerate(self._resolved))
        for parts, matched in self._cluster.results(tasks.written, blocks):
            yield from map(stages.unpack_part, parts)
            advance(len(parts))
            if self.corrections:
                self.corrections.matched |= matched

"""Facts alone, without a graph: what `papergraph extract` writes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from papergraph.building.cache import Cache
from papergraph.building.corpus import Options, Papers, resolved
from papergraph.building.progress import Progress
from papergraph.sources import SkipLog, demo


def extracted(
    inputs: Sequence[str], options: Options, log: SkipLog, *, shard: tuple[int, int] | None = None, quiet: bool = True
) -> Iterator[bytes]:
    """Extract facts from inputs.

    Parameters
    ----------
    inputs
        Files, folders, globs or `-`; by default the demo corpus.
    options
        How facts are made.
    log
        Takes skipped records.
    shard
        Work on the i-th of n equal parts only, `(i, n)`; its facts keep what a later `build --from-facts` resolves them by.
    quiet
        Show no progress.

    Yields
    ------
    bytes
        Lines of `facts.jsonl`, in the order of the input, without their ends.
    """
    progress = Progress(quiet)
    with tempfile.TemporaryDirectory(prefix="papergraph-") as folder, Cache(Path(folder, "facts.sqlite")) as cache:
        papers = Papers(list(inputs) or [demo()], options, cache, progress, log, shard)
        with closing(papers):
            for _, line in resolved(papers, options, progress):
                yield line

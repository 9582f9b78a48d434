"""From inputs to facts: read papers or facts, run the first stage on what is new, resolve against the whole corpus."""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import islice
from typing import IO, TYPE_CHECKING, Protocol

import msgspec

from papergraph.building import stages
from papergraph.building.cache import Cache
from papergraph.building.crew import Crew, Failure, Success
from papergraph.building.progress import Advance, Progress
from papergraph.corrections import Corrections, without
from papergraph.errors import InputError
from papergraph.files import full_temporary
from papergraph.model import Facts, Paper
from papergraph.sources import Collection, SkipLog, read
from papergraph.sources.context import Context
from papergraph.sources.inputs import expand
from papergraph.sources.streams import in_utf8, lines, unpack

if TYPE_CHECKING:
    from papergraph.extraction import CorpusNames

_KEY = 16  # bytes
_IN_MEMORY = 32 * 2**20  # bytes of given facts that need no temporary file
_FEW = 2000  # so many papers are resolved sooner than workers start


class Options(msgspec.Struct, kw_only=True, frozen=True):
    """How facts are made; the options that `build` and `extract` share."""

    format: str | None = None
    jobs: int = 1
    lexicons: tuple[str, ...] = ()
    #: Whether a name that one paper defines is known in all.
    corpus_lexicon: bool = True
    min_confidence: float = 0.0
    quotes: bool = True
    strict: bool = False


def cores() -> int:
    """Number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Corpus(Protocol):
    """What the second stage works on."""

    #: Records that were merged into another, papers with a title alone, papers that the first stage had to read.
    merged: int
    without_abstract: int
    extracted: int

    def __len__(self) -> int: ...

    def definitions(self) -> Iterator[Facts]:
        """Facts of the first stage."""
        ...

    def records(self) -> Iterator[bytes]:
        """Records for the handler of the second stage, in the order of the input."""
        ...

    def crew(self, names: CorpusNames) -> Crew:
        """Workers for the second stage."""
        ...

    def forget_others(self) -> None:
        """Have the cache forget papers that are not here."""
        ...

    def close(self) -> None:
        """Give temporary files back."""
        ...


class Papers:
    """Papers that are read from inputs.

    Parameters
    ----------
    inputs
        Files, folders, globs or `-`.
    options
        How facts are made.
    cache
        Keeps what the first stage made of each paper.
    progress
        Told how far the run is.
    log
        Takes skipped records.
    shard
        Work on the i-th of n equal parts only: `(i, n)`; its facts stay unresolved.
    """

    def __init__(
        self,
        inputs: Sequence[str],
        options: Options,
        cache: Cache,
        progress: Progress,
        log: SkipLog,
        shard: tuple[int, int] | None = None,
    ) -> None:
        from papergraph.extraction import fingerprint

        self._options, self._cache, self._progress, self._log = options, cache, progress, log
        self._version = fingerprint(options.lexicons)
        self._resolved = shard is None
        with progress.step("Reading") as advance:
            self._papers = Collection(_counted(read(inputs, options.format, options.strict, log), advance))
        self.merged, self.without_abstract = self._papers.merged, self._papers.without_abstract
        i, n = shard or (1, 1)
        self._range = (len(self._papers) * (i - 1) // n, len(self._papers) * i // n)
        self._keys = bytearray()
        #: Papers that the first stage had to read.
        self.extracted = 0
        self._first_stage()

    def __len__(self) -> int:
        return self._range[1] - self._range[0]

    def forget_others(self) -> None:
        """Have the cache forget papers that are not here."""
        if len(self._cache) > len(self):
            self._cache.keep(self._content_keys())

    def _content_keys(self) -> Iterator[bytes]:
        return (bytes(self._keys[i : i + _KEY]) for i in range(0, len(self._keys), _KEY))

    def definitions(self) -> Iterator[Facts]:
        return map(stages.unpack_facts, filter(None, map(self._cache.get, self._content_keys())))

    def records(self) -> Iterator[bytes]:
        for record, key in zip(self._packed(), self._content_keys(), strict=True):
            facts = self._cache.get(key)
            if facts is not None:
                yield stages.pack_pair(record, facts)

    def crew(self, names: CorpusNames) -> Crew:
        return Crew(stages.resolving, names, self._options.quotes, self._resolved, jobs=_jobs(self, self._options))

    def close(self) -> None:
        self._papers.close()

    def _packed(self) -> Iterator[bytes]:
        return map(stages.pack, islice(self._papers, *self._range))

    def _first_stage(self) -> None:
        """Extract what the cache does not hold, and commit it batch by batch."""
        asked: deque[list[tuple[bytes, bytes]]] = deque()

        with self._progress.step("Extracting", len(self)) as advance:

            def batches() -> Iterator[list[bytes]]:
                for batch in stages.batches(self._new(advance)):
                    asked.append([(stages.key(record, self._version), record) for record in batch])
                    yield batch

            for outcomes in Crew(stages.reading, self._options.lexicons, jobs=self._options.jobs).map(batches()):
                rows = []
                for (key, record), outcome in zip(asked.popleft(), outcomes, strict=True):
                    if isinstance(outcome, Success):
                        rows.append((key, outcome.data))
                    else:
                        self._log.add(*failed(record, outcome, self._options.strict))
                self._cache.add(rows)
                self.extracted += len(rows)
                advance(len(outcomes))

    def _new(self, advance: Advance) -> Iterator[bytes]:
        for record in self._packed():
            key = stages.key(record, self._version)
            self._keys += key
            if key not in self._cache:
                yield record
            else:
                advance(1)


def failed(record: bytes, failure: Failure, strict: bool) -> tuple[str, str]:
    """The paper that the first stage could not read, and why, as they are noted.

    Raises
    ------
    InputError
        The run is strict.
    """
    where, reason = f"paper {msgspec.msgpack.decode(record)['id']}", f"extraction failed ({failure.reason})"
    if strict:
        raise InputError(reason, where)
    return where, reason


class GivenFacts:
    """Facts that come from files: edited by hand, made in shards, or by another extractor.

    Parameters
    ----------
    inputs
        Files of facts (JSON Lines), folders, globs or `-`.
    options
        How facts are made.
    progress
        Told how far the run is.
    log
        Takes papers that come twice.
    """

    def __init__(self, inputs: Sequence[str], options: Options, progress: Progress, log: SkipLog) -> None:
        self._options = options
        self.merged = self.without_abstract = self.extracted = 0
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._count = 0
        seen: set[bytes] = set()
        with progress.step("Reading") as advance:
            for where, line, facts in _given(inputs):
                _check(facts, where)
                digest = blake2b(facts.id.encode(), digest_size=8).digest()
                if digest in seen:
                    log.add(where, "this paper is there already")
                    continue
                seen.add(digest)
                try:
                    self._file.write(line + b"\n")
                except OSError as error:
                    raise full_temporary(self._file, error) from error
                self._count += 1
                advance(1)
        if not self._count:
            raise InputError("no facts found", inputs[0])

    def __len__(self) -> int:
        return self._count

    def definitions(self) -> Iterator[Facts]:
        return map(stages.read_line, self.records())

    def records(self) -> Iterator[bytes]:
        self._file.seek(0)
        return iter(self._file)

    def crew(self, names: CorpusNames) -> Crew:
        return Crew(stages.resolving_lines, names, self._options.quotes, jobs=_jobs(self, self._options))

    def forget_others(self) -> None:
        """Nothing of these is in a cache."""

    def close(self) -> None:
        self._file.close()


def resolved(
    corpus: Corpus, options: Options, progress: Progress, corrections: Corrections | None = None
) -> Iterator[tuple[Facts, bytes]]:
    """Run the second stage; yields facts and their line of `facts.jsonl`, in the order of the input."""
    from papergraph.extraction import CorpusNames

    names = CorpusNames()
    if options.corpus_lexicon:
        for facts in corpus.definitions():
            names.add(facts)
    with progress.step("Resolving", len(corpus)) as advance:
        for outcomes in corpus.crew(names).map(stages.batches(corpus.records(), most=2048)):
            for outcome in outcomes:
                if isinstance(outcome, Failure):
                    raise InputError(f"facts cannot be resolved ({outcome.reason})")
                yield final(outcome.data, options, corrections)
            advance(len(outcomes))


def _jobs(corpus: Corpus, options: Options) -> int:
    return options.jobs if len(corpus) > _FEW else 1


def final(line: bytes, options: Options, corrections: Corrections | None) -> tuple[Facts, bytes]:
    """Facts and their line, corrected and without what is too uncertain."""
    facts = read = stages.read_line(line)
    if corrections is not None and corrections.touches(facts.id):
        facts = corrections.apply(facts)
    for kind in ("comparisons", "results"):
        facts = without(facts, kind, {i for i, c in enumerate(getattr(facts, kind)) if c.confidence < options.min_confidence})
    return facts, line if facts is read else stages.line(facts)


def _given(inputs: Sequence[str]) -> Iterator[tuple[str, bytes, Facts]]:
    for source in expand(inputs):
        context = Context(source.name, strict=True)
        with source.open() as raw:
            try:
                for number, line in lines(in_utf8(unpack(raw, source.name)), context):
                    if line.strip():
                        yield context.where(number), line, stages.read_line(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise InputError(f"one object of facts a line is expected ({error})", context.where(number)) from None


def _check(facts: Facts, where: str) -> None:
    """Evidence must point to facts that are there."""
    for entry in facts.evidence:
        items = getattr(facts, entry.kind, None) if entry.kind != "claims_sota" else [True]
        if not isinstance(items, list) or not 0 <= entry.index < len(items):
            raise InputError(f"evidence points to {entry.kind} {entry.index}, which is not there", where)


def _counted(papers: Iterator[Paper], advance: Advance) -> Iterator[Paper]:
    for paper in papers:
        advance(1)
        yield paper

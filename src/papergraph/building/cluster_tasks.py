"""What the workers of a cluster do: pure functions, so that what is lost with a worker can be made again.

Results that are changed by whoever puts them together travel as bytes: a task never changes what another has made.
"""

from __future__ import annotations

import pickle
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from papergraph.building import stages
from papergraph.building.cluster_places import put
from papergraph.building.corpus import Options, failed, final
from papergraph.building.crew import Crew, Failure, Handler
from papergraph.corrections import Corrections
from papergraph.errors import InputError, PapergraphError
from papergraph.linking import Decisions, Linker, Names

if TYPE_CHECKING:
    from papergraph.extraction import CorpusNames
    from papergraph.graph.iris import Iris
    from papergraph.lexicons import Entry
    from papergraph.linking import Identity
    from papergraph.sources import SkipLog
    from papergraph.sources.merging import Keys

    #: What `read_partition` gives.
    Read = tuple[list[bytes], Keys, SkipLog]

T = TypeVar("T")
_this_thread = threading.local()


class Lexicons(msgspec.Struct, frozen=True):
    """Files of the user's own names: (name, content)."""

    files: tuple[tuple[str, bytes], ...]


class Extracted(msgspec.Struct):
    """What the first stage made of a block of papers."""

    #: Papers and their facts, as the second stage takes them.
    pairs: list[bytes]
    names: CorpusNames
    #: Papers that could not be read, and why.
    failures: list[tuple[str, str]]


class Resolved(msgspec.Struct):
    """What the second stage made of a block."""

    #: Lines of `facts.jsonl`.
    lines: list[bytes]
    #: The names that are to be linked, a pickled :class:`Names`.
    names: bytes
    #: Corrections that have found something so far.
    matched: set[int]


def versions() -> tuple[str, str]:
    """What must be the same on all machines: the version of papergraph, and its rules and lexicons."""
    from papergraph import __version__
    from papergraph.extraction import fingerprint

    return __version__, fingerprint()


def same(value: T) -> T:
    """The value itself, so that it is sent once for many tasks."""
    return value


def told(read: Read) -> tuple[Keys, SkipLog]:
    """What was read, without the papers."""
    return read[1], read[2]


def pick(read: Read, places: Sequence[int]) -> list[bytes]:
    """Some of the papers that were read."""
    return [read[0][place] for place in places]


def first_stage(read: Read, block: slice, changes: Mapping[int, bytes | None], lexicons: Lexicons, strict: bool) -> Extracted:
    """Extract a block of papers.

    Parameters
    ----------
    read
        A partition.
    block
        Which of its papers.
    changes
        Papers that take the place of one, merged with their duplicates; None where there is one already.
    lexicons
        The user's own names.
    strict
        Fail at the first paper that fails.
    """
    from papergraph.extraction import CorpusNames

    places = range(len(read[0]))[block]
    papers = [paper for i in places if (paper := changes.get(i, read[0][i])) is not None]
    found = Extracted([], CorpusNames(), [])
    for outcomes in Crew(_reading, lexicons).map([papers] if papers else []):
        for paper, outcome in zip(papers, outcomes, strict=True):
            if isinstance(outcome, Failure):
                found.failures.append(failed(paper, outcome, strict))
            else:
                found.names.add(stages.unpack_facts(outcome.data))
                found.pairs.append(stages.pack_pair(paper, outcome.data))
    return found


def _reading(lexicons: Lexicons) -> Handler:
    """The handler of the first stage; a thread prepares it once."""
    if getattr(_this_thread, "lexicons", None) != lexicons:
        with tempfile.TemporaryDirectory(prefix="papergraph-") as folder:
            paths = [Path(folder, str(i), name) for i, (name, _) in enumerate(lexicons.files)]
            for path, (_, content) in zip(paths, lexicons.files, strict=True):
                path.parent.mkdir()
                path.write_bytes(content)
            _this_thread.handler = stages.reading([str(path) for path in paths])
        _this_thread.lexicons = lexicons
    handler: Handler = _this_thread.handler
    return handler


def outcome(extracted: Extracted) -> tuple[int, list[tuple[str, str]]]:
    """Number of papers that were extracted; those that could not be, and why."""
    return len(extracted.pairs), extracted.failures


def definitions(extracted: Extracted) -> CorpusNames:
    """The names that a block defines."""
    return extracted.names


def lines(resolved: Resolved) -> tuple[list[bytes], set[int]]:
    """The lines of a block, and the corrections that have found something."""
    return resolved.lines, resolved.matched


def table(resolved: Resolved) -> bytes:
    """The names of a block."""
    return resolved.names


def joined_definitions(*parts: CorpusNames) -> CorpusNames:
    """The names that several parts of the corpus define."""
    from papergraph.extraction import CorpusNames

    names = CorpusNames()
    for part in parts:
        names.merge(part)
    return names


def second_stage(extracted: Extracted, names: CorpusNames, options: Options, corrections: Corrections | None) -> Resolved:
    """Resolve a block against the corpus, correct it, and count its names."""
    counted, found = Names(), []
    for outcomes in Crew(stages.resolving, names, options.quotes).map([extracted.pairs] if extracted.pairs else []):
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                raise InputError(f"facts cannot be resolved ({outcome.reason})")
            facts, line = final(outcome.data, options, corrections)
            counted.add(facts)
            found.append(line)
    return Resolved(found, pickle.dumps(counted), set(corrections.matched) if corrections else set())


def joined_names(*tables: bytes) -> bytes:
    """The names of several parts of the corpus."""
    return pickle.dumps(_names(*tables))


def _names(*tables: bytes) -> Names:
    names = Names()
    for table in tables:
        names.merge(pickle.loads(table))
    return names


def identified(names: bytes, entries: Sequence[Entry], decisions: Decisions, base: str) -> tuple[Identity, Iris]:
    """The nodes of names and their IRIs, as every task that links needs them."""
    from papergraph.graph.iris import Iris

    linker = Linker(entries, decisions)
    linker.merge(_names(names))
    linker.freeze()
    iris = Iris(base)
    iris.know(node.id for node in linker.nodes())
    identity: Identity = pickle.loads(pickle.dumps(linker.identity))  # without what deciding took
    return identity, iris


def last_stage(resolved: Resolved, nodes: tuple[Identity, Iris], quotes: bool, turtle: bool) -> list[bytes]:
    """The parts that a block adds to the graph, packed."""
    parts = []
    records = [stages.pack_pair(line, b"") for line in resolved.lines]
    for outcomes in Crew(stages.linking, *nodes, quotes, turtle).map([records] if records else []):
        for line, outcome in zip(resolved.lines, outcomes, strict=True):
            if isinstance(outcome, Failure):
                raise PapergraphError(f"paper {stages.paper_of(line)} cannot be linked ({outcome.reason})")
            parts.append(outcome.data)
    return parts


def written(
    resolved: Resolved, nodes: tuple[Identity, Iris], quotes: bool, place: str, number: int
) -> tuple[list[bytes], set[int]]:
    """Write the facts and the graph of a block; the parts without their N-Quads, and the corrections that found something."""
    parts = [stages.unpack_part(part) for part in last_stage(resolved, nodes, quotes, False)]
    put(f"{place}/facts-{number:06}.jsonl", b"".join(line + b"\n" for line in resolved.lines))
    put(f"{place}/graph-{number:06}.nq", b"".join(part.quads for part in parts))
    return [msgspec.msgpack.encode(msgspec.structs.replace(part, quads=b"")) for part in parts], resolved.matched

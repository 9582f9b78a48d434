"""Finding and opening a graph: the store beside it, Turtle, N-Quads, or any RDF file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from papergraph.errors import InputError, UsageError
from papergraph.graph.matching import match, term
from papergraph.graph.stores import STORE, store_of
from papergraph.graph.vocabulary import DEFAULT_BASE

_URI_SPACE = term("void:uriSpace")
_PAPER = term("pg:Paper")
#: The graph that `papergraph build` writes, the first that is there.
_NAMES = ("papergraph.ttl", "papergraph.nq")
_QUADS = (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD)


def open_store(path: str | os.PathLike[str]) -> tuple[ox.Store, str, Path]:
    """Open the graph at a path.

    Parameters
    ----------
    path
        A folder written by `papergraph build` (its store is used if it matches), a store, or an RDF file.

    Returns
    -------
    tuple
        The store, the base of its IRIs, and the file that was read.

    Raises
    ------
    UsageError
        There is no graph.
    InputError
        The file is no RDF.
    """
    given = Path(path)
    if (given / "CURRENT").is_file():
        store = _read_only(given)
        return store, base_of(store), given
    graph = _graph_file(given)
    found = store_of(graph) if given.is_dir() else None
    if found is None:
        found = _load(graph)
    return found, base_of(found), graph


def _read_only(place: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(place))
    except (OSError, ValueError, RuntimeError) as error:
        raise InputError(f"the store cannot be opened ({error})", str(place)) from error


def _graph_file(path: Path) -> Path:
    if path.is_dir():
        for name in _NAMES:
            if (path / name).is_file():
                return path / name
        if (path / STORE).is_dir():
            return path / STORE
        raise UsageError(f"{path}: no graph here; run `papergraph build` first, or name one with --graph")
    if not path.exists():
        raise UsageError(f"{path}: no such file; run `papergraph build` first, or name a graph with --graph")
    return path


def format_of(path: Path) -> ox.RdfFormat:
    """The RDF format of a file by its ending.

    Raises
    ------
    UsageError
        The ending is none of an RDF format.
    """
    found = ox.RdfFormat.from_extension(path.suffix.lstrip(".").lower()) if path.suffix else None
    if found is None:
        raise UsageError(f"{path}: give an RDF file (.ttl, .nt, .nq, .trig, .jsonld, .rdf) or a folder of papergraph build")
    return found


def _load(path: Path) -> ox.Store:
    """Read a file into memory; triples come into the named graphs in which N-Quads have them."""
    rdf = format_of(path)
    store = ox.Store()
    try:
        if rdf in _QUADS:
            store.bulk_load(path=str(path), format=rdf, base_iri="urn:papergraph:")
            if not any(True for _ in store.named_graphs()):
                return _in_graphs(list(store))
            return store
        return _in_graphs(list(ox.parse(path=str(path), format=rdf, base_iri="urn:papergraph:")))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (SyntaxError, ValueError) as error:
        raise InputError(f"no valid RDF: {error}", str(path)) from error


def _in_graphs(quads: list[ox.Quad]) -> ox.Store:
    base = next((_text(q.object) for q in quads if q.predicate == _URI_SPACE), DEFAULT_BASE)
    store = ox.Store()
    store.bulk_extend(in_graphs(quads, base))
    return store


def in_graphs(quads: Iterable[ox.Quad], base: str) -> Iterator[ox.Quad]:
    """Quads in their named graphs: those of a paper and its parts in `{paper}/graph`, all else in `{base}nodes`."""
    papers, length = f"{base}paper/", len(base) + 6
    nodes = ox.NamedNode(f"{base}nodes")
    last, graph = "", nodes
    for quad in quads:
        subject = _text(quad.subject)
        if subject != last:
            last, graph = subject, nodes
            if subject.startswith(papers):
                end = subject.find("/", length)
                graph = ox.NamedNode(f"{subject[:end] if end > 0 else subject}/graph")
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def base_of(store: ox.Store) -> str:
    """The base of a store's IRIs: as it says itself, else what stands before `paper/` in the IRI of a paper."""
    for _, _, space in match(store, None, "void:uriSpace"):
        return str(space.value)
    for paper, _, _ in match(store, None, "rdf:type", _PAPER):
        base, found, _ = paper.rpartition("paper/")
        if found:
            return base
    return DEFAULT_BASE


def _text(term: Any) -> str:
    return str(term.value)

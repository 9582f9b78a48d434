"""Which format a client wants."""

from __future__ import annotations

from collections.abc import Sequence

#: Media types of the answers to SELECT and ASK, the first being the default.
RESULTS = {
    "application/sparql-results+json": "JSON",
    "application/sparql-results+xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
    "application/json": "JSON",
    "application/xml": "XML",
    "text/xml": "XML",
}
#: Media types of triples.
TRIPLES = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "application/x-turtle": "TURTLE",
    "text/plain": "N_TRIPLES",
    "application/json": "JSON_LD",
    "application/xml": "RDF_XML",
    "text/xml": "RDF_XML",
}
#: Short names that some clients send as `format=`.
SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "n3": "text/turtle",
    "rdf": "application/rdf+xml",
    "rdf+xml": "application/rdf+xml",
    "json-ld": "application/ld+json",
}


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The media type on offer that a client likes best; None if it likes none.

    Parameters
    ----------
    accept
        The `Accept` header; empty: anything.
    offered
        Media types, the server's favourite first.

    Examples
    --------
    >>> choose("text/csv;q=0.5, application/sparql-results+xml", list(RESULTS))
    'application/sparql-results+xml'
    >>> choose("*/*", list(RESULTS)), choose("image/png", list(RESULTS))
    ('application/sparql-results+json', None)
    """
    wanted = _wanted(accept)
    if not wanted:
        return offered[0]
    scored = [(_quality(media, wanted), -position, media) for position, media in enumerate(offered)]
    quality, _, media = max(scored)
    return media if quality > 0 else None


def _wanted(accept: str) -> dict[str, float]:
    """Media range -> quality."""
    found: dict[str, float] = {}
    for part in accept.split(",")[:50]:
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((_number(value[2:]) for value in parameters if value.startswith("q=")), 1.0)
        if "/" in media:
            found[media] = max(quality, found.get(media, 0.0))
    return found


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media: str, wanted: dict[str, float]) -> float:
    kind = media.partition("/")[0]
    for name in (media, f"{kind}/*", "*/*"):
        if name in wanted:
            return wanted[name]
    return 0.0

"""Which format a client gets: content negotiation by the Accept header, or a format by its name."""

from __future__ import annotations

from collections.abc import Mapping

HTML = "text/html"

#: Media types of tables (SELECT, ASK), the default first -> short name.
ROWS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    HTML: "html",
}
#: Media types of triples (CONSTRUCT, DESCRIBE), the default first -> short name.
TRIPLES = {
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
    HTML: "html",
}
#: Media types of a node's page: HTML unless something else is asked for.
NODE = {HTML: "html", **TRIPLES}
#: Other ways to say a short name, in the parameter `format` or `output`.
_ALSO = {"turtle": "ttl", "ntriples": "nt", "json-ld": "jsonld", "xml": "rdf", "json": "jsonld", "rdfxml": "rdf"}


def choose(accept: str, offers: Mapping[str, str]) -> str:
    """The media type to answer with: the client's favourite among the offers, else the first offer.

    Parameters
    ----------
    accept
        An Accept header, or the short name of a format.
    offers
        Media type -> short name, in the server's order.

    Examples
    --------
    >>> choose("text/html;q=0.5, application/rdf+xml, */*;q=0.1", TRIPLES)
    'application/rdf+xml'
    >>> choose("csv", ROWS), choose("image/png", ROWS), choose("text/*", ROWS)
    ('text/csv', 'application/sparql-results+json', 'text/xml')
    """
    named = accept.strip().lower()
    if named and "/" not in named:
        names = {short: media for media, short in reversed(list(offers.items()))}
        return names.get(named) or names.get(_ALSO.get(named, "")) or next(iter(offers))
    best, found = 0.0, next(iter(offers))
    ranges = _ranges(accept)
    for media in offers:
        quality = max((q for name, q in ranges.items() if _fits(name, media)), default=0.0)
        exact = ranges.get(media)
        quality = quality if exact is None else exact
        if quality > best:
            best, found = quality, media
    return found


def _fits(name: str, media: str) -> bool:
    return name == "*/*" or name == media or (name.endswith("/*") and media.startswith(name[:-1]))


def _ranges(accept: str) -> dict[str, float]:
    """Media range -> quality; what cannot be read counts as not said."""
    found: dict[str, float] = {}
    for part in accept.split(",")[:100]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if name:
            found[name] = max(found.get(name, 0.0), quality)
    return found

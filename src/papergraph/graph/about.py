"""What the graph says of itself: VoID and DCAT, and the activity that made it (PROV-O)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from papergraph import __version__
from papergraph.graph.iris import Iris
from papergraph.graph.terms import date, integer, literal, web_address
from papergraph.graph.triples import Triple
from papergraph.graph.vocabulary import NODE_CLASSES, PG, dcat, dcterms, foaf, pg, prov, rdf, rdfs, void

_CLASSES = (*NODE_CLASSES, "Comparison", "Result", "Link", "Evidence")


class About(msgspec.Struct, kw_only=True, frozen=True):
    """What a user says of a graph."""

    title: str = "papergraph"
    #: An address (https://creativecommons.org/licenses/by/4.0/) or a name.
    license: str | None = None
    #: Names of the inputs.
    sources: Sequence[str] = ()
    #: ISO 8601; no clock time enters the graph unless it is given.
    date: str | None = None


def about_triples(about: About, iris: Iris, counts: Mapping[str, int], triples: int) -> Iterator[Triple]:
    """The description of the data set.

    Parameters
    ----------
    counts
        Class -> number of its members.
    triples
        Number of triples of everything else.
    """
    found = list(_description(about, iris, counts))
    # The count counts itself.
    found.append(Triple(iris.about, void.triples, integer(triples + len(found) + 1)))
    yield from found


def _description(about: About, iris: Iris, counts: Mapping[str, int]) -> Iterator[Triple]:
    graph = iris.about
    extraction = f"<{iris.base}about/extraction>"
    software = f"<{iris.base}about/software>"
    yield Triple(graph, rdf.type, void.Dataset)
    yield Triple(graph, rdf.type, dcat.Dataset)
    yield Triple(graph, dcterms.title, literal(about.title))
    yield Triple(
        graph,
        dcterms.description,
        literal("Methods, data sets, results and comparisons that titles and abstracts of papers state."),
    )
    yield Triple(graph, void.vocabulary, f"<{PG}>")
    yield Triple(graph, void.uriSpace, literal(iris.base))
    yield Triple(graph, prov.wasGeneratedBy, extraction)
    for source in about.sources:
        yield Triple(graph, dcterms.source, literal(source))
    if about.license:
        yield Triple(
            graph,
            dcterms.license if web_address(about.license) else dcterms.rights,
            web_address(about.license) or literal(about.license),
        )
    if about.date and (day := date(about.date)):
        yield Triple(graph, dcterms.issued, day)
    yield Triple(extraction, rdf.type, prov.Activity)
    yield Triple(extraction, rdfs.label, literal("extraction of facts from titles and abstracts"))
    yield Triple(extraction, prov.wasAssociatedWith, software)
    yield Triple(software, rdf.type, prov.SoftwareAgent)
    yield Triple(software, foaf.name, literal("papergraph"))
    yield Triple(software, pg.version, literal(__version__))
    for name in _CLASSES:
        part = f"<{iris.base}about/{name.lower()}>"
        yield Triple(graph, void.classPartition, part)
        yield Triple(part, void["class"], f"<{PG}{name}>")
        yield Triple(part, void.entities, integer(counts.get(name, 0)))

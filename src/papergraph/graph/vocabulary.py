"""The words of the graph: namespaces, prefixes, and the terms of `ontology/papergraph.ttl`."""

from __future__ import annotations

PG = "https://w3id.org/papergraph/ontology#"
DEFAULT_BASE = "https://w3id.org/papergraph/id/"

#: Prefix -> namespace, for everything but nodes.
NAMESPACES = {
    "bibo": "http://purl.org/ontology/bibo/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pg": PG,
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: Classes of nodes, in the order in which they are listed.
NODE_CLASSES = ("Paper", "Method", "MethodClass", "Dataset", "Task", "Metric", "Hardware")


def folder(node_class: str) -> str:
    """The part of an IRI that names the class, and the Turtle prefix: `method`, `methodclass`."""
    return node_class.lower()


def prefixes(base: str) -> dict[str, str]:
    """All prefixes of a graph: those of the vocabularies and one for each class of nodes.

    Examples
    --------
    >>> prefixes("https://example.org/")["dataset"]
    'https://example.org/dataset/'
    """
    return NAMESPACES | {folder(name): f"{base}{folder(name)}/" for name in NODE_CLASSES}


class _Terms:
    """Terms of a namespace in N-Triples form, as attributes: `pgv.beats` is `<https://w3id.org/papergraph/ontology#beats>`."""

    def __init__(self, prefix: str) -> None:
        self.namespace = NAMESPACES[prefix]

    def __getitem__(self, name: str) -> str:
        return f"<{self.namespace}{name}>"

    def __getattr__(self, name: str) -> str:
        term = f"<{self.namespace}{name}>"
        setattr(self, name, term)
        return term


pg = _Terms("pg")
rdf = _Terms("rdf")
rdfs = _Terms("rdfs")
skos = _Terms("skos")
dcterms = _Terms("dcterms")
dc = _Terms("dc")
bibo = _Terms("bibo")
prism = _Terms("prism")
schema = _Terms("schema")
prov = _Terms("prov")
void = _Terms("void")
dcat = _Terms("dcat")
foaf = _Terms("foaf")
XSD = NAMESPACES["xsd"]

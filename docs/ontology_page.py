"""Write `docs/ontology.md` from the ontology: `python docs/ontology_page.py`."""

from __future__ import annotations

from pathlib import Path

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS

ROOT = Path(__file__).parent.parent
PG = "https://w3id.org/papergraph/ontology#"
HEAD = """# Ontology

The vocabulary of the graph, generated from
`ontology/papergraph.ttl` (OWL 2). Prefix `pg:` is `{pg}`; version {version}, {licence}.

Nodes have IRIs `{{base}}{{class}}/{{slug}}`, for example `https://w3id.org/papergraph/id/method/dit-xl-2`; claims, links and
evidence lie below their paper: `{{base}}paper/{{id}}/comparison/{{hash}}`. There are no blank nodes. Names are `rdfs:label` and
`skos:altLabel`; papers have `dcterms:title`, `dcterms:identifier`, `dcterms:date`, `dcterms:creator`, `bibo:doi` and
`schema:url`. Each paper's triples stand in the named graph `{{base}}paper/{{id}}/graph`, all others in `{{base}}nodes`; the
default graph of queries is their union.

`ontology/shapes.ttl` says in SHACL what a graph looks like ([papergraph validate](commands/validate.md)),
`ontology/context.jsonld` is the JSON-LD context, `ontology/lpwc.rq` turns a graph into the vocabulary of Linked Papers With Code
([papergraph export](commands/export.md)).

## A first query

Who is said to beat DiT or one of its variants, on what, and in which words?

```sparql
SELECT ?winner ?loser ?on ?quote WHERE {{
  ?variant pg:variantOf* method:dit .
  ?comparison pg:loser ?variant ;
      pg:comparisonType "outperforms" ;
      pg:winner/rdfs:label ?winner ;
      pg:evidence/pg:quote ?quote .
  ?variant rdfs:label ?loser .
  OPTIONAL {{ ?comparison pg:onDataset/rdfs:label ?on }}
}}
```
"""


def page() -> str:
    """The page."""
    graph = rdflib.Graph().parse(ROOT / "ontology" / "papergraph.ttl")
    ontology = rdflib.URIRef(PG.rstrip("#"))
    licence = str(graph.value(ontology, rdflib.DCTERMS.license)).rsplit("/", 1)[-1]
    terms = sorted({term for term in graph.subjects(RDFS.isDefinedBy, ontology)}, key=lambda term: str(term).lower())
    classes = [term for term in terms if (term, RDF.type, OWL.Class) in graph]
    lines = [HEAD.format(pg=PG, version=graph.value(ontology, OWL.versionInfo), licence=licence)]
    lines += ["## Classes", "", "| class | meaning | also |", "| --- | --- | --- |"]
    for term in classes:
        also = ", ".join(sorted(_name(graph, other) for other in graph.objects(term, RDFS.subClassOf)))
        lines.append(f"| `pg:{_local(term)}` | {_cell(graph.value(term, RDFS.comment))} | {also} |")
    lines += ["", "## Properties", "", "| property | from | to | meaning | also |", "| --- | --- | --- | --- | --- |"]
    for term in (term for term in terms if term not in classes):
        ends = (_ends(graph, graph.value(term, end)) for end in (RDFS.domain, RDFS.range))
        also = ", ".join(sorted(_name(graph, other) for other in graph.objects(term, RDFS.subPropertyOf)))
        lines.append(f"| `pg:{_local(term)}` | {' | '.join(ends)} | {_cell(graph.value(term, RDFS.comment))} | {also} |")
    return "\n".join(lines) + "\n"


def _local(term: object) -> str:
    return str(term).removeprefix(PG)


def _name(graph: rdflib.Graph, term: object) -> str:
    return f"`{graph.namespace_manager.normalizeUri(str(term))}`"


def _ends(graph: rdflib.Graph, term: object) -> str:
    for members in (OWL.unionOf, OWL.oneOf):
        found = graph.value(term, members)  # type: ignore[arg-type]
        if found is not None:
            return " or ".join(
                _name(graph, one) if isinstance(one, rdflib.URIRef) else f'"{one}"' for one in Collection(graph, found)
            )
    return _name(graph, term)


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|")


if __name__ == "__main__":
    (ROOT / "docs" / "ontology.md").write_text(page(), encoding="utf-8")

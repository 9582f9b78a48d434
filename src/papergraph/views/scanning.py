"""Reading a whole graph in a few passes, one for each property: what analysis and views of the whole graph start from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from papergraph.views.reading import CLASSES, Claim
from papergraph.views.words import DCTERMS, PG

if TYPE_CHECKING:
    from papergraph.views.reading import Reader


#: Above so many papers a view of the whole graph does without what they only mention.
MANY_PAPERS = 20_000


def preload(reader: Reader) -> None:
    """Read the classes of all nodes, all bases and all proposers at once, where they would else be asked one by one."""
    if reader.bases is not None:
        return
    for name in reversed(CLASSES):
        for iri in _members(reader, name):
            reader.kinds[iri] = (name, False)
    bases: dict[str, str] = {}
    for variant, base in reader.pairs("variantOf"):
        bases[variant] = min(base, bases.get(variant, base))
    unnamed = {iri: "" for iri in _members(reader, "UnnamedMethod")}
    for paper, method in reader.pairs("proposes"):
        if method in unnamed:
            unnamed[method] = min(paper, unnamed[method] or paper)
    reader.kinds.update({iri: (reader.kinds.get(iri, ("Method", True))[0], True) for iri in unnamed})
    reader.bases, reader.proposers = bases, unnamed


def links(reader: Reader, names: Sequence[str]) -> list[str]:
    """Those of the properties that a view of the whole graph rests on.

    Mentions are most of all links, say least, and take longest to read: above `MANY_PAPERS` they are left out.
    """
    large = is_large(reader)
    return [name for name in names if name != "mentions" or not large]


def _members(reader: Reader, name: str) -> Iterator[str]:
    for (member,) in reader.query(f"SELECT ?s {{ ?s a <{PG}{name}> }}"):
        if isinstance(member, NamedNode):
            yield member.value


def all_claims(reader: Reader) -> list[Claim]:
    """Every comparison and result of the graph, the surest first, without figures and evidence (`Reader.whole` adds them).

    Parameters
    ----------
    reader
        The graph.
    """
    preload(reader)
    papers = {claim: paper for name in ("states", "reports") for paper, claim in reader.pairs(name)}
    fields = {
        name: _values(reader, name, papers)
        for name in ("winner", "ofMethod", "loser", "comparisonType", "kind", "onDataset", "byMetric", "confidence")
    }
    winners, owners = fields["winner"], fields["ofMethod"]
    found = []
    for iri, paper in papers.items():
        winner = winners.get(iri) or owners.get(iri)
        if winner is not None:
            found.append(_claim(iri, paper, winner, iri in winners, fields))
    return sorted(found, key=lambda claim: (-claim.confidence, claim.iri))


def unsure(reader: Reader, below: float) -> tuple[list[tuple[float, str]], int]:
    """(confidence, claim) of the claims of least confidence, least first, and the number of all claims."""
    stated = f"?paper <{PG}states>|<{PG}reports> ?claim"
    asked = f"SELECT ?claim ?confidence {{ {stated} . ?claim <{PG}confidence> ?confidence FILTER(?confidence < {below}) }}"
    found = {(float(value.value), claim.value) for claim, value in reader.query(asked) if isinstance(claim, NamedNode)}
    count = f"SELECT (COUNT(DISTINCT ?claim) AS ?n) {{ {stated} FILTER(isIRI(?claim)) }}"
    ((number,),) = reader.query(count)
    return sorted(found), int(number.value)


def dates(reader: Reader) -> tuple[str, str] | None:
    """The first and the last date of a paper; None where none has one."""
    dated = f"<{DCTERMS}issued>|<{DCTERMS}date>"
    found = f"?paper {dated} ?date FILTER(isLiteral(?date)) ?paper a <{PG}Paper>"
    ((first, last),) = reader.query(f"SELECT (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) {{ {found} }}")
    return (first.value, last.value) if first and last else None


def is_large(reader: Reader) -> bool:
    """Whether the graph has more than `MANY_PAPERS` papers."""
    preload(reader)
    return sum(kind == "Paper" for kind, _ in reader.kinds.values()) > MANY_PAPERS


def _values(reader: Reader, name: str, claims: dict[str, str]) -> dict[str, str]:
    """Claim -> value of a property (the first where there are several); equal values share one text."""
    found: dict[str, str] = {}
    known: dict[str, str] = {}
    for quad in reader.store.quads_for_pattern(None, NamedNode(PG + name), None):
        claim, term = quad.subject.value, quad.object
        if claim in claims and isinstance(term, NamedNode | Literal):
            value = known.setdefault(term.value, term.value)
            found[claim] = min(value, found.get(claim, value))
    return found


def _claim(iri: str, paper: str, winner: str, comparison: bool, fields: dict[str, dict[str, str]]) -> Claim:
    confidence = fields["confidence"].get(iri)
    return Claim(
        iri=iri,
        type=fields["comparisonType"].get(iri, "outperforms") if comparison else "result",
        kind=fields["kind"].get(iri, "quality"),
        paper=paper,
        winner=winner,
        loser=fields["loser"].get(iri),
        dataset=fields["onDataset"].get(iri),
        metric=fields["byMetric"].get(iri),
        confidence=1.0 if confidence is None else float(confidence),
    )

"""One node's card: what it is, and everything the graph says of it, with the sentences that say so."""

from __future__ import annotations

from papergraph.views.citing import Row, paper_row, sentences, statement
from papergraph.views.reading import Claim, Node, Reader
from papergraph.views.words import PAPER_LINKS, PG

#: Statements of one sort that a card holds, and papers of one relation.
MOST = 200
#: Lists of claims in a card, in the order in which they are shown -> how they are headed.
HEADINGS = {
    "beats": "Beats",
    "beaten_by": "Is beaten by",
    "improves": "Improves",
    "improved_by": "Is improved by",
    "results": "Results",
    "comparisons": "Comparisons",
}


def card(reader: Reader, iri: str, most: int = MOST) -> Row:
    """The card of a node, ready for JSON.

    Parameters
    ----------
    reader
        The graph.
    iri
        A node or a paper.
    most
        Entries of each list.

    Returns
    -------
    dict
        `iri`, `type`, `label`, `other_names`, `base`, `variants`, and what its class has: for methods `proposed_by`, `beats`,
        `beaten_by`, `improves`, `improved_by`, `results`; for data sets, tasks, hardware and families `papers` by relation; for
        papers `links`, `comparisons` and `results`.
    """
    node = reader.node(iri)
    row: Row = {"iri": iri, "type": node.type, "label": node.label, "other_names": list(node.alt)}
    if node.type == "Paper":
        return row | _paper(reader, iri, most)
    if node.type in ("Method", "Dataset"):
        bases = reader.iris(iri, PG + "variantOf")
        row["base"] = reader.node(bases[0]).label if bases else None
        row["variants"] = [reader.node(variant).label for variant in reader.variants(iri, most)]
    if node.type == "Metric":
        row["lower_is_better"] = {"true": True, "false": False}.get(reader.text(iri, PG + "lowerIsBetter") or "")
    return row | _relations(reader, iri, most) | _claims(reader, node, most)


def _relations(reader: Reader, iri: str, most: int) -> Row:
    """Property -> papers that are tied to the node by it; `mentions` only where nothing more is said."""
    found: Row = {}
    seen: set[str] = set()
    for name in PAPER_LINKS:
        papers = [paper for paper in reader.subjects(PG + name, iri, most, "Paper") if paper not in seen]
        seen.update(papers)
        if papers:
            found[name] = [paper_row(reader, paper) | _link_sentence(reader, paper, name, iri) for paper in papers]
    return {"papers": found}


def _link_sentence(reader: Reader, paper: str, name: str, iri: str) -> Row:
    confidence, evidence = reader.link_evidence(paper).get((name, iri), (None, ()))
    return {"confidence": confidence, "evidence": sentences(reader, paper, evidence)}


_ROLES = (
    ("beats", "winner", "outperforms"),
    ("beaten_by", "loser", "outperforms"),
    ("improves", "winner", "improves"),
    ("improved_by", "loser", "improves"),
)


def _claims(reader: Reader, node: Node, most: int) -> Row:
    found: Row = {}
    if node.type in ("Method", "MethodClass"):
        for name, role, type in _ROLES:
            claims = [claim for claim in reader.claims_of(node.iri, (role,), 4 * most) if claim.type == type]
            found[name] = _stated(reader, claims, most)
        found["results"] = _stated(reader, reader.claims_of(node.iri, ("ofMethod",), most), most)
    elif node.type in ("Dataset", "Metric", "Hardware"):
        role = {"Dataset": "onDataset", "Metric": "byMetric", "Hardware": "measuredOn"}[node.type]
        claims = reader.claims_of(node.iri, (role,), 4 * most)
        found["comparisons"] = _stated(reader, [claim for claim in claims if claim.type != "result"], most)
        found["results"] = _stated(reader, [claim for claim in claims if claim.type == "result"], most)
    return {name: rows for name, rows in found.items() if rows}


def _stated(reader: Reader, claims: list[Claim], most: int) -> list[Row]:
    """Quality before efficiency, the surest first."""
    ordered = sorted(claims, key=lambda claim: (claim.kind != "quality", -claim.confidence, claim.iri))
    return [statement(reader, claim) for claim in ordered[:most]]


def _paper(reader: Reader, iri: str, most: int) -> Row:
    about = reader.about(iri)
    links: dict[str, list[str]] = {}
    for target, name in reader.links(iri).items():
        links.setdefault(name, []).append(reader.node(target).label)
    return {
        "url": about.url,
        "date": about.date,
        "code": list(about.code),
        "claims_state_of_the_art": about.state_of_the_art,
        "links": {name: sorted(links[name]) for name in PAPER_LINKS if name in links},
        "comparisons": _stated(reader, reader.claims(reader.iris(iri, PG + "states")), most),
        "results": _stated(reader, reader.claims(reader.iris(iri, PG + "reports")), most),
    }

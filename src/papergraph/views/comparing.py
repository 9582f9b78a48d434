"""All that the graph says of two methods, side by side."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from papergraph.views.chains import Chain, between
from papergraph.views.citing import Row, paper_row, statement, where
from papergraph.views.reading import Claim, Reader
from papergraph.views.wins import wins_around
from papergraph.views.words import PG


class Shared(msgspec.Struct):
    """What both have on one data set and metric, or how both fare against a third method."""

    what: str
    first: list[Claim]
    second: list[Claim]


class Side(msgspec.Struct):
    """One of the two."""

    iri: str
    label: str
    alt: tuple[str, ...]
    variants: list[str]
    papers: list[str]
    beats: int
    beaten_by: int


class Comparison(msgspec.Struct):
    """The two sides, what is said of both at once, and what each has apart."""

    sides: tuple[Side, Side]
    direct: list[Claim]
    chains: list[Chain]
    results: list[Shared]
    opponents: list[Shared]

    def row(self, reader: Reader) -> Row:
        """The comparison, ready for JSON."""

        def side(one: Side) -> Row:
            return {
                "label": one.label,
                "other_names": list(one.alt),
                "variants": one.variants,
                "proposed_by": [paper_row(reader, paper) for paper in one.papers],
                "beats": one.beats,
                "beaten_by": one.beaten_by,
            }

        def shared(rows: list[Shared]) -> list[Row]:
            return [
                {
                    "what": r.what,
                    "first": [statement(reader, c) for c in r.first],
                    "second": [statement(reader, c) for c in r.second],
                }
                for r in rows
            ]

        return {
            "first": side(self.sides[0]),
            "second": side(self.sides[1]),
            "direct": [statement(reader, claim) for claim in self.direct],
            "chains": [chain.row(reader) for chain in self.chains],
            "results": shared(self.results),
            "opponents": shared(self.opponents),
        }


def compare(reader: Reader, first: str, second: str) -> Comparison:
    """Everything said of two methods, their variants included.

    Parameters
    ----------
    reader
        The graph.
    first, second
        IRIs of the methods.
    """
    forms = [(iri, *reader.variants(iri)) for iri in (first, second)]
    forms[0] = tuple(iri for iri in forms[0] if iri not in forms[1] or iri == first)
    forms[1] = tuple(iri for iri in forms[1] if iri not in forms[0] or iri == second)
    claims = [_claims(reader, names) for names in forms]
    direct = [c for c in claims[0] if c.loser is not None and _opposed(c, forms[0], forms[1])]
    graph = wins_around(reader, (first, second))
    chains = [*between(graph, first, second, 2), *between(graph, second, first, 2)]
    return Comparison(
        sides=(_side(reader, first, claims[0], forms[0]), _side(reader, second, claims[1], forms[1])),
        direct=direct,
        chains=[chain for chain in chains if len(chain.steps) > 1],
        results=_shared(*[_by_place(reader, part) for part in claims]),
        opponents=_shared(*[_by_opponent(reader, part, (*forms[0], *forms[1])) for part in claims]),
    )


def _claims(reader: Reader, names: tuple[str, ...]) -> list[Claim]:
    found = {claim.iri: claim for iri in names for claim in reader.claims_of(iri, ("winner", "loser", "ofMethod"))}
    return sorted(found.values(), key=lambda claim: (-claim.confidence, claim.iri))


def _opposed(claim: Claim, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return (claim.winner in one and claim.loser in two) or (claim.winner in two and claim.loser in one)


def _side(reader: Reader, iri: str, claims: list[Claim], forms: tuple[str, ...]) -> Side:
    node = reader.node(iri)
    won = {claim.loser for claim in claims if claim.type == "outperforms" and claim.winner in forms}
    lost = {claim.winner for claim in claims if claim.type == "outperforms" and claim.loser in forms}
    papers = list(dict.fromkeys(paper for form in forms for paper in reader.subjects(PG + "proposes", form)))
    return Side(iri, node.label, node.alt, [reader.node(v).label for v in forms[1:]], papers, len(won), len(lost))


def _by_place(reader: Reader, claims: list[Claim]) -> dict[str, list[Claim]]:
    places: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.type == "result":
            places[where(reader, claim) or "not stated where"].append(claim)
    return places


def _by_opponent(reader: Reader, claims: list[Claim], own: tuple[str, ...]) -> dict[str, list[Claim]]:
    opponents: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for end in (claim.winner, claim.loser):
            if claim.type == "outperforms" and end is not None and end not in own:
                opponents[reader.node(end).label].append(claim)
    return opponents


def _shared(first: dict[str, list[Claim]], second: dict[str, list[Claim]]) -> list[Shared]:
    both = [Shared(what, first[what], second[what]) for what in sorted(first.keys() & second.keys())]
    alone = [Shared(what, first.get(what, []), second.get(what, [])) for what in sorted(first.keys() ^ second.keys())]
    return both + alone

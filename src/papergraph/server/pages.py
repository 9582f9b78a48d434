"""The pages a browser gets: to ask from, the answer as a table, and a node with its sentences. They need no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from papergraph import __version__
from papergraph.graph.vocabulary import NODE_CLASSES, PG
from papergraph.views.reading import Reader, web_address
from papergraph.views.showing import readable_quote, visible
from papergraph.views.words import PROPERTIES, TYPES, number, quantity

if TYPE_CHECKING:
    from papergraph.graph.graph import Graph
    from papergraph.server.wire import Limits, Task

_TEMPLATES = Path(__file__).parent / "templates"
#: Entries of each list of a card.
_MOST = 50
_EXAMPLE = """SELECT ?winner ?loser ?dataset ?margin WHERE {
  ?comparison pg:comparisonType "outperforms" ; pg:winner/rdfs:label ?winner ; pg:loser/rdfs:label ?loser .
  OPTIONAL { ?comparison pg:onDataset/rdfs:label ?dataset }
  OPTIONAL { ?comparison pg:marginText ?margin }
}
LIMIT 100"""

#: A term as a page shows it: text and address.
Cell = tuple[str, str | None]


@lru_cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader

    return Environment(autoescape=True, loader=FileSystemLoader(_TEMPLATES), trim_blocks=True, lstrip_blocks=True)


def _page(name: str, **values: Any) -> bytes:
    html: str = _environment().get_template(name).render(version=__version__, **values)
    return html.encode("utf-8", "replace")


def home_page(graph: Graph, query: str, limits: Limits) -> bytes:
    """The query page."""
    from papergraph.graph.named import named_queries

    return _page("home.html", query=query or _EXAMPLE, queries=named_queries(), limits=limits, prefixes=graph.prefixes)


def table_page(graph: Graph, task: Task, names: Sequence[str], rows: Sequence[Sequence[Any]], cut: bool) -> bytes:
    """The answer to a query as a table, with the query to change."""
    cell = _Cells(graph)
    return _page("table.html", query=task.text, names=names, rows=[[cell(term) for term in row] for row in rows], cut=cut)


class _Cells:
    """Terms as text and address: nodes lead to their page here, other addresses to where they lead."""

    def __init__(self, graph: Graph) -> None:
        self._base = graph.base
        self._prefixes = sorted(graph.prefixes.items(), key=lambda item: -len(item[1]))

    def __call__(self, term: Any) -> Cell:
        if term is None:
            return "", None
        if isinstance(term, ox.NamedNode):
            return self.short(term.value), self.address(term.value)
        text = str(getattr(term, "value", term))
        return visible(text), None

    def address(self, iri: str) -> str | None:
        """Where an IRI leads."""
        if iri.startswith(self._base):
            return "/id/" + quote(iri[len(self._base) :], safe="/:@!$&'()*+,;=-._~%")
        return web_address(iri)

    def short(self, iri: str) -> str:
        """An IRI with its prefix."""
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return visible(iri)


# --- a node -------------------------------------------------------------------------------------------------------------


def node_page(graph: Graph, iri: str, triples: Sequence[Any]) -> bytes:
    """A node's card, and all triples with it."""
    cell = _Cells(graph)
    types = {t.object.value.removeprefix(PG) for t in triples if t.subject.value == iri and t.predicate.value.endswith("#type")}
    rows = [[cell(t.subject), cell(t.predicate), cell(t.object)] for t in triples]
    found = _card(graph, iri, cell) if types & set(NODE_CLASSES) else {"title": cell.short(iri), "kind": "", "sections": []}
    return _page("node.html", iri=iri, here=cell.address(iri), rows=rows, **found)


def _card(graph: Graph, iri: str, cell: _Cells) -> dict[str, Any]:
    from papergraph.views.card import HEADINGS, card

    reader = Reader(graph)
    row = card(reader, iri, _MOST)
    sections = [
        (PROPERTIES[name].back, [_cited([], paper, paper["evidence"], cell) for paper in papers])
        for name, papers in row.get("papers", {}).items()
    ]
    sections += [
        (heading, [_cited(_said(reader, one, cell), one["paper"], one["evidence"], cell) for one in row[key]])
        for key, heading in HEADINGS.items()
        if row.get(key)
    ]
    kind = TYPES[row["type"]].label if row["type"] in TYPES else row["type"]
    return {"title": row["label"], "kind": kind, "facts": _facts(reader, iri, row, cell), "sections": sections}


def _facts(reader: Reader, iri: str, row: Mapping[str, Any], cell: _Cells) -> list[tuple[str, list[Cell]]]:
    """Lines of names, links and dates."""

    def nodes(iris: Sequence[str]) -> list[Cell]:
        return [(reader.node(one).label, cell.address(one)) for one in iris]

    better = {True: "lower", False: "higher"}.get(row.get("lower_is_better", ""))
    links: dict[str, list[str]] = {}
    if row["type"] == "Paper":
        for target, name in reader.links(iri).items():
            links.setdefault(name, []).append(target)
    lines: list[tuple[str, list[Cell]]] = [
        ("Also", [(name, None) for name in row["other_names"]]),
        ("Variant of", nodes(reader.iris(iri, PG + "variantOf"))),
        ("Variants", nodes(reader.variants(iri, _MOST)) if row.get("variants") else []),
        ("Better is", [(better, None)] if better else []),
        ("Date", [(row["date"], None)] if row.get("date") else []),
        ("Page", [(row["url"], row["url"])] if row.get("url") else []),
        ("Code", [(url, url) for url in row.get("code", ())]),
        ("Claims", [("state of the art", None)] if row.get("claims_state_of_the_art") else []),
    ]
    lines += [(PROPERTIES[name].out, nodes(targets)) for name, targets in links.items()]
    return [line for line in lines if line[1]]


def _said(reader: Reader, row: Mapping[str, Any], cell: _Cells) -> list[Cell]:
    """A claim as words, its nodes as links."""
    claim = reader.claim(row["iri"])
    if claim is None:
        return []

    def node(iri: str | None) -> Cell:
        return (reader.node(iri).label, cell.address(iri)) if iri else ("", None)

    about = [reader.node(one).label for one in (claim.dataset, claim.metric) if one]
    if claim.type == "result":
        told = [node(claim.winner), (f": {quantity(claim.winner_value, claim.unit)}", None)]
    else:
        verb = {"improves": "improves", "moreEfficientThan": "is more efficient than"}.get(claim.relation, "beats")
        told = [node(claim.winner), (f" {verb} ", None), node(claim.loser)]
        if claim.winner_value is not None and claim.loser_value is not None:
            about.append(f"{number(claim.winner_value)} against {number(claim.loser_value)}")
        margin = claim.margin_text or number(claim.margin)
        about += [f"by {margin}"] if margin else []
    return [*told, (f" ({', '.join(about)})" if about else "", None)]


def _cited(said: list[Cell], paper: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]], cell: _Cells) -> dict[str, Any]:
    """What is said, the sentences that say so in marked pieces, and the paper."""
    quotes = [_pieces(one["quote"], one["marks"]) for one in evidence if one["quote"]]
    address = cell.address(paper["iri"]) if paper["iri"] else None
    return {"said": said, "quotes": quotes, "paper": (paper["title"], address), "url": paper["url"], "date": paper["date"]}


def _pieces(quote: str, marks: Sequence[Sequence[int]]) -> list[tuple[str, bool]]:
    """A sentence cut at its marks."""
    text, places = readable_quote(quote, tuple((start, end) for start, end in marks))
    pieces, at = [], 0
    for start, end in places:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]

"""The report on a corpus: one page of Markdown, and the same as HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import networkx as nx

from papergraph.files import resource
from papergraph.views.chains import Chain, contradictions, longest, longest_strict
from papergraph.views.citing import figures, where
from papergraph.views.markdown import escape, link, table
from papergraph.views.ranking import SEED, first, link_rows, strengths, ties
from papergraph.views.reading import Claim, Reader
from papergraph.views.scanning import dates, is_large, preload, unsure
from papergraph.views.showing import readable
from papergraph.views.wins import MANY, claims_on, wins
from papergraph.views.words import PG, TYPES

if TYPE_CHECKING:
    from papergraph.graph import Graph

#: Entries of a list.
SHOWN = 10
#: Nodes among which communities are sought: the best connected.
LARGEST = 5_000
#: Confidence below which a claim is listed as unsure.
UNSURE = 0.6


def markdown(graph: Graph, extraction_notes: Mapping[str, Any] | None = None) -> str:
    """The report as Markdown; the same bytes for the same graph.

    Parameters
    ----------
    graph
        The open graph.
    extraction_notes
        What the build knows beside the graph, label -> figure or text (papers skipped, duplicates merged …); shown at
        the end.
    """
    report = _Report(Reader(graph))
    return "\n\n".join(part for part in report.parts(extraction_notes or {}) if part) + "\n"


def html(text: str, title: str = "papergraph report") -> str:
    """A report's Markdown as one self-contained HTML page without scripts."""
    from jinja2 import Environment
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    template = Environment(autoescape=True).from_string(resource("views", "page", "report.html").read_text("utf-8"))
    css = resource("views", "page", "report.css").read_text("utf-8")
    return template.render(title=title, style=Markup(css), body=Markup(body))


class _Report:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        preload(reader)
        self.wins = wins(reader)
        self.counts = Counter({name: self._count(name) for name in TYPES})

    def parts(self, notes: Mapping[str, Any]) -> Iterator[str]:
        yield "# Report"
        yield self._glance()
        yield self._most_used("Most used data sets", "data set", ("evaluatesOn", "trainsOn", "introduces"))
        yield self._baselines()
        yield self._unbeaten()
        yield self._strongest()
        yield self._chains()
        yield self._contradictions()
        yield self._most_used("Hardware", "hardware", ("targets", "measuredOn"))
        yield self._communities()
        yield self._unsure()
        yield self._notes(notes)

    def _count(self, name: str) -> int:
        hidden = f"FILTER NOT EXISTS {{ ?node a <{PG}UnnamedMethod> }}" if name == "Method" else ""
        asked = f"SELECT (COUNT(DISTINCT ?node) AS ?n) {{ ?node a <{PG}{name}> {hidden} }}"
        ((number,),) = self.reader.query(asked)
        return int(number.value)

    def _label(self, iri: str) -> str:
        return escape(self.reader.node(iri).label, 80)

    def _paper(self, iri: str) -> str:
        if not iri:
            return "no sentence is kept"
        return link(self.reader.node(iri).label, self.reader.about(iri).url)

    def _quote(self, claim: Claim) -> str:
        """The claim's first sentence with its paper, as a list item's second line."""
        claim = self.reader.whole(claim)
        seen = [self.reader.evidence(iri, claim.paper) for iri in claim.evidence[:1]]
        quote = next((one.quote for one in seen if one.quote and one.field != "title"), None)
        return f"“{escape(readable(quote))}” {self._paper(claim.paper)}" if quote else self._paper(claim.paper)

    def _glance(self) -> str:
        rows = [[TYPES[name].plural, f"{self.counts[name]:,}"] for name in TYPES if self.counts[name]]
        rows += [[f"{name}s", f"{self._count(name):,}"] for name in ("Comparison", "Result")]
        known = dates(self.reader)
        if known:
            rows.append(["Papers dated", f"{known[0]} to {known[1]}"])
        return "## At a glance\n\n" + table(("", "number"), rows)

    def _used(self, properties: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """Node -> papers tied to it by one of the properties, the commonest first."""
        papers: dict[str, set[str]] = {}
        for name in properties:
            for paper, node in self.reader.pairs(name):
                if self.reader.kind(paper)[0] != "Paper":
                    continue  # a result, which is measured on hardware too
                papers.setdefault(node, set()).add(paper)
        used = first(self.reader, {node: len(found) for node, found in papers.items()}, SHOWN)
        return [(node, sorted(papers[node])) for node, _ in used]

    def _example(self, node: str, papers: list[str]) -> str:
        for paper in papers[:20]:
            for row in link_rows(self.reader, paper, node):
                quote = next((one["quote"] for one in row["evidence"] if one["quote"] and one["field"] != "title"), None)
                if quote:
                    return f"“{escape(readable(quote), 160)}” {self._paper(paper)}"
        return self._paper(papers[0])

    def _most_used(self, head: str, name: str, properties: tuple[str, ...]) -> str:
        used = self._used(properties)
        if not used:
            return ""
        rows = [[self._label(node), str(len(papers)), self._example(node, papers)] for node, papers in used]
        return f"## {head}\n\n" + table((name, "papers", "for example"), rows)

    def _baselines(self) -> str:
        scores = {node: count for node, count in self.wins.in_degree if count}
        beaten = [node for node, _ in first(self.reader, scores, SHOWN)]
        if not beaten:
            return ""
        rows = []
        for node in beaten:
            winners = sorted(self.wins.predecessors(node), key=lambda n: self.reader.node(n).label.lower())
            claim = claims_on(self.wins, winners[0], node)[0]
            names = ", ".join(self._label(winner) for winner in winners[:6]) + (" …" if len(winners) > 6 else "")
            rows.append([self._label(node), str(len(winners)), names, self._quote(claim)])
        return "## Most beaten baselines\n\n" + table(("method", "beaten by", "methods", "for example"), rows)

    def _unbeaten(self) -> str:
        tops = [node for node in self.wins if self.wins.out_degree(node) and not self.wins.in_degree(node)]
        shown = [node for node, _ in first(self.reader, {node: self.wins.out_degree(node) for node in tops}, SHOWN)]
        if not tops:
            return ""
        rows = []
        for node in shown:
            losers = sorted(self.wins.successors(node), key=lambda n: self.reader.node(n).label.lower())
            claim = claims_on(self.wins, node, losers[0])[0]
            rows.append([self._label(node), ", ".join(self._label(loser) for loser in losers[:6]), self._quote(claim)])
        head = f"## Unbeaten methods\n\n{len(tops):,} methods beat another and are not beaten by any here.\n\n"
        return head + table(("method", "beats", "for example"), rows)

    def _strongest(self) -> str:
        if len(self.wins) < 3:
            return ""
        scores = strengths(self.wins)
        best = [node for node, _ in first(self.reader, scores, SHOWN)]
        rows = []
        for node in best:
            edges = sorted(self.wins.out_edges(node)) or sorted(self.wins.in_edges(node))
            claim = claims_on(self.wins, *edges[0])[0]
            counts = [str(self.wins.out_degree(node)), str(self.wins.in_degree(node))]
            rows.append([self._label(node), f"{scores[node]:.2f}", *counts, self._quote(claim)])
        head = (
            "## Strongest methods\n\nBradley–Terry strength fitted to the wins; methods that were never compared, even through "
            "others, share no scale.\n\n"
        )
        return head + table(("method", "strength", "beats", "beaten by", "for example"), rows)

    def _chains(self) -> str:
        chains = [chain for chain in longest(self.wins, 5) if len(chain.steps) > 1]
        strict = [
            chain
            for chain in (longest_strict(self.wins, 3) if self.wins.number_of_edges() <= MANY else ())
            if len(chain.steps) > 1 and chain.methods not in {c.methods for c in chains}
        ]
        if not chains and not strict:
            return ""
        return (
            "## Longest chains\n\nWins on different data sets or metrics do not add up; each chain says what it stays on.\n\n"
            + "\n\n".join(self._chain(chain) for chain in [*chains, *strict])
        )

    def _chain(self, chain: Chain) -> str:
        names = " → ".join(self._label(method) for method in chain.methods)
        on = f"all on {self._label(chain.dataset)}, {self._label(chain.metric)}" if chain.dataset and chain.metric else "mixed"
        return "\n".join([f"**{names}** ({on})", "", *(self._step(claim) for claim in chain.steps)])

    def _step(self, claim: Claim) -> str:
        """One claim with what it is about and its sentence, as a list item."""
        claim = self.reader.whole(claim)
        about = "; ".join(part for part in (where(self.reader, claim), figures(claim)) if part)
        verb = {"improves": "improves", "result": "has"}.get(claim.type, "beats")
        said = f"{self._label(claim.winner)} {verb}" + (f" {self._label(claim.loser)}" if claim.loser else "")
        return f"- {said}{f' ({escape(about)})' if about else ''}: {self._quote(claim)}"

    def _contradictions(self) -> str:
        found = contradictions(self.wins)
        if not found:
            return "## Contradictory claims\n\nNone: no method beats another that beats it, directly or around a circle."
        parts = []
        for one in found[:SHOWN]:
            lines = ["**" + " and ".join(self._label(method) for method in one.methods) + "**", ""]
            lines += [self._step(claim) for claim in one.claims]
            parts.append("\n".join(lines))
        return (
            "## Contradictory claims\n\nThey may hold on different data, metrics or settings: read both sentences.\n\n"
            + "\n\n".join(parts)
        )

    def _communities(self) -> str:
        if is_large(self.reader):
            return ""  # what is best connected there is connected with all fields
        generic = ("MethodClass", "Metric")
        lines = {
            (min(one, two), max(one, two))
            for one, two in ties(self.reader)
            if one != two and self.reader.kind(one)[0] not in generic and self.reader.kind(two)[0] not in generic
        }
        degree = Counter(chain.from_iterable(lines))
        nodes = sorted(sorted(degree, key=lambda n: (-degree[n], n))[:LARGEST])
        ordered = nx.Graph()
        ordered.add_nodes_from(nodes)
        ordered.add_edges_from(sorted(line for line in lines if line[0] in ordered and line[1] in ordered))
        if ordered.number_of_edges() < 3:
            return ""
        numbered = nx.convert_node_labels_to_integers(ordered)
        found = nx.community.louvain_communities(numbered, seed=SEED)
        parts = sorted(([nodes[number] for number in sorted(part)] for part in found), key=lambda part: (-len(part), part[0]))
        rows = []
        for part in parts[:SHOWN]:
            central = sorted(part, key=lambda n: (-ordered.degree(n), n))
            methods = [self._label(n) for n in central if self.reader.node(n).type == "Method"][:5]
            around = [self._label(n) for n in central if self.reader.node(n).type in ("Dataset", "Task")][:3]
            papers = sum(self.reader.node(n).type == "Paper" for n in part)
            if methods and papers > 1:
                rows.append([", ".join(methods), ", ".join(around), str(papers)])
        head = "## Communities\n\nGroups of papers, methods and data sets tied more closely with one another (Louvain).\n\n"
        return head + table(("central methods", "data sets and tasks", "papers"), rows) if rows else ""

    def _unsure(self) -> str:
        found, total = unsure(self.reader, UNSURE)
        if not found:
            return ""
        claims = [(confidence, self.reader.claim(iri)) for confidence, iri in found[:SHOWN]]
        lines = [f"{self._step(claim)} (confidence {confidence:.2f})" for confidence, claim in claims if claim]
        head = f"## Less sure\n\n{len(found):,} of {total:,} comparisons and results have a confidence below {UNSURE}.\n\n"
        return head + "\n".join(lines)

    def _notes(self, notes: Mapping[str, Any]) -> str:
        if not notes:
            return ""
        lines = [f"- {escape(str(name))}: {escape(str(value), 600)}" for name, value in notes.items()]
        return "## Notes of the extraction\n\n" + "\n".join(lines)

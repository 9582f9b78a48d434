"""The interactive page: one self-contained HTML file on pyvis's network data, with a template of ours."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from papergraph import __version__
from papergraph.files import replacing, resource
from papergraph.views.placing import Places, place
from papergraph.views.reading import Claim, Evidence, Reader
from papergraph.views.scene import Edge, Scene, scene
from papergraph.views.showing import readable_quote
from papergraph.views.tabulating import full_title, note_of, rows_of, title_of
from papergraph.views.words import PROPERTIES, TYPES, shorten

if TYPE_CHECKING:
    from papergraph.graph import Graph

#: Bytes of the page's data beyond which cards keep fewer sentences and claims.
BUDGET = 760_000
_PHYSICS = {
    "enabled": True,
    "solver": "forceAtlas2Based",
    "forceAtlas2Based": {"gravitationalConstant": -60, "springLength": 90, "springConstant": 0.06, "avoidOverlap": 0.4},
    "stabilization": {"enabled": False},
    "minVelocity": 0.6,
    "timestep": 0.4,
}


class Page(msgspec.Struct):
    """A page as text, and what it shows."""

    html: str
    title: str
    note: str
    shown: int
    left_out: int


def write(graph: Graph, path: str | os.PathLike[str], focus: str | None = None, **options: Any) -> Page:
    """Write the page of a graph.

    Parameters
    ----------
    graph
        The open graph.
    path
        The HTML file to write.
    focus
        IRI of the node whose neighbourhood is shown; the whole graph's most central nodes if None.
    **options
        `hops`, `max_nodes`, `view`, `expand_variants` of `papergraph.views.scene.scene`.

    Returns
    -------
    Page
        What was written.
    """
    page = render(scene(Reader(graph), focus, **options))
    with replacing(path) as file:
        file.write(page.html)
    return page


def render(shown: Scene) -> Page:
    """The page of a scene."""
    from jinja2 import Environment
    from markupsafe import Markup

    heading, subheading = title_of(shown)
    title, note = full_title(shown), note_of(shown)
    text = _template("page.html")
    template = Environment(autoescape=True, trim_blocks=False, keep_trailing_newline=True).from_string(text)
    html = template.render(
        version=__version__,
        title=title,
        heading=shorten(heading, 80),
        subheading=subheading,
        note=note,
        rows=rows_of(shown),
        style=Markup(style()),
        library=Markup(library()),
        script=Markup(script()),
        data=Markup(_fit(shown, title, note)),
    )
    return Page(html, title, note, len(shown.chosen.nodes), shown.chosen.left_out)


# --- the parts that never change ----------------------------------------------------------------------------------------


def _template(name: str) -> str:
    return resource("views", "page", name).read_text("utf-8")


def style() -> str:
    """The page's style sheet."""
    return _template("page.css")


def script() -> str:
    """The page's program: the files of `page/js` in order, in one scope of its own."""
    parts = sorted(resource("views", "page", "js").glob("*.js"))
    return '"use strict";\n(() => {\n' + "\n".join(part.read_text("utf-8") for part in parts) + "})();\n"


def library() -> str:
    """The vis-network library as pyvis ships it, with its licence text, safe inside a script element."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2"
    text = (folder / "vis-network.min.js").read_text("utf-8")
    text = re.sub(r"//# sourceMappingURL=.*", "", text)
    return _template("vis-network-licence.txt") + text.replace("</script", "<\\/script")


def content_security_policy() -> str:
    """A strict policy under which the page works: it names the page's styles and scripts by their hashes."""

    def hashed(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return (
        "default-src 'none'; "
        f"script-src {hashed(library())} {hashed(script())}; "
        f"style-src {hashed(style())}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def embedded_json(value: Any) -> str:
    """JSON that can stand inside a script element: nothing in it ends the element or a line of it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


# --- the data -----------------------------------------------------------------------------------------------------------


def _fit(shown: Scene, title: str, note: str) -> str:
    """The data as JSON; where it is too much, each card keeps fewer sentences, then fewer claims."""
    text = ""
    places = place(shown)
    for sentences, claims in ((3, 60), (1, 60), (1, 16), (1, 6), (0, 4)):
        text = embedded_json(_Data(shown, places, sentences, claims).build(title, note))
        if len(text.encode()) <= BUDGET:
            break
    return text


class _Data:
    """Turns a scene into what the page's program reads: everything by number, each sentence once."""

    def __init__(self, shown: Scene, places: Places, sentences: int, claims: int) -> None:
        self.shown, self.places, self.sentences, self.claims = shown, places, sentences, claims
        self.ids = {iri: number for number, iri in enumerate(shown.chosen.nodes)}
        self.tables: dict[str, dict[Any, int]] = {"papers": {}, "sentences": {}, "evidence": {}, "claims": {}}
        self.rows: dict[str, list[Any]] = {name: [] for name in self.tables}

    def build(self, title: str, note: str) -> dict[str, Any]:
        nodes, edges, options = self._network()
        chosen = self.shown.chosen
        about = {
            "title": title,
            "name": self.shown.focus.label[:80] if self.shown.focus else "papergraph " + chosen.view,
            "note": note,
            "focus": self.ids[chosen.focus] if chosen.focus else None,
            "layered": chosen.view == "outperforms",
        }
        return {
            "about": about,
            "types": {name: type_._asdict() for name, type_ in TYPES.items()},
            "properties": {name: property_._asdict() for name, property_ in PROPERTIES.items()},
            "nodes": nodes,
            "edges": edges,
            **self.rows,
            "options": options,
            "physics": _PHYSICS,
        }

    def _network(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
        """Nodes, edges and options as pyvis makes them, with ours beside them."""
        from pyvis.network import Network

        network = Network(directed=True)
        places, sizes = self.places
        for iri, position in self.ids.items():
            x, y = places[iri]
            node = self.shown.nodes[iri]
            network.add_node(position, node.label[:400], group=node.type, x=x, y=y, size=sizes[iri], **self._node(iri))
        for position, edge in enumerate(self.shown.edges):
            network.add_edge(
                self.ids[edge.source], self.ids[edge.target], id=position, property=edge.property, **self._edge(edge)
            )
        network.set_options(json.dumps(_OPTIONS))
        for node in network.nodes:
            node.pop("color", None)
            node.pop("shape", None)
        for line in network.edges:
            line.pop("arrows", None)
        return network.nodes, network.edges, network.options

    def _node(self, iri: str) -> dict[str, Any]:
        node, shown = self.shown.nodes[iri], self.shown
        folded = [
            shown.nodes[m].label for m in shown.chosen.members[iri][1:] if m in shown.nodes and not shown.nodes[m].unnamed
        ]
        about = shown.papers.get(iri) if node.type == "Paper" else None
        more = shown.more.get(iri)
        extra = {
            "key": iri.rsplit("/id/", 1)[-1],
            "alt": [name[:200] for name in node.alt][:40],
            "variants": [name[:200] for name in folded][:40],
            "claims": [self._claim(claim) for claim in shown.cards[iri][: self.claims]],
            "url": about.url if about else None,
            "date": about.date if about else None,
            "code": list(about.code) if about else None,
            "sota": True if about and about.state_of_the_art else None,
            "more": "More claims are in the graph: see papergraph show." if more else None,
        }
        return {name: value for name, value in extra.items() if value not in (None, [], "")}

    def _edge(self, edge: Edge) -> dict[str, Any]:
        return {
            "confidence": round(edge.confidence, 3),
            "claims": [self._claim(claim) for claim in edge.claims[: self.claims]],
            "evidence": [self._evidence(one, edge.confidence) for one in edge.evidence[: self.sentences]],
            "base": 1.8 if PROPERTIES[edge.property].strong else 1,
        }

    def _end(self, iri: str | None) -> int | str | None:
        if iri is None:
            return None
        drawn = self.shown.chosen.folds.get(iri)
        return self.ids[drawn] if drawn == iri else self.shown.nodes[iri].label[:200]

    def _folded(self, iri: str | None) -> int | None:
        """The node that stands for one that is not drawn itself."""
        drawn = self.shown.chosen.folds.get(iri or "")
        return self.ids[drawn] if drawn is not None and drawn != iri else None

    def _claim(self, claim: Claim) -> int:
        table = self.tables["claims"]
        if claim.iri not in table:
            table[claim.iri] = len(self.rows["claims"])
            row = {
                "type": claim.type,
                "kind": claim.kind,
                "winner": self._end(claim.winner),
                "loser": self._end(claim.loser),
                "winnerAt": self._folded(claim.winner),
                "loserAt": self._folded(claim.loser),
                "dataset": self._end(claim.dataset),
                "metric": self._end(claim.metric),
                "hardware": self._end(claim.hardware),
                "value" if claim.type == "result" else "winnerValue": claim.winner_value,
                "loserValue": claim.loser_value,
                "margin": claim.margin,
                "marginText": claim.margin_text,
                "unit": claim.unit,
                "confidence": round(claim.confidence, 3),
                "evidence": [self._evidence(e, claim.confidence) for e in self.shown.sentences[claim.iri][: self.sentences]],
            }
            self.rows["claims"].append({name: value for name, value in row.items() if value is not None})
        return table[claim.iri]

    def _number(self, name: str, key: Any, row: Any) -> int:
        table = self.tables[name]
        if key not in table:
            table[key] = len(self.rows[name])
            self.rows[name].append(row)
        return table[key]

    def _evidence(self, evidence: Evidence, confidence: float) -> int:
        row: dict[str, Any] = {"paper": self._paper(evidence.paper), "rule": evidence.rule, "confidence": round(confidence, 3)}
        if evidence.quote is not None:
            quote, marks = readable_quote(evidence.quote, evidence.marks)
            row["sentence"] = self._number("sentences", quote, quote)
            row["marks"] = [list(mark) for mark in marks]
        return self._number("evidence", json.dumps(row, sort_keys=True), row)

    def _paper(self, iri: str) -> int:
        about, node = self.shown.papers.get(iri), self.shown.nodes.get(iri)
        row = {
            "title": node.label[:400] if node else iri,
            "url": about.url if about else None,
            "date": about.date if about else None,
        }
        return self._number("papers", iri, {name: value for name, value in row.items() if value})


_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 7, "improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "keyboard": {"enabled": False},
        "tooltipDelay": 100000000,
    },
    "nodes": {"chosen": False, "borderWidth": 1.5},
    "edges": {"chosen": False, "selectionWidth": 0, "hoverWidth": 0, "width": 1, "smooth": {"enabled": False}},
}

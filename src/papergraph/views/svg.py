"""A scene as a static SVG: links, no script, its table below the picture, light and dark by the reader's setting."""

from __future__ import annotations

import hashlib
import math
from urllib.parse import quote

from papergraph.views.placing import LINE, Label, Rect, labels, place, text_width
from papergraph.views.scene import Edge, Scene
from papergraph.views.tabulating import full_title, note_of, rows_of
from papergraph.views.words import PROPERTIES, TYPES, shorten

#: Rows of the table that are drawn.
ROWS = 14
_DASHES = {"moreEfficientThan": "7 4", "improves": "2 3", "variantOf": "1 3"}
_STROKES = {"outperforms": "win", "moreEfficientThan": "efficient", "improves": "improves"}


def render(shown: Scene, page: str | None = None, table: bool = True) -> str:
    """The scene as SVG text.

    Parameters
    ----------
    shown
        The scene.
    page
        Address of an interactive page: names link to `page#name`. Without it, papers link to where they lie.
    table
        Draw the table below.
    """
    from jinja2 import Environment
    from markupsafe import Markup

    from papergraph.files import resource

    drawing = _Drawing(shown, page)
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        resource("views", "page", "picture.svg").read_text("utf-8")
    )
    rows = rows_of(shown)
    key = hashlib.sha256("\n".join(shown.chosen.nodes).encode()).hexdigest()[:8]
    text: str = template.render(
        key=f"pg-{key}",
        title=_xml(full_title(shown)),
        note=note_of(shown),
        frame=drawing.frame(len(rows[:ROWS]) + (len(rows) > ROWS) if table and rows else 0),
        edges=[drawing.edge(edge) for edge in shown.edges],
        nodes=[drawing.node(iri) for iri in shown.chosen.nodes],
        labels=drawing.labels,
        xml=_xml,
        address=drawing.address,
        rows=[drawing.row(row) for row in rows[:ROWS]] if table else [],
        rest=max(len(rows) - ROWS, 0),
        types=[(name, type_) for name, type_ in TYPES.items() if any(shown.nodes[i].type == name for i in shown.chosen.nodes)],
        outline=outline,
        said="; ".join(_xml(f"{row['source']} {row['relation']} {row['target']}") for row in rows[:60]),
        style=Markup(resource("views", "page", "picture.css").read_text("utf-8").replace("KEY", f"pg-{key}")),
    )
    return text


def outline(shape: str, r: float) -> str:
    """The path of a node's mark around (0, 0)."""
    if shape == "square":
        corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
    elif shape == "diamond":
        corners = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]
    elif shape == "triangle":
        corners = [(0.0, -1.1), (1.12, 0.85), (-1.12, 0.85)]
    elif shape == "hexagon":
        corners = [(1.0, 0.0), (0.5, 0.866), (-0.5, 0.866), (-1.0, 0.0), (-0.5, -0.866), (0.5, -0.866)]
    else:
        return f"M{-r:g},0a{r:g},{r:g} 0 1,0 {2 * r:g},0a{r:g},{r:g} 0 1,0 {-2 * r:g},0Z"
    return "M" + "L".join(f"{x * r:.1f},{y * r:.1f}" for x, y in corners) + "Z"


def _xml(text: str) -> str:
    """The text without characters that XML forbids or that turn the direction of a line."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


class _Drawing:
    def __init__(self, shown: Scene, page: str | None) -> None:
        self.shown, self.page = shown, page
        self.places, self.sizes = place(shown)
        self.labels: list[Label] = labels(shown, self.places, self.sizes)
        self.pairs: dict[frozenset[str], int] = {}
        self.proposers = {edge.target: edge.source for edge in shown.edges if edge.property == "proposes"}
        self.left, self.top, self.right, self.bottom = self._extent()

    def _extent(self) -> tuple[float, float, float, float]:
        rects: list[Rect] = [
            (x - self.sizes[i], y - self.sizes[i], x + self.sizes[i], y + self.sizes[i]) for i, (x, y) in self.places.items()
        ]
        for label in self.labels:
            half = text_width(label.text) / 2 + 4
            rects.append((label.x - half, label.y - LINE / 2, label.x + half, label.y + LINE / 2))
        if not rects:
            return 0, 0, 300, 60
        return min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects)

    def frame(self, rows: int) -> dict[str, float]:
        """Where the picture, its legend and its table lie."""
        margin = 16
        width = max(self.right - self.left + 2 * margin, 560)
        legend = self.bottom + margin + 14
        table = legend + 26
        height = table - self.top + margin + (rows + 1) * 18 if rows else legend - self.top + 2 * margin
        left = self.left - margin - (width - (self.right - self.left + 2 * margin)) / 2
        return {
            "x": round(left),
            "y": round(self.top - margin),
            "width": round(width),
            "height": round(height),
            "legend": round(legend),
            "table": round(table),
        }

    def address(self, iri: str) -> str | None:
        """Where a click on a node leads."""
        if self.page:
            return f"{self.page}#{quote(self.shown.nodes[iri].label[:200], safe='')}"
        paper = iri if iri in self.shown.papers else self.proposers.get(iri)
        return self.shown.papers[paper].url if paper in self.shown.papers else None

    def node(self, iri: str) -> dict[str, object]:
        """A node's mark."""
        node, (x, y) = self.shown.nodes[iri], self.places[iri]
        type_ = TYPES[node.type]
        return {
            "x": x,
            "y": y,
            "kind": type_.colour,
            "path": outline(type_.shape, self.sizes[iri]),
            "title": _xml(f"{shorten(node.label, 200)} ({type_.label.lower()})"),
            "url": self.address(iri),
            "focus": iri == self.shown.chosen.focus,
        }

    def edge(self, edge: Edge) -> dict[str, object]:
        """An edge's line and, where it is strong, its arrow."""
        strong = PROPERTIES[edge.property].strong
        (x0, y0), (x1, y1) = self.places[edge.source], self.places[edge.target]
        gap = self.sizes[edge.target] + (7.0 if strong else 0.0)
        before = self.pairs.get(frozenset((edge.source, edge.target)), 0)
        self.pairs[frozenset((edge.source, edge.target))] = before + 1
        path, angle = self._line(x0, y0, x1, y1, gap, before)
        tip = self.sizes[edge.target] + 1.0
        ahead = (x1 - tip * math.cos(angle), y1 - tip * math.sin(angle))
        return {
            "path": path,
            "stroke": _STROKES.get(edge.property, "weak"),
            "dash": _DASHES.get(edge.property, ""),
            "arrow": f"translate({ahead[0]:.1f},{ahead[1]:.1f}) rotate({math.degrees(angle):.1f})" if strong else "",
            "title": _xml(
                f"{shorten(self.shown.nodes[edge.source].label, 80)} {PROPERTIES[edge.property].verb} "
                f"{shorten(self.shown.nodes[edge.target].label, 80)}"
            ),
        }

    def _line(self, x0: float, y0: float, x1: float, y1: float, gap: float, before: int) -> tuple[str, float]:
        """The path and the angle at which it arrives."""
        if before:
            bend = 0.16 * (1 if before % 2 else -1)
            mx, my = (x0 + x1) / 2 - (y1 - y0) * bend, (y0 + y1) / 2 + (x1 - x0) * bend
            angle = math.atan2(y1 - my, x1 - mx)
            return f"M{x0},{y0}Q{mx:.1f},{my:.1f} {x1 - gap * math.cos(angle):.1f},{y1 - gap * math.sin(angle):.1f}", angle
        if self.shown.chosen.view == "outperforms" and x1 != x0:
            angle = 0.0 if x1 > x0 else math.pi
            stop, bend = x1 - gap * math.cos(angle), (x1 - x0) * 0.45
            return f"M{x0},{y0}C{x0 + bend:.1f},{y0} {stop - bend:.1f},{y1} {stop:.1f},{y1}", angle
        angle = math.atan2(y1 - y0, x1 - x0)
        return f"M{x0},{y0}L{x1 - gap * math.cos(angle):.1f},{y1 - gap * math.sin(angle):.1f}", angle

    def row(self, row: dict[str, str | None]) -> dict[str, str | None]:
        """One line of the table below."""
        said = f"{shorten(str(row['source']), 40)} {row['relation']} {shorten(str(row['target']), 40)}"
        detail = ", ".join(str(row[name]) for name in ("where", "figures") if row[name])
        return {"text": _xml(shorten(f"{said}: {detail}" if detail else said, 96)), "url": row["url"]}

"""A scene in words: its title, what was left out, and its connections as rows of a table."""

from __future__ import annotations

from papergraph.views.citing import figures
from papergraph.views.scene import Edge, Scene
from papergraph.views.words import PROPERTIES, shorten

_TITLES = {
    "all": "",
    "outperforms": "who beats whom",
    "datasets": "data sets and who uses them",
    "hardware": "hardware and who targets it",
}
#: Columns of `rows_of`, as a reader sees them.
COLUMNS = {
    "source": "From",
    "relation": "Connection",
    "target": "To",
    "where": "Data set, metric",
    "figures": "Figures",
    "paper": "Paper",
}
Row = dict[str, str | None]


def title_of(shown: Scene) -> tuple[str, str]:
    """Heading and what it shows of it."""
    view = _TITLES[shown.chosen.view]
    if shown.focus is None:
        return "Methods, data sets and papers", view
    return shown.focus.label, view or "and what surrounds it"


def full_title(shown: Scene) -> str:
    """Heading and what it shows of it, on one line."""
    heading, view = title_of(shown)
    return " ".join(part for part in (shorten(heading, 120), view) if part)


def note_of(shown: Scene) -> str:
    """How much is shown and what was left out."""
    count, rest = len(shown.chosen.nodes), shown.chosen.left_out
    if not count:
        return "Nothing to show here."
    if not rest:
        return f"All {count} nodes shown."
    total = f"more than {count + rest:,}" if shown.chosen.at_least else f"{count + rest:,}"
    by = "the nearest and best connected" if shown.chosen.focus else "the best connected"
    left = f"{rest:,} or more" if shown.chosen.at_least else f"{rest:,}"
    return f"{count} of {total} nodes shown, {by}; {left} left out."


def rows_of(shown: Scene) -> list[Row]:
    """The connections in words, comparisons first."""
    order = list(PROPERTIES)
    return [_row(shown, edge) for edge in sorted(shown.edges, key=lambda edge: order.index(edge.property))]


def _row(shown: Scene, edge: Edge) -> Row:
    claim = edge.claims[0] if edge.claims else None
    paper = claim.paper if claim else next((e.paper for e in edge.evidence), None)
    names = [shown.nodes[end].label for end in ((claim.dataset, claim.metric) if claim else ()) if end in shown.nodes]
    return {
        "source": shorten(shown.nodes[edge.source].label, 120),
        "relation": PROPERTIES[edge.property].verb,
        "target": shorten(shown.nodes[edge.target].label, 120),
        "where": shorten(", ".join(names), 120),
        "figures": figures(claim) if claim else "",
        "paper": shorten(shown.nodes[paper].label, 100) if paper in shown.nodes else "",
        "url": shown.papers[paper].url if paper in shown.papers else None,
    }

"""A scene as a Mermaid flowchart: the strongest connections, within Mermaid's own limits."""

from __future__ import annotations

import msgspec

from papergraph.views.scene import Edge, Scene
from papergraph.views.words import PROPERTIES, TYPES, shorten

#: Connections drawn by default; Mermaid itself refuses more than 500, and more than 50,000 characters.
EDGES, LIMIT, CHARACTERS = 60, 500, 50_000
_ARROWS = {"outperforms": "==>", "moreEfficientThan": "-.->", "improves": "-->"}
_SHAPES = {"Method": '(["', "MethodClass": '{{"', "Dataset": '["', "Task": '[/"', "Hardware": '[["', "Paper": '("'}
_CLOSING = {"Method": '"])', "MethodClass": '"}}', "Dataset": '"]', "Task": '"/]', "Hardware": '"]]', "Paper": '")'}
_CLASSES = {
    "Method": "fill:#d6eaf8,stroke:#0072b2,color:#17202c",
    "MethodClass": "fill:#eeefcf,stroke:#6f7412,color:#17202c",
    "Dataset": "fill:#fbe5d0,stroke:#b85a00,color:#17202c",
    "Task": "fill:#d3f0e6,stroke:#00805f,color:#17202c",
    "Hardware": "fill:#f4dcec,stroke:#a4327d,color:#17202c",
    "Paper": "fill:#ffffff,stroke:#67717f,color:#17202c",
}


class Diagram(msgspec.Struct):
    """A flowchart, and how many connections it leaves out."""

    text: str
    shown: int
    left_out: int


def render(shown: Scene, edges: int = EDGES) -> Diagram:
    """The strongest connections of the scene as a flowchart, left to right.

    Parameters
    ----------
    shown
        The scene.
    edges
        Connections to draw at most; never more than Mermaid allows.
    """
    kept = sorted(shown.edges, key=lambda edge: _rank(shown, edge))[: min(edges, LIMIT)]
    text = _text(shown, kept)
    while len(text) > CHARACTERS and len(kept) > 1:
        kept = kept[: len(kept) * 3 // 4]
        text = _text(shown, kept)
    return Diagram(text, len(kept), len(shown.edges) - len(kept))


def _rank(shown: Scene, edge: Edge) -> tuple[int, int, float, int]:
    """Comparisons first, then what touches the focus, then the surer; the rest as it comes."""
    order = list(PROPERTIES)
    touches = shown.chosen.focus in (edge.source, edge.target)
    return (not PROPERTIES[edge.property].strong, not touches, -edge.confidence, order.index(edge.property))


def _text(shown: Scene, kept: list[Edge]) -> str:
    ends = [iri for iri in shown.chosen.nodes if any(iri in (edge.source, edge.target) for edge in kept)]
    if not ends:
        ends = shown.chosen.nodes[:1]
    names = {iri: f"n{number}" for number, iri in enumerate(ends)}
    lines = ["flowchart LR"]
    if len(kept) < len(shown.edges):
        lines.append(f"  %% the {len(kept)} strongest of {len(shown.edges)} connections")
    for iri, name in names.items():
        type_ = shown.nodes[iri].type
        lines.append(f"  {name}{_SHAPES[type_]}{escape(shown.nodes[iri].label, 48)}{_CLOSING[type_]}:::{TYPES[type_].colour}")
    for edge in kept:
        lines.append(
            f'  {names[edge.source]} {_ARROWS.get(edge.property, "---")}|"{_about(shown, edge)}"| {names[edge.target]}'
        )
    for type_ in dict.fromkeys(shown.nodes[iri].type for iri in names):
        lines.append(f"  classDef {TYPES[type_].colour} {_CLASSES[type_]}")
    return "\n".join(lines) + "\n"


def _about(shown: Scene, edge: Edge) -> str:
    verb = PROPERTIES[edge.property].verb
    claim = edge.claims[0] if edge.claims else None
    if claim is None or not PROPERTIES[edge.property].strong:
        return escape(verb, 40)
    names = [shown.nodes[end].label for end in (claim.dataset, claim.metric) if end in shown.nodes]
    return escape(verb + (": " + ", ".join(names) if names else ""), 60)


def escape(text: str, limit: int) -> str:
    """The text as Mermaid shows it: all but letters, digits and harmless marks as `#code;`.

    Examples
    --------
    >>> escape('DiT-XL/2 "<b>"', 40)
    'DiT-XL#47;2 #34;#60;b#62;#34;'
    """
    line = shorten("".join(c if c.isprintable() else "\ufffd" for c in text), limit)
    return "".join(c if c.isalnum() or c in " -_.,:" else f"#{ord(c)};" for c in line)

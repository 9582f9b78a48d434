"""`papergraph show`: one node's card."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.common import graph_option
from papergraph.errors import PapergraphError

if TYPE_CHECKING:
    from papergraph.graph import Graph, Node

#: Choice of --type -> class.
_TYPES = {
    "method": "Method",
    "dataset": "Dataset",
    "task": "Task",
    "hardware": "Hardware",
    "metric": "Metric",
    "family": "MethodClass",
    "paper": "Paper",
}
#: A name that denotes nodes of several classes means the first of these.
_ORDER = ("Method", "Dataset", "Hardware", "Task", "Metric", "MethodClass", "Paper")


@click.command("show", short_help="One node's card: names, variants, claims, each with its sentence.")
@click.argument("name")
@click.option("--type", "type", type=click.Choice(list(_TYPES)), help="Class of the node, where a name has several.")
@click.option("-n", "most", default=8, show_default=True, type=click.IntRange(1), help="Entries of each list.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with all evidence.")
@graph_option
def command(name: str, type: str | None, most: int, as_json: bool, graph_path: Path | None) -> None:
    """Print the card of the node NAME: a method, data set, task, hardware, metric, family or paper.

    NAME is a label or another name in any spelling, an IRI, or a paper's id or title.
    """
    from papergraph.cli.answers import print_json
    from papergraph.graph import open_graph
    from papergraph.views.card import MOST, card
    from papergraph.views.reading import Reader

    graph = open_graph(graph_path or "outputs")
    node, others = _choose(graph, name, _TYPES[type] if type else None)
    row = card(Reader(graph), node.iri, MOST if as_json else most)
    if as_json:
        print_json(row)
        return
    _tell(row)
    if others:
        named = ", ".join(sorted({next(key for key, cls in _TYPES.items() if cls == other.type) for other in others}))
        click.echo(f"\nThe name also denotes: {named} (see --type).", err=True)


def _choose(graph: Graph, name: str, type: str | None) -> tuple[Node, list[Node]]:
    found = graph.find(name, [type] if type else list(_ORDER))
    if not found:
        similar = graph.suggest(name)
        hint = f"; similar names: {', '.join(similar)}" if similar else ""
        raise PapergraphError(f"{name}: no node of this name in the graph{hint}")
    first = min(found, key=lambda node: _ORDER.index(node.type)).type
    nodes = [node for node in found if node.type == first]
    if len(nodes) > 1:
        listed = "".join(f"\n  {node.iri}  {node.label} ({', '.join(node.alt[:4])})" for node in nodes)
        raise PapergraphError(f"{name}: {len(nodes)} nodes have this name; give the IRI of one:{listed}")
    return nodes[0], [node for node in found if node.type != first]


def _tell(row: dict[str, Any]) -> None:
    from papergraph.cli.answers import say, say_evidence
    from papergraph.views.card import HEADINGS
    from papergraph.views.words import PROPERTIES, TYPES

    kind = TYPES[row["type"]].label if row["type"] in TYPES else row["type"]
    say(f"{row['label']}  ({kind[0].lower()}{kind[1:]})", "bold")
    say(row["iri"], "dim")
    _tell_names(row)
    for name, papers in row.get("papers", {}).items():
        say(f"\n{PROPERTIES[name].back}", "bold")
        for paper in papers:
            say_evidence({"paper": paper, "evidence": paper["evidence"]}, "  ")
    for key, heading in HEADINGS.items():
        if row.get(key):
            say(f"\n{heading}", "bold")
        for claim in row.get(key, ()):
            say(f"  {_said(claim)}")
            say_evidence(claim, "      ")


_BETTER: dict[bool | None, str] = {True: "lower", False: "higher", None: ""}


def _tell_names(row: Mapping[str, Any]) -> None:
    from papergraph.cli.answers import say
    from papergraph.views.words import PROPERTIES

    lines = {
        "Also": ", ".join(row["other_names"]),
        "Variant of": row.get("base"),
        "Variants": ", ".join(row.get("variants", ())),
        "Better is": _BETTER[row.get("lower_is_better")],
        "Date": row.get("date"),
        "Page": row.get("url"),
        "Code": ", ".join(row.get("code", ())),
        "Claims": "state of the art" if row.get("claims_state_of_the_art") else "",
    }
    lines |= {PROPERTIES[name].out: ", ".join(labels) for name, labels in row.get("links", {}).items()}
    for name, text in lines.items():
        if text:
            say(f"{name}: {text}")


def _said(claim: Mapping[str, Any]) -> str:
    from papergraph.views.words import number, quantity

    about = [part for part in (claim["dataset"], claim["metric"]) if part]
    if claim["type"] == "result":
        figure = quantity(claim["value"], claim["unit"])
        return f"{claim['method']}: {figure}" + (f" ({', '.join(about)})" if about else "")
    verb = "improves" if claim["type"] == "improves" else "beats" if claim["kind"] == "quality" else "is more efficient than"
    if claim["winner_value"] is not None and claim["loser_value"] is not None:
        about.append(f"{number(claim['winner_value'])} against {number(claim['loser_value'])}")
    margin = claim["margin_text"] or number(claim["margin"])
    about += [f"by {margin}"] if margin else []
    return f"{claim['winner']} {verb} {claim['loser']}" + (f" ({', '.join(about)})" if about else "")

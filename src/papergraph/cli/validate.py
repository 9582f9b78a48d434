"""`papergraph validate`: whether the graph is what the ontology promises."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import graph_option, plain

if TYPE_CHECKING:
    from papergraph.graph.validating import Validation

_SHOWN = 10


@click.command("validate", short_help="Check the graph against its shapes.")
@click.option(
    "--by",
    "method",
    type=click.Choice(["auto", "shacl", "sparql"]),
    default="auto",
    show_default=True,
    help="All shapes by pySHACL, or the most important rules by SPARQL (auto: SPARQL above 200,000 triples).",
)
@click.option("--shapes", type=click.Path(path_type=Path, dir_okay=False), help="Your own SHACL shapes.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@graph_option
def command(method: str, shapes: Path | None, as_json: bool, graph_path: Path | None) -> None:
    """Check the graph; exit code 1 if something is wrong."""
    import msgspec

    from papergraph.cli.answers import print_json
    from papergraph.graph import open_graph
    from papergraph.graph.validating import validate

    found = validate(open_graph(graph_path or "outputs"), method, shapes)
    if as_json:
        print_json(msgspec.to_builtins(found))
    else:
        _tell(found)
    if found.violations:
        raise click.exceptions.Exit(1)


def _tell(found: Validation) -> None:
    how = "the SHACL shapes" if found.checked_by == "shacl" else "the SPARQL checks"
    if not found.violations:
        click.echo(f"The graph conforms to {how} ({found.triples:,} triples).")
        return
    by_message: dict[str, list[str]] = {}
    for one in found.violations:
        label = f" ({one.label})" if one.label else ""
        value = f": {one.value}" if one.value is not None else ""
        by_message.setdefault(one.message, []).append(f"{one.node}{label}{value}")
    click.echo(f"The graph breaks {len(by_message)} of {how} ({found.triples:,} triples):")
    for message, places in by_message.items():
        click.echo(
            f"\n{plain(message)}; not so in {len(places)} places:" if len(places) > 1 else f"\n{plain(message)}; not so:"
        )
        for place in places[:_SHOWN]:
            click.echo(f"  {plain(place)}")
        if len(places) > _SHOWN:
            click.echo(f"  ... and {len(places) - _SHOWN} more (see --json)")

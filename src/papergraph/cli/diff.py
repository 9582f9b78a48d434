"""`papergraph diff`: what has changed between two graphs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papergraph.cli.common import plain

if TYPE_CHECKING:
    from papergraph.graph.comparing import Change

_HEADINGS = {
    "papers": "Papers",
    "methods": "Methods",
    "datasets": "Data sets",
    "wins": "Wins",
    "contradictions": "Contradictions",
}


@click.command("diff", short_help="What has changed between two graphs.")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("-n", "most", default=20, show_default=True, type=click.IntRange(0), help="Names of each sort.")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with all names.")
def command(old: Path, new: Path, most: int, markdown: bool, as_json: bool) -> None:
    """Print the papers, methods, data sets, wins and contradictions that NEW has and OLD has not, and those that are gone.

    OLD and NEW are folders of `papergraph build`, or RDF files.
    """
    import msgspec

    from papergraph.cli.answers import print_json
    from papergraph.graph import open_graph
    from papergraph.graph.comparing import compare

    changes = compare(open_graph(old), open_graph(new))
    if as_json:
        print_json(msgspec.to_builtins(changes))
    elif markdown:
        click.echo(_markdown(changes, str(old), str(new), most), nl=False)
    else:
        _table(changes, most)


def _table(changes: dict[str, Change], most: int) -> None:
    from papergraph.cli.answers import print_table, say

    rows = [(_HEADINGS[kind], f"+{len(change.new)}", f"-{len(change.lost)}") for kind, change in changes.items()]
    print_table(("", "new", "lost"), rows, right=("new", "lost"))
    for kind, change in changes.items():
        for sign, names in (("+", change.new), ("-", change.lost)):
            if names and most:
                say(f"{_HEADINGS[kind]}", "bold")
            for name in names[:most]:
                say(f"  {sign} {name}")
            if len(names) > most > 0:
                say(f"  {sign} ... and {len(names) - most} more", "dim")


def _markdown(changes: dict[str, Change], old: str, new: str, most: int) -> str:
    lines = [f"# Changes from {_escape(old)} to {_escape(new)}", "", "| | new | lost |", "| --- | ---: | ---: |"]
    lines += [f"| {_HEADINGS[kind]} | {len(change.new)} | {len(change.lost)} |" for kind, change in changes.items()]
    for kind, change in changes.items():
        for word, names in (("New", change.new), ("Lost", change.lost)):
            if names and most:
                lines += ["", f"## {word} {_HEADINGS[kind].lower()}", ""]
                lines += [f"- {_escape(name)}" for name in names[:most]]
                lines += [f"- ... and {len(names) - most} more"] if len(names) > most else []
    return "\n".join(lines) + "\n"


def _escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    from papergraph.views.markdown import escape

    return escape(plain(text))

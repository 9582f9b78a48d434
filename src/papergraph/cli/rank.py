"""`papergraph rank`: methods, data sets, papers, hardware and tasks by their place in the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from papergraph.cli.answers import answer_options, is_narrow, print_csv, print_json, print_table, say
from papergraph.cli.common import graph_option

_BY = ["pagerank", "betweenness", "in-degree", "out-degree", "degree", "strength"]


@click.command("rank", short_help="Rank methods, data sets, papers, hardware or tasks.")
@click.option("--by", type=click.Choice(_BY), default="pagerank", show_default=True)
@click.option(
    "--type",
    "type_",
    type=click.Choice(["method", "dataset", "paper", "hardware", "task"]),
    default="method",
    show_default=True,
)
@click.option("--kind", type=click.Choice(["quality", "efficiency"]), default="quality", show_default=True, help="Of wins.")
@click.option("-n", "limit", type=click.IntRange(1, 100000), default=20, show_default=True, help="Entries to print.")
@answer_options
@graph_option
def command(by: str, type_: str, kind: str, limit: int, as_json: bool, as_csv: bool, graph_path: Path | None) -> None:
    """Rank nodes; for methods over the network of wins, for others over all connections.

    Edges run from winner to loser: pagerank finds what is most compared against, in-degree what is most beaten. The
    strongest methods are found by --by strength, a Bradley-Terry fit to the wins.
    """
    from papergraph.graph import open_graph
    from papergraph.views import ranking
    from papergraph.views.reading import Reader

    reader = Reader(open_graph(graph_path or "outputs"))
    found = ranking.rank(reader, by, type_, limit, kind)
    meaning = ranking.MEANINGS[by][type_ != "method"]
    rows = [entry.row(place) for place, entry in enumerate(found, 1)]
    if as_json:
        print_json({"type": type_, "by": by, "meaning": meaning, "entries": rows})
    elif as_csv:
        print_csv(
            ("rank", "label", "score", "beats", "beaten_by", "papers", "quote", "paper"), [row | _example(row) for row in rows]
        )
    else:
        _tell(type_, meaning, rows)


def _example(row: dict[str, Any]) -> dict[str, Any]:
    from papergraph.views.citing import first_quote

    first = row["evidence"][0] if row["evidence"] else None
    return {"quote": first_quote(first), "paper": first["paper"]["title"]} if first else {"quote": None, "paper": None}


def _tell(type_: str, meaning: str, rows: list[dict[str, Any]]) -> None:
    from papergraph.views.showing import readable
    from papergraph.views.words import number, shorten

    if not rows:
        say("Nothing to rank.")
        return
    wins, below = type_ == "method", is_narrow()
    columns = ("", type_, "score", *(("beats", "beaten by") if wins else ()), "papers", *(() if below else ("for example",)))
    lines = []
    for row in rows:
        example = _example(row)
        said = f"“{shorten(readable(example['quote']), 150)}”" if example["quote"] else shorten(example["paper"] or "", 100)
        counts = (row["beats"], row["beaten_by"]) if wins else ()
        label = shorten(row["label"], 60) + (f"\n{said}" if below else "")
        lines.append((row["rank"], label, number(row["score"]), *counts, row["papers"], *(() if below else (said,))))
    print_table(columns, lines, meaning, right=("", "score", "beats", "beaten by", "papers"))

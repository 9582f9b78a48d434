"""`papergraph compare`: two methods side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.answers import (
    CLAIM_COLUMNS,
    answer_options,
    claim_cells,
    print_csv,
    print_json,
    print_table,
    say,
    say_evidence,
)
from papergraph.cli.common import graph_option

if TYPE_CHECKING:
    from papergraph.views.citing import Row


@click.command("compare", short_help="All that the corpus says of two methods, side by side.")
@click.argument("first")
@click.argument("second")
@answer_options
@graph_option
def command(first: str, second: str, as_json: bool, as_csv: bool, graph_path: Path | None) -> None:
    """Print all that is said of the methods FIRST and SECOND: claims on both, values on the same data, common opponents."""
    from papergraph.errors import UsageError
    from papergraph.graph import open_graph
    from papergraph.views.comparing import compare
    from papergraph.views.naming import resolve
    from papergraph.views.reading import Reader

    graph = open_graph(graph_path or "outputs")
    one, two = (resolve(graph, name, ("Method",)) for name in (first, second))
    if one == two:
        raise UsageError(f"{first!r} and {second!r} are the same method")
    reader = Reader(graph)
    row = compare(reader, one, two).row(reader)
    if as_json:
        print_json(row)
    elif as_csv:
        _csv(row)
    else:
        _tell(row)


def _csv(row: Row) -> None:
    rows = [{"about": "direct"} | claim_cells(one) for one in row["direct"]]
    for part in ("results", "opponents"):
        for shared in row[part]:
            for one in (*shared["first"], *shared["second"]):
                cells = claim_cells(one)
                if part == "results":
                    cells |= {"winner": one["method"], "winner_value": one["value"]}
                rows.append({"about": f"{part}: {shared['what']}"} | cells)
    print_csv(("about", *CLAIM_COLUMNS), rows)


def _tell(row: Row) -> None:
    from papergraph.views.words import shorten

    one, two = row["first"], row["second"]
    print_table(
        ("", shorten(one["label"], 50), shorten(two["label"], 50)),
        [
            ("also", *("; ".join(shorten(name, 60) for name in side["other_names"][:6]) for side in (one, two))),
            ("variants", *(", ".join(shorten(name, 40) for name in side["variants"][:8]) for side in (one, two))),
            ("proposed by", *("; ".join(_cite(paper) for paper in side["proposed_by"][:3]) for side in (one, two))),
            ("beats", one["beats"], two["beats"]),
            ("beaten by", one["beaten_by"], two["beaten_by"]),
        ],
    )
    say("Claims on both" if row["direct"] else "No claim compares the two directly.", "bold")
    for claim in row["direct"]:
        say(_said(claim))
        say_evidence(claim)
    for chain in row["chains"]:
        kind = f"all on {chain['dataset']}, {chain['metric']}" if chain["strict"] else "mixed data sets or metrics"
        say(f"Chain: {' → '.join(chain['methods'])} ({kind})")
    _tell_shared("Results", row["results"], one["label"], two["label"], _value)
    _tell_shared("Against others", row["opponents"], one["label"], two["label"], _said)


def _tell_shared(title: str, rows: list[Row], first: str, second: str, said: Any) -> None:
    from papergraph.views.words import shorten

    if not rows:
        return
    lines = [
        (
            shorten(shared["what"], 60),
            "; ".join(said(c) for c in shared["first"][:4]),
            "; ".join(said(c) for c in shared["second"][:4]),
        )
        for shared in rows
    ]
    print_table(("", shorten(first, 50), shorten(second, 50)), lines, title)


def _cite(paper: Row) -> str:
    from papergraph.views.words import shorten

    return ", ".join(part for part in (shorten(paper["title"], 60), paper["date"]) if part)


def _value(claim: Row) -> str:
    from papergraph.views.words import quantity, shorten

    return f"{shorten(claim['method'], 50)} {quantity(claim['value'], claim['unit'])} [{_cite(claim['paper'])}]"


def _said(claim: Row) -> str:
    from papergraph.views.words import number, shorten

    verb = "improves" if claim["type"] == "improves" else "beats" if claim["kind"] == "quality" else "is more efficient than"
    about = ", ".join(part for part in (claim["dataset"], claim["metric"]) if part)
    margin = claim["margin_text"] or number(claim["margin"])
    detail = ", ".join(part for part in (about, margin and f"by {margin}") if part)
    return (
        f"{shorten(claim['winner'], 50)} {verb} {shorten(claim['loser'], 50)}"
        + (f" ({detail})" if detail else "")
        + f" [{_cite(claim['paper'])}]"
    )

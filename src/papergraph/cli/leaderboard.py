"""`papergraph leaderboard`: methods on a data set by reported value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.answers import answer_options, print_csv, print_json, print_table, say
from papergraph.cli.common import graph_option
from papergraph.errors import PapergraphError

if TYPE_CHECKING:
    from papergraph.views.leaderboard import Board
    from papergraph.views.reading import Reader


@click.command("leaderboard", short_help="Methods on a data set by reported value.")
@click.argument("dataset")
@click.option("--metric", help="Only metrics whose name holds this.")
@click.option("--since", metavar="DATE", help="Only papers of this date or later, e.g. 2024 or 2024-05.")
@click.option("--group", type=click.Choice(["variants"]), help="One line for each base method, its variants below it.")
@click.option("--unnamed", is_flag=True, help="Also methods that their paper gives no name.")
@click.option("--all", "everything", is_flag=True, help="Also tables of one entry.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw the first table (.svg, .png or .pdf).")
@answer_options
@graph_option
def command(
    dataset: str,
    metric: str | None,
    since: str | None,
    group: str | None,
    unnamed: bool,
    everything: bool,
    plot: Path | None,
    as_json: bool,
    as_csv: bool,
    graph_path: Path | None,
) -> None:
    """Print who reports what on DATASET.

    Values that cannot be compared stand in tables of their own: another resolution, metric or unit, extra training data. A
    method without a value that is said to beat others is placed above them.
    """
    import re

    from papergraph.errors import UsageError
    from papergraph.graph import open_graph
    from papergraph.views.leaderboard import boards
    from papergraph.views.naming import resolve
    from papergraph.views.reading import Reader

    if since is not None and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", since):
        raise UsageError(f"--since {since}: give a year, month or day, such as 2024-05")
    graph = open_graph(graph_path or "outputs")
    reader = Reader(graph)
    found = boards(reader, resolve(graph, dataset, ("Dataset",)), metric, since, group == "variants", unnamed)
    if plot is not None:
        _plot(reader, found, plot)
    if as_json:
        print_json([board.row(reader) for board in found])
    elif as_csv:
        _csv(reader, found)
    else:
        _tell(reader, found, everything)


def _plot(reader: Reader, found: list[Board], path: Path) -> None:
    from papergraph.views.plotting import plot

    first = next((board for board in found if any(entry.value is not None for entry in board.entries)), None)
    if first is None:
        raise PapergraphError("there is no value to draw")
    plot(reader, first, path)
    click.echo(str(path), err=True)


def _csv(reader: Reader, found: list[Board]) -> None:
    from papergraph.views.citing import first_quote

    rows = []
    for board in found:
        table = board.row(reader)
        for entry in table.pop("entries"):
            for one in (entry, *entry["variants"]):
                said = one["statement"]
                paper = said["paper"]
                rows.append(table | one | {"paper": paper["title"], "url": paper["url"], "quote": first_quote(said)})
    columns = (
        "dataset",
        "metric",
        "condition",
        "rank",
        "method",
        "value",
        "unit",
        "above",
        "size",
        "date",
        "paper",
        "url",
        "quote",
    )
    print_csv(columns, rows)


def _tell(reader: Reader, found: list[Board], everything: bool) -> None:
    shown = [board for board in found if everything or len(board.entries) > 1] or found
    if not shown:
        say("No value and no comparison on this data set.")
    for board in shown:
        lines: list[tuple[Any, ...]] = []
        for entry, place in zip(board.entries, board.places(), strict=True):
            lines.append(_line(entry.row(reader, place)))
            lines += [_line(variant.row(reader, None) | {"method": "  " + variant.label}) for variant in entry.variants]
        title = f"{board.title(reader)}: {board.direction()}"
        print_table(("", "method", "value", "size", "date", "paper", "sentence"), lines, title, right=("", "value", "size"))
    if len(shown) < len(found):
        say(f"{len(found) - len(shown)} tables of one entry are left out; --all prints them.")


def _line(row: dict[str, Any]) -> tuple[Any, ...]:
    from papergraph.views.citing import first_quote
    from papergraph.views.showing import readable
    from papergraph.views.words import quantity, shorten

    value = quantity(row["value"], row["unit"]) if row["value"] is not None else "above " + ", ".join(row["above"][:3])
    said = row["statement"]
    quote = first_quote(said)
    sentence = f"“{shorten(readable(quote), 140)}”" if quote else ""
    return (
        row["rank"],
        shorten(row["method"], 50),
        value,
        row["size"],
        row["date"],
        shorten(said["paper"]["title"], 60),
        sentence,
    )

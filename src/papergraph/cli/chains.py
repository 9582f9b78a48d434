"""`papergraph chains`: who beats whom, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.answers import CLAIM_COLUMNS, answer_options, claim_cells, print_csv, print_json, say, say_evidence
from papergraph.cli.common import graph_option
from papergraph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from papergraph.graph import Graph
    from papergraph.views.reading import Reader


@click.command("chains", short_help="Chains of who beats whom, each step with its sentence.")
@click.argument("name", required=False)
@click.option("--from", "winner", metavar="A", help="Is A known to be better than B? Needs --to.")
@click.option("--to", "loser", metavar="B", help="See --from.")
@click.option("--strict", is_flag=True, help="Only chains that stay on one data set and one metric.")
@click.option("--kind", type=click.Choice(["quality", "efficiency"]), default="quality", show_default=True)
@click.option("-n", "limit", type=click.IntRange(1, 1000), default=5, show_default=True, help="Chains to print at most.")
@click.option("--unnamed", is_flag=True, help="Also methods that their paper gives no name.")
@answer_options
@graph_option
def command(
    name: str | None,
    winner: str | None,
    loser: str | None,
    strict: bool,
    kind: str,
    limit: int,
    unnamed: bool,
    as_json: bool,
    as_csv: bool,
    graph_path: Path | None,
) -> None:
    """Print the longest chains, those through the method NAME, or those from A to B.

    Wins on different data sets or metrics do not add up: a chain that mixes them says so. Circles (contradictory claims)
    are reported with the sentences of both sides.
    """
    if (winner is None) != (loser is None) or (name and winner):
        raise UsageError("give NAME, or --from A with --to B")
    from papergraph.graph import open_graph

    graph = open_graph(graph_path or "outputs")
    answer = _answer(graph, (name, winner, loser), strict, kind, limit, unnamed)
    if as_json:
        print_json(answer)
    elif as_csv:
        _csv(answer)
    else:
        _tell(answer, kind)


def _answer(
    graph: Graph, names: tuple[str | None, str | None, str | None], strict: bool, kind: str, limit: int, unnamed: bool
) -> dict[str, Any]:
    from papergraph.views import chains
    from papergraph.views.naming import resolve
    from papergraph.views.reading import Reader

    name, winner, loser = (resolve(graph, one, ("Method",)) if one is not None else None for one in names)
    reader = Reader(graph)
    wins = _wins(reader, (name, winner, loser), kind, unnamed)
    answer: dict[str, Any] = {"kind": kind, "strict": strict}
    if winner and loser:
        winner, loser = chains.nearest_forms(reader, wins, winner, loser)
        answer["verdict"] = chains.verdict(reader, wins, winner, loser)
        found = chains.between(wins, winner, loser, limit, strict)
        found += chains.between(wins, loser, winner, limit, strict)
    else:
        find = chains.longest_strict if strict else chains.longest
        found = (
            find(wins, limit)
            if name is None
            else chains.through_forms(reader, name, lambda form: find(wins, limit, form), limit)
        )
    answer["chains"] = [chain.row(reader) for chain in found]
    about = {one for one in (name, winner, loser) if one}
    circles = [one for one in chains.contradictions(wins) if not about or about & set(one.methods)]
    answer["contradictions"] = [one.row(reader) for one in circles]
    return answer


def _wins(reader: Reader, about: tuple[str | None, str | None, str | None], kind: str, unnamed: bool) -> nx.DiGraph:
    """All wins, or those around the methods asked for and their variants."""
    from papergraph.views.wins import wins, wins_around

    forms = [form for one in about if one for form in (one, *reader.variants(one))]
    return wins_around(reader, forms, kind, unnamed, upwards=about[0] is not None) if forms else wins(reader, kind, unnamed)


def _csv(answer: dict[str, Any]) -> None:
    rows = [
        {"chain": number, "step": step, "strict": chain["strict"], **claim_cells(one)}
        for number, chain in enumerate(answer["chains"], 1)
        for step, one in enumerate(chain["steps"], 1)
    ]
    print_csv(("chain", "step", "strict", *CLAIM_COLUMNS), rows)


def _tell(answer: dict[str, Any], kind: str) -> None:
    from papergraph.views.words import shorten

    verb = "beats" if kind == "quality" else "is more efficient than"
    if "verdict" in answer:
        say(answer["verdict"]["text"], "bold")
    elif not answer["chains"]:
        say("No chain found.")
    for number, chain in enumerate(answer["chains"], 1):
        on = f"all on {chain['dataset']}, {chain['metric']}" if chain["strict"] else "mixed data sets or metrics"
        names = " → ".join(shorten(name, 60) for name in chain["methods"])
        say()
        say(f"{number}. {names}  ({on if chain['length'] > 1 else 'one step'})", "bold")
        for step in chain["steps"]:
            _tell_step(step, verb)
    if answer["contradictions"]:
        say()
        say("Contradictory claims (they may hold on different data, metrics or settings)", "bold")
    for one in answer["contradictions"]:
        say(
            " ⇄ ".join(shorten(name, 60) for name in one["methods"])
            + ("  (same data set and metric)" if one["same_dataset_and_metric"] else "")
        )
        for step in one["claims"]:
            _tell_step(step, verb)


def _tell_step(step: dict[str, Any], verb: str) -> None:
    from papergraph.views.words import number, shorten

    about = ", ".join(shorten(part, 60) for part in (step["dataset"], step["metric"]) if part)
    pair = " to ".join(number(step[key]) for key in ("winner_value", "loser_value") if step[key] is not None)
    margin = step["margin_text"] or number(step["margin"])
    figures = ", ".join(part for part in (pair, margin and f"by {margin}") if part)
    detail = ": ".join(part for part in (about, figures) if part)
    say(f"   {shorten(step['winner'], 60)} {verb} {shorten(step['loser'], 60)}" + (f" ({detail})" if detail else ""))
    say_evidence(step, " " * 6)

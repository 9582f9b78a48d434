"""`papergraph query`: ask the graph with SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papergraph.cli.common import graph_option, plain
from papergraph.errors import UsageError

if TYPE_CHECKING:
    from papergraph.graph import Graph
    from papergraph.graph.named import NamedQuery

_FORMATS = ("table", "csv", "json", "turtle")


@click.command("query", short_help="Ask the graph with SPARQL, or by a named query.")
@click.argument("sparql", required=False)
@click.option("-f", "--file", "file", type=click.Path(path_type=Path, dir_okay=False), help="Read the query from a file.")
@click.option("--name", metavar="NAME", help="Ask a named query; --list shows them.")
@click.option(
    "-p", "parameters", multiple=True, metavar="KEY=VALUE", help="Value of a variable: a name or IRI; KEY:=VALUE is a literal."
)
@click.option(
    "--format", "format", type=click.Choice(_FORMATS), default=None, help="How to print the answer.  [default: table]"
)
@click.option("--list", "listing", is_flag=True, help="List the named queries.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@graph_option
def command(
    sparql: str | None,
    file: Path | None,
    name: str | None,
    parameters: tuple[str, ...],
    format: str | None,
    listing: bool,
    as_json: bool,
    graph_path: Path | None,
) -> None:
    """Ask the graph with SPARQL 1.1.

    \b
    papergraph query --name who-beats -p method=DiT
    papergraph query 'SELECT ?title { ?p pg:evaluatesOn ?dataset ; dcterms:title ?title }' -p dataset=ImageNet

    The default graph is all of it, and the prefixes of the graph are declared. A value of -p is looked up among the names of
    the graph and bound as an IRI; with := it is bound as a number, true, false or text.
    """
    from papergraph.graph.named import named_queries, named_query

    format = "json" if as_json else format or "table"
    if listing:
        _list(named_queries(), format)
        return
    if sum(given is not None for given in (sparql, file, name)) != 1:
        raise UsageError("give one query: as text, with -f FILE or with --name NAME (--list shows the named ones)")
    named = named_query(name) if name else None
    text = named.sparql if named else _text(sparql, file)
    graph = _open(graph_path)
    bindings = dict(_binding(graph, parameter, named) for parameter in parameters)
    if named:
        _check(named, bindings)
    _print(graph, graph.query(text, **bindings), format, set(bindings))


def _open(path: Path | None) -> Graph:
    from papergraph.graph import open_graph

    return open_graph(path or "outputs")


def _text(sparql: str | None, file: Path | None) -> str:
    if file is None:
        return sys.stdin.read() if sparql == "-" else sparql or ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({getattr(error, 'strerror', None) or error})") from error


def _binding(graph: Graph, parameter: str, named: NamedQuery | None) -> tuple[str, Any]:
    key, equals, value = parameter.partition("=")
    if not equals or not key.rstrip(":"):
        raise UsageError(f"-p {parameter}: write KEY=VALUE, or KEY:=VALUE for a literal")
    from papergraph.graph.binding import literal, resolve

    if key.endswith(":"):
        return key[:-1], literal(value)
    known = {p.name: p.types for p in named.parameters} if named else {}
    return key, resolve(graph, key, value, known.get(key))


def _check(named: NamedQuery, bindings: dict[str, Any]) -> None:
    missing = [p for p in named.parameters if not p.optional and p.name not in bindings]
    if missing:
        needed = " ".join(f"-p {p.name}=..." for p in missing)
        raise UsageError(f"the query {named.name} needs {needed} ({'; '.join(p.about for p in missing)})")
    unknown = sorted(set(bindings) - {p.name for p in named.parameters})
    if unknown:
        known = ", ".join(p.name for p in named.parameters) or "none"
        raise UsageError(f"the query {named.name} has no parameter {', '.join(unknown)}; it has {known}")


def _list(queries: list[NamedQuery], format: str) -> None:
    from papergraph.cli.answers import print_csv, print_json, show

    parameters = [[f"{p.name}{'?' if p.optional else ''}" for p in q.parameters] for q in queries]
    rows = [{"name": q.name, "parameters": ps, "answers": q.about} for q, ps in zip(queries, parameters, strict=True)]
    if format == "json":
        import msgspec

        print_json([row | {"parameters": msgspec.to_builtins(q.parameters)} for row, q in zip(rows, queries, strict=True)])
    elif format == "csv":
        print_csv(("name", "parameters", "answers"), rows)
    else:
        cells = [[q.name, ", ".join(ps), q.about] for q, ps in zip(queries, parameters, strict=True)]
        show(_table(("name", "parameters", "answers"), cells))


def _table(columns: tuple[str, ...] | list[str], rows: list[list[str]]) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    return table


def _print(graph: Graph, answer: Any, format: str, bound: set[str]) -> None:
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryBoolean):
        _print_truth(answer, format)
    elif isinstance(answer, ox.QueryTriples):
        _print_triples(graph, answer, format)
    elif format == "turtle":
        raise UsageError("--format turtle: only the answers to CONSTRUCT and DESCRIBE are triples")
    elif format == "json":
        _echo_bytes(answer.serialize(format=ox.QueryResultsFormat.JSON))
    else:
        _print_rows(graph, answer, format, bound)


def _print_truth(answer: Any, format: str) -> None:
    import pyoxigraph as ox

    if format == "json":
        _echo_bytes(answer.serialize(format=ox.QueryResultsFormat.JSON))
    elif format == "turtle":
        raise UsageError("--format turtle: only the answers to CONSTRUCT and DESCRIBE are triples")
    else:
        click.echo("true" if answer else "false")


def _print_triples(graph: Graph, answer: Any, format: str) -> None:
    import pyoxigraph as ox

    if format in ("table", "turtle"):
        from papergraph.graph.triples import Triple
        from papergraph.graph.turtle import Turtle

        turtle = Turtle(graph.base)
        blocks = turtle.blocks(map(Triple.of, answer))
        click.echo(_safe(turtle.head(blocks) + blocks, _turtle_escape), nl=False)
    elif format == "json":
        _echo_bytes(ox.serialize(answer, format=ox.RdfFormat.JSON_LD) or b"")
    else:
        from papergraph.cli.answers import print_csv

        rows = ({"subject": t.subject.value, "predicate": t.predicate.value, "object": t.object.value} for t in answer)
        print_csv(("subject", "predicate", "object"), rows)


def _print_rows(graph: Graph, answer: Any, format: str, bound: set[str]) -> None:
    from papergraph.graph.conversion import python_value

    columns = [variable.value for variable in answer.variables]
    if format == "csv":
        from papergraph.cli.answers import print_csv

        print_csv(columns, ({name: _cell(python_value(row[name])) for name in columns} for row in answer))
        return
    from papergraph.cli.answers import show

    shown = [name for name in columns if name not in bound] or columns
    short = _Short(graph)
    rows = [[short(row[name]) for name in shown] for row in answer]
    if rows:
        show(_table(shown, rows))
    click.echo(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}", err=True)


def _cell(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


class _Short:
    """Terms as a person reads them: IRIs with their prefix."""

    def __init__(self, graph: Graph) -> None:
        self._prefixes = sorted(graph.prefixes.items(), key=lambda item: -len(item[1]))

    def __call__(self, term: Any) -> str:
        import pyoxigraph as ox

        if term is None:
            return ""
        if isinstance(term, ox.NamedNode):
            for prefix, namespace in self._prefixes:
                if term.value.startswith(namespace):
                    return f"{prefix}:{term.value[len(namespace) :]}"
        return str(getattr(term, "value", term))


def _echo_bytes(data: bytes) -> None:
    click.echo(_safe(data.decode()))


def _json_escape(c: str) -> str:
    units = c.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def _turtle_escape(c: str) -> str:
    return f"\\U{ord(c):08X}"


def _safe(text: str, escape: Callable[[str], str] = _json_escape) -> str:
    """JSON or Turtle whose characters that steer a terminal are escaped; they can only stand inside strings."""
    return text if plain(text) == text else "".join(c if plain(c) == c else escape(c) for c in text)

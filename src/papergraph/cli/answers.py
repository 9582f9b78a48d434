"""How the analysis commands print what they found: JSON, CSV, or a table on the terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from papergraph.cli.common import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

F = TypeVar("F", bound=Callable[..., Any])


def answer_options(function: F) -> F:
    """Add `--json` and `--csv`."""
    function = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")(function)
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, with all evidence.")(function)


def print_json(value: Any) -> None:
    """Print a value as indented JSON (characters that steer a terminal are escaped)."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    click.echo("".join(c if c == "\n" or plain(c) == c else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else "�" for c in text))


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as CSV. Text that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    click.echo(out.getvalue(), nl=False)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(one) for one in value)
    if not isinstance(value, str):
        return value
    text = plain(value).replace("\n", " ")
    return "'" + text if text[:1] in ("=", "+", "-", "@") else text


def claim_cells(statement: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that CSV gives of a statement."""
    from papergraph.views.citing import first_quote

    paper, quote = statement["paper"], first_quote(statement)
    cells = {
        key: statement.get(key) for key in ("winner", "loser", "dataset", "metric", "winner_value", "loser_value", "confidence")
    }
    margin = statement.get("margin_text") or statement.get("margin")
    return cells | {"margin": margin, "paper": paper["title"], "url": paper["url"], "date": paper["date"], "quote": quote}


#: Columns of `claim_cells`.
CLAIM_COLUMNS = (
    *("winner", "loser", "dataset", "metric", "winner_value", "loser_value", "margin"),
    *("confidence", "paper", "url", "date", "quote"),
)


def show(item: RenderableType) -> None:
    """Print with rich: in a pipe without colours, 140 columns wide, no blanks at the ends of lines."""
    from rich.console import Console

    terminal = Console(highlight=False, markup=False, emoji=False)
    if terminal.is_terminal:
        terminal.print(item)
        return
    terminal = Console(highlight=False, markup=False, emoji=False, width=140)
    with terminal.capture() as captured:
        terminal.print(item)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())


def is_narrow() -> bool:
    """Whether the terminal leaves too little room for a column of sentences beside others."""
    from rich.console import Console

    terminal = Console()
    return terminal.is_terminal and terminal.width < 110


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None = None, right: Sequence[str] = ()
) -> None:
    """Print a table without its empty columns; cells are text and never read as markup."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    lines = [list(row) for row in rows]
    empty = {
        at for at in range(len(columns)) if columns[at] and lines and not any(line[at] not in (None, "") for line in lines)
    }
    table = Table(
        box=SIMPLE_HEAD, title=Text(plain(title)) if title else None, title_justify="left", title_style="bold", pad_edge=False
    )
    for column in (name for at, name in enumerate(columns) if at not in empty):
        table.add_column(Text(column), justify="right" if column in right else "left", overflow="fold")
    for line in lines:
        table.add_row(*(Text(plain("" if cell is None else str(cell))) for at, cell in enumerate(line) if at not in empty))
    show(table)


def say(text: str = "", style: str | None = None) -> None:
    """Print a line, wrapped to the terminal."""
    from rich.text import Text

    show(Text(plain(text), style=style or ""))


def say_evidence(statement: Mapping[str, Any], indent: str = "    ") -> None:
    """Print a statement's first sentence, the words that carry it marked, and its paper."""
    from rich.padding import Padding
    from rich.text import Text

    from papergraph.views.showing import readable_quote
    from papergraph.views.words import shorten

    for one in statement["evidence"][:1]:
        if one["quote"]:
            quote, marks = readable_quote(one["quote"], tuple((start, end) for start, end in one["marks"]))
            text = Text("“", style="dim")
            at = 0
            for start, end in marks:
                text.append(plain(quote[at:start]))
                text.append(plain(quote[start:end]), style="bold")
                at = end
            text.append(plain(quote[at:]) + "”")
            show(Padding(text, (0, 0, 0, len(indent))))
    paper = statement["paper"]
    source = ", ".join(part for part in (shorten(paper["title"], 90), paper["date"], paper["url"]) if part)
    show(Padding(Text(plain(source), style="dim"), (0, 0, 0, len(indent))))

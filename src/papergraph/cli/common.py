"""What several commands share: the graph option, plain text for terminals, and printing rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def plain(text: str) -> str:
    """Text without control and direction-changing characters, safe to print on a terminal."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else "�" for c in text)


def graph_option(function: F) -> F:
    """Add `--graph FILE`: the graph to read instead of `outputs/`."""
    option = click.option(
        "--graph",
        "graph_path",
        type=click.Path(path_type=Path),
        default=None,
        help="Graph to read: a folder written by `papergraph build`, a Turtle or N-Quads file.  [default: outputs]",
    )
    return option(function)

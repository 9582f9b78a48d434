"""A leaderboard as a chart (matplotlib, the extra `papergraph-kg[plot]`)."""

from __future__ import annotations

import os
from pathlib import Path

from papergraph.errors import PapergraphError, UsageError
from papergraph.files import replacing
from papergraph.views.leaderboard import Board
from papergraph.views.reading import Reader
from papergraph.views.words import quantity, shorten

#: Bars drawn at most.
BARS = 30
FORMATS = ("svg", "png", "pdf")


def plot(reader: Reader, board: Board, path: str | os.PathLike[str]) -> None:
    """Draw the values of a leaderboard, the best on top.

    Parameters
    ----------
    reader
        The graph.
    board
        The leaderboard.
    path
        File to write; its ending (`.svg`, `.png`, `.pdf`) says the format.

    Raises
    ------
    PapergraphError
        matplotlib is missing, or the board has no value.
    UsageError
        Another ending.
    """
    ending = Path(path).suffix.lower().lstrip(".")
    if ending not in FORMATS:
        raise UsageError(f"{path}: a plot is written as .svg, .png or .pdf")
    try:
        import matplotlib
    except ImportError:
        raise PapergraphError("plots need matplotlib: pip install 'papergraph-kg[plot]'") from None
    entries = [entry for entry in board.entries if entry.value is not None][:BARS]
    if not entries:
        raise PapergraphError("there is no value to draw")
    from matplotlib.figure import Figure

    with matplotlib.rc_context(
        {"svg.hashsalt": "papergraph", "svg.fonttype": "none", "text.parse_math": False, "font.size": 10}
    ):
        figure = Figure(figsize=(8, 1.2 + 0.32 * len(entries)), layout="constrained")
        axes = figure.subplots()
        labels = [shorten(entry.label, 40) for entry in entries]
        values = [entry.value or 0.0 for entry in entries]
        bars = axes.barh(range(len(entries)), values, color="#0072b2", height=0.66)
        axes.bar_label(bars, [quantity(value, board.unit) for value in values], padding=4)
        axes.set_yticks(range(len(entries)), labels)
        axes.invert_yaxis()
        axes.margins(x=0.12)
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        axes.set_title(shorten(board.title(reader), 80), loc="left", fontweight="bold")
        axes.set_xlabel(board.direction())
        with replacing(path, "wb") as file:
            figure.savefig(file, format=ending, metadata={"Date": None} if ending == "svg" else None, dpi=150)

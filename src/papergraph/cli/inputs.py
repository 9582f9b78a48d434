"""Options of the commands that make facts: what to read, and how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from papergraph.sources import FORMATS

if TYPE_CHECKING:
    from papergraph.building.corpus import Options
    from papergraph.sources import SkipLog

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.argument("inputs", nargs=-1, metavar="[INPUT...]"),
    click.option("--from", "format", type=click.Choice(list(FORMATS)), help="Format of INPUT.  [default: told by content]"),
    click.option("--jobs", type=click.IntRange(min=1), help="Worker processes.  [default: one for each core]"),
    click.option(
        "--lexicon",
        "lexicons",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Your own names (JSON Lines), added to those that ship with papergraph; may be given several times.",
    ),
    click.option("--no-corpus-lexicon", is_flag=True, help="Do not use names that one paper defines to read the others."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        help="Leave out comparisons and results below this.",
        show_default=True,
    ),
    click.option("--no-quotes", is_flag=True, help="Leave out the sentences that facts come from (their places stay)."),
    click.option("--strict", is_flag=True, help="Fail at the first record that cannot be used."),
    click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors."),
)


def facts_options(function: F) -> F:
    """Add INPUT and the options that say how facts are made of it."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def options_of(
    *, jobs: int | None, lexicons: tuple[Path, ...], no_corpus_lexicon: bool, no_quotes: bool, **rest: Any
) -> Options:
    """What the user chose, as the build takes it."""
    from papergraph.building.corpus import Options, cores

    return Options(
        jobs=jobs or cores(),
        lexicons=tuple(map(str, lexicons)),
        corpus_lexicon=not no_corpus_lexicon,
        quotes=not no_quotes,
        **rest,
    )


def report_skipped(log: SkipLog) -> None:
    """Say on standard error what could not be used."""
    from papergraph.cli.common import plain

    for line in log.lines():
        click.echo(plain(line), err=True)

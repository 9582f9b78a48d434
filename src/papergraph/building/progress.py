"""How far a run is: bars on a terminal, nothing in a pipe, and the seconds of each step for the run report."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_log = logging.getLogger("papergraph.building")

#: Tells that so many more papers are done.
Advance = Callable[[int], None]


class Progress:
    """Steps of a run, timed, and shown where somebody is watching.

    Parameters
    ----------
    quiet
        Show nothing even on a terminal.
    """

    def __init__(self, quiet: bool = True) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        #: Seconds of each step so far.
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """One step of the run; steps of one name add up.

        Parameters
        ----------
        name
            What is done, as shown.
        total
            How many papers there are; None where that is not known.
        """
        started = time.perf_counter()
        try:
            if self._shown:
                with _bar(name, total) as advance:
                    yield advance
            else:
                yield lambda _: None
        finally:
            spent = time.perf_counter() - started
            self.seconds[name] = round(self.seconds.get(name, 0.0) + spent, 3)
            _log.info("%s: %.2f s", name, spent)


@contextmanager
def _bar(name: str, total: int | None) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns: tuple[Any, ...] = (TextColumn("{task.description:24}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(name, total=total)
        yield lambda done: bars.advance(task, done)

"""The command line: one function a command, each in its own file, loaded only when it is called."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import Any

import click

from papergraph import __version__
from papergraph.errors import PapergraphError

#: Commands; each is a click command of the name `command` in the module of its name in `papergraph.cli`.
COMMANDS = tuple(
    "build chains compare diff embed evaluate explain export extract leaderboard query rank read report serve show validate "
    "viz".split()
)


class _LazyGroup(click.Group):
    """A group that imports a command's module when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"papergraph.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PapergraphError as error:
            if ctx.params.get("debug"):
                raise
            from papergraph.cli.common import plain

            click.echo(f"Error: {plain(str(error))}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # The reader of our output has gone (`| head`): not an error.
            _stop_printing()
            ctx.exit(0)
        except OSError as error:
            if error.errno != errno.ENOSPC or ctx.params.get("debug"):
                raise
            _stop_printing()
            click.echo("Error: standard output: cannot be written (no space left on the disk); make room", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(130)


def _stop_printing() -> None:
    """Let what is still to be printed go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="papergraph")
@click.option("--debug", is_flag=True, help="Show a traceback where something fails.")
@click.option("-v", "--verbose", count=True, help="Log what is done on standard error (-vv: in detail).")
def main(debug: bool, verbose: int) -> None:
    """Turn titles and abstracts into a knowledge graph of methods, data sets and results."""
    if verbose:
        import logging

        logging.basicConfig(level=logging.DEBUG if verbose > 1 else logging.INFO, format="%(levelname)s %(name)s: %(message)s")

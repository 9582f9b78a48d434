"""Errors that a user sees: one line that says what is wrong, where, and what to do."""

from __future__ import annotations


class PapergraphError(Exception):
    """A failure with a message for the user; the command line prints it without a traceback and exits with 1."""

    exit_code = 1


class UsageError(PapergraphError):
    """The call itself is wrong (an argument, an option, a path that is not there); exit code 2."""

    exit_code = 2


class InputError(PapergraphError):
    """An input cannot be read, or one of its records cannot be used.

    Parameters
    ----------
    message
        What is wrong and what to do.
    where
        File, line or record, e.g. `papers.jsonl:12`.
    """

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where

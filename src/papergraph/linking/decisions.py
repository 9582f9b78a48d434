"""A user's own decisions on identity, from a CSV file."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass, field

from papergraph.errors import InputError, UsageError
from papergraph.linking.spelling import spell

CLASSES = {
    "method": "Method",
    "dataset": "Dataset",
    "family": "MethodClass",
    "task": "Task",
    "metric": "Metric",
    "hardware": "Hardware",
}
_DECISIONS = ("same", "different", "variant")
_COLUMNS = ("class", "name", "other", "decision")


@dataclass(slots=True)
class Decisions:
    """What the user says of pairs of names; keys are (class, fold of a name)."""

    #: name -> the name whose node it shares.
    same: dict[tuple[str, str], str] = field(default_factory=dict)
    #: Pairs that never share a node.
    different: set[tuple[str, str, str]] = field(default_factory=set)
    #: name -> its base.
    variant: dict[tuple[str, str], str] = field(default_factory=dict)

    def apart(self, type: str, a: str, b: str) -> bool:
        """Whether the user keeps two folds of a class apart."""
        return (type, a, b) in self.different or (type, b, a) in self.different

    def add(self, type: str, name: str, other: str, decision: str) -> None:
        """Add one decision on two names of a class."""
        fold, other_fold = spell(name, type).fold, spell(other, type).fold
        if decision == "same":
            self.same[type, fold] = other
        elif decision == "variant":
            self.variant[type, fold] = other
        else:
            self.different.add((type, fold, other_fold))


def read_decisions(path: str | os.PathLike[str]) -> Decisions:
    """Read a user's decisions.

    A CSV file with the columns `class` (method, dataset, family, task, metric or hardware), `name`, `other` and
    `decision` (`same`: both are one thing, called by `other`; `different`; `variant`: `name` is a variant of `other`).
    An empty `decision` means `same`.

    Raises
    ------
    UsageError
        The file cannot be read, or a column is missing.
    InputError
        A line cannot be used.
    """
    decisions = Decisions()
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in _COLUMNS[:3] if column not in (reader.fieldnames or ())]
            if missing:
                raise UsageError(f"{path}: no column {', '.join(missing)}; the first line must be {','.join(_COLUMNS)}")
            for row in reader:
                _read_row(decisions, row, f"{path}:{reader.line_num}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: cannot be read as CSV ({error})") from error
    return decisions


def _read_row(decisions: Decisions, row: dict[str, str | None], where: str) -> None:
    type = CLASSES.get((row["class"] or "").strip().lower())
    name, other = (row["name"] or "").strip(), (row["other"] or "").strip()
    decision = (row.get("decision") or "same").strip().lower()
    if type is None:
        raise InputError(f"class {row['class']!r} is unknown; give one of {', '.join(CLASSES)}", where)
    if decision not in _DECISIONS:
        raise InputError(f"decision {decision!r} is unknown; give one of {', '.join(_DECISIONS)}", where)
    if not spell(name, type).fold or not spell(other, type).fold:
        raise InputError("a name is empty", where)
    decisions.add(type, name, other, decision)

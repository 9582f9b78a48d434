"""What could not be used, and why: every skipped record is counted, the first ones are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from papergraph.errors import InputError

#: So many skipped records are kept by name; the others are only counted.
NAMED = 1000


@dataclass(frozen=True)
class Skip:
    """One record (or the rest of a file) that was not used."""

    #: File and line or record, e.g. `papers.jsonl:12`.
    where: str
    reason: str


@dataclass
class SkipLog:
    """Records that were skipped, counted by reason.

    Examples
    --------
    >>> log = SkipLog()
    >>> log.add("papers.jsonl:3", "no title")
    >>> log.total, log.lines()
    (1, ['1 record skipped: no title (papers.jsonl:3)'])
    """

    named: list[Skip] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, where: str, reason: str) -> None:
        """Count one record as skipped."""
        self.reasons[reason] += 1
        if len(self.named) < NAMED:
            self.named.append(Skip(where, reason))

    def add_error(self, error: InputError, name: str) -> None:
        """Count what an error says of the input of a name."""
        self.add(error.where or name, str(error).removeprefix(f"{error.where}: "))

    def extend(self, other: SkipLog) -> None:
        """Add what was skipped in another part of the input."""
        self.reasons.update(other.reasons)
        self.named.extend(other.named[: NAMED - len(self.named)])

    @property
    def total(self) -> int:
        """Number of skipped records."""
        return self.reasons.total()

    def lines(self, examples: int = 3) -> list[str]:
        """Say it in one line a reason, the most frequent first, with the places of the first few records."""
        found = []
        for reason, count in sorted(self.reasons.items(), key=lambda item: (-item[1], item[0])):
            places = [skip.where for skip in self.named if skip.reason == reason][:examples]
            more = ", …" if count > len(places) else ""
            found.append(f"{count} record{'s' * (count > 1)} skipped: {reason} ({', '.join(places)}{more})")
        return found


def no_papers(log: SkipLog, names: Sequence[str]) -> InputError:
    """The error where the inputs of these names hold no paper."""
    reasons = "; ".join(log.lines(1)) or "check the format (--from)"
    return InputError(f"no papers found ({reasons})", names[0] if len(names) == 1 else f"{len(names)} inputs")

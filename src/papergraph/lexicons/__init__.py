"""The names that papergraph knows before it has read a paper, as data files that anybody can extend.

Each `*.jsonl` beside this file holds one entry a line; lines that start with `#` are remarks. `words.txt` holds common words.
Loading needs no spaCy.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from papergraph.errors import InputError, UsageError

#: What an entry denotes. `generic` names are nothing on their own (OOD, NLP); `software`, `organisation`, `venue`, `place`,
#: `unit` and `term` are capitalised things that are never methods or data sets.
Kind = Literal[
    "method", "dataset", "family", "task", "metric", "hardware", "generic",
    "software", "organisation", "venue", "place", "unit", "term",
]  # fmt: skip

#: Kind of lexicon -> its file and the kinds of its entries (the first where an entry states none).
LEXICONS: dict[str, tuple[str, tuple[Kind, ...]]] = {
    "dataset": ("datasets.jsonl", ("dataset",)),
    "method": ("methods.jsonl", ("method",)),
    "family": ("families.jsonl", ("family", "generic")),
    "task": ("tasks.jsonl", ("task",)),
    "metric": ("metrics.jsonl", ("metric",)),
    "hardware": ("hardware.jsonl", ("hardware",)),
    "venue": ("venues.jsonl", ("venue", "organisation", "software", "place", "unit", "term")),
}

#: Kinds that an entry of a user's lexicon may have.
USER_KINDS: tuple[Kind, ...] = ("method", "dataset", "family", "task", "metric", "hardware", "generic")

#: Classes that the entries of a lexicon may have; any where none are listed.
CLASSES = {"metric": ("quality", "efficiency"), "hardware": ("device", "runtime", "generic", "platform")}

_HERE = Path(__file__).parent


class Entry(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One known thing and the ways to write it.

    Case, hyphens, spaces and plurals need no forms of their own: whoever matches normalises them.
    """

    #: The usual short form.
    name: str
    kind: Kind
    #: Other forms that denote the same thing.
    aliases: tuple[str, ...] = ()
    #: Only the exact case matches, because another case is a word ("MATH", "Adam"); forms in lower case still match in any.
    case: bool = False
    #: A form of one word needs a cue beside it ("the MATH data set").
    ambiguous: bool = False
    #: The entry this one is a variant of (ImageNet-C -> ImageNet).
    base: str | None = None
    #: Metrics: the direction that is better, and the usual unit.
    better: Literal["higher", "lower"] | None = None
    unit: str | None = None
    #: Hardware: counts only where the text says that something runs there ("GPU").
    bare: bool = False
    #: Data sets: the usual task.
    task: str | None = None
    #: Finer class: `quality` or `efficiency` for metrics; `device`, `runtime`, `generic` or `platform` for hardware; free
    #: for methods.
    cls: str | None = msgspec.field(default=None, name="class")

    def forms(self) -> Iterator[tuple[str, bool, bool]]:
        """All forms, the name first, each with whether only its exact case matches and whether it needs a cue.

        Examples
        --------
        >>> list(Entry(name="MATH", kind="dataset", case=True, ambiguous=True, aliases=("mathematics aptitude test",)).forms())
        [('MATH', True, True), ('mathematics aptitude test', False, False)]
        """
        for form in (self.name, *self.aliases):
            yield form, self.case and form != form.lower(), self.ambiguous and " " not in form


_DECODER = msgspec.json.Decoder(Entry)


def load(kind: str) -> list[Entry]:
    """Read the shipped lexicon of one kind (a key of :data:`LEXICONS`), in the order of its file.

    Raises
    ------
    InputError
        A line is no valid entry.
    """
    return list(_load(kind))


@cache
def _load(kind: str) -> tuple[Entry, ...]:
    file, kinds = LEXICONS[kind]
    return tuple(_entries(_HERE / file, kinds, kinds[0]))


def load_user(path: str | os.PathLike[str]) -> list[Entry]:
    """Read a user's own lexicon; its entries must state their kind, one of :data:`USER_KINDS`.

    Raises
    ------
    UsageError
        The file cannot be read.
    InputError
        A line is no valid entry; the message names file and line.
    """
    return list(_entries(Path(path), USER_KINDS, None))


@cache
def common_words() -> frozenset[str]:
    """Common words, in lower case: a name that is one of them is no name by its letters alone."""
    text = (_HERE / "words.txt").read_text(encoding="utf-8")
    return frozenset(text[text.index("\n") + 1 :].split())


def _entries(path: Path, kinds: tuple[Kind, ...], default: Kind | None) -> Iterator[Entry]:
    try:
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise UsageError(f"{path}: cannot read the lexicon ({error.strerror or error})") from error
    start = b'{"kind": "%s", ' % default.encode() if default else b""
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip() and not line.startswith(b"#"):
            if start and line.startswith(b"{") and b'"kind"' not in line:
                line = start + line[1:]
            try:
                yield _checked(_DECODER.decode(line), kinds)
            except msgspec.MsgspecError as error:
                raise InputError(f"no lexicon entry: {error}; {_HINT}", f"{path}:{number}") from error
            except ValueError as error:
                raise InputError(str(error), f"{path}:{number}") from error


def _checked(entry: Entry, kinds: tuple[Kind, ...]) -> Entry:
    if entry.kind not in kinds:
        raise ValueError(f'kind "{entry.kind}" is not possible here; give one of {", ".join(kinds)}')
    if not entry.name.strip() or not all(map(str.strip, entry.aliases)):
        raise ValueError("a name or alias is empty")
    if entry.cls is not None and entry.cls not in CLASSES.get(entry.kind, (entry.cls,)):
        raise ValueError(f"class {entry.cls!r} is not possible here; give one of {', '.join(CLASSES[entry.kind])}")
    return entry


_HINT = f'write {{"kind": one of {", ".join(USER_KINDS)}, "name": "...", "aliases": ["..."]}}'

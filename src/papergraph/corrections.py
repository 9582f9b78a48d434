"""A reader's corrections: facts to reject, accept or edit, which survive every rebuild.

The format is described in `docs/corrections.md`.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from papergraph.errors import InputError, UsageError
from papergraph.model import Entity, Facts

Kind = Literal["methods", "families", "datasets", "tasks", "hardware", "comparisons", "results", "claims_sota", "code"]

#: What of a claim names a method, and what else names a data set: kind of claim -> its keys.
_METHOD_KEYS = {"comparisons": ("winner", "loser"), "results": ("method",)}


class Correction(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One line of a corrections file."""

    action: Literal["reject", "accept", "edit"]
    #: Id of the paper.
    paper: str
    kind: Kind
    #: Which facts of that kind: all that have these values (names without regard to case).
    where: dict[str, Any] = {}
    #: What an edit changes.
    set: dict[str, Any] = {}
    note: str = ""
    #: File and line, for messages.
    source: str = ""


class Corrections:
    """Corrections by paper, applied to facts as they pass; remembers which ones matched nothing."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._all = list(corrections)
        self._of_paper: dict[str, list[int]] = defaultdict(list)
        for i, correction in enumerate(self._all):
            self._of_paper[correction.paper].append(i)
        #: Places of the corrections that have found something.
        self.matched: set[int] = set()

    def touches(self, paper: str) -> bool:
        """Whether there is anything to correct in this paper."""
        return paper in self._of_paper

    def apply(self, facts: Facts) -> Facts:
        """Facts with their paper's corrections applied, in the order of the file.

        Raises
        ------
        InputError
            An edit gives a fact a value that it cannot have.
        """
        for i in self._of_paper.get(facts.id, ()):
            found, facts = _apply(self._all[i], facts)
            if found:
                self.matched.add(i)
        return facts

    def unmatched(self) -> list[str]:
        """A line for each correction that has matched nothing."""
        missed = (c for i, c in enumerate(self._all) if i not in self.matched)
        return [f"{c.source}: nothing to {c.action} ({c.kind} of paper {c.paper} {_shown(c.where)})".rstrip() for c in missed]


def load(path: Path) -> Corrections:
    """Read a corrections file, CSV or JSON Lines.

    Raises
    ------
    UsageError
        The file cannot be read.
    InputError
        A line is no correction.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: corrections cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})") from None
    rows = _json_rows if text.lstrip().startswith("{") else _csv_rows
    return Corrections(rows(text, str(path)))


def without(facts: Facts, kind: str, drop: set[int]) -> Facts:
    """Facts without those at the given indices of one list, evidence adjusted."""
    if not drop:
        return facts
    items = getattr(facts, kind)
    places = {old: new for new, old in enumerate(i for i in range(len(items)) if i not in drop)}
    evidence = []
    for entry in facts.evidence:
        if entry.kind != kind:
            evidence.append(entry)
        elif entry.index in places:
            evidence.append(msgspec.structs.replace(entry, index=places[entry.index]))
    return msgspec.structs.replace(facts, evidence=evidence, **{kind: [items[i] for i in places]})


def _json_rows(text: str, name: str) -> Iterator[Correction]:
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                correction = msgspec.json.decode(line, type=Correction)
            except msgspec.DecodeError as error:
                raise InputError(f"this is no correction ({error})", f"{name}:{n}") from None
            yield msgspec.structs.replace(correction, source=f"{name}:{n}")


def _csv_rows(text: str, name: str) -> Iterator[Correction]:
    reader = csv.DictReader(io.StringIO(text))
    missing = {"action", "paper", "kind", "where"} - set(reader.fieldnames or ())
    if missing:
        raise InputError(
            f"the first line must name the columns action, paper, kind, where, set (no {', '.join(missing)})", name
        )
    for row in reader:
        place = f"{name}:{reader.line_num}"
        values: dict[str, Any] = {k: v.strip() for k, v in row.items() if k in Correction.__struct_fields__ and v and v.strip()}
        for key in ("where", "set"):
            values[key] = _pairs(values.get(key, ""), place)
        try:
            yield msgspec.convert({**values, "source": place}, Correction)
        except msgspec.ValidationError as error:
            raise InputError(f"this is no correction ({error})", place) from None


def _pairs(cell: str, place: str) -> dict[str, Any]:
    """The content of a CSV cell: `key=value; key=value`, or a JSON object."""
    if cell.startswith("{"):
        try:
            return msgspec.json.decode(cell, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise InputError(f"no JSON object ({error})", place) from None
    pairs = {}
    for part in filter(None, map(str.strip, cell.split(";"))):
        key, equals, value = part.partition("=")
        if not equals:
            raise InputError(f"'{part}' should be key=value", place)
        pairs[key.strip()] = _value(value.strip())
    return pairs


def _value(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return {"": None, "true": True, "false": False}.get(text, text)


def _apply(correction: Correction, facts: Facts) -> tuple[bool, Facts]:
    """Whether the correction found anything, and the facts with it applied."""
    if correction.kind == "claims_sota":
        value = {"reject": False, "accept": True}.get(correction.action, bool(correction.set.get("value", True)))
        evidence = facts.evidence if value else [e for e in facts.evidence if e.kind != "claims_sota"]
        return True, msgspec.structs.replace(facts, claims_sota=value, evidence=evidence)
    found = {i for i, item in enumerate(getattr(facts, correction.kind)) if _fits(item, correction.where)}
    if not found:
        return False, facts
    if correction.action == "reject":
        return True, _reject(facts, correction.kind, found)
    if correction.action == "accept":
        return True, _edit(facts, correction, found, {"confidence": 1.0} if correction.kind in _METHOD_KEYS else {})
    return True, _edit(facts, correction, found, correction.set)


def _fits(item: Any, where: dict[str, Any]) -> bool:
    return all(any(_same(have, value) for have in _values(item, key)) for key, value in where.items())


def _values(item: Any, key: str) -> list[Any]:
    """What a fact has under a key; `name` stands for any name of an entity, or for the text of a plain fact."""
    if isinstance(item, str):
        return [item] if key == "name" else []
    if key == "name" and isinstance(item, Entity):
        return list(item.names)
    return [getattr(item, key)] if key in item.__struct_fields__ else []


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, str) and isinstance(b, str | int | float):
        text = f"{b:g}" if isinstance(b, float) else str(b)
        return " ".join(a.split()).casefold() == " ".join(text.split()).casefold()
    return bool(a == b)


def _reject(facts: Facts, kind: str, found: set[int]) -> Facts:
    """Without these facts, and without claims about a method or on a data set that is rejected."""
    names = {name for i in found for name in getattr(facts, kind)[i].names} if kind in ("methods", "datasets") else set()
    facts = without(facts, kind, found)
    for claims, keys in _METHOD_KEYS.items():
        keys = keys if kind == "methods" else ("dataset",)
        about = {i for i, claim in enumerate(getattr(facts, claims)) if any(getattr(claim, key) in names for key in keys)}
        facts = without(facts, claims, about)
    return facts


def _edit(facts: Facts, correction: Correction, found: set[int], changes: dict[str, Any]) -> Facts:
    items = list(getattr(facts, correction.kind))
    renamed: dict[str, str] = {}
    for i in found:
        old = items[i]
        items[i] = _changed(old, changes, correction.source)
        if isinstance(old, Entity) and "name" in changes:
            renamed |= dict.fromkeys(old.names, items[i].names[0])
    facts = msgspec.structs.replace(facts, **{correction.kind: items})
    return _renamed(facts, correction.kind, renamed) if renamed else facts


def _changed(item: Any, changes: dict[str, Any], source: str) -> Any:
    if isinstance(item, str):
        return str(changes.get("name", item))
    values = msgspec.to_builtins(item)
    if "name" in changes and isinstance(item, Entity):
        changes = {**changes, "names": [changes["name"]]}
        del changes["name"]
    unknown = [key for key in changes if key not in item.__struct_fields__]
    if unknown:
        raise InputError(f"such a fact has no {unknown[0]}; it has {', '.join(item.__struct_fields__)}", source)
    try:
        return msgspec.convert({**values, **changes}, type(item))
    except msgspec.ValidationError as error:
        raise InputError(f"such a fact cannot have this ({error})", source) from None


def _renamed(facts: Facts, kind: str, names: dict[str, str]) -> Facts:
    """Claims that name a renamed method or data set follow it."""
    changed = {}
    for claims, keys in _METHOD_KEYS.items():
        keys = keys if kind == "methods" else ("dataset",) if kind == "datasets" else ()
        changed[claims] = [
            msgspec.structs.replace(c, **{key: names.get(getattr(c, key), getattr(c, key)) for key in keys})
            for c in getattr(facts, claims)
        ]
    return msgspec.structs.replace(facts, **changed)


def _shown(where: dict[str, Any]) -> str:
    return "; ".join(f"{key}={value}" for key, value in where.items())

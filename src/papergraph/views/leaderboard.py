"""Methods on a data set by reported value: only values that can be compared stand in one table.

Values are apart where the data set differs (another resolution is another data set, tied by `variantOf`), the metric
differs, the unit differs, or the sentence speaks of extra training data.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import msgspec

from papergraph.files import resource
from papergraph.views.citing import Row, statement
from papergraph.views.reading import Claim, Reader
from papergraph.views.words import PG, RDFS, quantity

#: Words of a sentence that say a value was reached with more than the data set itself.
_EXTRA = re.compile(r"\b(?:extra|additional|external)\s+(?:training\s+|labell?ed\s+|unlabell?ed\s+)?data\b", re.IGNORECASE)
_SIZE = re.compile(r"^(?:number of |#)?(?:model )?(?:param(?:eter)?s?|size)$", re.IGNORECASE)


class Entry(msgspec.Struct):
    """A method in a leaderboard: with a value, or placed above the methods it is said to beat."""

    method: str
    label: str
    value: float | None
    unit: str | None
    size: str | None
    paper: str
    date: str | None
    claim: Claim
    #: Labels of the methods that it is placed above, for want of a value.
    above: tuple[str, ...] = ()
    #: Variants folded into this entry, best first.
    variants: list[Entry] = []

    def row(self, reader: Reader, place: int | None) -> Row:
        """The entry, ready for JSON."""
        return {
            "rank": place,
            "method": self.label,
            "value": self.value,
            "unit": self.unit,
            "above": list(self.above),
            "size": self.size,
            "date": self.date,
            "statement": statement(reader, self.claim),
            "variants": [variant.row(reader, None) for variant in self.variants],
        }


class Board(msgspec.Struct):
    """One table: one data set, one metric, one condition."""

    dataset: str
    metric: str | None
    unit: str | None
    condition: str
    lower_is_better: bool | None
    entries: list[Entry]

    def title(self, reader: Reader) -> str:
        """Data set, metric and condition in words."""
        metric = reader.node(self.metric).label if self.metric else "metric not stated"
        parts = [reader.node(self.dataset).label, metric + (f" ({self.unit})" if self.unit else ""), self.condition]
        return ", ".join(part for part in parts if part)

    def direction(self) -> str:
        """Which way is better, in words."""
        if self.lower_is_better is None:
            return "which way is better is not known; higher first"
        return "lower is better" if self.lower_is_better else "higher is better"

    def places(self) -> list[int | None]:
        """Rank of each entry: equal values share one, entries without a value have none."""
        values = [entry.value for entry in self.entries if entry.value is not None]
        return [None if entry.value is None else values.index(entry.value) + 1 for entry in self.entries]

    def row(self, reader: Reader) -> Row:
        """The table, ready for JSON."""
        return {
            "dataset": reader.node(self.dataset).label,
            "metric": reader.node(self.metric).label if self.metric else None,
            "unit": self.unit,
            "condition": self.condition or None,
            "lower_is_better": self.lower_is_better,
            "entries": [entry.row(reader, place) for entry, place in zip(self.entries, self.places(), strict=True)],
        }


def boards(
    reader: Reader,
    dataset: str,
    metric: str | None = None,
    since: str | None = None,
    group_variants: bool = False,
    unnamed: bool = False,
) -> list[Board]:
    """Leaderboards of a data set and of its variants, the fullest first, behind them those whose metric is not stated.

    Parameters
    ----------
    reader
        The graph.
    dataset
        IRI of the data set.
    metric
        Part of a metric's name; all quality metrics if None.
    since
        Only papers of this date or later (`2024`, `2024-05`, `2024-05-17`); papers without a date are left out then.
    group_variants
        One entry for each base method, its variants below it.
    unnamed
        Keep methods that their paper gives no name.
    """
    found: dict[tuple[str, str | None, str | None, str], list[Claim]] = defaultdict(list)
    places = (dataset, *reader.variants(dataset))
    for place in places:
        for claim in reader.claims_of(place, ("onDataset",)):
            if (
                claim.type != "improves"
                and _wanted(reader, claim, metric, since)
                and (unnamed or not reader.node(claim.winner).unnamed)
            ):
                found[place, claim.metric, claim.unit if claim.type == "result" else None, _condition(reader, claim)].append(
                    claim
                )
    made = [_board(reader, key, claims, group_variants) for key, claims in _by_unit(found).items()]
    full = [board for board in made if any(entry.value is not None for entry in board.entries) or len(board.entries) > 1]
    near = {place: position for position, place in enumerate(places)}
    full.sort(key=lambda b: (near[b.dataset] > 0, b.metric is None, -len(b.entries), near[b.dataset], b.title(reader)))
    return full


def _by_unit(
    found: dict[tuple[str, str | None, str | None, str], list[Claim]],
) -> dict[tuple[str, str | None, str | None, str], list[Claim]]:
    """Comparisons carry no unit: they join the table of the only unit (or of the commonest)."""
    merged: dict[tuple[str, str | None, str | None, str], list[Claim]] = defaultdict(list)
    for (dataset, metric, unit, condition), claims in found.items():
        units = sorted(
            (key for key in found if key[:2] == (dataset, metric) and key[3] == condition and key[2] is not None),
            key=lambda key: (-len(found[key]), str(key[2])),
        )
        home = units[0][2] if unit is None and units else unit
        merged[dataset, metric, home, condition] += claims
    return merged


def _wanted(reader: Reader, claim: Claim, metric: str | None, since: str | None) -> bool:
    name = reader.node(claim.metric).label if claim.metric else ""
    if metric is None and claim.kind != "quality":
        return False
    if metric is not None and _plain(metric) not in _plain(name):
        return False
    date = reader.about(claim.paper).date
    return since is None or (date is not None and date[: len(since)] >= since)


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text).strip().lower()


def _condition(reader: Reader, claim: Claim) -> str:
    """What sets a value apart: extra data that the sentence speaks of, or a training set that it names."""
    quotes = [reader.evidence(iri, claim.paper).quote or "" for iri in claim.evidence]
    named = sorted(
        reader.node(target).label
        for target, name in reader.links(claim.paper).items()
        if name == "trainsOn" and target != claim.dataset and any(_says(quote, reader.node(target).label) for quote in quotes)
    )
    if named:
        return "trained also on " + ", ".join(named)
    return "with extra data" if any(_EXTRA.search(quote) for quote in quotes) else ""


def _says(quote: str, name: str) -> bool:
    return _plain(name) in _plain(quote)


def lower_is_better(reader: Reader, metric: str | None, claims: Iterable[Claim]) -> bool | None:
    """Which way a metric goes: as the graph says, as its name says, or as the winners' figures show."""
    if metric is None:
        return None
    said = reader.text(metric, PG + "lowerIsBetter")
    if said is not None:
        return said == "true"
    name = f" {_plain(reader.node(metric).label)} "
    if any(f" {word} " in name for word in _lower_words()):
        return True
    pairs = [(c.winner_value, c.loser_value) for c in claims if c.type != "result"]
    signs = [won < lost for won, lost in pairs if won is not None and lost is not None and won != lost]
    if signs:
        return sum(signs) * 2 > len(signs)
    return (
        False
        if re.search(r"accuracy|acc|map\b|miou|iou|bleu|rouge|auc|f1|score|recall|precision|psnr|ssim|rate", name)
        else None
    )


@cache
def _lower_words() -> tuple[str, ...]:
    lines = resource("views", "data", "lower-is-better.txt").read_text("utf-8").splitlines()
    return tuple(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))


def _board(reader: Reader, key: tuple[str, str | None, str | None, str], claims: list[Claim], group_variants: bool) -> Board:
    dataset, metric, unit, condition = key
    lower = lower_is_better(reader, metric, claims)
    best = _best_values(reader, claims, bool(lower), unit)
    entries = sorted(best.values(), key=lambda e: ((e.value or 0.0) * (1 if lower else -1), e.label.lower(), e.method))
    entries = _place_above(reader, entries, [c for c in claims if c.type == "outperforms"])
    if group_variants:
        entries = _grouped(reader, entries)
    return Board(dataset, metric, unit, condition, lower, entries)


def _best_values(reader: Reader, claims: list[Claim], lower: bool, unit: str | None) -> dict[str, Entry]:
    """Method -> its best value; the surest claim first where several state the same."""
    best: dict[str, tuple[float, Claim]] = {}
    for claim in claims:
        pairs = [(claim.winner, claim.winner_value), (claim.loser, claim.loser_value)]
        for method, value in pairs[: 1 if claim.type == "result" else 2]:
            if method is None or value is None or reader.node(method).type != "Method":
                continue
            if method not in best or (value < best[method][0] if lower else value > best[method][0]):
                best[method] = value, claim
    return {method: _entry(reader, claim, method, value, unit) for method, (value, claim) in best.items()}


def _entry(
    reader: Reader, claim: Claim, method: str, value: float | None, unit: str | None, above: tuple[str, ...] = ()
) -> Entry:
    paper = claim.paper
    return Entry(
        method,
        reader.node(method).label,
        value,
        unit,
        _size(reader, method, paper),
        paper,
        reader.about(paper).date,
        claim,
        above,
    )


def _size(reader: Reader, method: str, paper: str) -> str | None:
    """The number of parameters that the same paper states for the method."""
    for claim in reader.claims_of(method, ("ofMethod",), 100):
        if claim.paper == paper and claim.metric and _SIZE.match(reader.text(claim.metric, RDFS + "label") or ""):
            return quantity(claim.winner_value, claim.unit)
    return None


def _place_above(reader: Reader, entries: list[Entry], claims: list[Claim]) -> list[Entry]:
    """Put winners without a value directly above the best of the methods they beat here."""
    valued = {entry.method for entry in entries}
    losers: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.winner not in valued and claim.loser is not None and reader.node(claim.winner).type == "Method":
            losers[claim.winner].append(claim)
    placed = list(entries)
    for winner, lost in sorted(losers.items()):
        beaten = [entry for entry in entries if any(claim.loser == entry.method for claim in lost)]
        names = tuple(dict.fromkeys(reader.node(claim.loser).label for claim in lost if claim.loser))
        claim = next((c for c in lost if beaten and c.loser == beaten[0].method), lost[0])
        entry = _entry(reader, claim, winner, None, None, names)
        placed.insert(placed.index(beaten[0]) if beaten else len(placed), entry)
    return placed


def _grouped(reader: Reader, entries: list[Entry]) -> list[Entry]:
    """One entry for each base method: its best variant's place, the rest below it."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(reader.base_of(entry.method), []).append(entry)
    return [
        members[0]
        if len(members) == 1
        else msgspec.structs.replace(members[0], label=f"{reader.node(base).label}: {members[0].label}", variants=members[1:])
        for base, members in groups.items()
    ]

"""Precision, recall and F1 of extracted facts against annotated ones, for each kind of fact."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from papergraph.evaluation.keys import margin as margin_key
from papergraph.evaluation.keys import name_key, number, phrase_words, same_margin, same_phrase, url_key
from papergraph.evaluation.matching import Match, Named, best_matching, match_entities, named_entities, unique

Annotation = Mapping[str, Any]

#: What is scored; a plus asks for more than the name (role, data set, metric, margin).
KINDS = (
    "methods",
    "proposed",
    "datasets",
    "datasets+",
    "hardware",
    "hardware+",
    "tasks",
    "beats",
    "beats+",
    "results",
    "results+",
    "efficiency",
    "sota",
    "code",
)
_ROUNDS = 300
_CLAIM = ["claims state of the art"]


class Score(msgspec.Struct):
    """Figures of one kind of fact, micro-averaged over papers; `low` and `high` bound F1 in a 90 % bootstrap interval."""

    gold: int
    system: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


class _Names:
    """Names of one annotated paper: which denote the same thing, which are generic."""

    def __init__(self, gold: Annotation) -> None:
        self.methods = named_entities(gold.get("methods"))
        self.datasets = named_entities(gold.get("datasets"))
        self.proposed = {entity.first for entity in self.methods if entity.role == "proposed"}
        self.families = {name_key(family) for family in gold.get("families") or ()}
        self.key: dict[str, str] = {}
        for entity in self.methods:
            for name in entity.names:
                self.key.setdefault(name, entity.first)

    def method(self, name: Any) -> str:
        """Key of a method's name; `""` is the paper's own method, if it proposes exactly one."""
        key = name_key(name)
        if not key:
            return next(iter(self.proposed)) if len(self.proposed) == 1 else ""
        return self.key.get(key, key)

    def same_winner(self, gold: Any, system: Any) -> bool:
        """Equal, or two of the paper's own methods of which one name extends the other (X and X-L)."""
        first, second = self.method(gold), self.method(system)
        own = {first, second} <= self.proposed
        return first == second or (own and (first.startswith(second) or second.startswith(first)))

    def same_dataset(self, gold: Any, system: Any) -> bool:
        """A data set that the gold leaves open fits all."""
        if not name_key(gold):
            return True
        return bool(name_key(system) and self._dataset_keys(gold) & self._dataset_keys(system))

    def _dataset_keys(self, name: Any) -> set[str]:
        key = name_key(name)
        return {entity.first for entity in self.datasets if key in entity.names | entity.loose} or {key}

    def is_real(self, comparison: Annotation) -> bool:
        """Whether the loser is specific (no family, no description) and not the winner itself."""
        loser = name_key(comparison.get("loser"))
        if not loser or (loser not in self.key and loser in self.families):
            return False
        return self.method(comparison.get("winner")) != self.method(comparison["loser"])


def _score_methods(names: _Names, system: Annotation) -> dict[str, Match]:
    named = [e for e in named_entities(system.get("methods")) if e.names & names.key.keys() or not e.names & names.families]
    proposed = [entity for entity in named if entity.role == "proposed"]
    own = [entity for entity in names.methods if entity.role == "proposed"]
    return {"methods": match_entities(names.methods, named)[1], "proposed": match_entities(own, proposed)[1]}


def _score_entities(kind: str, gold: Annotation, system: Annotation) -> dict[str, Match]:
    pairs, match = match_entities(named_entities(gold.get(kind)), named_entities(system.get(kind)))
    other: list[tuple[Named, Named]] = [(wanted, found) for wanted, found in pairs if wanted.role != found.role]
    missed = [*match.missed, *(wanted for wanted, _ in other)]
    wrong = [*match.wrong, *(found for _, found in other)]
    return {kind: match, kind + "+": Match(len(pairs) - len(other), missed, wrong)}


def _score_comparisons(names: _Names, gold: Annotation, system: Annotation) -> dict[str, Match]:
    wanted = [c for c in gold.get("comparisons") or () if names.is_real(c)]
    found = [c for c in system.get("comparisons") or () if names.is_real(c)]

    def pair(c: Annotation) -> tuple[str, str]:
        return names.method(c.get("winner")), names.method(c["loser"])

    def same_pair(g: Annotation, s: Annotation) -> bool:
        return names.method(g["loser"]) == names.method(s["loser"]) and names.same_winner(g.get("winner"), s.get("winner"))

    def whole(c: Annotation) -> tuple[Any, ...]:
        rest = (name_key(c.get("dataset")), phrase_words(c.get("metric")), str(margin_key(c.get("delta"))))
        return (*pair(c), c.get("type"), c.get("kind"), *rest)

    def same_value(g: Annotation, s: Annotation, key: str) -> bool:
        first, second = number(g.get(key)), number(s.get(key))
        return first is None or second is None or first == second

    def same_whole(g: Annotation, s: Annotation) -> bool:
        return (
            pair(g) == pair(s)
            and (g.get("type"), g.get("kind")) == (s.get("type"), s.get("kind"))
            and names.same_dataset(g.get("dataset"), s.get("dataset"))
            and (not phrase_words(g.get("metric")) or same_phrase(g["metric"], s.get("metric")))
            and same_margin(g.get("delta"), s.get("delta"))
            and same_value(g, s, "winner_value")
            and same_value(g, s, "loser_value")
        )

    return {
        "beats": best_matching(unique(wanted, pair), unique(found, pair), same_pair),
        "beats+": best_matching(unique(wanted, whole), unique(found, whole), same_whole),
    }


def _figures(names: _Names, annotation: Annotation, kind: str) -> list[Annotation]:
    def key(r: Annotation) -> tuple[Any, ...]:
        return number(r["value"]), phrase_words(r.get("metric")), name_key(r.get("dataset")), names.method(r.get("method"))

    numbers = [r for r in annotation.get("results") or () if r.get("kind") == kind and number(r.get("value")) is not None]
    return unique(numbers, key)


def _values(figures: Sequence[Annotation]) -> set[float | None]:
    return {number(figure["value"]) for figure in figures}


def _only(figures: Sequence[Annotation], own: Sequence[Annotation], other: Sequence[Annotation]) -> list[Annotation]:
    """Without figures that the gold holds under the other kind: those are neither right nor wrong."""
    mine, others = _values(own), _values(other)
    return [r for r in figures if number(r["value"]) in mine or number(r["value"]) not in others]


def _score_results(names: _Names, gold: Annotation, system: Annotation) -> dict[str, Match]:
    def loose(g: Annotation, s: Annotation) -> bool:
        same_metric = not phrase_words(g.get("metric")) or same_phrase(g["metric"], s.get("metric"))
        return number(g["value"]) == number(s["value"]) and same_metric

    def strict(g: Annotation, s: Annotation) -> bool:
        same_method = names.method(g.get("method")) == names.method(s.get("method"))
        return loose(g, s) and same_method and names.same_dataset(g.get("dataset"), s.get("dataset"))

    quality, efficiency = _figures(names, gold, "quality"), _figures(names, gold, "efficiency")
    found_quality = _only(_figures(names, system, "quality"), quality, efficiency)
    found_efficiency = _only(_figures(names, system, "efficiency"), efficiency, quality)
    return {
        "results": best_matching(quality, found_quality, loose),
        "results+": best_matching(quality, found_quality, strict),
        "efficiency": best_matching(efficiency, found_efficiency, loose),
    }


def _score_phrases(gold: Annotation, system: Annotation) -> dict[str, Match]:
    def tasks(a: Annotation) -> list[Any]:
        return unique([task for task in a.get("tasks") or () if phrase_words(task)], phrase_words)

    def urls(a: Annotation) -> list[Any]:
        return unique([url for url in a.get("code") or () if url], url_key)

    claimed, found = bool(gold.get("claims_sota")), bool(system.get("claims_sota"))
    sota = Match(int(claimed and found), _CLAIM if claimed and not found else [], _CLAIM if found and not claimed else [])
    return {
        "tasks": best_matching(tasks(gold), tasks(system), same_phrase),
        "sota": sota,
        "code": best_matching(urls(gold), urls(system), lambda g, s: url_key(g) == url_key(s)),
    }


def score_paper(gold: Annotation, system: Annotation) -> dict[str, Match]:
    """Score one paper.

    Parameters
    ----------
    gold, system
        Objects of the facts format, as decoded from JSON.

    Returns
    -------
    dict
        A match for each of `KINDS`.
    """
    names = _Names(gold)
    return {
        **_score_methods(names, system),
        **_score_entities("datasets", gold, system),
        **_score_entities("hardware", gold, system),
        **_score_comparisons(names, gold, system),
        **_score_results(names, gold, system),
        **_score_phrases(gold, system),
    }


def f1(hits: int, missed: int, wrong: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; 0 where nothing was found or wanted."""
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(
    gold: Mapping[str, Annotation], system: Mapping[str, Annotation], *, rounds: int = _ROUNDS
) -> tuple[dict[str, Score], dict[str, list[tuple[str, Match]]]]:
    """Score all papers of `gold`; one that `system` lacks counts as empty.

    Parameters
    ----------
    gold, system
        Annotations by paper id (see :func:`papergraph.evaluation.align`).
    rounds
        Bootstrap rounds behind the interval of F1 (seeded: the same input gives the same interval).

    Returns
    -------
    tuple
        Scores by kind, and by kind the papers with something missed or wrong.
    """
    matches = {paper: score_paper(annotation, system.get(paper, {})) for paper, annotation in gold.items()}
    rng, papers = random.Random(0), list(matches)
    report: dict[str, Score] = {}
    for kind in KINDS:
        counts = {paper: _counts(match[kind]) for paper, match in matches.items()}
        report[kind] = _figures_of(counts, lambda: rng.choices(papers, k=len(papers)), rounds)
    errors = {
        kind: [(paper, match[kind]) for paper, match in matches.items() if match[kind].missed or match[kind].wrong]
        for kind in KINDS
    }
    return report, errors


def _counts(match: Match) -> tuple[int, int, int]:
    return match.hits, len(match.missed), len(match.wrong)


def _figures_of(counts: Mapping[str, tuple[int, int, int]], sample: Callable[[], list[str]], rounds: int) -> Score:
    def total(papers: Sequence[str]) -> tuple[int, int, int]:
        hits, missed, wrong = (sum(counts[paper][k] for paper in papers) for k in range(3))
        return hits, missed, wrong

    hits, missed, wrong = total(list(counts))
    precision, recall, mean = f1(hits, missed, wrong)
    boot = sorted(f1(*total(sample()))[2] for _ in range(rounds)) if counts else [0.0]
    low, high = boot[int(0.05 * len(boot))], boot[int(0.95 * len(boot)) - 1]
    return Score(hits + missed, hits + wrong, precision, recall, mean, low, high)

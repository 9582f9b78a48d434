"""From a reading to the facts of `facts.jsonl`: names as written, each fact with the sentence it comes from."""

from __future__ import annotations

from typing import Literal

from papergraph.extraction.claims import claims_sota, code_links
from papergraph.extraction.names import name_key
from papergraph.extraction.reading import Reading
from papergraph.extraction.things import is_common, ordered_names, short_name
from papergraph.model import Candidate, Comparison, Definition, Entity, Evidence, Facts, Paper, Result

#: How sure a rule that finds entities is.
_CONFIDENCE = {
    "title-colon": 0.97,
    "introduce": 0.93,
    "naming": 0.97,
    "our": 0.9,
    "apposition": 0.9,
    "subject": 0.7,
    "size-of-proposed": 0.9,
    "lexicon": 0.95,
    "lexicon-edition": 0.95,
    "lexicon-variant": 0.93,
    "abbreviation": 0.9,
}
_LISTS = {"METHOD": "methods", "DATASET": "datasets", "HARDWARE": "hardware"}
_MOST_TASKS = 8


class Writer:
    """Collects the facts of one paper and their evidence."""

    def __init__(self, r: Reading, paper: Paper) -> None:
        self.r = r
        self.facts = Facts(
            id=paper.id,
            title=paper.title,
            url=paper.url,
            doi=paper.doi,
            arxiv=paper.arxiv,
            date=paper.date,
            authors=paper.authors,
            venue=paper.venue,
            categories=paper.categories,
            sources=paper.sources,
        )

    def evidence(self, kind: str, index: int, spans: list[tuple[int, int]], rule: str, confidence: float) -> None:
        """Add the sentence that holds the first of `spans` (token pairs) as evidence; spans in it are marked."""
        r = self.r
        s, e = r.sentences[r.sentence_of[spans[0][0]]]
        field, start, end = r.locate(s, e)
        raw = r.fields[0].raw if field == "title" else r.fields[1].raw
        marks = sorted({r.locate(a, b)[1:] for a, b in spans if a >= s and b <= e})
        self.facts.evidence.append(
            Evidence(
                kind=kind,
                index=index,
                field=field,
                start=start,
                end=end,
                quote=raw[start:end],
                rule=rule,
                confidence=round(confidence, 3),
                marks=marks,
            )
        )

    def add(self, kind: str, fact: object, spans: list[tuple[int, int]], rule: str, confidence: float) -> None:
        """Add a fact to the list of its kind, with its evidence."""
        facts = getattr(self.facts, kind)
        facts.append(fact)
        self.evidence(kind, len(facts) - 1, spans, rule, confidence)


def write(r: Reading, paper: Paper) -> Facts:
    """All facts of a reading."""
    w = Writer(r, paper)
    _entities(w)
    _families(w)
    _tasks(w)
    _comparisons(w)
    _results(w, paper)
    sota = claims_sota(r)
    if sota:
        rule, sentence = sota
        s, e = r.sentences[sentence]
        w.facts.claims_sota = True
        w.evidence("claims_sota", 0, [(s, e)], rule, 0.9)
    for url, start, end in code_links(r):
        w.add("code", url, [(start, end)], "url", 0.97)
    _candidates(w)
    return w.facts


def _entities(w: Writer) -> None:
    r = w.r
    for thing in sorted(r.things.values(), key=lambda t: t.mentions[0].start):
        entity = Entity(names=ordered_names(r, thing), role=thing.role, loose_names=list(thing.loose))
        best = min(thing.mentions, key=lambda m: (m.start < r.title_end, m.start))
        confidence = _CONFIDENCE.get(thing.rule, 0.75)
        w.add(_LISTS[thing.label], entity, [(best.start, best.end)], thing.rule or "name", confidence)


def _families(w: Writer) -> None:
    seen: set[str] = set()
    for m in sorted(w.r.mentions, key=lambda m: m.start):
        if m.label == "FAMILY" and name_key(m.name) not in seen:
            seen.add(name_key(m.name))
            w.add("families", m.name, [(m.start, m.end)], m.rule, 0.8)


def _tasks(w: Writer) -> None:
    seen: set[str] = set()
    for m in sorted((m for m in w.r.mentions if m.label == "TASK" and m.rule == "task-phrase"), key=lambda m: m.start):
        phrase = m.name.lower() if not m.name.isupper() else m.name
        if name_key(phrase) in seen or len(w.facts.tasks) >= _MOST_TASKS:
            continue
        seen.add(name_key(phrase))
        w.add("tasks", phrase, [(m.start, m.end)], m.rule, 0.8)


def _comparisons(w: Writer) -> None:
    for c in w.r.comparisons:
        fact = Comparison(
            type=c.type,
            winner=c.winner,
            loser=c.loser,
            dataset=c.dataset,
            metric=c.metric,
            kind=c.kind,
            winner_value=c.winner_value,
            loser_value=c.loser_value,
            delta=c.delta,
            confidence=round(c.confidence, 3),
        )
        w.add("comparisons", fact, c.spans, c.rule, c.confidence)


def _results(w: Writer, paper: Paper) -> None:
    for f in w.r.results:
        fact = Result(
            method=f.method,
            dataset=f.dataset,
            metric=f.metric,
            value=f.value,
            unit=f.unit,
            kind=f.kind,
            hardware=f.hardware,
            confidence=round(f.confidence, 3),
        )
        w.add("results", fact, f.spans, f.rule, f.confidence)
    w.facts.results.extend(paper.results)


def _candidates(w: Writer) -> None:
    """What stage 2 needs: names that this paper defines, and spans that are names only if another paper defines them."""
    r, facts = w.r, w.facts
    for thing in r.things.values():
        if thing.role in ("proposed", "introduced"):
            name = short_name(r, thing)
            if not is_common(name):
                kind: Literal["method", "dataset"] = "method" if thing.label == "METHOD" else "dataset"
                facts.definitions.append(Definition(name=name, kind=kind, expansion=r.abbreviations.get(thing.key)))
    known = set(r.things)
    for m in r.mentions:
        if (
            m.label not in ("WORD", "ACRONYM", "PHRASE")
            or name_key(m.name) in known
            or m.start < r.title_end
            or is_common(m.name)
        ):
            continue
        known.add(name_key(m.name))
        s, e = r.sentences[r.sentence_of[m.start]]
        field, start, end = r.locate(s, e)
        mark = r.locate(m.start, m.end)[1:]
        facts.candidates.append(
            Candidate(name=m.name, field=field, start=start, end=end, quote=r.fields[1].raw[start:end], marks=[mark])
        )

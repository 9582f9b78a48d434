"""Telling what the rules read in one text: for a terminal and, by displaCy, as a page."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from spacy.tokens import Doc

from papergraph.extraction.extractor import Extractor, encodable
from papergraph.extraction.facts import write
from papergraph.extraction.pipeline import read
from papergraph.extraction.resolution import CorpusNames, resolve
from papergraph.model import Comparison, Entity, Evidence, Facts, Paper, Result

if TYPE_CHECKING:
    from rich.console import Console

#: Colours of entities, for the page (all carry black text at WCAG AA contrast).
COLOURS = {
    "METHOD": "#9ecae1",
    "DATASET": "#fdd0a2",
    "TASK": "#c7e9c0",
    "METRIC": "#dadaeb",
    "HARDWARE": "#fcbba1",
    "FAMILY": "#e0e0e0",
}
_CSS = """body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}
td,th{text-align:left;vertical-align:top;padding:.3em .6em;border-bottom:1px solid #ccc}"""
_STYLES = {
    "METHOD": "bold blue",
    "DATASET": "bold yellow",
    "TASK": "green",
    "METRIC": "magenta",
    "HARDWARE": "red",
    "FAMILY": "dim",
}


class Explanation(NamedTuple):
    """A text as the pipeline read it, and the facts in it."""

    doc: Doc
    facts: Facts


def explanation(title: str, abstract: str, identifier: str, lexicons: Sequence[str] = ()) -> Explanation:
    """Read one text.

    Parameters
    ----------
    title, abstract
        Text as given.
    identifier
        Id of the paper in the facts.
    lexicons
        Paths of the user's own lexicons.
    """
    paper = encodable(Paper(id=identifier, title=title, abstract=abstract))
    doc = read(Extractor(lexicons).nlp, paper.title, paper.abstract)
    facts = write(doc._.reading, paper)
    return Explanation(doc, resolve(facts, CorpusNames()))


def describe(facts: Facts, evidence: Evidence) -> str:
    """One line that tells the fact which a piece of evidence is for."""
    if evidence.kind == "claims_sota":
        return "claims the state of the art"
    fact = getattr(facts, evidence.kind)[evidence.index]
    if isinstance(fact, Comparison):
        return _comparison(fact)
    if isinstance(fact, Result):
        parts = [fact.method or "(unnamed method)", fact.metric or "value", f"{fact.value:g}{fact.unit or ''}", fact.dataset]
        return ": ".join(p for p in parts[:2] if p) + " = " + " on ".join(p for p in parts[2:] if p)
    if isinstance(fact, Entity):
        return f"{' = '.join(fact.names)} ({fact.role})"
    return str(fact)


def _comparison(c: Comparison) -> str:
    verb = "outperforms" if c.type == "outperforms" else "improves"
    margin = "" if c.delta is None else f" by {c.delta:g}" if isinstance(c.delta, float) else f" by {c.delta}"
    metric = f" in {c.metric}" if c.metric else ""
    dataset = f" on {c.dataset}" if c.dataset else ""
    return f"{c.winner or '(unnamed method)'} {verb} {c.loser}{margin}{metric}{dataset} [{c.kind}]"


def show(told: Explanation, console: Console) -> None:
    """Print an explanation on a terminal."""
    from rich.text import Text

    from papergraph.cli.common import plain

    text = Text(plain(told.doc.text))
    for entity in told.doc.ents:
        text.stylize(_STYLES.get(entity.label_, ""), entity.start_char, entity.end_char)
    console.print(text)
    console.print(" ".join(f"[{style}]{label}[/]" for label, style in _STYLES.items()))
    for e in told.facts.evidence:
        console.print(Text(plain(f"{e.kind:12} {describe(told.facts, e)}   <{e.rule}, {e.confidence:g}>")))


def page(told: Explanation) -> str:
    """A self-contained HTML page: the text with its entities, and a table of facts."""
    from spacy import displacy

    body = displacy.render(told.doc, style="ent", page=False, jupyter=False, options={"colors": COLOURS, "ents": list(COLOURS)})
    rows = "".join(
        f"<tr><td>{html.escape(e.kind)}</td><td>{html.escape(describe(told.facts, e))}</td><td>{html.escape(e.rule)}</td>"
        f"<td>{e.confidence:g}</td><td>{html.escape(e.quote)}</td></tr>"
        for e in told.facts.evidence
    )
    title = html.escape(told.facts.title or told.facts.id)
    head = "".join(f"<th>{name}</th>" for name in ("Fact", "What it says", "Rule", "Confidence", "Sentence"))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_CSS}</style></head><body>{body}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></body></html>\n"
    )

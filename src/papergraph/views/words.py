"""How the vocabulary is said to a person: one place for the page, the tables, the report and the embeds."""

from __future__ import annotations

from typing import NamedTuple

PG = "https://w3id.org/papergraph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"


class Type(NamedTuple):
    """A class of nodes: its name in the singular and plural, its shape in pictures and its colour in `page.css`."""

    label: str
    plural: str
    shape: str
    colour: str


#: The classes of nodes that pictures show, in the order of legends.
TYPES = {
    "Method": Type("Method", "Methods", "dot", "method"),
    "MethodClass": Type("Family of methods", "Families of methods", "hexagon", "method-class"),
    "Dataset": Type("Data set", "Data sets", "square", "dataset"),
    "Task": Type("Task", "Tasks", "triangle", "task"),
    "Hardware": Type("Hardware", "Hardware", "diamond", "hardware"),
    "Paper": Type("Paper", "Papers", "dot", "paper"),
}


class Property(NamedTuple):
    """A connection: its verb, the headings of its two ends in a card, and whether pictures draw it strong."""

    verb: str
    out: str
    back: str
    strong: bool = False


#: The connections that pictures show, the most telling first: of a paper's links to one node the first that holds is kept.
PROPERTIES = {
    "outperforms": Property("beats", "Beats", "Is beaten by", True),
    "moreEfficientThan": Property("is more efficient than", "Is more efficient than", "Is less efficient than", True),
    "improves": Property("improves", "Improves", "Is improved by", True),
    "variantOf": Property("is a variant of", "Variant of", "Variants"),
    "proposes": Property("proposes", "Proposes", "Proposed by"),
    "introduces": Property("introduces", "Introduces", "Introduced by"),
    "hasResultOn": Property("has a result on", "Has results on", "Methods with results on it"),
    "evaluatesOn": Property("evaluates on", "Evaluates on", "Papers that evaluate on it"),
    "trainsOn": Property("trains on", "Trains on", "Papers that train on it"),
    "addresses": Property("addresses", "Addresses", "Papers that address it"),
    "targets": Property("targets", "Targets", "Papers that target it"),
    "measuredOn": Property("measures on", "Measures on", "Papers that measure on it"),
    "mentions": Property("mentions", "Mentions", "Papers that mention it"),
}

#: From one method to another, and from a paper to a node; `mentions` is the super-property of the latter.
COMPARISONS = ("outperforms", "moreEfficientThan", "improves")
PAPER_LINKS = ("proposes", "introduces", "evaluatesOn", "trainsOn", "addresses", "targets", "measuredOn", "mentions")


def number(value: float | None) -> str:
    """A figure as a reader writes it: no trailing `.0`, no float noise.

    Examples
    --------
    >>> number(2.0), number(0.30000000000000004), number(None)
    ('2', '0.3', '')
    """
    return "" if value is None else f"{value:.12g}"


def quantity(value: float | None, unit: str | None) -> str:
    """A figure with its unit: `85.4%`, `9.1 ms`."""
    if value is None or not unit:
        return number(value)
    return number(value) + ("" if unit == "%" else " ") + unit


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of the text on one line, with an ellipsis where something is left out."""
    line = " ".join(text[: 4 * limit + 100].split())
    return line if len(line) <= limit and len(text) <= 4 * limit + 100 else line[: limit - 1].rstrip() + "…"

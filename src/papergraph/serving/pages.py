"""The pages of the server: the query page and the card of a node. They work offline and load nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from papergraph.files import resource
from papergraph.graph.named import NamedQuery
from papergraph.serving.limits import Limits
from papergraph.views.words import PROPERTIES, TYPES, number, quantity


@lru_cache(maxsize=8)
def _text(name: str) -> str:
    return resource("serving", "pages", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def page_policy() -> str:
    """The Content-Security-Policy of the pages: their own style and script by hash, requests to this server alone."""
    style, script = (_hash(_text(name)) for name in ("pages.css", "query.js"))
    rest = "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; {rest}"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(autoescape=True, keep_trailing_newline=True)


def query_page(queries: Sequence[NamedQuery], base: str, limits: Limits) -> str:
    """The page to ask queries on."""
    known = [
        {
            "name": query.name,
            "about": query.about,
            "sparql": query.sparql,
            "parameters": [{"name": p.name, "about": p.about, "optional": p.optional} for p in query.parameters],
        }
        for query in queries
    ]
    data = json.dumps({"queries": known, "base": base}).replace("<", "\\u003c").replace("&", "\\u0026")
    template = _environment().from_string(_text("query.html"))
    return template.render(
        queries=known, limits=limits, style=Markup(_text("pages.css")), script=Markup(_text("query.js")), data=Markup(data)
    )


def node_page(row: dict[str, Any]) -> str:
    """The card of a node."""
    template = _environment().from_string(_text("node.html"))
    card = row["card"]
    kind = TYPES[card["type"]].label if card["type"] in TYPES else card["type"]
    return template.render(
        card=card,
        kind=kind,
        base=row["base"],
        path=card["iri"].removeprefix(row["base"]),
        headings=PROPERTIES,
        claims=_CLAIMS,
        said=_said,
        style=Markup(_text("pages.css")),
    )


_CLAIMS = {
    "beats": "Beats",
    "beaten_by": "Is beaten by",
    "improves": "Improves",
    "improved_by": "Is improved by",
    "comparisons": "Comparisons",
    "results": "Results",
}


def _said(claim: dict[str, Any]) -> str:
    about = [part for part in (claim["dataset"], claim["metric"]) if part]
    if claim["type"] == "result":
        return f"{claim['method']}: {quantity(claim['value'], claim['unit'])}" + (f" ({', '.join(about)})" if about else "")
    verb = "improves" if claim["type"] == "improves" else "beats" if claim["kind"] == "quality" else "is more efficient than"
    margin = claim["margin_text"] or number(claim["margin"])
    about += [f"by {margin}"] if margin else []
    return f"{claim['winner']} {verb} {claim['loser']}" + (f" ({', '.join(about)})" if about else "")

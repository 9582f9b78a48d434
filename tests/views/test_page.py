"""The page as text: self-contained, safe, small, reproducible. What it does in a browser is tested in tests/browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from corpus import BIDI, EVIL, LONG, ROCKET, TEMPLATES
from papergraph.graph import Graph
from papergraph.views import page
from papergraph.views.naming import resolve
from papergraph.views.reading import Reader
from papergraph.views.scene import scene


@pytest.fixture(scope="module")
def html(graph: Graph) -> str:
    return page.render(scene(Reader(graph))).html


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(html)
    return parser.found


def _data(html: str) -> dict[str, Any]:
    match = re.search(r'<script id="data" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert match
    found: dict[str, Any] = json.loads(match[1])
    return found


def test_nothing_is_loaded_and_no_handler_is_inline(html: str) -> None:
    for tag, attributes in _elements(html):
        assert tag not in ("link", "iframe", "img", "object", "embed", "base", "svg")
        assert not any(name.startswith("on") or name in ("src", "style") for name in attributes), (tag, attributes)
        if "href" in attributes:
            assert (attributes["href"] or "").startswith(("https://example.org/", "#"))


def test_titles_that_mean_harm_are_text(html: str) -> None:
    assert "<img" not in html
    labels = {node["label"] for node in _data(html)["nodes"]}
    assert {EVIL, TEMPLATES} <= labels
    assert not any("\u202e" in label for label in labels)
    assert all(len(label) <= 400 for label in labels)
    assert LONG not in html
    assert BIDI not in html


def test_the_policy_names_the_scripts_and_the_style_of_the_page(html: str) -> None:
    policy = page.content_security_policy()
    blocks = re.findall(r"<script>(.*?)</script>", html, re.DOTALL) + re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        assert base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() in policy
    assert "unsafe" not in policy


def test_the_licence_of_vis_network_travels_with_it(html: str) -> None:
    assert "Permission is hereby granted, free of charge" in html
    assert "Copyright (c) 2014-2017 Almende B.V. and contributors" in html


def test_marks_are_code_points_of_the_sentence_as_shown(html: str) -> None:
    data = _data(html)
    quotes = [
        (data["sentences"][one["sentence"]], [data["sentences"][one["sentence"]][a:b] for a, b in one["marks"]])
        for one in data["evidence"]
        if "sentence" in one
    ]
    marked = [words for quote, words in quotes if quote.startswith(ROCKET)]
    assert ["GlimmerNet", "above", "PatchWeaver"] in marked
    assert ["84.1%"] in marked


def test_every_edge_has_its_claims_or_sentences(html: str) -> None:
    data = _data(html)
    wins = [edge for edge in data["edges"] if edge["property"] == "outperforms"]
    assert wins
    assert all(edge["claims"] and data["claims"][edge["claims"][0]]["evidence"] for edge in wins)


def test_the_table_says_all_connections(html: str) -> None:
    data = _data(html)
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    assert body.count("<tr>") == len(data["edges"])
    assert "<noscript>" in html


def test_the_same_graph_gives_the_same_bytes(graph: Graph, html: str) -> None:
    assert page.render(scene(Reader(graph))).html == html


def test_json_cannot_end_its_element() -> None:
    text = page.embedded_json({"a": "</script><!--\u2028&\ud800"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["a"].startswith("</script><!--\u2028&")


def test_a_page_without_quotes_works(tmp_path: Path) -> None:
    from msgspec.structs import replace

    from corpus import corpus, write

    bare = [replace(f, evidence=[replace(e, quote="", marks=[]) for e in f.evidence]) for f in corpus()[:2]]
    graph = write(tmp_path, bare)
    assert page.render(scene(Reader(graph))).shown > 5


def test_a_focus_is_said(graph: Graph) -> None:
    made = page.render(scene(Reader(graph), resolve(graph, "DustNet", ["Method"])))
    assert made.title == "DustNet and what surrounds it"
    assert _data(made.html)["about"]["focus"] == 0


def test_five_hundred_nodes_stay_below_the_limit(tmp_path: Path) -> None:
    from corpus import beats, said, write
    from papergraph.model import Entity, Facts

    papers = []
    for number in range(260):
        names = [f"Method{number}", f"Method{(number * 7) % 260}", f"Method{(number * 3) % 200}"]
        quote = (
            f"{names[0]} beats {names[1]} and {names[2]} on Set{number % 30}, as a long sentence about many matters says. " * 3
        )
        papers.append(
            Facts(
                id=f"p{number}",
                title=f"Method{number}: A Study of Many Matters and of Some More",
                methods=[Entity(names=[names[0]], role="proposed"), *(Entity(names=[name]) for name in names[1:])],
                datasets=[Entity(names=[f"Set{number % 30}"], role="evaluated")],
                comparisons=[beats(names[0], name, f"Set{number % 30}", "accuracy") for name in names[1:] if name != names[0]],
                evidence=[said("comparisons", i, quote + "x" * i) for i in range(sum(name != names[0] for name in names[1:]))],
            )
        )
    made = page.render(scene(Reader(write(tmp_path, papers)), max_nodes=500))
    assert made.shown == 500
    assert len(made.html.encode()) < 1_500_000


def test_a_notebook_shows_the_page_in_a_sandbox(graph: Graph) -> None:
    shown = graph.viz(focus="GlimmerNet", hops=1)
    frame = _elements(shown._repr_html_())
    assert [tag for tag, _ in frame] == ["iframe"]
    assert "allow-same-origin" not in (frame[0][1]["sandbox"] or "")
    assert (frame[0][1]["srcdoc"] or "").startswith("<!doctype html>")

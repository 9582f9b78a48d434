"""What wikis take, in a real browser: the iframe from another origin, the SVG, the fragment, Mermaid by its own library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus import EVIL
from papergraph.graph import Graph
from papergraph.views import embedding, mermaid, page, svg
from papergraph.views.reading import Reader
from papergraph.views.scene import Scene, scene


@pytest.fixture(scope="module")
def shown(graph: Graph) -> Scene:
    return scene(Reader(graph))


def _wiki(site: Path, name: str, body: str) -> str:
    (site / name).write_text(f"<!doctype html><meta charset=utf-8><title>wiki</title><h1>Wiki</h1>{body}", "utf-8")
    return name


@pytest.mark.parametrize("sandbox", ["allow-scripts", None])
def test_the_iframe_works_from_another_origin_in_a_sandbox(
    watched: Callable[..., Any], served: Callable[..., str], graph: Graph, site: Path, sandbox: str | None
) -> None:
    page.write(graph, site / "framed.html")
    snippet = embedding.iframe(f"{served()}/framed.html", "GlimmerNet", "GlimmerNet", 500)
    if sandbox:
        snippet = snippet.replace(snippet.split('sandbox="')[1].split('"')[0], sandbox)
    watch = watched()
    watch.page.goto(f"{served()}/{_wiki(site, 'wiki.html', snippet)}")
    frame = watch.page.frame_locator("iframe")
    frame.locator("#panel h2").wait_for()
    assert frame.locator("#panel h2").inner_text() == "GlimmerNet"
    frame.locator("#search").fill("PatchW")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "PatchWeaver"
    assert watch.errors == []
    assert all("127.0.0.1" in url for url in watch.requests)


def test_the_svg_is_drawn_as_an_image_and_inline(watched: Callable[..., Any], shown: Scene, site: Path) -> None:
    text = svg.render(shown)
    (site / "picture.svg").write_text(text, "utf-8")
    watch = watched(1000, 900)
    name = _wiki(site, "svg.html", f"<img id=image src=picture.svg width=600 alt=''><div>{text}</div>")
    watch.page.goto((site / name).as_uri())
    assert watch.page.evaluate("document.getElementById('image').naturalWidth") > 300
    assert EVIL in watch.page.locator("svg text").all_text_contents()
    assert watch.page.locator("svg a").count() > 0
    assert watch.errors == []


def test_the_fragment_keeps_its_looks_in_a_page_with_other_styles(
    watched: Callable[..., Any], shown: Scene, site: Path
) -> None:
    styles = "* { color: red } table { background: lime } th { font-size: 40px } svg { width: 10px } a { display: none }"
    watch = watched(1000, 900)
    name = _wiki(site, "fragment.html", f"<style>{styles}</style><p id=outside>wiki</p>" + embedding.fragment(shown))
    watch.page.goto((site / name).as_uri())
    assert watch.page.locator("section.papergraph svg").bounding_box()["width"] > 300
    watch.page.click("summary")
    size = "getComputedStyle(document.querySelector('.papergraph tbody th')).fontSize"
    assert watch.page.evaluate(size) == "13px"
    assert watch.page.evaluate("getComputedStyle(document.querySelector('.papergraph tbody th')).color") == "rgb(23, 32, 44)"
    assert watch.page.evaluate("getComputedStyle(document.getElementById('outside')).color") == "rgb(255, 0, 0)"
    assert EVIL in watch.page.inner_text("section.papergraph table")
    assert watch.page.locator("section.papergraph img").count() == 0
    assert watch.errors == []


def test_mermaid_draws_the_diagram(watched: Callable[..., Any], shown: Scene, site: Path) -> None:
    """The library comes from npm: `npm install --prefix tests/browser --no-package-lock`."""
    library = Path(__file__).parent / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
    if not library.is_file():
        pytest.skip("no Mermaid for the browser: npm install --prefix tests/browser --no-package-lock")
    (site / "mermaid.min.js").write_bytes(library.read_bytes())
    from html import escape

    body = f"<script src=mermaid.min.js></script><pre class=mermaid>{escape(mermaid.render(shown).text)}</pre>"
    watch = watched(1000, 900)
    watch.page.goto((site / _wiki(site, "mermaid.html", body)).as_uri())
    watch.page.wait_for_selector(".mermaid svg .node")
    text = watch.page.text_content(".mermaid svg") or ""
    assert "GlimmerNet" in text
    assert EVIL in text
    assert "Syntax error" not in text
    assert watch.page.locator(".mermaid img").count() == 0
    assert watch.errors == []

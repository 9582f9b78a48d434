"""The page in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus import EVIL, ROCKET
from papergraph.graph import Graph
from papergraph.views import page as views_page
from papergraph.views.naming import resolve

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: How many pixels of the canvas are not the ground's colour.
_INK = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let ink = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0 && data[i] + data[i + 1] + data[i + 2] < 600) ink++;
  return ink;
}"""


@pytest.fixture(scope="module")
def whole(graph: Graph, site: Path) -> str:
    """Address of the page of the whole corpus."""
    views_page.write(graph, site / "whole.html")
    return (site / "whole.html").as_uri()


def _pick(page: Page, name: str) -> None:
    page.fill("#search", name)
    page.keyboard.press("Enter")


def _heading(page: Page) -> str:
    return page.inner_text("#panel h2")


def test_nodes_are_drawn_and_nothing_is_requested(watched: Callable[..., Any], whole: str) -> None:
    watch = watched()
    page = watch.open(whole)
    assert page.evaluate(_INK) > 2000
    assert "nodes shown" in page.inner_text("#status")
    watch.check()


def test_search_completes_and_opens_the_card_with_its_sentences(watched: Callable[..., Any], whole: str) -> None:
    watch = watched()
    page = watch.open(whole)
    page.keyboard.press("/")
    page.keyboard.type("glimm")
    assert "GlimmerNet" in page.inner_text("#matches li >> nth=0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert _heading(page) == "GlimmerNet"
    panel = page.inner_text("#panel")
    assert "84.1% on ImageNet" in panel
    assert "Shown with its variants: GlimmerNet-S" in panel
    watch.check()


def test_marks_stand_where_they_belong_behind_characters_of_two_units(watched: Callable[..., Any], whole: str) -> None:
    page = watched().open(whole)
    _pick(page, "GlimmerNet")
    quote = page.locator("blockquote", has_text=ROCKET.strip()).first
    assert quote.locator("mark").all_inner_texts() == ["GlimmerNet", "above", "PatchWeaver"]


def test_a_click_on_a_node_and_on_a_line_shows_the_evidence(watched: Callable[..., Any], whole: str) -> None:
    page = watched(1200, 800).open(whole)
    spots = page.evaluate("window.__spots = null")
    assert spots is None
    found = _click_until(page, lambda: page.locator("#panel h2").count() and "beats" in _heading(page))
    assert found, "no line was hit"
    assert page.locator("#panel blockquote").count() > 0
    page.keyboard.press("Escape")
    assert _click_until(page, lambda: page.locator("#panel .kind", has_text="Method").count() > 0)


def _click_until(page: Page, done: Callable[[], Any]) -> bool:
    """Click over the picture, row by row, until something is so."""
    box = page.locator("#canvas").bounding_box()
    assert box
    for y in range(20, int(box["height"]) - 10, 17):
        for x in range(20, int(box["width"]) - 10, 23):
            page.mouse.click(box["x"] + x, box["y"] + y)
            if done():
                return True
    return False


def test_filters_hide_and_show(watched: Callable[..., Any], whole: str) -> None:
    watch = watched()
    page = watch.open(whole)
    before = page.evaluate(_INK)
    page.click("#open-filters")
    page.uncheck("#node-types [data-key=Paper] input")
    page.uncheck("#node-types [data-key=Method] input")
    page.wait_for_timeout(100)
    assert page.evaluate(_INK) < before / 1.5
    assert "pass the filters" in page.inner_text("#status")
    page.click("#reset")
    page.wait_for_timeout(400)
    assert "pass the filters" not in page.inner_text("#status")
    page.select_option("#metric", "error")
    assert page.inner_text("#status").split()[0] in ("2", "3", "4", "5")
    page.select_option("#metric", "")
    page.select_option("#dataset", "CIFAR-10")
    assert "pass the filters" in page.inner_text("#status")
    page.click("#reset")
    page.fill("#confidence", "0.95")
    assert "pass the filters" in page.inner_text("#status")
    watch.check()


def test_a_fragment_focuses(watched: Callable[..., Any], whole: str) -> None:
    page = watched().open(whole + "#PatchWeaver")
    assert _heading(page) == "PatchWeaver"
    page.evaluate("location.hash = '#GlimmerNet-S'")
    page.wait_for_timeout(100)
    assert _heading(page) == "GlimmerNet", "a variant is shown by its base"
    page.evaluate("location.hash = '#no such thing'")
    page.wait_for_timeout(100)
    assert "Nothing here is called" in page.inner_text("#status")


def test_a_focus_is_in_the_middle_with_its_card(watched: Callable[..., Any], graph: Graph, site: Path) -> None:
    views_page.write(graph, site / "focus.html", resolve(graph, "PatchWeaver", ["Method"]), hops=1)
    watch = watched()
    page = watch.open((site / "focus.html").as_uri())
    assert page.title() == "PatchWeaver and what surrounds it · papergraph"
    assert _heading(page) == "PatchWeaver"
    watch.check()


def test_harm_is_text(watched: Callable[..., Any], whole: str) -> None:
    watch = watched()
    page = watch.open(whole)
    _pick(page, EVIL)
    assert _heading(page) == EVIL
    assert page.locator("#panel img, #panel svg[onload], #app iframe").count() == 0
    assert "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}" in page.inner_text("#panel")
    assert page.locator("a[href^='javascript' i]").count() == 0
    page.click("#open-table")
    assert EVIL in page.inner_text("#table")
    assert page.locator("#table img").count() == 0
    watch.check()


def test_the_keyboard_is_enough(watched: Callable[..., Any], whole: str) -> None:
    watch = watched()
    page = watch.open(whole)
    page.focus("#canvas")
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert "connection" in page.inner_text("#status")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    assert page.locator("#panel h2").count() == 1
    page.keyboard.press("Escape")
    assert "Click a node" in page.inner_text("#panel")
    page.focus("#canvas")
    for key in ("+", "-", "0"):
        page.keyboard.press(key)
    watch.check()


def test_pointing_at_a_method_lights_its_chain(watched: Callable[..., Any], graph: Graph, site: Path) -> None:
    views_page.write(graph, site / "wins.html", view="outperforms")
    page = watched().open((site / "wins.html").as_uri())
    plain = page.evaluate(_INK)
    page.focus("#canvas")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(150)
    assert page.evaluate(_INK) != plain


def test_without_scripts_the_table_says_it_all(watched: Callable[..., Any], whole: str) -> None:
    watch = watched(java_script_enabled=False)
    watch.page.goto(whole)
    assert watch.page.locator("#app").is_hidden()
    assert watch.page.locator("#table").is_visible()
    assert "The picture needs JavaScript" in watch.page.content()


@pytest.mark.parametrize(("width", "height"), [(900, 600), (360, 640)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits(watched: Callable[..., Any], whole: str, width: int, height: int, scheme: str) -> None:
    watch = watched(width, height, color_scheme=scheme)
    page = watch.open(whole)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    canvas = page.locator("#canvas").bounding_box()
    assert canvas
    assert canvas["height"] > height * 0.35
    watch.check()


def test_axe_finds_no_serious_violation(watched: Callable[..., Any], whole: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the check needs axe-playwright-python")
    for scheme in ("light", "dark"):
        page = watched(color_scheme=scheme).open(whole)
        page.click("#open-filters")
        _pick(page, "GlimmerNet")
        found = axe.Axe().run(page).response["violations"]
        page.click("#open-table")
        found += axe.Axe().run(page).response["violations"]
        serious = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]
        assert serious == []


@pytest.mark.parametrize(("button", "ending", "start"), [("#save-png", ".png", b"\x89PNG"), ("#save-svg", ".svg", b"<svg")])
def test_the_picture_is_downloaded(
    watched: Callable[..., Any], whole: str, tmp_path: Path, button: str, ending: str, start: bytes
) -> None:
    page = watched(accept_downloads=True).open(whole)
    with page.expect_download() as waiting:
        page.click(button)
    assert waiting.value.suggested_filename.endswith(ending)
    waiting.value.save_as(tmp_path / "file")
    data = (tmp_path / "file").read_bytes()
    assert data.startswith(start)
    if ending == ".svg":
        import xml.etree.ElementTree as ElementTree

        texts = {element.text for element in ElementTree.fromstring(data).iter("{http://www.w3.org/2000/svg}text")}
        assert {"GlimmerNet", "PatchWeaver"} <= texts


def test_physics_moves_the_nodes_only_on_demand(watched: Callable[..., Any], whole: str) -> None:
    watch = watched()
    page = watch.open(whole)
    first = page.locator("#canvas").screenshot()
    page.wait_for_timeout(300)
    assert page.locator("#canvas").screenshot() == first
    page.click("#physics")
    page.wait_for_timeout(700)
    assert page.locator("#canvas").screenshot() != first
    page.click("#physics")
    watch.check()


def test_a_strict_policy_is_enough(watched: Callable[..., Any], served: Callable[..., str], whole: str) -> None:
    address = served({"Content-Security-Policy": views_page.content_security_policy()})
    watch = watched()
    page = watch.open(f"{address}/whole.html")
    _pick(page, "GlimmerNet")
    page.click("#open-filters")
    page.click("#physics")
    page.wait_for_timeout(200)
    assert _heading(page) == "GlimmerNet"
    assert watch.errors == []

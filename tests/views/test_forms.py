"""The report, SVG, Mermaid and fragment: safe, complete, reproducible."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import EVIL, LONG, TEMPLATES
from papergraph.errors import UsageError
from papergraph.graph import Graph
from papergraph.views import embedding, mermaid, report, svg
from papergraph.views.markdown import escape, table
from papergraph.views.naming import resolve
from papergraph.views.reading import Reader
from papergraph.views.scene import Scene, scene

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def shown(graph: Graph) -> Scene:
    return scene(Reader(graph), resolve(graph, "PatchWeaver", ["Method"]))


def test_the_report_has_its_parts(graph: Graph) -> None:
    text = report.markdown(graph, {"records skipped": 3})
    for heading in (
        "At a glance",
        "Most used data sets",
        "Most beaten baselines",
        "Unbeaten methods",
        "Contradictory claims",
        "Hardware",
        "Less sure",
    ):
        assert f"## {heading}" in text
    assert "- records skipped: 3" in text
    assert "PatchWeaver outperforms DustNet on ImageNet." in text
    assert text == report.markdown(graph, {"records skipped": 3})


def test_the_report_shows_harm_as_text(graph: Graph) -> None:
    text = report.markdown(graph)
    assert "<img" not in text
    assert LONG not in text
    html = report.html(text)
    assert "<img" not in html
    assert "<script" not in html
    assert "javascript:" not in re.sub(r"[^\"']javascript:alert\(3\)", "", html)
    assert "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;" in html
    assert TEMPLATES.split()[0] in html


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "a | b",
        "`code`",
        "# head",
        "- item",
        "<b>",
        "![x](y)",
        "*a* _b_",
        "$x$",
        "1. one",
        "[[link]]",
    ],
)
def test_escaped_markdown_means_itself(text: str) -> None:
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(escape(text))
    plain = re.sub(r"<[^>]+>", "", html).strip()
    assert plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") in (text, text.removeprefix("1. "))
    assert "<a" not in html
    assert "<code" not in html


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(list("ab1 `*_[]()<>&#|\\!~$:-+.=\n\t/'\"{}\u202e\u200bé")), max_size=30))
def test_any_text_in_a_table_of_markdown_is_text(text: str) -> None:
    from html import unescape

    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(table(("x", "y"), [[escape(text), "end"]]))
    cells = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    assert len(cells) == 2
    assert "<" not in cells[0]
    shown = unescape(cells[0]).replace("\u200b", "")
    wanted = "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text)
    assert " ".join(shown.split()) == " ".join(wanted.split())


@given(st.text(max_size=60))
def test_any_text_in_mermaid_has_no_mark_of_its_own(text: str) -> None:
    assert re.fullmatch(r"(?:[^\W_]|[ _.,:-]|#[0-9]+;)*", mermaid.escape(text, 80))


def test_the_svg_is_xml_without_script_and_links_to_papers(shown: Scene) -> None:
    root = ElementTree.fromstring(svg.render(shown))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not tags & {"script", "foreignObject", "image", "use"}
    links = {element.get("href") for element in root.iter(f"{SVG}a")}
    assert links == {"https://example.org/glimmer"}
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    assert any(text.startswith("GlimmerNet beats PatchWeaver: ImageNet, top-1 accuracy") for text in texts)
    assert EVIL in texts
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)


def test_names_of_the_svg_link_to_a_page(shown: Scene) -> None:
    root = ElementTree.fromstring(svg.render(shown, "https://wiki.example/p.html"))
    assert "https://wiki.example/p.html#PatchWeaver" in {element.get("href") for element in root.iter(f"{SVG}a")}


def test_names_in_the_svg_do_not_overlap(shown: Scene) -> None:
    from papergraph.views.placing import labels, place, text_width

    places, sizes = place(shown)
    boxes = [(one.x - text_width(one.text) / 2, one.y, text_width(one.text)) for one in labels(shown, places, sizes)]
    for i, (x1, y1, w1) in enumerate(boxes):
        for x2, y2, w2 in boxes[i + 1 :]:
            assert abs(y1 - y2) >= 15 or x1 + w1 <= x2 or x2 + w2 <= x1


def test_mermaid_keeps_the_strongest_and_says_so(shown: Scene) -> None:
    few = mermaid.render(shown, 3)
    assert (few.shown, few.left_out) == (3, len(shown.edges) - 3)
    assert "%% the 3 strongest of" in few.text
    assert all("==>" in line or "-.->" in line for line in few.text.splitlines() if "|" in line)
    assert not set("<>`$\\") & set(mermaid.render(shown).text.replace("==>", "").replace("-.->", "").replace("-->", ""))


def test_mermaid_keeps_to_its_own_limits(shown: Scene) -> None:
    diagram = mermaid.render(shown, 10_000)
    assert diagram.shown <= 500
    assert len(diagram.text) <= 50_000


def test_the_fragment_is_scoped_and_has_no_script(shown: Scene) -> None:
    text = embedding.fragment(shown)
    assert "<script" not in text.lower()
    assert "<img" not in text
    for style in re.findall(r"<style>(.*?)</style>", text, re.DOTALL):
        for selector in re.findall(r"^([^@{}\n]+)\{", re.sub(r"\([^)]*\)", "", style), re.MULTILINE):
            assert all(part.strip().startswith("#pg") for part in selector.split(",")), selector
    assert "GlimmerNet" in text[text.index("<tbody>") :]


def test_the_iframe_is_sandboxed() -> None:
    text = embedding.iframe("https://wiki.example/p.html", 'Di"T', "x", 500)
    assert 'sandbox="allow-scripts allow-popups' in text
    assert "allow-same-origin" not in text
    assert "p.html#Di%22T" in text


@pytest.mark.parametrize("page", ["javascript:alert(1)", "data:text/html,x", "", 'a"b', "x y"])
def test_a_page_has_a_harmless_address(page: str) -> None:
    with pytest.raises(UsageError):
        embedding.checked_page(page)


@pytest.mark.parametrize("page", ["papergraph.html", "sub/p.html#x", "https://wiki.example/p.html"])
def test_addresses_of_pages(page: str) -> None:
    assert embedding.checked_page(page) == page.split("#")[0]

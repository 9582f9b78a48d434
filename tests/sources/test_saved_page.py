"""Saved pages: furniture never becomes a paper, and a title is never taken for an abstract."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from papergraph.sources import read

NAMES = ["Ada Field", "Ben Stone", "Cy Moor", "Dora van Vale", "Emil Hart", "J. K. Reed", "José Lund", "Li Wei", "Xin-De Wang"]
HEAD = ["new", "Get trending papers in your email inbox!", "Subscribe", "byAK and the research community", "Mar 21"]
SHARED = Path(os.environ.get("PAPERGRAPH_SHARED", Path(__file__).parents[3] / "shared"))


def invented() -> list[tuple[str, str]]:
    """Titles and abstracts of thirty papers."""
    draw = random.Random(7)
    things = ["patches", "echoes", "tables", "crops", "roads", "songs", "maps", "knots", "faces", "graphs", "tokens", "leaves"]
    forms = [
        "{0}Net: Learning {1} from {2}",
        "{0} {1}",
        "Is It {0} or {1}? A Study of {2}",
        "On the {0}, {1} and {2} of Long and Winding Sentences That Nobody Would Call a Title: A Very Long and Thorough Study",
        "A Survey of {0}",
        "{0}$^2${1}: Cheap Models for {2}",
    ]
    sentence = "We study how {0} relate to {1} and find that {2} help by 1.5% on average. "
    papers = []
    for number in range(30):
        a, b, c = draw.sample(things, 3)
        title = forms[number % len(forms)].format(a.title(), b.title(), c.title())
        papers.append((title, "".join(sentence.format(*draw.sample(things, 3)) for _ in range(draw.randint(7, 20))).strip()))
    return papers


PAPERS = invented()
draw = random.Random()


def authors() -> str:
    return ", ".join(draw.sample(NAMES, draw.randint(2, 6)))


def day() -> str:
    return f"{draw.choice(['Jan', 'Mar', 'Dec'])} {draw.randint(1, 28)}"


#: What a site may put around each title and abstract.
LAYOUTS: dict[str, Callable[[str, str], list[str]]] = {
    "bare": lambda t, a: [t, a],
    "authors": lambda t, a: [t, authors(), a],
    "one author": lambda t, a: [t, draw.choice(NAMES), a],
    "by": lambda t, a: [t, f"by {authors()} and 3 others", a],
    "authors and date": lambda t, a: [t, authors(), day(), a],
    "date first": lambda t, a: [f"· Published on {day()}, 2025", t, a],
    "counters": lambda t, a: [t, a, "Upvote", str(draw.randint(1, 999)), f"· {draw.randint(1, 30)} authors", "GitHub 1.2k"],
    "all": lambda t, a: [
        "Submitted by",
        draw.choice(NAMES).lower(),
        t,
        authors(),
        a,
        f"Upvote {draw.randint(1, 99)}",
        "arXiv Page",
    ],
    "sometimes": lambda t, a: [t, *[authors()] * draw.randint(0, 1), *[day()] * draw.randint(0, 1), a],
    "tags": lambda t, a: [t, "Text Generation", "PyTorch", a],
    "links": lambda t, a: [t, f"https://example.org/{draw.randint(1, 9999)}", a],
    "actions": lambda t, a: [t, a, "Read more", "View PDF", "Add to my library of papers", "Cite"],
}


@pytest.mark.parametrize("ends", ["\n", "\n\n", "\r\n", "\r\n\r\n\r\n"], ids=["lines", "blank", "windows", "windows-blank"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(reading, layout: str, ends: str):
    draw.seed(layout)
    lines = [*HEAD]
    for title, abstract in PAPERS:
        lines += LAYOUTS[layout](title, abstract)
    papers, log = reading(ends.join([*lines, "About", "Terms of Service", "Privacy Policy"]) + ends)
    assert [(paper.title, paper.abstract) for paper in papers] == PAPERS
    assert not log.total


@pytest.mark.parametrize("before", [[], ["Accept"], ["Trending papers of the week"]])
def test_notice_is_no_paper(reading, before: list[str]):
    notice = "We use cookies to make this site work and to learn how it is used. By going on, you agree to all of our terms."
    long = [(title, f"{abstract} {abstract}") for title, abstract in PAPERS]
    lines = [*before, notice + " Read them with care.", *HEAD]
    for pair in long:
        lines += pair
    papers, log = reading("\n\n".join(lines))
    assert [(paper.title, paper.abstract) for paper in papers] == long
    assert log.total == 1


def test_abstract_in_two_paragraphs(reading):
    (paper,), _ = reading(
        "A Fine Title\n\n" + "First words. More words follow here. " * 5 + "\n\n" + "Second part. It goes on. " * 8
    )
    assert paper.title == "A Fine Title" and paper.abstract.count("\n") == 1


def test_page_with_broken_lines(reading):
    text = "A Fine Title\n\n" + "We study how small things\nbecome large. And then we\nstop. " * 6 + "\n\nFooter\n"
    (paper,), _ = reading(text)
    assert paper.title == "A Fine Title" and paper.abstract.startswith("We study how small things\nbecome")


def test_identifier_between_title_and_abstract(reading):
    (paper,), _ = reading("A Fine Title\narXiv:2403.99991v1 [cs.CV]\n" + "First words. More words follow here. " * 12)
    assert (paper.arxiv, paper.id, paper.date) == ("2403.99991", "2403.99991", "2024-03")


def test_html_hides_scripts_and_joins_inline_elements(reading):
    body = "".join(f"<h3>{title}</h3>\n<p>{abstract.replace('We study', 'We <b>stu</b>dy')}</p>" for title, abstract in PAPERS)
    html = f"<!DOCTYPE html><html><head><title>no</title></head><body><script>var x = '<h3>';</script>{body}</body></html>"
    papers, _ = reading(html)
    assert [(paper.title, paper.abstract) for paper in papers] == PAPERS


@pytest.mark.skipif(not (SHARED / "corpus").exists(), reason="the shared corpus is not here")
def test_real_page():
    papers = list(read([SHARED / "corpus" / "trending-papers.txt"]))
    assert len(papers) == 80
    assert all(len(paper.abstract) > 1000 and len(paper.title) < 200 for paper in papers)

"""One small, real-shaped file of each format says what it should."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from papergraph.sources import FORMATS, read
from papergraph.sources.detect import detect
from papergraph.sources.formats.bibtex import text_of

PATCH = "PatchWeaver: Weaving Patches for Small Devices"
SLOW = "SlowEcho: Lazy Indexing of Long Audio"

#: File -> its format, and of each paper: id, title, date, DOI, arXiv id, first author, venue.
EXPECTED = {
    "page.txt": ("page", [("t-", PATCH), ("t-", SLOW), ("t-", "Noise That Neighbours Can Tell")]),
    "page.html": (
        "html",
        [
            ("2403.99991", PATCH, "2024-03", None, "2403.99991", None, None),
            ("2403.99992", SLOW, "2024-03", None, "2403.99992", None, None),
        ],
    ),
    "arxiv.jsonl": (
        "json",
        [
            (
                "2403.99991",
                PATCH.replace(" Small", "\n  Small"),
                "2024-03-21",
                "10.1000/jsm.7.12",
                "2403.99991",
                "Ada Field",
                "Journal of Small Models 7 (2024)",
            ),
            ("hep-th/9901999", "Echoes on a Torus", "1999-01", None, "hep-th/9901999", "Dora Vale", None),
        ],
    ),
    "papers.csv": (
        "csv",
        [
            ("10.1000/jsm.7.12", PATCH, "2024", "10.1000/jsm.7.12", None, "Ada Field", None),
            ("t-", '=HYPERLINK("http://example.org";"Noise")', "2023", None, None, "Gus Reed", None),
        ],
    ),
    "zotero.bib": (
        "bibtex",
        [
            ("10.1000/jsm.7.12", PATCH, "2024-03", "10.1000/jsm.7.12", None, "Ada Field", "Journal of Small Models"),
            ("2403.99992", SLOW, "2024-03-22", None, "2403.99992", "Dora Vale", None),
            (
                "10.18653/v1/2023.demo-1.3",
                "Noise That Neighbours Can Tell",
                "2023-07",
                "10.18653/v1/2023.demo-1.3",
                None,
                "Fay Lund",
                "Proceedings of the First Workshop on Fields",
            ),
        ],
    ),
    "library.ris": (
        "ris",
        [
            ("10.1000/jsm.7.12", PATCH, "2024-03-21", "10.1000/jsm.7.12", None, "Ada Field", "Journal of Small Models"),
            ("2403.99992", SLOW, "2024", None, "2403.99992", "Dora Vale", None),
        ],
    ),
    "csl.json": (
        "json",
        [
            ("10.1000/jsm.7.12", PATCH, "2024-03-21", "10.1000/jsm.7.12", None, "Ada Field", "Journal of Small Models"),
            ("2403.99992", SLOW, "2024-03", None, "2403.99992", "Dora Vale", None),
        ],
    ),
    "arxiv-api.xml": (
        "atom",
        [
            (
                "2403.99991",
                PATCH,
                "2024-03-21",
                "10.1000/jsm.7.12",
                "2403.99991",
                "Ada Field",
                "Journal of Small Models 7 (2024)",
            )
        ],
    ),
    "openalex.json": (
        "json",
        [("W9999999991", SLOW, "2024-03-22", "10.1000/echo.1", None, "Dora Vale", "Echo Letters")],
    ),
    "semantic-scholar.json": (
        "json",
        [
            (
                "0123456789abcdef0123456789abcdef01234567",
                PATCH,
                "2024-03-21",
                "10.1000/JSM.7.12",
                "2403.99991",
                "Ada Field",
                "Journal of Small Models",
            )
        ],
    ),
    "anthology.xml": (
        "anthology",
        [
            (
                "2024.demo-long.1",
                "SlowEcho: Indexing in $O(\\log n)$ Steps",
                "2024-08",
                "10.18653/v1/2024.demo-long.1",
                None,
                "Dora Vale",
                "Proceedings of the Second Workshop on Fields (Volume 1: Long Papers)",
            )
        ],
    ),
    "pwc-papers.json": ("json", [("2403.99991", PATCH, "2024-03-21", None, "2403.99991", "Ada Field", None)]),
    "pwc-tables.json": ("json", [("2403.99991", PATCH, "2024-03-21", None, "2403.99991", None, None)] * 2),
}


def test_each_sample_is_described(samples: Path):
    assert set(EXPECTED) == {path.name for path in samples.iterdir()}


@pytest.mark.parametrize("name", EXPECTED)
def test_sample(samples: Path, name: str):
    kind, expected = EXPECTED[name]
    assert detect((samples / name).read_bytes(), name) == kind
    found = list(read([samples / name]))
    assert len(found) == len(expected)
    for paper, (identifier, *rest) in zip(found, expected, strict=True):
        assert paper.id.startswith(identifier) and paper.sources == [name]
        first = paper.authors[0] if paper.authors else None
        known = [paper.title, paper.date, paper.doi, paper.arxiv, first, paper.venue]
        assert known[: len(rest)] == rest


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_packed_and_with_byte_order_mark(samples: Path, tmp_path: Path, name: str):
    expected = [paper.title for paper in read([samples / name])]
    data = b"\xef\xbb\xbf" + (samples / name).read_bytes()
    packed = tmp_path / "unnamed"
    packed.write_bytes(gzip.compress(data))
    assert [paper.title for paper in read([packed])] == expected
    zstandard = pytest.importorskip("zstandard")
    packed.write_bytes(zstandard.compress(data))
    assert [paper.title for paper in read([packed])] == expected


@pytest.mark.parametrize("name", [name for name in EXPECTED if not name.endswith(("xml", "html"))])
def test_sample_in_utf16_with_windows_line_ends(samples: Path, tmp_path: Path, name: str):
    text = (samples / name).read_text("utf-8").replace("\n", "\r\n")
    path = tmp_path / name
    path.write_bytes(text.encode("utf-16"))
    assert [paper.title for paper in read([path])] == [paper.title for paper in read([samples / name])]


def test_formats_are_named():
    for name, text in FORMATS.items():
        assert name == name.lower() and text


def test_forced_format(reading, samples: Path):
    papers, _ = reading('{"id": "https://openalex.org/W1", "title": "T", "abstract": "A."}', format="jsonl")
    assert papers[0].id == "https://openalex.org/W1" and papers[0].abstract == "A."


def test_bibtex_decodes_accents_and_keeps_mathematics(samples: Path):
    paper = next(read([samples / "zotero.bib"]))
    assert paper.authors == ["Ada Field", "Józef Müller", "Åsa van der Berg"]
    assert "76.4% top-1 accuracy on ImageNet & outperforms" in paper.abstract and "$16^{2}$" in paper.abstract


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (r"{\"O}l und {\ss} \'{e}\v{s}\c{c} \o", "Öl und ß éšç ø"),
        (r"50% of \$5 a\_b", "50% of $5 a_b"),
        (r"{\it without} {CNN} \textbf{bold {X}}", r"{\it without} CNN \textbf{bold X}"),
        (r"\url{http://a.example/c_d}~x -- y", r"\url{http://a.example/c_d}~x -- y"),
        ("unbalanced } { $ x", "unbalanced   $ x"),
        (r"\vec and \baz{q} stay", r"\vec and \baz{q} stay"),
    ],
)
def test_bibtex_text(given: str, text: str):
    assert text_of(given) == text


def test_bibtex_with_one_key_for_two_entries(reading):
    papers, log = reading("@article{a, title={One Paper}}\n@article{a, title={Another Paper}}\n@comment{x}\n")
    assert [paper.title for paper in papers] == ["One Paper", "Another Paper"] and not log.total


def test_openalex_abstract_is_put_in_order(samples: Path):
    assert next(read([samples / "openalex.json"])).abstract.startswith("Long audio is slow to index. SlowEcho keeps")


def test_anthology_identifiers(reading):
    xml = (
        '<collection id="P18"><volume id="1"><meta><year>2018</year></meta><paper id="7"><title>A <b>B</b> C</title></paper>'
        "</volume></collection>"
    )
    (paper,), _ = reading(xml)
    assert (paper.id, paper.url, paper.title, paper.date) == ("P18-1007", "https://aclanthology.org/P18-1007/", "A B C", "2018")


def test_tables_of_papers_with_code(samples: Path):
    first, second = read([samples / "pwc-tables.json"])
    assert [(r.method, r.dataset, r.metric, r.value, r.unit, r.kind) for r in first.results] == [
        ("PatchWeaver-S", "ImageNet", "Top 1 Accuracy", 76.4, "%", "quality"),
        ("PatchWeaver-S", "ImageNet", "GFLOPs", 1.3, None, "efficiency"),
    ]
    assert len(second.results) == 1 and not second.abstract


def test_plain_records_with_many_names_for_things(reading):
    papers, _ = reading(
        '{"Title": "T", "summary": "S", "authors": [{"name": "A B"}], "year": 2020, "arxiv_id": "2403.99991v3"}\n'
        '{"title": "U", "abstract": "", "date": NaN, "author": "A B and C D", "keywords": "x, y", '
        '"month": "may", "year": "2021"}\n'
        '{"title": "V", "abstract": "\\ud800 \\u0000", "id": 7}\n'
    )
    first, second, third = papers
    assert (first.abstract, first.authors, first.date, first.arxiv, first.id) == (
        "S",
        ["A B"],
        "2020",
        "2403.99991",
        "2403.99991",
    )
    assert (second.authors, second.categories, second.date) == (["A B", "C D"], ["x", "y"], "2021-05")
    assert (third.id, third.abstract) == ("7", "\ufffd \ufffd")


def test_title_and_abstract_are_kept_as_given(reading):
    (paper,), _ = reading('{"title": " M\\\\\\"obius  nets ", "abstract": "  85.4\\\\% of {\\\\it it}\\n\\n\\\\ie so.  "}')
    assert paper.title == ' M\\"obius  nets ' and paper.abstract == "  85.4\\% of {\\it it}\n\n\\ie so.  "


def test_long_array_is_streamed(reading):
    text = "[" + ",\n".join(f'{{"id": "{i}", "title": "Paper {i}", "abstract": "{"x" * 50}"}}' for i in range(5000)) + "]"
    papers, log = reading(text)
    assert len(papers) == 5000 and not log.total


def test_pretty_printed_object(reading):
    papers, _ = reading('{\n  "title": "One",\n  "abstract": "A."\n}\n')
    assert [paper.title for paper in papers] == ["One"]


def test_table_with_tabs_and_broken_rows(reading):
    papers, log = reading('title\tabstract\nOne\tA "quoted" word\n\nTwo\n"Thr"ee\tx\nFour\ty\textra\n')
    assert [paper.title for paper in papers] == ["One", "Two", "Four"]
    assert log.total == 1 and log.named[0].where == "input:5"


@pytest.mark.parametrize("year", ["2147483648", "-1", "1e9", '"2024-99-99"', '"99999"', "[2024]"])
def test_year_that_is_none(reading, year: str):
    (paper,), _ = reading(f'{{"title": "T", "year": {year}}}')
    assert paper.date in (None, "2024")


def test_table_with_a_stray_carriage_return_in_its_header(reading):
    (paper,), _ = reading("\rtitle,abstract\nOne,x\n")
    assert paper.title == "One"

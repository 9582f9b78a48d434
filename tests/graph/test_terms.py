"""RDF terms from any text."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from papergraph.graph.terms import date, decimal, literal, web_address


def _read(term: str) -> ox.Literal:
    line = f"<http://x> <http://y> {term} ."
    (quad,) = ox.parse(input=line.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    (other,) = rdflib.Graph().parse(data=line, format="nt").objects()
    assert str(other) == quad.object.value
    return quad.object


@given(st.text())
def test_literals_are_read_back_by_two_parsers(text: str) -> None:
    value = _read(literal(text)).value
    assert len(value) == len(text)
    kept = "".join(c for c in text if c not in "\t\n\r")
    assert all(a in (b, "�") for a, b in zip((c for c in value if c not in "\t\n\r"), kept, strict=True))


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"))))
def test_ordinary_text_is_not_changed(text: str) -> None:
    assert _read(literal(text)).value == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_decimals_keep_their_value(value: float) -> None:
    read = _read(decimal(value))
    assert float(read.value) == value
    assert "e" not in read.value.lower()


@pytest.mark.parametrize("text", ["2024", "2024-05", "2024-05-17"])
def test_dates(text: str) -> None:
    assert text in (date(text) or "")


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "May 2024", "2024-5", "٢٠٢٤", "0000"])
def test_what_is_no_date(text: str) -> None:
    assert date(text) is None


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org:80/a?b=c#d", "https://xn--bcher-kva.example/ü", "http://[::1]/"]
)
def test_web_addresses(url: str) -> None:
    assert web_address(url) == f"<{url}>"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "https://a/<b>",
        "https://a\\b",
        "ftp://a",
        "https://a/%zz",
        "https://u@a",
        "//a",
        "https://a/\u202e",
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    assert web_address(url) is None


@given(st.text(max_size=60))
def test_addresses_are_iris(rest: str) -> None:
    for url in (rest, f"https://example.org/{rest}"):
        address = web_address(url)
        if address is not None:
            ox.NamedNode(address[1:-1])
            (found,) = rdflib.Graph().parse(data=f"<http://x> <http://y> {address} .", format="nt").objects()
            assert str(found) == address[1:-1]

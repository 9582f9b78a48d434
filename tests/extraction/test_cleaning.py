"""LaTeX residue and the way back to the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.extraction.cleaning import clean


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"reaches 85.4\% on 64times64 images", "reaches 85.4% on 64x64 images"),
        (r"a \textbf{QuiltNet} with 2.3$\times$ speed", "a QuiltNet with 2.3x speed"),
        (r"$\tau\times 100$", "tau x 100"),
        (r"(F1 ~ 93), 0.41->0.47, 89.2~$mm$, a ->b", "(F1 93), 0.41→0.47, 89.2 mm, a ->b"),
        (r"the QuiltNet~\cite{seam2020} model", "the QuiltNet model"),
        (r"M\"obius and \'{e}tale", "Möbius and étale"),
        ("“seams” and ‘knots’", "\"seams\" and 'knots'"),
        ("Compression(UDFC)", "Compression (UDFC)"),
        ("M^2-Encoder", "M2-Encoder"),
        ("$10^{18}$ FLOPs", "10^18 FLOPs"),
        ("Quilt- SE beats Quilt- 130M", "Quilt-SE beats Quilt-130M"),
        ("the pre- GPT era, fine- and coarse-grained", "the pre- GPT era, fine- and coarse-grained"),
        ("three models-Moneta, Yaad, and Seamra-that go far", "three models - Moneta, Yaad, and Seamra - that go far"),
        ("Bayes-Net, end-to-end and state-of-the-art", "Bayes-Net, end-to-end and state-of-the-art"),
        ("a graph of seams--KnotStar is its name", "a graph of seams - KnotStar is its name"),
        ("all of it is cheap--a gain--and sewn", "all of it is cheap - a gain - and sewn"),
        ("Seam--Knot nets, 3--5 state--action pairs", "Seam-Knot nets, 3-5 state-action pairs"),
        (r"Quilt$\leftrightarrow$Seam", "Quilt↔Seam"),
        (r"the AI\'s seams", "the AI's seams"),
        ("a\nb\tc", "a b c"),
        ("no residue", "no residue"),
    ],
)
def test_clean(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_offsets_lead_back() -> None:
    raw = r"gains of 3.1\% on \textbf{QuiltNet}"
    cleaned = clean(raw)
    start = cleaned.text.index("QuiltNet")
    assert raw[cleaned.raw_start(start) : cleaned.raw_end(start + len("QuiltNet"))] == "QuiltNet"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab\\{}$%~^ \n-’é\u200b()5", max_size=60))
def test_offsets_stay_in_order_and_inside(raw: str) -> None:
    cleaned = clean(raw)
    starts = [cleaned.raw_start(i) for i in range(len(cleaned.text))]
    assert starts == sorted(starts)
    assert all(0 <= s <= len(raw) for s in starts)
    assert all(0 <= cleaned.raw_end(i) <= len(raw) for i in range(len(cleaned.text) + 1))

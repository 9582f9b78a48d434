"""Abbreviations and their expansions."""

from __future__ import annotations

import time

import pytest

from papergraph.extraction import extract, load
from papergraph.extraction.abbreviations import match_expansion
from papergraph.extraction.pipeline import read


def pairs(text: str) -> dict[str, str]:
    return dict(read(load(), "", text)._.reading.abbreviations)


@pytest.mark.parametrize(
    ("short", "words", "first"),
    [
        ("PAU", "a Patchwork Attention Unit", 1),
        ("BLANKET", "BigScale Large Attentive Network for Knitted Embroidery Tasks", 0),
        ("QuiltNets", "quilted networks", 0),
        ("XYZ", "a Patchwork Attention Unit", None),
        ("LSQ", "we use quilts", None),
    ],
)
def test_match_expansion(short: str, words: str, first: int | None) -> None:
    assert match_expansion(short, words.split(), 0, len(words.split())) == first


@pytest.mark.parametrize(
    ("text", "key", "long"),
    [
        ("We propose Patchwork Attention Unit (PAU).", "pau", "Patchwork Attention Unit"),
        ("We propose PAU (Patchwork Attention Unit) for cloth.", "pau", "Patchwork Attention Unit"),
        ("We propose quilted focal networks (QuiltNets in short).", "quiltnet", "quilted focal networks"),
        ("We propose Seam Diffusion via Knots (SD-K).", "sdk", "Seam Diffusion via Knots"),
        (
            "We use CANTER (Curated adaptation for ANomalous Threads and textile ERrors).",
            "canter",
            "Curated adaptation for ANomalous Threads and textile ERrors",
        ),
    ],
)
def test_definitions(text: str, key: str, long: str) -> None:
    assert pairs(text).get(key) == long


@pytest.mark.parametrize(
    "text", ["We sew (see the Appendix).", "Seams (e.g., KNIT) matter.", "It reaches 80 points (Ours).", "(PAU) stands alone."]
)
def test_no_definitions(text: str) -> None:
    assert pairs(text) == {}


def test_short_form_comes_first_and_all_uses_are_one() -> None:
    (method,) = extract("We propose Patchwork Attention Unit (PAU). PAU is fast.").methods
    assert method.names == ["PAU", "Patchwork Attention Unit"]


def test_task_behind_the_bracket() -> None:
    assert extract("We introduce the seam literary adaptation (SLA) task.").methods == []


def test_acronym_with_another_expansion() -> None:
    found = extract("We fill the Case Report Form (CRF) of each patient.")
    assert [m.names[0] for m in found.methods] == []


def test_brackets_in_linear_time() -> None:
    start = time.perf_counter()
    pairs("We sew (" * 12_000)
    pairs("(A" * 12_000 + ")" * 12_000)
    assert time.perf_counter() - start < 10

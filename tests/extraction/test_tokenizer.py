"""Tokens of scientific prose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papergraph.extraction import load

NLP = load()


def tokens(text: str) -> list[str]:
    return [t.text for t in NLP.make_doc(text)]


@pytest.mark.parametrize(
    "word",
    [
        "DiT-XL/2",
        "ViT-B/16",
        "top-1",
        "256x256",
        "2.8x",
        "pass@1",
        "UNet++",
        "wav2vec",
        "GPT-4o",
        "Llama-3.1-8B",
        "e.g.",
        "85.4",
        "33,269",
        "CIFAR-10/100",
    ],
)
def test_kept_whole(word: str) -> None:
    assert tokens(f"with {word} here") == ["with", word, "here"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("85.4%, and", ["85.4", "%", ",", "and"]),
        ("QuiltNet's seams", ["QuiltNet", "'s", "seams"]),
        ("(FID 3.1)", ["(", "FID", "3.1", ")"]),
        ("It ends. Then", ["It", "ends", ".", "Then"]),
        ("see https://example.org/a-b?c=d now", ["see", "https://example.org/a-b?c=d", "now"]),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_nothing_is_lost(text: str) -> None:
    assert NLP.make_doc(text).text == text


def test_state_can_be_stored() -> None:
    tokenizer = NLP.tokenizer
    assert tokenizer.from_bytes(tokenizer.to_bytes()) is tokenizer

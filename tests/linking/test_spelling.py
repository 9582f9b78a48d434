"""Spellings, variants and expansions of any text."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.linking.acronyms import abbreviates, initials_of
from papergraph.linking.near import one_slip
from papergraph.linking.senses import abbreviated_in
from papergraph.linking.spelling import name_words, spell
from papergraph.linking.variants import bases

_TYPES = st.sampled_from(["Method", "Dataset", "Task", "Metric", "Hardware", "MethodClass"])


@given(st.text(), _TYPES)
def test_any_text_has_a_spelling(name: str, type: str) -> None:
    key, fold = spell(name, type)
    assert bool(key) == bool(fold)
    assert key == key.strip("-")
    assert "--" not in key
    bases(name, type)


@given(st.text(alphabet="ABab01 -_", max_size=12), _TYPES)
def test_a_key_is_spelled_as_itself(name: str, type: str) -> None:
    key, fold = spell(name, type)
    again = spell(key, type)
    assert spell(again.key, type).fold == again.fold
    if name == name.lower():
        assert again.fold == fold


@given(st.from_regex(r"[A-Z][a-z]{3,8}Net-?[0-9]{2}", fullmatch=True))
def test_case_hyphens_and_spaces_do_not_matter(name: str) -> None:
    folds = {
        spell(form, "Method").fold
        for form in (name, name.lower(), name.upper(), name.replace("-", " "), name.replace("-", "_"))
    }
    assert len(folds) == 1


@given(st.text(min_size=1), st.text(min_size=1))
def test_helpers_answer_any_text(a: str, b: str) -> None:
    abbreviates(a, b)
    initials_of(a, b)
    one_slip(a, b)
    abbreviated_in(tuple(a.split()) or ("a",), tuple(b.split()) or ("b",))


@pytest.mark.parametrize("piece", ["a-", "(", "256x", "1 x ", "\\textbf{", "$^{", "plus ", "é", "\u0301", "+", "v1", "-C"])
@pytest.mark.parametrize("function", [lambda name: name_words(name, "Dataset"), lambda name: bases(name, "Method")])
def test_long_names_cost_little(piece: str, function: Callable[[str], object]) -> None:
    start = time.perf_counter()
    function(piece * 100_000)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("ViT", "Vision Transformer", True),
        ("LePE", "Locally-enhanced Positional Encoding", True),
        ("TNT", "Transformer in Transformer", True),
        ("SGDM", "stochastic gradient descent with momentum", True),
        ("MetaCLIP", "Metadata-Curated Language-Image Pre-training", True),
        ("DiT", "Linear Diffusion Transformer", False),
        ("CNN", "Recurrent Network", False),
        ("MAF", "MAF block", False),
        ("A", "Attention", False),
    ],
)
def test_abbreviations(short: str, long: str, expected: bool) -> None:
    assert abbreviates(short, long) is expected


def test_the_short_form_behind_a_metric_tells_nothing_new() -> None:
    assert spell("Zonal Blur Error (ZBE)", "Metric") == spell("zonal blur error", "Metric")
    assert spell("Quilt (QN)", "Method").fold != spell("Quilt", "Method").fold

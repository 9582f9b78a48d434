"""IRIs are pure, readable, injective and safe."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papergraph.errors import UsageError
from papergraph.graph.iris import Iris, checked_base, slug
from papergraph.linking.spelling import spell

_KEYS = st.one_of(st.text(), st.text(alphabet="abAB01.+-/# \n", max_size=12), st.from_regex(r"[a-f0-9-]{1,20}", fullmatch=True))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("vit-b-16", "vit-b-16"),
        ("llama-3.1-8b", "llama-3.1-8b"),
        ("ram", "ram"),
        ("ram+", "ram-plus"),
        ("ram++", "ram-plus-plus"),
        ("imagenet-256x256", "imagenet-256x256"),
        ("2401.00001", "2401.00001"),
    ],
)
def test_readable(key: str, expected: str) -> None:
    assert slug(key) == expected


@given(_KEYS)
def test_safe(key: str) -> None:
    made = slug(key)
    assert re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", made)
    assert ".." not in made
    assert len(made) <= 80
    ox.NamedNode(f"https://example.org/method/{made}")


@given(_KEYS, _KEYS)
def test_injective(a: str, b: str) -> None:
    assert (slug(a) == slug(b)) == (a == b)


@given(_KEYS)
def test_a_slug_taken_as_a_key_is_another_node(key: str) -> None:
    made = slug(key)
    assert made == key or slug(made) != made or slug(made) != slug(key) or made == slug(key, 16)


@pytest.mark.parametrize("other", ["ram-plus", "RAM+", "ram +", "ram-", "-ram", "ram.", "r am"])
def test_what_is_lost_is_told_apart(other: str) -> None:
    assert slug(other) not in (slug("ram"), slug("ram+"))


def test_hash_lookalikes() -> None:
    lossy = "c#"
    assert slug(slug(lossy)) != slug(lossy)


@given(st.text())
def test_names_become_keys_whose_slugs_are_safe(name: str) -> None:
    key, fold = spell(name, "Method")
    assert bool(key) == bool(fold)
    if key:
        assert Iris("https://example.org/").node("Method", key).startswith("<https://example.org/method/")


def test_two_keys_of_one_slug_get_longer_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papergraph.graph.iris.digest", lambda text, length=8: ("0" * 8 + text.encode().hex())[:length])
    iris = Iris("https://example.org/")
    assert iris.node("Method", "c#") != iris.node("Method", "c%")
    assert iris.node("Method", "c#") == iris.node("Method", "c#")


@pytest.mark.parametrize(
    "base", ["", "example", "https://example.org", "ftp://x/", "https://x/<>/", "javascript:x/", "https:///"]
)
def test_bad_bases(base: str) -> None:
    with pytest.raises(UsageError):
        checked_base(base)


@pytest.mark.parametrize(
    "base", ["https://example.org/id/", "http://localhost:7200/", "urn:example:", "https://example.org/g#"]
)
def test_good_bases(base: str) -> None:
    assert checked_base(base) == base

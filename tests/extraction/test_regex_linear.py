"""Hostile text costs linear time: every regular expression of the package alone, and the whole extraction."""

from __future__ import annotations

import ast
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import papergraph
from papergraph.extraction import CorpusNames, Extractor, extract, resolve
from papergraph.model import Paper

METHODS = {"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"}
#: What hostile texts are made of.
PIECES = [
    "(", "[", "{", "}", ")", "((", "a-", "A-", "xx-yy-", "respectively ", "a\u0301", "\u0301", "\u202e", "\u200b", "7",
    "1.", "1,", "123,", "1 ", "1x", "1 x ", "1times", "1e", "v1.", " ", "\n", "\t", "\u00a0", "A", "a", "Aa", "A1", "é",
    "Aé", "I", "+", "a+", "-", "_", "a@", "%", "%2", ".", "a.", ", ", ": ", "* ", "·", "?a", "/", "a/", '"', '\\"', "'",
    "``", "\\", "\\a ", "\\a{", "$", "$a", "^1", "~", "<", "<a b=", "&#", "#", "http://", "http://a ", "www.", "and ",
    "a and ", "5 others ", "et al. ", "achieving ", "achieve a new ", "state of the art ", "outperforms all the ",
    "better than existing ", "won the a ", "not a ", "-based", "ing ",
]  # fmt: skip
ENDS = ("", "é!\x00")
#: Characters: a quadratic expression takes more than the floor for so many, a linear one about a tenth of it.
SIZE, FLOOR = 8_000, 0.02


class Use(NamedTuple):
    """A regular expression and a method by which the package uses it."""

    where: str
    pattern: re.Pattern[Any]
    method: str

    def seconds(self, text: str) -> float:
        subject: Any = text if isinstance(self.pattern.pattern, str) else text.encode()
        call: Callable[[Any], Any] = getattr(self.pattern, self.method)
        if self.method in ("sub", "subn"):
            call = partial(call, subject[:0])
        start = time.process_time()
        found = call(subject)
        if self.method == "finditer":
            for _ in found:
                pass
        return time.process_time() - start


def compiled(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Regular expressions in a value of a module, also in small collections."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict | list | tuple | set | frozenset) and depth < 3 and len(value) < 500:
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from compiled(item, depth + 1)


def called(tree: ast.AST) -> Iterator[tuple[str, str, ast.Call | None]]:
    """Name of the object and the method of all calls that may be one of a regular expression."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            owner = node.value.func if isinstance(node.value, ast.Call) else node.value
            yield getattr(owner, "id", getattr(owner, "attr", "")), node.attr, None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re":
            yield "re", node.func.attr, node


def uses() -> list[Use]:
    """All regular expressions of the package, each with the methods by which it is used."""
    found: dict[tuple[Any, int, str], Use] = {}
    methods: dict[str, set[str]] = {}

    def add(where: str, pattern: re.Pattern[Any], method: str) -> None:
        found.setdefault((pattern.pattern, pattern.flags, method), Use(where, pattern, method))

    for path in sorted(Path(papergraph.__path__[0]).rglob("*.py")):
        for name, method, call in called(ast.parse(path.read_text("utf-8"))):
            if call is None:
                methods.setdefault(name, set()).add(method)
            elif method in METHODS and isinstance(call.args[0], ast.Constant):
                ignoring = any(
                    getattr(a, "attr", "") in ("I", "IGNORECASE") for a in [*call.args, *(k.value for k in call.keywords)]
                )
                add(f"{path.name}:{call.lineno}", re.compile(call.args[0].value, re.IGNORECASE if ignoring else 0), method)
    for module in pkgutil.walk_packages(papergraph.__path__, "papergraph."):
        if not module.name.endswith("__main__"):
            for name, value in _members(module.name):
                for pattern in compiled(value):
                    for method in sorted(methods.get(name) or {"search"}):
                        add(f"{module.name.removeprefix('papergraph.')}.{name}", pattern, method)
    return list(found.values())


def _members(module: str) -> list[tuple[str, object]]:
    try:
        return list(vars(import_module(module)).items())
    except ImportError:  # it needs an extra that is not installed
        return []


@pytest.mark.parametrize("use", [pytest.param(use, id=f"{use.where}-{use.method}-{n}") for n, use in enumerate(uses())])
def test_a_regular_expression_is_linear(use: Use) -> None:
    for piece in PIECES:
        for end in ENDS:

            def text(size: int, piece: str = piece, end: str = end) -> str:
                return piece * (size // len(piece)) + end

            if use.seconds(text(SIZE)) > FLOOR and all(
                use.seconds(text(2 * SIZE)) > 2.8 * max(use.seconds(text(SIZE)), FLOOR / 2) for _ in range(3)
            ):
                pytest.fail(f"{use.pattern.pattern!r} takes four times as long for twice as much of {piece!r} before {end!r}")


def test_expressions_are_found() -> None:
    """That the walk through the package finds what it should."""
    found = {use.where for use in uses()}
    assert {"extraction.tokenizer._TOKEN", "extraction.cleaning._RESIDUE", "extraction.claims._RULES"} <= found
    assert len(found) > 100


#: Texts that make the rules look around as far as they can: no full stop, or one cue after the other.
HOSTILE = [
    "(", "( ", "[", "{", "a-", "A-", "respectively ", "respectively, ", "a\u0301", "\u0301", "\u202e", "\u200b ", "7", "7 ",
    "123,", "1.", "1x ", "+1.2% ", " ", "\n", "A", "A ", "a", "a ", "Ab1 ", "Ab1, ", "Ab1 and ", "named Ab, ",
    "The Big Model ", "Aa: ", "Foo Bar Baz (FBB) ", "Foo (Bar) ", "\\", "\\a{", "$", "~", "%", "http://", "http://a.b/c ",
    "www.", '"', ", ", "; ", ". ", "A. ", "and ", "of the ", "than ", "not ", "for ", "\ud800", "\U0001f600", "\x00",
    "{{7*7}}", "we propose X ", "We propose Foo1. ", "methods such as ", "including A1b and ", "it ", "Foo dataset ",
    "on ImageNet, ", "ResNet-50, ", "ResNet-50 outperforms ", "outperforms ",
    "our method outperforms ResNet-50 by 1.2% on ImageNet ", "Our method outperforms ResNet-50 by 1.2% on ImageNet. ",
    "compared to ", "higher than ", "by 1.2% ", "from 12.5 to 9.8 ", "85.1% accuracy ",
    "A, B and C by 1.2, 3.4 and 5.6, respectively ", "with 3x fewer parameters ", "reduces FLOPs by 40% ",
    "matches ResNet-50 with 3x fewer parameters ", "ResNet-50 (76.1% vs. 77.2%) ",
    "X cuts Y by 3% compared to ResNet-50. ", "91% versus 85% for BERT and ", "MNIST, FooNet and CNP, ",
    "a 55% reduction in FLOPs on ResNet-50, ", "on an A100 GPU ", "image classification, ", "state of the art ",
    "On GPT-4o X improves accuracy ", "applying X to BERT yields gains ", "12 points above ResNet-50 ",
    "half as many tokens as BERT ", "needs 35% of BERT's memory ", "compared to BERT, X cuts cost ",
    "from 1% ± 2% to 3% ± 4% on BERT and ", "in terms of a and b, c ", "lags behind human experts ",
    "We compare VGG-16, BERT and GPT-4o. GPT-4o achieves the highest accuracy. ",
    "beats BERT by 0.3% on COCO, 1.7 mIoU on ADE20K and ", "beats models (BERT: 1%, VGG-16: 2%) ",
    "retains 97% of BERT's accuracy with 2x less compute ",
]  # fmt: skip


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    extractor = Extractor()
    extractor.stage1(Paper(id="x", title="A net", abstract="We propose Foo, which outperforms ResNet-50 by 1% on ImageNet."))
    return extractor


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_extraction_is_linear(extractor: Extractor, piece: str) -> None:
    """At most five seconds for 100,000 characters on a busy machine; an idle one takes less than one."""
    hostile = piece * (30_000 // len(piece))
    for title, abstract in (("Foo: A Net", f"We propose Foo. {hostile}"), (hostile[:10_000], "We propose Foo.")):
        start = time.process_time()
        facts = resolve(extractor.stage1(Paper(id="x", title=title, abstract=abstract)), CorpusNames())
        assert time.process_time() - start < 5 * len(title + abstract) / 100_000
        assert all(0 <= e.start < e.end for e in facts.evidence)


def test_any_text_is_text() -> None:
    """Lone surrogates, which no encoding can write, become replacement characters; offsets stay."""
    facts = extract("We propose Foo\udcff, a net for everyone.")
    (evidence,) = [e for e in facts.evidence if e.kind == "methods"]
    assert "Foo\ufffd, a net" in evidence.quote

"""An invented corpus for tests of the views: chains, a circle, variants, extra data, and titles that mean harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from papergraph.graph import Graph, open_graph, write_graph
from papergraph.linking import Linker
from papergraph.model import Comparison, Entity, Evidence, Facts, Result

ROCKET = "\N{ROCKET}\N{ROCKET} "
EVIL = "</script><img src=x onerror=alert(1)>"
TEMPLATES = "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}"
BIDI = "abc\u202egnp.exe\u200b\u2066xyz"
LONG = "Longest" * 1500


def said(kind: str, index: int, quote: str, *words: str, rule: str = "test", confidence: float = 0.9) -> Evidence:
    """Evidence whose marks are the words, each where it first stands in the quote."""
    marks = [(quote.index(word), quote.index(word) + len(word)) for word in words]
    return Evidence(
        kind=kind,
        index=index,
        field="abstract",
        start=0,
        end=len(quote),
        quote=quote,
        rule=rule,
        confidence=confidence,
        marks=sorted(marks),
    )


def beats(winner: str, loser: str, dataset: str | None = None, metric: str | None = None, **more: Any) -> Comparison:
    """A comparison; values and kind by keyword."""
    return Comparison(type=more.pop("type", "outperforms"), winner=winner, loser=loser, dataset=dataset, metric=metric, **more)


def _proposed(*names: str) -> list[Entity]:
    return [Entity(names=[name], role="proposed") for name in names]


def _others(*names: str) -> list[Entity]:
    return [Entity(names=[name]) for name in names]


def _data(*names: str, role: str = "evaluated") -> list[Entity]:
    return [Entity(names=[name], role=role) for name in names]


def corpus() -> list[Facts]:
    """The papers."""
    glimmer = f"{ROCKET}GlimmerNet reaches 84.1\\% on ImageNet, above PatchWeaver by 1.2 points."
    weaver = "PatchWeaver outperforms DustNet on ImageNet."
    dust = "DustNet beats GlimmerNet on CIFAR-10."
    small = "GlimmerNet-S needs 3x fewer FLOPs than DustNet."
    return [
        Facts(
            id="glimmer",
            title="GlimmerNet: Small Lights for Large Pictures",
            url="https://example.org/glimmer",
            date="2024-05-17",
            methods=[*_proposed("GlimmerNet", "GlimmerNet-S"), *_others("PatchWeaver", "DustNet")],
            datasets=_data("ImageNet"),
            tasks=["image classification"],
            hardware=[Entity(names=["Pixel 6"], role="measured")],
            comparisons=[
                beats("GlimmerNet", "PatchWeaver", "ImageNet", "top-1 accuracy", winner_value=84.1, delta=1.2, confidence=0.9),
                beats("GlimmerNet-S", "DustNet", None, "FLOPs", kind="efficiency", delta="3x", confidence=0.8),
            ],
            results=[
                Result(method="GlimmerNet", dataset="ImageNet", metric="top-1 accuracy", value=84.1, unit="%", confidence=0.9),
                Result(
                    method="GlimmerNet-S", dataset="ImageNet", metric="top-1 accuracy", value=80.5, unit="%", confidence=0.9
                ),
                Result(
                    method="GlimmerNet-S",
                    metric="parameters",
                    value=5.5,
                    unit="M",
                    kind="efficiency",
                    hardware="Pixel 6",
                    confidence=0.9,
                ),
            ],
            claims_sota=True,
            code=["https://github.com/example/glimmer"],
            evidence=[
                said("methods", 0, glimmer, "GlimmerNet"),
                said("comparisons", 0, glimmer, "GlimmerNet", "above", "PatchWeaver"),
                said("comparisons", 1, small, "fewer FLOPs"),
                said("results", 0, glimmer, "84.1\\%"),
                said("results", 1, "GlimmerNet-S reaches 80.5%.", "80.5%"),
                said("results", 2, "GlimmerNet-S has 5.5M parameters.", "5.5M"),
                said("datasets", 0, glimmer, "ImageNet"),
                said("claims_sota", 0, "GlimmerNet sets a new state of the art.", "state of the art"),
            ],
        ),
        Facts(
            id="weaver",
            title="PatchWeaver: Weaving Patches",
            date="2023-02",
            methods=[*_proposed("PatchWeaver"), *_others("DustNet")],
            datasets=[*_data("ImageNet"), *_data("ImageNet-21K", role="trained")],
            tasks=["image classification"],
            comparisons=[beats("PatchWeaver", "DustNet", "ImageNet", "top-1 accuracy", confidence=0.7)],
            results=[
                Result(method="PatchWeaver", dataset="ImageNet", metric="top-1 accuracy", value=82.9, unit="%", confidence=0.9),
                Result(method="PatchWeaver", dataset="ImageNet", metric="top-1 accuracy", value=86.0, unit="%", confidence=0.9),
            ],
            evidence=[
                said("comparisons", 0, weaver, "outperforms", "DustNet", confidence=0.7),
                said("results", 0, "PatchWeaver reaches 82.9%.", "82.9%"),
                said("results", 1, "Pre-trained on ImageNet-21K, PatchWeaver reaches 86.0%.", "86.0%"),
                said("methods", 0, weaver, "PatchWeaver"),
            ],
        ),
        Facts(
            id="dust",
            title="DustNet",
            methods=[*_proposed("DustNet"), *_others("GlimmerNet")],
            datasets=_data("CIFAR-10"),
            comparisons=[beats("DustNet", "GlimmerNet", "CIFAR-10", "error", confidence=0.8)],
            results=[Result(method="DustNet", dataset="CIFAR-10", metric="error", value=2.5, unit="%", confidence=0.9)],
            evidence=[said("comparisons", 0, dust, "beats"), said("results", 0, "DustNet has an error of 2.5%.", "2.5%")],
        ),
        Facts(
            id="unnamed",
            title="A Study of Dust",
            methods=_others("DustNet"),
            comparisons=[beats("", "DustNet", "CIFAR-10", "error", confidence=0.5)],
            evidence=[said("comparisons", 0, "Our method beats DustNet.", "beats", confidence=0.5)],
        ),
        _harm(),
    ]


def _harm() -> Facts:
    quote = f"{EVIL} {TEMPLATES} {BIDI} is better than PatchWeaver."
    return Facts(
        id="harm",
        title=EVIL,
        url="javascript:alert(1)",
        methods=[*_proposed(EVIL, TEMPLATES, BIDI, LONG), *_others("PatchWeaver")],
        datasets=_data('"><svg onload=alert(2)>', "ImageNet"),
        comparisons=[
            beats(EVIL, "PatchWeaver", '"><svg onload=alert(2)>', "`|]\n[click](javascript:alert(3))", confidence=0.6),
            beats(TEMPLATES, "PatchWeaver", confidence=0.6),
            beats(BIDI, "PatchWeaver", confidence=0.6),
            beats(LONG, "PatchWeaver", confidence=0.6),
        ],
        evidence=[said("comparisons", index, quote, "better", confidence=0.6) for index in range(4)],
    )


def write(folder: Path, papers: list[Facts] | None = None) -> Graph:
    """The corpus as a graph in a folder, opened."""
    folder.mkdir(parents=True, exist_ok=True)
    linker = Linker()
    papers = corpus() if papers is None else papers
    for facts in papers:
        linker.add(facts)
    linker.freeze()
    write_graph(linker.nodes(), (linker.link(facts) for facts in papers), folder)
    return open_graph(folder)

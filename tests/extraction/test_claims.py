"""Claims of the state of the art and links: sentences that claim it and sentences that do not. All are invented."""

from __future__ import annotations

import time

import pytest

from papergraph.extraction import Extractor
from papergraph.model import Facts, Paper

INTRODUCTION = "We propose QuiltNet, a novel backbone. "


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read(extractor: Extractor, text: str) -> Facts:
    return extractor.stage1(Paper(id="x", title="", abstract=INTRODUCTION + text))


CLAIMS = [
    ("QuiltNet achieves state-of-the-art performance on ADE20K.", "sota-achieves"),
    ("Our models achieve SOTA accuracy with fewer parameters.", "sota-achieves"),
    ("This is a new state of the art for stitching.", "sota-new"),
    ("We report a state-of-the-art top-1 error of 2.1% there.", "sota-achieves"),
    ("QuiltNet sets a new record on COCO.", "sota-record"),
    ("This establishes a new accuracy-latency Pareto frontier.", "sota-record"),
    ("QuiltNet outperforms existing methods on COCO.", "sota-beats-all"),
    ("QuiltNet surpasses all previous approaches by 1.3%.", "sota-beats-all"),
    ("QuiltNet beats the strongest baseline.", "sota-beats-all"),
    ("It is 1.9% higher than that of the previous best detector.", "sota-beats-all"),
    ("Tests show the superiority of QuiltNet over state-of-the-art backbones.", "sota-over"),
    ("QuiltNet cuts the error by 11.7% over the SOTA method.", "sota-over"),
    ("QuiltNet improves recall compared to prior work.", "sota-over"),
    ("Compared with existing systems, QuiltNet increases the throughput.", "sota-compared"),
    ("QuiltNet has the best accuracy among all backbones.", "sota-best-among"),
    ("QuiltNet has a lower cost comparing to other current algorithms.", "sota-over"),
    ("QuiltNet outperforms all strong baselines.", "sota-beats-all"),
    ("QuiltNet won the first place in the Stitching Challenge.", "sota-first-place"),
    ("QuiltNet ranked first in the shared task.", "sota-first-place"),
    ("QuiltNet outperforms both handmade sewing heuristics and state-of-the-art DRL-based methods.", "sota-beats-and"),
    (
        "QuiltNet more effectively captures seams, knots and other parts of the cloth, from loose threads, "
        "compared to state of the art baselines.",
        "sota-over",
    ),
]


@pytest.mark.parametrize(("text", "rule"), CLAIMS, ids=[text[:60] for text, _ in CLAIMS])
def test_claims(extractor: Extractor, text: str, rule: str) -> None:
    facts = read(extractor, text)
    assert facts.claims_sota
    assert [e.rule for e in facts.evidence if e.kind == "claims_sota"] == [rule]
    assert [e.quote for e in facts.evidence if e.kind == "claims_sota"] == [text]


NO_CLAIMS = [
    "QuiltNet outperforms ResNet-50 on ADE20K.",
    "QuiltNet is comparable to state-of-the-art methods.",
    "QuiltNet does not outperform existing methods.",
    "QuiltNet may surpass previous approaches.",
    "QuiltNet has competitive or superior accuracy compared to existing backbones.",
    "Existing methods achieve state-of-the-art performance but are slow.",
    "Transformers have achieved state-of-the-art results in many fields.",
    "We evaluate twelve state-of-the-art language models.",
    "We compare QuiltNet with state-of-the-art backbones.",
    "Existing approaches suffer from noise.",
    "We introduce a new benchmark for evaluating backbones.",
    "No single method dominates all tasks.",
    "QuiltNet outperforms both small and large nets, and we study how state-of-the-art methods fail.",
    "QuiltNet sets a new direction.",
    "QuiltNet consistently outperforms strong baselines.",
    "QuiltNet raises recall compared to strong baseline attacks.",
    "QuiltNet cuts the latency by 3% over best-effort placement.",
    "QuiltNet exceeds or equals it, outperforming or competing on par with closed models.",
    "It bridges gaps while establishing new standards for sewing.",
]


@pytest.mark.parametrize("text", NO_CLAIMS, ids=[text[:60] for text in NO_CLAIMS])
def test_no_claims(extractor: Extractor, text: str) -> None:
    assert not read(extractor, text).claims_sota


LINKS = [
    ("Code: https://github.com/example/quilt.", ["https://github.com/example/quilt"]),
    ("Code is at \\url{https://example.org/quilt}.", ["https://example.org/quilt"]),
    ("See (https://example.org/quilt_(net)).", ["https://example.org/quilt_(net)"]),
    ("Code: github.com/example/quilt, data: https://example.org/data;", ["https://github.com/example/quilt", "https://example.org/data"]),
    ("Code: https://example.org/a and again https://example.org/a.", ["https://example.org/a"]),
    ("The code is available at this https URL.", []),
    ("Mail us at quilt@example.org.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "urls"), LINKS, ids=[text[:40] for text, _ in LINKS])
def test_links(extractor: Extractor, text: str, urls: list[str]) -> None:
    assert read(extractor, text).code == urls


@pytest.mark.parametrize(
    "unit",
    [
        "achieve state-of-the-art aaaa ",
        "improvement better than the most ",
        "https://a.b/(((",
        "outperforms by 3 ",
        "best a a ",
    ],
)
def test_hostile_text_costs_linear_time(extractor: Extractor, unit: str) -> None:
    text = unit * (20_000 // len(unit))
    begin = time.perf_counter()
    read(extractor, text)
    assert time.perf_counter() - begin < 4


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Seam models have matured, outperforming previous techniques. We study cloth.", False),
        ("Cloth is hard. We study seams. RoBERTa performed better than all the other models.", False),
        ("Cloth is hard. We study seams. The results show that it performed better than all the other models.", True),
        ("Cloth is hard. We propose QuiltNet. QuiltNet performed better than all the other models.", True),
        ("Cloth is hard. We train models. Both do well, matching or surpassing existing models.", False),
        ("Cloth is hard. We study tags. They correlate well with existing SOTA taggers.", False),
        ("Cloth is hard. We aim to establish a new and powerful benchmark for seams.", False),
        ("Cloth is hard. We study seams. Accuracy degrades less severely than previously thought.", False),
    ],
)
def test_whose_claim_it_is(extractor: Extractor, text: str, claimed: bool) -> None:
    assert extractor.stage1(Paper(id="x", title="Seams", abstract=text)).claims_sota is claimed

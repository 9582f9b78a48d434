"""A small invented corpus as facts with evidence."""

from __future__ import annotations

from pathlib import Path

from papergraph.graph import About, write_graph
from papergraph.linking import Linker
from papergraph.model import Comparison, Entity, Evidence, Facts, Result

QUILT = Facts(
    id="2401.00001",
    title="QuiltNet: Sewing Features Together",
    date="2024-01",
    authors=["Ada Example", "Bo Sample"],
    arxiv="2401.00001",
    venue="Journal of Invented Results",
    categories=["cs.CV"],
    methods=[
        Entity(names=["QuiltNet", "Quilted Network"], role="proposed"),
        Entity(names=["QuiltNet-L"], role="proposed"),
        Entity(names=["DiT-XL/2"]),
        Entity(names=["ViT-B/16"]),
    ],
    families=["CNNs"],
    datasets=[
        Entity(names=["ImageNet 256 x 256"], role="evaluated", loose_names=["ImageNet"]),
        Entity(names=["PatchBench"], role="introduced"),
        Entity(names=["LAION"], role="trained"),
    ],
    tasks=["image generation"],
    hardware=[Entity(names=["A100 GPUs"], role="measured"), Entity(names=["mobile devices"], role="target")],
    comparisons=[
        Comparison(
            type="outperforms",
            winner="QuiltNet-L",
            loser="DiT-XL/2",
            dataset="ImageNet",
            metric="FID",
            winner_value=2.1,
            loser_value=2.3,
        ),
        Comparison(type="outperforms", winner="QuiltNet", loser="DiT-XL/2", metric="speed", kind="efficiency", delta="2.8x"),
        Comparison(type="improves", winner="QuiltNet", loser="ViT-B/16", dataset="PatchBench", metric="accuracy", delta=1.5),
        Comparison(type="outperforms", winner="QuiltNet", loser="CNNs"),
    ],
    results=[
        Result(method="QuiltNet-L", dataset="ImageNet 256 x 256", metric="FID", value=2.1),
        Result(method="DiT-XL/2", dataset="ImageNet 256 x 256", metric="FID", value=2.3),
        Result(method="QuiltNet-L", metric="parameters", value=172.0, unit="M", kind="efficiency", hardware="A100"),
    ],
    claims_sota=True,
    code=["https://github.com/example/quilt", "javascript:alert(1)"],
)
COUNTER = Facts(
    id="counter",
    title="Old Models Strike Back",
    url="https://example.org/counter?a=1",
    date="2025-02-03",
    methods=[Entity(names=["DiT-XL/2"]), Entity(names=["QuiltNet-L"])],
    datasets=[Entity(names=["ImageNet-C"], role="evaluated")],
    comparisons=[
        Comparison(
            type="outperforms", winner="DiT-XL/2", loser="QuiltNet-L", dataset="ImageNet-C", metric="accuracy", delta=0.4
        ),
        Comparison(type="outperforms", winner="", loser="DiT-XL/2", metric="latency", kind="efficiency"),
    ],
    results=[Result(method="", dataset="ImageNet-C", metric="accuracy", value=77.5, unit="%", confidence=0.6)],
)
HOSTILE = Facts(
    id='../"x" <y>\n',
    title='</script><img src=x onerror=alert(1)> \\ "quoted" \u202e\x07 {{7*7}} “curly” 😀',
    methods=[Entity(names=['Evil> . <x> <y> "z'], role="proposed"), Entity(names=["RAM++"]), Entity(names=["RAM"])],
    tasks=["a;b\nc"],
)
CORPUS = [QUILT, COUNTER, HOSTILE]
ABOUT = About(title="Invented", license="https://creativecommons.org/licenses/by/4.0/", sources=["test"])


def with_evidence(facts: Facts) -> Facts:
    """The facts with one sentence, the title, for each of them."""
    for kind in ("methods", "families", "datasets", "tasks", "hardware", "comparisons", "results", "code"):
        for index in range(len(getattr(facts, kind))):
            facts.evidence.append(_evidence(kind, index, facts.title))
    if facts.claims_sota:
        facts.evidence.append(_evidence("claims_sota", 0, facts.title))
    return facts


def _evidence(kind: str, index: int, title: str) -> Evidence:
    return Evidence(
        kind=kind, index=index, field="title", start=0, end=len(title), quote=title, rule=f"test.{kind}", marks=[(0, 5)]
    )


def make(folder: Path, corpus: list[Facts], **options: object) -> Path:
    """Write the graph of a corpus into a folder."""
    linker = Linker()
    for facts in corpus:
        linker.add(facts)
    linker.freeze()
    write_graph(linker.nodes(), map(linker.link, corpus), folder, **options)  # type: ignore[arg-type]
    return folder

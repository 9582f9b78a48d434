"""One node for one thing, across papers."""

from __future__ import annotations

import copy
import random

import pytest

from papergraph.linking import Decisions, LinkedPaper, Linker, NodeKey
from papergraph.linking.known import KnownNames
from papergraph.model import Comparison, Entity, Facts, Result

KNOWN = KnownNames()


def link(*papers: Facts, decisions: Decisions | None = None) -> tuple[list[LinkedPaper], Linker]:
    linker = Linker(known=KNOWN, decisions=decisions)
    for paper in papers:
        linker.add(paper)
    linker.freeze()
    return [linker.link(paper) for paper in papers], linker


def paper(number: int, *methods: list[str], role: str = "other", **more: object) -> Facts:
    entities = [Entity(names=names, role=role) for names in methods]
    return Facts(id=str(number), title="", methods=entities, **more)  # type: ignore[arg-type]


def test_an_expansion_that_one_paper_gives_holds_for_all() -> None:
    papers, linker = link(
        paper(1, ["QXN", "Quixotic Network"], role="proposed"),
        paper(2, ["Quixotic Network"]),
        paper(3, ["quixotic networks"]),
        paper(4, ["QXN"]),
    )
    assert {p.methods[0] for p in papers} == {NodeKey("Method", "qxn")}
    (node,) = linker.nodes()
    assert node.label == "QXN"
    assert node.alt == ("Quixotic Network", "quixotic networks")


def test_one_acronym_with_two_expansions_is_two_nodes() -> None:
    papers, linker = link(
        paper(1, ["QXN", "Quixotic Network"], role="proposed"),
        paper(2, ["QXN", "Quick Xenon Normalization"], role="proposed"),
        paper(3, ["Quick Xenon Normalization"]),
        paper(4, ["QXN"]),
    )
    keys = [p.methods[0] for p in papers]
    assert len(set(keys)) == 3
    assert keys[1] == keys[2]
    assert keys[0] == NodeKey("Method", "qxn(quixotic-network)")
    # Without an expansion it is neither of them.
    assert keys[3] == NodeKey("Method", "qxn")
    assert linker.notes.doubtful[0].kind == "acronym"


def test_an_acronym_alone_means_what_most_papers_mean() -> None:
    usual = [paper(i, ["QXN", "Quixotic Network"]) for i in range(3)]
    papers, _ = link(*usual, paper(7, ["QXN", "Quick Xenon Normalization"]), paper(8, ["QXN"]))
    assert papers[-1].methods[0] == papers[0].methods[0] != papers[3].methods[0]


def test_an_expansion_of_two_acronyms_ties_them_not_together() -> None:
    papers, linker = link(
        paper(1, ["QXN", "Quixotic Network"]), paper(2, ["QNet", "Quixotic Network"]), paper(3, ["Quixotic Network"])
    )
    assert len({p.methods[0] for p in papers}) == 3
    assert any(doubt.kind == "merged" for doubt in linker.notes.doubtful)


def test_an_acronym_that_the_lexicon_knows_otherwise() -> None:
    papers, _ = link(
        paper(1, ["SAM"]), paper(2, ["SAM", "Slow Axolotl Migration"], role="proposed"), paper(3, ["Segment Anything Model"])
    )
    assert papers[0].methods[0] == papers[2].methods[0] != papers[1].methods[0]


def test_loose_and_packed_names_never_merge() -> None:
    data = [
        Facts(id="1", title="", datasets=[Entity(names=["FrogSet 256x256"], loose_names=["FrogSet"], role="evaluated")]),
        Facts(id="2", title="", datasets=[Entity(names=["FrogSet 512x512"], loose_names=["FrogSet"], role="evaluated")]),
        Facts(id="3", title="", datasets=[Entity(names=["FrogSet"], role="evaluated")]),
        Facts(
            id="4",
            title="",
            methods=[
                Entity(names=["ToadNet-S"], loose_names=["ToadNet-S/B"]),
                Entity(names=["ToadNet-B"], loose_names=["ToadNet-S/B"]),
            ],
        ),
    ]
    papers, linker = link(*data)
    assert len({p.datasets[0] for p in papers[:3]}) == 3
    assert papers[3].methods[0] != papers[3].methods[1]
    nodes = {node.id.key: node for node in linker.nodes()}
    assert nodes["frogset-256x256"].base == NodeKey("Dataset", "frogset")
    assert not any("FrogSet" in node.alt or "ToadNet-S/B" in node.alt for node in nodes.values())


def test_a_loose_name_in_a_claim_means_the_one_thing_that_has_it() -> None:
    entity = Entity(names=["FrogSet 256x256"], loose_names=["FrogSet"], role="evaluated")
    one = Facts(id="1", title="", datasets=[entity], results=[Result(method="A-Net", dataset="FrogSet", value=1)])
    two = copy.deepcopy(one)
    two.id = "2"
    two.datasets.append(Entity(names=["FrogSet 512x512"], loose_names=["FrogSet"], role="evaluated"))
    papers, _ = link(one, two)
    assert papers[0].results[0].dataset == NodeKey("Dataset", "frogset-256x256")
    assert papers[1].results[0].dataset == NodeKey("Dataset", "frogset")


def test_a_paper_that_calls_a_variant_by_its_base_merges_them_for_nobody() -> None:
    one = Facts(id="1", title="", datasets=[Entity(names=["ImageNet-1K", "ImageNet"], role="evaluated")])
    one.results.append(Result(method="A-Net", dataset="ImageNet", value=1))
    two = Facts(id="2", title="", datasets=[Entity(names=["ImageNet"], role="evaluated")])
    papers, _ = link(one, two)
    assert papers[0].datasets[0] != papers[1].datasets[0]
    assert papers[0].results[0].dataset == papers[0].datasets[0]


def test_a_bare_resolution_is_carried_to_no_other_paper() -> None:
    one = Facts(id="1", title="", datasets=[Entity(names=["FrogSet 256x256", "256x256"])])
    two = Facts(id="2", title="", datasets=[Entity(names=["ToadSet 256x256", "256x256"])])
    papers, linker = link(one, two)
    assert papers[0].datasets[0] != papers[1].datasets[0]
    assert not any("256x256" in node.alt for node in linker.nodes())


def test_families_are_no_methods() -> None:
    one = Facts(id="1", title="", families=["Vision Transformers"], methods=[Entity(names=["ViT"])])
    one.comparisons.append(Comparison(type="outperforms", winner="ViT", loser="vision transformer"))
    (linked,), _ = link(one)
    assert [m and m.type for m in linked.comparisons[0].methods] == ["Method", "MethodClass"]


def test_claims_name_things_that_nobody_lists() -> None:
    one = Facts(
        id="1",
        title="",
        comparisons=[Comparison(type="outperforms", winner="A-Net", loser="B-Net", dataset="FrogSet", metric="FID")],
    )
    (linked,), linker = link(one)
    assert [m and m.key for m in linked.comparisons[0].methods] == ["a-net", "b-net"]
    nodes = {node.id: node for node in linker.nodes()}
    assert nodes[NodeKey("Metric", "fid")].lower_is_better is True


def test_bases_between_a_variant_and_a_known_one_are_made() -> None:
    _, linker = link(paper(1, ["DiT-XL/2"]))
    nodes = {node.id.key: node for node in linker.nodes()}
    assert [nodes["dit-xl-2"].base, nodes["dit-xl"].base, nodes["dit"].base] == [("Method", "dit-xl"), ("Method", "dit"), None]
    assert nodes["dit-xl"].label == "DiT-XL"


def test_no_base_is_made_up() -> None:
    _, linker = link(paper(1, ["Frobnet-B"]), paper(2, ["Frobnet-L"]))
    assert all(node.base is None for node in linker.nodes())


def test_labels_are_those_of_the_own_paper() -> None:
    _, linker = link(paper(1, ["FROG-NET"]), paper(2, ["FROG-NET"]), paper(3, ["FrogNet"], role="proposed"))
    (node,) = linker.nodes()
    assert node.label == "FrogNet"


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_papers_does_not_matter(seed: int) -> None:
    papers = [
        paper(1, ["QXN", "Quixotic Network"], role="proposed"),
        paper(2, ["QXN", "Quick Xenon Normalization"]),
        paper(3, ["QXN"], ["QXN-L"], ["Swin-T"]),
        paper(4, ["FROG-NET"], ["Frog Net", "Frogs in a Net"], role="proposed"),
        paper(5, ["FrogNet", "Frogs in a Net"], families=["CNN", "CNNs"]),
        paper(6, ["quixotic networks"]),
    ]
    _, linker = link(*papers)
    shuffled = random.Random(seed).sample(papers, len(papers))
    _, other = link(*shuffled)
    assert list(other.nodes()) == list(linker.nodes())
    assert [other.link(p) for p in papers] == [linker.link(p) for p in papers]
    assert other.notes == linker.notes


def test_parts_of_a_corpus_can_be_counted_apart() -> None:
    papers = [paper(i, [f"Net{i % 3}", f"Number {i % 3} Net"], ["DiT-XL/2"]) for i in range(9)]
    _, whole = link(*papers)
    parts = Linker(known=KNOWN)
    for start in (6, 0, 3):
        part = Linker(known=KNOWN)
        for one in papers[start : start + 3]:
            part.add(one)
        parts.merge(part.names)
    parts.freeze()
    assert list(parts.nodes()) == list(whole.nodes())


def test_near_misses_are_told_and_not_merged() -> None:
    papers, linker = link(paper(1, ["InceptionNeXt"]), paper(2, ["IncepitonNeXt"]))
    assert papers[0].methods[0] != papers[1].methods[0]
    assert [{doubt.name, doubt.other} for doubt in linker.notes.near] == [{"InceptionNeXt", "IncepitonNeXt"}]


@pytest.mark.parametrize("name", ["", " ", "$", "()", "\u202e", "\x00", "-", "...", "the" * 10_000])
def test_names_without_a_name(name: str) -> None:
    one = paper(1, [name], [name, "FrogNet"])
    one.comparisons.append(Comparison(type="outperforms", winner=name or " ", loser="FrogNet", dataset=name, metric=name))
    (linked,), linker = link(one)
    assert linked.methods[1] is not None
    assert all(node.label.strip() for node in linker.nodes())
    assert all(len(node.label) <= 200 for node in linker.nodes())


def test_it_must_be_frozen_first() -> None:
    with pytest.raises(RuntimeError, match="freeze"):
        Linker(known=KNOWN).link(paper(1, ["X-Net"]))

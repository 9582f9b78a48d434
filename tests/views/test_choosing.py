"""Which nodes a picture shows."""

from __future__ import annotations

from papergraph.graph import Graph
from papergraph.views.choosing import central, neighbourhood
from papergraph.views.naming import resolve
from papergraph.views.reading import Reader


def _labels(reader: Reader, iris: list[str]) -> set[str]:
    return {reader.node(iri).label for iri in iris}


def test_a_neighbourhood_holds_what_is_one_step_away_both_ways(graph: Graph, reader: Reader) -> None:
    shown = neighbourhood(reader, resolve(graph, "PatchWeaver", ["Method"]))
    labels = _labels(reader, shown.nodes)
    assert {"PatchWeaver", "GlimmerNet", "DustNet", "ImageNet", "PatchWeaver: Weaving Patches"} <= labels
    assert "CIFAR" not in labels
    assert shown.nodes[0] == shown.focus


def test_a_walk_ends_at_data_sets_but_starts_from_them(graph: Graph, reader: Reader) -> None:
    dataset = resolve(graph, "CIFAR-10")
    one = _labels(reader, neighbourhood(reader, dataset).nodes)
    assert one == {"CIFAR-10", "DustNet", "CIFAR", "A Study of Dust"}, "the paper, its method and the base"
    dust = resolve(graph, "DustNet", ["Method"])
    two = _labels(reader, neighbourhood(reader, dust, hops=2).nodes)
    assert "PatchWeaver: Weaving Patches" in two
    three = _labels(reader, neighbourhood(reader, dust, hops=2, view="datasets").nodes)
    assert "A Study of Dust" not in three


def test_variants_are_folded_into_their_base_unless_expanded(graph: Graph, reader: Reader) -> None:
    dust = resolve(graph, "DustNet", ["Method"])
    folded = neighbourhood(reader, dust)
    assert "GlimmerNet-S" not in _labels(reader, folded.nodes)
    assert "GlimmerNet-S" in {reader.node(i).label for parts in folded.members.values() for i in parts}
    assert "GlimmerNet-S" in _labels(reader, neighbourhood(reader, dust, expand_variants=True).nodes)


def test_a_variant_in_focus_is_not_folded_away(graph: Graph, reader: Reader) -> None:
    shown = neighbourhood(reader, resolve(graph, "GlimmerNet-S"))
    assert reader.node(shown.nodes[0]).label == "GlimmerNet-S"
    assert {"GlimmerNet", "DustNet"} <= _labels(reader, shown.nodes)


def test_an_unnamed_method_is_shown_as_its_paper(reader: Reader) -> None:
    shown = central(reader, view="outperforms")
    labels = _labels(reader, shown.nodes)
    assert "A Study of Dust" in labels
    assert not any(label.startswith("method of") for label in labels)


def test_too_many_nodes_are_counted(graph: Graph, reader: Reader) -> None:
    whole = central(reader, 1000)
    few = central(reader, 6)
    assert len(few.nodes) == 6
    assert len(few.nodes) + few.left_out == len(whole.nodes)
    near = neighbourhood(reader, resolve(graph, "PatchWeaver", ["Method"]), max_nodes=4)
    assert len(near.nodes) == 4
    assert near.left_out > 0
    assert near.nodes[0] == near.focus


def test_a_view_of_hardware_shows_hardware_only_with_who_uses_it(reader: Reader) -> None:
    types = {reader.node(iri).type for iri in central(reader, view="hardware").nodes}
    assert types == {"Hardware", "Paper", "Method"}

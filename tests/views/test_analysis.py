"""Chains, rankings, leaderboards, comparisons."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from corpus import said, write
from papergraph.errors import PapergraphError, UsageError
from papergraph.graph import Graph
from papergraph.model import Entity, Facts, Result
from papergraph.views import chains, choosing, comparing, leaderboard, plotting, ranking, report, scanning
from papergraph.views.card import card
from papergraph.views.naming import resolve
from papergraph.views.reading import Reader
from papergraph.views.scanning import all_claims, dates
from papergraph.views.wins import claims_on, read_claims, wins, wins_around
from papergraph.views.words import PG


def _wins(reader: Reader, kind: str = "quality") -> nx.DiGraph:
    return wins(reader, kind)


def _names(reader: Reader, iris: tuple[str, ...]) -> list[str]:
    return [reader.node(iri).label for iri in iris]


def _chain_graph(*wins: tuple[str, str, str | None]) -> nx.DiGraph:
    from papergraph.views.reading import Claim

    graph = nx.DiGraph()
    for number, (winner, loser, place) in enumerate(wins):
        claim = Claim(str(number), "outperforms", "quality", "p", winner, loser, place, place, confidence=0.9)
        if graph.has_edge(winner, loser):
            graph.edges[winner, loser]["claims"].append(claim)
        else:
            graph.add_edge(winner, loser, claims=[claim])
    return graph


def test_the_longest_chain_comes_first_and_holds_the_shorter() -> None:
    graph = _chain_graph(("a", "b", "x"), ("b", "c", "x"), ("a", "c", "x"), ("d", "c", None))
    found = chains.longest(graph)
    assert [chain.methods for chain in found] == [("a", "b", "c"), ("d", "c")]
    assert found[0].strict
    assert not found[1].strict


def test_a_chain_over_two_data_sets_is_not_strict() -> None:
    graph = _chain_graph(("a", "b", "x"), ("b", "c", "y"))
    assert not chains.longest(graph)[0].strict
    assert [chain.methods for chain in chains.longest_strict(graph)] == [("a", "b"), ("b", "c")]


def test_a_chain_prefers_claims_that_share_data_set_and_metric() -> None:
    graph = _chain_graph(("a", "b", "y"), ("a", "b", "x"), ("b", "c", "x"))
    chain = chains.longest(graph)[0]
    assert (chain.dataset, [step.dataset for step in chain.steps]) == ("x", ["x", "x"])


def test_chains_through_a_method_reach_both_ways() -> None:
    graph = _chain_graph(("a", "b", None), ("b", "c", None), ("c", "d", None), ("x", "d", None))
    assert [chain.methods for chain in chains.longest(graph, through="c")] == [("a", "b", "c", "d")]


def test_circles_are_reported_and_never_followed() -> None:
    graph = _chain_graph(("a", "b", "x"), ("b", "a", "x"), ("b", "c", "x"), ("c", "d", "x"), ("d", "e", "x"), ("e", "c", "x"))
    found = [one.methods for one in chains.contradictions(graph)]
    assert ("a", "b") in found
    assert ("c", "d", "e") in found
    assert [chain.methods for chain in chains.longest(graph)] == [("b", "c")]


def test_a_thousand_methods_in_a_ring_end_soon() -> None:
    ring = [(str(n), str((n + 1) % 1000), None) for n in range(1000)]
    graph = _chain_graph(*ring)
    assert len(chains.contradictions(graph)) == 1
    assert chains.longest(graph) == []


def test_a_ladder_with_very_many_ways_ends_soon() -> None:
    steps = [(f"{n}{side}", f"{n + 1}{other}", None) for n in range(200) for side in "lr" for other in "lr"]
    assert len(chains.longest(_chain_graph(*steps), 3)[0].steps) == 200


@pytest.mark.parametrize(
    ("winner", "loser", "known"),
    [("a", "b", "yes"), ("b", "a", "no"), ("a", "c", "chain"), ("a", "d", "mixed"), ("d", "a", "unknown")],
)
def test_is_a_known_to_be_better_than_b(reader: Reader, winner: str, loser: str, known: str) -> None:
    graph = _chain_graph(("n:a", "n:b", "x"), ("n:b", "n:c", "x"), ("n:c", "n:d", "y"))
    assert chains.verdict(reader, graph, f"n:{winner}", f"n:{loser}")["known"] == known


def test_variants_stand_for_their_base_where_nothing_is_said_of_it(reader: Reader, graph: Graph) -> None:
    found_wins = _wins(reader, "efficiency")
    pair = [resolve(graph, name, ["Method"]) for name in ("GlimmerNet", "DustNet")]
    found = chains.nearest_forms(reader, found_wins, pair[0], pair[1])
    assert _names(reader, found) == ["GlimmerNet-S", "DustNet"]
    assert len(chains.through_forms(reader, pair[0], lambda form: chains.longest(found_wins, 5, form), 5)) == 1


def test_the_corpus_has_a_circle_with_all_sentences(reader: Reader) -> None:
    found = [one.row(reader) for one in chains.contradictions(_wins(reader))]
    assert len(found) == 1
    assert set(found[0]["methods"]) == {"GlimmerNet", "PatchWeaver", "DustNet"}
    assert all(claim["evidence"][0]["quote"] for claim in found[0]["claims"])
    assert not found[0]["same_dataset_and_metric"]


def test_unnamed_methods_are_hidden(reader: Reader) -> None:
    assert not any(label.startswith("method of") for label in _names(reader, tuple(_wins(reader))))
    assert any(reader.node(iri).unnamed for iri in wins(reader, unnamed=True))


def test_efficiency_is_apart(reader: Reader) -> None:
    assert [_names(reader, edge) for edge in _wins(reader, "efficiency").edges] == [["GlimmerNet-S", "DustNet"]]


@pytest.mark.parametrize("by", sorted(ranking.MEANINGS))
def test_every_measure_ranks_methods_with_evidence(reader: Reader, by: str) -> None:
    found = ranking.rank(reader, by)
    assert found
    assert [entry.score for entry in found] == sorted((entry.score for entry in found), reverse=True)
    assert all(entry.evidence for entry in found)


def test_most_compared_against(reader: Reader) -> None:
    assert ranking.rank(reader, "in-degree")[0].label == "PatchWeaver"


def test_strength_follows_the_wins() -> None:
    scores = ranking.strengths(_chain_graph(("a", "b", None), ("b", "c", None), ("a", "c", None)))
    assert scores["a"] > scores["b"] > scores["c"]


@pytest.mark.parametrize("type_", ["dataset", "paper", "task", "hardware"])
def test_other_types_are_ranked(reader: Reader, type_: str) -> None:
    found = ranking.rank(reader, "degree", type_)
    assert found
    assert all(reader.node(entry.iri).type == ranking.TYPES[type_] for entry in found)


def test_a_claim_to_the_state_of_the_art_is_no_link(reader: Reader, graph: Graph) -> None:
    paper = resolve(graph, "GlimmerNet: Small Lights for Large Pictures", ["Paper"])
    assert reader.text(paper, PG + "claimsStateOfTheArt") == "true"
    links = reader.link_evidence(paper)
    assert links
    assert all(target.startswith("https://") for _, target in links)


def test_results_measured_on_hardware_are_no_papers(reader: Reader, graph: Graph) -> None:
    hardware = resolve(graph, "Pixel 6", ["Hardware"])
    assert len(reader.subjects(PG + "measuredOn", hardware)) == 2, "the paper and its result"
    assert [paper["title"] for paper in card(reader, hardware)["papers"]["measuredOn"]] == [
        "GlimmerNet: Small Lights for Large Pictures"
    ]
    assert "| Pixel 6 | 1 |" in report.markdown(graph)


def test_only_methods_have_strength(reader: Reader) -> None:
    with pytest.raises(UsageError, match="strength"):
        ranking.rank(reader, "strength", "dataset")


def _board(reader: Reader, graph: Graph, **options: object) -> leaderboard.Board:
    return leaderboard.boards(reader, resolve(graph, "ImageNet"), **options)[0]  # type: ignore[arg-type]


def test_values_rank_from_the_better_end(reader: Reader, graph: Graph) -> None:
    board = _board(reader, graph)
    assert [(entry.label, entry.value) for entry in board.entries] == [
        ("GlimmerNet", 84.1),
        ("PatchWeaver", 82.9),
        ("GlimmerNet-S", 80.5),
    ]
    assert board.lower_is_better is False
    assert board.entries[2].size == "5.5 M"


def test_extra_training_data_stands_apart(reader: Reader, graph: Graph) -> None:
    conditions = {board.condition: board for board in leaderboard.boards(reader, resolve(graph, "ImageNet"))}
    assert [entry.value for entry in conditions["trained also on ImageNet-21K"].entries] == [86.0]


def test_errors_go_down_and_unvalued_winners_stand_above(reader: Reader, graph: Graph) -> None:
    board = leaderboard.boards(reader, resolve(graph, "CIFAR-10"), unnamed=True)[0]
    assert board.lower_is_better
    assert [(entry.value, entry.above) for entry in board.entries] == [(None, ("DustNet",)), (2.5, ())]
    assert board.places() == [None, 1]


def test_variants_are_grouped_on_request(reader: Reader, graph: Graph) -> None:
    board = _board(reader, graph, group_variants=True)
    assert [(entry.label, [v.label for v in entry.variants]) for entry in board.entries] == [
        ("GlimmerNet: GlimmerNet", ["GlimmerNet-S"]),
        ("PatchWeaver", []),
    ]


def test_what_states_no_metric_comes_last(tmp_path: Path) -> None:
    quote = "X reaches 80%, Y reaches 81%, Z reaches 82% accuracy on PatchSet."
    values = [("X", 80.0, None), ("Y", 81.0, None), ("Z", 82.0, "accuracy")]
    facts = Facts(
        id="p",
        title="p",
        methods=[Entity(names=[name], role="proposed") for name, _, _ in values],
        datasets=[Entity(names=["PatchSet"], role="evaluated")],
        results=[Result(method=n, dataset="PatchSet", metric=m, value=v, unit="%", kind="quality") for n, v, m in values],
        evidence=[said("results", index, quote, name) for index, (name, _, _) in enumerate(values)],
    )
    graph = write(tmp_path, [facts])
    found = leaderboard.boards(Reader(graph), resolve(graph, "PatchSet"))
    assert [len(board.entries) for board in found] == [1, 2]
    assert found[0].metric is not None and found[1].metric is None


def test_since_leaves_out_older_and_undated_papers(reader: Reader, graph: Graph) -> None:
    assert {entry.label for entry in _board(reader, graph, since="2024").entries} == {"GlimmerNet", "GlimmerNet-S"}
    assert leaderboard.boards(reader, resolve(graph, "CIFAR-10"), since="2020") == []


def test_a_plot_is_drawn_and_the_same_each_time(reader: Reader, graph: Graph, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    board = _board(reader, graph)
    for name in ("a.svg", "b.svg"):
        plotting.plot(reader, board, tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert "GlimmerNet" in (tmp_path / "a.svg").read_text("utf-8")
    with pytest.raises(UsageError, match="svg"):
        plotting.plot(reader, board, tmp_path / "a.txt")


def test_a_comparison_holds_both_sides(reader: Reader, graph: Graph) -> None:
    one, two = resolve(graph, "GlimmerNet", ["Method"]), resolve(graph, "DustNet", ["Method"])
    row = comparing.compare(reader, one, two).row(reader)
    assert row["first"]["variants"] == ["GlimmerNet-S"]
    assert {claim["winner"] for claim in row["direct"]} == {"GlimmerNet-S", "DustNet"}
    assert row["chains"][0]["methods"] == ["GlimmerNet", "PatchWeaver", "DustNet"]
    assert "PatchWeaver" in {shared["what"] for shared in row["opponents"]}


def test_names_lead_to_one_node_or_to_a_list(graph: Graph) -> None:
    with pytest.raises(PapergraphError, match=r"nearest names are .*GlimmerNet"):
        resolve(graph, "GlimerNet")
    with pytest.raises(PapergraphError, match="names 2 things"):
        resolve(graph, "DustNet")
    assert resolve(graph, "method:dustnet") == resolve(graph, "DustNet", ["Method"])


def test_claims_of_all_edges_are_those_of_each(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    one, many = wins(reader), wins(reader)
    monkeypatch.setattr("papergraph.views.wins.MANY", 0)
    read_claims(many)
    for edge in one.edges:
        assert [reader.whole(claim) for claim in many.edges[edge]["claims"]] == claims_on(one, *edge)
    assert {claim.iri for claim in all_claims(reader)} == {claim.iri for claim in map(reader.whole, all_claims(reader))}


def test_wins_around_a_method_are_those_on_its_ways(reader: Reader, graph: Graph) -> None:
    whole = wins(reader)
    dust = resolve(graph, "DustNet", ["Method"])
    down = wins_around(reader, [dust])
    assert set(down.edges) == {edge for edge in whole.edges if nx.has_path(whole, dust, edge[0])}
    assert set(wins_around(reader, [dust], upwards=True).edges) == set(whole.edges), "all lead to the circle"


def test_an_edge_without_a_claim_is_no_failure(tmp_path: Path) -> None:
    from papergraph.graph import open_graph

    (tmp_path / "bare.ttl").write_text(
        """@prefix pg: <https://w3id.org/papergraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <https://example.org/a> a pg:Method ; rdfs:label "A" ; pg:outperforms <https://example.org/b> .
        <https://example.org/b> a pg:Method ; rdfs:label "B" ; pg:outperforms <https://example.org/c>, [] .
        <https://example.org/c> a pg:Method ; rdfs:label "C" ."""
    )
    graph = open_graph(tmp_path / "bare.ttl")
    reader = Reader(graph)
    assert chains.longest(wins(reader))[0].row(reader)["methods"] == ["A", "B", "C"]
    assert ranking.rank(reader)[0].label == "C"
    assert "A → B → C" in report.markdown(graph)


def test_views_of_a_large_graph_do_without_mentions(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    with_mentions = ranking.ties(reader)
    monkeypatch.setattr(scanning, "MANY_PAPERS", 2)
    assert scanning.links(reader, ("proposes", "mentions")) == ["proposes"]
    fewer = ranking.ties(reader)
    assert fewer < with_mentions
    assert choosing.central(reader).nodes


def test_only_papers_have_dates(tmp_path: Path) -> None:
    from papergraph.graph import open_graph

    (tmp_path / "dated.ttl").write_text(
        """@prefix pg: <https://w3id.org/papergraph/ontology#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        <https://example.org/graph> dcterms:issued "2030-01-01" .
        <https://example.org/a> a pg:Paper ; dcterms:issued "2024-05-17" .
        <https://example.org/b> a pg:Paper ; dcterms:issued [] ; pg:states [ pg:confidence 0.1 ] ."""
    )
    graph = open_graph(tmp_path / "dated.ttl")
    assert dates(Reader(graph)) == ("2024-05-17", "2024-05-17")
    assert report.markdown(graph)

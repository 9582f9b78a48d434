"""Building: outputs, increments, kills, locks, and what stands in the way."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox
import pytest

from papergraph import build
from papergraph.building.cache import Cache
from papergraph.errors import InputError, PapergraphError
from papergraph.graph import writing
from papergraph.model import Paper
from papergraph.sources import demo, read

#: Outputs that are the same bytes for the same input, however they came about.
STABLE = ("facts.jsonl", "papergraph.ttl", "papergraph.nq", "papergraph.html", "report.md")


def papers(*chosen: int) -> list[Paper]:
    everything = list(read([demo()]))
    return [everything[i] for i in chosen] if chosen else everything


def write(path: Path, some: list[Paper]) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(paper) + b"\n" for paper in some))
    return path


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in STABLE if (folder / name).exists()}


def facts_in(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "facts.jsonl").read_bytes().splitlines()]


def stored(folder: Path) -> set[str]:
    return {str(quad) for quad in ox.Store.read_only(str(folder / "store"))}


@pytest.fixture
def as_quads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small graphs are written as large ones are."""
    monkeypatch.setattr(writing, "TURTLE_PAPERS", 3)


def test_the_demo_corpus_is_the_default(demo_outputs: Path):
    made = {"facts.jsonl", "papergraph.ttl", "papergraph.html", "report.md", "run.json", "store", ".cache"}
    assert set(os.listdir(demo_outputs)) == made
    assert [facts["schema"] for facts in facts_in(demo_outputs)] == [1] * 80
    run = json.loads((demo_outputs / "run.json").read_bytes())
    assert run["papers"] == 80 and run["counts"]["Paper"] == 80 and run["seconds"] and run["versions"]["spacy"]


def test_evidence_is_where_it_says(demo_outputs: Path):
    texts = {paper.id: paper for paper in papers()}
    for facts in facts_in(demo_outputs):
        for entry in facts["evidence"]:
            text = getattr(texts[facts["id"]], entry["field"])
            assert text[entry["start"] : entry["end"]] == entry["quote"]


def test_the_store_holds_the_graph(demo_outputs: Path):
    written = ox.parse(path=str(demo_outputs / "papergraph.ttl"), format=ox.RdfFormat.TURTLE)
    quads = ox.Store.read_only(str(demo_outputs / "store"))
    assert {str(quad.triple) for quad in quads} == {str(quad.triple) for quad in written}


def test_outputs_do_not_depend_on_the_number_of_jobs(demo_outputs: Path, tmp_path: Path):
    build(output=tmp_path / "two", jobs=2)
    assert outputs(tmp_path / "two") == outputs(demo_outputs)


@pytest.mark.usefixtures("as_quads")
def test_large_graphs_do_not_depend_on_the_number_of_jobs(tmp_path: Path):
    for jobs in (1, 3):
        build(output=tmp_path / str(jobs), jobs=jobs)
    assert outputs(tmp_path / "1") == outputs(tmp_path / "3")
    assert stored(tmp_path / "1") == stored(tmp_path / "3")
    lines = (tmp_path / "1" / "papergraph.nq").read_bytes().decode()
    quads = {str(quad) for quad in ox.parse(input=lines, format=ox.RdfFormat.N_QUADS)}
    assert quads == stored(tmp_path / "1") and not (tmp_path / "1" / "papergraph.ttl").exists()


#: What happens to a corpus between two builds.
CHANGES: dict[str, Callable[[list[Paper]], list[Paper]]] = {
    "nothing": lambda some: some,
    "papers are added": lambda some: [*some, *papers(41, 42, 43)],
    "papers go": lambda some: some[5:-2],
    "papers change their order": lambda some: some[::-1],
    "a text changes": lambda some: [
        msgspec.structs.replace(some[0], abstract="We propose Frobnet. Frobnet beats VGG."),
        *some[1:],
    ],
    "the date of a paper changes": lambda some: [*some[:-1], msgspec.structs.replace(some[-1], date="2021-03")],
    "everything changes": lambda _: papers(70, 71, 72, 73, 74),
}


@pytest.mark.parametrize("quads", [False, True], ids=["turtle", "quads"])
@pytest.mark.parametrize("change", CHANGES)
def test_an_increment_equals_a_build_from_nothing(change: str, quads: bool, tmp_path: Path, request: pytest.FixtureRequest):
    if quads:
        request.getfixturevalue("as_quads")
    before = papers(*range(1, 31))
    source = write(tmp_path / "papers.jsonl", before)
    build(source, tmp_path / "again", jobs=1)
    after = CHANGES[change](before)
    write(source, after)
    report = build(source, tmp_path / "again", jobs=1)
    build(source, tmp_path / "anew", jobs=1)
    assert report.extracted == len([paper for paper in after if paper not in before])
    assert outputs(tmp_path / "again") == outputs(tmp_path / "anew")
    assert stored(tmp_path / "again") == stored(tmp_path / "anew")


@pytest.mark.usefixtures("as_quads")
def test_a_store_is_made_anew_where_most_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("papergraph.graph.loading._MOST_CHANGES", 3)
    source = write(tmp_path / "papers.jsonl", papers(*range(1, 31)))
    build(source, tmp_path / "again", jobs=1)
    write(source, papers(*range(11, 41)))
    build(source, tmp_path / "again", jobs=1)
    build(source, tmp_path / "anew", jobs=1)
    assert outputs(tmp_path / "again") == outputs(tmp_path / "anew")
    assert stored(tmp_path / "again") == stored(tmp_path / "anew")


@pytest.mark.usefixtures("as_quads")
@pytest.mark.parametrize("why", ["another version", "another base", "no ledger", "another graph"])
def test_nothing_is_taken_over_from_what_does_not_fit(why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    bare = Paper(id="x0", title="On Writing Less", abstract="We say little of what is known, and no more than that.")
    source = write(tmp_path / "papers.jsonl", [*papers(*range(1, 11)), bare])
    base = "https://example.org/graph/" if why == "another base" else None
    build(source, tmp_path / "again", jobs=1)
    if why == "another version":
        monkeypatch.setattr("papergraph.graph.ledger._version", lambda: "2")
    elif why == "no ledger":
        (tmp_path / "again" / "store" / "papers.sqlite").unlink()
    elif why == "another graph":
        with (tmp_path / "again" / "papergraph.nq").open("ab") as file:
            file.write(b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n")
    build(source, tmp_path / "again", jobs=1, base_iri=base)
    build(source, tmp_path / "anew", jobs=1, base_iri=base)
    assert outputs(tmp_path / "again") == outputs(tmp_path / "anew")
    assert stored(tmp_path / "again") == stored(tmp_path / "anew")


def test_a_graph_that_grows_large_and_small_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "TURTLE_PAPERS", 20)
    for count, name, other in ((10, "papergraph.ttl", "papergraph.nq"), (30, "papergraph.nq", "papergraph.ttl")) * 2:
        build(write(tmp_path / "papers.jsonl", papers(*range(1, count))), tmp_path / "out", jobs=1)
        assert (tmp_path / "out" / name).exists() and not (tmp_path / "out" / other).exists()


def test_damaged_leftovers_do_no_harm(tmp_path: Path, demo_outputs: Path):
    build(output=tmp_path, jobs=1)
    for path in (tmp_path / ".cache" / "facts.sqlite", tmp_path / "store" / "CURRENT", tmp_path / "facts.jsonl"):
        path.write_bytes(b"damaged")
    build(output=tmp_path, jobs=1)
    assert outputs(tmp_path) == outputs(demo_outputs) and stored(tmp_path) == stored(demo_outputs)


def test_facts_give_the_graph_they_came_from(tmp_path: Path, demo_outputs: Path):
    build(demo_outputs / "facts.jsonl", tmp_path, from_facts=True, jobs=1)
    for name in ("facts.jsonl", "papergraph.html", "report.md"):
        assert (tmp_path / name).read_bytes() == (demo_outputs / name).read_bytes(), name


def test_parts_give_the_outputs_of_one_build(tmp_path: Path, demo_outputs: Path):
    from papergraph.building.corpus import Options
    from papergraph.building.extracting import extracted
    from papergraph.sources import SkipLog

    parts = []
    for i in (1, 2, 3):
        parts.append(tmp_path / f"part-{i}.jsonl")
        parts[-1].write_bytes(b"".join(line + b"\n" for line in extracted([], Options(), SkipLog(), shard=(i, 3))))
    build(parts, tmp_path / "out", from_facts=True, jobs=1)
    assert (tmp_path / "out" / "facts.jsonl").read_bytes() == (demo_outputs / "facts.jsonl").read_bytes()


def test_without_quotes_no_sentence_is_left(tmp_path: Path, demo_outputs: Path):
    build(output=tmp_path, quotes=False, jobs=1)
    quotes = {
        e["quote"] for line in (demo_outputs / "facts.jsonl").read_bytes().splitlines() for e in json.loads(line)["evidence"]
    }
    titles = {paper.title for paper in papers()}
    long = [quote for quote in quotes if len(quote) > 60 and not any(quote in title for title in titles)]
    for name in ("facts.jsonl", "papergraph.ttl", "papergraph.html", "report.md"):
        text = (tmp_path / name).read_text("utf-8")
        assert not [quote for quote in long if quote in text], name


def test_corrections_change_the_graph_and_are_reported(tmp_path: Path):
    facts = (
        json.loads(next(iter((tmp_path / "facts.jsonl").open("rb"))) if build(output=tmp_path, jobs=1) and False else b"{}")
        or {}
    )
    build(output=tmp_path, jobs=1)
    facts = next(f for f in facts_in(tmp_path) if f.get("comparisons"))
    gone = facts["comparisons"][0]
    (tmp_path / "fix.csv").write_text(
        f"action,paper,kind,where,set\nreject,{facts['id']},comparisons,loser={gone['loser']},\nreject,nowhere,methods,name=X,\n"
    )
    report = build(output=tmp_path, corrections=tmp_path / "fix.csv", jobs=1)
    now = next(f for f in facts_in(tmp_path) if f["id"] == facts["id"])
    assert all(c["loser"] != gone["loser"] for c in now.get("comparisons", []))
    assert len(report.unmatched_corrections) == 1 and "nowhere" in report.unmatched_corrections[0]


def test_min_confidence(tmp_path: Path):
    build(output=tmp_path, min_confidence=0.85, jobs=1)
    facts = facts_in(tmp_path)
    claims = [c for f in facts for kind in ("comparisons", "results") for c in f.get(kind, [])]
    assert claims and all(claim["confidence"] >= 0.85 for claim in claims)
    assert all(e["index"] < len(f[e["kind"]]) for f in facts for e in f["evidence"] if e["kind"] != "claims_sota")


def test_a_lexicon_of_ones_own(tmp_path: Path):
    source = write(
        tmp_path / "p.jsonl", [Paper(id="a", title="A study of things", abstract="We report results on zebrafinch.")]
    )
    (tmp_path / "mine.jsonl").write_text('{"name": "zebrafinch", "kind": "dataset"}\n')
    for lexicons in ([], [tmp_path / "mine.jsonl"]):
        build(source, tmp_path / "out", lexicons=lexicons, jobs=1)
        facts = json.loads((tmp_path / "out" / "facts.jsonl").read_bytes())
        assert [d["names"][0] for d in facts.get("datasets", [])] == (["zebrafinch"] if lexicons else [])


def test_a_lexicon_that_is_edited_is_read_anew(tmp_path: Path):
    source = write(tmp_path / "p.jsonl", [Paper(id="a", title="On birds", abstract="We report results on zebrafinch.")])
    lexicon = tmp_path / "mine.jsonl"
    for name in ("bullfinch", "zebrafinch"):
        lexicon.write_text(json.dumps({"name": name, "kind": "dataset"}))
        build(source, tmp_path / "out", lexicons=[lexicon], jobs=1)
    assert [d["names"] for d in facts_in(tmp_path / "out")[0]["datasets"]] == [["zebrafinch"]]


# --- what goes wrong ------------------------------------------------------------------------------------------------


def test_a_killed_build_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("papergraph.building.stages.batches.__defaults__", (2**18, 10))
    added = 0
    add = Cache.add

    def stopping(self: Cache, rows: list[tuple[bytes, bytes]]) -> None:
        nonlocal added
        added += 1
        if added == 4:
            raise KeyboardInterrupt
        add(self, rows)

    monkeypatch.setattr(Cache, "add", stopping)
    with pytest.raises(KeyboardInterrupt):
        build(output=tmp_path, jobs=1)
    assert build(output=tmp_path, jobs=1).extracted == 50


def test_two_builds_do_not_share_a_folder(tmp_path: Path):
    build(output=tmp_path, jobs=1)
    before = outputs(tmp_path)
    with Cache(tmp_path / ".cache" / "facts.sqlite"), pytest.raises(PapergraphError, match="another papergraph build"):
        build(output=tmp_path, jobs=1)
    assert outputs(tmp_path) == before


def test_a_paper_that_cannot_be_extracted_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from papergraph.extraction import Extractor

    stage1 = Extractor.stage1

    def failing(self: Extractor, paper: Paper) -> object:
        if paper.id == "p003":
            raise RecursionError("too deep")
        return stage1(self, paper)

    monkeypatch.setattr(Extractor, "stage1", failing)
    report = build(output=tmp_path, jobs=1)
    assert report.papers == 79 and report.skipped_records == [("paper p003", "extraction failed (RecursionError: too deep)")]
    with pytest.raises(InputError, match="paper p003: extraction failed"):
        build(output=tmp_path / "strict", strict=True, jobs=1)
    assert not outputs(tmp_path / "strict")


def test_what_cannot_be_written_is_one_clear_line(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(PapergraphError, match="cannot be written"):
        build(output=tmp_path / "file" / "out", jobs=1)
    (tmp_path / "out" / "papergraph.html").mkdir(parents=True)
    with pytest.raises(PapergraphError, match="is a folder"):
        build(output=tmp_path / "out", jobs=1)


def test_a_symbolic_link_is_replaced_not_followed(tmp_path: Path):
    (tmp_path / "precious.txt").write_text("precious")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "facts.jsonl").symlink_to(tmp_path / "precious.txt")
    build(output=tmp_path / "out", jobs=1)
    assert (tmp_path / "precious.txt").read_text() == "precious"
    assert not (tmp_path / "out" / "facts.jsonl").is_symlink()


NO_SUCH = '{"kind": "methods", "index": 3, "field": "title", "start": 0, "end": 1, "quote": "A", "rule": "r"}'
BAD_FACTS = {
    '{"id": "a", "title": "A", "methods": "none"}': "one object of facts a line is expected",
    '{"id": "a"': "one object of facts a line is expected",
    '{"title": "A"}': "one object of facts a line is expected",
    f'{{"id": "a", "title": "A", "evidence": [{NO_SUCH}]}}': "evidence points to methods 3, which is not there",
    "": "no facts found",
}


@pytest.mark.parametrize("content", BAD_FACTS)
def test_facts_that_are_none(content: str, tmp_path: Path):
    (tmp_path / "facts.jsonl").write_text(content)
    with pytest.raises(InputError, match=BAD_FACTS[content]) as error:
        build(tmp_path / "facts.jsonl", tmp_path / "out", from_facts=True, jobs=1)
    assert "\n" not in str(error.value)


def test_facts_by_hand_need_not_say_everything(tmp_path: Path):
    claim = {"type": "outperforms", "winner": "Alpha", "loser": "Beta"}
    facts = {"id": "a", "title": "A", "methods": [{"names": ["Alpha"], "role": "proposed"}], "comparisons": [claim]}
    again = {"id": "a", "title": "The same again"}
    (tmp_path / "facts.jsonl").write_text(f"{json.dumps(facts)}\n{json.dumps(again)}\n")
    report = build(tmp_path / "facts.jsonl", tmp_path / "out", from_facts=True, jobs=1)
    assert report.papers == 1 and report.counts["Comparison"] == 1
    assert report.skipped == {"this paper is there already": 1}

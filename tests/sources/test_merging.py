"""The same paper from two places is one paper."""

from __future__ import annotations

import pytest

from papergraph.model import Paper, Result
from papergraph.sources import Collection, merge_duplicates, merging, read
from papergraph.sources.identifiers import title_id, title_key


def paper(id: str, title: str = "", **known: object) -> Paper:
    return Paper(id=id, title=title or f"Title of {id}", abstract=known.pop("abstract", "A."), **known)  # type: ignore[arg-type]


def merged(*papers: Paper) -> list[Paper]:
    return list(merge_duplicates(papers))


def test_ten_thousand_times_the_same_paper(reading):
    papers, _ = reading(b'{"title": "One Paper", "abstract": "A."}\n' * 10_000)
    with Collection(papers) as collection:
        assert len(collection) == 1 and collection.merged == 9_999
        assert [found.title for found in collection] == ["One Paper"] == [found.title for found in collection]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"id": "a"}, {"id": "a"}),
        ({"id": "a", "doi": "10.1000/X"}, {"id": "b", "doi": "10.1000/x"}),
        ({"id": "a", "arxiv": "2403.99991"}, {"id": "b", "arxiv": "2403.99991"}),
        ({"id": "a", "title": 'SP$^2$OT: M\\"obius Maps'}, {"id": "b", "title": "SP2OT -- Möbius maps."}),
        (
            {"id": "a", "title": "A Title of Some Words", "doi": "10.1000/a"},
            {"id": "b", "title": "A title of some words", "doi": "10.2000/b"},
        ),
    ],
    ids=["id", "doi", "arxiv", "title", "preprint"],
)
def test_one_paper(one: dict[str, str], two: dict[str, str]):
    assert [found.id for found in merged(paper(**one), paper(**two))] == [one["id"]]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"id": "a", "title": "Preface", "doi": "10.1000/a"}, {"id": "b", "title": "Preface", "doi": "10.1000/b"}),
        ({"id": "a", "title": "T", "arxiv": "2403.99991"}, {"id": "b", "title": "T", "arxiv": "2403.99992"}),
        ({"id": "7", "doi": "10.1000/a"}, {"id": "7", "title": "Other", "doi": "10.1000/b"}),
        ({"id": "7", "title": "One", "sources": ["a.csv"]}, {"id": "7", "title": "Other", "sources": ["b.csv"]}),
    ],
    ids=["short title", "arxiv", "id of two libraries", "number in two files"],
)
def test_two_papers(one: dict[str, str], two: dict[str, str]):
    found = merged(paper(**one), paper(**two))
    assert len({item.id for item in found}) == 2


def test_fields_are_completed_whatever_the_order():
    early = paper("a", abstract="", date="2024", sources=["x.bib"], doi="10.1000/a", categories=["p"])
    result = Result(method="M", value=1.0)
    late = paper(
        "b",
        doi="10.1000/a",
        date="2024-03-02",
        authors=["A B"],
        sources=["y.json"],
        venue="V",
        categories=["q"],
        results=[result],
    )
    (found,) = merged(early, paper("c"), late)[:1]
    assert (found.id, found.title, found.abstract, found.date) == ("a", "Title of a", "A.", "2024-03-02")
    assert (found.authors, found.venue, found.sources, found.categories) == (["A B"], "V", ["x.bib", "y.json"], ["p", "q"])
    assert found.results == [result]


def test_chain_of_duplicates():
    found = merged(
        paper("a", doi="10.1000/a"),
        paper("x"),
        paper("b", title="Chained Title of Words"),
        paper("c", title="Chained title of words", doi="10.1000/a"),
    )
    assert [item.id for item in found] == ["a", "x"]


def test_large_spool_lies_on_disk(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(merging, "_IN_MEMORY", 100)
    with Collection(paper(f"p{i}", abstract="x" * 100) for i in range(50)) as collection:
        assert [found.id for found in collection] == [f"p{i}" for i in range(50)]


def test_collection_counts_papers_without_abstract():
    with Collection([paper("a", abstract=""), paper("b"), paper("a"), paper("c", abstract=" ")]) as collection:
        assert (len(collection), collection.merged, collection.without_abstract) == (3, 1, 1)


def test_nothing_to_merge():
    assert merged() == []


def test_all_samples_together(samples):
    with Collection(read([samples])) as collection:
        patch = next(found for found in collection if found.title.startswith("PatchWeaver"))
    assert len(collection) == 6
    assert {"arxiv.jsonl", "zotero.bib", "pwc-tables.json", "openalex.json"} - set(patch.sources) == {"openalex.json"}
    assert patch.doi == "10.1000/jsm.7.12" and patch.abstract and len(patch.results) == 3


def test_title_key_of_signs_only():
    assert title_key("???") == "???" and title_id("???").startswith("t-")
    assert title_id("深度学习") != title_id("机器学习")

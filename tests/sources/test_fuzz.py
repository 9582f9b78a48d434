"""Whatever the bytes, a reader gives papers or one clear error."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papergraph.errors import PapergraphError
from papergraph.sources import FORMATS, Collection, SkipLog, read

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
KIND = {"page.txt": "page", "page.html": "html", "papers.csv": "csv", "zotero.bib": "bibtex", "library.ris": "ris"}
KIND |= {"arxiv-api.xml": "atom", "anthology.xml": "anthology"}
fuzz = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

#: What formats are sensitive to.
PIECES = st.sampled_from(
    [bytes([code]) for code in b'\0{}[]"\\<>&@$,\n\r\t\xff\xc3']
    + b"<!-- ]]> <![CDATA[ \xed\xa0\x80 \xe2\x80\xae \xef\xbb\xbf \nER\x20-\n TY\x20\x20- @string{ \\u0000 1e999 null".split(
        b" "
    )
)


def check(data: bytes, format: str | None) -> None:
    """Read; papers must be sound, and an error must be one line for the user."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "input")
        path.write_bytes(data)
        log = SkipLog()
        try:
            with Collection(read([path], format, skipped=log)) as papers:
                for paper in papers:
                    assert paper.title.strip() and paper.id and not any("\ud800" <= c <= "\udfff" for c in paper.id)
                    assert msgspec.json.decode(msgspec.json.encode(paper)) is not None
        except PapergraphError as error:
            assert "\n" not in str(error)
        assert log.total >= len(log.named)


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """Some bytes, cut, repeated and with pieces put in."""
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        end = draw(st.integers(place, min(len(data), place + 400)))
        change = draw(st.sampled_from(["cut", "end", "piece", "repeat", "replace"]))
        if change == "cut":
            data = data[:place] + data[end:]
        elif change == "end":
            data = data[:place]
        elif change == "repeat":
            data = data[:end] + data[place:end] * draw(st.integers(1, 5)) + data[end:]
        else:
            data = data[:place] + draw(PIECES) * draw(st.integers(1, 50)) + data[place if change == "piece" else end :]
    return data


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
@fuzz
@given(st.data())
def test_mutated_file(sample: Path, data: st.DataObject):
    content = data.draw(mutated(sample.read_bytes()))
    check(content, data.draw(st.sampled_from([None, KIND.get(sample.name, "json")])))


@pytest.mark.parametrize("format", [None, *FORMATS])
@settings(fuzz, max_examples=25)
@given(data=st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes(format: str | None, data: bytes):
    check(data, format)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2024", "10.1000/x", "2403.99991"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    """title abstract id authors author doi DOI url date year month versions categories authors_parsed keywords results data
    issued abstract_inverted_index authorships primary_location topics externalIds paperId s2FieldsOfStudy journal note task
    datasets subtasks sota url_abs paper_url tasks container-title""".split()
)


@pytest.mark.parametrize("kind", [None, "jsonl", "csl", "openalex", "semantic-scholar", "pwc", "pwc-tables"])
@settings(fuzz, max_examples=80)
@given(record=st.dictionaries(KEYS, VALUES, min_size=1))
def test_any_record(kind: str | None, record: dict[str, object]):
    check(json.dumps(record | {"title": "T"}).encode(), kind)
    check(json.dumps([record]).encode(), kind)


@settings(fuzz, max_examples=100)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.sampled_from(["10.1000/1", "10.1000/2", None]))))
def test_merging_is_stable_and_complete(records: list[tuple[str, str, str | None]]):
    from papergraph.model import Paper

    papers = [Paper(id=id, title=f"Some title of {title}", abstract="A.", doi=doi) for id, title, doi in records]
    with Collection(papers) as collection:
        once = list(collection)
        assert len(once) == len(collection) == len(papers) - collection.merged
        assert {paper.title for paper in papers} >= {paper.title for paper in once}
    with Collection(once) as again:
        assert len(again) <= len(once)

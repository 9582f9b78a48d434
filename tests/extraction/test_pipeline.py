"""The pipeline as a spaCy pipeline, the two stages, and what `papergraph explain` shows."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner

import papergraph
from papergraph.cli import main
from papergraph.extraction import CorpusNames, Extractor, extract, fingerprint, load, resolve
from papergraph.extraction.pipeline import COMPONENTS
from papergraph.model import Facts, Paper

TITLE = "QuiltNet: Stitching Patches"
TEXT = TITLE + "\nWe propose QuiltNet, a novel backbone. QuiltNet outperforms ResNet-50 by 2.1% accuracy on CIFAR-10."


def test_load_gives_a_pipeline_of_named_components() -> None:
    nlp = papergraph.load()
    assert tuple(nlp.pipe_names) == COMPONENTS
    doc = nlp(TEXT)
    assert {(e.text, e.label_) for e in doc.ents} >= {("QuiltNet", "METHOD"), ("ResNet-50", "METHOD"), ("CIFAR-10", "DATASET")}
    assert [s.text for s in doc.sents][-1].startswith("QuiltNet outperforms")
    assert doc.text == TEXT


def test_components_are_found_by_name() -> None:
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    doc = nlp(TEXT)
    assert doc._.reading.comparisons[0].loser == "ResNet-50"


def test_pipeline_survives_disk(tmp_path: Path) -> None:
    lexicon = tmp_path / "mine.jsonl"
    lexicon.write_text('{"kind": "dataset", "name": "Teapots"}\n', encoding="utf-8")
    nlp = load((str(lexicon),))
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    text = "A title\nWe evaluate on Teapots and on CIFAR-10."
    assert [(e.text, e.label_) for e in again(text).ents] == [(e.text, e.label_) for e in nlp(text).ents]
    assert ("Teapots", "DATASET") in {(e.text, e.label_) for e in again(text).ents}
    assert spacy.blank("en").from_bytes is not None
    assert again.to_bytes() == nlp.to_bytes()


def test_extract_takes_text_or_papers() -> None:
    facts = extract(TEXT)
    assert isinstance(facts, Facts)
    assert facts.title == "QuiltNet: Stitching Patches"
    papers = [Paper(id="a", title="QuiltNet: Stitching Patches", abstract=TEXT.partition("\n")[2])]
    (one,) = extract(papers)
    assert one.comparisons == facts.comparisons
    assert papergraph.extract is extract


def test_the_corpus_lends_names() -> None:
    defining = Paper(id="a", title="Quiltor: Stitching Patches", abstract="We propose Quiltor, a novel backbone.")
    using = Paper(id="b", title="On stems", abstract="The stem was changed after the manner of Quiltor in all our studies.")
    extractor = Extractor()
    stage1 = [extractor.stage1(p) for p in (defining, using)]
    assert not any("Quiltor" in m.names for m in stage1[1].methods)
    names = CorpusNames()
    for facts in stage1:
        names.add(facts)
    resolved = resolve(stage1[1], names)
    assert [m.names for m in resolved.methods] == [["Quiltor"]]
    (evidence,) = [e for e in resolved.evidence if e.rule == "corpus-lexicon"]
    assert using.abstract[evidence.start : evidence.end] == evidence.quote
    assert not resolved.candidates and not resolved.definitions
    assert resolve(stage1[1], CorpusNames()).methods == []


def test_common_words_are_not_lent() -> None:
    defining = Paper(id="a", title="Whisper: Listening", abstract="We propose Anchor, a novel backbone.")
    facts = Extractor().stage1(defining)
    assert "Anchor" not in {d.name for d in facts.definitions}


def test_stage1_is_a_pure_function() -> None:
    paper = Paper(id="a", title="QuiltNet: Stitching Patches", abstract=TEXT.partition("\n")[2])
    first, second = Extractor(), Extractor()
    other = Paper(id="b", title="RAM and RAM++", abstract="We propose RAM++, which beats RAM.")
    first.stage1(other)
    assert first.stage1(paper) == second.stage1(paper)


def test_fingerprint_depends_on_the_lexicon(tmp_path: Path) -> None:
    lexicon = tmp_path / "mine.jsonl"
    lexicon.write_text('{"kind": "dataset", "name": "Teapots"}\n', encoding="utf-8")
    assert fingerprint() == fingerprint()
    assert fingerprint((str(lexicon),)) != fingerprint()


@pytest.mark.parametrize("arguments", [["--text", TEXT], ["-"]])
def test_explain(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, ["explain", *arguments], input=TEXT)
    assert result.exit_code == 0
    assert "QuiltNet outperforms ResNet-50 by 2.1" in result.output
    assert "<outperform," in result.output


def test_explain_as_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    hostile = "<script>alert(1)</script>: A Title\nWe propose <b>QuiltNet</b>, a novel backbone."
    result = CliRunner().invoke(main, ["explain", "--text", hostile, "--html", str(page)])
    assert result.exit_code == 0, result.output
    html = page.read_text(encoding="utf-8")
    assert "<script>alert" not in html and "<b>Quilt" not in html
    assert "QuiltNet" in html


def test_explain_needs_something_to_explain() -> None:
    result = CliRunner().invoke(main, ["explain"])
    assert result.exit_code == 2
    assert "nothing to explain" in result.stderr
    assert CliRunner().invoke(main, ["explain", "--paper", "no-such-paper"]).exit_code == 2


def test_explain_a_paper_of_the_demo() -> None:
    result = CliRunner().invoke(main, ["explain", "--paper", "p003", "--json"])
    assert result.exit_code == 0
    assert '"id":"p003"' in result.output

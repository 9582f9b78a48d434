"""A user's own decisions on identity."""

from __future__ import annotations

from pathlib import Path

import pytest

from papergraph.errors import InputError, UsageError
from papergraph.linking import Linker, read_decisions
from papergraph.model import Entity, Facts

PAPERS = [
    Facts(id=name, title="", methods=[Entity(names=[name])]) for name in ("FrogNet", "RanaNet", "COCO-Net", "Frog-Net", "BERT")
]


def _file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "same.csv"
    path.write_text("class,name,other,decision\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8-sig")
    return path


def _linked(path: Path) -> tuple[list[str], Linker]:
    linker = Linker(decisions=read_decisions(path))
    for paper in PAPERS:
        linker.add(paper)
    linker.freeze()
    return [str(linker.link(paper).methods[0]) for paper in PAPERS], linker


def test_same(tmp_path: Path) -> None:
    keys, linker = _linked(_file(tmp_path, "method,RanaNet,FrogNet,same"))
    assert keys[0] == keys[1] == keys[3] != keys[2]
    (node,) = [node for node in linker.nodes() if node.id.key == "frog-net"]
    assert "RanaNet" in (node.label, *node.alt)


def test_same_is_the_default_and_may_name_what_no_paper_does(tmp_path: Path) -> None:
    keys, _ = _linked(_file(tmp_path, "method,RanaNet,ToadNet,", "Method,BERT,RoBERTa"))
    assert "toadnet" in keys[1]
    assert "roberta" in keys[4]


def test_variant(tmp_path: Path) -> None:
    _, linker = _linked(_file(tmp_path, "method,RanaNet,FrogNet,variant", "method,FrogNet,RanaNet,variant"))
    bases = {node.id.key: node.base and node.base.key for node in linker.nodes()}
    # The second would close a circle.
    assert sorted(bases[key] or "" for key in ("frog-net", "rananet")) in (["", "frog-net"], ["", "rananet"])


def test_different(tmp_path: Path) -> None:
    path = _file(tmp_path, "method,Toad Network,TNQ,different")
    papers = [
        Facts(id="1", title="", methods=[Entity(names=["TNQ", "Toad Network Queue"], role="proposed")]),
        Facts(id="2", title="", methods=[Entity(names=["TN", "Toad Network"], role="proposed")]),
        Facts(id="3", title="", methods=[Entity(names=["Toad Network"])]),
    ]
    for decisions in (None, read_decisions(_file(tmp_path, "method,Toad Network,TN,different")), read_decisions(path)):
        linker = Linker(decisions=decisions)
        for paper in papers:
            linker.add(paper)
        linker.freeze()
        one, two = (linker.link(paper).methods[0] for paper in papers[1:])
        assert (one == two) == (decisions is None or ("Method", "toadnetwork", "tn") not in decisions.different)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["animal,Frog,Toad,same"], "class 'animal'"),
        (["method,Frog,Toad,perhaps"], "decision 'perhaps'"),
        (["method,,Toad,same"], "empty"),
        (["method,Frog"], "empty"),
    ],
)
def test_lines_that_cannot_be_used(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_decisions(_file(tmp_path, *lines))
    assert "same.csv:2" in str(caught.value)


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_decisions(tmp_path / "nothing.csv")
    (tmp_path / "x.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(UsageError, match="class"):
        read_decisions(tmp_path / "x.csv")
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError):
        read_decisions(tmp_path / "x.csv")

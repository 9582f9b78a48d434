"""`papergraph read`."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from papergraph.cli import main


def run(*arguments: object, **options: object):
    return CliRunner().invoke(main, ["read", *map(str, arguments)], **options)


def test_papers_are_printed_as_json_lines(samples: Path):
    result = run(samples / "zotero.bib", samples / "page.txt")
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) == 3 and records[0]["sources"] == ["zotero.bib", "page.txt"]
    assert result.stderr == "3 papers, 3 duplicates merged\n"


def test_output_can_be_read_again(samples: Path, tmp_path: Path):
    first, second = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert run(samples, "-o", first).exit_code == 0
    assert run(first, "-o", second).exit_code == 0
    for one, two in zip(first.read_text().splitlines(), second.read_text().splitlines(), strict=True):
        before, after = json.loads(one), json.loads(two)
        assert {**before, "sources": []} == {**after, "sources": []}


def test_skipped_records_are_told(tmp_path: Path):
    (tmp_path / "x.jsonl").write_text('{"title": "One"}\n{"a": 1}\n')
    result = run(tmp_path / "x.jsonl")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == ["1 paper", "1 without an abstract", "1 record skipped: no title (x.jsonl:2)"]
    result = run("--strict", tmp_path / "x.jsonl")
    assert result.exit_code == 1 and result.stderr == "Error: x.jsonl:2: no title\n" and not result.stdout


def test_wrong_calls(tmp_path: Path):
    assert run().exit_code == 2
    assert run(tmp_path / "missing").exit_code == 2
    assert run("--from", "docx", "-").exit_code == 2
    result = run("-", input=b"%PDF-1.4")
    assert result.exit_code == 1 and "is a PDF" in result.stderr


def test_nothing_is_written_when_reading_fails(tmp_path: Path):
    (tmp_path / "bad.jsonl").write_text("{}\n")
    assert run(tmp_path / "bad.jsonl", "-o", tmp_path / "out.jsonl").exit_code == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path):
    (tmp_path / "x\x1b[31m.jsonl").write_text('{"title": "One \\u001b[31m"}\n{}\n')
    result = run(tmp_path / "x\x1b[31m.jsonl")
    assert "\x1b" not in result.output

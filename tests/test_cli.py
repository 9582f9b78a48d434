"""The command line as a whole: help, exit codes, streams, and input that is no input."""

from __future__ import annotations

import gzip
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph import __version__
from papergraph.cli import COMMANDS, main

OUTPUTS = {"facts.jsonl", "papergraph.ttl", "papergraph.html", "report.md", "run.json", "store", ".cache"}


def papergraph(*arguments: object, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=input)


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "papergraph", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str):
    result = papergraph(name, "-h")
    assert result.exit_code == 0 and result.output.startswith("Usage: ")
    assert papergraph(name, "--help").output == result.output


def test_the_group_lists_its_commands():
    assert all(name in papergraph("-h").output for name in COMMANDS)
    assert papergraph("--version").output == f"papergraph, version {__version__}\n"
    assert papergraph("nonsense").exit_code == 2


def test_build_says_what_was_found_and_what_to_open(tmp_path: Path):
    result = papergraph("build", "-o", tmp_path, "--jobs", 1)
    assert result.exit_code == 0, result.output
    found, open_it = result.stdout.splitlines()[-2:]
    for word in ("80 papers", "methods", "data sets", "comparisons", "results", "hardware"):
        assert word in found
    assert open_it == f"Open {tmp_path / 'papergraph.html'}" and (tmp_path / "papergraph.html").exists()
    assert set(os.listdir(tmp_path)) == OUTPUTS


def test_quiet_is_quiet_and_a_pipe_gets_no_bar(tmp_path: Path):
    assert run("build", "-q", "-o", tmp_path / "a", "--jobs", 1).stdout == b""
    loud = run("build", "-o", tmp_path / "b", "--jobs", 1)
    assert loud.stderr == b"" and b"\x1b" not in loud.stdout


def test_extract_to_standard_output(tmp_path: Path):
    result = run("extract", "-o", "-", "--jobs", 1)
    lines = result.stdout.splitlines()
    assert len(lines) == 80 and {"schema", "id", "title", "evidence"} <= json.loads(lines[0]).keys()
    assert papergraph("extract", "-o", tmp_path / "facts.jsonl").exit_code == 0
    assert (tmp_path / "facts.jsonl").read_bytes() == result.stdout


def test_a_reader_that_goes_away_is_no_error():
    command = f"{shlex.quote(sys.executable)} -m papergraph extract -q -o - | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], capture_output=True)
    assert (result.stdout, result.stderr) == (b"0\n", b"")


PAPER = '{"title": "AlphaNet: Nets for the Snow", "abstract": "We propose AlphaNet. It beats VGG by 2% on CIFAR-10."}\n'


def test_standard_input(tmp_path: Path):
    result = run("build", "-", "-o", tmp_path, input=PAPER.encode())
    assert result.returncode == 0 and b"Found 1 paper," in result.stdout


def test_several_inputs_globs_and_folders(tmp_path: Path):
    (tmp_path / "in").mkdir()
    for i in range(3):
        text = PAPER.replace("the Snow", f"the Snow of {1900 + i} and More")
        (tmp_path / "in" / f"{i}.jsonl").write_text(text)
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(PAPER.encode()))
    result = papergraph("extract", tmp_path / "in", tmp_path / "pack*.gz", "-o", "-")
    assert [json.loads(line)["title"][-4:] for line in result.stdout.splitlines()] == ["More", "More", "More", "Snow"]


def test_ten_thousand_identical_papers_are_one(tmp_path: Path):
    (tmp_path / "same.jsonl").write_text(PAPER * 10_000)
    result = papergraph("build", tmp_path / "same.jsonl", "-o", tmp_path / "out", "--jobs", 1)
    assert "Found 1 paper," in result.output and "9999 duplicates merged" in result.output


def test_an_abstract_of_a_megabyte(tmp_path: Path):
    sentence = "We propose AlphaNet (AN), which outperforms VGG-16 and ResNet-50 on CIFAR-10. "
    (tmp_path / "long.jsonl").write_text(json.dumps({"title": "A long story", "abstract": sentence * 13_000}))
    result = papergraph("extract", tmp_path / "long.jsonl", "-o", "-", "--jobs", 1)
    assert result.exit_code == 0 and json.loads(result.stdout)["methods"]


def test_a_paper_without_an_abstract_is_kept_and_counted(tmp_path: Path):
    (tmp_path / "p.jsonl").write_text('{"title": "BetaNet: Nets Without Words"}\n' + PAPER)
    result = papergraph("build", tmp_path / "p.jsonl", "-o", tmp_path / "out", "--jobs", 1)
    assert "Found 2 papers," in result.output and "1 without an abstract" in result.output


#: What is given -> exit code and what the one line says.
BAD = {
    "missing": (None, 2, "no such file"),
    "empty": (b"", 1, "is empty"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n" * 20, 1, "PDF"),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20, 1, ""),
    "half a line": (b'{"title": "AlphaNet", "abstr', 1, "no papers found"),
    "another encoding": ('title\tabstract\nÜber Maß\t"größte Änderungen"\n' * 3).encode("latin-1"),
}
BAD["another encoding"] = (BAD["another encoding"], 1, "UTF-8")  # type: ignore[assignment]


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("command", ["build", "extract", "read"])
def test_bad_input_is_one_clear_line_and_leaves_nothing(command: str, kind: str, tmp_path: Path):
    content, code, message = BAD[kind]
    path = tmp_path / "papers.txt"
    if content is not None:
        path.write_bytes(content)
    target = tmp_path / "out"
    result = papergraph(command, path, "-o", target)
    assert result.exit_code == code, result.output
    error = result.stderr.strip().splitlines()
    assert len(error) == 1 and error[0].startswith("Error: ") and message in error[0]
    assert not target.exists() or os.listdir(target) == [".cache"]


def test_a_broken_record_costs_only_itself_unless_strict(tmp_path: Path):
    path = tmp_path / "papers.jsonl"
    path.write_text(PAPER + '{"title": "Half a rec\n' + PAPER.replace("AlphaNet: Nets", "BetaNet: Seven More Nets"))
    result = papergraph("build", path, "-o", tmp_path / "out", "--jobs", 1)
    assert result.exit_code == 0 and "Found 2 papers," in result.stdout and "1 record skipped" in result.stderr
    skipped = json.loads((tmp_path / "out" / "run.json").read_bytes())["skipped_records"]
    assert [where for where, _ in skipped] == ["papers.jsonl:2"]
    strict = papergraph("build", path, "-o", tmp_path / "strict", "--strict")
    assert strict.exit_code == 1 and "papers.jsonl:2" in strict.stderr
    assert os.listdir(tmp_path / "strict") == [".cache"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--jobs", "0"], "--jobs"),
        (["--min-confidence", "2"], "--min-confidence"),
        (["--from", "nonsense"], "--from"),
        (["--lexicon", "missing.jsonl"], "missing.jsonl"),
        (["--corrections", "missing.csv"], "missing.csv"),
        (["--same", "missing.csv"], "missing.csv"),
        (["--base-iri", "not an iri"], "base IRI"),
    ],
)
def test_bad_options_are_usage_errors(options: list[str], message: str, tmp_path: Path):
    result = papergraph("build", "-o", tmp_path / "out", "--jobs", 1, *options)
    assert result.exit_code == 2 and message in result.stderr
    assert not (tmp_path / "out").exists() or os.listdir(tmp_path / "out") == [".cache"]


def test_a_folder_that_cannot_be_written(tmp_path: Path):
    (tmp_path / "file").touch()
    for target in (tmp_path / "file" / "out", Path("/proc/papergraph")):
        result = papergraph("build", "-o", target, "--jobs", 1)
        assert result.exit_code == 1 and "cannot be written" in result.stderr and "Traceback" not in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path):
    tmp_path.chmod(0o555)
    try:
        result = papergraph("build", "-o", tmp_path / "out", "--jobs", 1)
    finally:
        tmp_path.chmod(0o755)
    assert result.exit_code == 1 and "cannot be written (Permission denied)" in result.stderr


def test_commands_before_build_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    result = papergraph("show", "DiT")
    assert result.exit_code == 2 and "papergraph build" in result.stderr


def test_starting_costs_little():
    """What is slow to load is loaded when it is used; times are measured by the benchmarks."""
    heavy = "{'spacy', 'rdflib', 'networkx', 'pyvis', 'IPython', 'numpy', 'rich', 'pyoxigraph'}"
    code = f"import sys, papergraph.cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"

"""The commands of the views, on the invented corpus."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papergraph.cli import main


@pytest.fixture
def run(corpus_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "--graph", str(corpus_folder)])

    return call


def test_viz_prints_the_path_it_wrote(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("viz", "--focus", "GlimmerNet-S", "-o", "page.html")
    assert (result.exit_code, result.stdout) == (0, "page.html\n")
    assert "left out" in result.stderr or "All" in result.stderr
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_viz_names_the_nearest(run) -> None:  # type: ignore[no-untyped-def]
    result = run("viz", "--focus", "GlimmerNett")
    assert result.exit_code == 1
    assert "GlimmerNet" in result.stderr


def test_viz_lists_what_a_name_may_mean(run) -> None:  # type: ignore[no-untyped-def]
    result = run("viz", "--focus", "DustNet")
    assert result.exit_code == 1
    assert "(method)" in result.stderr
    assert "(paper)" in result.stderr


def test_viz_prints_the_policy_without_a_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["viz", "--csp"])
    assert result.exit_code == 0
    assert result.stdout.startswith("default-src 'none'; script-src 'sha256-")


@pytest.mark.parametrize(
    "arguments",
    [
        ["chains"],
        ["chains", "PatchWeaver"],
        ["chains", "--strict"],
        ["chains", "--from", "GlimmerNet", "--to", "DustNet"],
        ["chains", "--kind", "efficiency"],
        ["rank", "--by", "strength"],
        ["rank", "--type", "dataset", "--by", "in-degree"],
        ["leaderboard", "ImageNet"],
        ["leaderboard", "CIFAR-10", "--unnamed"],
        ["compare", "GlimmerNet", "PatchWeaver"],
    ],
)
def test_answers_come_as_table_json_and_csv_with_their_sentences(run, arguments: list[str]) -> None:  # type: ignore[no-untyped-def]
    table = run(*arguments)
    assert table.exit_code == 0, table.output
    assert not any(line.endswith(" ") for line in table.stdout.splitlines())
    answer = run(*arguments, "--json")
    assert '"quote": "' in answer.stdout
    json.loads(answer.stdout)
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--csv").stdout)))
    assert any(row["quote"] for row in rows)


def test_nothing_steers_the_terminal(run) -> None:  # type: ignore[no-untyped-def]
    for arguments in (["chains", "-n", "20"], ["rank"], ["chains", "--json"], ["chains", "--csv", "-n", "20"]):
        text = run(*arguments).stdout
        assert not set("\x1b\u202e\u2066\u200b\r") & set(text)


def test_a_narrow_terminal_has_the_sentence_below_the_name(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    wide = run("rank").stdout
    monkeypatch.setattr("papergraph.cli.rank.is_narrow", lambda: True)
    narrow = run("rank").stdout
    assert "for example" in wide and "for example" not in narrow
    assert wide.count("“") == narrow.count("“") > 0
    assert all(line.index("“") < 10 for line in narrow.splitlines() if line.lstrip().startswith("“"))


def test_a_spreadsheet_runs_nothing() -> None:
    from papergraph.cli.answers import _cell

    assert _cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _cell(-1.5) == -1.5


def test_chains_wants_a_method_or_both_ends(run) -> None:  # type: ignore[no-untyped-def]
    assert run("chains", "--from", "DustNet").exit_code == 2
    assert run("chains", "Nothing").exit_code == 1


def test_since_is_a_date(run) -> None:  # type: ignore[no-untyped-def]
    assert run("leaderboard", "ImageNet", "--since", "yesterday").exit_code == 2


def test_a_method_is_not_compared_with_itself(run) -> None:  # type: ignore[no-untyped-def]
    assert run("compare", "DustNet", "DustNet").exit_code == 2


def test_the_report_is_written_twice(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("report", "-o", "out").exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"report.md", "report.html"}
    assert run("report", "-o", "-").stdout == (tmp_path / "out" / "report.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("form", "start"), [("iframe", "<iframe "), ("svg", "<svg "), ("mermaid", "flowchart LR"), ("fragment", "<section ")]
)
def test_embeds(run, form: str, start: str) -> None:  # type: ignore[no-untyped-def]
    result = run("embed", "--as", form, "--focus", "GlimmerNet-S")
    assert result.exit_code == 0
    assert result.stdout.startswith(start)
    written = run("embed", "--as", form, "--focus", "GlimmerNet-S", "-o", "x")
    assert written.stdout == "x\n"
    assert Path("x").read_text("utf-8") == result.stdout


def test_the_order_of_sets_changes_nothing(corpus_folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from papergraph.graph import open_graph; from papergraph.views import page, report;"
        "graph = open_graph(sys.argv[1]); page.write(graph, sys.argv[2] + '.html', view=sys.argv[3]);"
        "open(sys.argv[2] + '.md', 'w').write(report.markdown(graph))"
    )
    for view in ("all", "outperforms"):
        for seed in ("1", "2"):
            environment = os.environ | {"PYTHONHASHSEED": seed}
            target = str(tmp_path / f"{view}{seed}")
            subprocess.run([sys.executable, "-c", code, str(corpus_folder), target, view], check=True, env=environment)
        for ending in (".html", ".md"):
            assert (tmp_path / f"{view}1{ending}").read_bytes() == (tmp_path / f"{view}2{ending}").read_bytes()


def test_an_empty_graph_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("")
    for arguments in (
        ["viz", "-o", str(tmp_path / "x.html")],
        ["chains"],
        ["rank"],
        ["report", "-o", "-"],
        ["embed", "--as", "svg"],
    ):
        result = CliRunner().invoke(main, [*arguments, "--graph", str(tmp_path / "empty.ttl")])
        assert result.exit_code == 0, (arguments, result.output)

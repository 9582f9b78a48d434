"""Documents say what the program does: commands and options are all described, and what documents show works."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

import papergraph
from papergraph.cli import COMMANDS, main
from papergraph.extraction.cues import RULES, read_rules

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


class Block(NamedTuple):
    """A fenced block. One with a title is a file that the commands behind it find."""

    language: str
    title: str
    text: str


def blocks(path: Path, *languages: str) -> list[Block]:
    fence = re.compile(r'^```(\w+)(?: title="([^"]*)")?[^\n]*\n(.*?)^```', re.DOTALL | re.MULTILINE)
    found = [Block(*block) for block in fence.findall(path.read_text("utf-8"))]
    return [block for block in found if block.language in languages or not languages]


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in paths]


def the_command(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_described(name: str):
    page = ROOT / "docs" / "commands" / f"{name}.md"
    assert page.exists(), f"describe the command in docs/commands/{name}.md"
    text = page.read_text("utf-8")
    options = [max(p.opts, key=len) for p in the_command(name).params if isinstance(p, click.Option) and not p.hidden]
    missing = [option for option in options if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text)]
    assert not missing, f"describe {', '.join(missing)} in docs/commands/{name}.md"
    assert the_command(name).help, "a command has a help text"


@pytest.mark.parametrize("path", named(DOCUMENTS))
def test_commands_in_documents_exist(path: Path):
    for block in blocks(path, "shell", "console", "bash"):
        for line in block.text.splitlines():
            for call in re.findall(r"(?:^|[|$&]\s*)papergraph (\w[^|>#]*)", line):
                name, *arguments = shlex.split(call)
                known = {
                    option for parameter in the_command(name).params for option in (*parameter.opts, *parameter.secondary_opts)
                }
                used = {argument.split("=")[0] for argument in arguments if re.match(r"--?[a-z]", argument)}
                assert used <= known | {"-h", "--help"}, f"{line}: no such option"


def shown_and_printed(shown: list[str], printed: str) -> list[str]:
    """Lines that a document shows and a command does not print, or not in this order; lines of "…" stand for any others."""
    lines = iter([" ".join(line.split()) for line in printed.splitlines()])
    return [line for line in shown if line.strip(" .…") and " ".join(line.split()) not in lines]


class Run:
    """What running a document's blocks in their order takes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "document"}
        self.server: subprocess.Popen[str] | None = None
        self.address = ""

    def block(self, block: Block) -> None:
        if block.title:
            (self.folder / block.title).write_text(block.text, encoding="utf-8")
        elif block.language in ("console", "text") and re.search(r"^\$ ", block.text, re.MULTILINE):
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                self.command(part)
        elif block.language == "python":
            text = self.served(block.text)
            exec(compile(text, text.splitlines()[0], "exec"), self.names)
        elif block.language == "sparql":
            answer = list(papergraph.open("outputs").query(block.text))
            assert answer, f"no answer to {block.text}"
        elif block.language in ("js", "r"):
            self.script(block)

    def command(self, part: str) -> None:
        call, *shown = part.rstrip().split("\n")
        while call.endswith("\\"):
            call = call[:-1] + shown.pop(0)
        program, *arguments = shlex.split(call, comments=True)
        if program == "papergraph":
            result = CliRunner().invoke(main, arguments)
            assert result.exit_code == 0 or "Error" in "".join(shown), f"{call}: {result.output}"
            missing = shown_and_printed(shown, result.output)
            assert not missing, f"{call} does not print {missing}, but:\n{result.output}"

    def script(self, block: Block) -> None:
        """Run JavaScript by Node and R by Rscript, where they are installed."""
        program = shutil.which({"js": "node", "r": "Rscript"}[block.language])
        if program:
            path = self.folder / {"js": "document.mjs", "r": "document.R"}[block.language]
            path.write_text(self.served(block.text), encoding="utf-8")
            subprocess.run([program, str(path)], check=True, cwd=self.folder, timeout=60)

    def served(self, text: str) -> str:
        """The text with the address of a server on the demo graph, which is started when one is needed first."""
        if "http://127.0.0.1:8000" not in text:
            return text
        if self.server is None:
            command = [sys.executable, "-m", "papergraph", "serve", "--port", "0"]
            self.server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=self.folder)
            assert self.server.stdout is not None
            self.address = self.server.stdout.readline().split()[2].rstrip("/")
        return text.replace("http://127.0.0.1:8000", self.address)


@pytest.fixture
def run(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """A folder with the demo's outputs and the sample files of the sources."""
    shutil.copytree(ROOT / "tests" / "sources" / "samples", demo_folder, dirs_exist_ok=True)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    run = Run(demo_folder)
    yield run
    if run.server is not None:
        run.server.terminate()
        run.server.wait(timeout=15)


@pytest.mark.parametrize("path", named([p for p in DOCUMENTS if blocks(p, "console", "text", "python", "sparql", "js", "r")]))
def test_what_documents_show_is_so(path: Path, run: Run):
    for block in blocks(path):
        run.block(block)


def test_excerpts_of_rules_are_those_of_the_rule_files():
    rows = [row for path in sorted(RULES.glob("*.jsonl")) for row in read_rules(path.name)]
    shown = [json.loads(block.text) for block in blocks(ROOT / "docs" / "explanation" / "extraction.md", "json")]
    shown = [row for row in shown if "kind" not in row]
    assert len(shown) >= 4
    for excerpt in shown:
        assert any(
            all(set(v) <= set(row.get(k, ())) if k == "words" else row.get(k) == v for k, v in excerpt.items()) for row in rows
        )

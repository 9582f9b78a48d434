"""Documents say what the program does: commands and options are all described, and what documents show works."""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

from papergraph.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


class Block(NamedTuple):
    language: str
    text: str


def blocks(path: Path, *languages: str) -> list[Block]:
    found = re.findall(r"^```(\w+)[^\n]*\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [Block(*block) for block in found if block[0] in languages]


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in paths]


def the_command(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


def written() -> list[str]:
    return [name for name, module in COMMANDS.items() if find_spec(f"papergraph.cli.{module}")]


@pytest.mark.parametrize("name", written())
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


@pytest.mark.parametrize("path", named([p for p in DOCUMENTS if blocks(p, "console")]))
def test_commands_in_documents_print_what_is_shown(path: Path, demo_folder: Path):
    for block in blocks(path, "console"):
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            call, *shown = part.rstrip().split("\n")
            while call.endswith("\\"):
                call = call[:-1] + shown.pop(0)
            program, *arguments = shlex.split(call, comments=True)
            if program != "papergraph":
                continue
            result = CliRunner().invoke(main, arguments)
            assert result.exit_code == 0, f"{call}: {result.output}"
            printed = {" ".join(line.split()) for line in result.output.splitlines()}
            missing = [line for line in shown if line.strip(" .…") and " ".join(line.split()) not in printed]
            assert not missing, f"{call} does not print {missing}, but:\n{result.output}"


@pytest.mark.parametrize("path", named([p for p in DOCUMENTS if blocks(p, "python")]))
def test_python_in_documents_runs(path: Path, demo_folder: Path):
    names: dict[str, object] = {"__name__": "document"}
    for block in blocks(path, "python"):
        exec(compile(block.text, f"{path.name}: {block.text.splitlines()[0]}", "exec"), names)

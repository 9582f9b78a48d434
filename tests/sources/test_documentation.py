"""What the documentation of the sources shows is what `papergraph read` prints, and no format is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from papergraph.cli import main
from papergraph.sources import FORMATS
from papergraph.sources.inputs import SUFFIXES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "sources.md").read_text("utf-8")
EXAMPLES = re.findall(r"```shell\npapergraph read ([^\n|]*) \| head -1\n```\n\n```json\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("files", "shown"), EXAMPLES, ids=[files for files, _ in EXAMPLES])
def test_example(files: str, shown: str, samples: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(samples)
    result = CliRunner().invoke(main, ["read", *files.split()])
    assert json.loads(result.stdout.splitlines()[0]) == json.loads(shown)


def test_every_sample_and_format_is_described(samples: Path):
    assert {path.name for path in samples.iterdir()} <= set(" ".join(files for files, _ in EXAMPLES).split())
    assert set(re.findall(r"^\| `([a-z-]+)` \| ", PAGE, re.MULTILINE)) >= set(FORMATS)
    command = (DOCS / "commands" / "read.md").read_text("utf-8")
    assert all(f"`{suffix}`" in command for suffix in SUFFIXES)

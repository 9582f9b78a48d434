"""What the tests of the readers share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from papergraph.model import Paper
from papergraph.sources import SkipLog, read

Reading = Callable[..., tuple[list[Paper], SkipLog]]


@pytest.fixture
def samples() -> Path:
    """A folder with one small file of each format; its papers are invented."""
    return Path(__file__).parent / "samples"


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """Read bytes or text as a file: gives the papers and what was skipped."""

    def run(content: bytes | str, name: str = "input", **options: object) -> tuple[list[Paper], SkipLog]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        log = SkipLog()
        return list(read([str(path)], skipped=log, **options)), log  # type: ignore[arg-type]

    return run

"""What several tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from forked import Runs


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Where a browser is required, a test that is skipped for want of one has failed."""
    report = yield
    if os.environ.get("PAPERGRAPH_REQUIRE_BROWSER") and report.skipped and "browser" in str(report.longrepr).lower():
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: a browser is required, but the test was skipped"
    return report


@pytest.fixture(scope="session")
def demo_outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the outputs of the demo corpus; not to be changed."""
    from papergraph import build

    folder = tmp_path_factory.mktemp("demo") / "outputs"
    build(output=folder, jobs=1)
    return folder


@pytest.fixture
def demo_folder(demo_outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the outputs of the demo corpus in `outputs/`."""
    shutil.copytree(demo_outputs, tmp_path / "outputs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def runs() -> Iterator[Runs]:
    """Runs of the command line that can be killed and disturbed."""
    from forked import Runs

    if not hasattr(os, "fork"):
        pytest.skip("needs fork")
    runs = Runs()
    yield runs
    runs.close()

"""Folders and files that change while a build runs, may not be written, or are symbolic links."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from forked import QUADS, Ended, Made, Runs, corpora, outputs

#: Steps of a build, and the end, when outputs take their places.
STEPS = ("Reading", "Extracting", "Resolving", "Linking", "Writing the graph", "Drawing and reporting", "placing")
#: To run first: root, too, must be allowed to write where it writes.
PLAIN = """
import ctypes, os
if os.getuid() == 0:
    libc, head, data = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(head, data) == 0
    data[0] &= ~0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert libc.capset(head, data) == 0
"""


def before(step: str, action: str) -> str:
    """Python that has a build do something before a step."""
    return f"""
from papergraph.building.progress import Progress
from papergraph.building.staging import Staging
import os, pathlib, shutil
run, commit = Progress.step, Staging.commit
def running(self, name, total=None):
    if name == {step!r}:
        {action}
    return run(self, name, total)
def committing(self, remove=()):
    if {step!r} == "placing":
        {action}
    commit(self, remove)
Progress.step, Staging.commit = running, committing
"""


def check_refused(ended: Ended, *said: str) -> None:
    assert ended.code == 1, ended
    assert ended.errors.startswith("Error: ") and len(ended.errors.splitlines()) == 1, ended.errors
    assert all(words in ended.errors for words in said), ended.errors


class Place:
    """An output folder with the outputs of one input, and another input."""

    #: What is made of the other input in an empty folder.
    ANEW: ClassVar[list[Made]] = []

    def __init__(self, runs: Runs, folder: Path) -> None:
        self._runs = runs
        self.first, self.second = corpora(folder)
        self.out, self.folder = folder / "out", folder
        assert self.build(corpus=self.first).code == 0
        self.old = Made(self.out)

    def build(self, setup: str = "", corpus: Path | None = None, out: Path | None = None) -> Ended:
        return self._runs.run("build", "-q", "--jobs", 1, "-o", out or self.out, corpus or self.second, setup=setup)

    def check_next(self, alone: bool = True) -> None:
        """The next build is right, and (`alone`) nothing else is there."""
        ended = self.build()
        assert ended.code == 0, ended.errors
        if not self.ANEW:
            assert self.build(out=self.folder / "anew").code == 0
            self.ANEW.append(Made(self.folder / "anew"))
        self.ANEW[0].check(self.out, alone)


@pytest.fixture
def place(runs: Runs, tmp_path: Path) -> Place:
    return Place(runs, tmp_path)


@pytest.fixture
def plain_place(runs: Runs, tmp_path: Path) -> Iterator[Place]:
    """A place where somebody without the rights of root builds."""

    class PlainPlace(Place):
        def build(self, setup: str = "", corpus: Path | None = None, out: Path | None = None) -> Ended:
            return super().build(PLAIN + setup, corpus, out)

    yield PlainPlace(runs, tmp_path)
    for path in (tmp_path, *tmp_path.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


# --- what happens while a build runs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_the_folder_is_renamed(step: str, place: Place):
    away = place.folder / "away"
    check_refused(place.build(before(step, f"os.rename({str(place.out)!r}, {str(away)!r})")), str(place.out))
    place.old.check(away, alone=False)
    shutil.rmtree(place.out, ignore_errors=True)
    away.rename(place.out)
    place.check_next()


@pytest.mark.parametrize("step", STEPS[1:])
@pytest.mark.parametrize("setup", ["", QUADS], ids=["turtle", "quads"])
def test_the_folder_is_removed(step: str, setup: str, place: Place):
    check_refused(place.build(setup + before(step, f"shutil.rmtree({str(place.out)!r})")), str(place.out))
    assert outputs(place.out) == {}
    place.check_next()


@pytest.mark.parametrize("step", STEPS[3:])
def test_the_folder_is_replaced_by_another(step: str, place: Place):
    """Nothing of what was made is put into a folder that is not the one that was named."""
    action = f"os.rename({str(place.out)!r}, {str(place.out)!r} + '2'); os.makedirs({str(place.out)!r} + '/.cache/new')"
    check_refused(place.build(before(step, action)), str(place.out))
    assert outputs(place.out) == {}
    place.old.check(place.out.with_name("out2"), alone=False)
    place.check_next()


@pytest.mark.parametrize("name", ["facts.jsonl", "papergraph.ttl", "papergraph.html", "report.md", "run.json"])
def test_a_file_becomes_a_folder(name: str, place: Place):
    path = place.out / name
    action = f"os.unlink({str(path)!r}); os.makedirs({str(path / 'mine')!r})"
    check_refused(place.build(before("Linking", action)), str(path), "is a folder")
    assert (path / "mine").is_dir()
    assert {**place.old.outputs, name: b""} == {**outputs_but(place.out, name), name: b""}
    check_refused(place.build(), str(path), "is a folder")
    shutil.rmtree(path)
    place.check_next()


def outputs_but(folder: Path, name: str) -> dict[str, bytes]:
    path = folder / name
    path.rename(folder.parent / "meanwhile")
    try:
        return outputs(folder)
    finally:
        (folder.parent / "meanwhile").rename(path)


def test_a_store_becomes_a_folder_of_shoes(place: Place):
    store = place.out / "store"
    action = f"shutil.rmtree({str(store)!r}); os.makedirs({str(store / 'shoes')!r})"
    check_refused(place.build(before("Linking", action)), str(store), "is no store of papergraph's")
    assert (store / "shoes").is_dir() and outputs(place.out) == place.old.outputs


def test_the_cache_is_removed(place: Place):
    """Its place is needed for new outputs, so the build ends; nothing else is lost."""
    check_refused(place.build(before("Resolving", f"shutil.rmtree({str(place.out / '.cache')!r})")), str(place.out))
    assert outputs(place.out) == place.old.outputs
    place.check_next()


# --- what may not be written ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS[::2])
def test_the_folder_becomes_read_only(step: str, plain_place: Place):
    """Outputs are whole, and wait; they take their places with the next build."""
    place = plain_place
    check_refused(place.build(before(step, f"os.chmod({str(place.out)!r}, 0o555)")), str(place.out), "Permission denied")
    assert outputs(place.out) == place.old.outputs
    check_refused(place.build(), str(place.out), "Permission denied")
    place.out.chmod(0o755)
    place.check_next()


@pytest.mark.parametrize("step", STEPS[2::2])
def test_the_cache_becomes_read_only(step: str, plain_place: Place):
    place, cache = plain_place, plain_place.out / ".cache"
    ended = place.build(
        before(
            step,
            f"os.chmod({str(cache)!r}, 0o555); os.path.exists({str(cache)!r} + '/new') and "
            f"os.chmod({str(cache)!r} + '/new', 0o555)",
        )
    )
    check_refused(ended, str(place.out))
    assert outputs(place.out) == place.old.outputs
    cache.chmod(0o755)
    if (cache / "new").exists():
        (cache / "new").chmod(0o755)
    place.check_next()


def test_nothing_may_be_written_from_the_beginning(plain_place: Place):
    place = plain_place
    for path in (place.out / ".cache", place.out):
        path.chmod(0o555)
        check_refused(place.build(), str(place.out), "cannot be written")
    place.folder.chmod(0o555)
    check_refused(place.build(out=place.folder / "new" / "out"), str(place.folder / "new" / "out"), "Permission denied")
    place.old.check(place.out)


@pytest.mark.parametrize("command", ["export", "export --format csv", "viz", "report"])
def test_commands_that_may_not_write(command: str, runs: Runs, plain_place: Place):
    place = plain_place
    place.out.chmod(0o555)
    target = place.out if "csv" in command or command == "report" else place.out / "there"
    arguments = [*command.split(), "--graph", place.out, "-o", target]
    check_refused(runs.run(*arguments, setup=PLAIN), str(place.out), "cannot be written (Permission denied)")
    place.out.chmod(0o755)
    place.old.check(place.out)


# --- symbolic links ---------------------------------------------------------------------------------------------------


def test_the_folder_is_a_link(place: Place):
    place.out.rename(place.folder / "real")
    place.out.symlink_to("real")
    place.check_next()
    assert place.out.is_symlink() and not (place.folder / "real").is_symlink()


def test_the_folder_is_a_link_to_nowhere(place: Place):
    link = place.folder / "link"
    link.symlink_to("nowhere")
    check_refused(place.build(out=link), str(link), "cannot be written")
    assert link.is_symlink() and not (place.folder / "nowhere").exists()


@pytest.mark.parametrize("name", ["facts.jsonl", "papergraph.ttl", "papergraph.html", "report.md", "run.json"])
def test_a_file_is_a_link(name: str, place: Place):
    """It is replaced; what it leads to stays as it is."""
    target = place.folder / "precious"
    (place.out / name).rename(target)
    (place.out / name).symlink_to(target)
    content = target.read_bytes()
    place.check_next()
    assert target.read_bytes() == content and not (place.out / name).is_symlink()


def test_the_store_is_a_link(place: Place):
    """It is replaced; the store that it leads to stays as it is."""
    (place.out / "store").rename(place.folder / "precious")
    (place.out / "store").symlink_to(place.folder / "precious")
    files = {path.name: path.read_bytes() for path in (place.folder / "precious").iterdir()}
    place.check_next()
    assert {path.name: path.read_bytes() for path in (place.folder / "precious").iterdir()} == files
    assert not (place.out / "store").is_symlink()


def test_the_cache_is_a_link(place: Place):
    (place.out / ".cache").rename(place.folder / "cache")
    (place.out / ".cache").symlink_to(place.folder / "cache")
    place.check_next(alone=False)
    assert (place.out / ".cache").is_symlink() and not (place.folder / "cache" / "new").exists()


@pytest.mark.parametrize("command", ["export", "export --format nquads", "viz", "extract --jobs 1", "read"])
def test_commands_replace_links(command: str, runs: Runs, place: Place):
    (place.folder / "precious").write_text("precious")
    (place.folder / "link").symlink_to("precious")
    if command in ("extract --jobs 1", "read"):
        source: list[object] = [place.first]
    else:
        source = ["--graph", place.out]
    ended = runs.run(*command.split(), "-o", place.folder / "link", *source)
    assert ended.code == 0, ended.errors
    assert (place.folder / "precious").read_text() == "precious" and not (place.folder / "link").is_symlink()


def test_a_folder_of_csv_may_be_a_link(runs: Runs, place: Place):
    (place.folder / "real").mkdir()
    (place.folder / "link").symlink_to("real")
    assert runs.run("export", "--format", "csv", "--graph", place.out, "-o", place.folder / "link").code == 0
    assert sorted(os.listdir(place.folder / "real")) == ["edges.csv", "nodes.csv"]


def test_a_loop_of_links(place: Place):
    (place.folder / "a").symlink_to("b")
    (place.folder / "b").symlink_to("a")
    check_refused(place.build(out=place.folder / "a"), str(place.folder / "a"))

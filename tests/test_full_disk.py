"""Where there is no room left: one line that says so, the old outputs whole, nothing left behind, and the next run right."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from forked import QUADS, Ended, Made, Runs, corpora

WAYS = {"turtle": ("1", ""), "quads": ("1", QUADS), "quads, 2 jobs": ("2", QUADS)}
#: Of ROOM, which are tried.
TRIED = {"turtle": slice(0, None, 2), "quads": slice(1, None, 2), "quads, 2 jobs": slice(2, None, 4)}
#: Free KiB with which a build begins; the last ones are enough.
ROOM = (0, 40, 70, 90, 110, 130, 160, 200, 320, 480, 640, 800, 960, 1120, 1280, 1440, 1600, 1800, 2000, 2200, 2600, 3200, 4200)
NO_ROOM = "cannot be written (no space left on the disk); make room"


class Disk:
    """A small disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def leave(self, kib: int | None) -> None:
        """Fill it up to so many KiB; None: give the room back."""
        ballast = self.path / "ballast"
        ballast.unlink(missing_ok=True)
        if kib is not None:
            status = os.statvfs(self.path)
            ballast.write_bytes(bytes(max(0, status.f_bavail * status.f_bsize - kib * 1024)))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    place = tmp_path / "disk"
    place.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8M", "tmpfs", str(place)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("disks cannot be mounted here")
    yield Disk(place)
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def check_refused(ended: Ended, *said: str) -> None:
    assert ended.code == 1, ended
    assert ended.errors.startswith("Error: ") and len(ended.errors.splitlines()) == 1, ended.errors
    assert all(words in ended.errors for words in said), ended.errors


@pytest.mark.parametrize("way", WAYS)
def test_a_build_on_a_full_disk(way: str, runs: Runs, disk: Disk, tmp_path: Path):
    jobs, setup = WAYS[way]
    first, second = corpora(tmp_path)
    out = disk.path / "out"
    assert runs.run("build", "-q", "-o", tmp_path / "new", "--jobs", jobs, second, setup=setup).code == 0
    assert runs.run("build", "-q", "-o", out, "--jobs", jobs, first, setup=setup).code == 0
    old, refused = Made(out), 0
    for room in ROOM[TRIED[way]]:
        disk.leave(room)
        ended = runs.run("build", "-q", "-o", out, "--jobs", jobs, second, setup=setup)
        if ended.code == 0:
            break
        check_refused(ended, str(out), NO_ROOM)
        disk.leave(None)
        old.check(out)
        refused += 1
    assert ended.code == 0 and refused > 3
    disk.leave(None)
    Made(tmp_path / "new").check(out)


def test_the_first_build_on_a_full_disk(runs: Runs, disk: Disk, tmp_path: Path):
    source = corpora(tmp_path)[0]
    for room in (0, 20, 100, 1000):
        disk.leave(room)
        check_refused(runs.run("build", "-q", "-o", disk.path / "out", "--jobs", 1, source), str(disk.path / "out"), NO_ROOM)
        assert not (disk.path / "out" / ".cache" / "new").exists()
    disk.leave(None)
    assert runs.run("build", "-q", "-o", disk.path / "out", "--jobs", 1, source).code == 0


@pytest.mark.parametrize("largest", [1_000, 20_000, 40_000, 100_000, 300_000])
@pytest.mark.parametrize("way", ["turtle", "quads"])
def test_a_build_whose_files_must_stay_small(largest: int, way: str, runs: Runs, tmp_path: Path):
    """Files that cannot grow, as by a quota: this needs no disk of its own."""
    jobs, setup = WAYS[way]
    first, second = corpora(tmp_path)
    out = tmp_path / "out"
    assert runs.run("build", "-q", "-o", out, "--jobs", jobs, first, setup=setup).code == 0
    old = Made(out)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({largest}, {largest}))\n"
    check_refused(
        runs.run("build", "-q", "-o", out, "--jobs", jobs, second, setup=limit + setup), str(out), "cannot be written"
    )
    old.check(out)
    assert runs.run("build", "-q", "-o", out, "--jobs", jobs, first, setup=setup).code == 0
    old.check(out)


COMMANDS = {
    "export": "export --graph {graph} -o {there}",
    "export ntriples": "export --graph {graph} --format ntriples -o {there}",
    "export nquads": "export --graph {graph} --format nquads -o {there}",
    "export jsonld": "export --graph {graph} --format jsonld -o {there}",
    "export graphml": "export --graph {graph} --format graphml -o {there}",
    "export csv": "export --graph {graph} --format csv -o {there}",
    "export lpwc": "export --graph {graph} --profile lpwc -o {there}",
    "viz": "viz --graph {graph} -o {there}",
    "viz around a node": "viz --graph {graph} --focus DiT -o {there}",
    "report": "report --graph {graph} -o {there}",
    "extract": "extract -q --jobs 1 -o {there}",
    "read": "read {graph}/../papers.jsonl -o {there}",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_on_a_full_disk(command: str, runs: Runs, disk: Disk, demo_folder: Path):
    (demo_folder / "papers.jsonl").write_bytes(
        b"".join(b'{"id": "%d", "title": "A Study of %d"}\n' % (i, i) for i in range(900))
    )
    arguments = [word.format(graph=demo_folder / "outputs", there=disk.path / "there") for word in COMMANDS[command].split()]
    for room in (0, 8):
        disk.leave(room)
        check_refused(runs.run(*arguments), str(disk.path / "there"), NO_ROOM)
        disk.leave(None)
        assert [path for path in disk.path.rglob("*") if path.is_file()] == []
    if command not in ("export csv", "report"):
        (disk.path / "there").write_text("old")
    disk.leave(4)
    check_refused(runs.run(*arguments), NO_ROOM)
    assert (disk.path / "there").is_dir() or (disk.path / "there").read_text() == "old"
    disk.leave(None)
    ended = runs.run(*arguments)
    assert ended.code == 0, ended.errors


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize(
    "command",
    [
        "export -o -",
        "export --format nquads -o -",
        "export --format graphml -o -",
        "viz",
        "query --name who-beats -p method=DiT",
        "show DiT",
        "report -o -",
        "extract -q -o - --jobs 1",
    ],
)
def test_standard_output_that_takes_nothing(command: str, runs: Runs, demo_folder: Path):
    setup = f"import os; os.chdir({str(demo_folder)!r}); os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"
    check_refused(runs.run(*command.split(), setup=setup), "standard output: " + NO_ROOM)


@pytest.mark.parametrize("given", ["papers", "facts"])
def test_a_full_temporary_folder(given: str, runs: Runs, disk: Disk, tmp_path: Path, demo_outputs: Path):
    setup = f"import tempfile; tempfile.tempdir = {str(disk.path)!r}\n"
    if given == "papers":
        setup += "from papergraph.sources import merging; merging._IN_MEMORY = 10"
        arguments = [str(corpora(tmp_path)[0])]
    else:
        setup += "from papergraph.building import corpus; corpus._IN_MEMORY = 10"
        arguments = ["--from-facts", str(demo_outputs / "facts.jsonl")]
    disk.leave(0)
    ended = runs.run("build", "-q", "--jobs", 1, "-o", tmp_path / "out", *arguments, setup=setup)
    check_refused(
        ended, f"{disk.path}: cannot be written (No space left on device); make room, or name another folder in TMPDIR"
    )
    assert not (tmp_path / "out" / ".cache" / "new").exists()

"""The parts of a build: what it remembers, and how outputs take their places."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from papergraph.building.cache import Cache
from papergraph.building.staging import Staging, check_place
from papergraph.errors import PapergraphError


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    folder = tmp_path / "outputs" / ".cache"
    folder.mkdir(parents=True)
    return folder


def test_the_cache_keeps_what_was_added(workshop: Path):
    with Cache(workshop / "facts.sqlite") as cache:
        cache.add([(b"1", b"one"), (b"2", b"two"), (b"3", b"three")])
        cache.add([(b"2", b"deux")])
    with Cache(workshop / "facts.sqlite") as cache:
        assert (b"1" in cache, b"9" in cache, cache.get(b"2"), len(cache)) == (True, False, b"deux", 3)
        cache.keep([b"3", b"7"])
        assert (b"1" in cache, b"3" in cache, len(cache)) == (False, True, 1)
        assert cache.get(b"1") is None


def test_two_builds_cannot_share_a_cache(workshop: Path):
    with Cache(workshop / "facts.sqlite"), pytest.raises(PapergraphError, match="another papergraph build is working"):
        Cache(workshop / "facts.sqlite")


def test_a_killed_build_leaves_its_batches_and_no_lock(workshop: Path):
    script = (
        "import os, sys; from pathlib import Path; from papergraph.building.cache import Cache\n"
        "cache = Cache(Path(sys.argv[1])); cache.add([(b'1', b'one')])\n"
        "cache._db.execute('BEGIN'); cache._db.execute('INSERT INTO facts VALUES (?, ?)', (b'2', b'two'))\n"
        "os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(workshop / "facts.sqlite")]).returncode == -9
    with Cache(workshop / "facts.sqlite") as cache:
        assert cache.get(b"1") == b"one" and b"2" not in cache


def test_a_damaged_cache_is_made_anew(workshop: Path):
    (workshop / "facts.sqlite").write_bytes(b"this is no database" * 100)
    with Cache(workshop / "facts.sqlite") as cache:
        assert len(cache) == 0


def test_outputs_take_their_places_together(workshop: Path):
    output = workshop.parent
    (output / "a.txt").write_text("old")
    (output / "gone.txt").write_text("old")
    (output / "store").mkdir()
    (output / "store" / "old").touch()
    staging = Staging(output, workshop)
    (staging / "a.txt").write_text("new")
    (staging / "store").mkdir()
    (staging / "store" / "new").touch()
    assert (output / "a.txt").read_text() == "old"
    staging.commit(remove=["gone.txt", "never.txt", "a.txt"])
    staging.discard()
    assert (output / "a.txt").read_text() == "new"
    assert os.listdir(output / "store") == ["new"]
    assert sorted(os.listdir(output)) == [".cache", "a.txt", "store"] and os.listdir(workshop) == []


def test_what_was_not_committed_is_dropped(workshop: Path):
    (Staging(workshop.parent, workshop) / "a.txt").write_text("half")
    staging = Staging(workshop.parent, workshop)
    assert os.listdir(staging.folder) == [] and os.listdir(workshop.parent) == [".cache"]


@pytest.mark.parametrize("moves", range(7))
def test_a_commit_that_is_interrupted_is_completed(workshop: Path, monkeypatch: pytest.MonkeyPatch, moves: int):
    output, replace, left = workshop.parent, os.replace, moves

    def failing(source: Path, target: Path) -> None:
        nonlocal left
        if not left:
            raise KeyboardInterrupt
        left -= 1
        replace(source, target)

    for name in ("a", "b", "c"):
        (output / name).write_text("old")
    staging = Staging(output, workshop)
    for name in ("a", "b"):
        (staging / name).write_text("new")
    monkeypatch.setattr(os, "replace", failing)
    try:
        staging.commit(remove=["c"])
    except KeyboardInterrupt:
        monkeypatch.undo()
        Staging(output, workshop)
    states = {name: (output / name).read_text() for name in ("a", "b", "c") if (output / name).exists()}
    assert states == ({"a": "old", "b": "old", "c": "old"} if moves == 0 else {"a": "new", "b": "new"})


def test_what_is_the_users_own_is_not_replaced(tmp_path: Path):
    (tmp_path / "store").mkdir()
    check_place(tmp_path, ["a.txt"], "store")
    (tmp_path / "store" / "shoes.txt").touch()
    with pytest.raises(PapergraphError, match="is no store of papergraph's"):
        check_place(tmp_path, ["a.txt"], "store")
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(PapergraphError, match="is a folder"):
        check_place(tmp_path, ["a.txt"], "store")

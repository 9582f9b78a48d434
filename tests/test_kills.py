"""A build that is killed at any moment leaves the old outputs whole, and the next one is right."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from pathlib import Path

import pytest

from forked import QUADS, Made, Runs, corpora, outputs, stored
from papergraph.building.staging import Staging
from papergraph.graph import open_graph

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

#: Kills in a row.
KILLS = int(os.environ.get("PAPERGRAPH_KILLS", "50"))
#: Ways to build: options, what to run first, and whether all processes are killed or only the first.
WAYS = {
    "turtle": (("--jobs", 1), "", False),
    "quads": (("--jobs", 1), QUADS, False),
    "turtle, 2 jobs": (("--jobs", 2), "", False),
    "quads, 2 jobs": (("--jobs", 2), QUADS, False),
    "quads, 2 jobs, only the first process": (("--jobs", 2), QUADS, True),
}
#: How many kills of 18 go to each way; two processes take longer to begin.
SHARES = (10, 4, 2, 1, 1)


def check_whole(folder: Path, made: list[Made]) -> None:
    """Every output is whole, and all are of one build unless they are just taking their places."""
    now, graph = outputs(folder), frozenset(str(quad) for quad in open_graph(folder).store)
    for name, content in now.items():
        assert any(content == one.outputs.get(name) for one in made), f"{name} is not whole"
    assert any(graph == one.stored for one in made)
    assert json.loads((folder / "run.json").read_bytes())["papers"] == 6
    if (folder / ".cache" / "ready.json").exists():  # the store may lie between its old place and its new one
        assert (folder / "store").is_dir() or (folder / ".cache" / "new" / "store").is_dir()
    else:
        assert any(now == one.outputs and graph == one.stored for one in made)
        assert stored(folder) == graph


def test_killed_at_any_moment(runs: Runs, tmp_path: Path):
    """Builds of two inputs by turns into one folder, each killed at a random moment, and now and then left alone."""
    inputs = corpora(tmp_path)
    made: dict[tuple[Path, str], Made] = {}
    seconds: dict[str, float] = {}
    for way, (options, setup, _) in WAYS.items():
        for corpus in inputs:
            folder = tmp_path / way / corpus.stem
            same = next((one for (other, before), one in made.items() if other == corpus and WAYS[before][1] == setup), None)
            if same is None or corpus == inputs[0]:
                ended = runs.run("build", "-q", "-o", folder, *options, corpus, setup=setup)
                assert ended.code == 0, ended.errors
                seconds[way] = ended.seconds
            made[corpus, way] = same or Made(folder)
    out, chance = tmp_path / "out", random.Random(7)
    assert runs.run("build", "-q", "-o", out, inputs[0], "--jobs", 1).code == 0
    kills = tries = 0
    while kills < KILLS:
        tries += 1
        assert tries < 3 * KILLS, "builds end before they are killed"
        way, corpus = chance.choices(list(WAYS), SHARES)[0], chance.choice(inputs)
        options, setup, alone = WAYS[way]
        moment = chance.uniform(0, seconds[way])
        ended = runs.run("build", "-q", "-o", out, *options, corpus, setup=setup, kill_after=moment, alone=alone)
        assert ended.code in (0, -9), f"{moment:.3f} s, {way}: {ended.errors}"
        kills += ended.code == -9
        check_whole(out, list(made.values()))
        if kills == KILLS or (ended.code and kills % 25 == 0):
            for corpus in inputs:
                ended = runs.run("build", "-q", "-o", out, *options, corpus, setup=setup)
                assert ended.code == 0, ended.errors
                made[corpus, way].check(out)


def test_killed_at_every_step_of_taking_places(tmp_path: Path):
    """Before each thing that is done to a file or a folder, until there is nothing more to do."""
    for step in range(1, 200):
        output = tmp_path / str(step)
        child = os.fork()
        if child == 0:
            try:
                _take_places(output, step)
            finally:
                os._exit(3)
        _, status = os.waitpid(child, 0)
        assert status in (0, signal.SIGKILL)
        complete = not (output / ".cache" / "ready.json").exists()
        first = _found(output)
        Staging(output, output / ".cache")
        then = _found(output)
        assert then in ({name: "old" for name in "abcs"}, {name: "new" for name in "abs"}), step
        assert first == then or not complete, step
        assert os.listdir(output / ".cache") == ["new"] and os.listdir(output / ".cache" / "new") == []
        if status == 0:
            break
    assert status == 0 and step > 15


def _take_places(output: Path, step: int) -> None:
    """Files and a store get new contents; the process dies before it does something to a file for the n-th time."""
    (output / ".cache").mkdir(parents=True)
    staging = Staging(output, output / ".cache")
    for folder, state, names in ((output, "old", "abc"), (staging.folder, "new", "ab")):
        (folder / "s").mkdir()
        for path in (*(folder / name for name in names), folder / "s" / "s"):
            path.write_text(state)
    left = step

    def dying(event: str, _: object) -> None:
        nonlocal left
        left -= event in _STEPS
        if event in _STEPS and not left:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(dying)
    staging.commit(remove=["c"])
    os._exit(0)


_STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.listdir", "shutil.rmtree"}


def _found(output: Path) -> dict[str, str]:
    paths = {name: output / name for name in "abc"} | {"s": output / "s" / "s"}
    return {name: path.read_text() for name, path in paths.items() if path.exists()}

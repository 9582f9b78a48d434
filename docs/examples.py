"""Write anew what the commands in the documents print: `python docs/examples.py`, with the demo graph in `outputs/`.

It replaces the lines behind `$ papergraph …` in blocks of text and console, and keeps at most as many as a reader wants to see.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
MOST_LINES = 24


def printed(call: str, folder: str) -> list[str]:
    """What a command prints, 100 columns wide, in a folder that holds the demo's outputs."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    command = [sys.executable, "-m", *shlex.split(call, comments=True)]
    merged = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    result = subprocess.run(command, cwd=folder, env=environment, text=True, check=False, **merged)
    lines = [line.rstrip() for line in result.stdout.strip("\n").split("\n")]
    return lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "…"]


def renewed(block: re.Match[str], folder: str) -> str:
    """A block with the commands' present output."""
    parts = re.split(r"^\$ ", block[2], flags=re.MULTILINE)
    if parts[0].strip() or not all(part.startswith("papergraph ") for part in parts[1:]):
        return block[0]
    out = []
    for part in parts[1:]:
        lines = part.rstrip("\n").split("\n")
        count = 1
        while lines[count - 1].endswith("\\"):
            count += 1
        call = "\n".join(lines[:count])
        out.append("\n".join([f"$ {call}", *printed(call.replace("\\\n", " "), folder)]))
    return f"```{block[1]}\n" + "\n\n".join(out) + "\n```"


def prepare(folder: Path, text: str) -> None:
    """What the commands of a document find: the demo's outputs, the sample files, and files that the document shows."""
    shutil.copytree(ROOT / "outputs", folder / "outputs")
    shutil.copytree(ROOT / "tests" / "sources" / "samples", folder, dirs_exist_ok=True)
    for title, content in re.findall(r'^```\w+ title="([^"]*)"\n(.*?)^```', text, flags=re.DOTALL | re.MULTILINE):
        (folder / title).write_text(content, encoding="utf-8")


def main() -> None:
    """Renew all documents."""
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder), text)
            change = partial(renewed, folder=folder)
            new = re.sub(r"^```(text|console)\n(\$ .*?)\n```$", change, text, flags=re.DOTALL | re.MULTILINE)
        if new != text:
            path.write_text(new, encoding="utf-8")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()

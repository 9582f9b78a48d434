"""A large corpus from a small one: the same papers many times over, with the names that few papers use varied.

    python benchmarks/corpus.py SAMPLE OUT.jsonl --times 25

In every copy, names that at most two papers of the sample use (mostly what a paper coins) begin with another letter, so that
distinct names grow with the papers as they do in reality, while what everybody knows (ImageNet, BERT) stays as it is. Ids,
DOIs and titles of the copies are new. The same input gives the same output.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from papergraph.model import Paper
from papergraph.sources import read

_RARE = 2  # papers
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Mixed case, capitals, or capitals with figures: the shapes of coined names.
_NAME = re.compile(r"\b[A-Za-z]\w*(?:[A-Z]|(?<=[A-Z])\d)\w*\b")


def rare_names(papers: list[Paper]) -> set[str]:
    """Names that at most two papers use."""
    counts = Counter(name for paper in papers for name in set(_NAME.findall(f"{paper.title} {paper.abstract}")))
    return {name for name, count in counts.items() if count <= _RARE}


def vary(paper: Paper, names: set[str], copy: int) -> Paper:
    """A copy of a paper; copy 0 is the paper itself."""
    if copy == 0:
        return paper

    def other(match: re.Match[str]) -> str:
        name = match[0]
        if name not in names:
            return name
        letter = _LETTERS[(_LETTERS.index(name[0].upper()) + copy) % 26]
        return (letter if name[0].isupper() else letter.lower()) + name[1:]

    return Paper(
        id=f"{paper.id}-{copy}",
        title=f"{_NAME.sub(other, paper.title)}, Study {copy}",
        abstract=_NAME.sub(other, paper.abstract),
        date=paper.date,
        authors=paper.authors,
        categories=paper.categories,
    )


def corpus(sample: str, times: int, first: int = 0) -> Iterator[Paper]:
    """Papers of a sample, `times` over (at most 26 times: there are so many letters)."""
    papers = list(read([sample]))
    names = rare_names(papers)
    for copy in range(first, first + times):
        for paper in papers:
            yield vary(paper, names, copy)


def write(papers: Iterator[Paper], path: Path) -> int:
    """Write papers as JSON Lines; gives their number."""
    count = 0
    with path.open("wb") as file:
        for paper in papers:
            file.write(msgspec.json.encode(paper) + b"\n")
            count += 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sample")
    parser.add_argument("out", type=Path)
    parser.add_argument("--times", type=int, default=25)
    parser.add_argument("--first", type=int, default=0, help="number of the first copy")
    arguments = parser.parse_args()
    print(write(corpus(arguments.sample, arguments.times, arguments.first), arguments.out), "papers in", arguments.out)


if __name__ == "__main__":
    main()

"""Twice the input takes twice the time, whatever it is made of."""

from __future__ import annotations

import json
import time

import pytest

from papergraph.errors import PapergraphError
from papergraph.sources import Collection

HOSTILE = {
    "tabs": "\t",
    "blank lines": "\n",
    "spaces": "x   " + " " * 50,
    "names": "Ada Field, ",
    "and": "a and ",
    "commands": "\\a{",
    "accents": '\\"',
    "dollars": "$a ",
    "braces": "{",
    "brackets": "[",
    "comments": "<!--",
    "tags": "<a b=",
    "entities": "&#",
    "quotes": '"',
    "sentences": "Aa. ",
    "marks": "a\u0301",
    "overrides": "\u202e",
    "at": "@a{b,",
    "titles": "Title,",
    "letters": "a",
    "digits": "2403.",
    "ends": "ER  - \nTY  - \n",
}
BEGIN = {
    "anything": "x{0}x",
    "html": "<html><p>{0}x",
    "atom": "<feed><entry><title>{0}</title>",
    "bibtex": "@article{{a, title={{T}}, author={{{0}}}, abstract={{{0}}}}}",
    "ris": "TY  - X\nTI  - T\nAB  - {0}\nAU  - {0}\nER  - \n",
    "csv": "title,abstract,authors\n{0},{0},{0}\n",
}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("begin", [*BEGIN, "json"])
def test_time_grows_with_the_input(reading, begin: str, hostile: str):
    def seconds(size: int) -> float:
        text = HOSTILE[hostile] * (size // len(HOSTILE[hostile]))
        record = {"title": text, "abstract": text, "authors": text, "doi": text, "url": text, "date": text, "categories": text}
        content = json.dumps(record) if begin == "json" else BEGIN[begin].format(text)
        start = time.process_time()
        try:
            papers, _ = reading(content)
            Collection(papers).close()
        except PapergraphError:
            pass
        return time.process_time() - start

    seconds(1000)
    for _ in range(3):
        # What is quadratic takes four times as long; the floor is for what takes no time at all.
        if seconds(120_000) < 2.8 * max(0.02, seconds(60_000)):
            return
    pytest.fail("the time grows faster than the input")

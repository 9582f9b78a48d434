"""A page of papers saved as text: furniture, then titles and abstracts in turn.

Nothing here knows the words of any site. An abstract is a line of sentences. Its title is the line above it that looks
most like a title; dates, names, counters and whatever else recurs on the page are furniture. Where titles stand above
their abstracts (right above, or with a line of authors between) is learned from the page itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from papergraph.errors import InputError
from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import MAX_WHOLE, Context
from papergraph.sources.streams import Stream, text_lines

#: A line this long is prose, whatever its punctuation.
_LONG = 400
#: The shortest line that can be an abstract (it must have the full stops of sentences, too).
_SHORT = 120
#: No title is longer than this.
_LONGEST_TITLE = 250
_MOST_LINES = 500_000
#: The score of the least likely title.
_TITLE = 0.4
#: The score of a list of people: a title only if there is no other.
_NAMES = 0.5
_SENTENCES = re.compile(r"[a-z0-9)\]%$][.?!]['\")\]]?\s+[A-Z0-9\"'(\[$`]")
_DIGITS = re.compile(r"\d[\d.,]*")
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|da|van|von|der|den|la|le|el|bin|al|di|du|dos)){1,4}")

_AROUND_NAMES = re.compile(
    r"^(?:by|authors?:?)\s+|(?<!\s),?\s+(?:and \d+ (?:others|more)|\d+ (?:others|more)|et al\.?)$", re.IGNORECASE
)


@dataclass(slots=True)
class Line:
    """One line of the page. `heading` and `link` are known where the page was HTML."""

    number: int | str
    text: str
    heading: bool = False
    link: str | None = None

    @property
    def is_prose(self) -> bool:
        """Is it an abstract, or a paragraph of one?"""
        text = self.text
        if self.heading or len(text) < _SHORT or text.count(" ") < 12:
            return False
        ends = len(_SENTENCES.findall(text))
        return len(text) >= _LONG or text.endswith(".") or ends > 1 or (ends == 1 and len(text) >= _LONGEST_TITLE)


def read(stream: Stream, context: Context) -> Iterator[Paper]:
    """Yield the papers of a page saved as text.

    Raises
    ------
    InputError
        The page is too large.
    """
    page: list[Line] = []
    for number, text in text_lines(stream, context):
        page.append(Line(number, text.strip()))
        if stream.passed > MAX_WHOLE or len(page) > _MOST_LINES:
            raise InputError("is too large for a page of text; split it, or name its format (--from)", context.name)
    if not any(line.is_prose for line in page):
        page = list(_paragraphs(page))
    yield from papers([line for line in page if line.text], context)


def papers(page: Sequence[Line], context: Context) -> Iterator[Paper]:
    """Pair the abstracts of a page with their titles."""
    gaps = list(_gaps(page))
    templates = Counter(_template(line.text) for gap, _ in gaps for line in gap)
    recurring = {template for template, count in templates.items() if count > 2}
    scores = [[_title_score(line, recurring) for line in gap] for gap, _ in gaps]
    usual = _usual_place(scores)
    typical = median([len(abstract[0].text) for _, abstract in gaps if abstract] or [0])
    for (gap, abstract), score in zip(gaps, scores, strict=True):
        if not abstract:
            continue
        place = _best(score, usual)
        if place is not None and usual and 4 * len(abstract[0].text) < typical:
            # Short for this page: a notice, unless all else is as it should be.
            as_usual = len(score) - place == usual and score[place] >= 3
            place = place if as_usual and 8 * len(abstract[0].text) > typical else None
        if place is None:
            context.skip(abstract[0].number, "a paragraph with no title above it")
            continue
        title = gap[place]
        arxiv = identifiers.first_arxiv(line.link or line.text for line in gap[place:])
        text = "\n".join(line.text for line in abstract)
        paper = context.paper(title.number, title=title.text, abstract=text, arxiv=arxiv, url=title.link)
        if paper:
            yield paper


def _paragraphs(page: Sequence[Line]) -> Iterator[Line]:
    """Yield each paragraph as one line: the page was saved with its lines broken."""
    for empty, group in groupby(page, key=lambda line: not line.text):
        if not empty:
            lines = list(group)
            yield Line(lines[0].number, "\n".join(line.text for line in lines))


def _gaps(page: Sequence[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """Yield (short lines, the paragraphs of prose that follow them)."""
    gap: list[Line] = []
    abstract: list[Line] = []
    for line in page:
        if line.is_prose:
            abstract.append(line)
        else:
            if abstract:
                yield gap, abstract
                gap, abstract = [], []
            gap.append(line)
    yield gap, abstract


def _template(text: str) -> str:
    return _DIGITS.sub("#", text.casefold())


def _title_score(line: Line, recurring: set[str]) -> float:
    """How much a line looks like a title; below `_TITLE`, it does not."""
    text = line.text
    if len(text) > _LONG:
        return -10
    words = re.findall(r"[^\W\d_]{2,}", text)
    score = min(len(words), 5) * 0.8 + (len(text) >= 15) + 4 * line.heading + 2 * bool(line.link)
    if _template(text) in recurring:
        score -= 3
    strange = not text[0].isalnum() and text[0] not in "$\"'“‘(["
    if strange or identifiers.url(text) or "@" in text:
        score -= 4
    if text.endswith((".", "!", ":", "…", ";", ",")):
        score -= 1.5
    if len(words) <= 3 and _DIGITS.search(text):
        score -= 1.5
    if text == text.lower():
        score -= 1
    if _is_names(text):
        score = min(score, _NAMES)
    return score


def _is_names(text: str) -> bool:
    """Is it a list of people?"""
    bare = _AROUND_NAMES.sub("", text)
    parts = [part for part in re.split(r",\s*|(?<!\s)\s+and\s+|(?:(?<!\s)\s+)?[·•&;]\s*", bare) if part]
    names = sum(bool(_NAME.fullmatch(part)) for part in parts)
    return (len(parts) > 1 or bare != text) and names >= max(1, 0.75 * len(parts))


def _usual_place(scores: list[list[float]]) -> int | None:
    """Where titles stand on this page, counted from the abstract upwards, if most of them stand in one place."""
    places = Counter(len(score) - place for score in scores if (place := _best(score, None)) is not None)
    if not places:
        return None
    place, count = places.most_common(1)[0]
    return place if count >= 3 and 2 * count > places.total() else None


def _best(score: list[float], usual: int | None) -> int | None:
    """Place of the title among the lines of a gap; of equals, the one nearest to the abstract."""
    if not score:
        return None
    total = [value + 2.5 * (len(score) - place == usual and value > _NAMES) for place, value in enumerate(score)]
    best = max(range(len(score)), key=lambda place: (total[place], place))
    return best if total[best] >= _TITLE else None

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

from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import Context
from papergraph.sources.streams import Stream, text_lines

#: A line this long is prose, whatever its punctuation.
_LONG = 400
#: The shortest line that can be an abstract (it must have the full stops of sentences, too).
_SHORT = 120
_SENTENCES = re.compile(r"[a-z0-9)\]%$][.?!]['\")\]]?\s+[A-Z0-9\"'(\[$`]")
_DIGITS = re.compile(r"\d[\d.,]*")
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|da|van|von|der|den|la|le|el|bin|al|di|du|dos)){1,4}")


@dataclass
class Line:
    """One line of the page. `heading` and `link` are known where the page was HTML."""

    number: int
    text: str
    heading: bool = False
    link: str | None = None

    @property
    def is_prose(self) -> bool:
        """Is it an abstract, or a paragraph of one?"""
        text = self.text
        if self.heading or len(text) < _SHORT or text.count(" ") < 12:
            return False
        return len(text) >= _LONG or text.endswith(".") or bool(_SENTENCES.search(text))


def read(stream: Stream, context: Context) -> Iterator[Paper]:
    """Yield the papers of a page saved as text."""
    kept = [Line(number, text.strip()) for number, text in text_lines(stream, context) if text.strip()]
    yield from papers(kept, context)


def papers(page: Sequence[Line], context: Context) -> Iterator[Paper]:
    """Pair the abstracts of a page with their titles."""
    gaps = list(_gaps(page))
    templates = Counter(_template(line.text) for gap, _ in gaps for line in gap)
    recurring = {template for template, count in templates.items() if count > 2}
    scores = [[_title_score(line, recurring) for line in gap] for gap, _ in gaps]
    usual = _usual_place(scores)
    for (gap, abstract), score in zip(gaps, scores, strict=True):
        if not abstract:
            continue
        place = _best(score, usual)
        if place is None:
            context.skip(abstract[0].number, "a paragraph with no title above it")
            continue
        title = gap[place]
        between = [line.link or line.text for line in gap[place:]]
        arxiv = next(filter(None, map(_arxiv, between)), None)
        text = "\n".join(line.text for line in abstract)
        paper = context.paper(title.number, title=title.text, abstract=text, arxiv=arxiv, url=title.link)
        if paper:
            yield paper


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
    """How much a line looks like a title; below 1, it does not."""
    text = line.text
    words = re.findall(r"[^\W\d_]{2,}", text)
    score = min(len(words), 5) * 0.8 + (len(text) >= 15) + 4 * line.heading + 2 * bool(line.link)
    if _template(text) in recurring:
        score -= 3
    strange = not text[0].isalnum() and text[0] not in "$\"'“‘(["
    if len(text) > _LONG or strange or identifiers.url(text) or "@" in text:
        score -= 4
    if text.endswith((".", "!", ":", "…", ";", ",")):
        score -= 1.5
    if len(words) <= 3 and _DIGITS.search(text):
        score -= 1.5
    if text == text.lower():
        score -= 1
    if _is_names(text):
        score -= 3
    return score


def _is_names(text: str) -> bool:
    """Is it a list of people?"""
    parts = [part for part in re.split(r",\s*|\s+and\s+|\s*[·•&;]\s*", text) if part]
    names = sum(bool(_NAME.fullmatch(part)) for part in parts)
    return len(parts) > 1 and names >= 0.75 * len(parts)


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
    total = [value + 2.5 * (len(score) - place == usual) for place, value in enumerate(score)]
    best = max(range(len(score)), key=lambda place: (total[place], place))
    return best if total[best] >= 1 else None


def _arxiv(text: str) -> str | None:
    return identifiers.arxiv_id(text) or identifiers.arxiv_within(text)

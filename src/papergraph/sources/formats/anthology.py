"""The ACL Anthology's XML (https://github.com/acl-org/acl-anthology, `data/xml/`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from papergraph.model import Paper
from papergraph.sources import identifiers
from papergraph.sources.context import Context
from papergraph.sources.formats.xml_text import children, elements, text_at
from papergraph.sources.streams import Stream

_ID = re.compile(r"[A-Za-z0-9.-]{3,60}")


def read(stream: Stream, context: Context) -> Iterator[Paper]:
    """Yield the papers of a collection; front matter is no paper."""
    volume = Element("meta")
    for element, ancestors in elements(stream, context, {"meta", "paper"}):
        if element.tag == "meta":
            volume = element
            continue
        names = [ancestor.get("id", "") for ancestor in ancestors[-2:]]
        identifier = _identifier(element, names)
        paper = context.paper(
            identifier or f"paper {element.get('id')}",
            title=_marked_up(element, "title"),
            abstract=_marked_up(element, "abstract"),
            id=identifier,
            doi=text_at(element, "doi"),
            url=f"https://aclanthology.org/{identifier}/" if identifier else None,
            date=_date(volume, element),
            authors=[f"{text_at(author, 'first')} {text_at(author, 'last')}" for author in children(element, "author")],
            venue=text_at(volume, "booktitle") or text_at(element, "journal"),
        )
        if paper:
            yield paper


def _identifier(paper: Element, names: list[str]) -> str | None:
    """The Anthology's id: `2024.acl-long.7`, or `P18-1007` in collections before 2020."""
    stated = text_at(paper, "url")
    number = paper.get("id", "")
    if _ID.fullmatch(stated):
        return stated
    if len(names) < 2 or not all(_ID.fullmatch(part) or part.isalnum() for part in (*names, number)):
        return None
    collection, volume = names
    if not collection[0].isdigit() and volume.isdecimal() and number.isdecimal():
        wide = collection.startswith("W") or (collection in ("C69", "D19") and int(volume) > 4)
        return f"{collection}-{int(volume):02d}{int(number):02d}" if wide else f"{collection}-{volume}{int(number):03d}"
    return f"{collection}-{volume}.{number}"


def _date(volume: Element, paper: Element) -> str | None:
    year = text_at(paper, "year") or text_at(volume, "year")
    return identifiers.date_of(year, text_at(paper, "month") or text_at(volume, "month"))


def _marked_up(paper: Element, name: str) -> str:
    """Text of a title or abstract; formulas get their dollar signs back, other mark-up is dropped."""
    found = children(paper, name)
    if not found:
        return ""
    for formula in found[0].iter("tex-math"):
        formula.text = f"${formula.text or ''}"
        formula.tail = f"${formula.tail or ''}"
    return "".join(found[0].itertext()).strip()

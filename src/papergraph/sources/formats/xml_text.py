"""XML as a stream of elements, with attacks (entities, depth, size) refused."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from papergraph.errors import InputError
from papergraph.sources.context import Context
from papergraph.sources.streams import Bounded, Stream

_DEEPEST = 100
#: Elements of one record.
_MOST = 100_000


def elements(stream: Stream, context: Context, wanted: set[str]) -> Iterator[tuple[Element, list[Element]]]:
    """Yield (element, its ancestors) for each element whose name (without namespace) is wanted.

    Raises
    ------
    InputError
        The XML is not well-formed, nested too deeply, or declares entities.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    bounded = Bounded(stream, context.name)
    open_: list[Element] = []
    inside = count = 0
    try:
        for event, element in iterparse(bounded, events=("start", "end")):
            count += 1
            if len(open_) > _DEEPEST or count > _MOST:
                raise InputError("XML nested too deeply, or an element with too many parts: what follows is lost", context.name)
            if event == "start":
                open_.append(element)
                inside += local_name(element) in wanted
                continue
            open_.pop()
            inside -= local_name(element) in wanted
            if inside == 0:
                if local_name(element) in wanted:
                    yield element, open_
                count = 0
                bounded.record_ended()
                if open_:
                    open_[-1].remove(element)
    except DefusedXmlException as error:
        raise InputError("declares entities, which is refused: they can be attacks", context.name) from error
    except (ParseError, LookupError, ValueError) as error:
        line = error.position[0] if isinstance(error, ParseError) else None
        raise InputError("not well-formed XML, or cut short: what follows is lost", context.where(line)) from error


def local_name(element: Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    """The children of that name."""
    return [child for child in element if local_name(child) == name]


def text_at(element: Element, *path: str) -> str:
    """Text of the first element at a path of names, without white space around it."""
    for name in path:
        found = children(element, name)
        if not found:
            return ""
        element = found[0]
    return "".join(element.itertext()).strip()

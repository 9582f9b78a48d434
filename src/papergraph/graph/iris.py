"""IRIs of nodes, papers and claims: pure functions of what they identify, readable, and safe for any name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from papergraph.errors import UsageError
from papergraph.graph.vocabulary import folder

_UNSAFE = re.compile(r"[^a-z0-9.]+")
_HASHED = re.compile(r"(?:^|-)[0-9a-f]{8}$|(?:^|-)[0-9a-f]{16}$")
#: Longer slugs are cut; their hash tells them apart.
_LONGEST = 80


def digest(text: str, length: int = 8) -> str:
    """The first hex digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(key: str, digits: int = 8) -> str:
    """The last part of a node's IRI.

    Lower case, words joined by `-`, `.` kept, `+` written `-plus`. Where that loses anything else, `-` and hex digits of
    the key's SHA-256 follow, so that two keys never share a slug.

    Parameters
    ----------
    key
        The identity key of the node, or the id of a paper; any text.
    digits
        Hex digits of the hash, where one is needed.

    Examples
    --------
    >>> slug("ram"), slug("ram+"), slug("ram++"), slug("llama-3.1-8b")
    ('ram', 'ram-plus', 'ram-plus-plus', 'llama-3.1-8b')
    >>> slug("c#"), slug("../../etc")
    ('c-951a4d36', 'etc-74ccf3c5')
    """
    plain = _UNSAFE.sub("-", key.lower().replace("+", "-plus-")).strip("-.")
    plain = re.sub(r"-?\.(?=[.-])|(?<=-)\.", "", plain) if "." in plain else plain
    if plain and len(plain) <= _LONGEST and plain.replace("-plus", "+") == key and not _HASHED.search(plain):
        return plain
    short = plain[: _LONGEST - 17].strip("-.")
    return f"{short}-{digest(key, digits)}" if short else f"x-{digest(key, digits)}"


class Iris:
    """The IRIs of one graph, in N-Triples form.

    Parameters
    ----------
    base
        What all IRIs of nodes begin with; checked by :func:`checked_base`.
    """

    def __init__(self, base: str) -> None:
        self.base = checked_base(base)
        self.nodes_graph = f"<{self.base}nodes>"
        self.about = f"<{self.base}about>"
        self._nodes: dict[tuple[str, str], str] = {}
        self._taken: dict[str, tuple[str, str]] = {}

    def node(self, type: str, key: str) -> str:
        """The IRI of a node."""
        found = self._nodes.get((type, key))
        if found is None:
            found = self._nodes[type, key] = self._free(type, key)
        return found

    def know(self, nodes: Iterable[tuple[str, str]]) -> None:
        """Give nodes their IRIs, in this order; copies of this object give them the same ones."""
        for type, key in nodes:
            self.node(type, key)

    def paper(self, id: str) -> str:
        """The IRI of a paper without `<` and `>`, so that the parts of the paper can be named behind it."""
        return f"{self.base}paper/{slug(id, 16)}"

    def _free(self, type: str, key: str) -> str:
        """Two keys whose 8 hex digits agree (somebody tried 65,000 names) get 16."""
        iri = f"<{self.base}{folder(type)}/{slug(key)}>"
        if self._taken.setdefault(iri, (type, key)) != (type, key):
            iri = f"<{self.base}{folder(type)}/{slug(key, 16)}>"
        return iri


def checked_base(base: str) -> str:
    """The base of a graph's IRIs.

    Raises
    ------
    UsageError
        It is no absolute http(s) or urn IRI that ends in `/`, `#` or `:`.
    """
    try:
        parts = urlsplit(base)
    except ValueError:
        parts = urlsplit("")
    good = (parts.scheme in ("http", "https") and parts.netloc) or (parts.scheme == "urn" and parts.path)
    if not good or not base.endswith(("/", "#", ":")) or re.search(r"[\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]", base):
        raise UsageError(f"base IRI {base!r}: give an absolute IRI that ends in / or #, such as https://example.org/id/")
    return base

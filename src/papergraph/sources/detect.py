"""Tell formats apart by what is in them, never by the name of the file."""

from __future__ import annotations

import re

from papergraph.errors import InputError

_KINDS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "an image, a sound or a video",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an Office document",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"SQLite format 3": "an SQLite database",
    b"BZh": "packed with bzip2",
    b"\xfd7zXZ": "packed with xz",
    b"7z\xbc\xaf": "packed with 7-Zip",
    b"\x1f\x8b": "packed twice with gzip",
    b"\x28\xb5\x2f\xfd": "packed twice with Zstandard",
    b"{\\rtf": "a rich text document",
    b"%!PS": "a PostScript document",
}
_XML = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_BIBTEX = re.compile(rb"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_RIS = re.compile(rb"^TY  ?- ", re.MULTILINE)
_HEADER = re.compile(rb"(?:^|[,;\t|])[ \"]{0,3}(?:(?:paper|article|document)[ _]?)?title[ \"]{0,3}(?:[,;\t|]|$)", re.IGNORECASE)


def check_text(head: bytes, name: str) -> None:
    """Refuse what is no text.

    Raises
    ------
    InputError
        It is a PDF, an image, an archive or other binary data, or there is nothing in it.
    """
    if not head.strip():
        raise InputError("is empty", name)
    for magic, kind in _KINDS.items():
        if head.startswith(magic):
            raise InputError(f"is {kind}; give text: a saved page, JSON Lines, CSV, BibTeX, RIS or XML", name)
    control = sum(head[:4096].count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32)))
    if control > len(head[:4096]) // 50:
        raise InputError("holds binary data, or text in an encoding that is not UTF-8", name)


def detect(head: bytes, name: str) -> str:
    """Name of the format that a file begins in.

    Raises
    ------
    InputError
        It is XML of a kind that is not known.
    """
    start = head.lstrip()
    lower = start[:2000].lower()
    if start.startswith((b"{", b"[")):
        return "json"
    if lower.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<") and b"<html" in lower):
        return "html"
    if start.startswith(b"<"):
        return _xml(start, name)
    if start.startswith((b"TY  -", b"TY -")) or _RIS.search(head[:4000]):
        return "ris"
    if _BIBTEX.match(start) or (start.startswith(b"%") and _BIBTEX.search(head)):
        return "bibtex"
    if _HEADER.search(start.split(b"\n", 1)[0].rstrip(b"\r")):
        return "csv"
    return "bibtex" if _BIBTEX.search(head) else "page"


def _xml(start: bytes, name: str) -> str:
    root = _XML.search(re.sub(rb"<!--.*?(?:-->|\Z)", b"", start, flags=re.DOTALL))
    kind = root[1].decode("ascii", "replace").lower() if root else ""
    known = {"feed": "atom", "entry": "atom", "collection": "anthology", "volume": "anthology"}
    if kind in known:
        return known[kind]
    if kind in ("div", "body", "main", "article", "section", "head", "p"):
        return "html"
    raise InputError(f"is XML with the root <{kind[:40]}>; known are arXiv's Atom and the XML of the ACL Anthology", name)

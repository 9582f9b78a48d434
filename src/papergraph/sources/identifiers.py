"""Identifiers, dates and titles of papers in their normal form."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from email.utils import parsedate_to_datetime

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_MONTH = r"\d\d(?:0[1-9]|1[0-2])"
_ARXIV = rf"(?P<id>{_MONTH}\.\d{{4,5}}|(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/{_MONTH}\d{{3}})(?:v\d{{1,3}})?"
_ARXIV_ID = re.compile(rf"(?:arxiv:\s?)?{_ARXIV}(?:\s*\[[\w.-]{{2,20}}\])?", re.IGNORECASE)
_ARXIV_WITHIN = re.compile(rf"(?:arxiv\.org/(?:abs|pdf|html)/|/papers/|arxiv[:.]\s?|\babs/){_ARXIV}(?![\d.]*\d)", re.IGNORECASE)
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/[^\s\"<>\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,500})", re.IGNORECASE
)
_URL = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x20\x7f-\x9f\ud800-\udfff]{3,2000}", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?![\d])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LATEX_COMMAND = re.compile(r"\\[A-Za-z]+")
_SIGNS = re.compile(r"[\W_]+")
_ACCENT = re.compile("[\u0300-\u036f]")


def arxiv_id(text: object) -> str | None:
    """An arXiv id without its version, if `text` is one (`2403.01234v2`, `arXiv:hep-th/9901001 [hep-th]`).

    Examples
    --------
    >>> arxiv_id("2403.01234v2"), arxiv_id("1234.5678")
    ('2403.01234', None)
    """
    match = _ARXIV_ID.fullmatch(text.strip()) if isinstance(text, str) and len(text) < 100 else None
    return match["id"] if match else None


def arxiv_within(text: object) -> str | None:
    """An arXiv id without its version that is named inside a link, a DOI or a journal reference."""
    match = _ARXIV_WITHIN.search(text[:2000]) if isinstance(text, str) else None
    return match["id"] if match else None


def first_arxiv(texts: Iterable[object]) -> str | None:
    """The first arXiv id, without its version, that one of the texts is or names."""
    return next((found for text in texts if (found := arxiv_id(text) or arxiv_within(text))), None)


def doi(text: object) -> str | None:
    """A DOI without its resolver, as written (DOIs are compared without regard to case).

    Examples
    --------
    >>> doi("https://doi.org/10.1000/XYZ.1")
    '10.1000/XYZ.1'
    """
    match = _DOI.match(text.strip()) if isinstance(text, str) else None
    return match[1].rstrip(".,;") if match else None


def url(text: object) -> str | None:
    """A web address, if `text` is one."""
    match = _URL.fullmatch(text.strip()) if isinstance(text, str) else None
    return match[0] if match else None


def iso_date(value: object) -> str | None:
    """A date as ISO 8601, as exact as it is given.

    Examples
    --------
    >>> iso_date("Mon, 2 Apr 2007 19:18:42 GMT"), iso_date("2024/5"), iso_date(2023), iso_date("12 May 2021")
    ('2007-04-02', '2024-05', '2023', '2021-05-12')
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:04.0f}" if 1000 <= value <= 2999 else None
    if not isinstance(value, str) or len(value) > 200:
        return None
    text = value.strip()
    if match := _ISO.match(text):
        return date_of(*match.groups())
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        pass
    year = _YEAR.search(text)
    month = next((word for word in re.findall(r"[a-z]+", text.lower()) if word[:3] in _MONTHS), None)
    day = re.search(r"(?<!\d)(\d{1,2})(?!\d)", text)
    return date_of(year and year[1], month, day and day[1])


def date_of(year: object, month: object = None, day: object = None) -> str | None:
    """ISO 8601 date of its parts; parts that make no sense are left out. A month may be a name.

    Examples
    --------
    >>> date_of(2024, "feb", 30), date_of("2024.0", 13), date_of("unknown", 1)
    ('2024-02', '2024', None)
    """
    numbers = [_number(year), _number(month), _number(day)]
    name = str(month or "").strip().lower()[:3]
    if name in _MONTHS:
        numbers[1] = _MONTHS.index(name) + 1
    if not 1000 <= numbers[0] <= 2999:
        return None
    if not 1 <= numbers[1] <= 12:
        return f"{numbers[0]}"
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return f"{numbers[0]}-{numbers[1]:02d}"


def _number(value: object) -> int:
    text = str(value or "")[:20].strip().removesuffix(".0")
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0


def arxiv_month(identifier: str) -> str:
    """The month in which a paper was submitted, which its arXiv id tells.

    Examples
    --------
    >>> arxiv_month("2403.01234"), arxiv_month("hep-th/9901001")
    ('2024-03', '1999-01')
    """
    digits = identifier.rpartition("/")[2]
    return f"{'19' if int(digits[:2]) > 90 else '20'}{digits[:2]}-{digits[2:4]}"


def title_key(title: str) -> str:
    """What two titles have in common if they name one paper: letters and digits, without case, accents and LaTeX.

    Examples
    --------
    >>> title_key("SP$^2$OT: M\\\\\\"obius  Maps.") == title_key("SP2OT - Möbius maps")
    True
    """
    text = _ACCENT.sub("", unicodedata.normalize("NFKD", _LATEX_COMMAND.sub("", title)))
    return _SIGNS.sub("", text.casefold()) or " ".join(title.split())


def title_id(title: str) -> str:
    """A stable id made of a title: its first words, and a hash of the whole.

    Examples
    --------
    >>> title_id("Slow Nets: A Study") == title_id("Slow nets -- a study")
    True
    """
    words = re.findall(r"[a-z0-9]+", _ACCENT.sub("", unicodedata.normalize("NFKD", title[:400])).lower())
    digest = hashlib.sha256(title_key(title).encode("utf-8", "replace")).hexdigest()[:10]
    return "-".join(["t", *(word[:24] for word in words[:5]), digest])

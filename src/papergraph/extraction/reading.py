"""What the components of the pipeline know of one paper while they read it (`Doc._.reading`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from papergraph.extraction.cleaning import Cleaned

if TYPE_CHECKING:
    from papergraph.extraction.comparing import Claim
    from papergraph.extraction.figures import Figure

_begin = attrgetter("start")

# Shapes of a token.
LOWER, CAPITAL, UPPER, MIXED, NUMBER, PUNCT, URL, OTHER = range(8)

_UPPER = re.compile(r"[A-Z][A-Z0-9]*[A-Z]\d*s?|[A-Z]\d+")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?(?:[a-zA-Zμ]{1,3})?\+?")
_ENGLISH_SUFFIX = re.compile(
    r"-(?:based|trained|pretrained|pre-trained|style|styled|like|level|free|aware|guided|driven|tuned|finetuned|fine-tuned|generated|"
    r"powered|enhanced|enabled|augmented|specific|agnostic|only|related|oriented|centric|inspired|supervised|time|shot|step|wise|scale|"
    r"dimensional|modal|domain|task|turn|hop|source|ended|to-end|of-the-art|quality|resolution|assisted|induced|compliant|optimized|"
    r"friendly|compatible|conditioned|adapted|equipped|as-a-judge|in-the-loop|derived|backed|native|informed|initialized|compressed|"
    r"quantized|distilled|integrated|aligned|focused|intensive|to-text|to-image|to-speech|to-video|ready|class|rich|constrained|infused|"
    r"weighted|dependent|independent|invariant|robust|efficient|bound|bounded|grounded|equivariant|sensitive|ed|ing|parameter|bit|"
    r"rated|relevant|readiness|resistant|compliance|safe|type|sized|size|side|layer|layers|way|wide|fold|hour|day|days|hours|language|languages|tier|encoded|"
    r"annotated|format|crafted|facing|heavy|light|caption|conditional|generation|complete|hard|[a-z]{3,}(?:ed|ing|able|ible|ive|less|ful|wise))s?$"
)
_TITLE_SUFFIX = re.compile(
    r"-(?:Based|Driven|Aware|Powered|Guided|Free|Enhanced|Augmented|Level|Like|Constructed|Inspired|Centric|Oriented|Commerce|Pair|Human|Generation|Time|Shot|Step|Task|Turn|Wise|Scale|Modal|Domain|End|Source|Policy|Agnostic|Specific|[A-Z][a-z]+(?:ed|ing|able|ible|ive|less|ful|wise))$"
)
_LONGEST = 80
_ENGLISH_PREFIX = re.compile(
    r"(?:post|pre|non|multi|self|semi|anti|cross|inter|intra|co|un|sub|few|zero|mid|near|real|low|high|long|open|one|two|three|four|five|six|eight|dual|single)-"
)


@lru_cache(maxsize=200_000)
def shape(word: str) -> int:
    """Class of a token by its letters: one of the constants of this module.

    Examples
    --------
    >>> [shape(w) for w in ("model", "Adam", "CNNs", "DiT-XL/2", "85.4", "(")] == [LOWER, CAPITAL, UPPER, MIXED, NUMBER, PUNCT]
    True
    """
    first = word[0]
    if not any(c.isalnum() for c in word):
        return PUNCT
    if word.startswith(("http://", "https://", "www.")):
        return URL
    if len(word) > _LONGEST:
        return OTHER
    if _NUMBER.fullmatch(word):
        return NUMBER
    if "'" in word and len(word) > 2 and word[0] != "'":
        return shape(word[: word.index("'")])
    if word.islower() and not any(c.isdigit() for c in word):
        return LOWER
    if _UPPER.fullmatch(word):
        return UPPER
    plain = word.rstrip("+")
    if first.isupper() and plain[1:].islower() and plain[1:].isalpha():
        return CAPITAL if plain == word else MIXED
    if "-" in word or "/" in word or "_" in word:
        return _compound(word)
    if first.isdigit() and re.fullmatch(r"\d+(?:st|nd|rd|th|D|d|x|k|K|M|B|s|x\d+(?:x\d+)?)", word):
        return OTHER
    if word.islower():  # letters and digits: wav2vec
        return MIXED if re.search(r"[a-z]\d", word) and len(word) > 3 and not re.fullmatch(r"[a-z]\d+", word) else OTHER
    if any(c.isupper() for c in word):
        return MIXED if any(c.isalpha() for c in word) and len(word) > 1 else OTHER
    return OTHER


def _compound(word: str) -> int:
    """Shape of a token with hyphens: MIXED if it may be a name, else LOWER or CAPITAL."""
    if _ENGLISH_SUFFIX.search(word) or _TITLE_SUFFIX.search(word):
        return CAPITAL if word[0].isupper() else LOWER
    if _ENGLISH_PREFIX.match(word):
        return LOWER
    parts = re.split(r"[-/_]", word)
    named = [
        p
        for p in parts
        if p and (any(c.isupper() for c in p[1:]) or (p.isupper() and len(p) > 1) or re.search(r"[A-Za-z]\d", p))
    ]
    if word[0].isdigit() and not named:
        return OTHER
    capitals = sum(1 for p in parts if p[:1].isupper())
    if (
        named
        or (capitals and any(p.replace(".", "", 1).isdigit() for p in parts))
        or (len(parts) > 1 and len(parts[-1]) == 1 and parts[-1].isupper())
    ):
        return MIXED
    if len(parts[0]) == 1 and parts[0].isupper() and capitals > 1:  # I-JEPA, M-Square
        return MIXED
    return CAPITAL if word[0].isupper() else LOWER


def is_adjective(word: str) -> bool:
    """Whether a compound is an adjective by its ending ("Transformer-based", "LLM-Driven")."""
    return "-" in word and bool(_ENGLISH_SUFFIX.search(word) or _TITLE_SUFFIX.search(word))


#: What a claim or a figure is about.
Kind = Literal["quality", "efficiency"]

#: The two texts of a paper.
Field = Literal["title", "abstract"]


class Mention:
    """A span of tokens that names something.

    Attributes
    ----------
    start, end
        Tokens `start` to `end` (exclusive).
    label
        METHOD, DATASET, FAMILY, TASK, METRIC, HARDWARE or NONE (known to be none of these).
    name
        Surface form in the cleaned text.
    rule
        Name of the rule that found it.
    strong
        Whether the label is certain without other mentions of the same name.
    """

    __slots__ = ("end", "entry", "label", "name", "rule", "start", "strong")

    def __init__(self, start: int, end: int, label: str, name: str, rule: str, strong: bool, entry: object = None) -> None:
        self.start, self.end, self.label, self.rule, self.strong, self.entry = start, end, label, rule, strong, entry
        self.name = name[:-2] if name.endswith("'s") else name

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it stands for: several in "DeiT-T/S/B"."""
        return self.entry if self.rule == "packed" else (self.name,)  # type: ignore[return-value]

    def __repr__(self) -> str:
        return f"{self.label}[{self.start}:{self.end}]{self.name!r}<{self.rule}>"


class Thing:
    """All mentions of one named thing in a paper: what becomes an entity of the facts."""

    __slots__ = ("key", "label", "loose", "mentions", "names", "role", "rule")

    def __init__(self, key: str, label: str) -> None:
        self.key, self.label = key, label
        self.names: dict[str, None] = {}
        self.loose: dict[str, None] = {}
        self.mentions: list[Mention] = []
        self.role, self.rule = "other", ""


class Reading:
    """Tokens, sentences, mentions and facts of one paper; title and abstract are one text, joined by a line break."""

    __slots__ = (
        "_mentions",
        "abbreviations",
        "at",
        "comparisons",
        "ends",
        "fields",
        "figures",
        "lows",
        "main",
        "proposed",
        "results",
        "sentence_of",
        "sentences",
        "shapes",
        "starts",
        "text",
        "things",
        "title_end",
        "words",
    )  # fmt: skip

    def __init__(self, title: Cleaned, abstract: Cleaned, words: list[str], starts: list[int]) -> None:
        self.fields = (title, abstract)
        self.text = title.text + "\n" + abstract.text
        self.words = words
        self.lows = [w.lower() for w in words]
        self.starts = starts
        self.ends = [s + len(w) for s, w in zip(starts, words, strict=True)]
        self.shapes = [shape(w) for w in words]
        self.title_end = next((i for i, s in enumerate(starts) if s > len(title.text)), len(words))
        self.sentences: list[tuple[int, int]] = []
        self.sentence_of: list[int] = []
        self._mentions: dict[int, Mention] = {}  # by first token, in the order of finding
        self.at: list[Mention | None] = [None] * len(words)
        self.abbreviations: dict[str, str] = {}
        self.things: dict[str, Thing] = {}
        self.proposed: list[Thing] = []
        self.main: Thing | None = None
        self.figures: list[Figure] = []
        self.results: list[Figure] = []
        self.comparisons: list[Claim] = []

    def surface(self, start: int, end: int) -> str:
        """Cleaned text of tokens `start` to `end` (exclusive)."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def label(self, k: int) -> str:
        """Label of the mention at token `k` ("" where there is none)."""
        m = self.at[k]
        return "" if m is None else m.label

    def first(self, label: str, start: int, stop: int) -> Mention | None:
        """The first mention with a label at tokens `start` to `stop` (exclusive)."""
        return next((m for m in self.at[start:stop] if m is not None and m.label == label), None)

    def within(self, start: int, stop: int) -> list[Mention]:
        """The mentions at tokens `start` to `stop` (exclusive), in order."""
        return list(dict.fromkeys(m for m in self.at[start:stop] if m is not None))

    def figures_in(self, start: int, stop: int) -> list[Figure]:
        """The figures that begin at tokens `start` to `stop` (exclusive), in order."""
        first = bisect_left(self.figures, start, key=_begin)
        return self.figures[first : bisect_left(self.figures, stop, lo=first, key=_begin)]

    def locate(self, start: int, end: int) -> tuple[Field, int, int]:
        """Field and raw offsets of tokens `start` to `end` (exclusive), which lie in one field."""
        title, abstract = self.fields
        if start < self.title_end:
            return "title", title.raw_start(self.starts[start]), title.raw_end(self.ends[end - 1])
        shift = len(title.text) + 1
        return "abstract", abstract.raw_start(self.starts[start] - shift), abstract.raw_end(self.ends[end - 1] - shift)

    @property
    def mentions(self) -> list[Mention]:
        """All mentions, in the order in which they were found."""
        return list(self._mentions.values())

    def remove(self, mention: Mention) -> None:
        """Take a mention out."""
        del self._mentions[mention.start]
        for i in range(mention.start, mention.end):
            self.at[i] = None

    def add(self, mention: Mention) -> None:
        """Enter a mention, which overlaps no other."""
        self._mentions[mention.start] = mention
        for i in range(mention.start, mention.end):
            self.at[i] = mention

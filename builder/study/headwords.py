"""What may be a term: words set apart, defined or standing as a heading, by their form alone; whether the text bears them out is
for `study.index` to see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from builder.languages import own_and_english
from builder.model import Book, Lesson, Section
from builder.study.blocks import Block, folded, words_of

Source = Literal["definition", "strong", "em", "heading", "name", "added"]
Key = tuple[str, ...]
_MOST = 4
"""Words of the longest term; a defined one may have two more."""
_SENTENCE = re.compile(r"[.!?;:…。！？：；,=<>{}\[\]|/\\@#$%^*+~\"“”„«»]")
_ACRONYM = re.compile(r"(?P<long>[^()]{4,60}?)\s*\((?P<short>[A-Z][A-Za-z0-9]{1,7})\)|(?P<first>[A-Z][A-Za-z0-9]{1,7})\s*\((?P<then>[^()]{4,60})\)")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_JOINED = re.compile(r"\s+(?:and|und|et|y|e|ve|и|&|vs\.?|versus|or|/)\s+|、|と")
_NAME = re.compile(r"[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*|[A-Z]?[a-z]+[A-Z][A-Za-z]*|[A-Z]{2,}[a-z]{1,3}")
_NAMED = 4
_UNITS = frozenset(
    ["B", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "kB", "kHz", "MHz", "GHz", "Mbps", "Gbps", "Kbps", "kW", "kWh", "mW", "mA", "ID", "IDs", "OK", "US", "EU", "UK", "USA", "AM", "PM", "UTC", "GMT", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "TODO", "NOTE", "TIP", "FAQ", "PDF", "README", "NB", "PS", "TV", "CEO", "CTO"]
)
_EDGE = " -–—•·"
_PARTICLES = frozenset("がをはにで")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Headword:
    """A candidate: how it is spelt, where it is from; *points* are blocks where it is set apart, by source."""

    key: Key
    spelt: Counter[str] = field(default_factory=Counter)
    points: dict[Source, list[tuple[str, str]]] = field(default_factory=dict)
    """Source to (slug of the lesson, id of the block)."""
    short: str = ""
    """Its acronym."""

    def take(self, other: Headword) -> None:
        """Take the places of *other*, which is the same by another name."""
        for source, points in other.points.items():
            self.points.setdefault(source, []).extend(points)


class Shape:
    """Tells by the words of *language* what looks like a term."""

    def __init__(self, language: str) -> None:
        own = own_and_english(language)
        self.stops = frozenset(word for one in own for word in one.stops.split())
        self.generic = frozenset(word for one in own for word in one.generic.split())
        self.japanese = language.split("-")[0].lower() == "ja"
        self.english = language.split("-")[0].lower() == "en"

    def key(self, text: str, longest: int = _MOST) -> Key:
        """Return what *text* is compared by; empty where it has not the form of a term."""
        words = words_of(text)
        lower = tuple(word.casefold() for word in words)
        if not words or len(text) > 40 or len(text.split()) > longest or "_" in text or _SENTENCE.search(text) or not _LETTER.search(text):
            return ()
        if self.english and {"a", "an", "the"} & set(lower[1:-1]) and "of" not in lower:
            return ()
        if lower[0] in self.stops or lower[-1] in self.stops or any("'" in part or "’" in part for part in text.split()[:1]):
            return ()
        if len(lower) == 1 and (lower[0] in self.generic or len(lower[0]) < 2 or lower[0].isdigit()):
            return ()
        if len(lower) > 2 and lower[1] == "of" and lower[0] in self.generic:
            return ()
        if self.japanese and _PARTICLES & set(lower):
            return ()
        if lower[0].isdigit() or all(word in self.generic or len(word) == 1 or word.isdigit() for word in lower):
            return ()
        return folded(words, self.english)


def find_headwords(book: Book, shape: Shape) -> dict[Key, Headword]:
    """Return all candidates of *book*."""
    found: dict[Key, Headword] = {}
    repeated = _repeated(book)
    for lesson in book.lessons:
        for source, text, block in _said(lesson):
            if source == "heading" and text.casefold() in repeated:
                continue
            long, short = _acronym(text)
            for piece in _pieces(long) if source == "heading" else (long,):
                key = shape.key(piece, 6 if source in ("definition", "added") else _MOST)
                if not key:
                    continue
                term = found.setdefault(key, Headword(key))
                term.spelt[piece] += 100 if source == "definition" else 1
                term.points.setdefault(source, []).append((lesson.slug, block))
                term.short = term.short or short
    return found


def find_names(blocks: dict[str, tuple[Block, ...]], shape: Shape) -> dict[str, str]:
    """Return words of the running text that are names by their form, acronyms (TLS) and capitals within (DynamoDB): each
    form with the name it is one of."""
    count: Counter[str] = Counter()
    for own in blocks.values():
        for block in own:
            if not block.level and sum(map(str.isupper, block.words)) < max(4, len(block.words) // 3):
                count.update(word for word in block.words if _NAME.fullmatch(word))
    forms = {word: word[:-1] if word.endswith("s") and word[:-1].isupper() else word for word in count}
    total: Counter[str] = Counter()
    for word, times in count.items():
        total[forms[word]] += times
    return {
        word: name for word, name in forms.items()
        if total[name] >= _NAMED and name not in _UNITS and name.casefold() not in shape.stops | shape.generic
    }


def is_acronym(short: str, words: tuple[str, ...]) -> bool:
    """Tell whether *short* is made of the initials of *words*."""
    return len(short) >= 2 and short.isupper() and len(short) == len(words) and all(
        word[:1].casefold() == letter.casefold() for word, letter in zip(words, short, strict=True)
    )


def _said(lesson: Lesson) -> Iterator[tuple[Source, str, str]]:
    for definition in lesson.definitions:
        yield "definition", definition.term, definition.id
    coded = {mention.block for mention in lesson.mentions if mention.kind == "code"}
    for mention in lesson.mentions:
        if mention.kind != "code":
            text = mention.text.strip(" :.,;")
            yield mention.kind, text[1:-1] if text[:1] == "(" and text[-1:] == ")" else text, mention.block
    yield "heading", _BRACKET.sub("", lesson.title) if not _acronym(lesson.title)[1] else lesson.title, f"{lesson.slug}--top"
    for section in flat(lesson.sections):
        if section.id not in coded:
            yield "heading", section.title if _acronym(section.title)[1] else _BRACKET.sub("", section.title), section.id


def flat(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Return *sections* and those below them, in order."""
    for section in sections:
        yield section
        yield from flat(section.children)


def _repeated(book: Book) -> frozenset[str]:
    """Return the headings of three lessons and more: the parts of every lesson, no subjects."""
    count = Counter(
        title for lesson in book.lessons for title in {section.title.casefold() for section in flat(lesson.sections)}
    )
    return frozenset(title for title, times in count.items() if times >= 3)


def _pieces(heading: str) -> tuple[str, ...]:
    """Return the subjects a heading joins: "References and Borrowing" has two."""
    bare = re.sub(r"^(?:the|an?|les?|la|der|die|das|el|los|las|o|os|il|lo|gli)\s+", "", heading.strip(), flags=re.IGNORECASE)
    parts = _JOINED.split(bare)
    if 1 < len(parts) <= 3 and all(len(part.split()) <= 2 for part in parts):
        return tuple(part.strip(_EDGE) for part in parts if " " in part or not part.endswith("ing"))
    return (bare.strip(_EDGE),)


def _acronym(text: str) -> tuple[str, str]:
    """Return a term and the acronym given in brackets beside it."""
    match = _ACRONYM.fullmatch(text.strip())
    if match is None:
        return text, ""
    long, short = (match["long"], match["short"]) if match["long"] else (match["then"], match["first"])
    letters = iter(long.casefold())
    stands = short[0].casefold() == long[0].casefold() and all(char in letters for char in short.casefold().rstrip("s"))
    if sum(char.isupper() for char in short) < 2 or not stands:
        return text if match["first"] else long, ""
    return long, short

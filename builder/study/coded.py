"""Which inline code belongs in an index: names of the subject, not of an example.

A name that a listing makes up ("guess", "add_one") is an example's, a value or an expression is none. A plain word must come back
in other lessons or sections before it counts, a name that looks like one ("Vec<T>", "--amend", "print!") sooner.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from builder.model import Book
from builder.study.locate import Part

_NAME = r"[A-Za-z_]\w*"
_SHAPES = re.compile(
    rf"(?:[&@'#]|#\[)?{_NAME}(?:(?:::|\.|->|-){_NAME})*+(?:<[^<>]{{0,24}}(?:<[^<>]{{0,16}}>)?[^<>]{{0,16}}>)?(?:\(\))?[!?\]]?"
    rf"|--?[A-Za-z][\w-]*+"
    rf"|[a-z][\w.-]++ (?:[a-z][a-z-]++|--?[A-Za-z][\w-]*+)(?: [a-z][a-z-]++)?"
    rf"|\.[a-z]\w+(?:\.\w+)?"
)
_GENERIC = re.compile(r"<.*>$|\(\)$")
_FILE = re.compile(r"(?i)[\w-]+\.(?:md|txt|py|rs|js|ts|html?|css|json|ya?ml|toml|csv|pdf|pdb|png|jpe?g|sh|dat|c|h|cpp|java|go|rb|lock|exe|mp3|xml|ini|conf|cfg|log|tf|sql|zip|gz|ipynb|rst)")
_SHAPED = re.compile(r"::|[!_<@#&'.-]|[a-z][A-Z]|^[A-Z]{2,}|[A-Z][a-z]+[A-Z]| ")
_VALUES = frozenset({"true", "false", "none", "null", "nil", "undefined", "yes", "no", "ok", "nan", "self", "this", "foo", "bar", "baz", "qux"})


@dataclass(slots=True)
class Coded:
    """A name in code: its spellings, and the places of its blocks by part, each with how often."""

    name: str
    spelt: Counter[str] = field(default_factory=Counter)
    places: dict[Part, Counter[int]] = field(default_factory=dict)
    headings: list[Part] = field(default_factory=list)
    wholes: list[Part] = field(default_factory=list)
    """Headings that say nothing else."""

    # As in `Found`.
    @property
    def count(self) -> int:
        """Occurrences in text."""
        return sum(sum(places.values()) for places in self.places.values())


def name_of(code: str) -> str:
    """Return the name *code* stands for, without what is in its brackets; empty where it is no name."""
    if len(code) > 32 or not any(map(str.isalpha, code)) or not _SHAPES.fullmatch(code):
        return ""
    bare = _GENERIC.sub("", code)
    return bare.lstrip("&") if bare[:2].lstrip("&")[:1].isupper() else bare


def find_coded(book: Book, parts: dict[str, dict[str, tuple[Part, int, int]]], wanted: frozenset[str] = frozenset()) -> dict[str, Coded]:
    """Return the names in code of *book* that an index may hold; *parts* say of each block its part, place and level.

    Names that are *wanted* count however they look.
    """
    coined = {name for lesson in book.lessons for name in lesson.coined}
    found: dict[str, Coded] = {}
    for lesson in book.lessons:
        for mention in lesson.mentions:
            if mention.kind != "code" or mention.block not in parts[lesson.slug]:
                continue
            name = mention.text if mention.text in wanted else name_of(mention.text)
            if name not in wanted and (not name or name in coined or name.rpartition(".")[2] in coined or name.casefold() in _VALUES):
                continue
            one = found.setdefault(name, Coded(name))
            one.spelt[mention.text] += mention.count
            part, place, level = parts[lesson.slug][mention.block]
            if level:
                one.headings.append(part)
            else:
                one.places.setdefault(part, Counter())[place] += mention.count
    return {name: one for name, one in found.items() if name in wanted or _counts(one, len(book.lessons))}


def _counts(one: Coded, lessons: int) -> bool:
    within = {part.lesson for part in one.places}
    name, count = one.name, one.count
    if len(within) > max(10, lessons // 2) and not one.headings:
        return False  # everywhere: what all of the book is about
    if _FILE.fullmatch(name):
        return len(within) >= 4 or bool(one.headings)
    if name.startswith(".") and len(name) < 6:
        return bool(one.headings)
    if one.headings:
        return count >= 1 and len(name) > 1
    if len(name) < 2 or (len(name) < 3 and not name.isalpha()):
        return False
    if _SHAPED.search(name):
        return count >= 3 and len(one.places) >= 2
    return (len(within) >= 2 and count >= 5) or (len(one.places) >= 3 and count >= 6)

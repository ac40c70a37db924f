"""The glossary: what the lessons define, by term, with the page where they do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from builder.model import Appendix, Book, Lesson
from builder.study.extract import extract
from builder.words import word

_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its meaning as XHTML, where it is defined."""

    term: str
    html: str
    target: str
    lesson: Lesson


def make(book: Book) -> Appendix | None:
    """Return the glossary of *book*, or None where it defines fewer than five terms."""
    terms = [
        Term(found.term, extract(found.html), found.id, lesson) for lesson in book.lessons for found in lesson.definitions
    ]
    if len(terms) < _FEWEST:
        return None
    data = tuple(sorted(terms, key=lambda term: (sort_key(term.term), term.target)))
    return Appendix("glossary", word(book.info.language, "glossary"), "glossary", data)


def sort_key(term: str) -> str:
    """Return what *term* is sorted by: letters without case and marks, as dictionaries of Latin scripts do."""
    folded = unicodedata.normalize("NFKD", term.casefold())
    return "".join(char for char in folded if char.isalnum())

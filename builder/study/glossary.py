"""The glossary: what the lessons define, by term, with the page where they do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from builder.model import Appendix, Book, Lesson, Problem
from builder.study.extract import extract
from builder.study.sorting import sort_key
from builder.study.terms import find_terms
from builder.words import word

_FEWEST = 5
_OPENS = 12
"""A sentence that explains its term has it among its first letters; others are items of a list."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its meaning as XHTML, where it is defined; *twice* where another lesson defines it too."""

    term: str
    html: str
    target: str
    lesson: Lesson
    twice: bool = False


def make(book: Book) -> Appendix | None:
    """Return the glossary of *book*, or None where it explains fewer than five terms."""
    named: dict[str, list[Lesson]] = defaultdict(list)
    problems: list[Problem] = []
    for lesson in book.lessons:
        for found in lesson.definitions:
            first = next((one for one in named[_name(found.term)] if one is not lesson), None)
            if first is not None:
                message = f"“{found.term}” is defined in {first.path} too; the glossary has both, each with its lesson"
                problems.append(Problem(lesson.path, found.line, "info", "term-twice", message))
            named[_name(found.term)].append(lesson)
    # A sentence that says what its bold subject is explains it as well as a definition.
    meant = [(lesson, found.term, found.html, found.id) for lesson in book.lessons for found in lesson.definitions]
    for lesson in book.lessons:
        for said in find_terms(lesson, book.info.language):
            if said.text.casefold().find(said.term.casefold()) in range(_OPENS) and lesson not in named[_name(said.term)]:
                meant.append((lesson, said.term, said.html, said.id))
                named[_name(said.term)].append(lesson)
    terms = [
        Term(term, extract(html), target, lesson, len({one.slug for one in named[_name(term)]}) > 1)
        for lesson, term, html, target in meant
    ]  # fmt: skip
    if len(terms) < _FEWEST:
        return None
    language = book.info.language
    # A term that is defined twice follows the order of the lessons.
    data = tuple(sorted(terms, key=lambda term: sort_key(term.term, language)))
    return Appendix("glossary", word(language, "glossary"), "glossary", data, problems=tuple(problems))


def _name(term: str) -> str:
    return " ".join(term.casefold().split())

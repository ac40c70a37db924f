"""The glossary: what the lessons define, by term, with the page where they do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from builder.model import Appendix, Book, Lesson, Problem
from builder.study.extract import extract
from builder.study.sorting import sort_key
from builder.words import word

_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its meaning as XHTML, where it is defined; *twice* where another lesson defines it too."""

    term: str
    html: str
    target: str
    lesson: Lesson
    twice: bool = False


def make(book: Book) -> Appendix | None:
    """Return the glossary of *book*, or None where it defines fewer than five terms."""
    named: dict[str, list[Lesson]] = defaultdict(list)
    problems: list[Problem] = []
    for lesson in book.lessons:
        for found in lesson.definitions:
            first = next((one for one in named[_name(found.term)] if one is not lesson), None)
            if first is not None:
                message = f"“{found.term}” is defined in {first.path} too; the glossary has both, each with its lesson"
                problems.append(Problem(lesson.path, found.line, "info", "term-twice", message))
            named[_name(found.term)].append(lesson)
    terms = [
        Term(found.term, extract(found.html), found.id, lesson, len({one.slug for one in named[_name(found.term)]}) > 1)
        for lesson in book.lessons for found in lesson.definitions
    ]  # fmt: skip
    if len(terms) < _FEWEST:
        return None
    language = book.info.language
    # A term that is defined twice follows the order of the lessons.
    data = tuple(sorted(terms, key=lambda term: sort_key(term.term, language)))
    return Appendix("glossary", word(language, "glossary"), "glossary", data, problems=tuple(problems))


def _name(term: str) -> str:
    return " ".join(term.casefold().split())

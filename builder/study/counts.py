"""How much a course holds for its study aids: a Book goes in, numbers come out."""

from __future__ import annotations

from builder.model import Book
from builder.study.index import find_entries
from builder.study.terms import find_terms
from builder.study.tuning import is_tuning, read_wishes


def count_aids(book: Book) -> dict[str, int]:
    """Return how many there are of each kind in *book*, in the order of the study aids."""
    questions = [question for lesson in book.lessons for question in lesson.questions]
    wishes = read_wishes(book.tuning) if is_tuning(book.tuning) else ()
    return {
        "lessons": len(book.lessons),
        "items": sum(len(lesson.checklist.items) for lesson in book.lessons if lesson.checklist),
        "questions": len(questions),
        "unanswered": sum(not question.answer for question in questions),
        "definitions": sum(len(lesson.definitions) for lesson in book.lessons),
        "terms": sum(len(find_terms(lesson, book.info.language)) for lesson in book.lessons),
        "clozes": sum(len(lesson.clozes) for lesson in book.lessons),
        "index": len(find_entries(book, wishes)),
    }

"""The question bank: the questions of all lessons, their answers apart at the back, each leading to the other."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Appendix, Book, Lesson
from builder.study.extract import extract
from builder.words import word

_FEWEST = 3
"""Fewer questions are no bank; they stand in their lessons."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its number in the bank, the id where its lesson asks it, question and answer as XHTML."""

    number: int
    target: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Bank:
    """Questions by lesson; *answers* is `back`, `below` or `none`."""

    groups: tuple[tuple[Lesson, tuple[Asked, ...]], ...]
    answers: str


def make(book: Book) -> Appendix | None:
    """Return the question bank of *book*, or None where it asks fewer than three questions."""
    groups: list[tuple[Lesson, tuple[Asked, ...]]] = []
    number = 0
    for lesson in book.lessons:
        asked = []
        for question in lesson.questions:
            number += 1
            asked.append(Asked(number, question.id, extract(question.html), extract(question.answer)))
        if asked:
            groups.append((lesson, tuple(asked)))
    if number < _FEWEST:
        return None
    return Appendix("questions", word(book.info.language, "questions"), "questions", Bank(tuple(groups), book.study.answers))

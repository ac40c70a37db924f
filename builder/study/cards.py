"""Flashcards: a complete Book goes in, what can be asked of a learner comes out, each card once.

1. Revision items: what you can do; on the back the section that teaches it and its rule.
2. Questions of the lessons with their answers.   3. Definitions, term and meaning.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from builder.model import Book, Lesson
from builder.study.extract import extract
from builder.study.teaching import Teaching

Kind = Literal["item", "question", "definition"]
@dataclass(frozen=True, slots=True)
class Card:
    """One flashcard; *front* and *back* are XHTML. *key* tells cards apart whatever becomes of number, page and file."""

    kind: Kind
    key: str
    front: str
    back: str
    lesson: Lesson
    target: str
    """The id in the book the card leads back to."""
    page: str
    """The printed number of that page, empty where it is not known."""


def gather_cards(book: Book, pages: Mapping[str, str]) -> tuple[Card, ...]:
    """Return the cards of *book* in its order; *pages* are the printed page numbers by id."""
    found: dict[str, Card] = {}
    for lesson in book.lessons:
        for kind, question, front, back, target in _cards(lesson):
            key = card_key(book.info.identifier, kind, question)
            found.setdefault(key, Card(kind, key, front, back, lesson, target, pages.get(target, "")))
    return tuple(found.values())


def card_key(identifier: str, kind: Kind, question: str) -> str:
    """Return the identity of a card: from the book's identifier, the kind and the question's letters and digits alone."""
    plain = "".join(char for char in unicodedata.normalize("NFKC", question).casefold() if char.isalnum())
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{identifier}\n{kind}\n{plain}").hex


def _cards(lesson: Lesson) -> Iterator[tuple[Kind, str, str, str, str]]:
    if lesson.checklist:
        taught = Teaching(lesson)
        for item in lesson.checklist.items:
            section, rule = taught.teaching(item)
            back = f"<p>{_escape(section.title if section else lesson.title)}</p>{rule}"
            yield "item", item.text, f"<p>{item.html}</p>", back, section.id if section else item.id
    for question in lesson.questions:
        yield "question", question.text, f"<p>{extract(question.html)}</p>", question.answer, question.id
    for definition in lesson.definitions:
        yield "definition", definition.term, f"<p>{_escape(definition.term)}</p>", definition.html, definition.id


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

"""Flashcards: a complete Book goes in, what can be asked of a learner comes out, each card once.

1. Revision items: what you can do; on the back the section that teaches it and its rule.
2. Questions of the lessons with their answers.   3. Definitions and bold terms, term and meaning; a term explained in
several lessons is one card that says all of it.
4. Clozes: a sentence with gaps for what it marks; on the back, and for Anki, the whole of it with its marks.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from builder.model import Book, Lesson
from builder.study.extract import extract
from builder.study.teaching import Teaching
from builder.study.terms import find_terms

Kind = Literal["item", "question", "definition", "cloze"]
_TAGS = re.compile(r"<[^>]+>")
_MARK = re.compile(r"<mark\b[^>]*>.*?</mark>", re.DOTALL)
_GAP = "_____"
_MEANINGS = 3
"""Meanings of one term on a card at most."""


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
    said: dict[str, list[tuple[str, str]]] = {}
    for lesson in book.lessons:
        for kind, question, front, back, target in _cards(lesson, book.info.language):
            key = card_key(book.info.identifier, kind, question)
            if key not in found:
                found[key] = Card(kind, key, front, back, lesson, target, pages.get(target, ""))
                said[key] = [(target, _letters(_TAGS.sub("", back)))]
            elif kind == "definition" and len(said[key]) < _MEANINGS:
                letters = _letters(_TAGS.sub("", back))
                if not any(where == target or letters in known or known in letters for where, known in said[key]):
                    more = f"<p><em>{_escape(lesson.title)}:</em></p>{back}"
                    found[key] = replace(found[key], back=found[key].back + more)
                    said[key].append((target, letters))
    return tuple(found.values())


def card_key(identifier: str, kind: Kind, question: str) -> str:
    """Return the identity of a card: from the book's identifier, the kind, and the question's letters, digits and signs.

    Case, space, quotes and punctuation make no difference; C, C++ and C# do.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{identifier}\n{kind}\n{_letters(question) or question}").hex


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum() or char in "#&@%*^" or unicodedata.category(char) in ("Sm", "Sc"))


def _cards(lesson: Lesson, language: str) -> Iterator[tuple[Kind, str, str, str, str]]:
    if lesson.checklist:
        taught = Teaching(lesson)
        for item in lesson.checklist.items:
            section, rule = taught.teaching(item)
            back = f"<p>{_escape(section.title if section else lesson.title)}</p>{rule}"
            yield "item", item.text, f"<p>{item.html}</p>", back, section.id if section else item.id
    for question in (one for one in lesson.questions if one.answer):
        yield "question", question.text, f"<p>{extract(question.html)}</p>", question.answer, question.id
    for definition in lesson.definitions:
        yield "definition", definition.term, f"<p>{_escape(definition.term)}</p>", definition.html, definition.id
    for cloze in lesson.clozes:
        yield "cloze", cloze.text, f"<p>{_MARK.sub(_GAP, cloze.html)}</p>", f"<p>{cloze.html}</p>", cloze.id
    for term in find_terms(lesson, language):
        yield "definition", term.term, f"<p>{term.shown or _escape(term.term)}</p>", term.html, term.id


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

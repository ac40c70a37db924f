"""Flashcards: a complete Book goes in, what can be asked of a learner comes out, each card once.

1. Revision items: what you can do; on the back the section that teaches it and its rule.
2. Questions of the lessons with their answers.   3. Definitions, term and meaning.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from builder.model import Book, Item, Lesson, Section

Kind = Literal["item", "question", "definition"]
_WORD = re.compile(r"[^\W_]{3,}")
_WEAK = frozenset(
    ["the", "and", "for", "with", "from", "that", "this", "you", "can", "how", "what", "why", "when", "into", "its", "are", "explain", "compute", "decide", "describe", "name", "list", "choose", "convert", "one", "two", "three", "each", "all"]
)


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
        taught = _Sections(lesson)
        for item in lesson.checklist.items:
            section, rule = taught.teaching(item)
            back = f"<p>{_escape(section.title if section else lesson.title)}</p>{rule}"
            yield "item", item.text, f"<p>{item.html}</p>", back, section.id if section else item.id


class _Sections:
    """The sections of a lesson by their words, and the rule each ends with."""

    def __init__(self, lesson: Lesson) -> None:
        self.sections = [section for section in lesson.sections if section.id != (lesson.checklist and lesson.checklist.section)]
        self.words = {section.id: _words(section.title) for section in self.sections}
        self.rules: dict[str, str] = {}
        current = ""
        for block in ET.fromstring(f"<div>{lesson.html}</div>"):
            if block.get("id") in self.words:
                current = block.get("id", "")
            elif current and block.get("class") == "sg-rule":
                for part in block.iter():
                    part.attrib.pop("id", None)
                block.attrib.clear()
                block.tail = None
                self.rules[current] = ET.tostring(block, encoding="unicode")

    def teaching(self, item: Item) -> tuple[Section | None, str]:
        """Return the section whose heading shares most words with *item*, and its rule; none where no word is shared."""
        words = _words(item.text)
        best = max(self.sections, key=lambda section: len(words & self.words[section.id]), default=None)
        if best is None or not words & self.words[best.id]:
            return None, ""
        return best, self.rules.get(best.id, "")


def _words(text: str) -> frozenset[str]:
    """Return the words of *text* that carry meaning, without their plural."""
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word.removesuffix("s") for word in found if word not in _WEAK)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

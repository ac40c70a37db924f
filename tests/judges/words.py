"""Whether words stand in a text, once and in order: letters are compared, for spaces and hyphens are the typesetter's."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from html import unescape

from builder.model import Book, Lesson

_RUN = 6
_RAW = re.compile(r"\{\{#\w+|^:::+ *\w*|\[!(?:NOTE|TIP|WARNING)\]|^\s*!!! \w+|^\?\?\?\+? \w+|\{#[\w-]+\}|:(?:numref|eqref|cite|label):", re.MULTILINE)
_SKIPPED = ("sg-fnref", "sg-back", "sg-label", "sg-math")


def letters(text: str) -> str:
    """Return the letters and digits of *text*, in one case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def blocks_of(lesson: Lesson) -> list[str]:
    """Return the text of every top-level block of *lesson*, without marks that pages show in their own way."""
    root = ET.fromstring(f"<div>{lesson.lead}{lesson.html}</div>")
    found = []
    for block in root:
        words: list[str] = []
        _gather(block, words)
        found.append("".join(words))
    return found


def _gather(element: ET.Element, words: list[str]) -> None:
    if (element.get("class") or "").split(" ")[0] in _SKIPPED:
        words.append(" ")
        return
    words.append(element.text or "")
    for child in element:
        _gather(child, words)
        words.append(child.tail or "")
    words.append(" ")


class Stream:
    """A text in which runs of words are looked for, each after the one before."""

    def __init__(self, text: str) -> None:
        self.letters = letters(text)

    def lost(self, blocks: list[str]) -> tuple[list[str], int]:
        """Return the runs of six words that do not stand in the text near their place, and how many there are."""
        lost, total, at = [], 0, 0
        for block in blocks:
            words = [word for word in re.split(r"\s+", block) if letters(word)]
            for start in range(0, len(words), _RUN):
                run = letters(" ".join(words[start : start + _RUN]))
                total += 1
                place = self.letters.find(run, at)
                if place < 0:
                    # Tables are read by columns, notes move to the foot: look in the whole text before it counts.
                    place = self.letters.find(run)
                    if place < 0 and not all(letters(word) in self.letters for word in words[start : start + _RUN]):
                        lost.append(" ".join(words[start : start + _RUN]))
                else:
                    at = place
        return lost, total


def raw_marks(book: Book) -> list[str]:
    """Return marks of Markdown dialects that stand raw in a lesson's text, outside code."""
    found = []
    for lesson in book.lessons:
        text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"<(pre|code)\b.*?</\1>", "", lesson.html, flags=re.DOTALL)))
        found += [f"{lesson.path}: {mark!r} stands in the text" for mark in dict.fromkeys(_RAW.findall(text))]
    return found

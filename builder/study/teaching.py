"""Which section of a lesson teaches a revision item: the one whose heading shares most words with it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from builder.model import Item, Lesson, Section

_WORD = re.compile(r"[^\W_]{3,}")
_WEAK = frozenset(
    ["the", "and", "for", "with", "from", "that", "this", "you", "can", "how", "what", "why", "when", "into", "its", "are", "explain", "compute", "decide", "describe", "name", "list", "choose", "convert", "one", "two", "three", "each", "all"]
)


class Teaching:
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

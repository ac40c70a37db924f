"""The consolidated checklist: the revision items of all lessons in one appendix, with a page and columns for dates."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Appendix, Book, Item, Lesson
from builder.study.teaching import Teaching
from builder.words import word

_CELLS = 20
"""Cells of a lesson's bar at most: a long list has one for several items."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item and the id of the section that teaches it, whose page is shown; its own where none shares its words."""

    item: Item
    taught: str


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one lesson; *cells* are those of its bar under "where I stand"."""

    lesson: Lesson
    rows: tuple[Row, ...]
    cells: int


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What the appendix shows: groups, and the words above the columns for dates."""

    groups: tuple[Group, ...]
    passes: tuple[str, ...]


def make(book: Book) -> Appendix | None:
    """Return the consolidated checklist of *book*, or None where no lesson has items."""
    groups = tuple(_group(lesson) for lesson in book.lessons if lesson.checklist)
    if not groups:
        return None
    language = book.info.language
    count = min(6, max(0, book.study.passes))
    passes = tuple(word(language, f"pass-{at}") if at <= 3 else f"{at}." for at in range(1, count + 1))
    return Appendix("checklist", word(language, "checklist"), "checklist", Consolidated(groups, passes))


def _group(lesson: Lesson) -> Group:
    assert lesson.checklist is not None
    teaching = Teaching(lesson)
    rows = []
    for item in lesson.checklist.items:
        section, _ = teaching.teaching(item)
        rows.append(Row(item, section.id if section else item.id))
    return Group(lesson, tuple(rows), min(_CELLS, len(rows)))

"""The links of an index entry in the e-book: pages of the PDF where they are known, else lessons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from builder.epub.pages import PageFacts
from builder.model import Book
from builder.study.locators import Locator, number
from builder.titles import clip

_SHORT = 24


def entry_linker(book: Book, homes: Mapping[str, str], pages: PageFacts | None) -> Callable[[Iterable[Locator]], list[tuple[str, str, bool]]]:
    """Return a function from the places of an entry to words, target and whether it is the main one; *homes* are all ids."""
    where = dict(pages.anchors) if pages else {}
    labels = {lesson.slug: str(lesson.number) if lesson.number is not None else clip(lesson.title, _SHORT) for lesson in book.lessons}

    def links(locators: Iterable[Locator]) -> list[tuple[str, str, bool]]:
        there = [one for one in locators if one.start in homes]
        if pages:
            return [(one.text, one.id, one.strong) for one in number(there, where.get, lambda page: pages.labels[page])]
        found: dict[str, tuple[str, str, bool]] = {}
        for one in there:
            if one.main or one.lesson not in found:
                found[one.lesson] = (labels[one.lesson], one.start, one.main)
        return list(found.values())

    return links

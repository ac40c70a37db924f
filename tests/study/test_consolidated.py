"""The consolidated checklist: pages of the teaching sections, columns for passes, a bar a lesson."""

import pytest

from builder.model import Book, BookInfo, Part, Source
from builder.parsing.parse import parse_lesson
from builder.settings import Rules, Study
from builder.study.checklist import mark_checklist
from builder.study.consolidated import make

TEXT = """# STEP 1 — Queues

## 1. Limits of a queue

Text.

## 2. Retries and their cost

Text.

## Revision checklist

- [ ] You can compute the cost of a retry
- [ ] You can sing
"""


def book(passes=3):
    lesson = mark_checklist(parse_lesson(Source(path="a.md", slug="a", text=TEXT), Rules()))
    return Book(BookInfo("B"), (Part("", (lesson,)),), study=Study(passes=passes))


def test_an_item_shows_the_page_of_the_section_that_teaches_it():
    """The heading that shares its words, without their plural; else the item's own place."""
    rows = make(book()).data.groups[0].rows

    assert [row.taught for row in rows] == ["a--2-retries-and-their-cost", "a--item-2"]


@pytest.mark.parametrize(("passes", "names"), [(0, ()), (2, ("1st pass", "2nd pass")), (5, ("1st pass", "2nd pass", "3rd pass", "4.", "5."))])
def test_the_settings_say_how_many_passes(passes, names):
    """From none to six columns for dates."""
    assert make(book(passes)).data.passes == names


def test_a_book_without_items_has_no_appendix():
    """Nothing is invented."""
    lesson = parse_lesson(Source(path="a.md", slug="a", text="# A\n\nText.\n"), Rules())
    assert make(Book(BookInfo("B"), (Part("", (lesson,)),))) is None

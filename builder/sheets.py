"""Revision sheets from the gathered book: measured, fitted, and looked at again until each is one page, or one booklet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from builder.direction import right_to_left
from builder.errors import SourceError
from builder.model import Book, Lesson
from builder.pdf import sheets as pages
from builder.pdf.model import Sheets, Unit
from builder.pdf.pages import render_unit
from builder.pdf.theme import find_theme
from builder.settings import Form, Geometry
from builder.study import rows, sheets
from builder.study.changes import Changes
from builder.words import word

Lay = Callable[[tuple[Unit, ...]], tuple[Sheets, ...]]
"""Typesets units, in order."""

_MAKERS: dict[Form, Callable[[Lesson, str], sheets.Sheet]] = {
    "page": sheets.make_sheet, "fold": rows.fold_rows, "cornell": rows.cornell_rows, "zine": sheets.make_sheet,
}  # fmt: skip
_ROUNDS = 4


def sheet_units(book: Book, lessons: tuple[Lesson, ...], geometry: Geometry, form: Form, printed: Mapping[str, str], lay: Lay) -> tuple[Unit, ...]:
    """Return the sheets of *lessons*, one page each (a zine eight small ones); *printed* are the handbook's page numbers by id.

    Raises `SourceError` where no lesson has anything to revise.
    """
    desk = pages.Desk(book, geometry, form, printed)
    told = [made for lesson in lessons if (made := _MAKERS[form](lesson, book.info.language)).blocks]
    if not told:
        raise SourceError(
            "the lessons hold nothing to make revision sheets of",
            hint="write a section “Revision checklist” with a list, terms in bold, or questions with answers",
        )
    measured = [pages.heights(one) for one in lay(tuple(pages.measuring(desk, sheet) for sheet in told))]
    steps = [0] * len(told)
    for _ in range(_ROUNDS):
        units = tuple(
            pages.sheet_unit(desk, pages.fit(desk, sheet, high, further))
            for sheet, high, further in zip(told, measured, steps, strict=True)
        )
        over = [at for at, made in enumerate(lay(units)) if made.pages > desk.sides]
        if not over:
            break
        for at in over:
            steps[at] += 1
    return units


def has_sheet(lesson: Lesson, form: Form, language: str) -> bool:
    """Tell whether *lesson* holds anything to revise, *language* being the book's."""
    return bool(_MAKERS[form](lesson, language).blocks)


def changes_unit(book: Book, changes: Changes, edition: str, geometry: Geometry, printed: Mapping[str, str]) -> Unit:
    """Return the page that says what changed since *edition*, as its reader knows it."""
    language = book.info.language
    pages = {lesson.path: printed.get(f"{lesson.slug}--top", "") for lesson in book.lessons}
    # What is gone has no page; its path may be another lesson's now.
    gone = tuple(replace(one, key="") for one in changes.gone)
    return render_unit(
        book, "sheet-changes", "sheet", word(language, "changes"), "sheet-changes.html.j2", theme=find_theme(geometry.theme),
        changes=replace(changes, gone=gone), edition=edition, page_of=lambda key: pages.get(key, ""), arrow="←" if right_to_left(language) else "→",
    )

"""Which lessons share pages: sixty half-page notes must not make sixty near-empty pages."""

from __future__ import annotations

import re

from builder.model import Lesson
from builder.settings import Layout

_TAGS = re.compile(r"<[^>]*>")
_SHORT = 330
"""Words of a lesson that leaves much of its last page empty; a line of code or a row counts as eight."""
_RUN = 2_600
"""Words after which a new run begins: an edit typesets no more than that again."""
_MANY = 6


def words_of(lesson: Lesson) -> int:
    """Return about how many words of room *lesson* takes."""
    html = f"{lesson.lead}{lesson.html}"
    return len(_TAGS.sub(" ", html).split()) + 60 * html.count("<img")


def runs(lessons: tuple[Lesson, ...], layout: Layout) -> list[tuple[Lesson, ...]]:
    """Return *lessons* in groups that share pages, in order; a lesson alone opens a page of its own.

    Short lessons of one part and language that follow each other run on. With `run_on = "auto"` they do so only in a
    course that has many such.
    """
    sizes = {lesson.slug: words_of(lesson) for lesson in lessons}
    short = {slug for slug, size in sizes.items() if size <= _SHORT}
    wanted = layout.run_on == "yes" or (
        layout.run_on == "auto" and len(short) >= _MANY and 3 * len(short) >= len(lessons)
    )
    groups: list[tuple[Lesson, ...]] = []
    room = 0
    for lesson in lessons:
        last = groups[-1][-1] if groups else None
        joins = (
            wanted and last is not None and lesson.slug in short and last.slug in short
            and (last.part, last.language) == (lesson.part, lesson.language)
            and room + sizes[lesson.slug] <= _RUN
        )  # fmt: skip
        if joins:
            groups[-1] = (*groups[-1], lesson)
            room += sizes[lesson.slug]
        else:
            groups.append((lesson,))
            room = sizes[lesson.slug]
    return groups
